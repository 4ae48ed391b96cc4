/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-receipt-sheets.h"

#include "papers/desco-receipt-paper.h"
#include "papers/desco-receipt-printing.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"
#include "store/desco-settings.h"

/* Quittances for a printer: it asks for its pages when it likes, and the database is not there to be
 * waited for by then. */

typedef struct
{
  DescoReceiptRecord *record;
  DescoReceiptData *data;
  char *class_label;
} Sheet;

struct _DescoReceiptSheets
{
  DescoCreditor *creditor;
  gboolean practice;
  GPtrArray *sheets; /* Sheet */
};

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_clear_pointer (&sheet->record, desco_receipt_record_free);
  g_clear_pointer (&sheet->data, desco_receipt_data_unref);
  g_free (sheet->class_label);
  g_free (sheet);
}

/* The class is the buyer's, which is not whose vouchers a decision made them. */
static gboolean
load_class (DescoStore *store, Sheet *sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoPurchase) purchase = NULL;

  if (desco_uuid_is_nil (&sheet->record->purchase_id))
    return TRUE;
  purchase = desco_purchases_get (store, &sheet->record->purchase_id, cancellable, error);
  if (purchase == NULL)
    return FALSE;
  if (desco_uuid_equal (&purchase->pupil_id, &sheet->record->pupil_id))
    sheet->class_label = g_strdup (purchase->class_label);
  return TRUE;
}

static gboolean
load_sheet (DescoStore *store,
            DescoReceiptSheets *self,
            const DescoUuid *id,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) page = desco_receipts_load_page (store, id, 1, cancellable, error);
  Sheet *sheet;

  if (page == NULL)
    return FALSE;
  /* One that went meanwhile is not printed. */
  if (page->len == 0)
    return TRUE;
  sheet = g_new0 (Sheet, 1);
  g_ptr_array_add (self->sheets, sheet);
  sheet->record = g_ptr_array_steal_index (page, 0);
  if (!desco_receipt_printing_check (sheet->record, error))
    return FALSE;
  sheet->data = desco_receipts_read (store, &sheet->record->id, cancellable, error);
  return sheet->data != NULL && load_class (store, sheet, cancellable, error);
}

/**
 * desco_receipt_sheets_load:
 * @store: the database
 * @ids: (array length=n_ids): which receipts, in the order of the pages
 * @n_ids: how many
 * @cancellable: (nullable): to stop between two of them
 * @error: where to put an error of the database, or as desco_receipt_printing_check()
 *
 * Reads all that the quittances of some receipts say.
 *
 * Returns: (nullable) (transfer full): the sheets
 */
DescoReceiptSheets *
desco_receipt_sheets_load (DescoStore *store,
                           const DescoUuid *ids,
                           guint n_ids,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (DescoReceiptSheets) self = g_new0 (DescoReceiptSheets, 1);
  g_autofree char *practice
      = desco_settings_get (store, DESCO_SETTING_PRACTICE, cancellable, error);

  if (practice == NULL)
    return NULL;
  self->practice = g_str_equal (practice, "true");
  self->creditor = desco_creditors_get (store, cancellable, error);
  if (self->creditor == NULL)
    return NULL;
  self->sheets = g_ptr_array_new_full (n_ids, sheet_free);
  for (guint i = 0; i < n_ids; i++)
    if (!load_sheet (store, self, &ids[i], cancellable, error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * desco_receipt_sheets_get_n:
 * @self: sheets
 *
 * Returns: how many there are, an A4 page each
 */
guint
desco_receipt_sheets_get_n (const DescoReceiptSheets *self)
{
  return self->sheets->len;
}

/**
 * desco_receipt_sheets_get_name:
 * @self: sheets, at least one
 *
 * Returns: (transfer none): the notice number of the first, by which a printer may list them
 */
const char *
desco_receipt_sheets_get_name (const DescoReceiptSheets *self)
{
  return ((Sheet *) g_ptr_array_index (self->sheets, 0))->record->notice_number;
}

/**
 * desco_receipt_sheets_draw:
 * @self: sheets
 * @index: which one
 * @cr: an A4 page, in points
 * @error: as desco_receipt_paper_draw()
 *
 * Returns: whether it was drawn
 */
gboolean
desco_receipt_sheets_draw (const DescoReceiptSheets *self, guint index, cairo_t *cr, GError **error)
{
  const Sheet *sheet = g_ptr_array_index (self->sheets, index);
  const DescoReceiptPaper paper = {
    .receipt = sheet->data,
    .creditor = self->creditor,
    .pupil = sheet->record->pupil_name,
    .pupil_tax_code = sheet->record->pupil_tax_code,
    .class_label = sheet->class_label,
    .quantity = sheet->record->quantity,
    .practice = self->practice,
  };

  return desco_receipt_paper_draw (&paper, cr, error);
}

/**
 * desco_receipt_sheets_free:
 * @self: (transfer full) (nullable): sheets
 */
void
desco_receipt_sheets_free (DescoReceiptSheets *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->creditor, desco_creditor_free);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_free (self);
}
