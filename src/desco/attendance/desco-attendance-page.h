/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-uuid.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_ATTENDANCE_PAGE (desco_attendance_page_get_type ())
G_DECLARE_FINAL_TYPE (DescoAttendancePage, desco_attendance_page, DESCO, ATTENDANCE_PAGE, AdwBin)

void desco_attendance_page_show_class (DescoAttendancePage *self, const DescoUuid *class_id);

G_END_DECLS
