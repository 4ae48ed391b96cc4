/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-creditor.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-iban.h"
#include "model/desco-tax-code.h"
#include "model/desco-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TOWN_MAX 60
#define CONTACT_MAX 200
#define CBILL_MAX 10
#define POSTAL_HOLDER_MAX 100
#define POSTAL_AUTHORISATION_MAX 100
#define QUOTED_MAX 60

/* From July on an office prepares the year that begins in September. */
#define FIRST_MONTH_OF_NEXT_YEAR G_DATE_JULY

static void
squeeze (char **text)
{
  char *squeezed;

  /* What is no UTF-8 stays as it is, for the check to say so. */
  if (*text == NULL || !g_utf8_validate (*text, -1, NULL))
    return;
  squeezed = desco_text_squeeze (*text);
  if (*squeezed == '\0')
    g_clear_pointer (&squeezed, g_free);
  g_free (*text);
  *text = squeezed;
}

/* The beginning of what somebody gave, for a message. */
static char *
shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), QUOTED_MAX));
}

/* Codes are written in capitals and, to be read, in groups. */
static void
normalize_code (char **text)
{
  char *normalized = *text != NULL ? desco_tax_code_normalize (*text) : NULL;

  if (normalized != NULL && *normalized == '\0')
    g_clear_pointer (&normalized, g_free);
  g_free (*text);
  *text = normalized;
}

static gboolean
is_made_of (const char *text, const char *characters)
{
  return text[strspn (text, characters)] == '\0';
}

static gboolean
check_text (const char *text, const char *field, guint max, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                             _ ("The text of “%s” can't be read: write it again in UTF-8."), field);
      return FALSE;
    }
  if (g_utf8_strlen (text, -1) > (glong) max)
    {
      g_autofree char *quoted = shorten (text);

      desco_input_error_set (error, DESCO_INPUT_ERROR_TOO_LONG, field,
                             _ ("“%s…” has %ld characters and there is room for %u: shorten "
                                "it."),
                             quoted, g_utf8_strlen (text, -1), max);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_required (const char *text, const char *field, const char *message, GError **error)
{
  if (text != NULL && *text != '\0')
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, field, "%s", message);
  return FALSE;
}

/* Eleven digits, and no more is asked: pagoPA knows creditors by codes whose last digit is no check,
 * those of its test environment among them. */
static gboolean
check_creditor_tax_code (const char *code, GError **error)
{
  if (!check_required (code, "creditorTaxCode",
                       _ ("The creditor's tax code is missing: write the municipality's 11 "
                          "digits."),
                       error))
    return FALSE;

  if (strlen (code) == DESCO_TAX_CODE_NUMERIC_LENGTH
      && strspn (code, "0123456789") == DESCO_TAX_CODE_NUMERIC_LENGTH)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "creditorTaxCode",
                         _ ("“%s” is not a creditor's tax code: write the municipality's 11 "
                            "digits."),
                         code);
  return FALSE;
}

/* The slip needs all three or none (N-10). */
static gboolean
check_postal (const DescoCreditor *self, GError **error)
{
  if (self->postal_account == NULL)
    {
      if (self->postal_holder == NULL && self->postal_authorisation == NULL)
        return TRUE;
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "postalAccount",
                             _ ("The postal account's number is missing: give number, holder and "
                                "authorisation together, or none of them."));
      return FALSE;
    }

  if (strlen (self->postal_account) > DESCO_CREDITOR_POSTAL_ACCOUNT_MAX
      || !is_made_of (self->postal_account, "0123456789"))
    {
      g_autofree char *quoted = shorten (self->postal_account);

      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "postalAccount",
                             _ ("“%s” is no postal account: write at most %d digits."), quoted,
                             DESCO_CREDITOR_POSTAL_ACCOUNT_MAX);
      return FALSE;
    }
  return check_required (self->postal_holder, "postalHolder",
                         _ ("The postal account's holder is missing: the payment slip names it."),
                         error)
         && check_required (self->postal_authorisation, "postalAuthorisation",
                            _ ("The authorisation to print postal slips is missing: write the "
                               "sentence that the post office gave."),
                            error)
         && check_text (self->postal_holder, "postalHolder", POSTAL_HOLDER_MAX, error)
         && check_text (self->postal_authorisation, "postalAuthorisation", POSTAL_AUTHORISATION_MAX,
                        error);
}

static gboolean
check_cbill (const char *cbill, GError **error)
{
  g_autofree char *quoted = shorten (cbill);

  if (cbill == NULL
      || (strlen (cbill) <= CBILL_MAX
          && is_made_of (cbill, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")))
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "cbill",
                         _ ("“%s” is no CBILL code: it has at most %d letters and digits."), quoted,
                         CBILL_MAX);
  return FALSE;
}

/* One digit, a slash, seven digits, two letters, a slash: 9/0107101TS/. */
static gboolean
check_taxonomy (const char *taxonomy, GError **error)
{
  static const char shape[] = "9/9999999AA/";
  g_autofree char *quoted = shorten (taxonomy);
  gboolean fits = taxonomy != NULL && strlen (taxonomy) == strlen (shape);

  for (gsize i = 0; fits && shape[i] != '\0'; i++)
    {
      if (shape[i] == '9')
        fits = g_ascii_isdigit (taxonomy[i]);
      else if (shape[i] == 'A')
        fits = g_ascii_isupper (taxonomy[i]);
      else
        fits = taxonomy[i] == shape[i];
    }
  if (fits)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "taxonomy",
                         _ ("“%s” is no code of pagoPA's taxonomy: school meals of a "
                            "municipality are %s."),
                         quoted, DESCO_TAXONOMY_SCHOOL_MEALS);
  return FALSE;
}

/**
 * desco_creditor_new:
 *
 * Returns: (transfer full): a creditor with nothing filled in
 */
DescoCreditor *
desco_creditor_new (void)
{
  return g_new0 (DescoCreditor, 1);
}

/**
 * desco_creditor_copy:
 * @self: a creditor
 *
 * Returns: (transfer full): the same again
 */
DescoCreditor *
desco_creditor_copy (const DescoCreditor *self)
{
  DescoCreditor *copy = desco_creditor_new ();

  copy->tax_code = g_strdup (self->tax_code);
  copy->name = g_strdup (self->name);
  copy->town = g_strdup (self->town);
  copy->department = g_strdup (self->department);
  copy->contact = g_strdup (self->contact);
  copy->logo = self->logo != NULL ? g_bytes_ref (self->logo) : NULL;
  copy->logo_type = g_strdup (self->logo_type);
  copy->iban = g_strdup (self->iban);
  copy->segregation_code = self->segregation_code;
  copy->cbill = g_strdup (self->cbill);
  copy->postal_account = g_strdup (self->postal_account);
  copy->postal_holder = g_strdup (self->postal_holder);
  copy->postal_authorisation = g_strdup (self->postal_authorisation);
  copy->taxonomy = g_strdup (self->taxonomy);
  copy->school_year = g_strdup (self->school_year);
  return copy;
}

/**
 * desco_creditor_free:
 * @self: (transfer full) (nullable): a creditor
 */
void
desco_creditor_free (DescoCreditor *self)
{
  if (self == NULL)
    return;
  g_free (self->tax_code);
  g_free (self->name);
  g_free (self->town);
  g_free (self->department);
  g_free (self->contact);
  g_clear_pointer (&self->logo, g_bytes_unref);
  g_free (self->logo_type);
  g_free (self->iban);
  g_free (self->cbill);
  g_free (self->postal_account);
  g_free (self->postal_holder);
  g_free (self->postal_authorisation);
  g_free (self->taxonomy);
  g_free (self->school_year);
  g_free (self);
}

/**
 * desco_creditor_normalize:
 * @self: a creditor as somebody filled it in
 * @today: a valid date
 *
 * Takes out what means nothing (spaces in an IBAN, small letters in a code, empty texts), and fills
 * in what has a default: the taxonomy, and the school year of @today.
 */
void
desco_creditor_normalize (DescoCreditor *self, const GDate *today)
{
  normalize_code (&self->tax_code);
  squeeze (&self->name);
  squeeze (&self->town);
  squeeze (&self->department);
  if (self->contact != NULL)
    g_strstrip (self->contact);
  normalize_code (&self->iban);
  normalize_code (&self->cbill);
  normalize_code (&self->postal_account);
  squeeze (&self->postal_holder);
  squeeze (&self->postal_authorisation);
  normalize_code (&self->taxonomy);
  squeeze (&self->school_year);

  if (self->taxonomy == NULL)
    self->taxonomy = g_strdup (DESCO_TAXONOMY_SCHOOL_MEALS);
  if (self->school_year == NULL)
    self->school_year = desco_school_year_of_date (today);
}

/**
 * desco_creditor_check:
 * @self: a normalized creditor
 * @error: %DESCO_INPUT_ERROR that names the field
 *
 * Returns: whether notices and positions can be made for it
 */
gboolean
desco_creditor_check (const DescoCreditor *self, GError **error)
{
  if (self->segregation_code > 99)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "segregationCode",
                             _ ("The segregation code %u is too great: it is from 00 to 99."),
                             self->segregation_code);
      return FALSE;
    }

  return check_creditor_tax_code (self->tax_code, error)
         && check_required (self->name, "name",
                            _ ("The creditor's name is missing: write it as pagoPA knows it."),
                            error)
         && check_text (self->name, "name", DESCO_CREDITOR_NAME_MAX, error)
         && check_required (self->town, "town",
                            _ ("The town is missing: its residents are told by it."), error)
         && check_text (self->town, "town", TOWN_MAX, error)
         && check_text (self->department, "department", DESCO_CREDITOR_DEPARTMENT_MAX, error)
         && check_text (self->contact, "contact", CONTACT_MAX, error)
         && desco_iban_check (self->iban, error) && check_cbill (self->cbill, error)
         && check_postal (self, error) && check_taxonomy (self->taxonomy, error)
         && desco_school_year_check (self->school_year, error);
}

/**
 * desco_segregation_code_parse:
 * @text: (nullable): two digits
 * @code: (out): where to put the number, 0 to 99
 * @error: %DESCO_INPUT_ERROR of the field `segregationCode`
 *
 * Returns: whether @text is a segregation code; if not, @code is left alone
 */
gboolean
desco_segregation_code_parse (const char *text, guint *code, GError **error)
{
  g_autofree char *quoted = shorten (text);

  if (text != NULL && strlen (text) == 2 && is_made_of (text, "0123456789"))
    {
      *code = (guint) ((text[0] - '0') * 10 + (text[1] - '0'));
      return TRUE;
    }
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "segregationCode",
                         _ ("“%s” is no segregation code: write the two digits, 00 to 99, that "
                            "pagoPA assigned."),
                         quoted);
  return FALSE;
}

/**
 * desco_school_year_of_date:
 * @date: a valid date
 *
 * Returns: (transfer full): the school year that an office works on that day, `2026/2027`
 */
char *
desco_school_year_of_date (const GDate *date)
{
  guint year = g_date_get_year (date);

  if (g_date_get_month (date) < FIRST_MONTH_OF_NEXT_YEAR)
    year--;
  return g_strdup_printf ("%04u/%04u", year, year + 1);
}

/**
 * desco_school_year_check:
 * @text: (nullable): what should be a school year
 * @error: %DESCO_INPUT_ERROR of the field `schoolYear`
 *
 * Returns: whether @text is two years in a row, `2026/2027`
 */
gboolean
desco_school_year_check (const char *text, GError **error)
{
  g_autofree char *quoted = shorten (text);
  GDate from, until;

  if (desco_school_year_get_range (text, &from, &until))
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "schoolYear",
                         _ ("“%s” is no school year: write two years in a row, such as "
                            "2026/2027."),
                         quoted);
  return FALSE;
}

/**
 * desco_school_year_get_range:
 * @text: (nullable): a school year, `2026/2027`
 * @from: (out): its first day of meals until somebody changes it, 1 September
 * @until: (out): its last, 30 June
 *
 * Returns: whether @text is a school year; if not, nothing is set
 */
gboolean
desco_school_year_get_range (const char *text, GDate *from, GDate *until)
{
  guint first, second;

  if (text == NULL || strlen (text) != 9 || text[4] != '/' || strspn (text, "0123456789") != 4
      || strspn (text + 5, "0123456789") != 4)
    return FALSE;

  first = (guint) g_ascii_strtoull (text, NULL, 10);
  second = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  if (first < 2000 || first > 2999 || second != first + 1)
    return FALSE;

  *from = desco_date_from_ymd (first, G_DATE_SEPTEMBER, 1);
  *until = desco_date_from_ymd (second, G_DATE_JUNE, 30);
  return TRUE;
}
