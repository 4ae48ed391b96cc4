/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "pagopa/desco-receipt-xml.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DescoReceiptPaper:
 * @receipt: what pagoPA says was paid
 * @creditor: (nullable): who received it; %NULL to say what the receipt says
 * @pupil: (nullable): for whom it was paid
 * @pupil_tax_code: (nullable): their tax code
 * @class_label: (nullable): school and class
 * @quantity: vouchers; 0 where that is not known
 * @group: (nullable): the bookmark under which a batch lists it
 * @practice: whether it only trains somebody
 *
 * What a quittance of payment (*quietanza di pagamento*) says. All of it is borrowed for the time of
 * the call.
 */
typedef struct
{
  DescoReceiptData *receipt;
  const DescoCreditor *creditor;
  const char *pupil;
  const char *pupil_tax_code;
  const char *class_label;
  gint64 quantity;
  const char *group;
  gboolean practice;
} DescoReceiptPaper;

/**
 * DescoReceiptPaperNextFunc:
 * @paper: to be filled in; what it points to must stay until the next call
 * @user_data: what was given along
 * @error: where to put what went wrong
 *
 * Returns: whether there is one more receipt; %FALSE after the last, and with @error set where it
 *   cannot be had
 */
typedef gboolean (*DescoReceiptPaperNextFunc) (DescoReceiptPaper *paper,
                                               gpointer user_data,
                                               GError **error);

/**
 * DescoReceiptPaperProgressFunc:
 * @n_written: how many are written
 * @user_data: what was given along
 */
typedef void (*DescoReceiptPaperProgressFunc) (guint n_written, gpointer user_data);

gboolean desco_receipt_paper_check (const DescoReceiptPaper *paper, GError **error);
gboolean desco_receipt_paper_draw (const DescoReceiptPaper *paper, cairo_t *cr, GError **error);
gboolean
desco_receipt_paper_write (const DescoReceiptPaper *paper, const char *path, GError **error);
gboolean desco_receipt_paper_write_batch (const char *path,
                                          DescoReceiptPaperNextFunc next,
                                          DescoReceiptPaperProgressFunc progress,
                                          gpointer user_data,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
