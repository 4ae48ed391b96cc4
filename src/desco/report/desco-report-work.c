/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "report/desco-report-work.h"

#include "model/desco-date.h"
#include "session/desco-work.h"

#include <glib/gi18n.h>

/* What the report page asks of a thread: a month may have as many payments as it likes. */

typedef struct
{
  DescoReconciliationQuery query;
  char *path;
  DescoReportProgress *progress;
  DescoReportMonth *month; /* while it is read */
} Work;

static void
line_free (gpointer data)
{
  DescoReportLine *line = data;

  g_free (line->name);
  g_free (line->caption);
  g_free (line);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->month, desco_report_month_free);
  g_clear_pointer (&work->progress, desco_report_progress_unref);
  g_free (work->path);
  g_free (work);
}

static void
tell_progress (guint done, guint total, gpointer data)
{
  DescoReportProgress *progress = ((Work *) data)->progress;

  g_atomic_int_set (&progress->done, (int) done);
  g_atomic_int_set (&progress->total, (int) total);
}

static gboolean
keep_line (const DescoReconciliationLine *line, gpointer data, GError **error)
{
  DescoReportMonth *month = ((Work *) data)->month;
  DescoReportLine *kept;
  g_autofree char *day = NULL;

  if (!desco_reconciliation_kind_is_missing (line->kind))
    return TRUE;
  month->n_missing++;
  if (month->lines->len >= DESCO_REPORT_LINES_MAX)
    return TRUE;

  day = desco_date_to_display (&line->day);
  kept = g_new0 (DescoReportLine, 1);
  kept->kind = line->kind;
  kept->received = line->received;
  kept->transferred = line->transferred;
  kept->name = g_strdup_printf (_ ("%s, %s"), desco_reconciliation_kind_to_text (line->kind), day);
  if (line->regulation != NULL)
    kept->caption = g_strdup_printf (_ ("IUV %s · transfer %s"), line->iuv, line->regulation);
  else
    kept->caption = g_strdup_printf ("IUV %s", line->iuv != NULL ? line->iuv : "–");
  g_ptr_array_add (month->lines, kept);
  return TRUE;
}

static gpointer
load (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  static const DescoReconciliationSink sink = { .add_line = keep_line, .progress = tell_progress };
  Work *work = data;

  work->month = g_new0 (DescoReportMonth, 1);
  work->month->lines = g_ptr_array_new_with_free_func (line_free);
  if (desco_reconciliation_run (desco_session_get_store (source), &work->query, &sink, work,
                                &work->month->totals, cancellable, error))
    return g_steal_pointer (&work->month);
  return NULL;
}

static gpointer
write_paper (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  const DescoReconciliationPaper paper = { .path = work->path,
                                           .practice = desco_session_is_practice (source),
                                           .progress = tell_progress,
                                           .progress_data = work };
  DescoReconciliationTotals totals;

  if (desco_reconciliation_write (desco_session_get_store (source), &work->query, &paper, &totals,
                                  cancellable, error))
    return g_strdup (work->path);
  return NULL;
}

static gpointer
fetch (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoFlowClient) client = desco_session_open_flows (source, error);
  const DescoFlowQuery query = { 0 };

  if (client == NULL)
    return NULL;
  return desco_flow_collector_collect (desco_session_get_store (source), client, &query,
                                       cancellable, error);
}

static Work *
work_new (const DescoReconciliationQuery *query, const char *path, DescoReportProgress *progress)
{
  Work *work = g_new0 (Work, 1);

  work->query = *query;
  work->path = g_strdup (path);
  work->progress = desco_report_progress_ref (progress);
  return work;
}

/**
 * desco_report_progress_new:
 *
 * Returns: (transfer full): the progress of work that has not begun
 */
DescoReportProgress *
desco_report_progress_new (void)
{
  DescoReportProgress *self = g_new0 (DescoReportProgress, 1);

  g_atomic_ref_count_init (&self->references);
  return self;
}

/**
 * desco_report_progress_ref:
 * @self: a progress
 *
 * Returns: (transfer full): the same, held once more
 */
DescoReportProgress *
desco_report_progress_ref (DescoReportProgress *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * desco_report_progress_unref:
 * @self: (transfer full): a progress
 */
void
desco_report_progress_unref (DescoReportProgress *self)
{
  if (g_atomic_ref_count_dec (&self->references))
    g_free (self);
}

/**
 * desco_report_month_free:
 * @self: (transfer full) (nullable): a month
 */
void
desco_report_month_free (DescoReportMonth *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

/**
 * desco_report_work_load_async:
 * @session: a session
 * @query: which days
 * @progress: is told how far it is
 * @cancellable: (nullable): ends it
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Reconciles some days for the screen.
 */
void
desco_report_work_load_async (DescoSession *session,
                              const DescoReconciliationQuery *query,
                              DescoReportProgress *progress,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  desco_work_start (session, load, work_new (query, NULL, progress), work_free,
                    (GDestroyNotify) desco_report_month_free, cancellable, callback, data);
}

/**
 * desco_report_work_load_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what the days come to
 */
DescoReportMonth *
desco_report_work_load_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_report_work_write_async:
 * @session: a session
 * @query: which days, and how to part them
 * @path: the file; its end says what it becomes
 * @progress: is told how far it is
 * @cancellable: (nullable): ends it; the file that was there stays
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Writes a reconciliation to a file.
 */
void
desco_report_work_write_async (DescoSession *session,
                               const DescoReconciliationQuery *query,
                               const char *path,
                               DescoReportProgress *progress,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  desco_work_start (session, write_paper, work_new (query, path, progress), work_free, g_free,
                    cancellable, callback, data);
}

/**
 * desco_report_work_write_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the file that is there now
 */
char *
desco_report_work_write_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_report_work_fetch_async:
 * @session: a session
 * @cancellable: (nullable): ends it; what was read is kept
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Reads the banks' transfers that are not here yet.
 */
void
desco_report_work_fetch_async (DescoSession *session,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  desco_work_start (session, fetch, NULL, NULL, (GDestroyNotify) desco_flow_report_free,
                    cancellable, callback, data);
}

/**
 * desco_report_work_fetch_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what came of it
 */
DescoFlowReport *
desco_report_work_fetch_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}
