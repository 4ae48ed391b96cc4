/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-listed-adult-private.h"

#include "model/desco-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_same_name (const DescoListedAdult *a, const DescoListedAdult *b)
{
  g_autofree char *a_surname = desco_text_fold (a->surname);
  g_autofree char *b_surname = desco_text_fold (b->surname);
  g_autofree char *a_name = desco_text_fold (a->name);
  g_autofree char *b_name = desco_text_fold (b->name);

  return *a_surname != '\0' && strcmp (a_surname, b_surname) == 0 && strcmp (a_name, b_name) == 0;
}

/* The same person twice on a row: by tax code where both have one, else by name. */
static gboolean
is_same (const DescoListedAdult *a, const DescoListedAdult *b)
{
  if (a->tax_code != NULL && b->tax_code != NULL)
    return strcmp (a->tax_code, b->tax_code) == 0;
  return is_same_name (a, b);
}

static void
fill (char **value, char **from)
{
  if (*value == NULL)
    *value = g_steal_pointer (from);
}

/* Brings what @other knows more into @self; the closer role stays. */
static void
merge (DescoListedAdult *self, DescoListedAdult *other)
{
  self->contact = self->contact || other->contact;
  if (self->tax_code == NULL)
    self->tax_code_kind = other->tax_code_kind;
  fill (&self->surname, &other->surname);
  fill (&self->name, &other->name);
  fill (&self->tax_code, &other->tax_code);
  fill (&self->birth_place, &other->birth_place);
  fill (&self->address, &other->address);
  fill (&self->postal_code, &other->postal_code);
  fill (&self->town, &other->town);
  fill (&self->province, &other->province);
  fill (&self->phone, &other->phone);
  fill (&self->email, &other->email);
  if (self->sex == DESCO_SEX_UNKNOWN)
    self->sex = other->sex;
  if (!g_date_valid (&self->birth_date))
    self->birth_date = other->birth_date;
}

/* The role in the row's own words goes before the one in the header. */
static void
take_role (DescoListedAdult *self, DescoRowCells *cells)
{
  const char *text = desco_row_cells_get (cells, DESCO_FIELD_ROLE);
  DescoPersonRole role;

  self->role = cells->role;
  if (text != NULL && desco_person_role_parse (text, &role))
    self->role = role;
  self->contact = self->role == DESCO_PERSON_CONTACT;
  if (self->contact)
    self->role = DESCO_PERSON_PARENT;
}

static void
check_tax_code (DescoListedAdult *self, DescoRowCells *cells)
{
  g_autoptr (GError) error = NULL;

  if (self->tax_code == NULL)
    return;
  if (!desco_tax_code_check_person (self->tax_code,
                                    g_date_valid (&self->birth_date) ? &self->birth_date : NULL,
                                    self->sex, &error))
    desco_row_cells_refuse (cells, DESCO_FIELD_TAX_CODE, error->message);
}

/* Half a name is a mistake; no name beside a tax code is a list that gives no names. */
static void
check_name (DescoListedAdult *self, DescoRowCells *cells)
{
  if (self->surname == NULL && self->name == NULL)
    return;
  desco_row_cells_require (cells, DESCO_FIELD_SURNAME, self->surname);
  desco_row_cells_require (cells, DESCO_FIELD_NAME, self->name);
}

/* Takes the person to whom @cells is turned; %NULL where the row does not say who they are. */
static DescoListedAdult *
take_adult (DescoRowCells *cells)
{
  g_autoptr (DescoListedAdult) self = g_new0 (DescoListedAdult, 1);

  g_date_clear (&self->birth_date, 1);
  take_role (self, cells);
  desco_row_cells_take_tax_code (cells, &self->tax_code, &self->tax_code_kind);
  desco_row_cells_take_name (cells, DESCO_FIELD_SURNAME, &self->surname);
  desco_row_cells_take_name (cells, DESCO_FIELD_NAME, &self->name);
  desco_row_cells_take_full_name (cells, self->tax_code, &self->surname, &self->name);
  desco_row_cells_take_sex (cells, &self->sex);
  desco_row_cells_take_date (cells, DESCO_FIELD_BIRTH_DATE, DESCO_DATE_SENSE_ADULT,
                             &self->birth_date);
  desco_row_cells_take_text (cells, DESCO_FIELD_BIRTH_PLACE, &self->birth_place);
  desco_row_cells_take_address (cells, &self->address);
  desco_row_cells_take_text (cells, DESCO_FIELD_POSTAL_CODE, &self->postal_code);
  desco_row_cells_take_text (cells, DESCO_FIELD_TOWN, &self->town);
  desco_row_cells_take_text (cells, DESCO_FIELD_PROVINCE, &self->province);
  desco_row_cells_take_phone (cells, &self->phone);
  desco_row_cells_take_email (cells, &self->email);
  check_name (self, cells);
  check_tax_code (self, cells);

  if (self->tax_code == NULL && self->surname == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

static void
add_adult (GPtrArray *adults, DescoListedAdult *adult)
{
  for (guint i = 0; i < adults->len; i++)
    {
      DescoListedAdult *other = g_ptr_array_index (adults, i);

      if (is_same (other, adult))
        {
          merge (other, adult);
          desco_listed_adult_free (adult);
          return;
        }
    }
  g_ptr_array_add (adults, adult);
}

/**
 * desco_listed_adult_free:
 * @self: (transfer full) (nullable): an adult
 */
void
desco_listed_adult_free (DescoListedAdult *self)
{
  if (self == NULL)
    return;
  g_free (self->surname);
  g_free (self->name);
  g_free (self->tax_code);
  g_free (self->birth_place);
  g_free (self->address);
  g_free (self->postal_code);
  g_free (self->town);
  g_free (self->province);
  g_free (self->phone);
  g_free (self->email);
  g_free (self);
}

/* Takes all the adults of a row, each once: Argo's `_GEN` repeats the father or the mother.
 *
 * Returns: (transfer full) (element-type DescoListedAdult) */
GPtrArray *
desco_listed_adults_take (DescoRowCells *cells)
{
  GPtrArray *adults = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_listed_adult_free);

  for (guint role = DESCO_PERSON_FATHER; role < DESCO_N_PERSON_ROLES; role++)
    for (guint number = 1; number <= DESCO_MAX_PERSON_NUMBER; number++)
      {
        DescoListedAdult *adult;

        if (!desco_column_map_has_person (cells->columns, (DescoPersonRole) role, number))
          continue;
        desco_row_cells_turn_to (cells, (DescoPersonRole) role, number);
        adult = take_adult (cells);
        if (adult != NULL)
          add_adult (adults, adult);
      }

  desco_row_cells_turn_to (cells, DESCO_PERSON_PUPIL, 1);
  return adults;
}
