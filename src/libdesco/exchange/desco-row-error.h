/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DescoRowError:
 * @line: the line of the row, as an editor shows it
 * @column: the column's header as it stands in the list
 * @value: what stands in the cell
 * @reason: a sentence: what is wrong with it, and what to write
 *
 * Why a row was refused. The rows around it go on.
 */
typedef struct
{
  guint line;
  char *column;
  char *value;
  char *reason;
} DescoRowError;

DescoRowError *
desco_row_error_new (guint line, const char *column, const char *value, const char *reason);
void desco_row_error_free (DescoRowError *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoRowError, desco_row_error_free)

G_END_DECLS
