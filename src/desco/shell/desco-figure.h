/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESCO_TYPE_FIGURE (desco_figure_get_type ())
G_DECLARE_FINAL_TYPE (DescoFigure, desco_figure, DESCO, FIGURE, GtkBox)

void desco_figure_set_value (DescoFigure *self, const char *value);
void desco_figure_set_count (DescoFigure *self, gint64 count);

G_END_DECLS
