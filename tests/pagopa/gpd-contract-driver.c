/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * Makes every request that the client can make, to the services named on the command line, for
 * test-gpd-contract to hold against the platform's own description. What is answered is made up, and
 * of no interest here.
 */

#include "pagopa/desco-gpd-provider.h"

#include "model/desco-clock.h"
#include "sample-position.h"

static void
fill_debtor (DescoDebtPosition *position)
{
  DescoDebtor *debtor = &position->debtor;

  debtor->street_name = g_strdup ("via dell'Unità d'Italia");
  debtor->civic_number = g_strdup ("12/A");
  debtor->postal_code = g_strdup ("00100");
  debtor->city = g_strdup ("Roma");
  debtor->province = g_strdup ("RM");
  debtor->region = g_strdup ("Lazio");
  debtor->country = g_strdup ("IT");
  debtor->email = g_strdup ("mario.rossi@example.org");
  debtor->phone = g_strdup ("+39 06 123456");
}

static DescoDebtPosition *
make_company (void)
{
  DescoDebtPosition *position = sample_position_new ();

  position->debtor.type = DESCO_DEBTOR_COMPANY;
  g_free (position->debtor.tax_code);
  position->debtor.tax_code = g_strdup ("12345678903");
  return position;
}

static DescoDebtPosition *
make_anonymous (void)
{
  DescoDebtPosition *position = sample_position_new ();

  g_free (position->debtor.tax_code);
  position->debtor.tax_code = g_strdup ("ANONIMO");
  g_clear_pointer (&sample_position_option (position)->nav, g_free);
  return position;
}

/* Every optional field, two instalments, five transfers, the longest texts. */
static DescoDebtPosition *
make_full (void)
{
  DescoDebtPosition *position = sample_position_new ();
  DescoPaymentOption *first = sample_position_option (position);
  DescoPaymentOption *second = desco_debt_position_add_option (position);

  fill_debtor (position);
  position->office_name = g_strdup ("Ufficio scuola");
  position->switch_to_expired = TRUE;
  position->validity_date = SAMPLE_NOW + G_TIME_SPAN_DAY;
  first->is_partial = TRUE;
  first->retention_date = SAMPLE_DUE_DATE + G_TIME_SPAN_DAY;
  sample_position_transfer (position)->postal_iban = g_strdup ("IT60X0760111101000000123456");
  sample_position_transfer (position)->creditor_tax_code = g_strdup (SAMPLE_CREDITOR);
  sample_position_transfer (position)->company_name = g_strdup ("Comune di Prova");
  for (guint i = 0; i < DESCO_DEBT_POSITION_MAX_METADATA; i++)
    {
      g_autofree char *key = g_strdup_printf ("key %u", i);

      desco_payment_metadata_add (first->metadata, key, "value");
      desco_payment_metadata_add (sample_position_transfer (position)->metadata, key, "");
    }

  second->iuv = g_strdup ("01000000000000236");
  second->amount = 500;
  second->description = g_strnfill (DESCO_DEBT_POSITION_MAX_TEXT, 'a');
  second->is_partial = TRUE;
  second->due_date = SAMPLE_DUE_DATE;
  for (guint i = 0; i < DESCO_DEBT_POSITION_MAX_TRANSFERS; i++)
    {
      DescoPaymentTransfer *transfer = desco_payment_option_add_transfer (second);

      transfer->amount = 100;
      transfer->iban = g_strdup ("IT60X0542811101000000123456");
      transfer->category = g_strdup ("9/0107101TS/");
      transfer->remittance_information = g_strnfill (DESCO_DEBT_POSITION_MAX_TEXT, 'b');
    }
  return position;
}

/* The whole, and the two instalments of make_full() in its place. */
static DescoDebtPosition *
make_plan (void)
{
  DescoDebtPosition *position = make_full ();
  DescoPaymentOption *whole = desco_debt_position_add_option (position);
  DescoPaymentTransfer *transfer = desco_payment_option_add_transfer (whole);

  whole->nav = g_strdup ("301000000000000346");
  whole->iuv = g_strdup ("01000000000000346");
  whole->amount = 10900;
  whole->description = g_strdup ("21 buoni mensa");
  whole->due_date = SAMPLE_DUE_DATE;
  transfer->amount = 10900;
  transfer->remittance_information = g_strdup ("Buoni mensa");
  transfer->category = g_strdup ("9/0107101TS/");
  transfer->iban = g_strdup ("IT60X0542811101000000123456");
  return position;
}

static void
create (DescoPaymentProvider *provider, DescoDebtPosition *position)
{
  for (guint publish = 0; publish < 2; publish++)
    {
      g_autoptr (DescoDebtPosition) answer = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (desco_debt_position_validate (position, SAMPLE_NOW, &error));
      answer = desco_payment_provider_create (provider, position, publish == 1, NULL, NULL, NULL);
    }
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

/* Each without a look back where that would be another request than the one meant. */
static void
change_more (DescoPaymentProvider *provider)
{
  g_autoptr (DescoDebtPosition) full = make_full ();
  g_autoptr (DescoDebtPosition) published
      = desco_payment_provider_replace (provider, full, TRUE, NULL, NULL);
  g_autoptr (DescoDebtPosition) draft
      = desco_payment_provider_replace (provider, full, FALSE, NULL, NULL);

  desco_payment_provider_remove (provider, SAMPLE_IUPD, NULL, NULL);
  desco_payment_provider_mark_paid (provider, SAMPLE_IUPD, "301000000000000144", SAMPLE_NOW, NULL,
                                    NULL);
  desco_payment_provider_replace_account (provider, "IT60X0542811101000000123456",
                                          "IT33X0542811101000000123457", NULL, NULL, NULL);
}

/* From one position to the most that a call takes. */
static void
send_batches (DescoPaymentProvider *provider)
{
  g_autoptr (GPtrArray) positions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);
  const char *iupds[DESCO_PROVIDER_MAX_REMOVALS + 1] = { SAMPLE_IUPD, NULL };

  g_ptr_array_add (positions, make_full ());
  desco_payment_provider_create_batch (provider, positions, FALSE, NULL, NULL, NULL);
  desco_payment_provider_replace_batch (provider, positions, FALSE, NULL, NULL);
  desco_payment_provider_remove_batch (provider, iupds, NULL, NULL);

  while (positions->len < DESCO_PROVIDER_MAX_BATCH)
    g_ptr_array_add (positions, positions->len % 2 == 0 ? make_company () : make_anonymous ());
  for (guint i = 0; i < DESCO_PROVIDER_MAX_REMOVALS; i++)
    iupds[i] = SAMPLE_IUPD;
  desco_payment_provider_create_batch (provider, positions, TRUE, NULL, NULL, NULL);
  desco_payment_provider_replace_batch (provider, positions, TRUE, NULL, NULL);
  desco_payment_provider_remove_batch (provider, iupds, NULL, NULL);
}

static void
list (DescoPaymentProvider *provider, const DescoPositionQuery *query)
{
  g_autoptr (DescoPositionPage) page = desco_payment_provider_list (provider, query, NULL, NULL);
}

static void
list_all_ways (DescoPaymentProvider *provider)
{
  DescoPositionQuery query = { .page = 0 };

  list (provider, &query);
  for (guint i = DESCO_DEBT_POSITION_DRAFT; i <= DESCO_DEBT_POSITION_REPORTED; i++)
    {
      query.status = (DescoDebtPositionStatus) i;
      list (provider, &query);
    }
  query.page = 7;
  query.limit = 1;
  g_date_set_dmy (&query.due_from, 1, 9, 2026);
  g_date_set_dmy (&query.due_to, 30, 9, 2026);
  list (provider, &query);
  query.paid_from = query.due_from;
  query.paid_to = query.due_to;
  list (provider, &query);
}

static void
list_receipts (DescoPaymentProvider *provider, const DescoReceiptQuery *query)
{
  g_autoptr (DescoReceiptPage) page
      = desco_payment_provider_list_receipts (provider, query, NULL, NULL);
}

static void
list_receipts_all_ways (DescoPaymentProvider *provider)
{
  DescoReceiptQuery query = { .page = 0 };
  g_autoptr (DescoReceiptData) receipt = NULL;

  list_receipts (provider, &query);
  query.page = 3;
  query.limit = 100;
  query.debtor = "RSSMRA80A01H501U";
  g_date_set_dmy (&query.from, 1, 9, 2026);
  g_date_set_dmy (&query.to, 30, 9, 2026);
  list_receipts (provider, &query);
  query.debtor = NULL;
  query.debtor_or_iuv = "01000000000000144";
  list_receipts (provider, &query);
  receipt = desco_payment_provider_get_receipt (provider, "01000000000000144", NULL, NULL);
}

/* What version 3 has a call for; what it has none for is not asked. */
static void
speak_version_3 (DescoPaymentProvider *provider)
{
  create (provider, sample_position_new ());
  create (provider, make_company ());
  create (provider, make_anonymous ());
  create (provider, make_full ());
  create (provider, make_plan ());
  change (provider);
  change_more (provider);
  list_all_ways (provider);
}

int
main (int argc, char *argv[])
{
  g_autoptr (DescoSecrets) secrets = NULL;
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (DescoPaymentProvider) third = NULL;
  g_autoptr (GError) error = NULL;
  DescoRetryPolicy policy = desco_retry_policy_default ();

  if (argc != 5)
    {
      g_printerr ("usage: %s POSITIONS-URL BULK-URL RECEIPTS-URL POSITIONS-V3-URL\n", argv[0]);
      return 2;
    }
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("DESCO_SECRETS_FILE");
  desco_clock_set (SAMPLE_NOW);

  secrets = desco_secrets_new (NULL);
  provider = desco_gpd_provider_new_bulk (argv[1], SAMPLE_CREDITOR, secrets, &error);
  if (provider == NULL
      || !desco_gpd_provider_set_service_urls (DESCO_GPD_PROVIDER (provider), argv[1], argv[3],
                                               &error)
      || !desco_gpd_provider_set_bulk_url (DESCO_GPD_PROVIDER (provider), argv[2], &error)
      || (third = desco_gpd_provider_new_v3 (argv[4], SAMPLE_CREDITOR, secrets, &error)) == NULL
      || !desco_gpd_provider_set_service_urls (DESCO_GPD_PROVIDER (third), argv[4], argv[3],
                                               &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  policy.max_tries = 1;
  desco_gpd_provider_set_retry_policy (DESCO_GPD_PROVIDER (provider), &policy);
  desco_gpd_provider_set_retry_policy (DESCO_GPD_PROVIDER (third), &policy);

  create (provider, sample_position_new ());
  create (provider, make_company ());
  create (provider, make_anonymous ());
  create (provider, make_full ());
  change (provider);
  change_more (provider);
  send_batches (provider);
  list_all_ways (provider);
  list_receipts_all_ways (provider);
  speak_version_3 (third);
  return 0;
}
