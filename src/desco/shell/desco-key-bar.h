/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESCO_TYPE_KEY_BAR (desco_key_bar_get_type ())
G_DECLARE_FINAL_TYPE (DescoKeyBar, desco_key_bar, DESCO, KEY_BAR, GtkWidget)

void desco_key_bar_add (DescoKeyBar *self, const char *keys, const char *meaning);

G_END_DECLS
