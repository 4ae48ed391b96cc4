/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-list-field.h"

G_BEGIN_DECLS

/* The words of which headers are made. */

/**
 * DescoHeaderReading:
 * @field: what the header names, %DESCO_FIELD_NONE where it is unknown
 * @rank: how well the word names it, 0 best: of two columns that mean the same, the better is taken
 * @has_role: whether the header says whose it is
 * @role: whose it is, where @has_role
 * @number: which of several of that role, from 1
 *
 * What a header's words say.
 */
typedef struct
{
  DescoField field;
  guint rank;
  gboolean has_role;
  DescoPersonRole role;
  guint number;
} DescoHeaderReading;

char *desco_header_normalize (const char *header);
DescoHeaderReading desco_header_read (DescoListKind kind, const char *header);
gboolean desco_header_find_role (const char *text, DescoPersonRole *role);

G_END_DECLS
