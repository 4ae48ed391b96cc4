/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-pupil.h"
#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_MOVE_WINDOW (desco_move_window_get_type ())
G_DECLARE_FINAL_TYPE (DescoMoveWindow, desco_move_window, DESCO, MOVE_WINDOW, AdwWindow)

void desco_move_window_present (GtkWidget *from,
                                DescoSession *session,
                                DescoPupil *pupil,
                                gint64 left,
                                GPtrArray *siblings);

G_END_DECLS
