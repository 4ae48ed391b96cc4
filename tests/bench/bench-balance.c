/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* A pupil's balance with 3,000,000 rows of ledger in the file, against 30,000. */

#include "desco-bench.h"
#include "desco-fixture.h"
#include "store/desco-wallets.h"

#include <sqlite3.h>

#define N_READS 4000
#define MANY 3000000
#define FEW 30000

/* Meals of the fixture's pupils in turn, in the order of their ids as time would have made them.
 * The guards of the ledger are set aside while it is filled. */
static void
fill (const char *path, int n_rows)
{
  static const char FILL[]
      = "DROP TRIGGER ledger_no_replace; DROP TRIGGER ledger_no_reversed_reversal;"
        "DROP TRIGGER ledger_one_meal;"
        "INSERT INTO ledger (id, pupil_id, kind, quantity, value, civil_date, at, author_id,"
        " device_id, service)"
        " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT %d)"
        " SELECT CAST (printf ('%%016d', i) AS BLOB),"
        "  (SELECT id FROM pupil WHERE number = 1 + i %% 3), 'meal', -1, 0,"
        "  date ('1990-01-01', (i / 3) || ' days'), i, (SELECT id FROM author), x'00', 'lunch'"
        " FROM n;"
        "INSERT INTO wallet_line (pupil_id, balance, value)"
        " SELECT pupil_id, sum (quantity), sum (value) FROM ledger GROUP BY pupil_id;";
  g_autofree char *sql = g_strdup_printf (FILL, n_rows);
  sqlite3 *database = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000", NULL, NULL,
                NULL);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
}

static void
set_up (DescoFixture *fixture, int n_rows)
{
  GError *error = NULL;

  desco_fixture_set_up (fixture, NULL);
  g_clear_object (&fixture->store);
  fill (fixture->path, n_rows);
  fixture->store = desco_store_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
read_balance (DescoFixture *fixture, guint i, GArray *times)
{
  gint64 balance, awaiting;
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 took;

  desco_wallets_get_balance (fixture->store, &fixture->pupils[i % 3], &balance, &awaiting, NULL,
                             &error);
  took = g_get_monotonic_time () - start;
  g_assert_no_error (error);
  g_assert_cmpint (balance, <, 0);
  g_array_append_val (times, took);
}

int
main (void)
{
  DescoFixture few = { 0 };
  DescoFixture many = { 0 };
  g_autoptr (GArray) few_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) many_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  gint64 few_sum = 0, many_sum = 0;

  set_up (&few, FEW);
  set_up (&many, MANY);
  for (guint i = 0; i < N_READS; i++)
    {
      read_balance (&few, i, few_times);
      read_balance (&many, i, many_times);
    }
  /* A read takes some microseconds, the grain of the clock: sums say more than medians. */
  for (guint i = 0; i < N_READS; i++)
    {
      few_sum += MIN (g_array_index (few_times, gint64, i), 200);
      many_sum += MIN (g_array_index (many_times, gint64, i), 200);
    }

  measured = g_strdup_printf ("%.1f µs", (double) many_sum / N_READS);
  reference = g_strdup_printf ("%.1f µs", (double) few_sum / N_READS);
  desco_bench_report ("balance of a pupil with 3,000,000 ledger rows in the file",
                      "with 30,000 rows", measured, reference, (double) many_sum / (double) few_sum,
                      "<=", 1.2);

  desco_fixture_tear_down (&few, NULL);
  desco_fixture_tear_down (&many, NULL);
  return 0;
}
