/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-pupil-row.h"

#include "exchange/desco-listed-adult-private.h"
#include "exchange/desco-row-cells-private.h"
#include "model/desco-school-order.h"
#include "model/desco-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_OPENING_BALANCE 10000

/* What stands for no exemption and no diet, folded. */
static const char *const none_words[] = {
  "no",       "n",       "0",        "falso",      "false",  "nessuna",        "nessun",
  "standard", "normale", "regolare", "non esente", "comune", "dieta standard", "0%",
};

/* What stands for an exemption without saying which. */
static const char *const exempt_words[] = {
  "si", "s", "x", "1", "vero", "true", "yes", "y", "esente", "totale", "100%", "esonero",
};

static gboolean
is_word (const char *text, const char *const *words, gsize n_words)
{
  g_autofree char *folded = desco_text_fold (text);

  for (gsize i = 0; i < n_words; i++)
    {
      if (strcmp (folded, words[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
take_person (DescoPupilRow *self, DescoRowCells *cells)
{
  desco_row_cells_take_tax_code (cells, &self->tax_code, &self->tax_code_kind);
  if (desco_row_cells_has (cells, DESCO_FIELD_SURNAME)
      && desco_row_cells_has (cells, DESCO_FIELD_NAME))
    {
      desco_row_cells_take_name (cells, DESCO_FIELD_SURNAME, &self->surname);
      desco_row_cells_take_name (cells, DESCO_FIELD_NAME, &self->name);
      desco_row_cells_require (cells, DESCO_FIELD_SURNAME, self->surname);
      desco_row_cells_require (cells, DESCO_FIELD_NAME, self->name);
    }
  else
    {
      desco_row_cells_take_full_name (cells, self->tax_code, &self->surname, &self->name);
      desco_row_cells_require (cells, DESCO_FIELD_FULL_NAME, self->surname);
      desco_row_cells_require (cells, DESCO_FIELD_NAME_SURNAME, self->surname);
    }
  desco_row_cells_take_date (cells, DESCO_FIELD_BIRTH_DATE, DESCO_DATE_SENSE_CHILD,
                             &self->birth_date);
  desco_row_cells_take_sex (cells, &self->sex);
  desco_row_cells_take_text (cells, DESCO_FIELD_BIRTH_PLACE, &self->birth_place);
  desco_row_cells_take_text (cells, DESCO_FIELD_BIRTH_PROVINCE, &self->birth_province);
}

/* The code holds day and sex: they must agree with the row's, and stand in for them. */
static void
check_tax_code (DescoPupilRow *self, DescoRowCells *cells)
{
  gboolean has_date = g_date_valid (&self->birth_date);
  g_autoptr (GError) error = NULL;
  GDate birth_date;
  DescoSex sex;

  if (self->tax_code == NULL)
    return;
  if (!desco_tax_code_check_person (self->tax_code, has_date ? &self->birth_date : NULL, self->sex,
                                    &error))
    {
      desco_row_cells_refuse (cells, DESCO_FIELD_TAX_CODE, error->message);
      return;
    }
  if (!desco_tax_code_decode (self->tax_code, cells->today, &birth_date, &sex))
    return;
  if (!has_date)
    self->birth_date = birth_date;
  if (self->sex == DESCO_SEX_UNKNOWN)
    self->sex = sex;
}

static void
take_home (DescoPupilRow *self, DescoRowCells *cells)
{
  desco_row_cells_take_address (cells, &self->address);
  desco_row_cells_take_text (cells, DESCO_FIELD_POSTAL_CODE, &self->postal_code);
  desco_row_cells_take_text (cells, DESCO_FIELD_TOWN, &self->town);
  desco_row_cells_take_text (cells, DESCO_FIELD_PROVINCE, &self->province);
  desco_row_cells_take_phone (cells, &self->phone);
  desco_row_cells_take_email (cells, &self->email);
}

/* A school is known by its code or its name, and some lists write the code where the name goes. */
static void
take_school (DescoPupilRow *self, DescoRowCells *cells)
{
  const char *code = desco_row_cells_get (cells, DESCO_FIELD_SCHOOL_CODE);

  desco_row_cells_take_text (cells, DESCO_FIELD_SCHOOL_NAME, &self->school_name);
  if (code != NULL && !desco_ministry_code_is_valid (code))
    desco_row_cells_refuse (cells, DESCO_FIELD_SCHOOL_CODE,
                            _ ("This is not a school's code at the ministry. Write ten letters and "
                               "digits, as NOEE81401A."));
  else if (code != NULL)
    self->school_code = g_ascii_strup (code, -1);

  if (self->school_code == NULL && desco_ministry_code_is_valid (self->school_name))
    {
      self->school_code = g_ascii_strup (self->school_name, -1);
      g_clear_pointer (&self->school_name, g_free);
    }
}

/* Year and section in their own columns go before the class in one cell: a class of mixed years is
 * called by one of them. */
static void
take_class (DescoPupilRow *self, DescoRowCells *cells)
{
  const char *name = desco_row_cells_get (cells, DESCO_FIELD_CLASS);
  const char *year = desco_row_cells_get (cells, DESCO_FIELD_CLASS_YEAR);
  const char *section = desco_row_cells_get (cells, DESCO_FIELD_SECTION);
  g_autofree char *name_section = NULL;
  guint name_year = 0;
  g_autoptr (GError) name_error = NULL;
  g_autoptr (GError) year_error = NULL;
  g_autoptr (GError) section_error = NULL;

  if (name != NULL && !desco_value_parse_class (name, &name_year, &name_section, &name_error))
    desco_row_cells_refuse (cells, DESCO_FIELD_CLASS, name_error->message);
  if (year != NULL && !desco_value_parse_class_year (year, &self->class_year, &year_error))
    desco_row_cells_refuse (cells, DESCO_FIELD_CLASS_YEAR, year_error->message);
  if (section != NULL && !desco_value_parse_section (section, &self->section, &section_error))
    desco_row_cells_refuse (cells, DESCO_FIELD_SECTION, section_error->message);

  if (self->class_year == 0)
    self->class_year = name_year;
  if (self->section == NULL)
    self->section = g_steal_pointer (&name_section);
}

static void
take_resident (DescoPupilRow *self, DescoRowCells *cells)
{
  const char *text = desco_row_cells_get (cells, DESCO_FIELD_RESIDENT);
  gboolean resident;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;
  if (desco_value_parse_yes_no (text, &resident, &error))
    self->resident = resident ? DESCO_RESIDENCE_YES : DESCO_RESIDENCE_NO;
  else
    desco_row_cells_refuse (cells, DESCO_FIELD_RESIDENT, error->message);
}

static void
take_isee (DescoPupilRow *self, DescoRowCells *cells)
{
  const char *text = desco_row_cells_get (cells, DESCO_FIELD_ISEE);

  if (text != NULL && !is_word (text, none_words, 1))
    desco_row_cells_take_money (cells, DESCO_FIELD_ISEE, &self->has_isee, &self->isee);
  desco_row_cells_take_date (cells, DESCO_FIELD_ISEE_UNTIL, DESCO_DATE_SENSE_TERM,
                             &self->isee_until);
}

static void
take_exemption (DescoPupilRow *self, DescoRowCells *cells)
{
  g_autofree char *text = NULL;

  desco_row_cells_take_text (cells, DESCO_FIELD_EXEMPTION, &text);
  if (text == NULL || is_word (text, none_words, G_N_ELEMENTS (none_words)))
    return;
  self->exemption = is_word (text, exempt_words, G_N_ELEMENTS (exempt_words))
                        ? g_strdup ("SI")
                        : g_steal_pointer (&text);
}

static void
take_diet (DescoPupilRow *self, DescoRowCells *cells)
{
  g_autofree char *text = NULL;

  desco_row_cells_take_text (cells, DESCO_FIELD_DIET, &text);
  if (text != NULL && !is_word (text, none_words, G_N_ELEMENTS (none_words)))
    self->diet = g_steal_pointer (&text);
}

/* Another program's balance, or paper vouchers handed in. */
static void
take_opening (DescoPupilRow *self, DescoRowCells *cells)
{
  desco_row_cells_take_integer (cells, DESCO_FIELD_OPENING_BALANCE, -MAX_OPENING_BALANCE,
                                MAX_OPENING_BALANCE, &self->has_opening_balance,
                                &self->opening_balance);
  desco_row_cells_take_money (cells, DESCO_FIELD_OPENING_UNIT_COST, &self->has_opening_unit_cost,
                              &self->opening_unit_cost);
}

/**
 * desco_pupil_row_read:
 * @list: a list of pupils
 * @row: (out) (transfer full) (nullable): the next row, or %NULL where it was refused
 * @problem: (out) (transfer full) (nullable): why it was refused, or %NULL
 * @error: %DESCO_INPUT_ERROR about `file`, where the list cannot be read on
 *
 * Reads the next row: one of @row and @problem is set. A wrong cell refuses its row, and the
 * others go on.
 *
 * Returns: whether there was a row; %FALSE without @error at the end
 */
gboolean
desco_pupil_row_read (DescoListReader *list,
                      DescoPupilRow **row,
                      DescoRowError **problem,
                      GError **error)
{
  const DescoTableRow *table_row = desco_list_reader_next (list, error);
  g_autoptr (DescoPupilRow) self = NULL;
  DescoRowCells cells;

  *row = NULL;
  *problem = NULL;
  if (table_row == NULL)
    return FALSE;

  self = g_new0 (DescoPupilRow, 1);
  self->line = desco_table_row_get_line (table_row);
  g_date_clear (&self->birth_date, 1);
  g_date_clear (&self->isee_until, 1);

  desco_row_cells_init (&cells, list, table_row);
  take_person (self, &cells);
  check_tax_code (self, &cells);
  take_home (self, &cells);
  take_school (self, &cells);
  take_class (self, &cells);
  take_resident (self, &cells);
  take_isee (self, &cells);
  take_exemption (self, &cells);
  take_diet (self, &cells);
  take_opening (self, &cells);
  desco_row_cells_take_text (&cells, DESCO_FIELD_SIDI_CODE, &self->sidi_code);
  desco_row_cells_take_text (&cells, DESCO_FIELD_PUPIL_ID, &self->pupil_id);
  self->adults = desco_listed_adults_take (&cells);

  *problem = desco_row_cells_finish (&cells);
  if (*problem == NULL)
    *row = g_steal_pointer (&self);
  return TRUE;
}

/**
 * desco_pupil_row_free:
 * @self: (transfer full) (nullable): a row
 */
void
desco_pupil_row_free (DescoPupilRow *self)
{
  if (self == NULL)
    return;
  g_free (self->surname);
  g_free (self->name);
  g_free (self->tax_code);
  g_free (self->birth_place);
  g_free (self->birth_province);
  g_free (self->address);
  g_free (self->postal_code);
  g_free (self->town);
  g_free (self->province);
  g_free (self->phone);
  g_free (self->email);
  g_free (self->school_name);
  g_free (self->school_code);
  g_free (self->section);
  g_free (self->exemption);
  g_free (self->diet);
  g_free (self->sidi_code);
  g_free (self->pupil_id);
  g_clear_pointer (&self->adults, g_ptr_array_unref);
  g_free (self);
}
