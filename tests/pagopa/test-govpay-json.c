/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-govpay-json-private.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-json.h"
#include "pagopa/desco-pagopa-error.h"
#include "sample-position.h"

#include <string.h>

#define SHORT_ID "01890a5d000070008000000000000001"

/* Two in one, so that each case can say what it is about. */
#define ANSWER(importo, more)                                                                      \
  "{\"idA2A\":\"DESCO\",\"idPendenza\":\"" SHORT_ID "\",\"dominio\":{\"idDominio\":"               \
  "\"00493410583\",\"ragioneSociale\":\"Comune di Prova\"},\"stato\":\"NON_ESEGUITA\","            \
  "\"soggettoPagatore\":{\"tipo\":\"F\",\"identificativo\":\"RSSMRA80A01H501U\"},"                 \
  "\"importo\":" importo                                                                           \
  ",\"numeroAvviso\":\"301000000000000144\",\"dataScadenza\":\"2026-10-14\"" more "}"

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static JsonObject *
parse (GBytes *json)
{
  gsize length;
  const char *text = g_bytes_get_data (json, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = desco_json_parse_exactly (text, length, &error);

  g_assert_no_error (error);
  return json_node_dup_object (node);
}

/* Names go there and come back, each its own. */
static void
test_ids (void)
{
  static const struct
  {
    const char *iupd;
    const char *id; /* NULL: refused */
  } cases[] = {
    { "DESCO-01890a5d-0000-7000-8000-000000000001", SHORT_ID },
    { "IMU-2026_0001", "IMU-2026_0001" },
    { "DESCO-1", "DESCO-1" },
    { "12345678901234567890123456789012345", "12345678901234567890123456789012345" },
    { "123456789012345678901234567890123456", NULL },
    { "", NULL },
    { "a b", NULL },
    { "a/b", NULL },
    { "a.b", NULL },
    { "perch\xc3\xa8", NULL },
    { SHORT_ID, NULL }, /* it would come back as another one */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = desco_govpay_id_from_iupd (cases[i].iupd, &error);
      g_autofree char *back = id != NULL ? desco_govpay_id_to_iupd (id) : NULL;

      g_assert_cmpstr (id, ==, cases[i].id);
      g_assert_cmpstr (back, ==, cases[i].id != NULL ? cases[i].iupd : NULL);
      if (id == NULL)
        g_assert_cmpstr (desco_error_get_field (error), ==, "iupd");
    }
}

/* cents and euros, digit by digit, both ways. */
static void
test_amounts (void)
{
  static const struct
  {
    const char *euros;
    gint64 cents; /* -1: refused */
  } cases[] = {
    { "19.99", 1999 },
    { "0.01", 1 },
    { "999999999.99", 99999999999 },
    { "1e2", 10000 },
    { "20", 2000 },
    { "20.5", 2050 },
    { "20.500", 2050 },
    { "1.0E7", 1000000000 },
    { "4.35", 435 },
    { "\"104.10\"", 10410 },
    { "20.005", -1 },
    { "19.989999999999998", -1 },
    { "0", -1 },
    { "0.00", -1 },
    { "-1", -1 },
    { "1000000000.00", -1 },
    { "1e400", -1 },
    { "\"\"", -1 },
    { "\"12,50\"", -1 },
    { "null", -1 },
    { "true", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (ANSWER ("%s", ""), cases[i].euros);
      g_autoptr (GBytes) json = bytes (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoDebtPosition) position = desco_govpay_answer_to_position (json, &error);

      g_test_message ("%s", cases[i].euros);
      if (cases[i].cents < 0)
        {
          g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL);
          g_assert_nonnull (strstr (error->message, "importo"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (sample_position_option (position)->amount, ==, cases[i].cents);
    }
}

static void
test_written_amounts (void)
{
  static const struct
  {
    gint64 cents;
    const char *euros;
  } cases[] = { { 1, "0.01" },
                { 1999, "19.99" },
                { 10400, "104.00" },
                { 435, "4.35" },
                { G_GINT64_CONSTANT (99999999999), "999999999.99" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoDebtPosition) position = sample_position_new ();
      g_autofree char *whole = g_strdup_printf ("\"importo\":%s,\"numeroAvviso\"", cases[i].euros);
      g_autofree char *item = g_strdup_printf ("\"importo\":%s,\"descrizione\"", cases[i].euros);
      g_autoptr (GBytes) json = NULL;
      g_autofree char *text = NULL;

      sample_position_option (position)->amount = cases[i].cents;
      sample_position_transfer (position)->amount = cases[i].cents;
      json = desco_govpay_request_from_position (position, SAMPLE_CREDITOR, "MENSA");
      text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
      g_assert_nonnull (strstr (text, whole));
      g_assert_nonnull (strstr (text, item));
    }
}

/* Everything that a position can have and GovPay takes. */
static DescoDebtPosition *
make_full (void)
{
  DescoDebtPosition *position = sample_position_new ();
  DescoPaymentOption *option = sample_position_option (position);
  DescoPaymentTransfer *transfer = sample_position_transfer (position);
  DescoPaymentTransfer *second = desco_payment_option_add_transfer (option);

  g_free (position->debtor.full_name);
  position->debtor.full_name = g_strdup ("D'Amico \"Nuccio\" \\ \xc3\x88ve\x01");
  position->debtor.street_name = g_strdup ("via Roma");
  position->debtor.civic_number = g_strdup ("12/A");
  position->debtor.postal_code = g_strdup ("00100");
  position->debtor.city = g_strdup ("Roma");
  position->debtor.province = g_strdup ("RM");
  position->debtor.country = g_strdup ("IT");
  position->debtor.email = g_strdup ("mario.rossi@example.org");
  position->debtor.phone = g_strdup ("+39 000-1234567");
  position->switch_to_expired = TRUE;
  option->amount = 10500;
  desco_payment_metadata_add (option->metadata, "class\"e", "1A");
  transfer->postal_iban = g_strdup ("IT60X0760111101000000123456");
  desco_payment_metadata_add (transfer->metadata, "k", "v");
  second->amount = 100;
  second->iban = g_strdup ("IT33X0542811101000000123457");
  second->category = g_strdup ("2/0107101TS/");
  second->remittance_information = g_strdup ("Quota");
  second->creditor_tax_code = g_strdup ("01234567897");
  return position;
}

static void
test_request (void)
{
  g_autoptr (DescoDebtPosition) position = make_full ();
  g_autoptr (GBytes) json = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *subject;
  JsonObject *item;

  g_assert_true (desco_govpay_request_check (position, &error));
  json = desco_govpay_request_from_position (position, SAMPLE_CREDITOR, "MENSA");
  body = parse (json);
  subject = json_object_get_object_member (body, "soggettoPagatore");
  g_assert_cmpstr (json_object_get_string_member (body, "idTipoPendenza"), ==, "MENSA");
  g_assert_cmpstr (json_object_get_string_member (body, "idDominio"), ==, SAMPLE_CREDITOR);
  g_assert_cmpstr (json_object_get_string_member (body, "causale"), ==, "20 buoni mensa");
  g_assert_cmpstr (json_object_get_string_member (body, "importo"), ==, "105.00");
  g_assert_cmpstr (json_object_get_string_member (body, "numeroAvviso"), ==, "301000000000000144");
  g_assert_cmpstr (json_object_get_string_member (body, "dataScadenza"), ==, "2026-09-30");
  g_assert_cmpstr (json_object_get_string_member (subject, "anagrafica"), ==,
                   "D'Amico \"Nuccio\" \\ \xc3\x88ve\x01");
  g_assert_cmpstr (json_object_get_string_member (subject, "cellulare"), ==, "+39 000-1234567");
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (body, "datiAllegati"), "class\"e"),
                   ==, "1A");

  item = json_array_get_object_element (json_object_get_array_member (body, "voci"), 0);
  g_assert_cmpstr (json_object_get_string_member (item, "idVocePendenza"), ==, "1");
  g_assert_cmpstr (json_object_get_string_member (item, "tipoContabilita"), ==, "ALTRO");
  g_assert_cmpstr (json_object_get_string_member (item, "codiceContabilita"), ==, "0107101TS/");
  g_assert_cmpstr (json_object_get_string_member (item, "ibanAppoggio"), ==,
                   "IT60X0760111101000000123456");
  g_assert_false (json_object_has_member (item, "idDominio"));
  item = json_array_get_object_element (json_object_get_array_member (body, "voci"), 1);
  g_assert_cmpstr (json_object_get_string_member (item, "importo"), ==, "1.00");
  g_assert_cmpstr (json_object_get_string_member (item, "tipoContabilita"), ==, "SIOPE");
  g_assert_cmpstr (json_object_get_string_member (item, "idDominio"), ==, "01234567897");
}

/* What may be left out is, where GovPay would refuse all of it for that; a name is cut. */
static void
test_left_out (void)
{
  g_autoptr (DescoDebtPosition) position = sample_position_new ();
  g_autoptr (GBytes) json = NULL;
  g_autoptr (JsonObject) body = NULL;
  JsonObject *subject;

  g_free (position->debtor.full_name);
  position->debtor.full_name = g_strnfill (100, 'x');
  position->debtor.street_name = g_strnfill (71, 'x');
  position->debtor.email = g_strdup ("chi sa");
  position->debtor.phone = g_strdup ("06 123456");
  json = desco_govpay_request_from_position (position, SAMPLE_CREDITOR, "MENSA");
  body = parse (json);
  subject = json_object_get_object_member (body, "soggettoPagatore");
  g_assert_cmpuint (strlen (json_object_get_string_member (subject, "anagrafica")), ==, 70);
  g_assert_false (json_object_has_member (subject, "indirizzo"));
  g_assert_false (json_object_has_member (subject, "email"));
  g_assert_false (json_object_has_member (subject, "cellulare"));
  /* Payable past its due date: that is printed only. */
  g_assert_false (json_object_has_member (body, "dataScadenza"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (body, "proprieta"),
                                                  "dataScandenzaAvviso"),
                   ==, "2026-09-30");
}

static void
break_instalments (DescoDebtPosition *position)
{
  desco_debt_position_add_option (position);
}

static void
break_validity (DescoDebtPosition *position)
{
  position->validity_date = SAMPLE_NOW + G_TIME_SPAN_DAY;
}

static void
break_number (DescoDebtPosition *position)
{
  g_clear_pointer (&sample_position_option (position)->nav, g_free);
}

static void
break_category (DescoDebtPosition *position)
{
  sample_position_transfer (position)->category[0] = '3';
}

static void
break_metadata (DescoDebtPosition *position)
{
  for (guint i = 0; i < 6; i++)
    desco_payment_metadata_add (sample_position_transfer (position)->metadata, "k", "v");
}

static void
test_refused (void)
{
  static const struct
  {
    void (*break_it) (DescoDebtPosition *position);
    const char *field; /* NULL: not offered */
  } cases[] = {
    { break_instalments, NULL },    { break_validity, "validityDate" },     { break_number, "nav" },
    { break_category, "category" }, { break_metadata, "transferMetadata" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoDebtPosition) position = sample_position_new ();
      g_autoptr (GError) error = NULL;

      cases[i].break_it (position);
      g_assert_false (desco_govpay_request_check (position, &error));
      if (cases[i].field == NULL)
        g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_OFFERED);
      else
        g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
    }
}

static void
test_states (void)
{
  static const struct
  {
    const char *state;
    DescoDebtPositionStatus status;
  } cases[] = {
    { "NON_ESEGUITA", DESCO_DEBT_POSITION_VALID },
    { "ESEGUITA", DESCO_DEBT_POSITION_PAID },
    { "ESEGUITA_PARZIALE", DESCO_DEBT_POSITION_PARTIALLY_PAID },
    { "ANNULLATA", DESCO_DEBT_POSITION_INVALID },
    { "SCADUTA", DESCO_DEBT_POSITION_EXPIRED },
    { "INCASSATA", DESCO_DEBT_POSITION_REPORTED },
    { "ANOMALA", DESCO_DEBT_POSITION_UNKNOWN },
    { "MAI_VISTA", DESCO_DEBT_POSITION_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *more
          = g_strdup_printf (",\"stato\":\"%s\",\"dataPagamento\":\"2026-09-20\"", cases[i].state);
      g_autofree char *text = g_strdup_printf (ANSWER ("104.00", "%s"), more);
      g_autoptr (GBytes) json = bytes (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoDebtPosition) position = desco_govpay_answer_to_position (json, &error);
      GDate day;

      g_assert_no_error (error);
      g_assert_cmpint (position->status, ==, cases[i].status);
      g_assert_true (position->switch_to_expired);
      day = desco_date_of_time (position->payment_date);
      g_assert_cmpuint (g_date_get_day (&day), ==, 20);
    }
  g_assert_null (desco_govpay_state_from_status (DESCO_DEBT_POSITION_UNKNOWN));
  g_assert_null (desco_govpay_state_from_status (DESCO_DEBT_POSITION_DRAFT));
}

/* An answer says what is wrong with it, and a broken one is no crash. */
static void
test_wrong_answers (void)
{
  static const struct
  {
    const char *json;
    const char *word;
  } cases[] = {
    { "", "JSON" },
    { "[]", "JSON" },
    { "{\"importo\":1.2.3}", "idPendenza" },
    { "{}", "idPendenza" },
    { ANSWER ("104.00", ",\"stato\":null"), "stato" },
    { ANSWER ("104.00", ",\"numeroAvviso\":null"), "numeroAvviso" },
    { ANSWER ("104.00", ",\"dataScadenza\":\"14/10/2026\""), "dataScadenza" },
    { ANSWER ("104.00", ",\"voci\":{}"), "voci" },
    { ANSWER ("104.00", ",\"voci\":[{\"indice\":6,\"importo\":104.00}]"), "indice" },
    { ANSWER ("104.00", ",\"voci\":[{\"indice\":1,\"importo\":104.001}]"), "importo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) json = bytes (cases[i].json);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_null (desco_govpay_answer_to_position (json, &error));
      g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

static void
test_pages (void)
{
  g_autoptr (GBytes) positions
      = bytes ("{\"numRisultati\":60,\"numPagine\":3,\"risultatiPerPagina\":25,\"pagina\":2,"
               "\"risultati\":[" ANSWER ("1.50", "") ",{\"idPendenza\":\"other\"}]}");
  g_autoptr (GBytes) payments = bytes (
      "{\"numRisultati\":3,\"numPagine\":1,\"risultatiPerPagina\":25,\"pagina\":1,\"risultati\":["
      "{\"stato\":\"RT_ACCETTATA_PA\",\"rpt\":{\"datiVersamento\":{"
      "\"identificativoUnivocoVersamento\":\"1\",\"codiceContestoPagamento\":\"c1\"}}},"
      "{\"rt\":{\"datiPagamento\":{\"identificativoUnivocoVersamento\":\"2\","
      "\"CodiceContestoPagamento\":\"c2\"}},\"pendenza\":{\"soggettoPagatore\":{"
      "\"identificativo\":\"RSSMRA80A01H501U\"}}},"
      "{\"rt\":{\"idPA\":\"x\",\"receipt\":{\"creditorReferenceId\":\"3\",\"receiptId\":\"c3\","
      "\"paymentDateTime\":\"2026-09-20T10:00:00Z\"}}}]}");
  g_autoptr (GBytes) none = bytes ("{\"risultati\":[]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPositionPage) page = desco_govpay_answer_to_position_page (positions, &error);
  g_autoptr (DescoReceiptPage) receipts = NULL;
  g_autofree char *context = NULL;
  const DescoReceiptSummary *summary;

  g_assert_no_error (error);
  g_assert_cmpuint (page->page, ==, 1);
  g_assert_cmpuint (page->n_pages, ==, 3);
  g_assert_cmpuint (page->positions->len, ==, 1);

  receipts = desco_govpay_answer_to_receipt_page (payments, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (receipts->receipts->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const char iuv[] = { (char) ('1' + i), '\0' };

      summary = receipts->receipts->pdata[i];
      g_assert_cmpstr (summary->iuv, ==, iuv);
      g_assert_true (g_str_has_prefix (summary->receipt_id, "c"));
      g_assert_cmpstr (summary->receipt_id + 1, ==, iuv);
    }
  g_assert_cmpint (summary->payment_date_time, ==, G_GINT64_CONSTANT (1789898400000000));

  context = desco_govpay_answer_to_context (payments, &error);
  g_assert_cmpstr (context, ==, "c1");
  g_assert_null (desco_govpay_answer_to_context (none, &error));
  g_assert_no_error (error);
}

static void
test_problems (void)
{
  static const struct
  {
    const char *json;
    const char *problem;
  } cases[] = {
    { "{\"categoria\":\"RICHIESTA\",\"codice\":\"SINTASSI\",\"descrizione\":\"Richiesta non "
      "valida\",\"dettaglio\":\"Il campo causale\"}",
      "Il campo causale" },
    { "{\"categoria\":\"INTERNO\",\"codice\":\"INTERNO\",\"descrizione\":\"Servizio non "
      "disponibile\"}",
      "Servizio non disponibile" },
    { "{}", NULL },
    { "<html>", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) json = bytes (cases[i].json);
      g_autofree char *problem = desco_govpay_answer_to_problem (json);

      g_assert_cmpstr (problem, ==, cases[i].problem);
    }
}

/* What GovPay's own tests send to withdraw a position. */
static void
test_withdrawal (void)
{
  g_autoptr (GBytes) json = desco_govpay_request_withdraw ("perch\xc3\xa9 s\xc3\xac");
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  g_assert_cmpstr (text, ==,
                   "[{\"op\":\"REPLACE\",\"path\":\"/stato\",\"value\":\"ANNULLATA\"},"
                   "{\"op\":\"REPLACE\",\"path\":\"/descrizioneStato\",\"value\":"
                   "\"perch\xc3\xa9 s\xc3\xac\"}]");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pagopa/govpay-json/ids", test_ids);
  g_test_add_func ("/pagopa/govpay-json/R-01-amounts", test_amounts);
  g_test_add_func ("/pagopa/govpay-json/R-01-written-amounts", test_written_amounts);
  g_test_add_func ("/pagopa/govpay-json/request", test_request);
  g_test_add_func ("/pagopa/govpay-json/left-out", test_left_out);
  g_test_add_func ("/pagopa/govpay-json/refused", test_refused);
  g_test_add_func ("/pagopa/govpay-json/states", test_states);
  g_test_add_func ("/pagopa/govpay-json/wrong-answers", test_wrong_answers);
  g_test_add_func ("/pagopa/govpay-json/pages", test_pages);
  g_test_add_func ("/pagopa/govpay-json/problems", test_problems);
  g_test_add_func ("/pagopa/govpay-json/withdrawal", test_withdrawal);

  return g_test_run ();
}
