/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-roster-private.h"

#include "attendance/desco-calendar-private.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-settings-private.h"

#include <glib/gi18n-lib.h>

static const char SELECT_CLASS[]
    = "SELECT class.school_id, class.name, school.name, s.id, s.staff_meals,"
      " CASE s.status WHEN 'confirmed' THEN s.confirmed_at END, author.name,"
      " EXISTS (SELECT 1 FROM kitchen_closing WHERE civil_date = :date AND service = :service"
      "   AND reopened_at IS NULL)"
      " FROM class JOIN school ON school.id = class.school_id"
      " LEFT JOIN attendance_sheet AS s"
      "   ON s.civil_date = :date AND s.service = :service AND s.class_id = class.id"
      " LEFT JOIN author ON author.id = s.author_id WHERE class.id = :class";

/* Who is enrolled on a day, with the mark of that day wherever it was made. */
#define ROSTER                                                                                     \
  "SELECT p.id, p.surname, p.name, m.state, m.meal, m.marked_at, m.override_reason, m.entry_id,"   \
  " ifnull (w.balance, 0),"                                                                        \
  " EXISTS (SELECT 1 FROM diet AS d WHERE d.pupil_id = p.id"                                       \
  "   AND (d.valid_from IS NULL OR d.valid_from <= :date)"                                         \
  "   AND (d.valid_until IS NULL OR d.valid_until >= :date))"                                      \
  " FROM enrolment AS e JOIN pupil AS p ON p.id = e.pupil_id"                                      \
  " LEFT JOIN attendance_mark AS m"                                                                \
  "   ON m.pupil_id = e.pupil_id AND m.civil_date = :date AND m.service = :service"                \
  " LEFT JOIN wallet_line AS w ON w.pupil_id = e.pupil_id"                                         \
  " WHERE e.class_id = :class"                                                                     \
  " AND (e.valid_from IS NULL OR e.valid_from <= :date)"                                           \
  " AND (e.valid_until IS NULL OR e.valid_until >= :date)"

static const char SELECT_ROSTER[] = ROSTER " ORDER BY p.sort_key, p.id";
static const char SELECT_PUPIL[] = ROSTER " AND e.pupil_id = :pupil";

/* The same sheet is the same on every desk: its id follows from class, day and service. */
static DescoUuid
derive_sheet_id (const DescoUuid *class_id, const GDate *date)
{
  g_autofree char *class = desco_uuid_to_string (class_id);
  g_autofree char *name = g_strdup_printf ("sheet %s %s", DESCO_SERVICE_LUNCH, class);

  return desco_uuid_derive (desco_calendar_time_of_date (date), name);
}

static gpointer
read_entry (DescoStatement *statement)
{
  DescoRosterEntry *entry = g_new0 (DescoRosterEntry, 1);

  entry->pupil_id = desco_statement_uuid (statement, 0);
  entry->name = g_strdup_printf ("%s %s", desco_statement_text (statement, 1),
                                 desco_statement_text (statement, 2));
  entry->balance = desco_statement_int (statement, 8);
  entry->has_diet = desco_statement_int (statement, 9) != 0;
  entry->meal = entry->has_diet ? DESCO_MEAL_SPECIAL : DESCO_MEAL_STANDARD;

  entry->marked = !desco_statement_is_null (statement, 3);
  if (entry->marked)
    {
      desco_attendance_state_from_nick (desco_statement_text (statement, 3), &entry->state);
      desco_meal_kind_from_nick (desco_statement_text (statement, 4), &entry->meal);
      entry->marked_at = desco_statement_int (statement, 5);
      entry->override_reason = desco_statement_dup_text (statement, 6);
      entry->entry_id = desco_statement_uuid (statement, 7);
    }
  return entry;
}

/**
 * desco_roster_load_class_in: (skip)
 * @connection: a connection in a transaction
 * @class_id: a class
 * @date: a day
 * @error: %DESCO_INPUT_ERROR of the field `class` where there is no such class
 *
 * Returns: (nullable) (transfer full): the class and its sheet of the day
 */
DescoRosterClass *
desco_roster_load_class_in (DescoConnection *connection,
                            const DescoUuid *class_id,
                            const GDate *date,
                            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_CLASS);
  DescoRosterClass *self;
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":class", class_id);
  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "class",
                               _ ("There is no such class: the list of pupils shows them all."));
      return NULL;
    }

  self = g_new0 (DescoRosterClass, 1);
  self->class_id = *class_id;
  self->school_id = desco_statement_uuid (statement, 0);
  self->name = desco_statement_dup_text (statement, 1);
  self->school = desco_statement_dup_text (statement, 2);
  self->on_record = !desco_statement_is_null (statement, 3);
  self->sheet_id
      = self->on_record ? desco_statement_uuid (statement, 3) : derive_sheet_id (class_id, date);
  self->staff_meals = (guint) desco_statement_int (statement, 4);
  self->confirmed_at = desco_statement_int (statement, 5);
  self->confirmed_by = desco_statement_dup_text (statement, 6);
  self->day_closed = desco_statement_int (statement, 7) != 0;
  desco_statement_reset (statement);
  return self;
}

/**
 * desco_roster_class_free: (skip)
 * @self: (transfer full) (nullable): a class
 */
void
desco_roster_class_free (DescoRosterClass *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->school);
  g_free (self->confirmed_by);
  g_free (self);
}

/**
 * desco_roster_load_in: (skip)
 * @connection: a connection in a transaction
 * @class_id: a class
 * @pupil_id: (nullable): only this pupil
 * @date: a day
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoRosterEntry): who is expected, in the
 *   order of names
 */
GPtrArray *
desco_roster_load_in (DescoConnection *connection,
                      const DescoUuid *class_id,
                      const DescoUuid *pupil_id,
                      const GDate *date,
                      GError **error)
{
  DescoStatement *statement
      = desco_connection_get (connection, pupil_id != NULL ? SELECT_PUPIL : SELECT_ROSTER);

  desco_statement_bind_uuid (statement, ":class", class_id);
  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  if (pupil_id != NULL)
    desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  return desco_statement_take_all (statement, read_entry, (GDestroyNotify) desco_roster_entry_free,
                                   error);
}

/**
 * desco_roster_entry_free: (skip)
 * @self: (transfer full) (nullable): a pupil
 */
void
desco_roster_entry_free (DescoRosterEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->override_reason);
  g_free (self);
}

/**
 * desco_roster_find: (skip)
 * @roster: (element-type DescoRosterEntry): who is expected
 * @pupil_id: a pupil
 *
 * Returns: (nullable) (transfer none): the pupil, where expected
 */
DescoRosterEntry *
desco_roster_find (GPtrArray *roster, const DescoUuid *pupil_id)
{
  for (guint i = 0; i < roster->len; i++)
    {
      DescoRosterEntry *entry = g_ptr_array_index (roster, i);

      if (desco_uuid_equal (&entry->pupil_id, pupil_id))
        return entry;
    }
  return NULL;
}

/**
 * desco_cutoff_of_day: (skip)
 * @date: a day
 * @time: the hour and minutes in Europe/Rome, `9:15`
 *
 * Returns: that moment, also on the days on which summer time begins and ends; microseconds since
 *   1970 in UTC
 */
gint64
desco_cutoff_of_day (const GDate *date, const char *time)
{
  const char *colon = strchr (time, ':');
  int hour = (int) g_ascii_strtoll (time, NULL, 10);
  int minute = colon != NULL ? (int) g_ascii_strtoll (colon + 1, NULL, 10) : 0;
  g_autoptr (GDateTime) moment
      = g_date_time_new (desco_time_zone_rome (), g_date_get_year (date),
                         (int) g_date_get_month (date), g_date_get_day (date), hour, minute, 0);

  return g_date_time_to_unix (moment) * G_USEC_PER_SEC;
}

/**
 * desco_cutoff_load_in: (skip)
 * @connection: a connection in a transaction
 * @date: a day
 * @cutoff: (out): until when absences of that day cost nothing; microseconds since 1970 in UTC
 * @error: where to put an error
 *
 * Returns: whether @cutoff was set
 */
gboolean
desco_cutoff_load_in (DescoConnection *connection,
                      const GDate *date,
                      gint64 *cutoff,
                      GError **error)
{
  g_autofree char *time
      = desco_settings_get_in (connection, DESCO_SETTING_ATTENDANCE_CUTOFF, error);

  if (time == NULL)
    return FALSE;
  *cutoff = desco_cutoff_of_day (date, time);
  return TRUE;
}
