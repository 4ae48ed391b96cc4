/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice.h"

#include "model/desco-error.h"
#include "model/desco-money.h"
#include "model/desco-tax-code.h"
#include "pagopa/desco-notice-codes.h"
#include "pagopa/desco-notice-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a notice can be printed with (N-16), and what its codes say. */

#define POSTAL_ACCOUNT_MAX_LENGTH 12

static gboolean
is_digits (const char *text)
{
  return strspn (text, "0123456789") == strlen (text);
}

static gboolean
check_amount (DescoNotice *self, gint64 amount, GError **error)
{
  g_autofree char *written = desco_money_format (amount);

  if (amount <= 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "amount",
                             _ ("The amount %s is not greater than zero, and a notice must ask for "
                                "at least one cent."),
                             written);
      return FALSE;
    }
  if (amount > DESCO_MONEY_MAX)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "amount",
                             _ ("The amount %s is over 999.999.999,99, the most that a notice can "
                                "ask for: divide it."),
                             written);
      return FALSE;
    }
  if (desco_notice_get_postal_account (self) != NULL
      && amount > DESCO_NOTICE_DATA_MATRIX_AMOUNT_MAX)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "amount",
                             _ ("The amount %s is over 99.999.999,99, the most that a postal slip "
                                "can ask for: divide it, or leave the postal account out."),
                             written);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_creditor_tax_code (DescoNotice *self, GError **error)
{
  const char *code = desco_notice_get_creditor_tax_code (self);

  if (code == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "creditorTaxCode",
                             _ ("The creditor's tax code is missing: write its 11 digits."));
      return FALSE;
    }
  if (strlen (code) != DESCO_TAX_CODE_NUMERIC_LENGTH || !is_digits (code))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "creditorTaxCode",
                             _ ("The creditor's tax code “%.60s” is not 11 digits: copy it from "
                                "pagoPA's papers."),
                             code);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_debtor_tax_code (DescoNotice *self, GError **error)
{
  const char *code = desco_notice_get_debtor_tax_code (self);

  if (code == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "debtorTaxCode",
                             _ ("The addressee's tax code is missing: write it, or ANONIMO where "
                                "the law allows it."));
      return FALSE;
    }
  for (const char *p = code; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) || p - code >= DESCO_NOTICE_TAX_CODE_WIDTH)
        {
          desco_input_error_set (
              error, DESCO_INPUT_ERROR_INVALID, "debtorTaxCode",
              _ ("The addressee's tax code “%.60s” is not at most 16 letters and "
                 "digits: compare it with the health card."),
              code);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_postal_account (DescoNotice *self, GError **error)
{
  const char *account = desco_notice_get_postal_account (self);

  if (account == NULL || (strlen (account) <= POSTAL_ACCOUNT_MAX_LENGTH && is_digits (account)))
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "postalAccount",
                         _ ("The postal account “%.60s” is not at most 12 digits: correct it, or "
                            "leave it out to print no postal slip."),
                         account);
  return FALSE;
}

static gboolean
check_present (const char *text, const char *field, const char *message, GError **error)
{
  if (text != NULL)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, field, "%s", message);
  return FALSE;
}

static gboolean
refuse_instalments (GError **error, const char *message)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "instalments", "%s", message);
  return FALSE;
}

static gboolean
check_instalment (DescoNotice *self, GHashTable *numbers, guint position, GError **error)
{
  const DescoNoticeInstalment *instalment
      = g_ptr_array_index (desco_notice_get_instalments (self), position);

  if (!desco_notice_number_check (instalment->notice_number, error)
      || !check_amount (self, instalment->amount, error))
    {
      g_prefix_error (error, _ ("Instalment %u: "), position + 1);
      return FALSE;
    }
  if (instalment->number != position + 1)
    return refuse_instalments (error, _ ("The instalments do not follow one another from 1: sort "
                                         "and number them."));
  if (!g_hash_table_add (numbers, instalment->notice_number))
    return refuse_instalments (error, _ ("Two instalments, or one and the whole, have the same "
                                         "notice number: each is paid by its own."));
  return TRUE;
}

/* what the parts ask for is what the whole asks for, to the cent. */
static gboolean
check_instalments (DescoNotice *self, GError **error)
{
  GPtrArray *instalments = desco_notice_get_instalments (self);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 sum = 0;

  if (instalments == NULL)
    return TRUE;
  if (instalments->len < 2 || instalments->len > DESCO_NOTICE_INSTALMENTS_MAX)
    return refuse_instalments (error, _ ("There are 2 to 12 instalments, or none."));

  g_hash_table_add (numbers, (gpointer) desco_notice_get_number (self));
  for (guint i = 0; i < instalments->len; i++)
    {
      if (!check_instalment (self, numbers, i, error))
        return FALSE;
      sum += ((DescoNoticeInstalment *) g_ptr_array_index (instalments, i))->amount;
    }
  if (sum != desco_notice_get_amount (self))
    return refuse_instalments (error, _ ("The instalments do not add up to the amount of the "
                                         "notice: correct one of them."));
  return TRUE;
}

/**
 * desco_notice_check_codes:
 * @self: a notice
 * @error: %DESCO_INPUT_ERROR of the field that is wrong, named as JSON has it
 *
 * Checks what the two codes carry (N-16). An amount that has more digits than the postal slip's
 * code is refused where there is a postal account.
 *
 * Returns: whether the codes' texts can be made
 */
gboolean
desco_notice_check_codes (DescoNotice *self, GError **error)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), FALSE);

  return desco_notice_number_check (desco_notice_get_number (self), error)
         && check_creditor_tax_code (self, error)
         && check_amount (self, desco_notice_get_amount (self), error)
         && check_postal_account (self, error) && check_debtor_tax_code (self, error)
         && check_present (desco_notice_get_debtor_name (self), "debtorName",
                           _ ("The addressee's name is missing: write surname and name."), error)
         && check_present (desco_notice_get_subject (self), "subject",
                           _ ("The subject is missing: write what is paid for."), error)
         && check_instalments (self, error);
}

/**
 * desco_notice_check:
 * @self: a notice
 * @error: %DESCO_INPUT_ERROR of the field that is wrong, named as JSON has it
 *
 * Returns: whether the notice can be printed (N-16)
 */
gboolean
desco_notice_check (DescoNotice *self, GError **error)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), FALSE);

  return desco_notice_check_codes (self, error)
         && check_present (desco_notice_get_creditor_name (self), "creditorName",
                           _ ("The creditor's name is missing: write it as it is on its papers."),
                           error);
}

/**
 * desco_notice_check_two_up:
 * @self: a notice that passes desco_notice_check()
 * @error: %DESCO_INPUT_ERROR of the field for which half a sheet has no room
 *
 * Half a sheet has room for what a notice must say with its QR at full size; a smaller QR is not
 * allowed (N-09), and a smaller Data Matrix does not read (N-10).
 *
 * Returns: whether two of such notices can be printed on one sheet (N-18)
 */
gboolean
desco_notice_check_two_up (DescoNotice *self, GError **error)
{
  const char *field = NULL;
  const char *reason = NULL;

  g_return_val_if_fail (DESCO_IS_NOTICE (self), FALSE);

  if (desco_notice_get_postal_account (self) != NULL)
    {
      field = "postalAccount";
      reason = _ ("it has a postal slip, and the slip's code does not read when it is smaller");
    }
  else if (desco_notice_get_instalments (self) != NULL)
    {
      field = "instalments";
      reason = _ ("it has instalments, which need pages of their own");
    }
  else if (desco_notice_get_language (self) != DESCO_NOTICE_LANGUAGE_NONE)
    {
      field = "secondLanguage";
      reason = _ ("it is in two languages, and half a sheet has room for one");
    }
  if (reason == NULL)
    return TRUE;

  desco_input_error_set (
      error, DESCO_INPUT_ERROR_INVALID, field,
      _ ("The notice %s does not fit on half a sheet: %s. Print it on a sheet of "
         "its own."),
      desco_notice_get_number (self), reason);
  return FALSE;
}

static char *
make_qr_text (DescoNotice *self, const char *number, gint64 amount)
{
  return desco_notice_qr_text (number, desco_notice_get_creditor_tax_code (self), amount);
}

static char *
make_data_matrix_text (DescoNotice *self, const char *number, gint64 amount)
{
  if (desco_notice_get_postal_account (self) == NULL)
    return NULL;
  return desco_notice_data_matrix_text (
      number, desco_notice_get_creditor_tax_code (self), amount,
      desco_notice_get_postal_account (self), desco_notice_get_debtor_tax_code (self),
      desco_notice_get_debtor_name (self), desco_notice_get_subject (self));
}

/**
 * desco_notice_make_qr_text:
 * @self: a notice that passes desco_notice_check_codes()
 * @instalment: (nullable): one of its instalments, %NULL for the whole
 *
 * Returns: (transfer full): the text of the QR code (N-09)
 */
char *
desco_notice_make_qr_text (DescoNotice *self, const DescoNoticeInstalment *instalment)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return instalment != NULL
             ? make_qr_text (self, instalment->notice_number, instalment->amount)
             : make_qr_text (self, desco_notice_get_number (self), desco_notice_get_amount (self));
}

/**
 * desco_notice_make_data_matrix_text:
 * @self: a notice that passes desco_notice_check_codes()
 * @instalment: (nullable): one of its instalments, %NULL for the whole
 *
 * Returns: (transfer full) (nullable): the text of the Data Matrix (N-11), %NULL without a postal
 *   account
 */
char *
desco_notice_make_data_matrix_text (DescoNotice *self, const DescoNoticeInstalment *instalment)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return instalment != NULL
             ? make_data_matrix_text (self, instalment->notice_number, instalment->amount)
             : make_data_matrix_text (self, desco_notice_get_number (self),
                                      desco_notice_get_amount (self));
}
