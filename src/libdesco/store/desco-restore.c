/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-store.h"

#include "store/desco-connection-private.h"
#include "store/desco-store-file-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* How far the counters of notice numbers jump where nobody can say how far they had come. */
#define COUNTER_JUMP 100000

static const char SELECT_COUNTERS[] = "SELECT device_code, next FROM notice_counter";
static const char RAISE_COUNTER[]
    = "INSERT INTO notice_counter (device_code, next) VALUES (:device, :next)"
      " ON CONFLICT (device_code) DO UPDATE SET next = max (next, excluded.next)";
static const char JUMP_COUNTERS[] = "UPDATE notice_counter SET next = next + :jump";

static gboolean
is_whole (DescoConnection *backup, const char *path, GError **error)
{
  g_autoptr (GPtrArray) findings = desco_connection_check (backup, error);

  if (findings == NULL)
    return FALSE;
  if (findings->len == 0)
    return TRUE;

  g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_CORRUPT,
               _ ("The backup “%s” is damaged (%s); the database was left as it is."), path,
               (const char *) g_ptr_array_index (findings, 0));
  return FALSE;
}

static gboolean
raise_counters (DescoConnection *incoming, DescoConnection *old, GError **error)
{
  DescoStatement *counters;
  GError *local_error = NULL;

  if (old == NULL)
    {
      DescoStatement *jump = desco_connection_get (incoming, JUMP_COUNTERS);

      desco_statement_bind_int (jump, ":jump", COUNTER_JUMP);
      return desco_statement_run (jump, error);
    }

  counters = desco_connection_get (old, SELECT_COUNTERS);
  while (desco_statement_step (counters, &local_error))
    {
      DescoStatement *raise = desco_connection_get (incoming, RAISE_COUNTER);

      desco_statement_bind_int (raise, ":device", desco_statement_int (counters, 0));
      desco_statement_bind_int (raise, ":next", desco_statement_int (counters, 1));
      if (!desco_statement_run (raise, error))
        return FALSE;
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* Numbers given after the backup was made may be on paper: they must not be given again. */
static gboolean
carry_counters (const char *incoming_path, DescoConnection *old, GError **error)
{
  g_autoptr (DescoConnection) incoming
      = desco_connection_open (incoming_path, DESCO_CONNECTION_WRITER, error);

  if (incoming == NULL || !desco_connection_begin (incoming, error))
    return FALSE;
  return raise_counters (incoming, old, error) && desco_connection_commit (incoming, error);
}

/* A copy takes along what is still in the write-ahead log; a broken file is kept as it is. */
static gboolean
keep_old (DescoConnection *old, const char *path, const char *kept, GError **error)
{
  if (old != NULL && desco_connection_backup (old, kept, NULL))
    return TRUE;
  if (g_rename (path, kept) == 0)
    return TRUE;

  g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_READ_ONLY,
               _ ("The old database can't be kept as “%s”: %s; it was left as it is."), kept,
               g_strerror (errno));
  return FALSE;
}

static gboolean
put_in_place (const char *path, const char *incoming, const char *kept, GError **error)
{
  /* The old log belongs to the old file, which a rename replaces in one step. */
  desco_store_file_remove_sides (path);
  if (g_rename (incoming, path) == 0)
    return desco_store_file_sync_folder (path);

  g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_READ_ONLY,
               _ ("The backup can't be put in place: %s; the old database is “%s”."),
               g_strerror (errno), kept);
  return FALSE;
}

/**
 * desco_store_restore:
 * @path: the database's file; nobody may have it open
 * @backup_path: a backup
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Puts a backup in the database's place. A damaged or newer backup is refused; the old database is
 * kept beside, under a name that ends in ".before-restore". The counters of notice numbers go on
 * from where the old database had come to, since a number is never given twice.
 *
 * Returns: whether the backup is in place
 */
gboolean
desco_store_restore (const char *path, const char *backup_path, GError **error)
{
  g_autofree char *incoming = g_strconcat (path, ".incoming", NULL);
  g_autofree char *kept = g_strconcat (path, ".before-restore", NULL);
  g_autoptr (DescoConnection) backup
      = desco_connection_open (backup_path, DESCO_CONNECTION_READER, error);
  g_autoptr (DescoConnection) old = NULL;
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  if (backup == NULL || !is_whole (backup, backup_path, error)
      || !desco_connection_backup (backup, incoming, error))
    return FALSE;

  if (exists)
    old = desco_connection_open (path, DESCO_CONNECTION_WRITER, NULL);
  if (!carry_counters (incoming, old, error) || (exists && !keep_old (old, path, kept, error)))
    {
      desco_store_file_remove (incoming);
      return FALSE;
    }
  /* Its last connection brings the old log into the old file. */
  g_clear_pointer (&old, desco_connection_free);

  return put_in_place (path, incoming, kept, error);
}
