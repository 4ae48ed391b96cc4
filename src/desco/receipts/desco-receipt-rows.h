/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desco_receipt_rows_set_up (GtkListView *view, GtkToggleButton *select_button);
void desco_receipt_rows_toggle (GtkListView *view, guint position);

G_END_DECLS
