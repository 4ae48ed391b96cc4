/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-import.h"

/* The import waits for the writer on a thread of the pool, so that the window waits for nothing. */

typedef struct
{
  char *path;
  DescoImportOptions options;
  DescoImportProgress progress;
  gpointer progress_data;
  guint n_rows;
} Request;

static Request *
request_new (const char *path, const DescoImportOptions *options)
{
  Request *request = g_new0 (Request, 1);

  request->path = g_strdup (path);
  if (options == NULL)
    return request;
  request->options = *options;
  request->options.school = g_strdup (options->school);
  request->options.columns
      = (const char *const *) g_strdupv ((char **) (gpointer) options->columns);
  request->options.encoding = g_strdup (options->encoding);
  request->options.sheet = g_strdup (options->sheet);
  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free ((char *) request->options.school);
  g_strfreev ((char **) (gpointer) request->options.columns);
  g_free ((char *) request->options.encoding);
  g_free ((char *) request->options.sheet);
  g_free (request);
}

static void
run_pupils_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Request *request = task_data;
  GError *error = NULL;
  DescoImportReport *report
      = desco_import_pupils (source, request->path, &request->options, request->progress,
                             request->progress_data, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) desco_import_report_free);
  else
    g_task_return_error (task, error);
}

static void
run_preview_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Request *request = task_data;
  GError *error = NULL;
  DescoImportPreview *preview = desco_import_preview_pupils (request->path, &request->options,
                                                             request->n_rows, cancellable, &error);

  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify) desco_import_preview_free);
  else
    g_task_return_error (task, error);
}

/**
 * desco_import_pupils_async:
 * @store: the database
 * @path: (type filename): a list of pupils
 * @options: (nullable): how to read it
 * @progress: (nullable): told now and then, on the writer's thread
 * @progress_data: for @progress; must live until @callback
 * @cancellable: (nullable): to give up; the database is as it was
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_import_pupils(), without waiting.
 */
void
desco_import_pupils_async (DescoStore *store,
                           const char *path,
                           const DescoImportOptions *options,
                           DescoImportProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Request *request = request_new (path, options);

  request->progress = progress;
  request->progress_data = progress_data;
  g_task_set_source_tag (task, desco_import_pupils_async);
  /* What is on disk is told as done, also when the cancellation came a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, run_pupils_task);
}

/**
 * desco_import_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: as desco_import_pupils()
 *
 * Returns: (nullable) (transfer full): what was done, or would be
 */
DescoImportReport *
desco_import_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_import_preview_pupils_async:
 * @path: (type filename): a list of pupils
 * @options: (nullable): how to read it
 * @n_rows: how many rows to show
 * @cancellable: (nullable): to give up
 * @callback: told when it is there
 * @user_data: for @callback
 *
 * As desco_import_preview_pupils(), without waiting.
 */
void
desco_import_preview_pupils_async (const char *path,
                                   const DescoImportOptions *options,
                                   guint n_rows,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = request_new (path, options);

  request->n_rows = n_rows;
  g_task_set_source_tag (task, desco_import_preview_pupils_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, run_preview_task);
}

/**
 * desco_import_preview_finish:
 * @result: what the callback was given
 * @error: as desco_import_preview_pupils()
 *
 * Returns: (nullable) (transfer full): the beginning of the list
 */
DescoImportPreview *
desco_import_preview_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
