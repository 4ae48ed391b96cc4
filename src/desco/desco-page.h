/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DescoPage:
 * @DESCO_PAGE_TODAY: the morning screen
 * @DESCO_PAGE_ATTENDANCE: one class, one day
 * @DESCO_PAGE_PUPILS: everyone
 * @DESCO_PAGE_PURCHASES: what was sold, and selling
 * @DESCO_PAGE_RECEIPTS: what was paid, and what a person must decide
 * @DESCO_PAGE_REPORT: a month held against the banks' transfers
 *
 * The places of the window, in the order of the sidebar.
 */
typedef enum
{
  DESCO_PAGE_TODAY,
  DESCO_PAGE_ATTENDANCE,
  DESCO_PAGE_PUPILS,
  DESCO_PAGE_PURCHASES,
  DESCO_PAGE_RECEIPTS,
  DESCO_PAGE_REPORT,
} DescoPage;

#define DESCO_N_PAGES (DESCO_PAGE_REPORT + 1)

/**
 * DescoPageInfo:
 * @name: the name on the command line and in the settings
 * @icon: the name of a symbolic icon
 * @title: what the person reads, to be translated with gettext()
 *
 * What the window and its lists tell about a page.
 */
typedef struct
{
  const char *name;
  const char *icon;
  const char *title;
} DescoPageInfo;

const DescoPageInfo *desco_page_get_info (DescoPage page);
gboolean desco_page_parse (const char *name, DescoPage *page);

G_END_DECLS
