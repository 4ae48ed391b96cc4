/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-table-reader.h"

#include <string.h>

G_BEGIN_DECLS

/* What the tests of lists share: rows written on one line, cells parted by `|`, as
 * `1:Cognome|Nome`, with the line before them. */

static inline char *
describe_row (const DescoTableRow *row)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u:", desco_table_row_get_line (row));
  for (guint i = 0; i < desco_table_row_get_n_cells (row); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", desco_table_row_get_cell (row, i));
  return g_string_free (text, FALSE);
}

/* All the rows, one a line; where reading fails, `!` and the message at the end. */
static inline char *
describe_table (DescoTableReader *reader)
{
  g_autoptr (DescoTableRow) row = desco_table_row_new ();
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  while (desco_table_reader_next (reader, row, &error))
    {
      g_autofree char *line = describe_row (row);

      g_string_append_printf (text, "%s\n", line);
    }
  if (error != NULL)
    g_string_append_printf (text, "!%s\n", error->message);
  return g_string_free (text, FALSE);
}

static inline DescoTableReader *
open_text (const char *text, gsize length, const DescoTableOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return desco_table_reader_new_for_text (stream, options, NULL, error);
}

static inline char *
describe_text (const char *text, gsize length, const DescoTableOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoTableReader) reader = open_text (text, length, options, &error);

  if (reader == NULL)
    return g_strdup_printf ("!%s\n", error->message);
  return describe_table (reader);
}

G_END_DECLS
