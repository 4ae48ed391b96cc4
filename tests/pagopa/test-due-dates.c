/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "model/desco-clock.h"
#include "model/desco-creditor.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-debt-position.h"
#include "pagopa/desco-purchase-position.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/pagopa/due-dates/last-moment-in-rome", test_due_dates);
  desco_fixture_add ("/pagopa/due-dates/validity", test_validity);
  return g_test_run ();
}
