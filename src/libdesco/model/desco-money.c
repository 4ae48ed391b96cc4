/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-money.h"

#include <string.h>

/* No amount has more zeros than these. */
#define MAX_EXPONENT 20

/**
 * desco_money_format:
 * @cents: an amount in cents
 *
 * Returns: (transfer full): the amount as Italians write it, `1.234,56`, without a sign of currency
 */
char *
desco_money_format (gint64 cents)
{
  guint64 magnitude = cents < 0 ? (guint64) - (cents + 1) + 1 : (guint64) cents;
  g_autofree char *euros = g_strdup_printf ("%" G_GUINT64_FORMAT, magnitude / 100);
  GString *text = g_string_new (cents < 0 ? "-" : "");
  gsize length = strlen (euros);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, '.');
      g_string_append_c (text, euros[i]);
    }
  g_string_append_printf (text, ",%02u", (guint) (magnitude % 100));

  return g_string_free (text, FALSE);
}

/**
 * desco_money_to_decimal:
 * @cents: an amount in cents
 *
 * Returns: (transfer full): the amount in euros with two decimals after a point, as XML and JSON
 *   between programs have it
 */
char *
desco_money_to_decimal (gint64 cents)
{
  guint64 magnitude = cents < 0 ? (guint64) - (cents + 1) + 1 : (guint64) cents;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", cents < 0 ? "-" : "", magnitude / 100,
                          (guint) (magnitude % 100));
}

static gboolean
parse_parts (const char *digits,
             gsize n_digits,
             const char *decimals,
             gsize n_decimals,
             gint64 *cents)
{
  gint64 value = 0;

  if (n_digits == 0 || n_digits > 15 || n_decimals > 2)
    return FALSE;

  for (gsize i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (digits[i]))
        return FALSE;
      value = value * 10 + (digits[i] - '0');
    }
  for (gsize i = 0; i < 2; i++)
    {
      if (i < n_decimals && !g_ascii_isdigit (decimals[i]))
        return FALSE;
      value = value * 10 + (i < n_decimals ? decimals[i] - '0' : 0);
    }

  *cents = value;
  return TRUE;
}

/**
 * desco_money_parse_decimal:
 * @text: (nullable): digits, and perhaps a point and one or two decimals
 * @cents: (out): where to put the amount in cents
 *
 * Reads the amounts of receipts and of other programs, never through floating point.
 *
 * Returns: whether @text is such an amount; if not, @cents is left alone
 */
gboolean
desco_money_parse_decimal (const char *text, gint64 *cents)
{
  const char *point;

  if (text == NULL)
    return FALSE;

  point = strchr (text, '.');
  if (point == NULL)
    return parse_parts (text, strlen (text), "", 0, cents);
  if (point[1] == '\0')
    return FALSE;
  return parse_parts (text, (gsize) (point - text), point + 1, strlen (point + 1), cents);
}

/**
 * desco_money_parse_number:
 * @text: (nullable): a number as JSON writes it: `104`, `104.1`, `104.10`, `1.0E7`
 * @cents: (out): where to put the amount in cents
 *
 * Reads the euros of interfaces that write amounts as numbers, from their digits and never through
 * floating point. Decimals past the second must be zeros.
 *
 * Returns: whether @text is an amount from zero that cents can hold; if not, @cents is left alone
 */
gboolean
desco_money_parse_number (const char *text, gint64 *cents)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *p = text;
  gint64 point;
  gint64 exponent = 0;
  gint64 value = 0;

  if (p == NULL || !g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    g_string_append_c (digits, *p);
  point = (gint64) digits->len;
  if (*p == '.')
    for (p++; g_ascii_isdigit (*p); p++)
      g_string_append_c (digits, *p);
  if ((*p == 'e' || *p == 'E')
      && !g_ascii_string_to_signed (p[1] == '+' ? p + 2 : p + 1, 10, -MAX_EXPONENT, MAX_EXPONENT,
                                    &exponent, NULL))
    return FALSE;
  if (*p != '\0' && *p != 'e' && *p != 'E')
    return FALSE;

  point += exponent;
  for (gint64 i = MIN (point, 0); i < MAX (point + 2, (gint64) digits->len); i++)
    {
      gint64 digit = i >= 0 && i < (gint64) digits->len ? digits->str[i] - '0' : 0;

      if (i >= point + 2 ? digit != 0 : value > DESCO_MONEY_MAX)
        return FALSE;
      if (i < point + 2)
        value = value * 10 + digit;
    }
  if (value > DESCO_MONEY_MAX)
    return FALSE;
  *cents = value;
  return TRUE;
}

/**
 * desco_money_parse:
 * @text: (nullable): an amount as people write it: `5,20`, `1.234,56`, `€ 4`, `4.80`
 * @cents: (out): where to put the amount in cents
 *
 * A point followed by exactly three digits groups thousands; a comma, or a point followed by one or
 * two digits at the end, parts the decimals. Anything that could be read in two ways is refused.
 *
 * Returns: whether @text is an amount that is not negative; if not, @cents is left alone
 */
gboolean
desco_money_parse (const char *text, gint64 *cents)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *trimmed = NULL;
  const char *decimals = "";
  char *mark;

  if (text == NULL)
    return FALSE;

  trimmed = g_strdup (text);
  g_strstrip (trimmed);
  if (g_str_has_prefix (trimmed, "€"))
    memmove (trimmed, trimmed + strlen ("€"), strlen (trimmed) - strlen ("€") + 1);
  else if (g_str_has_suffix (trimmed, "€"))
    trimmed[strlen (trimmed) - strlen ("€")] = '\0';
  g_strstrip (trimmed);

  mark = strchr (trimmed, ',');
  if (mark == NULL)
    {
      mark = strrchr (trimmed, '.');
      if (mark != NULL && strlen (mark + 1) == 3)
        mark = NULL;
      else if (mark != NULL && strchr (trimmed, '.') != mark)
        return FALSE;
    }
  if (mark != NULL)
    {
      *mark = '\0';
      decimals = mark + 1;
      if (*decimals == '\0')
        return FALSE;
    }

  /* What is left may group thousands with points: 1 to 3 digits first, then always 3. */
  if (strchr (trimmed, '.') != NULL)
    {
      g_auto (GStrv) groups = g_strsplit (trimmed, ".", -1);

      for (guint i = 0; groups[i] != NULL; i++)
        {
          gsize length = strlen (groups[i]);

          if (i == 0 ? (length < 1 || length > 3) : length != 3)
            return FALSE;
          g_string_append (digits, groups[i]);
        }
    }
  else
    g_string_append (digits, trimmed);

  return parse_parts (digits->str, digits->len, decimals, strlen (decimals), cents);
}

/**
 * desco_money_multiply:
 * @cents: an amount in cents
 * @quantity: how many times
 * @amount: (out): the product in cents
 *
 * Returns: whether the product fits; if not, @amount is left alone
 */
gboolean
desco_money_multiply (gint64 cents, gint64 quantity, gint64 *amount)
{
  gint64 product;

  if (__builtin_mul_overflow (cents, quantity, &product))
    return FALSE;

  *amount = product;
  return TRUE;
}
