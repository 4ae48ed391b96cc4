/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-table-reader.h"
#include "exchange/desco-table-row-private.h"

G_BEGIN_DECLS

/* Where the rows of a DescoTableReader come from: one source a kind of file. A source embeds this
 * struct as its first member. Its errors are %DESCO_INPUT_ERROR about the field `file`; the reader
 * puts the file's name before them. */
typedef struct _DescoTableSource DescoTableSource;

typedef struct
{
  /* Fills @row; %FALSE at the end, and with @error set where the file cannot be read on. */
  gboolean (*next) (DescoTableSource *self,
                    DescoTableRow *row,
                    GCancellable *cancellable,
                    GError **error);
  /* From 0 to 1. */
  double (*get_progress) (DescoTableSource *self);
  void (*free) (DescoTableSource *self);
} DescoTableSourceClass;

struct _DescoTableSource
{
  const DescoTableSourceClass *klass;
  DescoTableKind kind;
  DescoTableEncoding encoding;
  char separator;
};

DescoTableSource *desco_text_source_new (GInputStream *stream,
                                         goffset size,
                                         const DescoTableOptions *options,
                                         GCancellable *cancellable,
                                         GError **error);
DescoTableSource *desco_xls_source_new (const char *path,
                                        goffset size,
                                        const DescoTableOptions *options,
                                        GError **error);
DescoTableSource *desco_xlsx_source_new (const char *path,
                                         goffset size,
                                         const DescoTableOptions *options,
                                         GCancellable *cancellable,
                                         GError **error);

gboolean desco_table_source_check_cell (const DescoTableRow *row, guint column, GError **error);

G_END_DECLS
