/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "fake-platform.h"
#include "model/desco-clock.h"
#include "model/desco-creditor.h"
#include "model/desco-date.h"
#include "model/desco-due-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-debt-position.h"
#include "pagopa/desco-due-change.h"
#include "pagopa/desco-purchase-position.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"

#include <string.h>

/* What is due on a day can be paid until its last second in Rome, whatever that is in UTC, also
 * where the clocks change; what the platform would refuse is not sent. */
static void
test_due_dates (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *now;
    const char *due; /* civil, Europe/Rome */
    const char *last_moment;
    gboolean can_be_sent;
  } cases[] = {
    { "2026-11-24T08:00:00Z", "2026-11-24", "2026-11-24T22:59:59Z", TRUE },
    { "2026-11-24T22:59:58Z", "2026-11-24", "2026-11-24T22:59:59Z", TRUE },
    /* Past midnight in Rome, still the 24th in UTC. */
    { "2026-11-24T23:00:00Z", "2026-11-24", "2026-11-24T22:59:59Z", FALSE },
    { "2026-11-24T23:30:00Z", "2026-11-25", "2026-11-25T22:59:59Z", TRUE },
    { "2026-07-01T08:00:00Z", "2026-07-01", "2026-07-01T21:59:59Z", TRUE },
    { "2026-07-01T22:00:00Z", "2026-07-01", "2026-07-01T21:59:59Z", FALSE },
    /* The day of 25 hours begins at summer time and ends at winter time. */
    { "2026-10-25T00:30:00Z", "2026-10-25", "2026-10-25T22:59:59Z", TRUE },
    { "2026-10-24T21:30:00Z", "2026-10-24", "2026-10-24T21:59:59Z", TRUE },
    { "2026-10-24T22:00:00Z", "2026-10-24", "2026-10-24T21:59:59Z", FALSE },
    /* The day of 23 hours. */
    { "2027-03-27T22:30:00Z", "2027-03-27", "2027-03-27T22:59:59Z", TRUE },
    { "2027-03-28T21:59:00Z", "2027-03-28", "2027-03-28T21:59:59Z", TRUE },
    { "2027-03-28T22:00:00Z", "2027-03-28", "2027-03-28T21:59:59Z", FALSE },
    { "2026-12-31T22:59:00Z", "2026-12-31", "2026-12-31T22:59:59Z", TRUE },
  };
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (fixture->store, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoPurchase) purchase = NULL;
      g_autoptr (DescoDebtPosition) position = NULL;
      g_autoptr (GError) error = NULL;
      const DescoPaymentOption *option;
      gint64 last;
      GDate due;

      g_test_message ("due %s at %s", cases[i].due, cases[i].now);
      g_assert_true (desco_date_parse_iso (cases[i].due, &due));
      g_assert_true (desco_time_parse_rfc3339 (cases[i].last_moment, &last));
      desco_fixture_set_clock ("2026-06-30T08:00:00Z");
      purchase
          = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, &due, NULL, &error);
      g_assert_no_error (error);
      desco_fixture_set_clock (cases[i].now);
      position = desco_purchase_position_new (creditor, purchase);
      option = g_ptr_array_index (position->options, 0);
      g_assert_cmpint (option->due_date / G_USEC_PER_SEC, ==, last / G_USEC_PER_SEC);
      g_assert_true (desco_debt_position_validate (position, desco_clock_now (), &error)
                     == cases[i].can_be_sent);
      if (!cases[i].can_be_sent)
        g_assert_cmpstr (desco_error_get_field (error), ==, "dueDate");
    }
}

/* From when it can be paid: after now, and not after the due date. */
static void
test_validity (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 after_now; /* seconds; 0 for at once */
    const char *field;
  } cases[] = {
    { 0, NULL },     { 1, NULL },          { -1, "validityDate" },
    { 86400, NULL }, { 29 * 86400, NULL }, { 40 * 86400, "dueDate" },
  };
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (fixture->store, NULL, NULL);
  g_autoptr (DescoPurchase) purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, NULL);
  gint64 now = desco_clock_now ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoDebtPosition) position = desco_purchase_position_new (creditor, purchase);
      g_autoptr (GError) error = NULL;

      if (cases[i].after_now != 0)
        position->validity_date = now + cases[i].after_now * G_USEC_PER_SEC;
      g_assert_true (desco_debt_position_validate (position, now, &error)
                     == (cases[i].field == NULL));
      g_assert_cmpstr (error != NULL ? desco_error_get_field (error) : NULL, ==, cases[i].field);
    }
}

static DescoPurchase *
sell (DescoFixture *fixture, guint n_instalments)
{
  DescoPurchaseOrder order;
  GError *error = NULL;
  DescoPurchase *purchase;

  desco_purchase_order_init (&order, &fixture->pupils[0], 20);
  order.n_instalments = n_instalments;
  purchase = desco_purchases_sell (fixture->store, &order, NULL, &error);
  g_assert_no_error (error);
  return purchase;
}

static gboolean
change (DescoFixture *fixture,
        FakePlatform *platform,
        const DescoPurchase *purchase,
        const GDate *due_date,
        GError **error)
{
  return desco_due_change_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), purchase,
                               due_date, NULL, NULL, error);
}

static GDate
get_due_there (FakePlatform *platform, const DescoPurchase *purchase, guint index)
{
  DescoDebtPosition *position = fake_platform_find (platform, purchase->iupd);
  const DescoPaymentOption *option = g_ptr_array_index (position->options, index);

  return desco_date_of_time (option->due_date);
}

static void
assert_due (DescoFixture *fixture, const DescoPurchase *purchase, const GDate *due_date)
{
  g_autoptr (DescoPurchase) now = desco_purchases_get (fixture->store, &purchase->id, NULL, NULL);

  g_assert_cmpint (g_date_compare (&now->due_date, due_date), ==, 0);
}

/* whatever stands on either side: changed on both, or on neither. */
static void
test_change_in_every_state (DescoFixture *fixture, gconstpointer data)
{
#define HERE(word) DESCO_PURCHASE_##word
#define THERE(word) DESCO_DEBT_POSITION_##word
  static const struct
  {
    DescoPurchaseStatus here;
    DescoDebtPositionStatus there; /* UNKNOWN: the platform does not have it */
    gboolean tried;                /* whether it was sent once, and no answer came */
    gboolean offline;
    gboolean changed;
  } cases[] = {
    { HERE (QUEUED), THERE (UNKNOWN), FALSE, TRUE, TRUE },
    { HERE (QUEUED), THERE (UNKNOWN), TRUE, FALSE, TRUE },
    { HERE (QUEUED), THERE (UNKNOWN), TRUE, TRUE, FALSE },
    { HERE (QUEUED), THERE (VALID), TRUE, FALSE, TRUE },
    { HERE (QUEUED), THERE (PAID), TRUE, FALSE, FALSE },
    { HERE (PUBLISHED), THERE (VALID), FALSE, FALSE, TRUE },
    { HERE (PUBLISHED), THERE (VALID), FALSE, TRUE, FALSE },
    { HERE (PUBLISHED), THERE (EXPIRED), FALSE, FALSE, TRUE },
    { HERE (PUBLISHED), THERE (INVALID), FALSE, FALSE, FALSE },
    { HERE (PUBLISHED), THERE (PARTIALLY_PAID), FALSE, FALSE, FALSE },
    { HERE (PUBLISHED), THERE (PAID), FALSE, FALSE, FALSE },
    { HERE (PAID), THERE (PAID), FALSE, FALSE, FALSE },
    { HERE (CREDITED), THERE (PAID), FALSE, FALSE, FALSE },
    { HERE (CANCELLED), THERE (INVALID), FALSE, FALSE, FALSE },
    { HERE (EXPIRED), THERE (EXPIRED), FALSE, FALSE, FALSE },
  };
#undef HERE
#undef THERE
  GDate today = desco_clock_today ();
  GDate wanted = desco_date_add_days (&today, 60);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autoptr (DescoPurchase) purchase = sell (fixture, 0);
      g_autoptr (GError) error = NULL;
      g_autofree char *sql
          = g_strdup_printf ("UPDATE purchase SET status = '%s', attempts = %d WHERE id = :id",
                             desco_purchase_status_to_nick (cases[i].here), cases[i].tried);
      GDate before = purchase->due_date;

      g_test_message ("%s here, %s there%s", desco_purchase_status_to_nick (cases[i].here),
                      desco_debt_position_status_to_string (cases[i].there),
                      cases[i].offline ? ", offline" : "");
      fake_platform_publish (platform, fixture->store);
      if (cases[i].there == DESCO_DEBT_POSITION_UNKNOWN)
        g_ptr_array_set_size (platform->positions, 0);
      else
        fake_platform_set (platform, purchase->iupd, cases[i].there);
      desco_fixture_run (fixture, g_intern_string (sql), &purchase->id);
      if (cases[i].offline)
        platform->fail_after = platform->n_calls;
      g_assert_true (change (fixture, platform, purchase, &wanted, &error) == cases[i].changed);
      g_assert_true ((error == NULL) == cases[i].changed);
      assert_due (fixture, purchase, cases[i].changed ? &wanted : &before);
      if (cases[i].there != DESCO_DEBT_POSITION_UNKNOWN)
        {
          GDate there = get_due_there (platform, purchase, 0);

          g_assert_cmpint (g_date_compare (&there, cases[i].changed ? &wanted : &before), ==, 0);
        }
      desco_fixture_run (fixture, "UPDATE purchase SET status = 'cancelled' WHERE id = :id",
                         &purchase->id);
    }
}

/* A day that is past in Rome is refused before anything is sent, whatever day it is in UTC. */
static void
test_change_to_a_past_day (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *now;
    const char *due;
    gboolean allowed;
  } cases[] = {
    { "2026-11-25T22:59:58Z", "2026-11-25", TRUE },
    { "2026-11-25T23:00:01Z", "2026-11-25", FALSE },
    { "2026-11-25T23:30:00Z", "2026-11-26", TRUE },
    { "2026-11-26T08:00:00Z", "2028-12-31", FALSE },
  };
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = sell (fixture, 0);

  fake_platform_publish (platform, fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_calls = platform->n_calls;
      GError *error = NULL;
      GDate due;

      g_test_message ("%s at %s", cases[i].due, cases[i].now);
      g_assert_true (desco_date_parse_iso (cases[i].due, &due));
      desco_fixture_set_clock (cases[i].now);
      g_assert_true (change (fixture, platform, purchase, &due, &error) == cases[i].allowed);
      if (cases[i].allowed)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_cmpstr (desco_error_get_field (error), ==, "dueDate");
      g_assert_cmpuint (platform->n_calls, ==, n_calls);
      g_clear_error (&error);
    }
}

/* The instalments follow; the notice counts as not printed; both days are on record. What was sent in
 * vain is sent again. */
static void
test_change_is_on_record (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoPurchase) after = NULL;
  g_autoptr (GPtrArray) printed = g_ptr_array_new ();
  g_autoptr (GPtrArray) events = NULL;
  const DescoPurchaseEvent *last;
  const DescoInstalment *third;
  GDate due = desco_date_from_ymd (2026, 12, 31);
  GDate third_due;
  GError *error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  purchase = sell (fixture, 3);
  fake_platform_publish (platform, fixture->store);
  g_ptr_array_add (printed, purchase);
  g_assert_true (desco_purchases_mark_printed (fixture->store, printed, NULL, &error));
  g_assert_true (change (fixture, platform, purchase, &due, &error));
  g_assert_no_error (error);

  after = desco_purchases_get (fixture->store, &purchase->id, NULL, NULL);
  third = g_ptr_array_index (after->instalments, 2);
  g_assert_cmpint (after->printed_at, ==, 0);
  g_assert_cmpint (g_date_get_month (&third->due_date), ==, G_DATE_FEBRUARY);
  third_due = get_due_there (platform, purchase, 3);
  g_assert_cmpint (g_date_compare (&third_due, &third->due_date), ==, 0);
  events = desco_purchases_list_events (fixture->store, &purchase->id, NULL, NULL);
  last = g_ptr_array_index (events, events->len - 1);
  g_assert_cmpint (last->status, ==, DESCO_PURCHASE_PUBLISHED);
  g_assert_nonnull (strstr (last->detail, "31"));
  g_assert_nonnull (strstr (last->detail, "24"));
  g_assert_cmpint (desco_fixture_query (fixture,
                                        "SELECT json_array_length (payload, '$.instalments')"
                                        " FROM outbox WHERE type = 'purchase-due-date'"
                                        " AND entity = :id",
                                        &purchase->id),
                   ==, 3);

  /* Once more is nothing new; a part of it paid, it is as it is. */
  g_assert_true (change (fixture, platform, purchase, &due, &error));
  g_ptr_array_unref (g_steal_pointer (&events));
  events = desco_purchases_list_events (fixture->store, &purchase->id, NULL, NULL);
  g_assert_true (last != NULL && events->len == 5);
  desco_fixture_run (fixture,
                     "UPDATE instalment SET status = 'credited' WHERE purchase_id = :id"
                     " AND number = 1",
                     &purchase->id);
  g_assert_false (change (fixture, platform, purchase, &third_due, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_clear_error (&error);
}

/* Sent by another program between looking and writing: pagoPA has the day that it had. */
static void
test_change_overtaken (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) seen = sell (fixture, 0);
  GDate before = seen->due_date;
  GDate today = desco_clock_today ();
  GDate wanted = desco_date_add_days (&today, 60);
  GError *error = NULL;

  g_assert_true (desco_due_date_move (seen, &wanted, NULL, &today, &error));
  fake_platform_publish (platform, fixture->store);
  g_assert_false (desco_purchases_set_due_dates (fixture->store, seen, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_clear_error (&error);
  assert_due (fixture, seen, &before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/pagopa/due-dates/last-moment-in-rome", test_due_dates);
  desco_fixture_add ("/pagopa/due-dates/validity", test_validity);
  desco_fixture_add ("/pagopa/due-dates/R-09/change-in-every-state", test_change_in_every_state);
  desco_fixture_add ("/pagopa/due-dates/change-to-a-past-day", test_change_to_a_past_day);
  desco_fixture_add ("/pagopa/due-dates/R-09/change-is-on-record", test_change_is_on_record);
  desco_fixture_add ("/pagopa/due-dates/change-overtaken", test_change_overtaken);
  return g_test_run ();
}
