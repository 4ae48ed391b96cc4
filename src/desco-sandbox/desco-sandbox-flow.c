/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-flow.h"

#include "desco-sandbox-psp.h"
#include "desco-sandbox-store-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"

static const char INSERT_SETTLEMENT[]
    = "INSERT INTO settlement (organization, psp, day, iuv, iur, transfer, amount, paid)"
      " VALUES (:organization, :psp, :day, :iuv, :iur, :transfer, :amount, :paid)";
static const char SELECT_PENDING[]
    = "SELECT organization, day FROM settlement WHERE flow IS NULL AND day < :before"
      " GROUP BY organization, day ORDER BY day, organization LIMIT 1";
static const char INSERT_FLOW[]
    = "INSERT INTO flow (organization, fdr, revision, psp, day, regulation, regulation_date,"
      " published, latest) SELECT :organization, :day || :psp || printf ('-%07d', number), 1, :psp,"
      " :day, 'TRN' || replace (:day, '-', '') || printf ('%07d', number), :next, :now, 1"
      " FROM (SELECT count(*) + 1 AS number FROM flow WHERE day = :day AND psp = :psp"
      " AND revision = 1)";
static const char UPDATE_ROOT[] = "UPDATE flow SET root = id WHERE root IS NULL";
static const char UPDATE_SETTLEMENTS[]
    = "UPDATE settlement SET flow = (SELECT max(id) FROM flow)"
      " WHERE flow IS NULL AND organization = :organization AND day = :day";
static const char INSERT_PAYMENTS[]
    = "INSERT INTO flow_payment (flow, ordinal, iuv, iur, transfer, amount, status, paid)"
      " SELECT f.id, row_number () OVER (ORDER BY s.id), s.iuv, s.iur, s.transfer,"
      " CASE WHEN s.iuv = :wrong THEN :amount ELSE s.amount END,"
      " CASE WHEN s.iuv = :revoked THEN 'REVOKED' ELSE 'EXECUTED' END, s.paid"
      " FROM flow f JOIN settlement s ON s.flow = f.root"
      " WHERE f.id = (SELECT max(id) FROM flow) AND (:left_out IS NULL OR s.iuv <> :left_out)";
static const char INSERT_STRANGER[]
    = "INSERT INTO flow_payment (flow, ordinal, iuv, iur, transfer, amount, status, paid)"
      " SELECT max(id), (SELECT 1 + ifnull (max(ordinal), 0) FROM flow_payment WHERE flow ="
      " (SELECT max(id) FROM flow)), '99999999999999999', printf ('%032x', max(id)), 1, :amount,"
      " 'NO_RPT', :now FROM flow";
static const char UPDATE_LATEST[] = "UPDATE flow SET latest = 0 WHERE fdr = :fdr";
static const char INSERT_REVISION[]
    = "INSERT INTO flow (root, organization, fdr, revision, psp, day, regulation, regulation_date,"
      " published, latest) SELECT root, organization, fdr, revision + 1, psp, day, regulation,"
      " regulation_date, :now, 1 FROM flow WHERE fdr = :fdr ORDER BY revision DESC LIMIT 1"
      " RETURNING id";

#define FLOW_COLUMNS                                                                               \
  "id, root, organization, fdr, revision, psp, day, regulation, regulation_date, published,"       \
  " (SELECT count(*) FROM flow_payment WHERE flow = flow.id),"                                     \
  " (SELECT ifnull (sum(amount), 0) FROM flow_payment WHERE flow = flow.id)"
#define FLOW_CONDITION                                                                             \
  " FROM flow WHERE latest = 1 AND (:organization IS NULL OR organization = :organization)"        \
  " AND (:psp IS NULL OR psp = :psp) AND published > :after AND published >= :from"

static const char SELECT_FLOW[]
    = "SELECT " FLOW_COLUMNS " FROM flow WHERE fdr = :fdr AND psp = :psp"
      " AND revision = :revision AND organization = :organization";
static const char COUNT_FLOWS[] = "SELECT count(*)" FLOW_CONDITION;
static const char SELECT_FLOWS[]
    = "SELECT " FLOW_COLUMNS FLOW_CONDITION " ORDER BY published, id LIMIT :limit OFFSET :offset";
static const char SELECT_PAYMENTS[]
    = "SELECT ordinal, iuv, iur, transfer, amount, status, paid FROM flow_payment"
      " WHERE flow = :flow ORDER BY ordinal LIMIT :limit OFFSET :offset";

static gpointer
read_flow (DescoStatement *row)
{
  DescoSandboxFlow *flow = g_new0 (DescoSandboxFlow, 1);

  flow->id = desco_statement_int (row, 0);
  flow->root = desco_statement_int (row, 1);
  flow->organization = desco_statement_dup_text (row, 2);
  flow->fdr = desco_statement_dup_text (row, 3);
  flow->revision = desco_statement_int (row, 4);
  flow->psp = desco_statement_dup_text (row, 5);
  flow->day = desco_statement_dup_text (row, 6);
  flow->regulation = desco_statement_dup_text (row, 7);
  flow->regulation_date = desco_statement_dup_text (row, 8);
  flow->published = desco_statement_int (row, 9);
  flow->payments = desco_statement_int (row, 10);
  flow->amount = desco_statement_int (row, 11);
  return flow;
}

static gpointer
read_payment (DescoStatement *row)
{
  DescoSandboxFlowPayment *payment = g_new0 (DescoSandboxFlowPayment, 1);

  payment->ordinal = desco_statement_int (row, 0);
  payment->iuv = desco_statement_dup_text (row, 1);
  payment->iur = desco_statement_dup_text (row, 2);
  payment->transfer = desco_statement_int (row, 3);
  payment->amount = desco_statement_int (row, 4);
  payment->status = desco_statement_dup_text (row, 5);
  payment->paid = desco_statement_int (row, 6);
  return payment;
}

/* Writes the payments of the flow that was added last. */
static gboolean
add_payments (DescoSandboxStore *store, const DescoSandboxPour *pour, GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (store, INSERT_PAYMENTS);

  desco_statement_bind_text (statement, ":wrong", pour->wrong_iuv);
  desco_statement_bind_int (statement, ":amount", pour->wrong_amount);
  desco_statement_bind_text (statement, ":revoked", pour->revoked);
  desco_statement_bind_text (statement, ":left_out", pour->leave_out);
  if (!desco_statement_run (statement, error))
    return FALSE;
  if (pour->stranger == 0)
    return TRUE;
  statement = desco_sandbox_store_get (store, INSERT_STRANGER);
  desco_statement_bind_int (statement, ":amount", pour->stranger);
  desco_statement_bind_int (statement, ":now", desco_clock_now ());
  return desco_statement_run (statement, error);
}

static gboolean
add_flow (DescoSandboxStore *store,
          const char *organization,
          const char *day,
          const DescoSandboxPour *pour,
          GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (store, INSERT_FLOW);
  GDate date;
  GDate next;

  if (!desco_date_parse_iso (day, &date))
    date = desco_clock_today ();
  next = desco_date_add_days (&date, 1);
  desco_statement_bind_text (statement, ":organization", organization);
  desco_statement_bind_text (statement, ":day", day);
  desco_statement_bind_text (statement, ":psp", DESCO_SANDBOX_PSP_ID);
  desco_statement_bind_date (statement, ":next", &next);
  desco_statement_bind_int (statement, ":now", desco_clock_now ());
  if (!desco_statement_run (statement, error)
      || !desco_statement_run (desco_sandbox_store_get (store, UPDATE_ROOT), error))
    return FALSE;

  statement = desco_sandbox_store_get (store, UPDATE_SETTLEMENTS);
  desco_statement_bind_text (statement, ":organization", organization);
  desco_statement_bind_text (statement, ":day", day);
  return desco_statement_run (statement, error) && add_payments (store, pour, error);
}

/**
 * desco_sandbox_flow_owe:
 * @store: a store in a transaction
 * @position: what was paid
 * @index: which of its options
 * @receipt_id: the receipt's key
 * @amount: in cents what was paid
 * @when: when, UTC microseconds
 * @error: where to put an error
 *
 * Notes that the bank has money of the creditor's. What goes to other bodies is none of this
 * platform's business.
 *
 * Returns: whether it is noted
 */
gboolean
desco_sandbox_flow_owe (DescoSandboxStore *store,
                        const DescoSandboxPosition *position,
                        guint index,
                        const char *receipt_id,
                        gint64 amount,
                        gint64 when,
                        GError **error)
{
  const DescoSandboxOption *option = g_ptr_array_index (position->options, index);
  JsonArray *transfers = json_object_get_array_member (
      desco_sandbox_position_get_option_body (position, index), "transfer");
  GDate day = desco_date_of_time (when);

  for (guint i = 0; i < json_array_get_length (transfers); i++)
    {
      JsonObject *transfer = json_array_get_object_element (transfers, i);
      gint64 due = json_object_get_int_member (transfer, "amount");
      const char *to = json_object_get_string_member_with_default (
          transfer, "organizationFiscalCode", position->organization);
      DescoStatement *statement;

      if (!g_str_equal (to, position->organization))
        continue;
      statement = desco_sandbox_store_get (store, INSERT_SETTLEMENT);
      desco_statement_bind_text (statement, ":organization", position->organization);
      desco_statement_bind_text (statement, ":psp", DESCO_SANDBOX_PSP_ID);
      desco_statement_bind_date (statement, ":day", &day);
      desco_statement_bind_text (statement, ":iuv", option->iuv);
      desco_statement_bind_text (statement, ":iur", receipt_id);
      desco_statement_bind_int (statement, ":transfer", i + 1);
      /* As in the receipt, the first transfer makes up for another amount than the notice's. */
      desco_statement_bind_int (statement, ":amount",
                                i == 0 ? MAX (due + amount - option->amount, 1) : due);
      desco_statement_bind_int (statement, ":paid", when);
      if (!desco_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_sandbox_flow_pour:
 * @store: a store in a transaction
 * @pour: what to pour, and what shall be odd
 * @error: where to put an error
 *
 * Gives the creditors what is theirs: one bank transfer and one flow for each of them, bank and day.
 *
 * Returns: whether that could be done
 */
gboolean
desco_sandbox_flow_pour (DescoSandboxStore *store, const DescoSandboxPour *pour, GError **error)
{
  GDate today = desco_clock_today ();
  GDate before = desco_date_add_days (&today, pour->today_too ? 1 : 0);

  while (TRUE)
    {
      DescoStatement *statement = desco_sandbox_store_get (store, SELECT_PENDING);
      g_autofree char *organization = NULL;
      g_autofree char *day = NULL;
      GError *local_error = NULL;

      desco_statement_bind_date (statement, ":before", &before);
      if (!desco_statement_step (statement, &local_error))
        {
          if (local_error != NULL)
            g_propagate_error (error, local_error);
          return local_error == NULL;
        }
      organization = desco_statement_dup_text (statement, 0);
      day = desco_statement_dup_text (statement, 1);
      desco_statement_reset (statement);
      if (!add_flow (store, organization, day, pour, error))
        return FALSE;
    }
}

/**
 * desco_sandbox_flow_revise:
 * @store: a store in a transaction
 * @fdr: a flow's name
 * @error: %DESCO_SANDBOX_ERROR_FLOW_NOT_FOUND where there is none
 *
 * Publishes a flow again, as it should have been.
 *
 * Returns: whether its next revision is the one that counts
 */
gboolean
desco_sandbox_flow_revise (DescoSandboxStore *store, const char *fdr, GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (store, UPDATE_LATEST);
  GError *local_error = NULL;
  gboolean found;

  desco_statement_bind_text (statement, ":fdr", fdr);
  if (!desco_statement_run (statement, error))
    return FALSE;
  statement = desco_sandbox_store_get (store, INSERT_REVISION);
  desco_statement_bind_text (statement, ":fdr", fdr);
  desco_statement_bind_int (statement, ":now", desco_clock_now ());
  found = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);
  if (found)
    return add_payments (store, &(DescoSandboxPour){ 0 }, error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else
    g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_FLOW_NOT_FOUND,
                 "Flow %s is not there", fdr);
  return FALSE;
}

/**
 * desco_sandbox_flow_find:
 * @store: a store
 * @organization: the creditor's tax code
 * @fdr: the flow's name
 * @revision: which revision
 * @psp: the bank's id
 * @error: %DESCO_SANDBOX_ERROR_FLOW_NOT_FOUND where there is none
 *
 * Returns: (transfer full) (nullable): the flow
 */
DescoSandboxFlow *
desco_sandbox_flow_find (DescoSandboxStore *store,
                         const char *organization,
                         const char *fdr,
                         gint64 revision,
                         const char *psp,
                         GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (store, SELECT_FLOW);

  desco_statement_bind_text (statement, ":organization", organization);
  desco_statement_bind_text (statement, ":fdr", fdr);
  desco_statement_bind_int (statement, ":revision", revision);
  desco_statement_bind_text (statement, ":psp", psp);
  return desco_sandbox_store_take_only (
      desco_statement_take_all (statement, read_flow, (GDestroyNotify) desco_sandbox_flow_free,
                                error),
      organization, fdr, DESCO_SANDBOX_ERROR_FLOW_NOT_FOUND, error);
}

static void
bind_filter (DescoStatement *statement, const DescoSandboxFlowFilter *filter)
{
  desco_statement_bind_text (statement, ":organization", filter->organization);
  desco_statement_bind_text (statement, ":psp", filter->psp);
  desco_statement_bind_int (statement, ":after", filter->published_after);
  desco_statement_bind_int (statement, ":from", filter->made_from);
}

/**
 * desco_sandbox_flow_list:
 * @store: a store
 * @filter: which ones
 * @total: (out): how many there are of them on all pages
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable) (element-type DescoSandboxFlow): one page of them, in the
 *   order in which they were published
 */
GPtrArray *
desco_sandbox_flow_list (DescoSandboxStore *store,
                         const DescoSandboxFlowFilter *filter,
                         guint *total,
                         GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (store, COUNT_FLOWS);

  bind_filter (statement, filter);
  if (!desco_sandbox_store_count (statement, total, error))
    return NULL;
  statement = desco_sandbox_store_get (store, SELECT_FLOWS);
  bind_filter (statement, filter);
  desco_statement_bind_int (statement, ":limit", filter->limit);
  desco_statement_bind_int (statement, ":offset", filter->offset);
  return desco_statement_take_all (statement, read_flow, (GDestroyNotify) desco_sandbox_flow_free,
                                   error);
}

/**
 * desco_sandbox_flow_list_payments:
 * @store: a store
 * @flow: a flow
 * @limit: how many at most
 * @offset: how many to leave out before
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable) (element-type DescoSandboxFlowPayment): one page of its
 *   payments, in their order
 */
GPtrArray *
desco_sandbox_flow_list_payments (DescoSandboxStore *store,
                                  const DescoSandboxFlow *flow,
                                  guint limit,
                                  guint offset,
                                  GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (store, SELECT_PAYMENTS);

  desco_statement_bind_int (statement, ":flow", flow->id);
  desco_statement_bind_int (statement, ":limit", limit);
  desco_statement_bind_int (statement, ":offset", offset);
  return desco_statement_take_all (statement, read_payment,
                                   (GDestroyNotify) desco_sandbox_flow_payment_free, error);
}

/**
 * desco_sandbox_flow_free:
 * @self: (transfer full): a flow
 */
void
desco_sandbox_flow_free (DescoSandboxFlow *self)
{
  g_free (self->organization);
  g_free (self->fdr);
  g_free (self->psp);
  g_free (self->day);
  g_free (self->regulation);
  g_free (self->regulation_date);
  g_free (self);
}

/**
 * desco_sandbox_flow_payment_free:
 * @self: (transfer full): a payment
 */
void
desco_sandbox_flow_payment_free (DescoSandboxFlowPayment *self)
{
  g_free (self->iuv);
  g_free (self->iur);
  g_free (self->status);
  g_free (self);
}
