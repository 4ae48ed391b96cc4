/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "store/desco-purchases.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static gpointer
wait_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GAsyncQueue **queues = data;

  /* Inside the transaction: tell that it is open, and hold it until the reader has read. */
  g_async_queue_push (queues[0], GINT_TO_POINTER (1));
  return g_async_queue_timeout_pop (queues[1], 30 * G_USEC_PER_SEC);
}

static gpointer
count_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char COUNT[] = "SELECT count (*) FROM pupil";
  DescoStatement *statement = desco_connection_get (connection, COUNT);

  return desco_statement_step (statement, error)
             ? GINT_TO_POINTER ((int) desco_statement_int (statement, 0))
             : NULL;
}

static gpointer
failing_writer (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  static const char CLEAR[] = "UPDATE pupil SET name = 'X'";
  DescoStatement *statement = desco_connection_get (connection, CLEAR);

  desco_statement_run (statement, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
  return NULL;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gpointer *got = user_data;

  *got = desco_store_call_finish (DESCO_STORE (source), result, NULL);
}

/* A reader is served while a writer holds its transaction open. */
static void
test_readers_do_not_wait (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncQueue) opened = g_async_queue_new ();
  g_autoptr (GAsyncQueue) read = g_async_queue_new ();
  GAsyncQueue *queues[] = { opened, read };
  gpointer written = NULL;
  GError *error = NULL;

  desco_store_write_async (fixture->store, wait_writer, queues, NULL, NULL, NULL, on_written,
                           &written);
  g_assert_nonnull (g_async_queue_timeout_pop (opened, 30 * G_USEC_PER_SEC));
  g_assert_cmpint (
      GPOINTER_TO_INT (desco_store_read (fixture->store, count_reader, NULL, NULL, &error)), ==, 3);
  g_assert_no_error (error);
  g_async_queue_push (read, GINT_TO_POINTER (1));
  while (written == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_a_failed_write_leaves_nothing (DescoFixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  desco_store_write (fixture->store, failing_writer, NULL, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT count (*) FROM pupil WHERE name = 'X'", NULL), ==, 0);
}

static void
test_changes_are_told (DescoFixture *fixture, gconstpointer data)
{
  guint told = 0;
  g_autoptr (DescoPurchase) purchase = NULL;
  GError *error = NULL;

  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (g_atomic_int_inc), &told);
  purchase = desco_purchases_create (fixture->store, &fixture->pupils[0], 1, NULL, NULL, &error);
  g_assert_no_error (error);
  while (told == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A program that never turns its main loop still closes its file: the log is folded in and gone. */
static void
test_close_folds_the_log_in (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (DescoPurchase) purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 1, NULL, NULL, NULL);

  g_assert_nonnull (purchase);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_pragmas (DescoFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (desco_fixture_query (fixture, "PRAGMA foreign_keys", NULL), ==, 1);
  g_assert_cmpint (desco_fixture_query (fixture, "PRAGMA application_id", NULL), ==, 0x44657363);
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT journal_mode = 'wal' FROM pragma_journal_mode", NULL),
      ==, 1);
  /* STRICT: every table but the search index and SQLite's own. */
  g_assert_cmpint (
      desco_fixture_query (fixture,
                           "SELECT count (*) FROM pragma_table_list WHERE schema = 'main'"
                           " AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'"
                           " AND name NOT LIKE 'pupil_search%'",
                           NULL),
      ==, 0);
}

static void
assert_refused (const char *path, DescoStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoStore) store = desco_store_open (path, &error);

  g_test_message ("%s", path);
  g_assert_null (store);
  g_assert_error (error, DESCO_STORE_ERROR, (int) code);
}

/* What is no database of ours, or a newer one, is told so and left as it was, to the byte. */
static void
test_refused_files (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *empty = g_build_filename (fixture->folder, "empty.db", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "text.db", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other.db", NULL);
  g_autofree char *newer = g_build_filename (fixture->folder, "newer.db", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  sqlite3 *raw = NULL;
  GError *error = NULL;

  g_file_set_contents (empty, "", 0, NULL);
  g_file_set_contents (text, "Cognome;Nome\nRossi;Anna\nVerdi;Luca\n", -1, NULL);
  sqlite3_open (other, &raw);
  sqlite3_exec (raw, "CREATE TABLE t (x); PRAGMA user_version = 1", NULL, NULL, NULL);
  sqlite3_close (raw);
  g_assert_true (desco_store_backup (fixture->store, newer, NULL, &error));
  sqlite3_open (newer, &raw);
  sqlite3_exec (raw, "PRAGMA user_version = 999", NULL, NULL, NULL);
  sqlite3_close (raw);
  g_assert_true (g_file_get_contents (newer, &before, &length_before, NULL));

  assert_refused (empty, DESCO_STORE_ERROR_NOT_DESCO);
  assert_refused (text, DESCO_STORE_ERROR_NOT_DESCO);
  assert_refused (other, DESCO_STORE_ERROR_NOT_DESCO);
  assert_refused (newer, DESCO_STORE_ERROR_NEWER);
  assert_refused (missing, DESCO_STORE_ERROR_NOT_FOUND);
  assert_refused (fixture->folder, DESCO_STORE_ERROR_NOT_DESCO);

  g_assert_true (g_file_get_contents (newer, &after, &length_after, NULL));
  g_assert_cmpint ((gint64) length_before, ==, (gint64) length_after);
  g_assert_cmpint (memcmp (before, after, length_before), ==, 0);
}

/* What another program does: it reads, ends, and folds the log in if it finds nobody else there. */
static int
visit (const char *path)
{
  sqlite3 *raw = NULL;
  int code;

  sqlite3_open (path, &raw);
  code = sqlite3_exec (raw, "SELECT count (*) FROM pupil", NULL, NULL, NULL);
  return sqlite3_close (raw) == SQLITE_OK ? code : SQLITE_ERROR;
}

/* a program that comes and goes sees that this one is there, and leaves it its log. Without it
 * what is written next would be lost, whatever was confirmed. */
static void
test_visitors_leave_the_log (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  const char *arguments[] = { g_get_prgname (), "--visit", fixture->path, NULL };
  g_autoptr (DescoPurchase) purchase = NULL;
  GStatBuf before, after;
  GError *error = NULL;
  int status;

  /* A reader's connection besides the writer's. */
  g_assert_nonnull (desco_store_read (fixture->store, count_reader, NULL, NULL, &error));
  g_assert_cmpint (g_stat (log, &before), ==, 0);

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_cmpint (g_stat (log, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);

  purchase = desco_purchases_create (fixture->store, &fixture->pupils[0], 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM purchase", NULL), ==, 1);
}

/* Who only reads does not wait for another program that writes, not even to begin. */
static void
test_opens_while_another_writes (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoStore) second = NULL;
  sqlite3 *raw = NULL;
  GError *error = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &raw), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (raw, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  second = desco_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (desco_store_read (second, count_reader, NULL, NULL, &error));
  g_assert_no_error (error);
  sqlite3_close (raw);
}

/* A backup is taken while the database is in use; a damaged or newer one is refused at restore. */
static void
test_backup_and_restore (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (fixture->folder, "backup.db", NULL);
  g_autofree char *damaged = g_build_filename (fixture->folder, "damaged.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (DescoPurchase) before = NULL;
  g_autoptr (DescoPurchase) lost = NULL;
  g_autoptr (DescoPurchase) next = NULL;
  gsize length;
  GError *error = NULL;

  before = desco_purchases_create (fixture->store, &fixture->pupils[0], 1, NULL, NULL, &error);
  g_assert_true (desco_store_backup (fixture->store, backup, NULL, &error));
  lost = desco_purchases_create (fixture->store, &fixture->pupils[0], 2, NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->store);

  g_assert_true (g_file_get_contents (backup, &bytes, &length, NULL));
  memset (bytes + length / 2, 0x55, length / 4);
  g_file_set_contents (damaged, bytes, (gssize) length, NULL);
  g_assert_false (desco_store_restore (fixture->path, damaged, &error));
  g_assert_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_CORRUPT);
  g_clear_error (&error);

  g_assert_true (desco_store_restore (fixture->path, backup, &error));
  g_assert_no_error (error);
  fixture->store = desco_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM purchase", NULL), ==, 1);

  /* The number that went with the lost purchase may be on paper already. */
  next = desco_purchases_create (fixture->store, &fixture->pupils[0], 3, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (next->notice_number, !=, lost->notice_number);
  g_assert_cmpstr (next->notice_number, !=, before->notice_number);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--visit"))
    return visit (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_set_prgname (argv[0]);
  desco_fixture_add ("/store/readers-do-not-wait", test_readers_do_not_wait);
  desco_fixture_add ("/store/a-failed-write-leaves-nothing", test_a_failed_write_leaves_nothing);
  desco_fixture_add ("/store/changes-are-told", test_changes_are_told);
  desco_fixture_add ("/store/close-folds-the-log-in", test_close_folds_the_log_in);
  desco_fixture_add ("/store/visitors-leave-the-log", test_visitors_leave_the_log);
  desco_fixture_add ("/store/opens-while-another-writes", test_opens_while_another_writes);
  desco_fixture_add ("/store/pragmas", test_pragmas);
  desco_fixture_add ("/store/refused-files", test_refused_files);
  desco_fixture_add ("/store/backup-and-restore", test_backup_and_restore);
  return g_test_run ();
}
