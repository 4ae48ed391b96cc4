/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "ledger/desco-lots-private.h"

static const char SELECT_OPEN[] = "SELECT id, unit_amount, remaining FROM lot"
                                  " WHERE pupil_id = :pupil AND remaining > 0 ORDER BY id";
static const char SELECT_OPEN_OF_PURCHASE[]
    = "SELECT l.id, l.unit_amount, l.remaining FROM ledger AS e JOIN lot AS l ON l.entry_id = e.id"
      " WHERE e.purchase_id = :purchase AND e.kind = 'purchase' AND l.pupil_id = :pupil"
      " AND l.remaining > 0 ORDER BY l.id";
static const char SELECT_USED_BY[]
    = "SELECT l.id, u.debit_id, l.unit_amount, -sum (u.quantity) FROM lot_use AS u"
      " JOIN lot AS l ON l.id = u.lot_id WHERE u.debit_id = :debit"
      " GROUP BY l.id HAVING sum (u.quantity) < 0 ORDER BY l.id";
static const char SELECT_USERS_OF[]
    = "SELECT l.id, u.debit_id, l.unit_amount, -sum (u.quantity) FROM lot AS l"
      " JOIN lot_use AS u ON u.lot_id = l.id WHERE l.entry_id = :entry"
      " GROUP BY u.debit_id HAVING sum (u.quantity) < 0 ORDER BY u.debit_id";
static const char INSERT_USE[] = "INSERT INTO lot_use (entry_id, lot_id, debit_id, quantity)"
                                 " VALUES (:entry, :lot, :debit, :quantity)";
static const char UPDATE_REMAINING[]
    = "UPDATE lot SET remaining = remaining + :quantity WHERE id = :lot";
static const char INSERT_LOT[]
    = "INSERT INTO lot (id, pupil_id, entry_id, unit_amount, quantity, remaining)"
      " VALUES (:id, :pupil, :entry, :unit, :quantity, :quantity)";

static gboolean
move (DescoConnection *connection,
      GArray *shares,
      const DescoUuid *entry_id,
      int sign,
      GError **error)
{
  for (guint i = 0; i < shares->len; i++)
    {
      const DescoLotShare *share = &g_array_index (shares, DescoLotShare, i);
      const DescoUuid *debit = desco_uuid_is_nil (&share->debit_id) ? entry_id : &share->debit_id;
      DescoStatement *statement = desco_connection_get (connection, INSERT_USE);

      desco_statement_bind_uuid (statement, ":entry", entry_id);
      desco_statement_bind_uuid (statement, ":lot", &share->lot_id);
      desco_statement_bind_uuid (statement, ":debit", debit);
      desco_statement_bind_int (statement, ":quantity", sign * share->quantity);
      if (!desco_statement_run (statement, error))
        return FALSE;

      statement = desco_connection_get (connection, UPDATE_REMAINING);
      desco_statement_bind_uuid (statement, ":lot", &share->lot_id);
      desco_statement_bind_int (statement, ":quantity", sign * share->quantity);
      if (!desco_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static GArray *
read_shares (DescoStatement *statement, GError **error)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (DescoLotShare));
  GError *local_error = NULL;

  while (desco_statement_step (statement, &local_error))
    {
      DescoLotShare share = {
        .lot_id = desco_statement_uuid (statement, 0),
        .debit_id = desco_statement_uuid (statement, 1),
        .unit_amount = desco_statement_int (statement, 2),
        .quantity = desco_statement_int (statement, 3),
      };

      g_array_append_val (shares, share);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&shares);
}

/**
 * desco_lots_plan: (skip)
 * @connection: a connection in a transaction
 * @pupil_id: whose lots
 * @purchase_id: (nullable): only the lots of this purchase; nil or %NULL for all
 * @quantity: how many vouchers are wanted, positive
 * @error: where to put an error
 *
 * Chooses from which lots vouchers come, the oldest first. There may be fewer than wanted.
 *
 * Returns: (nullable) (transfer full) (element-type DescoLotShare): the shares
 */
GArray *
desco_lots_plan (DescoConnection *connection,
                 const DescoUuid *pupil_id,
                 const DescoUuid *purchase_id,
                 gint64 quantity,
                 GError **error)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (DescoLotShare));
  gboolean of_purchase = purchase_id != NULL && !desco_uuid_is_nil (purchase_id);
  DescoStatement *statement
      = desco_connection_get (connection, of_purchase ? SELECT_OPEN_OF_PURCHASE : SELECT_OPEN);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  if (of_purchase)
    desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  while (quantity > 0 && desco_statement_step (statement, &local_error))
    {
      DescoLotShare share = {
        .lot_id = desco_statement_uuid (statement, 0),
        .unit_amount = desco_statement_int (statement, 1),
        .quantity = MIN (quantity, desco_statement_int (statement, 2)),
      };

      g_array_append_val (shares, share);
      quantity -= share.quantity;
    }
  desco_statement_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&shares);
}

/**
 * desco_lots_used_by: (skip)
 * @connection: a connection in a transaction
 * @debit_id: an entry that ate vouchers
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoLotShare): what @debit_id holds of each lot
 */
GArray *
desco_lots_used_by (DescoConnection *connection, const DescoUuid *debit_id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_USED_BY);

  desco_statement_bind_uuid (statement, ":debit", debit_id);
  return read_shares (statement, error);
}

/**
 * desco_lots_users_of: (skip)
 * @connection: a connection in a transaction
 * @entry_id: an entry that brought a lot
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoLotShare): what each debit holds of its lot
 */
GArray *
desco_lots_users_of (DescoConnection *connection, const DescoUuid *entry_id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_USERS_OF);

  desco_statement_bind_uuid (statement, ":entry", entry_id);
  return read_shares (statement, error);
}

/**
 * desco_lots_value: (skip)
 * @shares: (element-type DescoLotShare): shares of lots
 *
 * Returns: what they are worth in cents, each at its lot's cost
 */
gint64
desco_lots_value (GArray *shares)
{
  gint64 value = 0;

  for (guint i = 0; i < shares->len; i++)
    {
      const DescoLotShare *share = &g_array_index (shares, DescoLotShare, i);

      value += share->quantity * share->unit_amount;
    }
  return value;
}

/**
 * desco_lots_quantity: (skip)
 * @shares: (element-type DescoLotShare): shares of lots
 *
 * Returns: how many vouchers they are
 */
gint64
desco_lots_quantity (GArray *shares)
{
  gint64 quantity = 0;

  for (guint i = 0; i < shares->len; i++)
    quantity += g_array_index (shares, DescoLotShare, i).quantity;
  return quantity;
}

/**
 * desco_lots_take: (skip)
 * @connection: a writer's, in a transaction
 * @shares: (element-type DescoLotShare): what to take
 * @entry_id: the entry that takes it
 * @error: where to put an error
 *
 * Returns: whether it was written
 */
gboolean
desco_lots_take (DescoConnection *connection,
                 GArray *shares,
                 const DescoUuid *entry_id,
                 GError **error)
{
  return move (connection, shares, entry_id, -1, error);
}

/**
 * desco_lots_give_back: (skip)
 * @connection: a writer's, in a transaction
 * @shares: (element-type DescoLotShare): what to give back
 * @entry_id: the entry that does so
 * @error: where to put an error
 *
 * Returns: whether it was written
 */
gboolean
desco_lots_give_back (DescoConnection *connection,
                      GArray *shares,
                      const DescoUuid *entry_id,
                      GError **error)
{
  return move (connection, shares, entry_id, 1, error);
}

/**
 * desco_lots_add: (skip)
 * @connection: a writer's, in a transaction
 * @pupil_id: whose lot
 * @entry_id: the entry that brings it
 * @unit_amount: cents a voucher
 * @quantity: vouchers, positive
 * @error: where to put an error
 *
 * Returns: whether it was written
 */
gboolean
desco_lots_add (DescoConnection *connection,
                const DescoUuid *pupil_id,
                const DescoUuid *entry_id,
                gint64 unit_amount,
                gint64 quantity,
                GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_LOT);
  DescoUuid id = desco_uuid_generate ();

  desco_statement_bind_uuid (statement, ":id", &id);
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_uuid (statement, ":entry", entry_id);
  desco_statement_bind_int (statement, ":unit", unit_amount);
  desco_statement_bind_int (statement, ":quantity", quantity);
  return desco_statement_run (statement, error);
}
