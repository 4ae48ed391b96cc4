/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-list-reader.h"

#include "model/desco-clock.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far down a list its header may stand, and how far below it a second one is looked for. */
#define HEADER_ROWS 40

/**
 * DescoListReader:
 *
 * A list whose header has been found, under whatever lines stand above it, and whose columns are
 * known. Its rows are read by desco_pupil_row_read() and the like.
 */
struct _DescoListReader
{
  GObject parent_instance;

  DescoListKind kind;
  DescoTableReader *table;
  DescoColumnMap *columns;
  DescoTableRow *row;
  GDate today;
  guint n_rows;
};

G_DEFINE_FINAL_TYPE (DescoListReader, desco_list_reader, G_TYPE_OBJECT)

static void
set_no_header (DescoListReader *self, const DescoColumnMap *best, GError **error)
{
  static const char *const examples[] = { N_ ("Cognome, Nome, Codice fiscale, Classe"),
                                          N_ ("Codice fiscale alunno, Cognome, Nome, Ruolo"),
                                          N_ ("Descrizione, Residente, ISEE da, ISEE a, Costo") };

  if (best != NULL && desco_column_map_get_n_recognised (best) >= 2)
    {
      desco_column_map_check (best, error);
      return;
    }
  desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "file",
                         _ ("None of the first %u lines is a header. Add a first line with the "
                            "columns' names, for instance: %s."),
                         HEADER_ROWS, _ (examples[self->kind]));
}

/* Finds the header: the first row that names all that a list needs. */
static gboolean
find_header (DescoListReader *self, const char *const *overrides, GError **error)
{
  g_autoptr (DescoColumnMap) best = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) override_failure = NULL;

  for (guint i = 0; i < HEADER_ROWS && desco_table_reader_next (self->table, self->row, &failure);
       i++)
    {
      g_autoptr (GError) mismatch = NULL;
      g_autoptr (DescoColumnMap) columns
          = desco_column_map_new (self->kind, self->row, overrides, &mismatch);

      if (columns == NULL)
        {
          /* The columns that were named by hand stand in the header, not in a line above it. */
          if (override_failure == NULL)
            override_failure = g_steal_pointer (&mismatch);
          continue;
        }
      if (desco_column_map_is_complete (columns))
        {
          self->columns = g_steal_pointer (&columns);
          return desco_column_map_check (self->columns, error);
        }
      if (best == NULL
          || desco_column_map_get_n_recognised (columns) > desco_column_map_get_n_recognised (best))
        {
          g_clear_pointer (&best, desco_column_map_free);
          best = g_steal_pointer (&columns);
        }
    }

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (best == NULL && override_failure != NULL)
    g_propagate_error (error, g_steal_pointer (&override_failure));
  else
    set_no_header (self, best, error);
  return FALSE;
}

/* Whether the row, far from the top, is the header once more, as lists printed by the page have it:
 * compared by its first two columns, before the headers are read again. */
static gboolean
may_be_header (DescoListReader *self)
{
  guint same = 0, seen = 0;

  if (self->n_rows <= HEADER_ROWS)
    return TRUE;
  for (guint i = 0; i < desco_column_map_get_n_columns (self->columns) && seen < 2; i++)
    {
      const char *header = desco_column_map_get_header (self->columns, i);

      if (*header == '\0')
        continue;
      seen++;
      same += strcmp (header, desco_table_row_get_cell (self->row, i)) == 0 ? 1 : 0;
    }
  return seen > 0 && same == seen;
}

/* A second header may give the columns another order: nothing below it can be trusted. */
static gboolean
check_second_header (DescoListReader *self, GError **error)
{
  g_autoptr (DescoColumnMap) columns = NULL;

  if (!may_be_header (self))
    return TRUE;
  columns = desco_column_map_new (self->kind, self->row, NULL, NULL);
  if (columns == NULL || !desco_column_map_is_complete (columns)
      || desco_column_map_get_n_recognised (columns) < 3)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_AMBIGUOUS, "file",
                         _ ("The list has two headers, on lines %u and %u. Keep one, or make two "
                            "lists of it."),
                         desco_column_map_get_line (self->columns),
                         desco_table_row_get_line (self->row));
  return FALSE;
}

static void
desco_list_reader_finalize (GObject *object)
{
  DescoListReader *self = DESCO_LIST_READER (object);

  g_clear_object (&self->table);
  g_clear_pointer (&self->columns, desco_column_map_free);
  g_clear_pointer (&self->row, desco_table_row_free);

  G_OBJECT_CLASS (desco_list_reader_parent_class)->finalize (object);
}

static void
desco_list_reader_class_init (DescoListReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desco_list_reader_finalize;
}

static void
desco_list_reader_init (DescoListReader *self)
{
  self->row = desco_table_row_new ();
  self->today = desco_clock_today ();
}

/**
 * desco_list_reader_open:
 * @kind: what the list is of
 * @path: (type filename): a file, as desco_table_reader_open() takes it
 * @options: (nullable): what not to find out by looking
 * @overrides: (nullable) (array zero-terminated=1): as desco_column_map_new() takes them
 * @cancellable: (nullable): stops the reading, now and at each row
 * @error: %DESCO_INPUT_ERROR about `file` or `map`, saying what is wrong and what to do
 *
 * Returns: (transfer full) (nullable): the list, before its first row under the header
 */
DescoListReader *
desco_list_reader_open (DescoListKind kind,
                        const char *path,
                        const DescoTableOptions *options,
                        const char *const *overrides,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (DescoTableReader) table = NULL;

  if (!desco_column_map_check_overrides (overrides, error))
    return NULL;
  table = desco_table_reader_open (path, options, cancellable, error);
  if (table == NULL)
    return NULL;
  return desco_list_reader_new (kind, table, overrides, error);
}

/**
 * desco_list_reader_new:
 * @kind: what the list is of
 * @table: a table before its first row
 * @overrides: (nullable) (array zero-terminated=1): as desco_column_map_new() takes them
 * @error: %DESCO_INPUT_ERROR about `file` or `map`
 *
 * Returns: (transfer full) (nullable): the list, before its first row under the header
 */
DescoListReader *
desco_list_reader_new (DescoListKind kind,
                       DescoTableReader *table,
                       const char *const *overrides,
                       GError **error)
{
  g_autoptr (DescoListReader) self = g_object_new (DESCO_TYPE_LIST_READER, NULL);

  self->kind = kind;
  g_set_object (&self->table, table);
  if (!find_header (self, overrides, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * desco_list_reader_get_kind:
 * @self: a list
 *
 * Returns: what it is of
 */
DescoListKind
desco_list_reader_get_kind (DescoListReader *self)
{
  return self->kind;
}

/**
 * desco_list_reader_get_table:
 * @self: a list
 *
 * Returns: (transfer none): the table that it is read from: its encoding, its separator, how much
 *   of it has been read
 */
DescoTableReader *
desco_list_reader_get_table (DescoListReader *self)
{
  return self->table;
}

/**
 * desco_list_reader_get_columns:
 * @self: a list
 *
 * Returns: (transfer none): what each column means
 */
const DescoColumnMap *
desco_list_reader_get_columns (DescoListReader *self)
{
  return self->columns;
}

/**
 * desco_list_reader_get_today:
 * @self: a list
 *
 * Returns: (transfer none): the day on which it was opened, from which centuries are told
 */
const GDate *
desco_list_reader_get_today (DescoListReader *self)
{
  return &self->today;
}

/**
 * desco_list_reader_get_row:
 * @self: a list
 *
 * Returns: (transfer none): the cells of the row that was read last, as they stand in the list, for
 *   a preview beside what was made of them
 */
const DescoTableRow *
desco_list_reader_get_row (DescoListReader *self)
{
  return self->row;
}

/**
 * desco_list_reader_next:
 * @self: a list
 * @error: %DESCO_INPUT_ERROR about `file`, where the file is damaged or has a second header
 *
 * Returns: (transfer none) (nullable): the next row under the header that is not blank, valid until
 *   the next call; %NULL without @error at the end
 */
const DescoTableRow *
desco_list_reader_next (DescoListReader *self, GError **error)
{
  if (!desco_table_reader_next (self->table, self->row, error))
    return NULL;
  self->n_rows++;
  if (!check_second_header (self, error))
    return NULL;
  return self->row;
}
