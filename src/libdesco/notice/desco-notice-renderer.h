/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "notice/desco-notice.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A4 portrait in points (N-01). */
#define DESCO_NOTICE_PAGE_WIDTH (210 * 72 / 25.4)
#define DESCO_NOTICE_PAGE_HEIGHT (297 * 72 / 25.4)

#define DESCO_TYPE_NOTICE_RENDERER (desco_notice_renderer_get_type ())
G_DECLARE_FINAL_TYPE (DescoNoticeRenderer, desco_notice_renderer, DESCO, NOTICE_RENDERER, GObject)

DescoNoticeRenderer *desco_notice_renderer_new (void);

void desco_notice_renderer_set_tagged (DescoNoticeRenderer *self, gboolean tagged);
guint desco_notice_count_pages (DescoNotice *notice);
guint desco_notices_count_pages (GPtrArray *notices);
DescoNotice *desco_notices_find_page (GPtrArray *notices, guint index, guint *page);
gboolean desco_notice_renderer_draw (DescoNoticeRenderer *self,
                                     DescoNotice *notice,
                                     guint page,
                                     cairo_t *cr,
                                     GError **error);
gboolean desco_notice_renderer_draw_two_up (DescoNoticeRenderer *self,
                                            DescoNotice *upper,
                                            DescoNotice *lower,
                                            cairo_t *cr,
                                            GError **error);
double desco_notice_renderer_get_overflow (DescoNoticeRenderer *self);

G_END_DECLS
