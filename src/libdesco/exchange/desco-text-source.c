/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-csv-dialect-private.h"
#include "exchange/desco-table-source-private.h"
#include "exchange/desco-text-decoder-private.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads the rows of a text whose cells a separator parts (RFC 4180, and what programs write that
 * have not read it). */
typedef struct
{
  DescoTableSource parent;
  DescoTextDecoder *decoder;
  goffset size;
  GString *buffer; /* decoded text; what lies before @position has been read */
  gsize position;
  guint line; /* of the character at @position */
} DescoTextSource;

/* Makes sure that there is a character at the position. %FALSE at the end and on error. */
static gboolean
ensure (DescoTextSource *self, GCancellable *cancellable, GError **error)
{
  if (self->position < self->buffer->len)
    return TRUE;

  g_string_truncate (self->buffer, 0);
  self->position = 0;
  return desco_text_decoder_fill (self->decoder, self->buffer, cancellable, error);
}

static char
peek (DescoTextSource *self)
{
  return self->buffer->str[self->position];
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

/* Steps over the line end at the position: CR, LF, or both. */
static gboolean
skip_line_end (DescoTextSource *self, GCancellable *cancellable, GError **error)
{
  gboolean after_return = peek (self) == '\r';
  g_autoptr (GError) failure = NULL;

  self->position++;
  self->line++;
  if (after_return && ensure (self, cancellable, &failure) && peek (self) == '\n')
    self->position++;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* Reads what stands between quotation marks; the position is after the first one. A line end within
 * belongs to the cell, a doubled mark stands for one. */
static gboolean
read_quoted (DescoTextSource *self,
             DescoTableRow *row,
             guint column,
             GCancellable *cancellable,
             GError **error)
{
  guint line = self->line;
  gboolean closed = FALSE;
  g_autoptr (GError) failure = NULL;

  while (!closed && ensure (self, cancellable, &failure))
    {
      const char *text = self->buffer->str + self->position;
      gsize length = strcspn (text, "\"\r\n");

      desco_table_row_append (row, text, length);
      self->position += length;
      if (!desco_table_source_check_cell (row, column, error))
        return FALSE;
      if (self->position == self->buffer->len)
        continue;

      if (is_line_end (peek (self)))
        {
          desco_table_row_append (row, "\n", 1);
          if (!skip_line_end (self, cancellable, error))
            return FALSE;
          continue;
        }

      self->position++;
      closed = !ensure (self, cancellable, &failure) || peek (self) != '"';
      if (!closed)
        {
          desco_table_row_append (row, "\"", 1);
          self->position++;
        }
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!closed)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                             _ ("Line %u, column %u: a quotation mark is opened and never closed. "
                                "Close it, or take it away, and try again."),
                             line, column + 1);
      return FALSE;
    }
  return TRUE;
}

/* Reads up to the separator or the line's end. A quotation mark in the midst is a character like
 * any other. */
static gboolean
read_bare (DescoTextSource *self,
           DescoTableRow *row,
           guint column,
           GCancellable *cancellable,
           GError **error)
{
  const char stops[] = { self->parent.separator, '\r', '\n', '\0' };
  g_autoptr (GError) failure = NULL;

  while (ensure (self, cancellable, &failure))
    {
      const char *text = self->buffer->str + self->position;
      gsize length = strcspn (text, stops);

      desco_table_row_append (row, text, length);
      self->position += length;
      if (!desco_table_source_check_cell (row, column, error))
        return FALSE;
      if (self->position < self->buffer->len)
        break;
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* Reads a cell; the position is then at what ended it. Text after a closing quotation mark still
 * belongs to the cell. */
static gboolean
read_cell (DescoTextSource *self,
           DescoTableRow *row,
           guint column,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) failure = NULL;

  while (ensure (self, cancellable, &failure) && peek (self) == ' ')
    self->position++;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (self->position < self->buffer->len && peek (self) == '"')
    {
      self->position++;
      if (!read_quoted (self, row, column, cancellable, error))
        return FALSE;
    }
  if (!read_bare (self, row, column, cancellable, error))
    return FALSE;
  desco_table_row_end_cell (row);
  return TRUE;
}

static gboolean
desco_text_source_next (DescoTableSource *source,
                        DescoTableRow *row,
                        GCancellable *cancellable,
                        GError **error)
{
  DescoTextSource *self = (DescoTextSource *) source;
  g_autoptr (GError) failure = NULL;

  if (!ensure (self, cancellable, error))
    return FALSE;

  desco_table_row_begin (row, self->line);
  for (guint column = 0;; column++)
    {
      if (!read_cell (self, row, column, cancellable, error))
        return FALSE;
      self->parent.encoding = desco_text_decoder_get_encoding (self->decoder);
      if (!ensure (self, cancellable, &failure))
        break;
      if (is_line_end (peek (self)))
        return skip_line_end (self, cancellable, error);
      self->position++;
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static double
desco_text_source_get_progress (DescoTableSource *source)
{
  DescoTextSource *self = (DescoTextSource *) source;

  if (self->size <= 0)
    return 0;
  return CLAMP ((double) desco_text_decoder_get_position (self->decoder) / (double) self->size, 0,
                1);
}

static void
desco_text_source_free (DescoTableSource *source)
{
  DescoTextSource *self = (DescoTextSource *) source;

  desco_text_decoder_free (self->decoder);
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

static const DescoTableSourceClass text_source_class = {
  .next = desco_text_source_next,
  .get_progress = desco_text_source_get_progress,
  .free = desco_text_source_free,
};

/* Excel writes and reads a first line `sep=;` that is no row. */
static void
take_separator_line (DescoTextSource *self)
{
  const char *text = self->buffer->str;
  char separator;

  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || text[4] == '\0' || !is_line_end (text[5]))
    return;
  separator = text[4];
  self->position = 6;
  if (text[5] == '\r' && text[6] == '\n')
    self->position++;
  self->line++;
  if (self->parent.separator == '\0')
    self->parent.separator = separator;
}

/* Takes @stream, a text of @size bytes or of an unknown size (-1). */
DescoTableSource *
desco_text_source_new (GInputStream *stream,
                       goffset size,
                       const DescoTableOptions *options,
                       GCancellable *cancellable,
                       GError **error)
{
  DescoTextSource *self = g_new0 (DescoTextSource, 1);
  g_autoptr (GError) failure = NULL;

  self->parent.klass = &text_source_class;
  self->parent.kind = DESCO_TABLE_KIND_TEXT;
  self->parent.separator = options->separator;
  self->decoder = desco_text_decoder_new (stream, options->encoding);
  self->size = size;
  self->buffer = g_string_sized_new (2 * 65536);
  self->line = 1;

  if (!ensure (self, cancellable, &failure) && failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      desco_text_source_free (&self->parent);
      return NULL;
    }

  take_separator_line (self);
  if (self->parent.separator == '\0')
    self->parent.separator = desco_csv_detect_separator (self->buffer->str + self->position,
                                                         self->buffer->len - self->position);
  self->parent.encoding = desco_text_decoder_get_encoding (self->decoder);
  return &self->parent;
}
