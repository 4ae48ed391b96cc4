/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-kitchen.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *desco_kitchen_row_new_header (GtkListBox *list);
GtkWidget *
desco_kitchen_row_new (GtkListBox *list, const DescoKitchenNumber *number, GPtrArray *diets);

G_END_DECLS
