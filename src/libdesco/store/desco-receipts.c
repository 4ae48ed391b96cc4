/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-receipts.h"

#include "ledger/desco-ledger-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-money.h"
#include "store/desco-outbox-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

#define SELECT_COLUMNS                                                                             \
  "SELECT id, receipt_id, iuv, notice_number, amount, payment_at, psp, payer, state, reason,"      \
  " purchase_id FROM receipt "

static const char SELECT_KNOWN[] = SELECT_COLUMNS "WHERE receipt_id = :receipt";
static const char SELECT_REVIEW[]
    = SELECT_COLUMNS "WHERE state = 'review' ORDER BY received_at, id";
static const char SELECT_SETTLED[] = "SELECT 1 FROM receipt WHERE iuv = :iuv AND state <> 'review'";
static const char SELECT_PURCHASE[]
    = "SELECT id, amount, status, pupil_id, quantity, unit_amount, 0, 'open',"
      " (SELECT count (*) FROM instalment WHERE purchase_id = purchase.id AND status = 'credited')"
      " FROM purchase WHERE iuv = :iuv"
      " UNION ALL SELECT u.id, i.amount, u.status, u.pupil_id, i.quantity, u.unit_amount, i.number,"
      " i.status, 0 FROM instalment AS i JOIN purchase AS u ON u.id = i.purchase_id"
      " WHERE i.iuv = :iuv";
static const char SELECT_CREDITOR[] = "SELECT tax_code FROM creditor";
static const char INSERT_RECEIPT[]
    = "INSERT INTO receipt (id, receipt_id, iuv, notice_number, creditor_tax_code, outcome,"
      " amount, payment_at, psp, payer, source, xml, received_at, state, reason, purchase_id,"
      " instalment)"
      " VALUES (:id, :receipt, :iuv, :number, :creditor, :outcome, :amount, :paid, :psp, :payer,"
      " :source, :xml, :at, :state, :reason, :purchase, :instalment)";
static const char SELECT_OPERATION[]
    = "SELECT json_object ('receiptId', receipt_id, 'iuv', iuv, 'noticeNumber', notice_number,"
      " 'outcome', outcome, 'amount', amount, 'paymentAt', payment_at, 'psp', psp,"
      " 'payer', payer, 'source', source, 'state', state, 'reason', reason,"
      " 'purchase', uuid_text (purchase_id), 'instalment', instalment) FROM receipt WHERE id = :id";

/* What is bought by the notice that a receipt pays: a purchase, or an instalment of one. The whole
 * knows how many of its instalments were paid before. */
typedef struct
{
  gboolean found;
  DescoUuid id;
  DescoUuid pupil_id;
  gint64 amount;
  gint64 quantity;
  gint64 unit_amount;
  DescoPurchaseStatus status;
  guint instalment;
  DescoInstalmentStatus instalment_status;
  guint n_credited;
} Bought;

typedef struct
{
  DescoReceiptData *receipt;
  const char *source;
  const char *iuv;
} Request;

static gpointer
read_record (DescoStatement *statement)
{
  DescoReceiptRecord *self = g_new0 (DescoReceiptRecord, 1);
  const char *state = desco_statement_text (statement, 8);

  self->id = desco_statement_uuid (statement, 0);
  self->receipt_id = desco_statement_dup_text (statement, 1);
  self->iuv = desco_statement_dup_text (statement, 2);
  self->notice_number = desco_statement_dup_text (statement, 3);
  self->amount = desco_statement_int (statement, 4);
  self->payment_at = desco_statement_int (statement, 5);
  self->psp = desco_statement_dup_text (statement, 6);
  self->payer = desco_statement_dup_text (statement, 7);
  if (g_str_equal (state, "credited"))
    self->state = DESCO_RECEIPT_CREDITED;
  else
    self->state = g_str_equal (state, "review") ? DESCO_RECEIPT_REVIEW : DESCO_RECEIPT_REFUSED;
  self->reason = desco_statement_dup_text (statement, 9);
  self->purchase_id = desco_statement_uuid (statement, 10);

  return self;
}

static DescoReceiptRecord *
find_known (DescoConnection *connection, const char *receipt_id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_KNOWN);

  desco_statement_bind_text (statement, ":receipt", receipt_id);
  return desco_statement_take (statement, read_record, error);
}

static gboolean
find_bought (DescoConnection *connection, const char *iuv, Bought *bought, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_PURCHASE);
  GError *local_error = NULL;

  desco_statement_bind_text (statement, ":iuv", iuv);
  bought->found = desco_statement_step (statement, &local_error);
  if (bought->found)
    {
      bought->id = desco_statement_uuid (statement, 0);
      bought->amount = desco_statement_int (statement, 1);
      desco_purchase_status_from_nick (desco_statement_text (statement, 2), &bought->status);
      bought->pupil_id = desco_statement_uuid (statement, 3);
      bought->quantity = desco_statement_int (statement, 4);
      bought->unit_amount = desco_statement_int (statement, 5);
      bought->instalment = (guint) desco_statement_int (statement, 6);
      desco_instalment_status_from_nick (desco_statement_text (statement, 7),
                                         &bought->instalment_status);
      bought->n_credited = (guint) desco_statement_int (statement, 8);
      desco_statement_reset (statement);
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static char *
read_creditor (DescoConnection *connection, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_CREDITOR);

  return desco_statement_step (statement, error) ? desco_statement_dup_text (statement, 0) : NULL;
}

/* Why a person must look at a receipt before it credits anything; %NULL where all is well. */
static char *
find_oddity (const DescoReceiptData *receipt, const Bought *bought, const char *creditor_tax_code)
{
  g_autofree char *paid = desco_money_format (receipt->amount);
  g_autofree char *due = desco_money_format (bought->amount);

  if (receipt->outcome != DESCO_RECEIPT_OUTCOME_OK)
    return g_strdup (_ ("The receipt says that the payment did not succeed."));
  if (g_strcmp0 (receipt->creditor_tax_code, creditor_tax_code) != 0)
    return g_strdup_printf (_ ("The receipt is for another creditor (%s)."),
                            receipt->creditor_tax_code);
  if (!bought->found)
    return g_strdup_printf (_ ("No purchase has the payment reference %s."), receipt->iuv);
  if (bought->status == DESCO_PURCHASE_CREDITED)
    return g_strdup (_ ("The purchase was credited by another receipt already: it may have been "
                        "paid twice."));
  if (bought->instalment_status == DESCO_INSTALMENT_CREDITED)
    return g_strdup_printf (_ ("Instalment %u was credited by another receipt already: it may have "
                               "been paid twice."),
                            bought->instalment);
  if (bought->n_credited > 0)
    return g_strdup (_ ("The whole was paid after an instalment had been: credit what is missing, "
                        "and pay the rest back."));
  if (bought->amount != receipt->amount)
    return g_strdup_printf (_ ("%s € were paid, %s € were due."), paid, due);
  if (bought->status == DESCO_PURCHASE_CANCELLED)
    return g_strdup (_ ("The purchase had been cancelled: credit it, or pay the money back."));
  if (receipt->stand_in)
    return g_strdup (_ ("The payment was taken while pagoPA's main system was down; make sure that "
                        "it is on the bank's statement."));
  return NULL;
}

static gboolean
insert_receipt (DescoConnection *connection,
                const DescoUuid *id,
                const Request *request,
                const Bought *bought,
                const char *oddity,
                GError **error)
{
  const DescoReceiptData *receipt = request->receipt;
  DescoStatement *statement = desco_connection_get (connection, INSERT_RECEIPT);
  gsize length;
  const void *xml = g_bytes_get_data (receipt->xml, &length);

  desco_statement_bind_uuid (statement, ":id", id);
  desco_statement_bind_text (statement, ":receipt", receipt->receipt_id);
  desco_statement_bind_text (statement, ":iuv", receipt->iuv);
  desco_statement_bind_text (statement, ":number", receipt->notice_number);
  desco_statement_bind_text (statement, ":creditor", receipt->creditor_tax_code);
  desco_statement_bind_text (statement, ":outcome",
                             receipt->outcome == DESCO_RECEIPT_OUTCOME_OK ? "OK" : "KO");
  desco_statement_bind_int (statement, ":amount", receipt->amount);
  if (receipt->payment_date_time > 0)
    desco_statement_bind_int (statement, ":paid", receipt->payment_date_time);
  desco_statement_bind_text (statement, ":psp", receipt->psp_company_name);
  desco_statement_bind_text (statement, ":payer", receipt->payer.full_name);
  desco_statement_bind_text (statement, ":source", request->source);
  desco_statement_bind_blob (statement, ":xml", xml, length);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_text (statement, ":state", oddity != NULL ? "review" : "credited");
  desco_statement_bind_text (statement, ":reason", oddity);
  desco_statement_bind_uuid (statement, ":purchase", bought->found ? &bought->id : NULL);
  desco_statement_bind_int (statement, ":instalment", bought->instalment);
  return desco_statement_run (statement, error)
         && desco_outbox_append_row (connection, "receipt", id, SELECT_OPERATION, id, error);
}

static gboolean
credit (DescoConnection *connection,
        const DescoUuid *id,
        const DescoReceiptData *receipt,
        const Bought *bought,
        GError **error)
{
  DescoLedgerDraft draft = {
    .kind = DESCO_LEDGER_PURCHASE,
    .pupil_id = bought->pupil_id,
    .quantity = bought->quantity,
    .unit_amount = bought->unit_amount,
    .civil_date = receipt->payment_date_time > 0 ? desco_date_of_time (receipt->payment_date_time)
                                                 : desco_clock_today (),
    .purchase_id = bought->id,
    .instalment = bought->instalment,
    .receipt_id = *id,
  };

  return desco_ledger_post (connection, &draft, NULL, error)
         && desco_purchases_settle_in (connection, &bought->id, bought->instalment,
                                       receipt->psp_company_name, receipt->receipt_id, error);
}

static gpointer
record_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Request *request = data;
  DescoUuid id = desco_uuid_generate ();
  Bought bought = { 0 };
  g_autofree char *creditor = NULL;
  g_autofree char *oddity = NULL;
  GError *local_error = NULL;
  DescoReceiptRecord *known = find_known (connection, request->receipt->receipt_id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (known != NULL)
    {
      if (known->state == DESCO_RECEIPT_CREDITED)
        known->state = DESCO_RECEIPT_ALREADY_CREDITED;
      return known;
    }

  creditor = read_creditor (connection, error);
  if (creditor == NULL || !find_bought (connection, request->receipt->iuv, &bought, error))
    return NULL;

  oddity = find_oddity (request->receipt, &bought, creditor);
  if (!insert_receipt (connection, &id, request, &bought, oddity, error)
      || (oddity == NULL && !credit (connection, &id, request->receipt, &bought, error)))
    return NULL;

  return find_known (connection, request->receipt->receipt_id, error);
}

static gpointer
list_review_reader (DescoConnection *connection,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_REVIEW);

  return desco_statement_take_all (statement, read_record,
                                   (GDestroyNotify) desco_receipt_record_free, error);
}

static gpointer
is_settled_reader (DescoConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_SETTLED);

  desco_statement_bind_text (statement, ":iuv", data);
  return GINT_TO_POINTER (desco_statement_step (statement, error));
}

/**
 * desco_receipt_record_free:
 * @self: (transfer full) (nullable): a receipt
 */
void
desco_receipt_record_free (DescoReceiptRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->receipt_id);
  g_free (self->iuv);
  g_free (self->notice_number);
  g_free (self->psp);
  g_free (self->payer);
  g_free (self->reason);
  g_free (self);
}

/**
 * desco_receipts_record:
 * @store: the database
 * @receipt: what was read from the receipt's XML
 * @source: where it came from: "gpd", "file"
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
 * desco_receipts_list_review:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoReceiptRecord): the receipts that wait for
 *   a person, oldest first
 */
GPtrArray *
desco_receipts_list_review (DescoStore *store, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, list_review_reader, NULL, cancellable, error);
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
  return desco_store_read (store, is_settled_reader, (gpointer) iuv, cancellable, error) != NULL;
}
