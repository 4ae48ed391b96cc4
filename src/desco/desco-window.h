/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_WINDOW (desco_window_get_type ())
G_DECLARE_FINAL_TYPE (DescoWindow, desco_window, DESCO, WINDOW, AdwApplicationWindow)

DescoWindow *desco_window_new (GtkApplication *application);
void desco_window_open (DescoWindow *self, const char *path);
const char *desco_window_get_path (DescoWindow *self);
void desco_window_show_page (DescoWindow *self, DescoPage page);
void desco_window_import (DescoWindow *self, GFile *list);
char *desco_window_get_practice_path (void);

G_END_DECLS
