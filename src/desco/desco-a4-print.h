/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkPrintOperation *desco_a4_print_new (const char *job_name);
void desco_a4_print_run (GtkPrintOperation *operation,
                         GtkWidget *from,
                         GCallback draw_page,
                         gpointer data,
                         GClosureNotify data_free);

G_END_DECLS
