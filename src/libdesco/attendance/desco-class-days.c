/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-class-days-private.h"

#include "attendance/desco-calendar-private.h"
#include "model/desco-creditor.h"
#include "model/desco-date.h"

/* Who was not marked is present, with the meal that the diets say. */
static const char SELECT_CLASSES[]
    = "WITH expected AS (SELECT e.class_id, ifnull (m.state, 'present') AS state,"
      "   ifnull (m.meal, CASE WHEN EXISTS (SELECT 1 FROM diet AS d WHERE d.pupil_id = e.pupil_id"
      "     AND (d.valid_from IS NULL OR d.valid_from <= :date)"
      "     AND (d.valid_until IS NULL OR d.valid_until >= :date))"
      "     THEN 'special' ELSE 'standard' END) AS meal"
      "   FROM enrolment AS e LEFT JOIN attendance_mark AS m"
      "     ON m.pupil_id = e.pupil_id AND m.civil_date = :date AND m.service = :service"
      "   WHERE e.school_year = :year AND (e.valid_from IS NULL OR e.valid_from <= :date)"
      "   AND (e.valid_until IS NULL OR e.valid_until >= :date))"
      " SELECT class.id, school.id, school.name, school.code, school.school_order, class.name,"
      " CASE s.status WHEN 'confirmed' THEN s.confirmed_at END, ifnull (s.staff_meals, 0),"
      " count (*), sum (state = 'present'), sum (state = 'present' AND meal = 'plain'),"
      " sum (state = 'present' AND meal = 'special'),"
      " sum (state <> 'absent' AND meal = 'standard'),"
      " sum (state <> 'absent' AND meal = 'plain'), sum (state <> 'absent' AND meal = 'special')"
      " FROM expected JOIN class ON class.id = expected.class_id"
      " JOIN school ON school.id = class.school_id"
      " LEFT JOIN attendance_sheet AS s"
      "   ON s.civil_date = :date AND s.service = :service AND s.class_id = class.id"
      " GROUP BY class.id"
      " ORDER BY school.school_order, school.name_key, class.year, class.name, class.id";
static const char SELECT_CLOSING[]
    = "SELECT k.id, k.closed_at, author.name FROM kitchen_closing AS k"
      " JOIN author ON author.id = k.closed_by"
      " WHERE k.civil_date = :date AND k.service = :service AND k.reopened_at IS NULL";

static gpointer
read_class_day (DescoStatement *statement)
{
  DescoClassDay *day = g_new0 (DescoClassDay, 1);

  day->class_id = desco_statement_uuid (statement, 0);
  day->school_id = desco_statement_uuid (statement, 1);
  day->school = desco_statement_dup_text (statement, 2);
  day->school_code = desco_statement_dup_text (statement, 3);
  day->school_order = (int) desco_statement_int (statement, 4);
  day->class_name = desco_statement_dup_text (statement, 5);
  day->confirmed_at = desco_statement_int (statement, 6);
  day->totals.staff = (guint) desco_statement_int (statement, 7);
  day->totals.expected = (guint) desco_statement_int (statement, 8);
  day->totals.present = (guint) desco_statement_int (statement, 9);
  day->totals.absent = day->totals.expected - day->totals.present;
  day->totals.plain = (guint) desco_statement_int (statement, 10);
  day->totals.special = (guint) desco_statement_int (statement, 11);
  day->standard = (guint) desco_statement_int (statement, 12);
  day->plain = (guint) desco_statement_int (statement, 13);
  day->special = (guint) desco_statement_int (statement, 14);
  return day;
}

static GPtrArray *
list_expected (DescoConnection *connection, const GDate *date, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_CLASSES);
  g_autofree char *year = desco_school_year_of_date (date);

  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  desco_statement_bind_text (statement, ":year", year);
  return desco_statement_take_all (statement, read_class_day, (GDestroyNotify) desco_class_day_free,
                                   error);
}

/**
 * desco_class_days_list_in: (skip)
 * @connection: a connection in a transaction
 * @date: a day
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoClassDay): the classes with a meal on that
 *   day, by order and name of the school
 */
GPtrArray *
desco_class_days_list_in (DescoConnection *connection, const GDate *date, GError **error)
{
  g_autoptr (GPtrArray) expected = list_expected (connection, date, error);
  g_autoptr (GPtrArray) with_meal
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_class_day_free);

  if (expected == NULL)
    return NULL;
  while (expected->len > 0)
    {
      g_autoptr (DescoClassDay) day = g_ptr_array_steal_index (expected, 0);
      g_autoptr (DescoMealDays) days
          = desco_meal_days_load_in (connection, &day->class_id, date, date, error);

      if (days == NULL)
        return NULL;
      if (desco_meal_days_contain (days, date))
        g_ptr_array_add (with_meal, g_steal_pointer (&day));
    }
  return g_steal_pointer (&with_meal);
}

/**
 * desco_class_days_find_closing_in: (skip)
 * @connection: a connection in a transaction
 * @date: a day
 * @closing_id: (out) (optional): the closing that stands, or nil
 * @closed_at: (out): when it was made, 0 where there is none; microseconds since 1970 in UTC
 * @closed_by: (out) (optional) (nullable) (transfer full): by whom
 * @error: where to put an error
 *
 * Returns: whether it could be looked up
 */
gboolean
desco_class_days_find_closing_in (DescoConnection *connection,
                                  const GDate *date,
                                  DescoUuid *closing_id,
                                  gint64 *closed_at,
                                  char **closed_by,
                                  GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_CLOSING);
  GError *local_error = NULL;

  *closed_at = 0;
  if (closing_id != NULL)
    *closing_id = (DescoUuid){ { 0 } };
  if (closed_by != NULL)
    *closed_by = NULL;

  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  if (desco_statement_step (statement, &local_error))
    {
      *closed_at = desco_statement_int (statement, 1);
      if (closing_id != NULL)
        *closing_id = desco_statement_uuid (statement, 0);
      if (closed_by != NULL)
        *closed_by = desco_statement_dup_text (statement, 2);
    }
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/**
 * desco_class_day_free:
 * @self: (transfer full) (nullable): a class on a day
 */
void
desco_class_day_free (DescoClassDay *self)
{
  if (self == NULL)
    return;
  g_free (self->school);
  g_free (self->school_code);
  g_free (self->class_name);
  g_free (self);
}
