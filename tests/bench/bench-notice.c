/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* How fast notices are written and in how much memory: Desco's document against cairo used plainly,
 * and against Node with pdfkit, qrcode and bwip-js, on the page that notice-page.json describes. Each
 * measurement is a process of its own, which prints the seconds it took and its greatest memory. */

#include "desco-bench.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "notice/desco-notice-document.h"
#include "notice/desco-notice-renderer.h"
#include "pagopa/desco-notice-codes.h"
#include "pagopa/desco-notice-number.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <zint.h>

#define N_NOTICES 2000
#define N_ROUNDS 3
#define N_FEW 100
#define N_MANY 10000

#define CREDITOR "01199250158"
#define ACCOUNT "1042000000"
#define SUBJECT "Buoni mensa scolastica a.s. 2026/2027 - 20 buoni"

typedef struct
{
  char *number;
  char *name;
  char *tax_code;
  char *address;
  gint64 amount;
} Person;

typedef struct
{
  cairo_scaled_font_t *font;
  cairo_glyph_t *glyphs;
  int n_glyphs;
  cairo_text_cluster_t *clusters;
  int n_clusters;
  cairo_text_cluster_flags_t flags;
  char *text;
} Run;

typedef struct
{
  guint n_notices;
  guint position;
} Batch;

typedef struct
{
  double seconds;
  double kibibytes;
} Measurement;

static void
person_clear (Person *person)
{
  g_free (person->number);
  g_free (person->name);
  g_free (person->tax_code);
  g_free (person->address);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_clear)

/* The Node script makes the same people. */
static Person
make_person (guint i)
{
  static const char *const surnames[]
      = { "Rossi", "Bianchi", "Ferrari", "Esposito", "Müller", "D'Àvila", "Čok", "Nguyễn" };
  static const char *const names[]
      = { "Maria", "Anna Lucia", "Piero", "Jürgen", "Štefan", "Nicolò" };

  return (Person){
    .number = desco_notice_number_assign (2, 0, 1000 + i, NULL),
    .name = g_strdup_printf ("%s %s %u", surnames[i % G_N_ELEMENTS (surnames)],
                             names[i % G_N_ELEMENTS (names)], i),
    .tax_code = g_strdup_printf ("RSSMRA85T10A%03uS", i % 1000),
    .address = g_strdup_printf ("Via Giuseppe Garibaldi %u, 38010 Vallechiara (TN)", i),
    .amount = 10000 + 7 * (gint64) i,
  };
}

static char *
find_file (const char *name)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "bench", name, NULL);
}

static JsonObject *
load_page (JsonParser *parser)
{
  g_autofree char *path = find_file ("notice-page.json");
  g_autoptr (GError) error = NULL;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);
  return json_node_get_object (json_parser_get_root (parser));
}

static void
report_run (gint64 begin)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  g_print ("%f %ld\n", (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC,
           usage.ru_maxrss);
}

static DescoNotice *
on_next (gpointer user_data, GError **error)
{
  static const char *const contacts[]
      = { "Piazza della Libertà 1, 38010 Vallechiara (TN)", "Tel. 0461 000000",
          "istruzione@comune.vallechiara.example", NULL };
  const GDate due_date = desco_date_from_ymd (2026, 12, 31);
  Batch *batch = user_data;
  g_auto (Person) person = { 0 };
  g_autofree char *group = NULL;
  DescoNotice *notice;

  if (batch->position == batch->n_notices)
    return NULL;

  person = make_person (batch->position);
  group = g_strdup_printf ("Classe %u", batch->position / 25);
  batch->position++;

  notice = desco_notice_new (person.number, person.amount, SUBJECT);
  desco_notice_set_due_date (notice, &due_date);
  desco_notice_set_creditor (notice, CREDITOR, "Comune di Vallechiara",
                             "Ufficio Pubblica Istruzione");
  desco_notice_set_contacts (notice, contacts);
  desco_notice_set_cbill (notice, "AB12C");
  desco_notice_set_debtor (notice, person.tax_code, person.name, person.address);
  desco_notice_set_postal_account (notice, ACCOUNT, "Comune di Vallechiara",
                                   "AUT. DB/SISB/GEN 01234 DEL 01/09/2026");
  desco_notice_set_group (notice, group);
  return notice;
}

static void
run_ours (guint n_notices, const char *path)
{
  Batch batch = { n_notices, 0 };
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  if (!desco_notice_document_write (path, DESCO_NOTICE_SHEETS_OWN, n_notices, on_next, NULL, &batch,
                                    NULL, &error))
    g_error ("%s", error->message);
  report_run (begin);
}

static char *
fill_in (const char *text, const Person *person)
{
  g_autofree char *number = desco_notice_number_format (person->number);
  g_autofree char *amount = desco_money_format (person->amount);
  GString *filled = g_string_new (text);

  g_string_replace (filled, "{number}", number, 0);
  g_string_replace (filled, "{amount}", amount, 0);
  g_string_replace (filled, "{name}", person->name, 0);
  g_string_replace (filled, "{taxCode}", person->tax_code, 0);
  g_string_replace (filled, "{address}", person->address, 0);
  return g_string_free (filled, FALSE);
}

static cairo_scaled_font_t *
make_font (gboolean bold, double size)
{
  cairo_font_face_t *face
      = cairo_toy_font_face_create ("sans-serif", CAIRO_FONT_SLANT_NORMAL,
                                    bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_matrix_t identity;
  cairo_matrix_t scale;
  cairo_scaled_font_t *font;

  cairo_matrix_init_identity (&identity);
  cairo_matrix_init_scale (&scale, size, size);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  font = cairo_scaled_font_create (face, &scale, &identity, options);
  cairo_font_options_destroy (options);
  cairo_font_face_destroy (face);
  return font;
}

static void
shape (Run *run, JsonObject *text, const Person *person)
{
  run->font = make_font (json_object_get_boolean_member (text, "bold"),
                         json_object_get_double_member (text, "size"));
  run->text = fill_in (json_object_get_string_member (text, "text"), person);
  cairo_scaled_font_text_to_glyphs (run->font, json_object_get_double_member (text, "x"),
                                    json_object_get_double_member (text, "y"), run->text, -1,
                                    &run->glyphs, &run->n_glyphs, &run->clusters, &run->n_clusters,
                                    &run->flags);
}

static void
clear_run (Run *run)
{
  cairo_scaled_font_destroy (run->font);
  cairo_glyph_free (run->glyphs);
  cairo_text_cluster_free (run->clusters);
  g_free (run->text);
}

static void
fill_code (cairo_t *cr, JsonArray *place, int symbology, const char *text)
{
  struct zint_symbol *symbol = ZBarcode_Create ();
  double module;

  symbol->symbology = symbology;
  if (symbology == BARCODE_QRCODE)
    {
      symbol->option_1 = 2;
      symbol->option_2 = 4;
    }
  else
    symbol->option_3 = DM_SQUARE;
  if (ZBarcode_Encode (symbol, (unsigned char *) text, 0) >= ZINT_ERROR)
    g_error ("%s", symbol->errtxt);

  module = json_array_get_double_element (place, 2) / symbol->width;
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int row = 0; row < symbol->rows; row++)
    for (int column = 0; column < symbol->width; column++)
      {
        if ((symbol->encoded_data[row][column / 8] >> (column % 8) & 1) != 0)
          cairo_rectangle (cr, json_array_get_double_element (place, 0) + column * module,
                           json_array_get_double_element (place, 1) + row * module, module, module);
      }
  cairo_fill (cr);
  ZBarcode_Delete (symbol);
}

static void
fill_boxes (cairo_t *cr, JsonArray *boxes)
{
  for (guint i = 0; i < json_array_get_length (boxes); i++)
    {
      JsonObject *member = json_array_get_object_element (boxes, i);
      JsonArray *box = json_object_get_array_member (member, "box");
      JsonArray *colour = json_object_get_array_member (member, "colour");

      cairo_set_source_rgb (cr, json_array_get_double_element (colour, 0),
                            json_array_get_double_element (colour, 1),
                            json_array_get_double_element (colour, 2));
      cairo_rectangle (
          cr, json_array_get_double_element (box, 0), json_array_get_double_element (box, 1),
          json_array_get_double_element (box, 2), json_array_get_double_element (box, 3));
      cairo_fill (cr);
    }
}

/* Shaping is left out of the time: the plain program is given its glyphs. */
static gint64
draw_plain_page (cairo_t *cr, JsonObject *page, const Person *person)
{
  JsonArray *texts = json_object_get_array_member (page, "texts");
  JsonObject *codes = json_object_get_object_member (page, "codes");
  guint n_runs = json_array_get_length (texts);
  g_autofree Run *runs = g_new0 (Run, n_runs);
  g_autofree char *qr = desco_notice_qr_text (person->number, CREDITOR, person->amount);
  g_autofree char *data_matrix = desco_notice_data_matrix_text (
      person->number, CREDITOR, person->amount, ACCOUNT, person->tax_code, person->name, SUBJECT);
  gint64 begin;
  gint64 end;

  for (guint i = 0; i < n_runs; i++)
    shape (&runs[i], json_array_get_object_element (texts, i), person);

  begin = g_get_monotonic_time ();
  fill_boxes (cr, json_object_get_array_member (page, "boxes"));
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < n_runs; i++)
    {
      cairo_set_scaled_font (cr, runs[i].font);
      cairo_show_text_glyphs (cr, runs[i].text, -1, runs[i].glyphs, runs[i].n_glyphs,
                              runs[i].clusters, runs[i].n_clusters, runs[i].flags);
    }
  fill_code (cr, json_object_get_array_member (codes, "qr"), BARCODE_QRCODE, qr);
  fill_code (cr, json_object_get_array_member (codes, "dataMatrix"), BARCODE_DATAMATRIX,
             data_matrix);
  cairo_show_page (cr);
  end = g_get_monotonic_time ();

  for (guint i = 0; i < n_runs; i++)
    clear_run (&runs[i]);
  return end - begin;
}

static void
run_plain (guint n_notices, const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *page = load_page (parser);
  cairo_surface_t *surface
      = cairo_pdf_surface_create (path, DESCO_NOTICE_PAGE_WIDTH, DESCO_NOTICE_PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  gint64 elapsed = 0;
  gint64 begin;

  for (guint i = 0; i < n_notices; i++)
    {
      g_auto (Person) person = make_person (i);

      elapsed += draw_plain_page (cr, page, &person);
    }
  begin = g_get_monotonic_time ();
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  report_run (begin - elapsed);
}

static Measurement
run_child (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  char *rest = NULL;
  Measurement measurement;
  int status;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                     NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", arguments[0], error->message);

  measurement.seconds = g_ascii_strtod (output, &rest);
  measurement.kibibytes = g_ascii_strtod (rest, NULL);
  return measurement;
}

static Measurement
run_self (const char *program, const char *mode, guint n_notices, const char *path)
{
  g_autofree char *count = g_strdup_printf ("%u", n_notices);

  return run_child ((const char *const[]){ program, mode, count, path, NULL });
}

static void
print_figure (const char *what,
              const char *baseline,
              const char *unit,
              double measured,
              double reference,
              const char *sense,
              double bar)
{
  g_autofree char *measured_text = g_strdup_printf ("%.0f %s", measured, unit);
  g_autofree char *reference_text = g_strdup_printf ("%.0f %s", reference, unit);

  desco_bench_report (what, baseline, measured_text, reference_text, measured / reference, sense,
                      bar);
}

/* The best of some rounds, in turns, so that whatever else the machine does meets all alike. */
static void
compare_speed (const char *program, const char *path)
{
  const char *peers = g_getenv ("DESCO_BENCH_PEERS");
  g_autofree char *script = find_file ("peer-notice.js");
  g_autofree char *page = find_file ("notice-page.json");
  g_autofree char *count = g_strdup_printf ("%u", N_NOTICES);
  double ours = G_MAXDOUBLE;
  double plain = G_MAXDOUBLE;
  double node = G_MAXDOUBLE;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      ours = MIN (ours, run_self (program, "--ours", N_NOTICES, path).seconds);
      plain = MIN (plain, run_self (program, "--plain", N_NOTICES, path).seconds);
      if (peers != NULL)
        node = MIN (
            node,
            run_child ((const char *const[]){ "node", script, page, count, path, NULL }).seconds);
    }

  print_figure ("notices a second, PDF of 2,000 pages, one thread",
                "bare cairo: pre-shaped glyphs, codes as filled rectangles", "pages/s",
                N_NOTICES / ours, N_NOTICES / plain, ">=", 1.5);
  if (peers != NULL)
    print_figure ("notices a second, PDF of 2,000 pages, one thread",
                  "Node with pdfkit, qrcode and bwip-js", "pages/s", N_NOTICES / ours,
                  N_NOTICES / node, ">=", 2.5);
}

static void
compare_memory (const char *program, const char *path)
{
  double few = run_self (program, "--ours", N_FEW, path).kibibytes;
  double many = run_self (program, "--ours", N_MANY, path).kibibytes;

  print_figure ("memory of 10,000 notices in a PDF", "of 100 notices", "MiB", many / 1024,
                few / 1024, "<=", 1.2);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (argc == 4)
    {
      guint n_notices = (guint) strtoul (argv[2], NULL, 10);

      if (g_str_equal (argv[1], "--ours"))
        run_ours (n_notices, argv[3]);
      else
        run_plain (n_notices, argv[3]);
      return 0;
    }

  folder = g_dir_make_tmp ("desco-bench-XXXXXX", NULL);
  path = g_build_filename (folder, "notices.pdf", NULL);
  compare_speed (argv[0], path);
  compare_memory (argv[0], path);
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
