/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_FINDER (desco_finder_get_type ())
G_DECLARE_FINAL_TYPE (DescoFinder, desco_finder, DESCO, FINDER, AdwWindow)

void desco_finder_present (GtkWindow *parent, DescoSession *session);

G_END_DECLS
