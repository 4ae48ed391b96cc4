/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-debt-position.h"

#include "model/desco-error.h"
#include "model/desco-money.h"
#include "model/desco-tax-code.h"
#include "sample-position.h"

#include <string.h>

#define SECOND G_USEC_PER_SEC

static void
set (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static DescoPaymentOption *
option (DescoDebtPosition *p)
{
  return sample_position_option (p);
}

static DescoPaymentTransfer *
transfer (DescoDebtPosition *p)
{
  return sample_position_transfer (p);
}

/* One change to a good position each. */
static void
change_nothing (DescoDebtPosition *p)
{
}
static void
no_iupd (DescoDebtPosition *p)
{
  set (&p->iupd, NULL);
}
static void
odd_iupd (DescoDebtPosition *p)
{
  set (&p->iupd, "a/../b");
}
static void
no_type (DescoDebtPosition *p)
{
  p->debtor.type = DESCO_DEBTOR_UNKNOWN;
}
static void
no_tax_code (DescoDebtPosition *p)
{
  set (&p->debtor.tax_code, NULL);
}
static void
wrong_tax_code (DescoDebtPosition *p)
{
  set (&p->debtor.tax_code, "RSSMRA80A01H501X");
}
static void
company (DescoDebtPosition *p)
{
  p->debtor.type = DESCO_DEBTOR_COMPANY;
  set (&p->debtor.tax_code, "12345678903");
}
static void
anonymous (DescoDebtPosition *p)
{
  set (&p->debtor.tax_code, "ANONIMO");
}
static void
provisional (DescoDebtPosition *p)
{
  DescoUuid uuid = desco_uuid_generate ();

  g_free (p->debtor.tax_code);
  p->debtor.tax_code = desco_tax_code_make_provisional (&uuid);
}
static void
no_name (DescoDebtPosition *p)
{
  set (&p->debtor.full_name, "");
}
static void
odd_country (DescoDebtPosition *p)
{
  set (&p->debtor.country, "it");
}
static void
no_company_name (DescoDebtPosition *p)
{
  set (&p->company_name, NULL);
}
static void
long_office (DescoDebtPosition *p)
{
  g_free (p->office_name);
  p->office_name = g_strnfill (141, 'a');
}
static void
past_validity (DescoDebtPosition *p)
{
  p->validity_date = SAMPLE_NOW;
}
static void
coming_validity (DescoDebtPosition *p)
{
  p->validity_date = SAMPLE_NOW + SECOND;
}
static void
no_option (DescoDebtPosition *p)
{
  g_ptr_array_set_size (p->options, 0);
}
static void
no_iuv (DescoDebtPosition *p)
{
  set (&option (p)->iuv, NULL);
}
static void
short_nav (DescoDebtPosition *p)
{
  set (&option (p)->nav, "30100000000000014");
}
static void
wrong_nav (DescoDebtPosition *p)
{
  set (&option (p)->nav, "301000000000000145");
}

static void
foreign_iuv (DescoDebtPosition *p)
{
  set (&option (p)->iuv, "01000000000000245");
}

static void
no_nav (DescoDebtPosition *p)
{
  set (&option (p)->nav, NULL);
}
static void
zero_amount (DescoDebtPosition *p)
{
  option (p)->amount = transfer (p)->amount = 0;
}
static void
greatest_amount (DescoDebtPosition *p)
{
  option (p)->amount = transfer (p)->amount = DESCO_MONEY_MAX;
}
static void
beyond_amount (DescoDebtPosition *p)
{
  option (p)->amount = transfer (p)->amount = DESCO_MONEY_MAX + 1;
}
static void
other_sum (DescoDebtPosition *p)
{
  transfer (p)->amount--;
}
static void
no_description (DescoDebtPosition *p)
{
  set (&option (p)->description, NULL);
}
static void
long_description (DescoDebtPosition *p)
{
  g_free (option (p)->description);
  option (p)->description = g_strnfill (141, 'a');
}
/* 140 characters of two bytes each are 140 characters. */
static void
accented_description (DescoDebtPosition *p)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 140; i++)
    g_string_append (text, "è");
  g_free (option (p)->description);
  option (p)->description = g_string_free (text, FALSE);
}
static void
latin_description (DescoDebtPosition *p)
{
  set (&option (p)->description, "caff\xe8");
}
static void
past_due_date (DescoDebtPosition *p)
{
  option (p)->due_date = SAMPLE_NOW - 1;
}
static void
due_now (DescoDebtPosition *p)
{
  option (p)->due_date = SAMPLE_NOW;
}
static void
due_before_valid (DescoDebtPosition *p)
{
  p->validity_date = SAMPLE_DUE_DATE + 1;
}
static void
early_retention (DescoDebtPosition *p)
{
  option (p)->retention_date = SAMPLE_DUE_DATE - 1;
}
static void
no_transfer (DescoDebtPosition *p)
{
  g_ptr_array_set_size (option (p)->transfers, 0);
}
static void
split (DescoDebtPosition *p, guint n)
{
  const char *iban = transfer (p)->iban;

  transfer (p)->amount = option (p)->amount - (n - 1);
  for (guint i = 1; i < n; i++)
    {
      DescoPaymentTransfer *other = desco_payment_option_add_transfer (option (p));

      other->amount = 1;
      other->iban = g_strdup (iban);
      other->category = g_strdup ("9/0107101TS/");
      other->remittance_information = g_strdup ("Mensa");
    }
}
static void
five_transfers (DescoDebtPosition *p)
{
  split (p, 5);
}
static void
six_transfers (DescoDebtPosition *p)
{
  split (p, 6);
}
static void
same_transfers (DescoDebtPosition *p)
{
  split (p, 2);
  transfer (p)->id = 2;
}
static void
transfer_zero (DescoDebtPosition *p)
{
  transfer (p)->id = 0;
}
static void
no_iban (DescoDebtPosition *p)
{
  set (&transfer (p)->iban, NULL);
}
static void
spaced_iban (DescoDebtPosition *p)
{
  set (&transfer (p)->iban, "IT60 X054 2811 1010 0000 0123 456");
}
static void
no_category (DescoDebtPosition *p)
{
  set (&transfer (p)->category, NULL);
}
static void
no_remittance (DescoDebtPosition *p)
{
  set (&transfer (p)->remittance_information, NULL);
}
static void
odd_creditor (DescoDebtPosition *p)
{
  set (&transfer (p)->creditor_tax_code, "7777");
}
static void
eleven_metadata (DescoDebtPosition *p)
{
  for (guint i = 0; i < 11; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);

      desco_payment_metadata_add (option (p)->metadata, key, "v");
    }
}
static void
same_metadata (DescoDebtPosition *p)
{
  desco_payment_metadata_add (transfer (p)->metadata, "k", "v");
  desco_payment_metadata_add (transfer (p)->metadata, "k", "w");
}
static void
reserved_metadata (DescoDebtPosition *p)
{
  desco_payment_metadata_add (option (p)->metadata, "NOTIFICATION_FEE", "1");
}
static void
same_iuv (DescoDebtPosition *p)
{
  DescoPaymentOption *other = desco_debt_position_add_option (p);
  DescoPaymentTransfer *part = desco_payment_option_add_transfer (other);

  other->iuv = g_strdup (option (p)->iuv);
  other->amount = part->amount = 100;
  other->description = g_strdup ("Seconda rata");
  other->due_date = SAMPLE_DUE_DATE;
  part->iban = g_strdup (transfer (p)->iban);
  part->category = g_strdup ("9/0107101TS/");
  part->remittance_information = g_strdup ("Mensa");
}

static void
test_validate (void)
{
  static const struct
  {
    void (*change) (DescoDebtPosition *position);
    const char *field; /* NULL: can be sent */
  } cases[] = {
    { change_nothing, NULL },
    { no_iupd, "iupd" },
    { odd_iupd, "iupd" },
    { no_type, "type" },
    { no_tax_code, "fiscalCode" },
    { wrong_tax_code, "fiscalCode" },
    { company, NULL },
    { anonymous, NULL },
    { provisional, "fiscalCode" },
    { no_name, "fullName" },
    { odd_country, "country" },
    { no_company_name, "companyName" },
    { long_office, "officeName" },
    { past_validity, "validityDate" },
    { coming_validity, NULL },
    { no_option, "paymentOption" },
    { no_iuv, "iuv" },
    { short_nav, "nav" },
    { wrong_nav, "nav" },
    { foreign_iuv, "nav" },
    { no_nav, NULL },
    { zero_amount, "amount" },
    { greatest_amount, NULL },
    { beyond_amount, "amount" },
    { other_sum, "amount" },
    { no_description, "description" },
    { long_description, "description" },
    { accented_description, NULL },
    { latin_description, "description" },
    { past_due_date, "dueDate" },
    { due_now, NULL },
    { due_before_valid, "dueDate" },
    { early_retention, "retentionDate" },
    { no_transfer, "transfer" },
    { five_transfers, NULL },
    { six_transfers, "transfer" },
    { same_transfers, "idTransfer" },
    { transfer_zero, "idTransfer" },
    { no_iban, "iban" },
    { spaced_iban, "iban" },
    { no_category, "category" },
    { no_remittance, "remittanceInformation" },
    { odd_creditor, "organizationFiscalCode" },
    { eleven_metadata, "paymentOptionMetadata" },
    { same_metadata, "transferMetadata" },
    { reserved_metadata, "paymentOptionMetadata" },
    { same_iuv, "iuv" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoDebtPosition) position = sample_position_new ();
      g_autoptr (GError) error = NULL;
      gboolean valid;

      g_test_message ("%u: %s", i, cases[i].field != NULL ? cases[i].field : "good");
      cases[i].change (position);
      valid = desco_debt_position_validate (position, SAMPLE_NOW, &error);
      if (cases[i].field == NULL)
        {
          g_assert_no_error (error);
          g_assert_true (valid);
          continue;
        }
      g_assert_false (valid);
      g_assert_cmpint (error->domain, ==, DESCO_INPUT_ERROR);
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
    }
}

static void
other_iupd (DescoDebtPosition *p)
{
  set (&p->iupd, "DESCO-2");
}
static void
other_iuv (DescoDebtPosition *p)
{
  set (&option (p)->iuv, "01000000000000236");
}
static void
other_nav (DescoDebtPosition *p)
{
  set (&option (p)->nav, "301000000000000236");
}
static void
other_amount (DescoDebtPosition *p)
{
  option (p)->amount++;
  transfer (p)->amount++;
}
static void
other_debtor (DescoDebtPosition *p)
{
  set (&p->debtor.tax_code, "VRDLGI85M41F205Z");
}
static void
other_iban (DescoDebtPosition *p)
{
  set (&transfer (p)->iban, "IT60X0542811101000000123457");
}
static void
small_iban (DescoDebtPosition *p)
{
  set (&transfer (p)->iban, "it60x0542811101000000123456");
}
static void
other_category (DescoDebtPosition *p)
{
  set (&transfer (p)->category, "9/0101100IM/");
}
static void
own_creditor (DescoDebtPosition *p)
{
  set (&transfer (p)->creditor_tax_code, SAMPLE_CREDITOR);
}
static void
other_creditor (DescoDebtPosition *p)
{
  set (&transfer (p)->creditor_tax_code, "00000000000");
}
static void
later (DescoDebtPosition *p)
{
  option (p)->due_date += SECOND;
}
static void
rounded (DescoDebtPosition *p)
{
  option (p)->due_date -= SECOND - 1;
}
static void
renamed (DescoDebtPosition *p)
{
  set (&option (p)->description, "Altro");
}
static void
paid (DescoDebtPosition *p)
{
  p->status = DESCO_DEBT_POSITION_PAID;
}
static void
two_transfers (DescoDebtPosition *p)
{
  split (p, 2);
}

/* What decides, after an answer that got lost, whether the position there is ours. */
static void
test_is_same (void)
{
  static const struct
  {
    void (*change) (DescoDebtPosition *answer);
    gboolean same;
  } cases[] = {
    { change_nothing, TRUE },  { no_tax_code, TRUE },
    { no_nav, TRUE },          { own_creditor, TRUE },
    { small_iban, TRUE },      { rounded, TRUE },
    { renamed, TRUE },         { paid, TRUE },
    { other_iupd, FALSE },     { other_iuv, FALSE },
    { other_nav, FALSE },      { other_amount, FALSE },
    { other_debtor, FALSE },   { other_iban, FALSE },
    { other_category, FALSE }, { later, FALSE },
    { other_creditor, FALSE }, { two_transfers, FALSE },
    { no_transfer, FALSE },    { no_option, FALSE },
    { same_iuv, FALSE },       { transfer_zero, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoDebtPosition) sent = sample_position_new ();
      g_autoptr (DescoDebtPosition) answer = sample_position_new ();

      g_test_message ("%u", i);
      cases[i].change (answer);
      g_assert_cmpint (desco_debt_position_is_same (sent, answer, SAMPLE_CREDITOR), ==,
                       cases[i].same);
    }
}

static void
test_status (void)
{
  for (guint i = DESCO_DEBT_POSITION_UNKNOWN; i <= DESCO_DEBT_POSITION_REPORTED; i++)
    {
      const char *word = desco_debt_position_status_to_string ((DescoDebtPositionStatus) i);

      g_assert_cmpint (desco_debt_position_status_from_string (word), ==, i);
    }
  g_assert_cmpint (desco_debt_position_status_from_string ("valid"), ==,
                   DESCO_DEBT_POSITION_UNKNOWN);
  g_assert_cmpint (desco_debt_position_status_from_string (NULL), ==, DESCO_DEBT_POSITION_UNKNOWN);
}

/* A notice is printed only once every counter would take it. */
static void
test_payable (void)
{
  g_autoptr (DescoDebtPosition) position = sample_position_new ();

  for (guint i = DESCO_DEBT_POSITION_UNKNOWN; i <= DESCO_DEBT_POSITION_REPORTED; i++)
    {
      position->status = (DescoDebtPositionStatus) i;
      g_assert_cmpint (desco_debt_position_is_payable (position), ==,
                       i == DESCO_DEBT_POSITION_VALID || i == DESCO_DEBT_POSITION_PARTIALLY_PAID);
    }
}

static void
test_iupd (void)
{
  g_autofree char *iupd = desco_debt_position_make_iupd ("01990000-0000-7000-8000-000000000001");

  g_assert_cmpstr (iupd, ==, SAMPLE_IUPD);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pagopa/debt-position/validate", test_validate);
  g_test_add_func ("/pagopa/debt-position/is-same", test_is_same);
  g_test_add_func ("/pagopa/debt-position/status", test_status);
  g_test_add_func ("/pagopa/debt-position/payable", test_payable);
  g_test_add_func ("/pagopa/debt-position/iupd", test_iupd);

  return g_test_run ();
}
