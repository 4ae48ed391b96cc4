/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-page-private.h"

#include "papers/desco-paper-text-private.h"

/* A notice on half a sheet (N-18): the same modules in the same order (N-02), the same margins and
 * distances (N-01) and a code of the same size (N-09); what gives way are the letters and the white. */

#define TITLE_X 50.0
#define TITLE_WIDTH 114.0
#define PARTY_WIDTH 74.0
#define DEBTOR_X 90.0
#define PARTIES_Y 31.2
#define HOW_Y 60.2
#define PAYMENT_Y 99.2

/* The bottom of what the parties say. */
#define PARTIES_END 54.2
#define HOW_END 93.2

#define MAX_CONTACTS 2

static void
draw_heading (const DescoNoticePage *page)
{
  const double y = DESCO_NOTICE_HEADING_Y;

  desco_notice_draw_sign (page);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "H1", DESCO_TYPE_STYLE_TITLE,
                         DESCO_TYPE_LEFT, DESCO_BOX (TITLE_X, y, TITLE_WIDTH, 8),
                         desco_notice_word (DESCO_NOTICE_WORD_TITLE, DESCO_NOTICE_LANGUAGE_NONE));
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_OWN, "P", DESCO_TYPE_STYLE_SUBJECT,
                         DESCO_TYPE_LEFT, DESCO_BOX (TITLE_X, y + 8, TITLE_WIDTH, 7.3),
                         page->subject);
  if (desco_notice_is_practice (page->notice))
    desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "P", DESCO_TYPE_STYLE_STRONG,
                           DESCO_TYPE_LEFT, DESCO_BOX (DESCO_NOTICE_LEFT, y + 11, 38, 7.6),
                           "PROVA – NON PAGABILE FACSIMILE");
}

static double
put_party (const DescoNoticePage *page,
           DescoNoticeLayer layer,
           double x,
           const char *name,
           const char *text)
{
  double y = PARTIES_Y + page->measures->band + 1;

  y += desco_notice_page_put (page, layer, "P", DESCO_TYPE_STYLE_NAME, DESCO_TYPE_LEFT,
                              DESCO_BOX (x, y, PARTY_WIDTH - 4, 7.8), name);
  y += 0.6;
  y += desco_notice_page_put (page, layer, "P", DESCO_TYPE_STYLE_BODY, DESCO_TYPE_LEFT,
                              DESCO_BOX (x, y, PARTY_WIDTH - 4, MIN (7.4, PARTIES_END - y)), text);
  return y;
}

static void
draw_creditor (const DescoNoticePage *page)
{
  const char *const *contacts = desco_notice_get_contacts (page->notice);
  g_autofree char *note
      = desco_notice_write_tax_code (page, desco_notice_get_creditor_tax_code (page->notice));
  g_autofree char *department = desco_paper_text_shorten (
      desco_notice_get_department (page->notice), DESCO_NOTICE_DEPARTMENT_WIDTH);
  double y;

  desco_notice_page_band (page, DESCO_NOTICE_LEFT, PARTIES_Y, PARTY_WIDTH,
                          DESCO_NOTICE_WORD_CREDITOR, DESCO_NOTICE_LAYER_FIXED,
                          DESCO_TYPE_STYLE_BAND_NOTE, note);
  y = put_party (page, DESCO_NOTICE_LAYER_FIXED, DESCO_NOTICE_LEFT + 2, page->creditor, department);
  for (guint i = 0; contacts != NULL && contacts[i] != NULL && i < MAX_CONTACTS; i++)
    {
      g_autofree char *line
          = desco_paper_text_shorten (contacts[i], DESCO_NOTICE_CREDITOR_NAME_WIDTH);

      if (y + 3.4 > PARTIES_END)
        break;
      y += desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "P", DESCO_TYPE_STYLE_SMALL,
                                  DESCO_TYPE_LEFT,
                                  DESCO_BOX (DESCO_NOTICE_LEFT + 2, y, PARTY_WIDTH - 4, 3.4), line);
    }
}

static void
draw_debtor (const DescoNoticePage *page)
{
  g_autofree char *note
      = desco_notice_write_tax_code (page, desco_notice_get_debtor_tax_code (page->notice));
  g_autofree char *address = desco_paper_text_shorten (
      desco_notice_get_debtor_address (page->notice), DESCO_NOTICE_DEBTOR_ADDRESS_WIDTH);

  desco_notice_page_band (page, DEBTOR_X, PARTIES_Y, PARTY_WIDTH, DESCO_NOTICE_WORD_DEBTOR,
                          DESCO_NOTICE_LAYER_OWN, DESCO_TYPE_STYLE_BAND_NOTE, note);
  put_party (page, DESCO_NOTICE_LAYER_OWN, DEBTOR_X + 2, page->debtor, address);
}

static void
draw_when (const DescoNoticePage *page)
{
  const double x = DESCO_NOTICE_LEFT + 58;
  const double y = HOW_Y + page->measures->band + 1;

  desco_notice_page_band (page, DESCO_NOTICE_LEFT, HOW_Y, DESCO_NOTICE_HALF, DESCO_NOTICE_WORD_WHEN,
                          DESCO_NOTICE_LAYER_FIXED, DESCO_TYPE_STYLE_BAND_NOTE, NULL);
  desco_notice_page_put_label (page, DESCO_NOTICE_LEFT + 2, y, 50, DESCO_NOTICE_WORD_AMOUNT);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_OWN, "P", DESCO_TYPE_STYLE_AMOUNT,
                         DESCO_TYPE_LEFT, DESCO_BOX (DESCO_NOTICE_LEFT + 2, y + 3.4, 52, 7.8),
                         page->blocks[0].amount);
  desco_notice_page_put_label (
      page, x, y, 32, page->due_date != NULL ? DESCO_NOTICE_WORD_BY : DESCO_NOTICE_WORD_DUE);
  if (page->due_date != NULL)
    desco_notice_page_put (page, DESCO_NOTICE_LAYER_OWN, "P", DESCO_TYPE_STYLE_DATE,
                           DESCO_TYPE_LEFT, DESCO_BOX (x, y + 3.8, 32, 7), page->due_date);
  else
    desco_notice_page_put_word (page, "P", DESCO_TYPE_STYLE_VALUE, DESCO_BOX (x, y + 4.4, 32, 6),
                                DESCO_NOTICE_WORD_NO_DUE);
  desco_notice_page_put_word (
      page, "P", DESCO_TYPE_STYLE_SMALL,
      DESCO_BOX (DESCO_NOTICE_LEFT + 2, y + 11.4, DESCO_NOTICE_HALF - 4, HOW_END - y - 11.4),
      DESCO_NOTICE_WORD_UPDATE);
}

static void
draw_where (const DescoNoticePage *page)
{
  const double x = DESCO_NOTICE_RIGHT_HALF + 2;
  const double width = DESCO_NOTICE_HALF - 4;
  const double y = HOW_Y + page->measures->band + 0.8;
  const double step = (HOW_END - y) / 2;

  desco_notice_page_band (page, DESCO_NOTICE_RIGHT_HALF, HOW_Y, DESCO_NOTICE_HALF,
                          DESCO_NOTICE_WORD_WHERE, DESCO_NOTICE_LAYER_FIXED,
                          DESCO_TYPE_STYLE_BAND_NOTE, NULL);
  desco_notice_page_put_word (page, "H3", DESCO_TYPE_STYLE_STRONG, DESCO_BOX (x, y, width, 3.9),
                              DESCO_NOTICE_WORD_ONLINE);
  desco_notice_page_put_word (page, "P", DESCO_TYPE_STYLE_SMALL,
                              DESCO_BOX (x, y + 3.9, width, step - 4.1),
                              DESCO_NOTICE_WORD_ONLINE_TEXT);
  desco_notice_page_put_word (page, "H3", DESCO_TYPE_STYLE_STRONG,
                              DESCO_BOX (x, y + step, width, 3.9), DESCO_NOTICE_WORD_IN_PERSON);
  desco_notice_page_put_word (page, "P", DESCO_TYPE_STYLE_SMALL,
                              DESCO_BOX (x, y + step + 3.9, width, step - 4),
                              DESCO_NOTICE_WORD_IN_PERSON_TEXT);
}

/**
 * desco_notice_place_half:
 * @page: a page of half a sheet
 *
 * Places its payment.
 */
void
desco_notice_place_half (DescoNoticePage *page)
{
  desco_notice_page_add_block (page, NULL, PAYMENT_Y, 0, TRUE);
}

/**
 * desco_notice_draw_half:
 * @page: a page of half a sheet, with its block
 *
 * Draws all but the code.
 */
void
desco_notice_draw_half (const DescoNoticePage *page)
{
  static const double heights[] = { 48, 84 };

  desco_notice_page_practice (page, heights, G_N_ELEMENTS (heights));
  draw_heading (page);
  draw_creditor (page);
  draw_debtor (page);
  draw_when (page);
  draw_where (page);
  desco_notice_draw_blocks (page);
}
