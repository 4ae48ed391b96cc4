/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-purchases-sent.h"

#include "model/desco-clock.h"
#include "store/desco-purchases-private.h"
#include "store/desco-settings-private.h"
#include "store/desco-store-private.h"

static const char UPDATE_RETRY[]
    = "UPDATE purchase SET retry_at = :retry, problem = :problem, attempts = attempts + 1"
      " WHERE id = :id AND status = 'queued'";

/* What the platform has is what was sent. */
static const char INSERT_POSITION[]
    = "INSERT INTO position (purchase_id, provider, status, amount, changed_at, checked_at)"
      " SELECT id, :provider, :status, amount, :at, :at FROM purchase WHERE id = :id"
      " ON CONFLICT (purchase_id) DO UPDATE SET status = excluded.status,"
      " changed_at = excluded.changed_at, checked_at = excluded.checked_at";

typedef struct
{
  DescoPurchaseSent *sent;
  guint n_sent;
} Request;

static gboolean
note_position (DescoConnection *connection,
               const DescoPurchaseSent *sent,
               const char *provider,
               GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_POSITION);

  desco_statement_bind_uuid (statement, ":id", &sent->id);
  desco_statement_bind_text (statement, ":provider", provider);
  desco_statement_bind_text (statement, ":status", sent->text);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  return desco_statement_run (statement, error);
}

static gboolean
note_published (DescoConnection *connection,
                DescoPurchaseSent *sent,
                const char *provider,
                GError **error)
{
  DescoPurchaseStatus present;

  if (!desco_purchases_get_status_in (connection, &sent->id, &present, error))
    return FALSE;
  if (present == DESCO_PURCHASE_QUEUED)
    return desco_purchases_move_in (connection, &sent->id, present, DESCO_PURCHASE_PUBLISHED,
                                    sent->text, error)
           && note_position (connection, sent, provider, error);
  /* Another program of this desk sent it as well, or its receipt is in already. */
  sent->is_overtaken = present == DESCO_PURCHASE_CANCELLED || present == DESCO_PURCHASE_EXPIRED;
  return TRUE;
}

static gboolean
note_problem (DescoConnection *connection, const DescoPurchaseSent *sent, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_RETRY);

  desco_statement_bind_uuid (statement, ":id", &sent->id);
  if (sent->retry_at > 0)
    desco_statement_bind_int (statement, ":retry", sent->retry_at);
  desco_statement_bind_text (statement, ":problem", sent->text);
  return desco_statement_run (statement, error);
}

static gpointer
note_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autofree char *provider
      = desco_settings_get_in (connection, DESCO_SETTING_PAGOPA_PROVIDER, error);

  if (provider == NULL)
    return NULL;
  for (guint i = 0; i < request->n_sent; i++)
    {
      DescoPurchaseSent *sent = &request->sent[i];

      if (sent->is_published ? !note_published (connection, sent, provider, error)
                             : !note_problem (connection, sent, error))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

/**
 * desco_purchases_note_sent:
 * @store: the database
 * @sent: (array length=n_sent): what came of each
 * @n_sent: how many
 * @error: where to put an error of the database
 *
 * Writes down what came of sending purchases, in one transaction: what the platform has is published
 * the rest stays queued with its reason. It cannot be given up: what was done there must be
 * known here.
 *
 * Returns: whether it was written
 */
gboolean
desco_purchases_note_sent (DescoStore *store, DescoPurchaseSent *sent, guint n_sent, GError **error)
{
  Request request = { sent, n_sent };

  return desco_store_write (store, note_writer, &request, NULL, error) != NULL;
}
