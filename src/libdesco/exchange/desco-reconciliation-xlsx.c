/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-reconciliation-file-private.h"

#include "exchange/desco-output-file.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"

#include <glib/gi18n-lib.h>
#include <xlsxwriter.h>

/* What a sheet has room for. */
#define MAX_ROWS LXW_ROW_MAX
#define MAX_TEXT 1000

/* A sheet that is written from above to below, so that no row is kept in memory. */
typedef struct
{
  lxw_worksheet *sheet;
  lxw_row_t row;
  lxw_col_t column;
} Sheet;

typedef struct
{
  const DescoReconciliationJob *job;
  lxw_workbook *book;
  lxw_format *bold;
  lxw_format *euros;
  lxw_format *bold_euros;
  lxw_format *day;
  Sheet groups;
  Sheet missing;
  Sheet all;
} Book;

static const double widths[DESCO_RECONCILIATION_COLUMNS]
    = { 12, 24, 20, 21, 35, 12, 12, 12, 36, 12, 24, 14, 60 };

static void
add_text (Sheet *self, const char *text, lxw_format *format)
{
  if (text != NULL && *text != '\0')
    {
      g_autofree char *cut = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_TEXT));

      worksheet_write_string (self->sheet, self->row, self->column, cut, format);
    }
  self->column++;
}

static void
add_number (Sheet *self, guint number, lxw_format *format)
{
  worksheet_write_number (self->sheet, self->row, self->column++, number, format);
}

/* A workbook has one kind of number and writes it as a decimal text. It gets that text's own value:
 * no sum is ever made of it. */
static void
add_euros (Sheet *self, gint64 cents, lxw_format *format)
{
  g_autofree char *euros = desco_money_to_decimal (cents);

  worksheet_write_number (self->sheet, self->row, self->column++, g_ascii_strtod (euros, NULL),
                          format);
}

static void
add_date (Sheet *self, const GDate *date, lxw_format *format)
{
  if (g_date_valid (date))
    worksheet_write_datetime (self->sheet, self->row, self->column,
                              &(lxw_datetime){ .year = g_date_get_year (date),
                                               .month = (int) g_date_get_month (date),
                                               .day = g_date_get_day (date) },
                              format);
  self->column++;
}

static void
end_row (Sheet *self)
{
  self->row++;
  self->column = 0;
}

static void
add_payment (Book *book, Sheet *sheet, const DescoReconciliationLine *line)
{
  add_date (sheet, &line->day, book->day);
  add_text (sheet, desco_reconciliation_kind_to_text (line->kind), NULL);
  add_text (sheet, line->iuv, NULL);
  add_text (sheet, line->notice_number, NULL);
  add_text (sheet, line->receipt, NULL);
  add_euros (sheet, line->received, book->euros);
  add_euros (sheet, line->transferred, book->euros);
  add_euros (sheet, line->credited, book->euros);
  add_text (sheet, line->regulation, NULL);
  add_date (sheet, &line->regulation_date, book->day);
  add_text (sheet, line->psp, NULL);
  add_text (sheet, line->taxonomy, NULL);
  add_text (sheet, line->detail, NULL);
  end_row (sheet);
}

static gboolean
add_line (const DescoReconciliationLine *line, gpointer data, GError **error)
{
  Book *book = data;

  if (book->all.row >= MAX_ROWS)
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_INVALID, "output",
          _ ("A workbook has no room for more than %d payments: take fewer days, "
             "or write a .csv file."),
          MAX_ROWS);
      return FALSE;
    }
  add_payment (book, &book->all, line);
  if (desco_reconciliation_kind_is_missing (line->kind))
    add_payment (book, &book->missing, line);
  return TRUE;
}

static void
add_sums (Book *book, const DescoReconciliationSums *sums, lxw_format *euros, lxw_format *plain)
{
  guint missing = 0;

  for (guint i = 0; i < DESCO_RECONCILIATION_KINDS; i++)
    if (desco_reconciliation_kind_is_missing (i))
      missing += sums->counts[i];
  add_number (&book->groups, sums->n_lines, plain);
  add_euros (&book->groups, sums->received, euros);
  add_euros (&book->groups, sums->transferred, euros);
  add_euros (&book->groups, sums->desk, euros);
  add_euros (&book->groups, sums->credited, euros);
  add_number (&book->groups, missing, plain);
}

static gboolean
end_group (const DescoReconciliationGroup *group, gpointer data, GError **error)
{
  Book *book = data;
  g_autofree char *name = desco_reconciliation_describe_group (book->job->query, group);

  if (group->sums.n_lines == 0)
    return TRUE;
  add_text (&book->groups, name, NULL);
  add_sums (book, &group->sums, book->euros, NULL);
  if (group->whole != 0)
    {
      add_euros (&book->groups, group->whole, book->euros);
      add_date (&book->groups, &group->regulation_date, book->day);
      add_text (&book->groups, group->psp, NULL);
    }
  end_row (&book->groups);
  return TRUE;
}

static void
tell_progress (guint done, guint total, gpointer data)
{
  const DescoReconciliationPaper *paper = ((Book *) data)->job->paper;

  if (paper->progress != NULL)
    paper->progress (done, total, paper->progress_data);
}

static Sheet
begin_payments (Book *book, const char *title)
{
  Sheet sheet = { .sheet = workbook_add_worksheet (book->book, title) };

  for (lxw_col_t i = 0; i < DESCO_RECONCILIATION_COLUMNS; i++)
    worksheet_set_column (sheet.sheet, i, i, widths[i], NULL);
  worksheet_freeze_panes (sheet.sheet, 1, 0);
  for (guint i = 0; i < DESCO_RECONCILIATION_COLUMNS; i++)
    add_text (&sheet, desco_reconciliation_describe_column (i), book->bold);
  end_row (&sheet);
  return sheet;
}

static void
begin_groups (Book *book)
{
  const char *const titles[] = {
    desco_reconciliation_describe_by (book->job->query),
    _ ("Payments"),
    _ ("Received"),
    _ ("Transferred"),
    _ ("Desk"),
    _ ("Credited"),
    _ ("To look at"),
    _ ("Whole transfer"),
    _ ("Transfer date"),
    _ ("Paid through"),
  };
  g_autofree char *period = desco_reconciliation_describe_period (book->job->query);
  g_autofree char *name
      = g_strdup_printf ("%s (%s)", book->job->creditor->name, book->job->creditor->tax_code);

  book->groups.sheet = workbook_add_worksheet (book->book, _ ("Summary"));
  worksheet_set_column (book->groups.sheet, 0, 0, 36, NULL);
  worksheet_set_column (book->groups.sheet, 1, 8, 14, NULL);
  worksheet_set_column (book->groups.sheet, 9, 9, 24, NULL);
  add_text (&book->groups, name, book->bold);
  end_row (&book->groups);
  add_text (&book->groups, _ ("Reconciliation of payments"), book->bold);
  add_text (&book->groups, period, NULL);
  end_row (&book->groups);
  if (book->job->paper->practice)
    {
      add_text (&book->groups, _ ("PRACTICE: nothing of this was paid."), book->bold);
      end_row (&book->groups);
    }
  end_row (&book->groups);
  for (guint i = 0; i < (book->job->query->by == DESCO_RECONCILIATION_BY_TRANSFER ? 10 : 7); i++)
    add_text (&book->groups, titles[i], book->bold);
  end_row (&book->groups);
}

static void
end_groups (Book *book)
{
  const DescoReconciliationTotals *totals = book->job->totals;

  add_text (&book->groups, _ ("Total"), book->bold);
  add_sums (book, &totals->sums, book->bold_euros, book->bold);
  end_row (&book->groups);
  end_row (&book->groups);
  for (guint i = 0; i < DESCO_RECONCILIATION_KINDS; i++)
    {
      add_text (&book->groups, desco_reconciliation_kind_to_text (i), NULL);
      add_number (&book->groups, totals->sums.counts[i], NULL);
      add_euros (&book->groups, totals->sums.amounts[i], book->euros);
      end_row (&book->groups);
    }
  add_text (&book->groups, _ ("Refunds paid out"), NULL);
  add_number (&book->groups, totals->n_refunds, NULL);
  add_euros (&book->groups, totals->refunded, book->euros);
  end_row (&book->groups);
}

static lxw_format *
make_format (Book *book, gboolean bold, const char *number)
{
  lxw_format *format = workbook_add_format (book->book);

  if (bold)
    format_set_bold (format);
  if (number != NULL)
    format_set_num_format (format, number);
  return format;
}

static gboolean
fill (Book *book, GError **error)
{
  static const DescoReconciliationSink sink
      = { .add_line = add_line, .end_group = end_group, .progress = tell_progress };

  book->bold = make_format (book, TRUE, NULL);
  book->euros = make_format (book, FALSE, "#,##0.00");
  book->bold_euros = make_format (book, TRUE, "#,##0.00");
  book->day = make_format (book, FALSE, "dd/mm/yyyy");
  begin_groups (book);
  book->missing = begin_payments (book, _ ("To look at"));
  book->all = begin_payments (book, _ ("Payments"));
  if (!desco_reconciliation_run (book->job->store, book->job->query, &sink, book, book->job->totals,
                                 book->job->cancellable, error))
    return FALSE;
  end_groups (book);
  return TRUE;
}

/**
 * desco_reconciliation_write_xlsx: (skip)
 * @job: what to write: a sheet of sums, one of what is missing and one of each payment
 * @error: where to put an error
 *
 * Returns: whether the file is there
 */
gboolean
desco_reconciliation_write_xlsx (const DescoReconciliationJob *job, GError **error)
{
  g_autoptr (DescoOutputFile) file = desco_output_file_open (job->paper->path, error);
  g_autofree char *name = NULL;
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  Book book = { .job = job };
  gboolean filled;
  lxw_error code;

  if (file == NULL)
    return FALSE;
  /* The file has no name before it is whole. */
  name = g_strdup_printf ("/proc/self/fd/%d", desco_output_file_get_descriptor (file));
  book.book = workbook_new_opt (name, &options);
  if (book.book == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("There is not enough memory for the workbook."));
      return FALSE;
    }
  filled = fill (&book, error);
  code = workbook_close (book.book);
  if (filled && code != LXW_NO_ERROR)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The file “%s” cannot be written: %s."),
                 job->paper->path, lxw_strerror (code));
  return filled && code == LXW_NO_ERROR && desco_output_file_commit (file, error);
}
