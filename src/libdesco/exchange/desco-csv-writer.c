/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-csv-writer.h"

#include "model/desco-money.h"

#include <string.h>

/**
 * DescoCsvWriter:
 *
 * Writes a list as CSV: UTF-8 with the mark by which Excel knows it, a semicolon unless told
 * otherwise, CRLF at the rows' ends (RFC 4180).
 */
struct _DescoCsvWriter
{
  GObject parent_instance;

  GOutputStream *stream;
  char separator;
  gboolean row_started;
  GString *row;
};

G_DEFINE_FINAL_TYPE (DescoCsvWriter, desco_csv_writer, G_TYPE_OBJECT)

static void
start_cell (DescoCsvWriter *self)
{
  if (self->row_started)
    g_string_append_c (self->row, self->separator);
  self->row_started = TRUE;
}

static gboolean
needs_quotes (DescoCsvWriter *self, const char *text)
{
  const char marks[] = { self->separator, '"', '\r', '\n', '\0' };
  gsize length = strlen (text);

  return strpbrk (text, marks) != NULL
         || (length > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1])));
}

/* A sheet takes a cell that begins so for a formula, and runs it. */
static gboolean
starts_formula (const char *text)
{
  return text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL;
}

static void
desco_csv_writer_finalize (GObject *object)
{
  DescoCsvWriter *self = DESCO_CSV_WRITER (object);

  g_clear_object (&self->stream);
  g_string_free (self->row, TRUE);

  G_OBJECT_CLASS (desco_csv_writer_parent_class)->finalize (object);
}

static void
desco_csv_writer_class_init (DescoCsvWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desco_csv_writer_finalize;
}

static void
desco_csv_writer_init (DescoCsvWriter *self)
{
  self->row = g_string_new ("\357\273\277");
}

/**
 * desco_csv_writer_new:
 * @stream: where to write
 * @separator: what parts the cells; NUL for the semicolon that Italian sheets expect
 *
 * Returns: (transfer full): a writer before the first cell
 */
DescoCsvWriter *
desco_csv_writer_new (GOutputStream *stream, char separator)
{
  DescoCsvWriter *self = g_object_new (DESCO_TYPE_CSV_WRITER, NULL);

  self->stream = g_object_ref (stream);
  self->separator = separator != '\0' ? separator : ';';
  return self;
}

/**
 * desco_csv_writer_add_text:
 * @self: a writer
 * @text: (nullable): a cell as UTF-8; %NULL leaves it empty
 *
 * Adds a cell. A text that a sheet would run as a formula gets an apostrophe before it, which
 * reading takes off again.
 */
void
desco_csv_writer_add_text (DescoCsvWriter *self, const char *text)
{
  const char *value = text != NULL ? text : "";
  gboolean quotes = needs_quotes (self, value);

  start_cell (self);
  if (quotes)
    g_string_append_c (self->row, '"');
  if (starts_formula (value))
    g_string_append_c (self->row, '\'');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (self->row, '"');
      g_string_append_c (self->row, *p);
    }
  if (quotes)
    g_string_append_c (self->row, '"');
}

/**
 * desco_csv_writer_add_integer:
 * @self: a writer
 * @value: a number
 *
 * Adds a cell.
 */
void
desco_csv_writer_add_integer (DescoCsvWriter *self, gint64 value)
{
  start_cell (self);
  g_string_append_printf (self->row, "%" G_GINT64_FORMAT, value);
}

/**
 * desco_csv_writer_add_money:
 * @self: a writer
 * @cents: an amount in cents
 *
 * Adds a cell, as `1234,56`: without dots, so that a sheet takes it for a number.
 */
void
desco_csv_writer_add_money (DescoCsvWriter *self, gint64 cents)
{
  g_autofree char *decimal = desco_money_to_decimal (cents);

  g_strdelimit (decimal, ".", ',');
  start_cell (self);
  if (self->separator == ',')
    g_string_append_printf (self->row, "\"%s\"", decimal);
  else
    g_string_append (self->row, decimal);
}

/**
 * desco_csv_writer_end_row:
 * @self: a writer
 * @cancellable: (nullable): stops the writing
 * @error: why it could not be written
 *
 * Writes the row.
 *
 * Returns: whether it was written
 */
gboolean
desco_csv_writer_end_row (DescoCsvWriter *self, GCancellable *cancellable, GError **error)
{
  gboolean written;

  g_string_append (self->row, "\r\n");
  written = g_output_stream_write_all (self->stream, self->row->str, self->row->len, NULL,
                                       cancellable, error);
  g_string_truncate (self->row, 0);
  self->row_started = FALSE;
  return written;
}
