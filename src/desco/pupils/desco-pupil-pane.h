/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_PUPIL_PANE (desco_pupil_pane_get_type ())
G_DECLARE_FINAL_TYPE (DescoPupilPane, desco_pupil_pane, DESCO, PUPIL_PANE, AdwBin)

void desco_pupil_pane_set_session (DescoPupilPane *self, DescoSession *session);
void
desco_pupil_pane_show_pupil (DescoPupilPane *self, const DescoUuid *pupil_id, gboolean take_focus);

G_END_DECLS
