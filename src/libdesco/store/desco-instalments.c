/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-instalments-private.h"

#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

static const char INSERT_INSTALMENT[]
    = "INSERT INTO instalment (purchase_id, number, quantity, amount, due_date, iuv, notice_number,"
      " status) VALUES (:purchase, :number, :quantity, :amount, :due, :iuv, :notice, :status)";
static const char SELECT_INSTALMENTS[]
    = "SELECT number, quantity, amount, due_date, iuv, notice_number, status FROM instalment"
      " WHERE purchase_id = :purchase ORDER BY number";
static const char CLOSE_INSTALMENTS[]
    = "UPDATE instalment SET status = :status WHERE purchase_id = :purchase"
      " AND status IN ('open', 'expired')";
static const char CREDIT_INSTALMENT[]
    = "UPDATE instalment SET status = 'credited' WHERE purchase_id = :purchase"
      " AND number = :number AND status <> 'credited'";
static const char COUNT_LEFT[]
    = "SELECT count (*) FROM instalment WHERE purchase_id = :purchase AND status <> 'credited'";

static gpointer
read_instalment (DescoStatement *statement)
{
  DescoInstalment *self = desco_instalment_new ();

  self->number = (guint) desco_statement_int (statement, 0);
  self->quantity = desco_statement_int (statement, 1);
  self->amount = desco_statement_int (statement, 2);
  self->due_date = desco_statement_date (statement, 3);
  self->iuv = desco_statement_dup_text (statement, 4);
  self->notice_number = desco_statement_dup_text (statement, 5);
  desco_instalment_status_from_nick (desco_statement_text (statement, 6), &self->status);

  return self;
}

/**
 * desco_instalments_insert_in: (skip)
 * @connection: a writer's, in a transaction
 * @purchase: a purchase that is there already, with its instalments
 * @error: where to put an error
 *
 * Returns: whether they were written
 */
gboolean
desco_instalments_insert_in (DescoConnection *connection,
                             const DescoPurchase *purchase,
                             GError **error)
{
  for (guint i = 0; i < purchase->instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (purchase->instalments, i);
      DescoStatement *statement = desco_connection_get (connection, INSERT_INSTALMENT);

      desco_statement_bind_uuid (statement, ":purchase", &purchase->id);
      desco_statement_bind_int (statement, ":number", instalment->number);
      desco_statement_bind_int (statement, ":quantity", instalment->quantity);
      desco_statement_bind_int (statement, ":amount", instalment->amount);
      desco_statement_bind_date (statement, ":due", &instalment->due_date);
      desco_statement_bind_text (statement, ":iuv", instalment->iuv);
      desco_statement_bind_text (statement, ":notice", instalment->notice_number);
      desco_statement_bind_text (statement, ":status",
                                 desco_instalment_status_to_nick (instalment->status));
      if (!desco_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_instalments_load_in: (skip)
 * @connection: a connection in a transaction
 * @purchase: a purchase as it was read, with as much room as it has instalments
 * @error: where to put an error
 *
 * Returns: whether @purchase has its instalments
 */
gboolean
desco_instalments_load_in (DescoConnection *connection, DescoPurchase *purchase, GError **error)
{
  DescoStatement *statement;
  GPtrArray *instalments;

  if (purchase->instalments->len == 0)
    return TRUE;

  statement = desco_connection_get (connection, SELECT_INSTALMENTS);
  desco_statement_bind_uuid (statement, ":purchase", &purchase->id);
  instalments = desco_statement_take_all (statement, read_instalment,
                                          (GDestroyNotify) desco_instalment_free, error);
  if (instalments == NULL)
    return FALSE;
  g_ptr_array_unref (purchase->instalments);
  purchase->instalments = instalments;
  return TRUE;
}

/**
 * desco_instalments_close_in: (skip)
 * @connection: a writer's, in a transaction
 * @purchase_id: a purchase
 * @status: where it stands from now on
 * @error: where to put an error
 *
 * Brings the instalments that nobody paid along: once the whole is paid, is withdrawn or has
 * expired, they can't be paid any more either.
 *
 * Returns: whether they were brought along
 */
gboolean
desco_instalments_close_in (DescoConnection *connection,
                            const DescoUuid *purchase_id,
                            DescoPurchaseStatus status,
                            GError **error)
{
  DescoInstalmentStatus closed
      = status == DESCO_PURCHASE_EXPIRED ? DESCO_INSTALMENT_EXPIRED : DESCO_INSTALMENT_CANCELLED;
  DescoStatement *statement;

  if (status != DESCO_PURCHASE_CREDITED && status != DESCO_PURCHASE_CANCELLED
      && status != DESCO_PURCHASE_EXPIRED)
    return TRUE;

  statement = desco_connection_get (connection, CLOSE_INSTALMENTS);
  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  desco_statement_bind_text (statement, ":status", desco_instalment_status_to_nick (closed));
  return desco_statement_run (statement, error);
}

/**
 * desco_instalments_credit_in: (skip)
 * @connection: a writer's, in a transaction
 * @purchase_id: a purchase
 * @number: which of its instalments
 * @n_left: (out): how many are not credited yet
 * @error: where to put an error; %DESCO_RULE_ERROR_STATE where it is credited already
 *
 * Returns: whether it was not credited before and is now
 */
gboolean
desco_instalments_credit_in (DescoConnection *connection,
                             const DescoUuid *purchase_id,
                             guint number,
                             guint *n_left,
                             GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, CREDIT_INSTALMENT);

  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  desco_statement_bind_int (statement, ":number", number);
  if (!desco_statement_run (statement, error))
    return FALSE;
  if (desco_connection_changes (connection) != 1)
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                   _ ("Instalment %u of the purchase is credited already: look at it again."),
                   number);
      return FALSE;
    }

  statement = desco_connection_get (connection, COUNT_LEFT);
  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  if (!desco_statement_step (statement, error))
    return FALSE;
  *n_left = (guint) desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  return TRUE;
}
