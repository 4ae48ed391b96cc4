/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "ledger/desco-verify.h"
#include "model/desco-error.h"
#include "store/desco-pupils.h"
#include "store/desco-purchases.h"
#include "store/desco-receipts.h"
#include "store/desco-refund-offer.h"
#include "store/desco-refunds.h"
#include "store/desco-transfers.h"
#include "store/desco-wallets.h"

static const char IBAN[] = "IT60X0542811101000000123456";
static const char BALANCE[] = "SELECT balance FROM wallet_line WHERE pupil_id = :id";
static const char VALUE[] = "SELECT value FROM wallet_line WHERE pupil_id = :id";
static const char REST[] = "SELECT rest FROM wallet_line WHERE pupil_id = :id";
static const char LAST_ENTRY[] = "SELECT id FROM ledger WHERE pupil_id = :id ORDER BY id DESC";

static void
set_price (DescoFixture *fixture, const char *sql)
{
  desco_fixture_run (fixture, sql, NULL);
}

/* Sells and credits; @amount is what the receipt says was paid. */
static DescoPurchase *
buy (DescoFixture *fixture, guint pupil, gint64 quantity, const char *amount)
{
  GError *error = NULL;
  DescoPurchase *purchase = desco_purchases_create (fixture->store, &fixture->pupils[pupil],
                                                    quantity, NULL, NULL, &error);
  g_autoptr (DescoReceiptData) receipt = NULL;
  g_autoptr (DescoReceiptRecord) record = NULL;

  g_assert_no_error (error);
  receipt = desco_sample_receipt (purchase, purchase->iuv, DESCO_SAMPLE_CREDITOR, "OK", amount);
  record = desco_receipts_record (fixture->store, receipt, "file", NULL, &error);
  g_assert_no_error (error);
  return purchase;
}

static void
assert_wallet (DescoFixture *fixture, guint pupil, gint64 balance, gint64 value)
{
  g_autoptr (GPtrArray) findings = NULL;
  GError *error = NULL;

  g_assert_cmpint (desco_fixture_query (fixture, BALANCE, &fixture->pupils[pupil]), ==, balance);
  g_assert_cmpint (desco_fixture_query (fixture, VALUE, &fixture->pupils[pupil]), ==, value);
  findings = desco_verify (fixture->store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((DescoFinding *) g_ptr_array_index (findings, i))->message);
  g_assert_cmpuint (findings->len, ==, 0);
}

static DescoRefund *
refund (DescoFixture *fixture, const DescoRefundDraft *draft, GError **error)
{
  return desco_refunds_create (fixture->store, draft, NULL, error);
}

/* each voucher at its own lot's cost, whatever the tariff says today; what is refused goes
 * back where it came from. */
static void
test_each_at_its_lots_cost (DescoFixture *fixture, gconstpointer data)
{
  DescoRefundDraft draft = { .pupil_id = fixture->pupils[0], .quantity = 15, .reason = "moved" };
  g_autoptr (DescoPurchase) first = buy (fixture, 0, 10, "52.00");
  g_autoptr (DescoPurchase) second = NULL;
  g_autoptr (DescoRefund) request = NULL;
  GError *error = NULL;

  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 610");
  second = buy (fixture, 0, 10, "61.00");
  assert_wallet (fixture, 0, 20, 11300);
  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 1");

  request = refund (fixture, &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpint (request->amount, ==, 10 * 520 + 5 * 610);
  g_assert_cmpstr (request->guardian_tax_code, ==, "RSSMRA85T10A562S");
  g_assert_cmpint (request->status, ==, DESCO_REFUND_REQUESTED);
  assert_wallet (fixture, 0, 5, 5 * 610);

  g_assert_false (desco_refunds_set_status (fixture->store, &request->id, DESCO_REFUND_REFUSED,
                                            NULL, NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (desco_refunds_set_status (fixture->store, &request->id, DESCO_REFUND_REFUSED,
                                           "not moved after all", NULL, &error));
  g_assert_no_error (error);
  assert_wallet (fixture, 0, 20, 11300);
}

/* what is offered for any number of vouchers is what is paid back for it, to the cent. */
static void
test_offered_before (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) first = buy (fixture, 0, 5, "26.00");
  g_autoptr (DescoPurchase) second = NULL;
  g_autoptr (DescoPurchase) other = NULL;
  g_autoptr (DescoRefundOffer) offer = NULL;
  DescoTransfer transfer;
  GError *error = NULL;

  /* 3 × 5,20 become two of 7,00: 1,60 are left of a broken voucher. */
  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 700");
  other = buy (fixture, 1, 1, "7.00");
  g_assert_true (desco_transfers_make (fixture->store, &fixture->pupils[0], &fixture->pupils[1], 3,
                                       &transfer, NULL, &error));
  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 610");
  second = buy (fixture, 0, 3, "18.30");

  offer = desco_refund_offer_load (fixture->store, &fixture->pupils[0], NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (offer->quantity, ==, 5);
  g_assert_cmpint (offer->rest, ==, 160);
  g_assert_cmpuint (offer->lots->len, ==, 2);
  g_assert_cmpstr (offer->guardian_tax_code, ==, "RSSMRA85T10A562S");
  for (gint64 quantity = 1; quantity <= offer->quantity; quantity++)
    {
      DescoRefundDraft draft
          = { .pupil_id = fixture->pupils[0], .quantity = quantity, .reason = "leaves" };
      g_autoptr (DescoRefund) request = refund (fixture, &draft, &error);

      g_assert_no_error (error);
      g_assert_cmpint (desco_refund_offer_get_amount (offer, quantity), ==, request->amount);
      g_assert_true (desco_refunds_set_status (fixture->store, &request->id, DESCO_REFUND_REFUSED,
                                               "stays", NULL, &error));
    }
  assert_wallet (fixture, 0, 5, 2 * 520 + 3 * 610 + 160);
}

/* Of a purchase only its own vouchers are offered, without the cents of others. */
static void
test_offered_of_a_purchase (DescoFixture *fixture, gconstpointer data)
{
  const DescoUuid none = { { 0 } };
  g_autoptr (DescoPurchase) first = buy (fixture, 0, 10, "52.00");
  g_autoptr (DescoPurchase) second = NULL;
  g_autoptr (DescoRefundOffer) offer = NULL;
  GError *error = NULL;

  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 610");
  second = buy (fixture, 0, 10, "61.00");
  offer = desco_refund_offer_load (fixture->store, &none, &second->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (offer->notice_number, ==, second->notice_number);
  g_assert_cmpint (desco_refund_offer_get_amount (offer, offer->quantity), ==, 6100);

  g_clear_pointer (&offer, desco_refund_offer_free);
  offer = desco_refund_offer_load (fixture->store, &none, &fixture->school, NULL, &error);
  g_assert_null (offer);
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_NOT_FOUND);
  g_clear_error (&error);
}

/* A purchase's refund takes from its own lots, not from older ones. */
static void
test_of_a_purchase (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) first = buy (fixture, 0, 10, "52.00");
  g_autoptr (DescoPurchase) second = NULL;
  g_autoptr (DescoRefund) request = NULL;
  DescoRefundDraft draft = { .reason = "bought twice" };
  GError *error = NULL;

  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 610");
  second = buy (fixture, 0, 10, "61.00");
  draft.purchase_id = second->id;
  request = refund (fixture, &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpint (request->quantity, ==, 10);
  g_assert_cmpint (request->amount, ==, 6100);
  g_assert_cmpstr (request->notice_number, ==, second->notice_number);
  assert_wallet (fixture, 0, 10, 5200);

  g_assert_null (refund (fixture, &draft, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
}

/* Money that came and became no voucher: no more of it than there is, and never twice. */
static void
test_of_a_receipt (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 0, 10, "50.00");
  g_autoptr (DescoRefund) part = NULL;
  g_autoptr (DescoRefund) other = NULL;
  DescoRefundDraft draft = { .reason = "wrong amount", .amount = 2000 };
  GError *error = NULL;

  draft.receipt_id = desco_fixture_query_uuid (fixture, "SELECT id FROM receipt", NULL);
  part = refund (fixture, &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpint (part->amount, ==, 2000);
  g_assert_cmpint (part->quantity, ==, 0);
  g_assert_cmpstr (part->notice_number, ==, purchase->notice_number);

  draft.amount = 3001;
  g_assert_null (refund (fixture, &draft, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  draft.amount = 0;
  other = refund (fixture, &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpint (other->amount, ==, 3000);
}

static void
test_states (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    DescoRefundStatus from;
    DescoRefundStatus to;
    gboolean allowed;
  } cases[] = {
    { DESCO_REFUND_REQUESTED, DESCO_REFUND_EXPORTED, TRUE },
    { DESCO_REFUND_REQUESTED, DESCO_REFUND_PAID, TRUE },
    { DESCO_REFUND_REQUESTED, DESCO_REFUND_REFUSED, TRUE },
    { DESCO_REFUND_EXPORTED, DESCO_REFUND_REQUESTED, FALSE },
    { DESCO_REFUND_EXPORTED, DESCO_REFUND_PAID, TRUE },
    { DESCO_REFUND_EXPORTED, DESCO_REFUND_REFUSED, TRUE },
    { DESCO_REFUND_PAID, DESCO_REFUND_REQUESTED, FALSE },
    { DESCO_REFUND_PAID, DESCO_REFUND_EXPORTED, FALSE },
    { DESCO_REFUND_PAID, DESCO_REFUND_REFUSED, FALSE },
    { DESCO_REFUND_REFUSED, DESCO_REFUND_REQUESTED, FALSE },
    { DESCO_REFUND_REFUSED, DESCO_REFUND_EXPORTED, FALSE },
    { DESCO_REFUND_REFUSED, DESCO_REFUND_PAID, FALSE },
  };
  g_autoptr (DescoPurchase) purchase = buy (fixture, 0, 20, "104.00");
  DescoRefundDraft draft = { .pupil_id = fixture->pupils[0], .quantity = 1, .reason = "r" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoRefund) request = refund (fixture, &draft, &error);

      g_assert_no_error (error);
      g_assert_true (desco_refunds_set_status (fixture->store, &request->id, cases[i].from, "n",
                                               NULL, &error));
      g_assert_no_error (error);
      g_assert_true (
          desco_refunds_set_status (fixture->store, &request->id, cases[i].to, "n", NULL, &error)
          == cases[i].allowed);
      if (!cases[i].allowed)
        g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
    }
}

/* What the office paid is settled together: all, or none where one was refused meanwhile. */
static void
test_paid_together (DescoFixture *fixture, gconstpointer data)
{
  static const char N_PAID[] = "SELECT count(*) FROM refund WHERE status = 'paid'";
  g_autoptr (DescoPurchase) purchase = buy (fixture, 0, 10, "52.00");
  DescoRefundDraft draft = { .pupil_id = fixture->pupils[0], .quantity = 1, .reason = "r" };
  g_autoptr (GPtrArray) refunds
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_refund_free);
  DescoRefund *last = NULL;
  GError *error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      last = refund (fixture, &draft, &error);
      g_assert_no_error (error);
      g_ptr_array_add (refunds, last);
    }
  g_assert_true (desco_refunds_mark_exported (fixture->store, refunds, NULL, &error));
  g_assert_true (desco_refunds_set_status (fixture->store, &last->id, DESCO_REFUND_REFUSED, "n",
                                           NULL, &error));
  g_assert_false (desco_refunds_mark_paid (fixture->store, refunds, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_cmpint (desco_fixture_query (fixture, N_PAID, NULL), ==, 0);

  g_ptr_array_set_size (refunds, 2);
  g_assert_true (desco_refunds_mark_paid (fixture->store, refunds, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (desco_fixture_query (fixture, N_PAID, NULL), ==, 2);
}

/* What can't be asked for, with the field that is at fault. */
static void
test_bad_drafts (DescoFixture *fixture, gconstpointer data)
{
  const struct
  {
    DescoRefundDraft draft;
    const char *field; /* NULL for what a rule refuses */
  } cases[] = {
    { { .pupil_id = fixture->pupils[0], .quantity = 1 }, "reason" },
    { { .pupil_id = fixture->pupils[0], .quantity = -1, .reason = "r" }, "quantity" },
    { { .pupil_id = fixture->pupils[0], .quantity = 1, .reason = "r", .iban = "IT00" }, "iban" },
    { { .pupil_id = fixture->school, .quantity = 1, .reason = "r" }, "pupil" },
    { { .purchase_id = fixture->school, .reason = "r" }, "purchase" },
    { { .receipt_id = fixture->school, .reason = "r" }, "receipt" },
    { { .pupil_id = fixture->pupils[0], .quantity = 11, .reason = "r", .iban = IBAN }, NULL },
    { { .pupil_id = fixture->pupils[1], .reason = "r" }, NULL },
  };
  g_autoptr (DescoPurchase) purchase = buy (fixture, 0, 10, "52.00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (refund (fixture, &cases[i].draft, &error));
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
      if (cases[i].field == NULL)
        g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
    }
  assert_wallet (fixture, 0, 10, 5200);
}

/* A family's account may be abroad; it is kept as banks write it for machines. */
static void
test_account_abroad (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 0, 10, "52.00");
  g_autoptr (DescoRefund) asked = NULL;
  g_autoptr (DescoRefund) after = NULL;
  const DescoRefundDraft draft = { .pupil_id = fixture->pupils[0],
                                   .quantity = 1,
                                   .reason = "moves",
                                   .iban = "de89 3704 0044 0532 0130 00" };
  GError *error = NULL;

  asked = refund (fixture, &draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (asked->iban, ==, "DE89370400440532013000");
  g_assert_false (
      desco_refunds_set_iban (fixture->store, &asked->id, "DE89370400440532013001", NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "iban");
  g_clear_error (&error);
  g_assert_true (
      desco_refunds_set_iban (fixture->store, &asked->id, "SI56 2633 0001 2039 086", NULL, &error));
  after = desco_refunds_get (fixture->store, &asked->id, NULL, &error);
  g_assert_cmpstr (after->iban, ==, "SI56263300012039086");
}

/* converted at each one's lot value, in cents; a remainder stays. */
static void
test_transfer_converts (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) dear = NULL;
  g_autoptr (DescoPurchase) cheap = buy (fixture, 0, 10, "52.00");
  g_autoptr (DescoRefund) rest = NULL;
  DescoRefundDraft all = { .pupil_id = fixture->pupils[0], .reason = "leaves" };
  DescoTransfer transfer;
  DescoUuid entry;
  GError *error = NULL;

  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 700");
  dear = buy (fixture, 1, 1, "7.00");

  /* 3 × 5,20 = 15,60 are two vouchers of 7,00, for which 3 are needed; 1,60 stay. */
  g_assert_true (desco_transfers_make (fixture->store, &fixture->pupils[0], &fixture->pupils[1], 3,
                                       &transfer, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (transfer.taken, ==, 3);
  g_assert_cmpint (transfer.received, ==, 2);
  g_assert_cmpint (transfer.rest, ==, 160);
  assert_wallet (fixture, 0, 7, 7 * 520 + 160);
  assert_wallet (fixture, 1, 3, 2100);

  /* 4 × 5,20 + 1,60 = 22,40 are three of 7,00 = 21,00; 1,40 stay. */
  g_assert_true (desco_transfers_make (fixture->store, &fixture->pupils[0], &fixture->pupils[1], 4,
                                       &transfer, NULL, &error));
  g_assert_cmpint (transfer.taken, ==, 4);
  g_assert_cmpint (transfer.received, ==, 3);
  assert_wallet (fixture, 0, 3, 3 * 520 + 140);

  /* Undoing one side undoes both. */
  entry = desco_fixture_query_uuid (fixture, LAST_ENTRY, &fixture->pupils[1]);
  g_assert_true (desco_wallets_reverse (fixture->store, &entry, "wrong child", NULL, &error));
  g_assert_no_error (error);
  assert_wallet (fixture, 0, 7, 7 * 520 + 160);
  assert_wallet (fixture, 1, 3, 2100);

  /* All that is left takes the cents along. */
  rest = refund (fixture, &all, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rest->amount, ==, 7 * 520 + 160);
  g_assert_cmpint (desco_fixture_query (fixture, REST, &fixture->pupils[0]), ==, 0);
  assert_wallet (fixture, 0, 0, 0);
}

/* what is told before is what happens, and telling moves nothing. */
static void
test_transfer_planned (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) cheap = buy (fixture, 0, 10, "52.00");
  g_autoptr (DescoPurchase) dear = NULL;
  DescoTransfer planned, made;
  GError *error = NULL;

  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 700");
  dear = buy (fixture, 1, 1, "7.00");
  g_assert_true (desco_transfers_plan (fixture->store, &fixture->pupils[0], &fixture->pupils[1], 9,
                                       &planned, NULL, &error));
  g_assert_no_error (error);
  assert_wallet (fixture, 0, 10, 5200);
  assert_wallet (fixture, 1, 1, 700);
  g_assert_true (desco_transfers_make (fixture->store, &fixture->pupils[0], &fixture->pupils[1], 9,
                                       &made, NULL, &error));
  g_assert_cmpint (planned.taken, ==, made.taken);
  g_assert_cmpint (planned.received, ==, made.received);
  g_assert_cmpint (planned.value, ==, made.value);
  g_assert_cmpint (planned.rest, ==, made.rest);

  g_assert_false (desco_transfers_plan (fixture->store, &fixture->pupils[0], &fixture->pupils[0], 1,
                                        &planned, NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
  g_clear_error (&error);
}

/* who has a guardian in common is a sibling, and nobody is their own. */
static void
test_siblings (DescoFixture *fixture, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) three
      = desco_pupils_list_siblings (fixture->store, &fixture->pupils[0], NULL, &error);
  g_autoptr (GPtrArray) two = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (three->len, ==, 2);
  desco_fixture_run (fixture, "DELETE FROM guardianship WHERE pupil_id = :id", &fixture->pupils[2]);
  two = desco_pupils_list_siblings (fixture->store, &fixture->pupils[0], NULL, &error);
  g_assert_cmpuint (two->len, ==, 1);
  g_assert_true (
      desco_uuid_equal (&((DescoPupil *) g_ptr_array_index (two, 0))->id, &fixture->pupils[1]));
}

/* Only as many vouchers go as the sibling's whole vouchers need. */
static void
test_transfer_takes_no_more_than_needed (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) cheap = NULL;
  g_autoptr (DescoPurchase) dear = NULL;
  DescoTransfer transfer;
  GError *error = NULL;

  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 100");
  cheap = buy (fixture, 0, 10, "10.00");
  set_price (fixture, "UPDATE tariff_rule SET unit_amount = 700");
  dear = buy (fixture, 1, 1, "7.00");
  g_assert_true (desco_transfers_make (fixture->store, &fixture->pupils[0], &fixture->pupils[1], 10,
                                       &transfer, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (transfer.taken, ==, 7);
  g_assert_cmpint (transfer.rest, ==, 0);
  assert_wallet (fixture, 0, 3, 300);
  assert_wallet (fixture, 1, 2, 1400);
}

static void
test_transfer_refused (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 0, 10, "52.00");
  const struct
  {
    const char *before;
    const DescoUuid *to;
    gint64 quantity;
    GQuark domain;
  } cases[] = {
    { NULL, &fixture->pupils[1], 0, DESCO_INPUT_ERROR },
    { NULL, &fixture->pupils[0], 1, DESCO_INPUT_ERROR },
    { NULL, &fixture->school, 1, DESCO_INPUT_ERROR },
    { NULL, &fixture->pupils[1], 11, DESCO_RULE_ERROR },
    { "UPDATE tariff_rule SET unit_amount = 521", &fixture->pupils[1], 1, DESCO_RULE_ERROR },
    { "UPDATE tariff_rule SET unit_amount = 0", &fixture->pupils[1], 1, DESCO_RULE_ERROR },
    { "DELETE FROM guardianship WHERE pupil_id = (SELECT max (pupil_id) FROM guardianship)",
      &fixture->pupils[2], 1, DESCO_RULE_ERROR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DescoTransfer transfer;
      g_autoptr (GError) error = NULL;

      if (cases[i].before != NULL)
        desco_fixture_run (fixture, cases[i].before, NULL);
      g_assert_false (desco_transfers_make (fixture->store, &fixture->pupils[0], cases[i].to,
                                            cases[i].quantity, &transfer, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (error->domain, ==, cases[i].domain);
    }
  assert_wallet (fixture, 0, 10, 5200);
}

/* What was refunded or moved on can't lose its lot any more. */
static void
test_given_away_is_not_undone (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPurchase) purchase = buy (fixture, 0, 10, "52.00");
  g_autoptr (DescoRefund) request = NULL;
  DescoRefundDraft draft = { .pupil_id = fixture->pupils[1], .quantity = 1, .reason = "r" };
  DescoTransfer transfer;
  DescoUuid entry;
  GError *error = NULL;

  g_assert_true (desco_transfers_make (fixture->store, &fixture->pupils[0], &fixture->pupils[1], 2,
                                       &transfer, NULL, &error));
  entry = desco_fixture_query_uuid (fixture, LAST_ENTRY, &fixture->pupils[1]);
  request = refund (fixture, &draft, &error);
  g_assert_no_error (error);
  g_assert_false (desco_wallets_reverse (fixture->store, &entry, "wrong", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);

  entry = desco_fixture_query_uuid (fixture, LAST_ENTRY, &fixture->pupils[1]);
  g_assert_false (desco_wallets_reverse (fixture->store, &entry, "by hand", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  assert_wallet (fixture, 1, 1, 520);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/store/refunds/R-08/each-at-its-lots-cost", test_each_at_its_lots_cost);
  desco_fixture_add ("/store/refunds/R-08/offered-before", test_offered_before);
  desco_fixture_add ("/store/refunds/R-08/offered-of-a-purchase", test_offered_of_a_purchase);
  desco_fixture_add ("/store/refunds/R-08/of-a-purchase", test_of_a_purchase);
  desco_fixture_add ("/store/refunds/R-05/of-a-receipt", test_of_a_receipt);
  desco_fixture_add ("/store/refunds/states", test_states);
  desco_fixture_add ("/store/refunds/paid-together", test_paid_together);
  desco_fixture_add ("/store/refunds/bad-drafts", test_bad_drafts);
  desco_fixture_add ("/store/transfers/R-11/converts", test_transfer_converts);
  desco_fixture_add ("/store/transfers/R-11/planned", test_transfer_planned);
  desco_fixture_add ("/store/transfers/R-11/siblings", test_siblings);
  desco_fixture_add ("/store/transfers/R-11/no-more-than-needed",
                     test_transfer_takes_no_more_than_needed);
  desco_fixture_add ("/store/transfers/R-11/refused", test_transfer_refused);
  desco_fixture_add ("/store/transfers/R-11/given-away", test_given_away_is_not_undone);
  desco_fixture_add ("/store/refunds/account-abroad", test_account_abroad);
  return g_test_run ();
}
