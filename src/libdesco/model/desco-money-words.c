/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-money-words.h"

#include "model/desco-money.h"

static const char *const small[] = {
  "",         "uno",    "due",         "tre",      "quattro",
  "cinque",   "sei",    "sette",       "otto",     "nove",
  "dieci",    "undici", "dodici",      "tredici",  "quattordici",
  "quindici", "sedici", "diciassette", "diciotto", "diciannove",
};

static const char *const tens[] = {
  "", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta",
};

/* Ventuno and ventotto, centottanta: the first of two vowels goes. */
static void
append_below_hundred (GString *words, guint number)
{
  guint unit = number % 10;

  if (number < G_N_ELEMENTS (small))
    {
      g_string_append (words, small[number]);
      return;
    }
  g_string_append (words, tens[number / 10]);
  if (unit == 1 || unit == 8)
    g_string_truncate (words, words->len - 1);
  g_string_append (words, small[unit]);
}

static void
append_below_thousand (GString *words, guint number)
{
  guint hundreds = number / 100;
  guint rest = number % 100;

  if (hundreds > 1)
    g_string_append (words, small[hundreds]);
  if (hundreds > 0)
    g_string_append (words, rest / 10 == 8 ? "cent" : "cento");
  append_below_hundred (words, rest);
}

static void
append_number (GString *words, guint64 number)
{
  guint millions = (guint) (number / 1000000);
  guint thousands = (guint) (number / 1000 % 1000);

  if (millions == 1)
    g_string_append (words, "unmilione");
  else if (millions > 1)
    {
      append_below_thousand (words, millions);
      g_string_append (words, "milioni");
    }
  if (thousands == 1)
    g_string_append (words, "mille");
  else if (thousands > 1)
    {
      append_below_thousand (words, thousands);
      g_string_append (words, "mila");
    }
  append_below_thousand (words, (guint) (number % 1000));
}

/**
 * desco_money_to_words:
 * @cents: 0 to %DESCO_MONEY_MAX
 *
 * Returns: (transfer full): the amount in Italian words, as quittances and cheques have it:
 *   `centoquattro/00`
 */
char *
desco_money_to_words (gint64 cents)
{
  guint64 euros = (guint64) cents / 100;
  GString *words;

  g_return_val_if_fail (cents >= 0 && cents <= DESCO_MONEY_MAX, NULL);

  words = g_string_new (euros == 0 ? "zero" : NULL);
  append_number (words, euros);
  /* A three at the end of a longer number is stressed: ventitré, but tre and tredici. */
  if (euros > 3 && euros % 10 == 3 && euros % 100 != 13)
    {
      g_string_truncate (words, words->len - 1);
      g_string_append (words, "é");
    }
  g_string_append_printf (words, "/%02u", (guint) (cents % 100));
  return g_string_free (words, FALSE);
}
