/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-cash-days.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "store/desco-outbox-private.h"
#include "store/desco-quittances-private.h"
#include "store/desco-settings-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

static const char SELECT_DEVICE[] = "SELECT code FROM device";
static const char SELECT_CLOSINGS[]
    = "SELECT c.id, c.at, a.name, c.expected, c.counted, c.pos_total, c.quittances, c.reason"
      " FROM cash_closing AS c LEFT JOIN author AS a ON a.id = c.author_id"
      " WHERE c.civil_date = :date AND c.device_code = :device ORDER BY c.at, c.id";
static const char SELECT_UNCLOSED[]
    = "SELECT DISTINCT civil_date FROM quittance WHERE closing_id IS NULL AND civil_date < :date"
      " AND device_code = :device ORDER BY civil_date";
static const char INSERT_CLOSING[]
    = "INSERT INTO cash_closing (id, device_code, civil_date, expected, counted, pos_total,"
      " quittances, reason, at, author_id) VALUES (:id, :device, :date, :expected, :counted, :pos,"
      " :quittances, :reason, :at, :author)";
static const char UPDATE_CLOSED[]
    = "UPDATE quittance SET closing_id = :closing WHERE closing_id IS NULL"
      " AND civil_date = :date AND device_code = :device";
static const char SELECT_OPERATION[]
    = "SELECT json_object ('deviceCode', device_code, 'date', civil_date, 'expected', expected,"
      " 'counted', counted, 'posTotal', pos_total, 'quittances', quittances, 'reason', reason,"
      " 'at', at) FROM cash_closing WHERE id = :id";

typedef struct
{
  GDate date;
  gint64 counted;
  char *reason;
} Request;

static void
request_free (Request *request)
{
  g_free (request->reason);
  g_free (request);
}

static gpointer
read_closing (DescoStatement *statement)
{
  DescoCashClosing *self = g_new0 (DescoCashClosing, 1);

  self->id = desco_statement_uuid (statement, 0);
  self->at = desco_statement_int (statement, 1);
  self->author = desco_statement_dup_text (statement, 2);
  self->expected = desco_statement_int (statement, 3);
  self->counted = desco_statement_int (statement, 4);
  self->pos_total = desco_statement_int (statement, 5);
  self->n_quittances = (guint) desco_statement_int (statement, 6);
  self->reason = desco_statement_dup_text (statement, 7);
  return self;
}

static gpointer
read_text (DescoStatement *statement)
{
  return desco_statement_dup_text (statement, 0);
}

static void
add_up (DescoCashDay *day)
{
  for (guint i = 0; i < day->quittances->len; i++)
    {
      const DescoQuittance *quittance = g_ptr_array_index (day->quittances, i);
      gboolean cash = quittance->method == DESCO_QUITTANCE_CASH;

      day->n_open += quittance->closed ? 0 : 1;
      if (quittance->voided_at > 0)
        {
          day->n_voided++;
          continue;
        }
      day->n_standing++;
      *(cash ? &day->cash_total : &day->pos_total) += quittance->amount;
      if (!quittance->closed)
        *(cash ? &day->open_cash : &day->open_pos) += quittance->amount;
    }
}

/* Whoever only reads has no identity of its own: the file says whose desk it is. */
static gboolean
find_device (DescoConnection *connection, guint *device_code, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_DEVICE);
  GError *local_error = NULL;

  *device_code = 0;
  if (desco_statement_step (statement, &local_error))
    *device_code = (guint) desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static DescoCashDay *
get_in (DescoConnection *connection, const GDate *date, GError **error)
{
  g_autoptr (DescoCashDay) day = g_new0 (DescoCashDay, 1);
  g_autoptr (GPtrArray) unclosed = NULL;
  DescoStatement *statement;

  day->date = *date;
  if (!find_device (connection, &day->device_code, error)
      || !desco_settings_get_boolean_in (connection, DESCO_SETTING_CASH_ALLOWED, &day->allowed,
                                         error))
    return NULL;
  day->quittances = desco_quittances_list_day_in (connection, date, day->device_code, error);
  if (day->quittances == NULL)
    return NULL;
  add_up (day);

  statement = desco_connection_get (connection, SELECT_CLOSINGS);
  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_int (statement, ":device", day->device_code);
  day->closings = desco_statement_take_all (statement, read_closing,
                                            (GDestroyNotify) desco_cash_closing_free, error);
  if (day->closings == NULL)
    return NULL;

  statement = desco_connection_get (connection, SELECT_UNCLOSED);
  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_int (statement, ":device", day->device_code);
  unclosed = desco_statement_take_all (statement, read_text, NULL, error);
  if (unclosed == NULL)
    return NULL;
  g_ptr_array_add (unclosed, NULL);
  day->unclosed = (char **) g_ptr_array_steal (unclosed, NULL);

  return g_steal_pointer (&day);
}

static gpointer
get_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return get_in (connection, &request->date, error);
}

static gboolean
check_close (const DescoCashDay *day, gint64 counted, const char *reason, GError **error)
{
  g_autofree char *expected = desco_money_format (day->open_cash);
  g_autofree char *found = desco_money_format (counted);

  if (counted < 0 || counted > DESCO_MONEY_MAX)
    desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "counted",
                           _ ("%s € can't be in the drawer: give what was counted, from 0 on."),
                           found);
  else if (day->n_open == 0)
    g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_ALREADY_DONE,
                         day->closings->len > 0
                             ? _ ("The cash of this day is closed already, and nothing was taken "
                                  "since.")
                             : _ ("Nothing was taken on this day: there is nothing to close."));
  else if (counted != day->open_cash && *reason == '\0')
    desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "reason",
                           _ ("%s € were counted and %s € should be there: count again, or say why "
                              "they differ. It stays on record."),
                           found, expected);
  else
    return TRUE;
  return FALSE;
}

static gboolean
insert_closing (DescoConnection *connection,
                const DescoCashDay *day,
                gint64 counted,
                const char *reason,
                GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_CLOSING);
  DescoUuid id = desco_uuid_generate ();

  desco_statement_bind_uuid (statement, ":id", &id);
  desco_statement_bind_int (statement, ":device", day->device_code);
  desco_statement_bind_date (statement, ":date", &day->date);
  desco_statement_bind_int (statement, ":expected", day->open_cash);
  desco_statement_bind_int (statement, ":counted", counted);
  desco_statement_bind_int (statement, ":pos", day->open_pos);
  desco_statement_bind_int (statement, ":quittances", day->n_open);
  desco_statement_bind_text (statement, ":reason", *reason != '\0' ? reason : NULL);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  if (!desco_statement_run (statement, error))
    return FALSE;

  statement = desco_connection_get (connection, UPDATE_CLOSED);
  desco_statement_bind_uuid (statement, ":closing", &id);
  desco_statement_bind_date (statement, ":date", &day->date);
  desco_statement_bind_int (statement, ":device", day->device_code);
  return desco_statement_run (statement, error)
         && desco_outbox_append_row (connection, "cash-closing", &id, SELECT_OPERATION, &id, error);
}

static gpointer
close_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autofree char *reason = g_strstrip (g_strdup (request->reason != NULL ? request->reason : ""));
  g_autoptr (DescoCashDay) day = get_in (connection, &request->date, error);

  if (day == NULL || !check_close (day, request->counted, reason, error)
      || !insert_closing (connection, day, request->counted, reason, error))
    return NULL;
  return get_in (connection, &request->date, error);
}

/**
 * desco_cash_closing_free:
 * @self: (transfer full) (nullable): a closing
 */
void
desco_cash_closing_free (DescoCashClosing *self)
{
  if (self == NULL)
    return;
  g_free (self->author);
  g_free (self->reason);
  g_free (self);
}

/**
 * desco_cash_day_free:
 * @self: (transfer full) (nullable): a day
 */
void
desco_cash_day_free (DescoCashDay *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->quittances, g_ptr_array_unref);
  g_clear_pointer (&self->closings, g_ptr_array_unref);
  g_strfreev (self->unclosed);
  g_free (self);
}

/**
 * desco_cash_days_get:
 * @store: the database
 * @date: which day
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): what this desk took on the day, and how it was closed
 */
DescoCashDay *
desco_cash_days_get (DescoStore *store,
                     const GDate *date,
                     GCancellable *cancellable,
                     GError **error)
{
  Request request = { .date = *date };

  return desco_store_read (store, get_reader, &request, cancellable, error);
}

/**
 * desco_cash_days_get_async:
 * @store: the database
 * @date: which day
 * @cancellable: (nullable): to give up
 * @callback: told when it is read
 * @user_data: for @callback
 *
 * As desco_cash_days_get(), without waiting.
 */
void
desco_cash_days_get_async (DescoStore *store,
                           const GDate *date,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->date = *date;
  desco_store_read_async (store, get_reader, request, (GDestroyNotify) request_free,
                          (GDestroyNotify) desco_cash_day_free, cancellable, callback, user_data);
}

/**
 * desco_cash_days_get_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): the day
 */
DescoCashDay *
desco_cash_days_get_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_cash_days_close:
 * @store: the database
 * @date: which day
 * @counted: cents that were found in the drawer
 * @reason: (nullable): why that is not what should be there; kept on record
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; %DESCO_INPUT_ERROR of the field `reason` where the count differs
 *   and nobody says why, %DESCO_RULE_ERROR_ALREADY_DONE where there is nothing to close
 *
 * Closes the cash of a day with what was counted. All that the desk took on the day and that
 * no closing counts yet is counted by this one, and can't be voided any more. Money that is taken
 * later on the same day goes into another closing.
 *
 * Returns: (nullable) (transfer full): the day with its new closing, once it is on disk
 */
DescoCashDay *
desco_cash_days_close (DescoStore *store,
                       const GDate *date,
                       gint64 counted,
                       const char *reason,
                       GCancellable *cancellable,
                       GError **error)
{
  Request request = { .date = *date, .counted = counted, .reason = (char *) reason };

  return desco_store_write (store, close_writer, &request, cancellable, error);
}

/**
 * desco_cash_days_close_async:
 * @store: the database
 * @date: which day
 * @counted: cents that were found in the drawer
 * @reason: (nullable): why that is not what should be there
 * @cancellable: (nullable): to give up before it begins
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * As desco_cash_days_close(), without waiting.
 */
void
desco_cash_days_close_async (DescoStore *store,
                             const GDate *date,
                             gint64 counted,
                             const char *reason,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->date = *date;
  request->counted = counted;
  request->reason = g_strdup (reason);
  desco_store_write_async (store, close_writer, request, (GDestroyNotify) request_free,
                           (GDestroyNotify) desco_cash_day_free, cancellable, callback, user_data);
}

/**
 * desco_cash_days_close_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error, as desco_cash_days_close()
 *
 * Returns: (nullable) (transfer full): the day with its new closing
 */
DescoCashDay *
desco_cash_days_close_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}
