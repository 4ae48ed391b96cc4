/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "ledger/desco-verify.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-notice-number.h"
#include "store/desco-purchases.h"
#include "store/desco-receipts.h"
#include "store/desco-settings.h"
#include "store/desco-wallets.h"

#include <sqlite3.h>
#include <string.h>

static DescoPurchase *
buy (DescoFixture *fixture, gint64 quantity)
{
  GError *error = NULL;
  DescoPurchase *purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], quantity, NULL, NULL, &error);

  g_assert_no_error (error);
  return purchase;
}

static DescoReceiptRecord *
record (DescoFixture *fixture,
        const DescoPurchase *purchase,
        const char *receipt_id,
        const char *creditor,
        const char *outcome,
        const char *amount)
{
  g_autoptr (DescoReceiptData) receipt
      = desco_sample_receipt (purchase, receipt_id, creditor, outcome, amount);
  GError *error = NULL;
  DescoReceiptRecord *result
      = desco_receipts_record (fixture->store, receipt, "test", NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
assert_clean (DescoFixture *fixture)
{
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* the cost is the day's; a later tariff leaves the purchase alone. */
static void
test_price_is_frozen (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) before = buy (fixture, 20);
  g_autoptr (DescoPurchase) again = NULL;
  g_autoptr (DescoPurchase) after = NULL;
  sqlite3 *raw = NULL;

  g_assert_cmpint (before->unit_amount, ==, 520);
  g_assert_cmpint (before->amount, ==, 10400);
  g_assert_cmpint (before->status, ==, DESCO_PURCHASE_QUEUED);
  g_assert_true (desco_notice_number_check (before->notice_number, NULL));
  g_assert_true (g_str_has_prefix (before->notice_number, "347000"));
  g_assert_cmpstr (before->subject, ==, "Buoni mensa scolastica a.s. 2026/2027 - 20 buoni - Anna");

  g_assert_cmpint (sqlite3_open (fixture->path, &raw), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (raw, "UPDATE tariff_rule SET unit_amount = 600", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (raw);
  after = buy (fixture, 20);
  g_assert_cmpint (after->amount, ==, 12000);
  again = desco_purchases_get (fixture->store, &before->id, NULL, NULL);
  g_assert_cmpint (again->unit_amount, ==, 520);
  g_assert_cmpint (again->amount, ==, 10400);
}

/* A guardian without an address of their own lives where the child does. */
static void
test_address (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) nowhere = buy (fixture, 1);
  g_autoptr (DescoPurchase) with_child = NULL;
  g_autoptr (DescoPurchase) own = NULL;

  g_assert_null (nowhere->guardian_address);
  desco_fixture_run (fixture,
                     "UPDATE pupil SET address = 'Via Roma, 22', postal_code = '28040',"
                     " town = 'Massino Visconti', province = 'NO' WHERE id = :id",
                     &fixture->pupils[0]);
  with_child = desco_purchases_get (fixture->store, &nowhere->id, NULL, NULL);
  g_assert_cmpstr (with_child->guardian_address, ==, "Via Roma, 22 - 28040 Massino Visconti (NO)");
  desco_fixture_run (fixture, "UPDATE guardian SET town = 'Arona' WHERE id = :id",
                     &fixture->guardian);
  own = desco_purchases_get (fixture->store, &nowhere->id, NULL, NULL);
  g_assert_cmpstr (own->guardian_address, ==, "Arona");
}

/* between the set minimum, maximum and step. */
static void
test_quantity (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *minimum;
    const char *maximum;
    const char *step;
    gint64 quantity;
    gboolean allowed;
  } cases[] = {
    { "1", "200", "1", 1, TRUE },
    { "1", "200", "1", 200, TRUE },
    { "1", "200", "1", 0, FALSE },
    { "1", "200", "1", -1, FALSE },
    { "1", "200", "1", 201, FALSE },
    { "1", "200", "1", G_GINT64_CONSTANT (1000000000000), FALSE },
    { "1", "200", "1", G_MININT64, FALSE },
    { "20", "200", "20", 20, TRUE },
    { "20", "200", "20", 30, FALSE },
    { "20", "200", "20", 10, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoPurchase) purchase = NULL;

      g_test_message ("case %u", i);
      desco_settings_set (fixture->store, DESCO_SETTING_PURCHASE_MAXIMUM, cases[i].maximum, NULL,
                          &error);
      g_assert_no_error (error);
      desco_settings_set (fixture->store, DESCO_SETTING_PURCHASE_MINIMUM, cases[i].minimum, NULL,
                          &error);
      g_assert_no_error (error);
      desco_settings_set (fixture->store, DESCO_SETTING_PURCHASE_STEP, cases[i].step, NULL, &error);
      g_assert_no_error (error);

      purchase = desco_purchases_create (fixture->store, &fixture->pupils[0], cases[i].quantity,
                                         NULL, NULL, &error);
      if (cases[i].allowed)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_OUT_OF_RANGE);
          g_assert_cmpstr (desco_error_get_field (error), ==, "quantity");
        }
      g_assert_cmpint (purchase != NULL, ==, cases[i].allowed);
    }
  assert_clean (fixture);
}

static void
test_due_date (DescoFixture *fixture, gconstpointer data)
{
  GDate today = desco_clock_today ();
  GDate yesterday = desco_date_add_days (&today, -1);
  GDate far = desco_date_add_days (&today, 800);
  GDate wanted = desco_date_add_days (&today, 10);
  const GDate *refused[] = { &yesterday, &far };
  g_autoptr (DescoPurchase) by_default = buy (fixture, 1);
  g_autoptr (DescoPurchase) purchase = NULL;
  GError *error = NULL;

  g_assert_cmpint (g_date_days_between (&today, &by_default->due_date), ==, 30);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_null (desco_purchases_create (fixture->store, &fixture->pupils[0], 1, refused[i],
                                             NULL, &error));
      g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_OUT_OF_RANGE);
      g_clear_error (&error);
    }
  purchase = desco_purchases_create (fixture->store, &fixture->pupils[0], 1, &wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_date_compare (&purchase->due_date, &wanted), ==, 0);
}

/* A number is never given twice: not after a cancellation, not by another program, not after a
 * restart with the clock set back. */
static void
test_numbers_are_never_reused (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 now = desco_clock_now ();
  GError *error = NULL;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (DescoStore) other = desco_store_open (fixture->path, &error);
      g_autoptr (DescoPurchase) first = NULL;
      g_autoptr (DescoPurchase) second = NULL;

      g_assert_no_error (error);
      first = buy (fixture, 1);
      second = desco_purchases_create (other, &fixture->pupils[1], 2, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_hash_table_add (numbers, g_strdup (first->notice_number)));
      g_assert_true (g_hash_table_add (numbers, g_strdup (second->notice_number)));
      desco_purchases_set_status (fixture->store, &first->id, DESCO_PURCHASE_CANCELLED, NULL, NULL,
                                  &error);
      g_assert_no_error (error);
      desco_clock_set (now - (gint64) i * 24 * G_TIME_SPAN_HOUR);
    }
  desco_clock_set (now);
  assert_clean (fixture);
}

/* what a purchase may become, and that each change is on record. */
static void
test_states (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 1);
  g_autoptr (GPtrArray) events = NULL;
  const DescoPurchaseEvent *last;
  GError *error = NULL;

  desco_purchases_set_status (fixture->store, &purchase->id, DESCO_PURCHASE_PUBLISHED, "VALID",
                              NULL, &error);
  g_assert_no_error (error);
  g_assert_false (desco_purchases_set_status (fixture->store, &purchase->id, DESCO_PURCHASE_QUEUED,
                                              NULL, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_clear_error (&error);

  events = desco_purchases_list_events (fixture->store, &purchase->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 4);
  last = g_ptr_array_index (events, 3);
  g_assert_cmpint (last->status, ==, DESCO_PURCHASE_PUBLISHED);
  g_assert_cmpstr (last->detail, ==, "VALID");
  g_assert_nonnull (last->author);
  g_assert_cmpint (last->at, >, 0);

  g_assert_true (
      desco_purchase_status_may_become (DESCO_PURCHASE_EXPIRED, DESCO_PURCHASE_CREDITED));
  g_assert_false (
      desco_purchase_status_may_become (DESCO_PURCHASE_CREDITED, DESCO_PURCHASE_CANCELLED));
  g_assert_false (desco_purchase_status_may_become (DESCO_PURCHASE_PAID, DESCO_PURCHASE_CANCELLED));
  assert_clean (fixture);
}

/* vouchers come with the receipt, once. */
static void
test_receipt_credits_once (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 20);
  g_autoptr (DescoPurchase) after = NULL;

  desco_fixture_assert_wallet (fixture, 0, 20);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (DescoReceiptRecord) receipt
          = record (fixture, purchase, "R1", DESCO_SAMPLE_CREDITOR, "OK", "104.00");

      g_assert_cmpint (receipt->state, ==,
                       i == 0 ? DESCO_RECEIPT_CREDITED : DESCO_RECEIPT_ALREADY_CREDITED);
      desco_fixture_assert_wallet (fixture, 20, 0);
    }
  after = desco_purchases_get (fixture->store, &purchase->id, NULL, NULL);
  g_assert_cmpint (after->status, ==, DESCO_PURCHASE_CREDITED);
  g_assert_true (desco_receipts_is_settled (fixture->store, purchase->iuv, NULL, NULL));
  assert_clean (fixture);
}

/* what is odd waits for a person, and credits nothing. */
static void
test_odd_receipts_wait (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *creditor;
    const char *outcome;
    const char *amount;
  } cases[] = {
    { DESCO_SAMPLE_CREDITOR, "OK", "52.00" },
    { DESCO_SAMPLE_CREDITOR, "OK", "104.01" },
    { DESCO_SAMPLE_CREDITOR, "KO", "104.00" },
    { "00488410010", "OK", "104.00" },
  };
  g_autoptr (DescoPurchase) purchase = buy (fixture, 20);
  g_autoptr (DescoPurchase) stranger = g_object_new (DESCO_TYPE_PURCHASE, NULL);
  g_autoptr (GPtrArray) review = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *receipt_id = g_strdup_printf ("odd-%u", i);
      g_autoptr (DescoReceiptRecord) receipt = record (
          fixture, purchase, receipt_id, cases[i].creditor, cases[i].outcome, cases[i].amount);

      g_assert_cmpint (receipt->state, ==, DESCO_RECEIPT_REVIEW);
      g_assert_nonnull (receipt->reason);
    }
  stranger->notice_number = g_strdup ("302012387654312384");
  stranger->iuv = g_strdup ("02012387654312384");
  desco_receipt_record_free (
      record (fixture, stranger, "unknown", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  desco_fixture_assert_wallet (fixture, 0, 20);

  /* The right one still credits; another one of the same payment waits. */
  desco_receipt_record_free (
      record (fixture, purchase, "right", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  desco_fixture_assert_wallet (fixture, 20, 0);
  desco_receipt_record_free (
      record (fixture, purchase, "second", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  desco_fixture_assert_wallet (fixture, 20, 0);

  review = desco_receipts_list_review (fixture->store, NULL, NULL);
  g_assert_cmpuint (review->len, ==, G_N_ELEMENTS (cases) + 2);
  assert_clean (fixture);
}

/* A receipt may come after the purchase has expired here: the money came. */
static void
test_receipt_after_expiry (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 20);
  gint64 now = desco_clock_now ();
  GError *error = NULL;

  desco_purchases_set_status (fixture->store, &purchase->id, DESCO_PURCHASE_PUBLISHED, NULL, NULL,
                              &error);
  g_assert_no_error (error);
  g_assert_cmpint (desco_purchases_expire (fixture->store, NULL, &error), ==, 0);
  desco_clock_set (now + (gint64) 32 * 24 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (desco_purchases_expire (fixture->store, NULL, &error), ==, 1);
  desco_fixture_assert_wallet (fixture, 0, 0);
  desco_receipt_record_free (
      record (fixture, purchase, "late", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  desco_fixture_assert_wallet (fixture, 20, 0);
  desco_clock_set (now);
  assert_clean (fixture);
}

/* Brings a purchase to its due date's other side. */
static void
let_expire (DescoFixture *fixture, const DescoPurchase *purchase)
{
  GError *error = NULL;

  desco_purchases_set_status (fixture->store, &purchase->id, DESCO_PURCHASE_PUBLISHED, NULL, NULL,
                              &error);
  g_assert_no_error (error);
  desco_clock_set (desco_clock_now () + (gint64) 32 * 24 * G_TIME_SPAN_HOUR);
  desco_purchases_expire (fixture->store, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_last_event (DescoFixture *fixture,
                   const DescoPurchase *purchase,
                   guint index,
                   DescoPurchaseStatus status,
                   const char *number)
{
  g_autoptr (GPtrArray) events
      = desco_purchases_list_events (fixture->store, &purchase->id, NULL, NULL);
  const DescoPurchaseEvent *event = g_ptr_array_index (events, index);

  g_assert_cmpint (event->status, ==, status);
  g_assert_nonnull (strstr (event->detail, number));
}

/* what expired is sold again at the price of its own day, with numbers of its own; the
 * old one stays as it is, and each names the other. */
static void
test_sold_again (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) old = buy (fixture, 20);
  g_autoptr (DescoPurchase) sold = NULL;
  g_autoptr (DescoPurchase) after = NULL;
  gint64 now = desco_clock_now ();
  GError *error = NULL;

  let_expire (fixture, old);
  desco_fixture_run (fixture, "UPDATE tariff_rule SET unit_amount = 600", NULL);
  sold = desco_purchases_reissue (fixture->store, &old->id, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sold->quantity, ==, 20);
  g_assert_cmpint (sold->unit_amount, ==, 600);
  g_assert_cmpint (sold->status, ==, DESCO_PURCHASE_QUEUED);
  g_assert_cmpstr (sold->notice_number, !=, old->notice_number);
  g_assert_cmpstr (sold->iupd, !=, old->iupd);
  g_assert_true (desco_uuid_equal (&sold->replaces, &old->id));

  after = desco_purchases_get (fixture->store, &old->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (after->status, ==, DESCO_PURCHASE_EXPIRED);
  g_assert_cmpint (after->unit_amount, ==, 520);
  g_assert_true (desco_uuid_equal (&after->replaced_by, &sold->id));
  assert_last_event (fixture, old, 5, DESCO_PURCHASE_EXPIRED, sold->notice_number);
  assert_last_event (fixture, sold, 0, DESCO_PURCHASE_DRAFT, old->notice_number);
  desco_fixture_assert_wallet (fixture, 0, 20);
  desco_clock_set (now);
  assert_clean (fixture);
}

/* Nobody shall hold two notices for one thing; once the new one is cancelled, it is sold anew. */
static void
test_sold_again_once (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) old = buy (fixture, 20);
  g_autoptr (DescoPurchase) first = NULL;
  g_autoptr (DescoPurchase) second = NULL;
  gint64 now = desco_clock_now ();
  GError *error = NULL;

  g_assert_null (desco_purchases_reissue (fixture->store, &old->id, 0, NULL, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_clear_error (&error);

  let_expire (fixture, old);
  first = desco_purchases_reissue (fixture->store, &old->id, 10, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->quantity, ==, 10);
  g_assert_null (desco_purchases_reissue (fixture->store, &old->id, 0, NULL, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_assert_nonnull (strstr (error->message, first->notice_number));
  g_clear_error (&error);

  desco_purchases_set_status (fixture->store, &first->id, DESCO_PURCHASE_CANCELLED, NULL, NULL,
                              &error);
  g_assert_no_error (error);
  second = desco_purchases_reissue (fixture->store, &old->id, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_uuid_equal (&second->replaces, &old->id));
  desco_clock_set (now);
  assert_clean (fixture);
}

/* money that came for the old one and waits for a decision may be what it is wanted for. */
static void
test_sold_again_after_decision (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) old = buy (fixture, 20);
  gint64 now = desco_clock_now ();
  GError *error = NULL;

  let_expire (fixture, old);
  desco_receipt_record_free (record (fixture, old, "odd", DESCO_SAMPLE_CREDITOR, "OK", "100.00"));
  g_assert_null (desco_purchases_reissue (fixture->store, &old->id, 0, NULL, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_clear_error (&error);
  desco_clock_set (now);
}

/* J-10: the statement adds up, and a wrong entry is undone with a reason. */
static void
test_statement (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 20);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (DescoLedgerEntry) entry = NULL;
  const DescoWalletLine *line;
  GError *error = NULL;

  desco_receipt_record_free (
      record (fixture, purchase, "R1", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  lines = desco_wallets_load_guardian (fixture->store, &fixture->guardian, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 3);
  g_ptr_array_unref (g_steal_pointer (&lines));

  lines = desco_wallets_load_pupil (fixture->store, &fixture->pupils[0], NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 1);
  line = g_ptr_array_index (lines, 0);
  g_assert_cmpint (line->balance, ==, 20);
  g_assert_cmpint (line->value, ==, 10400);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (line->entries)), ==, 1);
  entry = g_list_model_get_item (G_LIST_MODEL (line->entries), 0);
  g_assert_cmpstr (entry->notice_number, ==, purchase->notice_number);
  g_assert_false (entry->reversible);

  /* its money came: it is refunded, not undone. */
  g_assert_false (desco_wallets_reverse (fixture->store, &entry->id, "wrong", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (desco_wallets_reverse (fixture->store, &entry->id, "", NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING);
  g_clear_error (&error);
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
    { "UPDATE wallet_line SET balance = balance + 1", "R-03" },
    { "UPDATE wallet_line SET value = value - 1", "R-03" },
    { "DELETE FROM wallet_line", "R-03" },
    { "UPDATE lot SET remaining = remaining - 1", "R-08" },
    { "UPDATE purchase SET status = 'published'", "R-05" },
    { "UPDATE purchase SET status = 'published'", "R-09" },
    { "UPDATE receipt SET state = 'review'", "R-05" },
    { "UPDATE notice_counter SET next = 1", "R-09" },
    { "DROP TRIGGER ledger_no_update", "R-02" },
    { "DROP TRIGGER ledger_no_delete; DELETE FROM ledger", "R-05" },
  };
  g_autoptr (DescoPurchase) purchase = buy (fixture, 20);
  g_autofree char *backup = g_build_filename (fixture->folder, "good.db", NULL);
  GError *error = NULL;

  desco_receipt_record_free (
      record (fixture, purchase, "R1", DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
  assert_clean (fixture);
  g_assert_true (desco_store_backup (fixture->store, backup, NULL, &error));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      gboolean found = FALSE;
      sqlite3 *raw = NULL;

      g_clear_object (&fixture->store);
      g_assert_true (desco_store_restore (fixture->path, backup, &error));
      g_assert_cmpint (sqlite3_open (fixture->path, &raw), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (raw, cases[i].sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (raw);

      fixture->store = desco_store_open (fixture->path, &error);
      g_assert_no_error (error);
      findings = desco_verify (fixture->store, NULL, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < findings->len; j++)
        found = found
                || g_str_equal (((DescoFinding *) g_ptr_array_index (findings, j))->rule,
                                cases[i].rule);
      g_test_message ("%s", cases[i].sql);
      g_assert_true (found);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/store/purchases/R-04/price-is-frozen", test_price_is_frozen);
  desco_fixture_add ("/store/purchases/R-04/quantity", test_quantity);
  desco_fixture_add ("/store/purchases/due-date", test_due_date);
  desco_fixture_add ("/store/purchases/address", test_address);
  desco_fixture_add ("/store/purchases/R-09/numbers-are-never-reused",
                     test_numbers_are_never_reused);
  desco_fixture_add ("/store/purchases/R-09/states", test_states);
  desco_fixture_add ("/store/purchases/R-04/sold-again", test_sold_again);
  desco_fixture_add ("/store/purchases/R-09/sold-again-once", test_sold_again_once);
  desco_fixture_add ("/store/purchases/R-05/sold-again-after-decision",
                     test_sold_again_after_decision);
  desco_fixture_add ("/store/receipts/R-05/credits-once", test_receipt_credits_once);
  desco_fixture_add ("/store/receipts/R-05/odd-ones-wait", test_odd_receipts_wait);
  desco_fixture_add ("/store/receipts/R-05/after-expiry", test_receipt_after_expiry);
  desco_fixture_add ("/store/wallets/J-10/statement", test_statement);
  desco_fixture_add ("/store/verify/R-03/finds", test_verify_finds);
  return g_test_run ();
}
