/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESCO_TYPE_ATTENDANCE_ROW_VIEW (desco_attendance_row_view_get_type ())
G_DECLARE_FINAL_TYPE (DescoAttendanceRowView,
                      desco_attendance_row_view,
                      DESCO,
                      ATTENDANCE_ROW_VIEW,
                      GtkListBoxRow)

GtkWidget *desco_attendance_row_view_new (DescoAttendanceRow *row, guint number);
DescoAttendanceRow *desco_attendance_row_view_get_row (DescoAttendanceRowView *self);
void desco_attendance_row_view_update (DescoAttendanceRowView *self);

G_END_DECLS
