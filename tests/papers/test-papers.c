/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-folder.h"
#include "desco-pdf.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money-words.h"
#include "model/desco-money.h"
#include "papers/desco-quittance-paper.h"
#include "papers/desco-receipt-paper.h"
#include "papers/desco-report-document.h"

#include <string.h>

#define A4_SHORT (210 * 72 / 25.4)
#define A4_LONG (297 * 72 / 25.4)

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

/* As long as a name may be. */
#define LONG_NAME                                                                                  \
  "Hohenzollern-Sigmaringen Massimiliana Federica Guglielmina Carolina Leopolda d'Asburgo-Lorena"

typedef struct
{
  char *folder;
  char *pdf;
  DescoCreditor *creditor;
  guint position;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("desco-papers-XXXXXX", NULL);
  fixture->pdf = g_build_filename (fixture->folder, "paper.pdf", NULL);
  fixture->creditor = desco_creditor_new ();
  fixture->creditor->tax_code = g_strdup ("01199250158");
  fixture->creditor->name = g_strdup ("Comune di Vallechiara");
  fixture->creditor->department = g_strdup ("Ufficio Istruzione");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desco_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->pdf);
  desco_creditor_free (fixture->creditor);
}

static void
assert_says (const Fixture *fixture, const char *const *expected)
{
  g_autofree char *text = desco_pdf_read_text (fixture->pdf);

  for (guint i = 0; text != NULL && expected[i] != NULL; i++)
    {
      g_test_message ("%s", expected[i]);
      g_assert_nonnull (strstr (text, expected[i]));
    }
}

static gboolean
is_silent_about (const Fixture *fixture, const char *words)
{
  g_autofree char *text = desco_pdf_read_text (fixture->pdf);

  return text == NULL || strstr (text, words) == NULL;
}

/* The amounts ------------------------------------------------------------------------------------ */

static void
test_words (void)
{
  static const struct
  {
    gint64 cents;
    const char *words;
  } cases[] = {
    { 0, "zero/00" },
    { 5, "zero/05" },
    { 100, "uno/00" },
    { 300, "tre/00" },
    { 1350, "tredici/50" },
    { 2100, "ventuno/00" },
    { 2300, "ventitré/00" },
    { 2899, "ventotto/99" },
    { 8000, "ottanta/00" },
    { 10400, "centoquattro/00" },
    { 10300, "centotré/00" },
    { 11300, "centotredici/00" },
    { 10800, "centootto/00" },
    { 18800, "centottantotto/00" },
    { 100000, "mille/00" },
    { 100100, "milleuno/00" },
    { 123456, "milleduecentotrentaquattro/56" },
    { 2300000, "ventitremila/00" },
    { 100000000, "unmilione/00" },
    { 200000300, "duemilionitré/00" },
    { DESCO_MONEY_MAX,
      "novecentonovantanovemilioninovecentonovantanovemilanovecentonovantanove/99" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = desco_money_to_words (cases[i].cents);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* The quittance of a desk ------------------------------------------------------------------------ */

static DescoQuittancePaper
make_quittance (const Fixture *fixture)
{
  return (DescoQuittancePaper){
    .creditor = fixture->creditor,
    .number = 12,
    .year = 2026,
    .desk = 3,
    .amount = 10400,
    .method = DESCO_QUITTANCE_CASH,
    .date = desco_date_from_ymd (2026, 11, 27),
    .payer = "Rossi Maria",
    .payer_tax_code = "RSSMRA85T10A562S",
    .pupil = "Čok Ana",
    .class_label = "Scuola primaria Dante, 2B",
    .subject = "Buoni mensa scolastica - 20 buoni",
    .quantity = 20,
    .notice_number = "318334243475847505",
    .author = "Bianchi Anna",
  };
}

/* all of it, on both copies. */
static void
test_quittance (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "Quietanza n. 003/2026/12",
                                          "Copia per chi ha pagato",
                                          "Copia per l'ufficio",
                                          "Comune di Vallechiara",
                                          "Cod. fiscale 01199250158",
                                          "Rossi Maria",
                                          "RSSMRA85T10A562S",
                                          "€ 104,00",
                                          "euro centoquattro/00",
                                          "Buoni mensa scolastica - 20 buoni",
                                          "Čok Ana – Scuola primaria Dante, 2B",
                                          "3183 3424 3475 8475 05",
                                          "Contanti",
                                          "27/11/2026",
                                          "Bianchi Anna",
                                          "non è tracciabile",
                                          NULL };
  const DescoQuittancePaper paper = make_quittance (fixture);
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GError) error = NULL;
  guint n_numbers = 0;

  g_assert_true (desco_quittance_paper_write (&paper, fixture->pdf, &error));
  g_assert_no_error (error);
  assert_says (fixture, expected);
  g_assert_true (is_silent_about (fixture, "ANNULLATA"));
  g_assert_true (is_silent_about (fixture, "FACSIMILE"));
  desco_pdf_assert_fonts_embedded (fixture->pdf);

  words = desco_pdf_read_words (fixture->pdf);
  for (guint i = 0; words != NULL && i < words->len; i++)
    n_numbers += g_str_equal (((DescoPdfWord *) g_ptr_array_index (words, i))->text, "003/2026/12");
  if (words != NULL)
    {
      g_assert_cmpuint (n_numbers, ==, 2);
      g_assert_cmpint (desco_pdf_count_pages (fixture->pdf), ==, 1);
    }
}

static void
test_quittance_variants (Fixture *fixture, gconstpointer data)
{
  DescoQuittancePaper paper = make_quittance (fixture);
  g_autofree char *reason = g_strnfill (300, 'x');
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GError) error = NULL;

  paper.method = DESCO_QUITTANCE_POS;
  paper.void_reason = "emessa due volte";
  desco_quittance_paper_write (&paper, fixture->pdf, &error);
  g_assert_no_error (error);
  assert_says (fixture, (const char *const[]){ "ANNULLATA: emessa due volte", "POS allo sportello",
                                               "strumento tracciabile", NULL });
  g_assert_true (is_silent_about (fixture, "Contanti"));

  /* The longest texts stay on the sheet, and nothing is needed that may be missing. */
  paper.payer = paper.pupil = paper.class_label = paper.author = LONG_NAME;
  paper.subject = paper.void_reason = reason;
  paper.amount = DESCO_MONEY_MAX;
  paper.practice = TRUE;
  desco_quittance_paper_write (&paper, fixture->pdf, &error);
  g_assert_no_error (error);
  assert_says (fixture, (const char *const[]){ "PROVA", "€ 999.999.999,99", NULL });
  words = desco_pdf_read_words (fixture->pdf);
  desco_pdf_assert_words_within (words, A4_SHORT, A4_LONG);

  paper = (DescoQuittancePaper){ .creditor = fixture->creditor,
                                 .number = 1,
                                 .year = 2026,
                                 .amount = 520,
                                 .date = paper.date,
                                 .subject = "Buoni mensa" };
  desco_quittance_paper_write (&paper, fixture->pdf, &error);
  g_assert_no_error (error);
  assert_says (fixture,
               (const char *const[]){ "000/2026/1", "chi ha pagato allo sportello", NULL });
}

/* The quittance of a receipt --------------------------------------------------------------------- */

static DescoReceiptData *
make_receipt (const char *name, const char *outcome)
{
  g_autofree char *text = g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<p:paSendRTV2Request xmlns:p=\"http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd\">"
      "<receipt><receiptId>4f2c6f7c1a0b4b4e9d11</receiptId>"
      "<noticeNumber>318334243475847505</noticeNumber><fiscalCode>01199250158</fiscalCode>"
      "<outcome>%s</outcome><creditorReferenceId>18334243475847505</creditorReferenceId>"
      "<paymentAmount>104.00</paymentAmount><description>Buoni mensa scolastica</description>"
      "<companyName>Comune di Vallechiara</companyName>"
      "<debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>"
      "<entityUniqueIdentifierValue>RSSMRA85T10A562S</entityUniqueIdentifierValue>"
      "</uniqueIdentifier><fullName>%s</fullName></debtor>"
      "<transferList><transfer><idTransfer>1</idTransfer><transferAmount>104.00</transferAmount>"
      "<fiscalCodePA>01199250158</fiscalCodePA><IBAN>IT60X0542811101000000123456</IBAN>"
      "<remittanceInformation>/RFB/18334243475847505/104.00</remittanceInformation>"
      "<transferCategory>9/0107101TS/</transferCategory></transfer></transferList>"
      "<idPSP>AGID_01</idPSP><pspFiscalCode>97735020584</pspFiscalCode>"
      "<PSPCompanyName>Banca di prova</PSPCompanyName><idChannel>97735020584_01</idChannel>"
      "<channelDescription>app</channelDescription>"
      "<payer><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>"
      "<entityUniqueIdentifierValue>BNCNNA50A41H501X</entityUniqueIdentifierValue>"
      "</uniqueIdentifier><fullName>Bianchi Anna</fullName></payer>"
      "<paymentMethod>CP</paymentMethod><fee>1.50</fee>"
      "<paymentDateTime>2026-11-26T23:30:00</paymentDateTime>"
      "<applicationDate>2026-11-26</applicationDate><transferDate>2026-11-27</transferDate>"
      "</receipt></p:paSendRTV2Request>",
      outcome, name);
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  DescoReceiptData *receipt = desco_receipt_xml_parse (xml, &error);

  g_assert_no_error (error);
  return receipt;
}

static void
test_receipt (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "Quietanza di pagamento",
                                          "Comune di Vallechiara",
                                          "Ufficio Istruzione",
                                          "€ 104,00",
                                          "euro centoquattro/00",
                                          "26/11/2026, ore 23:30",
                                          "Bianchi Anna",
                                          "BNCNNA50A41H501X",
                                          "Rossi Maria",
                                          "RSSMRA85T10A562S",
                                          "Čok Ana",
                                          "Scuola primaria Dante, 2B",
                                          "3183 3424 3475 8475 05",
                                          "18334243475847505",
                                          "4f2c6f7c1a0b4b4e9d11",
                                          "Banca di prova (AGID_01)",
                                          "€ 1,50",
                                          "IT60X0542811101000000123456",
                                          "9/0107101TS/",
                                          "strumenti tracciabili",
                                          NULL };
  g_autoptr (DescoReceiptData) receipt = make_receipt ("Rossi Maria", "OK");
  DescoReceiptPaper paper = { .receipt = receipt,
                              .creditor = fixture->creditor,
                              .pupil = "Čok Ana",
                              .class_label = "Scuola primaria Dante, 2B",
                              .quantity = 20 };
  g_autoptr (GError) error = NULL;

  desco_receipt_paper_write (&paper, fixture->pdf, &error);
  g_assert_no_error (error);
  assert_says (fixture, expected);
  g_assert_true (is_silent_about (fixture, "PROVA"));
  desco_pdf_assert_fonts_embedded (fixture->pdf);

  paper = (DescoReceiptPaper){ .receipt = receipt, .practice = TRUE };
  desco_receipt_paper_write (&paper, fixture->pdf, &error);
  g_assert_no_error (error);
  assert_says (fixture, (const char *const[]){ "PROVA", "Comune di Vallechiara", NULL });
  g_assert_true (is_silent_about (fixture, "Alunno"));
}

/* Who did not pay gets no quittance, and what was there stays. */
static void
test_receipt_of_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoReceiptData) receipt = make_receipt ("Rossi Maria", "KO");
  const DescoReceiptPaper paper = { .receipt = receipt };
  g_autoptr (GError) error = NULL;

  g_assert_false (desco_receipt_paper_write (&paper, fixture->pdf, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, receipt->receipt_id));
  g_assert_false (g_file_test (fixture->pdf, G_FILE_TEST_EXISTS));
}

static gboolean
next_receipt (DescoReceiptPaper *paper, gpointer user_data, GError **error)
{
  static const char *const names[]
      = { "Rossi Maria", "Hohenzollern Massimiliana Federica Guglielmina Carolina Leopolda Maria",
          "Čok Šöß Ūžä Nguyễn" };
  static const char *const groups[] = { "1A", "1A", "2B" };
  static DescoReceiptData *receipt;
  Fixture *fixture = user_data;

  g_clear_pointer (&receipt, desco_receipt_data_unref);
  if (fixture->position == G_N_ELEMENTS (names))
    return FALSE;
  receipt = make_receipt (names[fixture->position], "OK");
  paper->receipt = receipt;
  paper->creditor = fixture->creditor;
  paper->pupil = names[fixture->position];
  paper->class_label = LONG_NAME;
  paper->group = groups[fixture->position++];
  return TRUE;
}

static gboolean
next_broken (DescoReceiptPaper *paper, gpointer user_data, GError **error)
{
  Fixture *fixture = user_data;

  if (fixture->position == 1)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no more");
      return FALSE;
    }
  return next_receipt (paper, user_data, error);
}

static void
test_receipts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) words = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  desco_receipt_paper_write_batch (fixture->pdf, next_receipt, NULL, fixture, NULL, &error);
  g_assert_no_error (error);
  assert_says (fixture, (const char *const[]){ "Rossi Maria", "Čok Šöß Ūžä Nguyễn", NULL });
  words = desco_pdf_read_words (fixture->pdf);
  desco_pdf_assert_words_within (words, A4_SHORT, A4_LONG);
  if (words != NULL)
    g_assert_cmpint (desco_pdf_count_pages (fixture->pdf), ==, 3);
  g_assert_true (g_file_get_contents (fixture->pdf, &contents, &length, NULL));
  g_assert_nonnull (memmem (contents, length, "/Title (1A)", 11));
  g_assert_nonnull (memmem (contents, length, "/Title (2B)", 11));

  /* N-17: what stops a batch leaves what was there. */
  fixture->position = 0;
  g_assert_false (
      desco_receipt_paper_write_batch (fixture->pdf, next_broken, NULL, fixture, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  fixture->position = 3;
  g_assert_false (
      desco_receipt_paper_write_batch (fixture->pdf, next_receipt, NULL, fixture, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "receipts");
  if (words != NULL)
    g_assert_cmpint (desco_pdf_count_pages (fixture->pdf), ==, 3);
}

/* Reports ---------------------------------------------------------------------------------------- */

static const DescoReportColumn columns[] = {
  { "Data", 12, FALSE },
  { "Debitore", 40, FALSE },
  { "Importo", 15, TRUE },
};

static DescoReportDocument *
open_report (const Fixture *fixture, gboolean landscape)
{
  const DescoReportHead head = { .title = "Riconciliazione",
                                 .creditor = "Comune di Vallechiara",
                                 .creditor_tax_code = "01199250158",
                                 .department = "Ufficio Istruzione",
                                 .period = "dal 01/11/2026 al 30/11/2026",
                                 .made = "Stampato il 01/12/2026 da Bianchi Anna",
                                 .landscape = landscape,
                                 .internal = TRUE };
  g_autoptr (GError) error = NULL;
  DescoReportDocument *report = desco_report_document_open (fixture->pdf, &head, &error);

  g_assert_no_error (error);
  return report;
}

static void
add_rows (DescoReportDocument *report, guint n_rows)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = i % 7 == 0 ? g_strdup (LONG_NAME) : g_strdup_printf ("Alunno%u", i);
      g_autofree char *amount = desco_money_format (i * 520);
      const char *const cells[] = { i % 5 == 0 ? NULL : "27/11/2026", name, amount };

      desco_report_document_add_row (report, cells, &error);
      g_assert_no_error (error);
    }
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "Riconciliazione",
                                          "Cod. fiscale 01199250158",
                                          "dal 01/11/2026 al 30/11/2026",
                                          "Stampato il 01/12/2026 da Bianchi Anna",
                                          "Riversamenti",
                                          "Pagina 1 di 4",
                                          "Pagina 4 di 4",
                                          "USO INTERNO",
                                          "Flusso 2026-11-27",
                                          "Alunno149",
                                          "Totale",
                                          "58.110,00",
                                          "Mancano due ricevute.",
                                          "Il responsabile",
                                          "Luogo e data",
                                          NULL };
  static const char *const total[] = { "Totale", NULL, "58.110,00" };
  g_autoptr (DescoReportDocument) report = open_report (fixture, FALSE);
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GError) error = NULL;
  guint n_heads = 0;

  g_assert_true (desco_report_document_begin_table (report, "Riversamenti", columns,
                                                    G_N_ELEMENTS (columns), &error));
  g_assert_true (desco_report_document_add_section (report, "Flusso 2026-11-27", &error));
  add_rows (report, 150);
  g_assert_true (desco_report_document_add_total (report, total, &error));
  g_assert_true (desco_report_document_add_text (report, "Mancano due ricevute.", &error));
  g_assert_true (desco_report_document_add_signature (report, "Il responsabile", &error));
  g_assert_false (g_file_test (fixture->pdf, G_FILE_TEST_EXISTS));
  g_assert_true (desco_report_document_finish (report, NULL, &error));
  g_assert_no_error (error);

  assert_says (fixture, expected);
  desco_pdf_assert_fonts_embedded (fixture->pdf);
  words = desco_pdf_read_words (fixture->pdf);
  if (words == NULL)
    return;
  desco_pdf_assert_words_within (words, A4_SHORT, A4_LONG);
  g_assert_cmpint (desco_pdf_count_pages (fixture->pdf), ==, 4);
  for (guint i = 0; i < words->len; i++)
    n_heads += g_str_equal (((DescoPdfWord *) g_ptr_array_index (words, i))->text, "Debitore");
  g_assert_cmpuint (n_heads, ==, 4);
  /* Money stands below its column's title, on the right. */
  g_assert_cmpfloat_with_epsilon (desco_pdf_find_word (words, "Importo")->right,
                                  desco_pdf_find_word (words, "58.110,00")->right, 0.5);
}

static void
test_empty_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoReportDocument) report = open_report (fixture, TRUE);
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      desco_report_document_add_text (report, "Nessun incasso in questo periodo.", &error));
  g_assert_true (desco_report_document_finish (report, NULL, &error));
  assert_says (fixture, (const char *const[]){ "Nessun incasso", "Pagina 1 di 1", NULL });
  words = desco_pdf_read_words (fixture->pdf);
  desco_pdf_assert_words_within (words, A4_LONG, A4_SHORT);
}

static void
test_stopped_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoReportDocument) report = open_report (fixture, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      desco_report_document_begin_table (report, NULL, columns, G_N_ELEMENTS (columns), &error));
  add_rows (report, 10);
  g_cancellable_cancel (cancellable);
  g_assert_false (desco_report_document_finish (report, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&report, desco_report_document_free);
  folder = g_dir_open (fixture->folder, 0, NULL);
  g_assert_null (g_dir_read_name (folder));
}

/* The greatest memory of this process, in KiB. */
static glong
read_peak (void)
{
  g_autofree char *status = NULL;
  const char *peak;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return -1;
  peak = strstr (status, "VmHWM:");
  return peak != NULL ? (glong) g_ascii_strtoll (peak + strlen ("VmHWM:"), NULL, 10) : -1;
}

/* Ten times the rows take no more memory, beyond the few bytes that cairo keeps of each page. */
static void
test_long_report (Fixture *fixture, gconstpointer data)
{
  static const guint lengths[] = { 2500, 25000 };
  glong peaks[G_N_ELEMENTS (lengths)];

  if (SANITIZED)
    {
      g_test_skip ("a sanitizer keeps what is freed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (DescoReportDocument) report = open_report (fixture, FALSE);
      g_autoptr (GError) error = NULL;

      g_assert_true (desco_report_document_begin_table (report, NULL, columns,
                                                        G_N_ELEMENTS (columns), &error));
      add_rows (report, lengths[i]);
      g_assert_true (desco_report_document_finish (report, NULL, &error));
      peaks[i] = read_peak ();
    }
  g_test_message ("%ld KiB, then %ld KiB", peaks[0], peaks[1]);
  g_assert_cmpint (peaks[1] - peaks[0], <, 4096);
}

static void
add_test (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/words", test_words);
  add_test ("/papers/R-10/quittance", test_quittance);
  add_test ("/papers/R-10/quittance-variants", test_quittance_variants);
  add_test ("/papers/receipt", test_receipt);
  add_test ("/papers/receipt-of-failure", test_receipt_of_failure);
  add_test ("/papers/receipts", test_receipts);
  add_test ("/papers/report", test_report);
  add_test ("/papers/empty-report", test_empty_report);
  add_test ("/papers/stopped-report", test_stopped_report);
  add_test ("/papers/long-report", test_long_report);
  return g_test_run ();
}
