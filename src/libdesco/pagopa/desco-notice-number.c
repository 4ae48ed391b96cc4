/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-notice-number.h"

#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIELD "noticeNumber"

/* The first 16 digits stand for the number whose remainder by 93 is the last two. */
#define CHECKED_DIGITS 16
#define MODULUS 93

static gboolean
has_shape (const char *number)
{
  if (number == NULL)
    return FALSE;

  for (gsize i = 0; i < DESCO_NOTICE_NUMBER_LENGTH; i++)
    {
      if (!g_ascii_isdigit (number[i]))
        return FALSE;
    }
  return number[DESCO_NOTICE_NUMBER_LENGTH] == '\0';
}

static guint
compute_check (const char *digits)
{
  guint remainder = 0;

  for (gsize i = 0; i < CHECKED_DIGITS; i++)
    remainder = (remainder * 10 + (guint) (digits[i] - '0')) % MODULUS;
  return remainder;
}

static guint
read_check (const char *number)
{
  const char *check = number + CHECKED_DIGITS;

  return (guint) (check[0] - '0') * 10 + (guint) (check[1] - '0');
}

static gboolean
check_shape (const char *number, GError **error)
{
  if (number == NULL || *number == '\0')
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, FIELD,
                             _ ("The notice number is missing: write its 18 digits."));
      return FALSE;
    }
  if (!g_utf8_validate (number, -1, NULL))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                             _ ("The notice number is not text: write its 18 digits."));
      return FALSE;
    }

  for (const char *p = number; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_ascii_isdigit (*p))
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                                 _ ("The notice number “%.60s” has characters that are not digits "
                                    "from 0 to 9: write its 18 digits without spaces."),
                                 number);
          return FALSE;
        }
    }

  if (strlen (number) != DESCO_NOTICE_NUMBER_LENGTH)
    {
      guint length = (guint) strlen (number);

      desco_input_error_set (
          error, DESCO_INPUT_ERROR_INVALID, FIELD,
          ngettext ("The notice number “%.60s” has %u digit and should have 18: "
                    "compare it with the notice.",
                    "The notice number “%.60s” has %u digits and should have 18: "
                    "compare it with the notice.",
                    length),
          number, length);
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_notice_number_check:
 * @number: (nullable): what should be a notice number
 * @error: %DESCO_INPUT_ERROR of the field `noticeNumber`
 *
 * Checks a number that a person types or a file brings, for each auxiliary digit that there is:
 * 0, 2 and 3 carry a check of two digits, 1 does not. Numbers that pagoPA itself sends are taken as
 * they are and need not pass.
 *
 * Returns: whether @number is valid
 */
gboolean
desco_notice_number_check (const char *number, GError **error)
{
  if (!check_shape (number, error))
    return FALSE;

  if (number[0] > '3')
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                             _ ("The notice number “%s” begins with %c, and a notice number begins "
                                "with 0, 1, 2 or 3: compare it with the notice."),
                             number, number[0]);
      return FALSE;
    }

  if (number[0] != '1' && compute_check (number) != read_check (number))
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_INVALID, FIELD,
          _ ("The notice number “%s” fails its check, so a digit of it is wrong: "
             "compare it with the notice."),
          number);
      return FALSE;
    }

  return TRUE;
}

/**
 * desco_notice_number_assign:
 * @segregation_code: the creditor's code at pagoPA, 0 to 99
 * @device_code: the desk, 0 to 999: 0 stands alone, 900 and above is the server itself
 * @counter: the desk's counter, 0 to 9999999999; each value is used once and never again
 * @error: %DESCO_INPUT_ERROR where one of them is out of range
 *
 * Makes a number of auxiliary digit 3. Desks that never met cannot make the same one, because each
 * has a device code of its own.
 *
 * Returns: (transfer full) (nullable): the number's 18 digits, or %NULL
 */
char *
desco_notice_number_assign (guint segregation_code,
                            guint device_code,
                            guint64 counter,
                            GError **error)
{
  g_autofree char *digits = NULL;

  if (segregation_code > DESCO_NOTICE_NUMBER_SEGREGATION_MAX)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "segregationCode",
                             _ ("The segregation code %u is not between 0 and 99: write the one "
                                "that pagoPA gave to the creditor."),
                             segregation_code);
      return NULL;
    }
  if (device_code > DESCO_NOTICE_NUMBER_DEVICE_MAX)
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "deviceCode",
          _ ("The device code %u is not between 0 and 999: enrol this desk again."), device_code);
      return NULL;
    }
  if (counter > DESCO_NOTICE_NUMBER_COUNTER_MAX)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "counter",
                             _ ("This desk has used all of its notice numbers: enrol it again to "
                                "get another device code."));
      return NULL;
    }

  digits
      = g_strdup_printf ("3%02u%03u%010" G_GUINT64_FORMAT, segregation_code, device_code, counter);
  return g_strdup_printf ("%s%02u", digits, compute_check (digits));
}

/**
 * desco_notice_number_get_iuv:
 * @number: (nullable): a notice number; only its shape matters
 *
 * The IUV is the number without its auxiliary digit, and with auxiliary digit 0 also without the
 * application code that follows it.
 *
 * Returns: (transfer full) (nullable): the IUV, 15 or 17 digits; %NULL where @number is not 18
 *   digits that begin with 0 to 3
 */
char *
desco_notice_number_get_iuv (const char *number)
{
  if (!has_shape (number) || number[0] > '3')
    return NULL;
  return g_strdup (number[0] == '0' ? number + 3 : number + 1);
}

/**
 * desco_notice_number_format:
 * @number: a notice number
 *
 * Returns: (transfer full): the number in groups of four digits, as a notice prints it (N-08)
 */
char *
desco_notice_number_format (const char *number)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; number[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, number[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * desco_notice_number_get_device_code:
 * @number: (nullable): a notice number as a platform tells it
 * @segregation_code: the creditor's
 * @device_code: (out): the desk that gave it out
 *
 * Returns: whether it is a number of the creditor's that carries a desk's code
 */
gboolean
desco_notice_number_get_device_code (const char *number, guint segregation_code, guint *device_code)
{
  g_autofree char *prefix = g_strdup_printf ("3%02u", segregation_code);

  if (number == NULL || strlen (number) != DESCO_NOTICE_NUMBER_LENGTH
      || strspn (number, "0123456789") != DESCO_NOTICE_NUMBER_LENGTH
      || !g_str_has_prefix (number, prefix))
    return FALSE;
  *device_code = (guint) (number[3] - '0') * 100 + (guint) (number[4] - '0') * 10
                 + (guint) (number[5] - '0');
  return TRUE;
}

/**
 * desco_notice_number_get_counter:
 * @number: a number that desco_notice_number_get_device_code() takes
 *
 * Returns: which of its desk's numbers it is
 */
guint64
desco_notice_number_get_counter (const char *number)
{
  g_autofree char *counter = g_strndup (number + 6, 10);

  return g_ascii_strtoull (counter, NULL, 10);
}
