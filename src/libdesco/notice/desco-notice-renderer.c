/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-renderer.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "notice/desco-notice-logo-private.h"
#include "notice/desco-notice-symbol-private.h"
#include "papers/desco-paper-text-private.h"
#include "papers/desco-typesetter-private.h"
#include "pagopa/desco-notice-number.h"

/* The sheet is measured in millimetres; cairo wants points. */
#define MM (72 / 25.4)
#define BOX(x, y, width, height) (&(DescoTypeBox){ (x) *MM, (y) *MM, (width) *MM, (height) *MM })

/* The columns, inside margins of 10 mm and 6 mm apart (N-01). */
#define LEFT 10.0
#define WIDTH 190.0
#define HALF 92.0
#define RIGHT_HALF 108.0
#define RIGHT_EDGE 200.0

/* Where the modules begin, in the order of N-02. */
#define HEADING_Y 10.0
#define PARTIES_Y 46.0
#define HOW_Y 90.0
#define PAYMENT_Y 144.0
#define SLIP_Y 211.0

#define BAND_HEIGHT 7.0
#define LOGO_SIZE 30.0

/* Both codes are 25 mm wide, around them a quiet zone (N-09, N-10). A Data Matrix may grow by four
 * modules. */
#define CODE_SIZE 25.0
#define CODE_UNIT (CODE_SIZE / DESCO_NOTICE_SYMBOL_SIDE)
#define QR_QUIET (4 * DESCO_NOTICE_QR_MODULE * CODE_UNIT)
#define QR_ROOM (CODE_SIZE + 2 * QR_QUIET)
#define QR_Y (PAYMENT_Y + BAND_HEIGHT + 1.5)
#define DATA_MATRIX_QUIET 2.4
#define DATA_MATRIX_ROOM 32.0
#define DATA_MATRIX_X (RIGHT_EDGE - DATA_MATRIX_ROOM)
#define DATA_MATRIX_Y (SLIP_Y + BAND_HEIGHT + 2)

#define MAX_CONTACTS 4

/* Creditors, with and without slip, whose shared layer is kept at a time. */
#define MAX_FIXED 8

/* What a page shows is the same on every page of a batch, or the notice's own. The first is painted
 * once and shared by all pages: it is half the work of a page. */
typedef enum
{
  LAYER_FIXED = 1 << 0,
  LAYER_OWN = 1 << 1,
} Layer;

typedef struct
{
  double red;
  double green;
  double blue;
} Colour;

struct _DescoNoticeRenderer
{
  GObject parent_instance;

  DescoTypesetter *typesetter;
  GHashTable *fixed; /* what the creditor's pages share, by what it shows */
  gboolean tagged;
};

typedef struct
{
  DescoNoticeRenderer *renderer;
  DescoNotice *notice;
  cairo_t *cr;
  Layer layers;

  char *subject;
  char *creditor;
  char *debtor;
  char *amount;
  char *due_date; /* NULL where there is none */
  char *number;
} Page;

static const Colour black = { 0, 0, 0 };
static const Colour section_grey = { 0xec / 255.0, 0xec / 255.0, 0xec / 255.0 };
static const Colour pagopa_blue = { 0, 0x66 / 255.0, 0xcc / 255.0 };
static const Colour white = { 1, 1, 1 };
static const Colour faint_black = { 0.3, 0.3, 0.3 }; /* 70 % black (N-10) */
static const Colour practice_grey = { 0.8, 0.8, 0.8 };

G_DEFINE_FINAL_TYPE (DescoNoticeRenderer, desco_notice_renderer, G_TYPE_OBJECT)

static void
page_clear (Page *page)
{
  g_free (page->subject);
  g_free (page->creditor);
  g_free (page->debtor);
  g_free (page->amount);
  g_free (page->due_date);
  g_free (page->number);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static gboolean
has_slip (const Page *page)
{
  return desco_notice_get_postal_account (page->notice) != NULL;
}

static const Colour *
colour_of (DescoTypeStyle style)
{
  switch ((int) style)
    {
    case DESCO_TYPE_STYLE_MARK:
      return &white;
    case DESCO_TYPE_STYLE_FAINT:
      return &faint_black;
    case DESCO_TYPE_STYLE_PRACTICE:
      return &practice_grey;
    default:
      return &black;
    }
}

static void
set_colour (cairo_t *cr, const Colour *colour)
{
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

static void
begin_tag (const Page *page, const char *tag)
{
  if (page->renderer->tagged)
    cairo_tag_begin (page->cr, tag, NULL);
}

static void
end_tag (const Page *page, const char *tag)
{
  if (page->renderer->tagged)
    cairo_tag_end (page->cr, tag);
}

static double
put_text (const Page *page,
          Layer layer,
          const char *tag,
          DescoTypeStyle style,
          DescoTypeAlign align,
          const DescoTypeBox *box,
          const char *text)
{
  double height;

  if ((page->layers & layer) == 0 || text == NULL || *text == '\0')
    return 0;

  begin_tag (page, tag);
  set_colour (page->cr, colour_of (style));
  height = desco_typesetter_draw (page->renderer->typesetter, page->cr, style, align, box, text);
  end_tag (page, tag);
  return height / MM;
}

static void
put_field (const Page *page,
           Layer layer,
           double x,
           double y,
           double width,
           double height,
           const char *label,
           const char *value)
{
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT, BOX (x, y, width, 3.6),
            label);
  put_text (page, layer, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT,
            BOX (x, y + 3.4, width, height), value);
}

static void
put_cell (const Page *page,
          Layer layer,
          double x,
          double y,
          double width,
          const char *label,
          const char *value)
{
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT,
            BOX (x, y + 1.2, width, 3.6), label);
  put_text (page, layer, "P", DESCO_TYPE_STYLE_VALUE, DESCO_TYPE_LEFT, BOX (x, y + 4.8, width, 5.4),
            value);
}

static void
fill_box (const Page *page, const Colour *colour, const DescoTypeBox *box)
{
  if ((page->layers & LAYER_FIXED) == 0)
    return;

  set_colour (page->cr, colour);
  cairo_rectangle (page->cr, box->x, box->y, box->width, box->height);
  cairo_fill (page->cr);
}

/* Where the slip is cut off. */
static void
draw_cut (const Page *page, double y)
{
  static const double dashes[] = { 3, 2 };

  if ((page->layers & LAYER_FIXED) == 0)
    return;

  set_colour (page->cr, &black);
  cairo_set_line_width (page->cr, 0.5);
  cairo_set_dash (page->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (page->cr, LEFT * MM, y * MM);
  cairo_line_to (page->cr, RIGHT_EDGE * MM, y * MM);
  cairo_stroke (page->cr);
  cairo_set_dash (page->cr, NULL, 0, 0);
}

/* The head of a module: its name on the left, and on the right what it is about. */
static void
draw_band (const Page *page,
           double x,
           double y,
           double width,
           const char *name,
           Layer layer,
           DescoTypeStyle style,
           const char *note)
{
  double name_width = note != NULL ? width * 0.42 : width - 4;

  fill_box (page, &section_grey, BOX (x, y, width, BAND_HEIGHT));
  put_text (page, LAYER_FIXED, "H2", DESCO_TYPE_STYLE_BAND, DESCO_TYPE_MIDDLE,
            BOX (x + 2, y, name_width, BAND_HEIGHT), name);
  put_text (page, layer, "P", style, DESCO_TYPE_MIDDLE | DESCO_TYPE_RIGHT,
            BOX (x + 2 + name_width, y, width - name_width - 4, BAND_HEIGHT), note);
}

/* The mark is the name of the platform on a sign of its colour. */
static void
draw_mark (const Page *page)
{
  const DescoTypeBox *box = BOX (LEFT, HEADING_Y, 34, 10);
  const double radius = 2.2 * MM;
  const double right = box->x + box->width;
  const double bottom = box->y + box->height;

  if ((page->layers & LAYER_FIXED) != 0)
    {
      set_colour (page->cr, &pagopa_blue);
      cairo_new_sub_path (page->cr);
      cairo_arc (page->cr, right - radius, box->y + radius, radius, -G_PI / 2, 0);
      cairo_arc (page->cr, right - radius, bottom - radius, radius, 0, G_PI / 2);
      cairo_arc (page->cr, box->x + radius, bottom - radius, radius, G_PI / 2, G_PI);
      cairo_arc (page->cr, box->x + radius, box->y + radius, radius, G_PI, 3 * G_PI / 2);
      cairo_close_path (page->cr);
      cairo_fill (page->cr);
    }
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_MARK, DESCO_TYPE_CENTER | DESCO_TYPE_MIDDLE,
            box, "pagoPA");
}

static gboolean
draw_heading (const Page *page, GError **error)
{
  const char *logo_path = desco_notice_get_logo_path (page->notice);

  draw_mark (page);
  put_text (page, LAYER_FIXED, "H1", DESCO_TYPE_STYLE_TITLE, DESCO_TYPE_LEFT,
            BOX (50, HEADING_Y, 114, 10), "Avviso di pagamento");
  put_text (page, LAYER_OWN, "P", DESCO_TYPE_STYLE_SUBJECT, DESCO_TYPE_LEFT,
            BOX (50, HEADING_Y + 11, 114, 14), page->subject);

  if (desco_notice_is_practice (page->notice))
    put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT,
              BOX (50, HEADING_Y + 26, 114, 4.2), "PROVA – NON PAGABILE – FACSIMILE");

  if (logo_path == NULL || (page->layers & LAYER_FIXED) == 0)
    return TRUE;
  return desco_notice_logo_draw (logo_path, page->cr, (RIGHT_EDGE - LOGO_SIZE) * MM, HEADING_Y * MM,
                                 LOGO_SIZE * MM, error);
}

/* A name of one or two lines, and under it a text in what is left of @height. */
static double
put_party (const Page *page,
           Layer layer,
           double x,
           const char *name,
           const char *text,
           gsize width,
           double height)
{
  g_autofree char *shortened = desco_paper_text_shorten (text, width);
  double y = PARTIES_Y + BAND_HEIGHT + 2;

  y += put_text (page, layer, "P", DESCO_TYPE_STYLE_NAME, DESCO_TYPE_LEFT, BOX (x, y, HALF - 4, 10),
                 name);
  y += 1;
  y += put_text (page, layer, "P", DESCO_TYPE_STYLE_BODY, DESCO_TYPE_LEFT,
                 BOX (x, y, HALF - 4, height), shortened);
  return y;
}

static void
draw_creditor (const Page *page)
{
  const char *const *contacts = desco_notice_get_contacts (page->notice);
  g_autofree char *note
      = g_strdup_printf ("Cod. fiscale %s", desco_notice_get_creditor_tax_code (page->notice));
  double y;

  draw_band (page, LEFT, PARTIES_Y, HALF, "ENTE CREDITORE", LAYER_FIXED, DESCO_TYPE_STYLE_BAND_NOTE,
             note);
  y = put_party (page, LAYER_FIXED, LEFT + 2, page->creditor,
                 desco_notice_get_department (page->notice), DESCO_NOTICE_DEPARTMENT_WIDTH, 4.2);

  for (guint i = 0; contacts != NULL && contacts[i] != NULL && i < MAX_CONTACTS; i++)
    {
      g_autofree char *line
          = desco_paper_text_shorten (contacts[i], DESCO_NOTICE_CREDITOR_NAME_WIDTH);

      y += put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                     BOX (LEFT + 2, y, HALF - 4, 3.8), line);
    }
}

static void
draw_debtor (const Page *page)
{
  g_autofree char *note
      = g_strdup_printf ("Cod. fiscale %s", desco_notice_get_debtor_tax_code (page->notice));

  draw_band (page, RIGHT_HALF, PARTIES_Y, HALF, "DESTINATARIO", LAYER_OWN,
             DESCO_TYPE_STYLE_BAND_NOTE, note);
  put_party (page, LAYER_OWN, RIGHT_HALF + 2, page->debtor,
             desco_notice_get_debtor_address (page->notice), DESCO_NOTICE_DEBTOR_ADDRESS_WIDTH, 16);
}

static void
draw_when (const Page *page)
{
  draw_band (page, LEFT, HOW_Y, HALF, "QUANTO E QUANDO PAGARE?", LAYER_FIXED,
             DESCO_TYPE_STYLE_BAND_NOTE, NULL);
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT,
            BOX (LEFT + 2, HOW_Y + 9.5, 50, 3.6), "Importo");
  put_text (page, LAYER_OWN, "P", DESCO_TYPE_STYLE_AMOUNT, DESCO_TYPE_LEFT,
            BOX (LEFT + 2, HOW_Y + 13, 52, 9), page->amount);
  if (page->due_date != NULL)
    {
      put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT,
                BOX (LEFT + 60, HOW_Y + 9.5, 30, 3.6), "entro il");
      put_text (page, LAYER_OWN, "P", DESCO_TYPE_STYLE_DATE, DESCO_TYPE_LEFT,
                BOX (LEFT + 60, HOW_Y + 14, 30, 7), page->due_date);
    }
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
            BOX (LEFT + 2, HOW_Y + 24, HALF - 4, 22),
            "L'importo può essere aggiornato mentre paghi: se dopo la stampa di questo avviso è "
            "cambiato per sgravi, maggiorazioni o interessi, il sito, l'app o l'operatore a cui ti "
            "rivolgi ti chiederà la cifra nuova, che può essere diversa da quella scritta qui.");
}

static void
draw_where (const Page *page)
{
  double x = RIGHT_HALF + 2;
  double width = HALF - 4;

  draw_band (page, RIGHT_HALF, HOW_Y, HALF, "DOVE PAGARE?", LAYER_FIXED, DESCO_TYPE_STYLE_BAND_NOTE,
             NULL);
  put_text (page, LAYER_FIXED, "H3", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT,
            BOX (x, HOW_Y + 9, width, 4.2), "Online e con il telefono");
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
            BOX (x, HOW_Y + 13.4, width, 14),
            "Con l'app IO, con l'home banking o l'app della tua banca (servizi CBILL o pagoPA), o "
            "con un'altra app di pagamento: inquadra il codice QR o scrivi il codice avviso.");
  put_text (page, LAYER_FIXED, "H3", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT,
            BOX (x, HOW_Y + 28, width, 4.2), "Di persona");
  put_text (
      page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
      BOX (x, HOW_Y + 32.4, width, 14),
      has_slip (page)
          ? "In banca e agli sportelli automatici, in tutti gli Uffici Postali, in ricevitoria, "
            "dal tabaccaio, al bar, al supermercato e negli altri esercizi aderenti, in "
            "contanti, con carta o con addebito in conto."
          : "In banca e agli sportelli automatici, in ricevitoria, dal tabaccaio, al bar, al "
            "supermercato e negli altri esercizi aderenti, in contanti, con carta o con "
            "addebito in conto.");
}

static void
draw_instalment_band (const Page *page, double y, const char *name)
{
  g_autofree char *note = page->due_date != NULL
                              ? g_strdup_printf ("RATA UNICA entro il %s", page->due_date)
                              : g_strdup ("RATA UNICA");

  draw_band (page, LEFT, y, WIDTH, name, LAYER_OWN, DESCO_TYPE_STYLE_BAND, note);
}

static void
draw_payment (const Page *page)
{
  const double x = LEFT + QR_ROOM + 4;
  const double strip_y = PAYMENT_Y + 48;
  const char *cbill = desco_notice_get_cbill (page->notice);

  draw_instalment_band (page, PAYMENT_Y, "BANCHE E ALTRI CANALI");
  fill_box (page, &white, BOX (LEFT, QR_Y, QR_ROOM, QR_ROOM));

  put_text (
      page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT, BOX (x, QR_Y + 0.5, 98, 7.6),
      cbill != NULL
          ? "Qui trovi il codice QR e il codice CBILL per pagare in banca e sugli altri canali "
            "abilitati."
          : "Qui trovi il codice QR per pagare in banca e sugli altri canali abilitati.");
  put_field (page, LAYER_OWN, x, QR_Y + 8.7, 98, 4.2, "Destinatario", page->debtor);
  put_field (page, LAYER_OWN, x, QR_Y + 17, 145, 4.2, "Oggetto del pagamento", page->subject);
  put_field (page, LAYER_FIXED, x, QR_Y + 25.3, 145, 8, "Ente creditore", page->creditor);
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_RIGHT,
            BOX (146, QR_Y + 1, 52, 3.6), "Importo");
  put_text (page, LAYER_OWN, "P", DESCO_TYPE_STYLE_AMOUNT, DESCO_TYPE_RIGHT,
            BOX (146, QR_Y + 4.5, 52, 9), page->amount);

  fill_box (page, &section_grey, BOX (LEFT, strip_y, WIDTH, 11.5));
  put_cell (page, LAYER_OWN, LEFT + 2, strip_y, 78, "Codice avviso", page->number);
  put_cell (page, LAYER_FIXED, 92, strip_y, 60, "Cod. fiscale ente creditore",
            desco_notice_get_creditor_tax_code (page->notice));
  if (cbill != NULL)
    put_cell (page, LAYER_FIXED, 155, strip_y, 43, "Codice CBILL", cbill);
}

static void
draw_slip (const Page *page)
{
  const double width = DATA_MATRIX_X - LEFT - 6;
  const double strip_y = SLIP_Y + 54;
  const double y = SLIP_Y + BAND_HEIGHT + 1.5;
  g_autofree char *holder = desco_paper_text_shorten (desco_notice_get_postal_holder (page->notice),
                                                      DESCO_NOTICE_CREDITOR_NAME_WIDTH);

  draw_cut (page, SLIP_Y - 3);
  draw_instalment_band (page, SLIP_Y, "BOLLETTINO POSTALE PA");
  fill_box (page, &white, BOX (DATA_MATRIX_X, DATA_MATRIX_Y, DATA_MATRIX_ROOM, DATA_MATRIX_ROOM));

  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
            BOX (LEFT + 2, y, width - 2, 4),
            "Pagabile in tutti gli Uffici Postali e sui canali abilitati di Poste Italiane.");
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT,
            BOX (LEFT + 2, y + 6, 60, 3.6), "sul C/C n.");
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_DATE, DESCO_TYPE_LEFT,
            BOX (LEFT + 2, y + 9.4, 60, 7), desco_notice_get_postal_account (page->notice));
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT,
            BOX (LEFT + 84, y + 6, 60, 3.6), "Importo");
  put_text (page, LAYER_OWN, "P", DESCO_TYPE_STYLE_DATE, DESCO_TYPE_LEFT,
            BOX (LEFT + 84, y + 9.4, 66, 7), page->amount);
  put_field (page, LAYER_FIXED, LEFT + 2, y + 18, width - 2, 4.2, "Intestato a", holder);
  put_field (page, LAYER_OWN, LEFT + 2, y + 26.7, width - 2, 4.2, "Destinatario", page->debtor);
  put_field (page, LAYER_OWN, LEFT + 2, y + 35.4, width - 2, 4.2, "Oggetto del pagamento",
             page->subject);

  fill_box (page, &section_grey, BOX (LEFT, strip_y, WIDTH, 11.5));
  put_cell (page, LAYER_OWN, LEFT + 2, strip_y, 78, "Codice avviso", page->number);
  put_cell (page, LAYER_FIXED, 92, strip_y, 60, "Cod. fiscale ente creditore",
            desco_notice_get_creditor_tax_code (page->notice));
  put_cell (page, LAYER_FIXED, 155, strip_y, 43, "Tipo", "P1");
  put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_FAINT, DESCO_TYPE_LEFT,
            BOX (LEFT + 2, strip_y + 13, WIDTH - 4, 3.4),
            desco_notice_get_postal_authorisation (page->notice));
}

static int
to_code_unit (double millimetres)
{
  return (int) (millimetres / CODE_UNIT + 0.5);
}

static gboolean
trace_codes (const Page *page, cairo_t *cr, GError **error)
{
  g_autofree char *qr = desco_notice_make_qr_text (page->notice);
  g_autofree char *data_matrix = desco_notice_make_data_matrix_text (page->notice);

  return desco_notice_symbol_draw_qr (cr, to_code_unit (LEFT + QR_QUIET),
                                      to_code_unit (QR_Y + QR_QUIET), qr, error)
         && (data_matrix == NULL
             || desco_notice_symbol_draw_data_matrix (
                 cr, to_code_unit (DATA_MATRIX_X + DATA_MATRIX_QUIET),
                 to_code_unit (DATA_MATRIX_Y + DATA_MATRIX_QUIET), data_matrix, error));
}

/* Both codes are one recording in their own unit: drawn on the page itself, they would be written
 * in points, with six decimals each. */
static gboolean
draw_codes (const Page *page, GError **error)
{
  const cairo_rectangle_t sheet = { 0, 0, to_code_unit (210), to_code_unit (297) };
  cairo_surface_t *codes;
  cairo_t *cr;
  gboolean traced;

  if ((page->layers & LAYER_OWN) == 0)
    return TRUE;

  codes = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &sheet);
  cr = cairo_create (codes);
  traced = trace_codes (page, cr, error);
  cairo_destroy (cr);

  begin_tag (page, "Figure");
  cairo_save (page->cr);
  cairo_scale (page->cr, CODE_UNIT * MM, CODE_UNIT * MM);
  cairo_set_source_surface (page->cr, codes, 0, 0);
  cairo_paint (page->cr);
  cairo_restore (page->cr);
  end_tag (page, "Figure");
  cairo_surface_destroy (codes);
  return traced;
}

/* Below everything else, and never below a code. */
static void
draw_practice (const Page *page)
{
  static const double heights[] = { 74, 128, 180, 250 };

  if (!desco_notice_is_practice (page->notice) || (page->layers & LAYER_FIXED) == 0)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      cairo_save (page->cr);
      cairo_translate (page->cr, 105 * MM, heights[i] * MM);
      cairo_rotate (page->cr, -0.12);
      put_text (page, LAYER_FIXED, "P", DESCO_TYPE_STYLE_PRACTICE,
                DESCO_TYPE_CENTER | DESCO_TYPE_MIDDLE, BOX (-92, -10, 184, 20),
                i % 2 == 0 ? "PROVA – NON PAGABILE" : "FACSIMILE");
      cairo_restore (page->cr);
    }
}

static gboolean
draw_modules (const Page *page, GError **error)
{
  draw_practice (page);
  if (!draw_heading (page, error))
    return FALSE;
  draw_creditor (page);
  draw_debtor (page);
  draw_when (page);
  draw_where (page);
  draw_payment (page);
  if (has_slip (page))
    draw_slip (page);
  return draw_codes (page, error);
}

/* Everything that the fixed layer shows. */
static char *
describe_fixed (DescoNotice *notice)
{
  GString *key = g_string_new (NULL);
  const char *const *contacts = desco_notice_get_contacts (notice);
  const char *parts[] = {
    desco_notice_get_creditor_tax_code (notice),
    desco_notice_get_creditor_name (notice),
    desco_notice_get_department (notice),
    desco_notice_get_cbill (notice),
    desco_notice_get_logo_path (notice),
    desco_notice_get_postal_account (notice),
    desco_notice_get_postal_holder (notice),
    desco_notice_get_postal_authorisation (notice),
    desco_notice_is_practice (notice) ? "P" : NULL,
    desco_notice_get_due_date (notice) != NULL ? "D" : NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (key, "%s\x1f", parts[i] != NULL ? parts[i] : "\x1e");
  for (guint i = 0; contacts != NULL && contacts[i] != NULL; i++)
    g_string_append_printf (key, "%s\x1f", contacts[i]);
  return g_string_free (key, FALSE);
}

static cairo_surface_t *
look_up_fixed (DescoNoticeRenderer *self, const Page *page, GError **error)
{
  static const cairo_rectangle_t sheet
      = { 0, 0, DESCO_NOTICE_PAGE_WIDTH, DESCO_NOTICE_PAGE_HEIGHT };
  g_autofree char *key = describe_fixed (page->notice);
  cairo_surface_t *surface = g_hash_table_lookup (self->fixed, key);
  Page fixed = *page;
  gboolean drawn;

  if (surface != NULL)
    return surface;

  surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &sheet);
  fixed.layers = LAYER_FIXED;
  fixed.cr = cairo_create (surface);
  drawn = draw_modules (&fixed, error);
  cairo_destroy (fixed.cr);
  if (!drawn)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }

  if (g_hash_table_size (self->fixed) >= MAX_FIXED)
    g_hash_table_remove_all (self->fixed);
  g_hash_table_insert (self->fixed, g_steal_pointer (&key), surface);
  return surface;
}

static void
write_texts (Page *page)
{
  const GDate *due_date = desco_notice_get_due_date (page->notice);
  g_autofree char *written = desco_money_format (desco_notice_get_amount (page->notice));

  page->subject = desco_paper_text_to_sentence (desco_notice_get_subject (page->notice),
                                                DESCO_NOTICE_SUBJECT_WIDTH);
  page->creditor = desco_paper_text_shorten (desco_notice_get_creditor_name (page->notice),
                                             DESCO_NOTICE_CREDITOR_NAME_WIDTH);
  page->debtor = desco_paper_text_shorten (desco_notice_get_debtor_name (page->notice),
                                           DESCO_NOTICE_DEBTOR_NAME_WIDTH);
  page->amount = g_strdup_printf ("€ %s", written);
  page->due_date = due_date != NULL ? desco_date_to_display (due_date) : NULL;
  page->number = desco_notice_number_format (desco_notice_get_number (page->notice));
}

static void
desco_notice_renderer_finalize (GObject *object)
{
  DescoNoticeRenderer *self = DESCO_NOTICE_RENDERER (object);

  g_hash_table_unref (self->fixed);
  desco_typesetter_free (self->typesetter);

  G_OBJECT_CLASS (desco_notice_renderer_parent_class)->finalize (object);
}

static void
desco_notice_renderer_class_init (DescoNoticeRendererClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_notice_renderer_finalize;
}

static void
desco_notice_renderer_init (DescoNoticeRenderer *self)
{
  self->typesetter = desco_typesetter_new ();
  self->fixed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) cairo_surface_destroy);
}

/**
 * desco_notice_renderer_new:
 *
 * Returns: (transfer full): a renderer; it is used by one thread at a time
 */
DescoNoticeRenderer *
desco_notice_renderer_new (void)
{
  return g_object_new (DESCO_TYPE_NOTICE_RENDERER, NULL);
}

/**
 * desco_notice_renderer_set_tagged:
 * @self: a renderer
 * @tagged: whether the pages tell their structure to assistive technology (N-13)
 *
 * Tagged pages share nothing, so that each reads from top to bottom; they cost twice the time and
 * keep their structure in memory until the document ends.
 */
void
desco_notice_renderer_set_tagged (DescoNoticeRenderer *self, gboolean tagged)
{
  g_return_if_fail (DESCO_IS_NOTICE_RENDERER (self));

  self->tagged = tagged;
}

/**
 * desco_notice_renderer_draw:
 * @self: a renderer
 * @notice: what to draw
 * @cr: where to draw one page, in points from its top left corner; a window, a printer, a PDF
 * @error: %DESCO_INPUT_ERROR of what cannot be printed (N-16)
 *
 * Draws a notice of one instalment (N-01 to N-10), which is one page. Nothing is drawn of a notice
 * that does not pass desco_notice_check().
 *
 * Returns: whether it was drawn
 */
gboolean
desco_notice_renderer_draw (DescoNoticeRenderer *self,
                            DescoNotice *notice,
                            cairo_t *cr,
                            GError **error)
{
  g_auto (Page) page = { .renderer = self, .notice = notice, .cr = cr };
  cairo_surface_t *fixed;

  g_return_val_if_fail (DESCO_IS_NOTICE_RENDERER (self), FALSE);
  g_return_val_if_fail (DESCO_IS_NOTICE (notice), FALSE);

  if (!desco_notice_check (notice, error))
    return FALSE;

  write_texts (&page);
  if (self->tagged)
    {
      gboolean drawn;

      page.layers = LAYER_FIXED | LAYER_OWN;
      begin_tag (&page, "Sect");
      drawn = draw_modules (&page, error);
      end_tag (&page, "Sect");
      return drawn;
    }

  fixed = look_up_fixed (self, &page, error);
  if (fixed == NULL)
    return FALSE;
  cairo_set_source_surface (cr, fixed, 0, 0);
  cairo_paint (cr);
  page.layers = LAYER_OWN;
  return draw_modules (&page, error);
}

/**
 * desco_notice_renderer_get_overflow:
 * @self: a renderer
 *
 * Returns: by how many points the text that fitted worst so far left its box; 0 where none did
 */
double
desco_notice_renderer_get_overflow (DescoNoticeRenderer *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE_RENDERER (self), 0);

  return desco_typesetter_get_overflow (self->typesetter);
}
