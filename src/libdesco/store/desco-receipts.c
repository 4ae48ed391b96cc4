/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-receipts-private.h"

#include "ledger/desco-ledger-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-enum.h"
#include "model/desco-money.h"
#include "store/desco-outbox-private.h"
#include "store/desco-own-numbers-private.h"
#include "store/desco-positions-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

static const char SELECT_KNOWN[] = "SELECT id, state FROM receipt WHERE receipt_id = :receipt";
static const char SELECT_SETTLED[]
    = "SELECT 1 FROM receipt WHERE iuv = :number AND state <> 'review'";
static const char SELECT_PAYMENT_SETTLED[]
    = "SELECT 1 FROM receipt WHERE receipt_id = :number AND state <> 'review'";
static const char SELECT_OURS[] = "SELECT 1 WHERE " DESCO_SQL_IUV_IS_OURS (":number");
/* A notice is of a whole purchase, or of an instalment. The whole knows how many of its instalments
 * were paid before. */
#define SELECT_WHOLE                                                                               \
  "SELECT u.id, u.amount, u.status, u.pupil_id, u.quantity, u.unit_amount, 0, 'open',"             \
  " (SELECT count (*) FROM instalment WHERE purchase_id = u.id AND status = 'credited')"           \
  " FROM purchase AS u "

static const char SELECT_DUE[]
    = SELECT_WHOLE "WHERE u.iuv = :iuv UNION ALL"
                   " SELECT u.id, i.amount, u.status, u.pupil_id, i.quantity, u.unit_amount,"
                   " i.number, i.status, 0 FROM instalment AS i"
                   " JOIN purchase AS u ON u.id = i.purchase_id WHERE i.iuv = :iuv";
static const char SELECT_DUE_OF_PURCHASE[] = SELECT_WHOLE "WHERE u.id = :id";
static const char SELECT_CREDITOR[] = "SELECT 1 FROM creditor WHERE tax_code = :tax_code";
static const char INSERT_RECEIPT[]
    = "INSERT INTO receipt (id, receipt_id, iuv, notice_number, creditor_tax_code, outcome,"
      " amount, payment_at, psp, payer, source, xml, received_at, state, reason, purchase_id,"
      " instalment, payment_method, fee, application_date, transfer_date, taxonomy, stand_in,"
      " oddity)"
      " VALUES (:id, :receipt, :iuv, :number, :creditor, :outcome, :amount, :paid, :psp, :payer,"
      " :source, :xml, :at, :state, :reason, :purchase, :instalment, :method, :fee, :application,"
      " :transfer, :taxonomy, :stand_in, :oddity)";

typedef struct
{
  DescoReceiptData *receipt;
  const char *source;
  const char *iuv;
} Request;

static gboolean
take_due (DescoStatement *statement, DescoReceiptDue *due, GError **error)
{
  GError *local_error = NULL;

  *due = (DescoReceiptDue){ 0 };
  due->found = desco_statement_step (statement, &local_error);
  if (due->found)
    {
      due->purchase_id = desco_statement_uuid (statement, 0);
      due->amount = desco_statement_int (statement, 1);
      desco_purchase_status_from_nick (desco_statement_text (statement, 2), &due->status);
      due->pupil_id = desco_statement_uuid (statement, 3);
      due->quantity = desco_statement_int (statement, 4);
      due->unit_amount = desco_statement_int (statement, 5);
      due->instalment = (guint) desco_statement_int (statement, 6);
      desco_instalment_status_from_nick (desco_statement_text (statement, 7),
                                         &due->instalment_status);
      due->n_credited = (guint) desco_statement_int (statement, 8);
      desco_statement_reset (statement);
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/**
 * desco_receipts_find_due_in: (skip)
 * @connection: a connection in a transaction
 * @iuv: a payment's reference
 * @due: (out): what it pays, where there is such a purchase
 * @error: where to put an error
 *
 * Returns: whether it could be looked for
 */
gboolean
desco_receipts_find_due_in (DescoConnection *connection,
                            const char *iuv,
                            DescoReceiptDue *due,
                            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_DUE);

  desco_statement_bind_text (statement, ":iuv", iuv);
  return take_due (statement, due, error);
}

/**
 * desco_receipts_get_due_in: (skip)
 * @connection: a connection in a transaction
 * @purchase_id: a purchase
 * @due: (out): what is to be paid for it, where there is such a purchase
 * @error: where to put an error
 *
 * Returns: whether it could be looked for
 */
gboolean
desco_receipts_get_due_in (DescoConnection *connection,
                           const DescoUuid *purchase_id,
                           DescoReceiptDue *due,
                           GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_DUE_OF_PURCHASE);

  desco_statement_bind_uuid (statement, ":id", purchase_id);
  return take_due (statement, due, error);
}

/**
 * desco_receipt_due_is_credited: (skip)
 * @due: what a notice is of
 *
 * Returns: whether it, or a part of it, was credited before
 */
gboolean
desco_receipt_due_is_credited (const DescoReceiptDue *due)
{
  return due->status == DESCO_PURCHASE_CREDITED
         || due->instalment_status == DESCO_INSTALMENT_CREDITED || due->n_credited > 0;
}

/* What a person must look at before it credits anything; the gravest first. */
static DescoReceiptOddity
find_oddity (const DescoReceiptData *receipt, const DescoReceiptDue *due, gboolean is_ours)
{
  if (receipt->outcome != DESCO_RECEIPT_OUTCOME_OK)
    return DESCO_RECEIPT_ODDITY_OUTCOME;
  if (!is_ours)
    return DESCO_RECEIPT_ODDITY_CREDITOR;
  if (!due->found)
    return DESCO_RECEIPT_ODDITY_UNKNOWN;
  if (desco_receipt_due_is_credited (due))
    return DESCO_RECEIPT_ODDITY_SECOND;
  if (due->amount != receipt->amount)
    return DESCO_RECEIPT_ODDITY_AMOUNT;
  if (due->status == DESCO_PURCHASE_CANCELLED)
    return DESCO_RECEIPT_ODDITY_CANCELLED;
  if (receipt->stand_in)
    return DESCO_RECEIPT_ODDITY_STAND_IN;
  return DESCO_RECEIPT_ODDITY_NONE;
}

static char *
explain_second (const DescoReceiptDue *due)
{
  if (due->status == DESCO_PURCHASE_CREDITED)
    return g_strdup (_ ("The purchase was credited already, by another receipt or with money taken "
                        "at the desk: it may have been paid twice."));
  if (due->instalment > 0)
    return g_strdup_printf (_ ("Instalment %u was credited already, by another receipt or with "
                               "money taken at the desk: it may have been paid twice."),
                            due->instalment);
  return g_strdup (_ ("The whole was paid after an instalment had been: credit what is missing, "
                      "and pay the rest back."));
}

/* The same in a sentence; %NULL where all is well. */
static char *
explain_oddity (DescoReceiptOddity oddity,
                const DescoReceiptData *receipt,
                const DescoReceiptDue *due)
{
  g_autofree char *paid = desco_money_format (receipt->amount);
  g_autofree char *expected = desco_money_format (due->amount);

  switch (oddity)
    {
    case DESCO_RECEIPT_ODDITY_OUTCOME:
      return g_strdup (_ ("The receipt says that the payment did not succeed."));
    case DESCO_RECEIPT_ODDITY_CREDITOR:
      return g_strdup_printf (_ ("The receipt is for another creditor (%s)."),
                              receipt->creditor_tax_code);
    case DESCO_RECEIPT_ODDITY_UNKNOWN:
      return g_strdup_printf (_ ("No purchase has the payment reference %s."), receipt->iuv);
    case DESCO_RECEIPT_ODDITY_SECOND:
      return explain_second (due);
    case DESCO_RECEIPT_ODDITY_AMOUNT:
      return g_strdup_printf (_ ("%s € were paid, %s € were due."), paid, expected);
    case DESCO_RECEIPT_ODDITY_CANCELLED:
      return g_strdup (_ ("The purchase had been cancelled: credit it, or pay the money back."));
    case DESCO_RECEIPT_ODDITY_STAND_IN:
      return g_strdup (_ ("The payment was taken while pagoPA's main system was down; make sure "
                          "that it is on the bank's statement."));
    case DESCO_RECEIPT_ODDITY_NONE:
    default:
      return NULL;
    }
}

static gboolean
is_ours (DescoConnection *connection,
         const DescoReceiptData *receipt,
         gboolean *ours,
         GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_CREDITOR);
  GError *local_error = NULL;

  desco_statement_bind_text (statement, ":tax_code", receipt->creditor_tax_code);
  *ours = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
find_known (DescoConnection *connection,
            const char *receipt_id,
            DescoUuid *id,
            DescoReceiptState *state,
            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_KNOWN);
  int value = DESCO_RECEIPT_REVIEW;

  desco_statement_bind_text (statement, ":receipt", receipt_id);
  if (!desco_statement_step (statement, error))
    return FALSE;
  *id = desco_statement_uuid (statement, 0);
  desco_enum_from_nick (DESCO_TYPE_RECEIPT_STATE, desco_statement_text (statement, 1), &value);
  *state = (DescoReceiptState) value;
  desco_statement_reset (statement);
  return TRUE;
}

/* The service that was paid, for the accounts: the first transfer's. */
static const char *
get_taxonomy (const DescoReceiptData *receipt)
{
  const DescoReceiptTransfer *transfer
      = receipt->transfers->len > 0 ? g_ptr_array_index (receipt->transfers, 0) : NULL;

  return transfer != NULL ? transfer->category : NULL;
}

static const char *
get_outcome (const DescoReceiptData *receipt)
{
  return receipt->outcome == DESCO_RECEIPT_OUTCOME_OK ? "OK" : "KO";
}

static gboolean
tell_receipt (DescoConnection *connection,
              const DescoUuid *id,
              const DescoReceiptData *receipt,
              const char *source,
              const DescoReceiptDue *due,
              DescoReceiptOddity oddity,
              const char *reason,
              GError **error)
{
  g_autoptr (DescoJsonWriter) payload = desco_json_writer_new ();
  gboolean is_odd = oddity != DESCO_RECEIPT_ODDITY_NONE;

  desco_json_writer_begin_object (payload);
  desco_outbox_write_text (payload, "receiptId", receipt->receipt_id);
  desco_outbox_write_text (payload, "iuv", receipt->iuv);
  desco_outbox_write_text (payload, "noticeNumber", receipt->notice_number);
  desco_outbox_write_text (payload, "outcome", get_outcome (receipt));
  desco_outbox_write_int (payload, "amount", receipt->amount);
  if (receipt->payment_date_time > 0)
    desco_outbox_write_int (payload, "paymentAt", receipt->payment_date_time);
  else
    desco_outbox_write_text (payload, "paymentAt", NULL);
  desco_outbox_write_text (payload, "psp", receipt->psp_company_name);
  desco_outbox_write_text (payload, "payer", receipt->payer.full_name);
  desco_outbox_write_text (payload, "source", source);
  desco_outbox_write_text (payload, "state", is_odd ? "review" : "credited");
  desco_outbox_write_text (payload, "oddity",
                           is_odd ? desco_enum_to_nick (DESCO_TYPE_RECEIPT_ODDITY, (int) oddity)
                                  : NULL);
  desco_outbox_write_text (payload, "reason", reason);
  desco_outbox_write_uuid (payload, "purchase", due->found ? &due->purchase_id : NULL);
  desco_outbox_write_int (payload, "instalment", due->instalment);
  return desco_outbox_append_object (connection, "receipt", id, payload, error);
}

static gboolean
insert_receipt (DescoConnection *connection,
                const DescoUuid *id,
                const DescoReceiptData *receipt,
                const char *source,
                const DescoReceiptDue *due,
                DescoReceiptOddity oddity,
                GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_RECEIPT);
  g_autofree char *reason = NULL;
  gsize length;
  const void *xml = g_bytes_get_data (receipt->xml, &length);

  desco_statement_bind_uuid (statement, ":id", id);
  desco_statement_bind_text (statement, ":receipt", receipt->receipt_id);
  desco_statement_bind_text (statement, ":iuv", receipt->iuv);
  desco_statement_bind_text (statement, ":number", receipt->notice_number);
  desco_statement_bind_text (statement, ":creditor", receipt->creditor_tax_code);
  desco_statement_bind_text (statement, ":outcome", get_outcome (receipt));
  desco_statement_bind_int (statement, ":amount", receipt->amount);
  if (receipt->payment_date_time > 0)
    desco_statement_bind_int (statement, ":paid", receipt->payment_date_time);
  desco_statement_bind_text (statement, ":psp", receipt->psp_company_name);
  desco_statement_bind_text (statement, ":payer", receipt->payer.full_name);
  desco_statement_bind_text (statement, ":source", source);
  desco_statement_bind_held_blob (statement, ":xml", xml, length);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_text (statement, ":state",
                             oddity != DESCO_RECEIPT_ODDITY_NONE ? "review" : "credited");
  if (oddity != DESCO_RECEIPT_ODDITY_NONE)
    {
      reason = explain_oddity (oddity, receipt, due);
      desco_statement_bind_text (statement, ":reason", reason);
      desco_statement_bind_text (statement, ":oddity",
                                 desco_enum_to_nick (DESCO_TYPE_RECEIPT_ODDITY, (int) oddity));
    }
  desco_statement_bind_uuid (statement, ":purchase", due->found ? &due->purchase_id : NULL);
  desco_statement_bind_int (statement, ":instalment", due->instalment);
  desco_statement_bind_text (statement, ":method", receipt->payment_method);
  if (receipt->fee >= 0)
    desco_statement_bind_int (statement, ":fee", receipt->fee);
  desco_statement_bind_date (statement, ":application", &receipt->application_date);
  desco_statement_bind_date (statement, ":transfer", &receipt->transfer_date);
  desco_statement_bind_text (statement, ":taxonomy", get_taxonomy (receipt));
  desco_statement_bind_int (statement, ":stand_in", receipt->stand_in ? 1 : 0);
  return desco_statement_run (statement, error)
         && tell_receipt (connection, id, receipt, source, due, oddity, reason, error);
}

static gboolean
credit (DescoConnection *connection,
        const DescoUuid *id,
        const DescoReceiptData *receipt,
        const DescoReceiptDue *due,
        GError **error)
{
  DescoLedgerDraft draft = {
    .kind = DESCO_LEDGER_PURCHASE,
    .pupil_id = due->pupil_id,
    .quantity = due->quantity,
    .unit_amount = due->unit_amount,
    .civil_date = receipt->payment_date_time > 0 ? desco_date_of_time (receipt->payment_date_time)
                                                 : desco_clock_today (),
    .purchase_id = due->purchase_id,
    .instalment = due->instalment,
    .receipt_id = *id,
  };

  return desco_ledger_post (connection, &draft, NULL, error)
         && desco_purchases_settle_in (connection, &due->purchase_id, due->instalment,
                                       receipt->psp_company_name, receipt->receipt_id, error)
         && desco_positions_note_receipt_in (connection, &due->purchase_id, error);
}

/**
 * desco_receipts_record_in: (skip)
 * @connection: a writer's, in a transaction
 * @receipt: what the receipt says
 * @source: where it came from: "gpd", "bizevents", "govpay", "file"
 * @id: (out): its id here
 * @state: (out): what it led to
 * @error: where to put an error
 *
 * As desco_receipts_record().
 *
 * Returns: whether it is kept; if not, the transaction must be rolled back
 */
gboolean
desco_receipts_record_in (DescoConnection *connection,
                          DescoReceiptData *receipt,
                          const char *source,
                          DescoUuid *id,
                          DescoReceiptState *state,
                          GError **error)
{
  DescoReceiptDue due;
  DescoReceiptOddity oddity;
  gboolean ours;
  GError *local_error = NULL;

  if (find_known (connection, receipt->receipt_id, id, state, &local_error))
    {
      if (*state == DESCO_RECEIPT_CREDITED)
        *state = DESCO_RECEIPT_ALREADY_CREDITED;
      return TRUE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  if (!is_ours (connection, receipt, &ours, error)
      || !desco_receipts_find_due_in (connection, receipt->iuv, &due, error))
    return FALSE;

  oddity = find_oddity (receipt, &due, ours);
  *id = desco_uuid_generate ();
  *state = oddity == DESCO_RECEIPT_ODDITY_NONE ? DESCO_RECEIPT_CREDITED : DESCO_RECEIPT_REVIEW;
  return insert_receipt (connection, id, receipt, source, &due, oddity, error)
         && (oddity != DESCO_RECEIPT_ODDITY_NONE || credit (connection, id, receipt, &due, error));
}

static gpointer
record_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Request *request = data;
  DescoReceiptRecord *record;
  DescoReceiptState state;
  DescoUuid id;

  if (!desco_receipts_record_in (connection, request->receipt, request->source, &id, &state, error))
    return NULL;
  record = desco_receipts_get_in (connection, &id, error);
  if (record != NULL)
    record->state = state;
  return record;
}

/* Whether there is a row that tells of a number. */
typedef struct
{
  const char *sql;
  const char *number;
} Question;

static gpointer
question_reader (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  const Question *question = data;
  DescoStatement *statement = desco_connection_get (connection, question->sql);
  gboolean is_there;

  desco_statement_bind_text (statement, ":number", question->number);
  is_there = desco_statement_step (statement, error);
  desco_statement_reset (statement);
  return GINT_TO_POINTER (is_there);
}

static gboolean
ask (DescoStore *store,
     const char *sql,
     const char *number,
     GCancellable *cancellable,
     GError **error)
{
  Question question = { sql, number };

  return desco_store_read (store, question_reader, &question, cancellable, error) != NULL;
}

/**
 * desco_receipts_record:
 * @store: the database
 * @receipt: what the receipt says
 * @source: where it came from: "gpd", "bizevents", "govpay", "file"
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Keeps a receipt and credits the vouchers that it pays, once, however often and from wherever it
 * comes. What is odd about it is for a person to decide: it is kept and credits nothing.
 *
 * Returns: (nullable) (transfer full): the receipt and what it led to, once it is on disk
 */
DescoReceiptRecord *
desco_receipts_record (DescoStore *store,
                       DescoReceiptData *receipt,
                       const char *source,
                       GCancellable *cancellable,
                       GError **error)
{
  Request request = { .receipt = receipt, .source = source };

  return desco_store_write (store, record_writer, &request, cancellable, error);
}

/**
 * desco_receipts_is_settled:
 * @store: the database
 * @iuv: a payment's reference
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: whether a receipt of it is here and needs no more reading
 */
gboolean
desco_receipts_is_settled (DescoStore *store,
                           const char *iuv,
                           GCancellable *cancellable,
                           GError **error)
{
  return ask (store, SELECT_SETTLED, iuv, cancellable, error);
}

/**
 * desco_receipts_is_payment_settled:
 * @store: the database
 * @receipt_id: a payment's own number, which is its receipt's key
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: whether its receipt is here and needs no more reading
 */
gboolean
desco_receipts_is_payment_settled (DescoStore *store,
                                   const char *receipt_id,
                                   GCancellable *cancellable,
                                   GError **error)
{
  return ask (store, SELECT_PAYMENT_SETTLED, receipt_id, cancellable, error);
}

/**
 * desco_receipts_is_of_this_desk:
 * @store: the database
 * @iuv: a payment's reference
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: whether it may be a payment of this desk's, and not of another service or desk of the
 *   creditor
 */
gboolean
desco_receipts_is_of_this_desk (DescoStore *store,
                                const char *iuv,
                                GCancellable *cancellable,
                                GError **error)
{
  return ask (store, SELECT_OURS, iuv, cancellable, error);
}
