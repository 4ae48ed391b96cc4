/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-list-field.h"
#include "exchange/desco-table-row.h"

G_BEGIN_DECLS

/**
 * DescoColumnMap:
 *
 * What each column of a list means, found by its header and corrected by hand: what a window shows
 * before an import.
 */
typedef struct _DescoColumnMap DescoColumnMap;

#define DESCO_COLUMN_NONE G_MAXUINT

DescoColumnMap *desco_column_map_new (DescoListKind kind,
                                      const DescoTableRow *header,
                                      const char *const *overrides,
                                      GError **error);
void desco_column_map_free (DescoColumnMap *self);
gboolean desco_column_map_check_overrides (const char *const *overrides, GError **error);
gboolean desco_column_map_is_complete (const DescoColumnMap *self);
gboolean desco_column_map_check (const DescoColumnMap *self, GError **error);
guint desco_column_map_get_line (const DescoColumnMap *self);
guint desco_column_map_get_n_columns (const DescoColumnMap *self);
guint desco_column_map_get_n_recognised (const DescoColumnMap *self);
const char *desco_column_map_get_header (const DescoColumnMap *self, guint column);
const DescoMeaning *desco_column_map_get_meaning (const DescoColumnMap *self, guint column);
guint desco_column_map_find (const DescoColumnMap *self,
                             DescoField field,
                             DescoPersonRole role,
                             guint number);
gboolean
desco_column_map_has_person (const DescoColumnMap *self, DescoPersonRole role, guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoColumnMap, desco_column_map_free)

G_END_DECLS
