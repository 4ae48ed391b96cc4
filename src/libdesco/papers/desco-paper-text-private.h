/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts of a notice as they are printed. */

char *desco_paper_text_shorten (const char *text, gsize width);
char *desco_paper_text_to_sentence (const char *text, gsize width);

G_END_DECLS
