/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-import-private.h"

#include "exchange/desco-pupil-row.h"

static DescoImportPreview *
preview_new (const DescoColumnMap *columns)
{
  DescoImportPreview *preview = g_new0 (DescoImportPreview, 1);

  preview->columns = desco_import_list_columns (columns);
  preview->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  preview->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  preview->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_row_error_free);
  return preview;
}

static GStrv
dup_cells (const DescoTableRow *row, guint n_columns)
{
  GStrv cells = g_new0 (char *, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    cells[i] = g_strdup (desco_table_row_get_cell (row, i));
  return cells;
}

static gboolean
read_cells (DescoImportPreview *preview,
            const char *path,
            const DescoImportOptions *options,
            guint n_rows,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (DescoListReader) list
      = desco_import_open_list (DESCO_LIST_PUPILS, path, options, cancellable, error);
  GError *local_error = NULL;

  while (list != NULL && preview->rows->len < n_rows)
    {
      const DescoTableRow *row = desco_list_reader_next (list, &local_error);
      guint line;

      if (row == NULL)
        break;
      line = desco_table_row_get_line (row);
      g_array_append_val (preview->lines, line);
      g_ptr_array_add (preview->rows, dup_cells (row, preview->columns->len));
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return list != NULL && local_error == NULL;
}

/* The same rows once more, as the import would take them. */
static gboolean
read_findings (DescoImportPreview *preview, DescoListReader *list, GError **error)
{
  GError *local_error = NULL;

  for (guint i = 0; i < preview->rows->len; i++)
    {
      g_autoptr (DescoPupilRow) row = NULL;
      g_autoptr (DescoRowError) problem = NULL;

      if (!desco_pupil_row_read (list, &row, &problem, &local_error))
        break;
      if (problem != NULL)
        g_ptr_array_add (preview->findings, g_steal_pointer (&problem));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * desco_import_preview_pupils:
 * @path: (type filename): a list of pupils
 * @options: (nullable): how to read it
 * @n_rows: how many rows to show
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR where the list can't be read
 *
 * Reads the beginning of a list, to be looked at and corrected before it is imported (J-03). No
 * database is touched.
 *
 * Returns: (nullable) (transfer full): the columns, the first rows, and what is wrong in them
 */
DescoImportPreview *
desco_import_preview_pupils (const char *path,
                             const DescoImportOptions *options,
                             guint n_rows,
                             GCancellable *cancellable,
                             GError **error)
{
  static const DescoImportOptions defaults = { 0 };
  const DescoImportOptions *own = options != NULL ? options : &defaults;
  g_autoptr (DescoImportPreview) preview = NULL;
  g_autoptr (DescoListReader) list
      = desco_import_open_list (DESCO_LIST_PUPILS, path, own, cancellable, error);

  if (list == NULL)
    return NULL;
  preview = preview_new (desco_list_reader_get_columns (list));
  if (!read_cells (preview, path, own, n_rows, cancellable, error)
      || !read_findings (preview, list, error))
    return NULL;
  return g_steal_pointer (&preview);
}

/**
 * desco_import_preview_free:
 * @self: (transfer full) (nullable): a preview
 */
void
desco_import_preview_free (DescoImportPreview *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->lines);
  g_ptr_array_unref (self->findings);
  g_free (self);
}
