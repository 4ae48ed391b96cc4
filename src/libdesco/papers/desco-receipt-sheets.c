/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-receipt-sheets.h"

#include "model/desco-error.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"
#include "store/desco-settings.h"

#include <glib/gi18n-lib.h>

/* Quittances for a printer or a file, however many: which they are is known and looked at first, what
 * they say is read a run at a time. A printer asks for its pages when it likes, and the database must
 * not be waited for by then: who prints reads a run on another thread. */

/* How many sheets are held; a printer draws as many while the next are read. */
#define RUN 32

/* How many are looked at in one go. */
#define CHECKED_AT_ONCE 128

typedef struct
{
  DescoReceiptRecord *record;
  DescoReceiptData *data;
  char *class_label;
} Sheet;

struct _DescoReceiptSheets
{
  DescoStore *store;
  DescoCreditor *creditor;
  gboolean practice;
  char *name;
  GArray *ids;       /* DescoUuid */
  guint first;       /* of @sheets, among @ids */
  GPtrArray *sheets; /* Sheet, of one run */
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
            GPtrArray *sheets,
            const DescoUuid *id,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *reference = desco_uuid_to_string (id);
  Sheet *sheet = g_new0 (Sheet, 1);

  g_ptr_array_add (sheets, sheet);
  sheet->record = desco_receipts_find (store, reference, cancellable, error);
  if (sheet->record == NULL || !desco_receipt_sheets_check (sheet->record, error))
    return FALSE;
  sheet->data = desco_receipts_read (store, id, cancellable, error);
  return sheet->data != NULL && load_class (store, sheet, cancellable, error);
}

/* One that is gone is not printed. */
static gboolean
take_checked (DescoReceiptSheets *self, GPtrArray *records, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      const DescoReceiptRecord *record = g_ptr_array_index (records, i);

      if (!desco_receipt_sheets_check (record, error))
        return FALSE;
      if (self->name == NULL)
        self->name = g_strdup (record->notice_number);
      g_array_append_val (self->ids, record->id);
    }
  return TRUE;
}

static gboolean
check_all (DescoReceiptSheets *self,
           const DescoUuid *ids,
           guint n_ids,
           GCancellable *cancellable,
           GError **error)
{
  for (guint i = 0; i < n_ids; i += CHECKED_AT_ONCE)
    {
      g_autoptr (GPtrArray) records = desco_receipts_load_page (
          self->store, ids + i, MIN (CHECKED_AT_ONCE, n_ids - i), cancellable, error);

      if (records == NULL || !take_checked (self, records, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_receipt_sheets_check:
 * @receipt: a receipt
 * @error: %DESCO_RULE_ERROR_STATE
 *
 * Returns: whether a quittance may be given for it: the money came, and it was credited
 */
gboolean
desco_receipt_sheets_check (const DescoReceiptRecord *receipt, GError **error)
{
  if (receipt->state == DESCO_RECEIPT_CREDITED && receipt->paid)
    return TRUE;
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
               _ ("The receipt %s was not credited: decide on it before its quittance is printed."),
               receipt->receipt_id);
  return FALSE;
}

/**
 * desco_receipt_sheets_new:
 * @store: the database
 * @ids: (array length=n_ids): which receipts, in the order of the pages
 * @n_ids: how many
 * @cancellable: (nullable): to stop between two of them
 * @error: where to put an error of the database, or as desco_receipt_sheets_check()
 *
 * Looks whether all of them may have a quittance.
 *
 * Returns: (nullable) (transfer full): the sheets, none of which is read yet
 */
DescoReceiptSheets *
desco_receipt_sheets_new (DescoStore *store,
                          const DescoUuid *ids,
                          guint n_ids,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (DescoReceiptSheets) self = g_new0 (DescoReceiptSheets, 1);
  g_autofree char *practice
      = desco_settings_get (store, DESCO_SETTING_PRACTICE, cancellable, error);

  self->store = g_object_ref (store);
  if (practice == NULL)
    return NULL;
  self->practice = g_str_equal (practice, "true");
  self->creditor = desco_creditors_get (store, cancellable, error);
  if (self->creditor == NULL)
    return NULL;
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->ids = g_array_new (FALSE, FALSE, sizeof (DescoUuid));
  if (!check_all (self, ids, n_ids, cancellable, error))
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
  return self->ids->len;
}

/**
 * desco_receipt_sheets_get_name:
 * @self: sheets
 *
 * Returns: (transfer none) (nullable): the notice number of the first, by which a printer may list
 *   them; %NULL where there is none
 */
const char *
desco_receipt_sheets_get_name (const DescoReceiptSheets *self)
{
  return self->name;
}

/**
 * desco_receipt_sheets_has:
 * @self: sheets
 * @index: which one
 *
 * Returns: whether it was read, and is still there
 */
gboolean
desco_receipt_sheets_has (const DescoReceiptSheets *self, guint index)
{
  return index >= self->first && index - self->first < self->sheets->len;
}

/**
 * desco_receipt_sheets_read:
 * @self: sheets; not to be looked at by another thread meanwhile
 * @index: which one
 * @cancellable: (nullable): to give up
 * @error: where to put an error of the database, or as desco_receipt_sheets_check()
 *
 * Reads what it says, and what the next ones say; those that were read before go.
 *
 * Returns: whether it was read
 */
gboolean
desco_receipt_sheets_read (DescoReceiptSheets *self,
                           guint index,
                           GCancellable *cancellable,
                           GError **error)
{
  guint end = MIN (index + RUN, self->ids->len);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_full (RUN, sheet_free);

  g_return_val_if_fail (index < self->ids->len, FALSE);

  g_ptr_array_set_size (self->sheets, 0);
  for (guint i = index; i < end; i++)
    if (!load_sheet (self->store, sheets, &g_array_index (self->ids, DescoUuid, i), cancellable,
                     error))
      return FALSE;
  g_ptr_array_unref (self->sheets);
  self->sheets = g_steal_pointer (&sheets);
  self->first = index;
  return TRUE;
}

/**
 * desco_receipt_sheets_get_paper:
 * @self: sheets
 * @index: one that was read
 * @paper: (out caller-allocates): what it says; borrowed until others are read
 */
void
desco_receipt_sheets_get_paper (const DescoReceiptSheets *self,
                                guint index,
                                DescoReceiptPaper *paper)
{
  const Sheet *sheet;

  g_return_if_fail (desco_receipt_sheets_has (self, index));

  sheet = g_ptr_array_index (self->sheets, index - self->first);
  *paper = (DescoReceiptPaper){
    .receipt = sheet->data,
    .creditor = self->creditor,
    .pupil = sheet->record->pupil_name,
    .pupil_tax_code = sheet->record->pupil_tax_code,
    .class_label = sheet->class_label,
    .quantity = sheet->record->quantity,
    .practice = self->practice,
  };
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
  g_clear_object (&self->store);
  g_clear_pointer (&self->creditor, desco_creditor_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_free (self->name);
  g_free (self);
}
