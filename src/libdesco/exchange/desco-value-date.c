/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-value.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ADULT_YEARS 14
#define FIRST_YEAR 1900
#define LAST_YEAR 2100

/* Days of a sheet that lost its format: 1954 to 2064. Shorter numbers would be years. */
#define FIRST_SERIAL 20000
#define LAST_SERIAL 60000

typedef struct
{
  guint day;
  guint month;
  guint year;
  guint year_digits;
} Parts;

/* The first letters of the months' names, in Italian and in English. */
static const char *const months[][2] = {
  { "gen", "jan" }, { "feb", "feb" }, { "mar", "mar" }, { "apr", "apr" },
  { "mag", "may" }, { "giu", "jun" }, { "lug", "jul" }, { "ago", "aug" },
  { "set", "sep" }, { "ott", "oct" }, { "nov", "nov" }, { "dic", "dec" },
};

static gboolean
set_shape_error (GError **error)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "value",
                         _ ("This is not a date. Write day, month and year, as 24/11/2018."));
  return FALSE;
}

/* Reads digits, at most @max_digits of them. */
static guint
read_number (const char **text, guint max_digits, guint *n_digits)
{
  guint number = 0;

  for (*n_digits = 0; *n_digits < max_digits && g_ascii_isdigit (**text); (*n_digits)++, (*text)++)
    number = number * 10 + (guint) (**text - '0');
  return number;
}

/* Reads a month in digits or by its name, of which three letters are enough. */
static gboolean
read_month (const char **text, guint *month)
{
  guint n_digits;

  if (g_ascii_isdigit (**text))
    {
      *month = read_number (text, 2, &n_digits);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      if (strncmp (*text, months[i][0], 3) == 0 || strncmp (*text, months[i][1], 3) == 0)
        {
          *month = i + 1;
          while (g_ascii_isalpha (**text))
            (*text)++;
          if (**text == '.' && (*text)[1] == ' ')
            (*text)++;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
read_separator (const char **text, char *separator)
{
  if (**text == '\0' || strchr ("/-. ", **text) == NULL)
    return FALSE;
  if (*separator != '\0' && **text != *separator)
    return FALSE;
  *separator = *(*text)++;
  while (**text == ' ')
    (*text)++;
  return TRUE;
}

/* After the date may come a time, which says nothing about the day. */
static gboolean
is_time (const char *text)
{
  guint n_digits;

  if (*text == '\0')
    return TRUE;
  if (*text != ' ' && *text != 't' && *text != ',')
    return FALSE;
  while (*text == ' ' || *text == 't' || *text == ',')
    text++;
  read_number (&text, 2, &n_digits);
  if (n_digits == 0 || (*text != ':' && *text != '.'))
    return FALSE;
  return strspn (text, "0123456789:.z+ apm") == strlen (text);
}

/* 24/11/2018, 24-11-18, 24.11.2018, 24 novembre 2018. */
static gboolean
read_day_first (const char *text, Parts *parts)
{
  guint n_digits;
  char separator = '\0';

  parts->day = read_number (&text, 2, &n_digits);
  if (n_digits == 0 || !read_separator (&text, &separator) || !read_month (&text, &parts->month)
      || !read_separator (&text, &separator))
    return FALSE;
  parts->year = read_number (&text, 4, &parts->year_digits);
  return (parts->year_digits == 2 || parts->year_digits == 4) && is_time (text);
}

/* 2018-11-24, 2018/11/24. */
static gboolean
read_year_first (const char *text, Parts *parts)
{
  guint n_digits;
  char separator = '\0';

  parts->year = read_number (&text, 4, &parts->year_digits);
  if (parts->year_digits != 4 || !read_separator (&text, &separator))
    return FALSE;
  parts->month = read_number (&text, 2, &n_digits);
  if (n_digits == 0 || !read_separator (&text, &separator))
    return FALSE;
  parts->day = read_number (&text, 2, &n_digits);
  return n_digits > 0 && is_time (text);
}

/* 20181124 or 24112018: no date is both, for no month is the nineteenth or the twentieth. */
static gboolean
read_eight_digits (const char *text, Parts *parts)
{
  guint number;

  if (strlen (text) != 8 || strspn (text, "0123456789") != 8)
    return FALSE;
  number = (guint) g_ascii_strtoull (text, NULL, 10);
  parts->year_digits = 4;
  if (number / 10000 >= FIRST_YEAR && number / 10000 < LAST_YEAR && number / 100 % 100 <= 12)
    {
      parts->year = number / 10000;
      parts->month = number / 100 % 100;
      parts->day = number % 100;
    }
  else
    {
      parts->day = number / 1000000;
      parts->month = number / 10000 % 100;
      parts->year = number % 10000;
    }
  return TRUE;
}

/* A day of a sheet whose cell lost its format: days counted from 1900. */
static gboolean
read_serial (const char *text, Parts *parts)
{
  GDate date = desco_date_from_ymd (1899, 12, 30);
  guint serial;

  if (strlen (text) != 5 || strspn (text, "0123456789") != 5)
    return FALSE;
  serial = (guint) g_ascii_strtoull (text, NULL, 10);
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL)
    return FALSE;

  date = desco_date_add_days (&date, (int) serial);
  parts->day = g_date_get_day (&date);
  parts->month = g_date_get_month (&date);
  parts->year = g_date_get_year (&date);
  parts->year_digits = 4;
  return TRUE;
}

/* The latest year that ends in the two digits and makes a date not after @limit. */
static guint
resolve_century (const Parts *parts, const GDate *limit)
{
  guint year = g_date_get_year (limit) / 100 * 100 + parts->year;

  if (year > g_date_get_year (limit)
      || (year == g_date_get_year (limit)
          && (parts->month > g_date_get_month (limit)
              || (parts->month == g_date_get_month (limit)
                  && parts->day > g_date_get_day (limit)))))
    year -= 100;
  return year;
}

static guint
resolve_year (const Parts *parts, DescoDateSense sense, const GDate *today)
{
  GDate limit = *today;

  if (parts->year_digits == 4)
    return parts->year;
  if (sense == DESCO_DATE_SENSE_TERM)
    return 2000 + parts->year;
  if (sense == DESCO_DATE_SENSE_ADULT)
    g_date_subtract_years (&limit, ADULT_YEARS);
  return resolve_century (parts, &limit);
}

static gboolean
check_day (const Parts *parts, guint year, GError **error)
{
  if (parts->month > 12 && parts->day <= 12)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "value",
                             _ ("There is no month %u. Write the day before the month, as "
                                "24/11/2018."),
                             parts->month);
      return FALSE;
    }
  if (year < FIRST_YEAR || year > LAST_YEAR)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "value",
                             _ ("The year %u cannot be right. Correct the date."), year);
      return FALSE;
    }
  if (parts->day == 0 || parts->day > 31 || parts->month == 0 || parts->month > 12
      || !g_date_valid_dmy ((GDateDay) parts->day, (GDateMonth) parts->month, (GDateYear) year))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "value",
                             _ ("This day is not in the calendar. Correct the date."));
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_value_parse_date:
 * @text: a cell: day, month and year parted by `/`, `-`, `.` or spaces, or year first, perhaps with
 *   a time after them; the month may be a name. Never month first
 * @sense: what the date is for
 * @today: the day from which one looks
 * @date: (out): where to put it
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text is a day of the calendar; if not, @date is left alone
 */
gboolean
desco_value_parse_date (const char *text,
                        DescoDateSense sense,
                        const GDate *today,
                        GDate *date,
                        GError **error)
{
  g_autofree char *folded = desco_text_fold (text);
  const char *start = *folded == '\'' ? folded + 1 : folded;
  Parts parts = { 0 };
  GDate parsed;
  guint year;

  if (!read_day_first (start, &parts) && !read_year_first (start, &parts)
      && !read_eight_digits (start, &parts) && !read_serial (start, &parts))
    return set_shape_error (error);

  year = resolve_year (&parts, sense, today);
  if (!check_day (&parts, year, error))
    return FALSE;

  parsed = desco_date_from_ymd (year, parts.month, parts.day);
  if (sense != DESCO_DATE_SENSE_TERM && g_date_compare (&parsed, today) > 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "value",
                             _ ("This day of birth is still to come. Correct the date."));
      return FALSE;
    }
  *date = parsed;
  return TRUE;
}
