/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance-mark.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DescoAttendanceTotals:
 * @expected: pupils enrolled that day
 * @present: those who eat
 * @absent: those who do not
 * @plain: plain meals
 * @special: meals by a diet
 * @staff: staff meals, which charge nobody
 *
 * What a sheet adds up to.
 */
typedef struct
{
  guint expected;
  guint present;
  guint absent;
  guint plain;
  guint special;
  guint staff;
} DescoAttendanceTotals;

#define DESCO_TYPE_ATTENDANCE_ROW (desco_attendance_row_get_type ())
G_DECLARE_FINAL_TYPE (DescoAttendanceRow, desco_attendance_row, DESCO, ATTENDANCE_ROW, GObject)

const DescoUuid *desco_attendance_row_get_pupil_id (DescoAttendanceRow *self);
const char *desco_attendance_row_get_name (DescoAttendanceRow *self);
DescoAttendanceState desco_attendance_row_get_state (DescoAttendanceRow *self);
DescoMealKind desco_attendance_row_get_meal (DescoAttendanceRow *self);
gboolean desco_attendance_row_get_has_diet (DescoAttendanceRow *self);
gboolean desco_attendance_row_get_balance (DescoAttendanceRow *self, gint64 *balance);
gboolean desco_attendance_row_get_lasts_until (DescoAttendanceRow *self, GDate *date);
const char *desco_attendance_row_get_override_reason (DescoAttendanceRow *self);
void desco_attendance_row_set_absent (DescoAttendanceRow *self, gboolean absent);
void desco_attendance_row_set_plain (DescoAttendanceRow *self, gboolean plain);
void desco_attendance_row_set_override_reason (DescoAttendanceRow *self, const char *reason);

/* A GListModel of DescoAttendanceRow in the order of names. */
#define DESCO_TYPE_ATTENDANCE_SHEET (desco_attendance_sheet_get_type ())
G_DECLARE_FINAL_TYPE (DescoAttendanceSheet,
                      desco_attendance_sheet,
                      DESCO,
                      ATTENDANCE_SHEET,
                      GObject)

const DescoUuid *desco_attendance_sheet_get_class_id (DescoAttendanceSheet *self);
const char *desco_attendance_sheet_get_class_name (DescoAttendanceSheet *self);
const char *desco_attendance_sheet_get_school_name (DescoAttendanceSheet *self);
const GDate *desco_attendance_sheet_get_date (DescoAttendanceSheet *self);
gint64 desco_attendance_sheet_get_cutoff (DescoAttendanceSheet *self);
gint64 desco_attendance_sheet_get_confirmed_at (DescoAttendanceSheet *self);
const char *desco_attendance_sheet_get_confirmed_by (DescoAttendanceSheet *self);
gboolean desco_attendance_sheet_is_meal_day (DescoAttendanceSheet *self);
const char *desco_attendance_sheet_get_closed_reason (DescoAttendanceSheet *self);
gboolean desco_attendance_sheet_is_day_closed (DescoAttendanceSheet *self);
void desco_attendance_sheet_get_totals (DescoAttendanceSheet *self, DescoAttendanceTotals *totals);
void desco_attendance_sheet_set_staff_meals (DescoAttendanceSheet *self, guint staff_meals);
gboolean desco_attendance_sheet_is_modified (DescoAttendanceSheet *self);

G_END_DECLS
