/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-attendance-mark.h"

#include "model/desco-enum.h"

G_DEFINE_ENUM_TYPE (DescoAttendanceState,
                    desco_attendance_state,
                    G_DEFINE_ENUM_VALUE (DESCO_ATTENDANCE_PRESENT, "present"),
                    G_DEFINE_ENUM_VALUE (DESCO_ATTENDANCE_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (DESCO_ATTENDANCE_LATE_ABSENT, "late-absent"))

G_DEFINE_ENUM_TYPE (DescoMealKind,
                    desco_meal_kind,
                    G_DEFINE_ENUM_VALUE (DESCO_MEAL_STANDARD, "standard"),
                    G_DEFINE_ENUM_VALUE (DESCO_MEAL_PLAIN, "plain"),
                    G_DEFINE_ENUM_VALUE (DESCO_MEAL_SPECIAL, "special"))

/**
 * desco_attendance_state_to_nick:
 * @state: a state
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_attendance_state_to_nick (DescoAttendanceState state)
{
  return desco_enum_to_nick (DESCO_TYPE_ATTENDANCE_STATE, state);
}

/**
 * desco_attendance_state_from_nick:
 * @nick: (nullable): a state's name in the database
 * @state: (out): the state
 *
 * Returns: whether there is such a state; if not, @state is left alone
 */
gboolean
desco_attendance_state_from_nick (const char *nick, DescoAttendanceState *state)
{
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_ATTENDANCE_STATE, nick, &value);

  if (found)
    *state = (DescoAttendanceState) value;
  return found;
}

/**
 * desco_meal_kind_to_nick:
 * @meal: a kind of meal
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_meal_kind_to_nick (DescoMealKind meal)
{
  return desco_enum_to_nick (DESCO_TYPE_MEAL_KIND, meal);
}

/**
 * desco_meal_kind_from_nick:
 * @nick: (nullable): a kind's name in the database
 * @meal: (out): the kind
 *
 * Returns: whether there is such a kind; if not, @meal is left alone
 */
gboolean
desco_meal_kind_from_nick (const char *nick, DescoMealKind *meal)
{
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_MEAL_KIND, nick, &value);

  if (found)
    *meal = (DescoMealKind) value;
  return found;
}

/**
 * desco_attendance_mark_new:
 * @pupil_id: who
 * @absent: does not eat
 * @plain: eats a plain meal
 *
 * Returns: (transfer full): a mark without an override
 */
DescoAttendanceMark *
desco_attendance_mark_new (const DescoUuid *pupil_id, gboolean absent, gboolean plain)
{
  DescoAttendanceMark *self = g_new0 (DescoAttendanceMark, 1);

  self->pupil_id = *pupil_id;
  self->absent = absent;
  self->plain = plain;
  return self;
}

/**
 * desco_attendance_mark_copy:
 * @self: a mark
 *
 * Returns: (transfer full): the same again
 */
DescoAttendanceMark *
desco_attendance_mark_copy (const DescoAttendanceMark *self)
{
  DescoAttendanceMark *copy
      = desco_attendance_mark_new (&self->pupil_id, self->absent, self->plain);

  copy->override_reason = g_strdup (self->override_reason);
  return copy;
}

/**
 * desco_attendance_mark_free:
 * @self: (transfer full) (nullable): a mark
 */
void
desco_attendance_mark_free (DescoAttendanceMark *self)
{
  if (self == NULL)
    return;
  g_free (self->override_reason);
  g_free (self);
}
