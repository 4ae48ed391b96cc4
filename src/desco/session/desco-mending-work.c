/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "session/desco-mending-work.h"

#include "session/desco-work.h"

/* Where we and pagoPA differ: what the window asks of the reconciliation, on a thread of its own. */

typedef struct
{
  GPtrArray *differences;
  DescoMending mending;
  char *note;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_ptr_array_unref (work->differences);
  g_free (work->note);
  g_free (work);
}

static gpointer
compare (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoPaymentProvider) provider = desco_session_open_provider (source, error);

  if (provider == NULL)
    return NULL;
  return desco_reconciler_run (desco_session_get_store (source), provider, cancellable, error);
}

static gpointer
mend (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;
  g_autoptr (DescoPaymentProvider) provider = desco_session_open_provider (source, error);
  DescoMendReport *report;

  if (provider == NULL)
    return NULL;
  report = g_new0 (DescoMendReport, 1);
  report->failed = g_ptr_array_new_with_free_func (g_free);
  desco_reconciler_mend_all (desco_session_get_store (source), provider, work->differences,
                             work->mending, work->note, &report->settled, report->failed,
                             cancellable, &report->problem);
  return report;
}

/**
 * desco_mend_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
desco_mend_report_free (DescoMendReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->failed, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * desco_mending_work_compare_async:
 * @session: a session
 * @cancellable: (nullable): stops it; then nothing is concluded
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Holds every purchase against what pagoPA has.
 */
void
desco_mending_work_compare_async (DescoSession *session,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  desco_session_start_work (session, compare, NULL, NULL,
                            (GDestroyNotify) desco_reconcile_report_free, cancellable, callback,
                            data);
}

/**
 * desco_mending_work_compare_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full): where they differ
 */
DescoReconcileReport *
desco_mending_work_compare_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_mending_work_mend_async:
 * @session: a session
 * @differences: (element-type DescoDifference): what differs
 * @mending: what a person decided
 * @note: (nullable): why, for the record
 * @cancellable: (nullable): stops between two; what was settled stays so
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Puts right where we and pagoPA differ, there first.
 */
void
desco_mending_work_mend_async (DescoSession *session,
                               GPtrArray *differences,
                               DescoMending mending,
                               const char *note,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->differences = g_ptr_array_ref (differences);
  work->mending = mending;
  work->note = g_strdup (note);
  desco_session_start_work (session, mend, work, work_free, (GDestroyNotify) desco_mend_report_free,
                            cancellable, callback, data);
}

/**
 * desco_mending_work_mend_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full): what came of it
 */
DescoMendReport *
desco_mending_work_mend_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}
