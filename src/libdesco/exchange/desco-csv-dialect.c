/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-csv-dialect-private.h"

#define SAMPLE_ROWS 200

/* In the order in which Italian programs use them: it decides between equals. */
static const char candidates[] = { ';', '\t', ',', '|' };

/* How many separators each row of the sample has outside of quotation marks; none where @separator
 * leaves a quotation mark in the midst of a cell, for then it is not what parts them. */
static GArray *
count_separators (const char *text, gsize length, char separator)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint count = 0;
  gboolean quoted = FALSE, cell_start = TRUE, blank = TRUE, stray = FALSE;

  for (gsize i = 0; i <= length && counts->len < SAMPLE_ROWS; i++)
    {
      gboolean end = i == length || (!quoted && (text[i] == '\n' || text[i] == '\r'));

      if (end)
        {
          if (stray)
            count = 0;
          if (!blank)
            g_array_append_val (counts, count);
          count = 0;
          cell_start = blank = TRUE;
          stray = FALSE;
          continue;
        }

      blank = FALSE;
      if (quoted)
        quoted = text[i] != '"';
      else if (text[i] == separator)
        {
          count++;
          cell_start = TRUE;
          continue;
        }
      else if (text[i] == '"' && (cell_start || text[i - 1] == '"'))
        quoted = TRUE;
      else if (text[i] == '"')
        stray = TRUE;
      if (text[i] != ' ')
        cell_start = FALSE;
    }

  return counts;
}

/* A separator parts most rows into the same number of cells: how many cells, all in all, it makes
 * in the rows that agree. */
static guint64
weigh (const GArray *counts)
{
  guint64 best = 0;

  for (guint i = 0; i < counts->len; i++)
    {
      guint count = g_array_index (counts, guint, i);
      guint64 alike = 0;

      for (guint j = 0; j < counts->len; j++)
        alike += g_array_index (counts, guint, j) == count;
      best = MAX (best, alike * alike * count);
    }
  return best;
}

/* Finds what parts the cells in @text, the beginning of a list: the separator that makes the most
 * cells in the most rows that have as many. A semicolon where nothing does. */
char
desco_csv_detect_separator (const char *text, gsize length)
{
  char separator = candidates[0];
  guint64 best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      g_autoptr (GArray) counts = count_separators (text, length, candidates[i]);
      guint64 weight = weigh (counts);

      if (weight > best)
        {
          best = weight;
          separator = candidates[i];
        }
    }
  return separator;
}
