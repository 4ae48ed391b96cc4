/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_PUPIL_CHOOSER (desco_pupil_chooser_get_type ())
G_DECLARE_FINAL_TYPE (DescoPupilChooser, desco_pupil_chooser, DESCO, PUPIL_CHOOSER, AdwBin)

void desco_pupil_chooser_set_store (DescoPupilChooser *self, DescoStore *store);
void desco_pupil_chooser_restart (DescoPupilChooser *self);

G_END_DECLS
