/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-purchases.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "pagopa/desco-debt-position.h"
#include "pagopa/desco-notice-number.h"
#include "store/desco-creditors-private.h"
#include "store/desco-outbox-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-settings-private.h"
#include "store/desco-store-private.h"
#include "store/desco-tariffs-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* What the notice has room for (N-03). */
#define MAX_SUBJECT 90
/* A due date further off than this is a slip of the keyboard. */
#define MAX_DUE_DAYS 730

#define SELECT_COLUMNS                                                                             \
  "SELECT u.id, u.pupil_id, u.guardian_id, p.surname || ' ' || p.name,"                            \
  " s.name || ' · ' || c.name, g.surname || ' ' || g.name, g.tax_code, g.address, g.postal_code," \
  " g.town, g.province, u.quantity, u.unit_amount, u.amount, u.rule, u.reason, u.subject,"         \
  " u.civil_date, u.created_at, u.due_date, u.iupd, u.iuv, u.notice_number, u.status, u.problem,"  \
  " u.retry_at, u.printed_at, u.attempts, p.address, p.postal_code, p.town, p.province"            \
  " FROM purchase AS u JOIN pupil AS p ON p.id = u.pupil_id"                                       \
  " JOIN guardian AS g ON g.id = u.guardian_id"                                                    \
  " LEFT JOIN enrolment AS e ON e.pupil_id = p.id"                                                 \
  "   AND e.school_year = (SELECT school_year FROM creditor)"                                      \
  " LEFT JOIN class AS c ON c.id = e.class_id LEFT JOIN school AS s ON s.id = c.school_id "

static const char SELECT_ONE[] = SELECT_COLUMNS "WHERE u.id = :id";
static const char SELECT_BY_NUMBER[]
    = SELECT_COLUMNS "WHERE u.notice_number = :number OR u.iuv = :number";
static const char SELECT_LIST[]
    = SELECT_COLUMNS "WHERE (:pupil IS NULL OR u.pupil_id = :pupil)"
                     " AND (:guardian IS NULL OR u.guardian_id = :guardian)"
                     " AND (:class IS NULL OR e.class_id = :class)"
                     " AND (:unprinted = 0 OR u.printed_at IS NULL)"
                     " AND (:statuses IS NULL OR instr (:statuses, ' ' || u.status || ' ') > 0)"
                     " ORDER BY u.id DESC LIMIT :limit";

static const char SELECT_DEBTOR[]
    = "SELECT g.id, g.tax_code, g.surname || ' ' || g.name, p.name FROM pupil AS p"
      " LEFT JOIN guardianship AS s ON s.pupil_id = p.id AND s.payer = 1"
      " LEFT JOIN guardian AS g ON g.id = s.guardian_id WHERE p.id = :pupil";
static const char TAKE_COUNTER[]
    = "INSERT INTO notice_counter (device_code, next) VALUES (:device, 2)"
      " ON CONFLICT (device_code) DO UPDATE SET next = next + 1 RETURNING next - 1";
static const char INSERT_PURCHASE[]
    = "INSERT INTO purchase (id, pupil_id, guardian_id, quantity, unit_amount, amount, rule,"
      " reason, subject, civil_date, created_at, due_date, iupd, iuv, notice_number, status)"
      " VALUES (:id, :pupil, :guardian, :quantity, :unit, :amount, :rule, :reason, :subject,"
      " :date, :at, :due, :iupd, :iuv, :number, :status)";
static const char SELECT_OPERATION[]
    = "SELECT json_object ('pupil', uuid_text (pupil_id), 'guardian', uuid_text (guardian_id),"
      " 'quantity', quantity, 'unitAmount', unit_amount, 'amount', amount, 'rule', rule,"
      " 'reason', reason, 'subject', subject, 'date', civil_date, 'at', created_at,"
      " 'dueDate', due_date, 'iupd', iupd, 'iuv', iuv, 'noticeNumber', notice_number)"
      " FROM purchase WHERE id = :id";
static const char SELECT_STATUS[] = "SELECT status FROM purchase WHERE id = :id";

typedef struct
{
  DescoUuid id;
  gint64 quantity;
  GDate due_date;
  const char *reference;
  DescoPurchaseFilter filter;
} Request;

/* An address in one line, without commas for what is not known. */
static char *
join_address (DescoStatement *statement, int column)
{
  const char *street = desco_statement_text (statement, column);
  const char *postal_code = desco_statement_text (statement, column + 1);
  const char *town = desco_statement_text (statement, column + 2);
  const char *province = desco_statement_text (statement, column + 3);
  GString *address = g_string_new (street);

  if (postal_code != NULL || town != NULL)
    g_string_append (address, address->len > 0 ? " - " : "");
  if (postal_code != NULL)
    g_string_append_printf (address, "%s ", postal_code);
  if (town != NULL)
    g_string_append (address, town);
  if (province != NULL && town != NULL)
    g_string_append_printf (address, " (%s)", province);

  g_strstrip (address->str);
  return g_string_free (address, address->str[0] == '\0');
}

static gpointer
read_purchase (DescoStatement *statement)
{
  DescoPurchase *self = g_object_new (DESCO_TYPE_PURCHASE, NULL);

  self->id = desco_statement_uuid (statement, 0);
  self->pupil_id = desco_statement_uuid (statement, 1);
  self->guardian_id = desco_statement_uuid (statement, 2);
  self->pupil_name = desco_statement_dup_text (statement, 3);
  self->class_label = desco_statement_dup_text (statement, 4);
  self->guardian_name = desco_statement_dup_text (statement, 5);
  self->guardian_tax_code = desco_statement_dup_text (statement, 6);
  /* Lists often give one address, the child's: the payer lives there unless they say otherwise. */
  self->guardian_address = join_address (
      statement,
      desco_statement_is_null (statement, 7) && desco_statement_is_null (statement, 9) ? 28 : 7);
  self->quantity = desco_statement_int (statement, 11);
  self->unit_amount = desco_statement_int (statement, 12);
  self->amount = desco_statement_int (statement, 13);
  self->rule = desco_statement_dup_text (statement, 14);
  self->reason = desco_statement_dup_text (statement, 15);
  self->subject = desco_statement_dup_text (statement, 16);
  self->civil_date = desco_statement_date (statement, 17);
  self->created_at = desco_statement_int (statement, 18);
  self->due_date = desco_statement_date (statement, 19);
  self->iupd = desco_statement_dup_text (statement, 20);
  self->iuv = desco_statement_dup_text (statement, 21);
  self->notice_number = desco_statement_dup_text (statement, 22);
  desco_purchase_status_from_nick (desco_statement_text (statement, 23), &self->status);
  self->problem = desco_statement_dup_text (statement, 24);
  self->retry_at = desco_statement_int (statement, 25);
  self->printed_at = desco_statement_int (statement, 26);
  self->attempts = desco_statement_int (statement, 27);

  return self;
}

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

  *due_date
      = wanted != NULL && g_date_valid (wanted) ? *wanted : desco_date_add_days (today, (int) days);
  if (g_date_compare (due_date, today) < 0 || g_date_days_between (today, due_date) > MAX_DUE_DAYS)
    {
      g_autofree char *text = desco_date_to_display (due_date);

      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "dueDate",
                             _ ("%s can't be the day by which to pay: choose today or a day within "
                                "two years."),
                             text);
      return FALSE;
    }
  return TRUE;
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

  return g_utf8_substring (subject, 0, MIN (g_utf8_strlen (subject, -1), MAX_SUBJECT));
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

static gboolean
insert_purchase (DescoConnection *connection,
                 const DescoPurchase *purchase,
                 const DescoQuote *quote,
                 GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_PURCHASE);

  desco_statement_bind_uuid (statement, ":id", &purchase->id);
  desco_statement_bind_uuid (statement, ":pupil", &purchase->pupil_id);
  desco_statement_bind_uuid (statement, ":guardian", &purchase->guardian_id);
  desco_statement_bind_int (statement, ":quantity", purchase->quantity);
  desco_statement_bind_int (statement, ":unit", quote->unit_amount);
  desco_statement_bind_int (statement, ":amount", purchase->amount);
  desco_statement_bind_text (statement, ":rule", quote->rule);
  desco_statement_bind_text (statement, ":reason", quote->reason);
  desco_statement_bind_text (statement, ":subject", purchase->subject);
  desco_statement_bind_date (statement, ":date", &purchase->civil_date);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_date (statement, ":due", &purchase->due_date);
  desco_statement_bind_text (statement, ":iupd", purchase->iupd);
  desco_statement_bind_text (statement, ":iuv", purchase->iuv);
  desco_statement_bind_text (statement, ":number", purchase->notice_number);
  desco_statement_bind_text (statement, ":status",
                             desco_purchase_status_to_nick (DESCO_PURCHASE_QUEUED));
  return desco_statement_run (statement, error)
         && desco_outbox_append_row (connection, "purchase", &purchase->id, SELECT_OPERATION,
                                     &purchase->id, error)
         && desco_purchases_add_event_in (connection, &purchase->id, DESCO_PURCHASE_DRAFT, NULL,
                                          error)
         && desco_purchases_add_event_in (connection, &purchase->id, DESCO_PURCHASE_ASSIGNED,
                                          purchase->notice_number, error)
         && desco_purchases_add_event_in (connection, &purchase->id, DESCO_PURCHASE_QUEUED, NULL,
                                          error);
}

/**
 * desco_purchases_create_in: (skip)
 * @connection: a writer's, in a transaction
 * @pupil_id: for whom
 * @quantity: vouchers
 * @due_date: (nullable): the last day to pay; %NULL for the set number of days from today
 * @error: where to put an error
 *
 * As desco_purchases_create().
 *
 * Returns: (nullable) (transfer full): the purchase; if %NULL the transaction must be rolled back
 */
DescoPurchase *
desco_purchases_create_in (DescoConnection *connection,
                           const DescoUuid *pupil_id,
                           gint64 quantity,
                           const GDate *due_date,
                           GError **error)
{
  g_autoptr (DescoPurchase) purchase = g_object_new (DESCO_TYPE_PURCHASE, NULL);
  g_autoptr (DescoCreditor) creditor = desco_creditors_get_in (connection, error);
  g_autoptr (DescoQuote) quote = NULL;
  g_autofree char *pupil_name = NULL;
  g_autofree char *id_text = NULL;

  purchase->id = desco_uuid_generate ();
  purchase->pupil_id = *pupil_id;
  purchase->quantity = quantity;
  purchase->civil_date = desco_clock_today ();

  if (creditor == NULL || !check_quantity (connection, quantity, error)
      || !choose_due_date (connection, due_date, &purchase->civil_date, &purchase->due_date, error)
      || !find_debtor (connection, pupil_id, &purchase->guardian_id, &pupil_name, error))
    return NULL;

  quote = desco_tariffs_quote_in (connection, pupil_id, &purchase->civil_date, error);
  if (quote == NULL)
    return NULL;
  if (quote->unit_amount == 0)
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("There is nothing to pay for this pupil (%s): meals cost nothing."),
                   quote->rule);
      return NULL;
    }
  if (!desco_money_multiply (quote->unit_amount, quantity, &purchase->amount)
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
  purchase->subject = make_subject (creditor->school_year, quantity, pupil_name);

  if (!insert_purchase (connection, purchase, quote, error))
    return NULL;
  return desco_purchases_get_in (connection, &purchase->id, error);
}

static void
set_not_found (GError **error, const char *reference)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "purchase",
                         _ ("No purchase has the id or notice number “%s”: give one of the list of "
                            "purchases."),
                         reference);
}

/**
 * desco_purchases_get_in: (skip)
 * @connection: a connection in a transaction
 * @id: which purchase
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): the purchase
 */
DescoPurchase *
desco_purchases_get_in (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ONE);
  DescoPurchase *purchase;
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", id);
  purchase = desco_statement_take (statement, read_purchase, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (purchase == NULL)
    {
      g_autofree char *text = desco_uuid_to_string (id);

      set_not_found (error, text);
    }
  return purchase;
}

/**
 * desco_purchases_get_status_in: (skip)
 * @connection: a connection in a transaction
 * @id: which purchase
 * @status: (out): where it stands
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where there is none
 *
 * Returns: whether there is such a purchase
 */
gboolean
desco_purchases_get_status_in (DescoConnection *connection,
                               const DescoUuid *id,
                               DescoPurchaseStatus *status,
                               GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_STATUS);
  GError *local_error = NULL;

  *status = DESCO_PURCHASE_DRAFT;
  desco_statement_bind_uuid (statement, ":id", id);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "purchase",
                               _ ("There is no such purchase."));
      return FALSE;
    }
  desco_purchase_status_from_nick (desco_statement_text (statement, 0), status);
  desco_statement_reset (statement);
  return TRUE;
}

static gpointer
create_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Request *request = data;

  return desco_purchases_create_in (connection, &request->id, request->quantity, &request->due_date,
                                    error);
}

static gpointer
get_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return desco_purchases_get_in (connection, &request->id, error);
}

static gpointer
find_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  DescoStatement *statement;
  DescoPurchase *purchase;
  GError *local_error = NULL;

  if (desco_uuid_parse (request->reference, &request->id))
    return desco_purchases_get_in (connection, &request->id, error);

  statement = desco_connection_get (connection, SELECT_BY_NUMBER);
  desco_statement_bind_text (statement, ":number", request->reference);
  purchase = desco_statement_take (statement, read_purchase, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (purchase == NULL)
    set_not_found (error, request->reference);
  return purchase;
}

/* The wanted states as one text, each between spaces; %NULL for all. */
static char *
list_statuses (guint statuses)
{
  GString *text;

  if (statuses == 0)
    return NULL;
  text = g_string_new (" ");
  for (guint i = 0; i <= DESCO_PURCHASE_EXPIRED; i++)
    if ((statuses & (1u << i)) != 0)
      g_string_append_printf (text, "%s ", desco_purchase_status_to_nick ((DescoPurchaseStatus) i));
  return g_string_free (text, FALSE);
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  const DescoPurchaseFilter *filter = &request->filter;
  g_autofree char *statuses = list_statuses (filter->statuses);
  DescoStatement *statement = desco_connection_get (connection, SELECT_LIST);

  desco_statement_bind_uuid (statement, ":pupil", &filter->pupil_id);
  desco_statement_bind_uuid (statement, ":guardian", &filter->guardian_id);
  desco_statement_bind_uuid (statement, ":class", &filter->class_id);
  desco_statement_bind_text (statement, ":statuses", statuses);
  desco_statement_bind_int (statement, ":unprinted", filter->unprinted ? 1 : 0);
  desco_statement_bind_int (statement, ":limit", filter->limit > 0 ? (gint64) filter->limit : -1);
  return desco_statement_take_all (statement, read_purchase, g_object_unref, error);
}

/**
 * desco_purchases_create:
 * @store: the database
 * @pupil_id: for whom
 * @quantity: vouchers, within the set minimum, maximum and step
 * @due_date: (nullable): the last day to pay; %NULL for the set number of days from today
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error of domain %DESCO_INPUT_ERROR or %DESCO_RULE_ERROR in words, or of
 *   %DESCO_STORE_ERROR
 *
 * Sells vouchers: freezes the unit cost of the day, takes a notice number that nobody had or
 * will have, and queues the debt position for pagoPA, all in one transaction.
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
  Request request = { .id = *pupil_id, .quantity = quantity };

  if (due_date != NULL)
    request.due_date = *due_date;
  return desco_store_write (store, create_writer, &request, cancellable, error);
}

/**
 * desco_purchases_create_async:
 * @store: the database
 * @pupil_id: for whom
 * @quantity: vouchers
 * @due_date: (nullable): the last day to pay
 * @cancellable: (nullable): to give up before it begins
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_purchases_create(), without waiting.
 */
void
desco_purchases_create_async (DescoStore *store,
                              const DescoUuid *pupil_id,
                              gint64 quantity,
                              const GDate *due_date,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->id = *pupil_id;
  request->quantity = quantity;
  if (due_date != NULL)
    request->due_date = *due_date;
  desco_store_write_async (store, create_writer, request, g_free, g_object_unref, cancellable,
                           callback, user_data);
}

/**
 * desco_purchases_create_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error, as desco_purchases_create()
 *
 * Returns: (nullable) (transfer full): the purchase
 */
DescoPurchase *
desco_purchases_create_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_purchases_get:
 * @store: the database
 * @id: which one
 * @cancellable: (nullable): to give up
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where there is none
 *
 * Returns: (nullable) (transfer full): the purchase
 */
DescoPurchase *
desco_purchases_get (DescoStore *store,
                     const DescoUuid *id,
                     GCancellable *cancellable,
                     GError **error)
{
  Request request = { .id = *id };

  return desco_store_read (store, get_reader, &request, cancellable, error);
}

/**
 * desco_purchases_find:
 * @store: the database
 * @reference: an id, a notice number or an IUV
 * @cancellable: (nullable): to give up
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where there is none
 *
 * Returns: (nullable) (transfer full): the purchase that a person means
 */
DescoPurchase *
desco_purchases_find (DescoStore *store,
                      const char *reference,
                      GCancellable *cancellable,
                      GError **error)
{
  Request request = { .reference = reference };

  return desco_store_read (store, find_reader, &request, cancellable, error);
}

/**
 * desco_purchases_list:
 * @store: the database
 * @filter: which ones
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoPurchase): the purchases, newest first
 */
GPtrArray *
desco_purchases_list (DescoStore *store,
                      const DescoPurchaseFilter *filter,
                      GCancellable *cancellable,
                      GError **error)
{
  Request request = { .filter = *filter };

  return desco_store_read (store, list_reader, &request, cancellable, error);
}

/**
 * desco_purchases_list_async:
 * @store: the database
 * @filter: which ones
 * @cancellable: (nullable): to give up
 * @callback: told when they are read
 * @user_data: for @callback
 *
 * As desco_purchases_list(), without waiting.
 */
void
desco_purchases_list_async (DescoStore *store,
                            const DescoPurchaseFilter *filter,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->filter = *filter;
  desco_store_read_async (store, list_reader, request, g_free, (GDestroyNotify) g_ptr_array_unref,
                          cancellable, callback, user_data);
}

/**
 * desco_purchases_list_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoPurchase): the purchases, newest first
 */
GPtrArray *
desco_purchases_list_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}
