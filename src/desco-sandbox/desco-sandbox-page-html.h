/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-position.h"

G_BEGIN_DECLS

/**
 * DescoSandboxPage:
 * @search: (nullable): the digits that somebody looks for
 * @all: whether closed positions are there too
 * @number: which page of them, from 0
 * @pages: how many there are
 * @total: how many positions
 * @positions: (element-type DescoSandboxPosition): those of this page
 * @result: (nullable): what came of the last act; a word that the page does not know says nothing
 * @result_nav: (nullable): which notice it was about
 *
 * What the page for people shows.
 */
typedef struct
{
  const char *search;
  gboolean all;
  guint number;
  guint pages;
  guint total;
  GPtrArray *positions;
  const char *result;
  const char *result_nav;
} DescoSandboxPage;

char *desco_sandbox_page_to_html (const DescoSandboxPage *page);

G_END_DECLS
