/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-page-private.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "pagopa/desco-notice-number.h"
#include "papers/desco-paper-text-private.h"

static const DescoNoticeMeasures one_language = {
  .band = 7.0,
  .cell_label = 3.6,
  .strip = 11.5,
  .intro = 7.6,
  .field_step = 8.3,
  .creditor = 8.0,
  .parties_y = 46.0,
  .how_y = 90.0,
  .payment_y = 144.0,
  .slip_y = 211.0,
  .payment_strip = 48.0,
  .slip_strip = 54.0,
};

static const DescoNoticeMeasures two_languages = {
  .band = 9.0,
  .cell_label = 6.4,
  .strip = 14.0,
  .intro = 11.2,
  .field_step = 7.8,
  .creditor = 4.2,
  .parties_y = 46.0,
  .how_y = 86.0,
  .payment_y = 146.0,
  .slip_y = 215.0,
  .payment_strip = 46.5,
  .slip_strip = 51.5,
};

static gboolean
shows (const DescoNoticePage *page, DescoNoticeLayer layer)
{
  return (page->layers & layer) != 0;
}

static char *
describe_due (const DescoNoticePage *page,
              const DescoNoticeInstalment *instalment,
              const GDate *due_date)
{
  GPtrArray *instalments = desco_notice_get_instalments (page->notice);
  DescoNoticeBlanks blanks = { .date = due_date };
  gboolean is_part = desco_notice_get_part (page->notice, &blanks.part, &blanks.parts);
  DescoNoticeWord word;

  if (instalment != NULL)
    {
      is_part = TRUE;
      blanks.part = instalment->number;
      blanks.parts = instalments->len;
    }
  if (is_part)
    word = due_date != NULL ? DESCO_NOTICE_WORD_PART_BY : DESCO_NOTICE_WORD_PART_NO_DUE;
  else
    word = due_date != NULL ? DESCO_NOTICE_WORD_WHOLE_BY : DESCO_NOTICE_WORD_WHOLE_NO_DUE;
  return desco_notice_word_below (word, page->language, &blanks);
}

static const GDate *
find_due_date (const DescoNoticePage *page, const DescoNoticeInstalment *instalment)
{
  if (instalment == NULL)
    return desco_notice_get_due_date (page->notice);
  return g_date_valid (&instalment->due_date) ? &instalment->due_date : NULL;
}

/**
 * desco_notice_page_init:
 * @page: a page of noughts
 * @notice: a notice that passes desco_notice_check()
 *
 * Writes the texts that the notice has as they are printed.
 */
void
desco_notice_page_init (DescoNoticePage *page, DescoNotice *notice)
{
  const GDate *due_date = desco_notice_get_due_date (notice);

  page->notice = notice;
  page->language = desco_notice_get_language (notice);
  page->measures = page->language == DESCO_NOTICE_LANGUAGE_NONE ? &one_language : &two_languages;
  page->subject = desco_paper_text_to_sentence (desco_notice_get_subject (notice),
                                                DESCO_NOTICE_SUBJECT_WIDTH);
  page->creditor = desco_paper_text_shorten (desco_notice_get_creditor_name (notice),
                                             DESCO_NOTICE_CREDITOR_NAME_WIDTH);
  page->debtor = desco_paper_text_shorten (desco_notice_get_debtor_name (notice),
                                           DESCO_NOTICE_DEBTOR_NAME_WIDTH);
  page->due_date = due_date != NULL ? desco_date_to_display (due_date) : NULL;
}

/**
 * desco_notice_page_clear:
 * @page: a page
 */
void
desco_notice_page_clear (DescoNoticePage *page)
{
  for (guint i = 0; i < page->n_blocks; i++)
    {
      g_free (page->blocks[i].amount);
      g_free (page->blocks[i].number);
      g_free (page->blocks[i].note);
    }
  g_free (page->subject);
  g_free (page->creditor);
  g_free (page->debtor);
  g_free (page->due_date);
}

/**
 * desco_notice_page_add_block:
 * @page: a page
 * @instalment: (nullable): what is paid, %NULL for the whole
 * @y: top of its payment data
 * @slip_y: top of its postal slip; 0 for none
 * @compact: whether the payment data is only as tall as its code
 *
 * Returns: (transfer none): the block
 */
DescoNoticeBlock *
desco_notice_page_add_block (DescoNoticePage *page,
                             const DescoNoticeInstalment *instalment,
                             double y,
                             double slip_y,
                             gboolean compact)
{
  DescoNoticeBlock *block = &page->blocks[page->n_blocks++];
  gint64 amount = instalment != NULL ? instalment->amount : desco_notice_get_amount (page->notice);
  g_autofree char *written = desco_money_format (amount);

  block->instalment = instalment;
  block->amount = g_strdup_printf ("€ %s", written);
  block->number = desco_notice_number_format (
      instalment != NULL ? instalment->notice_number : desco_notice_get_number (page->notice));
  block->note = describe_due (page, instalment, find_due_date (page, instalment));
  block->y = y;
  block->slip_y = slip_y;
  block->compact = compact;
  return block;
}

/**
 * desco_notice_page_has_slip:
 * @page: a page
 *
 * Returns: whether there is a postal account (N-02)
 */
gboolean
desco_notice_page_has_slip (const DescoNoticePage *page)
{
  return desco_notice_get_postal_account (page->notice) != NULL;
}

/**
 * desco_notice_page_is_bilingual:
 * @page: a page
 *
 * Returns: whether it speaks two languages (N-18)
 */
gboolean
desco_notice_page_is_bilingual (const DescoNoticePage *page)
{
  return page->language != DESCO_NOTICE_LANGUAGE_NONE;
}

/**
 * desco_notice_page_put:
 * @page: a page
 * @layer: whose the text is
 * @tag: what it is, in the words of PDF
 * @style: how it looks
 * @align: where it stands in its box
 * @box: the room for it
 * @text: (nullable): for a typesetter
 *
 * Returns: the height that the text took; 0 where its layer is not drawn
 */
double
desco_notice_page_put (const DescoNoticePage *page,
                       DescoNoticeLayer layer,
                       const char *tag,
                       DescoTypeStyle style,
                       DescoTypeAlign align,
                       const DescoTypeBox *box,
                       const char *text)
{
  return shows (page, layer) ? desco_paper_put (&page->paper, tag, style, align, box, text) : 0;
}

/**
 * desco_notice_page_put_word:
 * @page: a page
 * @tag: what it is, in the words of PDF
 * @style: how it looks
 * @box: the room for it
 * @word: what it says
 *
 * Puts words of the fixed layer, with the second language below.
 *
 * Returns: the height that they took
 */
double
desco_notice_page_put_word (const DescoNoticePage *page,
                            const char *tag,
                            DescoTypeStyle style,
                            const DescoTypeBox *box,
                            DescoNoticeWord word)
{
  g_autofree char *text = NULL;

  if (!shows (page, DESCO_NOTICE_LAYER_FIXED))
    return 0;
  text = desco_notice_word_below (word, page->language, NULL);
  return desco_paper_put (&page->paper, tag, style, DESCO_TYPE_LEFT, box, text);
}

/**
 * desco_notice_page_put_label:
 * @page: a page
 * @x: left side
 * @y: top
 * @width: the room for it
 * @word: what it says
 *
 * Puts what a value is, with the second language behind.
 */
void
desco_notice_page_put_label (const DescoNoticePage *page,
                             double x,
                             double y,
                             double width,
                             DescoNoticeWord word)
{
  g_autofree char *text = NULL;

  if (!shows (page, DESCO_NOTICE_LAYER_FIXED))
    return;
  text = desco_notice_word_inline (word, page->language, NULL);
  desco_paper_put (&page->paper, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT,
                   DESCO_BOX (x, y, width, DESCO_NOTICE_LABEL), text);
}

/**
 * desco_notice_page_put_field:
 * @page: a page
 * @layer: whose the value is
 * @x: left side
 * @y: top
 * @width: of the field
 * @height: of the value
 * @label: what it is
 * @value: what it says
 */
void
desco_notice_page_put_field (const DescoNoticePage *page,
                             DescoNoticeLayer layer,
                             double x,
                             double y,
                             double width,
                             double height,
                             DescoNoticeWord label,
                             const char *value)
{
  desco_notice_page_put_label (page, x, y, width, label);
  desco_notice_page_put (page, layer, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT,
                         DESCO_BOX (x, y + 3.4, width, height), value);
}

/**
 * desco_notice_page_put_cell:
 * @page: a page
 * @layer: whose the value is
 * @x: left side
 * @y: top of its strip
 * @width: of the cell
 * @label: what it is
 * @value: what it says
 */
void
desco_notice_page_put_cell (const DescoNoticePage *page,
                            DescoNoticeLayer layer,
                            double x,
                            double y,
                            double width,
                            DescoNoticeWord label,
                            const char *value)
{
  double label_height = page->measures->cell_label;

  desco_notice_page_put_word (page, "P", DESCO_TYPE_STYLE_LABEL,
                              DESCO_BOX (x, y + 1.2, width, label_height), label);
  desco_notice_page_put (page, layer, "P", DESCO_TYPE_STYLE_VALUE, DESCO_TYPE_LEFT,
                         DESCO_BOX (x, y + 1.2 + label_height, width, 5.4), value);
}

/**
 * desco_notice_page_fill:
 * @page: a page
 * @colour: with what
 * @box: which part of it
 */
void
desco_notice_page_fill (const DescoNoticePage *page,
                        const DescoColour *colour,
                        const DescoTypeBox *box)
{
  if (shows (page, DESCO_NOTICE_LAYER_FIXED))
    desco_paper_fill (&page->paper, colour, box);
}

/**
 * desco_notice_page_cut:
 * @page: a page
 * @y: where the slip is cut off
 */
void
desco_notice_page_cut (const DescoNoticePage *page, double y)
{
  if (shows (page, DESCO_NOTICE_LAYER_FIXED))
    desco_paper_cut (&page->paper, DESCO_NOTICE_LEFT, y, DESCO_NOTICE_WIDTH);
}

/**
 * desco_notice_page_band:
 * @page: a page
 * @x: left side
 * @y: top
 * @width: of the band
 * @name: the module that begins
 * @layer: whose the note is
 * @style: how the note looks
 * @note: (nullable): what the module is about
 *
 * Draws the head of a module: its name on the left, the note on the right.
 */
void
desco_notice_page_band (const DescoNoticePage *page,
                        double x,
                        double y,
                        double width,
                        DescoNoticeWord name,
                        DescoNoticeLayer layer,
                        DescoTypeStyle style,
                        const char *note)
{
  double height = page->measures->band;
  double name_width = note != NULL ? width * 0.42 : width - 4;
  g_autofree char *text = NULL;

  if (shows (page, DESCO_NOTICE_LAYER_FIXED))
    {
      text = desco_notice_word_below (name, page->language, NULL);
      desco_paper_fill (&page->paper, &desco_section_grey, DESCO_BOX (x, y, width, height));
      desco_paper_put (&page->paper, "H2", DESCO_TYPE_STYLE_BAND, DESCO_TYPE_MIDDLE,
                       DESCO_BOX (x + 2, y, name_width, height), text);
    }
  desco_notice_page_put (page, layer, "P", style, DESCO_TYPE_MIDDLE | DESCO_TYPE_RIGHT,
                         DESCO_BOX (x + 2 + name_width, y, width - name_width - 4, height), note);
}

/**
 * desco_notice_page_practice:
 * @page: a page
 * @heights: (array length=n_heights): where
 * @n_heights: how many there are
 *
 * Says, where the notice only trains somebody, that it does: below everything else, and never below
 * a code.
 */
void
desco_notice_page_practice (const DescoNoticePage *page, const double *heights, guint n_heights)
{
  if (!desco_notice_is_practice (page->notice) || !shows (page, DESCO_NOTICE_LAYER_FIXED))
    return;

  for (guint i = 0; i < n_heights; i++)
    desco_paper_practice (&page->paper, heights[i],
                          i % 2 == 0 ? "PROVA – NON PAGABILE" : "FACSIMILE");
}
