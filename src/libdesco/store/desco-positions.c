/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-positions.h"

#include "model/desco-clock.h"
#include "pagopa/desco-position-states.h"
#include "store/desco-positions-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-settings-private.h"
#include "store/desco-store-private.h"

/* The platform's state of each position, beside ours: what it last said, in its own words. */

static const char SELECT_KNOWN[]
    = "SELECT u.id, u.status, p.status FROM purchase AS u"
      " LEFT JOIN position AS p ON p.purchase_id = u.id WHERE u.iupd = :iupd";
static const char UPSERT[]
    = "INSERT INTO position (purchase_id, provider, status, amount, due_at, validity_at,"
      " changed_at, checked_at)"
      " VALUES (:purchase, :provider, :status, :amount, :due, :validity, :at, :at)"
      " ON CONFLICT (purchase_id) DO UPDATE SET provider = excluded.provider,"
      " changed_at = CASE WHEN status = excluded.status THEN changed_at ELSE excluded.changed_at "
      "END,"
      " status = excluded.status, amount = excluded.amount, due_at = excluded.due_at,"
      " validity_at = excluded.validity_at, checked_at = excluded.checked_at";
static const char UPDATE_BY_RECEIPT[]
    = "UPDATE position SET status = iif ((SELECT status FROM purchase WHERE id = :purchase)"
      " = 'credited', 'PAID', 'PARTIALLY_PAID'), changed_at = :at, checked_at = :at"
      " WHERE purchase_id = :purchase AND status <> 'PAID' AND status <> 'REPORTED'"
      " AND status <> 'INVALID'";
/* The platform has no word for what is not there any more: nobody can pay it, as one that is withdrawn,
 * and an answer from before brings it back as little. */
static const char UPDATE_REMOVED[]
    = "UPDATE position SET status = 'INVALID', changed_at = :at, checked_at = :at"
      " WHERE purchase_id = :purchase AND status NOT IN ('INVALID', 'PAID', 'REPORTED')";
/* What the platform may still have to say something of; each state by the index that is its own. */
#define OPEN                                                                                       \
  "(SELECT created_at FROM purchase WHERE status = 'queued'"                                       \
  " UNION ALL SELECT created_at FROM purchase WHERE status = 'published'"                          \
  " UNION ALL SELECT created_at FROM purchase WHERE status = 'paid'"                               \
  " UNION ALL SELECT created_at FROM purchase WHERE status = 'expired')"
static const char SELECT_POLL[]
    = "SELECT (SELECT at FROM poll WHERE subject = :subject), EXISTS (SELECT 1 FROM " OPEN ")";
static const char SELECT_OLDEST[] = "SELECT min (created_at) FROM " OPEN;
static const char UPSERT_POLL[] = "INSERT INTO poll (subject, at) VALUES (:subject, :at)"
                                  " ON CONFLICT (subject) DO UPDATE SET at = excluded.at";

typedef struct
{
  GPtrArray *positions;
  DescoPositionNews *news;
  const char *subject;
  gint64 at;
} Request;

/**
 * desco_positions_write_in: (skip)
 * @connection: a writer's, in a transaction
 * @purchase_id: whose position it is
 * @position: what is to be paid, as it was sent or answered
 * @status: where it stands there
 * @error: where to put an error
 *
 * Keeps what the platform says beside our own state.
 *
 * Returns: whether it was written
 */
gboolean
desco_positions_write_in (DescoConnection *connection,
                          const DescoUuid *purchase_id,
                          const DescoDebtPosition *position,
                          DescoDebtPositionStatus status,
                          GError **error)
{
  g_autofree char *provider
      = desco_settings_get_in (connection, DESCO_SETTING_PAGOPA_PROVIDER, error);
  DescoStatement *statement;
  const DescoPaymentOption *whole = NULL;

  if (provider == NULL)
    return FALSE;
  statement = desco_connection_get (connection, UPSERT);
  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoPaymentOption *option = g_ptr_array_index (position->options, i);

      if (whole == NULL || !option->is_partial)
        whole = option;
    }
  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  desco_statement_bind_text (statement, ":provider", provider);
  desco_statement_bind_text (statement, ":status", desco_debt_position_status_to_string (status));
  desco_statement_bind_int (statement, ":amount", whole != NULL ? whole->amount : 0);
  if (whole != NULL && whole->due_date != 0)
    desco_statement_bind_int (statement, ":due", whole->due_date);
  if (position->validity_date != 0)
    desco_statement_bind_int (statement, ":validity", position->validity_date);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  return desco_statement_run (statement, error);
}

/**
 * desco_positions_note_receipt_in: (skip)
 * @connection: a writer's, in a transaction
 * @purchase_id: what a receipt was credited for, in all or in part
 * @error: where to put an error
 *
 * A receipt is the platform's word that it was paid: what is known of the position follows. What was
 * never seen there is left to the next answer.
 *
 * Returns: whether it was written
 */
gboolean
desco_positions_note_receipt_in (DescoConnection *connection,
                                 const DescoUuid *purchase_id,
                                 GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_BY_RECEIPT);

  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  return desco_statement_run (statement, error);
}

/* What the platform says is paid is paid here too; its receipt credits it. */
static gboolean
advance (DescoConnection *connection,
         const DescoDebtPosition *position,
         DescoPositionNews *news,
         GError **error)
{
  if (!desco_position_state_is_paid (position->status)
      || !desco_purchase_status_may_become (news->status, DESCO_PURCHASE_PAID))
    return TRUE;
  news->is_paid_now = TRUE;
  news->status = DESCO_PURCHASE_PAID;
  return desco_purchases_set_status_in (connection, &news->purchase_id, DESCO_PURCHASE_PAID,
                                        desco_debt_position_status_to_string (position->status),
                                        error);
}

/**
 * desco_positions_note_in: (skip)
 * @connection: a writer's, in a transaction
 * @position: what the platform has, as it was sent or answered
 * @news: (out caller-allocates): what it told
 * @error: where to put an error
 *
 * As desco_positions_note(), of one.
 *
 * Returns: whether it was written
 */
gboolean
desco_positions_note_in (DescoConnection *connection,
                         const DescoDebtPosition *position,
                         DescoPositionNews *news,
                         GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_KNOWN);
  GError *local_error = NULL;

  *news = (DescoPositionNews){ 0 };
  desco_statement_bind_text (statement, ":iupd", position->iupd);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return local_error == NULL;
    }
  news->purchase_id = desco_statement_uuid (statement, 0);
  desco_purchase_status_from_nick (desco_statement_text (statement, 1), &news->status);
  news->before = desco_debt_position_status_from_string (desco_statement_text (statement, 2));
  desco_statement_reset (statement);

  /* An answer from before what is known already. */
  if (!desco_position_state_may_reach (news->before, position->status))
    return TRUE;
  return desco_positions_write_in (connection, &news->purchase_id, position, position->status,
                                   error)
         && advance (connection, position, news, error);
}

/**
 * desco_positions_note_removed_in: (skip)
 * @connection: a writer's, in a transaction
 * @purchase_id: whose position the platform does not have any more
 * @error: where to put an error
 *
 * Keeps that nobody can pay it there. What was paid stays so.
 *
 * Returns: whether it was written
 */
gboolean
desco_positions_note_removed_in (DescoConnection *connection,
                                 const DescoUuid *purchase_id,
                                 GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_REMOVED);

  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  return desco_statement_run (statement, error);
}

static gpointer
note_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  for (guint i = 0; i < request->positions->len; i++)
    if (!desco_positions_note_in (connection, g_ptr_array_index (request->positions, i),
                                  &request->news[i], error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

static gpointer
read_poll_reader (DescoConnection *connection,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_POLL);
  g_autofree DescoPollState *state = g_new0 (DescoPollState, 1);

  desco_statement_bind_text (statement, ":subject", data);
  if (!desco_statement_step (statement, error))
    return NULL;
  state->at = desco_statement_int (statement, 0);
  state->is_open = desco_statement_int (statement, 1) != 0;
  state->since = state->at;
  desco_statement_reset (statement);
  if (!state->is_open || state->at > 0)
    return g_steal_pointer (&state);

  /* The first time: from when there was anything to pay. */
  statement = desco_connection_get (connection, SELECT_OLDEST);
  if (!desco_statement_step (statement, error))
    return NULL;
  state->since = desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  return g_steal_pointer (&state);
}

static gpointer
note_poll_writer (DescoConnection *connection,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Request *request = data;
  DescoStatement *statement = desco_connection_get (connection, UPSERT_POLL);

  desco_statement_bind_text (statement, ":subject", request->subject);
  desco_statement_bind_int (statement, ":at", request->at);
  return GINT_TO_POINTER (desco_statement_run (statement, error));
}

static gboolean
take_poll_state (gpointer answer, DescoPollState *state)
{
  g_autofree DescoPollState *read = answer;

  *state = read != NULL ? *read : (DescoPollState){ 0 };
  return read != NULL;
}

/**
 * desco_positions_note:
 * @store: the database
 * @positions: (element-type DescoDebtPosition): what the platform answered
 * @news: (out caller-allocates): what each of them told, as many as there are positions
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Keeps what the platform says of positions beside our own states, all in one transaction. What it
 * says is paid becomes paid here; an answer older than what is known is passed over.
 *
 * Returns: whether it was written
 */
gboolean
desco_positions_note (DescoStore *store,
                      GPtrArray *positions,
                      DescoPositionNews *news,
                      GCancellable *cancellable,
                      GError **error)
{
  Request request = { .positions = positions, .news = news };

  return desco_store_write (store, note_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_positions_note_one:
 * @store: the database
 * @position: what the platform answered
 * @error: where to put an error
 *
 * As desco_positions_note(), of a single one that was read back or changed. It cannot be given up:
 * what was done there must be known here.
 *
 * Returns: whether it was written
 */
gboolean
desco_positions_note_one (DescoStore *store, DescoDebtPosition *position, GError **error)
{
  g_autoptr (GPtrArray) positions = g_ptr_array_new ();
  DescoPositionNews news;

  g_ptr_array_add (positions, position);
  return desco_positions_note (store, positions, &news, NULL, error);
}

/**
 * desco_positions_read_poll:
 * @store: the database
 * @subject: what is asked for again and again: %DESCO_POLL_PAYMENTS, %DESCO_POLL_RECONCILIATION
 * @state: (out): when it was asked for last, and what there is to ask for
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: whether it was read
 */
gboolean
desco_positions_read_poll (DescoStore *store,
                           const char *subject,
                           DescoPollState *state,
                           GCancellable *cancellable,
                           GError **error)
{
  return take_poll_state (
      desco_store_read (store, read_poll_reader, (gpointer) subject, cancellable, error), state);
}

/**
 * desco_positions_read_poll_async:
 * @store: the database
 * @subject: what is asked for again and again
 * @cancellable: (nullable): to give up
 * @callback: told when it is read
 * @user_data: for @callback
 *
 * As desco_positions_read_poll(), without waiting.
 */
void
desco_positions_read_poll_async (DescoStore *store,
                                 const char *subject,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  desco_store_read_async (store, read_poll_reader, g_strdup (subject), g_free, g_free, cancellable,
                          callback, user_data);
}

/**
 * desco_positions_read_poll_finish:
 * @store: the database
 * @result: what the callback was given
 * @state: (out): when it was asked for last, and what there is to ask for
 * @error: where to put an error
 *
 * Returns: whether it was read
 */
gboolean
desco_positions_read_poll_finish (DescoStore *store,
                                  GAsyncResult *result,
                                  DescoPollState *state,
                                  GError **error)
{
  return take_poll_state (desco_store_call_finish (store, result, error), state);
}

/**
 * desco_positions_note_poll:
 * @store: the database
 * @subject: what was asked for
 * @at: UTC microseconds from before it was asked
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Returns: whether it was written
 */
gboolean
desco_positions_note_poll (DescoStore *store,
                           const char *subject,
                           gint64 at,
                           GCancellable *cancellable,
                           GError **error)
{
  Request request = { .subject = subject, .at = at };

  return desco_store_write (store, note_poll_writer, &request, cancellable, error) != NULL;
}
