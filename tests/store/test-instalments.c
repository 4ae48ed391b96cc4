/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "pagopa/desco-notice-number.h"
#include "store/desco-purchases.h"
#include "store/desco-receipts.h"
#include "store/desco-wallets.h"

#include <sqlite3.h>

static DescoPurchase *
sell (DescoFixture *fixture, gint64 quantity, guint n_instalments)
{
  DescoPurchaseOrder order;
  GError *error = NULL;
  DescoPurchase *purchase;

  desco_purchase_order_init (&order, &fixture->pupils[0], quantity);
  order.n_instalments = n_instalments;
  purchase = desco_purchases_sell (fixture->store, &order, NULL, &error);
  g_assert_no_error (error);
  return purchase;
}

static DescoPurchase *
read_again (DescoFixture *fixture, const DescoPurchase *purchase)
{
  GError *error = NULL;
  DescoPurchase *again = desco_purchases_get (fixture->store, &purchase->id, NULL, &error);

  g_assert_no_error (error);
  return again;
}

/* A receipt of the instalment @number, or of the whole where it is 0; of @amount cents, or of what is
 * due where it is 0. */
static DescoReceiptRecord *
pay_amount (DescoFixture *fixture,
            const DescoPurchase *purchase,
            guint number,
            const char *receipt_id,
            gint64 amount)
{
  const DescoInstalment *instalment
      = number > 0 ? g_ptr_array_index (purchase->instalments, number - 1) : NULL;
  gint64 due = instalment != NULL ? instalment->amount : purchase->amount;
  gint64 cents = amount > 0 ? amount : due;
  g_autofree char *euros
      = g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", cents / 100, (int) (cents % 100));
  g_autoptr (DescoPurchase) paid = g_object_new (DESCO_TYPE_PURCHASE, NULL);
  g_autoptr (DescoReceiptData) receipt = NULL;
  DescoReceiptRecord *record;
  GError *error = NULL;

  paid->iuv = g_strdup (instalment != NULL ? instalment->iuv : purchase->iuv);
  paid->notice_number
      = g_strdup (instalment != NULL ? instalment->notice_number : purchase->notice_number);
  receipt = desco_sample_receipt (paid, receipt_id, DESCO_SAMPLE_CREDITOR, "OK", euros);
  record = desco_receipts_record (fixture->store, receipt, "test", NULL, &error);
  g_assert_no_error (error);
  return record;
}

static void
pay (DescoFixture *fixture,
     const DescoPurchase *purchase,
     guint number,
     const char *receipt_id,
     DescoReceiptState expected)
{
  g_autoptr (DescoReceiptRecord) record = pay_amount (fixture, purchase, number, receipt_id, 0);

  g_test_message ("%s: %s", receipt_id, record->reason != NULL ? record->reason : "credited");
  g_assert_cmpint (record->state, ==, expected);
}

static void
assert_statuses (DescoFixture *fixture,
                 const DescoPurchase *purchase,
                 DescoPurchaseStatus status,
                 const char *instalments)
{
  g_autoptr (DescoPurchase) again = read_again (fixture, purchase);
  g_autoptr (GString) nicks = g_string_new (NULL);

  for (guint i = 0; i < again->instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (again->instalments, i);

      g_string_append_printf (nicks, "%s%s", i > 0 ? " " : "",
                              desco_instalment_status_to_nick (instalment->status));
    }
  g_assert_cmpstr (nicks->str, ==, instalments);
  g_assert_cmpint (again->status, ==, status);
}

static void
publish (DescoFixture *fixture, const DescoPurchase *purchase)
{
  GError *error = NULL;

  desco_purchases_set_status (fixture->store, &purchase->id, DESCO_PURCHASE_PUBLISHED, "VALID",
                              NULL, &error);
  g_assert_no_error (error);
}

/* whole vouchers, as evenly as can be, and not a cent lost or made. */
static void
test_split (void)
{
  static const struct
  {
    gint64 quantity;
    guint count;
    const char *parts;
  } cases[] = {
    { 20, 3, "7 7 6" },
    { 20, 2, "10 10" },
    { 2, 2, "1 1" },
    { 200, 3, "67 67 66" },
    { 25, 12, "3 2 2 2 2 2 2 2 2 2 2 2" },
    { 20, 0, "" },
  };
  static const gint64 costs[] = { 1, 99, 333, 520, 999999 };
  GDate due = desco_date_from_ymd (2026, 12, 31);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (costs); j++)
      {
        GError *error = NULL;
        g_autoptr (GPtrArray) plan
            = desco_instalments_plan (cases[i].quantity, costs[j], cases[i].count, &due, &error);
        g_autoptr (GString) parts = g_string_new (NULL);
        gint64 amount = 0;

        g_assert_no_error (error);
        for (guint k = 0; k < plan->len; k++)
          {
            const DescoInstalment *instalment = g_ptr_array_index (plan, k);

            g_assert_cmpuint (instalment->number, ==, k + 1);
            g_assert_cmpint (instalment->amount, ==, instalment->quantity * costs[j]);
            amount += instalment->amount;
            g_string_append_printf (parts, "%s%" G_GINT64_FORMAT, k > 0 ? " " : "",
                                    instalment->quantity);
          }
        g_assert_cmpstr (parts->str, ==, cases[i].parts);
        g_assert_cmpint (amount, ==, cases[i].count > 0 ? cases[i].quantity * costs[j] : 0);
      }
}

/* A month apart, from the first: the 31st comes back after February. */
static void
test_due_dates (void)
{
  static const char *const expected[] = { "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31" };
  GDate first = desco_date_from_ymd (2026, 12, 31);
  GError *error = NULL;
  g_autoptr (GPtrArray) plan
      = desco_instalments_plan (20, 520, G_N_ELEMENTS (expected), &first, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < plan->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (plan, i);
      g_autofree char *date = desco_date_to_iso (&instalment->due_date);

      g_assert_cmpstr (date, ==, expected[i]);
    }
}

/* sold in three, each part by a number of its own, found by any of them. */
static void
test_sale (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 3);
  g_autoptr (DescoPurchase) plain = sell (fixture, 20, 0);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *date = NULL;
  DescoPurchaseFilter filter = { 0 };
  gint64 amount = 0, quantity = 0;
  GError *error = NULL;

  g_assert_cmpuint (purchase->instalments->len, ==, 3);
  g_assert_cmpuint (plain->instalments->len, ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (purchase->instalments, i);
      const char *const references[] = { instalment->notice_number, instalment->iuv };

      g_assert_true (desco_notice_number_check (instalment->notice_number, NULL));
      g_assert_cmpstr (instalment->notice_number, !=, purchase->notice_number);
      g_assert_cmpint (instalment->status, ==, DESCO_INSTALMENT_OPEN);
      amount += instalment->amount;
      quantity += instalment->quantity;
      for (guint j = 0; j < G_N_ELEMENTS (references); j++)
        {
          g_autoptr (DescoPurchase) found
              = desco_purchases_find (fixture->store, references[j], NULL, &error);

          g_assert_no_error (error);
          g_assert_true (desco_uuid_equal (&found->id, &purchase->id));
        }
    }
  g_assert_cmpint (amount, ==, purchase->amount);
  g_assert_cmpint (quantity, ==, purchase->quantity);
  g_assert_cmpint (g_date_compare (&((DescoInstalment *) purchase->instalments->pdata[0])->due_date,
                                   &purchase->due_date),
                   ==, 0);

  list = desco_purchases_list (fixture->store, &filter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpuint (((DescoPurchase *) list->pdata[0])->instalments->len, ==, 0);
  g_assert_cmpuint (((DescoPurchase *) list->pdata[1])->instalments->len, ==, 3);

  /* What other desks are told has the parts and their numbers. */
  g_assert_cmpint (
      desco_fixture_query (fixture,
                           "SELECT json_array_length (payload, '$.instalments') FROM outbox"
                           " WHERE type = 'purchase' AND entity = :id",
                           &purchase->id),
      ==, 3);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* What can't be split so is refused, and takes no number. */
static void
test_refusals (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 quantity;
    guint count;
    const char *second_date;
    const char *field;
  } cases[] = {
    { 20, 1, NULL, "instalments" },
    { 20, 13, NULL, "instalments" },
    { 2, 3, NULL, "instalments" },
    { 20, 3, "2020-01-31", "dueDate" },
    { 20, 3, "2026-11-25", "instalmentDueDate" },
  };
  g_autoptr (DescoPurchase) before = sell (fixture, 1, 0);
  g_autoptr (DescoPurchase) after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      DescoPurchaseOrder order;

      g_test_message ("case %u", i);
      desco_purchase_order_init (&order, &fixture->pupils[0], cases[i].quantity);
      order.n_instalments = cases[i].count;
      if (cases[i].second_date != NULL)
        {
          order.due_date = desco_date_from_ymd (2026, 11, 25);
          g_assert_true (
              desco_date_parse_iso (cases[i].second_date, &order.instalment_due_dates[1]));
        }
      g_assert_null (desco_purchases_sell (fixture->store, &order, NULL, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_cmpint (error->domain, ==, DESCO_INPUT_ERROR);
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
    }

  after = sell (fixture, 1, 0);
  g_assert_cmpint (g_ascii_strtoll (after->iuv + 5, NULL, 10) / 100, ==,
                   g_ascii_strtoll (before->iuv + 5, NULL, 10) / 100 + 1);
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM instalment", NULL), ==, 0);
}

/* each receipt credits what it paid, in whichever order they come, and each once. */
static void
test_credit (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 3);
  g_autoptr (DescoPurchase) half = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *words = NULL;

  publish (fixture, purchase);
  desco_fixture_assert_wallet (fixture, 0, 20);
  pay (fixture, purchase, 2, "second", DESCO_RECEIPT_CREDITED);
  desco_fixture_assert_wallet (fixture, 7, 13);
  assert_statuses (fixture, purchase, DESCO_PURCHASE_PUBLISHED, "open credited open");
  half = read_again (fixture, purchase);
  words = desco_purchase_describe_status (half);
  g_assert_cmpstr (words, ==, "Payable, 1 of 3 paid");
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);

  pay (fixture, purchase, 2, "second", DESCO_RECEIPT_ALREADY_CREDITED);
  desco_fixture_assert_wallet (fixture, 7, 13);
  pay (fixture, purchase, 3, "third", DESCO_RECEIPT_CREDITED);
  desco_fixture_assert_wallet (fixture, 13, 7);
  pay (fixture, purchase, 1, "first", DESCO_RECEIPT_CREDITED);
  desco_fixture_assert_wallet (fixture, 20, 0);
  assert_statuses (fixture, purchase, DESCO_PURCHASE_CREDITED, "credited credited credited");

  /* three lots at the purchase's cost; R-09: each payment is on record. */
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM lot", NULL), ==, 3);
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT sum (value) FROM ledger", NULL), ==,
                   10400);
  events = desco_purchases_list_events (fixture->store, &purchase->id, NULL, NULL);
  g_assert_cmpuint (events->len, ==, 8);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* A receipt may come before we know that the platform has the position. */
static void
test_credit_while_queued (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 2);

  pay (fixture, purchase, 1, "early", DESCO_RECEIPT_CREDITED);
  assert_statuses (fixture, purchase, DESCO_PURCHASE_PUBLISHED, "credited open");
  desco_fixture_assert_wallet (fixture, 10, 10);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* The whole closes the instalments: one that is paid all the same waits for a person. */
static void
test_whole_closes_instalments (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 3);

  publish (fixture, purchase);
  pay (fixture, purchase, 0, "whole", DESCO_RECEIPT_CREDITED);
  assert_statuses (fixture, purchase, DESCO_PURCHASE_CREDITED, "cancelled cancelled cancelled");
  desco_fixture_assert_wallet (fixture, 20, 0);
  pay (fixture, purchase, 1, "twice", DESCO_RECEIPT_REVIEW);
  desco_fixture_assert_wallet (fixture, 20, 0);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* And the reverse: nobody is credited twice because two ways of paying were offered. */
static void
test_instalments_close_whole (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 3);

  publish (fixture, purchase);
  pay (fixture, purchase, 1, "first", DESCO_RECEIPT_CREDITED);
  pay (fixture, purchase, 0, "whole", DESCO_RECEIPT_REVIEW);
  pay (fixture, purchase, 1, "first again", DESCO_RECEIPT_REVIEW);
  desco_fixture_assert_wallet (fixture, 7, 13);
  assert_statuses (fixture, purchase, DESCO_PURCHASE_PUBLISHED, "credited open open");
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* an instalment's receipt is of the instalment's amount, not of the whole's. */
static void
test_amount (DescoFixture *fixture, gconstpointer data)
{
  static const gint64 wrong[] = { 1, 3639, 3641, 10400, 3120 };
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 3);

  publish (fixture, purchase);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *receipt_id = g_strdup_printf ("wrong-%u", i);
      g_autoptr (DescoReceiptRecord) record
          = pay_amount (fixture, purchase, 1, receipt_id, wrong[i]);

      g_assert_cmpint (record->state, ==, DESCO_RECEIPT_REVIEW);
    }
  desco_fixture_assert_wallet (fixture, 0, 20);
  pay (fixture, purchase, 1, "right", DESCO_RECEIPT_CREDITED);
  desco_fixture_assert_wallet (fixture, 7, 13);
}

/* It expires when the last instalment has; what comes later still credits. */
static void
test_expiry (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 3);
  gint64 now = desco_clock_now ();
  GError *error = NULL;

  publish (fixture, purchase);
  pay (fixture, purchase, 1, "first", DESCO_RECEIPT_CREDITED);
  desco_clock_set (now + (gint64) 62 * 24 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (desco_purchases_expire (fixture->store, NULL, &error), ==, 0);
  g_assert_no_error (error);
  desco_clock_set (now + (gint64) 95 * 24 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (desco_purchases_expire (fixture->store, NULL, &error), ==, 1);
  g_assert_no_error (error);
  assert_statuses (fixture, purchase, DESCO_PURCHASE_EXPIRED, "credited expired expired");
  desco_fixture_assert_wallet (fixture, 7, 0);

  pay (fixture, purchase, 2, "late", DESCO_RECEIPT_CREDITED);
  assert_statuses (fixture, purchase, DESCO_PURCHASE_EXPIRED, "credited credited expired");
  pay (fixture, purchase, 3, "later", DESCO_RECEIPT_CREDITED);
  assert_statuses (fixture, purchase, DESCO_PURCHASE_CREDITED, "credited credited credited");
  desco_fixture_assert_wallet (fixture, 20, 0);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
  desco_clock_set (now);
}

/* a cancelled purchase takes its instalments along, and their money waits for a person. */
static void
test_cancel (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 2);
  GError *error = NULL;

  desco_purchases_set_status (fixture->store, &purchase->id, DESCO_PURCHASE_CANCELLED, NULL, NULL,
                              &error);
  g_assert_no_error (error);
  assert_statuses (fixture, purchase, DESCO_PURCHASE_CANCELLED, "cancelled cancelled");
  pay (fixture, purchase, 1, "after all", DESCO_RECEIPT_REVIEW);
  desco_fixture_assert_wallet (fixture, 0, 0);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* The statement names the notice that the parent paid. */
static void
test_statement (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 3);
  const DescoInstalment *second = g_ptr_array_index (purchase->instalments, 1);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (DescoLedgerEntry) entry = NULL;
  GError *error = NULL;

  pay (fixture, purchase, 2, "second", DESCO_RECEIPT_CREDITED);
  lines = desco_wallets_load_pupil (fixture->store, &fixture->pupils[0], NULL, &error);
  g_assert_no_error (error);
  entry = g_list_model_get_item (
      G_LIST_MODEL (((DescoWalletLine *) g_ptr_array_index (lines, 0))->entries), 0);
  g_assert_cmpint (entry->quantity, ==, 7);
  g_assert_cmpstr (entry->notice_number, ==, second->notice_number);
}

/* verify names what somebody spoiled behind the program's back. */
static void
test_verify_finds (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *rule;
  } cases[] = {
    { "UPDATE instalment SET quantity = quantity + 1 WHERE number = 3", "R-04" },
    { "UPDATE instalment SET amount = amount + 1 WHERE number = 3", "R-04" },
    { "DELETE FROM instalment WHERE number = 3", "R-04" },
    { "UPDATE instalment SET quantity = quantity + 1, amount = amount + 520 WHERE number = 2;"
      " UPDATE instalment SET quantity = quantity - 1, amount = amount - 520 WHERE number = 3",
      "R-05" },
    { "UPDATE instalment SET status = 'open'", "R-05" },
    { "UPDATE instalment SET status = 'credited'", "R-05" },
    { "UPDATE purchase SET status = 'credited'", "R-05" },
    { "UPDATE instalment SET notice_number = '347000000000000000' WHERE number = 3", "N-16" },
    { "UPDATE notice_counter SET next = 3", "R-09" },
  };
  g_autoptr (DescoPurchase) purchase = sell (fixture, 20, 3);
  g_autofree char *backup = g_build_filename (fixture->folder, "good.db", NULL);
  GError *error = NULL;

  pay (fixture, purchase, 2, "second", DESCO_RECEIPT_CREDITED);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
  g_assert_true (desco_store_backup (fixture->store, backup, NULL, &error));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sqlite3 *raw = NULL;

      g_test_message ("%s", cases[i].sql);
      g_clear_object (&fixture->store);
      g_assert_true (desco_store_restore (fixture->path, backup, &error));
      g_assert_cmpint (sqlite3_open (fixture->path, &raw), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (raw, cases[i].sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (raw);
      fixture->store = desco_store_open (fixture->path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (desco_fixture_count_findings (fixture, cases[i].rule), >, 0);
    }
}

/* of what expired, only what nobody paid is sold again, in as many parts as were left. */
static void
test_rest_is_sold_again (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) old = sell (fixture, 20, 3);
  g_autoptr (DescoPurchase) sold = NULL;
  gint64 now = desco_clock_now ();
  GError *error = NULL;

  publish (fixture, old);
  pay (fixture, old, 1, "first", DESCO_RECEIPT_CREDITED);
  desco_clock_set (now + (gint64) 95 * 24 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (desco_purchases_expire (fixture->store, NULL, &error), ==, 1);
  sold = desco_purchases_reissue (fixture->store, &old->id, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sold->quantity, ==, 13);
  g_assert_cmpuint (sold->instalments->len, ==, 2);
  assert_statuses (fixture, old, DESCO_PURCHASE_EXPIRED, "credited expired expired");
  desco_fixture_assert_wallet (fixture, 7, 13);
  desco_clock_set (now);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  g_test_add_func ("/model/instalments/R-04/split", test_split);
  g_test_add_func ("/model/instalments/due-dates", test_due_dates);
  desco_fixture_add ("/store/instalments/R-04/sale", test_sale);
  desco_fixture_add ("/store/instalments/R-04/refusals", test_refusals);
  desco_fixture_add ("/store/instalments/R-05/credit", test_credit);
  desco_fixture_add ("/store/instalments/R-05/credit-while-queued", test_credit_while_queued);
  desco_fixture_add ("/store/instalments/R-05/whole-closes-them", test_whole_closes_instalments);
  desco_fixture_add ("/store/instalments/R-05/they-close-the-whole", test_instalments_close_whole);
  desco_fixture_add ("/store/instalments/R-05/amount", test_amount);
  desco_fixture_add ("/store/instalments/R-09/expiry", test_expiry);
  desco_fixture_add ("/store/instalments/R-09/cancel", test_cancel);
  desco_fixture_add ("/store/instalments/statement", test_statement);
  desco_fixture_add ("/store/verify/R-04/instalments", test_verify_finds);
  desco_fixture_add ("/store/instalments/R-04/rest-is-sold-again", test_rest_is_sold_again);
  return g_test_run ();
}
