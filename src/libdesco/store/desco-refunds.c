/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-refunds-private.h"

#include "ledger/desco-ledger-private.h"
#include "model/desco-clock.h"
#include "model/desco-enum.h"
#include "model/desco-error.h"
#include "model/desco-iban.h"
#include "store/desco-outbox-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

#define SELECT_COLUMNS                                                                             \
  "SELECT f.id, f.pupil_id, p.surname || ' ' || p.name, g.surname || ' ' || g.name, g.tax_code,"   \
  " u.notice_number, r.receipt_id, f.quantity, f.amount, f.reason, f.iban, f.status,"              \
  " f.created_at, a.name, f.exported_at FROM refund AS f"                                          \
  " LEFT JOIN pupil AS p ON p.id = f.pupil_id LEFT JOIN guardian AS g ON g.id = f.guardian_id"     \
  " LEFT JOIN receipt AS r ON r.id = f.receipt_id"                                                 \
  " LEFT JOIN purchase AS u ON u.id = ifnull (f.purchase_id, r.purchase_id)"                       \
  " LEFT JOIN author AS a ON a.id = f.author_id "

static const char SELECT_ONE[] = SELECT_COLUMNS "WHERE f.id = :id";
static const char SELECT_LIST[]
    = SELECT_COLUMNS "WHERE instr (:statuses, ' ' || f.status || ' ') > 0 ORDER BY f.id";
static const char SELECT_PAYER[]
    = "SELECT guardian_id FROM guardianship WHERE pupil_id = :pupil AND payer = 1";
static const char SELECT_PURCHASE[]
    = "SELECT pupil_id, guardian_id, (SELECT ifnull (sum (l.remaining), 0) FROM ledger AS e"
      "   JOIN lot AS l ON l.entry_id = e.id WHERE e.purchase_id = u.id AND e.kind = 'purchase')"
      " FROM purchase AS u WHERE u.id = :id";
static const char SELECT_RECEIPT[]
    = "SELECT r.amount, u.pupil_id, u.guardian_id, (SELECT ifnull (sum (f.amount), 0)"
      "   FROM refund AS f WHERE f.receipt_id = r.id AND f.status <> 'refused'),"
      " ifnull (r.credited_value, CASE WHEN r.state = 'credited' THEN r.amount ELSE 0 END)"
      " FROM receipt AS r LEFT JOIN purchase AS u ON u.id = r.purchase_id WHERE r.id = :id";
static const char SELECT_WALLET[]
    = "SELECT (SELECT ifnull (sum (remaining), 0) FROM lot WHERE pupil_id = p.id), w.rest"
      " FROM pupil AS p LEFT JOIN wallet_line AS w ON w.pupil_id = p.id WHERE p.id = :pupil";
static const char SELECT_ENTRY_VALUE[] = "SELECT value FROM ledger WHERE id = :id";
static const char SELECT_ENTRY[] = "SELECT entry_id FROM refund WHERE id = :id";
static const char INSERT_REFUND[]
    = "INSERT INTO refund (id, pupil_id, guardian_id, purchase_id, receipt_id, entry_id, quantity,"
      " amount, reason, iban, status, created_at, author_id)"
      " VALUES (:id, :pupil, :guardian, :purchase, :receipt, :entry, :quantity, :amount, :reason,"
      " :iban, 'requested', :at, :author)";
static const char INSERT_EVENT[]
    = "INSERT INTO refund_event (id, refund_id, at, author_id, status, detail)"
      " VALUES (:id, :refund, :at, :author, :status, :detail)";
static const char UPDATE_STATUS[]
    = "UPDATE refund SET status = :status,"
      " exported_at = CASE WHEN :status = 'exported' THEN :at ELSE exported_at END WHERE id = :id";
static const char UPDATE_IBAN[] = "UPDATE refund SET iban = :iban WHERE id = :id";
static const char SELECT_OPERATION[]
    = "SELECT json_object ('pupil', uuid_text (pupil_id), 'guardian', uuid_text (guardian_id),"
      " 'purchase', uuid_text (purchase_id), 'receipt', uuid_text (receipt_id),"
      " 'entry', uuid_text (entry_id), 'quantity', quantity, 'amount', amount, 'reason', reason,"
      " 'iban', iban, 'at', created_at) FROM refund WHERE id = :id";
static const char SELECT_EVENT_OPERATION[]
    = "SELECT json_object ('refund', uuid_text (refund_id), 'at', at, 'status', status,"
      " 'detail', detail) FROM refund_event WHERE id = :id";

G_DEFINE_ENUM_TYPE (DescoRefundStatus,
                    desco_refund_status,
                    G_DEFINE_ENUM_VALUE (DESCO_REFUND_REQUESTED, "requested"),
                    G_DEFINE_ENUM_VALUE (DESCO_REFUND_EXPORTED, "exported"),
                    G_DEFINE_ENUM_VALUE (DESCO_REFUND_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (DESCO_REFUND_REFUSED, "refused"))

typedef struct
{
  DescoUuid id;
  const DescoRefundDraft *draft;
  GPtrArray *refunds;
  guint statuses;
  DescoRefundStatus status;
  const char *text;
} Request;

/* What a draft comes to, once the wallet or the receipt was looked at. */
typedef struct
{
  const char *iban;
  DescoUuid pupil_id;
  DescoUuid guardian_id;
  DescoUuid entry_id;
  gint64 quantity;
  gint64 rest;
  gint64 amount;
} Terms;

static gpointer
read_refund (DescoStatement *statement)
{
  DescoRefund *self = g_new0 (DescoRefund, 1);

  self->id = desco_statement_uuid (statement, 0);
  self->pupil_id = desco_statement_uuid (statement, 1);
  self->pupil_name = desco_statement_dup_text (statement, 2);
  self->guardian_name = desco_statement_dup_text (statement, 3);
  self->guardian_tax_code = desco_statement_dup_text (statement, 4);
  self->notice_number = desco_statement_dup_text (statement, 5);
  self->receipt_id = desco_statement_dup_text (statement, 6);
  self->quantity = desco_statement_int (statement, 7);
  self->amount = desco_statement_int (statement, 8);
  self->reason = desco_statement_dup_text (statement, 9);
  self->iban = desco_statement_dup_text (statement, 10);
  desco_refund_status_from_nick (desco_statement_text (statement, 11), &self->status);
  self->created_at = desco_statement_int (statement, 12);
  self->author = desco_statement_dup_text (statement, 13);
  self->exported_at = desco_statement_int (statement, 14);
  return self;
}

/* Steps to the one row that there is; what is missing is told. */
static gboolean
step_to_row (DescoStatement *statement, const char *field, const char *message, GError **error)
{
  GError *local_error = NULL;

  if (desco_statement_step (statement, &local_error))
    return TRUE;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, field, "%s", message);
  return FALSE;
}

static DescoRefund *
get_in (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ONE);
  DescoRefund *refund;

  desco_statement_bind_uuid (statement, ":id", id);
  if (!step_to_row (statement, "refund", _ ("There is no such refund."), error))
    return NULL;
  refund = read_refund (statement);
  desco_statement_reset (statement);
  return refund;
}

static gboolean
add_event (DescoConnection *connection,
           const DescoUuid *refund_id,
           DescoRefundStatus status,
           const char *detail,
           GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_EVENT);
  DescoUuid id = desco_uuid_generate ();

  desco_statement_bind_uuid (statement, ":id", &id);
  desco_statement_bind_uuid (statement, ":refund", refund_id);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  desco_statement_bind_text (statement, ":status", desco_refund_status_to_nick (status));
  desco_statement_bind_text (statement, ":detail", detail);
  return desco_statement_run (statement, error)
         && desco_outbox_append_row (connection, "refund-event", refund_id, SELECT_EVENT_OPERATION,
                                     &id, error);
}

static gboolean
check_draft (const DescoRefundDraft *draft, GError **error)
{
  if (draft->reason == NULL || *draft->reason == '\0')
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "reason",
                             _ ("Say why the money is paid back: it stays on record."));
      return FALSE;
    }
  if (draft->quantity < 0 || draft->amount < 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE,
                             draft->quantity < 0 ? "quantity" : "amount",
                             _ ("Less than nothing can't be paid back: give a number from 1 on."));
      return FALSE;
    }
  return TRUE;
}

/* Money that a receipt brought and that never became vouchers: not more of it than there is. */
static gboolean
find_receipt_terms (DescoConnection *connection,
                    const DescoRefundDraft *draft,
                    Terms *terms,
                    GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_RECEIPT);
  gint64 left;

  desco_statement_bind_uuid (statement, ":id", &draft->receipt_id);
  if (!step_to_row (statement, "receipt", _ ("There is no such receipt."), error))
    return FALSE;
  left = desco_statement_int (statement, 0) - desco_statement_int (statement, 3)
         - desco_statement_int (statement, 4);
  if (desco_uuid_is_nil (&terms->pupil_id))
    terms->pupil_id = desco_statement_uuid (statement, 1);
  if (desco_uuid_is_nil (&terms->guardian_id))
    terms->guardian_id = desco_statement_uuid (statement, 2);
  desco_statement_reset (statement);

  terms->amount = draft->amount > 0 ? draft->amount : left;
  if (terms->amount > 0 && terms->amount <= left)
    return TRUE;
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                       _ ("The receipt's money was credited or refunded already: there is less of "
                          "it left than that."));
  return FALSE;
}

/* How many vouchers, of whom; R-08: they are worth what their lots cost. */
static gboolean
find_voucher_terms (DescoConnection *connection,
                    const DescoRefundDraft *draft,
                    Terms *terms,
                    GError **error)
{
  DescoStatement *statement;
  gint64 left;

  if (!desco_uuid_is_nil (&draft->purchase_id))
    {
      statement = desco_connection_get (connection, SELECT_PURCHASE);
      desco_statement_bind_uuid (statement, ":id", &draft->purchase_id);
      if (!step_to_row (statement, "purchase", _ ("There is no such purchase."), error))
        return FALSE;
      terms->pupil_id = desco_statement_uuid (statement, 0);
      if (desco_uuid_is_nil (&terms->guardian_id))
        terms->guardian_id = desco_statement_uuid (statement, 1);
      left = desco_statement_int (statement, 2);
    }
  else
    {
      statement = desco_connection_get (connection, SELECT_WALLET);
      desco_statement_bind_uuid (statement, ":pupil", &terms->pupil_id);
      if (!step_to_row (statement, "pupil", _ ("There is no such pupil."), error))
        return FALSE;
      left = desco_statement_int (statement, 0);
      if (draft->quantity == 0 || draft->quantity == left)
        terms->rest = desco_statement_int (statement, 1);
    }
  desco_statement_reset (statement);

  terms->quantity = draft->quantity > 0 ? draft->quantity : left;
  if (terms->quantity > 0 || terms->rest > 0)
    return TRUE;
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                       _ ("There are no vouchers left to refund."));
  return FALSE;
}

static gboolean
find_payer (DescoConnection *connection, Terms *terms, GError **error)
{
  DescoStatement *statement;
  GError *local_error = NULL;

  if (!desco_uuid_is_nil (&terms->guardian_id) || desco_uuid_is_nil (&terms->pupil_id))
    return TRUE;
  statement = desco_connection_get (connection, SELECT_PAYER);
  desco_statement_bind_uuid (statement, ":pupil", &terms->pupil_id);
  if (desco_statement_step (statement, &local_error))
    terms->guardian_id = desco_statement_uuid (statement, 0);
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* Takes the vouchers out, and says what they were worth. */
static gboolean
post_entry (DescoConnection *connection,
            const DescoRefundDraft *draft,
            Terms *terms,
            GError **error)
{
  const DescoLedgerDraft entry = {
    .kind = DESCO_LEDGER_REFUND,
    .pupil_id = terms->pupil_id,
    .quantity = -terms->quantity,
    .unit_amount = -1,
    .civil_date = desco_clock_today (),
    .purchase_id = draft->purchase_id,
    .rest = -terms->rest,
    .note = draft->reason,
  };
  DescoStatement *statement;

  if (!desco_ledger_post (connection, &entry, &terms->entry_id, error))
    return FALSE;
  statement = desco_connection_get (connection, SELECT_ENTRY_VALUE);
  desco_statement_bind_uuid (statement, ":id", &terms->entry_id);
  if (!desco_statement_step (statement, error))
    return FALSE;
  terms->amount = -desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  return TRUE;
}

static gboolean
insert_refund (DescoConnection *connection,
               const DescoUuid *id,
               const DescoRefundDraft *draft,
               const Terms *terms,
               GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_REFUND);

  desco_statement_bind_uuid (statement, ":id", id);
  desco_statement_bind_uuid (statement, ":pupil", &terms->pupil_id);
  desco_statement_bind_uuid (statement, ":guardian", &terms->guardian_id);
  desco_statement_bind_uuid (statement, ":purchase", &draft->purchase_id);
  desco_statement_bind_uuid (statement, ":receipt", &draft->receipt_id);
  desco_statement_bind_uuid (statement, ":entry", &terms->entry_id);
  desco_statement_bind_int (statement, ":quantity", terms->quantity);
  desco_statement_bind_int (statement, ":amount", terms->amount);
  desco_statement_bind_text (statement, ":reason", draft->reason);
  desco_statement_bind_text (statement, ":iban", terms->iban);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  return desco_statement_run (statement, error)
         && desco_outbox_append_row (connection, "refund", id, SELECT_OPERATION, id, error)
         && add_event (connection, id, DESCO_REFUND_REQUESTED, draft->reason, error);
}

/**
 * desco_refunds_create_in: (skip)
 * @connection: a writer's, in a transaction
 * @draft: what to pay back
 * @error: where to put an error, as desco_refunds_create()
 *
 * As desco_refunds_create().
 *
 * Returns: (nullable) (transfer full): the refund; if %NULL the transaction must be rolled back
 */
DescoRefund *
desco_refunds_create_in (DescoConnection *connection, const DescoRefundDraft *draft, GError **error)
{
  gboolean of_receipt = !desco_uuid_is_nil (&draft->receipt_id);
  g_autofree char *iban = desco_iban_normalize (draft->iban);
  Terms terms = { .iban = iban, .pupil_id = draft->pupil_id, .guardian_id = draft->guardian_id };
  DescoUuid id = desco_uuid_generate ();

  if (!check_draft (draft, error) || (iban != NULL && !desco_iban_check_sepa (iban, error))
      || !(of_receipt ? find_receipt_terms (connection, draft, &terms, error)
                      : find_voucher_terms (connection, draft, &terms, error))
      || !find_payer (connection, &terms, error)
      || (!of_receipt && !post_entry (connection, draft, &terms, error))
      || !insert_refund (connection, &id, draft, &terms, error))
    return NULL;
  return get_in (connection, &id, error);
}

/* requested → exported → paid or refused; the office may also pay or refuse without a list. */
static gboolean
check_change (DescoRefundStatus from, DescoRefundStatus to, GError **error)
{
#define TO(status) (1u << DESCO_REFUND_##status)
  static const guint allowed[] = {
    [DESCO_REFUND_REQUESTED] = TO (EXPORTED) | TO (PAID) | TO (REFUSED),
    [DESCO_REFUND_EXPORTED] = TO (PAID) | TO (REFUSED),
    [DESCO_REFUND_PAID] = 0,
    [DESCO_REFUND_REFUSED] = 0,
  };
#undef TO

  if ((allowed[from] & (1u << to)) != 0)
    return TRUE;
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
               _ ("The refund is in state “%s” and can't become “%s”."),
               desco_refund_status_to_words (from), desco_refund_status_to_words (to));
  return FALSE;
}

/* A refused refund's vouchers go back to the lots that they came from. */
static gboolean
give_back (DescoConnection *connection, const DescoUuid *id, const char *note, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ENTRY);
  DescoUuid entry_id;

  desco_statement_bind_uuid (statement, ":id", id);
  if (!desco_statement_step (statement, error))
    return FALSE;
  entry_id = desco_statement_uuid (statement, 0);
  desco_statement_reset (statement);
  return desco_uuid_is_nil (&entry_id)
         || desco_ledger_reverse (connection, &entry_id, note, NULL, error);
}

static gboolean
set_status_in (DescoConnection *connection,
               const DescoUuid *id,
               DescoRefundStatus status,
               const char *note,
               GError **error)
{
  g_autoptr (DescoRefund) refund = get_in (connection, id, error);
  DescoStatement *statement;

  if (refund == NULL)
    return FALSE;
  if (refund->status == status)
    return TRUE;
  if (!check_change (refund->status, status, error))
    return FALSE;
  if (status == DESCO_REFUND_REFUSED && (note == NULL || *note == '\0'))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "note",
                             _ ("Say why the refund is refused: the family may ask."));
      return FALSE;
    }

  statement = desco_connection_get (connection, UPDATE_STATUS);
  desco_statement_bind_uuid (statement, ":id", id);
  desco_statement_bind_text (statement, ":status", desco_refund_status_to_nick (status));
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  return desco_statement_run (statement, error) && add_event (connection, id, status, note, error)
         && (status != DESCO_REFUND_REFUSED || give_back (connection, id, note, error));
}

static gpointer
create_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Request *request = data;

  return desco_refunds_create_in (connection, request->draft, error);
}

static gpointer
get_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return get_in (connection, &request->id, error);
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (GString) statuses = g_string_new (" ");
  DescoStatement *statement = desco_connection_get (connection, SELECT_LIST);

  for (guint i = 0; i <= DESCO_REFUND_REFUSED; i++)
    if (request->statuses == 0 || (request->statuses & (1u << i)) != 0)
      g_string_append_printf (statuses, "%s ", desco_refund_status_to_nick ((DescoRefundStatus) i));
  desco_statement_bind_text (statement, ":statuses", statuses->str);
  return desco_statement_take_all (statement, read_refund, (GDestroyNotify) desco_refund_free,
                                   error);
}

static gpointer
set_status_writer (DescoConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  Request *request = data;

  return GINT_TO_POINTER (
      set_status_in (connection, &request->id, request->status, request->text, error));
}

static gpointer
set_iban_writer (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Request *request = data;
  g_autoptr (DescoRefund) refund = get_in (connection, &request->id, error);
  g_autofree char *iban = desco_iban_normalize (request->text);
  DescoStatement *statement;

  if (refund == NULL || !desco_iban_check_sepa (iban, error))
    return NULL;
  if (refund->status == DESCO_REFUND_PAID || refund->status == DESCO_REFUND_REFUSED)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                           _ ("The refund is settled: its account can't change any more."));
      return NULL;
    }
  statement = desco_connection_get (connection, UPDATE_IBAN);
  desco_statement_bind_uuid (statement, ":id", &request->id);
  desco_statement_bind_text (statement, ":iban", iban);
  return GINT_TO_POINTER (desco_statement_run (statement, error)
                          && desco_outbox_append_row (connection, "refund", &request->id,
                                                      SELECT_OPERATION, &request->id, error)
                          && add_event (connection, &request->id, refund->status, iban, error));
}

static gpointer
mark_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  for (guint i = 0; i < request->refunds->len; i++)
    {
      const DescoRefund *refund = g_ptr_array_index (request->refunds, i);

      if (!set_status_in (connection, &refund->id, request->status, NULL, error))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

/**
 * desco_refund_free:
 * @self: (transfer full) (nullable): a refund
 */
void
desco_refund_free (DescoRefund *self)
{
  if (self == NULL)
    return;
  g_free (self->pupil_name);
  g_free (self->guardian_name);
  g_free (self->guardian_tax_code);
  g_free (self->notice_number);
  g_free (self->receipt_id);
  g_free (self->reason);
  g_free (self->iban);
  g_free (self->author);
  g_free (self);
}

/**
 * desco_refund_status_to_nick:
 * @status: a state
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_refund_status_to_nick (DescoRefundStatus status)
{
  return desco_enum_to_nick (DESCO_TYPE_REFUND_STATUS, (int) status);
}

/**
 * desco_refund_status_from_nick:
 * @nick: (nullable): a state's name
 * @status: (out): the state
 *
 * Returns: whether there is such a state; if not, @status is left alone
 */
gboolean
desco_refund_status_from_nick (const char *nick, DescoRefundStatus *status)
{
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_REFUND_STATUS, nick, &value);

  if (found)
    *status = (DescoRefundStatus) value;
  return found;
}

/**
 * desco_refund_status_to_words:
 * @status: a state
 *
 * Returns: (transfer none): what a person is told, translated
 */
const char *
desco_refund_status_to_words (DescoRefundStatus status)
{
  static const char *const words[] = {
    NC_ ("refund", "Requested"),
    NC_ ("refund", "With the accounting office"),
    NC_ ("refund", "Paid back"),
    NC_ ("refund", "Refused"),
  };

  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (words), NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "refund", words[status]);
}

/**
 * desco_refunds_create:
 * @store: the database
 * @draft: what to pay back
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error in words, of domain %DESCO_RULE_ERROR where there is less than is
 *   asked for, or of %DESCO_INPUT_ERROR
 *
 * Requests a refund: takes the vouchers out of the wallet at once, each at the cost of the lot that
 * it came from, so that a tariff change never makes or loses a cent.
 *
 * Returns: (nullable) (transfer full): the refund, once it is on disk
 */
DescoRefund *
desco_refunds_create (DescoStore *store,
                      const DescoRefundDraft *draft,
                      GCancellable *cancellable,
                      GError **error)
{
  Request request = { .draft = draft };

  return desco_store_write (store, create_writer, &request, cancellable, error);
}

/**
 * desco_refunds_get:
 * @store: the database
 * @id: which one
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): the refund
 */
DescoRefund *
desco_refunds_get (DescoStore *store,
                   const DescoUuid *id,
                   GCancellable *cancellable,
                   GError **error)
{
  Request request = { .id = *id };

  return desco_store_read (store, get_reader, &request, cancellable, error);
}

/**
 * desco_refunds_list:
 * @store: the database
 * @statuses: a bit for each state wanted (1 << status); 0 for all
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoRefund): the refunds, oldest first
 */
GPtrArray *
desco_refunds_list (DescoStore *store, guint statuses, GCancellable *cancellable, GError **error)
{
  Request request = { .statuses = statuses };

  return desco_store_read (store, list_reader, &request, cancellable, error);
}

/**
 * desco_refunds_set_status:
 * @store: the database
 * @id: which one
 * @status: where it shall stand
 * @note: (nullable): a sentence for the record; needed to refuse
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; %DESCO_RULE_ERROR_STATE where the change is not allowed
 *
 * Brings a refund to another state and writes down who and when. Refusing it puts the vouchers back
 * where they came from.
 *
 * Returns: whether it stands there
 */
gboolean
desco_refunds_set_status (DescoStore *store,
                          const DescoUuid *id,
                          DescoRefundStatus status,
                          const char *note,
                          GCancellable *cancellable,
                          GError **error)
{
  Request request = { .id = *id, .status = status, .text = note };

  return desco_store_write (store, set_status_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_refunds_set_iban:
 * @store: the database
 * @id: which one
 * @iban: the account to pay to, of any country that SEPA reaches, as a person writes it
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; %DESCO_RULE_ERROR_STATE where it is settled
 *
 * Returns: whether it was written
 */
gboolean
desco_refunds_set_iban (DescoStore *store,
                        const DescoUuid *id,
                        const char *iban,
                        GCancellable *cancellable,
                        GError **error)
{
  Request request = { .id = *id, .text = iban };

  return desco_store_write (store, set_iban_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_refunds_mark_exported:
 * @store: the database
 * @refunds: (element-type DescoRefund): what is on the list
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; then none is marked
 *
 * Writes down that the accounting office has them.
 *
 * Returns: whether it was written
 */
gboolean
desco_refunds_mark_exported (DescoStore *store,
                             GPtrArray *refunds,
                             GCancellable *cancellable,
                             GError **error)
{
  Request request = { .refunds = refunds, .status = DESCO_REFUND_EXPORTED };

  return desco_store_write (store, mark_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_refunds_mark_paid:
 * @store: the database
 * @refunds: (element-type DescoRefund): what was paid, none of them refused meanwhile
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; then none is marked
 *
 * Writes down that the accounting office has paid them.
 *
 * Returns: whether it was written
 */
gboolean
desco_refunds_mark_paid (DescoStore *store,
                         GPtrArray *refunds,
                         GCancellable *cancellable,
                         GError **error)
{
  Request request = { .refunds = refunds, .status = DESCO_REFUND_PAID };

  return desco_store_write (store, mark_writer, &request, cancellable, error) != NULL;
}
