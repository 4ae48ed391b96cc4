/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-table-source-private.h"
#include "exchange/desco-xlsx-book-private.h"
#include "exchange/desco-xlsx-part-private.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SHEET_COLUMNS 16384

/* Reads the rows of a sheet of Excel 2007 and later (ECMA-376), as they are unpacked. */
typedef struct
{
  DescoTableSource parent;
  goffset size;
  DescoXlsxBook *book;
  DescoXlsxPart *part;
  guint line;
  GString *value; /* of the cell that is being read */
} DescoXlsxSource;

/* The column of a reference such as `AB12`, from 0; @otherwise where it has none. */
static guint
parse_column (const char *reference, guint otherwise)
{
  guint column = 0;

  for (const char *p = reference; p != NULL && g_ascii_isalpha (*p) && column < MAX_SHEET_COLUMNS;
       p++)
    column = column * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
  return column > 0 ? column - 1 : otherwise;
}

/* Collects the text of the cell's value: of <v>, or of <t> in <is>. */
static gboolean
read_value (DescoXlsxSource *self, DescoTableRow *row, guint column, GError **error)
{
  gboolean within = FALSE, aside = FALSE;

  g_string_truncate (self->value, 0);
  while (!desco_xlsx_part_leaves (self->part, "c"))
    {
      const char *piece = within && !aside ? desco_xlsx_part_get_text (self->part) : NULL;

      if (piece != NULL)
        g_string_append (self->value, piece);
      if (desco_xlsx_part_enters (self->part, "rPh"))
        aside = TRUE;
      if (desco_xlsx_part_enters (self->part, "v") || desco_xlsx_part_enters (self->part, "t"))
        within = TRUE;
      if (desco_xlsx_part_leaves (self->part, "v") || desco_xlsx_part_leaves (self->part, "t"))
        within = FALSE;
      if (desco_xlsx_part_leaves (self->part, "rPh"))
        aside = FALSE;
      if (!desco_xlsx_part_read (self->part, error))
        {
          if (error == NULL || *error == NULL)
            desco_xlsx_set_damaged (error);
          return FALSE;
        }
    }
  return TRUE;
}

/* Brings the value to what the sheet shows. */
static char *
write_value (DescoXlsxSource *self, const char *type, const char *style)
{
  if (type == NULL || strcmp (type, "n") == 0)
    {
      DescoSheetFormat format = desco_xlsx_book_get_format (self->book, style);

      if (self->value->len == 0)
        return g_strdup ("");
      return desco_sheet_number_to_text (self->value->str, &format,
                                         desco_xlsx_book_counts_from_1904 (self->book));
    }
  if (strcmp (type, "s") == 0)
    return g_strdup (desco_xlsx_book_get_string (self->book, self->value->str));
  if (strcmp (type, "b") == 0)
    return g_strdup (self->value->str[0] == '1' ? "VERO" : "FALSO");
  return g_strdup (self->value->str);
}

static gboolean
append_value (DescoXlsxSource *self,
              DescoTableRow *row,
              guint column,
              const char *text,
              GError **error)
{
  if (*text == '\0')
    return TRUE;
  for (guint i = desco_table_row_get_n_cells (row); i < column; i++)
    {
      if (!desco_table_source_check_cell (row, i, error))
        return FALSE;
      desco_table_row_end_cell (row);
    }
  desco_table_row_append (row, text, strlen (text));
  if (!desco_table_source_check_cell (row, column, error))
    return FALSE;
  desco_table_row_end_cell (row);
  return TRUE;
}

/* Reads the cell at whose beginning the part stands. Empty cells are left out until one with a
 * value comes: sheets have styles to their last column. */
static gboolean
read_cell (DescoXlsxSource *self, DescoTableRow *row, guint *next_column, GError **error)
{
  g_autofree char *reference = desco_xlsx_part_dup_attribute (self->part, "r");
  g_autofree char *type = desco_xlsx_part_dup_attribute (self->part, "t");
  g_autofree char *style = desco_xlsx_part_dup_attribute (self->part, "s");
  g_autofree char *text = NULL;
  guint column = parse_column (reference, *next_column);

  if (column < *next_column)
    {
      desco_xlsx_set_damaged (error);
      return FALSE;
    }
  *next_column = column + 1;
  if (desco_xlsx_part_is_empty (self->part))
    return TRUE;
  if (!read_value (self, row, column, error))
    return FALSE;

  text = write_value (self, type, style);
  if (text == NULL)
    {
      desco_xlsx_set_damaged (error);
      return FALSE;
    }
  return append_value (self, row, column, text, error);
}

static gboolean
read_row (DescoXlsxSource *self, DescoTableRow *row, GError **error)
{
  g_autofree char *number = desco_xlsx_part_dup_attribute (self->part, "r");
  guint64 line;
  guint next_column = 0;

  self->line++;
  if (number != NULL && g_ascii_string_to_unsigned (number, 10, 1, G_MAXUINT, &line, NULL))
    self->line = (guint) line;
  desco_table_row_begin (row, self->line);

  while (!desco_xlsx_part_leaves (self->part, "row"))
    {
      if (desco_xlsx_part_enters (self->part, "c") && !read_cell (self, row, &next_column, error))
        return FALSE;
      if (!desco_xlsx_part_read (self->part, error))
        {
          if (error == NULL || *error == NULL)
            desco_xlsx_set_damaged (error);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
desco_xlsx_source_next (DescoTableSource *source,
                        DescoTableRow *row,
                        GCancellable *cancellable,
                        GError **error)
{
  DescoXlsxSource *self = (DescoXlsxSource *) source;
  g_autoptr (GError) failure = NULL;

  while (desco_xlsx_part_read (self->part, &failure))
    {
      if (!desco_xlsx_part_enters (self->part, "row"))
        continue;
      if (read_row (self, row, &failure))
        return TRUE;
      break;
    }

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static double
desco_xlsx_source_get_progress (DescoTableSource *source)
{
  DescoXlsxSource *self = (DescoXlsxSource *) source;

  return CLAMP ((double) desco_xlsx_part_get_position (self->part) / (double) self->size, 0, 1);
}

static void
desco_xlsx_source_free (DescoTableSource *source)
{
  DescoXlsxSource *self = (DescoXlsxSource *) source;

  desco_xlsx_book_free (self->book);
  desco_xlsx_part_free (self->part);
  g_string_free (self->value, TRUE);
  g_free (self);
}

static const DescoTableSourceClass xlsx_source_class = {
  .next = desco_xlsx_source_next,
  .get_progress = desco_xlsx_source_get_progress,
  .free = desco_xlsx_source_free,
};

/* Takes the workbook at @path, of @size bytes. */
DescoTableSource *
desco_xlsx_source_new (const char *path,
                       goffset size,
                       const DescoTableOptions *options,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (DescoXlsxBook) book
      = desco_xlsx_book_open (path, size, options->sheet, cancellable, error);
  g_autoptr (DescoXlsxPart) part = NULL;
  DescoXlsxSource *self;

  if (book == NULL)
    return NULL;

  part = desco_xlsx_part_open (path, size, desco_xlsx_book_get_sheet_part (book), &failure);
  if (part == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        desco_xlsx_set_damaged (error);
      return NULL;
    }

  self = g_new0 (DescoXlsxSource, 1);
  self->parent.klass = &xlsx_source_class;
  self->parent.kind = DESCO_TABLE_KIND_XLSX;
  self->size = MAX (size, 1);
  self->book = g_steal_pointer (&book);
  self->part = g_steal_pointer (&part);
  self->value = g_string_new (NULL);
  return &self->parent;
}
