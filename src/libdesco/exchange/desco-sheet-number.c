/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-sheet-number-private.h"

#include "model/desco-date.h"

#include <math.h>
#include <string.h>

#define LAST_SERIAL 2958465 /* 31 December 9999 */
#define SECONDS_A_DAY 86400

/* What the built-in number formats make of a number (ECMA-376, part 1, 18.8.30). */
DescoSheetFormat
desco_sheet_format_of_id (guint id)
{
  DescoSheetFormat format = { 0 };

  format.date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47)
                || (id >= 50 && id <= 58);
  return format;
}

/* What a format that the workbook's author wrote makes of a number: a date where a letter of day,
 * month, year, hour or second stands outside of quoted text and brackets; a code of fixed width
 * where it is nothing but zeroes. */
DescoSheetFormat
desco_sheet_format_of_code (const char *code)
{
  DescoSheetFormat format = { 0 };
  gsize length = strlen (code);

  if (length > 1 && length <= 32 && strspn (code, "0") == length)
    {
      format.width = (guint) length;
      return format;
    }

  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    {
      if (*p == '"' || *p == '[')
        {
          const char *end = strchr (p + 1, *p == '"' ? '"' : ']');

          if (end == NULL)
            break;
          /* [h] and the like count hours past a day; [Red], [$-410] say nothing of dates. */
          if (*p == '[' && strspn (p + 1, "hHmMsS") == (gsize) (end - p - 1))
            format.date = TRUE;
          p = end;
        }
      else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
        p++;
      else if (strchr ("dDmMyYhHsS", *p) != NULL)
        format.date = TRUE;
    }
  return format;
}

/* Excel counts days from 1900 as if that year had had a 29 February, or from 1904. */
static char *
write_serial (double serial, gboolean from_1904)
{
  gint64 seconds = (gint64) llround (serial * SECONDS_A_DAY);
  guint days = (guint) (seconds / SECONDS_A_DAY);
  guint time = (guint) (seconds % SECONDS_A_DAY);
  GDate date = from_1904 ? desco_date_from_ymd (1904, 1, 1) : desco_date_from_ymd (1899, 12, 30);
  g_autofree char *day = NULL;

  if (!from_1904 && days < 60)
    days++;
  date = desco_date_add_days (&date, (int) days);
  day = desco_date_to_iso (&date);
  if (time == 0)
    return g_steal_pointer (&day);
  return g_strdup_printf ("%s %02u:%02u:%02u", day, time / 3600, time / 60 % 60, time % 60);
}

/* Writes a number as an Italian sheet shows it, with a comma before decimals: a point could as well
 * group thousands. Fifteen digits are what a sheet keeps; the noise behind them, 4.7999999999999998
 * for 4.8, is the file's way of storing a number and no part of it. */
char *
desco_sheet_double_to_text (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return g_strdup ("");
  if (value == floor (value) && fabs (value) < 1e18)
    return g_strdup_printf ("%.0f", value);

  g_ascii_formatd (text, sizeof text, "%.15g", value);
  g_strdelimit (text, ".", ',');
  return g_strdup (text);
}

/* Writes the number of a cell, as the file has it, the way the sheet shows it: dates as YYYY-MM-DD,
 * with the time after them where there is one; digits of codes to the last. */
char *
desco_sheet_number_to_text (const char *number, const DescoSheetFormat *format, gboolean from_1904)
{
  gsize length = strlen (number);
  double value = g_ascii_strtod (number, NULL);

  if (format->date && value >= 0 && value < LAST_SERIAL + 1)
    return write_serial (value, from_1904);
  if (length > 0 && strspn (number, "0123456789") == length)
    {
      int zeroes = format->width > length ? (int) (format->width - length) : 0;

      return g_strdup_printf ("%.*s%s", zeroes, "00000000000000000000000000000000", number);
    }
  return desco_sheet_double_to_text (value);
}
