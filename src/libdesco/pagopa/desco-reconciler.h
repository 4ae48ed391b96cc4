/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "store/desco-differences.h"

G_BEGIN_DECLS

/**
 * DescoReconcileReport:
 * @checked: how many positions the platform named
 * @differences: (nullable) (element-type DescoDifference): all that is not settled, oldest first
 * @gone: how many differences have settled by themselves
 * @unreachable: (nullable): why the platform could not be reached, in words; then nothing was
 *   concluded
 */
typedef struct
{
  guint checked;
  GPtrArray *differences;
  guint gone;
  char *unreachable;
} DescoReconcileReport;

void desco_reconcile_report_free (DescoReconcileReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReconcileReport, desco_reconcile_report_free)

DescoReconcileReport *desco_reconciler_run (DescoStore *store,
                                            DescoPaymentProvider *provider,
                                            GCancellable *cancellable,
                                            GError **error);
gboolean desco_reconciler_mend (DescoStore *store,
                                DescoPaymentProvider *provider,
                                const DescoDifference *difference,
                                DescoMending mending,
                                const char *note,
                                GCancellable *cancellable,
                                GError **error);
gboolean desco_reconciler_mend_all (DescoStore *store,
                                    DescoPaymentProvider *provider,
                                    GPtrArray *differences,
                                    DescoMending mending,
                                    const char *note,
                                    guint *n_settled,
                                    GPtrArray *failed,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
