/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-receipt-printing.h"

#include "model/desco-error.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"
#include "store/desco-settings.h"

#include <glib/gi18n-lib.h>

/* What stands on the page that is being drawn stays here until the next one. */
typedef struct
{
  DescoStore *store;
  GPtrArray *receipts;
  guint next;
  DescoCreditor *creditor;
  gboolean practice;
  DescoReceiptData *data;
  DescoPurchase *purchase;
  DescoReceiptPaperProgressFunc progress;
  gpointer user_data;
  GCancellable *cancellable;
} Batch;

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->creditor, desco_creditor_free);
  g_clear_pointer (&batch->data, desco_receipt_data_unref);
  g_clear_object (&batch->purchase);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static gboolean
next_paper (DescoReceiptPaper *paper, gpointer user_data, GError **error)
{
  Batch *batch = user_data;
  const DescoReceiptRecord *receipt;

  if (batch->next == batch->receipts->len)
    return FALSE;
  receipt = g_ptr_array_index (batch->receipts, batch->next++);

  g_clear_pointer (&batch->data, desco_receipt_data_unref);
  g_clear_object (&batch->purchase);
  batch->data = desco_receipts_read (batch->store, &receipt->id, batch->cancellable, error);
  if (batch->data == NULL)
    return FALSE;
  if (!desco_uuid_is_nil (&receipt->purchase_id))
    {
      batch->purchase
          = desco_purchases_get (batch->store, &receipt->purchase_id, batch->cancellable, error);
      if (batch->purchase == NULL)
        return FALSE;
    }

  paper->receipt = batch->data;
  paper->creditor = batch->creditor;
  paper->pupil = receipt->pupil_name;
  paper->pupil_tax_code = receipt->pupil_tax_code;
  if (batch->purchase != NULL && desco_uuid_equal (&batch->purchase->pupil_id, &receipt->pupil_id))
    paper->class_label = batch->purchase->class_label;
  paper->quantity = receipt->quantity;
  paper->practice = batch->practice;
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
 * desco_receipt_printing_check:
 * @receipt: a receipt
 * @error: %DESCO_RULE_ERROR_STATE
 *
 * Returns: whether a quittance may be given for it: the money came, and it was credited
 */
gboolean
desco_receipt_printing_check (const DescoReceiptRecord *receipt, GError **error)
{
  if (receipt->state == DESCO_RECEIPT_CREDITED && receipt->paid)
    return TRUE;
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
               _ ("The receipt %s was not credited: decide on it before its quittance is printed."),
               receipt->receipt_id);
  return FALSE;
}

/**
 * desco_receipt_printing_write:
 * @store: the database
 * @receipts: (element-type DescoReceiptRecord): which, in the order of the pages
 * @path: (type filename): the PDF to make or to replace
 * @progress: (nullable) (scope call): told after each page
 * @user_data: for @progress
 * @cancellable: (nullable): to stop between two pages; then there is no file
 * @error: where to put an error of the database, or as desco_receipt_paper_write_batch()
 *
 * Writes the quittances of kept receipts into one PDF.
 *
 * Returns: whether the file is there
 */
gboolean
desco_receipt_printing_write (DescoStore *store,
                              GPtrArray *receipts,
                              const char *path,
                              DescoReceiptPaperProgressFunc progress,
                              gpointer user_data,
                              GCancellable *cancellable,
                              GError **error)
{
  g_auto (Batch) batch = {
    .store = store,
    .receipts = receipts,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };
  g_autofree char *practice
      = desco_settings_get (store, DESCO_SETTING_PRACTICE, cancellable, error);

  if (practice == NULL)
    return FALSE;
  batch.practice = g_str_equal (practice, "true");
  batch.creditor = desco_creditors_get (store, cancellable, error);
  return batch.creditor != NULL
         && desco_receipt_paper_write_batch (path, next_paper, on_written, &batch, cancellable,
                                             error);
}
