/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-receipts-private.h"

#include "model/desco-date.h"
#include "model/desco-enum.h"
#include "store/desco-store-private.h"

/* Which receipts there are and in which order, for a list that reads the rest when it comes into
 * view. Without a search it is read from an index alone. */

#define KEYS "SELECT r.id FROM receipt AS r "
#define KEYS_FOUND "SELECT r.id " DESCO_RECEIPTS_FROM

static const DescoReceiptSql SELECT_KEYS = {
  .of_state = KEYS DESCO_RECEIPTS_OF_STATE "ORDER BY r.received_at DESC, r.id DESC",
  .between = KEYS DESCO_RECEIPTS_BETWEEN "ORDER BY r.payment_at DESC, r.id DESC",
  .all = KEYS DESCO_RECEIPTS_ALL "ORDER BY r.id DESC",
};
static const DescoReceiptSql SELECT_KEYS_FOUND = {
  .of_state = KEYS_FOUND DESCO_RECEIPTS_OF_STATE DESCO_RECEIPTS_SEARCH
  "ORDER BY r.received_at DESC, r.id DESC",
  .between
  = KEYS_FOUND DESCO_RECEIPTS_BETWEEN DESCO_RECEIPTS_SEARCH "ORDER BY r.payment_at DESC, r.id DESC",
  .all = KEYS_FOUND DESCO_RECEIPTS_ALL DESCO_RECEIPTS_SEARCH "ORDER BY r.id DESC",
};

/* The wanted states as one text, each between spaces; %NULL for all. */
static char *
list_states (guint states)
{
  GString *text;

  if (states == 0)
    return NULL;
  text = g_string_new (" ");
  for (guint i = 0; i <= DESCO_RECEIPT_REFUSED; i++)
    if ((states & (1u << i)) != 0)
      g_string_append_printf (text, "%s ", desco_enum_to_nick (DESCO_TYPE_RECEIPT_STATE, (int) i));
  return g_string_free (text, FALSE);
}

/* The moment after a day's last; the same before its first. */
static gint64
end_of_day (const GDate *day)
{
  return desco_date_end_of_day (day) + G_USEC_PER_SEC;
}

static gint64
start_of_day (const GDate *day)
{
  GDate day_before = desco_date_add_days (day, -1);

  return end_of_day (&day_before);
}

/**
 * desco_receipts_prepare_in: (skip)
 * @connection: a connection in a transaction
 * @sql: the same question put in three ways
 * @filter: which receipts
 *
 * Chooses the way that reads along an index, and binds all of the filter but what is searched.
 *
 * Returns: (transfer none): the statement
 */
DescoStatement *
desco_receipts_prepare_in (DescoConnection *connection,
                           const DescoReceiptSql *sql,
                           const DescoReceiptFilter *filter)
{
  g_autofree char *states = list_states (filter->states);
  DescoStatement *statement;

  if (g_date_valid (&filter->from) || g_date_valid (&filter->to))
    {
      statement = desco_connection_get (connection, sql->between);
      desco_statement_bind_int (statement, ":from",
                                g_date_valid (&filter->from) ? start_of_day (&filter->from) : 0);
      desco_statement_bind_int (statement, ":to",
                                g_date_valid (&filter->to) ? end_of_day (&filter->to) : G_MAXINT64);
      desco_statement_bind_text (statement, ":states", states);
      return statement;
    }
  for (guint i = 0; i <= DESCO_RECEIPT_REFUSED; i++)
    if (filter->states == 1u << i)
      {
        statement = desco_connection_get (connection, sql->of_state);
        desco_statement_bind_text (statement, ":state",
                                   desco_enum_to_nick (DESCO_TYPE_RECEIPT_STATE, (int) i));
        return statement;
      }
  statement = desco_connection_get (connection, sql->all);
  desco_statement_bind_text (statement, ":states", states);
  return statement;
}

/**
 * desco_receipts_load_keys_in: (skip)
 * @connection: a connection in a transaction
 * @filter: which receipts; its limit is left aside
 * @cancellable: (nullable): to give up in the midst of it
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoUuid): their ids, the newest first
 */
GArray *
desco_receipts_load_keys_in (DescoConnection *connection,
                             const DescoReceiptFilter *filter,
                             GCancellable *cancellable,
                             GError **error)
{
  gboolean searches = filter->search != NULL && *filter->search != '\0';
  DescoStatement *statement = desco_receipts_prepare_in (
      connection, searches ? &SELECT_KEYS_FOUND : &SELECT_KEYS, filter);
  g_autofree char *search = searches ? g_utf8_strdown (filter->search, -1) : NULL;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (DescoUuid));
  GError *local_error = NULL;

  if (searches)
    desco_statement_bind_text (statement, ":search", search);
  while (!g_cancellable_set_error_if_cancelled (cancellable, &local_error)
         && desco_statement_step (statement, &local_error))
    {
      DescoUuid id = desco_statement_uuid (statement, 0);

      g_array_append_val (keys, id);
    }
  desco_statement_reset (statement);
  if (local_error == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, local_error);
  return NULL;
}

static gpointer
ids_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_receipts_load_keys_in (connection, data, cancellable, error);
}

/**
 * desco_receipts_list_ids:
 * @store: the database
 * @filter: which receipts; its limit is left aside
 * @cancellable: (nullable): to give up in the midst of it
 * @error: where to put an error
 *
 * For who goes through all of them, and holds no more than it must.
 *
 * Returns: (nullable) (transfer full) (element-type DescoUuid): their ids, the newest first
 */
GArray *
desco_receipts_list_ids (DescoStore *store,
                         const DescoReceiptFilter *filter,
                         GCancellable *cancellable,
                         GError **error)
{
  return desco_store_read (store, ids_reader, (gpointer) filter, cancellable, error);
}
