/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-table-row.h"

G_BEGIN_DECLS

/* For those who fill rows: the sources of DescoTableReader. */

void desco_table_row_begin (DescoTableRow *self, guint line);
void desco_table_row_append (DescoTableRow *self, const char *text, gsize length);
gsize desco_table_row_get_cell_length (const DescoTableRow *self);
void desco_table_row_end_cell (DescoTableRow *self);

G_END_DECLS
