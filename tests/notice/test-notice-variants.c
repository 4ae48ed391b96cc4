/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice-fixture.h"

#include "desco-folder.h"
#include "desco-pdf.h"
#include "exchange/desco-notice-json.h"
#include "model/desco-error.h"
#include "notice/desco-notice-document.h"
#include "notice/desco-notice-renderer.h"
#include "pagopa/desco-notice-number.h"

#include <string.h>

/* N-18: second languages, instalments, no due date, two on a sheet. */

#define PAGE_WIDTH (210 * 72 / 25.4)
#define PAGE_HEIGHT (297 * 72 / 25.4)

typedef struct
{
  char *folder;
  char *pdf;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("desco-variants-XXXXXX", NULL);
  fixture->pdf = g_build_filename (fixture->folder, "notices.pdf", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desco_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->pdf);
}

static GPtrArray *
make_instalments (guint n, gint64 amount, gboolean dated)
{
  GPtrArray *instalments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_notice_instalment_free);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *number = desco_notice_number_assign (2, 7, 100 + i, NULL);
      GDate due_date = desco_date_from_ymd (2027, i, 28);
      gint64 part = i < n ? amount / n : amount - amount / n * (n - 1);

      g_ptr_array_add (instalments,
                       desco_notice_instalment_new (i, part, dated ? &due_date : NULL, number));
    }
  return instalments;
}

static DescoNotice *
make_variant (DescoNoticeLanguage language, gboolean with_slip, guint n_instalments)
{
  DescoNotice *notice = make_notice ("Čok Šöß Ūžä Nguyễn");

  desco_notice_set_language (notice, language);
  if (!with_slip)
    desco_notice_set_postal_account (notice, NULL, NULL, NULL);
  if (n_instalments > 0)
    {
      g_autoptr (GPtrArray) instalments
          = make_instalments (n_instalments, desco_notice_get_amount (notice), TRUE);

      desco_notice_set_instalments (notice, instalments);
    }
  return notice;
}

static void
write_notices (const Fixture *fixture, DescoNoticeSheets sheets, GPtrArray *notices)
{
  g_autoptr (GError) error = NULL;

  desco_notice_document_write_list (fixture->pdf, sheets, notices, NULL, &error);
  g_assert_no_error (error);
}

static char *
write_one (const Fixture *fixture, DescoNotice *notice)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new ();

  g_ptr_array_add (notices, notice);
  write_notices (fixture, DESCO_NOTICE_SHEETS_OWN, notices);
  return desco_pdf_read_text (fixture->pdf);
}

static void
assert_says (const char *text, const char *const *expected)
{
  for (guint i = 0; text != NULL && expected[i] != NULL; i++)
    {
      g_test_message ("%s", expected[i]);
      g_assert_nonnull (strstr (text, expected[i]));
    }
}

/* Languages -------------------------------------------------------------------------------------- */

/* Italian is mandatory; the second language stands beside all of it, whole. */
static void
test_languages (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[DESCO_NOTICE_N_LANGUAGES][9] = {
    [DESCO_NOTICE_LANGUAGE_GERMAN]
    = { "Zahlungsmitteilung", "EMPFÄNGER", "WIE VIEL UND WANN ZAHLEN?", "Der Betrag kann",
        "in allen Postämtern", "EINMALZAHLUNG bis zum 31.12.2026", "POSTERLAGSCHEIN",
        "Mitteilungscode", NULL },
    [DESCO_NOTICE_LANGUAGE_SLOVENE]
    = { "Obvestilo o plačilu", "PREJEMNIK", "KOLIKO IN KDAJ PLAČATI?", "Znesek se lahko",
        "na vseh poštah", "ENKRATNO PLAČILO do 31.12.2026", "POŠTNA POLOŽNICA", "Koda obvestila",
        NULL },
    [DESCO_NOTICE_LANGUAGE_FRENCH]
    = { "Avis de paiement", "DESTINATAIRE", "COMBIEN ET QUAND PAYER ?", "Le montant peut",
        "tous les bureaux de poste", "VERSEMENT UNIQUE au plus tard le 31/12/2026",
        "BULLETIN POSTAL", "Code de l'avis", NULL },
    [DESCO_NOTICE_LANGUAGE_ENGLISH]
    = { "Payment notice", "ADDRESSEE", "HOW MUCH AND WHEN TO PAY?", "The amount may",
        "any post office", "SINGLE PAYMENT by 31/12/2026", "POSTAL PAYMENT SLIP", "Notice code",
        NULL },
  };
  static const char *const italian[] = { "Avviso di pagamento",
                                         "ENTE CREDITORE",
                                         "DESTINATARIO",
                                         "QUANTO E QUANDO PAGARE?",
                                         "DOVE PAGARE?",
                                         "L'importo può essere aggiornato",
                                         "BANCHE E ALTRI CANALI",
                                         "RATA UNICA entro il 31/12/2026",
                                         "BOLLETTINO POSTALE PA",
                                         "Codice avviso",
                                         NULL };

  for (guint i = DESCO_NOTICE_LANGUAGE_GERMAN; i < DESCO_NOTICE_N_LANGUAGES; i++)
    {
      g_autoptr (DescoNotice) notice = make_variant ((DescoNoticeLanguage) i, TRUE, 0);
      g_autofree char *text = write_one (fixture, notice);

      assert_says (text, italian);
      assert_says (text, expected[i]);
      /* Nothing that the notice says is cut, and no blank is left in it. */
      if (text != NULL)
        {
          g_assert_null (strstr (text, "…"));
          g_assert_null (strchr (text, '{'));
        }
      desco_pdf_assert_fonts_embedded (fixture->pdf);
    }
}

static void
test_no_due_date (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[DESCO_NOTICE_N_LANGUAGES][4] = {
    { "non prevista", "RATA UNICA senza scadenza", NULL },
    { "nicht vorgesehen", "ohne Fälligkeit", "senza scadenza", NULL },
    { "ni določen", "brez roka", "senza scadenza", NULL },
    { "non prévue", "sans échéance", "senza scadenza", NULL },
    { "none", "no due date", "senza scadenza", NULL },
  };

  for (guint i = 0; i < DESCO_NOTICE_N_LANGUAGES; i++)
    {
      g_autoptr (DescoNotice) notice = make_variant ((DescoNoticeLanguage) i, FALSE, 0);
      g_autofree char *text = NULL;

      desco_notice_set_due_date (notice, NULL);
      text = write_one (fixture, notice);
      assert_says (text, expected[i]);
      if (text != NULL)
        g_assert_null (strstr (text, "entro il"));
    }
}

static void
test_codes_of_languages (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *code;
    gboolean valid;
  } cases[]
      = { { "none", TRUE }, { "de", TRUE },  { "sl", TRUE }, { "fr", TRUE },  { "en", TRUE },
          { "it", FALSE },  { "DE", FALSE }, { "", FALSE },  { NULL, FALSE }, { "\xff", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DescoNoticeLanguage language;
      g_autoptr (GError) error = NULL;
      gboolean valid = desco_notice_language_parse (cases[i].code, &language, &error);

      g_assert_true (valid == cases[i].valid);
      if (valid)
        g_assert_cmpstr (desco_notice_language_to_code (language), ==, cases[i].code);
      else
        g_assert_cmpstr (desco_error_get_field (error), ==, "secondLanguage");
    }
}

/* N-15: the longest texts in each language, with either typeface, whole pages and halves. */
static void
test_fit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoNoticeRenderer) renderer = desco_notice_renderer_new ();
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) words = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 8, 8);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *wide = g_strnfill (150, 'W');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2 * DESCO_NOTICE_N_LANGUAGES; i++)
    {
      DescoNotice *notice
          = make_variant ((DescoNoticeLanguage) (i / 2), i % 2 == 0, DESCO_NOTICE_INSTALMENTS_MAX);

      desco_notice_set_creditor (notice, "01199250158", wide, wide);
      desco_notice_set_debtor (notice, "RSSMRA85T10A562S", wide, wide);
      if (i % 2 == 0)
        desco_notice_set_postal_account (notice, "123456789012", wide, wide);
      for (guint page = 0; page < desco_notice_count_pages (notice); page++)
        {
          desco_notice_renderer_draw (renderer, notice, page, cr, &error);
          g_assert_no_error (error);
        }
      g_ptr_array_add (notices, notice);
    }
  desco_notice_set_instalments (g_ptr_array_index (notices, 1), NULL);
  desco_notice_renderer_draw_two_up (renderer, g_ptr_array_index (notices, 1), NULL, cr, &error);
  g_assert_no_error (error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (desco_notice_renderer_get_overflow (renderer), <, 1.5);

  write_notices (fixture, DESCO_NOTICE_SHEETS_OWN, notices);
  words = desco_pdf_read_words (fixture->pdf);
  desco_pdf_assert_words_within (words, PAGE_WIDTH, PAGE_HEIGHT);
}

/* Instalments ------------------------------------------------------------------------------------ */

static void
test_instalments (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "Anche in 3 rate",
                                          "RATA UNICA entro il 31/12/2026",
                                          "RATA 1 DI 3 entro il 28/01/2027",
                                          "RATA 3 DI 3 entro il 28/03/2027",
                                          "€ 34,66",
                                          "€ 34,68",
                                          NULL };
  static const struct
  {
    guint n_instalments;
    gboolean with_slip;
    int n_pages;
  } cases[] = {
    { 0, TRUE, 1 },  { 2, TRUE, 2 },  { 3, TRUE, 3 },  { 12, TRUE, 7 },
    { 2, FALSE, 2 }, { 3, FALSE, 2 }, { 4, FALSE, 3 }, { 12, FALSE, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoNotice) notice
          = make_variant (DESCO_NOTICE_LANGUAGE_NONE, cases[i].with_slip, cases[i].n_instalments);
      g_autofree char *text = write_one (fixture, notice);
      g_autoptr (GPtrArray) words = desco_pdf_read_words (fixture->pdf);
      int n_headings = 0;

      if (text == NULL || words == NULL)
        return;
      if (cases[i].n_instalments == 3)
        assert_says (text, expected);
      g_assert_cmpint ((int) desco_notice_count_pages (notice), ==, cases[i].n_pages);
      g_assert_cmpint (desco_pdf_count_pages (fixture->pdf), ==, cases[i].n_pages);
      /* N-03: the heading is on each page. */
      for (guint j = 0; j < words->len; j++)
        n_headings += g_str_equal (((DescoPdfWord *) g_ptr_array_index (words, j))->text, "Avviso");
      g_assert_cmpint (n_headings, ==, cases[i].n_pages);
    }
}

/* R-04, N-16: instalments that would not pay the notice are not printed. */
static void
test_wrong_instalments (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint n;
    gint64 first; /* added to its amount */
    guint number; /* of the first */
    gboolean same_number;
    const char *field;
  } cases[] = {
    { 3, 0, 1, FALSE, NULL },           { 1, 0, 1, FALSE, "instalments" },
    { 3, 1, 1, FALSE, "instalments" },  { 3, -5000, 1, FALSE, "amount" },
    { 3, 0, 2, FALSE, "instalments" },  { 3, 0, 1, TRUE, "instalments" },
    { 13, 0, 1, FALSE, "instalments" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoNotice) notice = make_notice ("Rossi Maria");
      g_autoptr (GPtrArray) instalments
          = make_instalments (MIN (cases[i].n, 12), desco_notice_get_amount (notice), FALSE);
      DescoNoticeInstalment *first = g_ptr_array_index (instalments, 0);
      g_autoptr (GError) error = NULL;

      if (cases[i].n > 12)
        g_ptr_array_add (instalments, desco_notice_instalment_new (13, 1, NULL, "3"));
      first->amount += cases[i].first;
      first->number = cases[i].number;
      if (cases[i].same_number)
        {
          g_free (first->notice_number);
          first->notice_number = g_strdup (desco_notice_get_number (notice));
        }
      desco_notice_set_instalments (notice, instalments);
      g_assert_true (desco_notice_check (notice, &error) == (cases[i].field == NULL));
      if (cases[i].field != NULL)
        g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
    }
}

/* Codes ------------------------------------------------------------------------------------------ */

/* What is read at 150 dpi of a page, one text a line; NULL where the program is not installed. */
static char *
decode (const Fixture *fixture, guint page, const char *program, guint n_codes)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autofree char *most = g_strdup_printf ("-N%u", n_codes);
  g_autofree char *stem = g_build_filename (fixture->folder, "page", NULL);
  g_autofree char *image = g_strdup_printf ("%s.png", stem);
  g_autofree char *drawn = desco_pdf_run (
      (const char *const[]){ "pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", "-f", number,
                             "-l", number, fixture->pdf, stem, NULL });

  if (drawn == NULL)
    return NULL;
  if (g_str_equal (program, "zbarimg"))
    return desco_pdf_run ((const char *const[]){ "zbarimg", "--raw", "-q", "-Sdisable",
                                                 "-Sqrcode.enable", image, NULL });
  return desco_pdf_run ((const char *const[]){ "dmtxread", "-n", most, image, NULL });
}

/* N-14: each code of each page, to its text. */
static void
assert_page (const Fixture *fixture,
             guint page,
             DescoNotice *notice,
             const DescoNoticeInstalment *const *instalments,
             guint n_codes)
{
  g_autofree char *qr = decode (fixture, page, "zbarimg", n_codes);
  g_autofree char *data_matrix = desco_notice_get_postal_account (notice) != NULL
                                     ? decode (fixture, page, "dmtxread", n_codes)
                                     : NULL;

  for (guint i = 0; i < n_codes; i++)
    {
      g_autofree char *qr_text = desco_notice_make_qr_text (notice, instalments[i]);
      g_autofree char *data_matrix_text
          = desco_notice_make_data_matrix_text (notice, instalments[i]);

      g_test_message ("page %u: %s", page, qr_text);
      if (qr != NULL)
        g_assert_nonnull (strstr (qr, qr_text));
      if (data_matrix != NULL)
        g_assert_nonnull (strstr (data_matrix, data_matrix_text));
    }
}

static void
assert_notice (const Fixture *fixture, guint *page, DescoNotice *notice)
{
  const DescoNoticeInstalment *whole = NULL;
  GPtrArray *instalments = desco_notice_get_instalments (notice);
  guint n_a_page = desco_notice_get_postal_account (notice) != NULL ? 2 : 3;

  assert_page (fixture, ++*page, notice, &whole, 1);
  for (guint i = 0; instalments != NULL && i < instalments->len; i += n_a_page)
    assert_page (fixture, ++*page, notice,
                 (const DescoNoticeInstalment *const *) instalments->pdata + i,
                 MIN (n_a_page, instalments->len - i));
}

static void
test_decode (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    DescoNoticeLanguage language;
    gboolean with_slip;
    guint n_instalments;
  } cases[] = {
    { DESCO_NOTICE_LANGUAGE_NONE, TRUE, 2 },    { DESCO_NOTICE_LANGUAGE_NONE, FALSE, 4 },
    { DESCO_NOTICE_LANGUAGE_GERMAN, TRUE, 3 },  { DESCO_NOTICE_LANGUAGE_GERMAN, FALSE, 3 },
    { DESCO_NOTICE_LANGUAGE_SLOVENE, TRUE, 0 }, { DESCO_NOTICE_LANGUAGE_FRENCH, TRUE, 0 },
    { DESCO_NOTICE_LANGUAGE_ENGLISH, TRUE, 0 }, { DESCO_NOTICE_LANGUAGE_ENGLISH, FALSE, 2 },
  };
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_object_unref);
  guint page = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (notices,
                     make_variant (cases[i].language, cases[i].with_slip, cases[i].n_instalments));
  desco_notice_set_practice (g_ptr_array_index (notices, 0), TRUE);
  write_notices (fixture, DESCO_NOTICE_SHEETS_OWN, notices);
  for (guint i = 0; i < notices->len && !g_test_failed (); i++)
    assert_notice (fixture, &page, g_ptr_array_index (notices, i));
}

/* Two on a sheet --------------------------------------------------------------------------------- */

static void
test_two_up (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "Avviso di pagamento",
                                          "Comune di Vallechiara",
                                          "Ufficio Istruzione",
                                          "Alunno0",
                                          "Alunno1",
                                          "Alunno2",
                                          "€ 104,00",
                                          "31/12/2026",
                                          "L'importo può essere aggiornato",
                                          "app IO",
                                          "RATA UNICA entro il 31/12/2026",
                                          "AB12C",
                                          "3183 3424 3475 8475 05",
                                          NULL };
  const DescoNoticeInstalment *whole = NULL;
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) words = NULL;
  g_autofree char *text = NULL;
  g_autofree char *codes = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Alunno%u", i);
      DescoNotice *notice = make_notice (name);

      desco_notice_set_postal_account (notice, NULL, NULL, NULL);
      desco_notice_set_practice (notice, i == 2);
      g_ptr_array_add (notices, notice);
    }
  write_notices (fixture, DESCO_NOTICE_SHEETS_TWO_UP, notices);
  text = desco_pdf_read_text (fixture->pdf);
  assert_says (text, expected);
  if (text == NULL)
    return;
  g_assert_null (strstr (text, "…"));
  g_assert_cmpint (desco_pdf_count_pages (fixture->pdf), ==, 2);
  words = desco_pdf_read_words (fixture->pdf);
  desco_pdf_assert_words_within (words, PAGE_WIDTH, PAGE_HEIGHT);
  /* The lower notice is wholly below the cut. */
  g_assert_cmpfloat (desco_pdf_find_word (words, "Alunno0")->bottom, <, PAGE_HEIGHT / 2);
  g_assert_cmpfloat (desco_pdf_find_word (words, "Alunno1")->top, >, PAGE_HEIGHT / 2);
  g_assert_cmpuint (desco_pdf_find_word (words, "Alunno2")->page, ==, 2);

  codes = decode (fixture, 1, "zbarimg", 2);
  if (codes != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (g_strchomp (codes), "\n", -1);

      g_assert_cmpuint (g_strv_length (lines), ==, 2);
    }
  assert_page (fixture, 2, g_ptr_array_index (notices, 2), &whole, 1);
}

/* What half a sheet has no room for is refused by name, and nothing is written. */
static void
test_two_up_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    DescoNoticeLanguage language;
    gboolean with_slip;
    guint n_instalments;
    const char *field;
  } cases[] = {
    { DESCO_NOTICE_LANGUAGE_NONE, TRUE, 0, "postalAccount" },
    { DESCO_NOTICE_LANGUAGE_NONE, FALSE, 2, "instalments" },
    { DESCO_NOTICE_LANGUAGE_GERMAN, FALSE, 0, "secondLanguage" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (notices, make_variant (DESCO_NOTICE_LANGUAGE_NONE, FALSE, 0));
      g_ptr_array_add (
          notices, make_variant (cases[i].language, cases[i].with_slip, cases[i].n_instalments));
      g_assert_false (desco_notice_document_write_list (fixture->pdf, DESCO_NOTICE_SHEETS_TWO_UP,
                                                        notices, NULL, &error));
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
      g_assert_nonnull (strstr (error->message, "Notice 2"));
      g_assert_false (g_file_test (fixture->pdf, G_FILE_TEST_EXISTS));
    }
}

/* JSON ------------------------------------------------------------------------------------------- */

static void
test_json (void)
{
  static const char input[]
      = "[{\"noticeNumber\": \"318334243475847505\", \"amount\": 300, \"subject\": \"Mensa\","
        " \"creditorTaxCode\": \"01199250158\", \"creditorName\": \"Comune\","
        " \"debtorTaxCode\": \"ANONIMO\", \"debtorName\": \"Rossi\", \"secondLanguage\": \"de\","
        " \"instalments\": [{\"noticeNumber\": \"%s\", \"amount\": 100, \"dueDate\": "
        "\"2027-01-31\"},"
        " {\"noticeNumber\": \"%s\", \"amount\": 200}]}]";
  g_autofree char *one = desco_notice_number_assign (2, 7, 1, NULL);
  g_autofree char *two = desco_notice_number_assign (2, 7, 2, NULL);
  g_autofree char *text = g_strdup_printf (input, one, two);
  g_autofree char *expected = g_strdup_printf ("PAGOPA|002|%s|01199250158|200", two);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonNode) answers = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *parts;

  notices = desco_notice_json_parse_list (node, &error);
  g_assert_no_error (error);
  g_assert_cmpint (desco_notice_get_language (g_ptr_array_index (notices, 0)), ==,
                   DESCO_NOTICE_LANGUAGE_GERMAN);
  answers = desco_notice_json_encode (node, &error);
  g_assert_no_error (error);
  parts = json_object_get_array_member (
      json_array_get_object_element (json_node_get_array (answers), 0), "instalments");
  g_assert_cmpuint (json_array_get_length (parts), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (parts, 1), "qr"),
                   ==, expected);
}

static void
test_wrong_json (void)
{
  static const struct
  {
    const char *members;
    const char *field;
  } cases[] = {
    { "\"secondLanguage\": \"it\"", "secondLanguage" },
    { "\"secondLanguage\": 1", "secondLanguage" },
    { "\"instalments\": {}", "instalments" },
    { "\"instalments\": [1]", "instalments" },
    { "\"instalments\": [{\"amount\": \"1\"}]", "amount" },
    { "\"instalments\": [{\"amount\": 1, \"dueDate\": \"tomorrow\"}]", "dueDate" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[{\"amount\": 300, %s}]", cases[i].members);
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (desco_notice_json_parse_list (node, &error));
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
    }
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
  add_test ("/notice/variants/N-13-N-18/languages", test_languages);
  add_test ("/notice/variants/N-18/no-due-date", test_no_due_date);
  add_test ("/notice/variants/N-18/codes-of-languages", test_codes_of_languages);
  add_test ("/notice/variants/N-15/fit", test_fit);
  add_test ("/notice/variants/N-02-N-03/instalments", test_instalments);
  add_test ("/notice/variants/R-04-N-16/wrong-instalments", test_wrong_instalments);
  add_test ("/notice/variants/N-14/decode", test_decode);
  add_test ("/notice/variants/N-18/two-up", test_two_up);
  add_test ("/notice/variants/N-18/two-up-refused", test_two_up_refused);
  g_test_add_func ("/notice/variants/json", test_json);
  g_test_add_func ("/notice/variants/wrong-json", test_wrong_json);
  return g_test_run ();
}
