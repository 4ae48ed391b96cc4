/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "ledger/desco-ledger-private.h"
#include "ledger/desco-verify.h"
#include "model/desco-clock.h"
#include "model/desco-enum.h"
#include "model/desco-error.h"
#include "store/desco-purchases.h"
#include "store/desco-receipt-decisions.h"
#include "store/desco-store-private.h"
#include "store/desco-wallets.h"

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
record (DescoFixture *fixture, DescoReceiptData *receipt)
{
  GError *error = NULL;
  DescoReceiptRecord *result
      = desco_receipts_record (fixture->store, receipt, "file", NULL, &error);

  g_assert_no_error (error);
  return result;
}

static DescoReceiptRecord *
record_sample (DescoFixture *fixture,
               const DescoPurchase *purchase,
               const char *receipt_id,
               const char *amount)
{
  g_autoptr (DescoReceiptData) receipt
      = desco_sample_receipt (purchase, receipt_id, DESCO_SAMPLE_CREDITOR, "OK", amount);

  return record (fixture, receipt);
}

static DescoPurchase *
make_stranger (void)
{
  DescoPurchase *stranger = g_object_new (DESCO_TYPE_PURCHASE, NULL);

  stranger->notice_number = g_strdup ("347000000000000999");
  stranger->iuv = g_strdup ("47000000000000999");
  return stranger;
}

static gint64
get_balance (DescoFixture *fixture, guint pupil)
{
  gint64 balance, awaiting;
  GError *error = NULL;

  desco_wallets_get_balance (fixture->store, &fixture->pupils[pupil], &balance, &awaiting, NULL,
                             &error);
  g_assert_no_error (error);
  return balance;
}

static void
assert_clean (DescoFixture *fixture)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) findings = desco_verify (fixture->store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const DescoFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s: %s", finding->rule, finding->subject, finding->message);
    }
  g_assert_cmpuint (findings->len, ==, 0);
}

/* each oddity is named, the gravest first, and has its sentence. */
static void
test_oddities (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *creditor;
    const char *outcome;
    const char *amount;
    gboolean stand_in;
    DescoPurchaseStatus status;
    DescoReceiptOddity oddity;
  } cases[] = {
    { DESCO_SAMPLE_CREDITOR, "OK", "104.00", FALSE, DESCO_PURCHASE_QUEUED,
      DESCO_RECEIPT_ODDITY_NONE },
    { DESCO_SAMPLE_CREDITOR, "OK", "103.99", FALSE, DESCO_PURCHASE_QUEUED,
      DESCO_RECEIPT_ODDITY_AMOUNT },
    { DESCO_SAMPLE_CREDITOR, "KO", "103.99", FALSE, DESCO_PURCHASE_QUEUED,
      DESCO_RECEIPT_ODDITY_OUTCOME },
    { "00488410010", "OK", "103.99", FALSE, DESCO_PURCHASE_QUEUED, DESCO_RECEIPT_ODDITY_CREDITOR },
    { DESCO_SAMPLE_CREDITOR, "OK", "104.00", FALSE, DESCO_PURCHASE_CANCELLED,
      DESCO_RECEIPT_ODDITY_CANCELLED },
    { DESCO_SAMPLE_CREDITOR, "OK", "104.00", TRUE, DESCO_PURCHASE_QUEUED,
      DESCO_RECEIPT_ODDITY_STAND_IN },
    { DESCO_SAMPLE_CREDITOR, "OK", "104.00", FALSE, DESCO_PURCHASE_EXPIRED,
      DESCO_RECEIPT_ODDITY_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = g_strdup_printf ("R%u", i);
      g_autoptr (DescoPurchase) purchase = buy (fixture, 20);
      g_autoptr (DescoReceiptData) receipt = desco_sample_receipt (
          purchase, number, cases[i].creditor, cases[i].outcome, cases[i].amount);
      g_autoptr (DescoReceiptRecord) got = NULL;
      GError *error = NULL;

      if (cases[i].status != DESCO_PURCHASE_QUEUED)
        desco_purchases_set_status (fixture->store, &purchase->id, cases[i].status, NULL, NULL,
                                    &error);
      g_assert_no_error (error);
      receipt->stand_in = cases[i].stand_in;
      got = record (fixture, receipt);
      g_test_message ("case %u", i);
      g_assert_cmpint (got->oddity, ==, cases[i].oddity);
      g_assert_true ((got->reason == NULL) == (got->oddity == DESCO_RECEIPT_ODDITY_NONE));
      g_assert_cmpint (got->state, ==,
                       got->reason == NULL ? DESCO_RECEIPT_CREDITED : DESCO_RECEIPT_REVIEW);
    }
  g_assert_cmpint (get_balance (fixture, 0), ==, 40);
  assert_clean (fixture);
}

typedef enum
{
  AS_SOLD,
  CANCELLED,
  CREDITED_BEFORE,
  UNKNOWN,
} Before;

/* what was paid becomes vouchers or goes back, to the cent. */
static void
test_decisions (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    Before before;
    const char *paid;
    DescoReceiptDecision decision;
    const char *note;
    gint64 quantity;
    gint64 value;
    gint64 refund;
    DescoPurchaseStatus status;
  } cases[] = {
    { AS_SOLD, "52.00", DESCO_RECEIPT_DECISION_CREDIT, "errore dello sportello", 20, 10400, 0,
      DESCO_PURCHASE_CREDITED },
    { AS_SOLD, "52.00", DESCO_RECEIPT_DECISION_CREDIT_PAID, NULL, 10, 5200, 0,
      DESCO_PURCHASE_CREDITED },
    { AS_SOLD, "53.07", DESCO_RECEIPT_DECISION_CREDIT_PAID, NULL, 10, 5200, 107,
      DESCO_PURCHASE_CREDITED },
    { AS_SOLD, "110.00", DESCO_RECEIPT_DECISION_CREDIT, NULL, 20, 10400, 600,
      DESCO_PURCHASE_CREDITED },
    { AS_SOLD, "110.00", DESCO_RECEIPT_DECISION_CREDIT_PAID, NULL, 21, 10920, 80,
      DESCO_PURCHASE_CREDITED },
    { AS_SOLD, "52.00", DESCO_RECEIPT_DECISION_REFUND, NULL, 0, 0, 5200, DESCO_PURCHASE_QUEUED },
    { AS_SOLD, "52.00", DESCO_RECEIPT_DECISION_REFUSE, "non è nostro", 0, 0, 0,
      DESCO_PURCHASE_QUEUED },
    { CANCELLED, "104.00", DESCO_RECEIPT_DECISION_CREDIT, NULL, 20, 10400, 0,
      DESCO_PURCHASE_CREDITED },
    { CREDITED_BEFORE, "104.00", DESCO_RECEIPT_DECISION_CREDIT, NULL, 20, 10400, 0,
      DESCO_PURCHASE_CREDITED },
    { CREDITED_BEFORE, "104.00", DESCO_RECEIPT_DECISION_REFUND, NULL, 0, 0, 10400,
      DESCO_PURCHASE_CREDITED },
    { UNKNOWN, "60.00", DESCO_RECEIPT_DECISION_REFUND, NULL, 0, 0, 6000, DESCO_PURCHASE_QUEUED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = g_strdup_printf ("decided-%u", i);
      g_autofree char *earlier = g_strdup_printf ("earlier-%u", i);
      g_autoptr (DescoPurchase) sold = buy (fixture, 20);
      g_autoptr (DescoPurchase) stranger = make_stranger ();
      g_autoptr (DescoPurchase) after = NULL;
      g_autoptr (DescoReceiptRecord) odd = NULL;
      g_autoptr (DescoReceiptRecord) decided = NULL;
      g_autofree DescoReceiptConsequence *foreseen = NULL;
      DescoReceiptVerdict verdict = { .decision = cases[i].decision, .note = cases[i].note };
      gint64 balance;
      GError *error = NULL;

      g_test_message ("case %u", i);
      if (cases[i].before == CANCELLED)
        desco_purchases_set_status (fixture->store, &sold->id, DESCO_PURCHASE_CANCELLED, NULL, NULL,
                                    &error);
      g_assert_no_error (error);
      if (cases[i].before == CREDITED_BEFORE)
        desco_receipt_record_free (record_sample (fixture, sold, earlier, "104.00"));
      odd = record_sample (fixture, cases[i].before == UNKNOWN ? stranger : sold, number,
                           cases[i].paid);
      g_assert_cmpint (odd->state, ==, DESCO_RECEIPT_REVIEW);
      balance = get_balance (fixture, 0);

      verdict.receipt_id = odd->id;
      foreseen = desco_receipts_foresee (fixture->store, &verdict, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (foreseen->quantity, ==, cases[i].quantity);
      g_assert_cmpint (foreseen->value, ==, cases[i].value);
      g_assert_cmpint (foreseen->refund, ==, cases[i].refund);
      g_assert_cmpint (get_balance (fixture, 0), ==, balance);

      decided = desco_receipts_decide (fixture->store, &verdict, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (get_balance (fixture, 0) - balance, ==, cases[i].quantity);
      g_assert_cmpint (decided->credited, ==, cases[i].value);
      g_assert_cmpint (decided->quantity, ==, cases[i].quantity);
      g_assert_cmpint (decided->state, ==,
                       cases[i].quantity > 0 ? DESCO_RECEIPT_CREDITED : DESCO_RECEIPT_REFUSED);
      g_assert_cmpint (
          desco_fixture_query (fixture,
                               "SELECT ifnull (sum (amount), 0) FROM refund WHERE receipt_id = :id",
                               &odd->id),
          ==, cases[i].refund);
      after = desco_purchases_get (fixture->store, &sold->id, NULL, NULL);
      g_assert_cmpint (after->status, ==, cases[i].status);

      /* who, when and why; and other desks are told. */
      g_assert_cmpint (decided->decision, ==, cases[i].decision);
      g_assert_cmpstr (decided->note, ==, cases[i].note);
      g_assert_nonnull (decided->decided_by);
      g_assert_cmpint (decided->decided_at, >, 0);
      g_assert_cmpint (desco_fixture_query (fixture,
                                            "SELECT count (*) FROM outbox WHERE entity = :id"
                                            " AND type = 'receipt-decision'",
                                            &odd->id),
                       ==, 1);

      /* Once. */
      g_assert_null (desco_receipts_decide (fixture->store, &verdict, NULL, &error));
      g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE);
      g_clear_error (&error);
      assert_clean (fixture);
    }
}

/* What may not be decided is refused, and nothing is changed. */
static void
test_refused_decisions (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *creditor;
    const char *outcome;
    const char *paid;
    DescoReceiptDecision decision;
    gboolean unknown;
    GQuark (*domain) (void);
    const char *field;
  } cases[] = {
    { DESCO_SAMPLE_CREDITOR, "KO", "104.00", DESCO_RECEIPT_DECISION_CREDIT, FALSE,
      desco_rule_error_quark, NULL },
    { DESCO_SAMPLE_CREDITOR, "KO", "104.00", DESCO_RECEIPT_DECISION_REFUND, FALSE,
      desco_rule_error_quark, NULL },
    { "00488410010", "OK", "104.00", DESCO_RECEIPT_DECISION_CREDIT_PAID, FALSE,
      desco_rule_error_quark, NULL },
    { DESCO_SAMPLE_CREDITOR, "OK", "5.19", DESCO_RECEIPT_DECISION_CREDIT_PAID, FALSE,
      desco_rule_error_quark, NULL },
    { DESCO_SAMPLE_CREDITOR, "OK", "52.00", DESCO_RECEIPT_DECISION_CREDIT, FALSE,
      desco_input_error_quark, "note" },
    { DESCO_SAMPLE_CREDITOR, "OK", "52.00", DESCO_RECEIPT_DECISION_REFUSE, FALSE,
      desco_input_error_quark, "note" },
    { DESCO_SAMPLE_CREDITOR, "OK", "52.00", DESCO_RECEIPT_DECISION_CREDIT, TRUE,
      desco_input_error_quark, "purchase" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = g_strdup_printf ("refused-%u", i);
      g_autoptr (DescoPurchase) sold = buy (fixture, 20);
      g_autoptr (DescoPurchase) stranger = make_stranger ();
      g_autoptr (DescoReceiptData) receipt
          = desco_sample_receipt (cases[i].unknown ? stranger : sold, number, cases[i].creditor,
                                  cases[i].outcome, cases[i].paid);
      g_autoptr (DescoReceiptRecord) odd = record (fixture, receipt);
      DescoReceiptVerdict verdict = { .receipt_id = odd->id, .decision = cases[i].decision };
      gint64 told = desco_fixture_query (fixture, "SELECT count (*) FROM outbox", NULL);
      GError *error = NULL;

      g_test_message ("case %u", i);
      g_assert_null (desco_receipts_decide (fixture->store, &verdict, NULL, &error));
      g_assert_true (error->domain == cases[i].domain ());
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
      g_clear_error (&error);
      g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM outbox", NULL), ==,
                       told);
    }
  g_assert_cmpint (get_balance (fixture, 0), ==, 0);
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM refund", NULL), ==, 0);
  assert_clean (fixture);
}

/* A receipt that named no purchase is given one, or a pupil who buys at the day's price. */
static void
test_attached (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) sold = buy (fixture, 20);
  g_autoptr (DescoPurchase) stranger = make_stranger ();
  g_autoptr (DescoReceiptRecord) first = record_sample (fixture, stranger, "first", "104.00");
  g_autoptr (DescoReceiptRecord) second = record_sample (fixture, stranger, "second", "11.00");
  g_autoptr (DescoReceiptRecord) to_purchase = NULL;
  g_autoptr (DescoReceiptRecord) to_pupil = NULL;
  DescoReceiptVerdict verdict = {
    .receipt_id = first->id,
    .decision = DESCO_RECEIPT_DECISION_CREDIT,
    .purchase_id = sold->id,
  };
  GError *error = NULL;

  g_assert_true (desco_uuid_is_nil (&first->purchase_id));
  to_purchase = desco_receipts_decide (fixture->store, &verdict, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_uuid_equal (&to_purchase->purchase_id, &sold->id));
  g_assert_cmpint (get_balance (fixture, 0), ==, 20);

  verdict = (DescoReceiptVerdict){
    .receipt_id = second->id,
    .decision = DESCO_RECEIPT_DECISION_CREDIT_PAID,
    .pupil_id = fixture->pupils[1],
  };
  to_pupil = desco_receipts_decide (fixture->store, &verdict, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_uuid_equal (&to_pupil->pupil_id, &fixture->pupils[1]));
  g_assert_cmpint (get_balance (fixture, 1), ==, 2);
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT amount FROM refund", NULL), ==, 60);
  assert_clean (fixture);
}

/* A receipt that was here before its purchase waits; who decides need not say which one it is. */
static void
test_before_its_purchase (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) sold = buy (fixture, 20);
  g_autoptr (DescoReceiptRecord) early = NULL;
  g_autoptr (DescoReceiptRecord) again = NULL;
  g_autoptr (DescoReceiptRecord) decided = NULL;
  DescoReceiptVerdict verdict = { .decision = DESCO_RECEIPT_DECISION_CREDIT };
  GError *error = NULL;

  /* As though another desk's sale had not been told here yet. */
  desco_fixture_run (fixture, "UPDATE purchase SET iuv = 'elsewhere' WHERE id = :id", &sold->id);
  early = record_sample (fixture, sold, "early", "104.00");
  g_assert_cmpint (early->oddity, ==, DESCO_RECEIPT_ODDITY_UNKNOWN);
  desco_fixture_run (fixture, "UPDATE purchase SET iuv = (SELECT iuv FROM receipt) WHERE id = :id",
                     &sold->id);

  again = desco_receipts_find (fixture->store, "early", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_uuid_equal (&again->purchase_id, &sold->id));
  g_assert_cmpint (get_balance (fixture, 0), ==, 0);

  verdict.receipt_id = early->id;
  decided = desco_receipts_decide (fixture->store, &verdict, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_balance (fixture, 0), ==, 20);
  assert_clean (fixture);
}

/* After a decision the right receipt, which comes late, is one too many. */
static void
test_second_after_decision (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) sold = buy (fixture, 20);
  g_autoptr (DescoReceiptRecord) odd = record_sample (fixture, sold, "odd", "52.00");
  g_autoptr (DescoReceiptRecord) late = NULL;
  DescoReceiptVerdict verdict
      = { .receipt_id = odd->id, .decision = DESCO_RECEIPT_DECISION_CREDIT_PAID };
  GError *error = NULL;

  desco_receipt_record_free (desco_receipts_decide (fixture->store, &verdict, NULL, &error));
  g_assert_no_error (error);
  late = record_sample (fixture, sold, "late", "104.00");
  g_assert_cmpint (late->oddity, ==, DESCO_RECEIPT_ODDITY_SECOND);
  g_assert_cmpint (get_balance (fixture, 0), ==, 10);
  assert_clean (fixture);
}

/* Lists by state, by day of payment and by what is typed, the newest first. */
static void
test_lists (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    DescoReceiptFilter filter;
    const char *found;
  } cases[] = {
    { { 0 }, "C B A" },
    { { .states = 1u << DESCO_RECEIPT_CREDITED }, "C A" },
    { { .states = 1u << DESCO_RECEIPT_REVIEW }, "B" },
    { { .states = 1u << DESCO_RECEIPT_REVIEW | 1u << DESCO_RECEIPT_CREDITED, .limit = 2 }, "C B" },
    { { .search = "ANNA" }, "C B A" },
    { { .search = "nobody" }, "" },
  };
  g_autoptr (DescoPurchase) first = buy (fixture, 20);
  g_autoptr (DescoPurchase) second = buy (fixture, 20);
  DescoReceiptFilter of_day = { 0 };
  g_autoptr (GPtrArray) that_day = NULL;
  g_autoptr (GPtrArray) next_day = NULL;
  GError *error = NULL;

  desco_receipt_record_free (record_sample (fixture, first, "A", "104.00"));
  desco_receipt_record_free (record_sample (fixture, second, "B", "1.00"));
  desco_receipt_record_free (record_sample (fixture, second, "C", "104.00"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) receipts
          = desco_receipts_list (fixture->store, &cases[i].filter, NULL, &error);
      g_autoptr (GString) found = g_string_new ("");

      g_assert_no_error (error);
      for (guint j = 0; j < receipts->len; j++)
        g_string_append_printf (found, "%s%s", j > 0 ? " " : "",
                                ((DescoReceiptRecord *) receipts->pdata[j])->receipt_id);
      g_assert_cmpstr (found->str, ==, cases[i].found);
    }

  /* The samples were paid on 24 November 2026. */
  g_date_set_dmy (&of_day.from, 24, 11, 2026);
  of_day.to = of_day.from;
  that_day = desco_receipts_list (fixture->store, &of_day, NULL, &error);
  g_assert_cmpuint (that_day->len, ==, 3);
  g_date_set_dmy (&of_day.from, 25, 11, 2026);
  of_day.to = of_day.from;
  next_day = desco_receipts_list (fixture->store, &of_day, NULL, &error);
  g_assert_cmpuint (next_day->len, ==, 0);
}

static gpointer
post_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (desco_ledger_post (connection, data, NULL, error));
}

/* What other desks are told is what was written, to the letter; a purchase that is paid at once
 * tells of both its changes. */
static void
test_operations (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gint64 n;
  } cases[] = {
    { "SELECT count (*) FROM receipt AS r JOIN outbox AS o ON o.entity = r.id"
      " WHERE o.type = 'receipt' AND o.payload = json_object ('receiptId', receipt_id, 'iuv', iuv,"
      " 'noticeNumber', notice_number, 'outcome', outcome, 'amount', amount,"
      " 'paymentAt', payment_at, 'psp', psp, 'payer', payer, 'source', source, 'state', state,"
      " 'oddity', oddity, 'reason', reason, 'purchase', uuid_text (purchase_id),"
      " 'instalment', instalment)",
      2 },
    { "SELECT count (*) FROM ledger AS l JOIN outbox AS o ON o.entity = l.id"
      " WHERE o.type = 'ledger-entry' AND o.payload = json_object ("
      " 'pupil', uuid_text (pupil_id), 'guardian', uuid_text (guardian_id), 'kind', kind,"
      " 'quantity', quantity, 'value', value, 'unitAmount', unit_amount, 'date', civil_date,"
      " 'at', at, 'service', service, 'charge', charge, 'sheet', uuid_text (sheet_id),"
      " 'purchase', uuid_text (purchase_id), 'instalment', instalment,"
      " 'receipt', uuid_text (receipt_id), 'quittance', uuid_text (quittance_id),"
      " 'reverses', uuid_text (reverses), 'settles', uuid_text (settles),"
      " 'pair', uuid_text (pair_id), 'rest', rest, 'note', note,"
      " 'lots', (SELECT json_group_array (json_object ('lot', uuid_text (lot_id),"
      "   'debit', uuid_text (debit_id), 'quantity', quantity)) FROM lot_use"
      "   WHERE entry_id = l.id))",
      3 },
    { "SELECT count (*) FROM ledger", 3 },
    { "SELECT count (*) FROM purchase_event AS e WHERE status IN ('paid', 'credited')"
      " AND EXISTS (SELECT 1 FROM outbox AS o WHERE o.type = 'purchase-event'"
      "   AND o.entity = e.purchase_id AND o.payload = json_object ("
      "   'purchase', uuid_text (e.purchase_id), 'at', e.at, 'status', e.status,"
      "   'detail', e.detail))",
      2 },
  };
  const DescoLedgerDraft meal = {
    .kind = DESCO_LEDGER_MEAL,
    .pupil_id = fixture->pupils[0],
    .quantity = -1,
    .unit_amount = -1,
    .civil_date = desco_clock_today (),
    .service = "lunch",
    .charge = "own",
    .note = "\"eaten\" before \\ it was paid",
  };
  g_autoptr (DescoPurchase) good = buy (fixture, 20);
  g_autoptr (DescoPurchase) odd = buy (fixture, 20);
  GError *error = NULL;

  desco_store_write (fixture->store, post_writer, (gpointer) &meal, NULL, &error);
  g_assert_no_error (error);
  desco_receipt_record_free (record_sample (fixture, good, "A", "104.00"));
  desco_receipt_record_free (record_sample (fixture, odd, "B \"2\"", "1.00"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (desco_fixture_query (fixture, cases[i].sql, NULL), ==, cases[i].n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/store/receipts/R-05/oddities", test_oddities);
  desco_fixture_add ("/store/receipts/R-05/decisions", test_decisions);
  desco_fixture_add ("/store/receipts/R-05/refused-decisions", test_refused_decisions);
  desco_fixture_add ("/store/receipts/R-05/attached", test_attached);
  desco_fixture_add ("/store/receipts/R-05/before-its-purchase", test_before_its_purchase);
  desco_fixture_add ("/store/receipts/R-05/second-after-decision", test_second_after_decision);
  desco_fixture_add ("/store/receipts/lists", test_lists);
  desco_fixture_add ("/store/receipts/R-09/operations-tell-what-was-written", test_operations);
  return g_test_run ();
}
