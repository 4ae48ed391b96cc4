/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-page.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESCO_TYPE_SIDEBAR_ROW (desco_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (DescoSidebarRow, desco_sidebar_row, DESCO, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *desco_sidebar_row_new (DescoPage page);
DescoPage desco_sidebar_row_get_page (DescoSidebarRow *self);
void desco_sidebar_row_set_count (DescoSidebarRow *self, guint count);
void desco_sidebar_row_set_current (DescoSidebarRow *self, gboolean current);

G_END_DECLS
