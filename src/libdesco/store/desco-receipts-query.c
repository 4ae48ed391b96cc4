/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-receipts-private.h"

#include "model/desco-date.h"
#include "model/desco-enum.h"
#include "model/desco-error.h"
#include "pagopa/desco-bizevents-json-private.h"
#include "store/desco-own-numbers-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

#define SELECT_COLUMNS                                                                             \
  "SELECT r.id, r.receipt_id, r.iuv, r.notice_number, r.creditor_tax_code, r.outcome, r.amount,"   \
  " r.fee, r.payment_at, r.psp, r.payment_method, r.payer, r.stand_in, r.source, r.received_at,"   \
  " r.state, r.oddity, r.reason, u.id, p.id, p.surname || ' ' || p.name, r.decision,"              \
  " r.credited_value, r.decided_at, a.name, r.decision_note, l.quantity, "                         \
  "p.tax_code " DESCO_RECEIPTS_FROM

static const char SELECT_ONE[] = SELECT_COLUMNS "WHERE r.id = :id";
static const char SELECT_BY_KEY[] = SELECT_COLUMNS "WHERE r.receipt_id = :key";
static const char SELECT_BY_NUMBER[]
    = SELECT_COLUMNS "WHERE r.iuv IN (:key, substr (:key, 2)) ORDER BY r.id LIMIT 2";
static const char SELECT_REVIEW[]
    = SELECT_COLUMNS "WHERE r.state = 'review' ORDER BY r.received_at, r.id";
static const DescoReceiptSql SELECT_LIST = {
  .of_state = SELECT_COLUMNS DESCO_RECEIPTS_OF_STATE DESCO_RECEIPTS_SEARCH
  "ORDER BY r.received_at DESC, r.id DESC LIMIT :limit",
  .between = SELECT_COLUMNS DESCO_RECEIPTS_BETWEEN DESCO_RECEIPTS_SEARCH
  "ORDER BY r.payment_at DESC, r.id DESC LIMIT :limit",
  .all = SELECT_COLUMNS DESCO_RECEIPTS_ALL DESCO_RECEIPTS_SEARCH "ORDER BY r.id DESC LIMIT :limit",
};
/* the platform's number of a payment is its receipt's key. */
static const char SELECT_MISSING[]
    = "SELECT DISTINCT p.iur, p.iuv FROM flow_payment AS p WHERE " DESCO_SQL_IUV_IS_OURS (
        "p.iuv") " AND NOT EXISTS (SELECT 1 FROM receipt AS r WHERE r.receipt_id = p.iur)"
                 " ORDER BY p.iuv, p.iur";
static const char SELECT_DOCUMENT[] = "SELECT xml, source FROM receipt WHERE id = :id";

G_DEFINE_ENUM_TYPE (DescoReceiptState,
                    desco_receipt_state,
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_CREDITED, "credited"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_REVIEW, "review"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_ALREADY_CREDITED, "already-credited"))

G_DEFINE_ENUM_TYPE (DescoReceiptOddity,
                    desco_receipt_oddity,
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_ODDITY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_ODDITY_OUTCOME, "outcome"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_ODDITY_CREDITOR, "creditor"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_ODDITY_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_ODDITY_SECOND, "second"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_ODDITY_AMOUNT, "amount"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_ODDITY_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_ODDITY_STAND_IN, "stand-in"))

G_DEFINE_ENUM_TYPE (DescoReceiptDecision,
                    desco_receipt_decision,
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_DECISION_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_DECISION_CREDIT, "credit"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_DECISION_CREDIT_PAID, "credit-paid"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_DECISION_REFUSE, "refuse"),
                    G_DEFINE_ENUM_VALUE (DESCO_RECEIPT_DECISION_REFUND, "refund"))

typedef struct
{
  DescoReceiptFilter filter;
  DescoUuid id;
  char *text;
} Request;

static void
request_free (Request *request)
{
  g_free (request->text);
  g_free (request);
}

static int
read_enum (DescoStatement *statement, int column, GType type)
{
  int value = 0;

  desco_enum_from_nick (type, desco_statement_text (statement, column), &value);
  return value;
}

static gpointer
read_record (DescoStatement *statement)
{
  DescoReceiptRecord *self = g_new0 (DescoReceiptRecord, 1);

  self->id = desco_statement_uuid (statement, 0);
  self->receipt_id = desco_statement_dup_text (statement, 1);
  self->iuv = desco_statement_dup_text (statement, 2);
  self->notice_number = desco_statement_dup_text (statement, 3);
  self->creditor_tax_code = desco_statement_dup_text (statement, 4);
  self->paid = g_str_equal (desco_statement_text (statement, 5), "OK");
  self->amount = desco_statement_int (statement, 6);
  self->fee = desco_statement_is_null (statement, 7) ? -1 : desco_statement_int (statement, 7);
  self->payment_at = desco_statement_int (statement, 8);
  self->psp = desco_statement_dup_text (statement, 9);
  self->payment_method = desco_statement_dup_text (statement, 10);
  self->payer = desco_statement_dup_text (statement, 11);
  self->stand_in = desco_statement_int (statement, 12) != 0;
  self->source = desco_statement_dup_text (statement, 13);
  self->received_at = desco_statement_int (statement, 14);
  self->state = (DescoReceiptState) read_enum (statement, 15, DESCO_TYPE_RECEIPT_STATE);
  self->oddity = (DescoReceiptOddity) read_enum (statement, 16, DESCO_TYPE_RECEIPT_ODDITY);
  self->reason = desco_statement_dup_text (statement, 17);
  self->purchase_id = desco_statement_uuid (statement, 18);
  self->pupil_id = desco_statement_uuid (statement, 19);
  self->pupil_name = desco_statement_dup_text (statement, 20);
  self->decision = (DescoReceiptDecision) read_enum (statement, 21, DESCO_TYPE_RECEIPT_DECISION);
  self->credited = desco_statement_int (statement, 22);
  self->decided_at = desco_statement_int (statement, 23);
  self->decided_by = desco_statement_dup_text (statement, 24);
  self->note = desco_statement_dup_text (statement, 25);
  self->quantity = desco_statement_int (statement, 26);
  self->pupil_tax_code = desco_statement_dup_text (statement, 27);

  return self;
}

static void
set_not_found (GError **error, const char *reference)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "receipt",
                         _ ("There is no receipt “%s”: see “desco-cli receipt list”."), reference);
}

/**
 * desco_receipts_get_in: (skip)
 * @connection: a connection in a transaction
 * @id: its id here
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where there is none
 *
 * Returns: (nullable) (transfer full): the receipt
 */
DescoReceiptRecord *
desco_receipts_get_in (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ONE);
  DescoReceiptRecord *record;
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", id);
  record = desco_statement_take (statement, read_record, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (record == NULL)
    {
      g_autofree char *text = desco_uuid_to_string (id);

      set_not_found (error, text);
    }
  return record;
}

/**
 * desco_receipts_load_page_in: (skip)
 * @connection: a connection in a transaction
 * @ids: (array length=n_ids): which receipts
 * @n_ids: how many
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoReceiptRecord): they, in this order; one
 *   that is gone is missing
 */
GPtrArray *
desco_receipts_load_page_in (DescoConnection *connection,
                             const DescoUuid *ids,
                             guint n_ids,
                             GError **error)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_full (n_ids, (GDestroyNotify) desco_receipt_record_free);
  GError *local_error = NULL;

  for (guint i = 0; i < n_ids; i++)
    {
      DescoStatement *statement = desco_connection_get (connection, SELECT_ONE);
      DescoReceiptRecord *record;

      desco_statement_bind_uuid (statement, ":id", &ids[i]);
      record = desco_statement_take (statement, read_record, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}

typedef struct
{
  const DescoUuid *ids;
  guint n_ids;
} PageRequest;

static gpointer
page_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const PageRequest *request = data;

  return desco_receipts_load_page_in (connection, request->ids, request->n_ids, error);
}

static GPtrArray *
list_by_key (DescoConnection *connection, const char *sql, const char *key, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);

  desco_statement_bind_text (statement, ":key", key);
  return desco_statement_take_all (statement, read_record,
                                   (GDestroyNotify) desco_receipt_record_free, error);
}

static gpointer
find_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (GPtrArray) found = NULL;

  if (desco_uuid_parse (request->text, &request->id))
    return desco_receipts_get_in (connection, &request->id, error);

  found = list_by_key (connection, SELECT_BY_KEY, request->text, error);
  if (found != NULL && found->len == 0)
    {
      g_ptr_array_unref (found);
      found = list_by_key (connection, SELECT_BY_NUMBER, request->text, error);
    }
  if (found == NULL)
    return NULL;
  if (found->len == 1)
    return g_ptr_array_steal_index (found, 0);

  if (found->len == 0)
    set_not_found (error, request->text);
  else
    desco_input_error_set (error, DESCO_INPUT_ERROR_AMBIGUOUS, "receipt",
                           _ ("There is more than one receipt of “%s”: name one by its own "
                              "number."),
                           request->text);
  return NULL;
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  DescoStatement *statement
      = desco_receipts_prepare_in (connection, &SELECT_LIST, &request->filter);

  desco_statement_bind_text (statement, ":search", request->text);
  desco_statement_bind_int (statement, ":limit",
                            request->filter.limit > 0 ? (gint64) request->filter.limit : -1);
  return desco_statement_take_all (statement, read_record,
                                   (GDestroyNotify) desco_receipt_record_free, error);
}

static gpointer
list_review_reader (DescoConnection *connection,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  return desco_statement_take_all (desco_connection_get (connection, SELECT_REVIEW), read_record,
                                   (GDestroyNotify) desco_receipt_record_free, error);
}

static void
missing_free (DescoMissingReceipt *self)
{
  g_free (self->iur);
  g_free (self->iuv);
  g_free (self);
}

static gpointer
read_missing (DescoStatement *statement)
{
  DescoMissingReceipt *self = g_new0 (DescoMissingReceipt, 1);

  self->iur = desco_statement_dup_text (statement, 0);
  self->iuv = desco_statement_dup_text (statement, 1);
  return self;
}

static gpointer
list_missing_reader (DescoConnection *connection,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  return desco_statement_take_all (desco_connection_get (connection, SELECT_MISSING), read_missing,
                                   (GDestroyNotify) missing_free, error);
}

static gpointer
read_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  DescoStatement *statement = desco_connection_get (connection, SELECT_DOCUMENT);
  g_autoptr (GBytes) document = NULL;
  const guint8 *bytes;
  gsize length;

  desco_statement_bind_uuid (statement, ":id", &request->id);
  if (!desco_statement_step (statement, error))
    return NULL;
  bytes = desco_statement_blob (statement, 0, &length);
  document = g_bytes_new (bytes, length);
  desco_statement_reset (statement);
  /* Bizevents gives JSON. */
  return length > 0 && *(const char *) g_bytes_get_data (document, NULL) == '{'
             ? desco_bizevents_json_to_receipt (document, error)
             : desco_receipt_xml_parse (document, error);
}

static Request *
make_list_request (const DescoReceiptFilter *filter)
{
  Request *request = g_new0 (Request, 1);

  request->filter = *filter;
  if (filter->search != NULL && *filter->search != '\0')
    request->text = g_utf8_strdown (filter->search, -1);
  return request;
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
  g_free (self->creditor_tax_code);
  g_free (self->psp);
  g_free (self->payment_method);
  g_free (self->payer);
  g_free (self->source);
  g_free (self->reason);
  g_free (self->pupil_name);
  g_free (self->pupil_tax_code);
  g_free (self->decided_by);
  g_free (self->note);
  g_free (self);
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
 * desco_receipts_list:
 * @store: the database
 * @filter: which
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoReceiptRecord): the receipts, newest first
 */
GPtrArray *
desco_receipts_list (DescoStore *store,
                     const DescoReceiptFilter *filter,
                     GCancellable *cancellable,
                     GError **error)
{
  Request *request = make_list_request (filter);
  GPtrArray *receipts = desco_store_read (store, list_reader, request, cancellable, error);

  request_free (request);
  return receipts;
}

/**
 * desco_receipts_load_page:
 * @store: the database
 * @ids: (array length=n_ids): which
 * @n_ids: how many
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoReceiptRecord): the receipts, in this
 *   order; one that is gone is missing
 */
GPtrArray *
desco_receipts_load_page (DescoStore *store,
                          const DescoUuid *ids,
                          guint n_ids,
                          GCancellable *cancellable,
                          GError **error)
{
  PageRequest request = { .ids = ids, .n_ids = n_ids };

  return desco_store_read (store, page_reader, &request, cancellable, error);
}

/**
 * desco_receipts_list_missing:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoMissingReceipt): the payments that the
 *   banks' transfers have and whose receipts are not here
 */
GPtrArray *
desco_receipts_list_missing (DescoStore *store, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, list_missing_reader, NULL, cancellable, error);
}

/**
 * desco_receipts_find:
 * @store: the database
 * @reference: its id, its number at the platform, or a notice number or IUV with one receipt
 * @cancellable: (nullable): to give up
 * @error: where to put an error; %DESCO_INPUT_ERROR of the field `receipt` where there is none, or
 *   more than one
 *
 * Returns: (nullable) (transfer full): the receipt
 */
DescoReceiptRecord *
desco_receipts_find (DescoStore *store,
                     const char *reference,
                     GCancellable *cancellable,
                     GError **error)
{
  Request request = { .text = (char *) reference };

  return desco_store_read (store, find_reader, &request, cancellable, error);
}

/**
 * desco_receipts_read:
 * @store: the database
 * @id: which receipt
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Reads the kept document again, for what the record does not carry: the debtor, the transfers.
 *
 * Returns: (nullable) (transfer full): what it says
 */
DescoReceiptData *
desco_receipts_read (DescoStore *store,
                     const DescoUuid *id,
                     GCancellable *cancellable,
                     GError **error)
{
  Request request = { .id = *id };

  return desco_store_read (store, read_reader, &request, cancellable, error);
}
