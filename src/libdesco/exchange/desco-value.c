/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-value.h"

#include "model/desco-error.h"
#include "model/desco-money.h"
#include "model/desco-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define MIN_PHONE_DIGITS 5
#define MAX_PHONE 60

/* What people write for "nothing"; desco_value_is_nothing() knows their first letters. */
static const char *const nothings[] = {
  "n/d",
  "nd",
  "n.d.",
  "n.d",
  "n/a",
  "n.a.",
  "null",
  "none",
  "nessuno",
  "nessuna",
  "assente",
  "#n/d",
  "#n/a",
  "anonimo",
  "ignoto",
  "sconosciuto",
  "non disponibile",
  "non presente",
  "non presentato",
  "non presentata",
};

static gboolean
set_error (GError **error, DescoInputError code, const char *message)
{
  desco_input_error_set (error, code, "value", "%s", message);
  return FALSE;
}

/* Marks that turn the direction of writing, and others that nobody sees, are no part of a value.
 * Joiners are: Persian and Indian names are written with them. */
static gboolean
is_unseen (gunichar c)
{
  return c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || c == 0x00ad;
}

/* Most cells are ASCII and have nothing to be cleaned of. */
static gboolean
is_clean (const char *text)
{
  if (*text == ' ')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p < ' ' || *p > '~' || (*p == ' ' && (p[1] == ' ' || p[1] == '\0')))
        return FALSE;
    }
  return TRUE;
}

static char *
clean (const char *text)
{
  g_autoptr (GString) cleaned = NULL;

  if (is_clean (text))
    return g_strdup (text);
  cleaned = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_unseen (c))
        continue;
      g_string_append_unichar (cleaned, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return desco_text_squeeze (cleaned->str);
}

/* Codes are typed with an apostrophe before them, to keep a sheet from changing them. */
static const char *
skip_apostrophe (const char *text)
{
  return *text == '\'' ? text + 1 : text;
}

static gboolean
has_letter (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_one_of (const char *text, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (strcmp (text, words[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * desco_value_is_nothing:
 * @text: a cell
 *
 * Returns: whether it is empty, or a dash, `N/D` or another word for nothing
 */
gboolean
desco_value_is_nothing (const char *text)
{
  if (text[strspn (text, "-/._* ")] == '\0')
    return TRUE;
  if (strchr ("#nais", g_ascii_tolower (*text)) == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (nothings); i++)
    {
      if (g_ascii_strcasecmp (text, nothings[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * desco_value_parse_text:
 * @text: a cell
 * @max_length: how many characters it may have
 * @value: (out) (transfer full): the text with single spaces
 * @error: %DESCO_INPUT_ERROR_TOO_LONG
 *
 * Returns: whether the text is short enough; if not, @value is left alone
 */
gboolean
desco_value_parse_text (const char *text, guint max_length, char **value, GError **error)
{
  g_autofree char *cleaned = clean (text);
  glong length = g_utf8_strlen (cleaned, -1);

  if (length > (glong) max_length)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_TOO_LONG, "value",
                             _ ("This has %ld characters and may have %u. Shorten it."), length,
                             max_length);
      return FALSE;
    }
  *value = g_steal_pointer (&cleaned);
  return TRUE;
}

/**
 * desco_value_parse_name:
 * @text: a cell
 * @name: (out) (transfer full): the name with single spaces
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text can be a person's name; if not, @name is left alone
 */
gboolean
desco_value_parse_name (const char *text, char **name, GError **error)
{
  if (!has_letter (text) || strchr (text, '@') != NULL)
    return set_error (error, DESCO_INPUT_ERROR_INVALID,
                      _ ("This is not a name. Check that the columns are in their places."));
  return desco_value_parse_text (text, DESCO_VALUE_MAX_NAME, name, error);
}

/**
 * desco_value_parse_sex:
 * @text: a cell
 * @sex: (out): where to put it
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text says a sex; if not, @sex is left alone
 */
gboolean
desco_value_parse_sex (const char *text, DescoSex *sex, GError **error)
{
  static const char *const males[]
      = { "m", "maschio", "maschile", "male", "uomo", "masc", "masch", "m.", "boy" };
  static const char *const females[]
      = { "f", "femmina", "femminile", "female", "donna", "fem", "femm", "f.", "girl" };
  g_autofree char *folded = desco_text_fold (text);

  if (is_one_of (folded, males, G_N_ELEMENTS (males)))
    *sex = DESCO_SEX_MALE;
  else if (is_one_of (folded, females, G_N_ELEMENTS (females)))
    *sex = DESCO_SEX_FEMALE;
  else
    return set_error (error, DESCO_INPUT_ERROR_INVALID, _ ("Write M or F."));
  return TRUE;
}

/**
 * desco_value_parse_yes_no:
 * @text: a cell
 * @yes: (out): where to put it
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text says yes or no; if not, @yes is left alone
 */
gboolean
desco_value_parse_yes_no (const char *text, gboolean *yes, GError **error)
{
  static const char *const yeses[] = { "si", "s", "x", "vero", "true", "yes", "y", "1", "si'" };
  static const char *const noes[] = { "no", "n", "falso", "false", "0" };
  g_autofree char *folded = desco_text_fold (text);

  if (is_one_of (folded, yeses, G_N_ELEMENTS (yeses)))
    *yes = TRUE;
  else if (is_one_of (folded, noes, G_N_ELEMENTS (noes)))
    *yes = FALSE;
  else
    return set_error (error, DESCO_INPUT_ERROR_INVALID, _ ("Write SI or NO."));
  return TRUE;
}

/**
 * desco_value_parse_money:
 * @text: a cell
 * @cents: (out): the amount in cents
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text is an amount in euros; if not, @cents is left alone
 */
gboolean
desco_value_parse_money (const char *text, gint64 *cents, GError **error)
{
  g_autofree char *amount = g_strdup (skip_apostrophe (text));

  /* "euro" and "EUR" stand for the sign. */
  if (g_ascii_strncasecmp (amount, "eur", 3) == 0)
    memset (amount, ' ', amount[3] == 'o' || amount[3] == 'O' ? 4 : 3);
  if (desco_money_parse (amount, cents) && *cents <= DESCO_MONEY_MAX)
    return TRUE;
  return set_error (error, DESCO_INPUT_ERROR_INVALID,
                    _ ("This is not an amount in euros. Write it as 1.234,56."));
}

/**
 * desco_value_parse_integer:
 * @text: a cell
 * @min: the least that it may be
 * @max: the most that it may be
 * @value: (out): where to put it
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text is a whole number within the range; if not, @value is left alone
 */
gboolean
desco_value_parse_integer (const char *text, gint64 min, gint64 max, gint64 *value, GError **error)
{
  g_autofree char *number = g_strdup (skip_apostrophe (text));
  char *comma = strpbrk (number, ",.");
  const char *digits = number;
  gint64 parsed;

  /* A sheet may show a whole number with decimals: 20,00. */
  if (comma != NULL && strspn (comma + 1, "0") == strlen (comma + 1)
      && (*comma == ',' || strlen (comma + 1) != 3))
    *comma = '\0';
  if (g_str_has_prefix (digits, "\342\210\222"))
    {
      digits += 2;
      number[2] = '-';
    }
  if (digits[0] == '+')
    digits++;

  if (!g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, &parsed, NULL))
    return set_error (error, DESCO_INPUT_ERROR_INVALID,
                      _ ("This is not a whole number. Write digits only."));
  if (parsed < min || parsed > max)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "value",
                             _ ("This must lie between %" PRId64 " and %" PRId64 "."), min, max);
      return FALSE;
    }
  *value = parsed;
  return TRUE;
}

/* A light check: what is sure to be no address is refused, no more. */
static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');
  const char *dot = at != NULL ? strrchr (at, '.') : NULL;

  return at != NULL && at != text && strchr (at + 1, '@') == NULL && dot != NULL && dot > at + 1
         && dot[1] != '\0' && strstr (at, "..") == NULL && strpbrk (text, " ,;:<>()[]\\\"") == NULL
         && strlen (text) <= DESCO_VALUE_MAX_EMAIL;
}

/**
 * desco_value_parse_email:
 * @text: a cell, with one address or several
 * @email: (out) (transfer full): the first one
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether all of them look like e-mail addresses; if not, @email is left alone
 */
gboolean
desco_value_parse_email (const char *text, char **email, GError **error)
{
  g_autofree char *cleaned = clean (text);
  g_auto (GStrv) parts = NULL;
  const char *first = NULL;

  if (g_ascii_strncasecmp (cleaned, "mailto:", 7) == 0)
    memset (cleaned, ' ', 7);
  g_strdelimit (cleaned, ";,/|<>", ' ');
  parts = g_strsplit (cleaned, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (parts[i][0] == '\0')
        continue;
      if (!is_email (parts[i]))
        {
          first = NULL;
          break;
        }
      if (first == NULL)
        first = parts[i];
    }

  if (first == NULL)
    return set_error (error, DESCO_INPUT_ERROR_INVALID,
                      _ ("This is not an e-mail address. Correct it or leave it empty."));
  *email = g_strdup (first);
  return TRUE;
}

/**
 * desco_value_parse_phone:
 * @text: a cell, with one number or several, and perhaps whose they are
 * @phone: (out) (transfer full): the text with single spaces
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text has enough digits for a telephone number; if not, @phone is left alone
 */
gboolean
desco_value_parse_phone (const char *text, char **phone, GError **error)
{
  guint digits = 0;

  for (const char *p = text; *p != '\0'; p++)
    digits += g_ascii_isdigit (*p) ? 1 : 0;
  if (digits < MIN_PHONE_DIGITS)
    return set_error (error, DESCO_INPUT_ERROR_INVALID,
                      _ ("This is not a telephone number. Correct it or leave it empty."));
  return desco_value_parse_text (skip_apostrophe (text), MAX_PHONE, phone, error);
}

/**
 * desco_value_parse_tax_code:
 * @text: a cell
 * @code: (out) (transfer full): the code in capitals
 * @kind: (out): what it is
 * @error: %DESCO_INPUT_ERROR saying what is wrong with it
 *
 * Checks the code in full.
 *
 * Returns: whether it is a tax code; if not, nothing is set
 */
gboolean
desco_value_parse_tax_code (const char *text, char **code, DescoTaxCodeKind *kind, GError **error)
{
  g_autofree char *normal = desco_tax_code_normalize (skip_apostrophe (text));

  if (!desco_tax_code_check (normal, kind, error))
    return FALSE;
  *code = g_steal_pointer (&normal);
  return TRUE;
}
