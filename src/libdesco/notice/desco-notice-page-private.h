/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "notice/desco-notice-words-private.h"
#include "notice/desco-notice.h"
#include "papers/desco-paper-private.h"

G_BEGIN_DECLS

/* All lengths are millimetres. The columns stand inside margins of 10 mm and 6 mm apart (N-01). */
#define DESCO_NOTICE_LEFT DESCO_SHEET_MARGIN
#define DESCO_NOTICE_WIDTH 190.0
#define DESCO_NOTICE_HALF 92.0
#define DESCO_NOTICE_RIGHT_HALF 108.0
#define DESCO_NOTICE_RIGHT_EDGE 200.0
#define DESCO_NOTICE_HEADING_Y 10.0
#define DESCO_NOTICE_LOGO_SIZE 30.0
#define DESCO_NOTICE_GAP 6.0

#define DESCO_NOTICE_LABEL 3.6

/* The most payments, each with its codes, on one page. */
#define DESCO_NOTICE_BLOCKS_MAX 3

/* What a page shows is the same on every page of a batch, or the notice's own. The first is painted
 * once and shared by all pages: it is half the work of a page. */
typedef enum
{
  DESCO_NOTICE_LAYER_FIXED = 1 << 0,
  DESCO_NOTICE_LAYER_OWN = 1 << 1,
} DescoNoticeLayer;

/* How tall things are: with two languages, bands, labels and texts have a line more. */
typedef struct
{
  double band;
  double cell_label;
  double strip;
  double intro;
  double field_step;
  double creditor; /* of the creditor's name in a payment */
  double parties_y;
  double how_y;
  double payment_y;
  double slip_y;
  double payment_strip; /* where it begins in its block */
  double slip_strip;
} DescoNoticeMeasures;

/**
 * DescoNoticeBlock:
 * @instalment: (nullable): what is paid, %NULL for the whole
 * @amount: as it is printed
 * @number: as it is printed
 * @note: until when, for a typesetter
 * @y: top of the payment data
 * @slip_y: top of the postal slip; 0 where there is none
 * @compact: whether the payment data is only as tall as its code
 *
 * One payment and its codes (N-08, N-10).
 */
typedef struct
{
  const DescoNoticeInstalment *instalment;
  char *amount;
  char *number;
  char *note;
  double y;
  double slip_y;
  gboolean compact;
} DescoNoticeBlock;

typedef struct
{
  DescoPaper paper;
  DescoNotice *notice;
  DescoNoticeLanguage language;
  const DescoNoticeMeasures *measures;
  DescoNoticeLayer layers;
  cairo_surface_t *logo; /* NULL where there is none */

  char *subject;
  char *creditor;
  char *debtor;
  char *due_date; /* NULL where there is none */
  DescoNoticeBlock blocks[DESCO_NOTICE_BLOCKS_MAX];
  guint n_blocks;
} DescoNoticePage;

void desco_notice_page_init (DescoNoticePage *page, DescoNotice *notice);
void desco_notice_page_clear (DescoNoticePage *page);
DescoNoticeBlock *desco_notice_page_add_block (DescoNoticePage *page,
                                               const DescoNoticeInstalment *instalment,
                                               double y,
                                               double slip_y,
                                               gboolean compact);
gboolean desco_notice_page_has_slip (const DescoNoticePage *page);
gboolean desco_notice_page_is_bilingual (const DescoNoticePage *page);

double desco_notice_page_put (const DescoNoticePage *page,
                              DescoNoticeLayer layer,
                              const char *tag,
                              DescoTypeStyle style,
                              DescoTypeAlign align,
                              const DescoTypeBox *box,
                              const char *text);
double desco_notice_page_put_word (const DescoNoticePage *page,
                                   const char *tag,
                                   DescoTypeStyle style,
                                   const DescoTypeBox *box,
                                   DescoNoticeWord word);
void desco_notice_page_put_label (const DescoNoticePage *page,
                                  double x,
                                  double y,
                                  double width,
                                  DescoNoticeWord word);
void desco_notice_page_put_field (const DescoNoticePage *page,
                                  DescoNoticeLayer layer,
                                  double x,
                                  double y,
                                  double width,
                                  double height,
                                  DescoNoticeWord label,
                                  const char *value);
void desco_notice_page_put_cell (const DescoNoticePage *page,
                                 DescoNoticeLayer layer,
                                 double x,
                                 double y,
                                 double width,
                                 DescoNoticeWord label,
                                 const char *value);
void desco_notice_page_fill (const DescoNoticePage *page,
                             const DescoColour *colour,
                             const DescoTypeBox *box);
void desco_notice_page_cut (const DescoNoticePage *page, double y);
void desco_notice_page_band (const DescoNoticePage *page,
                             double x,
                             double y,
                             double width,
                             DescoNoticeWord name,
                             DescoNoticeLayer layer,
                             DescoTypeStyle style,
                             const char *note);
void
desco_notice_page_practice (const DescoNoticePage *page, const double *heights, guint n_heights);

void desco_notice_draw_sign (const DescoNoticePage *page);
void desco_notice_draw_heading (const DescoNoticePage *page);
char *desco_notice_write_tax_code (const DescoNoticePage *page, const char *code);
void desco_notice_draw_parties (const DescoNoticePage *page);
void desco_notice_draw_how (const DescoNoticePage *page);
void desco_notice_draw_blocks (const DescoNoticePage *page);
gboolean desco_notice_draw_codes (const DescoNoticePage *page, GError **error);
double desco_notice_get_payment_height (const DescoNoticeMeasures *measures, gboolean compact);
double desco_notice_get_slip_height (const DescoNoticeMeasures *measures);
void desco_notice_draw_half (const DescoNoticePage *page);
void desco_notice_place_half (DescoNoticePage *page);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DescoNoticePage, desco_notice_page_clear)

G_END_DECLS
