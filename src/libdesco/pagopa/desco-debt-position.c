/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-debt-position.h"

#include "model/desco-error.h"
#include "model/desco-money.h"
#include "model/desco-tax-code.h"
#include "pagopa/desco-notice-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RESERVED_METADATA_KEY "NOTIFICATION_FEE"
#define MAX_IDENTIFIER 35

G_DEFINE_BOXED_TYPE (DescoDebtPosition,
                     desco_debt_position,
                     desco_debt_position_ref,
                     desco_debt_position_unref)

static const char *const status_words[] = {
  [DESCO_DEBT_POSITION_UNKNOWN] = "UNKNOWN",
  [DESCO_DEBT_POSITION_DRAFT] = "DRAFT",
  [DESCO_DEBT_POSITION_PUBLISHED] = "PUBLISHED",
  [DESCO_DEBT_POSITION_VALID] = "VALID",
  [DESCO_DEBT_POSITION_INVALID] = "INVALID",
  [DESCO_DEBT_POSITION_EXPIRED] = "EXPIRED",
  [DESCO_DEBT_POSITION_PARTIALLY_PAID] = "PARTIALLY_PAID",
  [DESCO_DEBT_POSITION_PAID] = "PAID",
  [DESCO_DEBT_POSITION_REPORTED] = "REPORTED",
};

static void
free_metadata (gpointer data)
{
  DescoPaymentMetadata *metadata = data;

  g_free (metadata->key);
  g_free (metadata->value);
  g_free (metadata);
}

static void
free_transfer (gpointer data)
{
  DescoPaymentTransfer *transfer = data;

  g_free (transfer->creditor_tax_code);
  g_free (transfer->company_name);
  g_free (transfer->remittance_information);
  g_free (transfer->category);
  g_free (transfer->iban);
  g_free (transfer->postal_iban);
  g_ptr_array_unref (transfer->metadata);
  g_free (transfer);
}

static void
free_option (gpointer data)
{
  DescoPaymentOption *option = data;

  g_free (option->iuv);
  g_free (option->nav);
  g_free (option->description);
  g_free (option->receipt_id);
  g_ptr_array_unref (option->transfers);
  g_ptr_array_unref (option->metadata);
  g_free (option);
}

static void
clear_debtor (DescoDebtor *debtor)
{
  g_free (debtor->tax_code);
  g_free (debtor->full_name);
  g_free (debtor->street_name);
  g_free (debtor->civic_number);
  g_free (debtor->postal_code);
  g_free (debtor->city);
  g_free (debtor->province);
  g_free (debtor->region);
  g_free (debtor->country);
  g_free (debtor->email);
  g_free (debtor->phone);
}

static void
clear_position (gpointer data)
{
  DescoDebtPosition *self = data;

  g_free (self->iupd);
  clear_debtor (&self->debtor);
  g_free (self->company_name);
  g_free (self->office_name);
  g_ptr_array_unref (self->options);
}

static gboolean
is_made_of (const char *text, gboolean (*is_allowed) (char c))
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!is_allowed (*p))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_digit (char c)
{
  return g_ascii_isdigit (c);
}

static gboolean
is_letter_or_digit (char c)
{
  return g_ascii_isalnum (c);
}

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* Text that a person reads: there, UTF-8, and within the length that the platform stores. */
static gboolean
check_text (const char *text, const char *field, gboolean required, GError **error)
{
  glong length;

  if (text == NULL || *text == '\0')
    {
      if (!required)
        return TRUE;
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, field,
                             _ ("The debt position has no %s, and pagoPA requires it."), field);
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                             _ ("The %s of the debt position is not UTF-8 text: type it again."),
                             field);
      return FALSE;
    }
  length = g_utf8_strlen (text, -1);
  if (length > DESCO_DEBT_POSITION_MAX_TEXT)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_TOO_LONG, field,
                             _ ("The %s “%s” is %ld characters long and pagoPA takes %d: "
                                "shorten it."),
                             field, text, length, DESCO_DEBT_POSITION_MAX_TEXT);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_code (const char *code,
            const char *field,
            gsize minimum,
            gsize maximum,
            gboolean (*is_allowed) (char c),
            GError **error)
{
  if (code == NULL || *code == '\0')
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, field,
                             _ ("The debt position has no %s, and pagoPA requires it."), field);
      return FALSE;
    }
  if (strlen (code) < minimum || strlen (code) > maximum || !is_made_of (code, is_allowed))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                             _ ("“%s” cannot be the %s of a debt position: check it."), code,
                             field);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_optional_code (const char *code,
                     const char *field,
                     gsize minimum,
                     gsize maximum,
                     gboolean (*is_allowed) (char c),
                     GError **error)
{
  return code == NULL || check_code (code, field, minimum, maximum, is_allowed, error);
}

static gboolean
check_amount (gint64 amount, const char *field, GError **error)
{
  if (amount < 1 || amount > DESCO_MONEY_MAX)
    {
      g_autofree char *text = desco_money_format (amount);

      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, field,
                             _ ("pagoPA cannot collect %s euros: an amount lies between 0,01 and "
                                "999.999.999,99."),
                             text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_metadata (const GPtrArray *metadata, const char *field, GError **error)
{
  if (metadata->len > DESCO_DEBT_POSITION_MAX_METADATA)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, field,
                             _ ("pagoPA takes at most %d metadata, and there are %u: remove some."),
                             DESCO_DEBT_POSITION_MAX_METADATA, metadata->len);
      return FALSE;
    }

  for (guint i = 0; i < metadata->len; i++)
    {
      const DescoPaymentMetadata *entry = metadata->pdata[i];

      if (!check_text (entry->key, field, TRUE, error)
          || !check_text (entry->value, field, FALSE, error))
        return FALSE;
      if (g_str_equal (entry->key, RESERVED_METADATA_KEY))
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                                 _ ("pagoPA keeps the metadata key %s for itself: use another."),
                                 entry->key);
          return FALSE;
        }
      for (guint j = 0; j < i; j++)
        {
          const DescoPaymentMetadata *other = metadata->pdata[j];

          if (g_str_equal (entry->key, other->key))
            {
              desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                                     _ ("The metadata key %s is there twice: keep one."),
                                     entry->key);
              return FALSE;
            }
        }
    }
  return TRUE;
}

/* A person without a tax code has a provisional one, which is ours: pagoPA knows ANONIMO. */
static gboolean
check_debtor_tax_code (const char *code, GError **error)
{
  g_autoptr (GError) problem = NULL;
  DescoTaxCodeKind kind;

  if (g_strcmp0 (code, DESCO_TAX_CODE_ANONYMOUS) == 0)
    return TRUE;
  if (!desco_tax_code_check (code, &kind, &problem))
    {
      desco_input_error_set (error, problem->code, "fiscalCode", "%s", problem->message);
      return FALSE;
    }
  if (kind == DESCO_TAX_CODE_PROVISIONAL)
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_INVALID, "fiscalCode",
          _ ("“%s” is a provisional code of Desco's, which pagoPA does not know: "
             "give the debtor's tax code."),
          code);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_debtor (const DescoDebtor *debtor, GError **error)
{
  if (debtor->type == DESCO_DEBTOR_UNKNOWN)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "type",
                             _ ("It is not said whether the debtor is a person or a company."));
      return FALSE;
    }
  if (!check_debtor_tax_code (debtor->tax_code, error))
    return FALSE;
  if (debtor->country != NULL
      && (strlen (debtor->country) != 2 || !g_ascii_isupper (debtor->country[0])
          || !g_ascii_isupper (debtor->country[1])))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "country",
                             _ ("“%s” is not a country code of two capital letters, such as IT."),
                             debtor->country);
      return FALSE;
    }

  return check_text (debtor->full_name, "fullName", TRUE, error)
         && check_text (debtor->street_name, "streetName", FALSE, error)
         && check_text (debtor->civic_number, "civicNumber", FALSE, error)
         && check_text (debtor->postal_code, "postalCode", FALSE, error)
         && check_text (debtor->city, "city", FALSE, error)
         && check_text (debtor->province, "province", FALSE, error)
         && check_text (debtor->region, "region", FALSE, error)
         && check_text (debtor->email, "email", FALSE, error)
         && check_text (debtor->phone, "phone", FALSE, error);
}

static gboolean
check_transfer (const DescoPaymentTransfer *transfer, GError **error)
{
  if (transfer->id < 1 || transfer->id > DESCO_DEBT_POSITION_MAX_TRANSFERS)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "idTransfer",
                             _ ("A transfer is numbered from 1 to %d, not %u."),
                             DESCO_DEBT_POSITION_MAX_TRANSFERS, transfer->id);
      return FALSE;
    }
  return check_amount (transfer->amount, "amount", error)
         && check_code (transfer->iban, "iban", 1, MAX_IDENTIFIER, is_letter_or_digit, error)
         && check_optional_code (transfer->postal_iban, "postalIban", 1, MAX_IDENTIFIER,
                                 is_letter_or_digit, error)
         && check_optional_code (transfer->creditor_tax_code, "organizationFiscalCode", 11, 11,
                                 is_digit, error)
         && check_text (transfer->category, "category", TRUE, error)
         && check_text (transfer->remittance_information, "remittanceInformation", TRUE, error)
         && check_text (transfer->company_name, "companyName", FALSE, error)
         && check_metadata (transfer->metadata, "transferMetadata", error);
}

static gboolean
check_transfers (const DescoPaymentOption *option, GError **error)
{
  guint seen = 0;
  gint64 sum = 0;

  if (option->transfers->len < 1 || option->transfers->len > DESCO_DEBT_POSITION_MAX_TRANSFERS)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "transfer",
                             _ ("A payment has 1 to %d transfers, not %u."),
                             DESCO_DEBT_POSITION_MAX_TRANSFERS, option->transfers->len);
      return FALSE;
    }

  for (guint i = 0; i < option->transfers->len; i++)
    {
      const DescoPaymentTransfer *transfer = option->transfers->pdata[i];

      if (!check_transfer (transfer, error))
        return FALSE;
      if ((seen & (1u << transfer->id)) != 0)
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "idTransfer",
                                 _ ("Two transfers are numbered %u."), transfer->id);
          return FALSE;
        }
      seen |= 1u << transfer->id;
      sum += transfer->amount;
    }

  if (sum != option->amount)
    {
      g_autofree char *parts = desco_money_format (sum);
      g_autofree char *whole = desco_money_format (option->amount);

      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "amount",
                             _ ("The transfers sum up to %s euros and the payment is of %s."),
                             parts, whole);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_dates (const DescoDebtPosition *self,
             const DescoPaymentOption *option,
             gint64 now,
             GError **error)
{
  if (option->due_date < now)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "dueDate",
                             _ ("The due date is past: give a later one."));
      return FALSE;
    }
  if (option->due_date < self->validity_date)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "dueDate",
                             _ ("The due date is before the day from which the notice can be paid: "
                                "give a later one."));
      return FALSE;
    }
  if (option->retention_date != 0 && option->retention_date < option->due_date)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "retentionDate",
                             _ ("The retention date is before the due date: give a later one."));
      return FALSE;
    }
  return TRUE;
}

/* A number that we send is one that we assigned, so its check digits hold and it is of this IUV. */
static gboolean
check_notice_number (const DescoPaymentOption *option, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *iuv = NULL;

  if (option->nav == NULL)
    return TRUE;
  if (!desco_notice_number_check (option->nav, &problem))
    {
      desco_input_error_set (error, problem->code, "nav", "%s", problem->message);
      return FALSE;
    }

  iuv = desco_notice_number_get_iuv (option->nav);
  if (g_strcmp0 (iuv, option->iuv) == 0)
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "nav",
                         _ ("The notice number %s belongs to the IUV %s, not to %s."), option->nav,
                         iuv, option->iuv);
  return FALSE;
}

static gboolean
check_option (const DescoDebtPosition *self,
              const DescoPaymentOption *option,
              gint64 now,
              GError **error)
{
  return check_code (option->iuv, "iuv", 1, MAX_IDENTIFIER, is_letter_or_digit, error)
         && check_notice_number (option, error) && check_amount (option->amount, "amount", error)
         && check_text (option->description, "description", TRUE, error)
         && check_dates (self, option, now, error) && check_transfers (option, error)
         && check_metadata (option->metadata, "paymentOptionMetadata", error);
}

/* What an answer leaves out cannot differ. */
static gboolean
agrees (const char *ours, const char *theirs)
{
  return theirs == NULL || *theirs == '\0' || g_strcmp0 (ours, theirs) == 0;
}

static gboolean
agrees_ignoring_case (const char *ours, const char *theirs)
{
  return theirs == NULL || *theirs == '\0'
         || (ours != NULL && g_ascii_strcasecmp (ours, theirs) == 0);
}

static const DescoPaymentTransfer *
find_transfer (const DescoPaymentOption *option, guint id)
{
  for (guint i = 0; i < option->transfers->len; i++)
    {
      const DescoPaymentTransfer *transfer = option->transfers->pdata[i];

      if (transfer->id == id)
        return transfer;
    }
  return NULL;
}

static const DescoPaymentOption *
find_option (const DescoDebtPosition *self, const char *iuv)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const DescoPaymentOption *option = self->options->pdata[i];

      if (g_strcmp0 (option->iuv, iuv) == 0)
        return option;
    }
  return NULL;
}

static gboolean
is_same_transfer (const DescoPaymentTransfer *ours,
                  const DescoPaymentTransfer *theirs,
                  const char *creditor_tax_code)
{
  const char *creditor
      = ours->creditor_tax_code != NULL ? ours->creditor_tax_code : creditor_tax_code;

  return theirs != NULL && ours->amount == theirs->amount
         && agrees (creditor, theirs->creditor_tax_code)
         && agrees (ours->category, theirs->category)
         && agrees_ignoring_case (ours->iban, theirs->iban);
}

static gboolean
is_same_option (const DescoPaymentOption *ours,
                const DescoPaymentOption *theirs,
                const char *creditor_tax_code)
{
  if (theirs == NULL || ours->amount != theirs->amount
      || ours->transfers->len != theirs->transfers->len
      || (ours->nav != NULL && !agrees (ours->nav, theirs->nav)))
    return FALSE;

  /* The platform keeps due dates with a precision of its own. */
  if (ABS (ours->due_date - theirs->due_date) >= G_USEC_PER_SEC)
    return FALSE;

  for (guint i = 0; i < ours->transfers->len; i++)
    {
      const DescoPaymentTransfer *transfer = ours->transfers->pdata[i];

      if (!is_same_transfer (transfer, find_transfer (theirs, transfer->id), creditor_tax_code))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_debt_position_new:
 *
 * Returns: (transfer full): a position without options, of which nothing is known
 */
DescoDebtPosition *
desco_debt_position_new (void)
{
  DescoDebtPosition *self = g_atomic_rc_box_new0 (DescoDebtPosition);

  self->options = g_ptr_array_new_with_free_func (free_option);
  return self;
}

/**
 * desco_debt_position_ref:
 * @self: a position
 *
 * Returns: (transfer full): @self
 */
DescoDebtPosition *
desco_debt_position_ref (DescoDebtPosition *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * desco_debt_position_unref:
 * @self: (transfer full): a position
 */
void
desco_debt_position_unref (DescoDebtPosition *self)
{
  g_atomic_rc_box_release_full (self, clear_position);
}

/**
 * desco_debt_position_add_option:
 * @self: a position
 *
 * Returns: (transfer none): an empty option that @self now ends with
 */
DescoPaymentOption *
desco_debt_position_add_option (DescoDebtPosition *self)
{
  DescoPaymentOption *option = g_new0 (DescoPaymentOption, 1);

  option->transfers = g_ptr_array_new_with_free_func (free_transfer);
  option->metadata = g_ptr_array_new_with_free_func (free_metadata);
  g_ptr_array_add (self->options, option);
  return option;
}

/**
 * desco_payment_option_add_transfer:
 * @self: an option
 *
 * Returns: (transfer none): a transfer that @self now ends with, numbered by its place
 */
DescoPaymentTransfer *
desco_payment_option_add_transfer (DescoPaymentOption *self)
{
  DescoPaymentTransfer *transfer = g_new0 (DescoPaymentTransfer, 1);

  transfer->metadata = g_ptr_array_new_with_free_func (free_metadata);
  g_ptr_array_add (self->transfers, transfer);
  transfer->id = self->transfers->len;
  return transfer;
}

/**
 * desco_payment_metadata_add:
 * @metadata: (element-type DescoPaymentMetadata): an option's or a transfer's metadata
 * @key: a word
 * @value: (nullable): its value
 */
void
desco_payment_metadata_add (GPtrArray *metadata, const char *key, const char *value)
{
  DescoPaymentMetadata *entry = g_new0 (DescoPaymentMetadata, 1);

  entry->key = g_strdup (key);
  entry->value = g_strdup (value);
  g_ptr_array_add (metadata, entry);
}

/**
 * desco_debt_position_validate:
 * @self: a position about to be sent
 * @now: the present moment, microseconds since 1970 in UTC
 * @error: (out) (optional): a #DESCO_INPUT_ERROR whose field is the API's name of what is wrong
 *
 * Checks what pagoPA would: the texts that it requires and their lengths, the codes' shapes, 1 to 5
 * transfers whose amounts sum up to the option's, the order of the dates, the metadata.
 *
 * Returns: whether @self can be sent
 */
gboolean
desco_debt_position_validate (const DescoDebtPosition *self, gint64 now, GError **error)
{
  if (!check_code (self->iupd, "iupd", 1, 50, is_name_character, error)
      || !check_debtor (&self->debtor, error)
      || !check_text (self->company_name, "companyName", TRUE, error)
      || !check_text (self->office_name, "officeName", FALSE, error))
    return FALSE;

  if (self->validity_date != 0 && self->validity_date <= now)
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "validityDate",
          _ ("The moment from which the notice can be paid is past: leave it out "
             "to make it payable at once."));
      return FALSE;
    }
  if (self->options->len == 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "paymentOption",
                             _ ("The debt position does not say what there is to pay."));
      return FALSE;
    }

  for (guint i = 0; i < self->options->len; i++)
    {
      const DescoPaymentOption *option = self->options->pdata[i];

      if (!check_option (self, option, now, error))
        return FALSE;
      if (find_option (self, option->iuv) != option)
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iuv",
                                 _ ("Two payments of the debt position have the same IUV, %s."),
                                 option->iuv);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * desco_debt_position_is_same:
 * @self: a position that was sent, perhaps
 * @answer: what the platform has under its IUPD
 * @creditor_tax_code: the creditor's tax code, for transfers that do not name one
 *
 * Tells whether what is there is what was to be sent: the same IUPD, and for each IUV the same
 * amount, due date, notice number and transfers; the same debtor, if the answer names one (GPD's v1
 * does not). The states may differ, as it may have been paid meanwhile; so may the descriptions,
 * which oblige nobody.
 *
 * Returns: whether they are the same debt
 */
gboolean
desco_debt_position_is_same (const DescoDebtPosition *self,
                             const DescoDebtPosition *answer,
                             const char *creditor_tax_code)
{
  if (g_strcmp0 (self->iupd, answer->iupd) != 0 || self->options->len != answer->options->len
      || !agrees_ignoring_case (self->debtor.tax_code, answer->debtor.tax_code))
    return FALSE;

  for (guint i = 0; i < self->options->len; i++)
    {
      const DescoPaymentOption *option = self->options->pdata[i];

      if (!is_same_option (option, find_option (answer, option->iuv), creditor_tax_code))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_debt_position_is_payable:
 * @self: a position as the platform gave it
 *
 * Returns: whether any payment counter takes it now, so that its notice may be printed
 */
gboolean
desco_debt_position_is_payable (const DescoDebtPosition *self)
{
  return self->status == DESCO_DEBT_POSITION_VALID
         || self->status == DESCO_DEBT_POSITION_PARTIALLY_PAID;
}

/**
 * desco_debt_position_make_iupd:
 * @uuid: the purchase's id, as text
 *
 * The IUPD follows from the purchase, so that a purchase sent twice is the same position twice.
 *
 * Returns: (transfer full): the IUPD
 */
char *
desco_debt_position_make_iupd (const char *uuid)
{
  return g_strconcat (DESCO_DEBT_POSITION_IUPD_PREFIX, uuid, NULL);
}

/**
 * desco_debt_position_status_to_string:
 * @status: a state
 *
 * Returns: (transfer none): the platform's word for it
 */
const char *
desco_debt_position_status_to_string (DescoDebtPositionStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_words), NULL);

  return status_words[status];
}

/**
 * desco_debt_position_status_to_words:
 * @status: a state
 *
 * Returns: (transfer none): how a notice of it stands, translated
 */
const char *
desco_debt_position_status_to_words (DescoDebtPositionStatus status)
{
  static const char *const words[] = {
    [DESCO_DEBT_POSITION_UNKNOWN] = NC_ ("position", "unknown"),
    [DESCO_DEBT_POSITION_DRAFT] = NC_ ("position", "not published yet"),
    [DESCO_DEBT_POSITION_PUBLISHED] = NC_ ("position", "published"),
    [DESCO_DEBT_POSITION_VALID] = NC_ ("position", "payable"),
    [DESCO_DEBT_POSITION_INVALID] = NC_ ("position", "withdrawn"),
    [DESCO_DEBT_POSITION_EXPIRED] = NC_ ("position", "expired"),
    [DESCO_DEBT_POSITION_PARTIALLY_PAID] = NC_ ("position", "partly paid"),
    [DESCO_DEBT_POSITION_PAID] = NC_ ("position", "paid"),
    [DESCO_DEBT_POSITION_REPORTED] = NC_ ("position", "paid and transferred"),
  };

  g_return_val_if_fail (status < G_N_ELEMENTS (words), NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "position", words[status]);
}

/**
 * desco_debt_position_status_from_string:
 * @text: (nullable): the platform's word
 *
 * Returns: the state, %DESCO_DEBT_POSITION_UNKNOWN for a word that is none
 */
DescoDebtPositionStatus
desco_debt_position_status_from_string (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (status_words); i++)
    {
      if (g_str_equal (text, status_words[i]))
        return (DescoDebtPositionStatus) i;
    }
  return DESCO_DEBT_POSITION_UNKNOWN;
}
