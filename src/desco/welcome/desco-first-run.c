/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "welcome/desco-first-run.h"

#include "exchange/desco-demo.h"
#include "model/desco-clock.h"
#include "store/desco-creditors.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Making a database: a municipality's own, or one to practise on. */

#define PRACTICE_PUPILS 240
#define PRACTICE_SEED 1

typedef struct
{
  char *path;
  DescoCreditor *creditor;
} Creation;

static void
creation_free (gpointer data)
{
  Creation *creation = data;

  g_free (creation->path);
  desco_creditor_free (creation->creditor);
  g_free (creation);
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GError) local_error = NULL;

  if (g_file_make_directory_with_parents (file, NULL, &local_error)
      || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
create (Creation *creation, gboolean practice, GError **error)
{
  GDate today = desco_clock_today ();

  desco_creditor_normalize (creation->creditor, &today);

  return desco_creditor_check (creation->creditor, error) && make_folder (creation->path, error)
         && desco_creditors_create_database (creation->path, creation->creditor, practice, error);
}

static void
create_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (create (data, FALSE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A municipality that does not exist; its account number is all zeroes. */
static DescoCreditor *
make_practice_creditor (void)
{
  DescoCreditor *creditor = desco_creditor_new ();

  creditor->tax_code = g_strdup ("80000000002");
  creditor->name = g_strdup ("Comune di Prova sul Desco");
  creditor->town = g_strdup ("Prova sul Desco");
  creditor->department = g_strdup ("Ufficio scuola");
  creditor->iban = g_strdup ("IT07M0000000000000000000001");
  creditor->segregation_code = 47;

  return creditor;
}

/* Half a practice database is of no use: it goes with whatever stopped it. */
static void
remove_database (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

static gboolean
fill (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoStore) store = desco_store_open (path, error);
  gboolean filled;

  if (store == NULL)
    return FALSE;
  filled = desco_demo_fill (store, PRACTICE_PUPILS, PRACTICE_SEED, cancellable, error);
  desco_store_close (store);

  return filled;
}

static void
create_practice_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Creation *creation = data;
  GError *error = NULL;

  if (!create (creation, TRUE, &error))
    g_task_return_error (task, error);
  else if (!fill (creation->path, cancellable, &error))
    {
      remove_database (creation->path);
      g_task_return_error (task, error);
    }
  else
    g_task_return_boolean (task, TRUE);
}

static void
begin (const char *path,
       DescoCreditor *creditor,
       GTaskThreadFunc func,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Creation *creation = g_new0 (Creation, 1);

  creation->path = g_strdup (path);
  creation->creditor = creditor;
  g_task_set_task_data (task, creation, creation_free);
  g_task_run_in_thread (task, func);
}

/**
 * desco_first_run_create_async:
 * @path: where
 * @creditor: whose
 * @cancellable: (nullable): stops it
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Makes a municipality's database.
 */
void
desco_first_run_create_async (const char *path,
                              const DescoCreditor *creditor,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  begin (path, desco_creditor_copy (creditor), create_in_thread, cancellable, callback, data);
}

/**
 * desco_first_run_create_practice_async:
 * @path: where
 * @cancellable: (nullable): stops it
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Makes a database to practise on, with people, tariffs, purchases and meals that are invented.
 */
void
desco_first_run_create_practice_async (const char *path,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  begin (path, make_practice_creditor (), create_practice_in_thread, cancellable, callback, data);
}

/**
 * desco_first_run_create_finish:
 * @result: what the callback got
 * @error: where to put an error; %DESCO_INPUT_ERROR names the field that is wrong
 *
 * Returns: whether the database is there
 */
gboolean
desco_first_run_create_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
