/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desco_toast_show (GtkWidget *from, const char *title);
void desco_toast_show_in_window (GtkWindow *window, const char *title);
void desco_toast_show_error (GtkWidget *from, const GError *error);
void desco_toast_show_undo (GtkWidget *from, const char *title);

G_END_DECLS
