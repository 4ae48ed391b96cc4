/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-reconciler.h"
#include "session/desco-session.h"

G_BEGIN_DECLS

/**
 * DescoMendReport:
 * @settled: how many are settled
 * @failed: (element-type utf8): a line for each that could not be
 * @problem: (nullable): why the rest was not tried: it was stopped, or pagoPA can't be reached
 *
 * What came of putting differences right.
 */
typedef struct
{
  guint settled;
  GPtrArray *failed;
  GError *problem;
} DescoMendReport;

void desco_mend_report_free (DescoMendReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoMendReport, desco_mend_report_free)

void desco_mending_work_compare_async (DescoSession *session,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
DescoReconcileReport *desco_mending_work_compare_finish (GAsyncResult *result, GError **error);
void desco_mending_work_mend_async (DescoSession *session,
                                    GPtrArray *differences,
                                    DescoMending mending,
                                    const char *note,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
DescoMendReport *desco_mending_work_mend_finish (GAsyncResult *result, GError **error);

G_END_DECLS
