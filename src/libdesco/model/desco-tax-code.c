/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-tax-code.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIELD "taxCode"

/* A provisional identifier cannot be taken for a person's code: that has letters where this one
 * has its first digits. */
#define PROVISIONAL_PREFIX "PROV"
/* After the prefix two digits, where a tax code has letters, and ten digits or letters: room for so
 * many that chance does not give two people the same. */
#define PROVISIONAL_DIGITS 2
#define PROVISIONAL_TAIL 10

/* Where the parts of a person's code begin. */
#define AT_SURNAME 0
#define AT_NAME 3
#define AT_YEAR 6
#define AT_MONTH 8
#define AT_DAY 9
#define AT_PLACE 11
#define AT_CHECK 15

/* A woman's day of birth is written 40 higher. */
#define FEMALE_DAY 40

/* One letter a position: A a letter, 9 a digit or the letter that stands in for it, M a month. */
static const char person_shape[] = "AAAAAA99M99A999A";

/* The letters of the months, January first. */
static const char month_letters[] = "ABCDEHLMPRST";

/* Where two people would have the same code, digits give way to these letters (omocodia). */
static const char digit_letters[] = "LMNPQRSTUV";

/* What a character in an odd position adds to the check, 0 to 9 and A to J alike, then K to Z. */
static const guint8 odd_values[26] = { 1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                       20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23 };

static guint
rank_of (char c)
{
  return (guint) (g_ascii_isdigit (c) ? c - '0' : c - 'A');
}

static int
digit_of (char c)
{
  const char *letter;

  if (g_ascii_isdigit (c))
    return c - '0';
  letter = c != '\0' ? strchr (digit_letters, c) : NULL;
  return letter != NULL ? (int) (letter - digit_letters) : -1;
}

static guint
number_at (const char *code, gsize position)
{
  return (guint) (digit_of (code[position]) * 10 + digit_of (code[position + 1]));
}

static gboolean
fits_position (char c, char shape)
{
  switch (shape)
    {
    case 'A':
      return g_ascii_isupper (c);
    case 'M':
      return c != '\0' && strchr (month_letters, c) != NULL;
    default:
      return digit_of (c) >= 0;
    }
}

static char
compute_person_check (const char *code)
{
  guint sum = 0;

  for (gsize i = 0; i < AT_CHECK; i++)
    sum += i % 2 == 0 ? odd_values[rank_of (code[i])] : rank_of (code[i]);
  return (char) ('A' + sum % 26);
}

static guint
compute_numeric_check (const char *code)
{
  guint sum = 0;

  for (gsize i = 0; i < DESCO_TAX_CODE_NUMERIC_LENGTH - 1; i++)
    {
      guint digit = (guint) (code[i] - '0');

      if (i % 2 == 1)
        digit = digit < 5 ? digit * 2 : digit * 2 - 9;
      sum += digit;
    }
  return (10 - sum % 10) % 10;
}

static guint
month_of (const char *code)
{
  return (guint) (strchr (month_letters, code[AT_MONTH]) - month_letters) + 1;
}

static guint
day_of (const char *code)
{
  guint day = number_at (code, AT_DAY);

  return day > FEMALE_DAY ? day - FEMALE_DAY : day;
}

static DescoSex
sex_of (const char *code)
{
  return number_at (code, AT_DAY) > FEMALE_DAY ? DESCO_SEX_FEMALE : DESCO_SEX_MALE;
}

static gboolean
is_day_in (const char *code, guint century)
{
  return g_date_valid_dmy ((GDateDay) day_of (code), (GDateMonth) month_of (code),
                           (GDateYear) (century + number_at (code, AT_YEAR)));
}

/* The code has two digits for the year; the 29th of February 00 was a day of 2000 only. */
static gboolean
has_real_day (const char *code)
{
  return is_day_in (code, 1900) || is_day_in (code, 2000);
}

static gboolean
is_digits (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_provisional (const char *code)
{
  gsize prefix = strlen (PROVISIONAL_PREFIX);

  if (!g_str_has_prefix (code, PROVISIONAL_PREFIX)
      || strlen (code) != prefix + PROVISIONAL_DIGITS + PROVISIONAL_TAIL)
    return FALSE;

  for (gsize i = prefix; code[i] != '\0'; i++)
    {
      if (!g_ascii_isdigit (code[i])
          && (i < prefix + PROVISIONAL_DIGITS || !g_ascii_isupper (code[i])))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_person (const char *code, GError **error)
{
  char check;

  for (gsize i = 0; i < DESCO_TAX_CODE_PERSON_LENGTH; i++)
    {
      if (!fits_position (code[i], person_shape[i]))
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                                 _ ("The tax code “%s” cannot have “%c” as its character %u: "
                                    "compare it with the health card."),
                                 code, code[i], (guint) i + 1);
          return FALSE;
        }
    }

  check = compute_person_check (code);
  if (code[AT_CHECK] != check)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                             _ ("The tax code “%s” should end in %c if the rest were right, so one "
                                "of its characters is wrong: compare it with the health card."),
                             code, check);
      return FALSE;
    }

  if (!has_real_day (code))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                             _ ("The tax code “%s” has a day of birth that is not in the calendar: "
                                "compare it with the health card."),
                             code);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_numeric (const char *code, GError **error)
{
  if (strspn (code, "0") == DESCO_TAX_CODE_NUMERIC_LENGTH
      || compute_numeric_check (code) != rank_of (code[DESCO_TAX_CODE_NUMERIC_LENGTH - 1]))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                             _ ("The tax code “%s” fails its check, so one of its digits is wrong: "
                                "compare it with the document."),
                             code);
      return FALSE;
    }
  return TRUE;
}

static void
choose_century (const char *code, const GDate *today, GDate *birth_date)
{
  guint century = 2000;
  GDate date;

  if (is_day_in (code, century))
    {
      date = desco_date_from_ymd (century + number_at (code, AT_YEAR), month_of (code),
                                  day_of (code));
      if (g_date_compare (&date, today) <= 0)
        {
          *birth_date = date;
          return;
        }
    }

  /* The 29th of February 2000 has no match in 1900: it stays what it is. */
  if (is_day_in (code, 1900))
    century = 1900;
  *birth_date
      = desco_date_from_ymd (century + number_at (code, AT_YEAR), month_of (code), day_of (code));
}

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("AEIOU", c) != NULL;
}

/* The letters of a name as the code sees them, consonants first and then vowels, filled with X. */
static char *
arrange_letters (const char *text, gsize *n_consonants)
{
  g_autofree char *folded = desco_text_fold (text);
  g_autofree char *upper = g_ascii_strup (folded, -1);
  GString *letters = g_string_new (NULL);

  for (const char *p = upper; *p != '\0'; p++)
    {
      if (g_ascii_isupper (*p) && !is_vowel (*p))
        g_string_append_c (letters, *p);
    }
  *n_consonants = letters->len;
  for (const char *p = upper; *p != '\0'; p++)
    {
      if (is_vowel (*p))
        g_string_append_c (letters, *p);
    }
  g_string_append (letters, "XXX");

  return g_string_free (letters, FALSE);
}

static gboolean
fits_surname (const char *code, const char *surname)
{
  gsize n_consonants;
  g_autofree char *letters = arrange_letters (surname, &n_consonants);

  return strncmp (code + AT_SURNAME, letters, 3) == 0;
}

static gboolean
fits_forename (const char *code, const char *name)
{
  gsize n_consonants;
  g_autofree char *letters = arrange_letters (name, &n_consonants);

  /* A name with four consonants or more leaves out the second of them. */
  if (n_consonants >= 4)
    memmove (letters + 1, letters + 2, strlen (letters + 2) + 1);
  return strncmp (code + AT_NAME, letters, 3) == 0;
}

/**
 * desco_tax_code_normalize:
 * @text: (nullable): a tax code as somebody wrote it
 *
 * Returns: (transfer full): the text without white space and in capitals, empty for %NULL; it need
 *   not be a tax code
 */
char *
desco_tax_code_normalize (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *normalized = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (normalized, c < 0x80 ? (gunichar) g_ascii_toupper ((char) c) : c);
    }
  return g_string_free (normalized, FALSE);
}

/**
 * desco_tax_code_check:
 * @code: (nullable): what should be a tax code, in capitals or not, without spaces around it
 * @kind: (out) (optional): where to put what it is
 * @error: %DESCO_INPUT_ERROR of the field `taxCode`
 *
 * Checks a tax code in full: the shape, the letters that may stand in for digits (omocodia),
 * the check character, a day of birth that exists. That the three letters of surname and name could
 * come from no name at all is left to desco_tax_code_fits_name(): what the tax office gave out, it
 * gave out.
 *
 * Returns: whether @code is valid; if not, @kind is left alone
 */
gboolean
desco_tax_code_check (const char *code, DescoTaxCodeKind *kind, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (code != NULL ? code : "", -1);
  g_autofree char *upper = g_ascii_strup (valid, -1);
  DescoTaxCodeKind found = DESCO_TAX_CODE_PERSON;

  if (*upper == '\0')
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, FIELD,
                             _ ("The tax code is missing: write the 16 characters of the health "
                                "card, or the 11 digits of a company."));
      return FALSE;
    }

  if (is_provisional (upper))
    found = DESCO_TAX_CODE_PROVISIONAL;
  else if (strlen (upper) == DESCO_TAX_CODE_NUMERIC_LENGTH && is_digits (upper))
    {
      if (!check_numeric (upper, error))
        return FALSE;
      found = DESCO_TAX_CODE_NUMERIC;
    }
  else if (strlen (upper) == DESCO_TAX_CODE_PERSON_LENGTH && g_str_is_ascii (upper))
    {
      if (!check_person (upper, error))
        return FALSE;
    }
  else
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                             _ ("The tax code “%.60s” is neither 16 letters and digits nor 11 "
                                "digits: compare it with the health card."),
                             valid);
      return FALSE;
    }

  if (kind != NULL)
    *kind = found;
  return TRUE;
}

/**
 * desco_tax_code_decode:
 * @code: (nullable): a tax code
 * @today: the day from which one looks back
 * @birth_date: (out): where to put the latest day of birth, not after @today, that the code can
 * mean
 * @sex: (out) (optional): where to put the sex
 *
 * The code has two digits for the year, so a person over a hundred is taken for a child.
 *
 * Returns: whether @code is a valid code of a person; if not, nothing is set
 */
gboolean
desco_tax_code_decode (const char *code, const GDate *today, GDate *birth_date, DescoSex *sex)
{
  g_autofree char *upper = NULL;
  DescoTaxCodeKind kind;

  if (!desco_tax_code_check (code, &kind, NULL) || kind != DESCO_TAX_CODE_PERSON)
    return FALSE;

  upper = g_ascii_strup (code, -1);
  choose_century (upper, today, birth_date);
  if (sex != NULL)
    *sex = sex_of (upper);
  return TRUE;
}

/**
 * desco_tax_code_check_person:
 * @code: a valid tax code of any kind
 * @birth_date: (nullable): the day of birth that a list gives
 * @sex: the sex that a list gives
 * @error: %DESCO_INPUT_ERROR of the field `birthDate` or `sex`
 *
 * Compares a code with what stands beside it. Years are compared by their last two digits,
 * as the code has no more; a code that is not a person's agrees with everything.
 *
 * Returns: whether they agree
 */
gboolean
desco_tax_code_check_person (const char *code,
                             const GDate *birth_date,
                             DescoSex sex,
                             GError **error)
{
  g_autofree char *upper = NULL;
  DescoTaxCodeKind kind;

  if (!desco_tax_code_check (code, &kind, error))
    return FALSE;
  if (kind != DESCO_TAX_CODE_PERSON)
    return TRUE;

  upper = g_ascii_strup (code, -1);
  if (birth_date != NULL
      && (g_date_get_year (birth_date) % 100 != number_at (upper, AT_YEAR)
          || (guint) g_date_get_month (birth_date) != month_of (upper)
          || g_date_get_day (birth_date) != day_of (upper)))
    {
      g_autofree char *written = desco_date_to_display (birth_date);

      desco_input_error_set (
          error, DESCO_INPUT_ERROR_INVALID, "birthDate",
          _ ("The birth date %s is not the one in the tax code “%s” (%02u/%02u of "
             "a year that ends in %02u): correct one of them."),
          written, upper, day_of (upper), month_of (upper), number_at (upper, AT_YEAR));
      return FALSE;
    }

  if (sex != DESCO_SEX_UNKNOWN && sex != sex_of (upper))
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_INVALID, "sex",
          sex_of (upper) == DESCO_SEX_FEMALE
              ? _ ("The sex is M and the tax code “%s” is a woman's: correct one "
                   "of them.")
              : _ ("The sex is F and the tax code “%s” is a man's: correct one of "
                   "them."),
          upper);
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_tax_code_fits_name:
 * @code: (nullable): a tax code
 * @surname: (nullable): the surname beside it
 * @name: (nullable): the name beside it
 *
 * Whether the code's first six letters are those that a surname and a name give. Names are spelled
 * in more ways than one and change in life, so a difference is worth a warning and no more.
 *
 * Returns: whether they fit, or there is nothing to compare
 */
gboolean
desco_tax_code_fits_name (const char *code, const char *surname, const char *name)
{
  g_autofree char *upper = NULL;
  DescoTaxCodeKind kind;

  if (!desco_tax_code_check (code, &kind, NULL) || kind != DESCO_TAX_CODE_PERSON)
    return TRUE;

  upper = g_ascii_strup (code, -1);
  if (surname != NULL && *surname != '\0' && !fits_surname (upper, surname))
    return FALSE;
  return name == NULL || *name == '\0' || fits_forename (upper, name);
}

/**
 * desco_tax_code_compose:
 * @surname: a surname
 * @name: a name
 * @birth_date: the day of birth
 * @sex: the sex; whoever is not a woman counts as a man
 * @place: the land registry's code of the place of birth: a letter and three digits
 *
 * For people who are made up: a real code is given out by the tax office alone, and may differ.
 *
 * Returns: (transfer full): the code that such a person would have
 */
char *
desco_tax_code_compose (const char *surname,
                        const char *name,
                        const GDate *birth_date,
                        DescoSex sex,
                        const char *place)
{
  gsize n_consonants;
  g_autofree char *first = arrange_letters (surname, &n_consonants);
  g_autofree char *second = arrange_letters (name, &n_consonants);
  guint day = g_date_get_day (birth_date) + (sex == DESCO_SEX_FEMALE ? FEMALE_DAY : 0);
  char *code;

  if (n_consonants >= 4)
    memmove (second + 1, second + 2, strlen (second + 2) + 1);
  code = g_strdup_printf ("%.3s%.3s%02u%c%02u%.4s?", first, second,
                          g_date_get_year (birth_date) % 100u,
                          month_letters[g_date_get_month (birth_date) - 1], day, place);
  code[AT_CHECK] = compute_person_check (code);
  return code;
}

/**
 * desco_tax_code_make_provisional:
 * @uuid: the identity of a person who has no tax code, or none that is known
 *
 * Returns: (transfer full): an identifier of 16 characters that no tax code can be, the same for
 *   the same @uuid
 */
char *
desco_tax_code_make_provisional (const DescoUuid *uuid)
{
  static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  GString *code = g_string_new (PROVISIONAL_PREFIX);
  guint64 number = 0;

  /* The second half of a version 7 UUID is chance; the first is the time. */
  for (gsize i = 8; i < sizeof uuid->bytes; i++)
    number = number << 8 | uuid->bytes[i];
  for (guint i = 0; i < PROVISIONAL_DIGITS + PROVISIONAL_TAIL; i++)
    {
      guint base = i < PROVISIONAL_DIGITS ? 10 : 36;

      g_string_append_c (code, alphabet[number % base]);
      number /= base;
    }
  return g_string_free (code, FALSE);
}
