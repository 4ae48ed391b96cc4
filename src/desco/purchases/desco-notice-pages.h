/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "notice/desco-notice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The notices of a printing, a page each, drawn on the screen by what draws them on paper. */

#define DESCO_TYPE_NOTICE_PAGES (desco_notice_pages_get_type ())
G_DECLARE_FINAL_TYPE (DescoNoticePages, desco_notice_pages, DESCO, NOTICE_PAGES, GtkWidget)

void desco_notice_pages_set_notices (DescoNoticePages *self, GPtrArray *notices);

G_END_DECLS
