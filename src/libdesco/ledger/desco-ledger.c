/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "ledger/desco-ledger-private.h"

#include "ledger/desco-lots-private.h"
#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "store/desco-outbox-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* More vouchers than this at once are a slip of the keyboard. */
#define MAX_QUANTITY 100000

static const char SELECT_PAYER[]
    = "SELECT guardian_id FROM guardianship WHERE pupil_id = :pupil AND payer = 1";
static const char INSERT_ENTRY[]
    = "INSERT INTO ledger (id, pupil_id, guardian_id, kind, quantity, value, unit_amount,"
      " civil_date, at, author_id, device_id, service, charge, sheet_id, purchase_id, instalment,"
      " receipt_id, quittance_id, reverses, settles, pair_id, rest, note)"
      " VALUES (:id, :pupil, :guardian, :kind, :quantity, :value, :unit, :date, :at, :author,"
      " :device, :service, :charge, :sheet, :purchase, :instalment, :receipt, :quittance,"
      " :reverses, :settles, :pair, :rest, :note)";
static const char ADD_TO_BALANCE[]
    = "INSERT INTO wallet_line (pupil_id, balance, value) VALUES (:pupil, :quantity, :value)"
      " ON CONFLICT (pupil_id) DO UPDATE"
      " SET balance = balance + excluded.balance, value = value + excluded.value";
static const char ADD_TO_REST[]
    = "UPDATE wallet_line SET rest = rest + :rest WHERE pupil_id = :pupil AND rest + :rest >= 0";
static const char SELECT_SHARES[]
    = "SELECT json_group_array (json_object ('lot', uuid_text (lot_id),"
      " 'debit', uuid_text (debit_id), 'quantity', quantity))"
      " FROM lot_use WHERE entry_id = :entry";
static const char SELECT_ENTRY[]
    = "SELECT pupil_id, kind, quantity, unit_amount, civil_date, settles,"
      " EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = ledger.id), rest"
      " FROM ledger WHERE id = :id";
static const char SELECT_UNCOVERED[]
    = "SELECT entry_id, quantity FROM uncovered WHERE pupil_id = :pupil ORDER BY entry_id";
static const char ADD_UNCOVERED[]
    = "INSERT INTO uncovered (entry_id, pupil_id, quantity) VALUES (:entry, :pupil, :quantity)"
      " ON CONFLICT (entry_id) DO UPDATE SET quantity = quantity + excluded.quantity";
static const char LESSEN_UNCOVERED[]
    = "UPDATE uncovered SET quantity = quantity - :quantity WHERE entry_id = :entry";
static const char DELETE_UNCOVERED[] = "DELETE FROM uncovered WHERE entry_id = :entry";

/* A row of the ledger as it is about to be written. */
typedef struct
{
  DescoLedgerDraft draft;
  DescoUuid id;
  gint64 value;
  DescoUuid payer;
  gint64 at;
  DescoUuid reverses;
  DescoUuid settles;
} Entry;

static gboolean
find_payer (DescoConnection *connection,
            const DescoUuid *pupil_id,
            DescoUuid *payer,
            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_PAYER);
  GError *local_error = NULL;

  *payer = (DescoUuid){ { 0 } };
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  if (desco_statement_step (statement, &local_error))
    *payer = desco_statement_uuid (statement, 0);
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* The cents of broken vouchers beside the balance: never less than none. */
static gboolean
add_to_rest (DescoConnection *connection, const DescoUuid *pupil_id, gint64 rest, GError **error)
{
  DescoStatement *statement;

  if (rest == 0)
    return TRUE;
  statement = desco_connection_get (connection, ADD_TO_REST);
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_int (statement, ":rest", rest);
  if (!desco_statement_run (statement, error))
    return FALSE;
  if (desco_connection_changes (connection) > 0)
    return TRUE;
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                       _ ("The cents that were left of a voucher are not in the wallet any more: "
                          "they were moved or refunded meanwhile."));
  return FALSE;
}

/* The row itself and the balance beside it, which change together. */
static gboolean
write_entry (DescoConnection *connection, Entry *entry, GError **error)
{
  const DescoLedgerDraft *draft = &entry->draft;
  DescoStatement *statement;

  if (!find_payer (connection, &draft->pupil_id, &entry->payer, error))
    return FALSE;

  entry->id = desco_uuid_generate ();
  entry->at = desco_clock_now ();
  statement = desco_connection_get (connection, INSERT_ENTRY);
  desco_statement_bind_uuid (statement, ":id", &entry->id);
  desco_statement_bind_uuid (statement, ":pupil", &draft->pupil_id);
  desco_statement_bind_uuid (statement, ":guardian", &entry->payer);
  desco_statement_bind_text (statement, ":kind", desco_ledger_kind_to_nick (draft->kind));
  desco_statement_bind_int (statement, ":quantity", draft->quantity);
  desco_statement_bind_int (statement, ":value", entry->value);
  if (draft->unit_amount >= 0)
    desco_statement_bind_int (statement, ":unit", draft->unit_amount);
  desco_statement_bind_date (statement, ":date", &draft->civil_date);
  desco_statement_bind_int (statement, ":at", entry->at);
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  desco_statement_bind_uuid (statement, ":device", desco_connection_get_device (connection));
  desco_statement_bind_text (statement, ":service", draft->service);
  desco_statement_bind_text (statement, ":charge", draft->charge);
  desco_statement_bind_uuid (statement, ":sheet", &draft->sheet_id);
  desco_statement_bind_uuid (statement, ":purchase", &draft->purchase_id);
  desco_statement_bind_int (statement, ":instalment", draft->instalment);
  desco_statement_bind_uuid (statement, ":receipt", &draft->receipt_id);
  desco_statement_bind_uuid (statement, ":reverses", &entry->reverses);
  desco_statement_bind_uuid (statement, ":settles", &entry->settles);
  desco_statement_bind_uuid (statement, ":pair", &draft->pair_id);
  desco_statement_bind_int (statement, ":rest", draft->rest);
  desco_statement_bind_text (statement, ":note", draft->note);
  desco_statement_bind_uuid (statement, ":quittance", &draft->quittance_id);
  if (!desco_statement_run (statement, error))
    return FALSE;

  statement = desco_connection_get (connection, ADD_TO_BALANCE);
  desco_statement_bind_uuid (statement, ":pupil", &draft->pupil_id);
  desco_statement_bind_int (statement, ":quantity", draft->quantity);
  desco_statement_bind_int (statement, ":value", entry->value);
  return desco_statement_run (statement, error)
         && add_to_rest (connection, &draft->pupil_id, draft->rest, error);
}

static gboolean
write_shares (DescoConnection *connection,
              const DescoUuid *entry_id,
              DescoJsonWriter *payload,
              GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_SHARES);

  desco_statement_bind_uuid (statement, ":entry", entry_id);
  if (!desco_statement_step (statement, error))
    return FALSE;
  desco_json_writer_set_member_name (payload, "lots");
  desco_json_writer_add_json_value (payload, desco_statement_text (statement, 0));
  desco_statement_reset (statement);
  return TRUE;
}

/* Told once its shares of lots are written, since it carries them. */
static gboolean
tell_entry (DescoConnection *connection, const Entry *entry, GError **error)
{
  const DescoLedgerDraft *draft = &entry->draft;
  g_autoptr (DescoJsonWriter) payload = desco_json_writer_new ();

  desco_json_writer_begin_object (payload);
  desco_outbox_write_uuid (payload, "pupil", &draft->pupil_id);
  desco_outbox_write_uuid (payload, "guardian", &entry->payer);
  desco_outbox_write_text (payload, "kind", desco_ledger_kind_to_nick (draft->kind));
  desco_outbox_write_int (payload, "quantity", draft->quantity);
  desco_outbox_write_int (payload, "value", entry->value);
  if (draft->unit_amount >= 0)
    desco_outbox_write_int (payload, "unitAmount", draft->unit_amount);
  else
    desco_outbox_write_text (payload, "unitAmount", NULL);
  desco_outbox_write_date (payload, "date", &draft->civil_date);
  desco_outbox_write_int (payload, "at", entry->at);
  desco_outbox_write_text (payload, "service", draft->service);
  desco_outbox_write_text (payload, "charge", draft->charge);
  desco_outbox_write_uuid (payload, "sheet", &draft->sheet_id);
  desco_outbox_write_uuid (payload, "purchase", &draft->purchase_id);
  desco_outbox_write_int (payload, "instalment", draft->instalment);
  desco_outbox_write_uuid (payload, "receipt", &draft->receipt_id);
  desco_outbox_write_uuid (payload, "quittance", &draft->quittance_id);
  desco_outbox_write_uuid (payload, "reverses", &entry->reverses);
  desco_outbox_write_uuid (payload, "settles", &entry->settles);
  desco_outbox_write_uuid (payload, "pair", &draft->pair_id);
  desco_outbox_write_int (payload, "rest", draft->rest);
  desco_outbox_write_text (payload, "note", draft->note);
  return write_shares (connection, &entry->id, payload, error)
         && desco_outbox_append_object (connection, "ledger-entry", &entry->id, payload, error);
}

static gboolean
change_uncovered (DescoConnection *connection,
                  const char *sql,
                  const DescoUuid *entry_id,
                  const DescoUuid *pupil_id,
                  gint64 quantity,
                  GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);

  desco_statement_bind_uuid (statement, ":entry", entry_id);
  if (pupil_id != NULL)
    desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  if (quantity > 0)
    desco_statement_bind_int (statement, ":quantity", quantity);
  return desco_statement_run (statement, error);
}

/* An entry of quantity 0 that moves the value between a lot and a debit. */
static gboolean
write_settlement (DescoConnection *connection,
                  const DescoUuid *pupil_id,
                  const GDate *date,
                  GArray *shares,
                  const DescoUuid *debit_id,
                  gboolean take,
                  GError **error)
{
  gint64 value = desco_lots_value (shares);
  Entry entry = {
    .draft = {
      .kind = DESCO_LEDGER_ADJUSTMENT,
      .pupil_id = *pupil_id,
      .unit_amount = -1,
      .civil_date = *date,
    },
    .value = take ? -value : value,
    .settles = *debit_id,
  };

  for (guint i = 0; i < shares->len; i++)
    g_array_index (shares, DescoLotShare, i).debit_id = *debit_id;

  return write_entry (connection, &entry, error)
         && (take ? desco_lots_take (connection, shares, &entry.id, error)
                  : desco_lots_give_back (connection, shares, &entry.id, error))
         && tell_entry (connection, &entry, error);
}

static gboolean
find_oldest_uncovered (DescoConnection *connection,
                       const DescoUuid *pupil_id,
                       DescoUuid *debit_id,
                       gint64 *quantity,
                       GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_UNCOVERED);
  gboolean found;

  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  found = desco_statement_step (statement, error);
  if (found)
    {
      *debit_id = desco_statement_uuid (statement, 0);
      *quantity = desco_statement_int (statement, 1);
      desco_statement_reset (statement);
    }
  return found;
}

/* What was eaten before it was bought is paid by the lots there are now, the oldest debit first, at
 * their cost. */
static gboolean
settle_uncovered (DescoConnection *connection,
                  const DescoUuid *pupil_id,
                  const GDate *date,
                  GError **error)
{
  DescoUuid debit_id;
  gint64 quantity;
  GError *local_error = NULL;

  while (find_oldest_uncovered (connection, pupil_id, &debit_id, &quantity, &local_error))
    {
      g_autoptr (GArray) shares = desco_lots_plan (connection, pupil_id, NULL, quantity, error);
      gint64 covered = shares != NULL ? desco_lots_quantity (shares) : 0;

      if (shares == NULL)
        return FALSE;
      if (covered == 0)
        return TRUE;
      if (!write_settlement (connection, pupil_id, date, shares, &debit_id, TRUE, error))
        return FALSE;
      if (covered < quantity)
        return change_uncovered (connection, LESSEN_UNCOVERED, &debit_id, NULL, covered, error);
      if (!change_uncovered (connection, DELETE_UNCOVERED, &debit_id, NULL, 0, error))
        return FALSE;
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
post_credit (DescoConnection *connection, Entry *entry, GError **error)
{
  const DescoLedgerDraft *draft = &entry->draft;

  if (draft->unit_amount < 0
      || !desco_money_multiply (draft->unit_amount, draft->quantity, &entry->value)
      || entry->value > DESCO_MONEY_MAX)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "unitAmount",
                             _ ("Vouchers that come in need a unit cost between 0 and "
                                "999.999.999,99 euros in all."));
      return FALSE;
    }

  return write_entry (connection, entry, error)
         && desco_lots_add (connection, &draft->pupil_id, &entry->id, draft->unit_amount,
                            draft->quantity, error)
         && tell_entry (connection, entry, error)
         && settle_uncovered (connection, &draft->pupil_id, &draft->civil_date, error);
}

static gboolean
post_debit (DescoConnection *connection, Entry *entry, GError **error)
{
  const DescoLedgerDraft *draft = &entry->draft;
  g_autoptr (GArray) shares = desco_lots_plan (connection, &draft->pupil_id, &draft->purchase_id,
                                               -draft->quantity, error);
  gint64 missing;

  if (shares == NULL)
    return FALSE;

  missing = -draft->quantity - desco_lots_quantity (shares);
  if (missing > 0
      && (draft->kind == DESCO_LEDGER_REFUND || draft->kind == DESCO_LEDGER_TRANSFER_OUT))
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("The vouchers left are only %" PRId64 "; choose a smaller number."),
                   desco_lots_quantity (shares));
      return FALSE;
    }

  entry->value = draft->rest - desco_lots_value (shares);
  return write_entry (connection, entry, error)
         && desco_lots_take (connection, shares, &entry->id, error)
         && (missing == 0
             || change_uncovered (connection, ADD_UNCOVERED, &entry->id, &draft->pupil_id, missing,
                                  error))
         && tell_entry (connection, entry, error);
}

static gboolean
check_draft (const DescoLedgerDraft *draft, GError **error)
{
  gboolean must_credit
      = draft->kind == DESCO_LEDGER_PURCHASE || draft->kind == DESCO_LEDGER_TRANSFER_IN;
  gboolean must_debit
      = draft->kind == DESCO_LEDGER_REFUND || draft->kind == DESCO_LEDGER_TRANSFER_OUT;

  if (draft->quantity > MAX_QUANTITY || draft->quantity < -MAX_QUANTITY
      || (draft->kind != DESCO_LEDGER_MEAL && draft->quantity == 0 && draft->rest == 0)
      || (must_credit && draft->quantity < 0) || (must_debit && draft->quantity > 0))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "quantity",
                             _ ("%" PRId64 " vouchers can't be posted; the number must be "
                                "from 1 to %d."),
                             draft->quantity, MAX_QUANTITY);
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_ledger_post: (skip)
 * @connection: a writer's, in a transaction
 * @draft: what the entry shall say
 * @entry_id: (out) (optional): the new entry's id
 * @error: where to put an error; of domain %DESCO_RULE_ERROR where more is to be given away than
 *   there is, of %DESCO_INPUT_ERROR where quantity or cost are out of range
 *
 * Posts an entry with all that goes with it: the balance, the lots in the order in which
 * they came, what had been eaten without cover, the operation for other desks.
 *
 * Returns: whether it was posted; if not, the transaction must be rolled back
 */
gboolean
desco_ledger_post (DescoConnection *connection,
                   const DescoLedgerDraft *draft,
                   DescoUuid *entry_id,
                   GError **error)
{
  Entry entry = { .draft = *draft };
  gboolean posted;

  g_return_val_if_fail (draft->kind != DESCO_LEDGER_REVERSAL, FALSE);

  if (!check_draft (draft, error))
    return FALSE;

  if (draft->quantity > 0)
    posted = post_credit (connection, &entry, error);
  else
    posted = post_debit (connection, &entry, error);

  if (posted && entry_id != NULL)
    *entry_id = entry.id;
  return posted;
}

/* What was paid back or moved to a sibling was worth what its lots cost: they can't go any more. */
static gboolean
check_not_given_away (DescoConnection *connection, const DescoUuid *entry_id, GError **error)
{
  static const char SELECT_GIVEN[]
      = "SELECT 1 FROM lot AS l JOIN lot_use AS u ON u.lot_id = l.id"
        " JOIN ledger AS d ON d.id = u.debit_id AND d.kind IN ('refund', 'transfer-out')"
        " WHERE l.entry_id = :entry GROUP BY u.debit_id HAVING sum (u.quantity) < 0";
  DescoStatement *statement = desco_connection_get (connection, SELECT_GIVEN);
  GError *local_error = NULL;
  gboolean given;

  desco_statement_bind_uuid (statement, ":entry", entry_id);
  given = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (given)
    g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                         _ ("Vouchers of this entry were refunded or moved to a sibling meanwhile: "
                            "undo that first."));
  return local_error == NULL && !given;
}

/* The debits that ate from a lot which goes away are without cover again. */
static gboolean
uncover_users (DescoConnection *connection,
               const DescoUuid *pupil_id,
               const DescoUuid *entry_id,
               const GDate *date,
               GError **error)
{
  g_autoptr (GArray) users = desco_lots_users_of (connection, entry_id, error);

  if (users == NULL)
    return FALSE;

  for (guint i = 0; i < users->len; i++)
    {
      DescoLotShare share = g_array_index (users, DescoLotShare, i);
      g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (DescoLotShare));

      g_array_append_val (shares, share);
      if (!write_settlement (connection, pupil_id, date, shares, &share.debit_id, FALSE, error)
          || !change_uncovered (connection, ADD_UNCOVERED, &share.debit_id, pupil_id,
                                share.quantity, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
reverse_credit (DescoConnection *connection, Entry *entry, gint64 unit_amount, GError **error)
{
  static const char SELECT_LOT[]
      = "SELECT id, NULL, unit_amount, remaining FROM lot WHERE entry_id = :entry";
  const DescoLedgerDraft *draft = &entry->draft;
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (DescoLotShare));
  DescoLotShare share = { .unit_amount = unit_amount };
  DescoStatement *statement;

  if (!check_not_given_away (connection, &entry->reverses, error)
      || !uncover_users (connection, &draft->pupil_id, &entry->reverses, &draft->civil_date, error))
    return FALSE;

  statement = desco_connection_get (connection, SELECT_LOT);
  desco_statement_bind_uuid (statement, ":entry", &entry->reverses);
  if (!desco_statement_step (statement, error))
    return FALSE;
  share.lot_id = desco_statement_uuid (statement, 0);
  share.quantity = desco_statement_int (statement, 3);
  desco_statement_reset (statement);
  g_array_append_val (shares, share);

  entry->value = -desco_lots_value (shares);
  return write_entry (connection, entry, error)
         && desco_lots_take (connection, shares, &entry->id, error)
         && tell_entry (connection, entry, error)
         && settle_uncovered (connection, &draft->pupil_id, &draft->civil_date, error);
}

static gboolean
reverse_debit (DescoConnection *connection, Entry *entry, GError **error)
{
  const DescoLedgerDraft *draft = &entry->draft;
  g_autoptr (GArray) shares = desco_lots_used_by (connection, &entry->reverses, error);

  if (shares == NULL)
    return FALSE;

  entry->value = desco_lots_value (shares) + draft->rest;
  return change_uncovered (connection, DELETE_UNCOVERED, &entry->reverses, NULL, 0, error)
         && write_entry (connection, entry, error)
         && desco_lots_give_back (connection, shares, &entry->id, error)
         && tell_entry (connection, entry, error)
         && settle_uncovered (connection, &draft->pupil_id, &draft->civil_date, error);
}

/**
 * desco_ledger_reverse: (skip)
 * @connection: a writer's, in a transaction
 * @entry_id: the entry to undo
 * @note: (nullable): why, for the statement
 * @reversal_id: (out) (optional): the reversal's id
 * @error: where to put an error; of domain %DESCO_RULE_ERROR where the entry is a reversal, or was
 *   reversed already, of %DESCO_INPUT_ERROR where there is none
 *
 * Undoes an entry, whole and once: vouchers go back to the lots that they came from, or the
 * lot that came with the entry goes, and what was eaten from it is covered by others.
 *
 * Returns: whether it was undone; if not, the transaction must be rolled back
 */
gboolean
desco_ledger_reverse (DescoConnection *connection,
                      const DescoUuid *entry_id,
                      const char *note,
                      DescoUuid *reversal_id,
                      GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ENTRY);
  Entry entry = { .draft = { .kind = DESCO_LEDGER_REVERSAL, .note = note } };
  DescoLedgerKind kind;
  DescoUuid settles;
  gboolean reversed;
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", entry_id);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "id",
                               _ ("There is no such entry in the ledger."));
      return FALSE;
    }

  entry.reverses = *entry_id;
  entry.draft.pupil_id = desco_statement_uuid (statement, 0);
  entry.draft.quantity = -desco_statement_int (statement, 2);
  entry.draft.unit_amount
      = desco_statement_is_null (statement, 3) ? -1 : desco_statement_int (statement, 3);
  entry.draft.civil_date = desco_statement_date (statement, 4);
  settles = desco_statement_uuid (statement, 5);
  reversed = desco_statement_int (statement, 6) != 0;
  entry.draft.rest = -desco_statement_int (statement, 7);
  if (!desco_ledger_kind_from_nick (desco_statement_text (statement, 1), &kind))
    kind = DESCO_LEDGER_REVERSAL;
  desco_statement_reset (statement);

  if (reversed)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE,
                           _ ("This entry was undone already; an entry is undone once."));
      return FALSE;
    }
  if (kind == DESCO_LEDGER_REVERSAL || !desco_uuid_is_nil (&settles))
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                           _ ("This entry follows from another one and can't be undone by itself; "
                              "enter the movement again instead."));
      return FALSE;
    }

  if (entry.draft.quantity < 0
          ? !reverse_credit (connection, &entry, entry.draft.unit_amount, error)
          : !reverse_debit (connection, &entry, error))
    return FALSE;

  if (reversal_id != NULL)
    *reversal_id = entry.id;
  return TRUE;
}
