/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-uuid.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* The one service there is; the schema has room for others. */
#define DESCO_SERVICE_LUNCH "lunch"

/**
 * DescoAttendanceState:
 * @DESCO_ATTENDANCE_PRESENT: eats
 * @DESCO_ATTENDANCE_ABSENT: does not eat, told before the cut-off: costs nothing
 * @DESCO_ATTENDANCE_LATE_ABSENT: does not eat, told after it: the meal is made
 *
 * Who is marked says present or absent; that an absence is late follows from the clock.
 */
typedef enum
{
  DESCO_ATTENDANCE_PRESENT,
  DESCO_ATTENDANCE_ABSENT,
  DESCO_ATTENDANCE_LATE_ABSENT,
} DescoAttendanceState;

/**
 * DescoMealKind:
 * @DESCO_MEAL_STANDARD: the day's menu
 * @DESCO_MEAL_PLAIN: without seasoning, for a day or three
 * @DESCO_MEAL_SPECIAL: by a diet that is on record
 *
 * What the kitchen makes.
 */
typedef enum
{
  DESCO_MEAL_STANDARD,
  DESCO_MEAL_PLAIN,
  DESCO_MEAL_SPECIAL,
} DescoMealKind;

#define DESCO_TYPE_ATTENDANCE_STATE (desco_attendance_state_get_type ())
GType desco_attendance_state_get_type (void);
#define DESCO_TYPE_MEAL_KIND (desco_meal_kind_get_type ())
GType desco_meal_kind_get_type (void);

const char *desco_attendance_state_to_nick (DescoAttendanceState state);
gboolean desco_attendance_state_from_nick (const char *nick, DescoAttendanceState *state);
const char *desco_meal_kind_to_nick (DescoMealKind meal);
gboolean desco_meal_kind_from_nick (const char *nick, DescoMealKind *meal);

/**
 * DescoAttendanceMark:
 * @pupil_id: who
 * @absent: does not eat
 * @plain: eats a plain meal; standard or special follows from the diets
 * @override_reason: (nullable): why a late absence shall cost nothing; it stays on record
 *
 * What a person says about one pupil on one day.
 */
typedef struct
{
  DescoUuid pupil_id;
  gboolean absent;
  gboolean plain;
  char *override_reason;
} DescoAttendanceMark;

DescoAttendanceMark *
desco_attendance_mark_new (const DescoUuid *pupil_id, gboolean absent, gboolean plain);
DescoAttendanceMark *desco_attendance_mark_copy (const DescoAttendanceMark *self);
void desco_attendance_mark_free (DescoAttendanceMark *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoAttendanceMark, desco_attendance_mark_free)

G_END_DECLS
