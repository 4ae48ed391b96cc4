/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_IMPORT_WINDOW (desco_import_window_get_type ())
G_DECLARE_FINAL_TYPE (DescoImportWindow, desco_import_window, DESCO, IMPORT_WINDOW, AdwWindow)

void desco_import_window_present (GtkWindow *parent, DescoSession *session, GFile *list);

G_END_DECLS
