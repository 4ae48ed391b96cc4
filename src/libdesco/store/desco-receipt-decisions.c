/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-receipt-decisions.h"

#include "ledger/desco-ledger-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-enum.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "store/desco-outbox-private.h"
#include "store/desco-positions-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-receipts-private.h"
#include "store/desco-refunds-private.h"
#include "store/desco-store-private.h"
#include "store/desco-tariffs-private.h"

#include <glib/gi18n-lib.h>

static const char SELECT_IS_OURS[]
    = "SELECT 1 FROM creditor AS c JOIN receipt AS r ON r.creditor_tax_code = c.tax_code"
      " WHERE r.id = :id";
static const char SELECT_MISSING[] = "SELECT ifnull (sum (quantity), 0) FROM instalment"
                                     " WHERE purchase_id = :purchase AND status <> 'credited'";
static const char UPDATE_RECEIPT[]
    = "UPDATE receipt SET state = :state, decision = :decision, credited_value = :value,"
      " decided_at = :at, decided_by = :author, decision_note = :note,"
      " purchase_id = ifnull (:purchase, purchase_id), instalment = :instalment WHERE id = :id";
static const char SELECT_OPERATION[]
    = "SELECT json_object ('receiptId', receipt_id, 'decision', decision, 'state', state,"
      " 'creditedValue', credited_value, 'at', decided_at, 'note', decision_note,"
      " 'purchase', uuid_text (purchase_id), 'instalment', instalment) FROM receipt WHERE id = :id";

/* What a decision comes to, once the receipt and what it pays were looked at. */
typedef struct
{
  DescoReceiptRecord *receipt;
  DescoReceiptDue due;
  DescoUuid pupil_id;
  gint64 unit_amount;
  DescoReceiptConsequence consequence;
} Terms;

static void
terms_clear (Terms *terms)
{
  g_clear_pointer (&terms->receipt, desco_receipt_record_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Terms, terms_clear)

typedef struct
{
  DescoReceiptVerdict verdict;
  char *note;
} Request;

static void
request_free (Request *request)
{
  g_free (request->note);
  g_free (request);
}

static Request *
request_new (const DescoReceiptVerdict *verdict)
{
  Request *request = g_new0 (Request, 1);

  request->verdict = *verdict;
  request->note = g_strdup (verdict->note);
  request->verdict.note = request->note;
  return request;
}

static gboolean
is_credit (const DescoReceiptVerdict *verdict)
{
  return verdict->decision == DESCO_RECEIPT_DECISION_CREDIT
         || verdict->decision == DESCO_RECEIPT_DECISION_CREDIT_PAID;
}

static gboolean
has_note (const DescoReceiptVerdict *verdict)
{
  return verdict->note != NULL && *verdict->note != '\0';
}

/* The day that the payment counts for. */
static GDate
get_day (const DescoReceiptRecord *receipt)
{
  return receipt->payment_at > 0 ? desco_date_of_time (receipt->payment_at) : desco_clock_today ();
}

/* Only money that came, and that came to us, can become vouchers or go back. */
static gboolean
check_money (DescoConnection *connection, const DescoReceiptRecord *receipt, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_IS_OURS);
  GError *local_error = NULL;
  gboolean ours;

  desco_statement_bind_uuid (statement, ":id", &receipt->id);
  ours = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (ours && receipt->paid)
    return TRUE;

  g_set_error_literal (
      error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
      receipt->paid ? _ ("The receipt is for another creditor: no money came from it, so it can "
                         "only be refused.")
                    : _ ("The payment did not succeed: no money came from it, so the receipt can "
                         "only be refused."));
  return FALSE;
}

/* What the receipt pays: the purchase that was named, or the one of its IUV. */
static gboolean
find_due (DescoConnection *connection,
          const DescoReceiptVerdict *verdict,
          Terms *terms,
          GError **error)
{
  const DescoUuid *wanted = &verdict->purchase_id;
  gboolean by_purchase = !desco_uuid_is_nil (wanted);

  if (!by_purchase && !desco_uuid_is_nil (&verdict->pupil_id))
    return TRUE;
  if (!desco_receipts_find_due_in (connection, terms->receipt->iuv, &terms->due, error))
    return FALSE;
  if (by_purchase && (!terms->due.found || !desco_uuid_equal (&terms->due.purchase_id, wanted))
      && !desco_receipts_get_due_in (connection, wanted, &terms->due, error))
    return FALSE;
  if (terms->due.found)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "purchase",
                         by_purchase ? _ ("There is no such purchase.")
                                     : _ ("No purchase has the receipt's payment reference: say "
                                          "which purchase or which pupil it is for."));
  return FALSE;
}

static gboolean
count_missing (DescoConnection *connection, Terms *terms, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_MISSING);

  desco_statement_bind_uuid (statement, ":purchase", &terms->due.purchase_id);
  if (!desco_statement_step (statement, error))
    return FALSE;
  terms->consequence.quantity = desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  if (terms->consequence.quantity > 0)
    return TRUE;
  g_set_error_literal (
      error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
      _ ("All instalments are credited already: pay the money back, or credit what "
         "was paid."));
  return FALSE;
}

/* Whole vouchers for the money that came; cents that do not make one go back. */
static gboolean
count_paid (Terms *terms, GError **error)
{
  if (terms->unit_amount > 0 && terms->receipt->amount >= terms->unit_amount)
    {
      terms->consequence.quantity = terms->receipt->amount / terms->unit_amount;
      return TRUE;
    }
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                       _ ("What was paid does not make one voucher: pay it back, or refuse the "
                          "receipt."));
  return FALSE;
}

/* The price of vouchers for a pupil who had bought none: the tariff's on the day of payment. */
static gboolean
find_price (DescoConnection *connection,
            const DescoReceiptVerdict *verdict,
            Terms *terms,
            GError **error)
{
  GDate day = get_day (terms->receipt);
  g_autoptr (DescoQuote) quote
      = desco_tariffs_quote_in (connection, &verdict->pupil_id, &day, error);

  if (quote == NULL)
    return FALSE;
  terms->pupil_id = verdict->pupil_id;
  terms->unit_amount = quote->unit_amount;
  return TRUE;
}

static gboolean
find_quantity (DescoConnection *connection,
               const DescoReceiptVerdict *verdict,
               Terms *terms,
               GError **error)
{
  if (!terms->due.found)
    return find_price (connection, verdict, terms, error) && count_paid (terms, error);

  terms->pupil_id = terms->due.pupil_id;
  terms->unit_amount = terms->due.unit_amount;
  terms->consequence.quantity = terms->due.quantity;
  if (verdict->decision == DESCO_RECEIPT_DECISION_CREDIT_PAID)
    return count_paid (terms, error);
  return terms->due.n_credited == 0 || count_missing (connection, terms, error);
}

static gboolean
find_credit (DescoConnection *connection,
             const DescoReceiptVerdict *verdict,
             Terms *terms,
             GError **error)
{
  DescoReceiptConsequence *consequence = &terms->consequence;

  if (!find_due (connection, verdict, terms, error)
      || !find_quantity (connection, verdict, terms, error))
    return FALSE;
  if (!desco_money_multiply (terms->unit_amount, consequence->quantity, &consequence->value))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "quantity",
                             _ ("These are too many vouchers for one receipt."));
      return FALSE;
    }
  consequence->refund = MAX (terms->receipt->amount - consequence->value, 0);
  return TRUE;
}

/* What @verdict leads to, or why it can't be. */
static gboolean
find_terms (DescoConnection *connection,
            const DescoReceiptVerdict *verdict,
            Terms *terms,
            GError **error)
{
  terms->receipt = desco_receipts_get_in (connection, &verdict->receipt_id, error);
  if (terms->receipt == NULL)
    return FALSE;
  if (terms->receipt->state != DESCO_RECEIPT_REVIEW)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE,
                           _ ("This receipt is settled already; a receipt is decided on once."));
      return FALSE;
    }
  if (verdict->decision == DESCO_RECEIPT_DECISION_REFUSE)
    return TRUE;
  if (!check_money (connection, terms->receipt, error))
    return FALSE;
  if (is_credit (verdict))
    return find_credit (connection, verdict, terms, error);

  terms->pupil_id = verdict->pupil_id;
  terms->consequence.refund = terms->receipt->amount;
  return TRUE;
}

/* A decision that gives away, or turns away, says why. */
static gboolean
check_note (const DescoReceiptVerdict *verdict, const Terms *terms, GError **error)
{
  gboolean gives = terms->consequence.value > terms->receipt->amount;

  if (has_note (verdict) || (!gives && verdict->decision != DESCO_RECEIPT_DECISION_REFUSE))
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "note",
                         gives ? _ ("More would be credited than was paid: say why.")
                               : _ ("Say why the receipt is refused."));
  return FALSE;
}

/* The first credit of what was sold is the purchase's own, if it is for just as much; whatever else
 * comes is an adjustment, so that a purchase is credited once. */
static gboolean
post_credit (DescoConnection *connection,
             const DescoReceiptVerdict *verdict,
             const Terms *terms,
             GError **error)
{
  const DescoReceiptDue *due = &terms->due;
  gboolean first = due->found && !desco_receipt_due_is_credited (due);
  DescoLedgerDraft draft = {
    .kind = first ? DESCO_LEDGER_PURCHASE : DESCO_LEDGER_ADJUSTMENT,
    .pupil_id = terms->pupil_id,
    .quantity = terms->consequence.quantity,
    .unit_amount = terms->unit_amount,
    .civil_date = get_day (terms->receipt),
    .purchase_id = due->purchase_id,
    .instalment = due->instalment,
    .receipt_id = terms->receipt->id,
    .note = has_note (verdict) ? verdict->note : NULL,
  };

  return desco_ledger_post (connection, &draft, NULL, error)
         && (!first
             || (desco_purchases_settle_in (connection, &due->purchase_id, due->instalment,
                                            terms->receipt->psp, terms->receipt->receipt_id, error)
                 && desco_positions_note_receipt_in (connection, &due->purchase_id, error)));
}

static gboolean
write_decision (DescoConnection *connection,
                const DescoReceiptVerdict *verdict,
                const Terms *terms,
                GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_RECEIPT);

  desco_statement_bind_uuid (statement, ":id", &verdict->receipt_id);
  desco_statement_bind_text (statement, ":state", is_credit (verdict) ? "credited" : "refused");
  desco_statement_bind_text (
      statement, ":decision",
      desco_enum_to_nick (DESCO_TYPE_RECEIPT_DECISION, (int) verdict->decision));
  if (is_credit (verdict))
    desco_statement_bind_int (statement, ":value", terms->consequence.value);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  desco_statement_bind_text (statement, ":note", has_note (verdict) ? verdict->note : NULL);
  desco_statement_bind_uuid (statement, ":purchase", &terms->due.purchase_id);
  desco_statement_bind_int (statement, ":instalment", terms->due.instalment);
  return desco_statement_run (statement, error)
         && desco_outbox_append_row (connection, "receipt-decision", &verdict->receipt_id,
                                     SELECT_OPERATION, &verdict->receipt_id, error);
}

/* What was paid and does not become vouchers goes back. */
static gboolean
request_refund (DescoConnection *connection,
                const DescoReceiptVerdict *verdict,
                const Terms *terms,
                GError **error)
{
  const DescoRefundDraft draft = {
    .pupil_id = terms->pupil_id,
    .receipt_id = verdict->receipt_id,
    .amount = terms->consequence.refund,
    .reason = has_note (verdict) ? verdict->note : terms->receipt->reason,
  };
  g_autoptr (DescoRefund) refund = NULL;

  if (terms->consequence.refund == 0)
    return TRUE;
  refund = desco_refunds_create_in (connection, &draft, error);
  return refund != NULL;
}

static gpointer
decide_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const Request *request = data;
  const DescoReceiptVerdict *verdict = &request->verdict;
  g_auto (Terms) terms = { 0 };

  if (!find_terms (connection, verdict, &terms, error) || !check_note (verdict, &terms, error)
      || (is_credit (verdict) && !post_credit (connection, verdict, &terms, error))
      || !write_decision (connection, verdict, &terms, error)
      || !request_refund (connection, verdict, &terms, error))
    return NULL;
  return desco_receipts_get_in (connection, &verdict->receipt_id, error);
}

static gpointer
foresee_reader (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  const Request *request = data;
  g_auto (Terms) terms = { 0 };

  if (!find_terms (connection, &request->verdict, &terms, error))
    return NULL;
  return g_memdup2 (&terms.consequence, sizeof terms.consequence);
}

/**
 * desco_receipts_decide:
 * @store: the database
 * @verdict: what is decided
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; of domain %DESCO_RULE_ERROR where the receipt is settled already
 *   or its money can't be credited, of %DESCO_INPUT_ERROR of the fields `receipt`, `purchase`,
 *   `pupil`, `note` or `quantity`
 *
 * Carries out what a person decided on an odd receipt: vouchers, the purchase's state, the
 * refund of what was paid and not credited, and who decided what, when and why, written
 * together or not at all. A receipt is decided on once.
 *
 * Returns: (nullable) (transfer full): the receipt as it stands now
 */
DescoReceiptRecord *
desco_receipts_decide (DescoStore *store,
                       const DescoReceiptVerdict *verdict,
                       GCancellable *cancellable,
                       GError **error)
{
  Request *request = request_new (verdict);
  DescoReceiptRecord *record
      = desco_store_write (store, decide_writer, request, cancellable, error);

  request_free (request);
  return record;
}

/**
 * desco_receipts_decide_async:
 * @store: the database
 * @verdict: what is decided
 * @cancellable: (nullable): to give up before it begins
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_receipts_decide(), without waiting.
 */
void
desco_receipts_decide_async (DescoStore *store,
                             const DescoReceiptVerdict *verdict,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  desco_store_write_async (
      store, decide_writer, request_new (verdict), (GDestroyNotify) request_free,
      (GDestroyNotify) desco_receipt_record_free, cancellable, callback, user_data);
}

/**
 * desco_receipts_decide_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error, as desco_receipts_decide()
 *
 * Returns: (nullable) (transfer full): the receipt as it stands now
 */
DescoReceiptRecord *
desco_receipts_decide_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_receipts_foresee:
 * @store: the database
 * @verdict: what may be decided; a note is not asked for
 * @cancellable: (nullable): to give up
 * @error: where to put an error, as desco_receipts_decide()
 *
 * Returns: (nullable) (transfer full): what the decision would lead to, to be freed with g_free()
 */
DescoReceiptConsequence *
desco_receipts_foresee (DescoStore *store,
                        const DescoReceiptVerdict *verdict,
                        GCancellable *cancellable,
                        GError **error)
{
  Request *request = request_new (verdict);
  DescoReceiptConsequence *consequence
      = desco_store_read (store, foresee_reader, request, cancellable, error);

  request_free (request);
  return consequence;
}

/**
 * desco_receipts_foresee_async:
 * @store: the database
 * @verdict: what may be decided
 * @cancellable: (nullable): to give up
 * @callback: told when it is known
 * @user_data: for @callback
 *
 * As desco_receipts_foresee(), without waiting.
 */
void
desco_receipts_foresee_async (DescoStore *store,
                              const DescoReceiptVerdict *verdict,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  desco_store_read_async (store, foresee_reader, request_new (verdict),
                          (GDestroyNotify) request_free, g_free, cancellable, callback, user_data);
}

/**
 * desco_receipts_foresee_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error, as desco_receipts_decide()
 *
 * Returns: (nullable) (transfer full): what the decision would lead to, to be freed with g_free()
 */
DescoReceiptConsequence *
desco_receipts_foresee_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}
