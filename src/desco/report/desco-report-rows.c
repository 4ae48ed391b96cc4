/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "report/desco-report-rows.h"

#include "desco-format.h"
#include "today/desco-figure-row.h"

#include <glib/gi18n.h>

/* The three lists of a month's report: what it comes to, what the payments are, what is missing. */

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* A row is read out whole: its name, then its figures. */
static void
append (GtkListBox *list, GtkWidget *row, const char *spoken)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (list, row);
}

static void
add_sum (GtkListBox *list, const char *name, const char *caption, gint64 cents)
{
  GtkWidget *box;
  GtkWidget *row = desco_figure_row_new (&box);
  g_autofree char *euros = desco_format_euro (cents);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, euros);

  desco_figure_row_add_name (box, name, caption);
  desco_figure_row_add_text (list, box, "euro", euros);
  append (list, row, spoken);
}

static void
add_header (GtkListBox *list, const char *name, const char *first, const char *second)
{
  GtkWidget *box;
  GtkWidget *row = desco_figure_row_new_header (&box);

  desco_figure_row_add_heading (box, name);
  desco_figure_row_add_column (list, box, "first", first);
  desco_figure_row_add_column (list, box, "second", second);
  gtk_list_box_append (list, row);
}

static void
add_pair (GtkListBox *list,
          const char *name,
          const char *caption,
          const char *first,
          const char *second)
{
  GtkWidget *box;
  GtkWidget *row = desco_figure_row_new (&box);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", name, first, second);

  desco_figure_row_add_name (box, name, caption);
  desco_figure_row_add_text (list, box, "first", first);
  desco_figure_row_add_text (list, box, "second", second);
  append (list, row, spoken);
}

static void
add_note (GtkListBox *list, const char *name, const char *caption)
{
  GtkWidget *box;
  GtkWidget *row = desco_figure_row_new (&box);

  desco_figure_row_add_name (box, name, caption);
  append (list, row, name);
}

/**
 * desco_report_rows_show_sums:
 * @list: a list
 * @month: a month
 *
 * Shows what a month comes to on each side.
 */
void
desco_report_rows_show_sums (GtkListBox *list, const DescoReportMonth *month)
{
  const DescoReconciliationTotals *totals = &month->totals;
  g_autofree char *transfers = g_strdup_printf (
      ngettext ("%u transfer", "%u transfers", totals->n_transfers), totals->n_transfers);
  g_autofree char *refunds = g_strdup_printf (
      ngettext ("%u refund", "%u refunds", totals->n_refunds), totals->n_refunds);

  clear (list);
  add_sum (list, _ ("Received through pagoPA"), _ ("by the receipts"), totals->sums.received);
  add_sum (list, _ ("Transferred by the banks"), transfers, totals->sums.transferred);
  add_sum (list, _ ("Taken at the desk"), _ ("in cash and by card"), totals->sums.desk);
  add_sum (list, _ ("Credited to the wallets"), NULL, totals->sums.credited);
  if (totals->n_refunds > 0)
    add_sum (list, _ ("Refunds paid out"), refunds, totals->refunded);
}

/**
 * desco_report_rows_show_kinds:
 * @list: a list
 * @month: a month
 *
 * Shows what its payments are.
 */
void
desco_report_rows_show_kinds (GtkListBox *list, const DescoReportMonth *month)
{
  const DescoReconciliationSums *sums = &month->totals.sums;

  clear (list);
  add_header (list, _ ("What they are"), _ ("Payments"), _ ("Euro"));
  for (guint i = 0; i < DESCO_RECONCILIATION_KINDS; i++)
    {
      g_autofree char *count = desco_format_count (sums->counts[i]);
      g_autofree char *euros = desco_format_euro (sums->amounts[i]);

      if (sums->counts[i] > 0)
        add_pair (list, desco_reconciliation_kind_to_text (i), NULL, count, euros);
    }
}

/**
 * desco_report_rows_show_missing:
 * @list: a list
 * @month: a month
 *
 * Shows what is missing on either side, as much as a person reads.
 */
void
desco_report_rows_show_missing (GtkListBox *list, const DescoReportMonth *month)
{
  guint left = month->n_missing - month->lines->len;
  g_autofree char *more
      = g_strdup_printf (ngettext ("And %u more: the workbook has it.",
                                   "And %u more: the workbook has all of them.", left),
                         left);

  clear (list);
  if (month->n_missing == 0)
    {
      add_note (list, _ ("Nothing is missing on either side."), NULL);
      return;
    }
  add_header (list, _ ("Payment"), _ ("Received"), _ ("Transferred"));
  for (guint i = 0; i < month->lines->len; i++)
    {
      const DescoReportLine *line = g_ptr_array_index (month->lines, i);
      g_autofree char *received = desco_format_euro (line->received);
      g_autofree char *transferred = desco_format_euro (line->transferred);

      add_pair (list, line->name, line->caption, received, transferred);
    }
  if (left > 0)
    add_note (list, more, NULL);
}
