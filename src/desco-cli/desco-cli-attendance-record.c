/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "attendance/desco-attendance.h"
#include "desco-cli-reference.h"
#include "model/desco-clock.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

static const DescoAttendanceMark *
find_mark (GPtrArray *marks, const DescoUuid *pupil_id)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const DescoAttendanceMark *mark = g_ptr_array_index (marks, i);

      if (desco_uuid_equal (&mark->pupil_id, pupil_id))
        return mark;
    }
  return NULL;
}

static gboolean
add_marks (DescoCli *cli,
           GPtrArray *marks,
           char **references,
           gboolean absent,
           const char *override_reason,
           GError **error)
{
  for (guint i = 0; references != NULL && references[i] != NULL; i++)
    {
      const DescoAttendanceMark *earlier;
      DescoAttendanceMark *mark;
      DescoUuid pupil_id;

      if (!desco_cli_find_pupil (cli, references[i], &pupil_id, error))
        return FALSE;
      earlier = find_mark (marks, &pupil_id);
      if (earlier != NULL && earlier->absent == absent)
        continue;
      if (earlier != NULL)
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_AMBIGUOUS, "plain",
                                 _ ("“%s” can't be absent and eat a plain meal: say one of them."),
                                 references[i]);
          return FALSE;
        }
      mark = desco_attendance_mark_new (&pupil_id, absent, !absent);
      mark->override_reason = absent ? g_strdup (override_reason) : NULL;
      g_ptr_array_add (marks, mark);
    }
  return TRUE;
}

static gboolean
read_staff_meals (const char *text, gint64 *staff_meals, GError **error)
{
  if (!desco_cli_read_number (text, "staffMeals", staff_meals, error))
    return FALSE;
  if (text != NULL && *staff_meals < 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "staffMeals",
                             _ ("Staff meals can't be fewer than none, as “%s” is: write 0 or "
                                "more."),
                             text);
      return FALSE;
    }
  return TRUE;
}

static void
answer (DescoCli *cli, const DescoAttendanceResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_uuid (builder, "sheet", &result->sheet_id);
  desco_cli_add_time (builder, "confirmedAt", result->confirmed_at);
  desco_cli_add_int (builder, "expected", result->totals.expected);
  desco_cli_add_int (builder, "present", result->totals.present);
  desco_cli_add_int (builder, "absent", result->totals.absent);
  desco_cli_add_int (builder, "lateAbsent", result->n_late);
  desco_cli_add_int (builder, "plain", result->totals.plain);
  desco_cli_add_int (builder, "meals", result->n_meals);
  desco_cli_add_int (builder, "reversed", result->n_reversed);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->warnings->len; i++)
    {
      const DescoAttendanceWarning *warning = g_ptr_array_index (result->warnings, i);

      json_builder_begin_object (builder);
      desco_cli_add_uuid (builder, "pupil", &warning->pupil_id);
      desco_cli_add_text (builder, "message", warning->message);
      json_builder_end_object (builder);
      desco_cli_say (cli, "%s: %s", warning->pupil, warning->message);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);

  desco_cli_say (cli, _ ("%u expected, %u present, %u absent, %u plain meals; confirmed."),
                 result->totals.expected, result->totals.present, result->totals.absent,
                 result->totals.plain);
}

/**
 * desco_cli_attendance_record:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `attendance record --class C --date D [--absent ID…] [--plain ID…]`: confirms a sheet; doing it
 * again charges nothing more. An absence after the cut-off is charged, unless a reason
 * is given.
 *
 * Returns: whether it is confirmed
 */
gboolean
desco_cli_attendance_record (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *class = NULL;
  g_autofree char *date_text = NULL;
  g_auto (GStrv) absent = NULL;
  g_auto (GStrv) plain = NULL;
  g_autofree char *override_reason = NULL;
  g_autofree char *staff_text = NULL;
  gint64 staff_meals = -1; /* as it is */
  GDate date = desco_clock_today ();
  DescoUuid class_id;
  g_autoptr (GPtrArray) marks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_attendance_mark_free);
  g_autoptr (DescoAttendanceResult) result = NULL;
  const GOptionEntry entries[] = {
    { "class", 0, 0, G_OPTION_ARG_STRING, &class, N_ ("Which class, SCHOOL/1A"), "C" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date_text, N_ ("Which day (today)"), "D" },
    { "absent", 0, 0, G_OPTION_ARG_STRING_ARRAY, &absent,
      N_ ("Who does not eat; may be given again"), "ID" },
    { "plain", 0, 0, G_OPTION_ARG_STRING_ARRAY, &plain,
      N_ ("Who eats a plain meal; may be given again"), "ID" },
    { "override-reason", 0, 0, G_OPTION_ARG_STRING, &override_reason,
      N_ ("Why absences after the cut-off cost nothing; it stays on record"), "TEXT" },
    { "staff-meals", 0, 0, G_OPTION_ARG_STRING, &staff_text, N_ ("How many of the staff eat"),
      "N" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (class == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say which class: --class."));
      return FALSE;
    }
  if (!read_staff_meals (staff_text, &staff_meals, error)
      || !desco_cli_read_date (date_text, "date", &date, error)
      || desco_cli_open (cli, error) == NULL || !desco_cli_find_class (cli, class, &class_id, error)
      || !add_marks (cli, marks, absent, TRUE, override_reason, error)
      || !add_marks (cli, marks, plain, FALSE, NULL, error))
    return FALSE;

  result = desco_attendance_record (cli->store, &class_id, &date, marks,
                                    (int) MIN (staff_meals, G_MAXINT), cli->cancellable, error);
  if (result == NULL)
    return FALSE;
  answer (cli, result);
  return TRUE;
}
