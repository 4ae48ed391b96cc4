/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-row-error.h"

#include <string.h>

/* Enough to find the cell by; a report is no place for a page of text. */
#define MAX_VALUE 120

/**
 * desco_row_error_new:
 * @line: the line of the row
 * @column: the column's header
 * @value: what stands in the cell; of a long one the beginning is kept
 * @reason: a sentence
 *
 * Returns: (transfer full): why a row was refused
 */
DescoRowError *
desco_row_error_new (guint line, const char *column, const char *value, const char *reason)
{
  DescoRowError *self = g_new0 (DescoRowError, 1);

  self->line = line;
  self->column = g_strdup (column);
  if (g_utf8_strlen (value, -1) > MAX_VALUE)
    {
      g_autofree char *beginning = g_utf8_substring (value, 0, MAX_VALUE);

      self->value = g_strconcat (beginning, "…", NULL);
    }
  else
    self->value = g_strdup (value);
  self->reason = g_strdup (reason);
  return self;
}

/**
 * desco_row_error_free:
 * @self: (transfer full) (nullable): why a row was refused
 */
void
desco_row_error_free (DescoRowError *self)
{
  if (self == NULL)
    return;
  g_free (self->column);
  g_free (self->value);
  g_free (self->reason);
  g_free (self);
}
