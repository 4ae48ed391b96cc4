/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-column-map.h"

#include "exchange/desco-header-words-private.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_PERSONS (DESCO_N_PERSON_ROLES * DESCO_MAX_PERSON_NUMBER)

typedef struct
{
  char *header;
  gboolean by_hand;
  guint rank;
  gboolean has_role;
  DescoMeaning meaning;
} Column;

struct _DescoColumnMap
{
  DescoListKind kind;
  guint line;
  GArray *columns; /* of Column */
  guint first[DESCO_N_FIELDS][N_PERSONS];
  guint rival[2]; /* two columns with an equal claim, or DESCO_COLUMN_NONE */
};

/* What may not be guessed between two columns. Of two telephone numbers the first will do. */
static const DescoField identities[] = {
  DESCO_FIELD_SURNAME,
  DESCO_FIELD_NAME,
  DESCO_FIELD_FULL_NAME,
  DESCO_FIELD_NAME_SURNAME,
  DESCO_FIELD_TAX_CODE,
  DESCO_FIELD_SEX,
  DESCO_FIELD_BIRTH_DATE,
  DESCO_FIELD_CLASS,
  DESCO_FIELD_CLASS_YEAR,
  DESCO_FIELD_SECTION,
  DESCO_FIELD_OPENING_BALANCE,
  DESCO_FIELD_ISEE,
  DESCO_FIELD_COST,
  DESCO_FIELD_ISEE_FROM,
  DESCO_FIELD_ISEE_TO,
};

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->header);
}

static Column *
get_column (const DescoColumnMap *self, guint column)
{
  return &g_array_index (self->columns, Column, column);
}

static guint
index_person (DescoPersonRole role, guint number)
{
  return (guint) role * DESCO_MAX_PERSON_NUMBER + number - 1;
}

static gboolean
is_identity (DescoField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    {
      if (identities[i] == field)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_adult (const Column *column)
{
  return column->has_role && column->meaning.role != DESCO_PERSON_PUPIL;
}

/* Parts COLUMN=FIELD at its last sign of equality; a header may have one too. */
static char *
parse_override (const char *override, DescoMeaning *meaning, GError **error)
{
  const char *equals = strrchr (override, '=');

  if (equals == NULL || equals == override)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "map",
                             _ ("“%s” does not say which column is which field. Write it as "
                                "COLUMN=FIELD, for instance \"Nato il=birthDate\"."),
                             override);
      return NULL;
    }
  if (!desco_meaning_parse (equals + 1, meaning))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "map",
                             _ ("There is no field “%s”. Fields are surname, name, taxCode, "
                                "birthDate, class, section, school, guardianSurname and others; "
                                "\"ignore\" leaves a column out."),
                             equals + 1);
      return NULL;
    }
  return g_strndup (override, (gsize) (equals - override));
}

/* A column is named by its header, or by its place: #3. */
static gboolean
is_named (const Column *column, guint place, const char *name)
{
  g_autofree char *wanted = NULL;
  g_autofree char *header = NULL;
  guint64 number;

  if (name[0] == '#' && g_ascii_string_to_unsigned (name + 1, 10, 1, G_MAXUINT, &number, NULL))
    return place + 1 == number;
  if (strcmp (column->header, name) == 0)
    return TRUE;
  wanted = desco_header_normalize (name);
  header = desco_header_normalize (column->header);
  return *wanted != '\0' && strcmp (wanted, header) == 0;
}

static gboolean
apply_override (DescoColumnMap *self, const char *override, GError **error)
{
  DescoMeaning meaning;
  g_autofree char *name = parse_override (override, &meaning, error);
  gboolean found = FALSE;

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < self->columns->len && !found; i++)
    {
      Column *column = get_column (self, i);

      if (!is_named (column, i, name))
        continue;
      found = TRUE;
      column->by_hand = TRUE;
      column->has_role = TRUE;
      column->rank = 0;
      column->meaning = meaning;
    }
  if (!found)
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "map",
                           _ ("The list has no column “%s”. Write its header as it stands in the "
                              "list, or its place as #3."),
                           name);
  return found;
}

static void
read_header (DescoColumnMap *self, const char *header)
{
  DescoHeaderReading reading = desco_header_read (self->kind, header);
  Column column = { 0 };

  column.header = g_strdup (header);
  column.rank = reading.rank;
  column.has_role = reading.has_role;
  column.meaning.field = reading.field;
  column.meaning.role = reading.has_role ? reading.role : DESCO_PERSON_PUPIL;
  column.meaning.number = reading.number;
  g_array_append_val (self->columns, column);
}

/* In a list of guardians a bare "Cognome" is the guardian's; but not where other columns name the
 * guardian and none names the pupil. */
static DescoPersonRole
find_bare_role (const DescoColumnMap *self)
{
  gboolean pupil = FALSE, adult = FALSE;

  if (self->kind != DESCO_LIST_GUARDIANS)
    return DESCO_PERSON_PUPIL;
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = get_column (self, i);
      gboolean names = is_identity (column->meaning.field);

      pupil = pupil || (names && column->has_role && column->meaning.role == DESCO_PERSON_PUPIL);
      adult = adult || (names && is_adult (column));
    }
  return adult && !pupil ? DESCO_PERSON_PUPIL : DESCO_PERSON_PARENT;
}

/* Settles whose a column is, once all the headers are known. */
static void
settle_person (DescoColumnMap *self, Column *column, DescoPersonRole bare)
{
  DescoMeaning *meaning = &column->meaning;
  gboolean personal = meaning->field >= DESCO_FIELD_SURNAME && meaning->field <= DESCO_FIELD_ROLE;

  if (column->by_hand || meaning->field == DESCO_FIELD_NONE)
    return;
  if (!column->has_role && personal)
    meaning->role = meaning->field == DESCO_FIELD_ROLE ? DESCO_PERSON_PARENT : bare;
  if (meaning->field == DESCO_FIELD_ROLE && meaning->role == DESCO_PERSON_PUPIL)
    meaning->role = DESCO_PERSON_PARENT;
  if (!personal && is_adult (column))
    meaning->field = DESCO_FIELD_NONE;

  /* A second telephone number of a pupil is no second pupil's. */
  if (meaning->number > 1 && !is_adult (column))
    {
      column->rank++;
      meaning->number = 1;
    }
}

/* Gives the field to the column, unless a better one has it. */
static void
claim (DescoColumnMap *self, guint place)
{
  Column *column = get_column (self, place);
  const DescoMeaning *meaning = &column->meaning;
  guint *first = &self->first[meaning->field][index_person (meaning->role, meaning->number)];
  Column *holder;

  if (*first == DESCO_COLUMN_NONE)
    {
      *first = place;
      return;
    }

  holder = get_column (self, *first);
  if (holder->by_hand == column->by_hand && holder->rank == column->rank
      && is_identity (meaning->field))
    {
      self->rival[0] = *first;
      self->rival[1] = place;
    }
  if ((column->by_hand && !holder->by_hand)
      || (column->by_hand == holder->by_hand && column->rank < holder->rank))
    {
      if (self->rival[0] == *first || self->rival[1] == *first)
        self->rival[0] = self->rival[1] = DESCO_COLUMN_NONE;
      holder->meaning.field = DESCO_FIELD_NONE;
      *first = place;
    }
  else
    column->meaning.field = DESCO_FIELD_NONE;
}

static gboolean
has (const DescoColumnMap *self, DescoField field, DescoPersonRole role, guint number)
{
  return desco_column_map_find (self, field, role, number) != DESCO_COLUMN_NONE;
}

static gboolean
has_name (const DescoColumnMap *self, DescoPersonRole role, guint number)
{
  return (has (self, DESCO_FIELD_SURNAME, role, number)
          && has (self, DESCO_FIELD_NAME, role, number))
         || has (self, DESCO_FIELD_FULL_NAME, role, number)
         || has (self, DESCO_FIELD_NAME_SURNAME, role, number);
}

static gboolean
has_adult (const DescoColumnMap *self)
{
  for (guint role = DESCO_PERSON_FATHER; role < DESCO_N_PERSON_ROLES; role++)
    for (guint number = 1; number <= DESCO_MAX_PERSON_NUMBER; number++)
      {
        if (desco_column_map_has_person (self, (DescoPersonRole) role, number))
          return TRUE;
      }
  return FALSE;
}

static gboolean
has_pupil_key (const DescoColumnMap *self)
{
  return has (self, DESCO_FIELD_TAX_CODE, DESCO_PERSON_PUPIL, 1)
         || has (self, DESCO_FIELD_SIDI_CODE, DESCO_PERSON_PUPIL, 1)
         || has (self, DESCO_FIELD_PUPIL_ID, DESCO_PERSON_PUPIL, 1)
         || has_name (self, DESCO_PERSON_PUPIL, 1);
}

/* "Cellulare genitore" without a column that names the parent: the family's, which stands with the
 * pupil. */
static void
settle_contact (DescoColumnMap *self, guint place)
{
  Column *column = get_column (self, place);
  DescoMeaning *meaning = &column->meaning;
  guint *first = &self->first[meaning->field][index_person (meaning->role, meaning->number)];
  guint *of_pupil = &self->first[meaning->field][index_person (DESCO_PERSON_PUPIL, 1)];

  if (meaning->field != DESCO_FIELD_PHONE && meaning->field != DESCO_FIELD_MOBILE
      && meaning->field != DESCO_FIELD_EMAIL)
    return;
  if (!is_adult (column) || column->by_hand || *of_pupil != DESCO_COLUMN_NONE
      || desco_column_map_has_person (self, meaning->role, meaning->number))
    return;

  *first = DESCO_COLUMN_NONE;
  *of_pupil = place;
  meaning->role = DESCO_PERSON_PUPIL;
  meaning->number = 1;
}

/* What a list of its kind cannot do without and this one lacks; %NULL where nothing. */
static const char *
find_missing (const DescoColumnMap *self)
{
  switch (self->kind)
    {
    case DESCO_LIST_PUPILS:
      return has_name (self, DESCO_PERSON_PUPIL, 1) ? NULL : _ ("the pupil's surname and name");
    case DESCO_LIST_GUARDIANS:
      if (!has_pupil_key (self))
        return _ ("the pupil's tax code (or surname and name)");
      return has_adult (self) ? NULL : _ ("the guardian's surname and name");
    case DESCO_LIST_TARIFFS:
    default:
      return has (self, DESCO_FIELD_COST, DESCO_PERSON_PUPIL, 1) ? NULL : _ ("the cost");
    }
}

/**
 * desco_column_map_new:
 * @kind: what the list is of
 * @header: the row with the headers
 * @overrides: (nullable) (array zero-terminated=1): `COLUMN=FIELD`, COLUMN being a header or a
 *   place (`#3`), FIELD a name as desco_meaning_to_string() gives it
 * @error: %DESCO_INPUT_ERROR about `map`
 *
 * Finds what each column means. Headers are compared without case, accents, asterisks and
 * punctuation; the order of columns says nothing.
 *
 * Returns: (transfer full) (nullable): the map, complete or not
 */
DescoColumnMap *
desco_column_map_new (DescoListKind kind,
                      const DescoTableRow *header,
                      const char *const *overrides,
                      GError **error)
{
  g_autoptr (DescoColumnMap) self = g_new0 (DescoColumnMap, 1);
  DescoPersonRole bare;

  self->kind = kind;
  self->line = desco_table_row_get_line (header);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  memset (self->first, 0xff, sizeof self->first);
  self->rival[0] = self->rival[1] = DESCO_COLUMN_NONE;

  for (guint i = 0; i < desco_table_row_get_n_cells (header); i++)
    read_header (self, desco_table_row_get_cell (header, i));
  for (guint i = 0; overrides != NULL && overrides[i] != NULL; i++)
    {
      if (!apply_override (self, overrides[i], error))
        return NULL;
    }

  bare = find_bare_role (self);
  for (guint i = 0; i < self->columns->len; i++)
    settle_person (self, get_column (self, i), bare);
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (get_column (self, i)->meaning.field != DESCO_FIELD_NONE)
        claim (self, i);
    }
  for (guint i = 0; kind == DESCO_LIST_PUPILS && i < self->columns->len; i++)
    settle_contact (self, i);
  return g_steal_pointer (&self);
}

/**
 * desco_column_map_free:
 * @self: (transfer full) (nullable): a map
 */
void
desco_column_map_free (DescoColumnMap *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->columns);
  g_free (self);
}

/**
 * desco_column_map_check_overrides:
 * @overrides: (nullable) (array zero-terminated=1): what desco_column_map_new() takes
 * @error: %DESCO_INPUT_ERROR about `map`
 *
 * Returns: whether each of them can be read, whatever the list's columns
 */
gboolean
desco_column_map_check_overrides (const char *const *overrides, GError **error)
{
  for (guint i = 0; overrides != NULL && overrides[i] != NULL; i++)
    {
      DescoMeaning meaning;
      g_autofree char *name = parse_override (overrides[i], &meaning, error);

      if (name == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_column_map_is_complete:
 * @self: a map
 *
 * Returns: whether it has all that a list of its kind cannot do without, in two columns or more
 */
gboolean
desco_column_map_is_complete (const DescoColumnMap *self)
{
  return desco_column_map_get_n_recognised (self) >= 2 && find_missing (self) == NULL;
}

/**
 * desco_column_map_check:
 * @self: a map
 * @error: %DESCO_INPUT_ERROR about `file`, naming what is missing or which columns are rivals
 *
 * Returns: whether the list can be read with it
 */
gboolean
desco_column_map_check (const DescoColumnMap *self, GError **error)
{
  const char *missing = find_missing (self);

  if (missing != NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "file",
                             _ ("Line %u looks like the header, and no column in it is %s. Add the "
                                "column, or say which one it is (--map COLUMN=FIELD)."),
                             self->line, missing);
      return FALSE;
    }
  if (self->rival[0] != DESCO_COLUMN_NONE)
    {
      g_autofree char *field
          = desco_meaning_to_string (&get_column (self, self->rival[0])->meaning);

      desco_input_error_set (error, DESCO_INPUT_ERROR_AMBIGUOUS, "file",
                             _ ("Columns %u (“%s”) and %u (“%s”) could both be the field %s. Say "
                                "which one is not: --map \"#%u=ignore\"."),
                             self->rival[0] + 1, get_column (self, self->rival[0])->header,
                             self->rival[1] + 1, get_column (self, self->rival[1])->header, field,
                             self->rival[1] + 1);
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_column_map_get_line:
 * @self: a map
 *
 * Returns: the line of the header
 */
guint
desco_column_map_get_line (const DescoColumnMap *self)
{
  return self->line;
}

/**
 * desco_column_map_get_n_columns:
 * @self: a map
 *
 * Returns: how many columns the header has
 */
guint
desco_column_map_get_n_columns (const DescoColumnMap *self)
{
  return self->columns->len;
}

/**
 * desco_column_map_get_n_recognised:
 * @self: a map
 *
 * Returns: how many columns mean something
 */
guint
desco_column_map_get_n_recognised (const DescoColumnMap *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += get_column (self, i)->meaning.field != DESCO_FIELD_NONE ? 1 : 0;
  return n;
}

/**
 * desco_column_map_get_header:
 * @self: a map
 * @column: from 0
 *
 * Returns: (transfer none): the header as it stands in the list; empty past the last column
 */
const char *
desco_column_map_get_header (const DescoColumnMap *self, guint column)
{
  return column < self->columns->len ? get_column (self, column)->header : "";
}

/**
 * desco_column_map_get_meaning:
 * @self: a map
 * @column: from 0, one of the header's
 *
 * Returns: (transfer none): what the column means; its field is %DESCO_FIELD_NONE where it is
 *   ignored
 */
const DescoMeaning *
desco_column_map_get_meaning (const DescoColumnMap *self, guint column)
{
  return &get_column (self, column)->meaning;
}

/**
 * desco_column_map_find:
 * @self: a map
 * @field: a field
 * @role: whose
 * @number: which of several of that role, from 1
 *
 * Returns: the column that holds it, from 0, or %DESCO_COLUMN_NONE
 */
guint
desco_column_map_find (const DescoColumnMap *self,
                       DescoField field,
                       DescoPersonRole role,
                       guint number)
{
  return self->first[field][index_person (role, number)];
}

/**
 * desco_column_map_has_person:
 * @self: a map
 * @role: a role
 * @number: which of several of that role, from 1
 *
 * Returns: whether some columns can say who that person is
 */
gboolean
desco_column_map_has_person (const DescoColumnMap *self, DescoPersonRole role, guint number)
{
  return has (self, DESCO_FIELD_TAX_CODE, role, number) || has_name (self, role, number)
         || has (self, DESCO_FIELD_SURNAME, role, number);
}
