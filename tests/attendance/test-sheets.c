/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-attendance.h"
#include "attendance/desco-calendar.h"
#include "attendance/desco-kitchen.h"

#include "desco-fixture.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-settings.h"

/* The day of most tests is Tuesday, 24 November 2026; its cut-off is 9:15, 8:15 in UTC. */
/* A minute before the cut-off: time goes on from there while a test runs. */
#define IN_TIME "2026-11-24T08:14:00Z"
#define LATE "2026-11-24T08:15:00Z"

static const char BALANCE[] = "SELECT ifnull (sum (quantity), 0) FROM ledger WHERE pupil_id = :id";
static const char ENTRIES[] = "SELECT count (*) FROM ledger WHERE pupil_id = :id";
static const char ALL_ENTRIES[] = "SELECT count (*) FROM ledger";
static const char STANDING_MEALS[]
    = "SELECT count (*) FROM ledger AS m WHERE kind = 'meal' AND pupil_id = :id"
      " AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = m.id)";
static const char OPERATIONS[] = "SELECT count (*) FROM outbox";
static const char MAKE_EXEMPT[] = "UPDATE pupil SET exemption = 'SI' WHERE id = :id";
static const char ADD_EXEMPTION[]
    = "INSERT INTO tariff_rule (id, tariff_id, position, description, exemption, unit_amount)"
      " SELECT randomblob (16), id, 0, 'Esenti', 'SI', 0 FROM tariff";
static const char ADD_DIET[]
    = "INSERT INTO diet (id, pupil_id, name) VALUES (randomblob (16), :id, 'Celiachia')";

static void
set_up (DescoFixture *fixture, gconstpointer data)
{
  desco_fixture_set_up (fixture, data);
  desco_fixture_set_clock (IN_TIME);
}

static GDate
the_day (void)
{
  return desco_date_from_ymd (2026, 11, 24);
}

/* Absent and plain pupils by their place in the fixture, "a" absent, "p" plain, "o" absent with a
 * reason not to charge, anything else present. */
static GPtrArray *
make_marks (DescoFixture *fixture, const char *pattern)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_attendance_mark_free);

  for (guint i = 0; pattern[i] != '\0'; i++)
    {
      DescoAttendanceMark *mark;

      if (strchr ("apo", pattern[i]) == NULL)
        continue;
      mark = desco_attendance_mark_new (&fixture->pupils[i], pattern[i] != 'p', pattern[i] == 'p');
      if (pattern[i] == 'o')
        mark->override_reason = g_strdup ("taken ill on the way");
      g_ptr_array_add (marks, mark);
    }
  return marks;
}

static DescoAttendanceResult *
try_record (DescoFixture *fixture, GDate date, const char *pattern, GError **error)
{
  g_autoptr (GPtrArray) marks = make_marks (fixture, pattern);

  return desco_attendance_record (fixture->store, &fixture->class_id, &date, marks, -1, NULL,
                                  error);
}

static DescoAttendanceResult *
record (DescoFixture *fixture, const char *pattern)
{
  g_autoptr (GError) error = NULL;
  DescoAttendanceResult *result = try_record (fixture, the_day (), pattern, &error);

  g_assert_no_error (error);
  return result;
}

static void
record_quietly (DescoFixture *fixture, const char *pattern)
{
  g_autoptr (DescoAttendanceResult) result = record (fixture, pattern);

  g_assert_nonnull (result);
}

static gint64
balance (DescoFixture *fixture, guint pupil)
{
  return desco_fixture_query (fixture, BALANCE, &fixture->pupils[pupil]);
}

static DescoAttendanceSheet *
load (DescoFixture *fixture)
{
  GDate date = the_day ();
  g_autoptr (GError) error = NULL;
  DescoAttendanceSheet *sheet
      = desco_attendance_load (fixture->store, &fixture->class_id, &date, TRUE, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static DescoAttendanceRow *
row_at (DescoAttendanceSheet *sheet, guint position)
{
  g_autoptr (DescoAttendanceRow) row = g_list_model_get_item (G_LIST_MODEL (sheet), position);

  /* The sheet holds it. */
  return row;
}

/* who is expected is present unless marked; an absence in time costs nothing. */
static void
test_present_unless_marked (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoAttendanceResult) result = record (fixture, "-a-");

  g_assert_cmpuint (result->totals.expected, ==, 3);
  g_assert_cmpuint (result->totals.present, ==, 2);
  g_assert_cmpuint (result->totals.absent, ==, 1);
  g_assert_cmpuint (result->n_late, ==, 0);
  g_assert_cmpuint (result->n_meals, ==, 2);
  g_assert_cmpint (balance (fixture, 0), ==, -1);
  g_assert_cmpint (balance (fixture, 1), ==, 0);
  g_assert_cmpint (balance (fixture, 2), ==, -1);
}

/* the last second before the cut-off and the first one after it, on days of each kind. */
static void
test_cutoff (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *setting;
    guint year, month, day;
    const char *cutoff;
  } cases[] = {
    { "9:15", 2026, 11, 24, "2026-11-24T08:15:00.000Z" },
    { "10:00", 2026, 11, 24, "2026-11-24T09:00:00.000Z" },
    { "0:00", 2026, 11, 24, "2026-11-23T23:00:00.000Z" },
    { "9:15", 2026, 10, 24, "2026-10-24T07:15:00.000Z" }, /* the last day of summer time */
    { "9:15", 2026, 10, 25, "2026-10-25T08:15:00.000Z" }, /* the night had an hour more */
    { "9:15", 2027, 3, 27, "2027-03-27T08:15:00.000Z" },
    { "9:15", 2027, 3, 28, "2027-03-28T07:15:00.000Z" }, /* the night had an hour less */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date = desco_date_from_ymd (cases[i].year, cases[i].month, cases[i].day);
      g_autoptr (DescoAttendanceSheet) sheet = NULL;
      g_autofree char *cutoff = NULL;

      g_assert_true (
          desco_settings_set (fixture->store, "attendance.cutoff", cases[i].setting, NULL, NULL));
      sheet = desco_attendance_load (fixture->store, &fixture->class_id, &date, FALSE, NULL, NULL);
      cutoff = desco_time_to_rfc3339 (desco_attendance_sheet_get_cutoff (sheet));
      g_assert_cmpstr (cutoff, ==, cases[i].cutoff);
    }
}

/* what an absence costs by the clock, the regulation and the pupil. */
static void
test_late_absence (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *now;
    const char *late_absence;
    gboolean exempt;
    const char *pattern;
    gint64 balance;
    gint64 entries;
  } cases[] = {
    { IN_TIME, "own", FALSE, "a", 0, 0 },
    { IN_TIME, "full", TRUE, "a", 0, 0 },
    { LATE, "own", FALSE, "a", -1, 1 },
    { LATE, "own", TRUE, "a", 0, 1 },
    { LATE, "full", FALSE, "a", -1, 1 },
    { LATE, "full", TRUE, "a", -1, 1 },
    { LATE, "nothing", FALSE, "a", 0, 0 },
    { LATE, "nothing", TRUE, "a", 0, 0 },
    { LATE, "own", FALSE, "o", 0, 0 },
    { LATE, "full", TRUE, "o", 0, 0 },
    { LATE, "nothing", FALSE, "-", -1, 1 },
    { LATE, "full", TRUE, "-", 0, 1 },
    { "2026-11-25T06:00:00Z", "own", FALSE, "a", -1, 1 },
    { "2026-11-23T20:00:00Z", "own", FALSE, "a", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DescoFixture school;

      g_test_message ("%u: %s %s %s", i, cases[i].now, cases[i].late_absence, cases[i].pattern);
      desco_fixture_set_up (&school, NULL);
      desco_fixture_set_clock (cases[i].now);
      if (g_str_equal (cases[i].late_absence, "full"))
        desco_fixture_run (&school, "UPDATE tariff SET late_absence = 'full'", NULL);
      if (g_str_equal (cases[i].late_absence, "nothing"))
        desco_fixture_run (&school, "UPDATE tariff SET late_absence = 'nothing'", NULL);
      desco_fixture_run (&school, ADD_EXEMPTION, NULL);
      if (cases[i].exempt)
        desco_fixture_run (&school, MAKE_EXEMPT, &school.pupils[0]);

      for (guint twice = 0; twice < 2; twice++)
        record_quietly (&school, cases[i].pattern);
      g_assert_cmpint (balance (&school, 0), ==, cases[i].balance);
      g_assert_cmpint (desco_fixture_query (&school, ENTRIES, &school.pupils[0]), ==,
                       cases[i].entries);
      desco_fixture_tear_down (&school, NULL);
    }
}

/* the moment that counts is when the absence was told, not when the sheet is confirmed. */
static void
test_told_in_time_confirmed_late (DescoFixture *fixture, gconstpointer data)
{
  static const char told[] = "SELECT count (*) FROM outbox WHERE type = 'absence'";
  g_autoptr (DescoAttendanceSheet) sheet = load (fixture);
  g_autoptr (DescoAttendanceSheet) later = NULL;
  g_autoptr (DescoAttendanceResult) result = NULL;
  g_autoptr (GError) error = NULL;

  desco_attendance_row_set_absent (row_at (sheet, 0), TRUE);
  g_assert_true (desco_attendance_save_draft (fixture->store, sheet, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (desco_fixture_query (fixture, ALL_ENTRIES, NULL), ==, 0);

  desco_fixture_set_clock ("2026-11-24T09:30:00Z");
  later = load (fixture);
  g_assert_cmpint (desco_attendance_row_get_state (row_at (later, 0)), ==, DESCO_ATTENDANCE_ABSENT);
  desco_attendance_row_set_absent (row_at (later, 1), TRUE);
  result = desco_attendance_confirm (fixture->store, later, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_late, ==, 1);
  g_assert_cmpint (desco_fixture_query (fixture, told, NULL), ==, 2);
  g_assert_cmpint (balance (fixture, 0), ==, 0);
  g_assert_cmpint (balance (fixture, 1), ==, -1);
  g_assert_cmpint (balance (fixture, 2), ==, -1);
}

/* A mark that was kept and taken back is gone, on the same sheet as on another. */
static void
test_draft_taken_back (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoAttendanceSheet) sheet = load (fixture);
  g_autoptr (DescoAttendanceSheet) other = NULL;
  g_autoptr (DescoAttendanceResult) result = NULL;
  DescoAttendanceTotals totals;

  desco_attendance_row_set_absent (row_at (sheet, 0), TRUE);
  desco_attendance_sheet_set_staff_meals (sheet, 3);
  g_assert_true (desco_attendance_save_draft (fixture->store, sheet, NULL, NULL));
  other = load (fixture);
  desco_attendance_sheet_get_totals (other, &totals);
  g_assert_cmpuint (totals.absent, ==, 1);
  g_assert_cmpuint (totals.staff, ==, 3);

  desco_attendance_row_set_absent (row_at (sheet, 0), FALSE);
  desco_attendance_sheet_set_staff_meals (sheet, 0);
  g_assert_false (desco_attendance_sheet_is_modified (sheet));
  result = desco_attendance_confirm (fixture->store, sheet, NULL, NULL);
  g_assert_cmpuint (result->totals.present, ==, 3);
  g_assert_cmpuint (result->totals.staff, ==, 0);
  g_assert_cmpint (balance (fixture, 0), ==, -1);
}

/* the reason stays on record, and goes when the absence is charged after all. */
static void
test_override (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoAttendanceSheet) sheet = NULL;
  g_autoptr (DescoAttendanceResult) result = NULL;

  desco_fixture_set_clock (LATE);
  record_quietly (fixture, "o--");
  record_quietly (fixture, "a--");
  sheet = load (fixture);
  g_assert_cmpint (desco_attendance_row_get_state (row_at (sheet, 0)), ==,
                   DESCO_ATTENDANCE_LATE_ABSENT);
  g_assert_cmpstr (desco_attendance_row_get_override_reason (row_at (sheet, 0)), ==,
                   "taken ill on the way");
  g_assert_cmpint (balance (fixture, 0), ==, 0);

  desco_attendance_row_set_override_reason (row_at (sheet, 0), "");
  result = desco_attendance_confirm (fixture->store, sheet, NULL, NULL);
  g_assert_cmpuint (result->n_meals, ==, 1);
  g_assert_cmpint (balance (fixture, 0), ==, -1);
}

/* the same said again, on two desks of one file, or by both ways. */
static void
test_charges_once (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoStore) other = desco_store_open (fixture->path, NULL);
  g_autoptr (DescoAttendanceSheet) sheet = load (fixture);
  g_autoptr (GPtrArray) marks = make_marks (fixture, "-a-");
  g_autoptr (GError) error = NULL;
  GDate date = the_day ();
  gint64 operations = 0;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (DescoAttendanceResult) result = desco_attendance_record (
          i % 2 == 0 ? fixture->store : other, &fixture->class_id, &date, marks, -1, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (result->n_meals, ==, i == 0 ? 2 : 0);
      g_assert_cmpuint (result->n_reversed, ==, 0);
      if (i == 0)
        operations = desco_fixture_query (fixture, OPERATIONS, NULL);
      desco_fixture_set_clock (LATE);
    }

  /* A window that was opened before knows nothing of it and changes nothing. */
  g_clear_pointer (&marks, g_ptr_array_unref);
  desco_attendance_result_free (desco_attendance_confirm (fixture->store, sheet, NULL, &error));
  g_assert_no_error (error);

  g_assert_cmpint (desco_fixture_query (fixture, ALL_ENTRIES, NULL), ==, 2);
  g_assert_cmpint (desco_fixture_query (fixture, OPERATIONS, NULL), ==, operations);
}

/* a correction reverses and posts only what changed. */
static void
test_correction (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *pattern;
    guint n_meals, n_reversed;
    gint64 balances[3];
  } steps[] = {
    { "a--", 2, 0, { 0, -1, -1 } },  { "-a-", 1, 1, { -1, 0, -1 } },
    { "-p-", 1, 0, { -1, -1, -1 } }, { "---", 0, 0, { -1, -1, -1 } },
    { "aaa", 0, 3, { 0, 0, 0 } },    { "---", 3, 0, { -1, -1, -1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (DescoAttendanceResult) result = record (fixture, steps[i].pattern);

      g_test_message ("%u: %s", i, steps[i].pattern);
      g_assert_cmpuint (result->n_meals, ==, steps[i].n_meals);
      g_assert_cmpuint (result->n_reversed, ==, steps[i].n_reversed);
      for (guint pupil = 0; pupil < 3; pupil++)
        {
          g_assert_cmpint (balance (fixture, pupil), ==, steps[i].balances[pupil]);
          g_assert_cmpint (desco_fixture_query (fixture, STANDING_MEALS, &fixture->pupils[pupil]),
                           ==, -steps[i].balances[pupil]);
        }
    }
}

/* one pupil alone, and then the sheet. */
static void
test_one_pupil (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoAttendanceMark) present
      = desco_attendance_mark_new (&fixture->pupils[1], FALSE, FALSE);
  g_autoptr (DescoAttendanceMark) absent
      = desco_attendance_mark_new (&fixture->pupils[1], TRUE, FALSE);
  GDate date = the_day ();
  g_autoptr (DescoAttendanceResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&result, desco_attendance_result_free);
      result = desco_attendance_mark_pupil (fixture->store, &fixture->class_id, &date, present,
                                            NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (result->n_meals, ==, i == 0 ? 1 : 0);
      g_assert_cmpint (result->confirmed_at, ==, 0);
    }
  record_quietly (fixture, "---");
  g_assert_cmpint (desco_fixture_query (fixture, ALL_ENTRIES, NULL), ==, 3);

  g_clear_pointer (&result, desco_attendance_result_free);
  result = desco_attendance_mark_pupil (fixture->store, &fixture->class_id, &date, absent, NULL,
                                        &error);
  g_assert_cmpuint (result->n_reversed, ==, 1);
  g_assert_cmpint (balance (fixture, 1), ==, 0);
}

/* what is made, and for whom nothing is charged. */
static void
test_meals (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) marks = make_marks (fixture, "p--");
  GDate date = the_day ();
  g_autoptr (DescoAttendanceResult) result = NULL;
  g_autoptr (DescoAttendanceSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  desco_fixture_run (fixture, ADD_DIET, &fixture->pupils[2]);
  result
      = desco_attendance_record (fixture->store, &fixture->class_id, &date, marks, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->totals.plain, ==, 1);
  g_assert_cmpuint (result->totals.special, ==, 1);
  g_assert_cmpuint (result->totals.staff, ==, 2);
  g_assert_cmpint (desco_fixture_query (fixture, ALL_ENTRIES, NULL), ==, 3);

  sheet = load (fixture);
  g_assert_cmpint (desco_attendance_row_get_meal (row_at (sheet, 0)), ==, DESCO_MEAL_PLAIN);
  g_assert_cmpint (desco_attendance_row_get_meal (row_at (sheet, 1)), ==, DESCO_MEAL_STANDARD);
  g_assert_cmpint (desco_attendance_row_get_meal (row_at (sheet, 2)), ==, DESCO_MEAL_SPECIAL);
  g_assert_true (desco_attendance_row_get_has_diet (row_at (sheet, 2)));
}

/* the fourth plain meal in a row asks for the certificate; a weekend is no interruption, a
 * standard meal and an absence are. */
static void
test_plain_meals_in_a_row (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint day;
    const char *pattern;
    guint n_warnings;
  } days[] = {
    { 5, "pp", 0 },  { 6, "pp", 0 },  { 9, "pp", 0 },  { 10, "p-", 1 }, { 11, "pp", 1 },
    { 12, "-p", 0 }, { 13, "pp", 0 }, { 16, "pa", 0 }, { 17, "pp", 0 }, { 18, "pp", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *now = g_strdup_printf ("2026-11-%02uT07:00:00Z", days[i].day);
      g_autoptr (DescoAttendanceResult) result = NULL;

      desco_fixture_set_clock (now);
      result = try_record (fixture, desco_date_from_ymd (2026, 11, days[i].day), days[i].pattern,
                           &error);
      g_assert_no_error (error);
      g_test_message ("%u", days[i].day);
      g_assert_cmpuint (result->warnings->len, ==, days[i].n_warnings);
      if (days[i].n_warnings > 0)
        {
          DescoAttendanceWarning *warning = g_ptr_array_index (result->warnings, 0);

          g_assert_true (desco_uuid_equal (&warning->pupil_id, &fixture->pupils[0]));
          g_assert_nonnull (strstr (warning->message, "Rossi Anna"));
        }
    }
}

/* an exempt pupil's meal is an entry of quantity 0, and is counted. */
static void
test_exempt (DescoFixture *fixture, gconstpointer data)
{
  static const char zero[] = "SELECT count (*) FROM ledger WHERE pupil_id = :id AND quantity = 0"
                             " AND kind = 'meal' AND charge = 'exempt'";
  g_autoptr (DescoAttendanceResult) result = NULL;

  desco_fixture_run (fixture, ADD_EXEMPTION, NULL);
  desco_fixture_run (fixture, MAKE_EXEMPT, &fixture->pupils[1]);
  result = record (fixture, "---");
  g_assert_cmpuint (result->n_meals, ==, 3);
  g_assert_cmpint (desco_fixture_query (fixture, zero, &fixture->pupils[1]), ==, 1);
  g_assert_cmpint (balance (fixture, 1), ==, 0);
}

/* without vouchers, and without a tariff, a child eats all the same. */
static void
test_never_refused (DescoFixture *fixture, gconstpointer data)
{
  desco_fixture_run (fixture, "DELETE FROM tariff_rule", NULL);
  desco_fixture_run (fixture, "DELETE FROM tariff", NULL);
  record_quietly (fixture, "---");
  g_assert_cmpint (balance (fixture, 0), ==, -1);
}

/* the entry keeps the price that it stands for: the full one leaves out the exemption. */
static void
test_price_kept (DescoFixture *fixture, gconstpointer data)
{
  static const char unit[] = "SELECT unit_amount FROM ledger WHERE pupil_id = :id";

  desco_fixture_set_clock (LATE);
  desco_fixture_run (fixture, "UPDATE tariff SET late_absence = 'full'", NULL);
  desco_fixture_run (fixture, ADD_EXEMPTION, NULL);
  desco_fixture_run (fixture, MAKE_EXEMPT, &fixture->pupils[0]);
  desco_fixture_run (fixture, MAKE_EXEMPT, &fixture->pupils[1]);
  record_quietly (fixture, "a--");
  g_assert_cmpint (desco_fixture_query (fixture, unit, &fixture->pupils[0]), ==, 520);
  g_assert_cmpint (desco_fixture_query (fixture, unit, &fixture->pupils[1]), ==, 0);
  g_assert_cmpint (desco_fixture_query (fixture, unit, &fixture->pupils[2]), ==, 520);
}

/* Each refusal says what to do and leaves nothing behind. */
static void
test_refused (DescoFixture *fixture, gconstpointer data)
{
  GDate saturday = desco_date_from_ymd (2026, 11, 28);
  GDate far = desco_date_from_ymd (2027, 3, 2);
  GDate day = the_day ();
  DescoUuid unknown = desco_uuid_generate ();
  g_autoptr (DescoAttendanceMark) stranger = desco_attendance_mark_new (&unknown, TRUE, FALSE);
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gint64 operations = desco_fixture_query (fixture, OPERATIONS, NULL);

  g_assert_null (try_record (fixture, saturday, "---", &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "28/11/2026"));
  g_clear_error (&error);

  g_assert_null (try_record (fixture, far, "---", &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_OUT_OF_RANGE);
  g_assert_cmpstr (desco_error_get_field (error), ==, "date");
  g_clear_error (&error);

  g_ptr_array_add (marks, stranger);
  g_assert_null (
      desco_attendance_record (fixture->store, &fixture->class_id, &day, marks, -1, NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_NOT_FOUND);
  g_assert_cmpstr (desco_error_get_field (error), ==, "absent");
  g_clear_error (&error);

  g_ptr_array_set_size (marks, 0);
  g_assert_null (desco_attendance_record (fixture->store, &unknown, &day, marks, -1, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "class");
  g_clear_error (&error);

  g_assert_null (desco_attendance_record (fixture->store, &fixture->class_id, &day, marks, 5000,
                                          NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "staffMeals");

  g_assert_cmpint (desco_fixture_query (fixture, OPERATIONS, NULL), ==, operations);
  g_assert_cmpint (desco_fixture_query (fixture, ALL_ENTRIES, NULL), ==, 0);
}

/* a strike that is heard of at ten undoes the meals of the morning, for all families. */
static void
test_closure_undoes_meals (DescoFixture *fixture, gconstpointer data)
{
  DescoCalendarScope school = { .school_id = fixture->school };
  GDate date = the_day ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoAttendanceSheet) sheet = NULL;

  record_quietly (fixture, "a--");
  g_assert_true (desco_calendar_set_days (fixture->store, &school, &date, &date, FALSE, "strike",
                                          NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (balance (fixture, i), ==, 0);
  sheet = load (fixture);
  g_assert_false (desco_attendance_sheet_is_meal_day (sheet));
  g_assert_cmpstr (desco_attendance_sheet_get_closed_reason (sheet), ==, "strike");
  g_assert_cmpint (desco_attendance_sheet_get_confirmed_at (sheet), ==, 0);

  g_assert_true (desco_calendar_clear_days (fixture->store, &school, &date, &date, NULL, &error));
  record_quietly (fixture, "a--");
  g_assert_cmpint (balance (fixture, 0), ==, 0);
  g_assert_cmpint (balance (fixture, 1), ==, -1);
}

/* */
static void
test_explained (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoMealExplanation) meal = NULL;
  g_autoptr (GError) error = NULL;
  DescoUuid unknown = desco_uuid_generate ();
  DescoUuid entry;

  desco_fixture_set_clock (LATE);
  record_quietly (fixture, "a--");
  entry = desco_fixture_query_uuid (fixture, "SELECT id FROM ledger WHERE pupil_id = :id",
                                    &fixture->pupils[0]);
  meal = desco_attendance_explain (fixture->store, &entry, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (meal->pupil, ==, "Rossi Anna");
  g_assert_cmpstr (meal->class_name, ==, "3A");
  g_assert_cmpstr (meal->school, ==, "Primaria G. Rodari");
  g_assert_cmpint (meal->state, ==, DESCO_ATTENDANCE_LATE_ABSENT);
  g_assert_cmpint (meal->quantity, ==, -1);
  g_assert_nonnull (meal->confirmed_by);
  g_assert_nonnull (meal->desk);
  g_assert_cmpint (meal->reversed_at, ==, 0);
  g_assert_nonnull (strstr (meal->sentence, "24/11/2026 9:15"));
  g_assert_nonnull (strstr (meal->sentence, "after the cut-off"));
  g_clear_pointer (&meal, desco_meal_explanation_free);

  record_quietly (fixture, "o--");
  meal = desco_attendance_explain (fixture->store, &entry, NULL, &error);
  g_assert_cmpint (meal->reversed_at, >, 0);
  g_assert_nonnull (strstr (meal->sentence, "undone"));

  g_assert_null (desco_attendance_explain (fixture->store, &unknown, NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_NOT_FOUND);
}

/* What other desks hear: the sheet whole, each absence, and the ledger's own entries. */
static void
test_outbox (DescoFixture *fixture, gconstpointer data)
{
  static const char sheets[] = "SELECT count (*) FROM outbox WHERE type = 'sheet-confirmed'"
                               " AND json_array_length (payload, '$.marks') = 3";
  static const char absences[] = "SELECT count (*) FROM outbox WHERE type = 'absence'"
                                 " AND entity = :id AND payload ->> '$.state' = 'absent'"
                                 " AND payload ->> '$.date' = '2026-11-24'";
  static const char entries[] = "SELECT count (*) FROM outbox WHERE type = 'ledger-entry'";
  static const char untold[]
      = "SELECT count (*) FROM attendance_sheet WHERE id NOT IN (SELECT entity FROM outbox)";

  record_quietly (fixture, "-a-");
  g_assert_cmpint (desco_fixture_query (fixture, sheets, NULL), ==, 1);
  g_assert_cmpint (desco_fixture_query (fixture, absences, &fixture->pupils[1]), ==, 1);
  g_assert_cmpint (desco_fixture_query (fixture, absences, &fixture->pupils[0]), ==, 0);
  g_assert_cmpint (desco_fixture_query (fixture, entries, NULL), ==, 2);
  g_assert_cmpint (desco_fixture_query (fixture, untold, NULL), ==, 0);
}

/* J-01, R-50: what the sheet shows, and what it keeps from who only marks meals. */
static void
test_sheet (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoAttendanceSheet) sheet = load (fixture);
  g_autoptr (DescoAttendanceSheet) blind = NULL;
  DescoAttendanceTotals totals;
  GDate date = the_day ();
  gint64 left = 99;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sheet)), ==, 3);
  g_assert_cmpstr (desco_attendance_row_get_name (row_at (sheet, 0)), ==, "Rossi Anna");
  g_assert_cmpstr (desco_attendance_row_get_name (row_at (sheet, 2)), ==, "Rossi Carla");
  g_assert_cmpstr (desco_attendance_sheet_get_class_name (sheet), ==, "3A");
  g_assert_true (desco_attendance_sheet_is_meal_day (sheet));
  g_assert_false (desco_attendance_sheet_is_modified (sheet));
  g_assert_true (desco_attendance_row_get_balance (row_at (sheet, 0), &left));
  g_assert_cmpint (left, ==, 0);

  desco_attendance_row_set_absent (row_at (sheet, 0), TRUE);
  desco_attendance_row_set_plain (row_at (sheet, 1), TRUE);
  desco_attendance_sheet_get_totals (sheet, &totals);
  g_assert_cmpuint (totals.present, ==, 2);
  g_assert_cmpuint (totals.absent, ==, 1);
  g_assert_cmpuint (totals.plain, ==, 1);
  g_assert_true (desco_attendance_sheet_is_modified (sheet));
  desco_attendance_row_set_absent (row_at (sheet, 0), FALSE);
  desco_attendance_row_set_plain (row_at (sheet, 1), FALSE);
  g_assert_false (desco_attendance_sheet_is_modified (sheet));

  blind = desco_attendance_load (fixture->store, &fixture->class_id, &date, FALSE, NULL, NULL);
  g_assert_false (desco_attendance_row_get_balance (row_at (blind, 0), &left));
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **slot = data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (slot);
}

/* The window's way: nothing of it waits on the main thread. */
static void
test_without_waiting (DescoFixture *fixture, gconstpointer data)
{
  GDate date = the_day ();
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) confirmed = NULL;
  g_autoptr (DescoAttendanceSheet) sheet = NULL;
  g_autoptr (DescoAttendanceResult) result = NULL;
  g_autoptr (GError) error = NULL;

  desco_attendance_load_async (fixture->store, &fixture->class_id, &date, TRUE, NULL, on_done,
                               &slot);
  loaded = wait_for (&slot);
  sheet = desco_attendance_load_finish (fixture->store, loaded, &error);
  g_assert_no_error (error);

  desco_attendance_row_set_absent (row_at (sheet, 2), TRUE);
  desco_attendance_save_draft_async (fixture->store, sheet, NULL, on_done, &slot);
  saved = wait_for (&slot);
  g_assert_true (desco_attendance_save_draft_finish (fixture->store, saved, &error));

  desco_attendance_confirm_async (fixture->store, sheet, NULL, on_done, &slot);
  confirmed = wait_for (&slot);
  result = desco_attendance_confirm_finish (fixture->store, confirmed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_meals, ==, 2);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/attendance/sheets/" path, DescoFixture, NULL, set_up, function,                    \
              desco_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("R-21-present-unless-marked", test_present_unless_marked);
  ADD ("R-21-cutoff", test_cutoff);
  ADD ("R-31-late-absence", test_late_absence);
  ADD ("R-21-told-in-time-confirmed-late", test_told_in_time_confirmed_late);
  ADD ("draft-taken-back", test_draft_taken_back);
  ADD ("R-21-override", test_override);
  ADD ("R-22-charges-once", test_charges_once);
  ADD ("R-22-correction", test_correction);
  ADD ("R-22-one-pupil", test_one_pupil);
  ADD ("R-23-meals", test_meals);
  ADD ("R-23-plain-meals-in-a-row", test_plain_meals_in_a_row);
  ADD ("R-07-exempt", test_exempt);
  ADD ("R-06-never-refused", test_never_refused);
  ADD ("R-31-price-kept", test_price_kept);
  ADD ("refused", test_refused);
  ADD ("R-20-closure-undoes-meals", test_closure_undoes_meals);
  ADD ("R-26-explained", test_explained);
  ADD ("outbox", test_outbox);
  ADD ("J-01-sheet", test_sheet);
  ADD ("without-waiting", test_without_waiting);
  return g_test_run ();
}
