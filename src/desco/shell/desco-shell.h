/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESCO_TYPE_SHELL (desco_shell_get_type ())
G_DECLARE_FINAL_TYPE (DescoShell, desco_shell, DESCO, SHELL, GtkWidget)

gboolean desco_shell_get_narrow (DescoShell *self);
gboolean desco_shell_get_sidebar_shown (DescoShell *self);
void desco_shell_set_sidebar_shown (DescoShell *self, gboolean shown);

G_END_DECLS
