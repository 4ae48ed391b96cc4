/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-receipt-schema.h"
#include "pagopa/desco-receipt-xml.h"

#include "desco-folder.h"
#include "model/desco-date.h"
#include "model/desco-error.h"

#include <string.h>

#define DEBTOR                                                                                     \
  "<debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>"           \
  "<entityUniqueIdentifierValue>RSSMRA80A01H501U</entityUniqueIdentifierValue>"                    \
  "</uniqueIdentifier><fullName>Mario Rossi</fullName></debtor>"

#define TRANSFER                                                                                   \
  "<transfer><idTransfer>1</idTransfer><transferAmount>104.00</transferAmount>"                    \
  "<fiscalCodePA>77777777777</fiscalCodePA><IBAN>IT60X0542811101000000123456</IBAN>"               \
  "<remittanceInformation>Mensa</remittanceInformation>"                                           \
  "<transferCategory>9/0107101TS/</transferCategory></transfer>"

/* Version 1 with every element that is not optional, in the order of the schema. */
static const char *const RECEIPT
    = "<receipt><receiptId>c110729d258c4ab1b765fe902aae41d6</receiptId>"
      "<noticeNumber>301000000000000135</noticeNumber><fiscalCode>77777777777</fiscalCode>"
      "<outcome>OK</outcome><creditorReferenceId>01000000000000135</creditorReferenceId>"
      "<paymentAmount>104.00</paymentAmount><description>20 buoni mensa</description>"
      "<companyName>Comune di Prova</companyName>" DEBTOR "<transferList>" TRANSFER
      "</transferList><idPSP>BANKIT01</idPSP><PSPCompanyName>Banca di Prova</PSPCompanyName>"
      "<idChannel>BANKIT01_01</idChannel><channelDescription>APP</channelDescription></receipt>";

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (with, parts);
}

static DescoReceiptData *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return desco_receipt_xml_parse (bytes, error);
}

static char *
wrap (const char *root, const char *namespace, const char *receipt)
{
  return g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><p:%s xmlns:p=\"%s\">"
                          "<idPA>77777777777</idPA><idBrokerPA>77777777777</idBrokerPA>"
                          "<idStation>77777777777_01</idStation>%s</p:%s>",
                          root, namespace, receipt, root);
}

static void
test_whole (void)
{
  g_autofree char *v2 = NULL;
  g_autofree char *text = NULL;
  g_autoptr (DescoReceiptData) receipt = NULL;
  g_autoptr (GError) error = NULL;
  DescoReceiptTransfer *transfer;
  const GDate transfer_date = desco_date_from_ymd (2026, 9, 11);

  v2 = replace (
      RECEIPT, "</channelDescription>",
      "</channelDescription><payer><uniqueIdentifier>"
      "<entityUniqueIdentifierType>G</entityUniqueIdentifierType>"
      "<entityUniqueIdentifierValue>12345678903</entityUniqueIdentifierValue></uniqueIdentifier>"
      "<fullName>Ditta &amp; Figli</fullName></payer><paymentMethod>creditCard</paymentMethod>"
      "<fee>1.50</fee><paymentDateTime>2026-09-10T10:20:30.5</paymentDateTime>"
      "<applicationDate>2026-09-10</applicationDate><transferDate>2026-09-11+02:00</transferDate>"
      "<standIn>true</standIn>");
  text = wrap ("paSendRTV2Request", "http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd", v2);
  receipt = parse (text, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (receipt->receipt_id, ==, "c110729d258c4ab1b765fe902aae41d6");
  g_assert_cmpstr (receipt->notice_number, ==, "301000000000000135");
  g_assert_cmpstr (receipt->creditor_tax_code, ==, "77777777777");
  g_assert_cmpint (receipt->outcome, ==, DESCO_RECEIPT_OUTCOME_OK);
  g_assert_cmpstr (receipt->iuv, ==, "01000000000000135");
  g_assert_cmpint (receipt->amount, ==, 10400);
  g_assert_cmpstr (receipt->description, ==, "20 buoni mensa");
  g_assert_cmpstr (receipt->company_name, ==, "Comune di Prova");
  g_assert_null (receipt->office_name);
  g_assert_false (receipt->debtor.is_company);
  g_assert_cmpstr (receipt->debtor.tax_code, ==, "RSSMRA80A01H501U");
  g_assert_cmpstr (receipt->debtor.full_name, ==, "Mario Rossi");
  g_assert_true (receipt->payer.is_company);
  g_assert_cmpstr (receipt->payer.full_name, ==, "Ditta & Figli");
  g_assert_cmpuint (receipt->transfers->len, ==, 1);
  transfer = receipt->transfers->pdata[0];
  g_assert_cmpuint (transfer->id, ==, 1);
  g_assert_cmpint (transfer->amount, ==, 10400);
  g_assert_cmpstr (transfer->iban, ==, "IT60X0542811101000000123456");
  g_assert_cmpstr (receipt->psp_id, ==, "BANKIT01");
  g_assert_cmpstr (receipt->psp_company_name, ==, "Banca di Prova");
  g_assert_cmpstr (receipt->payment_method, ==, "creditCard");
  g_assert_cmpint (receipt->fee, ==, 150);
  /* Without a zone it is the time in Italy: two hours before in UTC, in September. */
  g_assert_cmpint (receipt->payment_date_time, ==, G_GINT64_CONSTANT (1789028430500000));
  g_assert_cmpint (g_date_compare (&receipt->transfer_date, &transfer_date), ==, 0);
  g_assert_true (receipt->stand_in);
  g_assert_cmpuint (g_bytes_get_size (receipt->xml), ==, strlen (text));
  g_assert_cmpint (memcmp (g_bytes_get_data (receipt->xml, NULL), text, strlen (text)), ==, 0);
}

static void
test_optional_absent (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoReceiptData) receipt = parse (RECEIPT, &error);

  g_assert_no_error (error);
  g_assert_null (receipt->payer.tax_code);
  g_assert_null (receipt->payment_method);
  g_assert_cmpint (receipt->fee, ==, -1);
  g_assert_cmpint (receipt->payment_date_time, ==, 0);
  g_assert_false (g_date_valid (&receipt->application_date));
  g_assert_false (receipt->stand_in);
}

/* What may stand around a receipt, and which namespaces its elements may be in. */
static void
test_wrappers (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    gboolean accepted;
  } cases[] = {
    { "", "", TRUE },
    { "\xef\xbb\xbf", "", TRUE },
    { "<!-- a comment --><?pi x?>", "<!-- another -->", TRUE },
    { "<paSendRTReq>", "</paSendRTReq>", TRUE },
    { "<p:paSendRTReq xmlns:p='http://pagopa-api.pagopa.gov.it/paForNode'>", "</p:paSendRTReq>",
      TRUE },
    { "<paSendRTReq xmlns='http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd'>", "</paSendRTReq>",
      TRUE },
    { "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header/><s:Body>"
      "<p:paSendRTV2Request xmlns:p='http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd'>",
      "</p:paSendRTV2Request></s:Body></s:Envelope>", TRUE },
    { "<paSendRTReq xmlns='urn:somebody-else'>", "</paSendRTReq>", FALSE },
    { "<a><b><c><d><e><f>", "</f></e></d></c></b></a>", FALSE },
    { "<paSendRTReq>", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (cases[i].before, RECEIPT, cases[i].after, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoReceiptData) receipt = parse (text, &error);

      g_test_message ("%s…%s", cases[i].before, cases[i].after);
      if (cases[i].accepted)
        g_assert_no_error (error);
      else
        g_assert_cmpint (error->domain, ==, DESCO_INPUT_ERROR);
      g_assert_cmpint (receipt != NULL, ==, cases[i].accepted);
    }
}

/* euros become cents as text, and only in the form of the schema. */
static void
test_amounts (void)
{
  static const struct
  {
    const char *text;
    gint64 cents; /* -1: refused */
  } cases[] = {
    { "19.99", 1999 },
    { "0.01", 1 },
    { "0.00", 0 },
    { " 104.00\n", 10400 },
    { "0000104.10", 10410 },
    { "999999999.99", 99999999999 },
    { "<![CDATA[19.99]]>", 1999 },
    { "&#49;9.99", 1999 },
    { "1000000000.00", -1 },
    { "0.5", -1 },
    { "19.990", -1 },
    { "19", -1 },
    { "19.", -1 },
    { ".50", -1 },
    { "1e3", -1 },
    { "1.e3", -1 },
    { "19,99", -1 },
    { "-19.99", -1 },
    { "+19.99", -1 },
    { "1 9.99", -1 },
    { "NaN", -1 },
    { "INF", -1 },
    { "0x10.00", -1 },
    { "1\xd9\xa0.00", -1 },
    { "99999999999999999999.99", -1 },
    { "104<!-- -->9.00", -1 },
    { "104<b/>.00", -1 },
    { "<b>104.00</b>", -1 },
    { "104<?x?>.00", -1 },
    { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = g_strescape (cases[i].text, NULL);
      g_autofree char *element
          = g_strconcat ("<paymentAmount>", cases[i].text, "</paymentAmount>", NULL);
      g_autofree char *text = replace (RECEIPT, "<paymentAmount>104.00</paymentAmount>", element);
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoReceiptData) receipt = parse (text, &error);

      g_test_message ("«%s»", shown);
      if (cases[i].cents >= 0)
        {
          g_assert_no_error (error);
          g_assert_cmpint (receipt->amount, ==, cases[i].cents);
        }
      else
        {
          g_assert_null (receipt);
          g_assert_cmpstr (desco_error_get_field (error), ==, "paymentAmount");
        }
    }
}

/* Each missing or wrong element is named. */
static void
test_names_the_element (void)
{
  static const struct
  {
    const char *what;
    const char *with;
    const char *field;
    int code;
  } cases[] = {
    { "<receiptId>c110729d258c4ab1b765fe902aae41d6</receiptId>", "", "receiptId",
      DESCO_INPUT_ERROR_MISSING },
    { "c110729d258c4ab1b765fe902aae41d6", " ", "receiptId", DESCO_INPUT_ERROR_MISSING },
    { "<noticeNumber>301000000000000135</noticeNumber>", "", "noticeNumber",
      DESCO_INPUT_ERROR_MISSING },
    { "301000000000000135", "30100000000000013", "noticeNumber", DESCO_INPUT_ERROR_INVALID },
    { "301000000000000135", "30100000000000013X", "noticeNumber", DESCO_INPUT_ERROR_INVALID },
    { "<fiscalCode>77777777777</fiscalCode>", "", "fiscalCode", DESCO_INPUT_ERROR_MISSING },
    { "<fiscalCode>77777777777", "<fiscalCode>7777777777", "fiscalCode",
      DESCO_INPUT_ERROR_INVALID },
    { "<outcome>OK</outcome>", "", "outcome", DESCO_INPUT_ERROR_MISSING },
    { "<outcome>OK", "<outcome>ok", "outcome", DESCO_INPUT_ERROR_INVALID },
    { "<outcome>OK</outcome>", "<outcome>OK</outcome><outcome>KO</outcome>", "outcome",
      DESCO_INPUT_ERROR_AMBIGUOUS },
    { "<creditorReferenceId>01000000000000135</creditorReferenceId>", "", "creditorReferenceId",
      DESCO_INPUT_ERROR_MISSING },
    { "01000000000000135</creditorReferenceId>",
      "012345678901234567890123456789012345</creditorReferenceId>", "creditorReferenceId",
      DESCO_INPUT_ERROR_TOO_LONG },
    { "<paymentAmount>104.00</paymentAmount>", "", "paymentAmount", DESCO_INPUT_ERROR_MISSING },
    { "<description>20 buoni mensa</description>", "", "description", DESCO_INPUT_ERROR_MISSING },
    { "<companyName>Comune di Prova</companyName>", "", "companyName", DESCO_INPUT_ERROR_MISSING },
    { DEBTOR, "", "debtor", DESCO_INPUT_ERROR_MISSING },
    { "<fullName>Mario Rossi</fullName>", "", "debtor/fullName", DESCO_INPUT_ERROR_MISSING },
    { "<entityUniqueIdentifierValue>RSSMRA80A01H501U</entityUniqueIdentifierValue>", "",
      "debtor/uniqueIdentifier/entityUniqueIdentifierValue", DESCO_INPUT_ERROR_MISSING },
    { "<entityUniqueIdentifierType>F", "<entityUniqueIdentifierType>X",
      "debtor/uniqueIdentifier/entityUniqueIdentifierType", DESCO_INPUT_ERROR_INVALID },
    { "<transferList>" TRANSFER "</transferList>", "", "transferList", DESCO_INPUT_ERROR_MISSING },
    { TRANSFER, "", "transferList/transfer", DESCO_INPUT_ERROR_MISSING },
    { TRANSFER, TRANSFER TRANSFER TRANSFER TRANSFER TRANSFER TRANSFER, "transferList/transfer",
      DESCO_INPUT_ERROR_OUT_OF_RANGE },
    { "<idTransfer>1", "<idTransfer>6", "transferList/transfer/idTransfer",
      DESCO_INPUT_ERROR_INVALID },
    { "<transferAmount>104.00", "<transferAmount>104", "transferList/transfer/transferAmount",
      DESCO_INPUT_ERROR_INVALID },
    { "<fiscalCodePA>77777777777</fiscalCodePA>", "", "transferList/transfer/fiscalCodePA",
      DESCO_INPUT_ERROR_MISSING },
    { "<remittanceInformation>Mensa</remittanceInformation>", "",
      "transferList/transfer/remittanceInformation", DESCO_INPUT_ERROR_MISSING },
    { "<transferCategory>9/0107101TS/</transferCategory>", "",
      "transferList/transfer/transferCategory", DESCO_INPUT_ERROR_MISSING },
    { "<idPSP>BANKIT01</idPSP>", "", "idPSP", DESCO_INPUT_ERROR_MISSING },
    { "<PSPCompanyName>Banca di Prova</PSPCompanyName>", "", "PSPCompanyName",
      DESCO_INPUT_ERROR_MISSING },
    { "</channelDescription>", "</channelDescription><fee>1</fee>", "fee",
      DESCO_INPUT_ERROR_INVALID },
    { "</channelDescription>", "</channelDescription><paymentDateTime>soon</paymentDateTime>",
      "paymentDateTime", DESCO_INPUT_ERROR_INVALID },
    { "</channelDescription>",
      "</channelDescription><paymentDateTime>1066-10-14T09:00:00</paymentDateTime>",
      "paymentDateTime", DESCO_INPUT_ERROR_INVALID },
    { "</channelDescription>", "</channelDescription><transferDate>2026-02-30</transferDate>",
      "transferDate", DESCO_INPUT_ERROR_INVALID },
    { "</channelDescription>", "</channelDescription><standIn>yes</standIn>", "standIn",
      DESCO_INPUT_ERROR_INVALID },
    { "<receiptId>", "<x:receiptId xmlns:x='urn:x'>y</x:receiptId><receiptId>", NULL, 0 },
    { "</channelDescription>", "</channelDescription><payer/>", "payer/uniqueIdentifier",
      DESCO_INPUT_ERROR_MISSING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = replace (RECEIPT, cases[i].what, cases[i].with);
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoReceiptData) receipt = parse (text, &error);

      g_test_message ("%s → %s", cases[i].what, cases[i].with);
      if (cases[i].field == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (receipt);
      g_assert_error (error, DESCO_INPUT_ERROR, cases[i].code);
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
      g_assert_nonnull (strstr (error->message, cases[i].field));
    }
}

static void
test_outcome_ko (void)
{
  g_autofree char *text = replace (RECEIPT, "<outcome>OK", "<outcome>KO");
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoReceiptData) receipt = parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (receipt->outcome, ==, DESCO_RECEIPT_OUTCOME_KO);
}

static void
test_two_receipts (void)
{
  g_autofree char *text = g_strconcat ("<list>", RECEIPT, RECEIPT, "</list>", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_AMBIGUOUS);
}

/* A document that means harm is refused at once, and nothing outside it is read. */
static void
test_hostile (void)
{
  static const char *const types[] = {
    "<!DOCTYPE receipt>",
    "<!DOCTYPE receipt SYSTEM 'http://127.0.0.1:1/x.dtd'>",
    "<!DOCTYPE receipt [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>]>",
    "<!DOCTYPE receipt [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    "<!DOCTYPE receipt [<!ENTITY % a SYSTEM 'http://127.0.0.1:1/'> %a;]>",
    "<!DOCTYPE receipt [<!ATTLIST receipt a CDATA 'b'>]>",
  };
  g_autofree char *body = replace (RECEIPT, "20 buoni mensa", "&a;");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *text = g_strconcat (types[i], body, NULL);
      g_autofree char *harmless = g_strconcat (types[i], RECEIPT, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) other = NULL;

      g_test_message ("%s", types[i]);
      g_assert_null (parse (text, &error));
      g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
      g_assert_null (parse (harmless, &other));
      g_assert_error (other, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
    }
}

static void
test_not_a_receipt (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) large = g_string_new (RECEIPT);
  g_autofree char *entity = replace (RECEIPT, "20 buoni mensa", "&nbsp;");
  g_autofree char *latin = replace (RECEIPT, "20 buoni mensa", "caff\xe8");

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<receipt>");
  while (large->len <= DESCO_RECEIPT_MAX_SIZE)
    g_string_append_c (large, ' ');

  {
    const char *const cases[]
        = { "",        "   ",      "{}",        "<html><body>No</body></html>", entity, latin,
            deep->str, large->str, "<receipt/>" };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_autoptr (GError) error = NULL;

        g_test_message ("%.40s", cases[i]);
        g_assert_null (parse (cases[i], &error));
        g_assert_cmpint (error->domain, ==, DESCO_INPUT_ERROR);
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
      }
  }
}

/* Lays the published schema out with the types that it borrows, as its import expects them. */
static char *
lay_out_schema (const char *folder)
{
  g_autofree char *shared
      = g_build_filename (g_getenv ("DESCO_SHARED") != NULL ? g_getenv ("DESCO_SHARED") : "",
                          "pagopa", "xsd", "paForNode.xsd", NULL);
  g_autofree char *types
      = g_test_build_filename (G_TEST_DIST, "data", "pagopa-common-types.xsd", NULL);
  g_autofree char *gad = g_build_filename (folder, "gad", "xsd", NULL);
  g_autofree char *common = g_build_filename (folder, "xsd-common", NULL);
  g_autofree char *schema = g_build_filename (gad, "paForNode.xsd", NULL);
  g_autofree char *borrowed = g_build_filename (common, "sac-common-types-1.0.xsd", NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (shared, &text, &length, NULL))
    return NULL;
  g_assert_cmpint (g_mkdir_with_parents (gad, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (common, 0700), ==, 0);
  g_assert_true (g_file_set_contents (schema, text, (gssize) length, NULL));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (types, &text, &length, NULL));
  g_assert_true (g_file_set_contents (borrowed, text, (gssize) length, NULL));
  return g_steal_pointer (&schema);
}

/* Version 1 and 2, bare, in their request and in an envelope about that, held against the
 * platform's own schema. */
static void
test_schema (void)
{
  static const struct
  {
    const char *request; /* or NULL for a bare receipt */
    gboolean in_envelope;
    const char *what;
    const char *with;
    const char *problem; /* or NULL where the receipt is valid */
  } cases[] = {
    { "paSendRTReq", FALSE, "OK", "OK", NULL },
    { "paSendRTV2Request", FALSE, "OK", "OK", NULL },
    { "paSendRTV2Request", TRUE, "OK", "OK", NULL },
    { NULL, FALSE, "OK", "OK", NULL },
    { NULL, FALSE, "<receipt>", "<receipt xmlns=\"http://pagopa-api.pagopa.gov.it/pa/\">", NULL },
    { NULL, FALSE, "</PSPCompanyName>", "</PSPCompanyName>", NULL },
    { "paSendRTReq", FALSE, "104.00</paymentAmount>", "104</paymentAmount>", "paymentAmount" },
    { "paSendRTV2Request", TRUE, "<outcome>OK", "<outcome>YES", "outcome" },
    { NULL, FALSE, "<idPSP>BANKIT01</idPSP>", "", "PSPCompanyName" },
  };
  g_autofree char *folder = g_dir_make_tmp ("desco-schema-XXXXXX", NULL);
  g_autofree char *path = lay_out_schema (folder);
  g_autoptr (DescoReceiptSchema) schema = NULL;
  GError *error = NULL;

  if (path == NULL)
    {
      desco_folder_remove (folder);
      g_test_skip ("the platform's schema is not here");
      return;
    }

  schema = desco_receipt_schema_new (path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *receipt = replace (RECEIPT, cases[i].what, cases[i].with);
      g_autofree char *text
          = cases[i].request != NULL
                ? wrap (cases[i].request, "http://pagopa-api.pagopa.gov.it/paForNode", receipt)
                : g_strdup (receipt);
      g_autofree char *document
          = cases[i].in_envelope ? g_strdup_printf (
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>%s"
                "</s:Body></s:Envelope>",
                strstr (text, "<p:"))
                                 : g_strdup (text);
      g_autoptr (GBytes) bytes = g_bytes_new (document, strlen (document));
      gboolean valid = desco_receipt_schema_check (schema, bytes, &error);

      g_test_message ("case %u: %s", i, error != NULL ? error->message : "valid");
      g_assert_cmpint (valid, ==, cases[i].problem == NULL);
      if (!valid)
        {
          g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
          g_assert_nonnull (strstr (error->message, cases[i].problem));
        }
      g_clear_error (&error);
    }
  desco_folder_remove (folder);
}

static void
test_schema_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (desco_receipt_schema_new ("/nonexistent/paForNode.xsd", &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "schema");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pagopa/receipt/whole", test_whole);
  g_test_add_func ("/pagopa/receipt/optional-absent", test_optional_absent);
  g_test_add_func ("/pagopa/receipt/wrappers", test_wrappers);
  g_test_add_func ("/pagopa/receipt/R-01/amounts", test_amounts);
  g_test_add_func ("/pagopa/receipt/names-the-element", test_names_the_element);
  g_test_add_func ("/pagopa/receipt/outcome-ko", test_outcome_ko);
  g_test_add_func ("/pagopa/receipt/two-receipts", test_two_receipts);
  g_test_add_func ("/pagopa/receipt/hostile", test_hostile);
  g_test_add_func ("/pagopa/receipt/not-a-receipt", test_not_a_receipt);
  g_test_add_func ("/pagopa/receipt/schema", test_schema);
  g_test_add_func ("/pagopa/receipt/schema-missing", test_schema_missing);

  return g_test_run ();
}
