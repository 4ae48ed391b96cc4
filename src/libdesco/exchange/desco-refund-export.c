/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-refund-export.h"

#include "exchange/desco-output-file.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "store/desco-refunds.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

/* The list of refunds for the accounting office. It names several families, so that it says on each
 * row and each page that it is internal. */

typedef enum
{
  COLUMN_DATE,
  COLUMN_BENEFICIARY,
  COLUMN_TAX_CODE,
  COLUMN_IBAN,
  COLUMN_AMOUNT,
  COLUMN_REASON,
  COLUMN_PUPIL,
  COLUMN_QUANTITY,
  COLUMN_NOTICE,
  COLUMN_RECEIPT,
  COLUMN_ID,
  COLUMN_MARK,
  N_COLUMNS,
} Column;

static const struct
{
  const char *title;
  double width;
} columns[N_COLUMNS] = {
  [COLUMN_DATE] = { N_ ("Requested on"), 12 }, [COLUMN_BENEFICIARY] = { N_ ("Beneficiary"), 28 },
  [COLUMN_TAX_CODE] = { N_ ("Tax code"), 19 }, [COLUMN_IBAN] = { N_ ("IBAN"), 30 },
  [COLUMN_AMOUNT] = { N_ ("Amount (€)"), 12 }, [COLUMN_REASON] = { N_ ("Reason"), 34 },
  [COLUMN_PUPIL] = { N_ ("Pupil"), 26 },       [COLUMN_QUANTITY] = { N_ ("Vouchers"), 9 },
  [COLUMN_NOTICE] = { N_ ("Notice"), 21 },     [COLUMN_RECEIPT] = { N_ ("Receipt"), 24 },
  [COLUMN_ID] = { N_ ("Refund"), 38 },         [COLUMN_MARK] = { N_ ("Mark"), 14 },
};

static char *
format_cell (const DescoRefund *refund, Column column)
{
  GDate date = desco_date_of_time (refund->created_at);

  switch (column)
    {
    case COLUMN_DATE:
      return desco_date_to_display (&date);
    case COLUMN_BENEFICIARY:
      return g_strdup (refund->guardian_name);
    case COLUMN_TAX_CODE:
      return g_strdup (refund->guardian_tax_code);
    case COLUMN_IBAN:
      return g_strdup (refund->iban);
    case COLUMN_AMOUNT:
      return desco_money_format (refund->amount);
    case COLUMN_REASON:
      return g_strdup (refund->reason);
    case COLUMN_PUPIL:
      return g_strdup (refund->pupil_name);
    case COLUMN_QUANTITY:
      return g_strdup_printf ("%" G_GINT64_FORMAT, refund->quantity);
    case COLUMN_NOTICE:
      return g_strdup (refund->notice_number);
    case COLUMN_RECEIPT:
      return g_strdup (refund->receipt_id);
    case COLUMN_ID:
      return desco_uuid_to_string (&refund->id);
    case COLUMN_MARK:
      return g_strdup (_ ("internal use"));
    case N_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* A spreadsheet takes what begins like a formula for one: an apostrophe tells it not to. */
static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  if (value != NULL && *value != '\0' && strchr ("=+-@\t\r", *value) != NULL)
    g_string_append_c (text, '\'');
  for (const char *p = value; p != NULL && *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

/* As spreadsheets in Italy read it without being asked: UTF-8 that says so, semicolons. */
static gboolean
write_csv (GPtrArray *refunds, const char *path, GError **error)
{
  g_autoptr (DescoOutputFile) file = desco_output_file_open (path, error);
  g_autoptr (GString) text = g_string_new ("\xEF\xBB\xBF");

  if (file == NULL)
    return FALSE;
  for (Column column = 0; column < N_COLUMNS; column++)
    {
      g_string_append (text, column > 0 ? ";" : "");
      append_quoted (text, _ (columns[column].title));
    }
  g_string_append (text, "\r\n");
  for (guint i = 0; i < refunds->len; i++)
    {
      for (Column column = 0; column < N_COLUMNS; column++)
        {
          g_autofree char *cell = format_cell (g_ptr_array_index (refunds, i), column);

          g_string_append (text, column > 0 ? ";" : "");
          append_quoted (text, cell);
        }
      g_string_append (text, "\r\n");
    }
  return desco_output_file_write (file, text->str, text->len, error)
         && desco_output_file_commit (file, error);
}

/* The amount is a number that can be summed: its cents over 100, which the sheet works out itself. */
static lxw_error
write_amount (lxw_worksheet *sheet, lxw_row_t row, gint64 amount, lxw_format *format)
{
  g_autofree char *formula = g_strdup_printf ("=%" G_GINT64_FORMAT "/100", amount);
  g_autofree char *shown
      = g_strdup_printf ("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, amount / 100, amount % 100);

  return worksheet_write_formula_num (sheet, row, COLUMN_AMOUNT, formula, format,
                                      g_ascii_strtod (shown, NULL));
}

static lxw_error
fill_sheet (lxw_workbook *book, GPtrArray *refunds)
{
  g_autofree char *mark = g_strdup_printf ("&C&B%s", _ ("internal use"));
  lxw_worksheet *sheet = workbook_add_worksheet (book, _ ("Refunds"));
  lxw_format *bold = workbook_add_format (book);
  lxw_format *euros = workbook_add_format (book);
  lxw_error result = LXW_NO_ERROR;

  format_set_bold (bold);
  format_set_num_format (euros, "#,##0.00");
  worksheet_set_header (sheet, mark);
  worksheet_set_landscape (sheet);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_repeat_rows (sheet, 0, 0);
  worksheet_freeze_panes (sheet, 1, 0);

  for (Column column = 0; column < N_COLUMNS; column++)
    {
      worksheet_set_column (sheet, (lxw_col_t) column, (lxw_col_t) column, columns[column].width,
                            NULL);
      worksheet_write_string (sheet, 0, (lxw_col_t) column, _ (columns[column].title), bold);
    }
  for (guint i = 0; result == LXW_NO_ERROR && i < refunds->len; i++)
    {
      const DescoRefund *refund = g_ptr_array_index (refunds, i);

      for (Column column = 0; result == LXW_NO_ERROR && column < N_COLUMNS; column++)
        {
          g_autofree char *cell = format_cell (refund, column);

          if (column == COLUMN_AMOUNT)
            result = write_amount (sheet, i + 1, refund->amount, euros);
          else if (cell != NULL)
            result = worksheet_write_string (sheet, i + 1, (lxw_col_t) column, cell, NULL);
        }
    }
  return result;
}

/* The library writes a file by its name: a scratch one, whose bytes become the real one whole. */
static gboolean
write_book (GPtrArray *refunds, const char *scratch, const char *path, GError **error)
{
  lxw_workbook *book = workbook_new (scratch);
  lxw_error filled = fill_sheet (book, refunds);
  lxw_error closed = workbook_close (book);
  g_autoptr (DescoOutputFile) file = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  if (filled != LXW_NO_ERROR || closed != LXW_NO_ERROR)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("%s can't be written: %s."), path,
                   lxw_strerror (filled != LXW_NO_ERROR ? filled : closed));
      return FALSE;
    }
  if (!g_file_get_contents (scratch, &bytes, &length, error))
    return FALSE;
  file = desco_output_file_open (path, error);
  return file != NULL && desco_output_file_write (file, bytes, length, error)
         && desco_output_file_commit (file, error);
}

static gboolean
write_xlsx (GPtrArray *refunds, const char *path, GError **error)
{
  g_autofree char *scratch = NULL;
  int descriptor = g_file_open_tmp ("desco-XXXXXX.xlsx", &scratch, error);
  gboolean written;

  if (descriptor < 0)
    return FALSE;
  g_close (descriptor, NULL);
  written = write_book (refunds, scratch, path, error);
  g_unlink (scratch);
  return written;
}

/**
 * desco_refund_export_write:
 * @refunds: (element-type DescoRefund): what is on the list
 * @path: where to; .csv or .xlsx says what it is
 * @error: where to put an error, of domain %DESCO_INPUT_ERROR for another kind of file
 *
 * Writes the list of refunds that the accounting office pays. The file is there whole or not at all.
 *
 * Returns: whether it was written
 */
gboolean
desco_refund_export_write (GPtrArray *refunds, const char *path, GError **error)
{
  if (g_str_has_suffix (path, ".csv"))
    return write_csv (refunds, path, error);
  if (g_str_has_suffix (path, ".xlsx"))
    return write_xlsx (refunds, path, error);
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "output",
                         _ ("“%s” is neither .csv nor .xlsx: name one of them."), path);
  return FALSE;
}
