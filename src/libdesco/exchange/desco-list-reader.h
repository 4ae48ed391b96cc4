/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-column-map.h"
#include "exchange/desco-table-reader.h"

G_BEGIN_DECLS

#define DESCO_TYPE_LIST_READER (desco_list_reader_get_type ())
G_DECLARE_FINAL_TYPE (DescoListReader, desco_list_reader, DESCO, LIST_READER, GObject)

DescoListReader *desco_list_reader_open (DescoListKind kind,
                                         const char *path,
                                         const DescoTableOptions *options,
                                         const char *const *overrides,
                                         GCancellable *cancellable,
                                         GError **error);
DescoListReader *desco_list_reader_new (DescoListKind kind,
                                        DescoTableReader *table,
                                        const char *const *overrides,
                                        GError **error);
DescoListKind desco_list_reader_get_kind (DescoListReader *self);
DescoTableReader *desco_list_reader_get_table (DescoListReader *self);
const DescoColumnMap *desco_list_reader_get_columns (DescoListReader *self);
const GDate *desco_list_reader_get_today (DescoListReader *self);
const DescoTableRow *desco_list_reader_get_row (DescoListReader *self);
const DescoTableRow *desco_list_reader_next (DescoListReader *self, GError **error);

G_END_DECLS
