/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-attendance-mark.h"

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

static const char *const state_nicks[] = { "present", "absent", "late-absent", NULL };
static const char *const meal_nicks[] = { "standard", "plain", "special", NULL };

static int
find_nick (const char *const *nicks, const char *nick)
{
  for (int i = 0; nicks[i] != NULL; i++)
    {
      if (g_strcmp0 (nick, nicks[i]) == 0)
        return i;
    }
  return -1;
}

/**
 * desco_attendance_state_to_nick:
 * @state: a state
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_attendance_state_to_nick (DescoAttendanceState state)
{
  g_return_val_if_fail ((guint) state <= DESCO_ATTENDANCE_LATE_ABSENT, NULL);

  return state_nicks[state];
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
  int found = find_nick (state_nicks, nick);

  if (found >= 0)
    *state = (DescoAttendanceState) found;
  return found >= 0;
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
  g_return_val_if_fail ((guint) meal <= DESCO_MEAL_SPECIAL, NULL);

  return meal_nicks[meal];
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
  int found = find_nick (meal_nicks, nick);

  if (found >= 0)
    *meal = (DescoMealKind) found;
  return found >= 0;
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
