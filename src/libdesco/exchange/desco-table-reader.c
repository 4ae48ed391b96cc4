/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-table-reader.h"

#include "exchange/desco-table-file-private.h"
#include "exchange/desco-table-source-private.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * DescoTableReader:
 *
 * Reads the rows of a list, one at a time and in constant memory, from what registers and
 * spreadsheets export: text (CSV, TSV) in any of their encodings, .xls and .xlsx (J-03). What the
 * file is shows in its content, never in its name.
 */
struct _DescoTableReader
{
  GObject parent_instance;

  char *name; /* (nullable): of the file, for messages */
  DescoTableSource *source;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DescoTableReader, desco_table_reader, G_TYPE_OBJECT)

static const DescoTableOptions default_options = { 0 };

static const struct
{
  DescoTableEncoding encoding;
  const char *name;
  const char *aliases[5];
} encodings[] = {
  { DESCO_TABLE_ENCODING_AUTO, "auto", { "automatic" } },
  { DESCO_TABLE_ENCODING_UTF_8, "UTF-8", { "utf8" } },
  { DESCO_TABLE_ENCODING_UTF_16LE, "UTF-16LE", { "utf16le", "utf-16", "utf16" } },
  { DESCO_TABLE_ENCODING_UTF_16BE, "UTF-16BE", { "utf16be" } },
  { DESCO_TABLE_ENCODING_WINDOWS_1252, "Windows-1252", { "cp1252", "cp-1252", "ansi", "latin1" } },
  { DESCO_TABLE_ENCODING_ISO_8859_15, "ISO-8859-15", { "latin9", "latin-9", "iso8859-15" } },
};

static void
prefix_name (const char *name, GError **error)
{
  if (name != NULL && error != NULL && *error != NULL && (*error)->domain == DESCO_INPUT_ERROR)
    g_prefix_error (error, "%s: ", name);
}

static DescoTableSource *
open_source (const char *path,
             const DescoTableOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  DescoTableKind kind;
  goffset size;

  if (!desco_table_file_recognise (path, &kind, &size, cancellable, error))
    return NULL;

  switch (kind)
    {
    case DESCO_TABLE_KIND_XLS:
      return desco_xls_source_new (path, size, options, error);
    case DESCO_TABLE_KIND_XLSX:
      return desco_xlsx_source_new (path, size, options, cancellable, error);
    case DESCO_TABLE_KIND_TEXT:
    default:
      stream = g_file_read (file, cancellable, error);
      if (stream == NULL)
        return NULL;
      return desco_text_source_new (G_INPUT_STREAM (stream), size, options, cancellable, error);
    }
}

static void
desco_table_reader_finalize (GObject *object)
{
  DescoTableReader *self = DESCO_TABLE_READER (object);

  if (self->source != NULL)
    self->source->klass->free (self->source);
  g_clear_object (&self->cancellable);
  g_free (self->name);

  G_OBJECT_CLASS (desco_table_reader_parent_class)->finalize (object);
}

static void
desco_table_reader_class_init (DescoTableReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desco_table_reader_finalize;
}

static void
desco_table_reader_init (DescoTableReader *self)
{
}

/* The cell that @row is being filled with may not grow for ever: a quotation mark left open would
 * take in the whole file. @column is from 0. */
gboolean
desco_table_source_check_cell (const DescoTableRow *row, guint column, GError **error)
{
  if (desco_table_row_get_cell_length (row) > DESCO_TABLE_MAX_CELL_BYTES)
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_TOO_LONG, "file",
          _ ("Line %u, column %u: the cell holds more than %u bytes. Shorten it, "
             "and look for a quotation mark that is not closed."),
          desco_table_row_get_line (row), column + 1, DESCO_TABLE_MAX_CELL_BYTES);
      return FALSE;
    }
  if (column >= DESCO_TABLE_MAX_COLUMNS)
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "file",
          _ ("Line %u has more than %u columns, so this is not a list of people. "
             "Check the file and the separator."),
          desco_table_row_get_line (row), DESCO_TABLE_MAX_COLUMNS);
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_table_reader_open:
 * @path: (type filename): a file
 * @options: (nullable): what not to find out by looking
 * @cancellable: (nullable): stops the reading, now and at each row
 * @error: %DESCO_INPUT_ERROR about the field `file`, saying what the file is and what to do, where
 *   it is no list: missing, a folder, empty, a PDF, a LibreOffice file, damaged
 *
 * Returns: (transfer full) (nullable): a reader before the file's first row
 */
DescoTableReader *
desco_table_reader_open (const char *path,
                         const DescoTableOptions *options,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (DescoTableReader) self = g_object_new (DESCO_TYPE_TABLE_READER, NULL);

  g_return_val_if_fail (path != NULL, NULL);

  self->name = g_filename_display_basename (path);
  g_set_object (&self->cancellable, cancellable);
  self->source
      = open_source (path, options != NULL ? options : &default_options, cancellable, error);
  if (self->source == NULL)
    {
      prefix_name (self->name, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * desco_table_reader_new_for_text:
 * @stream: a text whose cells a separator parts
 * @options: (nullable): what not to find out by looking
 * @cancellable: (nullable): stops the reading, now and at each row
 * @error: %DESCO_INPUT_ERROR where the bytes are no text
 *
 * Returns: (transfer full) (nullable): a reader before the text's first row
 */
DescoTableReader *
desco_table_reader_new_for_text (GInputStream *stream,
                                 const DescoTableOptions *options,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (DescoTableReader) self = g_object_new (DESCO_TYPE_TABLE_READER, NULL);

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  g_set_object (&self->cancellable, cancellable);
  self->source = desco_text_source_new (stream, -1, options != NULL ? options : &default_options,
                                        cancellable, error);
  if (self->source == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * desco_table_reader_next:
 * @self: a reader
 * @row: the row to fill
 * @error: %DESCO_INPUT_ERROR about `file` with line and column, where the file is damaged or no
 *   text there; %G_IO_ERROR_CANCELLED
 *
 * Reads the next row that is not blank.
 *
 * Returns: whether there was one; %FALSE without @error at the end
 */
gboolean
desco_table_reader_next (DescoTableReader *self, DescoTableRow *row, GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (DESCO_IS_TABLE_READER (self), FALSE);

  do
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!self->source->klass->next (self->source, row, self->cancellable, &failure))
        {
          if (failure == NULL)
            return FALSE;
          prefix_name (self->name, &failure);
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  while (desco_table_row_is_blank (row));

  return TRUE;
}

/**
 * desco_table_reader_get_kind:
 * @self: a reader
 *
 * Returns: what the file turned out to be
 */
DescoTableKind
desco_table_reader_get_kind (DescoTableReader *self)
{
  return self->source->kind;
}

/**
 * desco_table_reader_get_encoding:
 * @self: a reader
 *
 * Returns: the encoding of the text so far; %DESCO_TABLE_ENCODING_AUTO for a workbook
 */
DescoTableEncoding
desco_table_reader_get_encoding (DescoTableReader *self)
{
  return self->source->encoding;
}

/**
 * desco_table_reader_get_separator:
 * @self: a reader
 *
 * Returns: what parts the cells of the text, NUL for a workbook
 */
char
desco_table_reader_get_separator (DescoTableReader *self)
{
  return self->source->separator;
}

/**
 * desco_table_reader_get_progress:
 * @self: a reader
 *
 * Returns: how much of the file has been read, from 0 to 1, for a progress bar
 */
double
desco_table_reader_get_progress (DescoTableReader *self)
{
  return self->source->klass->get_progress (self->source);
}

/**
 * desco_table_encoding_parse:
 * @text: an encoding's name as a person writes it
 * @encoding: (out): where to put it
 *
 * Returns: whether it is one that Desco reads; if not, @encoding is left alone
 */
gboolean
desco_table_encoding_parse (const char *text, DescoTableEncoding *encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gboolean found = g_ascii_strcasecmp (text, encodings[i].name) == 0;

      for (guint j = 0; !found && encodings[i].aliases[j] != NULL; j++)
        found = g_ascii_strcasecmp (text, encodings[i].aliases[j]) == 0;
      if (found)
        {
          *encoding = encodings[i].encoding;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * desco_table_encoding_to_string:
 * @encoding: an encoding
 *
 * Returns: (transfer none): its name
 */
const char *
desco_table_encoding_to_string (DescoTableEncoding encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      if (encodings[i].encoding == encoding)
        return encodings[i].name;
    }
  return encodings[0].name;
}

/**
 * desco_table_separator_parse:
 * @text: a separator: the sign itself, `tab`, `comma`, `semicolon`
 * @separator: (out): where to put it
 *
 * Returns: whether it is one that Desco reads; if not, @separator is left alone
 */
gboolean
desco_table_separator_parse (const char *text, char *separator)
{
  static const struct
  {
    const char *name;
    char separator;
  } names[] = {
    { "tab", '\t' }, { "\\t", '\t' }, { "\t", '\t' },       { "comma", ',' }, { ",", ',' },
    { ";", ';' },    { "|", '|' },    { "semicolon", ';' }, { "pipe", '|' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (text, names[i].name) == 0)
        {
          *separator = names[i].separator;
          return TRUE;
        }
    }
  return FALSE;
}
