/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-today.h"

#include "attendance/desco-class-days-private.h"
#include "attendance/desco-roster-private.h"
#include "model/desco-date.h"
#include "store/desco-positions.h"
#include "store/desco-settings-private.h"
#include "store/desco-store-private.h"

/* so long before its end a certificate is spoken of. */
#define EXPIRY_DAYS 30

static const char SELECT_RECEIPTS[] = "SELECT count (*) FROM receipt WHERE state = 'review'";
static const char SELECT_UNPRINTED[]
    = "SELECT count (*) FROM purchase WHERE status = 'published' AND printed_at IS NULL";
static const char SELECT_DIFFERENCES[]
    = "SELECT count (*) FROM difference WHERE settled_at IS NULL";
static const char SELECT_ASKED[] = "SELECT at FROM poll WHERE subject = '" DESCO_POLL_PAYMENTS "'";
static const char SELECT_BELOW_ZERO[]
    = "SELECT count (*), ifnull (min (balance), 0), ifnull (sum (balance <= :limit), 0)"
      " FROM wallet_line WHERE balance < 0";
static const char SELECT_EXPIRING[]
    = "SELECT count (*), min (last) FROM (SELECT max (ifnull (valid_until, '9999-12-31')) AS last"
      " FROM certificate GROUP BY pupil_id) WHERE last BETWEEN :date AND :until";
/* The outbox is written at its end and sent from its beginning, so its ends tell its length without
 * a walk through all of it. */
static const char SELECT_OUTBOX[]
    = "SELECT ifnull (max (sequence) - min (sequence) + 1, 0),"
      " ifnull ((SELECT hlc >> 16 FROM outbox ORDER BY sequence LIMIT 1), 0) FROM outbox";

static gboolean
end_query (DescoStatement *statement, GError *local_error, GError **error)
{
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
count (DescoConnection *connection, const char *sql, gint64 *number, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);
  GError *local_error = NULL;

  if (desco_statement_step (statement, &local_error))
    *number = desco_statement_int (statement, 0);
  return end_query (statement, local_error, error);
}

static gboolean
count_below_zero (DescoConnection *connection, DescoToday *today, GError **error)
{
  DescoStatement *statement;
  GError *local_error = NULL;
  gint64 limit;

  if (!desco_settings_get_int_in (connection, DESCO_SETTING_WALLET_LIMIT, &limit, error))
    return FALSE;
  statement = desco_connection_get (connection, SELECT_BELOW_ZERO);
  desco_statement_bind_int (statement, ":limit", limit);
  if (desco_statement_step (statement, &local_error))
    {
      today->n_below_zero = desco_statement_int (statement, 0);
      today->lowest_balance = desco_statement_int (statement, 1);
      today->n_at_limit = desco_statement_int (statement, 2);
    }
  return end_query (statement, local_error, error);
}

static gboolean
count_expiring (DescoConnection *connection, DescoToday *today, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_EXPIRING);
  GDate until = desco_date_add_days (&today->date, EXPIRY_DAYS);
  GError *local_error = NULL;

  desco_statement_bind_date (statement, ":date", &today->date);
  desco_statement_bind_date (statement, ":until", &until);
  if (desco_statement_step (statement, &local_error))
    {
      today->n_certificates_expiring = desco_statement_int (statement, 0);
      today->first_expiry = desco_statement_date (statement, 1);
    }
  return end_query (statement, local_error, error);
}

static gboolean
count_outbox (DescoConnection *connection, DescoToday *today, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_OUTBOX);
  GError *local_error = NULL;

  if (desco_statement_step (statement, &local_error))
    {
      today->n_outbox = desco_statement_int (statement, 0);
      today->outbox_since = desco_statement_int (statement, 1) * 1000;
    }
  return end_query (statement, local_error, error);
}

static void
add_up (DescoToday *today)
{
  for (guint i = 0; i < today->classes->len; i++)
    {
      const DescoClassDay *day = g_ptr_array_index (today->classes, i);

      today->n_unconfirmed += day->confirmed_at == 0 ? 1 : 0;
      today->totals.expected += day->totals.expected;
      today->totals.present += day->totals.present;
      today->totals.absent += day->totals.absent;
      today->totals.plain += day->totals.plain;
      today->totals.special += day->totals.special;
      today->totals.staff += day->totals.staff;
    }
}

static gpointer
load_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoToday) today = g_new0 (DescoToday, 1);

  today->date = *(const GDate *) data;
  g_date_clear (&today->first_expiry, 1);
  today->classes = desco_class_days_list_in (connection, &today->date, error);
  if (today->classes == NULL
      || !desco_cutoff_load_in (connection, &today->date, &today->cutoff, error)
      || !desco_class_days_find_closing_in (connection, &today->date, NULL, &today->closed_at, NULL,
                                            error)
      || !count (connection, SELECT_RECEIPTS, &today->n_receipts_to_review, error)
      || !count (connection, SELECT_UNPRINTED, &today->n_notices_unprinted, error)
      || !count (connection, SELECT_DIFFERENCES, &today->n_differences, error)
      || !count (connection, SELECT_ASKED, &today->asked_at, error)
      || !count_below_zero (connection, today, error) || !count_expiring (connection, today, error)
      || !count_outbox (connection, today, error))
    return NULL;

  add_up (today);
  return g_steal_pointer (&today);
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_class_days_list_in (connection, data, error);
}

/**
 * desco_today_free:
 * @self: (transfer full) (nullable): a day
 */
void
desco_today_free (DescoToday *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_free (self);
}

/**
 * desco_today_load:
 * @store: the store
 * @date: a day, mostly desco_clock_today()
 * @cancellable: (nullable): to give up
 * @error: %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer full): the classes with a meal that day, and what needs a hand
 */
DescoToday *
desco_today_load (DescoStore *store, const GDate *date, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, load_reader, (gpointer) date, cancellable, error);
}

/**
 * desco_today_load_async:
 * @store: the store
 * @date: a day
 * @cancellable: (nullable): to give up
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * As desco_today_load(), without waiting.
 */
void
desco_today_load_async (DescoStore *store,
                        const GDate *date,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  desco_store_read_async (store, load_reader, g_date_copy (date), (GDestroyNotify) g_date_free,
                          (GDestroyNotify) desco_today_free, cancellable, callback, user_data);
}

/**
 * desco_today_load_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: as desco_today_load()
 *
 * Returns: (nullable) (transfer full): the day
 */
DescoToday *
desco_today_load_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_today_list_classes:
 * @store: the store
 * @date: a day
 * @cancellable: (nullable): to give up
 * @error: %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer full) (element-type DescoClassDay): the classes with a meal that
 *   day, by order and name of the school
 */
GPtrArray *
desco_today_list_classes (DescoStore *store,
                          const GDate *date,
                          GCancellable *cancellable,
                          GError **error)
{
  return desco_store_read (store, list_reader, (gpointer) date, cancellable, error);
}

/**
 * desco_today_list_classes_async:
 * @store: the store
 * @date: a day
 * @cancellable: (nullable): to give up
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * As desco_today_list_classes(), without waiting.
 */
void
desco_today_list_classes_async (DescoStore *store,
                                const GDate *date,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  desco_store_read_async (store, list_reader, g_date_copy (date), (GDestroyNotify) g_date_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * desco_today_list_classes_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: as desco_today_list_classes()
 *
 * Returns: (nullable) (transfer full) (element-type DescoClassDay): the classes
 */
GPtrArray *
desco_today_list_classes_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}
