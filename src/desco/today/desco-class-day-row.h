/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-today.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *desco_class_day_row_new (GtkListBox *list, const DescoClassDay *day, gboolean narrow);
GtkWidget *desco_class_day_row_new_header (GtkListBox *list, gboolean narrow);

G_END_DECLS
