/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void desco_full_name_split (const char *text,
                            gboolean name_first,
                            const char *tax_code,
                            char **surname,
                            char **name);

G_END_DECLS
