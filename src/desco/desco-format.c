/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-format.h"

#include "model/desco-date.h"
#include "model/desco-money.h"

#include <glib/gi18n.h>

/* How the window writes days, times, amounts and counts, in the person's language. */

static char *
format_date (const GDate *date, const char *format)
{
  GTimeZone *zone = desco_time_zone_rome ();
  g_autoptr (GDateTime) noon = g_date_time_new (
      zone, g_date_get_year (date), (int) g_date_get_month (date), g_date_get_day (date), 12, 0, 0);

  return g_date_time_format (noon, format);
}

static char *
format_time (gint64 utc_microseconds, const char *format)
{
  GTimeZone *zone = desco_time_zone_rome ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_microseconds / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, format);
}

/**
 * desco_format_day:
 * @date: a valid date
 *
 * Returns: (transfer full): the weekday, the day and the month
 */
char *
desco_format_day (const GDate *date)
{
  /* Translators: a day in full, as strftime() writes it: Tuesday 24 November. */
  return format_date (date, _ ("%A %-d %B"));
}

/**
 * desco_format_short_day:
 * @date: a valid date
 *
 * Returns: (transfer full): the day in figures, with its year
 */
char *
desco_format_short_day (const GDate *date)
{
  return desco_date_to_display (date);
}

/**
 * desco_format_time:
 * @utc_microseconds: a moment
 *
 * Returns: (transfer full): the hour and the minutes at the desk
 */
char *
desco_format_time (gint64 utc_microseconds)
{
  return format_time (utc_microseconds, "%-H:%M");
}

/**
 * desco_format_moment:
 * @utc_microseconds: a moment
 *
 * Returns: (transfer full): the day in figures and the time at the desk
 */
char *
desco_format_moment (gint64 utc_microseconds)
{
  return format_time (utc_microseconds, "%d/%m/%Y %-H:%M");
}

/**
 * desco_format_euro:
 * @cents: an amount
 *
 * Returns: (transfer full): the amount with its currency
 */
char *
desco_format_euro (gint64 cents)
{
  g_autofree char *amount = desco_money_format (cents);

  return g_strdup_printf ("%s €", amount);
}

/**
 * desco_format_count:
 * @count: a number of things, below zero too
 *
 * Returns: (transfer full): the number, with a minus sign as wide as a figure
 */
char *
desco_format_count (gint64 count)
{
  if (count < 0)
    return g_strdup_printf ("−%" G_GINT64_FORMAT, -count);

  return g_strdup_printf ("%" G_GINT64_FORMAT, count);
}

/**
 * desco_format_vouchers:
 * @count: a balance
 *
 * Returns: (transfer full): how many vouchers there are, in words
 */
char *
desco_format_vouchers (gint64 count)
{
  g_autofree char *figure = desco_format_count (count);

  return g_strdup_printf (ngettext ("%s voucher", "%s vouchers", (gulong) ABS (count)), figure);
}
