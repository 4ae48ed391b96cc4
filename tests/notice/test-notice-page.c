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

#include <string.h>

/* What is read back from the pages by the programs that others use to read them. */

typedef struct
{
  char *folder;
  char *pdf;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("desco-notice-XXXXXX", NULL);
  fixture->pdf = g_build_filename (fixture->folder, "notices.pdf", NULL);
}

static guint
count_files (const Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desco_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->pdf);
}

static char *
read_text (const Fixture *fixture)
{
  return desco_pdf_read_text (fixture->pdf);
}

static void
write_one (const Fixture *fixture, DescoNotice *notice)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (notices, notice);
  desco_notice_document_write_list (fixture->pdf, DESCO_NOTICE_SHEETS_OWN, notices, NULL, &error);
  g_assert_no_error (error);
}

static JsonNode *
load_vectors (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "notices.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *notices;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  notices = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (notices); i++)
    json_object_set_string_member (json_array_get_object_element (notices, i), "creditorName",
                                   "Comune di Vallechiara");
  return json_parser_steal_root (parser);
}

/* Text that no letters and digits shorten asks for the larger of the two Data Matrix sizes. */
static void
add_dense_notice (JsonArray *notices)
{
  g_autoptr (JsonNode) dense = json_node_copy (json_array_get_element (notices, 0));
  g_autofree char *subject = g_strnfill (110, '&');
  JsonObject *object = json_node_get_object (dense);

  json_object_set_string_member (object, "debtorName", "'&-.:,_'&-.:,_'&-.:,_'&-.:,_'&-.:,_'&-.:,");
  json_object_set_string_member (object, "subject", subject);
  json_object_remove_member (object, "qr");
  json_object_remove_member (object, "dataMatrix");
  json_array_add_element (notices, g_steal_pointer (&dense));
}

static void
assert_codes (const Fixture *fixture, guint page, JsonObject *notice)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autofree char *stem = g_build_filename (fixture->folder, "page", NULL);
  g_autofree char *image = g_strdup_printf ("%s.png", stem);
  g_autofree char *pages = desco_pdf_run (
      (const char *const[]){ "pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", "-f", number,
                             "-l", number, fixture->pdf, stem, NULL });
  g_autofree char *qr = NULL;
  g_autofree char *data_matrix = NULL;

  if (pages == NULL)
    return;
  qr = desco_pdf_run ((const char *const[]){ "zbarimg", "--raw", "-q", "-Sdisable",
                                             "-Sqrcode.enable", image, NULL });
  data_matrix = desco_pdf_run ((const char *const[]){ "dmtxread", "-N1", image, NULL });
  if (qr == NULL || data_matrix == NULL)
    return;

  g_strchomp (qr);
  g_assert_cmpstr (qr, ==, json_object_get_string_member (notice, "qr"));
  g_assert_cmpstr (data_matrix, ==, json_object_get_string_member (notice, "dataMatrix"));
}

static void
test_codes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) input = load_vectors ();
  g_autoptr (JsonNode) answers = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *notices = json_node_get_array (input);

  add_dense_notice (notices);
  answers = desco_notice_json_encode (input, &error);
  g_assert_no_error (error);
  desco_notice_json_render (input, fixture->pdf, NULL, &error);
  g_assert_no_error (error);

  notices = json_node_get_array (answers);
  for (guint i = 0; i < json_array_get_length (notices) && !g_test_failed (); i++)
    assert_codes (fixture, i + 1, json_array_get_object_element (notices, i));
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "Avviso di pagamento",
                                          "Buoni mensa scolastica - 20 buoni",
                                          "pagoPA",
                                          "ENTE CREDITORE",
                                          "01199250158",
                                          "Comune di Vallechiara",
                                          "Ufficio Istruzione",
                                          "Piazza della Libertà 1",
                                          "DESTINATARIO",
                                          "RSSMRA85T10A562S",
                                          "Čok Šöß Ūžä Nguyễn",
                                          "Via Giuseppe Garibaldi 12/B",
                                          "€ 104,00",
                                          "31/12/2026",
                                          "può essere aggiornato",
                                          "app IO",
                                          "Uffici Postali",
                                          "BANCHE E ALTRI CANALI",
                                          "3183 3424 3475 8475 05",
                                          "AB12C",
                                          "BOLLETTINO POSTALE PA",
                                          "1042000000",
                                          "Tesoreria di Vallechiara",
                                          "AUT. DB/SISB 01234 DEL 01/09/2026",
                                          "RATA UNICA entro il 31/12/2026" };
  g_autoptr (DescoNotice) notice = make_notice ("Čok Šöß Ūžä Nguyễn");
  g_autofree char *text = NULL;

  write_one (fixture, notice);
  text = read_text (fixture);
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (expected); i++)
    {
      g_test_message ("%s", expected[i]);
      g_assert_nonnull (strstr (text, expected[i]));
    }
  if (text != NULL)
    g_assert_null (strstr (text, "PROVA"));
}

static void
test_amount (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoNotice) notice = desco_notice_new ("318334243475847505", 99999999999, "Mensa");
  g_autofree char *text = NULL;

  desco_notice_set_creditor (notice, "01199250158", "Comune", NULL);
  desco_notice_set_debtor (notice, "ANONIMO", "Rossi", NULL);
  write_one (fixture, notice);
  text = read_text (fixture);
  if (text != NULL)
    g_assert_nonnull (strstr (text, "€ 999.999.999,99"));
}

/* Without a postal account nothing speaks of the post, without a date nothing of a day. */
static void
test_variants (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoNotice) notice = make_notice ("Rossi Maria");
  g_autofree char *text = NULL;

  desco_notice_set_postal_account (notice, NULL, NULL, NULL);
  desco_notice_set_due_date (notice, NULL);
  desco_notice_set_cbill (notice, NULL);
  desco_notice_set_practice (notice, TRUE);
  write_one (fixture, notice);
  text = read_text (fixture);
  if (text == NULL)
    return;
  g_assert_null (strstr (text, "BOLLETTINO"));
  g_assert_null (strstr (text, "Postali"));
  g_assert_null (strstr (text, "entro il"));
  g_assert_null (strstr (text, "Codice CBILL"));
  g_assert_nonnull (strstr (text, "NON PAGABILE"));
  g_assert_nonnull (strstr (text, "FACSIMILE"));
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoNotice) notice = make_notice ("Rossi Maria");
  g_autoptr (GPtrArray) words = NULL;

  write_one (fixture, notice);
  words = desco_pdf_read_words (fixture->pdf);
  if (words == NULL)
    return;
  g_assert_cmpfloat (desco_pdf_find_word (words, "Avviso")->bottom, <,
                     desco_pdf_find_word (words, "ENTE")->top);
  g_assert_cmpfloat (desco_pdf_find_word (words, "ENTE")->right, <,
                     desco_pdf_find_word (words, "DESTINATARIO")->left);
  g_assert_cmpfloat (desco_pdf_find_word (words, "ENTE")->bottom, <,
                     desco_pdf_find_word (words, "QUANTO")->top);
  g_assert_cmpfloat (desco_pdf_find_word (words, "QUANTO")->right, <,
                     desco_pdf_find_word (words, "DOVE")->left);
  g_assert_cmpfloat (desco_pdf_find_word (words, "DOVE")->bottom, <,
                     desco_pdf_find_word (words, "BANCHE")->top);
  g_assert_cmpfloat (desco_pdf_find_word (words, "BANCHE")->bottom, <,
                     desco_pdf_find_word (words, "BOLLETTINO")->top);
}

/* Names of every length and script stay on the sheet, in their boxes, and apart from each other. */
static void
test_fit (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    "Rossi Maria",
    "De' Medici Cosimo Piero Lorenzo Giovanni Maria Ferdinando Leopoldo Augusto di Toscana",
    "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
    "محمد بن عبد الله بن محمد آل خليفة الهاشمي القرشي المكي ثم المدني رضي الله عنه",
    "山田太郎山田太郎山田太郎山田太郎山田太郎山田太郎山田太郎山田太郎山田太郎山田太郎山田太郎",
    "Z̸̢̛͓͍̯̱̈́a̶l̵g̴o̸ Ǻḉḝḯ",
  };
  g_autoptr (DescoNoticeRenderer) renderer = desco_notice_renderer_new ();
  g_autoptr (GPtrArray) words = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 8, 8);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *doubled = g_strdup_printf ("%s %s", names[i], names[i]);
      DescoNotice *notice = make_notice (names[i]);

      desco_notice_set_creditor (notice, "01199250158", doubled, doubled);
      desco_notice_set_debtor (notice, "RSSMRA85T10A562S", names[i], doubled);
      desco_notice_set_postal_account (notice, "123456789012", doubled, doubled);
      g_ptr_array_add (notices, notice);
      desco_notice_renderer_draw (renderer, notice, 0, cr, &error);
      g_assert_no_error (error);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (desco_notice_renderer_get_overflow (renderer), <, 1.5);

  desco_notice_document_write_list (fixture->pdf, DESCO_NOTICE_SHEETS_OWN, notices, NULL, &error);
  g_assert_no_error (error);
  words = desco_pdf_read_words (fixture->pdf);
  desco_pdf_assert_words_within (words, DESCO_NOTICE_PAGE_WIDTH, DESCO_NOTICE_PAGE_HEIGHT);
}

static void
test_long_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (300, 'M');
  g_autoptr (DescoNotice) two_lines
      = make_notice ("Hohenzollern-Sigmaringen Maximiliane Friederike Wilhelmina Carolina");
  g_autoptr (DescoNotice) too_long = make_notice (name);
  g_autoptr (GPtrArray) words = NULL;
  g_autofree char *text = NULL;

  write_one (fixture, two_lines);
  words = desco_pdf_read_words (fixture->pdf);
  if (words == NULL)
    return;
  g_assert_cmpfloat (desco_pdf_find_word (words, "Hohenzollern-Sigmaringen")->bottom, <=,
                     desco_pdf_find_word (words, "Carolina")->top + 6);

  write_one (fixture, too_long);
  text = read_text (fixture);
  g_assert_nonnull (strstr (text, "MMMM…"));
}

static void
test_document (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoNotice) notice = make_notice ("Rossi Maria");
  g_autofree char *info = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  write_one (fixture, notice);
  g_assert_true (g_file_get_contents (fixture->pdf, &contents, &length, NULL));
  g_assert_nonnull (g_strstr_len (contents + length - 600, 600, "/Lang (it-IT)"));

  info = desco_pdf_run ((const char *const[]){ "pdfinfo", fixture->pdf, NULL });
  if (info == NULL)
    return;
  g_assert_nonnull (strstr (info, "Avviso di pagamento 3183 3424 3475 8475 05"));
  g_assert_true (g_regex_match_simple ("Tagged: +yes", info, 0, 0));
  g_assert_nonnull (strstr (info, "595.276 x 841.89 pts (A4)"));

  desco_pdf_assert_fonts_embedded (fixture->pdf);
}

static void
test_batch (Fixture *fixture, gconstpointer data)
{
  static const char *const classes[] = { "1A", "1A", "2B" };
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *contents = NULL;
  g_autofree char *info = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  static const char *const bookmarks[] = { "/Title (1A)", "/Title (Alunno 0)", "/Title (Alunno 1)",
                                           "/Title (2B)", "/Title (Alunno 2)" };
  const char *position;

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autofree char *name = g_strdup_printf ("Alunno %u", i);

      g_ptr_array_add (notices, make_notice (name));
      desco_notice_set_group (g_ptr_array_index (notices, i), classes[i]);
    }
  desco_notice_document_write_list (fixture->pdf, DESCO_NOTICE_SHEETS_OWN, notices, NULL, &error);
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (fixture->pdf, &contents, &length, NULL));
  position = contents;
  for (guint i = 0; i < G_N_ELEMENTS (bookmarks); i++)
    {
      position = memmem (position, length - (gsize) (position - contents), bookmarks[i],
                         strlen (bookmarks[i]));
      g_assert_nonnull (position);
    }

  info = desco_pdf_run ((const char *const[]){ "pdfinfo", fixture->pdf, NULL });
  if (info != NULL)
    g_assert_true (g_regex_match_simple ("Pages: +3\n", info, 0, 0));
}

static void
on_progress (guint n_written, gpointer user_data)
{
  GCancellable *cancellable = user_data;

  if (n_written == 3)
    g_cancellable_cancel (cancellable);
}

static DescoNotice *
on_next_forever (gpointer user_data, GError **error)
{
  return make_notice ("Rossi Maria");
}

static DescoNotice *
on_next_broken (gpointer user_data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no more");
  return NULL;
}

/* Whatever stops a batch, what was there before is still there and nothing else is (N-16, N-17). */
static void
test_interruption (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (desco_notice_document_write (fixture->pdf, DESCO_NOTICE_SHEETS_OWN, 0,
                                               on_next_forever, on_progress, cancellable,
                                               cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (fixture->pdf, "before", -1, NULL));
  g_assert_false (desco_notice_document_write (fixture->pdf, DESCO_NOTICE_SHEETS_OWN, 0,
                                               on_next_broken, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_false (desco_notice_document_write_list (fixture->pdf, DESCO_NOTICE_SHEETS_OWN, notices,
                                                    NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "notices");
  g_clear_error (&error);

  g_ptr_array_add (notices, make_notice ("Rossi Maria"));
  g_ptr_array_add (notices, desco_notice_new ("318334243475847506", 1, "Mensa"));
  g_assert_false (desco_notice_document_write_list (fixture->pdf, DESCO_NOTICE_SHEETS_OWN, notices,
                                                    NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "noticeNumber");
  g_assert_nonnull (strstr (error->message, "Notice 2"));

  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_true (g_file_get_contents (fixture->pdf, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "before");
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
  add_test ("/notice/page/N-09-N-10-N-14/codes", test_codes);
  add_test ("/notice/page/N-03-N-13/words", test_words);
  add_test ("/notice/page/N-06/amount", test_amount);
  add_test ("/notice/page/N-07/variants", test_variants);
  add_test ("/notice/page/N-02/order", test_order);
  add_test ("/notice/page/N-01-N-15/fit", test_fit);
  add_test ("/notice/page/N-05/long-name", test_long_name);
  add_test ("/notice/page/N-13/document", test_document);
  add_test ("/notice/page/N-17/batch", test_batch);
  add_test ("/notice/page/N-16-N-17/interruption", test_interruption);
  return g_test_run ();
}
