/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-certificate.h"
#include "model/desco-pupil.h"
#include "model/desco-quote.h"
#include "model/desco-school-order.h"
#include "model/desco-tariff-rule.h"
#include "store/desco-tariffs-private.h"

G_BEGIN_DECLS

/**
 * DescoQuoteFacts:
 * @pupil: whose quote
 * @date: of which day
 * @school_code: (nullable): the school's ministry code
 * @order: the school's order
 * @resident: what the list says, else what the town of residence says
 * @town: the creditor's
 * @certificate: (nullable): the ISEE certificate of that day
 * @expired: (nullable): where there is none, the last one that there was
 * @child: which of the payer's children enrolled, the eldest is 1; 0 where not enrolled
 * @exemption: (nullable): the pupil's exemption
 *
 * All that a rule may ask.
 */
typedef struct
{
  DescoPupil *pupil;
  GDate date;
  char *school_code;
  DescoSchoolOrder order;
  DescoResidence resident;
  char *town;
  DescoCertificate *certificate;
  DescoCertificate *expired;
  guint child;
  char *exemption;
} DescoQuoteFacts;

DescoQuoteFacts *desco_quote_facts_read (DescoConnection *connection,
                                         const DescoUuid *pupil_id,
                                         const GDate *date,
                                         DescoQuoteKind kind,
                                         GError **error);
void desco_quote_facts_free (DescoQuoteFacts *self);

char *desco_quote_find_mismatch (const DescoTariffRule *rule, const DescoQuoteFacts *facts);
char *desco_quote_explain (const DescoTariffRule *rule, const DescoQuoteFacts *facts);
GStrv desco_quote_list_warnings (const DescoQuoteFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoQuoteFacts, desco_quote_facts_free)

G_END_DECLS
