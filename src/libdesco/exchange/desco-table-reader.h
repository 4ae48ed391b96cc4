/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-table-row.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  DESCO_TABLE_KIND_TEXT,
  DESCO_TABLE_KIND_XLS,
  DESCO_TABLE_KIND_XLSX,
} DescoTableKind;

typedef enum
{
  DESCO_TABLE_ENCODING_AUTO,
  DESCO_TABLE_ENCODING_UTF_8,
  DESCO_TABLE_ENCODING_UTF_16LE,
  DESCO_TABLE_ENCODING_UTF_16BE,
  DESCO_TABLE_ENCODING_WINDOWS_1252,
  DESCO_TABLE_ENCODING_ISO_8859_15,
} DescoTableEncoding;

/**
 * DescoTableOptions:
 * @encoding: how the text is encoded, or %DESCO_TABLE_ENCODING_AUTO to find out
 * @separator: what parts the cells of a text, or NUL to find out
 * @sheet: (nullable): the name of the workbook's sheet, or %NULL for its first one
 *
 * What a person may set where recognition errs. All zeroes means: recognise everything.
 */
typedef struct
{
  DescoTableEncoding encoding;
  char separator;
  const char *sheet;
} DescoTableOptions;

/* What one cell may hold and how many a row may have; past it the file is no list of people. */
#define DESCO_TABLE_MAX_CELL_BYTES 65536
#define DESCO_TABLE_MAX_COLUMNS 1024

#define DESCO_TYPE_TABLE_READER (desco_table_reader_get_type ())
G_DECLARE_FINAL_TYPE (DescoTableReader, desco_table_reader, DESCO, TABLE_READER, GObject)

DescoTableReader *desco_table_reader_open (const char *path,
                                           const DescoTableOptions *options,
                                           GCancellable *cancellable,
                                           GError **error);
DescoTableReader *desco_table_reader_new_for_text (GInputStream *stream,
                                                   const DescoTableOptions *options,
                                                   GCancellable *cancellable,
                                                   GError **error);
gboolean desco_table_reader_next (DescoTableReader *self, DescoTableRow *row, GError **error);
DescoTableKind desco_table_reader_get_kind (DescoTableReader *self);
DescoTableEncoding desco_table_reader_get_encoding (DescoTableReader *self);
char desco_table_reader_get_separator (DescoTableReader *self);
double desco_table_reader_get_progress (DescoTableReader *self);

gboolean desco_table_encoding_parse (const char *text, DescoTableEncoding *encoding);
const char *desco_table_encoding_to_string (DescoTableEncoding encoding);
gboolean desco_table_separator_parse (const char *text, char *separator);

G_END_DECLS
