/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* Import of 100,000 pupils from a CSV file, against bare SQLite inserting the same rows, parsed
 * already, into an empty database of the same schema with the same pragmas. */

#include "desco-bench.h"
#include "desco-fixture.h"
#include "exchange/desco-import.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>

static guint n_pupils = 100000;

/* The tables that an import fills, in the order of their references, and what it added to each. */
static const struct
{
  const char *into;
  const char *select;
} tables[] = {
  { "school", "SELECT * FROM school WHERE id NOT IN (SELECT id FROM b.school)" },
  { "class", "SELECT * FROM class WHERE id NOT IN (SELECT id FROM b.class)" },
  { "pupil", "SELECT * FROM pupil WHERE number > 3" },
  { "guardian", "SELECT * FROM guardian WHERE number > 1" },
  { "guardianship", "SELECT * FROM guardianship WHERE pupil_id NOT IN (SELECT id FROM b.pupil)" },
  { "enrolment", "SELECT * FROM enrolment WHERE pupil_id NOT IN (SELECT id FROM b.pupil)" },
  { "pupil_search (rowid, words)", "SELECT rowid, words FROM pupil_search WHERE rowid > 3" },
  { "outbox", "SELECT * FROM outbox" },
};

/* The rows of one of them, in the order of their values. */
typedef struct
{
  guint end;
  int n_columns;
} Rows;

/* Surnames and names that make as many different people as are wanted. */
static void
write_list (const char *path)
{
  static const char *const syllables[] = { "ba", "ce", "di", "fo", "gu", "la", "me", "ni",
                                           "po", "ru", "sa", "te", "vi", "zo", "cà", "lò" };
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  fputs ("Cognome;Nome;Sesso;Data nascita;Classe;Sezione;Codice meccanografico;Indirizzo;CAP;"
         "Comune residenza;Prov;Telefono;Email;Cognome genitore;Nome genitore\n",
         file);
  for (guint i = 0; i < n_pupils; i++)
    fprintf (file,
             "%s%s%s;%s%s;%s;%02u/%02u/%u;%u;%c;NOEE814%02uA;Via Roma, %u;28040;"
             "Massino Visconti;NO;0322%06u;famiglia%u@example.org;%s%s%s;%s%s\n",
             syllables[i % 16], syllables[i / 16 % 16], syllables[i / 256 % 16],
             syllables[i / 4096 % 16], syllables[i / 65536 % 16], i % 2 == 0 ? "M" : "F",
             1 + i % 28, 1 + i / 28 % 12, 2013 + i % 8, 1 + i % 5, 'A' + (int) (i / 5 % 6),
             1 + i / 30 % 20, 1 + i % 200, i, i, syllables[i % 16], syllables[i / 16 % 16],
             syllables[i / 256 % 16], syllables[i / 65536 % 16], syllables[i / 4096 % 16]);
  g_assert_cmpint (fclose (file), ==, 0);
}

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_exec (database,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                "PRAGMA wal_autocheckpoint = 20000; PRAGMA cache_size = -16000;",
                NULL, NULL, NULL);
  return database;
}

/* Every row that the import wrote, as values ready to be bound. */
static GPtrArray *
read_rows (const char *ours, const char *before, GArray *counts)
{
  sqlite3 *database = open_raw (ours);
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  sqlite3_stmt *attach = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (database, "ATTACH ?1 AS b", -1, &attach, NULL), ==,
                   SQLITE_OK);
  sqlite3_bind_text (attach, 1, before, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (attach), ==, SQLITE_DONE);
  sqlite3_finalize (attach);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      sqlite3_stmt *select = NULL;
      Rows rows;

      g_assert_cmpint (sqlite3_prepare_v2 (database, tables[i].select, -1, &select, NULL), ==,
                       SQLITE_OK);
      while (sqlite3_step (select) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count (select); column++)
          g_ptr_array_add (values, sqlite3_value_dup (sqlite3_column_value (select, column)));
      rows = (Rows){ .end = values->len, .n_columns = sqlite3_column_count (select) };
      sqlite3_finalize (select);
      g_array_append_val (counts, rows);
    }
  sqlite3_close (database);
  return values;
}

static sqlite3_stmt *
prepare_insert (sqlite3 *database, const char *into, int n_columns)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO ");
  sqlite3_stmt *insert = NULL;

  g_string_append_printf (sql, "%s VALUES (?", into);
  for (int column = 1; column < n_columns; column++)
    g_string_append (sql, ",?");
  g_string_append_c (sql, ')');
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql->str, -1, &insert, NULL), ==, SQLITE_OK);
  return insert;
}

static gint64
write_rows (const char *path, GPtrArray *values, GArray *counts)
{
  sqlite3 *database = open_raw (path);
  gint64 start = g_get_monotonic_time ();
  gint64 took;
  guint next = 0;

  sqlite3_exec (database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const Rows *rows = &g_array_index (counts, Rows, i);
      sqlite3_stmt *insert = prepare_insert (database, tables[i].into, rows->n_columns);

      while (next < rows->end)
        {
          for (int column = 0; column < rows->n_columns; column++)
            sqlite3_bind_value (insert, column + 1, g_ptr_array_index (values, next++));
          g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
          sqlite3_reset (insert);
        }
      sqlite3_finalize (insert);
    }
  g_assert_cmpint (sqlite3_exec (database, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  took = g_get_monotonic_time () - start;
  sqlite3_close (database);
  return took;
}

/* A first argument asks for fewer. */
int
main (int argc, char *argv[])
{
  DescoFixture fixture = { 0 };
  DescoImportOptions options = { 0 };
  g_autoptr (DescoImportReport) report = NULL;
  g_autofree char *list = NULL;
  g_autofree char *before = NULL;
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  g_autoptr (GPtrArray) values = NULL;
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (Rows));
  GError *error = NULL;
  gint64 start, ours, bare;

  if (argc > 1)
    n_pupils = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  desco_fixture_set_up (&fixture, NULL);
  list = g_build_filename (fixture.folder, "list.csv", NULL);
  before = g_build_filename (fixture.folder, "before.db", NULL);
  write_list (list);
  g_assert_true (desco_store_backup (fixture.store, before, NULL, &error));

  start = g_get_monotonic_time ();
  report = desco_import_pupils (fixture.store, list, &options, NULL, NULL, NULL, &error);
  ours = g_get_monotonic_time () - start;
  g_assert_no_error (error);
  if (report->rejected->len > 0)
    g_printerr ("%s\n", ((DescoRowError *) g_ptr_array_index (report->rejected, 0))->reason);
  g_assert_cmpuint (report->added, ==, n_pupils);

  g_clear_object (&fixture.store);
  values = read_rows (fixture.path, before, counts);
  bare = write_rows (before, values, counts);

  measured = g_strdup_printf ("%.2f s", (double) ours / G_USEC_PER_SEC);
  reference = g_strdup_printf ("%.2f s", (double) bare / G_USEC_PER_SEC);
  desco_bench_report ("import of 100,000 pupils",
                      "bare SQLite insert of the same rows, parsed already", measured, reference,
                      (double) ours / (double) bare, "<=", 4);
  desco_fixture_tear_down (&fixture, NULL);
  return 0;
}
