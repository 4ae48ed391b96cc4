/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-uuid.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_PUPILS_PAGE (desco_pupils_page_get_type ())
G_DECLARE_FINAL_TYPE (DescoPupilsPage, desco_pupils_page, DESCO, PUPILS_PAGE, AdwBin)

void desco_pupils_page_show_pupil (DescoPupilsPage *self, const DescoUuid *pupil_id);

G_END_DECLS
