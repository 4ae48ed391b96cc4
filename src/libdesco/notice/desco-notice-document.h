/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "notice/desco-notice.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* cairo keeps a document's structure and bookmarks in memory until its end. Up to so many notices a
 * document tells its structure to assistive technology ... */
#define DESCO_NOTICE_DOCUMENT_TAGGED_MAX 500

/* ... and up to so many each has its bookmark below its group's; then only groups have. */
#define DESCO_NOTICE_DOCUMENT_BOOKMARKS_MAX 1000

/**
 * DescoNoticeSheets:
 * @DESCO_NOTICE_SHEETS_OWN: each notice begins a sheet
 * @DESCO_NOTICE_SHEETS_TWO_UP: two notices a sheet, to be cut apart (N-18)
 *
 * How notices share the paper.
 */
typedef enum
{
  DESCO_NOTICE_SHEETS_OWN,
  DESCO_NOTICE_SHEETS_TWO_UP,
} DescoNoticeSheets;

/**
 * DescoNoticeNextFunc:
 * @user_data: what was given along
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): the next notice of a batch; %NULL after the last, and with
 *   @error set where it cannot be had
 */
typedef DescoNotice *(*DescoNoticeNextFunc) (gpointer user_data, GError **error);

/**
 * DescoNoticeProgressFunc:
 * @n_written: how many notices are written
 * @user_data: what was given along
 */
typedef void (*DescoNoticeProgressFunc) (guint n_written, gpointer user_data);

gboolean desco_notice_document_write (const char *path,
                                      DescoNoticeSheets sheets,
                                      guint n_notices,
                                      DescoNoticeNextFunc next,
                                      DescoNoticeProgressFunc progress,
                                      gpointer user_data,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean desco_notice_document_write_list (const char *path,
                                           DescoNoticeSheets sheets,
                                           GPtrArray *notices,
                                           GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
