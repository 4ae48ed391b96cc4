/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-transfers-private.h"

#include "ledger/desco-ledger-private.h"
#include "ledger/desco-lots-private.h"
#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "store/desco-store-private.h"
#include "store/desco-tariffs-private.h"
#include "store/desco-transfers.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static const char SELECT_NAMES[]
    = "SELECT a.name, b.name, EXISTS (SELECT 1 FROM guardianship AS x JOIN guardianship AS y"
      "   ON y.guardian_id = x.guardian_id WHERE x.pupil_id = a.id AND y.pupil_id = b.id),"
      " (SELECT rest FROM wallet_line WHERE pupil_id = a.id),"
      " (SELECT unit_amount FROM lot WHERE pupil_id = b.id ORDER BY id DESC LIMIT 1)"
      " FROM pupil AS a JOIN pupil AS b ON b.id = :to WHERE a.id = :from";
static const char SELECT_SIDES[]
    = "SELECT i.pair_id, i.id FROM ledger AS i WHERE i.id = :id AND i.pair_id IS NOT NULL"
      " UNION ALL SELECT i.pair_id, i.id FROM ledger AS i WHERE i.pair_id = :id";

typedef struct
{
  DescoUuid from;
  DescoUuid to;
  gint64 quantity;
  DescoTransfer *transfer;

  char *from_name;
  char *to_name;
  gint64 rest; /* what is left of vouchers that were broken before */
} Move;

static void
set_refused (GError **error, const char *message)
{
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED, message);
}

/* Who they are, what a voucher is worth to the one who gets it: what the newest lot cost, or
 * without one what a voucher costs today. */
static gboolean
look_up (DescoConnection *connection, Move *move, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_NAMES);
  gboolean siblings, has_lot;
  g_autoptr (DescoQuote) quote = NULL;
  GDate today = desco_clock_today ();
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":from", &move->from);
  desco_statement_bind_uuid (statement, ":to", &move->to);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "pupil",
                               _ ("There is no such pupil."));
      return FALSE;
    }
  move->from_name = desco_statement_dup_text (statement, 0);
  move->to_name = desco_statement_dup_text (statement, 1);
  siblings = desco_statement_int (statement, 2) != 0;
  move->rest = desco_statement_int (statement, 3);
  has_lot = !desco_statement_is_null (statement, 4);
  move->transfer->unit_amount = desco_statement_int (statement, 4);
  desco_statement_reset (statement);

  if (!siblings)
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("%s and %s have no guardian in common: vouchers move between siblings only. "
                      "Ask for a refund instead."),
                   move->from_name, move->to_name);
      return FALSE;
    }
  if (has_lot && move->transfer->unit_amount > 0)
    return TRUE;
  quote = desco_tariffs_quote_in (connection, &move->to, &today, error);
  if (quote == NULL)
    return FALSE;
  move->transfer->unit_amount = quote->unit_amount;
  if (quote->unit_amount > 0)
    return TRUE;
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
               _ ("%s pays nothing for meals (%s): there is nothing to move vouchers for."),
               move->to_name, quote->rule);
  return FALSE;
}

/* How many vouchers leave, the oldest lots first: no more than what the whole vouchers there need. */
static gboolean
convert (Move *move, GArray *shares, GError **error)
{
  DescoTransfer *transfer = move->transfer;
  gint64 worth = desco_lots_value (shares) + move->rest;
  gint64 covered = move->rest;

  if (desco_lots_quantity (shares) < move->quantity)
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("The vouchers left are only %" PRId64 "; choose a smaller number."),
                   desco_lots_quantity (shares));
      return FALSE;
    }
  transfer->received = worth / transfer->unit_amount;
  if (transfer->received == 0)
    {
      set_refused (error,
                   _ ("That is worth less than one voucher of the sibling's: choose a larger "
                      "number."));
      return FALSE;
    }
  transfer->value = transfer->received * transfer->unit_amount;

  for (guint i = 0; i < shares->len && covered < transfer->value; i++)
    {
      const DescoLotShare *share = &g_array_index (shares, DescoLotShare, i);
      gint64 needed;

      if (share->unit_amount == 0)
        {
          set_refused (error,
                       _ ("The oldest vouchers have no value in euros, so that they can't be "
                          "converted."));
          return FALSE;
        }
      needed = (transfer->value - covered + share->unit_amount - 1) / share->unit_amount;
      needed = MIN (needed, share->quantity);
      transfer->taken += needed;
      covered += needed * share->unit_amount;
    }
  transfer->rest = covered - transfer->value;
  return TRUE;
}

static gboolean
post (DescoConnection *connection, const Move *move, GError **error)
{
  g_autofree char *to_note = g_strdup_printf (_ ("to %s"), move->to_name);
  g_autofree char *from_note = g_strdup_printf (_ ("from %s"), move->from_name);
  DescoLedgerDraft out = {
    .kind = DESCO_LEDGER_TRANSFER_OUT,
    .pupil_id = move->from,
    .quantity = -move->transfer->taken,
    .unit_amount = -1,
    .civil_date = desco_clock_today (),
    .rest = move->transfer->rest - move->rest,
    .note = to_note,
  };
  DescoLedgerDraft in = {
    .kind = DESCO_LEDGER_TRANSFER_IN,
    .pupil_id = move->to,
    .quantity = move->transfer->received,
    .unit_amount = move->transfer->unit_amount,
    .civil_date = out.civil_date,
    .note = from_note,
  };

  return desco_ledger_post (connection, &out, &in.pair_id, error)
         && desco_ledger_post (connection, &in, NULL, error);
}

static gpointer
plan_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Move *move = data;
  g_autoptr (GArray) shares = NULL;

  if (!look_up (connection, move, error))
    return NULL;
  shares = desco_lots_plan (connection, &move->from, NULL, move->quantity, error);
  return GINT_TO_POINTER (shares != NULL && convert (move, shares, error));
}

static gpointer
make_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (plan_reader (connection, data, cancellable, error) != NULL
                          && post (connection, data, error));
}

static gboolean
check_request (const Move *move, GError **error)
{
  if (move->quantity <= 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "quantity",
                             _ ("%" PRId64 " vouchers can't be moved: give a number from 1 on."),
                             move->quantity);
      return FALSE;
    }
  if (desco_uuid_equal (&move->from, &move->to))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "to",
                             _ ("Vouchers move from one child to another: name two."));
      return FALSE;
    }
  return TRUE;
}

/* Reading or writing, as @access says. */
static gboolean
carry_out (DescoStore *store,
           gpointer (*access) (DescoStore *, DescoStoreFunc, gpointer, GCancellable *, GError **),
           DescoStoreFunc func,
           Move *move,
           GCancellable *cancellable,
           GError **error)
{
  gboolean done;

  *move->transfer = (DescoTransfer){ 0 };
  done = check_request (move, error) && access (store, func, move, cancellable, error) != NULL;
  g_free (move->from_name);
  g_free (move->to_name);
  return done;
}

/**
 * desco_transfers_undo_in: (skip)
 * @connection: a writer's, in a transaction
 * @entry_id: either side of a transfer
 * @note: why, for the statement
 * @error: where to put an error, as desco_ledger_reverse()
 *
 * Undoes both sides of a transfer, or none.
 *
 * Returns: whether it was undone; if not, the transaction must be rolled back
 */
gboolean
desco_transfers_undo_in (DescoConnection *connection,
                         const DescoUuid *entry_id,
                         const char *note,
                         GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_SIDES);
  DescoUuid out, in;

  desco_statement_bind_uuid (statement, ":id", entry_id);
  if (!desco_statement_step (statement, error))
    return desco_ledger_reverse (connection, entry_id, note, NULL, error);
  out = desco_statement_uuid (statement, 0);
  in = desco_statement_uuid (statement, 1);
  desco_statement_reset (statement);
  return desco_ledger_reverse (connection, &in, note, NULL, error)
         && desco_ledger_reverse (connection, &out, note, NULL, error);
}

/**
 * desco_transfers_make:
 * @store: the database
 * @from_id: whose vouchers
 * @to_id: the sibling who gets them
 * @quantity: how many at most
 * @transfer: (out): what it came to
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error in words, of domain %DESCO_RULE_ERROR or %DESCO_INPUT_ERROR
 *
 * Moves vouchers between siblings: each is worth what its lot cost, the sibling's what the newest
 * lot cost there. Whole vouchers come in for the cents that go out; what is left of the last one
 * stays where it was, as cents.
 *
 * Returns: whether they were moved
 */
gboolean
desco_transfers_make (DescoStore *store,
                      const DescoUuid *from_id,
                      const DescoUuid *to_id,
                      gint64 quantity,
                      DescoTransfer *transfer,
                      GCancellable *cancellable,
                      GError **error)
{
  Move move = { .from = *from_id, .to = *to_id, .quantity = quantity, .transfer = transfer };

  return carry_out (store, desco_store_write, make_writer, &move, cancellable, error);
}

/**
 * desco_transfers_plan:
 * @store: the database
 * @from_id: whose vouchers
 * @to_id: the sibling who would get them
 * @quantity: how many at most
 * @transfer: (out): what it would come to
 * @cancellable: (nullable): to give up
 * @error: where to put an error, as desco_transfers_make()
 *
 * Says what moving vouchers would come to, and moves none.
 *
 * Returns: whether they can be moved
 */
gboolean
desco_transfers_plan (DescoStore *store,
                      const DescoUuid *from_id,
                      const DescoUuid *to_id,
                      gint64 quantity,
                      DescoTransfer *transfer,
                      GCancellable *cancellable,
                      GError **error)
{
  Move move = { .from = *from_id, .to = *to_id, .quantity = quantity, .transfer = transfer };

  return carry_out (store, desco_store_read, plan_reader, &move, cancellable, error);
}
