/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * Makes every request that the client can make to GovPay, at the address on the command line, for
 * test-govpay-contract to hold against GovPay's own description. What is answered is made up, and of
 * no interest here.
 */

#include "pagopa/desco-govpay-provider.h"

#include "model/desco-clock.h"
#include "sample-position.h"

/* Every field that GovPay takes, five items, the longest texts. */
static DescoDebtPosition *
make_full (void)
{
  DescoDebtPosition *position = sample_position_new ();
  DescoPaymentOption *option = sample_position_option (position);

  g_free (position->debtor.full_name);
  position->debtor.full_name = g_strnfill (DESCO_DEBT_POSITION_MAX_TEXT, 'n');
  position->debtor.street_name = g_strdup ("via dell'Unità d'Italia");
  position->debtor.civic_number = g_strdup ("12/A");
  position->debtor.postal_code = g_strdup ("00100");
  position->debtor.city = g_strdup ("Roma");
  position->debtor.province = g_strdup ("RM");
  position->debtor.country = g_strdup ("IT");
  position->debtor.email = g_strdup ("mario.rossi@example.org");
  position->debtor.phone = g_strdup ("+39 000-1234567");
  position->switch_to_expired = TRUE;
  g_free (option->description);
  option->description = g_strnfill (DESCO_DEBT_POSITION_MAX_TEXT, 'a');
  desco_payment_metadata_add (option->metadata, "class", "1A");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *key = g_strdup_printf ("key %u", i);

      desco_payment_metadata_add (sample_position_transfer (position)->metadata, key,
                                  i == 0 ? "" : "value");
    }
  for (guint i = 1; i < DESCO_DEBT_POSITION_MAX_TRANSFERS; i++)
    {
      DescoPaymentTransfer *transfer = desco_payment_option_add_transfer (option);

      transfer->amount = 1;
      option->amount += transfer->amount;
      transfer->iban = g_strdup ("IT60X0542811101000000123456");
      transfer->postal_iban = g_strdup ("IT60X0760111101000000123456");
      transfer->creditor_tax_code = g_strdup (i == 1 ? SAMPLE_CREDITOR : "01234567897");
      transfer->category = g_strdup ("9/0107101TS/");
      transfer->remittance_information = g_strnfill (DESCO_DEBT_POSITION_MAX_TEXT, 'b');
    }
  return position;
}

/* Details that GovPay's description would refuse. */
static DescoDebtPosition *
make_odd (void)
{
  DescoDebtPosition *position = sample_position_new ();

  position->debtor.type = DESCO_DEBTOR_COMPANY;
  g_free (position->debtor.tax_code);
  position->debtor.tax_code = g_strdup ("12345678903");
  position->debtor.street_name = g_strnfill (DESCO_DEBT_POSITION_MAX_TEXT, 's');
  position->debtor.civic_number = g_strdup ("al termine della strada");
  position->debtor.email = g_strdup ("senza chiocciola");
  position->debtor.phone = g_strdup ("06 123456");
  return position;
}

static DescoDebtPosition *
make_anonymous (void)
{
  DescoDebtPosition *position = sample_position_new ();

  g_free (position->debtor.tax_code);
  position->debtor.tax_code = g_strdup ("ANONIMO");
  return position;
}

static void
load (DescoPaymentProvider *provider, DescoDebtPosition *position)
{
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (desco_debt_position_validate (position, SAMPLE_NOW, &error));
  answer = desco_payment_provider_create (provider, position, TRUE, NULL, NULL, NULL);
  g_clear_pointer (&answer, desco_debt_position_unref);
  answer = desco_payment_provider_replace (provider, position, TRUE, NULL, NULL);
  desco_debt_position_unref (position);
}

static void
change (DescoPaymentProvider *provider)
{
  g_autoptr (DescoDebtPosition) found
      = desco_payment_provider_get (provider, SAMPLE_IUPD, NULL, NULL);
  g_autoptr (DescoDebtPosition) published
      = desco_payment_provider_publish (provider, SAMPLE_IUPD, NULL, NULL);
  g_autoptr (DescoDebtPosition) withdrawn
      = desco_payment_provider_invalidate (provider, SAMPLE_IUPD, NULL, NULL);
}

static void
list_all_ways (DescoPaymentProvider *provider)
{
  DescoPositionQuery query = { .page = 0 };

  for (guint i = DESCO_DEBT_POSITION_UNKNOWN; i <= DESCO_DEBT_POSITION_REPORTED; i++)
    {
      g_autoptr (DescoPositionPage) page = NULL;

      query.status = (DescoDebtPositionStatus) i;
      page = desco_payment_provider_list (provider, &query, NULL, NULL);
    }
  query.page = 7;
  query.limit = 1;
  g_date_set_dmy (&query.due_from, 1, 9, 2026);
  g_date_set_dmy (&query.due_to, 30, 9, 2026);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (DescoPositionPage) page
          = desco_payment_provider_list (provider, &query, NULL, NULL);

      query.paid_from = query.due_from;
      query.paid_to = query.due_to;
    }
}

static void
list_receipts_all_ways (DescoPaymentProvider *provider)
{
  DescoReceiptQuery queries[] = {
    { .page = 0 },
    { .page = 3, .limit = 100, .debtor = "RSSMRA80A01H501U" },
    { .debtor_or_iuv = "01000000000000144" },
    { .debtor_or_iuv = "RSSMRA80A01H501U" },
  };
  g_autoptr (DescoReceiptData) receipt = NULL;

  g_date_set_dmy (&queries[1].from, 1, 9, 2026);
  g_date_set_dmy (&queries[1].to, 30, 9, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (DescoReceiptPage) page
          = desco_payment_provider_list_receipts (provider, &queries[i], NULL, NULL);
    }
  receipt = desco_payment_provider_get_receipt (provider, "01000000000000144", NULL, NULL);
}

int
main (int argc, char *argv[])
{
  g_autoptr (DescoSecrets) secrets = NULL;
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (GError) error = NULL;
  DescoRetryPolicy policy = desco_retry_policy_default ();

  if (argc != 2)
    {
      g_printerr ("usage: %s URL\n", argv[0]);
      return 2;
    }
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("DESCO_SECRETS_FILE");
  desco_clock_set (SAMPLE_NOW);

  secrets = desco_secrets_new (NULL);
  provider
      = desco_govpay_provider_new (argv[1], SAMPLE_CREDITOR, "DESCO", "MENSA", secrets, &error);
  if (provider == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  policy.max_tries = 1;
  desco_govpay_provider_set_retry_policy (DESCO_GOVPAY_PROVIDER (provider), &policy);

  load (provider, sample_position_new ());
  load (provider, make_full ());
  load (provider, make_odd ());
  load (provider, make_anonymous ());
  change (provider);
  list_all_ways (provider);
  list_receipts_all_ways (provider);
  return 0;
}
