/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-sqlite-private.h"

#include "store/desco-store.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long one program waits for another that writes to the same file. */
#define BUSY_MILLISECONDS 10000

G_DEFINE_QUARK (desco_store_error, desco_store_error)

static void
sql_uuid_text (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  DescoUuid uuid;
  const void *bytes = sqlite3_value_blob (values[0]);

  if (bytes == NULL || sqlite3_value_bytes (values[0]) != (int) sizeof uuid.bytes)
    {
      sqlite3_result_null (context);
      return;
    }
  memcpy (uuid.bytes, bytes, sizeof uuid.bytes);
  sqlite3_result_text (context, desco_uuid_to_string (&uuid), -1, g_free);
}

/**
 * desco_sqlite_set_error: (skip)
 * @error: (out) (optional): where to put the error
 * @database: the database that answered
 * @code: what it answered
 *
 * Turns SQLite's answer into a sentence with a way out.
 */
void
desco_sqlite_set_error (GError **error, sqlite3 *database, int code)
{
  const char *message = sqlite3_errmsg (database);

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error_literal (
          error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_BUSY,
          _ ("Another program is writing to the database; close it, or try again in "
             "a moment."));
      break;
    case SQLITE_FULL:
      g_set_error_literal (
          error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_FULL,
          _ ("The disk is full: nothing was changed. Free some space and try again."));
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      g_set_error_literal (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_READ_ONLY,
                           _ ("The database, or the folder that it is in, can't be written; check "
                              "their permissions and that the disk is not read-only."));
      break;
    case SQLITE_CORRUPT:
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_CORRUPT,
                   _ ("The database is damaged (%s); restore the last backup."), message);
      break;
    case SQLITE_NOTADB:
      g_set_error_literal (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_DESCO,
                           _ ("The file is not a database of Desco: choose another one."));
      break;
    case SQLITE_IOERR:
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_FAILED,
                   _ ("The disk did not answer (%s): nothing was changed."), message);
      break;
    default:
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_FAILED,
                   _ ("The database refused the change: %s."), message);
    }
}

/**
 * desco_sqlite_exec: (skip)
 * @database: an open database
 * @sql: constant statements
 * @error: where to put an error
 *
 * Returns: whether all of them ran
 */
gboolean
desco_sqlite_exec (sqlite3 *database, const char *sql, GError **error)
{
  int code = sqlite3_exec (database, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  desco_sqlite_set_error (error, database, code);
  return FALSE;
}

/**
 * desco_sqlite_pragma_int: (skip)
 * @database: an open database
 * @sql: a constant statement that answers with one number
 * @value: (out): the number
 * @error: where to put an error
 *
 * Returns: whether there was an answer
 */
gboolean
desco_sqlite_pragma_int (sqlite3 *database, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (database, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  else
    desco_sqlite_set_error (error, database, code);
  sqlite3_finalize (statement);

  return code == SQLITE_ROW;
}

static int
copy_pages (sqlite3 *database, sqlite3 *copy)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", database, "main");
  int code, end;

  if (backup == NULL)
    return sqlite3_errcode (copy);
  code = sqlite3_backup_step (backup, -1);
  /* The end alone would not tell of a page that was locked. */
  end = sqlite3_backup_finish (backup);
  return code == SQLITE_DONE ? end : code;
}

/**
 * desco_sqlite_backup: (skip)
 * @database: an open database
 * @path: where the copy shall be; not the database itself, as desco_store_backup() makes sure
 * @error: where to put an error
 *
 * Copies the database page by page, with what is still in the write-ahead log, to a file written
 * beside and then renamed.
 *
 * Returns: whether the copy is whole and on disk
 */
gboolean
desco_sqlite_backup (sqlite3 *database, const char *path, GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  sqlite3 *copy = NULL;
  int code;

  g_unlink (partial);
  code = sqlite3_open_v2 (partial, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (code == SQLITE_OK)
    code = copy_pages (database, copy);
  if (code == SQLITE_CANTOPEN)
    g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_READ_ONLY,
                 _ ("The backup “%s” can't be written: check its folder and its permissions."),
                 path);
  else if (code != SQLITE_OK)
    desco_sqlite_set_error (error, copy, code);
  else if (g_chmod (partial, 0600) != 0 || g_rename (partial, path) != 0)
    {
      int saved = errno;

      code = SQLITE_CANTOPEN;
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_READ_ONLY,
                   _ ("The backup “%s” can't be written: %s."), path, g_strerror (saved));
    }
  sqlite3_close (copy);
  if (code != SQLITE_OK)
    g_unlink (partial);

  return code == SQLITE_OK;
}

/* What can be seen from outside. The file must not be opened here, not even to read its first
 * bytes: a process that closes any descriptor of a file loses all its POSIX locks on it, those of a
 * connection that is open too. Another program then believes to be the last one, and takes the
 * write-ahead log away from under this one. */
static gboolean
check_file (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_FOUND,
                     _ ("There is no database at “%s”; create one with “desco-cli init”, or name "
                        "another with --database."),
                     path);
      else
        g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_READ_ONLY,
                     _ ("The database “%s” can't be opened: %s."), path, g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_DESCO,
                   _ ("“%s” is not a file; name the database's file."), path);
      return FALSE;
    }
  if (status.st_size == 0)
    {
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_DESCO,
                   _ ("“%s” is not a database of Desco: choose another file."), path);
      return FALSE;
    }
  if (g_access (path, R_OK) != 0)
    {
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_READ_ONLY,
                   _ ("The database “%s” can't be opened: %s."), path, g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_version (sqlite3 *database, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 application, version;

  if (!desco_sqlite_pragma_int (database, "PRAGMA application_id", &application, &problem)
      || !desco_sqlite_pragma_int (database, "PRAGMA user_version", &version, &problem))
    {
      if (g_error_matches (problem, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_DESCO))
        g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_DESCO,
                     _ ("“%s” is not a database of Desco: choose another file."), path);
      else
        g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (application != DESCO_APPLICATION_ID_NUMBER)
    {
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_DESCO,
                   _ ("“%s” is a database of another program: choose another file."), path);
      return FALSE;
    }
  if (version > desco_migrations_latest ())
    {
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NEWER,
                   _ ("“%s” was written by a newer version of Desco and was left untouched; update "
                      "this program."),
                   path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
configure (DescoConnection *self, GError **error)
{
  sqlite3_busy_timeout (self->database, BUSY_MILLISECONDS);
  sqlite3_extended_result_codes (self->database, 1);
  sqlite3_limit (self->database, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_create_function_v2 (self->database, "uuid_text", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                              NULL, sql_uuid_text, NULL, NULL, NULL);

  if (!desco_sqlite_exec (self->database,
                          "PRAGMA foreign_keys = ON;"
                          "PRAGMA trusted_schema = OFF;"
                          "PRAGMA temp_store = MEMORY;",
                          error))
    return FALSE;
  if (self->mode == DESCO_CONNECTION_READER)
    return desco_sqlite_exec (self->database,
                              "PRAGMA query_only = ON;"
                              "PRAGMA cache_size = -4000;",
                              error);

  /* Checkpoints come when the desk is idle: an automatic one would make a write wait for it. */
  return desco_sqlite_exec (self->database,
                            "PRAGMA journal_mode = WAL;"
                            "PRAGMA synchronous = FULL;"
                            "PRAGMA cache_size = -16000;"
                            "PRAGMA wal_autocheckpoint = 20000;",
                            error);
}

/* Every allocation would take a lock to be counted, and nobody asks for the count. */
static void
configure_library (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&once, 1);
    }
}

static DescoConnection *
connect_to (const char *path, DescoConnectionMode mode, int flags, GError **error)
{
  g_autoptr (DescoConnection) self = g_new0 (DescoConnection, 1);
  int code;

  configure_library ();
  self->mode = mode;
  self->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                            (GDestroyNotify) desco_statement_free);
  self->noted = g_hash_table_new_full (desco_uuid_hash, desco_uuid_equal, g_free, NULL);

  code = sqlite3_open_v2 (path, &self->database,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | flags, NULL);
  if (code != SQLITE_OK)
    {
      desco_sqlite_set_error (error, self->database, code);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * desco_connection_open:
 * @path: the database's file
 * @mode: writer (it migrates and knows the author) or reader
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Opens a database that is there. A newer version's, or another program's, is left untouched.
 *
 * Returns: (nullable) (transfer full): the connection
 */
DescoConnection *
desco_connection_open (const char *path, DescoConnectionMode mode, GError **error)
{
  g_autoptr (DescoConnection) self = NULL;

  if (!check_file (path, error))
    return NULL;

  self = connect_to (path, mode, 0, error);
  if (self == NULL)
    return NULL;

  sqlite3_busy_timeout (self->database, BUSY_MILLISECONDS);
  if (!check_version (self->database, path, error) || !configure (self, error))
    return NULL;
  if (mode == DESCO_CONNECTION_WRITER
      && (!desco_migrations_apply (self->database, path, error)
          || !desco_connection_ensure_identity (self, error)))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * desco_connection_create:
 * @path: a file that does not exist
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Makes an empty database of this version.
 *
 * Returns: (nullable) (transfer full): a writer's connection to it
 */
DescoConnection *
desco_connection_create (const char *path, GError **error)
{
  g_autoptr (DescoConnection) self
      = connect_to (path, DESCO_CONNECTION_WRITER, SQLITE_OPEN_CREATE, error);

  if (self == NULL || !configure (self, error)
      || !desco_migrations_apply (self->database, path, error)
      || !desco_connection_ensure_identity (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * desco_connection_free:
 * @self: (transfer full) (nullable): a connection
 *
 * Closes it; an open transaction is rolled back.
 */
void
desco_connection_free (DescoConnection *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->noted);
  g_hash_table_unref (self->statements);
  sqlite3_close (self->database);
  g_free (self);
}

/**
 * desco_connection_checkpoint:
 * @self: a writer's connection outside a transaction
 *
 * Brings what is in the write-ahead log into the file, as far as readers allow.
 */
void
desco_connection_checkpoint (DescoConnection *self)
{
  sqlite3_wal_checkpoint_v2 (self->database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

/**
 * desco_connection_backup:
 * @self: a connection
 * @path: where the copy shall be
 * @error: where to put an error
 *
 * Returns: whether a whole copy is there
 */
gboolean
desco_connection_backup (DescoConnection *self, const char *path, GError **error)
{
  return desco_sqlite_backup (self->database, path, error);
}

/**
 * desco_connection_check:
 * @self: a connection
 * @error: where to put an error
 *
 * Has SQLite check the file itself, its indexes and its references.
 *
 * Returns: (nullable) (transfer full) (element-type utf8): what is wrong, empty when nothing is
 */
GPtrArray *
desco_connection_check (DescoConnection *self, GError **error)
{
  static const char INTEGRITY[] = "PRAGMA integrity_check";
  static const char FOREIGN_KEYS[] = "PRAGMA foreign_key_check";
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  GError *local_error = NULL;
  DescoStatement *statement = desco_connection_get (self, INTEGRITY);

  while (desco_statement_step (statement, &local_error))
    {
      if (g_strcmp0 (desco_statement_text (statement, 0), "ok") != 0)
        g_ptr_array_add (findings, desco_statement_dup_text (statement, 0));
    }

  if (local_error == NULL)
    {
      statement = desco_connection_get (self, FOREIGN_KEYS);
      while (desco_statement_step (statement, &local_error))
        g_ptr_array_add (findings,
                         g_strdup_printf (_ ("a row of “%s” refers to one of “%s” that is "
                                             "not there"),
                                          desco_statement_text (statement, 0),
                                          desco_statement_text (statement, 2)));
    }

  if (local_error != NULL
      && !g_error_matches (local_error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_CORRUPT))
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (local_error != NULL)
    {
      g_ptr_array_add (findings, g_strdup (local_error->message));
      g_error_free (local_error);
    }
  return g_steal_pointer (&findings);
}
