/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-tariff-row.h"

#include "exchange/desco-row-cells-private.h"
#include "model/desco-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CHILD 20

/* What stands for "any", folded, as an empty cell does. */
static const char *const any_words[]
    = { "tutti", "tutte", "qualsiasi", "any", "all", "tutto", "indifferente" };

/* Returns: (transfer none) (nullable): the cell, %NULL where it means any */
static const char *
get_condition (DescoRowCells *cells, DescoField field)
{
  const char *text = desco_row_cells_get (cells, field);
  g_autofree char *folded = desco_text_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (any_words); i++)
    {
      if (strcmp (folded, any_words[i]) == 0)
        return NULL;
    }
  return text;
}

static void
take_order (DescoTariffRow *self, DescoRowCells *cells)
{
  const char *text = get_condition (cells, DESCO_FIELD_SCHOOL_ORDER);

  if (text != NULL && !desco_school_order_parse (text, &self->order))
    desco_row_cells_refuse (
        cells, DESCO_FIELD_SCHOOL_ORDER,
        _ ("This is not a school order. Write infanzia, primaria or secondaria, "
           "or leave it empty for any."));
}

static void
take_school (DescoTariffRow *self, DescoRowCells *cells)
{
  if (get_condition (cells, DESCO_FIELD_SCHOOL_CODE) != NULL)
    desco_row_cells_take_text (cells, DESCO_FIELD_SCHOOL_CODE, &self->school);
  else if (get_condition (cells, DESCO_FIELD_SCHOOL_NAME) != NULL)
    desco_row_cells_take_text (cells, DESCO_FIELD_SCHOOL_NAME, &self->school);
}

static void
take_class (DescoTariffRow *self, DescoRowCells *cells)
{
  const char *text = get_condition (cells, DESCO_FIELD_CLASS);
  g_autofree char *section = NULL;
  g_autoptr (GError) error = NULL;
  guint year;

  if (text == NULL)
    return;
  if (!desco_value_parse_class (text, &year, &section, &error))
    desco_row_cells_refuse (cells, DESCO_FIELD_CLASS, error->message);
  else if (year > 0)
    self->class_name = g_strdup_printf ("%u%s", year, section != NULL ? section : "");
  else
    self->class_name = g_steal_pointer (&section);
}

static void
take_resident (DescoTariffRow *self, DescoRowCells *cells)
{
  const char *text = get_condition (cells, DESCO_FIELD_RESIDENT);
  g_autoptr (GError) error = NULL;
  gboolean resident;

  if (text == NULL)
    return;
  if (desco_value_parse_yes_no (text, &resident, &error))
    self->resident = resident ? DESCO_RESIDENCE_YES : DESCO_RESIDENCE_NO;
  else
    desco_row_cells_refuse (cells, DESCO_FIELD_RESIDENT, error->message);
}

static void
take_isee (DescoTariffRow *self, DescoRowCells *cells)
{
  gboolean from = FALSE, to = FALSE;

  if (get_condition (cells, DESCO_FIELD_ISEE_FROM) != NULL)
    desco_row_cells_take_money (cells, DESCO_FIELD_ISEE_FROM, &from, &self->isee_from);
  if (get_condition (cells, DESCO_FIELD_ISEE_TO) != NULL)
    desco_row_cells_take_money (cells, DESCO_FIELD_ISEE_TO, &to, &self->isee_to);
  if (from && to && self->isee_from > self->isee_to)
    desco_row_cells_refuse (cells, DESCO_FIELD_ISEE_TO,
                            _ ("The last ISEE lies below the first. Exchange or correct them."));
}

/* Reads `2`, `3+`, `2-3`, `dal 3`. */
static gboolean
parse_children (const char *text, guint *from, guint *to)
{
  g_autofree char *folded = desco_text_fold (text);
  const char *start = folded;
  char *end;
  guint64 first, last;

  if (g_str_has_prefix (start, "dal "))
    start += 4;
  if (!g_ascii_isdigit (*start))
    return FALSE;
  first = last = g_ascii_strtoull (start, &end, 10);
  end += strspn (end, " .^");
  if (g_str_has_prefix (end, "\302\260"))
    end += 2;
  if (start != folded || strcmp (end, "+") == 0 || strcmp (end, "e oltre") == 0
      || strcmp (end, "in poi") == 0 || strcmp (end, "e successivi") == 0)
    last = 0;
  else if (*end == '-' && g_ascii_isdigit (end[1 + strspn (end + 1, " ")]))
    {
      last = g_ascii_strtoull (end + 1, &end, 10);
      if (*end != '\0')
        return FALSE;
    }
  else if (*end != '\0')
    return FALSE;

  if (first < 1 || first > MAX_CHILD || last > MAX_CHILD || (last != 0 && last < first))
    return FALSE;
  *from = (guint) first;
  *to = (guint) last;
  return TRUE;
}

static void
take_child (DescoTariffRow *self, DescoRowCells *cells)
{
  const char *text = get_condition (cells, DESCO_FIELD_CHILD);

  if (text != NULL && !parse_children (text, &self->child_from, &self->child_to))
    desco_row_cells_refuse (
        cells, DESCO_FIELD_CHILD,
        _ ("Write which child it is for, as 2, 2-3 or 3+, or leave it empty for "
           "any."));
}

static void
take_exemption (DescoTariffRow *self, DescoRowCells *cells)
{
  const char *text = get_condition (cells, DESCO_FIELD_EXEMPTION);
  gboolean exempt;

  if (text == NULL)
    return;
  if (desco_value_parse_yes_no (text, &exempt, NULL))
    self->exemption = g_strdup (exempt ? "SI" : "NO");
  else
    desco_row_cells_take_text (cells, DESCO_FIELD_EXEMPTION, &self->exemption);
}

static void
take_cost (DescoTariffRow *self, DescoRowCells *cells)
{
  gboolean has = FALSE;

  if (desco_row_cells_get (cells, DESCO_FIELD_COST) == NULL)
    desco_row_cells_require (cells, DESCO_FIELD_COST, NULL);
  desco_row_cells_take_money (cells, DESCO_FIELD_COST, &has, &self->cost);
}

static void
take_validity (DescoTariffRow *self, DescoRowCells *cells)
{
  desco_row_cells_take_date (cells, DESCO_FIELD_VALID_FROM, DESCO_DATE_SENSE_TERM,
                             &self->valid_from);
  desco_row_cells_take_date (cells, DESCO_FIELD_VALID_UNTIL, DESCO_DATE_SENSE_TERM,
                             &self->valid_until);
  if (g_date_valid (&self->valid_from) && g_date_valid (&self->valid_until)
      && g_date_compare (&self->valid_from, &self->valid_until) > 0)
    desco_row_cells_refuse (cells, DESCO_FIELD_VALID_UNTIL,
                            _ ("The last day lies before the first. Exchange or correct them."));
}

/**
 * desco_tariff_row_read:
 * @list: a table of tariffs
 * @row: (out) (transfer full) (nullable): the next rule, or %NULL where it was refused
 * @problem: (out) (transfer full) (nullable): why it was refused, or %NULL
 * @error: %DESCO_INPUT_ERROR about `file`, where the table cannot be read on
 *
 * Reads the next rule: one of @row and @problem is set. An empty cell means any.
 *
 * Returns: whether there was a row; %FALSE without @error at the end
 */
gboolean
desco_tariff_row_read (DescoListReader *list,
                       DescoTariffRow **row,
                       DescoRowError **problem,
                       GError **error)
{
  const DescoTableRow *table_row = desco_list_reader_next (list, error);
  g_autoptr (DescoTariffRow) self = NULL;
  DescoRowCells cells;

  *row = NULL;
  *problem = NULL;
  if (table_row == NULL)
    return FALSE;

  self = g_new0 (DescoTariffRow, 1);
  self->line = desco_table_row_get_line (table_row);
  self->isee_from = self->isee_to = -1;
  g_date_clear (&self->valid_from, 1);
  g_date_clear (&self->valid_until, 1);

  desco_row_cells_init (&cells, list, table_row);
  desco_row_cells_take_text (&cells, DESCO_FIELD_DESCRIPTION, &self->description);
  take_order (self, &cells);
  take_school (self, &cells);
  take_class (self, &cells);
  take_resident (self, &cells);
  take_isee (self, &cells);
  take_child (self, &cells);
  take_exemption (self, &cells);
  take_cost (self, &cells);
  take_validity (self, &cells);

  *problem = desco_row_cells_finish (&cells);
  if (*problem == NULL)
    *row = g_steal_pointer (&self);
  return TRUE;
}

/**
 * desco_tariff_row_free:
 * @self: (transfer full) (nullable): a rule
 */
void
desco_tariff_row_free (DescoTariffRow *self)
{
  if (self == NULL)
    return;
  g_free (self->description);
  g_free (self->school);
  g_free (self->class_name);
  g_free (self->exemption);
  g_free (self);
}
