/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-cash-days.h"
#include "store/desco-purchases.h"
#include "store/desco-quittances.h"
#include "store/desco-receipts.h"
#include "store/desco-settings.h"
#include "store/desco-wallets.h"

#include <sqlite3.h>

static void
allow_cash (DescoFixture *fixture)
{
  GError *error = NULL;

  desco_settings_set (fixture->store, DESCO_SETTING_CASH_ALLOWED, "true", NULL, &error);
  g_assert_no_error (error);
}

static DescoPurchase *
buy (DescoFixture *fixture, guint pupil, gint64 quantity)
{
  GError *error = NULL;
  DescoPurchase *purchase = desco_purchases_create (fixture->store, &fixture->pupils[pupil],
                                                    quantity, NULL, NULL, &error);

  g_assert_no_error (error);
  return purchase;
}

static DescoQuittance *
take (DescoFixture *fixture, const DescoPurchase *purchase, DescoQuittanceMethod method)
{
  GError *error = NULL;
  DescoQuittance *quittance
      = desco_quittances_take (fixture->store, &purchase->id, 0, method, NULL, NULL, &error);

  g_assert_no_error (error);
  return quittance;
}

static DescoQuittance *
sell_and_take (DescoFixture *fixture, gint64 quantity, DescoQuittanceMethod method)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 0, quantity);

  return take (fixture, purchase, method);
}

static DescoQuittance *
make_void (DescoFixture *fixture, const DescoQuittance *quittance)
{
  GError *error = NULL;
  DescoQuittance *voided
      = desco_quittances_void (fixture->store, &quittance->id, "moneta sbagliata", NULL, &error);

  g_assert_no_error (error);
  return voided;
}

static void
assert_status (DescoFixture *fixture, const DescoPurchase *purchase, DescoPurchaseStatus status)
{
  g_autoptr (DescoPurchase) now = desco_purchases_get (fixture->store, &purchase->id, NULL, NULL);

  g_assert_cmpint (now->status, ==, status);
}

static void
assert_balance (DescoFixture *fixture, gint64 expected)
{
  gint64 balance, awaiting;
  GError *error = NULL;

  desco_wallets_get_balance (fixture->store, &fixture->pupils[0], &balance, &awaiting, NULL,
                             &error);
  g_assert_no_error (error);
  g_assert_cmpint (balance, ==, expected);
}

static DescoCashDay *
get_day (DescoFixture *fixture, const char *date)
{
  GDate day;
  GError *error = NULL;
  DescoCashDay *result;

  g_assert_true (desco_date_parse_iso (date, &day));
  result = desco_cash_days_get (fixture->store, &day, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static DescoCashDay *
close_day (DescoFixture *fixture,
           const char *date,
           gint64 counted,
           const char *reason,
           GError **error)
{
  GDate day;

  g_assert_true (desco_date_parse_iso (date, &day));
  return desco_cash_days_close (fixture->store, &day, counted, reason, NULL, error);
}

/* only where the creditor allows it, and then the vouchers are there at once. */
static void
test_take (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 0, 20);
  g_autoptr (DescoQuittance) quittance = NULL;
  g_autoptr (DescoQuittance) again = NULL;
  g_autoptr (GError) error = NULL;

  again = desco_quittances_take (fixture->store, &purchase->id, 0, DESCO_QUITTANCE_CASH, NULL, NULL,
                                 &error);
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  assert_status (fixture, purchase, DESCO_PURCHASE_QUEUED);

  allow_cash (fixture);
  quittance = take (fixture, purchase, DESCO_QUITTANCE_CASH);
  g_assert_cmpstr (quittance->label, ==, "000/2026/1");
  g_assert_cmpint (quittance->amount, ==, 10400);
  g_assert_cmpint (quittance->quantity, ==, 20);
  g_assert_cmpstr (quittance->payer, ==, "Rossi Mario");
  g_assert_cmpstr (quittance->notice_number, ==, purchase->notice_number);
  g_assert_cmpint (quittance->telling, ==, DESCO_TELLING_WAITING);
  assert_status (fixture, purchase, DESCO_PURCHASE_CREDITED);
  assert_balance (fixture, 20);
  g_assert_cmpint (desco_fixture_query (fixture,
                                        "SELECT method = 'cash' FROM purchase WHERE id = :id",
                                        &purchase->id),
                   ==, 1);
  g_assert_cmpint (desco_fixture_query (fixture,
                                        "SELECT count (*) FROM ledger WHERE kind = 'purchase'"
                                        " AND quittance_id = :id AND note LIKE '%000/2026/1'",
                                        &quittance->id),
                   ==, 1);

  /* A second press takes nothing. */
  again = desco_quittances_take (fixture->store, &purchase->id, 0, DESCO_QUITTANCE_POS, NULL, NULL,
                                 &error);
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE);
  g_assert_nonnull (strstr (error->message, "000/2026/1"));
  assert_balance (fixture, 20);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* what pagoPA credited, and what was cancelled, is not paid at the desk. */
static void
test_take_refused (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) paid = buy (fixture, 0, 20);
  g_autoptr (DescoPurchase) cancelled = buy (fixture, 0, 5);
  g_autoptr (DescoReceiptData) receipt
      = desco_sample_receipt (paid, "R1", DESCO_SAMPLE_CREDITOR, "OK", "104.00");
  g_autoptr (DescoReceiptRecord) record
      = desco_receipts_record (fixture->store, receipt, "test", NULL, NULL);
  g_autoptr (DescoQuittance) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (record);
  allow_cash (fixture);
  none = desco_quittances_take (fixture->store, &paid->id, 0, DESCO_QUITTANCE_CASH, NULL, NULL,
                                &error);
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE);
  g_clear_error (&error);

  desco_purchases_set_status (fixture->store, &cancelled->id, DESCO_PURCHASE_CANCELLED, NULL, NULL,
                              &error);
  g_assert_no_error (error);
  none = desco_quittances_take (fixture->store, &cancelled->id, 0, DESCO_QUITTANCE_CASH, NULL, NULL,
                                &error);
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM quittance_counter", NULL),
                   ==, 0);
}

/* What expired and was sold again is paid by its new notice. */
static void
test_take_sold_again (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) old = buy (fixture, 0, 20);
  g_autoptr (DescoPurchase) sold = NULL;
  g_autoptr (DescoQuittance) quittance = NULL;
  GError *error = NULL;

  allow_cash (fixture);
  desco_purchases_set_status (fixture->store, &old->id, DESCO_PURCHASE_EXPIRED, NULL, NULL, &error);
  g_assert_no_error (error);
  sold = desco_purchases_reissue (fixture->store, &old->id, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (desco_quittances_take (fixture->store, &old->id, 0, DESCO_QUITTANCE_CASH, NULL,
                                        NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_clear_error (&error);
  quittance = take (fixture, sold, DESCO_QUITTANCE_CASH);
  assert_balance (fixture, 20);
}

/* no gaps, and each year begins at 1, by the day in Italy. */
static void
test_numbers (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *moment;
    const char *label;
  } cases[] = {
    { "2026-12-30T09:00:00Z", "000/2026/1" }, { "2026-12-31T09:00:00Z", "000/2026/2" },
    { "2026-12-31T22:59:00Z", "000/2026/3" }, { "2026-12-31T23:01:00Z", "000/2027/1" },
    { "2027-01-02T09:00:00Z", "000/2027/2" },
  };

  allow_cash (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoQuittance) quittance = NULL;
      g_autoptr (DescoPurchase) credited = NULL;
      g_autoptr (DescoQuittance) refused = NULL;

      desco_fixture_set_clock (cases[i].moment);
      quittance = sell_and_take (fixture, 1, DESCO_QUITTANCE_CASH);
      g_assert_cmpstr (quittance->label, ==, cases[i].label);

      /* What is refused takes no number. */
      refused = desco_quittances_take (fixture->store, &quittance->purchase_id, 0,
                                       DESCO_QUITTANCE_CASH, NULL, NULL, NULL);
      g_assert_null (refused);
    }
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* two desks' numbers never meet, since each carries its desk's code. */
static void
test_desks (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoQuittance) first = NULL;
  g_autoptr (DescoQuittance) second = NULL;
  g_autoptr (DescoCashDay) day = NULL;
  g_autofree char *path = g_strdup (fixture->path);
  GError *error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  first = sell_and_take (fixture, 2, DESCO_QUITTANCE_CASH);
  g_assert_cmpstr (first->label, ==, "000/2026/1");

  /* The same file as the desk that the municipal server calls 7. */
  desco_fixture_run (fixture, "UPDATE device SET code = 7", NULL);
  g_clear_object (&fixture->store);
  fixture->store = desco_store_open (path, &error);
  g_assert_no_error (error);
  second = sell_and_take (fixture, 3, DESCO_QUITTANCE_CASH);
  g_assert_cmpstr (second->label, ==, "007/2026/1");

  /* A desk's day is what lies in its own drawer, and its own to void. */
  day = get_day (fixture, "2026-11-24");
  g_assert_cmpuint (day->device_code, ==, 7);
  g_assert_cmpuint (day->quittances->len, ==, 1);
  g_assert_cmpint (day->open_cash, ==, 3 * 520);
  g_assert_null (desco_quittances_void (fixture->store, &first->id, "errore", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

typedef struct
{
  DescoStore *store;
  GPtrArray *purchases;
  guint start;
  gint taken;
} Taker;

static gpointer
take_all (gpointer data)
{
  Taker *taker = data;

  for (guint i = 0; i < taker->purchases->len; i++)
    {
      guint which = (taker->start + i) % taker->purchases->len;
      DescoPurchase *purchase = g_ptr_array_index (taker->purchases, which);
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoQuittance) quittance = desco_quittances_take (
          taker->store, &purchase->id, 0, DESCO_QUITTANCE_CASH, NULL, NULL, &error);

      if (quittance != NULL)
        taker->taken++;
      else
        g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE);
    }
  return NULL;
}

/* several windows on one file take each notice's money once, and the numbers have no gaps. */
static void
test_concurrent (DescoFixture *fixture, gconstpointer data)
{
  enum
  {
    N_TAKERS = 4,
    N_PURCHASES = 12,
  };
  g_autoptr (GPtrArray) purchases = g_ptr_array_new_with_free_func (g_object_unref);
  Taker takers[N_TAKERS] = { 0 };
  GThread *threads[N_TAKERS];
  gint taken = 0;

  allow_cash (fixture);
  for (guint i = 0; i < N_PURCHASES; i++)
    g_ptr_array_add (purchases, buy (fixture, i % 3, 1 + i));
  for (guint i = 0; i < N_TAKERS; i++)
    {
      GError *error = NULL;

      takers[i].store = desco_store_open (fixture->path, &error);
      g_assert_no_error (error);
      takers[i].purchases = purchases;
      takers[i].start = i * 3;
      threads[i] = g_thread_new ("taker", take_all, &takers[i]);
    }
  for (guint i = 0; i < N_TAKERS; i++)
    {
      g_thread_join (threads[i]);
      taken += takers[i].taken;
      g_clear_object (&takers[i].store);
    }

  g_assert_cmpint (taken, ==, N_PURCHASES);
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT max (number) FROM quittance", NULL), ==,
                   N_PURCHASES);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* voided on its day it keeps its number and its reason, and the notice can be paid again. */
static void
test_void (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoQuittance) first = NULL;
  g_autoptr (DescoQuittance) voided = NULL;
  g_autoptr (DescoQuittance) second = NULL;
  g_autoptr (GError) error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  purchase = buy (fixture, 0, 20);
  first = take (fixture, purchase, DESCO_QUITTANCE_CASH);

  g_assert_null (desco_quittances_void (fixture->store, &first->id, "  ", NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING);
  g_assert_cmpstr (desco_error_get_field (error), ==, "reason");
  g_clear_error (&error);

  voided = make_void (fixture, first);
  g_assert_cmpstr (voided->label, ==, "000/2026/1");
  g_assert_cmpstr (voided->void_reason, ==, "moneta sbagliata");
  g_assert_cmpint (voided->telling, ==, DESCO_TELLING_DROPPED);
  assert_balance (fixture, 0);
  assert_status (fixture, purchase, DESCO_PURCHASE_QUEUED);
  g_assert_cmpint (desco_fixture_query (fixture,
                                        "SELECT method IS NULL FROM purchase WHERE id = :id",
                                        &purchase->id),
                   ==, 1);
  g_assert_null (desco_quittances_void (fixture->store, &first->id, "ancora", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE);
  g_clear_error (&error);

  second = take (fixture, purchase, DESCO_QUITTANCE_POS);
  g_assert_cmpstr (second->label, ==, "000/2026/2");
  assert_balance (fixture, 20);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* once pagoPA thinks the notice paid, nobody else can pay it; the desk still can. */
static void
test_void_told (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoQuittance) first = NULL;
  g_autoptr (DescoQuittance) voided = NULL;
  g_autoptr (DescoQuittance) second = NULL;
  GError *error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  purchase = buy (fixture, 0, 20);
  first = take (fixture, purchase, DESCO_QUITTANCE_CASH);
  desco_quittances_set_telling (fixture->store, &first->id, DESCO_TELLING_TOLD, NULL, &error);
  g_assert_no_error (error);
  voided = make_void (fixture, first);
  g_assert_cmpint (voided->telling, ==, DESCO_TELLING_TOLD);
  assert_status (fixture, purchase, DESCO_PURCHASE_CANCELLED);

  second = take (fixture, purchase, DESCO_QUITTANCE_POS);
  g_assert_cmpint (second->telling, ==, DESCO_TELLING_TOLD);
  assert_status (fixture, purchase, DESCO_PURCHASE_CREDITED);
  assert_balance (fixture, 20);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* pagoPA's answer comes while the quittance is being voided: its notice can't be left open. */
static void
test_void_while_telling (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoQuittance) quittance = NULL;
  g_autoptr (DescoQuittance) voided = NULL;
  GError *error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  purchase = buy (fixture, 0, 20);
  quittance = take (fixture, purchase, DESCO_QUITTANCE_CASH);
  voided = make_void (fixture, quittance);
  assert_status (fixture, purchase, DESCO_PURCHASE_QUEUED);
  desco_quittances_set_telling (fixture->store, &quittance->id, DESCO_TELLING_TOLD, NULL, &error);
  g_assert_no_error (error);
  assert_status (fixture, purchase, DESCO_PURCHASE_CANCELLED);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* paid at pagoPA too. The cash is given back, and the receipt credits in its place. */
static void
test_paid_there (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoQuittance) quittance = NULL;
  g_autoptr (DescoQuittance) voided = NULL;
  g_autoptr (DescoReceiptData) receipt = NULL;
  g_autoptr (DescoReceiptRecord) record = NULL;
  GError *error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  purchase = buy (fixture, 0, 20);
  quittance = take (fixture, purchase, DESCO_QUITTANCE_CASH);
  desco_quittances_set_telling (fixture->store, &quittance->id, DESCO_TELLING_PAID_THERE, NULL,
                                &error);
  g_assert_no_error (error);
  assert_status (fixture, purchase, DESCO_PURCHASE_CREDITED);

  voided = make_void (fixture, quittance);
  assert_status (fixture, purchase, DESCO_PURCHASE_PAID);
  assert_balance (fixture, 0);
  receipt = desco_sample_receipt (purchase, "R1", DESCO_SAMPLE_CREDITOR, "OK", "104.00");
  record = desco_receipts_record (fixture->store, receipt, "test", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (record->state, ==, DESCO_RECEIPT_CREDITED);
  assert_balance (fixture, 20);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* of instalments each has its own quittance; the purchase is credited with the last. */
static void
test_instalments (DescoFixture *fixture, gconstpointer data)
{
  DescoPurchaseOrder order;
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoQuittance) first = NULL;
  g_autoptr (DescoQuittance) second = NULL;
  g_autoptr (DescoQuittance) voided = NULL;
  g_autoptr (GError) error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  desco_purchase_order_init (&order, &fixture->pupils[0], 21);
  order.n_instalments = 2;
  purchase = desco_purchases_sell (fixture->store, &order, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (desco_quittances_take (fixture->store, &purchase->id, 1, DESCO_QUITTANCE_CASH,
                                        NULL, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_clear_error (&error);
  desco_purchases_set_status (fixture->store, &purchase->id, DESCO_PURCHASE_PUBLISHED, NULL, NULL,
                              &error);
  g_assert_no_error (error);

  first = desco_quittances_take (fixture->store, &purchase->id, 1, DESCO_QUITTANCE_CASH, NULL, NULL,
                                 &error);
  g_assert_no_error (error);
  assert_balance (fixture, first->quantity);
  g_assert_cmpint (first->amount, ==, first->quantity * 520);
  g_assert_cmpstr (first->notice_number, !=, purchase->notice_number);
  assert_status (fixture, purchase, DESCO_PURCHASE_PUBLISHED);
  g_assert_null (desco_quittances_take (fixture->store, &purchase->id, 0, DESCO_QUITTANCE_CASH,
                                        NULL, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "instalment");
  g_clear_error (&error);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);

  second = desco_quittances_take (fixture->store, &purchase->id, 2, DESCO_QUITTANCE_POS, NULL, NULL,
                                  &error);
  g_assert_no_error (error);
  assert_balance (fixture, 21);
  assert_status (fixture, purchase, DESCO_PURCHASE_CREDITED);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);

  voided = make_void (fixture, first);
  assert_balance (fixture, second->quantity);
  assert_status (fixture, purchase, DESCO_PURCHASE_PUBLISHED);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
  g_clear_object (&first);
  first = desco_quittances_take (fixture->store, &purchase->id, 1, DESCO_QUITTANCE_POS, NULL, NULL,
                                 &error);
  g_assert_no_error (error);
  assert_status (fixture, purchase, DESCO_PURCHASE_CREDITED);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* the whole was taken at once and is given back: its instalments are open again. */
static void
test_whole_of_instalments (DescoFixture *fixture, gconstpointer data)
{
  DescoPurchaseOrder order;
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoQuittance) whole = NULL;
  g_autoptr (DescoQuittance) voided = NULL;
  GError *error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  desco_purchase_order_init (&order, &fixture->pupils[0], 20);
  order.n_instalments = 2;
  purchase = desco_purchases_sell (fixture->store, &order, NULL, &error);
  g_assert_no_error (error);
  whole = take (fixture, purchase, DESCO_QUITTANCE_CASH);
  assert_balance (fixture, 20);
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT count (*) FROM instalment WHERE status = 'open'", NULL),
      ==, 0);
  voided = make_void (fixture, whole);
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT count (*) FROM instalment WHERE status = 'open'", NULL),
      ==, 2);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* a day is counted once, a difference says why, and what is closed stays. */
static void
test_close (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoQuittance) cash = NULL;
  g_autoptr (DescoQuittance) card = NULL;
  g_autoptr (DescoQuittance) mistaken = NULL;
  g_autoptr (DescoQuittance) voided = NULL;
  g_autoptr (DescoQuittance) later = NULL;
  g_autoptr (DescoCashDay) day = NULL;
  g_autoptr (DescoCashDay) closed = NULL;
  g_autoptr (DescoCashDay) again = NULL;
  const DescoCashClosing *closing;
  g_autoptr (GError) error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  g_assert_null (close_day (fixture, "2026-11-24", 0, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE);
  g_clear_error (&error);

  cash = sell_and_take (fixture, 20, DESCO_QUITTANCE_CASH);
  card = sell_and_take (fixture, 10, DESCO_QUITTANCE_POS);
  mistaken = sell_and_take (fixture, 7, DESCO_QUITTANCE_CASH);
  voided = make_void (fixture, mistaken);
  day = get_day (fixture, "2026-11-24");
  g_assert_cmpint (day->cash_total, ==, 10400);
  g_assert_cmpint (day->pos_total, ==, 5200);
  g_assert_cmpint (day->open_cash, ==, 10400);
  g_assert_cmpuint (day->n_standing, ==, 2);
  g_assert_cmpuint (day->n_voided, ==, 1);
  g_assert_cmpuint (day->quittances->len, ==, 3);

  g_assert_null (close_day (fixture, "2026-11-24", 10300, " ", &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING);
  g_assert_cmpstr (desco_error_get_field (error), ==, "reason");
  g_clear_error (&error);
  g_assert_null (close_day (fixture, "2026-11-24", -1, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "counted");
  g_clear_error (&error);

  closed = close_day (fixture, "2026-11-24", 10300, "resto sbagliato", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (closed->closings->len, ==, 1);
  closing = g_ptr_array_index (closed->closings, 0);
  g_assert_cmpint (closing->expected, ==, 10400);
  g_assert_cmpint (closing->counted, ==, 10300);
  g_assert_cmpint (closing->pos_total, ==, 5200);
  g_assert_cmpuint (closing->n_quittances, ==, 3);
  g_assert_cmpstr (closing->reason, ==, "resto sbagliato");
  g_assert_cmpint (closed->open_cash, ==, 0);

  g_assert_null (desco_quittances_void (fixture->store, &cash->id, "tardi", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (close_day (fixture, "2026-11-24", 0, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE);
  g_clear_error (&error);

  /* Who comes after the count is in the next one. */
  later = sell_and_take (fixture, 1, DESCO_QUITTANCE_CASH);
  again = close_day (fixture, "2026-11-24", 520, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->closings->len, ==, 2);
  g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);
}

/* a quittance is voided on its own day only; a day that was not closed is not forgotten. */
static void
test_next_day (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoQuittance) quittance = NULL;
  g_autoptr (DescoCashDay) day = NULL;
  g_autoptr (DescoCashDay) closed = NULL;
  g_autoptr (GError) error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  quittance = sell_and_take (fixture, 20, DESCO_QUITTANCE_CASH);
  desco_fixture_set_clock ("2026-11-25T08:00:00Z");
  g_assert_null (desco_quittances_void (fixture->store, &quittance->id, "ieri", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_CLOSED);
  g_clear_error (&error);

  day = get_day (fixture, "2026-11-25");
  g_assert_cmpuint (g_strv_length (day->unclosed), ==, 1);
  g_assert_cmpstr (day->unclosed[0], ==, "2026-11-24");
  closed = close_day (fixture, "2026-11-24", 10400, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (closed->closings->len, ==, 1);
}

/* the database itself refuses what the program never does. */
static void
test_guards (DescoFixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "DELETE FROM quittance",
    "UPDATE quittance SET amount = amount + 1",
    "UPDATE quittance SET number = 9",
    "UPDATE quittance SET method = 'pos'",
    "UPDATE quittance SET closing_id = NULL",
    "UPDATE quittance SET voided_at = 1, void_reason = 'x'",
    "INSERT OR REPLACE INTO quittance SELECT * FROM quittance",
    "DELETE FROM cash_closing",
    "UPDATE cash_closing SET counted = 0",
    "INSERT OR REPLACE INTO cash_closing SELECT * FROM cash_closing",
  };
  g_autoptr (DescoQuittance) quittance = NULL;
  g_autoptr (DescoCashDay) closed = NULL;
  sqlite3 *raw = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  allow_cash (fixture);
  quittance = sell_and_take (fixture, 20, DESCO_QUITTANCE_CASH);
  closed = close_day (fixture, "2026-11-24", 10400, NULL, NULL);
  g_assert_nonnull (closed);
  g_assert_cmpint (sqlite3_open (fixture->path, &raw), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_test_message ("%s", attempts[i]);
      g_assert_cmpint (sqlite3_exec (raw, attempts[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
      g_assert_nonnull (strstr (sqlite3_errmsg (raw), "R-10"));
    }
  sqlite3_close (raw);
}

/* verify finds each way in which cash can have been tampered with. */
static void
test_verify (DescoFixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "DROP TRIGGER quittance_no_change; UPDATE quittance SET number = 3 WHERE number = 2",
    "DROP TRIGGER quittance_no_change; UPDATE quittance SET amount = amount + 1",
    "DROP TRIGGER quittance_no_change; UPDATE quittance SET method = 'pos'",
    "DROP TRIGGER quittance_void_once; UPDATE quittance SET voided_at = 1, void_reason = 'x'",
    "DROP TRIGGER quittance_close_once; UPDATE quittance SET closing_id = NULL",
    "DROP TRIGGER quittance_no_delete; DELETE FROM quittance WHERE number = 2",
    "DROP TRIGGER cash_closing_no_update; UPDATE cash_closing SET pos_total = 1",
    "DROP TRIGGER cash_closing_no_update; UPDATE cash_closing SET expected = 1, reason = 'x'",
    "UPDATE quittance_counter SET next = next - 1",
    "UPDATE purchase SET method = NULL",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      DescoFixture own = { 0 };
      g_autoptr (DescoQuittance) first = NULL;
      g_autoptr (DescoQuittance) second = NULL;
      g_autoptr (DescoCashDay) closed = NULL;
      sqlite3 *raw = NULL;

      desco_fixture_set_up (&own, NULL);
      desco_fixture_set_clock ("2026-11-24T08:00:00Z");
      allow_cash (&own);
      first = sell_and_take (&own, 20, DESCO_QUITTANCE_CASH);
      second = sell_and_take (&own, 10, DESCO_QUITTANCE_CASH);
      closed = close_day (&own, "2026-11-24", 15600, NULL, NULL);
      g_assert_nonnull (closed);
      g_assert_cmpuint (desco_fixture_count_findings (&own, NULL), ==, 0);

      g_test_message ("%s", damages[i]);
      g_assert_cmpint (sqlite3_open (own.path, &raw), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (raw, damages[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (raw);
      g_assert_cmpuint (desco_fixture_count_findings (&own, "R-10"), >, 0);
      desco_fixture_tear_down (&own, NULL);
    }
}

static void
test_labels (void)
{
  static const struct
  {
    const char *text;
    gboolean valid;
  } cases[] = {
    { "000/2026/1", TRUE },
    { "7/2026/12", TRUE },
    { "999/2026/99999999", TRUE },
    { "1000/2026/1", FALSE },
    { "000/2026/0", FALSE },
    { "000/2026/", FALSE },
    { "000/2026", FALSE },
    { "000/2026/1/2", FALSE },
    { "", FALSE },
    { "-1/2026/1", FALSE },
    { "000/2026/1 ", FALSE },
    { "000/99999/1", FALSE },
    { "a/2026/1", FALSE },
    { "000/2026/99999999999999999999", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint device_code, year;
      gint64 number;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (desco_quittance_parse_label (cases[i].text, &device_code, &year, &number),
                       ==, cases[i].valid);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quittances/labels", test_labels);
  desco_fixture_add ("/store/quittances/R-10/sold-again", test_take_sold_again);
  desco_fixture_add ("/quittances/take", test_take);
  desco_fixture_add ("/quittances/take-refused", test_take_refused);
  desco_fixture_add ("/quittances/numbers", test_numbers);
  desco_fixture_add ("/quittances/desks", test_desks);
  desco_fixture_add ("/quittances/concurrent", test_concurrent);
  desco_fixture_add ("/quittances/void", test_void);
  desco_fixture_add ("/quittances/void-told", test_void_told);
  desco_fixture_add ("/quittances/void-while-telling", test_void_while_telling);
  desco_fixture_add ("/quittances/paid-there", test_paid_there);
  desco_fixture_add ("/quittances/instalments", test_instalments);
  desco_fixture_add ("/quittances/whole-of-instalments", test_whole_of_instalments);
  desco_fixture_add ("/quittances/close", test_close);
  desco_fixture_add ("/quittances/next-day", test_next_day);
  desco_fixture_add ("/quittances/guards", test_guards);
  desco_fixture_add ("/quittances/verify", test_verify);

  return g_test_run ();
}
