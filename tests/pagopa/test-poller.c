/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "fake-platform.h"
#include "model/desco-clock.h"
#include "pagopa/desco-poller.h"
#include "pagopa/desco-position-states.h"
#include "pagopa/desco-withdrawal.h"
#include "store/desco-purchases.h"
#include "store/desco-receipts.h"
#include "store/desco-settings.h"
#include "store/desco-wallets.h"

static DescoPurchase *
buy (DescoFixture *fixture)
{
  GError *error = NULL;
  DescoPurchase *purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, &error);

  g_assert_no_error (error);
  return purchase;
}

static DescoPollReport *
poll (DescoFixture *fixture, FakePlatform *platform, gboolean now)
{
  GError *error = NULL;
  DescoPollReport *report
      = desco_poller_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), now, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static DescoPurchaseStatus
status_of (DescoFixture *fixture, const DescoPurchase *purchase)
{
  g_autoptr (DescoPurchase) now = desco_purchases_get (fixture->store, &purchase->id, NULL, NULL);

  return now->status;
}

/* Takes @receipt. */
static void
credit (DescoFixture *fixture, DescoReceiptData *receipt)
{
  GError *error = NULL;
  g_autoptr (DescoReceiptRecord) record
      = desco_receipts_record (fixture->store, receipt, "file", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (record->state, ==, DESCO_RECEIPT_CREDITED);
  desco_receipt_data_unref (receipt);
}

static void
go_on (gint64 time)
{
  desco_clock_set (desco_clock_now () + time);
}

/* What each state may turn into in one step, and what can be found after steps nobody saw. */
static void
test_states (void)
{
#define STATE(word) DESCO_DEBT_POSITION_##word
  static const struct
  {
    DescoDebtPositionStatus from;
    DescoDebtPositionStatus to;
    gboolean in_one;
    gboolean later;
  } cases[] = {
    { STATE (UNKNOWN), STATE (REPORTED), TRUE, TRUE },
    { STATE (DRAFT), STATE (PUBLISHED), TRUE, TRUE },
    { STATE (DRAFT), STATE (VALID), TRUE, TRUE },
    { STATE (DRAFT), STATE (PAID), FALSE, TRUE },
    { STATE (DRAFT), STATE (INVALID), FALSE, TRUE },
    { STATE (PUBLISHED), STATE (VALID), TRUE, TRUE },
    { STATE (PUBLISHED), STATE (INVALID), TRUE, TRUE },
    { STATE (PUBLISHED), STATE (EXPIRED), FALSE, TRUE },
    { STATE (VALID), STATE (PAID), TRUE, TRUE },
    { STATE (VALID), STATE (PARTIALLY_PAID), TRUE, TRUE },
    { STATE (VALID), STATE (EXPIRED), TRUE, TRUE },
    { STATE (VALID), STATE (INVALID), TRUE, TRUE },
    { STATE (VALID), STATE (REPORTED), FALSE, TRUE },
    { STATE (PARTIALLY_PAID), STATE (PAID), TRUE, TRUE },
    { STATE (PARTIALLY_PAID), STATE (INVALID), FALSE, FALSE },
    { STATE (PAID), STATE (REPORTED), TRUE, TRUE },
    { STATE (PAID), STATE (VALID), FALSE, FALSE },
    { STATE (REPORTED), STATE (PAID), FALSE, FALSE },
    { STATE (INVALID), STATE (VALID), FALSE, FALSE },
    { STATE (INVALID), STATE (PAID), FALSE, FALSE },
    { STATE (EXPIRED), STATE (VALID), TRUE, TRUE },
    { STATE (EXPIRED), STATE (PAID), FALSE, TRUE },
  };
#undef STATE

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s to %s", desco_debt_position_status_to_string (cases[i].from),
                      desco_debt_position_status_to_string (cases[i].to));
      g_assert_true (desco_position_state_may_become (cases[i].from, cases[i].to)
                     == cases[i].in_one);
      g_assert_true (desco_position_state_may_reach (cases[i].from, cases[i].to) == cases[i].later);
      g_assert_true (desco_position_state_may_reach (cases[i].to, cases[i].to));
    }
}

/* What was paid is marked, its receipt fetched and credited; once. */
static void
test_credits_what_was_paid (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) paid = buy (fixture);
  g_autoptr (DescoPurchase) late = buy (fixture);
  g_autoptr (DescoPurchase) open = buy (fixture);
  g_autoptr (DescoPollReport) first = NULL;
  g_autoptr (DescoPollReport) second = NULL;
  g_autoptr (DescoPollReport) third = NULL;

  fake_platform_publish (platform, fixture->store);
  go_on (G_TIME_SPAN_HOUR);
  fake_platform_pay (platform, paid->iupd, desco_clock_now ());
  fake_platform_pay (platform, late->iupd, desco_clock_now ());
  g_ptr_array_add (platform->receipts,
                   desco_sample_receipt (paid, "r1", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  go_on (G_TIME_SPAN_MINUTE);
  first = poll (fixture, platform, FALSE);
  g_assert_cmpuint (first->paid, ==, 2);
  g_assert_cmpuint (first->collected->credited, ==, 1);
  g_assert_cmpint (status_of (fixture, paid), ==, DESCO_PURCHASE_CREDITED);
  g_assert_cmpint (status_of (fixture, late), ==, DESCO_PURCHASE_PAID);
  g_assert_cmpint (status_of (fixture, open), ==, DESCO_PURCHASE_PUBLISHED);

  /* The receipt that was not there yet is asked for again. */
  g_ptr_array_add (platform->receipts,
                   desco_sample_receipt (late, "r2", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  go_on (DESCO_POLLER_WINDOW);
  second = poll (fixture, platform, FALSE);
  g_assert_cmpuint (second->paid, ==, 0);
  g_assert_cmpuint (second->collected->credited, ==, 1);
  g_assert_cmpint (status_of (fixture, late), ==, DESCO_PURCHASE_CREDITED);

  go_on (DESCO_POLLER_WINDOW);
  third = poll (fixture, platform, FALSE);
  g_assert_cmpuint (third->collected->credited, ==, 0);
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT count (*) FROM position WHERE status = 'PAID'", NULL),
      ==, 2);
}

static gint64
count_mirrored (DescoFixture *fixture, const DescoPurchase *purchase, const char *status)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count (*) FROM position WHERE purchase_id = :id AND status = '%s'", status);

  return desco_fixture_query (fixture, g_intern_string (sql), &purchase->id);
}

/* What the platform has is known from whatever was said of it: sending, a receipt, reading back. */
static void
test_mirror (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) whole = buy (fixture);
  g_autoptr (DescoPurchase) withdrawn = buy (fixture);
  g_autoptr (DescoPurchase) parts = NULL;
  g_autoptr (DescoPurchase) now = NULL;
  const DescoInstalment *instalment;
  DescoPurchaseOrder order;
  GError *error = NULL;

  desco_purchase_order_init (&order, &fixture->pupils[0], 20);
  order.n_instalments = 2;
  parts = desco_purchases_sell (fixture->store, &order, NULL, &error);
  g_assert_no_error (error);
  fake_platform_publish (platform, fixture->store);
  g_assert_cmpint (count_mirrored (fixture, whole, "VALID"), ==, 1);
  g_assert_cmpint (count_mirrored (fixture, parts, "VALID"), ==, 1);

  credit (fixture, desco_sample_receipt (whole, "r1", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  g_assert_cmpint (count_mirrored (fixture, whole, "PAID"), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("i%u", i);
      DescoReceiptData *receipt
          = desco_sample_receipt (parts, id, DESCO_SAMPLE_CREDITOR, "OK", "52.00");

      instalment = g_ptr_array_index (parts->instalments, i);
      g_free (receipt->iuv);
      receipt->iuv = g_strdup (instalment->iuv);
      credit (fixture, receipt);
      g_assert_cmpint (count_mirrored (fixture, parts, i == 0 ? "PARTIALLY_PAID" : "PAID"), ==, 1);
    }

  now = desco_purchases_get (fixture->store, &withdrawn->id, NULL, &error);
  g_assert_true (desco_withdrawal_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), now, NULL,
                                       NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_mirrored (fixture, withdrawn, "INVALID"), ==, 1);
}

/* At most one call in ten minutes with nothing new; none with nothing open. */
static void
test_is_cheap (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = NULL;

  desco_poll_report_free (poll (fixture, platform, TRUE));
  g_assert_cmpuint (platform->n_calls, ==, 0);

  purchase = buy (fixture);
  fake_platform_publish (platform, fixture->store);
  platform->n_calls = 0;
  go_on (DESCO_POLLER_WINDOW);
  for (guint minute = 0; minute < 60; minute++)
    {
      desco_poll_report_free (poll (fixture, platform, FALSE));
      go_on (G_TIME_SPAN_MINUTE);
    }
  g_assert_cmpuint (platform->n_calls, ==, 6);
  desco_poll_report_free (poll (fixture, platform, TRUE));
  g_assert_cmpuint (platform->n_calls, ==, 7);
}

/* After a summer offline: intervals of 30 days, none left out, nothing lost at their seams. */
static void
test_long_absence (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DescoPollReport) report = NULL;
  gint64 start;

  desco_fixture_set_clock ("2026-09-01T06:00:00Z");
  start = desco_clock_now ();
  for (guint i = 0; i < 140; i++)
    g_ptr_array_add (purchases, buy (fixture));
  fake_platform_publish (platform, fixture->store);
  desco_poll_report_free (poll (fixture, platform, FALSE));
  for (guint i = 0; i < purchases->len; i++)
    fake_platform_pay (platform, ((DescoPurchase *) g_ptr_array_index (purchases, i))->iupd,
                       start + (gint64) i * 15 * G_TIME_SPAN_HOUR + G_TIME_SPAN_MINUTE);
  desco_clock_set (start + 140 * 15 * G_TIME_SPAN_HOUR);
  report = poll (fixture, platform, FALSE);
  g_assert_cmpuint (report->paid, ==, 140);
}

/* A receipt that is none holds up neither the others nor the poll: it is told, and what was paid is
 * marked. */
static void
test_unreadable (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) bad = buy (fixture);
  g_autoptr (DescoPurchase) good = buy (fixture);
  g_autoptr (DescoPollReport) first = NULL;
  g_autoptr (DescoPollReport) second = NULL;

  fake_platform_publish (platform, fixture->store);
  fake_platform_pay (platform, bad->iupd, desco_clock_now ());
  fake_platform_pay (platform, good->iupd, desco_clock_now ());
  g_ptr_array_add (platform->receipts,
                   desco_sample_receipt (good, "r1", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  platform->unreadable = bad->iuv;
  first = poll (fixture, platform, FALSE);
  g_assert_null (first->unreachable);
  g_assert_cmpuint (first->collected->failed->len, ==, 1);
  g_assert_cmpint (status_of (fixture, good), ==, DESCO_PURCHASE_CREDITED);
  g_assert_cmpint (status_of (fixture, bad), ==, DESCO_PURCHASE_PAID);
  second = poll (fixture, platform, FALSE);
  g_assert_true (second->is_early);
}

/* Offline is no error, and nothing is taken for read. */
static void
test_unreachable (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = buy (fixture);
  g_autoptr (DescoPollReport) offline = NULL;
  g_autoptr (DescoPollReport) online = NULL;

  fake_platform_publish (platform, fixture->store);
  fake_platform_pay (platform, purchase->iupd, desco_clock_now ());
  platform->fail_after = platform->n_calls;
  offline = poll (fixture, platform, FALSE);
  g_assert_nonnull (offline->unreachable);
  platform->fail_after = 0;
  online = poll (fixture, platform, FALSE);
  g_assert_false (online->is_early);
  g_assert_cmpuint (online->paid, ==, 1);
}

/* An answer that is older than what is known takes nothing back. */
static void
test_stale_answer (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = buy (fixture);
  GError *error = NULL;

  fake_platform_publish (platform, fixture->store);
  fake_platform_pay (platform, purchase->iupd, desco_clock_now ());
  desco_poll_report_free (poll (fixture, platform, TRUE));
  fake_platform_set (platform, purchase->iupd, DESCO_DEBT_POSITION_VALID);
  desco_poll_report_free (poll (fixture, platform, TRUE));
  g_assert_no_error (error);
  g_assert_cmpint (status_of (fixture, purchase), ==, DESCO_PURCHASE_PAID);
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT count (*) FROM position WHERE status = 'PAID'", NULL),
      ==, 1);
}

/* A platform that can't list by payment is asked for receipts. */
static void
test_by_receipts (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = buy (fixture);
  g_autoptr (DescoPollReport) report = NULL;

  fake_platform_publish (platform, fixture->store);
  platform->features = 0;
  g_ptr_array_add (platform->receipts,
                   desco_sample_receipt (purchase, "r", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  report = poll (fixture, platform, TRUE);
  g_assert_cmpuint (report->collected->credited, ==, 1);
  g_assert_cmpint (status_of (fixture, purchase), ==, DESCO_PURCHASE_CREDITED);
}

/* Whose receipts come from Bizevents has none from the provider: it is not asked for them. */
static void
test_receipts_elsewhere (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = buy (fixture);
  g_autoptr (DescoPollReport) report = NULL;
  GError *error = NULL;

  fake_platform_publish (platform, fixture->store);
  fake_platform_pay (platform, purchase->iupd, desco_clock_now ());
  desco_settings_set (fixture->store, DESCO_SETTING_PAGOPA_RECEIPTS, "bizevents", NULL, &error);
  g_assert_no_error (error);
  platform->n_calls = 0;
  report = poll (fixture, platform, TRUE);
  g_assert_cmpuint (report->paid, ==, 1);
  g_assert_cmpuint (platform->n_calls, ==, 1);
  g_assert_cmpint (status_of (fixture, purchase), ==, DESCO_PURCHASE_PAID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pagopa/states/what-may-follow", test_states);
  desco_fixture_add ("/pagopa/poller/R-05/credits-what-was-paid", test_credits_what_was_paid);
  desco_fixture_add ("/pagopa/poller/R-09/mirror", test_mirror);
  desco_fixture_add ("/pagopa/poller/is-cheap", test_is_cheap);
  desco_fixture_add ("/pagopa/poller/long-absence", test_long_absence);
  desco_fixture_add ("/pagopa/poller/R-05/unreadable", test_unreadable);
  desco_fixture_add ("/pagopa/poller/unreachable", test_unreachable);
  desco_fixture_add ("/pagopa/poller/stale-answer", test_stale_answer);
  desco_fixture_add ("/pagopa/poller/by-receipts", test_by_receipts);
  desco_fixture_add ("/pagopa/poller/receipts-elsewhere", test_receipts_elsewhere);
  return g_test_run ();
}
