/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-clock.h"
#include "model/desco-date.h"

static void
test_iso (void)
{
  static const struct
  {
    const char *text;
    gboolean valid;
  } cases[] = {
    { "2026-11-24", TRUE },   { "2024-02-29", TRUE }, { "2026-02-29", FALSE },
    { "2026-13-01", FALSE },  { "2026-1-1", FALSE },  { "24/11/2026", FALSE },
    { "2026-11-24 ", FALSE }, { "", FALSE },          { "2026/11/24", FALSE },
    { "0000-01-01", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date;

      g_assert_cmpint (desco_date_parse_iso (cases[i].text, &date), ==, cases[i].valid);
      if (cases[i].valid)
        {
          g_autofree char *text = desco_date_to_iso (&date);

          g_assert_cmpstr (text, ==, cases[i].text);
        }
    }
}

/* The civil date is Rome's: 23:30 UTC in summer is tomorrow there, in winter too from 23:00. */
static void
test_civil_date (void)
{
  static const struct
  {
    const char *utc;
    const char *civil;
  } cases[] = {
    { "2026-07-01T21:59:59Z", "2026-07-01" }, { "2026-07-01T22:00:00Z", "2026-07-02" },
    { "2026-11-24T22:59:59Z", "2026-11-24" }, { "2026-11-24T23:00:00Z", "2026-11-25" },
    { "2026-10-25T00:30:00Z", "2026-10-25" }, { "2026-12-31T23:00:00Z", "2027-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time;
      GDate date;
      g_autofree char *civil = NULL;

      g_assert_true (desco_time_parse_rfc3339 (cases[i].utc, &time));
      date = desco_date_of_time (time);
      civil = desco_date_to_iso (&date);
      g_assert_cmpstr (civil, ==, cases[i].civil);
    }
}

/* The last second of a day in Rome, in winter, in summer and on the days the clocks change. */
static void
test_end_of_day (void)
{
  static const struct
  {
    const char *civil;
    const char *utc;
  } cases[] = {
    { "2026-11-24", "2026-11-24T22:59:59.000Z" },
    { "2026-07-01", "2026-07-01T21:59:59.000Z" },
    { "2026-03-29", "2026-03-29T21:59:59.000Z" },
    { "2026-10-25", "2026-10-25T22:59:59.000Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date;
      g_autofree char *utc = NULL;

      g_assert_true (desco_date_parse_iso (cases[i].civil, &date));
      utc = desco_time_to_rfc3339 (desco_date_end_of_day (&date));
      g_assert_cmpstr (utc, ==, cases[i].utc);
    }
}

static void
test_clock_can_be_set (void)
{
  gint64 time, now;
  g_autofree char *text = NULL;

  g_assert_true (desco_time_parse_rfc3339 ("2026-11-24T08:41:00.250Z", &time));
  text = desco_time_to_rfc3339 (time);
  g_assert_cmpstr (text, ==, "2026-11-24T08:41:00.250Z");

  desco_clock_set (time);
  now = desco_clock_now ();
  g_assert_cmpint (now, >=, time);
  g_assert_cmpint (now, <, time + 60 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/date/iso", test_iso);
  g_test_add_func ("/model/date/civil", test_civil_date);
  g_test_add_func ("/model/date/end-of-day", test_end_of_day);
  g_test_add_func ("/model/clock/set", test_clock_can_be_set);
  return g_test_run ();
}
