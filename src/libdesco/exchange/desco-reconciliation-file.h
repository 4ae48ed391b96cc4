/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-reconciliation.h"

G_BEGIN_DECLS

/**
 * DescoReconciliationProgress:
 * @done: how much of the way is done
 * @total: how long the way is
 * @data: what the caller gave
 */
typedef void (*DescoReconciliationProgress) (guint done, guint total, gpointer data);

/**
 * DescoReconciliationPaper:
 * @path: the file; its end says what it becomes: `.pdf`, `.xlsx` or `.csv`
 * @practice: whether each page says that it only trains somebody
 * @progress: (nullable): is called on the way, on the thread that writes
 * @progress_data: for @progress
 *
 * How a reconciliation is written.
 */
typedef struct
{
  const char *path;
  gboolean practice;
  DescoReconciliationProgress progress;
  gpointer progress_data;
} DescoReconciliationPaper;

gboolean desco_reconciliation_write (DescoStore *store,
                                     const DescoReconciliationQuery *query,
                                     const DescoReconciliationPaper *paper,
                                     DescoReconciliationTotals *totals,
                                     GCancellable *cancellable,
                                     GError **error);
void desco_reconciliation_write_async (DescoStore *store,
                                       const DescoReconciliationQuery *query,
                                       const DescoReconciliationPaper *paper,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
desco_reconciliation_write_finish (DescoStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
