/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-receipt-printing.h"

typedef struct
{
  DescoReceiptSheets *sheets;
  guint next;
  DescoReceiptPaperProgressFunc progress;
  gpointer user_data;
  GCancellable *cancellable;
} Batch;

static gboolean
next_paper (DescoReceiptPaper *paper, gpointer user_data, GError **error)
{
  Batch *batch = user_data;

  if (batch->next == desco_receipt_sheets_get_n (batch->sheets))
    return FALSE;
  if (!desco_receipt_sheets_has (batch->sheets, batch->next)
      && !desco_receipt_sheets_read (batch->sheets, batch->next, batch->cancellable, error))
    return FALSE;
  desco_receipt_sheets_get_paper (batch->sheets, batch->next++, paper);
  return TRUE;
}

static void
on_written (guint n_written, gpointer user_data)
{
  const Batch *batch = user_data;

  if (batch->progress != NULL)
    batch->progress (n_written, batch->user_data);
}

/**
 * desco_receipt_printing_write:
 * @sheets: which, none of them in use elsewhere
 * @path: (type filename): the PDF to make or to replace
 * @progress: (nullable) (scope call): told after each page
 * @user_data: for @progress
 * @cancellable: (nullable): to stop between two pages; then there is no file
 * @error: where to put an error as of desco_receipt_sheets_read(), or as
 *   desco_receipt_paper_write_batch()
 *
 * Writes the quittances of kept receipts into one PDF, reading them as it comes to them.
 *
 * Returns: whether the file is there
 */
gboolean
desco_receipt_printing_write (DescoReceiptSheets *sheets,
                              const char *path,
                              DescoReceiptPaperProgressFunc progress,
                              gpointer user_data,
                              GCancellable *cancellable,
                              GError **error)
{
  Batch batch = {
    .sheets = sheets, .progress = progress, .user_data = user_data, .cancellable = cancellable
  };

  return desco_receipt_paper_write_batch (path, next_paper, on_written, &batch, cancellable, error);
}
