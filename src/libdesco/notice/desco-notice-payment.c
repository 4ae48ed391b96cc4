/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-page-private.h"

#include "notice/desco-notice-symbol-private.h"
#include "papers/desco-paper-text-private.h"

/* The payments: their data, their postal slips, their codes (N-08 to N-10). */

/* Both codes are 25 mm wide, around them a quiet zone. A Data Matrix may grow by four modules. */
#define CODE_SIZE 25.0
#define CODE_UNIT (CODE_SIZE / DESCO_NOTICE_SYMBOL_SIDE)
#define QR_QUIET (4 * DESCO_NOTICE_QR_MODULE * CODE_UNIT)
#define QR_ROOM (CODE_SIZE + 2 * QR_QUIET)
#define DATA_MATRIX_QUIET 2.4
#define DATA_MATRIX_ROOM 32.0
#define DATA_MATRIX_X (DESCO_NOTICE_RIGHT_EDGE - DATA_MATRIX_ROOM)

#define SHEET_WIDTH 210
#define SHEET_HEIGHT 297

#define TEXT_X (DESCO_NOTICE_LEFT + QR_ROOM + 4)

static double
get_qr_y (const DescoNoticePage *page, const DescoNoticeBlock *block)
{
  return block->y + page->measures->band + (block->compact ? 1 : 1.5);
}

static double
get_data_matrix_y (const DescoNoticePage *page, const DescoNoticeBlock *block)
{
  return block->slip_y + page->measures->band + 2;
}

static void
draw_band (const DescoNoticePage *page,
           const DescoNoticeBlock *block,
           double y,
           DescoNoticeWord name)
{
  desco_notice_page_band (page, DESCO_NOTICE_LEFT, y, DESCO_NOTICE_WIDTH, name,
                          DESCO_NOTICE_LAYER_OWN, DESCO_TYPE_STYLE_BAND, block->note);
}

/* What is typed where no camera can read the code. */
static void
draw_strip (const DescoNoticePage *page,
            const DescoNoticeBlock *block,
            double x,
            double y,
            DescoNoticeWord last,
            const char *last_value)
{
  const double width = DESCO_NOTICE_RIGHT_EDGE - x;

  desco_notice_page_fill (page, &desco_section_grey,
                          DESCO_BOX (x, y, width, page->measures->strip));
  desco_notice_page_put_cell (page, DESCO_NOTICE_LAYER_OWN, x + 2, y, width * 0.42,
                              DESCO_NOTICE_WORD_NUMBER, block->number);
  desco_notice_page_put_cell (page, DESCO_NOTICE_LAYER_FIXED, x + 2 + width * 0.43, y, width * 0.32,
                              DESCO_NOTICE_WORD_CREDITOR_CODE,
                              desco_notice_get_creditor_tax_code (page->notice));
  if (last_value != NULL)
    desco_notice_page_put_cell (page, DESCO_NOTICE_LAYER_FIXED, x + 2 + width * 0.76, y,
                                width * 0.24 - 4, last, last_value);
}

static void
draw_amount (const DescoNoticePage *page, const DescoNoticeBlock *block, double y)
{
  g_autofree char *label
      = desco_notice_word_inline (DESCO_NOTICE_WORD_AMOUNT, page->language, NULL);

  desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "P", DESCO_TYPE_STYLE_LABEL,
                         DESCO_TYPE_RIGHT, DESCO_BOX (146, y + 1, 52, DESCO_NOTICE_LABEL), label);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_OWN, "P", DESCO_TYPE_STYLE_AMOUNT,
                         DESCO_TYPE_RIGHT, DESCO_BOX (146, y + 4.5, 52, 9), block->amount);
}

static void
draw_full_payment (const DescoNoticePage *page, const DescoNoticeBlock *block)
{
  const DescoNoticeMeasures *measures = page->measures;
  const double step = measures->field_step;
  const char *cbill = desco_notice_get_cbill (page->notice);
  double y = get_qr_y (page, block);

  draw_amount (page, block, y);
  desco_notice_page_put_word (
      page, "P", DESCO_TYPE_STYLE_SMALL, DESCO_BOX (TEXT_X, y + 0.5, 98, measures->intro),
      cbill != NULL ? DESCO_NOTICE_WORD_BANKS_CBILL_TEXT : DESCO_NOTICE_WORD_BANKS_TEXT);
  y += measures->intro + 1;
  desco_notice_page_put_field (page, DESCO_NOTICE_LAYER_OWN, TEXT_X, y, 98, 4.2,
                               DESCO_NOTICE_WORD_RECIPIENT, page->debtor);
  desco_notice_page_put_field (page, DESCO_NOTICE_LAYER_OWN, TEXT_X, y + step, 145, 4.2,
                               DESCO_NOTICE_WORD_SUBJECT, page->subject);
  desco_notice_page_put_field (page, DESCO_NOTICE_LAYER_FIXED, TEXT_X, y + 2 * step, 145,
                               measures->creditor, DESCO_NOTICE_WORD_CREDITOR_NAME, page->creditor);
  draw_strip (page, block, DESCO_NOTICE_LEFT, block->y + measures->payment_strip,
              DESCO_NOTICE_WORD_CBILL, cbill);
}

/* All that N-08 asks for, beside the code. */
static void
draw_compact_payment (const DescoNoticePage *page, const DescoNoticeBlock *block)
{
  const double y = get_qr_y (page, block);

  draw_amount (page, block, y - 1);
  desco_notice_page_put_field (page, DESCO_NOTICE_LAYER_FIXED, TEXT_X, y, 98, 4.2,
                               DESCO_NOTICE_WORD_CREDITOR_NAME, page->creditor);
  desco_notice_page_put_field (page, DESCO_NOTICE_LAYER_OWN, TEXT_X, y + 8, 98, 7.6,
                               DESCO_NOTICE_WORD_SUBJECT, page->subject);
  draw_strip (page, block, TEXT_X, y + QR_ROOM - page->measures->strip, DESCO_NOTICE_WORD_CBILL,
              desco_notice_get_cbill (page->notice));
}

static void
draw_payment (const DescoNoticePage *page, const DescoNoticeBlock *block)
{
  draw_band (page, block, block->y, DESCO_NOTICE_WORD_BANKS);
  desco_notice_page_fill (page, &desco_white,
                          DESCO_BOX (DESCO_NOTICE_LEFT, get_qr_y (page, block), QR_ROOM, QR_ROOM));
  if (block->compact)
    draw_compact_payment (page, block);
  else
    draw_full_payment (page, block);
}

static void
draw_slip_fields (const DescoNoticePage *page, const DescoNoticeBlock *block, double y)
{
  const double width = DATA_MATRIX_X - DESCO_NOTICE_LEFT - 6;
  const double step
      = page->measures->field_step + (desco_notice_page_is_bilingual (page) ? 0 : 0.4);
  g_autofree char *holder = desco_paper_text_shorten (desco_notice_get_postal_holder (page->notice),
                                                      DESCO_NOTICE_CREDITOR_NAME_WIDTH);

  desco_notice_page_put_field (page, DESCO_NOTICE_LAYER_FIXED, DESCO_NOTICE_LEFT + 2, y, width - 2,
                               4.2, DESCO_NOTICE_WORD_HOLDER, holder);
  desco_notice_page_put_field (page, DESCO_NOTICE_LAYER_OWN, DESCO_NOTICE_LEFT + 2, y + step,
                               width - 2, 4.2, DESCO_NOTICE_WORD_RECIPIENT, page->debtor);
  desco_notice_page_put_field (page, DESCO_NOTICE_LAYER_OWN, DESCO_NOTICE_LEFT + 2, y + 2 * step,
                               width - 2, 4.2, DESCO_NOTICE_WORD_SUBJECT, page->subject);
}

static void
draw_slip (const DescoNoticePage *page, const DescoNoticeBlock *block)
{
  const DescoNoticeMeasures *measures = page->measures;
  const double width = DATA_MATRIX_X - DESCO_NOTICE_LEFT - 6;
  const double strip_y = block->slip_y + measures->slip_strip;
  double y = block->slip_y + measures->band + 1.2;

  desco_notice_page_cut (page, block->slip_y - DESCO_NOTICE_GAP / 2);
  draw_band (page, block, block->slip_y, DESCO_NOTICE_WORD_SLIP);
  desco_notice_page_fill (page, &desco_white,
                          DESCO_BOX (DATA_MATRIX_X, get_data_matrix_y (page, block),
                                     DATA_MATRIX_ROOM, DATA_MATRIX_ROOM));
  desco_notice_page_put_word (page, "P", DESCO_TYPE_STYLE_SMALL,
                              DESCO_BOX (DESCO_NOTICE_LEFT + 2, y, width - 2, 5.8),
                              DESCO_NOTICE_WORD_SLIP_TEXT);
  y += desco_notice_page_is_bilingual (page) ? 6.2 : 6;
  desco_notice_page_put_label (page, DESCO_NOTICE_LEFT + 2, y, 78, DESCO_NOTICE_WORD_ACCOUNT);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "P", DESCO_TYPE_STYLE_DATE,
                         DESCO_TYPE_LEFT, DESCO_BOX (DESCO_NOTICE_LEFT + 2, y + 3.4, 60, 6.6),
                         desco_notice_get_postal_account (page->notice));
  desco_notice_page_put_label (page, DESCO_NOTICE_LEFT + 84, y, 60, DESCO_NOTICE_WORD_AMOUNT);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_OWN, "P", DESCO_TYPE_STYLE_DATE, DESCO_TYPE_LEFT,
                         DESCO_BOX (DESCO_NOTICE_LEFT + 84, y + 3.4, 66, 6.6), block->amount);
  draw_slip_fields (page, block, y + (desco_notice_page_is_bilingual (page) ? 10.2 : 12));
  draw_strip (page, block, DESCO_NOTICE_LEFT, strip_y, DESCO_NOTICE_WORD_TYPE, "P1");
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "P", DESCO_TYPE_STYLE_FAINT,
                         DESCO_TYPE_LEFT,
                         DESCO_BOX (DESCO_NOTICE_LEFT + 2, strip_y + measures->strip + 0.8,
                                    DESCO_NOTICE_WIDTH - 4, 3.4),
                         desco_notice_get_postal_authorisation (page->notice));
}

static int
to_code_unit (double millimetres)
{
  return (int) (millimetres / CODE_UNIT + 0.5);
}

static gboolean
trace_block (const DescoNoticePage *page,
             const DescoNoticeBlock *block,
             cairo_t *cr,
             GError **error)
{
  g_autofree char *qr = desco_notice_make_qr_text (page->notice, block->instalment);
  g_autofree char *data_matrix
      = desco_notice_make_data_matrix_text (page->notice, block->instalment);

  return desco_notice_symbol_draw_qr (cr, to_code_unit (DESCO_NOTICE_LEFT + QR_QUIET),
                                      to_code_unit (get_qr_y (page, block) + QR_QUIET), qr, error)
         && (data_matrix == NULL
             || desco_notice_symbol_draw_data_matrix (
                 cr, to_code_unit (DATA_MATRIX_X + DATA_MATRIX_QUIET),
                 to_code_unit (get_data_matrix_y (page, block) + DATA_MATRIX_QUIET), data_matrix,
                 error));
}

static gboolean
trace_codes (const DescoNoticePage *page, cairo_t *cr, GError **error)
{
  for (guint i = 0; i < page->n_blocks; i++)
    {
      if (!trace_block (page, &page->blocks[i], cr, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_notice_get_payment_height:
 * @measures: how tall things are
 * @compact: whether the payment data is only as tall as its code
 *
 * Returns: the height of the payment data
 */
double
desco_notice_get_payment_height (const DescoNoticeMeasures *measures, gboolean compact)
{
  return compact ? measures->band + 1 + QR_ROOM : measures->payment_strip + measures->strip;
}

/**
 * desco_notice_get_slip_height:
 * @measures: how tall things are
 *
 * Returns: the height of a postal slip
 */
double
desco_notice_get_slip_height (const DescoNoticeMeasures *measures)
{
  return measures->slip_strip + measures->strip + 4.2;
}

/**
 * desco_notice_draw_blocks:
 * @page: a page with its blocks
 *
 * Draws the payments, without their codes.
 */
void
desco_notice_draw_blocks (const DescoNoticePage *page)
{
  for (guint i = 0; i < page->n_blocks; i++)
    {
      draw_payment (page, &page->blocks[i]);
      if (page->blocks[i].slip_y > 0)
        draw_slip (page, &page->blocks[i]);
    }
}

/**
 * desco_notice_draw_codes:
 * @page: a page with its blocks
 * @error: %G_IO_ERROR
 *
 * Draws the codes of all payments. They are one recording in their own unit: drawn on the page itself,
 * they would be written in points, with six decimals each.
 *
 * Returns: whether they are drawn
 */
gboolean
desco_notice_draw_codes (const DescoNoticePage *page, GError **error)
{
  const cairo_rectangle_t sheet = { 0, 0, to_code_unit (SHEET_WIDTH), to_code_unit (SHEET_HEIGHT) };
  cairo_surface_t *codes;
  cairo_t *cr;
  gboolean traced;

  if ((page->layers & DESCO_NOTICE_LAYER_OWN) == 0)
    return TRUE;

  codes = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &sheet);
  cr = cairo_create (codes);
  traced = trace_codes (page, cr, error);
  cairo_destroy (cr);

  desco_paper_begin_tag (&page->paper, "Figure");
  cairo_save (page->paper.cr);
  cairo_scale (page->paper.cr, CODE_UNIT * DESCO_MM, CODE_UNIT * DESCO_MM);
  cairo_set_source_surface (page->paper.cr, codes, 0, 0);
  cairo_paint (page->paper.cr);
  cairo_restore (page->paper.cr);
  desco_paper_end_tag (&page->paper, "Figure");
  cairo_surface_destroy (codes);
  return traced;
}
