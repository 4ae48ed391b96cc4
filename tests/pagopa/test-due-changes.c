/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-due-changes.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-purchase-position.h"
#include "several-purchases.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"

#include <string.h>

#define TOLD "SELECT count (*) FROM outbox WHERE type = 'purchase-due-date'"

static GDate
get_wanted (void)
{
  GDate today = desco_clock_today ();

  return desco_date_add_days (&today, 60);
}

static DescoChangeReport *
change (DescoFixture *fixture,
        FakePlatform *platform,
        GPtrArray *purchases,
        GCancellable *cancellable,
        GError **error)
{
  GDate wanted = get_wanted ();

  return desco_due_changes_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), purchases,
                                &wanted, NULL, NULL, cancellable, error);
}

/* How many purchases fall due on the wanted day, which must be as many there. */
static guint
count_moved (DescoFixture *fixture, FakePlatform *platform)
{
  DescoPurchaseFilter all = { 0 };
  g_autoptr (GPtrArray) purchases = desco_purchases_list (fixture->store, &all, NULL, NULL);
  GDate wanted = get_wanted ();
  guint n_here = 0;
  guint n_there = 0;

  for (guint i = 0; i < purchases->len; i++)
    {
      const DescoPurchase *purchase = purchases->pdata[i];

      n_here += g_date_compare (&purchase->due_date, &wanted) == 0 ? 1 : 0;
    }
  for (guint i = 0; i < platform->positions->len; i++)
    {
      const DescoDebtPosition *position = platform->positions->pdata[i];
      const DescoPaymentOption *option = position->options->pdata[0];
      GDate due = desco_date_of_time (option->due_date);

      n_there += g_date_compare (&due, &wanted) == 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_here, ==, n_there);
  return n_here;
}

/* as few calls as there can be, each of them in one transaction here, with both days on record. */
static void
test_by_the_hundred (DescoFixture *fixture, gconstpointer data)
{
  static const guint sizes[] = { 100, 100, 30 };
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 230);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (DescoChangeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  GDate wanted = get_wanted ();

  g_assert_true (desco_purchases_mark_printed (fixture->store, purchases, NULL, NULL));
  report = desco_due_changes_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), purchases,
                                  &wanted, several_purchases_note_progress, steps, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 230, 0, 0);
  several_purchases_assert_batches (platform, sizes, G_N_ELEMENTS (sizes));
  g_assert_cmpuint (platform->n_calls, ==, 3);
  g_assert_cmpuint (steps->len, ==, 3);
  g_assert_cmpuint (g_array_index (steps, guint, 0), ==, 100);
  g_assert_cmpuint (g_array_index (steps, guint, 2), ==, 230);
  g_assert_cmpuint (count_moved (fixture, platform), ==, 230);
  g_assert_cmpint (desco_fixture_query (fixture, TOLD, NULL), ==, 230);
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT count (*) FROM purchase WHERE printed_at IS NOT NULL",
                           NULL),
      ==, 0);
  g_assert_cmpint (
      desco_fixture_query (
          fixture,
          "SELECT count (*) FROM position AS p JOIN purchase AS u ON u.id = p.purchase_id"
          " WHERE p.status = 'VALID'"
          " AND date (p.due_at / 1000000, 'unixepoch') = u.due_date",
          NULL),
      ==, 230);
  g_assert_cmpuint (several_purchases_count_differences (fixture, platform), ==, 0);
}

/* Once more there is nothing left to tell; one that is left over, or alone, goes as one. */
static void
test_what_is_left (DescoFixture *fixture, gconstpointer data)
{
  static const guint sizes[] = { 100 };
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 101);
  g_autoptr (DescoChangeReport) report = NULL;
  g_autoptr (DescoChangeReport) again = NULL;
  GError *error = NULL;

  /* The same one twice is one. */
  g_ptr_array_add (purchases, g_object_ref (purchases->pdata[0]));
  report = change (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 101, 0, 0);
  several_purchases_assert_batches (platform, sizes, G_N_ELEMENTS (sizes));
  g_assert_cmpuint (platform->n_calls, ==, 2);

  again = change (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (again, 101, 0, 0);
  g_assert_cmpuint (platform->n_calls, ==, 2);
  g_assert_cmpint (desco_fixture_query (fixture, TOLD, NULL), ==, 101);
}

/* What was never sent is changed here alone; what was sent in vain is looked for first. */
static void
test_not_there (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) published = several_purchases_sell (fixture, platform, 3);
  g_autoptr (GPtrArray) unsent = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (DescoChangeReport) report = NULL;
  g_autoptr (DescoChangeReport) sent = NULL;
  g_autoptr (DescoChangeReport) rest = NULL;
  GError *error = NULL;

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (
        unsent, desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, NULL));
  g_assert_false (desco_due_changes_need_platform (unsent));
  report = change (fixture, NULL, unsent, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 4, 0, 0);

  /* It was sent since somebody looked, and nobody opened the platform for it. */
  sent = change (fixture, NULL, published, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (sent, 0, 3, 0);

  desco_fixture_run (fixture,
                     "UPDATE purchase SET attempts = 1, due_date = '2099-01-01'"
                     " WHERE id = :id",
                     &((DescoPurchase *) unsent->pdata[0])->id);
  g_ptr_array_extend (all, published, NULL, NULL);
  g_ptr_array_extend (all, unsent, NULL, NULL);
  g_assert_true (desco_due_changes_need_platform (all));
  rest = change (fixture, platform, all, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (rest, 7, 0, 0);
  g_assert_cmpuint (platform->n_calls, ==, 2);
}

/* Wherever the culprit stands, it stands alone with its reason in the end, and the others are through,
 * in about a dozen calls. */
static void
test_culprits (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint culprit;
    DescoDebtPositionStatus there;
    guint max_calls;
  } cases[] = {
    { 0, DESCO_DEBT_POSITION_PAID, 16 },
    { 54, DESCO_DEBT_POSITION_PARTIALLY_PAID, 16 },
    { 99, DESCO_DEBT_POSITION_INVALID, 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 100);
      const DescoPurchase *culprit = purchases->pdata[cases[i].culprit];
      g_autoptr (DescoChangeReport) report = NULL;
      const DescoPurchaseFailure *failure;
      GError *error = NULL;

      fake_platform_set (platform, culprit->iupd, cases[i].there);
      report = change (fixture, platform, purchases, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("case %u: %u calls", i, platform->n_calls);
      several_purchases_assert_report (report, 99, 1, 0);
      failure = report->failed->pdata[0];
      g_assert_true (desco_uuid_equal (&failure->purchase_id, &culprit->id));
      g_assert_cmpstr (failure->notice_number, ==, culprit->notice_number);
      g_assert_true (g_str_has_prefix (failure->reason, "The due date stays as it was. "));
      g_assert_cmpuint (platform->n_calls, <=, cases[i].max_calls);
      g_assert_cmpuint (count_moved (fixture, platform), ==, 99);
      desco_fixture_run (fixture, "UPDATE purchase SET status = 'cancelled'", NULL);
      desco_fixture_run (fixture, "UPDATE purchase SET due_date = '2026-01-01'", NULL);
    }
}

/* Where it is known here that it can't be, nothing is sent for it. */
static void
test_refused_here (DescoFixture *fixture, gconstpointer data)
{
  static const guint sizes[] = { 2 };
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 4);
  g_autoptr (DescoChangeReport) report = NULL;
  GError *error = NULL;

  desco_fixture_run (fixture, "UPDATE purchase SET status = 'credited' WHERE id = :id",
                     &((DescoPurchase *) purchases->pdata[1])->id);
  desco_fixture_run (fixture, "UPDATE purchase SET status = 'expired' WHERE id = :id",
                     &((DescoPurchase *) purchases->pdata[2])->id);
  report = change (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 2, 2, 0);
  several_purchases_assert_batches (platform, sizes, G_N_ELEMENTS (sizes));
  g_assert_cmpuint (platform->n_calls, ==, 1);
}

/* No network, or an answer that was lost: the rest waits, and the same call again goes on. */
static void
test_trouble (DescoFixture *fixture, gconstpointer data)
{
  for (guint is_lost = 0; is_lost < 2; is_lost++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 230);
      g_autoptr (DescoChangeReport) report = NULL;
      g_autoptr (DescoChangeReport) again = NULL;
      GError *error = NULL;

      platform->fail_after = is_lost ? 0 : 1;
      platform->loses_at = is_lost ? 2 : 0;
      report = change (fixture, platform, purchases, NULL, &error);
      g_assert_no_error (error);
      several_purchases_assert_report (report, 100, 0, 130);
      g_assert_nonnull (report->unreachable);
      g_assert_cmpuint (platform->n_calls, ==, 2);
      g_assert_cmpint (desco_fixture_query (fixture, TOLD, NULL), ==, 100 + 230 * is_lost);

      platform->fail_after = 0;
      again = change (fixture, platform, purchases, NULL, &error);
      g_assert_no_error (error);
      several_purchases_assert_report (again, 230, 0, 0);
      g_assert_cmpuint (platform->n_calls, ==, 4);
      g_assert_cmpuint (count_moved (fixture, platform), ==, 230);
      g_assert_cmpint (desco_fixture_query (fixture, TOLD, NULL), ==, 230 + 230 * is_lost);
      desco_fixture_run (fixture, "UPDATE purchase SET status = 'cancelled'", NULL);
      desco_fixture_run (fixture, "UPDATE purchase SET due_date = '2026-01-01'", NULL);
    }
}

/* What is on its way is waited for: it is known here. */
static void
test_stopped (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 230);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DescoChangeReport) report = NULL;
  g_autoptr (DescoChangeReport) again = NULL;
  GError *error = NULL;

  platform->on_batch = several_purchases_stop;
  platform->on_batch_data = cancellable;
  report = change (fixture, platform, purchases, cancellable, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 100, 0, 130);
  g_assert_true (report->cancelled);
  g_assert_null (report->unreachable);
  g_assert_cmpuint (count_moved (fixture, platform), ==, 100);

  platform->on_batch = NULL;
  again = change (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (again, 230, 0, 0);
  g_assert_cmpuint (platform->n_calls, ==, 3);
}

/* Killed once the platform had the new day and before it was written down. */
static void
test_killed (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 30);
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (fixture->store, NULL, NULL);
  g_autoptr (GPtrArray) positions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);
  g_autoptr (DescoChangeReport) report = NULL;
  GDate wanted = get_wanted ();
  GError *error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (DescoPurchase) purchase = desco_purchases_get (
          fixture->store, &((DescoPurchase *) purchases->pdata[i])->id, NULL, NULL);

      purchase->due_date = wanted;
      g_ptr_array_add (positions, desco_purchase_position_new (creditor, purchase));
    }
  g_assert_true (desco_payment_provider_replace_batch (DESCO_PAYMENT_PROVIDER (platform), positions,
                                                       TRUE, NULL, &error));
  report = change (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 30, 0, 0);
  g_assert_cmpuint (platform->batches->len, ==, 2);
  g_assert_cmpuint (count_moved (fixture, platform), ==, 30);
  g_assert_cmpuint (several_purchases_count_differences (fixture, platform), ==, 0);
}

static void
pay_one (gpointer fixture)
{
  desco_fixture_run (
      fixture, "UPDATE purchase SET status = 'paid' WHERE id = (SELECT min (id) FROM purchase)",
      NULL);
}

/* A receipt came in while the batch was on its way: that one says so, the others are written down. */
static void
test_overtaken (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 3);
  g_autoptr (DescoChangeReport) report = NULL;
  const DescoPurchaseFailure *failure;
  GError *error = NULL;

  platform->on_batch = pay_one;
  platform->on_batch_data = fixture;
  report = change (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 2, 1, 0);
  failure = report->failed->pdata[0];
  g_assert_nonnull (strstr (failure->reason, "is paid already"));
}

/* Without batches each goes by itself; without replacing none does, and that is said once. */
static void
test_other_providers (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 5);
  g_autoptr (DescoChangeReport) report = NULL;
  GError *error = NULL;

  platform->features = 0;
  g_assert_null (change (fixture, platform, purchases, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_OFFERED);
  g_clear_error (&error);
  g_assert_cmpuint (count_moved (fixture, platform), ==, 0);

  platform->features = DESCO_PROVIDER_REPLACE;
  report = change (fixture, platform, purchases, NULL, &error);
  g_assert_no_error (error);
  several_purchases_assert_report (report, 5, 0, 0);
  g_assert_cmpuint (platform->batches->len, ==, 0);
  g_assert_cmpuint (platform->n_calls, ==, 5);
}

/* A day that can't be is said once, of its field, before anything is sent. */
static void
test_a_past_day (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = several_purchases_sell (fixture, platform, 3);
  GDate today = desco_clock_today ();
  GDate wanted = desco_date_add_days (&today, -1);
  GError *error = NULL;

  g_assert_null (desco_due_changes_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                        purchases, &wanted, NULL, NULL, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "dueDate");
  g_clear_error (&error);
  g_assert_cmpuint (platform->n_calls, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/pagopa/due-changes/R-09/by-the-hundred", test_by_the_hundred);
  desco_fixture_add ("/pagopa/due-changes/what-is-left", test_what_is_left);
  desco_fixture_add ("/pagopa/due-changes/not-there", test_not_there);
  desco_fixture_add ("/pagopa/due-changes/culprits", test_culprits);
  desco_fixture_add ("/pagopa/due-changes/refused-here", test_refused_here);
  desco_fixture_add ("/pagopa/due-changes/trouble", test_trouble);
  desco_fixture_add ("/pagopa/due-changes/stopped", test_stopped);
  desco_fixture_add ("/pagopa/due-changes/killed", test_killed);
  desco_fixture_add ("/pagopa/due-changes/overtaken", test_overtaken);
  desco_fixture_add ("/pagopa/due-changes/other-providers", test_other_providers);
  desco_fixture_add ("/pagopa/due-changes/a-past-day", test_a_past_day);
  return g_test_run ();
}
