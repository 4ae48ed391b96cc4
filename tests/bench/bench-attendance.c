/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* One attendance mark, durable: ours, and the same rows written by bare SQLite with the same
 * pragmas into a copy of the same file. */

#include "attendance/desco-attendance.h"
#include "desco-bench.h"
#include "desco-fixture.h"
#include "ledger/desco-ledger-private.h"
#include "model/desco-date.h"

#include <sqlite3.h>

#define N_DAYS 100

/* How the rows of one mark are read from our file and written to the other. */
static const struct
{
  const char *select;
  const char *write;
} rows[] = {
  { "SELECT id, hlc, author_id, type, entity, payload FROM outbox WHERE sequence > ?1"
    " AND sequence <= ?2 ORDER BY sequence",
    "INSERT INTO outbox (id, hlc, author_id, type, entity, payload) VALUES (?1,?2,?3,?4,?5,?6)" },
  { "SELECT id, class_id, civil_date, service, status, staff_meals, confirmed_at, author_id,"
    " device_id FROM attendance_sheet WHERE id = ?3",
    "INSERT OR IGNORE INTO attendance_sheet (id, class_id, civil_date, service, status,"
    " staff_meals, confirmed_at, author_id, device_id) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)" },
  { "SELECT id, pupil_id, guardian_id, kind, quantity, value, unit_amount, civil_date, at,"
    " author_id, device_id, service, charge, sheet_id, purchase_id, receipt_id, reverses, settles,"
    " note FROM ledger WHERE id = ?4",
    "INSERT INTO ledger (id, pupil_id, guardian_id, kind, quantity, value, unit_amount, civil_date,"
    " at, author_id, device_id, service, charge, sheet_id, purchase_id, receipt_id, reverses,"
    " settles, note) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19)" },
  { "SELECT pupil_id, civil_date, service, sheet_id, state, meal, marked_at, author_id,"
    " override_reason, entry_id FROM attendance_mark WHERE pupil_id = ?5 AND civil_date = ?6",
    "INSERT INTO attendance_mark (pupil_id, civil_date, service, sheet_id, state, meal, marked_at,"
    " author_id, override_reason, entry_id) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)" },
  { "SELECT ?5, quantity, value FROM ledger WHERE id = ?4",
    "UPDATE wallet_line SET balance = balance + ?2, value = value + ?3 WHERE pupil_id = ?1" },
  { "SELECT lot_id, quantity FROM lot_use WHERE entry_id = ?4",
    "UPDATE lot SET remaining = remaining + ?2 WHERE id = ?1" },
  { "SELECT entry_id, lot_id, debit_id, quantity FROM lot_use WHERE entry_id = ?4",
    "INSERT INTO lot_use (entry_id, lot_id, debit_id, quantity) VALUES (?1,?2,?3,?4)" },
};

/* One row to be written: the statement and its values. */
typedef struct
{
  guint statement;
  GPtrArray *values; /* of sqlite3_value */
} Row;

static void
row_free (Row *row)
{
  g_ptr_array_unref (row->values);
  g_free (row);
}

static gpointer
open_lot (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  DescoFixture *fixture = data;

  for (guint i = 0; i < G_N_ELEMENTS (fixture->pupils); i++)
    {
      DescoLedgerDraft draft = {
        .kind = DESCO_LEDGER_OPENING,
        .pupil_id = fixture->pupils[i],
        .quantity = 10000,
        .unit_amount = 520,
        .civil_date = desco_date_from_ymd (2026, 9, 1),
      };

      if (!desco_ledger_post (connection, &draft, NULL, error))
        return NULL;
    }
  return NULL;
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

static sqlite3_stmt *
prepare (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (
      sqlite3_prepare_v3 (database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), ==,
      SQLITE_OK);
  return statement;
}

/* The days on which school is: Monday to Friday from September on. */
static GDate
nth_day (guint n)
{
  GDate date = desco_date_from_ymd (2026, 9, 1);
  guint seen = 0;

  while (TRUE)
    {
      if (g_date_get_weekday (&date) <= G_DATE_FRIDAY && seen++ == n)
        return date;
      date = desco_date_add_days (&date, 1);
    }
}

static gint64
mark (DescoFixture *fixture, guint pupil, const GDate *date)
{
  DescoAttendanceMark attendance = { .pupil_id = fixture->pupils[pupil] };
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  DescoAttendanceResult *result = desco_attendance_mark_pupil (fixture->store, &fixture->class_id,
                                                               date, &attendance, NULL, &error);
  gint64 took = g_get_monotonic_time () - start;

  g_assert_no_error (error);
  desco_attendance_result_free (result);
  return took;
}

/* What marking wrote, read from our file. */
static GPtrArray *
read_rows (sqlite3 *ours, gint64 from, gint64 to, const DescoUuid *pupil, const GDate *date)
{
  g_autofree char *iso = desco_date_to_iso (date);
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  sqlite3_stmt *keys = prepare (ours, "SELECT sheet_id, entry_id FROM attendance_mark"
                                      " WHERE pupil_id = ?1 AND civil_date = ?2");

  sqlite3_bind_blob (keys, 1, pupil->bytes, 16, SQLITE_STATIC);
  sqlite3_bind_text (keys, 2, iso, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (keys), ==, SQLITE_ROW);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sqlite3_stmt *select = prepare (ours, rows[i].select);

      /* Only the numbers that the statement has can be bound. */
      sqlite3_bind_int64 (select, 1, from);
      sqlite3_bind_int64 (select, 2, to);
      sqlite3_bind_value (select, 3, sqlite3_column_value (keys, 0));
      sqlite3_bind_value (select, 4, sqlite3_column_value (keys, 1));
      sqlite3_bind_blob (select, 5, pupil->bytes, 16, SQLITE_STATIC);
      sqlite3_bind_text (select, 6, iso, -1, SQLITE_STATIC);
      while (sqlite3_step (select) == SQLITE_ROW)
        {
          Row *row = g_new0 (Row, 1);

          row->statement = i;
          row->values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
          for (int column = 0; column < sqlite3_column_count (select); column++)
            g_ptr_array_add (row->values,
                             sqlite3_value_dup (sqlite3_column_value (select, column)));
          g_ptr_array_add (copy, row);
        }
      sqlite3_finalize (select);
    }
  sqlite3_finalize (keys);
  return copy;
}

static gint64
write_rows (sqlite3_stmt *begin, sqlite3_stmt *commit, sqlite3_stmt **writes, GPtrArray *copy)
{
  /* The order in which references are there before who refers to them. */
  static const guint order[] = { 1, 2, 3, 4, 5, 6, 0 };
  gint64 start = g_get_monotonic_time ();

  sqlite3_step (begin);
  sqlite3_reset (begin);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < copy->len; j++)
      {
        const Row *row = g_ptr_array_index (copy, j);
        sqlite3_stmt *write = writes[row->statement];

        if (row->statement != order[i])
          continue;
        for (guint k = 0; k < row->values->len; k++)
          sqlite3_bind_value (write, (int) k + 1, g_ptr_array_index (row->values, k));
        g_assert_cmpint (sqlite3_step (write), ==, SQLITE_DONE);
        sqlite3_reset (write);
      }
  g_assert_cmpint (sqlite3_step (commit), ==, SQLITE_DONE);
  sqlite3_reset (commit);
  return g_get_monotonic_time () - start;
}

int
main (void)
{
  DescoFixture fixture = { 0 };
  g_autofree char *copy_path = NULL;
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  sqlite3 *reader, *writer;
  sqlite3_stmt *begin, *commit, *last;
  sqlite3_stmt *writes[G_N_ELEMENTS (rows)];
  GError *error = NULL;
  gint64 our_median, bare_median;

  desco_fixture_set_up (&fixture, NULL);
  desco_store_write (fixture.store, open_lot, &fixture, NULL, &error);
  g_assert_no_error (error);
  copy_path = g_build_filename (fixture.folder, "bare.db", NULL);
  g_assert_true (desco_store_backup (fixture.store, copy_path, NULL, &error));

  reader = open_raw (fixture.path);
  writer = open_raw (copy_path);
  begin = prepare (writer, "BEGIN IMMEDIATE");
  commit = prepare (writer, "COMMIT");
  last = prepare (reader, "SELECT max (sequence) FROM outbox");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    writes[i] = prepare (writer, rows[i].write);

  /* In turns, so that whatever else the machine does falls on both. */
  for (guint day = 0; day < N_DAYS; day++)
    for (guint pupil = 0; pupil < G_N_ELEMENTS (fixture.pupils); pupil++)
      {
        GDate date = nth_day (day);
        gint64 from, to, took;
        g_autoptr (GPtrArray) copy = NULL;

        sqlite3_step (last);
        from = sqlite3_column_int64 (last, 0);
        sqlite3_reset (last);
        took = mark (&fixture, pupil, &date);
        g_array_append_val (ours, took);
        sqlite3_step (last);
        to = sqlite3_column_int64 (last, 0);
        sqlite3_reset (last);

        copy = read_rows (reader, from, to, &fixture.pupils[pupil], &date);
        took = write_rows (begin, commit, writes, copy);
        g_array_append_val (bare, took);
      }

  our_median = desco_bench_median (ours);
  bare_median = desco_bench_median (bare);
  measured = g_strdup_printf ("%" G_GINT64_FORMAT " µs", our_median);
  reference = g_strdup_printf ("%" G_GINT64_FORMAT " µs", bare_median);
  desco_bench_report ("confirm one attendance mark, durable",
                      "the same rows by bare SQLite, same pragmas", measured, reference,
                      (double) our_median / (double) bare_median, "<=", 1.5);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    sqlite3_finalize (writes[i]);
  sqlite3_finalize (begin);
  sqlite3_finalize (commit);
  sqlite3_finalize (last);
  sqlite3_close (reader);
  sqlite3_close (writer);
  desco_fixture_tear_down (&fixture, NULL);
  return 0;
}
