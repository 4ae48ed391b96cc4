/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-purchases.h"

#include "model/desco-date.h"
#include "model/desco-due-date.h"
#include "model/desco-error.h"
#include "store/desco-outbox-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* Another due date for what is sold already. */

static const char UPDATE_DUE_DATE[]
    = "UPDATE purchase SET due_date = :due, problem = NULL, retry_at = NULL, printed_at = NULL"
      " WHERE id = :id";
static const char UPDATE_INSTALMENT[]
    = "UPDATE instalment SET due_date = :due WHERE purchase_id = :id AND number = :number";
static const char SELECT_OPERATION[]
    = "SELECT json_object ('dueDate', due_date, 'instalments',"
      " (SELECT json_group_array (json_object ('number', number, 'dueDate', due_date))"
      "   FROM instalment WHERE purchase_id = purchase.id)) FROM purchase WHERE id = :id";

static gboolean
update (DescoConnection *connection, const DescoPurchase *changed, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_DUE_DATE);

  desco_statement_bind_uuid (statement, ":id", &changed->id);
  desco_statement_bind_date (statement, ":due", &changed->due_date);
  if (!desco_statement_run (statement, error))
    return FALSE;
  for (guint i = 0; i < changed->instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (changed->instalments, i);

      statement = desco_connection_get (connection, UPDATE_INSTALMENT);
      desco_statement_bind_uuid (statement, ":id", &changed->id);
      desco_statement_bind_int (statement, ":number", instalment->number);
      desco_statement_bind_date (statement, ":due", &instalment->due_date);
      if (!desco_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Both days, for who asks later why the paper says another one. */
static gboolean
note (DescoConnection *connection,
      const DescoPurchase *present,
      const DescoPurchase *changed,
      GError **error)
{
  g_autofree char *old_date = desco_date_to_display (&present->due_date);
  g_autofree char *new_date = desco_date_to_display (&changed->due_date);
  /* Translators: a record of what was changed: to be paid by the first day, not by the second. */
  g_autofree char *detail
      = g_strdup_printf (_ ("to be paid by %s in place of %s"), new_date, old_date);

  return desco_outbox_append_row (connection, "purchase-due-date", &changed->id, SELECT_OPERATION,
                                  &changed->id, error)
         && desco_purchases_add_event_in (connection, &changed->id, present->status, detail, error);
}

static gboolean
is_unsent (const DescoPurchase *purchase)
{
  return purchase->status == DESCO_PURCHASE_QUEUED && purchase->attempts == 0;
}

static gboolean
check_not_sent (const DescoPurchase *present, const DescoPurchase *changed, GError **error)
{
  if (!is_unsent (changed) || is_unsent (present))
    return TRUE;
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                       _ ("The notice was sent to pagoPA meanwhile: change its due date once "
                          "more."));
  return FALSE;
}

static gpointer
set_due_dates_writer (DescoConnection *connection,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  return GINT_TO_POINTER (desco_purchases_set_due_dates_in (connection, data, error));
}

/**
 * desco_purchases_set_due_dates_in: (skip)
 * @connection: a writer's, in a transaction
 * @changed: a purchase as it was read, with other due dates
 * @error: where to put an error; %DESCO_RULE_ERROR_STATE where it can't be paid any more, and then
 *   nothing was written
 *
 * As desco_purchases_set_due_dates().
 *
 * Returns: whether it was written
 */
gboolean
desco_purchases_set_due_dates_in (DescoConnection *connection,
                                  const DescoPurchase *changed,
                                  GError **error)
{
  g_autoptr (DescoPurchase) present = desco_purchases_get_in (connection, &changed->id, error);

  /* It may have been paid or withdrawn since it was looked at, or sent by another program, with the
   * day that it had. */
  if (present == NULL || !desco_due_date_check_movable (present, error)
      || !check_not_sent (present, changed, error))
    return FALSE;
  return desco_due_date_is_same (present, changed)
         || (update (connection, changed, error) && note (connection, present, changed, error));
}

/**
 * desco_purchases_set_due_dates:
 * @store: the database
 * @changed: a purchase as it was read, with other due dates (desco_due_date_move())
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; %DESCO_RULE_ERROR_STATE where it can't be paid any more
 *
 * Writes down by when a purchase and its instalments are to be paid, with both days on record.
 * Its notice counts as not printed, as the paper says another day; what waits to be sent is sent again.
 *
 * Returns: whether it was written
 */
gboolean
desco_purchases_set_due_dates (DescoStore *store,
                               const DescoPurchase *changed,
                               GCancellable *cancellable,
                               GError **error)
{
  return desco_store_write (store, set_due_dates_writer, (gpointer) changed, cancellable, error)
         != NULL;
}
