/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-date.h"
#include "pagopa/desco-bizevents-json-private.h"
#include "pagopa/desco-pagopa-error.h"

#include <string.h>

/* As the description has it, with every member that we read. */
static const char ANSWER[]
    = "{\"receiptId\":\"c110729d258c4ab1b765fe902aae41d6\",\"noticeNumber\":\"347000000000000"
      "188\",\"fiscalCode\":\"81003310034\",\"outcome\":\"OK\",\"creditorReferenceId\":\"4700"
      "0000000000188\",\"paymentAmount\":104.0,\"description\":\"Buoni mensa\",\"companyName"
      "\":\"Comune di Prova\",\"officeName\":\"Scuola\",\"debtor\":{\"entityUniqueIdentifierT"
      "ype\":\"F\",\"entityUniqueIdentifierValue\":\"RSSMRA85T10A562S\",\"fullName\":\"Rossi "
      "Mario\"},\"transferList\":[{\"idTransfer\":1,\"transferAmount\":104.00,\"fiscalCodePA"
      "\":\"81003310034\",\"iban\":\"IT60X0542811101000000123456\",\"mbdAttachment\":\"\",\"r"
      "emittanceInformation\":\"Buoni\",\"transferCategory\":\"9/0107101TS/\"}],\"idPSP\":\"B"
      "CITITMM\",\"pspCompanyName\":\"Banca di Prova\",\"idChannel\":\"C\",\"channelDescripti"
      "on\":\"app\",\"payer\":{\"entityUniqueIdentifierType\":\"G\",\"entityUniqueIdentifierV"
      "alue\":\"12345678903\",\"fullName\":\"Ditta e Figli\"},\"paymentMethod\":\"creditCard"
      "\",\"fee\":1.5,\"paymentDateTimeFormatted\":\"2026-11-24T10:00:00\",\"applicationDate"
      "\":\"2026-11-24\",\"transferDate\":\"2026-11-25\"}";

static DescoReceiptData *
read_with (const char *what, const char *with, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (ANSWER, what, 2);
  g_autofree char *text = g_strjoinv (with, parts);
  g_autoptr (GBytes) json = g_bytes_new (text, strlen (text));

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return desco_bizevents_json_to_receipt (json, error);
}

static void
test_whole (void)
{
  GError *error = NULL;
  g_autoptr (DescoReceiptData) receipt = read_with ("Scuola", "Scuola", &error);
  const DescoReceiptTransfer *transfer;
  GDate applied = desco_date_from_ymd (2026, 11, 24);

  g_assert_no_error (error);
  g_assert_cmpstr (receipt->receipt_id, ==, "c110729d258c4ab1b765fe902aae41d6");
  g_assert_cmpstr (receipt->notice_number, ==, "347000000000000188");
  g_assert_cmpstr (receipt->iuv, ==, "47000000000000188");
  g_assert_cmpstr (receipt->creditor_tax_code, ==, "81003310034");
  g_assert_cmpint (receipt->outcome, ==, DESCO_RECEIPT_OUTCOME_OK);
  g_assert_cmpint (receipt->amount, ==, 10400);
  g_assert_cmpint (receipt->fee, ==, 150);
  g_assert_cmpstr (receipt->debtor.full_name, ==, "Rossi Mario");
  g_assert_true (receipt->payer.is_company);
  g_assert_cmpstr (receipt->psp_company_name, ==, "Banca di Prova");
  /* Ten in Rome. */
  g_assert_cmpint (receipt->payment_date_time, ==, G_GINT64_CONSTANT (1795510800000000));
  g_assert_cmpint (g_date_compare (&receipt->application_date, &applied), ==, 0);
  g_assert_cmpuint (receipt->transfers->len, ==, 1);
  transfer = g_ptr_array_index (receipt->transfers, 0);
  g_assert_cmpuint (transfer->id, ==, 1);
  g_assert_cmpint (transfer->amount, ==, 10400);
  g_assert_cmpstr (transfer->category, ==, "9/0107101TS/");
}

/* from digits to cents, whatever a floating point would make of them; what is missing or
 * wrong is named. */
static void
test_cases (void)
{
  static const struct
  {
    const char *what;
    const char *with;
    gint64 amount; /* or -1 where the answer is refused */
    const char *named;
  } cases[] = {
    { "\"paymentAmount\":104.0", "\"paymentAmount\":19.99", 1999, NULL },
    { "\"paymentAmount\":104.0", "\"paymentAmount\":104", 10400, NULL },
    { "\"paymentAmount\":104.0", "\"paymentAmount\":0.1", 10, NULL },
    { "\"paymentAmount\":104.0", "\"paymentAmount\":1.005", -1, "paymentAmount" },
    { "\"paymentAmount\":104.0", "\"paymentAmount\":-5", -1, "paymentAmount" },
    { "\"paymentAmount\":104.0", "\"paymentAmount\":true", -1, "paymentAmount" },
    { "\"outcome\":\"OK\"", "\"outcome\":\"MAYBE\"", -1, "outcome" },
    { "\"outcome\":\"OK\"", "\"outcome\":\"KO\"", 10400, NULL },
    { "\"noticeNumber\":\"347", "\"noticeNumber\":\"47", -1, "noticeNumber" },
    { "\"receiptId\":", "\"other\":", -1, "receiptId" },
    { "\"idTransfer\":1,", "", 10400, NULL },
    { "\"idTransfer\":1,", "\"idTransfer\":6,", -1, "idTransfer" },
    { "\"transferList\":[", "\"other\":[", -1, "transferList" },
    { "\"debtor\":", "\"other\":", -1, "debtor" },
    { "\"payer\":", "\"other\":", 10400, NULL },
    { "\"fee\":1.5,", "", 10400, NULL },
    { "2026-11-24T10:00:00", "yesterday", -1, "paymentDateTimeFormatted" },
    { "\"transferDate\":\"2026-11-25\"", "\"transferDate\":\"2026-13-25\"", -1, "transferDate" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoReceiptData) receipt = read_with (cases[i].what, cases[i].with, &error);

      g_test_message ("case %u", i);
      if (cases[i].amount >= 0)
        {
          g_assert_no_error (error);
          g_assert_cmpint (receipt->amount, ==, cases[i].amount);
          continue;
        }
      g_assert_null (receipt);
      g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, cases[i].named));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pagopa/bizevents/whole", test_whole);
  g_test_add_func ("/pagopa/bizevents/R-01/cases", test_cases);
  return g_test_run ();
}
