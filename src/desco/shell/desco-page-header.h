/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESCO_TYPE_PAGE_HEADER (desco_page_header_get_type ())
G_DECLARE_FINAL_TYPE (DescoPageHeader, desco_page_header, DESCO, PAGE_HEADER, GtkWidget)

void desco_page_header_set_title (DescoPageHeader *self, const char *title);
void desco_page_header_set_subtitle (DescoPageHeader *self, const char *subtitle);

G_END_DECLS
