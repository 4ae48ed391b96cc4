/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-tariffs.h"

G_BEGIN_DECLS

/**
 * DescoTariffChange:
 * @added: rules that are new
 * @updated: rules that say something else now
 * @unchanged: rules that are as they were
 * @removed: rules that the new table has no more
 */
typedef struct
{
  guint added;
  guint updated;
  guint unchanged;
  guint removed;
} DescoTariffChange;

/**
 * DescoQuoteKind:
 * @DESCO_QUOTE_OWN: what the pupil pays
 * @DESCO_QUOTE_FULL: what the pupil would pay without ISEE, siblings and exemption
 */
typedef enum
{
  DESCO_QUOTE_OWN,
  DESCO_QUOTE_FULL,
} DescoQuoteKind;

GPtrArray *desco_tariffs_list_rules_in (DescoConnection *connection, GError **error);
gboolean desco_tariffs_replace_in (DescoConnection *connection,
                                   const char *name,
                                   GPtrArray *rules,
                                   DescoTariffChange *change,
                                   GError **error);

DescoQuote *desco_quotes_get_in (DescoConnection *connection,
                                 const DescoUuid *pupil_id,
                                 const GDate *date,
                                 DescoQuoteKind kind,
                                 GError **error);
DescoQuote *desco_tariffs_quote_in (DescoConnection *connection,
                                    const DescoUuid *pupil_id,
                                    const GDate *date,
                                    GError **error);

G_END_DECLS
