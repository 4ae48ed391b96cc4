/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-sheet-number-private.h"
#include "exchange/desco-table-source-private.h"
#include "exchange/desco-xls-probe-private.h"
#include "model/desco-error.h"

#include <freexl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* The library holds the whole workbook; 65,536 rows, the format's limit, are far below this. */
#define MAX_XLS_BYTES (G_GINT64_CONSTANT (128) * 1024 * 1024)

/* Reads the rows of a sheet of Excel 97 to 2003 (BIFF). */
typedef struct
{
  DescoTableSource parent;
  const void *workbook;
  unsigned int n_rows;
  unsigned short n_columns;
  unsigned int next_row;
} DescoXlsSource;

static void
append_cell (DescoTableRow *row, const FreeXL_CellValue *cell)
{
  g_autofree char *number = NULL;
  const char *text = "";

  switch (cell->type)
    {
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      text = cell->value.text_value != NULL ? cell->value.text_value : "";
      break;
    case FREEXL_CELL_INT:
      text = number = g_strdup_printf ("%d", cell->value.int_value);
      break;
    case FREEXL_CELL_DOUBLE:
      text = number = desco_sheet_double_to_text (cell->value.double_value);
      break;
    default:
      break;
    }

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      desco_table_row_append (row, valid, strlen (valid));
      return;
    }
  desco_table_row_append (row, text, strlen (text));
}

static gboolean
desco_xls_source_next (DescoTableSource *source,
                       DescoTableRow *row,
                       GCancellable *cancellable,
                       GError **error)
{
  DescoXlsSource *self = (DescoXlsSource *) source;

  if (self->next_row >= self->n_rows)
    return FALSE;

  desco_table_row_begin (row, self->next_row + 1);
  for (unsigned short column = 0; column < self->n_columns; column++)
    {
      FreeXL_CellValue cell = { .type = FREEXL_CELL_NULL };

      if (freexl_get_cell_value (self->workbook, self->next_row, column, &cell) != FREEXL_OK)
        cell.type = FREEXL_CELL_NULL;
      append_cell (row, &cell);
      if (!desco_table_source_check_cell (row, column, error))
        return FALSE;
      desco_table_row_end_cell (row);
    }
  self->next_row++;
  return TRUE;
}

static double
desco_xls_source_get_progress (DescoTableSource *source)
{
  DescoXlsSource *self = (DescoXlsSource *) source;

  return self->n_rows > 0 ? (double) self->next_row / self->n_rows : 1;
}

static void
desco_xls_source_free (DescoTableSource *source)
{
  DescoXlsSource *self = (DescoXlsSource *) source;

  if (self->workbook != NULL)
    freexl_close (self->workbook);
  g_free (self);
}

static const DescoTableSourceClass xls_source_class = {
  .next = desco_xls_source_next,
  .get_progress = desco_xls_source_get_progress,
  .free = desco_xls_source_free,
};

static gboolean
set_open_error (int status, GError **error)
{
  const char *message = _ ("This workbook (.xls) is damaged and cannot be read. Export or save it "
                           "again.");

  if (status == FREEXL_BIFF_WORKBOOK_NOT_FOUND)
    message = _ ("This is no Excel workbook: it is a document of another program, or it is locked "
                 "with a password. Save the list without a password as .xlsx.");
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file", "%s", message);
  return FALSE;
}

static gboolean
open_workbook (DescoXlsSource *self, const char *path, GError **error)
{
  unsigned int password = FREEXL_BIFF_PLAIN;
  int status = FREEXL_CRAFTED_FILE;

  if (desco_xls_probe (path))
    status = freexl_open (path, &self->workbook);
  if (status != FREEXL_OK)
    return set_open_error (status, error);
  if (freexl_get_info (self->workbook, FREEXL_BIFF_PASSWORD, &password) == FREEXL_OK
      && password == FREEXL_BIFF_OBFUSCATED)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                             _ ("This workbook is locked with a password. Save it without one."));
      return FALSE;
    }
  return TRUE;
}

/* Takes the sheet of that name, else the first one with something in it. */
static gboolean
select_sheet (DescoXlsSource *self, const char *name, GError **error)
{
  unsigned int n_sheets = 0;

  freexl_get_info (self->workbook, FREEXL_BIFF_SHEET_COUNT, &n_sheets);
  for (unsigned int i = 0; i < n_sheets && i <= G_MAXUSHORT; i++)
    {
      const char *sheet_name = NULL;

      freexl_get_worksheet_name (self->workbook, (unsigned short) i, &sheet_name);
      if (name != NULL && g_strcmp0 (name, sheet_name) != 0)
        continue;
      if (freexl_select_active_worksheet (self->workbook, (unsigned short) i) != FREEXL_OK
          || freexl_worksheet_dimensions (self->workbook, &self->n_rows, &self->n_columns)
                 != FREEXL_OK)
        return set_open_error (FREEXL_CRAFTED_FILE, error);
      if (name != NULL || self->n_rows > 0)
        return TRUE;
    }

  if (name != NULL)
    desco_input_error_set (
        error, DESCO_INPUT_ERROR_NOT_FOUND, "file",
        _ ("There is no sheet called “%s” in this workbook. Write the name as its tab has it."),
        name);
  else
    desco_input_error_set (
        error, DESCO_INPUT_ERROR_INVALID, "file",
        _ ("This workbook has no sheet with anything in it. Export the list again."));
  return FALSE;
}

/* Takes the workbook at @path, of @size bytes. */
DescoTableSource *
desco_xls_source_new (const char *path,
                      goffset size,
                      const DescoTableOptions *options,
                      GError **error)
{
  DescoXlsSource *self;

  if (size > MAX_XLS_BYTES)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "file",
                             _ ("This workbook (.xls) is too large. Save it as .xlsx or CSV, and "
                                "take that."));
      return NULL;
    }

  self = g_new0 (DescoXlsSource, 1);
  self->parent.klass = &xls_source_class;
  self->parent.kind = DESCO_TABLE_KIND_XLS;
  if (!open_workbook (self, path, error) || !select_sheet (self, options->sheet, error))
    {
      desco_xls_source_free (&self->parent);
      return NULL;
    }
  return &self->parent;
}
