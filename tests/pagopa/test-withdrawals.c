/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-withdrawals.h"
#include "several-purchases.h"
#include "store/desco-positions.h"
#include "store/desco-purchases.h"

#include <string.h>

#define PAYABLE "SELECT count (*) FROM position WHERE status = 'VALID'"

static DescoChangeReport *
cancel (DescoFixture *fixture,
        FakePlatform *platform,
        GPtrArray *purchases,
        GCancellable *cancellable,
        GError **error)
{
  return desco_withdrawals_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), purchases,
                                "the canteen is closed", NULL, NULL, cancellable, error);
}

/* Never cancelled here what can be paid there. */
static void
assert_cancelled (DescoFixture *fixture, FakePlatform *platform, guint n_cancelled)
{
  DescoPurchaseFilter filter = { .statuses = 1u << DESCO_PURCHASE_CANCELLED };
  g_autoptr (GPtrArray) cancelled = desco_purchases_list (fixture->store, &filter, NULL, NULL);

  g_assert_cmpuint (cancelled->len, ==, n_cancelled);
  for (guint i = 0; i < cancelled->len; i++)
    {
      const DescoPurchase *purchase = cancelled->pdata[i];
      const DescoDebtPosition *position = fake_platform_find (platform, purchase->iupd);

      g_assert_true (position == NULL || position->status == DESCO_DEBT_POSITION_INVALID);
    }
}

/* as few calls as there can be, each of them in one transaction here, and both sides stand the
 * same afterwards. */
static void
test_by_the_twenty (DescoFixture *fixture, gconstpointer data)
{
  static const guint sizes[] = { 20, 20, 5 };
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 45);
  const DescoPurchase *first = purchases->pdata[0];
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) events = NULL;
  const DescoPurchaseEvent *last;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoChangeReport) report = desco_withdrawals_run (
      fixture->store, DESCO_PAYMENT_PROVIDER (platform), purchases, "the canteen is closed",
      several_purchases_note_progress, steps, NULL, &error);

  g_assert_no_error (error);
  several_purchases_assert_report (report, 45, 0, 0);
  several_purchases_assert_batches (platform, sizes, G_N_ELEMENTS (sizes));
  g_assert_cmpuint (platform->n_calls, ==, 3);
  g_assert_cmpuint (platform->positions->len, ==, 0);
  g_assert_cmpuint (steps->len, ==, 3);
  g_assert_cmpuint (g_array_index (steps, guint, 0), ==, 20);
  g_assert_cmpuint (g_array_index (steps, guint, 2), ==, 45);
  assert_cancelled (fixture, platform, 45);
  events = desco_purchases_list_events (fixture->store, &first->id, NULL, NULL);
  last = g_ptr_array_index (events, events->len - 1);
  g_assert_cmpstr (last->detail, ==, "removed at pagoPA; the canteen is closed");
  g_assert_cmpuint (several_purchases_count_differences (fixture, platform), ==, 0);
}

/* What the platform said before it was removed is no news afterwards. */
static void
test_an_answer_from_before (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 2);
  const DescoPurchase *first = purchases->pdata[0];
  g_autoptr (DescoDebtPosition) before
      = desco_debt_position_ref (fake_platform_find (platform, first->iupd));
  g_autoptr (DescoChangeReport) report = cancel (fixture, platform, purchases, NULL, NULL);

  several_purchases_assert_report (report, 2, 0, 0);
  g_assert_cmpint (desco_fixture_query (fixture, PAYABLE, NULL), ==, 0);
  g_assert_true (desco_positions_note_one (fixture->store, before, NULL));
  g_assert_cmpint (desco_fixture_query (fixture, PAYABLE, NULL), ==, 0);
  assert_cancelled (fixture, platform, 2);
}

/* What was paid is left alone, and says what one says by itself; the others are cancelled. */
static void
test_paid (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    DescoDebtPositionStatus there;
    const char *words;
  } cases[] = {
    { DESCO_DEBT_POSITION_PAID, "was paid meanwhile" },
    { DESCO_DEBT_POSITION_PARTIALLY_PAID, "A part of the notice was paid" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 25);
      const DescoPurchase *paid = purchases->pdata[7];
      g_autoptr (DescoChangeReport) report = NULL;
      const DescoPurchaseFailure *failure;
      GError *error = NULL;

      fake_platform_set (platform, paid->iupd, cases[i].there);
      report = cancel (fixture, platform, purchases, NULL, &error);
      g_assert_no_error (error);
      several_purchases_assert_report (report, 24, 1, 0);
      failure = report->failed->pdata[0];
      g_assert_true (desco_uuid_equal (&failure->purchase_id, &paid->id));
      g_assert_nonnull (strstr (failure->reason, cases[i].words));
      g_assert_cmpint (fake_platform_find (platform, paid->iupd)->status, ==, cases[i].there);
      assert_cancelled (fixture, platform, 24);
      desco_fixture_run (fixture, "UPDATE purchase SET status = 'credited'", NULL);
    }
}

/* What is not known to be there is looked for; what is paid here needs no call. */
static void
test_other_states (DescoFixture *fixture, gconstpointer data)
{
  static const guint sizes[] = { 3 };
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 5);
  g_autoptr (DescoChangeReport) report = NULL;
  const DescoPurchaseFailure *failure;
  GError *error = NULL;

  g_ptr_array_add (purchases, desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL,
                                                      NULL, NULL));
  desco_fixture_run (fixture, "UPDATE purchase SET status = 'credited' WHERE id = :id",
                     &((DescoPurchase *) purchases->pdata[0])->id);
  desco_fixture_run (fixture, "UPDATE purchase SET status = 'cancelled' WHERE id = :id",
                     &((DescoPurchase *) purchases->pdata[1])->id);
  desco_fixture_run (fixture, "UPDATE purchase SET status = 'expired' WHERE id = :id",
                     &((DescoPurchase *) purchases->pdata[2])->id);
  fake_platform_set (platform, ((DescoPurchase *) purchases->pdata[1])->iupd,
                     DESCO_DEBT_POSITION_INVALID);
  report = cancel (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 5, 1, 0);
  failure = report->failed->pdata[0];
  g_assert_nonnull (strstr (failure->reason, "ask for a refund"));
  several_purchases_assert_batches (platform, sizes, G_N_ELEMENTS (sizes));
  g_assert_cmpuint (platform->n_calls, ==, 2);
  assert_cancelled (fixture, platform, 5);
}

/* No network, or an answer that was lost: nothing is cancelled here that may be payable there, and the
 * same call again goes on. */
static void
test_trouble (DescoFixture *fixture, gconstpointer data)
{
  for (guint is_lost = 0; is_lost < 2; is_lost++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 45);
      g_autoptr (DescoChangeReport) report = NULL;
      g_autoptr (DescoChangeReport) again = NULL;
      GError *error = NULL;

      platform->fail_after = is_lost ? 0 : 1;
      platform->loses_at = is_lost ? 2 : 0;
      report = cancel (fixture, platform, purchases, NULL, &error);
      g_assert_no_error (error);
      several_purchases_assert_report (report, 20, 0, 25);
      g_assert_nonnull (report->unreachable);
      assert_cancelled (fixture, platform, 20);

      platform->fail_after = 0;
      again = cancel (fixture, platform, purchases, NULL, &error);
      g_assert_no_error (error);
      several_purchases_assert_report (again, 45, 0, 0);
      assert_cancelled (fixture, platform, 45);
      desco_fixture_run (fixture, "UPDATE purchase SET status = 'credited'", NULL);
    }
}

/* What is on its way is waited for: it is known here. */
static void
test_stopped (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 45);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DescoChangeReport) report = NULL;
  GError *error = NULL;

  platform->on_batch = several_purchases_stop;
  platform->on_batch_data = cancellable;
  report = cancel (fixture, platform, purchases, cancellable, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 20, 0, 25);
  g_assert_true (report->cancelled);
  assert_cancelled (fixture, platform, 20);
  g_assert_cmpuint (platform->positions->len, ==, 25);
}

static void
credit_one (gpointer fixture)
{
  desco_fixture_run (
      fixture, "UPDATE purchase SET status = 'credited' WHERE id = (SELECT min (id) FROM purchase)",
      NULL);
}

/* A receipt came in while the batch was on its way: that one says so, the others are written down. */
static void
test_overtaken (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 3);
  g_autoptr (DescoChangeReport) report = NULL;
  GError *error = NULL;

  platform->on_batch = credit_one;
  platform->on_batch_data = fixture;
  report = cancel (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 2, 1, 0);
  assert_cancelled (fixture, platform, 2);
}

/* Without batches each is withdrawn by itself, and stays there as withdrawn. */
static void
test_without_batches (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 5);
  g_autoptr (DescoChangeReport) report = NULL;
  GError *error = NULL;

  platform->features = 0;
  report = cancel (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 5, 0, 0);
  g_assert_cmpuint (platform->batches->len, ==, 0);
  g_assert_cmpuint (platform->positions->len, ==, 5);
  assert_cancelled (fixture, platform, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/pagopa/withdrawals/R-09/by-the-twenty", test_by_the_twenty);
  desco_fixture_add ("/pagopa/withdrawals/an-answer-from-before", test_an_answer_from_before);
  desco_fixture_add ("/pagopa/withdrawals/R-09/paid", test_paid);
  desco_fixture_add ("/pagopa/withdrawals/other-states", test_other_states);
  desco_fixture_add ("/pagopa/withdrawals/trouble", test_trouble);
  desco_fixture_add ("/pagopa/withdrawals/stopped", test_stopped);
  desco_fixture_add ("/pagopa/withdrawals/overtaken", test_overtaken);
  desco_fixture_add ("/pagopa/withdrawals/without-batches", test_without_batches);
  return g_test_run ();
}
