/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-calendar-private.h"
#include "attendance/desco-confirmation-private.h"
#include "model/desco-date.h"

#include <glib/gi18n-lib.h>

/* So far back a row of plain meals is followed. */
#define DAYS_BACK 60

static const char SELECT_MARKS[]
    = "SELECT civil_date, state = 'present' AND meal = 'plain' FROM attendance_mark"
      " WHERE pupil_id = :pupil AND civil_date BETWEEN :from AND :date AND service = :service"
      " ORDER BY civil_date DESC";

static void
go_to_meal_day_before (DescoMealDays *days, GDate *date, const GDate *from)
{
  do
    g_date_subtract_days (date, 1);
  while (g_date_compare (date, from) > 0 && !desco_meal_days_contain (days, date));
}

/* How many days with a meal in a row, up to @date, the meal was plain. */
static gboolean
count_row (DescoConnection *connection,
           const DescoUuid *class_id,
           const DescoUuid *pupil_id,
           const GDate *date,
           guint *n,
           GError **error)
{
  GDate from = desco_date_add_days (date, -DAYS_BACK);
  GDate expected = *date;
  g_autoptr (DescoMealDays) days
      = desco_meal_days_load_in (connection, class_id, &from, date, error);
  DescoStatement *statement;
  GError *local_error = NULL;

  *n = 0;
  if (days == NULL)
    return FALSE;

  statement = desco_connection_get (connection, SELECT_MARKS);
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_date (statement, ":from", &from);
  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  while (desco_statement_step (statement, &local_error))
    {
      GDate marked = desco_statement_date (statement, 0);

      if (g_date_compare (&marked, &expected) != 0 || desco_statement_int (statement, 1) == 0)
        break;
      ++*n;
      go_to_meal_day_before (days, &expected, &from);
    }
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/**
 * desco_plain_meals_warn_in: (skip)
 * @connection: a connection in a transaction
 * @class_id: the pupil's class
 * @pupil_id: a pupil who has a plain meal
 * @pupil: surname and name
 * @date: on that day
 * @warnings: (element-type DescoAttendanceWarning): where to put a warning
 * @error: where to put an error
 *
 * past three plain meals in a row the doctor's certificate is asked for. The meal is made all
 * the same.
 *
 * Returns: whether it could be looked up
 */
gboolean
desco_plain_meals_warn_in (DescoConnection *connection,
                           const DescoUuid *class_id,
                           const DescoUuid *pupil_id,
                           const char *pupil,
                           const GDate *date,
                           GPtrArray *warnings,
                           GError **error)
{
  DescoAttendanceWarning *warning;
  guint n;

  if (!count_row (connection, class_id, pupil_id, date, &n, error))
    return FALSE;
  if (n <= DESCO_PLAIN_MEALS_WITHOUT_CERTIFICATE)
    return TRUE;

  warning = g_new0 (DescoAttendanceWarning, 1);
  warning->pupil_id = *pupil_id;
  warning->pupil = g_strdup (pupil);
  warning->message
      = g_strdup_printf (ngettext ("%s has had a plain meal for %u day: ask the family for the "
                                   "doctor's certificate.",
                                   "%s has had plain meals for %u days in a row: ask the family "
                                   "for the doctor's certificate.",
                                   n),
                         pupil, n);
  g_ptr_array_add (warnings, warning);
  return TRUE;
}
