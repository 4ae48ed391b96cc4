/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-quittance.h"
#include "pagopa/desco-payment-provider.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoTellingReport:
 * @told: of how many quittances pagoPA knows now
 * @needless: for how many there was nothing to tell
 * @paid_there: (element-type DescoQuittance): what somebody paid at pagoPA too
 * @waiting: how many are told later
 * @retry_at: UTC microseconds of the next try; 0 if nothing waits
 * @unreachable: (nullable): why the platform could not be reached, in words
 */
typedef struct
{
  guint told;
  guint needless;
  GPtrArray *paid_there;
  guint waiting;
  gint64 retry_at;
  char *unreachable;
} DescoTellingReport;

void desco_telling_report_free (DescoTellingReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoTellingReport, desco_telling_report_free)

DescoTellingReport *desco_quittance_teller_run (DescoStore *store,
                                                DescoPaymentProvider *provider,
                                                gboolean all,
                                                GCancellable *cancellable,
                                                GError **error);

G_END_DECLS
