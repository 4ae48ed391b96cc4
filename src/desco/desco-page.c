/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-page.h"

#include <glib/gi18n.h>

static const DescoPageInfo pages[] = {
  [DESCO_PAGE_TODAY] = { "oggi", "desco-today-symbolic", N_ ("Today") },
  [DESCO_PAGE_ATTENDANCE] = { "presenze", "desco-attendance-symbolic", N_ ("Attendance") },
  [DESCO_PAGE_PUPILS] = { "alunni", "desco-pupils-symbolic", N_ ("Pupils") },
  [DESCO_PAGE_PURCHASES] = { "acquisti", "desco-purchases-symbolic", N_ ("Purchases and notices") },
  [DESCO_PAGE_RECEIPTS] = { "ricevute", "desco-receipts-symbolic", N_ ("Receipts") },
  [DESCO_PAGE_REPORT] = { "report", "desco-report-symbolic", N_ ("Report") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (pages) == DESCO_N_PAGES);

/**
 * desco_page_get_info:
 * @page: a page
 *
 * Returns: (transfer none): what there is to say about @page
 */
const DescoPageInfo *
desco_page_get_info (DescoPage page)
{
  g_return_val_if_fail ((guint) page < DESCO_N_PAGES, &pages[DESCO_PAGE_TODAY]);

  return &pages[page];
}

/**
 * desco_page_parse:
 * @name: (nullable): a name from the command line
 * @page: (out): where to put the page
 *
 * Returns: whether there is a page of that name
 */
gboolean
desco_page_parse (const char *name, DescoPage *page)
{
  for (guint i = 0; i < DESCO_N_PAGES; i++)
    if (g_strcmp0 (pages[i].name, name) == 0)
      {
        *page = (DescoPage) i;
        return TRUE;
      }

  return FALSE;
}
