/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *desco_text_fold (const char *text);
char *desco_text_squeeze (const char *text);

G_END_DECLS
