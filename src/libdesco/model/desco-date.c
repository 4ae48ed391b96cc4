/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-date.h"

#include <string.h>

/**
 * desco_date_parse_iso:
 * @text: (nullable): a date written YYYY-MM-DD
 * @date: (out): where to put it
 *
 * Returns: whether @text is a real day of the calendar; if not, @date is left alone
 */
gboolean
desco_date_parse_iso (const char *text, GDate *date)
{
  guint part[3] = { 0, 0, 0 };
  guint which = 0;

  if (text == NULL || strlen (text) != DESCO_DATE_ISO_LENGTH)
    return FALSE;

  for (guint i = 0; i < DESCO_DATE_ISO_LENGTH; i++)
    {
      if (i == 4 || i == 7)
        {
          if (text[i] != '-')
            return FALSE;
          which++;
        }
      else if (g_ascii_isdigit (text[i]))
        part[which] = part[which] * 10 + (guint) (text[i] - '0');
      else
        return FALSE;
    }

  if (!g_date_valid_dmy ((GDateDay) part[2], (GDateMonth) part[1], (GDateYear) part[0]))
    return FALSE;

  *date = desco_date_from_ymd (part[0], part[1], part[2]);
  return TRUE;
}

/**
 * desco_date_to_iso:
 * @date: a valid date
 *
 * Returns: (transfer full): YYYY-MM-DD
 */
char *
desco_date_to_iso (const GDate *date)
{
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

/**
 * desco_date_to_display:
 * @date: a valid date
 *
 * Returns: (transfer full): dd/mm/yyyy, as Italian offices and the payment notice write it (N-06)
 */
char *
desco_date_to_display (const GDate *date)
{
  return g_strdup_printf ("%02u/%02u/%04u", g_date_get_day (date), g_date_get_month (date),
                          g_date_get_year (date));
}

/**
 * desco_date_from_ymd:
 * @year: a year of our era
 * @month: 1 to 12
 * @day: 1 to 31, and within the month
 *
 * Returns: the date
 */
GDate
desco_date_from_ymd (guint year, guint month, guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return date;
}

/**
 * desco_date_add_days:
 * @date: a valid date
 * @days: how many days later, or earlier where it is negative
 *
 * Returns: the other date
 */
GDate
desco_date_add_days (const GDate *date, int days)
{
  GDate other = *date;

  if (days >= 0)
    g_date_add_days (&other, (guint) days);
  else
    g_date_subtract_days (&other, (guint) -days);
  return other;
}

/**
 * desco_time_zone_rome:
 *
 * Returns: (transfer none): the zone in which a school lives
 */
GTimeZone *
desco_time_zone_rome (void)
{
  static GTimeZone *zone = NULL;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      zone = g_time_zone_new_identifier ("Europe/Rome");
      /* A machine without zone data still gets Central European Time with its summer hours. */
      if (zone == NULL)
        zone = g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3");
      g_once_init_leave (&once, 1);
    }
  return zone;
}

/**
 * desco_date_of_time:
 * @utc_microseconds: microseconds since 1970 in UTC
 *
 * Returns: the civil date in Europe/Rome at that moment
 */
GDate
desco_date_of_time (gint64 utc_microseconds)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_microseconds / G_USEC_PER_SEC);
  g_autoptr (GDateTime) rome = g_date_time_to_timezone (utc, desco_time_zone_rome ());

  return desco_date_from_ymd ((guint) g_date_time_get_year (rome),
                              (guint) g_date_time_get_month (rome),
                              (guint) g_date_time_get_day_of_month (rome));
}

/**
 * desco_date_end_of_day:
 * @date: a valid civil date in Europe/Rome
 *
 * Returns: its last second, 23:59:59 there, in microseconds since 1970 in UTC
 */
gint64
desco_date_end_of_day (const GDate *date)
{
  g_autoptr (GDateTime) time
      = g_date_time_new (desco_time_zone_rome (), g_date_get_year (date),
                         (int) g_date_get_month (date), g_date_get_day (date), 23, 59, 59);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/**
 * desco_time_to_rfc3339:
 * @utc_microseconds: microseconds since 1970 in UTC
 *
 * Returns: (transfer full): the moment as RFC 3339 in UTC, to the millisecond
 */
char *
desco_time_to_rfc3339 (gint64 utc_microseconds)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_microseconds / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, (int) ((utc_microseconds % G_USEC_PER_SEC) / 1000));
}

/**
 * desco_time_parse_rfc3339:
 * @text: (nullable): a moment as ISO 8601; without a zone it is taken as UTC
 * @utc_microseconds: (out): where to put it
 *
 * Returns: whether @text could be read
 */
gboolean
desco_time_parse_rfc3339 (const char *text, gint64 *utc_microseconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  if (time == NULL)
    return FALSE;

  *utc_microseconds
      = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}
