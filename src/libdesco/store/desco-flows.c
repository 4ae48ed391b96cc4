/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-flows.h"

#include "model/desco-clock.h"
#include "model/desco-money.h"
#include "pagopa/desco-pagopa-error.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* What `poll` calls the list of flows. */
#define POLL_SUBJECT "flows"

#define THIS_FLOW "fdr = :fdr AND psp_id = :psp AND revision = :revision"

static const char SELECT_POSITION[]
    = "SELECT CAST (position AS INTEGER) FROM poll WHERE subject = '" POLL_SUBJECT "'";
static const char UPSERT_POSITION[]
    = "INSERT INTO poll (subject, position, at) VALUES ('" POLL_SUBJECT "', :position, :at)"
      " ON CONFLICT (subject) DO UPDATE SET at = excluded.at, position ="
      " max (CAST (poll.position AS INTEGER), CAST (excluded.position AS INTEGER))";
static const char INSERT_FLOW[]
    = "INSERT INTO flow (id, fdr, revision, psp_id, flow_date, amount, payments, published_at,"
      " fetched_at) VALUES (:id, :fdr, :revision, :psp, :date, 0, 0, :published, :at)"
      " ON CONFLICT (fdr, psp_id, revision) DO NOTHING";
static const char SELECT_INCOMPLETE[]
    = "SELECT fdr, revision, psp_id, published_at FROM flow AS f WHERE complete = 0"
      " AND NOT EXISTS (SELECT 1 FROM flow AS n WHERE n.fdr = f.fdr AND n.psp_id = f.psp_id"
      " AND n.revision > f.revision) ORDER BY published_at, fdr, psp_id";
static const char UPDATE_FLOW[]
    = "UPDATE flow SET psp = :name, flow_date = :date, regulation = :regulation,"
      " regulation_date = :day, bic = :bic, amount = :amount, payments = :payments,"
      " published_at = :published, fetched_at = :at, complete = 0 WHERE " THIS_FLOW;
static const char DELETE_PAYMENTS[]
    = "DELETE FROM flow_payment WHERE flow_id = (SELECT id FROM flow WHERE " THIS_FLOW ")";
static const char INSERT_PAYMENT[]
    = "INSERT INTO flow_payment (flow_id, ordinal, iuv, iur, transfer_id, amount, status, paid_at)"
      " SELECT id, :ordinal, :iuv, :iur, :transfer, :amount, :status, :paid FROM flow"
      " WHERE " THIS_FLOW " ON CONFLICT (flow_id, ordinal) DO UPDATE SET iuv = excluded.iuv,"
      " iur = excluded.iur, transfer_id = excluded.transfer_id, amount = excluded.amount,"
      " status = excluded.status, paid_at = excluded.paid_at";
static const char SELECT_SUM[]
    = "SELECT f.payments, f.amount, count (p.ordinal), ifnull (sum (p.amount), 0) FROM flow AS f"
      " LEFT JOIN flow_payment AS p ON p.flow_id = f.id WHERE " THIS_FLOW;
static const char UPDATE_COMPLETE[] = "UPDATE flow SET complete = 1 WHERE " THIS_FLOW;

typedef struct
{
  GPtrArray *flows;
  gint64 position;
} Note;

typedef struct
{
  const DescoFlow *flow;
  GPtrArray *payments;
} Request;

static DescoStatement *
get_for_flow (DescoConnection *connection, const char *sql, const DescoFlow *flow)
{
  DescoStatement *statement = desco_connection_get (connection, sql);

  desco_statement_bind_text (statement, ":fdr", flow->fdr);
  desco_statement_bind_text (statement, ":psp", flow->psp_id);
  desco_statement_bind_int (statement, ":revision", flow->revision);
  return statement;
}

static gpointer
read_flow (DescoStatement *row)
{
  DescoFlow *flow = g_new0 (DescoFlow, 1);

  flow->fdr = desco_statement_dup_text (row, 0);
  flow->revision = (guint) desco_statement_int (row, 1);
  flow->psp_id = desco_statement_dup_text (row, 2);
  flow->published_at = desco_statement_int (row, 3);
  return flow;
}

static gpointer
position_reader (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_POSITION);
  GError *local_error = NULL;
  gint64 *position = data;

  *position
      = desco_statement_step (statement, &local_error) ? desco_statement_int (statement, 0) : 0;
  desco_statement_reset (statement);
  if (local_error == NULL)
    return position;
  g_propagate_error (error, local_error);
  return NULL;
}

static gpointer
note_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Note *note = data;
  DescoStatement *statement;

  for (guint i = 0; i < note->flows->len; i++)
    {
      const DescoFlow *flow = g_ptr_array_index (note->flows, i);
      DescoUuid id = desco_uuid_generate ();

      statement = get_for_flow (connection, INSERT_FLOW, flow);
      desco_statement_bind_uuid (statement, ":id", &id);
      desco_statement_bind_text (statement, ":date", flow->flow_date);
      desco_statement_bind_int (statement, ":published", flow->published_at);
      desco_statement_bind_int (statement, ":at", desco_clock_now ());
      if (!desco_statement_run (statement, error))
        return NULL;
    }
  if (note->position != 0)
    {
      g_autofree char *position = g_strdup_printf ("%" G_GINT64_FORMAT, note->position);

      statement = desco_connection_get (connection, UPSERT_POSITION);
      desco_statement_bind_text (statement, ":position", position);
      desco_statement_bind_int (statement, ":at", desco_clock_now ());
      if (!desco_statement_run (statement, error))
        return NULL;
    }
  return data;
}

static gpointer
incomplete_reader (DescoConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  return desco_statement_take_all (desco_connection_get (connection, SELECT_INCOMPLETE), read_flow,
                                   (GDestroyNotify) desco_flow_free, error);
}

static gpointer
begin_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  const DescoFlow *flow = request->flow;
  DescoStatement *statement = get_for_flow (connection, UPDATE_FLOW, flow);

  desco_statement_bind_text (statement, ":name", flow->psp);
  desco_statement_bind_text (statement, ":date", flow->flow_date);
  desco_statement_bind_text (statement, ":regulation", flow->regulation);
  desco_statement_bind_date (statement, ":day", &flow->regulation_date);
  desco_statement_bind_text (statement, ":bic", flow->bic);
  desco_statement_bind_int (statement, ":amount", flow->amount);
  desco_statement_bind_int (statement, ":payments", flow->n_payments);
  desco_statement_bind_int (statement, ":published", flow->published_at);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  if (!desco_statement_run (statement, error)
      || !desco_statement_run (get_for_flow (connection, DELETE_PAYMENTS, flow), error))
    return NULL;
  return data;
}

static gpointer
payments_writer (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  const Request *request = data;

  for (guint i = 0; i < request->payments->len; i++)
    {
      const DescoFlowPayment *payment = g_ptr_array_index (request->payments, i);
      DescoStatement *statement = get_for_flow (connection, INSERT_PAYMENT, request->flow);

      desco_statement_bind_int (statement, ":ordinal", payment->ordinal);
      desco_statement_bind_text (statement, ":iuv", payment->iuv);
      desco_statement_bind_text (statement, ":iur", payment->iur);
      desco_statement_bind_int (statement, ":transfer", payment->transfer_id);
      desco_statement_bind_int (statement, ":amount", payment->amount);
      desco_statement_bind_text (statement, ":status", payment->status);
      desco_statement_bind_int (statement, ":paid", payment->paid_at);
      if (!desco_statement_run (statement, error))
        return NULL;
    }
  return data;
}

/* A flow whose payments are not what it says they are would make an account that is wrong. */
static gboolean
check_sum (const DescoFlow *flow, gint64 n_payments, gint64 amount, GError **error)
{
  g_autofree char *told = desco_money_format (flow->amount);
  g_autofree char *read = desco_money_format (amount);

  if (n_payments == flow->n_payments && amount == flow->amount)
    return TRUE;
  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
               _ ("The flow %s says that it has %u payments of %s €, but %u of %s € came: it is "
                  "read again next time; if it stays so, tell whoever sent it (%s)."),
               flow->fdr, flow->n_payments, told, (guint) n_payments, read,
               flow->psp != NULL ? flow->psp : flow->psp_id);
  return FALSE;
}

static gpointer
finish_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const Request *request = data;
  DescoStatement *statement = get_for_flow (connection, SELECT_SUM, request->flow);
  gint64 n_payments;
  gint64 amount;

  if (!desco_statement_step (statement, error))
    return NULL;
  n_payments = desco_statement_int (statement, 2);
  amount = desco_statement_int (statement, 3);
  desco_statement_reset (statement);
  if (!check_sum (request->flow, n_payments, amount, error)
      || !desco_statement_run (get_for_flow (connection, UPDATE_COMPLETE, request->flow), error))
    return NULL;
  return data;
}

/**
 * desco_flows_get_position:
 * @store: the database
 * @position: (out): until which moment of publication the flows are known, UTC microseconds; 0 where
 *   they have never been asked for
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: whether it could be read
 */
gboolean
desco_flows_get_position (DescoStore *store,
                          gint64 *position,
                          GCancellable *cancellable,
                          GError **error)
{
  return desco_store_read (store, position_reader, position, cancellable, error) != NULL;
}

/**
 * desco_flows_note:
 * @store: the database
 * @flows: (element-type DescoFlow): flows that the platform lists
 * @position: until which moment of publication they are known with these, UTC microseconds; 0 to
 *   leave that as it is. It never goes back
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Remembers that there are these flows, which are still to be read: with that the list of flows need
 * not be read again. Those that are known already stay as they are.
 *
 * Returns: whether it is on disk
 */
gboolean
desco_flows_note (DescoStore *store,
                  GPtrArray *flows,
                  gint64 position,
                  GCancellable *cancellable,
                  GError **error)
{
  Note note = { flows, position };

  return desco_store_write (store, note_writer, &note, cancellable, error) != NULL;
}

/**
 * desco_flows_list_incomplete:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable) (element-type DescoFlow): the flows that are known and not
 *   read to their end, in their newest revisions
 */
GPtrArray *
desco_flows_list_incomplete (DescoStore *store, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, incomplete_reader, NULL, cancellable, error);
}

/**
 * desco_flows_begin:
 * @store: the database
 * @flow: a flow that has been noted
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Keeps what a flow says of itself, and forgets the payments that were read of it before.
 *
 * Returns: whether it is on disk
 */
gboolean
desco_flows_begin (DescoStore *store,
                   const DescoFlow *flow,
                   GCancellable *cancellable,
                   GError **error)
{
  Request request = { flow, NULL };

  return desco_store_write (store, begin_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_flows_add_payments:
 * @store: the database
 * @flow: a flow that has begun
 * @payments: (element-type DescoFlowPayment): some of its payments
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Returns: whether they are on disk
 */
gboolean
desco_flows_add_payments (DescoStore *store,
                          const DescoFlow *flow,
                          GPtrArray *payments,
                          GCancellable *cancellable,
                          GError **error)
{
  Request request = { flow, payments };

  return desco_store_write (store, payments_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_flows_finish:
 * @store: the database
 * @flow: a flow all of whose payments were added
 * @cancellable: (nullable): to give up before it begins
 * @error: %DESCO_PAGOPA_ERROR_PROTOCOL where they do not add up to what the flow says
 *
 * Returns: whether the flow counts from now on
 */
gboolean
desco_flows_finish (DescoStore *store,
                    const DescoFlow *flow,
                    GCancellable *cancellable,
                    GError **error)
{
  Request request = { flow, NULL };

  return desco_store_write (store, finish_writer, &request, cancellable, error) != NULL;
}
