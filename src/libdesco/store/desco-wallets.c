/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-wallets.h"

#include "ledger/desco-ledger-private.h"
#include "model/desco-error.h"
#include "store/desco-purchases-private.h"
#include "store/desco-store-private.h"
#include "store/desco-transfers-private.h"

#include <glib/gi18n-lib.h>

#define SELECT_LINE                                                                                \
  "SELECT p.id, p.surname || ' ' || p.name, p.tax_code, s.name || ' · ' || c.name,"               \
  " ifnull (w.balance, 0), ifnull (w.value, 0), " DESCO_PURCHASES_AWAITING (                       \
      "p.id") " FROM pupil AS p LEFT JOIN wallet_line AS w ON w.pupil_id = p.id"                   \
              " LEFT JOIN enrolment AS e ON e.pupil_id = p.id"                                     \
              "   AND e.school_year = (SELECT school_year FROM creditor)"                          \
              " LEFT JOIN class AS c ON c.id = e.class_id LEFT JOIN school AS s ON s.id = "        \
              "c.school_id "

static const char SELECT_BALANCE[]
    = "SELECT ifnull ((SELECT balance FROM wallet_line WHERE pupil_id = p.id), "
      "0), " DESCO_PURCHASES_AWAITING ("p.id") " FROM pupil AS p WHERE p.id = :pupil";
static const char SELECT_PUPIL_LINE[] = SELECT_LINE "WHERE p.id = :id";
static const char SELECT_GUARDIAN_LINES[]
    = SELECT_LINE "JOIN guardianship AS g ON g.pupil_id = p.id AND g.payer = 1"
                  " WHERE g.guardian_id = :id ORDER BY p.birth_date, p.sort_key";
/* Settlements move value between a lot and a meal and nothing that a parent counts. */
static const char SELECT_ENTRIES[]
    = "SELECT l.id, l.kind, l.quantity, l.value, l.civil_date, l.at, l.charge, l.note, a.name,"
      " s.name || ' · ' || c.name, ifnull (n.notice_number, u.notice_number), r.id IS NOT NULL"
      " FROM ledger AS l LEFT JOIN author AS a ON a.id = l.author_id"
      " LEFT JOIN attendance_sheet AS t ON t.id = l.sheet_id"
      " LEFT JOIN class AS c ON c.id = t.class_id LEFT JOIN school AS s ON s.id = c.school_id"
      " LEFT JOIN purchase AS u ON u.id = l.purchase_id"
      " LEFT JOIN instalment AS n ON n.purchase_id = l.purchase_id AND n.number = l.instalment"
      " LEFT JOIN ledger AS r ON r.reverses = l.id"
      " WHERE l.pupil_id = :pupil AND l.settles IS NULL ORDER BY l.civil_date, l.id";
static const char SELECT_KIND[] = "SELECT kind FROM ledger WHERE id = :id";
static const char CLEAR_MARK[]
    = "UPDATE attendance_mark SET state = 'absent', entry_id = NULL, override_reason = :reason"
      " WHERE entry_id = :entry";

typedef struct
{
  DescoUuid id;
  const char *sql;
  char *reason;
} Request;

typedef struct
{
  gint64 balance;
  gint64 awaiting;
} Balance;

static void
request_free (Request *request)
{
  g_free (request->reason);
  g_free (request);
}

static DescoLedgerEntry *
read_entry (DescoStatement *statement)
{
  DescoLedgerEntry *self = g_object_new (DESCO_TYPE_LEDGER_ENTRY, NULL);

  self->id = desco_statement_uuid (statement, 0);
  desco_ledger_kind_from_nick (desco_statement_text (statement, 1), &self->kind);
  self->quantity = desco_statement_int (statement, 2);
  self->value = desco_statement_int (statement, 3);
  self->civil_date = desco_statement_date (statement, 4);
  self->at = desco_statement_int (statement, 5);
  self->charge = desco_statement_dup_text (statement, 6);
  self->note = desco_statement_dup_text (statement, 7);
  self->author = desco_statement_dup_text (statement, 8);
  self->class_label = desco_statement_dup_text (statement, 9);
  self->notice_number = desco_statement_dup_text (statement, 10);
  self->reversed = desco_statement_int (statement, 11) != 0;
  /* A paid purchase is refunded, not undone: its money came. */
  self->reversible = !self->reversed && self->kind != DESCO_LEDGER_REVERSAL
                     && self->kind != DESCO_LEDGER_PURCHASE && self->kind != DESCO_LEDGER_REFUND;
  return self;
}

static gboolean
read_entries (DescoConnection *connection, DescoWalletLine *line, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ENTRIES);
  gint64 balance = 0;
  GError *local_error = NULL;

  line->entries = g_list_store_new (DESCO_TYPE_LEDGER_ENTRY);
  desco_statement_bind_uuid (statement, ":pupil", &line->pupil_id);
  while (desco_statement_step (statement, &local_error))
    {
      g_autoptr (DescoLedgerEntry) entry = read_entry (statement);

      balance += entry->quantity;
      entry->balance = balance;
      g_list_store_append (line->entries, entry);
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gpointer
load_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (GPtrArray) lines
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_wallet_line_free);
  DescoStatement *statement = desco_connection_get (connection, request->sql);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", &request->id);
  while (desco_statement_step (statement, &local_error))
    {
      DescoWalletLine *line = g_new0 (DescoWalletLine, 1);

      line->pupil_id = desco_statement_uuid (statement, 0);
      line->pupil_name = desco_statement_dup_text (statement, 1);
      line->tax_code = desco_statement_dup_text (statement, 2);
      line->class_label = desco_statement_dup_text (statement, 3);
      line->balance = desco_statement_int (statement, 4);
      line->value = desco_statement_int (statement, 5);
      line->awaiting = desco_statement_int (statement, 6);
      g_ptr_array_add (lines, line);
    }

  for (guint i = 0; local_error == NULL && i < lines->len; i++)
    read_entries (connection, g_ptr_array_index (lines, i), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&lines);
}

static gpointer
balance_reader (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Request *request = data;
  DescoStatement *statement = desco_connection_get (connection, SELECT_BALANCE);
  Balance *balance = NULL;
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":pupil", &request->id);
  if (desco_statement_step (statement, &local_error))
    {
      balance = g_new0 (Balance, 1);
      balance->balance = desco_statement_int (statement, 0);
      balance->awaiting = desco_statement_int (statement, 1);
      desco_statement_reset (statement);
    }
  else if (local_error != NULL)
    g_propagate_error (error, local_error);
  else
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "pupil",
                           _ ("There is no such pupil."));
  return balance;
}

static gpointer
reverse_writer (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Request *request = data;
  DescoStatement *statement = desco_connection_get (connection, SELECT_KIND);
  DescoLedgerKind kind = DESCO_LEDGER_MEAL;
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", &request->id);
  if (desco_statement_step (statement, &local_error))
    {
      desco_ledger_kind_from_nick (desco_statement_text (statement, 0), &kind);
      desco_statement_reset (statement);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (kind == DESCO_LEDGER_PURCHASE)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                           _ ("A paid purchase can't be undone: refund it instead."));
      return NULL;
    }

  if (kind == DESCO_LEDGER_REFUND)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                           _ ("A refund is not undone here: refuse it in the list of refunds, and "
                              "its vouchers come back."));
      return NULL;
    }
  if (kind == DESCO_LEDGER_TRANSFER_IN || kind == DESCO_LEDGER_TRANSFER_OUT)
    return GINT_TO_POINTER (
        desco_transfers_undo_in (connection, &request->id, request->reason, error));

  /* A meal that is undone was not eaten: the sheet says so too, and why. */
  statement = desco_connection_get (connection, CLEAR_MARK);
  desco_statement_bind_uuid (statement, ":entry", &request->id);
  desco_statement_bind_text (statement, ":reason", request->reason);
  if (!desco_statement_run (statement, error)
      || !desco_ledger_reverse (connection, &request->id, request->reason, NULL, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static gboolean
check_reason (const char *reason, GError **error)
{
  if (reason != NULL && *reason != '\0')
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "reason",
                         _ ("Say why the entry is undone: it stays on record."));
  return FALSE;
}

/**
 * desco_wallet_line_free:
 * @self: (transfer full) (nullable): a line
 */
void
desco_wallet_line_free (DescoWalletLine *self)
{
  if (self == NULL)
    return;
  g_free (self->pupil_name);
  g_free (self->tax_code);
  g_free (self->class_label);
  g_clear_object (&self->entries);
  g_free (self);
}

/**
 * desco_wallets_get_balance:
 * @store: the database
 * @pupil_id: whose
 * @balance: (out): vouchers; below zero is possible
 * @awaiting: (out): vouchers bought and not paid yet
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Reads a balance, which costs the same however long the ledger is.
 *
 * Returns: whether it was read
 */
gboolean
desco_wallets_get_balance (DescoStore *store,
                           const DescoUuid *pupil_id,
                           gint64 *balance,
                           gint64 *awaiting,
                           GCancellable *cancellable,
                           GError **error)
{
  Request request = { .id = *pupil_id };
  g_autofree Balance *read = desco_store_read (store, balance_reader, &request, cancellable, error);

  if (read == NULL)
    return FALSE;
  *balance = read->balance;
  *awaiting = read->awaiting;
  return TRUE;
}

/**
 * desco_wallets_load_pupil:
 * @store: the database
 * @pupil_id: whose line
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoWalletLine): the pupil's line with its
 *   statement; empty where there is no such pupil
 */
GPtrArray *
desco_wallets_load_pupil (DescoStore *store,
                          const DescoUuid *pupil_id,
                          GCancellable *cancellable,
                          GError **error)
{
  Request request = { .id = *pupil_id, .sql = SELECT_PUPIL_LINE };

  return desco_store_read (store, load_reader, &request, cancellable, error);
}

/**
 * desco_wallets_load_guardian:
 * @store: the database
 * @guardian_id: whose wallet
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoWalletLine): a line for each pupil that
 *   the guardian pays for, with its statement
 */
GPtrArray *
desco_wallets_load_guardian (DescoStore *store,
                             const DescoUuid *guardian_id,
                             GCancellable *cancellable,
                             GError **error)
{
  Request request = { .id = *guardian_id, .sql = SELECT_GUARDIAN_LINES };

  return desco_store_read (store, load_reader, &request, cancellable, error);
}

/**
 * desco_wallets_load_pupil_async:
 * @store: the database
 * @pupil_id: whose line
 * @cancellable: (nullable): to give up
 * @callback: told when it is read
 * @user_data: for @callback
 *
 * As desco_wallets_load_pupil(), without waiting.
 */
void
desco_wallets_load_pupil_async (DescoStore *store,
                                const DescoUuid *pupil_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->id = *pupil_id;
  request->sql = SELECT_PUPIL_LINE;
  desco_store_read_async (store, load_reader, request, (GDestroyNotify) request_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * desco_wallets_load_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoWalletLine): the lines
 */
GPtrArray *
desco_wallets_load_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_wallets_reverse:
 * @store: the database
 * @entry_id: the entry to undo
 * @reason: why; it stays on record
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error of domain %DESCO_RULE_ERROR or %DESCO_INPUT_ERROR in words
 *
 * Undoes a wrong entry by a reversal that names it (R-02, J-10). A meal's mark on the sheet becomes
 * an absence.
 *
 * Returns: whether it was undone
 */
gboolean
desco_wallets_reverse (DescoStore *store,
                       const DescoUuid *entry_id,
                       const char *reason,
                       GCancellable *cancellable,
                       GError **error)
{
  Request request = { .id = *entry_id, .reason = (char *) reason };

  return check_reason (reason, error)
         && desco_store_write (store, reverse_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_wallets_reverse_async:
 * @store: the database
 * @entry_id: the entry to undo
 * @reason: why
 * @cancellable: (nullable): to give up before it begins
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_wallets_reverse(), without waiting.
 */
void
desco_wallets_reverse_async (DescoStore *store,
                             const DescoUuid *entry_id,
                             const char *reason,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Request *request;
  GError *error = NULL;

  if (!check_reason (reason, &error))
    {
      g_task_report_error (store, callback, user_data, desco_wallets_reverse_async, error);
      return;
    }
  request = g_new0 (Request, 1);
  request->id = *entry_id;
  request->reason = g_strdup (reason);
  desco_store_write_async (store, reverse_writer, request, (GDestroyNotify) request_free, NULL,
                           cancellable, callback, user_data);
}

/**
 * desco_wallets_reverse_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error, as desco_wallets_reverse()
 *
 * Returns: whether it was undone
 */
gboolean
desco_wallets_reverse_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error) != NULL;
}
