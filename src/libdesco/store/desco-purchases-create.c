/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-purchases.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-due-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "pagopa/desco-debt-position.h"
#include "pagopa/desco-notice-number.h"
#include "store/desco-creditors-private.h"
#include "store/desco-instalments-private.h"
#include "store/desco-outbox-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-settings-private.h"
#include "store/desco-store-private.h"
#include "store/desco-tariffs-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Selling: a purchase with its frozen cost, its numbers and its instalments. */

static const char SELECT_DEBTOR[]
    = "SELECT g.id, g.tax_code, g.surname || ' ' || g.name, p.name FROM pupil AS p"
      " LEFT JOIN guardianship AS s ON s.pupil_id = p.id AND s.payer = 1"
      " LEFT JOIN guardian AS g ON g.id = s.guardian_id WHERE p.id = :pupil";
static const char TAKE_COUNTER[]
    = "INSERT INTO notice_counter (device_code, next) VALUES (:device, 2)"
      " ON CONFLICT (device_code) DO UPDATE SET next = next + 1 RETURNING next - 1";
static const char INSERT_PURCHASE[]
    = "INSERT INTO purchase (id, pupil_id, guardian_id, quantity, unit_amount, amount, rule,"
      " reason, subject, civil_date, created_at, due_date, iupd, iuv, notice_number, status,"
      " instalments, replaces)"
      " VALUES (:id, :pupil, :guardian, :quantity, :unit, :amount, :rule, :reason, :subject,"
      " :date, :at, :due, :iupd, :iuv, :number, :status, :instalments, :replaces)";
static const char SELECT_OPERATION[]
    = "SELECT json_object ('pupil', uuid_text (pupil_id), 'guardian', uuid_text (guardian_id),"
      " 'quantity', quantity, 'unitAmount', unit_amount, 'amount', amount, 'rule', rule,"
      " 'reason', reason, 'subject', subject, 'date', civil_date, 'at', created_at,"
      " 'dueDate', due_date, 'iupd', iupd, 'iuv', iuv, 'noticeNumber', notice_number,"
      " 'replaces', uuid_text (replaces),"
      " 'instalments', (SELECT json_group_array (json_object ('number', number,"
      "   'quantity', quantity, 'amount', amount, 'dueDate', due_date, 'iuv', iuv,"
      "   'noticeNumber', notice_number)) FROM instalment WHERE purchase_id = purchase.id))"
      " FROM purchase WHERE id = :id";

/* between the set minimum, maximum and step. */
static gboolean
check_quantity (DescoConnection *connection, gint64 quantity, GError **error)
{
  gint64 minimum, maximum, step;

  if (!desco_settings_get_int_in (connection, DESCO_SETTING_PURCHASE_MINIMUM, &minimum, error)
      || !desco_settings_get_int_in (connection, DESCO_SETTING_PURCHASE_MAXIMUM, &maximum, error)
      || !desco_settings_get_int_in (connection, DESCO_SETTING_PURCHASE_STEP, &step, error))
    return FALSE;

  if (quantity < minimum || quantity > maximum)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "quantity",
                             _ ("%" PRId64 " vouchers can't be bought at once; choose from %" PRId64
                                " to %" PRId64 "."),
                             quantity, minimum, maximum);
      return FALSE;
    }
  if (step > 1 && quantity % step != 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "quantity",
                             _ ("Vouchers are sold by %" PRId64 ": %" PRId64
                                " can't be bought; choose %" PRId64 " or %" PRId64 "."),
                             step, quantity, MAX (quantity - quantity % step, step),
                             quantity - quantity % step + step);
      return FALSE;
    }
  return TRUE;
}

static gboolean
choose_due_date (DescoConnection *connection,
                 const GDate *wanted,
                 const GDate *today,
                 GDate *due_date,
                 GError **error)
{
  gint64 days;

  if (!desco_settings_get_int_in (connection, DESCO_SETTING_PURCHASE_DUE_DAYS, &days, error))
    return FALSE;

  *due_date = g_date_valid (wanted) ? *wanted : desco_date_add_days (today, (int) days);
  return desco_due_date_check (due_date, today, error);
}

/* The one payer of the pupil, to whom the debt position goes. */
static gboolean
find_debtor (DescoConnection *connection,
             const DescoUuid *pupil_id,
             DescoUuid *guardian_id,
             char **pupil_name,
             GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_DEBTOR);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "pupil",
                               _ ("There is no such pupil."));
      return FALSE;
    }
  if (desco_statement_is_null (statement, 0))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "guardian",
                             _ ("Nobody pays for this pupil yet: add a guardian, then sell."));
      return FALSE;
    }
  if (desco_statement_is_null (statement, 1))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "guardianTaxCode",
                             _ ("%s has no tax code, which pagoPA needs: add it, then sell."),
                             desco_statement_text (statement, 2));
      return FALSE;
    }

  *guardian_id = desco_statement_uuid (statement, 0);
  *pupil_name = desco_statement_dup_text (statement, 3);
  desco_statement_reset (statement);
  return TRUE;
}

/* The notice is in Italian whatever the desk's language; the child's first name tells siblings'
 * notices apart. */
static char *
make_subject (const char *school_year, gint64 quantity, const char *pupil_name)
{
  g_autofree char *subject
      = g_strdup_printf ("Buoni mensa scolastica a.s. %s - %" G_GINT64_FORMAT " %s - %s",
                         school_year, quantity, quantity == 1 ? "buono" : "buoni", pupil_name);

  return g_utf8_substring (subject, 0,
                           MIN (g_utf8_strlen (subject, -1), DESCO_PURCHASES_MAX_SUBJECT));
}

/* A number is taken in the transaction that writes its purchase, and never given back. */
static char *
take_notice_number (DescoConnection *connection, const DescoCreditor *creditor, GError **error)
{
  guint device_code = desco_connection_get_device_code (connection);
  DescoStatement *statement = desco_connection_get (connection, TAKE_COUNTER);
  gint64 counter;

  desco_statement_bind_int (statement, ":device", device_code);
  if (!desco_statement_step (statement, error))
    return NULL;
  counter = desco_statement_int (statement, 0);
  if (!desco_statement_run (statement, error))
    return NULL;

  return desco_notice_number_assign (creditor->segregation_code, device_code, (guint64) counter,
                                     error);
}

/* Splits @purchase as @order wants it, each part with a number of its own and the days that were
 * asked for, each after the one before. */
static gboolean
plan_instalments (DescoConnection *connection,
                  const DescoCreditor *creditor,
                  const DescoPurchaseOrder *order,
                  DescoPurchase *purchase,
                  GError **error)
{
  g_autoptr (GPtrArray) plan = desco_instalments_plan (
      purchase->quantity, purchase->unit_amount, order->n_instalments, &purchase->due_date, error);

  if (plan == NULL
      || !desco_due_date_plan (plan, &purchase->due_date, order->instalment_due_dates,
                               &purchase->civil_date, error))
    return FALSE;
  for (guint i = 0; i < plan->len; i++)
    {
      DescoInstalment *instalment = g_ptr_array_index (plan, i);

      instalment->notice_number = take_notice_number (connection, creditor, error);
      if (instalment->notice_number == NULL)
        return FALSE;
      instalment->iuv = desco_notice_number_get_iuv (instalment->notice_number);
    }

  g_ptr_array_unref (purchase->instalments);
  purchase->instalments = g_steal_pointer (&plan);
  return TRUE;
}

/**
 * desco_purchases_insert_in: (skip)
 * @connection: a writer's, in a transaction
 * @purchase: a purchase with its numbers, its cost and why, and its instalments
 * @origin: (nullable): where it comes from, for the record
 * @error: where to put an error
 *
 * Returns: whether it was written, queued for pagoPA
 */
gboolean
desco_purchases_insert_in (DescoConnection *connection,
                           const DescoPurchase *purchase,
                           const char *origin,
                           GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_PURCHASE);

  desco_statement_bind_uuid (statement, ":id", &purchase->id);
  desco_statement_bind_uuid (statement, ":pupil", &purchase->pupil_id);
  desco_statement_bind_uuid (statement, ":guardian", &purchase->guardian_id);
  desco_statement_bind_int (statement, ":quantity", purchase->quantity);
  desco_statement_bind_int (statement, ":unit", purchase->unit_amount);
  desco_statement_bind_int (statement, ":amount", purchase->amount);
  desco_statement_bind_text (statement, ":rule", purchase->rule);
  desco_statement_bind_text (statement, ":reason", purchase->reason);
  desco_statement_bind_text (statement, ":subject", purchase->subject);
  desco_statement_bind_date (statement, ":date", &purchase->civil_date);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_date (statement, ":due", &purchase->due_date);
  desco_statement_bind_text (statement, ":iupd", purchase->iupd);
  desco_statement_bind_text (statement, ":iuv", purchase->iuv);
  desco_statement_bind_text (statement, ":number", purchase->notice_number);
  desco_statement_bind_text (statement, ":status",
                             desco_purchase_status_to_nick (DESCO_PURCHASE_QUEUED));
  desco_statement_bind_int (statement, ":instalments", purchase->instalments->len);
  desco_statement_bind_uuid (statement, ":replaces", &purchase->replaces);
  return desco_statement_run (statement, error)
         && desco_instalments_insert_in (connection, purchase, error)
         && desco_outbox_append_row (connection, "purchase", &purchase->id, SELECT_OPERATION,
                                     &purchase->id, error)
         && desco_purchases_add_event_in (connection, &purchase->id, DESCO_PURCHASE_DRAFT, origin,
                                          error)
         && desco_purchases_add_event_in (connection, &purchase->id, DESCO_PURCHASE_ASSIGNED,
                                          purchase->notice_number, error)
         && desco_purchases_add_event_in (connection, &purchase->id, DESCO_PURCHASE_QUEUED, NULL,
                                          error);
}

/**
 * desco_purchases_create_in_place_of_in: (skip)
 * @connection: a writer's, in a transaction
 * @order: what is bought
 * @replaced: (nullable): the purchase in whose place it is bought
 * @error: where to put an error
 *
 * As desco_purchases_sell().
 *
 * Returns: (nullable) (transfer full): the purchase; if %NULL the transaction must be rolled back
 */
DescoPurchase *
desco_purchases_create_in_place_of_in (DescoConnection *connection,
                                       const DescoPurchaseOrder *order,
                                       const DescoPurchase *replaced,
                                       GError **error)
{
  g_autoptr (DescoPurchase) purchase = g_object_new (DESCO_TYPE_PURCHASE, NULL);
  g_autoptr (DescoCreditor) creditor = desco_creditors_get_in (connection, error);
  g_autoptr (DescoQuote) quote = NULL;
  g_autofree char *pupil_name = NULL;
  g_autofree char *id_text = NULL;
  g_autofree char *origin = NULL;

  purchase->id = desco_uuid_generate ();
  purchase->pupil_id = order->pupil_id;
  purchase->quantity = order->quantity;
  purchase->civil_date = desco_clock_today ();

  if (creditor == NULL || !check_quantity (connection, order->quantity, error)
      || !choose_due_date (connection, &order->due_date, &purchase->civil_date, &purchase->due_date,
                           error)
      || !find_debtor (connection, &order->pupil_id, &purchase->guardian_id, &pupil_name, error))
    return NULL;

  quote = desco_tariffs_quote_in (connection, &order->pupil_id, &purchase->civil_date, error);
  if (quote == NULL)
    return NULL;
  if (quote->unit_amount == 0)
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("There is nothing to pay for this pupil (%s): meals cost nothing."),
                   quote->rule);
      return NULL;
    }
  if (!desco_money_multiply (quote->unit_amount, order->quantity, &purchase->amount)
      || purchase->amount > DESCO_MONEY_MAX)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "quantity",
                             _ ("The amount would be over 999.999.999,99 euros; choose fewer "
                                "vouchers."));
      return NULL;
    }

  purchase->notice_number = take_notice_number (connection, creditor, error);
  if (purchase->notice_number == NULL)
    return NULL;
  purchase->iuv = desco_notice_number_get_iuv (purchase->notice_number);
  id_text = desco_uuid_to_string (&purchase->id);
  purchase->iupd = desco_debt_position_make_iupd (id_text);
  purchase->subject = make_subject (creditor->school_year, order->quantity, pupil_name);

  purchase->unit_amount = quote->unit_amount;
  purchase->rule = g_strdup (quote->rule);
  purchase->reason = g_strdup (quote->reason);
  if (replaced != NULL)
    {
      purchase->replaces = replaced->id;
      origin = g_strdup_printf (_ ("in place of the expired notice %s"), replaced->notice_number);
    }
  if (!plan_instalments (connection, creditor, order, purchase, error)
      || !desco_purchases_insert_in (connection, purchase, origin, error))
    return NULL;
  return desco_purchases_get_in (connection, &purchase->id, error);
}

/**
 * desco_purchases_create_in: (skip)
 * @connection: a writer's, in a transaction
 * @order: what is bought
 * @error: where to put an error
 *
 * As desco_purchases_sell().
 *
 * Returns: (nullable) (transfer full): the purchase; if %NULL the transaction must be rolled back
 */
DescoPurchase *
desco_purchases_create_in (DescoConnection *connection,
                           const DescoPurchaseOrder *order,
                           GError **error)
{
  return desco_purchases_create_in_place_of_in (connection, order, NULL, error);
}

static gpointer
create_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  return desco_purchases_create_in (connection, data, error);
}

/**
 * desco_purchase_order_init:
 * @self: (out caller-allocates): what is to be bought
 * @pupil_id: for whom
 * @quantity: vouchers
 *
 * An order to be paid at once, by the set number of days from today.
 */
void
desco_purchase_order_init (DescoPurchaseOrder *self, const DescoUuid *pupil_id, gint64 quantity)
{
  *self = (DescoPurchaseOrder){ .pupil_id = *pupil_id, .quantity = quantity };
  g_date_clear (&self->due_date, 1);
  g_date_clear (self->instalment_due_dates, DESCO_INSTALMENTS_MAX);
}

/**
 * desco_purchases_sell:
 * @store: the database
 * @order: what is bought
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error of domain %DESCO_INPUT_ERROR or %DESCO_RULE_ERROR in words, or of
 *   %DESCO_STORE_ERROR
 *
 * Sells vouchers: freezes the unit cost of the day, takes notice numbers that nobody had or
 * will have, one for the whole and one for each instalment, and queues the debt position for pagoPA
 * all in one transaction.
 *
 * Returns: (nullable) (transfer full): the purchase, once it is on disk
 */
DescoPurchase *
desco_purchases_sell (DescoStore *store,
                      const DescoPurchaseOrder *order,
                      GCancellable *cancellable,
                      GError **error)
{
  DescoPurchaseOrder copy = *order;

  return desco_store_write (store, create_writer, &copy, cancellable, error);
}

/**
 * desco_purchases_sell_async:
 * @store: the database
 * @order: what is bought
 * @cancellable: (nullable): to give up before it begins
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_purchases_sell(), without waiting.
 */
void
desco_purchases_sell_async (DescoStore *store,
                            const DescoPurchaseOrder *order,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  desco_store_write_async (store, create_writer, g_memdup2 (order, sizeof *order), g_free,
                           g_object_unref, cancellable, callback, user_data);
}

/**
 * desco_purchases_sell_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error, as desco_purchases_sell()
 *
 * Returns: (nullable) (transfer full): the purchase
 */
DescoPurchase *
desco_purchases_sell_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_purchases_create:
 * @store: the database
 * @pupil_id: for whom
 * @quantity: vouchers, within the set minimum, maximum and step
 * @due_date: (nullable): the last day to pay; %NULL for the set number of days from today
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error, as desco_purchases_sell()
 *
 * Sells vouchers to be paid at once. See desco_purchases_sell().
 *
 * Returns: (nullable) (transfer full): the purchase, once it is on disk
 */
DescoPurchase *
desco_purchases_create (DescoStore *store,
                        const DescoUuid *pupil_id,
                        gint64 quantity,
                        const GDate *due_date,
                        GCancellable *cancellable,
                        GError **error)
{
  DescoPurchaseOrder order;

  desco_purchase_order_init (&order, pupil_id, quantity);
  if (due_date != NULL)
    order.due_date = *due_date;
  return desco_purchases_sell (store, &order, cancellable, error);
}
