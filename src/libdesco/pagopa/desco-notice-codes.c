/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-notice-codes.h"

#include "pagopa/desco-notice-number.h"

#include <string.h>

/* Widths in characters, in the order in which the fields stand (N-11). */
#define POSTAL_ACCOUNT_WIDTH 12
#define CREDITOR_TAX_CODE_WIDTH 11
#define DEBTOR_TAX_CODE_WIDTH 16
#define DEBTOR_NAME_WIDTH 40
#define SUBJECT_WIDTH 110
#define FILLER_WIDTH 12

static gboolean
is_kept (char c)
{
  return g_ascii_isupper (c) || g_ascii_isdigit (c)
         || (c != '\0' && strchr ("&'-.:_, ", c) != NULL);
}

/* Upper case by character, as g_utf8_strup() on the whole would heed the locale: a Turkish one has
 * another capital for i. Some characters become several: ß, and ligatures. */
static char *
capitalize (const char *character)
{
  if (g_ascii_isprint (*character))
    return g_ascii_strup (character, 1);
  return g_utf8_strup (character, g_utf8_next_char (character) - character);
}

static void
append_normalized (GString *text, const char *character)
{
  g_autofree char *upper = NULL;

  if (g_unichar_ismark (g_utf8_get_char (character)))
    return;

  upper = capitalize (character);
  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_c (text, is_kept (*p) ? *p : ' ');
}

/**
 * desco_notice_normalize_text:
 * @text: (nullable): UTF-8; what is not UTF-8 in it counts as characters that cannot be written
 * @width: how many characters are wanted
 *
 * Brings a text to the characters that the postal slip's code knows (N-12): decomposed, without
 * marks, upper case, ß as SS, every other character a space; then cut or filled with spaces.
 *
 * Returns: (transfer full): exactly @width characters of ASCII
 */
char *
desco_notice_normalize_text (const char *text, gsize width)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFD);
  GString *normalized = g_string_sized_new (width + 1);

  for (const char *p = decomposed; *p != '\0' && normalized->len < width; p = g_utf8_next_char (p))
    append_normalized (normalized, p);
  g_string_truncate (normalized, width);
  while (normalized->len < width)
    g_string_append_c (normalized, ' ');

  return g_string_free (normalized, FALSE);
}

/**
 * desco_notice_qr_text:
 * @notice_number: 18 digits
 * @creditor_tax_code: 11 digits
 * @amount: cents, greater than 0
 *
 * Returns: (transfer full): the text of the QR code (N-09)
 */
char *
desco_notice_qr_text (const char *notice_number, const char *creditor_tax_code, gint64 amount)
{
  return g_strdup_printf ("PAGOPA|002|%s|%s|%02" G_GINT64_FORMAT, notice_number, creditor_tax_code,
                          amount);
}

/**
 * desco_notice_data_matrix_text:
 * @notice_number: 18 digits
 * @creditor_tax_code: 11 digits
 * @amount: cents, 1 to %DESCO_NOTICE_DATA_MATRIX_AMOUNT_MAX
 * @postal_account: 1 to 12 digits
 * @debtor_tax_code: (nullable): any text; cut after 16 characters
 * @debtor_name: (nullable): any text; cut after 40 characters
 * @subject: (nullable): any text; cut after 110 characters
 *
 * Returns: (transfer full) (nullable): the text of the postal slip's Data Matrix (N-11), always 256
 *   characters of ASCII; %NULL where one of the fields that hold digits does not fit its width
 */
char *
desco_notice_data_matrix_text (const char *notice_number,
                               const char *creditor_tax_code,
                               gint64 amount,
                               const char *postal_account,
                               const char *debtor_tax_code,
                               const char *debtor_name,
                               const char *subject)
{
  static const char zeros[] = "000000000000";
  g_autofree char *tax_code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *reason = NULL;
  gsize account_length = strlen (postal_account);

  if (strlen (notice_number) != DESCO_NOTICE_NUMBER_LENGTH
      || strlen (creditor_tax_code) != CREDITOR_TAX_CODE_WIDTH
      || account_length > POSTAL_ACCOUNT_WIDTH || amount < 0
      || amount > DESCO_NOTICE_DATA_MATRIX_AMOUNT_MAX)
    return NULL;

  tax_code = desco_notice_normalize_text (debtor_tax_code, DEBTOR_TAX_CODE_WIDTH);
  name = desco_notice_normalize_text (debtor_name, DEBTOR_NAME_WIDTH);
  reason = desco_notice_normalize_text (subject, SUBJECT_WIDTH);

  return g_strdup_printf ("codfase=NBPA;18%s12%s%s10%010" G_GINT64_FORMAT "38961P1%s%s%s%s%*sA",
                          notice_number, zeros + account_length, postal_account, amount,
                          creditor_tax_code, tax_code, name, reason, FILLER_WIDTH, "");
}
