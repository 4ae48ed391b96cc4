/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_COLUMN_ROW (desco_column_row_get_type ())
G_DECLARE_FINAL_TYPE (DescoColumnRow, desco_column_row, DESCO, COLUMN_ROW, AdwActionRow)

GtkWidget *desco_column_row_new (const char *header, const char *field, const char *sample);
char *desco_column_row_dup_choice (DescoColumnRow *self);

G_END_DECLS
