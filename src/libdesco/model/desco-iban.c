/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-iban.h"

#include "model/desco-error.h"
#include "model/desco-tax-code.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define QUOTED_MAX 60
#define COUNTRY_LENGTH 2
/* The country and the two digits of the check. */
#define HEAD_LENGTH 4
#define ITALIAN_BANK_DIGITS 10

/* How long an account's number is in each country that SEPA reaches: the European Payments Council's
 * list, with the lengths of SWIFT's IBAN registry. */
static const struct
{
  char country[COUNTRY_LENGTH + 1];
  guint length;
} countries[] = {
  { "AD", 24 }, { "AL", 28 }, { "AT", 20 }, { "BE", 16 }, { "BG", 22 }, { "CH", 21 }, { "CY", 28 },
  { "CZ", 24 }, { "DE", 22 }, { "DK", 18 }, { "EE", 20 }, { "ES", 24 }, { "FI", 18 }, { "FR", 27 },
  { "GB", 22 }, { "GI", 23 }, { "GR", 27 }, { "HR", 21 }, { "HU", 28 }, { "IE", 22 }, { "IS", 26 },
  { "IT", 27 }, { "LI", 21 }, { "LT", 20 }, { "LU", 20 }, { "LV", 21 }, { "MC", 27 }, { "MD", 24 },
  { "ME", 22 }, { "MK", 19 }, { "MT", 31 }, { "NL", 18 }, { "NO", 15 }, { "PL", 28 }, { "PT", 25 },
  { "RO", 24 }, { "RS", 22 }, { "SE", 24 }, { "SI", 19 }, { "SK", 24 }, { "SM", 27 }, { "VA", 22 },
};

/* The beginning of what somebody gave, for a message. */
static char *
shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), QUOTED_MAX));
}

/* Of the country's length; 0 where SEPA does not reach it. */
static guint
find_length (const char *iban)
{
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (strncmp (iban, countries[i].country, COUNTRY_LENGTH) == 0)
      return countries[i].length;
  return 0;
}

/* Two letters, two digits, then capitals and digits. */
static gboolean
is_written_as_one (const char *iban)
{
  for (gsize i = 0; iban[i] != '\0'; i++)
    {
      gboolean fits = g_ascii_isdigit (iban[i]) || g_ascii_isupper (iban[i]);

      if (i < COUNTRY_LENGTH)
        fits = g_ascii_isupper (iban[i]);
      else if (i < HEAD_LENGTH)
        fits = g_ascii_isdigit (iban[i]);
      if (!fits)
        return FALSE;
    }
  return strlen (iban) > HEAD_LENGTH;
}

/* Read as a number whose letters count from 10, the first four characters last: 1 modulo 97. */
static gboolean
has_check (const char *iban)
{
  g_autofree char *head = g_strndup (iban, HEAD_LENGTH);
  g_autofree char *turned = g_strconcat (iban + HEAD_LENGTH, head, NULL);
  guint remainder = 0;

  for (const char *p = turned; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        remainder = (remainder * 10 + (guint) (*p - '0')) % 97;
      else
        remainder = (remainder * 100 + (guint) (*p - 'A') + 10) % 97;
    }
  return remainder == 1;
}

static gboolean
check_there (const char *iban, const char *message, GError **error)
{
  if (iban != NULL && *iban != '\0')
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "iban", "%s", message);
  return FALSE;
}

static gboolean
check_digits (const char *iban, GError **error)
{
  if (has_check (iban))
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iban",
                         _ ("The IBAN “%s” fails its check, so one of its characters is wrong: "
                            "compare it with the bank's document."),
                         iban);
  return FALSE;
}

static gboolean
check_written_as_one (const char *iban, GError **error)
{
  g_autofree char *quoted = shorten (iban);

  if (is_written_as_one (iban))
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iban",
                         _ ("“%s” is no IBAN: it is two letters for the country, two digits, and "
                            "letters or digits."),
                         quoted);
  return FALSE;
}

/* A control letter and ten digits of bank and branch come before the account's own number. */
static gboolean
check_italian_shape (const char *iban, GError **error)
{
  g_autofree char *quoted = shorten (iban);

  if (is_written_as_one (iban) && strncmp (iban, "IT", COUNTRY_LENGTH) == 0
      && strlen (iban) == find_length ("IT") && g_ascii_isupper (iban[HEAD_LENGTH])
      && strspn (iban + HEAD_LENGTH + 1, "0123456789") >= ITALIAN_BANK_DIGITS)
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iban",
                         _ ("“%s” is no Italian IBAN: it is IT, two digits, a letter and 22 "
                            "letters or digits."),
                         quoted);
  return FALSE;
}

static gboolean
check_length (const char *iban, GError **error)
{
  guint length = find_length (iban);

  if (strlen (iban) == length)
    return TRUE;
  if (length == 0)
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iban",
                           _ ("No SEPA transfer reaches the country of the IBAN “%s”: ask for "
                              "another account."),
                           iban);
  else
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iban",
                           _ ("The IBAN “%s” has %u characters, and in its country one has %u: "
                              "compare it with the bank's document."),
                           iban, (guint) strlen (iban), length);
  return FALSE;
}

/**
 * desco_iban_normalize:
 * @text: (nullable): an IBAN as a person writes it, in groups or in small letters
 *
 * Returns: (transfer full) (nullable): it in capitals and without spaces; %NULL where there is nothing
 */
char *
desco_iban_normalize (const char *text)
{
  g_autofree char *iban = desco_tax_code_normalize (text);

  return *iban != '\0' ? g_steal_pointer (&iban) : NULL;
}

/**
 * desco_iban_is_partial:
 * @iban: (nullable): an IBAN in capitals and without spaces, as far as it is typed
 *
 * Returns: whether it may be right once more is typed: its country is not there yet, or has longer
 *   ones
 */
gboolean
desco_iban_is_partial (const char *iban)
{
  return iban == NULL || strlen (iban) < COUNTRY_LENGTH || strlen (iban) < find_length (iban);
}

/**
 * desco_iban_check:
 * @iban: (nullable): an IBAN in capitals and without spaces
 * @error: %DESCO_INPUT_ERROR of the field `iban`
 *
 * Returns: whether @iban has an Italian account's form and a right check, as a creditor's has to
 */
gboolean
desco_iban_check (const char *iban, GError **error)
{
  return check_there (iban, _ ("The IBAN is missing: write the account that pagoPA shall pay to."),
                      error)
         && check_italian_shape (iban, error) && check_digits (iban, error);
}

/**
 * desco_iban_check_sepa:
 * @iban: (nullable): an IBAN in capitals and without spaces
 * @error: %DESCO_INPUT_ERROR of the field `iban`
 *
 * A family's account may be anywhere that a SEPA transfer reaches.
 *
 * Returns: whether @iban has the form and the length of its country's and a right check
 */
gboolean
desco_iban_check_sepa (const char *iban, GError **error)
{
  return check_there (iban, _ ("The IBAN is missing: write the account to pay to."), error)
         && check_written_as_one (iban, error) && check_length (iban, error)
         && (strncmp (iban, "IT", COUNTRY_LENGTH) != 0 || check_italian_shape (iban, error))
         && check_digits (iban, error);
}
