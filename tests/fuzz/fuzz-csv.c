/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "fuzz.h"

#include "exchange/desco-guardian-row.h"
#include "exchange/desco-pupil-row.h"
#include "exchange/desco-tariff-row.h"

#include <string.h>

static DescoTableReader *
open_table (const uint8_t *data, size_t size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);

  return desco_table_reader_new_for_text (stream, NULL, NULL, NULL);
}

/* Cells are UTF-8 and bounded; lines only go up. */
static void
read_table (const uint8_t *data, size_t size)
{
  g_autoptr (DescoTableReader) reader = open_table (data, size);
  g_autoptr (DescoTableRow) row = desco_table_row_new ();
  g_autoptr (GError) error = NULL;
  guint line = 0;

  while (reader != NULL && desco_table_reader_next (reader, row, &error))
    {
      g_assert_cmpuint (desco_table_row_get_line (row), >, line);
      line = desco_table_row_get_line (row);
      g_assert_cmpuint (desco_table_row_get_n_cells (row), <=, DESCO_TABLE_MAX_COLUMNS);
      g_assert_false (desco_table_row_is_blank (row));
      for (guint i = 0; i < desco_table_row_get_n_cells (row); i++)
        {
          const char *cell = desco_table_row_get_cell (row, i);

          g_assert_true (g_utf8_validate (cell, -1, NULL));
          g_assert_cmpuint (strlen (cell), <=, DESCO_TABLE_MAX_CELL_BYTES);
        }
    }
}

static void
check_problem (gboolean good, const DescoRowError *problem)
{
  g_assert_true (good != (problem != NULL));
  if (problem != NULL)
    g_assert_true (problem->line > 0 && problem->column != NULL && problem->reason != NULL);
}

/* A row comes out whole or with a reason, never both and never neither. */
static void
read_list (DescoListKind kind, const uint8_t *data, size_t size)
{
  g_autoptr (DescoTableReader) table = open_table (data, size);
  g_autoptr (DescoListReader) list = NULL;
  gboolean more = TRUE;

  if (table != NULL)
    list = desco_list_reader_new (kind, table, NULL, NULL);
  while (list != NULL && more)
    {
      g_autoptr (DescoPupilRow) pupil = NULL;
      g_autoptr (DescoGuardianRow) guardian = NULL;
      g_autoptr (DescoTariffRow) tariff = NULL;
      g_autoptr (DescoRowError) problem = NULL;

      if (kind == DESCO_LIST_PUPILS)
        more = desco_pupil_row_read (list, &pupil, &problem, NULL);
      else if (kind == DESCO_LIST_GUARDIANS)
        more = desco_guardian_row_read (list, &guardian, &problem, NULL);
      else
        more = desco_tariff_row_read (list, &tariff, &problem, NULL);
      if (more)
        check_problem (pupil != NULL || guardian != NULL || tariff != NULL, problem);
      if (pupil != NULL)
        g_assert_true (*pupil->surname != '\0' && *pupil->name != '\0');
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  read_table (data, size);
  read_list (DESCO_LIST_PUPILS, data, size);
  read_list (DESCO_LIST_GUARDIANS, data, size);
  read_list (DESCO_LIST_TARIFFS, data, size);
  return 0;
}
