/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-clock.h"

#include "model/desco-date.h"

/* The distance from the machine's clock, in microseconds; time goes on from the moment set. */
static gint64 clock_offset;

static void
read_environment (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      gint64 start;

      if (desco_time_parse_rfc3339 (g_getenv ("DESCO_NOW"), &start))
        clock_offset = start - g_get_real_time ();
      g_once_init_leave (&once, 1);
    }
}

/**
 * desco_clock_now:
 *
 * Returns: microseconds since 1970 in UTC
 */
gint64
desco_clock_now (void)
{
  read_environment ();
  return g_get_real_time () + clock_offset;
}

/**
 * desco_clock_today:
 *
 * Returns: the civil date in Europe/Rome
 */
GDate
desco_clock_today (void)
{
  return desco_date_of_time (desco_clock_now ());
}

/**
 * desco_clock_set:
 * @utc_microseconds: what shall be the present moment from here on
 *
 * For tests: time goes on from there. Not safe while other threads read the clock.
 */
void
desco_clock_set (gint64 utc_microseconds)
{
  read_environment ();
  clock_offset = utc_microseconds - g_get_real_time ();
}
