/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "session/desco-work.h"

/* The one way in which the window has something done on a thread. What is done is told, also where
 * a person gave up in the same moment: money that came in is not kept quiet about. */

typedef struct
{
  DescoWorkFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->data_free != NULL)
    work->data_free (work->data);
  g_free (work);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;
  gpointer result = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    result = work->func (source, work->data, cancellable, &error);
  if (result != NULL)
    g_task_return_pointer (task, result, work->result_free);
  else
    g_task_return_error (task, error);
}

/**
 * desco_work_start:
 * @source: (type GObject): whose work it is; it is kept until the end
 * @func: what to do
 * @data: (nullable): what @func gets
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody asks for
 * @cancellable: (nullable): stops it; before it began nothing is done
 * @callback: told at the end
 * @user_data: what @callback gets
 *
 * Does something on a thread of its own.
 */
void
desco_work_start (gpointer source,
                  DescoWorkFunc func,
                  gpointer data,
                  GDestroyNotify data_free,
                  GDestroyNotify result_free,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->data_free = data_free;
  work->result_free = result_free;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * desco_work_finish:
 * @result: what the callback got
 * @error: where to put an error of the work; %G_IO_ERROR_CANCELLED where it was not done
 *
 * Returns: (nullable) (transfer full): what came of it
 */
gpointer
desco_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
