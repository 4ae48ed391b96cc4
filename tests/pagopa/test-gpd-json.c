/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-json-private.h"

#include "pagopa/desco-pagopa-error.h"
#include "sample-position.h"

#include <string.h>

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* A position with everything that it can have, each text its own. */
static DescoDebtPosition *
make_full_position (void)
{
  DescoDebtPosition *position = sample_position_new ();
  DescoPaymentOption *option = sample_position_option (position);
  DescoPaymentTransfer *transfer = sample_position_transfer (position);

  position->debtor.type = DESCO_DEBTOR_COMPANY;
  position->debtor.street_name = g_strdup ("via \"Roma\" \\ \xc3\xa8");
  position->debtor.civic_number = g_strdup ("12/A");
  position->debtor.postal_code = g_strdup ("00100");
  position->debtor.city = g_strdup ("Roma");
  position->debtor.province = g_strdup ("RM");
  position->debtor.region = g_strdup ("Lazio");
  position->debtor.country = g_strdup ("IT");
  position->debtor.email = g_strdup ("a@example.org");
  position->debtor.phone = g_strdup ("06123");
  position->office_name = g_strdup ("Ufficio scuola");
  position->switch_to_expired = TRUE;
  position->validity_date = SAMPLE_NOW + G_USEC_PER_SEC;
  option->is_partial = TRUE;
  option->retention_date = SAMPLE_DUE_DATE + G_USEC_PER_SEC;
  transfer->creditor_tax_code = g_strdup (SAMPLE_CREDITOR);
  transfer->company_name = g_strdup ("Comune");
  transfer->postal_iban = g_strdup ("IT60X0760111101000000123456");
  desco_payment_metadata_add (option->metadata, "a", "1");
  desco_payment_metadata_add (transfer->metadata, "b", "2");
  return position;
}

static void
test_round_trip (void)
{
  g_autoptr (DescoDebtPosition) sent = make_full_position ();
  g_autoptr (GBytes) json = desco_gpd_json_from_position (sent);
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoDebtPosition) read = desco_gpd_json_to_position (json, &error);
  g_autoptr (GBytes) again = NULL;
  const DescoPaymentOption *option;

  g_assert_no_error (error);
  again = desco_gpd_json_from_position (read);
  g_assert_true (g_bytes_equal (json, again));

  option = read->options->pdata[0];
  g_assert_cmpint (read->debtor.type, ==, DESCO_DEBTOR_COMPANY);
  g_assert_cmpstr (read->debtor.street_name, ==, sent->debtor.street_name);
  g_assert_cmpint (read->validity_date, ==, sent->validity_date);
  g_assert_cmpint (option->amount, ==, 10400);
  g_assert_cmpint (option->due_date, ==, SAMPLE_DUE_DATE);
  g_assert_true (option->is_partial);
  g_assert_cmpstr (((DescoPaymentMetadata *) option->metadata->pdata[0])->value, ==, "1");
  g_assert_cmpstr (sample_position_transfer (read)->postal_iban, ==, "IT60X0760111101000000123456");
}

/* What is not there is left out, not sent as null. */
static void
test_leaves_out (void)
{
  g_autoptr (DescoDebtPosition) position = sample_position_new ();
  g_autoptr (GBytes) json = desco_gpd_json_from_position (position);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  g_assert_null (strstr (text, "null"));
  g_assert_null (strstr (text, "\"\""));
  g_assert_null (strstr (text, "officeName"));
  g_assert_null (strstr (text, "validityDate"));
  g_assert_null (strstr (text, "Metadata"));
}

static void
test_answers (void)
{
  static const struct
  {
    const char *text;
    const char *wrong; /* NULL: read; "": not JSON */
  } cases[] = {
    { "{\"iupd\":\"A\"}", NULL },
    { "{\"iupd\":\"A\",\"status\":\"NEW\",\"unknown\":[{}]}", NULL },
    { "{\"iupd\":\"A\",\"companyName\":null,\"paymentOption\":null}", NULL },
    { "", "" },
    { "   ", "" },
    { "null", "" },
    { "[]", "" },
    { "\"A\"", "" },
    { "{\"iupd\":\"A\"", "" },
    { "{\"iupd\":\"A\"}}", "" },
    { "<html></html>", "" },
    { "{\"iupd\":\"\xff\"}", "" },
    { "{}", "iupd" },
    { "{\"iupd\":7}", "iupd" },
    { "{\"iupd\":null}", "iupd" },
    { "{\"iupd\":\"A\",\"status\":7}", "status" },
    { "{\"iupd\":\"A\",\"type\":\"X\"}", "type" },
    { "{\"iupd\":\"A\",\"switchToExpired\":\"no\"}", "switchToExpired" },
    { "{\"iupd\":\"A\",\"validityDate\":\"tomorrow\"}", "validityDate" },
    { "{\"iupd\":\"A\",\"validityDate\":17}", "validityDate" },
    { "{\"iupd\":\"A\",\"validityDate\":\"1066-10-14T09:00:00.5Z\"}", "validityDate" },
    { "{\"iupd\":\"A\",\"paymentOption\":{}}", "paymentOption" },
    { "{\"iupd\":\"A\",\"paymentOption\":[7]}", "paymentOption" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"amount\":1}]}", "iuv" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\"}]}", "amount" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":0}]}", "amount" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":-1}]}", "amount" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":1.0}]}", "amount" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":1e3}]}", "amount" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":\"1\"}]}", "amount" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":100000000000}]}", "amount" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":99999999999999999999999}]}",
      "amount" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":1,\"transfer\":[{}]}]}",
      "idTransfer" },
    { "{\"iupd\":\"A\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":1,\"transfer\":"
      "[{\"idTransfer\":\"6\",\"amount\":1}]}]}",
      "idTransfer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) json = bytes (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoDebtPosition) position = desco_gpd_json_to_position (json, &error);

      g_test_message ("case %u", i);
      g_assert_cmpint (position != NULL, ==, cases[i].wrong == NULL);
      if (cases[i].wrong == NULL)
        continue;
      g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, cases[i].wrong));
    }
}

/* The parser calls itself at each bracket: a megabyte of them must not use up the stack. */
static void
test_deep (void)
{
  g_autofree char *brackets = g_strnfill (1024 * 1024, '[');
  g_autofree char *text = g_strconcat ("{\"iupd\":", brackets, NULL);
  g_autofree char *in_text = g_strconcat ("{\"iupd\":\"\\\"", brackets, "\"}", NULL);
  g_autoptr (GBytes) json = bytes (text);
  g_autoptr (GBytes) harmless = bytes (in_text);
  g_autoptr (DescoDebtPosition) position = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (desco_gpd_json_to_position (json, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL);
  position = desco_gpd_json_to_position (harmless, NULL);
  g_assert_nonnull (position);
}

static void
test_pages (void)
{
  g_autoptr (GBytes) positions
      = bytes ("{\"payment_position_list\":[{\"iupd\":\"A\",\"status\":\"PAID\"},{\"iupd\":\"B\"}],"
               "\"page_info\":{\"page\":1,\"limit\":2,\"items_found\":2,\"total_pages\":7}}");
  g_autoptr (GBytes) receipts
      = bytes ("{\"currentPageNumber\":3,\"length\":1,\"totalPages\":4,\"results\":["
               "{\"iuv\":\"1\",\"debtor\":\"X\",\"paymentDateTime\":\"2026-09-10T08:20:30Z\"},"
               "{\"iuv\":\"2\",\"paymentDateTime\":\"10/09/2026\"}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPositionPage) position_page = desco_gpd_json_to_position_page (positions, &error);
  g_autoptr (DescoReceiptPage) receipt_page = desco_gpd_json_to_receipt_page (receipts, &error);
  const DescoReceiptSummary *summary;

  g_assert_no_error (error);
  g_assert_cmpuint (position_page->positions->len, ==, 2);
  g_assert_cmpint (((DescoDebtPosition *) position_page->positions->pdata[0])->status, ==,
                   DESCO_DEBT_POSITION_PAID);
  g_assert_cmpuint (position_page->page, ==, 1);
  g_assert_cmpuint (position_page->n_pages, ==, 7);

  g_assert_cmpuint (receipt_page->receipts->len, ==, 2);
  g_assert_cmpuint (receipt_page->page, ==, 3);
  g_assert_cmpuint (receipt_page->n_pages, ==, 4);
  summary = receipt_page->receipts->pdata[0];
  g_assert_cmpstr (summary->iuv, ==, "1");
  g_assert_cmpstr (summary->debtor, ==, "X");
  g_assert_cmpint (summary->payment_date_time, ==, G_GINT64_CONSTANT (1789028430000000));
  summary = receipt_page->receipts->pdata[1];
  g_assert_cmpint (summary->payment_date_time, ==, 0);
}

/* What another program of the creditor's wrote is its own affair; what is ours must make sense. */
static void
test_page_of_others (void)
{
  static const struct
  {
    const char *position;
    guint n_read;
    const char *wrong;
  } cases[] = {
    { "{\"iupd\":\"TARI-1\",\"type\":\"X\"}", 1, NULL },
    { "{\"iupd\":\"TARI-1\",\"paymentOption\":[{\"iuv\":\"1\",\"amount\":0}]}", 1, NULL },
    { "{\"iupd\":\"TARI-1\",\"validityDate\":\"soon\"}", 1, NULL },
    { "{\"iupd\":\"DESCO-1\",\"validityDate\":\"soon\"}", 0, "validityDate" },
    { "{\"validityDate\":\"2026-09-10T08:20:30Z\"}", 0, "iupd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("{\"payment_position_list\":[%s,{\"iupd\":\"DESCO-2\"}],"
                             "\"page_info\":{\"page\":0,\"total_pages\":1}}",
                             cases[i].position);
      g_autoptr (GBytes) json = bytes (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoPositionPage) page = desco_gpd_json_to_position_page (json, &error);

      g_test_message ("%s", cases[i].position);
      g_assert_true ((page != NULL) == (cases[i].wrong == NULL));
      if (page != NULL)
        g_assert_cmpuint (page->positions->len, ==, cases[i].n_read);
      else
        g_assert_nonnull (strstr (error->message, cases[i].wrong));
    }
}

static void
test_problems (void)
{
  g_autofree char *long_text = g_strnfill (10000, 'a');
  g_autofree char *long_problem = g_strconcat ("{\"detail\":\"", long_text, "\"}", NULL);
  const struct
  {
    const char *text;
    const char *problem;
  } cases[] = {
    { "{\"title\":\"T\",\"detail\":\"D\"}", "D" },
    { "{\"title\":\"T\",\"detail\":\"\"}", "T" },
    { "{\"title\":\"T\",\"detail\":7}", "T" },
    { "{\"status\":400}", NULL },
    { "", NULL },
    { "<html/>", NULL },
  };
  g_autoptr (GBytes) large = bytes (long_problem);
  g_autofree char *shortened = desco_gpd_json_to_problem (large);

  g_assert_cmpuint (strlen (shortened), ==, 500);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) json = bytes (cases[i].text);
      g_autofree char *problem = desco_gpd_json_to_problem (json);

      g_assert_cmpstr (problem, ==, cases[i].problem);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pagopa/gpd-json/round-trip", test_round_trip);
  g_test_add_func ("/pagopa/gpd-json/leaves-out", test_leaves_out);
  g_test_add_func ("/pagopa/gpd-json/answers", test_answers);
  g_test_add_func ("/pagopa/gpd-json/deep", test_deep);
  g_test_add_func ("/pagopa/gpd-json/pages", test_pages);
  g_test_add_func ("/pagopa/gpd-json/page-of-others", test_page_of_others);
  g_test_add_func ("/pagopa/gpd-json/problems", test_problems);

  return g_test_run ();
}
