/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "papers/desco-receipt-paper.h"
#include "store/desco-receipts.h"

G_BEGIN_DECLS

typedef struct _DescoReceiptSheets DescoReceiptSheets;

gboolean desco_receipt_sheets_check (const DescoReceiptRecord *receipt, GError **error);
DescoReceiptSheets *desco_receipt_sheets_new (DescoStore *store,
                                              const DescoUuid *ids,
                                              guint n_ids,
                                              GCancellable *cancellable,
                                              GError **error);
guint desco_receipt_sheets_get_n (const DescoReceiptSheets *self);
const char *desco_receipt_sheets_get_name (const DescoReceiptSheets *self);
gboolean desco_receipt_sheets_has (const DescoReceiptSheets *self, guint index);
gboolean desco_receipt_sheets_read (DescoReceiptSheets *self,
                                    guint index,
                                    GCancellable *cancellable,
                                    GError **error);
void desco_receipt_sheets_get_paper (const DescoReceiptSheets *self,
                                     guint index,
                                     DescoReceiptPaper *paper);
void desco_receipt_sheets_free (DescoReceiptSheets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReceiptSheets, desco_receipt_sheets_free)

G_END_DECLS
