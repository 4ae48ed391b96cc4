/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "fake-platform.h"
#include "pagopa/desco-receipt-collector.h"
#include "store/desco-purchases.h"
#include "store/desco-receipts.h"

#include <string.h>

static DescoCollectReport *
collect (DescoFixture *fixture, FakePlatform *platform)
{
  GError *error = NULL;
  DescoCollectReport *report = desco_receipt_collector_collect (
      fixture->store, DESCO_PAYMENT_PROVIDER (platform), NULL, &error);

  g_assert_no_error (error);
  return report;
}

/* a provider that knows each payment by its own number tells of the second of one notice, which
 * waits for a person; what is here is not fetched again. */
static void
test_paid_twice (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, NULL);
  g_autoptr (DescoCollectReport) first = NULL;
  g_autoptr (DescoCollectReport) second = NULL;
  const DescoReceiptRecord *record;
  guint n_calls;

  platform->features |= DESCO_PROVIDER_LISTS_PAYMENTS;
  g_ptr_array_add (platform->receipts,
                   desco_sample_receipt (purchase, "R1", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  first = collect (fixture, platform);
  g_assert_cmpuint (first->credited, ==, 1);

  g_ptr_array_add (platform->receipts,
                   desco_sample_receipt (purchase, "R2", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  n_calls = platform->n_calls;
  second = collect (fixture, platform);
  g_assert_cmpuint (platform->n_calls - n_calls, ==, 2);
  g_assert_cmpuint (second->credited, ==, 0);
  g_assert_cmpuint (second->already_credited, ==, 1);
  g_assert_cmpuint (second->review->len, ==, 1);
  record = g_ptr_array_index (second->review, 0);
  g_assert_cmpstr (record->receipt_id, ==, "R2");
  g_assert_cmpint (record->oddity, ==, DESCO_RECEIPT_ODDITY_SECOND);
  desco_fixture_assert_wallet (fixture, 20, 0);
}

/* The same where a position is looked at by itself, as a poll does. */
static void
test_position_paid_twice (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, NULL);
  g_autoptr (DescoDebtPosition) position = desco_debt_position_new ();
  g_autoptr (DescoCollectReport) report = desco_collect_report_new ();
  static const char *const ids[] = { "R1", "R2" };
  GError *error = NULL;

  platform->features |= DESCO_PROVIDER_LISTS_PAYMENTS;
  desco_debt_position_add_option (position)->iuv = g_strdup (purchase->iuv);
  position->status = DESCO_DEBT_POSITION_PAID;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (
        platform->receipts,
        desco_sample_receipt (purchase, ids[i], DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  desco_receipt_collector_fetch (fixture->store, DESCO_PAYMENT_PROVIDER (platform), position,
                                 report, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->credited, ==, 1);
  g_assert_cmpuint (report->review->len, ==, 1);
}

/* A list that names no payments has each notice once, and a notice that is settled is left alone. */
static void
test_plain_list (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, NULL);
  g_autoptr (DescoCollectReport) first = NULL;
  g_autoptr (DescoCollectReport) second = NULL;

  g_ptr_array_add (platform->receipts,
                   desco_sample_receipt (purchase, "R1", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  first = collect (fixture, platform);
  g_assert_cmpuint (first->credited, ==, 1);
  second = collect (fixture, platform);
  g_assert_cmpuint (second->already_credited, ==, 1);
  g_assert_cmpuint (second->fetched, ==, 0);
}

/* One that is no receipt, whatever it is, holds up neither those before nor those behind it; it is told,
 * and asked for again. */
static void
test_unreadable (DescoFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "R1", "R2", "R3" };
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DescoCollectReport) first = NULL;
  g_autoptr (DescoCollectReport) second = NULL;
  g_autofree char *words = NULL;
  const DescoCollectFailure *failure;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      DescoPurchase *purchase
          = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, NULL);

      g_ptr_array_add (purchases, purchase);
      g_ptr_array_add (
          platform->receipts,
          desco_sample_receipt (purchase, ids[i], DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
    }
  platform->unreadable = ((DescoPurchase *) purchases->pdata[1])->iuv;
  first = collect (fixture, platform);
  g_assert_cmpuint (first->credited, ==, 2);
  g_assert_cmpuint (first->failed->len, ==, 1);
  failure = g_ptr_array_index (first->failed, 0);
  g_assert_cmpstr (failure->iuv, ==, platform->unreadable);
  words = desco_collect_report_explain_unread (first);
  g_assert_nonnull (strstr (words, "This is no receipt"));
  g_assert_nonnull (strstr (words, platform->unreadable));

  platform->unreadable = NULL;
  second = collect (fixture, platform);
  g_assert_cmpuint (second->credited, ==, 1);
  g_assert_cmpuint (second->failed->len, ==, 0);
  g_assert_null (desco_collect_report_explain_unread (second));
  desco_fixture_assert_wallet (fixture, 60, 0);
}

/* The list has all payments to the creditor: what is another service's, or another desk's, is not even
 * asked for. */
static void
test_of_others (DescoFixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "99000000000000123", "47001000000000123" };
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, NULL);
  g_autoptr (DescoCollectReport) report = NULL;

  g_ptr_array_add (platform->receipts,
                   desco_sample_receipt (purchase, "R1", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      DescoReceiptData *receipt
          = desco_sample_receipt (purchase, others[i], DESCO_SAMPLE_CREDITOR, "OK", "104.00");

      g_free (receipt->iuv);
      receipt->iuv = g_strdup (others[i]);
      g_ptr_array_add (platform->receipts, receipt);
    }
  report = collect (fixture, platform);
  g_assert_cmpuint (platform->n_calls, ==, 2);
  g_assert_cmpuint (report->credited, ==, 1);
  g_assert_cmpuint (report->review->len + report->failed->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/pagopa/collector/R-05/paid-twice", test_paid_twice);
  desco_fixture_add ("/pagopa/collector/R-05/position-paid-twice", test_position_paid_twice);
  desco_fixture_add ("/pagopa/collector/R-05/plain-list", test_plain_list);
  desco_fixture_add ("/pagopa/collector/R-05/unreadable", test_unreadable);
  desco_fixture_add ("/pagopa/collector/of-others", test_of_others);
  return g_test_run ();
}
