/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DescoTableRow:
 *
 * One row of a table: its cells as UTF-8, and the line on which it starts. It is made once and
 * filled again for each row, so that a list of any length costs the memory of its longest row.
 */
typedef struct _DescoTableRow DescoTableRow;

DescoTableRow *desco_table_row_new (void);
void desco_table_row_free (DescoTableRow *self);
guint desco_table_row_get_line (const DescoTableRow *self);
guint desco_table_row_get_n_cells (const DescoTableRow *self);
const char *desco_table_row_get_cell (const DescoTableRow *self, guint column);
gboolean desco_table_row_is_blank (const DescoTableRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoTableRow, desco_table_row_free)

G_END_DECLS
