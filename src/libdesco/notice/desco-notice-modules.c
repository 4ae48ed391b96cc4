/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-page-private.h"

#include "papers/desco-paper-text-private.h"

/* What stands above the payments: heading, creditor, addressee, when and where to pay (N-02). */

#define MAX_CONTACTS 4
#define MAX_CONTACTS_BILINGUAL 2

#define TITLE_X 50.0
#define TITLE_WIDTH 114.0
#define INSTALMENTS_Y 33.2

/* The mark is the name of the platform on a sign of its colour. */
static void
draw_mark (const DescoNoticePage *page)
{
  const DescoTypeBox *box = DESCO_BOX (DESCO_NOTICE_LEFT, DESCO_NOTICE_HEADING_Y, 34, 10);
  cairo_t *cr = page->paper.cr;
  const double radius = 2.2 * DESCO_MM;
  const double right = box->x + box->width;
  const double bottom = box->y + box->height;

  if ((page->layers & DESCO_NOTICE_LAYER_FIXED) == 0)
    return;

  cairo_set_source_rgb (cr, desco_pagopa_blue.red, desco_pagopa_blue.green, desco_pagopa_blue.blue);
  cairo_new_sub_path (cr);
  cairo_arc (cr, right - radius, box->y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, box->x + radius, bottom - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, box->x + radius, box->y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
  desco_paper_put (&page->paper, "P", DESCO_TYPE_STYLE_MARK, DESCO_TYPE_CENTER | DESCO_TYPE_MIDDLE,
                   box, "pagoPA");
}

static void
draw_logo (const DescoNoticePage *page)
{
  cairo_t *cr = page->paper.cr;
  double x = (DESCO_NOTICE_RIGHT_EDGE - DESCO_NOTICE_LOGO_SIZE) * DESCO_MM;
  double size = DESCO_NOTICE_LOGO_SIZE * DESCO_MM;

  if (page->logo == NULL || (page->layers & DESCO_NOTICE_LAYER_FIXED) == 0)
    return;

  desco_paper_begin_tag (&page->paper, "Figure");
  cairo_save (cr);
  cairo_rectangle (cr, x, DESCO_NOTICE_HEADING_Y * DESCO_MM, size, size);
  cairo_clip (cr);
  cairo_set_source_surface (cr, page->logo, x, DESCO_NOTICE_HEADING_Y * DESCO_MM);
  cairo_paint (cr);
  cairo_restore (cr);
  desco_paper_end_tag (&page->paper, "Figure");
}

/**
 * desco_notice_draw_sign:
 * @page: a page
 *
 * Draws the platform's mark on the left, and the creditor's logo on the right (N-03).
 */
void
desco_notice_draw_sign (const DescoNoticePage *page)
{
  draw_mark (page);
  draw_logo (page);
}

/* That the same amount can be paid in parts, whose codes follow. */
static void
draw_instalments_note (const DescoNoticePage *page)
{
  GPtrArray *instalments = desco_notice_get_instalments (page->notice);
  g_autofree char *note = NULL;

  if (instalments == NULL)
    return;
  note = desco_notice_word_inline (DESCO_NOTICE_WORD_INSTALMENTS, page->language,
                                   &(DescoNoticeBlanks){ .parts = instalments->len });
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_OWN, "P", DESCO_TYPE_STYLE_STRONG,
                         DESCO_TYPE_LEFT, DESCO_BOX (TITLE_X, INSTALMENTS_Y, TITLE_WIDTH, 3.8),
                         note);
}

/**
 * desco_notice_draw_heading:
 * @page: a page
 *
 * Draws what each page begins with (N-03).
 */
void
desco_notice_draw_heading (const DescoNoticePage *page)
{
  double y = DESCO_NOTICE_HEADING_Y;

  desco_notice_draw_sign (page);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "H1", DESCO_TYPE_STYLE_TITLE,
                         DESCO_TYPE_LEFT, DESCO_BOX (TITLE_X, y, TITLE_WIDTH, 10),
                         desco_notice_word (DESCO_NOTICE_WORD_TITLE, DESCO_NOTICE_LANGUAGE_NONE));
  y += 11;
  if (desco_notice_page_is_bilingual (page))
    {
      desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "P", DESCO_TYPE_STYLE_SECOND_TITLE,
                             DESCO_TYPE_LEFT, DESCO_BOX (TITLE_X, y - 1.5, TITLE_WIDTH, 6),
                             desco_notice_word (DESCO_NOTICE_WORD_TITLE, page->language));
      y += 5;
    }
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_OWN, "P", DESCO_TYPE_STYLE_SUBJECT,
                         DESCO_TYPE_LEFT, DESCO_BOX (TITLE_X, y, TITLE_WIDTH, INSTALMENTS_Y - y),
                         page->subject);
  draw_instalments_note (page);
  if (desco_notice_is_practice (page->notice))
    desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "P", DESCO_TYPE_STYLE_STRONG,
                           DESCO_TYPE_LEFT,
                           DESCO_BOX (TITLE_X, INSTALMENTS_Y + 3.8, TITLE_WIDTH, 3.8),
                           "PROVA – NON PAGABILE – FACSIMILE");
}

/**
 * desco_notice_write_tax_code:
 * @page: a page
 * @code: whose
 *
 * Returns: (transfer full): the code and what it is, for a typesetter
 */
char *
desco_notice_write_tax_code (const DescoNoticePage *page, const char *code)
{
  const char *italian = desco_notice_word (DESCO_NOTICE_WORD_TAX_CODE, DESCO_NOTICE_LANGUAGE_NONE);

  if (!desco_notice_page_is_bilingual (page))
    return g_strdup_printf ("%s %s", italian, code);
  return g_strdup_printf ("%s %s" DESCO_TYPE_SECOND_BELOW "%s", italian, code,
                          desco_notice_word (DESCO_NOTICE_WORD_TAX_CODE, page->language));
}

/* A name of one or two lines, and under it a text in what is left of @height. */
static double
put_party (const DescoNoticePage *page,
           DescoNoticeLayer layer,
           double x,
           const char *name,
           const char *text,
           gsize width,
           double height)
{
  g_autofree char *shortened = desco_paper_text_shorten (text, width);
  double y = page->measures->parties_y + page->measures->band + 2;

  y += desco_notice_page_put (page, layer, "P", DESCO_TYPE_STYLE_NAME, DESCO_TYPE_LEFT,
                              DESCO_BOX (x, y, DESCO_NOTICE_HALF - 4, 10), name);
  y += 1;
  y += desco_notice_page_put (page, layer, "P", DESCO_TYPE_STYLE_BODY, DESCO_TYPE_LEFT,
                              DESCO_BOX (x, y, DESCO_NOTICE_HALF - 4, height), shortened);
  return y;
}

static void
draw_creditor (const DescoNoticePage *page)
{
  const char *const *contacts = desco_notice_get_contacts (page->notice);
  guint most = desco_notice_page_is_bilingual (page) ? MAX_CONTACTS_BILINGUAL : MAX_CONTACTS;
  g_autofree char *note
      = desco_notice_write_tax_code (page, desco_notice_get_creditor_tax_code (page->notice));
  double y;

  desco_notice_page_band (page, DESCO_NOTICE_LEFT, page->measures->parties_y, DESCO_NOTICE_HALF,
                          DESCO_NOTICE_WORD_CREDITOR, DESCO_NOTICE_LAYER_FIXED,
                          DESCO_TYPE_STYLE_BAND_NOTE, note);
  y = put_party (page, DESCO_NOTICE_LAYER_FIXED, DESCO_NOTICE_LEFT + 2, page->creditor,
                 desco_notice_get_department (page->notice), DESCO_NOTICE_DEPARTMENT_WIDTH, 4.2);

  for (guint i = 0; contacts != NULL && contacts[i] != NULL && i < most; i++)
    {
      g_autofree char *line
          = desco_paper_text_shorten (contacts[i], DESCO_NOTICE_CREDITOR_NAME_WIDTH);

      y += desco_notice_page_put (
          page, DESCO_NOTICE_LAYER_FIXED, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
          DESCO_BOX (DESCO_NOTICE_LEFT + 2, y, DESCO_NOTICE_HALF - 4, 3.8), line);
    }
}

/**
 * desco_notice_draw_parties:
 * @page: a page
 *
 * Draws creditor and addressee (N-04, N-05).
 */
void
desco_notice_draw_parties (const DescoNoticePage *page)
{
  g_autofree char *note
      = desco_notice_write_tax_code (page, desco_notice_get_debtor_tax_code (page->notice));

  draw_creditor (page);
  desco_notice_page_band (page, DESCO_NOTICE_RIGHT_HALF, page->measures->parties_y,
                          DESCO_NOTICE_HALF, DESCO_NOTICE_WORD_DEBTOR, DESCO_NOTICE_LAYER_OWN,
                          DESCO_TYPE_STYLE_BAND_NOTE, note);
  put_party (page, DESCO_NOTICE_LAYER_OWN, DESCO_NOTICE_RIGHT_HALF + 2, page->debtor,
             desco_notice_get_debtor_address (page->notice), DESCO_NOTICE_DEBTOR_ADDRESS_WIDTH, 16);
}

static void
draw_due_date (const DescoNoticePage *page, double y)
{
  const double x = DESCO_NOTICE_LEFT + 58;
  g_autofree char *none = NULL;

  if (page->due_date != NULL)
    {
      desco_notice_page_put_label (page, x, y, 32, DESCO_NOTICE_WORD_BY);
      desco_notice_page_put (page, DESCO_NOTICE_LAYER_OWN, "P", DESCO_TYPE_STYLE_DATE,
                             DESCO_TYPE_LEFT, DESCO_BOX (x, y + 4.5, 32, 7), page->due_date);
      return;
    }
  desco_notice_page_put_label (page, x, y, 32, DESCO_NOTICE_WORD_DUE);
  none = desco_notice_word_below (DESCO_NOTICE_WORD_NO_DUE, page->language, NULL);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "P", DESCO_TYPE_STYLE_VALUE,
                         DESCO_TYPE_LEFT, DESCO_BOX (x, y + 4.5, 32, 10), none);
}

static void
draw_when (const DescoNoticePage *page)
{
  const double y = page->measures->how_y + page->measures->band + 2.5;
  const double text_y = y + 14;

  desco_notice_page_band (page, DESCO_NOTICE_LEFT, page->measures->how_y, DESCO_NOTICE_HALF,
                          DESCO_NOTICE_WORD_WHEN, DESCO_NOTICE_LAYER_FIXED,
                          DESCO_TYPE_STYLE_BAND_NOTE, NULL);
  desco_notice_page_put_label (page, DESCO_NOTICE_LEFT + 2, y, 50, DESCO_NOTICE_WORD_AMOUNT);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_OWN, "P", DESCO_TYPE_STYLE_AMOUNT,
                         DESCO_TYPE_LEFT, DESCO_BOX (DESCO_NOTICE_LEFT + 2, y + 3.5, 52, 9),
                         page->blocks[0].amount);
  draw_due_date (page, y);
  desco_notice_page_put_word (page, "P", DESCO_TYPE_STYLE_SMALL,
                              DESCO_BOX (DESCO_NOTICE_LEFT + 2, text_y, DESCO_NOTICE_HALF - 4,
                                         page->measures->payment_y - 6 - text_y),
                              DESCO_NOTICE_WORD_UPDATE);
}

static void
draw_where (const DescoNoticePage *page)
{
  const double x = DESCO_NOTICE_RIGHT_HALF + 2;
  const double width = DESCO_NOTICE_HALF - 4;
  const double y = page->measures->how_y + page->measures->band + 1.8;
  const double step = (page->measures->payment_y - 6 - y) / 2;
  g_autofree char *online
      = desco_notice_word_inline (DESCO_NOTICE_WORD_ONLINE, page->language, NULL);
  g_autofree char *in_person
      = desco_notice_word_inline (DESCO_NOTICE_WORD_IN_PERSON, page->language, NULL);

  desco_notice_page_band (page, DESCO_NOTICE_RIGHT_HALF, page->measures->how_y, DESCO_NOTICE_HALF,
                          DESCO_NOTICE_WORD_WHERE, DESCO_NOTICE_LAYER_FIXED,
                          DESCO_TYPE_STYLE_BAND_NOTE, NULL);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "H3", DESCO_TYPE_STYLE_STRONG,
                         DESCO_TYPE_LEFT, DESCO_BOX (x, y, width, 4.2), online);
  desco_notice_page_put_word (page, "P", DESCO_TYPE_STYLE_SMALL,
                              DESCO_BOX (x, y + 4.3, width, step - 5),
                              DESCO_NOTICE_WORD_ONLINE_TEXT);
  desco_notice_page_put (page, DESCO_NOTICE_LAYER_FIXED, "H3", DESCO_TYPE_STYLE_STRONG,
                         DESCO_TYPE_LEFT, DESCO_BOX (x, y + step, width, 4.2), in_person);
  desco_notice_page_put_word (
      page, "P", DESCO_TYPE_STYLE_SMALL, DESCO_BOX (x, y + step + 4.3, width, step - 4.3),
      desco_notice_page_has_slip (page) ? DESCO_NOTICE_WORD_IN_PERSON_POST_TEXT
                                        : DESCO_NOTICE_WORD_IN_PERSON_TEXT);
}

/**
 * desco_notice_draw_how:
 * @page: a page with its block
 *
 * Draws how much, when and where to pay (N-06, N-07).
 */
void
desco_notice_draw_how (const DescoNoticePage *page)
{
  draw_when (page);
  draw_where (page);
}
