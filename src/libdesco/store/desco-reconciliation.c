/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-reconciliation.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-reconciliation-lines-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* Ten years; a period beyond that is a slip of the keyboard. */
#define MAX_DAYS 3660

static const struct
{
  const char *nick;
  const char *text;
} kinds[DESCO_RECONCILIATION_KINDS] = {
  [DESCO_RECONCILIATION_MATCHED] = { "matched", N_ ("In order") },
  [DESCO_RECONCILIATION_CASH] = { "cash", N_ ("Cash at the desk") },
  [DESCO_RECONCILIATION_POS] = { "pos", N_ ("Card at the desk") },
  [DESCO_RECONCILIATION_ELSEWHERE] = { "elsewhere", N_ ("Of another service or desk") },
  [DESCO_RECONCILIATION_NO_TRANSFER] = { "no-transfer", N_ ("Receipt without a transfer") },
  [DESCO_RECONCILIATION_NO_RECEIPT] = { "no-receipt", N_ ("Transfer without a receipt") },
  [DESCO_RECONCILIATION_AMOUNT] = { "amount", N_ ("Different amounts") },
  [DESCO_RECONCILIATION_NOT_CREDITED] = { "not-credited", N_ ("Paid and not credited") },
  [DESCO_RECONCILIATION_REVOKED] = { "revoked", N_ ("Taken back by the bank") },
  [DESCO_RECONCILIATION_NO_PROOF] = { "no-proof", N_ ("Credited without a receipt") },
};

typedef struct
{
  const DescoReconciliationQuery *query;
  const DescoReconciliationSink *sink;
  gpointer data;
  DescoReconciliationTotals *totals;
  DescoReconciliationGroup group;
  GCancellable *cancellable;
} Run;

static void
add_to_sums (DescoReconciliationSums *sums, const DescoReconciliationLine *line)
{
  gboolean desk = line->kind == DESCO_RECONCILIATION_CASH || line->kind == DESCO_RECONCILIATION_POS;

  sums->n_lines++;
  *(desk ? &sums->desk : &sums->received) += line->received;
  sums->transferred += line->transferred;
  sums->credited += line->credited;
  sums->counts[line->kind]++;
  sums->amounts[line->kind] += line->received != 0      ? line->received
                               : line->transferred != 0 ? line->transferred
                                                        : line->credited;
}

static gboolean
visit (const DescoReconciliationLine *line, gpointer data, GError **error)
{
  Run *run = data;

  add_to_sums (&run->group.sums, line);
  add_to_sums (&run->totals->sums, line);
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;
  return run->sink->add_line == NULL || run->sink->add_line (line, run->data, error);
}

static gboolean
begin_group (Run *run, const DescoReconciliationGroup *group, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;
  run->group = *group;
  run->totals->n_groups++;
  return run->sink->begin_group == NULL || run->sink->begin_group (&run->group, run->data, error);
}

static gboolean
end_group (Run *run, GError **error)
{
  return run->sink->end_group == NULL || run->sink->end_group (&run->group, run->data, error);
}

static void
tell_progress (Run *run, guint done, guint total)
{
  if (run->sink->progress != NULL)
    run->sink->progress (done, total, run->data);
}

static guint
count_days (const DescoReconciliationQuery *query)
{
  return (guint) g_date_days_between (&query->from, &query->to) + 1;
}

static gboolean
run_days (Run *run, DescoConnection *connection, GError **error)
{
  guint n_days = count_days (run->query);

  for (guint i = 0; i < n_days; i++)
    {
      GDate day = desco_date_add_days (&run->query->from, (int) i);
      g_autofree char *key = desco_date_to_iso (&day);

      if (!begin_group (run, &(DescoReconciliationGroup){ .key = key }, error)
          || !desco_reconciliation_visit_day (connection, &day, NULL, visit, run, error)
          || !end_group (run, error))
        return FALSE;
      tell_progress (run, i + 1, n_days);
    }
  return TRUE;
}

typedef gboolean (*VisitDay) (DescoConnection *connection,
                              const GDate *day,
                              DescoReconciliationVisit visit,
                              gpointer data,
                              GError **error);

/* One group of all days. */
static gboolean
run_rest (Run *run, DescoConnection *connection, VisitDay visit_day, gboolean desk, GError **error)
{
  guint n_days = count_days (run->query);

  if (!begin_group (run, &(DescoReconciliationGroup){ .key = "", .desk = desk }, error))
    return FALSE;
  for (guint i = 0; i < n_days; i++)
    {
      GDate day = desco_date_add_days (&run->query->from, (int) i);

      if (!visit_day (connection, &day, visit, run, error))
        return FALSE;
    }
  return end_group (run, error);
}

static gboolean
run_transfers (Run *run, DescoConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) transfers
      = desco_reconciliation_list_transfers (connection, run->query, error);

  if (transfers == NULL)
    return FALSE;
  for (guint i = 0; i < transfers->len; i++)
    {
      const DescoReconciliationTransfer *transfer = g_ptr_array_index (transfers, i);
      const DescoReconciliationGroup group = {
        .key = transfer->regulation != NULL ? transfer->regulation : transfer->fdr,
        .regulation_date = transfer->regulation_date,
        .psp = transfer->psp,
        .fdr = transfer->fdr,
        .whole = transfer->amount,
      };

      if (!begin_group (run, &group, error)
          || !desco_reconciliation_visit_transfer (connection, &transfer->flow, run->query, visit,
                                                   run, error)
          || !end_group (run, error))
        return FALSE;
      tell_progress (run, i + 1, transfers->len + 1);
    }
  return run_rest (run, connection, desco_reconciliation_visit_not_transferred, FALSE, error)
         && run_rest (run, connection, desco_reconciliation_visit_desk, TRUE, error);
}

static gboolean
run_taxonomies (Run *run, DescoConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) codes
      = desco_reconciliation_list_taxonomies (connection, run->query, error);
  guint n_days = count_days (run->query);

  if (codes == NULL)
    return FALSE;
  /* What nobody knows the kind of comes last. */
  g_ptr_array_add (codes, g_strdup (""));
  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);

      if (!begin_group (run, &(DescoReconciliationGroup){ .key = code }, error))
        return FALSE;
      for (guint j = 0; j < n_days; j++)
        {
          GDate day = desco_date_add_days (&run->query->from, (int) j);

          if (!desco_reconciliation_visit_day (connection, &day, code, visit, run, error))
            return FALSE;
        }
      if (!end_group (run, error))
        return FALSE;
      tell_progress (run, i + 1, codes->len);
    }
  return TRUE;
}

static gpointer
run_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Run *run = data;
  gboolean done;

  run->cancellable = cancellable;
  if (!desco_reconciliation_read_totals (connection, run->query, run->totals, error))
    return NULL;
  if (run->query->by == DESCO_RECONCILIATION_BY_TRANSFER)
    done = run_transfers (run, connection, error);
  else if (run->query->by == DESCO_RECONCILIATION_BY_TAXONOMY)
    done = run_taxonomies (run, connection, error);
  else
    done = run_days (run, connection, error);
  return done ? run : NULL;
}

static gboolean
check_query (const DescoReconciliationQuery *query, GError **error)
{
  if (g_date_compare (&query->from, &query->to) > 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "to",
                             _ ("The last day is before the first one: turn them round."));
      return FALSE;
    }
  if (count_days (query) > MAX_DAYS)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "from",
                             _ ("A report of more than ten years is too long: take some of them."));
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_reconciliation_run:
 * @store: the database
 * @query: which civil days of payment, and how to part them
 * @sink: where the lines go; it is called on this thread, within one snapshot of the database
 * @data: for @sink
 * @totals: (out): what it all comes to
 * @cancellable: (nullable): ends it between two lines
 * @error: where to put an error: %DESCO_INPUT_ERROR of `from` or `to`, the database's, or @sink's
 *
 * Holds the receipts, the banks' transfers and the desk's quittances against each other and against
 * what was credited. A payment belongs to the day on which it was made, by its receipt; a transfer
 * comes some days later and may have other days' payments as well. What a line is of stands in its
 * kind. It takes the memory of one day, or of one transfer, whatever the period.
 *
 * Returns: whether @sink had all of it
 */
gboolean
desco_reconciliation_run (DescoStore *store,
                          const DescoReconciliationQuery *query,
                          const DescoReconciliationSink *sink,
                          gpointer data,
                          DescoReconciliationTotals *totals,
                          GCancellable *cancellable,
                          GError **error)
{
  Run run = { .query = query, .sink = sink, .data = data, .totals = totals };

  *totals = (DescoReconciliationTotals){ 0 };
  return check_query (query, error)
         && desco_store_read (store, run_reader, &run, cancellable, error) != NULL;
}

/**
 * desco_reconciliation_kind_to_nick:
 * @kind: what a line is
 *
 * Returns: (transfer none): its name for programs
 */
const char *
desco_reconciliation_kind_to_nick (DescoReconciliationKind kind)
{
  return kinds[kind].nick;
}

/**
 * desco_reconciliation_kind_to_text:
 * @kind: what a line is
 *
 * Returns: (transfer none): its name for people
 */
const char *
desco_reconciliation_kind_to_text (DescoReconciliationKind kind)
{
  return _ (kinds[kind].text);
}

/**
 * desco_reconciliation_kind_is_missing:
 * @kind: what a line is
 *
 * Returns: whether a person must look at it
 */
gboolean
desco_reconciliation_kind_is_missing (DescoReconciliationKind kind)
{
  return kind >= DESCO_RECONCILIATION_NO_TRANSFER;
}

/**
 * desco_reconciliation_by_from_nick:
 * @nick: `day`, `transfer` or `taxonomy`
 * @by: (out): how to part a reconciliation
 *
 * Returns: whether @nick is one of them
 */
gboolean
desco_reconciliation_by_from_nick (const char *nick, DescoReconciliationBy *by)
{
  static const char *const nicks[] = { "day", "transfer", "taxonomy" };

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_str_equal (nicks[i], nick))
      {
        *by = (DescoReconciliationBy) i;
        return TRUE;
      }
  return FALSE;
}
