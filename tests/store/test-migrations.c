/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* Migrations of a later version are laid over the program's own (G_RESOURCE_OVERLAYS), and a database
 * of the first version is opened with them. */

#include "desco-fixture.h"
#include "desco-folder.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static const char FIRST[] = "/io/github/desco/libdesco/migrations/0001-first.sql";

static char *overlay;

typedef struct
{
  char *folder;
  char *path;
  char *later;
} Fixture;

static void
make_first_version (const char *path)
{
  g_autoptr (GBytes) sql = g_resources_lookup_data (FIRST, 0, NULL);
  sqlite3 *database = NULL;

  g_assert_nonnull (sql);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, g_bytes_get_data (sql, NULL), NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (database);
}

static gint64
query (const char *path, const char *sql)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 value = -1;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return value;
}

static char *
find_backup (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".backup"))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("desco-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "desco.db", NULL);
  self->later = g_build_filename (overlay, "9999-later.sql", NULL);
  make_first_version (self->path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  desco_folder_remove (self->folder);
  g_unlink (self->later);
  g_free (self->later);
  g_free (self->path);
  g_free (self->folder);
}

/* An older database is copied before the first migration of a run, and then brought forward. */
static void
test_older_is_brought_forward (Fixture *self, gconstpointer data)
{
  g_autoptr (DescoStore) store = NULL;
  g_autofree char *backup = NULL;
  GError *error = NULL;

  g_file_set_contents (
      self->later, "CREATE TABLE later (x INTEGER) STRICT; PRAGMA user_version = 9999;", -1, NULL);
  store = desco_store_open (self->path, &error);
  g_assert_no_error (error);
  g_clear_object (&store);

  g_assert_cmpint (query (self->path, "PRAGMA user_version"), ==, 9999);
  g_assert_cmpint (query (self->path, "SELECT count (*) FROM later"), ==, 0);
  backup = find_backup (self->folder);
  g_assert_nonnull (backup);
  g_assert_cmpint (query (backup, "PRAGMA user_version"), ==, 1);

  /* Once it is there, nothing is copied again. */
  g_unlink (backup);
  store = desco_store_open (self->path, &error);
  g_assert_no_error (error);
  g_assert_null (find_backup (self->folder));
}

/* A migration that fails half-way leaves the database as the one before it did. */
static void
test_failure_leaves_it_as_it_was (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->later,
                       "CREATE TABLE later (x INTEGER) STRICT; PRAGMA user_version = 9999;"
                       "INSERT INTO nowhere VALUES (1);",
                       -1, NULL);
  g_assert_null (desco_store_open (self->path, &error));
  g_assert_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_FAILED);
  g_assert_nonnull (g_strrstr (error->message, "9999-later.sql"));
  g_assert_cmpint (query (self->path, "PRAGMA user_version"), <, 9999);
  g_assert_cmpint (query (self->path, "SELECT count (*) FROM sqlite_schema WHERE name = 'later'"),
                   ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *setting = NULL;
  int failed;

  /* Read once, at the first look at a resource. */
  overlay = g_dir_make_tmp ("desco-overlay-XXXXXX", NULL);
  setting = g_strdup_printf ("/io/github/desco/libdesco/migrations=%s", overlay);
  g_setenv ("G_RESOURCE_OVERLAYS", setting, TRUE);

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/migrations/older-is-brought-forward", Fixture, NULL, set_up,
              test_older_is_brought_forward, tear_down);
  g_test_add ("/store/migrations/failure-leaves-it-as-it-was", Fixture, NULL, set_up,
              test_failure_leaves_it_as_it_was, tear_down);
  failed = g_test_run ();

  g_rmdir (overlay);
  g_free (overlay);
  return failed;
}
