/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-sqlite-private.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "store/desco-store.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MIGRATIONS_PATH "/io/github/desco/libdesco/migrations/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The migrations' file names, NNNN-subject.sql, in order. */
static GPtrArray *
list_migrations (void)
{
  g_auto (GStrv) children = g_resources_enumerate_children (MIGRATIONS_PATH, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; children != NULL && children[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (children[i]));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static char *
backup_name (const char *path, gint64 version)
{
  g_autofree char *time = desco_time_to_rfc3339 (desco_clock_now ());

  /* No colons: some file systems of offices refuse them. */
  g_strdelimit (time, ":", '-');
  return g_strdup_printf ("%s.v%" G_GINT64_FORMAT ".%s.backup", path, version, time);
}

static gboolean
apply_migration (sqlite3 *database, const char *name, GError **error)
{
  g_autofree char *resource = g_strconcat (MIGRATIONS_PATH, name, NULL);
  g_autoptr (GBytes) sql = g_resources_lookup_data (resource, 0, error);
  gint64 version = 0;

  if (sql == NULL || !desco_sqlite_exec (database, "BEGIN EXCLUSIVE", error))
    return FALSE;

  /* Each migration sets user_version itself, within its transaction. Where two programs start at
   * once, the second finds it set when it gets the lock. */
  if (desco_sqlite_pragma_int (database, "PRAGMA user_version", &version, error)
      && (version >= atoi (name)
          || desco_sqlite_exec (database, g_bytes_get_data (sql, NULL), error))
      && desco_sqlite_exec (database, "COMMIT", error))
    return TRUE;

  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
  g_prefix_error (error, _ ("Bringing the database to this version (%s) failed: "), name);
  return FALSE;
}

/**
 * desco_migrations_latest: (skip)
 *
 * Returns: the version of the schema that this program writes
 */
int
desco_migrations_latest (void)
{
  g_autoptr (GPtrArray) names = list_migrations ();

  return names->len > 0 ? atoi (g_ptr_array_index (names, names->len - 1)) : 0;
}

/**
 * desco_migrations_apply: (skip)
 * @database: an open database, ours or empty
 * @path: its file's name; a backup of an older version is left beside it
 * @error: where to put an error
 *
 * Brings the database to this program's version: the numbered migrations that it lacks, each in a
 * transaction of its own, after a backup where there is something to lose.
 *
 * Returns: whether the database is at this program's version
 */
gboolean
desco_migrations_apply (sqlite3 *database, const char *path, GError **error)
{
  g_autoptr (GPtrArray) names = list_migrations ();
  gboolean backed_up = FALSE;
  gint64 version;

  if (!desco_sqlite_pragma_int (database, "PRAGMA user_version", &version, error))
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (atoi (name) <= version)
        continue;
      if (version > 0 && !backed_up)
        {
          g_autofree char *backup = backup_name (path, version);

          if (!desco_sqlite_backup (database, backup, error))
            return FALSE;
          backed_up = TRUE;
        }
      if (!apply_migration (database, name, error))
        return FALSE;
    }

  return TRUE;
}
