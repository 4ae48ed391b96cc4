/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "ledger/desco-ledger-private.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"

#include <sqlite3.h>

typedef struct
{
  DescoLedgerDraft draft;
  DescoUuid reverse; /* to undo, in place of a post, where it is not nil */
  DescoUuid result;
} Action;

static const char BALANCE[] = "SELECT balance FROM wallet_line WHERE pupil_id = :id";
static const char VALUE[] = "SELECT value FROM wallet_line WHERE pupil_id = :id";
static const char SUM_QUANTITY[]
    = "SELECT ifnull (sum (quantity), 0) FROM ledger WHERE pupil_id = :id";
static const char SUM_VALUE[] = "SELECT ifnull (sum (value), 0) FROM ledger WHERE pupil_id = :id";
static const char LEFT_QUANTITY[]
    = "SELECT (SELECT ifnull (sum (remaining), 0) FROM lot WHERE pupil_id = p.id)"
      " - (SELECT ifnull (sum (quantity), 0) FROM uncovered WHERE pupil_id = p.id)"
      " FROM pupil AS p WHERE p.id = :id";
static const char LEFT_VALUE[]
    = "SELECT ifnull (sum (remaining * unit_amount), 0) FROM lot WHERE pupil_id = :id";
static const char LOTS_THAT_DIFFER[]
    = "SELECT count (*) FROM lot WHERE pupil_id = :id AND remaining <> quantity"
      " + (SELECT ifnull (sum (u.quantity), 0) FROM lot_use AS u WHERE u.lot_id = lot.id)";
static const char UNTOLD[]
    = "SELECT count (*) FROM ledger WHERE pupil_id = :id AND NOT EXISTS"
      " (SELECT 1 FROM outbox WHERE type = 'ledger-entry' AND entity = ledger.id)";

static gpointer
act_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Action *action = data;

  if (desco_uuid_is_nil (&action->reverse))
    desco_ledger_post (connection, &action->draft, &action->result, error);
  else
    desco_ledger_reverse (connection, &action->reverse, "test", &action->result, error);
  return NULL;
}

static GError *
act (DescoFixture *fixture, Action *action)
{
  GError *error = NULL;

  desco_store_write (fixture->store, act_writer, action, NULL, &error);
  return error;
}

static DescoUuid
post (DescoFixture *fixture, DescoLedgerKind kind, gint64 quantity, gint64 unit_amount, guint day)
{
  Action action = {
    .draft = {
      .kind = kind,
      .pupil_id = fixture->pupils[0],
      .quantity = quantity,
      .unit_amount = unit_amount,
      .civil_date = desco_date_from_ymd (2026, 11, day),
      .service = kind == DESCO_LEDGER_MEAL ? "lunch" : NULL,
    },
  };
  GError *error = act (fixture, &action);

  g_assert_no_error (error);
  return action.result;
}

static DescoUuid
reverse (DescoFixture *fixture, DescoUuid entry)
{
  Action action = { .reverse = entry };
  GError *error = act (fixture, &action);

  g_assert_no_error (error);
  return action.result;
}

static void
assert_wallet (DescoFixture *fixture, gint64 balance, gint64 value)
{
  const DescoUuid *pupil = &fixture->pupils[0];

  g_assert_cmpint (desco_fixture_query (fixture, BALANCE, pupil), ==, balance);
  g_assert_cmpint (desco_fixture_query (fixture, VALUE, pupil), ==, value);
  /* from nothing it is the same; R-08: and it is just what the lots hold. */
  g_assert_cmpint (desco_fixture_query (fixture, SUM_QUANTITY, pupil), ==, balance);
  g_assert_cmpint (desco_fixture_query (fixture, SUM_VALUE, pupil), ==, value);
  g_assert_cmpint (desco_fixture_query (fixture, LEFT_QUANTITY, pupil), ==, balance);
  g_assert_cmpint (desco_fixture_query (fixture, LEFT_VALUE, pupil), ==, value);
  g_assert_cmpint (desco_fixture_query (fixture, LOTS_THAT_DIFFER, pupil), ==, 0);
  g_assert_cmpint (desco_fixture_query (fixture, UNTOLD, pupil), ==, 0);
}

/* not even a program that goes round the library changes the ledger. */
static void
test_ledger_only_grows (DescoFixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE ledger SET quantity = 100",
    "UPDATE ledger SET note = 'x' WHERE quantity = 10",
    "DELETE FROM ledger",
    "REPLACE INTO ledger SELECT * FROM ledger",
    "INSERT OR REPLACE INTO ledger SELECT * FROM ledger",
    "UPDATE OR IGNORE ledger SET value = 0",
  };
  sqlite3 *raw = NULL;

  post (fixture, DESCO_LEDGER_OPENING, 10, 400, 2);
  g_assert_cmpint (sqlite3_open (fixture->path, &raw), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_test_message ("%s", attempts[i]);
      g_assert_cmpint (sqlite3_exec (raw, attempts[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
      g_assert_nonnull (g_strrstr (sqlite3_errmsg (raw), "R-02"));
    }
  sqlite3_close (raw);
  assert_wallet (fixture, 10, 4000);
}

static void
test_reversal_once (DescoFixture *fixture, gconstpointer data)
{
  DescoUuid opening = post (fixture, DESCO_LEDGER_OPENING, 10, 400, 2);
  DescoUuid meal = post (fixture, DESCO_LEDGER_MEAL, -1, 400, 3);
  DescoUuid reversal = reverse (fixture, meal);
  Action again = { .reverse = meal };
  Action reversal_of_reversal = { .reverse = reversal };
  Action unknown = { .reverse = desco_uuid_generate () };
  g_autoptr (GError) error = NULL;

  assert_wallet (fixture, 10, 4000);
  error = act (fixture, &again);
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE);
  g_clear_error (&error);
  error = act (fixture, &reversal_of_reversal);
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  error = act (fixture, &unknown);
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_NOT_FOUND);
  assert_wallet (fixture, 10, 4000);

  reverse (fixture, opening);
  assert_wallet (fixture, 0, 0);
}

/* a second standing meal is refused by the database; after a reversal there may be one. */
static void
test_one_meal (DescoFixture *fixture, gconstpointer data)
{
  Action twice = {
    .draft = {
      .kind = DESCO_LEDGER_MEAL,
      .pupil_id = fixture->pupils[0],
      .quantity = -1,
      .unit_amount = 400,
      .civil_date = desco_date_from_ymd (2026, 11, 3),
      .service = "lunch",
    },
  };
  DescoUuid meal;
  g_autoptr (GError) error = NULL;

  post (fixture, DESCO_LEDGER_OPENING, 10, 400, 2);
  meal = post (fixture, DESCO_LEDGER_MEAL, -1, 400, 3);
  error = act (fixture, &twice);
  g_assert_nonnull (error);
  g_assert_nonnull (g_strrstr (error->message, "R-22"));
  assert_wallet (fixture, 9, 3600);

  reverse (fixture, meal);
  post (fixture, DESCO_LEDGER_MEAL, -1, 400, 3);
  assert_wallet (fixture, 9, 3600);
}

/* a meal is never refused; R-08: the next lot pays for it at its own cost. */
static void
test_below_zero (DescoFixture *fixture, gconstpointer data)
{
  DescoUuid first = post (fixture, DESCO_LEDGER_MEAL, -1, 520, 2);

  for (guint day = 3; day <= 9; day++)
    post (fixture, DESCO_LEDGER_MEAL, -1, 520, day);
  assert_wallet (fixture, -8, 0);

  post (fixture, DESCO_LEDGER_OPENING, 5, 400, 10);
  assert_wallet (fixture, -3, 0);
  post (fixture, DESCO_LEDGER_OPENING, 5, 520, 11);
  assert_wallet (fixture, 2, 2 * 520);

  /* The first meal was paid by the first lot; undone, its voucher covers what the second paid. */
  reverse (fixture, first);
  assert_wallet (fixture, 3, 2 * 520 + 400);
}

/* an exempt pupil's meal counts and costs nothing. */
static void
test_exempt_meal (DescoFixture *fixture, gconstpointer data)
{
  DescoUuid meal;

  post (fixture, DESCO_LEDGER_OPENING, 2, 400, 2);
  meal = post (fixture, DESCO_LEDGER_MEAL, 0, 0, 3);
  assert_wallet (fixture, 2, 800);
  g_assert_cmpint (desco_fixture_query (fixture,
                                        "SELECT count (*) FROM ledger WHERE kind = 'meal'"
                                        " AND pupil_id = :id",
                                        &fixture->pupils[0]),
                   ==, 1);
  reverse (fixture, meal);
  assert_wallet (fixture, 2, 800);
}

/* oldest lot first; a refund pays what is left of each lot at that lot's cost. */
static void
test_lots (DescoFixture *fixture, gconstpointer data)
{
  DescoUuid refund;
  Action too_many = {
    .draft = {
      .kind = DESCO_LEDGER_REFUND,
      .pupil_id = fixture->pupils[0],
      .quantity = -8,
      .unit_amount = -1,
      .civil_date = desco_date_from_ymd (2026, 11, 20),
    },
  };
  g_autoptr (GError) error = NULL;

  post (fixture, DESCO_LEDGER_OPENING, 3, 480, 2);
  post (fixture, DESCO_LEDGER_OPENING, 5, 520, 3);
  post (fixture, DESCO_LEDGER_MEAL, -1, 520, 4);
  assert_wallet (fixture, 7, 2 * 480 + 5 * 520);

  error = act (fixture, &too_many);
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  assert_wallet (fixture, 7, 2 * 480 + 5 * 520);

  refund = post (fixture, DESCO_LEDGER_REFUND, -4, -1, 5);
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT value FROM ledger WHERE id = :id", &refund), ==,
      -(2 * 480 + 2 * 520));
  assert_wallet (fixture, 3, 3 * 520);
}

/* A lot that goes away uncovers what was eaten from it; another covers it again. */
static void
test_reversed_credit (DescoFixture *fixture, gconstpointer data)
{
  DescoUuid wrong = post (fixture, DESCO_LEDGER_OPENING, 3, 480, 2);

  post (fixture, DESCO_LEDGER_OPENING, 1, 520, 3);
  post (fixture, DESCO_LEDGER_MEAL, -1, 520, 4);
  post (fixture, DESCO_LEDGER_MEAL, -1, 520, 5);
  assert_wallet (fixture, 2, 480 + 520);

  reverse (fixture, wrong);
  assert_wallet (fixture, -1, 0);
  post (fixture, DESCO_LEDGER_OPENING, 2, 400, 6);
  assert_wallet (fixture, 1, 400);
}

static void
test_out_of_range (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    DescoLedgerKind kind;
    gint64 quantity;
    gint64 unit_amount;
  } cases[] = {
    { DESCO_LEDGER_OPENING, 0, 400 },
    { DESCO_LEDGER_PURCHASE, -1, 400 },
    { DESCO_LEDGER_OPENING, 5, -1 },
    { DESCO_LEDGER_OPENING, G_GINT64_CONSTANT (1000000000000), 1 },
    { DESCO_LEDGER_OPENING, 2, G_MAXINT64 },
    { DESCO_LEDGER_REFUND, 1, 400 },
    { DESCO_LEDGER_OPENING, G_MININT64, 1 },
    { DESCO_LEDGER_OPENING, 2, DESCO_MONEY_MAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Action action = {
        .draft = {
          .kind = cases[i].kind,
          .pupil_id = fixture->pupils[0],
          .quantity = cases[i].quantity,
          .unit_amount = cases[i].unit_amount,
          .civil_date = desco_date_from_ymd (2026, 11, 3),
        },
      };
      g_autoptr (GError) error = act (fixture, &action);

      g_test_message ("case %u", i);
      g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_OUT_OF_RANGE);
      g_assert_nonnull (desco_error_get_field (error));
    }
  g_assert_cmpint (desco_fixture_query (fixture,
                                        "SELECT count (*) FROM ledger WHERE :id IS NOT NULL",
                                        &fixture->pupils[0]),
                   ==, 0);
}

/* at every step of a random life: whatever happens, no cent is made or lost. */
static void
test_random_life (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (DescoUuid));
  guint32 seed = g_test_rand_int_range (1, G_MAXINT32);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint step = 0; step < 400; step++)
    {
      Action action = {
        .draft = {
          .pupil_id = fixture->pupils[0],
          .unit_amount = g_rand_int_range (rand, 0, 700),
          .civil_date = desco_date_from_ymd (2020 + step / 300, 1 + step % 12, 1 + step % 28),
        },
      };
      int choice = g_rand_int_range (rand, 0, 100);
      g_autoptr (GError) error = NULL;

      if (choice < 50)
        {
          action.draft.kind = DESCO_LEDGER_MEAL;
          action.draft.quantity = choice < 45 ? -1 : 0;
          action.draft.service = "lunch";
          action.draft.civil_date = desco_date_add_days (&action.draft.civil_date, (int) step * 30);
        }
      else if (choice < 65)
        {
          action.draft.kind = DESCO_LEDGER_OPENING;
          action.draft.quantity = g_rand_int_range (rand, 1, 12);
        }
      else if (choice < 75)
        {
          action.draft.kind = DESCO_LEDGER_REFUND;
          action.draft.quantity = -g_rand_int_range (rand, 1, 6);
        }
      else if (choice < 80)
        {
          action.draft.kind = DESCO_LEDGER_ADJUSTMENT;
          action.draft.quantity = -g_rand_int_range (rand, 1, 4);
        }
      else if (entries->len > 0)
        action.reverse
            = g_array_index (entries, DescoUuid, g_rand_int_range (rand, 0, (gint32) entries->len));
      else
        continue;

      error = act (fixture, &action);
      if (error == NULL && desco_uuid_is_nil (&action.reverse))
        g_array_append_val (entries, action.result);
      else if (error != NULL)
        g_assert_cmpuint (error->domain, ==, DESCO_RULE_ERROR);
      if (error == NULL && step % 10 == 0)
        assert_wallet (fixture, desco_fixture_query (fixture, SUM_QUANTITY, &fixture->pupils[0]),
                       desco_fixture_query (fixture, LEFT_VALUE, &fixture->pupils[0]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/ledger/R-02/only-grows", test_ledger_only_grows);
  desco_fixture_add ("/ledger/R-02/reversal-once", test_reversal_once);
  desco_fixture_add ("/ledger/R-22/one-meal", test_one_meal);
  desco_fixture_add ("/ledger/R-06/below-zero", test_below_zero);
  desco_fixture_add ("/ledger/R-07/exempt", test_exempt_meal);
  desco_fixture_add ("/ledger/R-08/lots", test_lots);
  desco_fixture_add ("/ledger/R-08/reversed-credit", test_reversed_credit);
  desco_fixture_add ("/ledger/R-01/out-of-range", test_out_of_range);
  desco_fixture_add ("/ledger/R-03/random-life", test_random_life);
  return g_test_run ();
}
