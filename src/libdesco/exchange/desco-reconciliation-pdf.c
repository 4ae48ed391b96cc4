/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-reconciliation-file-private.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-money.h"
#include "papers/desco-report-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GROUP_CELLS 7
#define MISSING_CELLS 7
#define KIND_CELLS 3

/* One of the runs over the payments: the first writes the groups, the second what is missing. */
typedef struct
{
  const DescoReconciliationJob *job;
  DescoReportDocument *document;
  guint run;
} Paper;

static guint
count_missing (const DescoReconciliationSums *sums)
{
  guint n = 0;

  for (guint i = 0; i < DESCO_RECONCILIATION_KINDS; i++)
    if (desco_reconciliation_kind_is_missing (i))
      n += sums->counts[i];
  return n;
}

static gboolean
add_sums (Paper *paper,
          const char *name,
          const DescoReconciliationSums *sums,
          gboolean total,
          GError **error)
{
  g_autofree char *lines = g_strdup_printf ("%u", sums->n_lines);
  g_autofree char *received = desco_money_format (sums->received);
  g_autofree char *transferred = desco_money_format (sums->transferred);
  g_autofree char *desk = desco_money_format (sums->desk);
  g_autofree char *credited = desco_money_format (sums->credited);
  g_autofree char *missing = g_strdup_printf ("%u", count_missing (sums));
  const char *const cells[GROUP_CELLS]
      = { name, lines, received, transferred, desk, credited, missing };

  return total ? desco_report_document_add_total (paper->document, cells, error)
               : desco_report_document_add_row (paper->document, cells, error);
}

static gboolean
end_group (const DescoReconciliationGroup *group, gpointer data, GError **error)
{
  Paper *paper = data;
  g_autofree char *name = NULL;

  if (group->sums.n_lines == 0)
    return TRUE;
  name = desco_reconciliation_describe_group (paper->job->query, group);
  return add_sums (paper, name, &group->sums, FALSE, error);
}

static gboolean
add_missing (const DescoReconciliationLine *line, gpointer data, GError **error)
{
  Paper *paper = data;
  g_autofree char *day = NULL;
  g_autofree char *received = NULL;
  g_autofree char *transferred = NULL;
  g_autofree char *credited = NULL;

  if (!desco_reconciliation_kind_is_missing (line->kind))
    return TRUE;
  day = desco_date_to_display (&line->day);
  received = desco_money_format (line->received);
  transferred = desco_money_format (line->transferred);
  credited = desco_money_format (line->credited);
  return desco_report_document_add_row (
      paper->document,
      (const char *const[MISSING_CELLS]){
          day, desco_reconciliation_kind_to_text (line->kind), line->iuv != NULL ? line->iuv : "",
          line->regulation != NULL ? line->regulation : "", received, transferred, credited },
      error);
}

static void
tell_progress (guint done, guint total, gpointer data)
{
  const Paper *paper = data;
  const DescoReconciliationPaper *told = paper->job->paper;

  if (told->progress != NULL)
    told->progress (done + paper->run * total, 2 * total, told->progress_data);
}

static gboolean
run (Paper *paper,
     const DescoReconciliationSink *sink,
     DescoReconciliationTotals *totals,
     GError **error)
{
  return desco_reconciliation_run (paper->job->store, paper->job->query, sink, paper, totals,
                                   paper->job->cancellable, error);
}

static gboolean
write_groups (Paper *paper, GError **error)
{
  static const DescoReconciliationSink sink = { .end_group = end_group, .progress = tell_progress };
  gboolean by_transfer = paper->job->query->by == DESCO_RECONCILIATION_BY_TRANSFER;
  const DescoReportColumn columns[GROUP_CELLS] = {
    { desco_reconciliation_describe_by (paper->job->query), by_transfer ? 34 : 18, FALSE },
    { _ ("Payments"), 10, TRUE },
    { _ ("Received"), 14, TRUE },
    { _ ("Transferred"), 14, TRUE },
    { _ ("Desk"), 14, TRUE },
    { _ ("Credited"), 14, TRUE },
    { _ ("To look at"), 10, TRUE },
  };

  paper->run = 0;
  return desco_report_document_begin_table (paper->document, NULL, columns, GROUP_CELLS, error)
         && run (paper, &sink, paper->job->totals, error)
         && add_sums (paper, _ ("Total"), &paper->job->totals->sums, TRUE, error);
}

static gboolean
add_kind (Paper *paper, const char *name, guint count, gint64 cents, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autofree char *money = desco_money_format (cents);

  return desco_report_document_add_row (
      paper->document, (const char *const[KIND_CELLS]){ name, number, money }, error);
}

static gboolean
write_kinds (Paper *paper, GError **error)
{
  const DescoReconciliationTotals *totals = paper->job->totals;
  const DescoReportColumn columns[KIND_CELLS] = {
    { _ ("What they are"), 50, FALSE },
    { _ ("Payments"), 14, TRUE },
    { _ ("Euro"), 20, TRUE },
  };

  if (!desco_report_document_begin_table (paper->document, _ ("Summary"), columns, KIND_CELLS,
                                          error))
    return FALSE;
  for (guint i = 0; i < DESCO_RECONCILIATION_KINDS; i++)
    if (!add_kind (paper, desco_reconciliation_kind_to_text (i), totals->sums.counts[i],
                   totals->sums.amounts[i], error))
      return FALSE;
  return add_kind (paper, _ ("Refunds paid out"), totals->n_refunds, totals->refunded, error);
}

/* Something may have been paid or credited between the two runs; then the sums above are not those
 * of the list below. */
static gboolean
check_same (const DescoReconciliationTotals *first,
            const DescoReconciliationTotals *second,
            GError **error)
{
  if (memcmp (&first->sums, &second->sums, sizeof first->sums) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("While the report was being written something was paid or credited: make "
                          "it again."));
  return FALSE;
}

static gboolean
write_missing (Paper *paper, GError **error)
{
  static const DescoReconciliationSink sink
      = { .add_line = add_missing, .progress = tell_progress };
  const DescoReportColumn columns[MISSING_CELLS] = {
    { _ ("Day of payment"), 13, FALSE },
    { _ ("State"), 28, FALSE },
    { _ ("IUV"), 22, FALSE },
    { _ ("Transfer (TRN/CRO)"), 34, FALSE },
    { _ ("Received"), 13, TRUE },
    { _ ("Transferred"), 13, TRUE },
    { _ ("Credited"), 13, TRUE },
  };
  DescoReconciliationTotals again;

  if (count_missing (&paper->job->totals->sums) == 0)
    return desco_report_document_add_text (paper->document,
                                           _ ("Nothing is missing on either side."), error);
  paper->run = 1;
  return desco_report_document_begin_table (paper->document, _ ("What is missing"), columns,
                                            MISSING_CELLS, error)
         && run (paper, &sink, &again, error) && check_same (paper->job->totals, &again, error);
}

static gboolean
write_notes (Paper *paper, GError **error)
{
  guint n = paper->job->totals->n_unread_flows;
  g_autofree char *unread = g_strdup_printf (
      ngettext ("%u transfer is known and has not been read yet: read the transfers, and make the "
                "report again.",
                "%u transfers are known and have not been read yet: read the transfers, and make "
                "the report again.",
                n),
      n);

  return n == 0 || desco_report_document_add_text (paper->document, unread, error);
}

/**
 * desco_reconciliation_write_pdf: (skip)
 * @job: what to write: sums, what is missing, and where to sign
 * @error: where to put an error
 *
 * Returns: whether the file is there
 */
gboolean
desco_reconciliation_write_pdf (const DescoReconciliationJob *job, GError **error)
{
  GDate today = desco_clock_today ();
  g_autofree char *date = desco_date_to_display (&today);
  g_autofree char *period = desco_reconciliation_describe_period (job->query);
  g_autofree char *made = g_strdup_printf (_ ("Made on %s"), date);
  const DescoReportHead head = {
    .title = _ ("Reconciliation of payments"),
    .creditor = job->creditor->name,
    .creditor_tax_code = job->creditor->tax_code,
    .department = job->creditor->department,
    .period = period,
    .made = made,
    .landscape = TRUE,
    .practice = job->paper->practice,
  };
  g_autoptr (DescoReportDocument) document
      = desco_report_document_open (job->paper->path, &head, error);
  Paper paper = { .job = job, .document = document };

  return document != NULL && write_groups (&paper, error) && write_kinds (&paper, error)
         && write_missing (&paper, error) && write_notes (&paper, error)
         && desco_report_document_add_signature (document, _ ("The accountant"), error)
         && desco_report_document_finish (document, job->cancellable, error);
}
