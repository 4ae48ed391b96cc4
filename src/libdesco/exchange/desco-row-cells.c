/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-row-cells-private.h"

#include "exchange/desco-full-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static guint
find (const DescoRowCells *self, DescoField field)
{
  return desco_column_map_find (self->columns, field, self->role, self->number);
}

static void
refuse_column (DescoRowCells *self, guint column, const char *reason)
{
  if (column >= self->bad_column)
    return;
  self->bad_column = column;
  g_free (self->reason);
  self->reason = g_strdup (reason);
}

static void
refuse_error (DescoRowCells *self, DescoField field, const GError *error)
{
  refuse_column (self, find (self, field), error->message);
}

/* #RIF!, #NAME?: what a sheet shows for a formula that failed. */
static gboolean
is_failed_formula (const char *text)
{
  gsize length = strlen (text);

  return text[0] == '#' && length > 2 && (text[length - 1] == '!' || text[length - 1] == '?');
}

/* Prepares to take values from @row. Ended by desco_row_cells_finish(). */
void
desco_row_cells_init (DescoRowCells *self, DescoListReader *list, const DescoTableRow *row)
{
  self->columns = desco_list_reader_get_columns (list);
  self->row = row;
  self->today = desco_list_reader_get_today (list);
  self->role = DESCO_PERSON_PUPIL;
  self->number = 1;
  self->bad_column = DESCO_COLUMN_NONE;
  self->reason = NULL;
}

/* Returns: (transfer full) (nullable): the leftmost cell that is wrong, or %NULL where none is */
DescoRowError *
desco_row_cells_finish (DescoRowCells *self)
{
  g_autofree char *reason = g_steal_pointer (&self->reason);

  if (reason == NULL)
    return NULL;
  return desco_row_error_new (desco_table_row_get_line (self->row),
                              desco_column_map_get_header (self->columns, self->bad_column),
                              desco_table_row_get_cell (self->row, self->bad_column), reason);
}

/* Turns to another person's cells. */
void
desco_row_cells_turn_to (DescoRowCells *self, DescoPersonRole role, guint number)
{
  self->role = role;
  self->number = number;
}

/* Whether the list has a column for @field. */
gboolean
desco_row_cells_has (const DescoRowCells *self, DescoField field)
{
  return find (self, field) != DESCO_COLUMN_NONE;
}

/* Returns: (transfer none) (nullable): the cell, %NULL where it says nothing */
const char *
desco_row_cells_get (DescoRowCells *self, DescoField field)
{
  guint column = find (self, field);
  const char *text;

  if (column == DESCO_COLUMN_NONE)
    return NULL;
  text = desco_table_row_get_cell (self->row, column);
  if (*text == '\0' || desco_value_is_nothing (text))
    return NULL;
  if (is_failed_formula (text))
    {
      refuse_column (self, column, _ ("A formula failed here. Write the value itself."));
      return NULL;
    }
  return text;
}

/* Remembers that the cell is wrong. */
void
desco_row_cells_refuse (DescoRowCells *self, DescoField field, const char *reason)
{
  refuse_column (self, find (self, field), reason);
}

/* Remembers that the cell is wrong where nothing came of it. */
void
desco_row_cells_require (DescoRowCells *self, DescoField field, const char *value)
{
  if ((value == NULL || *value == '\0') && desco_row_cells_has (self, field))
    desco_row_cells_refuse (self, field, _ ("This may not be empty. Fill it in."));
}

void
desco_row_cells_take_name (DescoRowCells *self, DescoField field, char **name)
{
  const char *text = desco_row_cells_get (self, field);
  g_autoptr (GError) error = NULL;

  if (text != NULL && !desco_value_parse_name (text, name, &error))
    refuse_error (self, field, error);
}

void
desco_row_cells_take_text (DescoRowCells *self, DescoField field, char **text)
{
  const char *cell = desco_row_cells_get (self, field);
  g_autoptr (GError) error = NULL;

  if (cell != NULL && !desco_value_parse_text (cell, DESCO_VALUE_MAX_TEXT, text, &error))
    refuse_error (self, field, error);
}

void
desco_row_cells_take_date (DescoRowCells *self, DescoField field, DescoDateSense sense, GDate *date)
{
  const char *text = desco_row_cells_get (self, field);
  g_autoptr (GError) error = NULL;

  if (text != NULL && !desco_value_parse_date (text, sense, self->today, date, &error))
    refuse_error (self, field, error);
}

void
desco_row_cells_take_sex (DescoRowCells *self, DescoSex *sex)
{
  const char *text = desco_row_cells_get (self, DESCO_FIELD_SEX);
  g_autoptr (GError) error = NULL;

  if (text != NULL && !desco_value_parse_sex (text, sex, &error))
    refuse_error (self, DESCO_FIELD_SEX, error);
}

/* A missing code is no error, a wrong one is. */
void
desco_row_cells_take_tax_code (DescoRowCells *self, char **code, DescoTaxCodeKind *kind)
{
  const char *text = desco_row_cells_get (self, DESCO_FIELD_TAX_CODE);
  g_autoptr (GError) error = NULL;

  if (text != NULL && !desco_value_parse_tax_code (text, code, kind, &error))
    refuse_error (self, DESCO_FIELD_TAX_CODE, error);
}

void
desco_row_cells_take_money (DescoRowCells *self, DescoField field, gboolean *has, gint64 *cents)
{
  const char *text = desco_row_cells_get (self, field);
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;
  *has = desco_value_parse_money (text, cents, &error);
  if (!*has)
    refuse_error (self, field, error);
}

void
desco_row_cells_take_integer (DescoRowCells *self,
                              DescoField field,
                              gint64 min,
                              gint64 max,
                              gboolean *has,
                              gint64 *value)
{
  const char *text = desco_row_cells_get (self, field);
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;
  *has = desco_value_parse_integer (text, min, max, value, &error);
  if (!*has)
    refuse_error (self, field, error);
}

/* Takes surname and name from the cell that holds both, where @surname is still missing; a name that
 * stands alone gives way to it. */
void
desco_row_cells_take_full_name (DescoRowCells *self,
                                const char *tax_code,
                                char **surname,
                                char **name)
{
  gboolean name_first = !desco_row_cells_has (self, DESCO_FIELD_FULL_NAME);
  DescoField field = name_first ? DESCO_FIELD_NAME_SURNAME : DESCO_FIELD_FULL_NAME;
  g_autofree char *full_name = NULL;

  if (*surname != NULL || !desco_row_cells_has (self, field))
    return;
  desco_row_cells_take_name (self, field, &full_name);
  if (full_name == NULL)
    return;

  g_clear_pointer (name, g_free);
  desco_full_name_split (full_name, name_first, tax_code, surname, name);
  if (**name == '\0')
    desco_row_cells_refuse (self, field,
                            _ ("This is a surname or a name, and both belong here. Write both."));
}

/* Takes the mobile telephone, else the other one. */
void
desco_row_cells_take_phone (DescoRowCells *self, char **phone)
{
  static const DescoField fields[] = { DESCO_FIELD_MOBILE, DESCO_FIELD_PHONE };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = desco_row_cells_get (self, fields[i]);
      g_autofree char *parsed = NULL;
      g_autoptr (GError) error = NULL;

      if (text == NULL)
        continue;
      if (!desco_value_parse_phone (text, &parsed, &error))
        refuse_error (self, fields[i], error);
      else if (*phone == NULL)
        *phone = g_steal_pointer (&parsed);
    }
}

void
desco_row_cells_take_email (DescoRowCells *self, char **email)
{
  const char *text = desco_row_cells_get (self, DESCO_FIELD_EMAIL);
  g_autoptr (GError) error = NULL;

  if (text != NULL && !desco_value_parse_email (text, email, &error))
    refuse_error (self, DESCO_FIELD_EMAIL, error);
}

/* Takes the street, with the number from its own column where there is one. */
void
desco_row_cells_take_address (DescoRowCells *self, char **address)
{
  g_autofree char *street = NULL;
  g_autofree char *house_number = NULL;

  desco_row_cells_take_text (self, DESCO_FIELD_ADDRESS, &street);
  desco_row_cells_take_text (self, DESCO_FIELD_HOUSE_NUMBER, &house_number);
  if (street == NULL)
    return;
  *address = house_number != NULL ? g_strdup_printf ("%s, %s", street, house_number)
                                  : g_steal_pointer (&street);
}
