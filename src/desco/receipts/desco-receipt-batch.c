/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipt-batch.h"

#include "papers/desco-receipt-printing.h"
#include "session/desco-work.h"

/* The quittances of one receipt or of many, for a printer or a file. */

typedef struct
{
  DescoUuid *ids;
  guint n_ids;
  char *path;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->ids);
  g_free (work->path);
  g_free (work);
}

static Work *
work_new (const DescoUuid *ids, guint n_ids, const char *path)
{
  Work *work = g_new0 (Work, 1);

  work->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  work->n_ids = n_ids;
  work->path = g_strdup (path);
  return work;
}

static gpointer
load (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return desco_receipt_sheets_new (source, work->ids, work->n_ids, cancellable, error);
}

static gpointer
save (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;
  g_autoptr (DescoReceiptSheets) sheets = load (source, data, cancellable, error);

  return GINT_TO_POINTER (
      sheets != NULL
      && desco_receipt_printing_write (sheets, work->path, NULL, NULL, cancellable, error));
}

/**
 * desco_receipt_batch_load_async:
 * @store: the database
 * @ids: (array length=n_ids): which receipts; they are copied
 * @n_ids: how many
 * @cancellable: (nullable): to stop between two of them
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Looks whether all of them may have a quittance, for a printer.
 */
void
desco_receipt_batch_load_async (DescoStore *store,
                                const DescoUuid *ids,
                                guint n_ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  desco_work_start (store, load, work_new (ids, n_ids, NULL), work_free,
                    (GDestroyNotify) desco_receipt_sheets_free, cancellable, callback, data);
}

/**
 * desco_receipt_batch_load_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): the sheets, none of which is read yet
 */
DescoReceiptSheets *
desco_receipt_batch_load_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_receipt_batch_save_async:
 * @store: the database
 * @ids: (array length=n_ids): which receipts; they are copied
 * @n_ids: how many
 * @path: (type filename): the PDF to make or to replace
 * @cancellable: (nullable): to stop between two pages; then there is no file
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Writes their quittances into one PDF.
 */
void
desco_receipt_batch_save_async (DescoStore *store,
                                const DescoUuid *ids,
                                guint n_ids,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  desco_work_start (store, save, work_new (ids, n_ids, path), work_free, NULL, cancellable,
                    callback, data);
}

/**
 * desco_receipt_batch_save_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: whether the file is there
 */
gboolean
desco_receipt_batch_save_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error) != NULL;
}
