/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *desco_figure_row_new (GtkWidget **box);
GtkSizeGroup *desco_figure_row_get_group (GtkListBox *list, const char *column);
GtkWidget *desco_figure_row_add_name (GtkWidget *box, const char *name, const char *caption);
void desco_figure_row_add_heading (GtkWidget *box, const char *text);
void desco_figure_row_add_column (GtkListBox *list,
                                  GtkWidget *box,
                                  const char *column,
                                  const char *text);
void
desco_figure_row_add_count (GtkListBox *list, GtkWidget *box, const char *column, gint64 count);
void
desco_figure_row_add_text (GtkListBox *list, GtkWidget *box, const char *column, const char *text);
GtkWidget *desco_figure_row_new_header (GtkWidget **box);

G_END_DECLS
