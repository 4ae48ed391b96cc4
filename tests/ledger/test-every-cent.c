/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* A town's whole life at random, through the doors that people use: sales, instalments, receipts
 * right and wrong, meals, corrections, tariff changes, transfers between siblings, refunds, cash, decisions. The
 * test keeps its own account of the money that came and went; whatever happened, it must find every
 * cent of it again: what was paid is what was eaten, is left, was paid back or waits for a person.
 *
 * The seed is printed; DESCO_PROPERTY_SEED plays the same life again, DESCO_PROPERTY_STEPS a
 * longer one. */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "ledger/desco-ledger-private.h"
#include "ledger/desco-verify.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-purchases.h"
#include "store/desco-quittances.h"
#include "store/desco-receipt-decisions.h"
#include "store/desco-receipts.h"
#include "store/desco-refunds.h"
#include "store/desco-settings.h"
#include "store/desco-transfers.h"
#include "store/desco-wallets.h"

#define DEFAULT_STEPS 2000
#define STEPS_A_COUNT 250
#define STEPS_A_VERIFY 10000
#define STEP_SECONDS 300
/* Sales and movements that something can still happen to. */
#define N_RECENT 60

typedef struct
{
  DescoUuid id;
  gint64 value; /* cents that the entry brought from outside; 0 for none */
} Movement;

typedef struct
{
  DescoFixture *fixture;
  GRand *rand;
  GPtrArray *purchases; /* DescoPurchase */
  GPtrArray *receipts;  /* DescoReceiptData that came already */
  GArray *movements;    /* Movement */
  GArray *refunds;      /* DescoUuid */
  GArray *quittances;   /* Movement: what was taken, by its quittance */
  guint n_receipts;
  GDate meal_dates[3];

  /* What came and went, in cents, as told from outside. */
  gint64 paid;     /* by receipts that credited */
  gint64 opened;   /* opening balances and corrections in favour */
  gint64 aside;    /* by receipts that wait for a person */
  gint64 refunded; /* paid back, or to be, of vouchers */
  gint64 returned; /* the same, of receipts that became none */
  gint64 cash;     /* taken at the desk */
} Life;

typedef void (*Act) (Life *life);

static guint
pick (Life *life, guint n)
{
  return (guint) g_rand_int_range (life->rand, 0, (gint32) n);
}

static guint
pick_recent (Life *life, guint length)
{
  return length - 1 - pick (life, MIN (length, N_RECENT));
}

/* Refusals are part of life; anything else is a fault. */
static gboolean
allow (GError *error)
{
  gboolean done = error == NULL;

  if (!done && error->domain != DESCO_RULE_ERROR)
    g_error ("%s", error->message);
  g_clear_error (&error);
  return done;
}

static void
sell (Life *life)
{
  DescoPurchaseOrder order;
  DescoPurchase *purchase;
  GError *error = NULL;

  desco_purchase_order_init (&order, &life->fixture->pupils[pick (life, 3)], 1 + pick (life, 30));
  if (order.quantity >= 4 && pick (life, 3) == 0)
    order.n_instalments = 2 + pick (life, 3);
  purchase = desco_purchases_sell (life->fixture->store, &order, NULL, &error);
  if (allow (error))
    g_ptr_array_add (life->purchases, purchase);
}

static void
receive (Life *life, DescoReceiptData *receipt)
{
  GError *error = NULL;
  g_autoptr (DescoReceiptRecord) record
      = desco_receipts_record (life->fixture->store, receipt, "file", NULL, &error);

  g_assert_no_error (error);
  if (record->state == DESCO_RECEIPT_CREDITED)
    life->paid += receipt->amount;
  else if (record->state == DESCO_RECEIPT_REVIEW && receipt->outcome == DESCO_RECEIPT_OUTCOME_OK)
    life->aside += receipt->amount;
}

/* The whole or one of the instalments is paid: mostly right, now and then oddly. */
static void
pay (Life *life)
{
  g_autoptr (DescoPurchase) paid = g_object_new (DESCO_TYPE_PURCHASE, NULL);
  g_autoptr (DescoReceiptData) receipt = NULL;
  g_autofree char *receipt_id = g_strdup_printf ("receipt-%u", life->n_receipts++);
  g_autofree char *euros = NULL;
  const DescoPurchase *purchase;
  gint64 amount;
  guint oddity = pick (life, 20);

  if (life->purchases->len == 0)
    return;
  purchase = g_ptr_array_index (life->purchases, pick_recent (life, life->purchases->len));
  paid->iuv = g_strdup (purchase->iuv);
  paid->notice_number = g_strdup (purchase->notice_number);
  amount = purchase->amount;
  if (purchase->instalments->len > 0 && pick (life, 5) > 0)
    {
      const DescoInstalment *part
          = g_ptr_array_index (purchase->instalments, pick (life, purchase->instalments->len));

      g_free (paid->iuv);
      g_free (paid->notice_number);
      paid->iuv = g_strdup (part->iuv);
      paid->notice_number = g_strdup (part->notice_number);
      amount = part->amount;
    }
  if (oddity == 0)
    amount += 1 + (gint64) pick (life, 500);
  euros = g_strdup_printf ("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, amount / 100, amount % 100);
  receipt
      = desco_sample_receipt (paid, receipt_id, oddity == 1 ? "00178920039" : DESCO_SAMPLE_CREDITOR,
                              oddity == 2 ? "KO" : "OK", euros);
  receive (life, receipt);
  g_ptr_array_add (life->receipts, g_steal_pointer (&receipt));
}

/* the same receipt again brings nothing. */
static void
pay_again (Life *life)
{
  GError *error = NULL;
  g_autoptr (DescoReceiptRecord) record = NULL;

  if (life->receipts->len == 0)
    return;
  record = desco_receipts_record (
      life->fixture->store,
      g_ptr_array_index (life->receipts, pick_recent (life, life->receipts->len)), "gpd", NULL,
      &error);
  g_assert_no_error (error);
  g_assert_cmpint (record->state, !=, DESCO_RECEIPT_CREDITED);
}

static void
cancel (Life *life)
{
  const DescoPurchase *purchase;
  GError *error = NULL;

  if (life->purchases->len == 0)
    return;
  purchase = g_ptr_array_index (life->purchases, pick_recent (life, life->purchases->len));
  desco_purchases_set_status (life->fixture->store, &purchase->id, DESCO_PURCHASE_CANCELLED, NULL,
                              NULL, &error);
  allow (error);
}

static gpointer
post_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  DescoUuid id;

  return desco_ledger_post (connection, data, &id, error) ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
post (Life *life, const DescoLedgerDraft *draft)
{
  GError *error = NULL;
  g_autofree DescoUuid *id
      = desco_store_write (life->fixture->store, post_writer, (gpointer) draft, NULL, &error);
  Movement movement = { 0 };

  if (!allow (error))
    return;
  movement.id = *id;
  if (draft->quantity > 0)
    movement.value = draft->quantity * draft->unit_amount;
  life->opened += movement.value;
  g_array_append_val (life->movements, movement);
}

static void
eat (Life *life)
{
  guint pupil = pick (life, 3);
  const DescoLedgerDraft draft = {
    .kind = DESCO_LEDGER_MEAL,
    .pupil_id = life->fixture->pupils[pupil],
    .quantity = pick (life, 10) > 0 ? -1 : 0,
    .unit_amount = 500,
    .civil_date = life->meal_dates[pupil],
    .service = "lunch",
  };

  life->meal_dates[pupil] = desco_date_add_days (&draft.civil_date, 1);
  post (life, &draft);
}

static void
correct (Life *life)
{
  gint64 quantity = (gint64) pick (life, 9) - 4;
  const DescoLedgerDraft draft = {
    .kind = pick (life, 2) > 0 && quantity > 0 ? DESCO_LEDGER_OPENING : DESCO_LEDGER_ADJUSTMENT,
    .pupil_id = life->fixture->pupils[pick (life, 3)],
    .quantity = quantity != 0 ? quantity : 5,
    .unit_amount = quantity < 0 ? -1 : (gint64) pick (life, 900),
    .civil_date = desco_clock_today (),
  };

  post (life, &draft);
}

static void
undo (Life *life)
{
  Movement *movement;
  GError *error = NULL;

  if (life->movements->len == 0)
    return;
  movement = &g_array_index (life->movements, Movement, pick_recent (life, life->movements->len));
  desco_wallets_reverse (life->fixture->store, &movement->id, "wrong", NULL, &error);
  if (allow (error))
    life->opened -= movement->value;
}

static void
change_tariff (Life *life)
{
  static const char *const prices[] = {
    "UPDATE tariff_rule SET unit_amount = 1",   "UPDATE tariff_rule SET unit_amount = 333",
    "UPDATE tariff_rule SET unit_amount = 480", "UPDATE tariff_rule SET unit_amount = 520",
    "UPDATE tariff_rule SET unit_amount = 701",
  };

  desco_fixture_run (life->fixture, prices[pick (life, G_N_ELEMENTS (prices))], NULL);
}

static void
transfer (Life *life)
{
  static const char LAST_TRANSFER[]
      = "SELECT id FROM ledger WHERE kind = 'transfer-in' AND pupil_id = :id"
        " ORDER BY id DESC LIMIT 1";
  const DescoUuid *from = &life->fixture->pupils[pick (life, 3)];
  const DescoUuid *to = &life->fixture->pupils[pick (life, 3)];
  DescoTransfer made;
  Movement movement = { 0 };
  GError *error = NULL;

  if (from == to)
    return;
  desco_transfers_make (life->fixture->store, from, to, 1 + pick (life, 12), &made, NULL, &error);
  if (!allow (error))
    return;
  movement.id = desco_fixture_query_uuid (life->fixture, LAST_TRANSFER, to);
  g_array_append_val (life->movements, movement);
}

static void
request_refund (Life *life)
{
  DescoRefundDraft draft = { .reason = "asked for" };
  g_autoptr (DescoRefund) refund = NULL;
  GError *error = NULL;

  if (life->purchases->len > 0 && pick (life, 2) > 0)
    draft.purchase_id = ((DescoPurchase *) g_ptr_array_index (
                             life->purchases, pick_recent (life, life->purchases->len)))
                            ->id;
  else
    draft.pupil_id = life->fixture->pupils[pick (life, 3)];
  draft.quantity = 1 + pick (life, 8);
  refund = desco_refunds_create (life->fixture->store, &draft, NULL, &error);
  if (!allow (error))
    return;
  life->refunded += refund->amount;
  g_array_append_val (life->refunds, refund->id);
}

static void
settle_refund (Life *life)
{
  static const DescoRefundStatus ends[]
      = { DESCO_REFUND_EXPORTED, DESCO_REFUND_PAID, DESCO_REFUND_REFUSED };
  DescoRefundStatus end = ends[pick (life, G_N_ELEMENTS (ends))];
  g_autoptr (DescoRefund) before = NULL;
  GError *error = NULL;

  if (life->refunds->len == 0)
    return;
  before = desco_refunds_get (
      life->fixture->store,
      &g_array_index (life->refunds, DescoUuid, pick_recent (life, life->refunds->len)), NULL,
      &error);
  g_assert_no_error (error);
  desco_refunds_set_status (life->fixture->store, &before->id, end, "decided", NULL, &error);
  if (allow (error) && end == DESCO_REFUND_REFUSED && before->status != DESCO_REFUND_REFUSED)
    life->refunded -= before->amount;
}

/* a person decides on a receipt that waits. What was credited of it, and what goes back, is
 * told by the record; both together are what was paid, or less where it is refused, or more where
 * the town credits what was sold all the same. */
static void
decide (Life *life)
{
  static const char WAITING[] = "SELECT id FROM receipt WHERE state = 'review' AND outcome = 'OK'"
                                " ORDER BY id DESC LIMIT 1";
  static const char AMOUNT[] = "SELECT amount FROM receipt WHERE id = :id";
  static const char CREDITED[]
      = "SELECT ifnull (sum (value), 0) FROM ledger WHERE receipt_id = :id AND quantity > 0";
  static const char RETURNED[] = "SELECT ifnull (sum (amount), 0) FROM refund"
                                 " WHERE receipt_id = :id AND status <> 'refused'";
  static const DescoReceiptDecision decisions[]
      = { DESCO_RECEIPT_DECISION_CREDIT, DESCO_RECEIPT_DECISION_CREDIT_PAID,
          DESCO_RECEIPT_DECISION_REFUSE, DESCO_RECEIPT_DECISION_REFUND };
  DescoReceiptVerdict verdict = {
    .receipt_id = desco_fixture_query_uuid (life->fixture, WAITING, NULL),
    .decision = decisions[pick (life, G_N_ELEMENTS (decisions))],
    .note = "decided",
  };
  g_autoptr (DescoReceiptRecord) record = NULL;
  GError *error = NULL;

  if (desco_uuid_is_nil (&verdict.receipt_id))
    return;
  record = desco_receipts_decide (life->fixture->store, &verdict, NULL, &error);
  if (!allow (error))
    return;
  life->aside -= desco_fixture_query (life->fixture, AMOUNT, &verdict.receipt_id);
  life->paid += desco_fixture_query (life->fixture, CREDITED, &verdict.receipt_id);
  life->returned += desco_fixture_query (life->fixture, RETURNED, &verdict.receipt_id);
}

/* money at the desk credits at once. */
static void
take_cash (Life *life)
{
  const DescoPurchase *purchase;
  g_autoptr (DescoQuittance) quittance = NULL;
  Movement taken = { 0 };
  GError *error = NULL;

  if (life->purchases->len == 0)
    return;
  purchase = g_ptr_array_index (life->purchases, pick_recent (life, life->purchases->len));
  quittance = desco_quittances_take (life->fixture->store, &purchase->id, 0, DESCO_QUITTANCE_CASH,
                                     NULL, NULL, &error);
  /* Once an instalment is paid the desk wants to know which one is paid next. */
  if (error != NULL && error->domain == DESCO_INPUT_ERROR)
    {
      g_error_free (error);
      return;
    }
  if (!allow (error))
    return;
  taken.id = quittance->id;
  taken.value = quittance->amount;
  life->cash += taken.value;
  g_array_append_val (life->quittances, taken);
}

static void
void_cash (Life *life)
{
  const Movement *taken;
  g_autoptr (DescoQuittance) quittance = NULL;
  GError *error = NULL;

  if (life->quittances->len == 0)
    return;
  taken = &g_array_index (life->quittances, Movement, pick_recent (life, life->quittances->len));
  quittance = desco_quittances_void (life->fixture->store, &taken->id, "wrong", NULL, &error);
  if (allow (error))
    life->cash -= taken->value;
}

static void
expire (Life *life)
{
  GError *error = NULL;

  g_assert_cmpint (desco_purchases_expire (life->fixture->store, NULL, &error), >=, 0);
  g_assert_no_error (error);
}

/* What a movement holds of the lots, given back shares taken off. */
#define HELD_BY(kinds)                                                                             \
  "SELECT ifnull (-sum (u.quantity * l.unit_amount), 0) FROM lot_use AS u"                         \
  " JOIN lot AS l ON l.id = u.lot_id JOIN ledger AS d ON d.id = u.debit_id"                        \
  " WHERE d.kind IN (" kinds ")"

static void
count_every_cent (Life *life, guint step)
{
  static const char EATEN[] = HELD_BY ("'meal'");
  static const char CORRECTED[] = HELD_BY ("'adjustment'");
  static const char LEFT[] = "SELECT ifnull (sum (remaining * unit_amount), 0) FROM lot";
  static const char RESTS[] = "SELECT ifnull (sum (rest), 0) FROM wallet_line";
  static const char REFUNDED[] = "SELECT ifnull (sum (amount), 0) FROM refund"
                                 " WHERE status <> 'refused' AND entry_id IS NOT NULL";
  static const char RETURNED[] = "SELECT ifnull (sum (amount), 0) FROM refund"
                                 " WHERE status <> 'refused' AND receipt_id IS NOT NULL";
  static const char WAITING[]
      = "SELECT ifnull (sum (amount), 0) FROM receipt WHERE state = 'review' AND outcome = 'OK'";
  /* what is not covered and what is left never stand side by side. */
  static const char BOTH[] = "SELECT count (*) FROM uncovered AS u WHERE EXISTS"
                             " (SELECT 1 FROM lot WHERE pupil_id = u.pupil_id AND remaining > 0)";
  DescoFixture *fixture = life->fixture;
  gint64 eaten = desco_fixture_query (fixture, EATEN, NULL);
  gint64 corrected = desco_fixture_query (fixture, CORRECTED, NULL);
  gint64 left = desco_fixture_query (fixture, LEFT, NULL);
  gint64 rests = desco_fixture_query (fixture, RESTS, NULL);
  gint64 refunded = desco_fixture_query (fixture, REFUNDED, NULL);
  gint64 waiting = desco_fixture_query (fixture, WAITING, NULL);

  g_test_message (
      "step %u: paid %" G_GINT64_FORMAT " + cash %" G_GINT64_FORMAT " + opened %" G_GINT64_FORMAT
      " = eaten %" G_GINT64_FORMAT " + corrected %" G_GINT64_FORMAT " + left %" G_GINT64_FORMAT
      " + rests %" G_GINT64_FORMAT " + refunded %" G_GINT64_FORMAT "; set aside %" G_GINT64_FORMAT,
      step, life->paid, life->cash, life->opened, eaten, corrected, left, rests, refunded, waiting);
  g_assert_cmpint (refunded, ==, life->refunded);
  g_assert_cmpint (waiting, ==, life->aside);
  g_assert_cmpint (desco_fixture_query (fixture, RETURNED, NULL), ==, life->returned);
  g_assert_cmpint (life->paid + life->cash + life->opened, ==,
                   eaten + corrected + left + rests + refunded);
  g_assert_cmpint (desco_fixture_query (fixture, BOTH, NULL), ==, 0);
}

static void
assert_clean (Life *life)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) findings = desco_verify (life->fixture->store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const DescoFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s: %s", finding->rule, finding->subject, finding->message);
    }
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
act_at_random (Life *life)
{
  static const struct
  {
    guint weight;
    Act act;
  } acts[] = {
    { 30, eat },     { 15, sell },          { 13, pay },          { 3, pay_again },
    { 3, cancel },   { 4, correct },        { 7, undo },          { 2, change_tariff },
    { 6, transfer }, { 4, request_refund }, { 4, settle_refund }, { 1, expire },
    { 4, decide },   { 3, take_cash },      { 1, void_cash },
  };
  guint choice = pick (life, 100);

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (choice < acts[i].weight)
        {
          acts[i].act (life);
          return;
        }
      choice -= acts[i].weight;
    }
  g_assert_not_reached ();
}

static guint
read_number (const char *name, guint otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL && *text != '\0' ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

/* together. */
static void
test_every_cent (DescoFixture *fixture, gconstpointer data)
{
  guint n_steps = read_number ("DESCO_PROPERTY_STEPS", DEFAULT_STEPS);
  guint seed = read_number ("DESCO_PROPERTY_SEED", g_test_rand_int () & G_MAXINT32);
  Life life = {
    .fixture = fixture,
    .rand = g_rand_new_with_seed (seed),
    .purchases = g_ptr_array_new_with_free_func (g_object_unref),
    .receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_receipt_data_unref),
    .movements = g_array_new (FALSE, FALSE, sizeof (Movement)),
    .quittances = g_array_new (FALSE, FALSE, sizeof (Movement)),
    .refunds = g_array_new (FALSE, FALSE, sizeof (DescoUuid)),
  };
  gint64 start;
  GError *error = NULL;

  g_test_message ("%u steps of seed %u", n_steps, seed);
  desco_fixture_set_clock ("2026-09-14T06:00:00Z");
  desco_settings_set (fixture->store, DESCO_SETTING_CASH_ALLOWED, "true", NULL, &error);
  g_assert_no_error (error);
  start = desco_clock_now ();
  for (guint i = 0; i < G_N_ELEMENTS (life.meal_dates); i++)
    life.meal_dates[i] = desco_date_from_ymd (2026, 9, 1);

  for (guint step = 1; step <= n_steps; step++)
    {
      desco_clock_set (start + (gint64) step * STEP_SECONDS * G_USEC_PER_SEC);
      act_at_random (&life);
      if (step % STEPS_A_COUNT == 0 || step == n_steps)
        count_every_cent (&life, step);
      if (step % STEPS_A_VERIFY == 0)
        assert_clean (&life);
    }
  assert_clean (&life);
  g_assert_cmpint (life.paid, >, 0);
  g_assert_cmpint (life.aside, >, 0);

  g_rand_free (life.rand);
  g_ptr_array_unref (life.purchases);
  g_ptr_array_unref (life.receipts);
  g_array_unref (life.movements);
  g_array_unref (life.refunds);
  g_array_unref (life.quittances);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/ledger/every-cent/is-accounted-for", test_every_cent);
  return g_test_run ();
}
