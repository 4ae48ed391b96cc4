/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-kitchen.h"

#include "attendance/desco-attendance.h"
#include "attendance/desco-calendar.h"
#include "attendance/desco-today.h"
#include "desco-fixture.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"

static const char ALL_ENTRIES[] = "SELECT count (*) FROM ledger";
static const char OPERATIONS[] = "SELECT count (*) FROM outbox";
static const char ADD_DIET[]
    = "INSERT INTO diet (id, pupil_id, name) VALUES (randomblob (16), :id, 'Celiachia')";
static const char ADD_SECOND_DIET[]
    = "INSERT INTO diet (id, pupil_id, name) VALUES (randomblob (16), :id, 'No maiale')";
static const char ADD_CLASS[]
    = "INSERT INTO class (id, school_id, school_year, name, year, section)"
      " SELECT x'00000000000070008000000000000001', id, '2026/2027', '1B', 1, 'B' FROM school";
static const char MOVE_PUPIL[]
    = "UPDATE enrolment SET class_id = x'00000000000070008000000000000001' WHERE pupil_id = :id";

/* Anna and Bruno in 3A, Carla in 1B. */
static void
set_up (DescoFixture *fixture, gconstpointer data)
{
  desco_fixture_set_up (fixture, data);
  desco_fixture_run (fixture, ADD_CLASS, NULL);
  desco_fixture_run (fixture, MOVE_PUPIL, &fixture->pupils[2]);
  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
}

static GDate
the_day (void)
{
  return desco_date_from_ymd (2026, 11, 24);
}

static void
mark (DescoFixture *fixture, guint pupil, gboolean absent, gboolean plain, GError **error)
{
  g_autoptr (DescoAttendanceMark) said
      = desco_attendance_mark_new (&fixture->pupils[pupil], absent, plain);
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  GDate date = the_day ();

  g_ptr_array_add (marks, said);
  desco_attendance_result_free (
      desco_attendance_record (fixture->store, &fixture->class_id, &date, marks, -1, NULL, error));
}

static DescoKitchenClosing *
close_day (DescoFixture *fixture)
{
  GDate date = the_day ();
  g_autoptr (GError) error = NULL;
  DescoKitchenClosing *closing = desco_kitchen_close_day (fixture->store, &date, NULL, &error);

  g_assert_no_error (error);
  return closing;
}

static void
assert_numbers (DescoKitchenDay *day, gint64 standard, gint64 plain, gint64 special)
{
  DescoKitchenNumber *number;

  g_assert_cmpuint (day->numbers->len, ==, 1);
  number = g_ptr_array_index (day->numbers, 0);
  g_assert_cmpstr (number->school, ==, "Primaria G. Rodari");
  g_assert_cmpint (number->school_order, ==, 2);
  g_assert_cmpuint (number->n_classes, ==, 2);
  g_assert_cmpint (number->standard, ==, standard);
  g_assert_cmpint (number->plain, ==, plain);
  g_assert_cmpint (number->special, ==, special);
}

/* J-06: before anybody confirms, all are expected, and it shows who has not confirmed. */
static void
test_expected (DescoFixture *fixture, gconstpointer data)
{
  GDate date = the_day ();
  g_autoptr (DescoKitchenDay) day = NULL;
  DescoKitchenNumber *number;
  DescoKitchenDiet *diet;

  desco_fixture_run (fixture, ADD_SECOND_DIET, &fixture->pupils[1]);
  desco_fixture_run (fixture, ADD_DIET, &fixture->pupils[1]);
  mark (fixture, 0, FALSE, TRUE, NULL);
  day = desco_kitchen_get_day (fixture->store, &date, NULL, NULL);
  assert_numbers (day, 1, 1, 1);
  number = g_ptr_array_index (day->numbers, 0);
  g_assert_cmpuint (number->n_unconfirmed, ==, 1);
  g_assert_cmpint (day->closed_at, ==, 0);

  /* Two diets of one pupil are one meal. */
  g_assert_cmpuint (day->diets->len, ==, 1);
  diet = g_ptr_array_index (day->diets, 0);
  g_assert_cmpstr (diet->name, ==, "Celiachia, No maiale");
  g_assert_cmpint (diet->quantity, ==, 1);
}

/* closing confirms who is left, once. */
static void
test_close (DescoFixture *fixture, gconstpointer data)
{
  gint64 operations;

  mark (fixture, 0, TRUE, FALSE, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (DescoKitchenClosing) closing = close_day (fixture);

      g_assert_cmpint (closing->already_closed, ==, i > 0);
      g_assert_cmpuint (closing->n_confirmed, ==, i == 0 ? 1 : 0);
      g_assert_cmpuint (closing->n_meals, ==, i == 0 ? 1 : 0);
      g_assert_cmpint (closing->day->closed_at, >, 0);
      g_assert_nonnull (closing->day->closed_by);
      assert_numbers (closing->day, 2, 0, 0);
      g_assert_cmpint (desco_fixture_query (fixture, ALL_ENTRIES, NULL), ==, 2);
      if (i == 0)
        operations = desco_fixture_query (fixture, OPERATIONS, NULL);
      g_assert_cmpint (desco_fixture_query (fixture, OPERATIONS, NULL), ==, operations);
    }
}

/* a late absence's meal is made, one told in time is not. */
static void
test_late_absence_is_made (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoKitchenClosing) closing = NULL;

  desco_fixture_set_clock ("2026-11-24T08:20:00Z");
  mark (fixture, 0, TRUE, FALSE, NULL);
  closing = close_day (fixture);
  assert_numbers (closing->day, 3, 0, 0);
}

/* what is closed is frozen until it is reopened, and reopening asks why. */
static void
test_frozen (DescoFixture *fixture, gconstpointer data)
{
  static const char kept[]
      = "SELECT count (*) FROM kitchen_closing WHERE reopen_reason IS NOT NULL";
  GDate date = the_day ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoKitchenClosing) again = NULL;

  mark (fixture, 0, TRUE, FALSE, NULL);
  desco_kitchen_closing_free (close_day (fixture));

  /* The same said again is no change. */
  mark (fixture, 0, TRUE, FALSE, &error);
  g_assert_no_error (error);
  mark (fixture, 1, TRUE, FALSE, &error);
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_CLOSED);
  g_clear_error (&error);

  g_assert_false (desco_kitchen_reopen_day (fixture->store, &date, "  ", NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING);
  g_assert_cmpstr (desco_error_get_field (error), ==, "reason");
  g_clear_error (&error);
  g_assert_true (desco_kitchen_reopen_day (fixture->store, &date, "Anna came", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (desco_kitchen_reopen_day (fixture->store, &date, "twice", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_clear_error (&error);

  mark (fixture, 1, TRUE, FALSE, &error);
  g_assert_no_error (error);
  again = close_day (fixture);
  assert_numbers (again->day, 2, 0, 0);
  g_assert_cmpint (desco_fixture_query (fixture, kept, NULL), ==, 1);
}

/* frozen numbers stay, whatever happens to the people. */
static void
test_numbers_stay (DescoFixture *fixture, gconstpointer data)
{
  static const char leave[] = "UPDATE enrolment SET valid_until = '2026-11-20'"
                              " WHERE pupil_id = :id";
  GDate date = the_day ();
  g_autoptr (DescoKitchenDay) day = NULL;

  desco_kitchen_closing_free (close_day (fixture));
  desco_fixture_run (fixture, leave, &fixture->pupils[0]);
  day = desco_kitchen_get_day (fixture->store, &date, NULL, NULL);
  assert_numbers (day, 3, 0, 0);
}

static void
test_refused (DescoFixture *fixture, gconstpointer data)
{
  GDate sunday = desco_date_from_ymd (2026, 11, 29);
  GDate far = desco_date_from_ymd (2027, 3, 2);
  DescoCalendarScope town = { { { 0 } }, { { 0 } } };
  GDate date = the_day ();
  g_autoptr (GError) error = NULL;

  g_assert_null (desco_kitchen_close_day (fixture->store, &sunday, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (desco_kitchen_close_day (fixture->store, &far, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "date");
  g_clear_error (&error);
  g_assert_cmpint (desco_fixture_query (fixture, ALL_ENTRIES, NULL), ==, 0);

  /* a day whose meals were made cannot be taken out of the calendar. */
  desco_kitchen_closing_free (close_day (fixture));
  g_assert_false (
      desco_calendar_set_days (fixture->store, &town, &date, &date, FALSE, "snow", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_CLOSED);
  g_assert_cmpint (desco_fixture_query (fixture, ALL_ENTRIES, NULL), ==, 3);
}

/* The page Oggi. */
static void
test_today (DescoFixture *fixture, gconstpointer data)
{
  static const char expiring[] = "INSERT INTO certificate (id, pupil_id, isee, valid_until)"
                                 " VALUES (randomblob (16), :id, 600000, '2026-12-20')";
  static const char renewed[] = "INSERT INTO certificate (id, pupil_id, isee, valid_until)"
                                " VALUES (randomblob (16), :id, 600000, '2026-11-30'),"
                                " (randomblob (16), :id, 600000, '2027-11-30')";
  GDate date = the_day ();
  g_autoptr (DescoToday) today = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *cutoff = NULL;
  DescoClassDay *day;

  desco_fixture_run (fixture, expiring, &fixture->pupils[0]);
  desco_fixture_run (fixture, renewed, &fixture->pupils[1]);
  mark (fixture, 0, TRUE, FALSE, NULL);
  today = desco_today_load (fixture->store, &date, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (today->classes->len, ==, 2);
  day = g_ptr_array_index (today->classes, 0);
  g_assert_cmpstr (day->class_name, ==, "1B");
  g_assert_cmpint (day->confirmed_at, ==, 0);
  day = g_ptr_array_index (today->classes, 1);
  g_assert_cmpstr (day->class_name, ==, "3A");
  g_assert_cmpstr (day->school_code, ==, "NOEE81401A");
  g_assert_cmpuint (day->totals.expected, ==, 2);
  g_assert_cmpuint (day->totals.absent, ==, 1);
  g_assert_cmpint (day->confirmed_at, >, 0);

  g_assert_cmpuint (today->n_unconfirmed, ==, 1);
  g_assert_cmpuint (today->totals.present, ==, 2);
  cutoff = desco_time_to_rfc3339 (today->cutoff);
  g_assert_cmpstr (cutoff, ==, "2026-11-24T08:15:00.000Z");
  g_assert_cmpint (today->closed_at, ==, 0);
  g_assert_cmpint (today->n_below_zero, ==, 1);
  g_assert_cmpint (today->lowest_balance, ==, -1);
  g_assert_cmpint (today->n_at_limit, ==, 0);
  g_assert_cmpint (today->n_certificates_expiring, ==, 1);
  g_assert_cmpint (g_date_get_day (&today->first_expiry), ==, 20);
  g_assert_cmpint (today->n_outbox, ==, desco_fixture_query (fixture, OPERATIONS, NULL));
  g_assert_cmpint (today->outbox_since, >, 0);
  g_assert_cmpint (today->outbox_since, <=, desco_clock_now ());
  g_assert_cmpint (today->n_receipts_to_review, ==, 0);
  g_assert_cmpint (today->n_notices_unprinted, ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/attendance/kitchen/" path, DescoFixture, NULL, set_up, function,                   \
              desco_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("J-06-expected", test_expected);
  ADD ("R-24-close", test_close);
  ADD ("R-21-late-absence-is-made", test_late_absence_is_made);
  ADD ("R-24-frozen", test_frozen);
  ADD ("R-24-numbers-stay", test_numbers_stay);
  ADD ("refused", test_refused);
  ADD ("today", test_today);
  return g_test_run ();
}
