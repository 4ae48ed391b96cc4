/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-table-row-private.h"

#include <string.h>

struct _DescoTableRow
{
  guint line;
  gboolean blank;
  gsize cell_start;
  GString *text;  /* the cells, each ended by a NUL */
  GArray *starts; /* of gsize: where in @text each cell starts */
};

/* White space at a cell's ends: what keyboards make, and what spreadsheets and web pages leave
 * behind unseen: no-break space, zero-width space, byte-order mark. */
static gsize
measure_space (const char *text)
{
  if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
    return 1;
  if (strncmp (text, "\302\240", 2) == 0)
    return 2;
  if (strncmp (text, "\342\200\213", 3) == 0 || strncmp (text, "\357\273\277", 3) == 0)
    return 3;
  return 0;
}

static gsize
measure_space_before (const char *text, gsize end)
{
  for (gsize length = 1; length <= 3 && length <= end; length++)
    {
      if (measure_space (text + end - length) == length)
        return length;
    }
  return 0;
}

/* An apostrophe before a number and ="…" both keep a spreadsheet from rounding a code. */
static gboolean
is_kept_from_rounding (const char *cell)
{
  return cell[0] == '\'' && cell[1] != '\0'
         && (g_ascii_isdigit (cell[1]) || strchr ("=+-@", cell[1]) != NULL);
}

static gboolean
is_quoted_formula (const char *cell, gsize length)
{
  return length >= 3 && cell[0] == '=' && cell[1] == '"' && cell[length - 1] == '"';
}

/**
 * desco_table_row_new:
 *
 * Returns: (transfer full): a row without cells
 */
DescoTableRow *
desco_table_row_new (void)
{
  DescoTableRow *self = g_new0 (DescoTableRow, 1);

  self->blank = TRUE;
  self->text = g_string_sized_new (1024);
  self->starts = g_array_sized_new (FALSE, FALSE, sizeof (gsize), 32);
  return self;
}

/**
 * desco_table_row_free:
 * @self: (transfer full) (nullable): a row
 */
void
desco_table_row_free (DescoTableRow *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_free (self);
}

/**
 * desco_table_row_get_line:
 * @self: a row
 *
 * Returns: the line on which the row starts as an editor shows it, from 1; in a workbook the number
 *   of the row
 */
guint
desco_table_row_get_line (const DescoTableRow *self)
{
  return self->line;
}

/**
 * desco_table_row_get_n_cells:
 * @self: a row
 *
 * Returns: how many cells it has; rows of one table may differ
 */
guint
desco_table_row_get_n_cells (const DescoTableRow *self)
{
  return self->starts->len;
}

/**
 * desco_table_row_get_cell:
 * @self: a row
 * @column: from 0, and perhaps past the row's end
 *
 * Returns: (transfer none): the cell without white space at its ends, empty past the row's end;
 *   valid until the row is filled again
 */
const char *
desco_table_row_get_cell (const DescoTableRow *self, guint column)
{
  if (column >= self->starts->len)
    return "";
  return self->text->str + g_array_index (self->starts, gsize, column);
}

/**
 * desco_table_row_is_blank:
 * @self: a row
 *
 * Returns: whether none of its cells has anything in it
 */
gboolean
desco_table_row_is_blank (const DescoTableRow *self)
{
  return self->blank;
}

/* Empties the row, that starts on @line. */
void
desco_table_row_begin (DescoTableRow *self, guint line)
{
  self->line = line;
  self->blank = TRUE;
  self->cell_start = 0;
  g_string_truncate (self->text, 0);
  g_array_set_size (self->starts, 0);
}

/* Appends to the cell that is being filled. */
void
desco_table_row_append (DescoTableRow *self, const char *text, gsize length)
{
  g_string_append_len (self->text, text, (gssize) length);
}

/* The bytes of the cell that is being filled. */
gsize
desco_table_row_get_cell_length (const DescoTableRow *self)
{
  return self->text->len - self->cell_start;
}

/* Ends the cell, stripped of what does not belong to its value. */
void
desco_table_row_end_cell (DescoTableRow *self)
{
  gsize start = self->cell_start;
  gsize space;

  while (self->text->len > start
         && (space = measure_space_before (self->text->str + start, self->text->len - start)) > 0)
    g_string_truncate (self->text, self->text->len - space);
  while (start < self->text->len && (space = measure_space (self->text->str + start)) > 0)
    start += space;

  if (is_kept_from_rounding (self->text->str + start))
    start++;
  if (is_quoted_formula (self->text->str + start, self->text->len - start))
    {
      start += 2;
      g_string_truncate (self->text, self->text->len - 1);
    }

  if (start < self->text->len)
    self->blank = FALSE;
  g_array_append_val (self->starts, start);
  g_string_append_c (self->text, '\0');
  self->cell_start = self->text->len;
}
