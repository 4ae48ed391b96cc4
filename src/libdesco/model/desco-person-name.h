/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer than any name on an identity card, shorter than a cell that got into the wrong column. */
#define DESCO_PERSON_NAME_MAX 100

gboolean desco_person_name_check (const char *text, const char *field, GError **error);
char *desco_person_name_make_sort_key (const char *surname, const char *name);

G_END_DECLS
