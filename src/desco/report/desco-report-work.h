/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-reconciliation-file.h"
#include "pagopa/desco-flow-collector.h"
#include "session/desco-session.h"

G_BEGIN_DECLS

/* As many as a person reads on a screen; a workbook has all of them. */
#define DESCO_REPORT_LINES_MAX 200

/**
 * DescoReportLine:
 * @kind: what is missing
 * @name: the payment's reference and day
 * @caption: the transfer, or why, in a sentence
 * @received: by the receipt, in cents
 * @transferred: by the bank, in cents
 *
 * A payment to look at.
 */
typedef struct
{
  DescoReconciliationKind kind;
  char *name;
  char *caption;
  gint64 received;
  gint64 transferred;
} DescoReportLine;

/**
 * DescoReportMonth:
 * @totals: what the month comes to
 * @lines: (element-type DescoReportLine): the first that are missing on either side
 * @n_missing: how many are
 */
typedef struct
{
  DescoReconciliationTotals totals;
  GPtrArray *lines;
  guint n_missing;
} DescoReportMonth;

/**
 * DescoReportProgress:
 * @done: how much of the way is done
 * @total: how long it is; 0 while that is not known
 *
 * Written by the thread that works, read by the page that waits. Outlives both.
 */
typedef struct
{
  gatomicrefcount references;
  int done;
  int total;
} DescoReportProgress;

DescoReportProgress *desco_report_progress_new (void);
DescoReportProgress *desco_report_progress_ref (DescoReportProgress *self);
void desco_report_progress_unref (DescoReportProgress *self);

void desco_report_month_free (DescoReportMonth *self);
void desco_report_work_load_async (DescoSession *session,
                                   const DescoReconciliationQuery *query,
                                   DescoReportProgress *progress,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
DescoReportMonth *desco_report_work_load_finish (GAsyncResult *result, GError **error);
void desco_report_work_write_async (DescoSession *session,
                                    const DescoReconciliationQuery *query,
                                    const char *path,
                                    DescoReportProgress *progress,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
char *desco_report_work_write_finish (GAsyncResult *result, GError **error);
void desco_report_work_fetch_async (DescoSession *session,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
DescoFlowReport *desco_report_work_fetch_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReportMonth, desco_report_month_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReportProgress, desco_report_progress_unref)

G_END_DECLS
