/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-purchases-private.h"

#include "model/desco-clock.h"
#include "store/desco-instalments-private.h"
#include "store/desco-creditors-private.h"
#include "store/desco-outbox-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* What becomes of a purchase once it is sold: its states with their history, the
 * notices that were printed. */

static const char UPDATE_STATUS[]
    = "UPDATE purchase SET status = :status, problem = NULL, retry_at = NULL WHERE id = :id";
static const char INSERT_EVENT[]
    = "INSERT INTO purchase_event (id, purchase_id, at, author_id, device_id, status, detail)"
      " VALUES (:id, :purchase, :at, :author, :device, :status, :detail)";
static const char SELECT_EVENTS[]
    = "SELECT e.at, a.name, e.status, e.detail FROM purchase_event AS e"
      " LEFT JOIN author AS a ON a.id = e.author_id WHERE e.purchase_id = :id ORDER BY e.id";
static const char SELECT_OVERDUE[]
    = "SELECT id FROM purchase WHERE status = 'published' AND due_date < :today"
      " AND NOT EXISTS (SELECT 1 FROM instalment AS i WHERE i.purchase_id = purchase.id"
      "   AND i.due_date >= :today AND i.status = 'open')";
static const char UPDATE_PRINTED[] = "UPDATE purchase SET printed_at = :at WHERE id = :id";
static const char INSERT_NOTICE[]
    = "INSERT INTO notice (id, purchase_id, at, author_id) VALUES (:id, :purchase, :at, :author)";

typedef struct
{
  DescoUuid id;
  DescoPurchaseStatus status;
  const char *text;
  GPtrArray *purchases;
} Request;

static void
request_free (Request *request)
{
  g_clear_pointer (&request->purchases, g_ptr_array_unref);
  g_free (request);
}

/**
 * desco_purchases_add_event_in: (skip)
 * @connection: a writer's, in a transaction
 * @purchase_id: which purchase
 * @status: where it stands from now on
 * @detail: (nullable): the platform's answer, or why
 * @error: where to put an error
 *
 * Writes down who brought a purchase to a state, when and why.
 *
 * Returns: whether it was written
 */
gboolean
desco_purchases_add_event_in (DescoConnection *connection,
                              const DescoUuid *purchase_id,
                              DescoPurchaseStatus status,
                              const char *detail,
                              GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_EVENT);
  g_autoptr (DescoJsonWriter) payload = desco_json_writer_new ();
  DescoUuid id = desco_uuid_generate ();
  gint64 now = desco_clock_now ();

  desco_statement_bind_uuid (statement, ":id", &id);
  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  desco_statement_bind_int (statement, ":at", now);
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  desco_statement_bind_uuid (statement, ":device", desco_connection_get_device (connection));
  desco_statement_bind_text (statement, ":status", desco_purchase_status_to_nick (status));
  desco_statement_bind_text (statement, ":detail", detail);
  if (!desco_statement_run (statement, error))
    return FALSE;

  desco_json_writer_begin_object (payload);
  desco_outbox_write_uuid (payload, "purchase", purchase_id);
  desco_outbox_write_int (payload, "at", now);
  desco_outbox_write_text (payload, "status", desco_purchase_status_to_nick (status));
  desco_outbox_write_text (payload, "detail", detail);
  return desco_outbox_append_object (connection, "purchase-event", purchase_id, payload, error);
}

static gboolean
write_status (DescoConnection *connection,
              const DescoUuid *id,
              DescoPurchaseStatus status,
              const char *detail,
              GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_STATUS);

  desco_statement_bind_uuid (statement, ":id", id);
  desco_statement_bind_text (statement, ":status", desco_purchase_status_to_nick (status));
  return desco_statement_run (statement, error)
         && desco_instalments_close_in (connection, id, status, error)
         && desco_purchases_add_event_in (connection, id, status, detail, error);
}

/**
 * desco_purchases_move_in: (skip)
 * @connection: a writer's, in a transaction
 * @id: which purchase
 * @present: where it stands, as was read in this transaction
 * @status: where it shall stand
 * @detail: (nullable): the platform's answer, or why
 * @error: where to put an error; of domain %DESCO_RULE_ERROR where the change is not allowed
 *
 * As desco_purchases_set_status_in(), for who has just looked where it stands.
 *
 * Returns: whether it stands there
 */
gboolean
desco_purchases_move_in (DescoConnection *connection,
                         const DescoUuid *id,
                         DescoPurchaseStatus present,
                         DescoPurchaseStatus status,
                         const char *detail,
                         GError **error)
{
  if (present == status)
    return TRUE;
  return desco_purchase_status_check_change (present, status, error)
         && write_status (connection, id, status, detail, error);
}

/**
 * desco_purchases_set_status_in: (skip)
 * @connection: a writer's, in a transaction
 * @id: which purchase
 * @status: where it shall stand
 * @detail: (nullable): the platform's answer, or why
 * @error: where to put an error; of domain %DESCO_RULE_ERROR where the change is not allowed
 *
 * As desco_purchases_set_status(). What stands there already is left alone.
 *
 * Returns: whether it stands there
 */
gboolean
desco_purchases_set_status_in (DescoConnection *connection,
                               const DescoUuid *id,
                               DescoPurchaseStatus status,
                               const char *detail,
                               GError **error)
{
  DescoPurchaseStatus present;

  return desco_purchases_get_status_in (connection, id, &present, error)
         && desco_purchases_move_in (connection, id, present, status, detail, error);
}

/**
 * desco_purchases_return_to_in: (skip)
 * @connection: a writer's, in a transaction
 * @id: which purchase
 * @status: where it shall stand again
 * @detail: (nullable): why
 * @error: where to put an error
 *
 * For a credit that was undone, which is the only way back from there: brings the purchase to the
 * state in which that leaves it, whatever R-09 allows otherwise, and writes down who, when and why.
 *
 * Returns: whether it stands there
 */
gboolean
desco_purchases_return_to_in (DescoConnection *connection,
                              const DescoUuid *id,
                              DescoPurchaseStatus status,
                              const char *detail,
                              GError **error)
{
  return write_status (connection, id, status, detail, error);
}

/* One instalment of several: the purchase stays where it stands, and what came is on record. */
static gboolean
note_instalment (DescoConnection *connection,
                 const DescoUuid *id,
                 DescoPurchaseStatus present,
                 guint instalment,
                 const char *detail,
                 GError **error)
{
  g_autofree char *text = g_strdup_printf (_ ("instalment %u: %s"), instalment, detail);

  /* A payment is proof that the platform has it. */
  if (present == DESCO_PURCHASE_QUEUED)
    return desco_purchases_set_status_in (connection, id, DESCO_PURCHASE_PUBLISHED, text, error);
  return desco_purchases_add_event_in (connection, id, present, text, error);
}

/**
 * desco_purchases_settle_in: (skip)
 * @connection: a writer's, in a transaction
 * @id: which purchase
 * @instalment: which part of it was paid, from 1; 0 for the whole
 * @paid_detail: (nullable): who says that it was paid
 * @credited_detail: what its vouchers were credited for: the receipt
 * @error: where to put an error; %DESCO_RULE_ERROR_STATE where that part is credited already
 *
 * Brings a purchase on once the vouchers of it, or of an instalment, are in the ledger:
 * it is credited when the whole is, or the last instalment.
 *
 * Returns: whether it was brought on
 */
gboolean
desco_purchases_settle_in (DescoConnection *connection,
                           const DescoUuid *id,
                           guint instalment,
                           const char *paid_detail,
                           const char *credited_detail,
                           GError **error)
{
  DescoPurchaseStatus present;
  guint n_left = 0;

  if (!desco_purchases_get_status_in (connection, id, &present, error)
      || (instalment > 0
          && !desco_instalments_credit_in (connection, id, instalment, &n_left, error)))
    return FALSE;
  if (n_left > 0)
    return note_instalment (connection, id, present, instalment, credited_detail, error);

  if (present == DESCO_PURCHASE_CREDITED)
    return TRUE;
  /* It stands as paid for no longer than this: two events, and one change of the purchase. */
  if (desco_purchase_status_may_become (present, DESCO_PURCHASE_PAID))
    {
      if (!desco_purchases_add_event_in (connection, id, DESCO_PURCHASE_PAID, paid_detail, error))
        return FALSE;
      present = DESCO_PURCHASE_PAID;
    }
  return desco_purchases_move_in (connection, id, present, DESCO_PURCHASE_CREDITED, credited_detail,
                                  error);
}

static gpointer
read_event (DescoStatement *statement)
{
  DescoPurchaseEvent *event = g_new0 (DescoPurchaseEvent, 1);

  event->at = desco_statement_int (statement, 0);
  event->author = desco_statement_dup_text (statement, 1);
  desco_purchase_status_from_nick (desco_statement_text (statement, 2), &event->status);
  event->detail = desco_statement_dup_text (statement, 3);
  return event;
}

static gpointer
list_events_reader (DescoConnection *connection,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  Request *request = data;
  DescoStatement *statement = desco_connection_get (connection, SELECT_EVENTS);

  desco_statement_bind_uuid (statement, ":id", &request->id);
  return desco_statement_take_all (statement, read_event,
                                   (GDestroyNotify) desco_purchase_event_free, error);
}

static gpointer
set_status_writer (DescoConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  Request *request = data;

  return GINT_TO_POINTER (desco_purchases_set_status_in (connection, &request->id, request->status,
                                                         request->text, error));
}

static gpointer
change_account_writer (DescoConnection *connection,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  static const char SELECT_PUBLISHED[] = "SELECT id FROM purchase WHERE status = 'published'";
  const char *const *texts = data;
  g_autoptr (GArray) ids
      = desco_statement_take_uuids (desco_connection_get (connection, SELECT_PUBLISHED), error);

  if (ids == NULL || !desco_creditors_set_iban_in (connection, texts[0], error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!desco_purchases_add_event_in (connection, &g_array_index (ids, DescoUuid, i),
                                       DESCO_PURCHASE_PUBLISHED, texts[1], error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

static gpointer
expire_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GArray) ids = NULL;
  DescoStatement *statement = desco_connection_get (connection, SELECT_OVERDUE);
  GDate today = desco_clock_today ();

  desco_statement_bind_date (statement, ":today", &today);
  ids = desco_statement_take_uuids (statement, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!desco_purchases_set_status_in (connection, &g_array_index (ids, DescoUuid, i),
                                          DESCO_PURCHASE_EXPIRED, NULL, error))
        return NULL;
    }
  return GINT_TO_POINTER ((int) ids->len);
}

static gpointer
mark_printed_writer (DescoConnection *connection,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  Request *request = data;
  gint64 now = desco_clock_now ();

  for (guint i = 0; i < request->purchases->len; i++)
    {
      DescoPurchase *purchase = g_ptr_array_index (request->purchases, i);
      DescoStatement *statement = desco_connection_get (connection, UPDATE_PRINTED);
      DescoUuid id = desco_uuid_generate ();

      desco_statement_bind_uuid (statement, ":id", &purchase->id);
      desco_statement_bind_int (statement, ":at", now);
      if (!desco_statement_run (statement, error))
        return NULL;

      statement = desco_connection_get (connection, INSERT_NOTICE);
      desco_statement_bind_uuid (statement, ":id", &id);
      desco_statement_bind_uuid (statement, ":purchase", &purchase->id);
      desco_statement_bind_int (statement, ":at", now);
      desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
      if (!desco_statement_run (statement, error))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

/**
 * desco_purchases_list_events:
 * @store: the database
 * @id: which purchase
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoPurchaseEvent): its changes, oldest first
 *   (R-09)
 */
GPtrArray *
desco_purchases_list_events (DescoStore *store,
                             const DescoUuid *id,
                             GCancellable *cancellable,
                             GError **error)
{
  Request request = { .id = *id };

  return desco_store_read (store, list_events_reader, &request, cancellable, error);
}

/**
 * desco_purchases_set_status:
 * @store: the database
 * @id: which purchase
 * @status: where it shall stand
 * @detail: (nullable): the platform's answer, or why
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; %DESCO_RULE_ERROR_STATE where the change is not allowed
 *
 * Brings a purchase to another state and writes down who, when and why.
 *
 * Returns: whether it stands there
 */
gboolean
desco_purchases_set_status (DescoStore *store,
                            const DescoUuid *id,
                            DescoPurchaseStatus status,
                            const char *detail,
                            GCancellable *cancellable,
                            GError **error)
{
  Request request = { .id = *id, .status = status, .text = detail };

  return desco_store_write (store, set_status_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_purchases_change_account:
 * @store: the database
 * @iban: the creditor's account from now on
 * @detail: what the record of each purchase that can still be paid says
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Takes another account for the creditor, and writes it down with each purchase that is published
 * all or nothing.
 *
 * Returns: whether it was written
 */
gboolean
desco_purchases_change_account (DescoStore *store,
                                const char *iban,
                                const char *detail,
                                GCancellable *cancellable,
                                GError **error)
{
  const char *const texts[] = { iban, detail };

  return desco_store_write (store, change_account_writer, (gpointer) texts, cancellable, error)
         != NULL;
}

/**
 * desco_purchases_expire:
 * @store: the database
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Marks as expired what is published and was to be paid by yesterday.
 *
 * Returns: how many they were; -1 in case of error
 */
gint64
desco_purchases_expire (DescoStore *store, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;
  gpointer count = desco_store_write (store, expire_writer, NULL, cancellable, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return -1;
    }
  return GPOINTER_TO_INT (count);
}

/**
 * desco_purchases_mark_printed:
 * @store: the database
 * @purchases: (element-type DescoPurchase): what was printed
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Writes down that notices were printed, by whom and when.
 *
 * Returns: whether it was written
 */
gboolean
desco_purchases_mark_printed (DescoStore *store,
                              GPtrArray *purchases,
                              GCancellable *cancellable,
                              GError **error)
{
  Request request = { .purchases = purchases };

  return desco_store_write (store, mark_printed_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_purchases_mark_printed_async:
 * @store: the database
 * @purchases: (element-type DescoPurchase): what was printed
 * @cancellable: (nullable): to give up before it begins
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_purchases_mark_printed(), without waiting.
 */
void
desco_purchases_mark_printed_async (DescoStore *store,
                                    GPtrArray *purchases,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->purchases = g_ptr_array_ref (purchases);
  desco_store_write_async (store, mark_printed_writer, request, (GDestroyNotify) request_free, NULL,
                           cancellable, callback, user_data);
}

/**
 * desco_purchases_mark_printed_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: whether it was written
 */
gboolean
desco_purchases_mark_printed_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error) != NULL;
}
