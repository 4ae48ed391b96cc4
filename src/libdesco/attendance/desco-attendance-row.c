/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-attendance-sheet-private.h"

#include "model/desco-clock.h"

/**
 * DescoAttendanceRow:
 *
 * One pupil on a sheet. Marking changes the row and nothing on disk; the sheet is confirmed or kept
 * as a whole.
 */
struct _DescoAttendanceRow
{
  GObject parent_instance;

  DescoUuid pupil_id;
  char *name;
  DescoAttendanceState state;
  DescoMealKind meal;
  gboolean has_diet;
  char *override_reason;
  gboolean with_balance;
  gint64 balance;
  GDate lasts_until;
  gint64 cutoff;
  gboolean touched; /* somebody marked it since it was loaded, if only to and fro */

  /* As on record: an absence keeps the lateness that it had. */
  DescoAttendanceState recorded_state;
  DescoMealKind recorded_meal;
  char *recorded_reason;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_STATE,
  PROP_MEAL,
  PROP_HAS_DIET,
  PROP_OVERRIDE_REASON,
  N_PROPERTIES,
} Property;

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (DescoAttendanceRow, desco_attendance_row, G_TYPE_OBJECT)

static void
set_state_and_meal (DescoAttendanceRow *self, DescoAttendanceState state, DescoMealKind meal)
{
  gboolean state_changed = self->state != state;
  gboolean meal_changed = self->meal != meal;

  self->state = state;
  self->meal = meal;
  self->touched |= state_changed || meal_changed;
  if (state_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (meal_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEAL]);
}

static DescoMealKind
usual_meal (DescoAttendanceRow *self)
{
  return self->has_diet ? DESCO_MEAL_SPECIAL : DESCO_MEAL_STANDARD;
}

static void
desco_attendance_row_finalize (GObject *object)
{
  DescoAttendanceRow *self = DESCO_ATTENDANCE_ROW (object);

  g_free (self->name);
  g_free (self->override_reason);
  g_free (self->recorded_reason);

  G_OBJECT_CLASS (desco_attendance_row_parent_class)->finalize (object);
}

static void
desco_attendance_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DescoAttendanceRow *self = DESCO_ATTENDANCE_ROW (object);

  switch ((Property) id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_MEAL:
      g_value_set_enum (value, self->meal);
      break;
    case PROP_HAS_DIET:
      g_value_set_boolean (value, self->has_diet);
      break;
    case PROP_OVERRIDE_REASON:
      g_value_set_string (value, self->override_reason);
      break;
    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desco_attendance_row_class_init (DescoAttendanceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = desco_attendance_row_finalize;
  object_class->get_property = desco_attendance_row_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, DESCO_TYPE_ATTENDANCE_STATE,
                                              DESCO_ATTENDANCE_PRESENT, flags);
  properties[PROP_MEAL]
      = g_param_spec_enum ("meal", NULL, NULL, DESCO_TYPE_MEAL_KIND, DESCO_MEAL_STANDARD, flags);
  properties[PROP_HAS_DIET] = g_param_spec_boolean ("has-diet", NULL, NULL, FALSE, flags);
  properties[PROP_OVERRIDE_REASON]
      = g_param_spec_string ("override-reason", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
desco_attendance_row_init (DescoAttendanceRow *self)
{
  g_date_clear (&self->lasts_until, 1);
}

/**
 * desco_attendance_row_new: (skip)
 * @entry: a pupil who is expected
 * @cutoff: until when an absence costs nothing; microseconds since 1970 in UTC
 * @with_balance: whether the reader may see what is left
 * @lasts_until: (nullable): until when it lasts
 *
 * Returns: (transfer full): a row
 */
DescoAttendanceRow *
desco_attendance_row_new (const DescoRosterEntry *entry,
                          gint64 cutoff,
                          gboolean with_balance,
                          const GDate *lasts_until)
{
  DescoAttendanceRow *self = g_object_new (DESCO_TYPE_ATTENDANCE_ROW, NULL);

  self->pupil_id = entry->pupil_id;
  self->cutoff = cutoff;
  self->name = g_strdup (entry->name);
  self->state = entry->state;
  self->meal = entry->meal;
  self->has_diet = entry->has_diet;
  self->override_reason = g_strdup (entry->override_reason);
  self->with_balance = with_balance;
  self->balance = with_balance ? entry->balance : 0;
  if (with_balance && lasts_until != NULL)
    self->lasts_until = *lasts_until;
  self->recorded_state = self->state;
  self->recorded_meal = self->meal;
  self->recorded_reason = g_strdup (self->override_reason);
  return self;
}

/**
 * desco_attendance_row_is_modified: (skip)
 * @self: a row
 *
 * Returns: whether it differs from what is on record
 */
gboolean
desco_attendance_row_is_modified (DescoAttendanceRow *self)
{
  return self->state != self->recorded_state || self->meal != self->recorded_meal
         || g_strcmp0 (self->override_reason, self->recorded_reason) != 0;
}

/**
 * desco_attendance_row_is_touched: (skip)
 * @self: a row
 *
 * Returns: whether somebody marked it since it was loaded. It may read as it did then, while what
 *   was marked between is kept on disk
 */
gboolean
desco_attendance_row_is_touched (DescoAttendanceRow *self)
{
  return self->touched;
}

/**
 * desco_attendance_row_get_pupil_id:
 * @self: a row
 *
 * Returns: (transfer none): who
 */
const DescoUuid *
desco_attendance_row_get_pupil_id (DescoAttendanceRow *self)
{
  return &self->pupil_id;
}

/**
 * desco_attendance_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none): surname and name
 */
const char *
desco_attendance_row_get_name (DescoAttendanceRow *self)
{
  return self->name;
}

/**
 * desco_attendance_row_get_state:
 * @self: a row
 *
 * Returns: how the pupil is marked; whether an absence is late follows from the clock
 */
DescoAttendanceState
desco_attendance_row_get_state (DescoAttendanceRow *self)
{
  return self->state;
}

/**
 * desco_attendance_row_get_meal:
 * @self: a row
 *
 * Returns: what is made
 */
DescoMealKind
desco_attendance_row_get_meal (DescoAttendanceRow *self)
{
  return self->meal;
}

/**
 * desco_attendance_row_get_has_diet:
 * @self: a row
 *
 * Returns: whether a diet holds that day; which one is not told here
 */
gboolean
desco_attendance_row_get_has_diet (DescoAttendanceRow *self)
{
  return self->has_diet;
}

/**
 * desco_attendance_row_get_balance:
 * @self: a row
 * @balance: (out): vouchers left
 *
 * Returns: whether the sheet was loaded with balances; if not, @balance is left alone
 */
gboolean
desco_attendance_row_get_balance (DescoAttendanceRow *self, gint64 *balance)
{
  if (self->with_balance)
    *balance = self->balance;
  return self->with_balance;
}

/**
 * desco_attendance_row_get_lasts_until:
 * @self: a row
 * @date: (out): the day of the last meal that the balance pays
 *
 * Returns: whether the balance pays any, within the calendar; if not, @date is left alone
 */
gboolean
desco_attendance_row_get_lasts_until (DescoAttendanceRow *self, GDate *date)
{
  if (!g_date_valid (&self->lasts_until))
    return FALSE;
  *date = self->lasts_until;
  return TRUE;
}

/**
 * desco_attendance_row_get_override_reason:
 * @self: a row
 *
 * Returns: (nullable) (transfer none): why a late absence costs nothing
 */
const char *
desco_attendance_row_get_override_reason (DescoAttendanceRow *self)
{
  return self->override_reason;
}

/**
 * desco_attendance_row_set_absent:
 * @self: a row
 * @absent: whether the pupil does not eat
 */
void
desco_attendance_row_set_absent (DescoAttendanceRow *self, gboolean absent)
{
  if (absent == (self->state != DESCO_ATTENDANCE_PRESENT))
    return;
  if (!absent)
    set_state_and_meal (self, DESCO_ATTENDANCE_PRESENT, usual_meal (self));
  else if (self->recorded_state != DESCO_ATTENDANCE_PRESENT)
    set_state_and_meal (self, self->recorded_state, self->recorded_meal);
  else
    set_state_and_meal (self,
                        desco_clock_now () < self->cutoff ? DESCO_ATTENDANCE_ABSENT
                                                          : DESCO_ATTENDANCE_LATE_ABSENT,
                        usual_meal (self));
}

/**
 * desco_attendance_row_set_plain:
 * @self: a row
 * @plain: whether the meal is plain; the pupil is present then
 */
void
desco_attendance_row_set_plain (DescoAttendanceRow *self, gboolean plain)
{
  if (plain)
    set_state_and_meal (self, DESCO_ATTENDANCE_PRESENT, DESCO_MEAL_PLAIN);
  else
    set_state_and_meal (self, self->state, usual_meal (self));
}

/**
 * desco_attendance_row_set_override_reason:
 * @self: a row
 * @reason: (nullable): why a late absence shall cost nothing; %NULL or empty charges it
 */
void
desco_attendance_row_set_override_reason (DescoAttendanceRow *self, const char *reason)
{
  if (reason != NULL && *reason == '\0')
    reason = NULL;
  if (g_strcmp0 (self->override_reason, reason) == 0)
    return;
  g_free (self->override_reason);
  self->override_reason = g_strdup (reason);
  self->touched = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVERRIDE_REASON]);
}
