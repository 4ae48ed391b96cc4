/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-sheet-work-private.h"

#include "attendance/desco-calendar-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

#define MAX_REASON 200
#define MAX_STAFF_MEALS 1000

static void
warning_free (gpointer data)
{
  DescoAttendanceWarning *warning = data;

  g_free (warning->pupil);
  g_free (warning->message);
  g_free (warning);
}

static gboolean
check_date (const GDate *date, GError **error)
{
  GDate today = desco_clock_today ();
  g_autofree char *text = NULL;

  if (g_date_days_between (&today, date) <= DESCO_ATTENDANCE_DAYS_AHEAD)
    return TRUE;

  text = desco_date_to_display (date);
  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "date",
                         _ ("%s is more than %d days ahead: check the date."), text,
                         DESCO_ATTENDANCE_DAYS_AHEAD);
  return FALSE;
}

static gboolean
check_meal_day (DescoConnection *connection,
                const DescoRosterClass *sheet,
                const GDate *date,
                GError **error)
{
  g_autoptr (DescoMealDays) days
      = desco_meal_days_load_in (connection, &sheet->class_id, date, date, error);
  g_autofree char *text = NULL;

  if (days == NULL)
    return FALSE;
  if (desco_meal_days_contain (days, date))
    return TRUE;

  text = desco_date_to_display (date);
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
               _ ("Class %s of %s has no meal on %s (%s): change the date, or add the day to the "
                  "calendar."),
               sheet->name, sheet->school, text, desco_meal_days_get_reason (days, date));
  return FALSE;
}

static const char *
name_field (const DescoAttendanceMark *mark)
{
  return mark->absent ? "absent" : "plain";
}

static gboolean
check_mark (const DescoSheetWork *work, const DescoAttendanceMark *mark, GError **error)
{
  g_autofree char *id = NULL;

  if (desco_roster_find (work->roster, &mark->pupil_id) == NULL)
    {
      id = desco_uuid_to_string (&mark->pupil_id);
      desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, name_field (mark),
                             _ ("Pupil %s is not enrolled in class %s on that day: check the "
                                "pupil and the class."),
                             id, work->sheet->name);
      return FALSE;
    }
  if (mark->override_reason != NULL && g_utf8_strlen (mark->override_reason, -1) > MAX_REASON)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_TOO_LONG, "overrideReason",
                             _ ("The reason has more than %d characters: shorten it."), MAX_REASON);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_marks (const DescoSheetWork *work, GError **error)
{
  const DescoConfirmationRequest *request = work->request;

  if (request->set_staff_meals && request->staff_meals > MAX_STAFF_MEALS)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "staffMeals",
                             _ ("%u staff meals for a class can't be right: write a number from 0 "
                                "to %d."),
                             request->staff_meals, MAX_STAFF_MEALS);
      return FALSE;
    }
  for (guint i = 0; i < request->marks->len; i++)
    {
      if (!check_mark (work, g_ptr_array_index (request->marks, i), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_sheet_work_load: (skip)
 * @work: to be filled; to be cleared also where loading fails
 * @connection: a writer's, in a transaction
 * @request: what a person says
 * @alone: whether the request is about one pupil and nobody else is looked at
 * @error: %DESCO_INPUT_ERROR that names the field, %DESCO_RULE_ERROR where the day has no meal
 *
 * Reads what is on record, and checks what is said against it.
 *
 * Returns: whether it can be carried out
 */
gboolean
desco_sheet_work_load (DescoSheetWork *work,
                       DescoConnection *connection,
                       const DescoConfirmationRequest *request,
                       gboolean alone,
                       GError **error)
{
  const DescoAttendanceMark *only = alone ? g_ptr_array_index (request->marks, 0) : NULL;

  work->connection = connection;
  work->request = request;
  work->now = desco_clock_now ();
  work->result = g_new0 (DescoAttendanceResult, 1);
  work->result->warnings = g_ptr_array_new_with_free_func (warning_free);
  work->plans = g_array_new (FALSE, TRUE, sizeof (DescoMarkPlan));

  work->sheet = desco_roster_load_class_in (connection, &request->class_id, &request->date, error);
  if (work->sheet == NULL || !check_date (&request->date, error)
      || !check_meal_day (connection, work->sheet, &request->date, error)
      || !desco_cutoff_load_in (connection, &request->date, &work->cutoff, error))
    return FALSE;

  work->roster = desco_roster_load_in (
      connection, &request->class_id, only != NULL ? &only->pupil_id : NULL, &request->date, error);
  work->staff_meals = request->set_staff_meals ? request->staff_meals : work->sheet->staff_meals;
  return work->roster != NULL && check_marks (work, error);
}

/**
 * desco_sheet_work_clear: (skip)
 * @work: what was loaded
 */
void
desco_sheet_work_clear (DescoSheetWork *work)
{
  g_clear_pointer (&work->sheet, desco_roster_class_free);
  g_clear_pointer (&work->roster, g_ptr_array_unref);
  g_clear_pointer (&work->plans, g_array_unref);
  g_clear_pointer (&work->result, desco_attendance_result_free);
}

/**
 * desco_sheet_work_check_open: (skip)
 * @work: a sheet at work
 * @error: %DESCO_RULE_ERROR_CLOSED
 *
 * Returns: whether the kitchen's numbers can still change
 */
gboolean
desco_sheet_work_check_open (const DescoSheetWork *work, GError **error)
{
  g_autofree char *text = NULL;

  if (!work->sheet->day_closed)
    return TRUE;
  text = desco_date_to_display (&work->request->date);
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_CLOSED,
               _ ("The kitchen's numbers of %s are closed: reopen the day, saying why, and then "
                  "correct the sheet."),
               text);
  return FALSE;
}
