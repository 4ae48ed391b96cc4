/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-quittance-paper.h"

#include "model/desco-date.h"
#include "model/desco-money-words.h"
#include "model/desco-money.h"
#include "pagopa/desco-notice-number.h"
#include "papers/desco-paper-private.h"
#include "papers/desco-paper-text-private.h"
#include "papers/desco-pdf-document-private.h"

#include <inttypes.h>

/* One sheet bears the payer's copy and the office's, to be cut apart. Lengths are millimetres. */
#define COPY_HEIGHT (DESCO_SHEET_HEIGHT / 2)
#define LEFT DESCO_SHEET_MARGIN
#define WIDTH (DESCO_SHEET_WIDTH - 2 * DESCO_SHEET_MARGIN)
#define HALF (WIDTH / 2 - 3)
#define RIGHT_HALF (LEFT + WIDTH - HALF)

#define NAME_WIDTH 100
#define SUBJECT_WIDTH 140

static void
put_field (const DescoPaper *pen,
           double x,
           double y,
           double width,
           const char *label,
           const char *value)
{
  g_autofree char *shortened = desco_paper_text_shorten (value, SUBJECT_WIDTH);

  desco_paper_put_field (pen, x, y, width, 8.4, label, shortened);
}

static void
draw_head (const DescoPaper *pen, const DescoQuittancePaper *paper, double top, const char *copy)
{
  g_autofree char *number
      = desco_quittance_make_label (paper->desk, (guint) paper->year, paper->number);
  g_autofree char *title = g_strdup_printf ("Quietanza n. %s", number);
  g_autofree char *code = g_strdup_printf ("Cod. fiscale %s", paper->creditor->tax_code);
  double y = top;

  y += desco_paper_put (pen, "P", DESCO_TYPE_STYLE_NAME, DESCO_TYPE_LEFT,
                        DESCO_BOX (LEFT, y, HALF, 9.6), paper->creditor->name);
  y += desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                        DESCO_BOX (LEFT, y + 0.4, HALF, 4), code);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT, y + 0.6, HALF, 4), paper->creditor->department);
  desco_paper_put (pen, "H1", DESCO_TYPE_STYLE_HEADLINE, DESCO_TYPE_RIGHT,
                   DESCO_BOX (RIGHT_HALF, top, HALF, 7), title);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_RIGHT,
                   DESCO_BOX (RIGHT_HALF, top + 7, HALF, 4), copy);
  if (paper->practice)
    desco_paper_put (pen, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_RIGHT,
                     DESCO_BOX (RIGHT_HALF, top + 11.4, HALF, 4.4), "PROVA – SENZA VALORE");
  desco_paper_rule (pen, LEFT, top + 20, WIDTH);
}

static void
draw_amount (const DescoPaper *pen, const DescoQuittancePaper *paper, double y)
{
  g_autofree char *figures = desco_money_format (paper->amount);
  g_autofree char *words = desco_money_to_words (paper->amount);
  g_autofree char *amount = g_strdup_printf ("€ %s", figures);
  g_autofree char *written = g_strdup_printf ("euro %s", words);

  desco_paper_fill (pen, &desco_section_grey, DESCO_BOX (LEFT, y, WIDTH, 17));
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT + 2, y + 1.6, 60, 3.6), "la somma di");
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_AMOUNT, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT + 2, y + 6, 56, 9), amount);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SUBJECT, DESCO_TYPE_LEFT | DESCO_TYPE_MIDDLE,
                   DESCO_BOX (LEFT + 62, y + 2, WIDTH - 64, 13), written);
}

static char *
describe_pupil (const DescoQuittancePaper *paper)
{
  if (paper->pupil == NULL)
    return NULL;
  return paper->class_label != NULL ? g_strdup_printf ("%s – %s", paper->pupil, paper->class_label)
                                    : g_strdup (paper->pupil);
}

static void
draw_what (const DescoPaper *pen, const DescoQuittancePaper *paper, double y)
{
  g_autofree char *pupil = describe_pupil (paper);
  g_autofree char *quantity
      = paper->quantity > 0 ? g_strdup_printf ("%" PRId64, paper->quantity) : NULL;
  g_autofree char *notice
      = paper->notice_number != NULL ? desco_notice_number_format (paper->notice_number) : NULL;

  put_field (pen, LEFT + 2, y, WIDTH - 4, "per", paper->subject);
  put_field (pen, LEFT + 2, y + 13, HALF - 2, "Alunno", pupil);
  put_field (pen, RIGHT_HALF, y + 13, 24, "Buoni", quantity);
  put_field (pen, RIGHT_HALF + 26, y + 13, HALF - 26, "Codice avviso", notice);
}

/* R-10, and what decides on the tax return: cash leaves no trace. */
static void
draw_how (const DescoPaper *pen, const DescoQuittancePaper *paper, double y)
{
  gboolean is_cash = paper->method == DESCO_QUITTANCE_CASH;
  g_autofree char *date = desco_date_to_display (&paper->date);

  put_field (pen, LEFT + 2, y, 60, "Modalità di pagamento",
             is_cash ? "Contanti" : "Carta, con POS allo sportello");
  put_field (pen, LEFT + 66, y, 34, "Data", date);
  put_field (pen, RIGHT_HALF, y, HALF, "Ha riscosso", paper->author);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT + 2, y + 13, HALF - 2, 11),
                   is_cash ? "Pagamento in contanti: non è tracciabile e non dà diritto alla "
                             "detrazione nella dichiarazione dei redditi."
                           : "Pagamento con strumento tracciabile: va conservato con la ricevuta "
                             "della carta per la dichiarazione dei redditi.");
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT,
                   DESCO_BOX (RIGHT_HALF, y + 13, HALF, 3.6), "Firma e timbro");
  desco_paper_rule (pen, RIGHT_HALF, y + 27, HALF);
}

static void
draw_void (const DescoPaper *pen, const DescoQuittancePaper *paper, double top)
{
  g_autofree char *reason = NULL;

  if (paper->void_reason == NULL)
    return;
  reason = g_strdup_printf ("ANNULLATA: %s", paper->void_reason);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT + 2, top + 120, WIDTH - 4, 8.4), reason);
}

static void
draw_copy (const DescoPaper *pen, const DescoQuittancePaper *paper, double top, const char *copy)
{
  desco_paper_begin_tag (pen, "Sect");
  if (paper->void_reason != NULL)
    desco_paper_practice (pen, top + 62, "ANNULLATA");
  else if (paper->practice)
    desco_paper_practice (pen, top + 62, "FACSIMILE");
  draw_head (pen, paper, top, copy);
  put_field (pen, LEFT + 2, top + 24, HALF + 20, "Ricevuto da",
             paper->payer != NULL ? paper->payer : "chi ha pagato allo sportello");
  put_field (pen, RIGHT_HALF + 26, top + 24, HALF - 26, "Cod. fiscale", paper->payer_tax_code);
  draw_amount (pen, paper, top + 38);
  draw_what (pen, paper, top + 59);
  draw_how (pen, paper, top + 86);
  draw_void (pen, paper, top);
  desco_paper_end_tag (pen, "Sect");
}

static void
draw (const DescoPaper *pen, const DescoQuittancePaper *paper)
{
  draw_copy (pen, paper, DESCO_SHEET_MARGIN, "Copia per chi ha pagato");
  desco_paper_cut (pen, LEFT, COPY_HEIGHT, WIDTH);
  draw_copy (pen, paper, COPY_HEIGHT + DESCO_SHEET_MARGIN, "Copia per l'ufficio");
}

/**
 * desco_quittance_paper_fill:
 * @paper: (out caller-allocates): what the sheet says; it borrows from the others
 * @quittance: what was taken at the desk
 * @creditor: who took it
 * @practice: whether it only trains somebody
 */
void
desco_quittance_paper_fill (DescoQuittancePaper *paper,
                            DescoQuittance *quittance,
                            const DescoCreditor *creditor,
                            gboolean practice)
{
  *paper = (DescoQuittancePaper){
    .creditor = creditor,
    .number = quittance->number,
    .year = (int) quittance->year,
    .desk = quittance->device_code,
    .amount = quittance->amount,
    .method = quittance->method,
    .date = quittance->civil_date,
    .payer = quittance->payer,
    .pupil = quittance->pupil_name,
    .subject = quittance->subject,
    .quantity = quittance->quantity,
    .notice_number = quittance->notice_number,
    .author = quittance->author,
    .void_reason = quittance->void_reason,
    .practice = practice,
  };
}

/**
 * desco_quittance_paper_draw:
 * @paper: what it says
 * @cr: where to draw an A4 sheet, in points from its top left corner; a window or a printer
 *
 * Draws a desk's quittance twice on one sheet: for who paid, and for the office.
 */
void
desco_quittance_paper_draw (const DescoQuittancePaper *paper, cairo_t *cr)
{
  g_autoptr (DescoTypesetter) typesetter = desco_typesetter_new ();
  const DescoPaper pen = { .typesetter = typesetter, .cr = cr };

  draw (&pen, paper);
}

/**
 * desco_quittance_paper_write:
 * @paper: what it says
 * @path: (type filename): the PDF to make or to replace
 * @error: %DESCO_INPUT_ERROR of @path, or %G_IO_ERROR
 *
 * Writes the sheet of desco_quittance_paper_draw().
 *
 * Returns: whether the file is there
 */
gboolean
desco_quittance_paper_write (const DescoQuittancePaper *paper, const char *path, GError **error)
{
  g_autoptr (DescoTypesetter) typesetter = desco_typesetter_new ();
  g_autoptr (DescoPdfDocument) pdf = desco_pdf_document_open (path, DESCO_SHEET_WIDTH * DESCO_MM,
                                                              DESCO_SHEET_HEIGHT * DESCO_MM, error);
  g_autofree char *number
      = desco_quittance_make_label (paper->desk, (guint) paper->year, paper->number);
  g_autofree char *title = g_strdup_printf ("Quietanza n. %s", number);
  DescoPaper pen = { .typesetter = typesetter, .tagged = TRUE };

  if (pdf == NULL)
    return FALSE;
  pen.cr = desco_pdf_document_get_cairo (pdf);
  draw (&pen, paper);
  return desco_pdf_document_end_page (pdf, error)
         && desco_pdf_document_finish (pdf, title, paper->creditor->name, error);
}
