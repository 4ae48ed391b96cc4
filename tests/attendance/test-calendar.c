/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-calendar.h"

#include "desco-fixture.h"
#include "model/desco-date.h"
#include "model/desco-error.h"

static const DescoCalendarScope town = { { { 0 } }, { { 0 } } };

static DescoCalendarScope
of_school (DescoFixture *fixture)
{
  return (DescoCalendarScope){ .school_id = fixture->school };
}

static DescoCalendarScope
of_class (DescoFixture *fixture)
{
  return (DescoCalendarScope){ .class_id = fixture->class_id };
}

static gboolean
has_meal (DescoFixture *fixture, guint year, guint month, guint day)
{
  GDate date = desco_date_from_ymd (year, month, day);
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  gboolean answer = FALSE;

  g_assert_true (desco_calendar_is_meal_day (fixture->store, &fixture->class_id, &date, &answer,
                                             &reason, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (answer, ==, reason == NULL);
  return answer;
}

static void
set_day (DescoFixture *fixture, DescoCalendarScope scope, guint day, gboolean open)
{
  GDate date = desco_date_from_ymd (2026, 11, day);
  g_autoptr (GError) error = NULL;

  g_assert_true (desco_calendar_set_days (fixture->store, &scope, &date, &date, open, "because",
                                          NULL, &error));
  g_assert_no_error (error);
}

/* until somebody changes it, Monday to Friday from 1 September to 30 June. */
static void
test_usual_week (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint year, month, day;
    gboolean meal;
  } cases[] = {
    { 2026, 8, 31, FALSE },  /* Monday, before the first day */
    { 2026, 9, 1, TRUE },    /* Tuesday */
    { 2026, 11, 23, TRUE },  /* Monday */
    { 2026, 11, 27, TRUE },  /* Friday */
    { 2026, 11, 28, FALSE }, /* Saturday */
    { 2026, 11, 29, FALSE }, /* Sunday */
    { 2027, 3, 29, TRUE },   /* Monday after summer time began */
    { 2027, 6, 30, TRUE },   /* Wednesday */
    { 2027, 7, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u-%u-%u", cases[i].year, cases[i].month, cases[i].day);
      g_assert_cmpint (has_meal (fixture, cases[i].year, cases[i].month, cases[i].day), ==,
                       cases[i].meal);
    }
}

/* class before school before town, a single day before every week. */
static void
test_narrowest_wins (DescoFixture *fixture, gconstpointer data)
{
  GDate from = desco_date_from_ymd (2026, 9, 1);
  GDate until = desco_date_from_ymd (2027, 6, 30);
  DescoCalendarScope school = of_school (fixture);
  DescoCalendarScope class = of_class (fixture);

  /* The school eats on Tuesdays and Thursdays, the class on Mondays too. */
  g_assert_true (
      desco_calendar_set_week (fixture->store, &school, 0x0a, &from, &until, NULL, NULL));
  g_assert_false (has_meal (fixture, 2026, 11, 23));
  g_assert_true (has_meal (fixture, 2026, 11, 24));
  g_assert_true (desco_calendar_set_week (fixture->store, &class, 0x0b, &from, &until, NULL, NULL));
  g_assert_true (has_meal (fixture, 2026, 11, 23));
  g_assert_false (has_meal (fixture, 2026, 11, 25));

  set_day (fixture, town, 24, FALSE);
  g_assert_false (has_meal (fixture, 2026, 11, 24));
  set_day (fixture, school, 24, TRUE);
  g_assert_true (has_meal (fixture, 2026, 11, 24));
  set_day (fixture, class, 24, FALSE);
  g_assert_false (has_meal (fixture, 2026, 11, 24));
  set_day (fixture, town, 28, TRUE);
  g_assert_true (has_meal (fixture, 2026, 11, 28));
}

/* A week that begins later takes over from its first day on. */
static void
test_week_changes (DescoFixture *fixture, gconstpointer data)
{
  GDate from = desco_date_from_ymd (2026, 11, 25);
  GDate until = desco_date_from_ymd (2027, 6, 30);

  for (guint i = 0; i < 2; i++)
    g_assert_true (
        desco_calendar_set_week (fixture->store, &town, 0x01, &from, &until, NULL, NULL));
  g_assert_true (has_meal (fixture, 2026, 11, 24));
  g_assert_false (has_meal (fixture, 2026, 11, 25));
  g_assert_true (has_meal (fixture, 2026, 11, 30));
}

/* a holiday is one action, and taken back by one. */
static void
test_closure_is_one_action (DescoFixture *fixture, gconstpointer data)
{
  static const char count[] = "SELECT count (*) FROM outbox WHERE type = 'calendar-day'";
  GDate from = desco_date_from_ymd (2026, 12, 23);
  GDate until = desco_date_from_ymd (2027, 1, 6);
  g_autoptr (GPtrArray) days = NULL;
  DescoCalendarDay *day;

  for (guint i = 0; i < 2; i++)
    g_assert_true (desco_calendar_set_days (fixture->store, &town, &from, &until, FALSE,
                                            " Christmas ", NULL, NULL));
  g_assert_false (has_meal (fixture, 2026, 12, 28));
  g_assert_cmpint (desco_fixture_query (fixture, count, NULL), ==, 15);
  days = desco_calendar_list_days (fixture->store, &from, &until, NULL, NULL);
  g_assert_cmpuint (days->len, ==, 15);
  day = g_ptr_array_index (days, 0);
  g_assert_cmpstr (day->reason, ==, "Christmas");
  g_assert_false (day->open);

  g_assert_true (desco_calendar_clear_days (fixture->store, &town, &from, &until, NULL, NULL));
  g_assert_true (has_meal (fixture, 2026, 12, 28));
  g_assert_cmpint (desco_fixture_query (fixture, count, NULL), ==, 30);
}

/* "14 vouchers, until 18/12". */
static void
test_how_long_meals_last (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 n_meals;
    guint month, day; /* 0: more than the calendar has */
  } cases[] = {
    { 1, 11, 24 },  { 4, 11, 28 }, { 5, 11, 30 }, { 14, 12, 11 },
    { 1000, 0, 0 }, { 0, 0, 0 },   { -2, 0, 0 },
  };
  GDate from = desco_date_from_ymd (2026, 11, 24);
  GDate until = desco_date_from_ymd (2026, 12, 11);
  guint n_days = 0;

  set_day (fixture, of_class (fixture), 25, FALSE);
  set_day (fixture, of_class (fixture), 28, TRUE);
  g_assert_true (desco_calendar_count_meal_days (fixture->store, &fixture->class_id, &from, &until,
                                                 &n_days, NULL, NULL));
  g_assert_cmpuint (n_days, ==, 14);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate last;

      g_assert_true (desco_calendar_find_last_day (fixture->store, &fixture->class_id, &from,
                                                   cases[i].n_meals, &last, NULL, NULL));
      g_assert_cmpint (g_date_valid (&last), ==, cases[i].month != 0);
      if (cases[i].month == 0)
        continue;
      g_assert_cmpint (g_date_get_month (&last), ==, cases[i].month);
      g_assert_cmpint (g_date_get_day (&last), ==, cases[i].day);
    }
}

static void
test_refused (DescoFixture *fixture, gconstpointer data)
{
  GDate from = desco_date_from_ymd (2026, 11, 24);
  GDate before = desco_date_from_ymd (2026, 11, 23);
  GDate far = desco_date_from_ymd (2029, 11, 23);
  DescoUuid unknown = desco_uuid_generate ();
  DescoCalendarScope nowhere = { .class_id = unknown };
  g_autoptr (GError) error = NULL;
  gboolean answer;

  g_assert_false (
      desco_calendar_is_meal_day (fixture->store, &unknown, &from, &answer, NULL, NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_NOT_FOUND);
  g_assert_cmpstr (desco_error_get_field (error), ==, "class");
  g_clear_error (&error);

  g_assert_false (desco_calendar_set_days (fixture->store, &nowhere, &from, &from, FALSE, "trip",
                                           NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "class");
  g_clear_error (&error);
  g_assert_false (
      desco_calendar_set_days (fixture->store, &town, &from, &from, FALSE, "  ", NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "reason");
  g_clear_error (&error);
  g_assert_false (
      desco_calendar_set_days (fixture->store, &town, &from, &before, FALSE, "x", NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "until");
  g_clear_error (&error);
  g_assert_false (
      desco_calendar_set_days (fixture->store, &town, &from, &far, FALSE, "x", NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "until");
  g_clear_error (&error);
  g_assert_false (desco_calendar_set_week (fixture->store, &town, 128, &from, &from, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "weekdays");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/attendance/calendar/R-20-usual-week", test_usual_week);
  desco_fixture_add ("/attendance/calendar/R-20-narrowest-wins", test_narrowest_wins);
  desco_fixture_add ("/attendance/calendar/R-20-week-changes", test_week_changes);
  desco_fixture_add ("/attendance/calendar/R-20-closure-is-one-action", test_closure_is_one_action);
  desco_fixture_add ("/attendance/calendar/how-long-meals-last", test_how_long_meals_last);
  desco_fixture_add ("/attendance/calendar/refused", test_refused);
  return g_test_run ();
}
