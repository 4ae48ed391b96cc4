/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-quittances-private.h"

#include "ledger/desco-ledger-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-outbox-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-settings-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* Taking money at the desk and giving it back: the number, the vouchers, the purchase's state
 * and what pagoPA must be told are written together or not at all. */

static const char SELECT_OWED[]
    = "SELECT u.status, u.pupil_id, u.unit_amount, u.quantity, u.amount, g.surname || ' ' || "
      "g.name,"
      " NULL FROM purchase AS u JOIN guardian AS g ON g.id = u.guardian_id WHERE u.id = :purchase";
static const char SELECT_OWED_INSTALMENT[]
    = "SELECT u.status, u.pupil_id, u.unit_amount, i.quantity, i.amount,"
      " g.surname || ' ' || g.name, i.status FROM purchase AS u"
      " JOIN guardian AS g ON g.id = u.guardian_id"
      " JOIN instalment AS i ON i.purchase_id = u.id AND i.number = :instalment"
      " WHERE u.id = :purchase";
static const char SELECT_TOLD[]
    = "SELECT max (told_at) FROM quittance WHERE purchase_id = :purchase"
      " AND instalment = :instalment AND voided_at IS NOT NULL AND telling = 'told'";
static const char TAKE_COUNTER[]
    = "INSERT INTO quittance_counter (device_code, year, next) VALUES (:device, :year, 2)"
      " ON CONFLICT (device_code, year) DO UPDATE SET next = next + 1 RETURNING next - 1";
static const char INSERT_QUITTANCE[]
    = "INSERT INTO quittance (id, device_code, year, number, purchase_id, instalment, method,"
      " amount, payer, civil_date, at, author_id, telling, told_at)"
      " VALUES (:id, :device, :year, :number, :purchase, :instalment, :method, :amount, :payer,"
      " :date, :at, :author, :telling, :told)";
static const char SELECT_OPERATION[]
    = "SELECT json_object ('deviceCode', device_code, 'year', year, 'number', number,"
      " 'purchase', uuid_text (purchase_id), 'instalment', instalment, 'method', method,"
      " 'amount', amount, 'payer', payer, 'date', civil_date, 'at', at)"
      " FROM quittance WHERE id = :id";
static const char SELECT_VOID_OPERATION[]
    = "SELECT json_object ('at', voided_at, 'reason', void_reason) FROM quittance WHERE id = :id";
static const char UPDATE_METHOD[] = "UPDATE purchase SET method = :method WHERE id = :id";
/* Another instalment's quittance may stand. */
static const char RETURN_METHOD[]
    = "UPDATE purchase SET method = (SELECT method FROM quittance WHERE purchase_id = :id"
      " AND voided_at IS NULL ORDER BY at DESC LIMIT 1) WHERE id = :id";
static const char UPDATE_INSTALMENT[] = "UPDATE instalment SET status = :status WHERE purchase_id "
                                        "= :purchase AND number = :instalment";
/* Those that were closed because the whole was paid at once. */
static const char REOPEN_INSTALMENTS[]
    = "UPDATE instalment SET status = 'open' WHERE purchase_id = :id"
      " AND status = 'cancelled'";
static const char COUNT_CREDITS[]
    = "SELECT count (*) FROM ledger AS l WHERE l.purchase_id = :purchase AND l.kind = 'purchase'"
      " AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = l.id)";
static const char COUNT_REPLACEMENTS[]
    = "SELECT count (*) FROM purchase WHERE replaces = :purchase AND status <> 'cancelled'";
static const char UPDATE_VOIDED[]
    = "UPDATE quittance SET voided_at = :at, voided_by = :author, void_reason = :reason,"
      " telling = CASE telling WHEN 'told' THEN 'told' WHEN 'paid-there' THEN 'paid-there'"
      " ELSE 'dropped' END, retry_at = NULL WHERE id = :id";
static const char SELECT_ENTRY[]
    = "SELECT id FROM ledger WHERE quittance_id = :id AND kind = 'purchase'";
/* Where the purchase stood before its money was taken. */
static const char SELECT_STATUS_BEFORE[]
    = "SELECT status FROM purchase_event WHERE purchase_id = :purchase"
      " AND status NOT IN ('paid', 'credited') ORDER BY id DESC LIMIT 1";
static const char UPDATE_TELLING[]
    = "UPDATE quittance SET telling = :telling, told_at = :told, retry_at = NULL, problem = NULL"
      " WHERE id = :id";

/* What is owed for a purchase or an instalment of it. */
typedef struct
{
  DescoPurchaseStatus status;
  DescoUuid pupil_id;
  gint64 unit_amount;
  gint64 quantity;
  gint64 amount;
  char *guardian_name;
  char *instalment_status; /* NULL for the whole purchase */
} Owed;

typedef struct
{
  DescoUuid id;
  guint instalment;
  DescoQuittanceMethod method;
  DescoTelling telling;
  char *text;
} Request;

static void
request_free (Request *request)
{
  g_free (request->text);
  g_free (request);
}

static void
owed_clear (Owed *owed)
{
  g_free (owed->guardian_name);
  g_free (owed->instalment_status);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Owed, owed_clear)

static gboolean
check_allowed (DescoConnection *connection, GError **error)
{
  gboolean allowed;

  if (!desco_settings_get_boolean_in (connection, DESCO_SETTING_CASH_ALLOWED, &allowed, error))
    return FALSE;
  if (!allowed)
    g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                         _ ("This desk takes no money: the creditor has not allowed it. If it "
                            "does, set “cash.allowed” to true."));
  return allowed;
}

static gboolean
find_owed (DescoConnection *connection,
           const DescoUuid *purchase_id,
           guint instalment,
           Owed *owed,
           GError **error)
{
  DescoStatement *statement
      = desco_connection_get (connection, instalment > 0 ? SELECT_OWED_INSTALMENT : SELECT_OWED);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  if (instalment > 0)
    desco_statement_bind_int (statement, ":instalment", instalment);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND,
                               instalment > 0 ? "instalment" : "purchase",
                               instalment > 0 ? _ ("The purchase has no such instalment.")
                                              : _ ("There is no such purchase."));
      return FALSE;
    }

  desco_purchase_status_from_nick (desco_statement_text (statement, 0), &owed->status);
  owed->pupil_id = desco_statement_uuid (statement, 1);
  owed->unit_amount = desco_statement_int (statement, 2);
  owed->quantity = desco_statement_int (statement, 3);
  owed->amount = desco_statement_int (statement, 4);
  owed->guardian_name = desco_statement_dup_text (statement, 5);
  owed->instalment_status = desco_statement_dup_text (statement, 6);
  desco_statement_reset (statement);
  return TRUE;
}

static gboolean
count_rows (DescoConnection *connection,
            const char *sql,
            const DescoUuid *purchase_id,
            gint64 *count,
            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);
  GError *local_error = NULL;

  *count = 0;
  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  if (desco_statement_step (statement, &local_error))
    *count = desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* Since when pagoPA knows that the notice was paid at the desk: it does where a quittance of it was
 * told and then voided. 0 where it does not. */
static gboolean
find_told (DescoConnection *connection, const Request *request, gint64 *told_at, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_TOLD);
  GError *local_error = NULL;

  *told_at = 0;
  desco_statement_bind_uuid (statement, ":purchase", &request->id);
  desco_statement_bind_int (statement, ":instalment", request->instalment);
  if (desco_statement_step (statement, &local_error))
    *told_at = desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
refuse_paid (DescoConnection *connection, const Request *request, GError **error)
{
  g_autoptr (DescoQuittance) quittance = NULL;

  if (!desco_quittances_find_standing_in (connection, &request->id, request->instalment, &quittance,
                                          error))
    return FALSE;
  if (quittance != NULL)
    g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE,
                 _ ("The money for this notice was taken already: quittance %s. Print that one "
                    "again."),
                 quittance->label);
  else
    g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE,
                         _ ("This notice is paid already, by pagoPA: take no money for it."));
  return FALSE;
}

/* What expired and was sold again is paid by its new notice: else both would be. */
static gboolean
check_not_replaced (DescoConnection *connection, const DescoUuid *purchase_id, GError **error)
{
  gint64 n_replacements;

  if (!count_rows (connection, COUNT_REPLACEMENTS, purchase_id, &n_replacements, error))
    return FALSE;
  if (n_replacements == 0)
    return TRUE;
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                       _ ("This purchase was sold again: take the money for its new notice."));
  return FALSE;
}

/* Money is taken for what can still be paid; for what was withdrawn only where it was withdrawn
 * because the desk's own quittance was voided. */
static gboolean
check_payable (DescoConnection *connection,
               const Request *request,
               const Owed *owed,
               gint64 told_at,
               GError **error)
{
  gint64 n_credits;

  if (owed->status == DESCO_PURCHASE_CREDITED || owed->status == DESCO_PURCHASE_PAID
      || g_strcmp0 (owed->instalment_status, "credited") == 0
      || g_strcmp0 (owed->instalment_status, "paid") == 0)
    return refuse_paid (connection, request, error);
  if (owed->status == DESCO_PURCHASE_CANCELLED && told_at == 0)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                           _ ("This notice was cancelled: sell anew, then take the money."));
      return FALSE;
    }
  if (owed->status == DESCO_PURCHASE_EXPIRED
      && !check_not_replaced (connection, &request->id, error))
    return FALSE;
  /* What is sent later is sent whole: nobody could tell pagoPA that a part is paid. */
  if (owed->status == DESCO_PURCHASE_QUEUED && request->instalment > 0)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                           _ ("This purchase is not at pagoPA yet: send it there, then take the "
                              "money of one instalment."));
      return FALSE;
    }
  if (request->instalment == 0)
    {
      if (!count_rows (connection, COUNT_CREDITS, &request->id, &n_credits, error))
        return FALSE;
      if (n_credits > 0)
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "instalment",
                                 _ ("Part of this purchase is paid already: say which instalment "
                                    "is paid now."));
          return FALSE;
        }
    }
  return TRUE;
}

/* A number is taken in the transaction that writes its quittance: what is rolled back leaves no
 * gap. */
static gboolean
take_number (DescoConnection *connection, guint year, gint64 *number, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, TAKE_COUNTER);

  desco_statement_bind_int (statement, ":device", desco_connection_get_device_code (connection));
  desco_statement_bind_int (statement, ":year", year);
  if (!desco_statement_step (statement, error))
    return FALSE;
  *number = desco_statement_int (statement, 0);
  return desco_statement_run (statement, error);
}

static gboolean
insert_quittance (DescoConnection *connection,
                  const Request *request,
                  const Owed *owed,
                  gint64 told_at,
                  DescoQuittance *quittance,
                  GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_QUITTANCE);
  const char *payer = request->text != NULL ? request->text : owed->guardian_name;

  desco_statement_bind_uuid (statement, ":id", &quittance->id);
  desco_statement_bind_int (statement, ":device", quittance->device_code);
  desco_statement_bind_int (statement, ":year", quittance->year);
  desco_statement_bind_int (statement, ":number", quittance->number);
  desco_statement_bind_uuid (statement, ":purchase", &request->id);
  desco_statement_bind_int (statement, ":instalment", request->instalment);
  desco_statement_bind_text (statement, ":method",
                             desco_quittance_method_to_nick (request->method));
  desco_statement_bind_int (statement, ":amount", owed->amount);
  desco_statement_bind_text (statement, ":payer", payer);
  desco_statement_bind_date (statement, ":date", &quittance->civil_date);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  desco_statement_bind_text (
      statement, ":telling",
      desco_telling_to_nick (told_at > 0 ? DESCO_TELLING_TOLD : DESCO_TELLING_WAITING));
  if (told_at > 0)
    desco_statement_bind_int (statement, ":told", told_at);
  return desco_statement_run (statement, error)
         && desco_outbox_append_row (connection, "quittance", &quittance->id, SELECT_OPERATION,
                                     &quittance->id, error);
}

static gboolean
set_method (DescoConnection *connection,
            const DescoUuid *purchase_id,
            const char *method,
            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_METHOD);

  desco_statement_bind_uuid (statement, ":id", purchase_id);
  desco_statement_bind_text (statement, ":method", method);
  return desco_statement_run (statement, error);
}

static gboolean
run_on_purchase (DescoConnection *connection, const char *sql, const DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);

  desco_statement_bind_uuid (statement, ":id", id);
  return desco_statement_run (statement, error);
}

static gboolean
set_instalment (DescoConnection *connection,
                const DescoUuid *purchase_id,
                guint instalment,
                const char *status,
                GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_INSTALMENT);

  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  desco_statement_bind_int (statement, ":instalment", instalment);
  desco_statement_bind_text (statement, ":status", status);
  return desco_statement_run (statement, error);
}

/* The vouchers at once, with an entry that says cash or card, and the states that follow. */
static gboolean
credit (DescoConnection *connection,
        const Request *request,
        const Owed *owed,
        const DescoQuittance *quittance,
        GError **error)
{
  g_autofree char *note = g_strdup_printf (
      _ ("%s, quittance %s"), desco_quittance_method_to_words (request->method), quittance->label);
  DescoLedgerDraft draft = {
    .kind = DESCO_LEDGER_PURCHASE,
    .pupil_id = owed->pupil_id,
    .quantity = owed->quantity,
    .unit_amount = owed->unit_amount,
    .civil_date = quittance->civil_date,
    .purchase_id = request->id,
    .instalment = request->instalment,
    .quittance_id = quittance->id,
    .note = note,
  };

  return desco_ledger_post (connection, &draft, NULL, error)
         && set_method (connection, &request->id, desco_quittance_method_to_nick (request->method),
                        error)
         && desco_purchases_settle_in (connection, &request->id, request->instalment, note, note,
                                       error);
}

static gpointer
take_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (DescoQuittance) quittance = g_object_new (DESCO_TYPE_QUITTANCE, NULL);
  g_auto (Owed) owed = { 0 };
  gint64 told_at;

  if (!check_allowed (connection, error)
      || !find_owed (connection, &request->id, request->instalment, &owed, error)
      || !find_told (connection, request, &told_at, error)
      || !check_payable (connection, request, &owed, told_at, error))
    return NULL;

  quittance->id = desco_uuid_generate ();
  quittance->device_code = desco_connection_get_device_code (connection);
  quittance->civil_date = desco_clock_today ();
  quittance->year = g_date_get_year (&quittance->civil_date);
  if (!take_number (connection, quittance->year, &quittance->number, error))
    return NULL;
  quittance->label
      = desco_quittance_make_label (quittance->device_code, quittance->year, quittance->number);

  if (!insert_quittance (connection, request, &owed, told_at, quittance, error)
      || !credit (connection, request, &owed, quittance, error))
    return NULL;
  return desco_quittances_get_in (connection, &quittance->id, error);
}

static gboolean
check_voidable (DescoConnection *connection, const DescoQuittance *quittance, GError **error)
{
  GDate today = desco_clock_today ();

  if (quittance->voided_at > 0)
    g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE,
                 _ ("Quittance %s was voided already."), quittance->label);
  else if (quittance->closed || g_date_compare (&quittance->civil_date, &today) != 0)
    g_set_error (
        error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_CLOSED,
        _ ("Quittance %s can't be voided any more: it is voided on its own day, before the "
           "cash is closed. Give the money back as a refund."),
        quittance->label);
  else if (quittance->device_code != desco_connection_get_device_code (connection))
    g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                 _ ("Quittance %s is of another desk: the money is in its drawer, so it is voided "
                    "there."),
                 quittance->label);
  else
    return TRUE;
  return FALSE;
}

/* Where the purchase stands once the money is given back: as before, unless pagoPA has been told
 * and nobody can pay it there, or it was paid there and its receipt is due. */
static gboolean
find_status_after (DescoConnection *connection,
                   const DescoQuittance *quittance,
                   DescoPurchaseStatus *status,
                   GError **error)
{
  DescoStatement *statement;
  GError *local_error = NULL;

  *status = DESCO_PURCHASE_PUBLISHED;
  if (quittance->telling == DESCO_TELLING_PAID_THERE)
    *status = DESCO_PURCHASE_PAID;
  else if (quittance->telling == DESCO_TELLING_TOLD)
    *status = DESCO_PURCHASE_CANCELLED;
  if (*status != DESCO_PURCHASE_PUBLISHED)
    return TRUE;

  statement = desco_connection_get (connection, SELECT_STATUS_BEFORE);
  desco_statement_bind_uuid (statement, ":purchase", &quittance->purchase_id);
  if (desco_statement_step (statement, &local_error))
    desco_purchase_status_from_nick (desco_statement_text (statement, 0), status);
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
return_purchase (DescoConnection *connection,
                 const DescoQuittance *quittance,
                 const char *reason,
                 GError **error)
{
  g_autofree char *detail
      = g_strdup_printf (_ ("quittance %s voided: %s"), quittance->label, reason);
  const char *instalment_status = "open";
  DescoPurchaseStatus status, present;

  if (!run_on_purchase (connection, RETURN_METHOD, &quittance->purchase_id, error)
      || !find_status_after (connection, quittance, &status, error)
      || !desco_purchases_get_status_in (connection, &quittance->purchase_id, &present, error))
    return FALSE;
  if (quittance->instalment == 0)
    return (status == DESCO_PURCHASE_CANCELLED
            || run_on_purchase (connection, REOPEN_INSTALMENTS, &quittance->purchase_id, error))
           && desco_purchases_return_to_in (connection, &quittance->purchase_id, status, detail,
                                            error);

  /* Of a purchase in instalments only this one goes back. */
  if (status == DESCO_PURCHASE_PAID)
    instalment_status = "paid";
  else if (status == DESCO_PURCHASE_CANCELLED)
    instalment_status = "cancelled";
  return set_instalment (connection, &quittance->purchase_id, quittance->instalment,
                         instalment_status, error)
         && (present != DESCO_PURCHASE_CREDITED
             || desco_purchases_return_to_in (connection, &quittance->purchase_id,
                                              DESCO_PURCHASE_PUBLISHED, detail, error));
}

static gboolean
find_entry (DescoConnection *connection, const DescoUuid *id, DescoUuid *entry_id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ENTRY);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", id);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "quittance",
                               _ ("The quittance credited nothing: run “desco-cli verify”."));
      return FALSE;
    }
  *entry_id = desco_statement_uuid (statement, 0);
  desco_statement_reset (statement);
  return TRUE;
}

static gboolean
mark_voided (DescoConnection *connection, const DescoUuid *id, const char *reason, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_VOIDED);

  desco_statement_bind_uuid (statement, ":id", id);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  desco_statement_bind_text (statement, ":reason", reason);
  return desco_statement_run (statement, error)
         && desco_outbox_append_row (connection, "quittance-void", id, SELECT_VOID_OPERATION, id,
                                     error);
}

static gpointer
void_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autofree char *reason = g_strstrip (g_strdup (request->text != NULL ? request->text : ""));
  g_autoptr (DescoQuittance) quittance = desco_quittances_get_in (connection, &request->id, error);
  DescoUuid entry_id;

  if (quittance == NULL || !check_voidable (connection, quittance, error))
    return NULL;
  if (*reason == '\0')
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "reason",
                             _ ("Say why the quittance is voided: it stays on record."));
      return NULL;
    }

  if (!find_entry (connection, &quittance->id, &entry_id, error)
      || !mark_voided (connection, &quittance->id, reason, error)
      || !desco_ledger_reverse (connection, &entry_id, reason, NULL, error)
      || !return_purchase (connection, quittance, reason, error))
    return NULL;
  return desco_quittances_get_in (connection, &quittance->id, error);
}

/* Voided while pagoPA was being told: what it knows now cannot be taken back, so the notice is no
 * longer to be paid. */
static gboolean
withdraw_voided (DescoConnection *connection, const DescoQuittance *quittance, GError **error)
{
  g_autoptr (DescoQuittance) standing = NULL;
  DescoPurchaseStatus status;

  if (!desco_quittances_find_standing_in (connection, &quittance->purchase_id,
                                          quittance->instalment, &standing, error)
      || !desco_purchases_get_status_in (connection, &quittance->purchase_id, &status, error))
    return FALSE;
  if (standing != NULL || quittance->instalment > 0
      || !desco_purchase_status_may_become (status, DESCO_PURCHASE_CANCELLED))
    return TRUE;
  return desco_purchases_set_status_in (connection, &quittance->purchase_id,
                                        DESCO_PURCHASE_CANCELLED, quittance->label, error);
}

static gpointer
set_telling_writer (DescoConnection *connection,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  Request *request = data;
  g_autoptr (DescoQuittance) quittance = desco_quittances_get_in (connection, &request->id, error);
  DescoStatement *statement;

  if (quittance == NULL)
    return NULL;
  statement = desco_connection_get (connection, UPDATE_TELLING);
  desco_statement_bind_uuid (statement, ":id", &request->id);
  desco_statement_bind_text (statement, ":telling", desco_telling_to_nick (request->telling));
  if (request->telling == DESCO_TELLING_TOLD)
    desco_statement_bind_int (statement, ":told", desco_clock_now ());
  return GINT_TO_POINTER (desco_statement_run (statement, error)
                          && (quittance->voided_at == 0 || request->telling != DESCO_TELLING_TOLD
                              || withdraw_voided (connection, quittance, error)));
}

/**
 * desco_quittances_take:
 * @store: the database
 * @purchase_id: what is paid
 * @instalment: which of its instalments; 0 for the whole purchase
 * @method: cash or card
 * @payer: (nullable): who pays, where it is not who owes
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error of domain %DESCO_RULE_ERROR: the creditor allows no money at the
 *   desk, the notice is paid or cancelled; of %DESCO_INPUT_ERROR in words, or of %DESCO_STORE_ERROR
 *
 * Takes money at the desk: gives the quittance the desk's next number of the year, credits
 * the vouchers at once with an entry that says how they were paid, and keeps that pagoPA must be
 * told, all in one transaction. pagoPA itself is told later, by desco_quittance_teller_run().
 *
 * Returns: (nullable) (transfer full): the quittance, once it is on disk
 */
DescoQuittance *
desco_quittances_take (DescoStore *store,
                       const DescoUuid *purchase_id,
                       guint instalment,
                       DescoQuittanceMethod method,
                       const char *payer,
                       GCancellable *cancellable,
                       GError **error)
{
  Request request = {
    .id = *purchase_id,
    .instalment = instalment,
    .method = method,
    .text = (char *) payer,
  };

  return desco_store_write (store, take_writer, &request, cancellable, error);
}

/**
 * desco_quittances_take_async:
 * @store: the database
 * @purchase_id: what is paid
 * @instalment: which of its instalments; 0 for the whole purchase
 * @method: cash or card
 * @payer: (nullable): who pays, where it is not who owes
 * @cancellable: (nullable): to give up before it begins
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_quittances_take(), without waiting.
 */
void
desco_quittances_take_async (DescoStore *store,
                             const DescoUuid *purchase_id,
                             guint instalment,
                             DescoQuittanceMethod method,
                             const char *payer,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->id = *purchase_id;
  request->instalment = instalment;
  request->method = method;
  request->text = g_strdup (payer);
  desco_store_write_async (store, take_writer, request, (GDestroyNotify) request_free,
                           g_object_unref, cancellable, callback, user_data);
}

/**
 * desco_quittances_take_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error, as desco_quittances_take()
 *
 * Returns: (nullable) (transfer full): the quittance
 */
DescoQuittance *
desco_quittances_take_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_quittances_void:
 * @store: the database
 * @id: which one
 * @reason: why, for the record
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; %DESCO_RULE_ERROR_CLOSED after its day or its closing,
 *   %DESCO_INPUT_ERROR of the field `reason` where none is given
 *
 * Undoes a quittance on its own day, before the cash is closed: the entry is reversed, the
 * number stays with the reason, and the notice can be paid again where pagoPA does not think it
 * paid.
 *
 * Returns: (nullable) (transfer full): the voided quittance
 */
DescoQuittance *
desco_quittances_void (DescoStore *store,
                       const DescoUuid *id,
                       const char *reason,
                       GCancellable *cancellable,
                       GError **error)
{
  Request request = { .id = *id, .text = (char *) reason };

  return desco_store_write (store, void_writer, &request, cancellable, error);
}

/**
 * desco_quittances_void_async:
 * @store: the database
 * @id: which one
 * @reason: why, for the record
 * @cancellable: (nullable): to give up before it begins
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_quittances_void(), without waiting.
 */
void
desco_quittances_void_async (DescoStore *store,
                             const DescoUuid *id,
                             const char *reason,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->id = *id;
  request->text = g_strdup (reason);
  desco_store_write_async (store, void_writer, request, (GDestroyNotify) request_free,
                           g_object_unref, cancellable, callback, user_data);
}

/**
 * desco_quittances_void_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error, as desco_quittances_void()
 *
 * Returns: (nullable) (transfer full): the voided quittance
 */
DescoQuittance *
desco_quittances_void_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_quittances_set_telling:
 * @store: the database
 * @id: which one
 * @telling: what pagoPA knows of it now
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Writes down pagoPA's answer.
 *
 * Returns: whether it was written
 */
gboolean
desco_quittances_set_telling (DescoStore *store,
                              const DescoUuid *id,
                              DescoTelling telling,
                              GCancellable *cancellable,
                              GError **error)
{
  Request request = { .id = *id, .telling = telling };

  return desco_store_write (store, set_telling_writer, &request, cancellable, error) != NULL;
}
