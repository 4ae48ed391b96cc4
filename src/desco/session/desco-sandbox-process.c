/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "session/desco-sandbox-process.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <sys/prctl.h>

/* The pagoPA to practise on, which lives as long as the window that started it. */

struct _DescoSandboxProcess
{
  GObject parent_instance;

  GSubprocess *process;
  char *url;
};

G_DEFINE_FINAL_TYPE (DescoSandboxProcess, desco_sandbox_process, G_TYPE_OBJECT)

/* Installed, it is beside this program; in a build, in the folder beside this one's. */
static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (".");
  g_autofree char *beside = g_build_filename (folder, "desco-sandbox", NULL);
  g_autofree char *built = g_build_filename (folder, "..", "desco-sandbox", "desco-sandbox", NULL);

  if (g_file_test (beside, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&beside);
  if (g_file_test (built, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&built);

  return g_find_program_in_path ("desco-sandbox");
}

/* A window that crashes must not leave a pagoPA behind. The signal comes with the end of the thread
 * that started the process, which is why this is not left to a thread of a pool. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
on_line_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  DescoSandboxProcess *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->url = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                         &error);
  if (self->url != NULL)
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             _ ("The practice pagoPA stopped before it was ready. Try again."));
}

static gboolean
spawn (DescoSandboxProcess *self, const char *database, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = find_program ();
  g_autofree char *positions = g_strconcat (database, ".pagopa", NULL);

  if (program == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The practice pagoPA (desco-sandbox) is not installed. Install it "
                              "beside Desco and try again."));
      return FALSE;
    }
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, error, program, "--port", "0",
                                               "--database", positions, NULL);

  return self->process != NULL;
}

static void
desco_sandbox_process_dispose (GObject *object)
{
  DescoSandboxProcess *self = DESCO_SANDBOX_PROCESS (object);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  g_clear_pointer (&self->url, g_free);

  G_OBJECT_CLASS (desco_sandbox_process_parent_class)->dispose (object);
}

static void
desco_sandbox_process_class_init (DescoSandboxProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desco_sandbox_process_dispose;
}

static void
desco_sandbox_process_init (DescoSandboxProcess *self)
{
}

/**
 * desco_sandbox_process_start_async:
 * @database: the practice database; the pagoPA keeps its own beside it
 * @cancellable: (nullable): stops the waiting
 * @callback: what to call when it answers
 * @data: what @callback gets
 *
 * Starts `desco-sandbox` on a free port and waits for its address. For the main thread only.
 */
void
desco_sandbox_process_start_async (const char *database,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  DescoSandboxProcess *self = g_object_new (DESCO_TYPE_SANDBOX_PROCESS, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GDataInputStream) lines = NULL;
  GError *error = NULL;

  g_task_set_task_data (task, self, g_object_unref);
  if (!spawn (self, database, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, cancellable, on_line_read,
                                       g_steal_pointer (&task));
}

/**
 * desco_sandbox_process_start_finish:
 * @result: what the callback got
 * @error: where to put an error of %G_IO_ERROR or %G_SPAWN_ERROR
 *
 * Returns: (transfer full): the process, which ends with the last reference
 */
DescoSandboxProcess *
desco_sandbox_process_start_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_sandbox_process_get_url:
 * @self: a running pagoPA
 *
 * Returns: (transfer none): its address
 */
const char *
desco_sandbox_process_get_url (DescoSandboxProcess *self)
{
  g_return_val_if_fail (DESCO_IS_SANDBOX_PROCESS (self), NULL);

  return self->url;
}
