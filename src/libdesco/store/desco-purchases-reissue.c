/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-purchases.h"

#include "model/desco-error.h"
#include "store/desco-purchases-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* Selling again what expired: a purchase of its own, at the price of its own day, as the old
 * notice can't be paid any more and its number is never given again. */

static const char SELECT_UNDECIDED[]
    = "SELECT 1 FROM receipt WHERE purchase_id = :id AND state = 'review' AND outcome = 'OK'";

typedef struct
{
  DescoUuid id;
  gint64 quantity;
  GDate due_date;
} Request;

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE, message);
  return FALSE;
}

/* Money that came and was not credited may be what the family wants the vouchers for. */
static gboolean
check_decided (DescoConnection *connection, const DescoPurchase *old, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_UNDECIDED);
  GError *local_error = NULL;
  gboolean waits;

  desco_statement_bind_uuid (statement, ":id", &old->id);
  waits = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return !waits
         || refuse (error,
                    _ ("A receipt of this purchase waits for a decision: decide on it first, "
                       "so that nobody pays twice."));
}

static gboolean
check (DescoConnection *connection, const DescoPurchase *old, GError **error)
{
  g_autoptr (DescoPurchase) other = NULL;

  if (old->status != DESCO_PURCHASE_EXPIRED)
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                   _ ("Only what has expired is sold again, and this purchase is in state “%s”: "
                      "make a new purchase."),
                   desco_purchase_status_to_words (old->status));
      return FALSE;
    }
  if (desco_uuid_is_nil (&old->replaced_by))
    return check_decided (connection, old, error);

  other = desco_purchases_get_in (connection, &old->replaced_by, error);
  if (other != NULL)
    g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                 _ ("This purchase was sold again already, with the notice %s (%s): go on with "
                    "that one."),
                 other->notice_number, desco_purchase_status_to_words (other->status));
  return FALSE;
}

/* What nobody paid of @old. */
static void
find_rest (const DescoPurchase *old, DescoPurchaseOrder *order)
{
  order->quantity = old->quantity;
  for (guint i = 0; i < old->instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (old->instalments, i);

      if (instalment->status == DESCO_INSTALMENT_PAID
          || instalment->status == DESCO_INSTALMENT_CREDITED)
        order->quantity -= instalment->quantity;
      else
        order->n_instalments++;
    }
}

static gboolean
note (DescoConnection *connection,
      const DescoPurchase *old,
      const DescoPurchase *sold,
      GError **error)
{
  g_autofree char *detail
      = g_strdup_printf (_ ("sold again with the notice %s"), sold->notice_number);

  return desco_purchases_add_event_in (connection, &old->id, old->status, detail, error);
}

static gpointer
reissue_writer (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  const Request *request = data;
  g_autoptr (DescoPurchase) old = desco_purchases_get_in (connection, &request->id, error);
  g_autoptr (DescoPurchase) sold = NULL;
  DescoPurchaseOrder order;

  if (old == NULL || !check (connection, old, error))
    return NULL;

  desco_purchase_order_init (&order, &old->pupil_id, 0);
  find_rest (old, &order);
  if (request->quantity > 0)
    order.quantity = request->quantity;
  order.due_date = request->due_date;
  if (order.n_instalments < DESCO_INSTALMENTS_MIN || order.quantity < order.n_instalments)
    order.n_instalments = 0;

  sold = desco_purchases_create_in_place_of_in (connection, &order, old, error);
  if (sold == NULL || !note (connection, old, sold, error))
    return NULL;
  return g_steal_pointer (&sold);
}

/**
 * desco_purchases_reissue:
 * @store: the database
 * @id: a purchase that has expired
 * @quantity: vouchers; 0 for those that nobody paid
 * @due_date: (nullable): the last day to pay; %NULL for the set number of days from today
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error, as desco_purchases_sell(); %DESCO_RULE_ERROR_STATE where the
 *   purchase has not expired, was sold again already or has a receipt that waits for a decision
 *
 * Sells a purchase that has expired again: at today's price, with notice numbers of its own and
 * in as many instalments as were left. The old one stays expired, and each says on record which the
 * other is.
 *
 * Returns: (nullable) (transfer full): the new purchase, once it is on disk
 */
DescoPurchase *
desco_purchases_reissue (DescoStore *store,
                         const DescoUuid *id,
                         gint64 quantity,
                         const GDate *due_date,
                         GCancellable *cancellable,
                         GError **error)
{
  Request request = { .id = *id, .quantity = quantity };

  g_date_clear (&request.due_date, 1);
  if (due_date != NULL)
    request.due_date = *due_date;
  return desco_store_write (store, reissue_writer, &request, cancellable, error);
}

/**
 * desco_purchases_reissue_async:
 * @store: the database
 * @id: a purchase that has expired
 * @cancellable: (nullable): to give up before it begins
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_purchases_reissue() of what nobody paid, by the set number of days, without waiting.
 */
void
desco_purchases_reissue_async (DescoStore *store,
                               const DescoUuid *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->id = *id;
  g_date_clear (&request->due_date, 1);
  desco_store_write_async (store, reissue_writer, request, g_free, g_object_unref, cancellable,
                           callback, user_data);
}

/**
 * desco_purchases_reissue_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error, as desco_purchases_reissue()
 *
 * Returns: (nullable) (transfer full): the new purchase
 */
DescoPurchase *
desco_purchases_reissue_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}
