/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-guardian-row.h"

#include "exchange/desco-listed-adult-private.h"
#include "exchange/desco-row-cells-private.h"

#include <glib/gi18n-lib.h>

/* By which a pupil is found, the surest first. */
static const DescoField pupil_keys[] = {
  DESCO_FIELD_TAX_CODE,  DESCO_FIELD_SIDI_CODE, DESCO_FIELD_PUPIL_ID,
  DESCO_FIELD_FULL_NAME, DESCO_FIELD_SURNAME,   DESCO_FIELD_NAME_SURNAME,
};

static void
take_pupil (DescoGuardianRow *self, DescoRowCells *cells)
{
  DescoTaxCodeKind kind;

  desco_row_cells_take_tax_code (cells, &self->pupil_tax_code, &kind);
  desco_row_cells_take_name (cells, DESCO_FIELD_SURNAME, &self->pupil_surname);
  desco_row_cells_take_name (cells, DESCO_FIELD_NAME, &self->pupil_name);
  desco_row_cells_take_full_name (cells, self->pupil_tax_code, &self->pupil_surname,
                                  &self->pupil_name);
  desco_row_cells_take_date (cells, DESCO_FIELD_BIRTH_DATE, DESCO_DATE_SENSE_CHILD,
                             &self->pupil_birth_date);
  desco_row_cells_take_text (cells, DESCO_FIELD_SIDI_CODE, &self->pupil_sidi_code);
  desco_row_cells_take_text (cells, DESCO_FIELD_PUPIL_ID, &self->pupil_id);
}

static void
check_pupil (DescoGuardianRow *self, DescoRowCells *cells)
{
  if (self->pupil_tax_code != NULL || self->pupil_sidi_code != NULL || self->pupil_id != NULL
      || self->pupil_surname != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (pupil_keys); i++)
    {
      if (desco_row_cells_has (cells, pupil_keys[i]))
        {
          desco_row_cells_refuse (cells, pupil_keys[i],
                                  _ ("This must say whose guardian it is. Fill it in."));
          return;
        }
    }
}

/* A row without any guardian is refused at the first column that could have named one. */
static void
check_adults (DescoGuardianRow *self, DescoRowCells *cells)
{
  static const DescoField names[] = { DESCO_FIELD_SURNAME, DESCO_FIELD_FULL_NAME,
                                      DESCO_FIELD_NAME_SURNAME, DESCO_FIELD_TAX_CODE };

  if (self->adults->len > 0)
    return;
  for (guint role = DESCO_PERSON_FATHER; role < DESCO_N_PERSON_ROLES; role++)
    for (guint number = 1; number <= DESCO_MAX_PERSON_NUMBER; number++)
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          desco_row_cells_turn_to (cells, (DescoPersonRole) role, number);
          desco_row_cells_require (cells, names[i], NULL);
        }
  desco_row_cells_turn_to (cells, DESCO_PERSON_PUPIL, 1);
}

/**
 * desco_guardian_row_read:
 * @list: a list of guardians
 * @row: (out) (transfer full) (nullable): the next row, or %NULL where it was refused
 * @problem: (out) (transfer full) (nullable): why it was refused, or %NULL
 * @error: %DESCO_INPUT_ERROR about `file`, where the list cannot be read on
 *
 * Reads the next row: one of @row and @problem is set.
 *
 * Returns: whether there was a row; %FALSE without @error at the end
 */
gboolean
desco_guardian_row_read (DescoListReader *list,
                         DescoGuardianRow **row,
                         DescoRowError **problem,
                         GError **error)
{
  const DescoTableRow *table_row = desco_list_reader_next (list, error);
  g_autoptr (DescoGuardianRow) self = NULL;
  DescoRowCells cells;

  *row = NULL;
  *problem = NULL;
  if (table_row == NULL)
    return FALSE;

  self = g_new0 (DescoGuardianRow, 1);
  self->line = desco_table_row_get_line (table_row);
  g_date_clear (&self->pupil_birth_date, 1);

  desco_row_cells_init (&cells, list, table_row);
  take_pupil (self, &cells);
  check_pupil (self, &cells);
  self->adults = desco_listed_adults_take (&cells);
  check_adults (self, &cells);

  *problem = desco_row_cells_finish (&cells);
  if (*problem == NULL)
    *row = g_steal_pointer (&self);
  return TRUE;
}

/**
 * desco_guardian_row_free:
 * @self: (transfer full) (nullable): a row
 */
void
desco_guardian_row_free (DescoGuardianRow *self)
{
  if (self == NULL)
    return;
  g_free (self->pupil_tax_code);
  g_free (self->pupil_surname);
  g_free (self->pupil_name);
  g_free (self->pupil_sidi_code);
  g_free (self->pupil_id);
  g_clear_pointer (&self->adults, g_ptr_array_unref);
  g_free (self);
}
