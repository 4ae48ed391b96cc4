/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What all pages for people share. They stand for the bank's, which Italians read: they are Italian
 * whatever the locale is. */

GString *desco_sandbox_html_begin (const char *title, const char *lead);
void desco_sandbox_html_append (GString *html, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *desco_sandbox_html_end (GString *html);

G_END_DECLS
