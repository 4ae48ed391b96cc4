/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-reconciliation-lines-private.h"

#include "model/desco-date.h"
#include "store/desco-own-numbers-private.h"

/* A bank may date a payment by a day other than the receipt does; by no more than these. */
#define SLACK (G_GINT64_CONSTANT (4) * 24 * 60 * 60 * G_USEC_PER_SEC)

/* A flow counts once it is whole, in its newest revision that is. */
#define COUNTS                                                                                     \
  "f.complete = 1 AND NOT EXISTS (SELECT 1 FROM flow AS n WHERE n.fdr = f.fdr"                     \
  " AND n.psp_id = f.psp_id AND n.revision > f.revision AND n.complete = 1)"

/* The receipt of a flow's payment p: the one that it names; else, as some banks give a reference of
 * their own, the oldest of the same IUV that no payment names. */
#define RECEIPT_OF_PAYMENT                                                                         \
  "coalesce ((SELECT x.id FROM receipt AS x WHERE x.receipt_id = p.iur AND x.iuv = p.iuv"          \
  " AND x.outcome = 'OK'), (SELECT x.id FROM receipt AS x WHERE x.iuv = p.iuv"                     \
  " AND x.outcome = 'OK' AND NOT EXISTS (SELECT 1 FROM flow_payment AS e"                          \
  "   WHERE e.iuv = x.iuv AND e.iur = x.receipt_id) ORDER BY x.received_at, x.id LIMIT 1))"

/* What all flows that count have of a payment. */
#define SAME_PAYMENT                                                                               \
  " FROM flow_payment AS q JOIN flow AS f ON f.id = q.flow_id AND " COUNTS                         \
  " WHERE q.iuv = p.iuv AND q.iur = p.iur"

/* One shape for all kinds of lines; see read_line(). */
#define RECEIPT_COLUMNS                                                                            \
  "r.payment_at AS at, r.iuv, r.notice_number, r.receipt_id, r.amount,"                            \
  " coalesce (r.credited_value, CASE r.state WHEN 'credited' THEN r.amount ELSE 0 END),"           \
  " r.state, coalesce (r.taxonomy, (SELECT taxonomy FROM creditor)), r.psp, r.reason"
#define PAYMENT_COLUMNS                                                                            \
  "p.amount, p.status, (SELECT sum (q.amount)" SAME_PAYMENT "),"                                   \
  " (SELECT count (*)" SAME_PAYMENT "   AND (q.flow_id, q.ordinal) < (p.flow_id, p.ordinal)),"     \
  " p.regulation, p.regulation_date, p.fdr"
/* How the money came otherwise: at the desk, or not for this desk. */
#define NO_OTHER_WAY ", NULL"
#define ELSEWHERE ", CASE WHEN NOT " DESCO_SQL_IUV_IS_OURS ("p.iuv") " THEN 'elsewhere' END"
#define NO_PAYMENT_COLUMNS "NULL, NULL, NULL, 0, NULL, NULL, NULL"

/* The payments of flows that count, with what their transfer is. */
#define COUNTED                                                                                    \
  "(SELECT p.flow_id, p.ordinal, p.iuv, p.iur, p.amount, p.status, p.paid_at, f.regulation,"       \
  " f.regulation_date, f.fdr, f.psp AS bank FROM flow_payment AS p"                                \
  " JOIN flow AS f ON f.id = p.flow_id AND " COUNTS ")"

#define POURED                                                                                     \
  "SELECT " RECEIPT_COLUMNS ", " PAYMENT_COLUMNS NO_OTHER_WAY " FROM receipt AS r"                 \
  " JOIN " COUNTED " AS p"                                                                         \
  " ON p.iuv = r.iuv AND " RECEIPT_OF_PAYMENT " = r.id"                                            \
  " WHERE r.outcome = 'OK' AND r.payment_at BETWEEN :from AND :to"
#define NOT_POURED                                                                                 \
  "SELECT " RECEIPT_COLUMNS ", " NO_PAYMENT_COLUMNS NO_OTHER_WAY                                   \
  " FROM receipt AS r WHERE r.outcome = 'OK'"                                                      \
  " AND r.payment_at BETWEEN :from AND :to AND NOT EXISTS (SELECT 1 FROM " COUNTED " AS p"         \
  " WHERE p.iuv = r.iuv AND " RECEIPT_OF_PAYMENT " = r.id)"
#define STRANGE                                                                                    \
  "SELECT p.paid_at AS at, p.iuv, NULL, NULL, NULL, 0, NULL, NULL, p.bank, NULL, " PAYMENT_COLUMNS \
      ELSEWHERE " FROM " COUNTED                                                                   \
  " AS p WHERE p.paid_at BETWEEN :from AND :to AND " RECEIPT_OF_PAYMENT " IS NULL"
/* a quittance is the proof of money taken at the desk. */
#define DESK                                                                                       \
  "SELECT d.at AS at, b.iuv, b.notice_number, printf ('%d/%d', d.number, d.year), d.amount,"       \
  " d.amount, NULL, (SELECT taxonomy FROM creditor), NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL," \
  " NULL, d.method FROM quittance AS d JOIN purchase AS b ON b.id = d.purchase_id"                 \
  " WHERE d.civil_date = :day AND d.voided_at IS NULL"
#define UNPROVED                                                                                   \
  "SELECT l.at AS at, b.iuv, b.notice_number, NULL, NULL, l.value, NULL,"                          \
  " (SELECT taxonomy FROM creditor), NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 'none'"    \
  " FROM ledger AS l JOIN purchase AS b ON b.id = l.purchase_id"                                   \
  " WHERE l.kind = 'purchase' AND l.receipt_id IS NULL AND l.quittance_id IS NULL"                 \
  " AND l.civil_date = :day AND NOT EXISTS (SELECT 1 FROM ledger AS x WHERE x.reverses = l.id)"

static const char SELECT_DAY[] = POURED " UNION ALL " NOT_POURED " UNION ALL " STRANGE
                                        " UNION ALL " DESK " UNION ALL " UNPROVED " ORDER BY at";
static const char SELECT_NOT_POURED[] = NOT_POURED " ORDER BY at";
static const char SELECT_DESK[] = DESK " UNION ALL " UNPROVED " ORDER BY at";
static const char SELECT_TRANSFER[]
    = "SELECT coalesce (r.payment_at, p.paid_at) AS at, p.iuv, r.notice_number, r.receipt_id,"
      " r.amount, coalesce (r.credited_value, CASE r.state WHEN 'credited' THEN r.amount ELSE 0"
      " END), r.state, CASE WHEN r.id IS NOT NULL THEN coalesce (r.taxonomy,"
      " (SELECT taxonomy FROM creditor)) END, coalesce (r.psp, p.bank), r.reason, " PAYMENT_COLUMNS
      ", CASE WHEN r.id IS NULL AND NOT " DESCO_SQL_IUV_IS_OURS (
          "p.iuv") " THEN 'elsewhere' END"
                   " FROM " COUNTED " AS p LEFT JOIN receipt AS r ON r.id = " RECEIPT_OF_PAYMENT
                   " WHERE p.flow_id = :flow AND coalesce (r.payment_at, p.paid_at) BETWEEN :from "
                   "AND :to"
                   " ORDER BY p.ordinal";

static const char SELECT_TRANSFERS[]
    = "SELECT f.id, f.regulation, f.regulation_date, coalesce (f.psp, f.psp_id), f.fdr, f.amount"
      " FROM flow AS f WHERE " COUNTS " AND EXISTS (SELECT 1 FROM flow_payment AS p"
      "  LEFT JOIN receipt AS r ON r.id = " RECEIPT_OF_PAYMENT
      "  WHERE p.flow_id = f.id AND p.paid_at BETWEEN :early AND :late"
      "  AND coalesce (r.payment_at, p.paid_at) BETWEEN :from AND :to)"
      " ORDER BY f.regulation_date, f.regulation, f.fdr, f.psp_id";
static const char SELECT_TAXONOMIES[]
    = "SELECT coalesce (r.taxonomy, (SELECT taxonomy FROM creditor)) AS code FROM receipt AS r"
      " WHERE r.outcome = 'OK' AND r.payment_at BETWEEN :from AND :to"
      " UNION SELECT taxonomy FROM creditor ORDER BY code";
static const char SELECT_REFUNDS[]
    = "SELECT count (*), ifnull (sum (r.amount), 0) FROM refund_event AS e"
      " JOIN refund AS r ON r.id = e.refund_id WHERE e.status = 'paid' AND e.at BETWEEN :from AND "
      ":to";
static const char SELECT_UNREAD[]
    = "SELECT count (*) FROM flow AS f WHERE complete = 0 AND NOT EXISTS (SELECT 1 FROM flow AS n"
      " WHERE n.fdr = f.fdr AND n.psp_id = f.psp_id AND n.revision > f.revision)";

static gint64
begin_of_day (const GDate *day)
{
  GDate before = desco_date_add_days (day, -1);

  return desco_date_end_of_day (&before) + G_USEC_PER_SEC;
}

/* desco_date_end_of_day() is the last second's first moment. */
static gint64
end_of_day (const GDate *day)
{
  return desco_date_end_of_day (day) + G_USEC_PER_SEC - 1;
}

static void
bind_days (DescoStatement *statement, const GDate *from, const GDate *to)
{
  desco_statement_bind_int (statement, ":from", begin_of_day (from));
  desco_statement_bind_int (statement, ":to", end_of_day (to));
}

static DescoReconciliationKind
judge (DescoStatement *row)
{
  const char *method = desco_statement_text (row, 17);
  const char *status = desco_statement_text (row, 11);

  if (method != NULL)
    return g_str_equal (method, "cash")        ? DESCO_RECONCILIATION_CASH
           : g_str_equal (method, "pos")       ? DESCO_RECONCILIATION_POS
           : g_str_equal (method, "elsewhere") ? DESCO_RECONCILIATION_ELSEWHERE
                                               : DESCO_RECONCILIATION_NO_PROOF;
  if (status == NULL)
    return DESCO_RECONCILIATION_NO_TRANSFER;
  if (g_str_equal (status, "REVOKED"))
    return DESCO_RECONCILIATION_REVOKED;
  if (desco_statement_is_null (row, 3))
    return DESCO_RECONCILIATION_NO_RECEIPT;
  if (desco_statement_int (row, 12) != desco_statement_int (row, 4))
    return DESCO_RECONCILIATION_AMOUNT;
  return g_strcmp0 (desco_statement_text (row, 6), "credited") == 0
             ? DESCO_RECONCILIATION_MATCHED
             : DESCO_RECONCILIATION_NOT_CREDITED;
}

static DescoReconciliationLine
read_line (DescoStatement *row)
{
  /* A receipt that was poured twice is one receipt. */
  gboolean first = desco_statement_int (row, 13) == 0;
  DescoReconciliationLine line = {
    .kind = judge (row),
    .day = desco_date_of_time (desco_statement_int (row, 0)),
    .iuv = desco_statement_text (row, 1),
    .notice_number = desco_statement_text (row, 2),
    .receipt = desco_statement_text (row, 3),
    .taxonomy = desco_statement_text (row, 7),
    .psp = desco_statement_text (row, 8),
    .regulation = desco_statement_text (row, 14),
    .fdr = desco_statement_text (row, 16),
    .received = first ? desco_statement_int (row, 4) : 0,
    .transferred = desco_statement_int (row, 10),
    .credited = first ? desco_statement_int (row, 5) : 0,
    .detail = desco_statement_text (row, 9),
  };

  if (!desco_statement_is_null (row, 15))
    line.regulation_date = desco_statement_date (row, 15);
  return line;
}

static gboolean
visit_all (DescoStatement *rows,
           const char *taxonomy,
           DescoReconciliationVisit visit,
           gpointer data,
           GError **error)
{
  GError *local_error = NULL;
  gboolean goes_on = TRUE;

  while (goes_on && desco_statement_step (rows, &local_error))
    {
      DescoReconciliationLine line = read_line (rows);

      if (taxonomy == NULL || g_str_equal (taxonomy, line.taxonomy != NULL ? line.taxonomy : ""))
        goes_on = visit (&line, data, error);
    }
  desco_statement_reset (rows);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return goes_on && local_error == NULL;
}

/**
 * desco_reconciliation_visit_day: (skip)
 * @connection: where to read
 * @day: a civil day of payment
 * @taxonomy: (nullable): only this kind of income; empty for what has none; %NULL for all
 * @visit: is called with each line, in the order of payment
 * @data: for @visit
 * @error: where to put an error
 *
 * Returns: whether @visit had all of them
 */
gboolean
desco_reconciliation_visit_day (DescoConnection *connection,
                                const GDate *day,
                                const char *taxonomy,
                                DescoReconciliationVisit visit,
                                gpointer data,
                                GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_DAY);

  bind_days (statement, day, day);
  desco_statement_bind_date (statement, ":day", day);
  return visit_all (statement, taxonomy, visit, data, error);
}

/**
 * desco_reconciliation_visit_transfer: (skip)
 * @connection: where to read
 * @flow: a flow
 * @query: the days of payment
 * @visit: is called with each line, in the flow's order
 * @data: for @visit
 * @error: where to put an error
 *
 * Returns: whether @visit had all of them
 */
gboolean
desco_reconciliation_visit_transfer (DescoConnection *connection,
                                     const DescoUuid *flow,
                                     const DescoReconciliationQuery *query,
                                     DescoReconciliationVisit visit,
                                     gpointer data,
                                     GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_TRANSFER);

  desco_statement_bind_uuid (statement, ":flow", flow);
  bind_days (statement, &query->from, &query->to);
  return visit_all (statement, NULL, visit, data, error);
}

/**
 * desco_reconciliation_visit_not_transferred: (skip)
 * @connection: where to read
 * @day: a civil day of payment
 * @visit: is called with each receipt that no transfer has, in the order of payment
 * @data: for @visit
 * @error: where to put an error
 *
 * Returns: whether @visit had all of them
 */
gboolean
desco_reconciliation_visit_not_transferred (DescoConnection *connection,
                                            const GDate *day,
                                            DescoReconciliationVisit visit,
                                            gpointer data,
                                            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_NOT_POURED);

  bind_days (statement, day, day);
  return visit_all (statement, NULL, visit, data, error);
}

/**
 * desco_reconciliation_visit_desk: (skip)
 * @connection: where to read
 * @day: a civil day
 * @visit: is called with each line that has nothing to do with pagoPA, in the order of payment
 * @data: for @visit
 * @error: where to put an error
 *
 * Returns: whether @visit had all of them
 */
gboolean
desco_reconciliation_visit_desk (DescoConnection *connection,
                                 const GDate *day,
                                 DescoReconciliationVisit visit,
                                 gpointer data,
                                 GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_DESK);

  desco_statement_bind_date (statement, ":day", day);
  return visit_all (statement, NULL, visit, data, error);
}

static void
transfer_free (gpointer data)
{
  DescoReconciliationTransfer *transfer = data;

  g_free (transfer->regulation);
  g_free (transfer->psp);
  g_free (transfer->fdr);
  g_free (transfer);
}

static gpointer
read_transfer (DescoStatement *row)
{
  DescoReconciliationTransfer *transfer = g_new0 (DescoReconciliationTransfer, 1);

  transfer->flow = desco_statement_uuid (row, 0);
  transfer->regulation = desco_statement_dup_text (row, 1);
  if (!desco_statement_is_null (row, 2))
    transfer->regulation_date = desco_statement_date (row, 2);
  transfer->psp = desco_statement_dup_text (row, 3);
  transfer->fdr = desco_statement_dup_text (row, 4);
  transfer->amount = desco_statement_int (row, 5);
  return transfer;
}

/**
 * desco_reconciliation_list_transfers: (skip)
 * @connection: where to read
 * @query: the days of payment
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable) (element-type DescoReconciliationTransfer): the transfers that
 *   have payments of these days, in the order of their dates
 */
GPtrArray *
desco_reconciliation_list_transfers (DescoConnection *connection,
                                     const DescoReconciliationQuery *query,
                                     GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_TRANSFERS);

  bind_days (statement, &query->from, &query->to);
  desco_statement_bind_int (statement, ":early", begin_of_day (&query->from) - SLACK);
  desco_statement_bind_int (statement, ":late", end_of_day (&query->to) + SLACK);
  return desco_statement_take_all (statement, read_transfer, transfer_free, error);
}

static gpointer
read_code (DescoStatement *row)
{
  return desco_statement_dup_text (row, 0);
}

/**
 * desco_reconciliation_list_taxonomies: (skip)
 * @connection: where to read
 * @query: the days of payment
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the kinds of income of these days
 */
GPtrArray *
desco_reconciliation_list_taxonomies (DescoConnection *connection,
                                      const DescoReconciliationQuery *query,
                                      GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_TAXONOMIES);

  bind_days (statement, &query->from, &query->to);
  return desco_statement_take_all (statement, read_code, g_free, error);
}

/**
 * desco_reconciliation_read_totals: (skip)
 * @connection: where to read
 * @query: the days
 * @totals: where to put what is no sum of lines
 * @error: where to put an error
 *
 * Returns: whether it could be read
 */
gboolean
desco_reconciliation_read_totals (DescoConnection *connection,
                                  const DescoReconciliationQuery *query,
                                  DescoReconciliationTotals *totals,
                                  GError **error)
{
  g_autoptr (GPtrArray) transfers = desco_reconciliation_list_transfers (connection, query, error);
  DescoStatement *statement;

  if (transfers == NULL)
    return FALSE;
  totals->n_transfers = transfers->len;

  statement = desco_connection_get (connection, SELECT_REFUNDS);
  bind_days (statement, &query->from, &query->to);
  if (!desco_statement_step (statement, error))
    return FALSE;
  totals->n_refunds = (guint) desco_statement_int (statement, 0);
  totals->refunded = desco_statement_int (statement, 1);
  desco_statement_reset (statement);

  statement = desco_connection_get (connection, SELECT_UNREAD);
  if (!desco_statement_step (statement, error))
    return FALSE;
  totals->n_unread_flows = (guint) desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  return TRUE;
}
