/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "papers/desco-receipt-paper.h"
#include "store/desco-receipts.h"

G_BEGIN_DECLS

gboolean desco_receipt_printing_check (const DescoReceiptRecord *receipt, GError **error);
gboolean desco_receipt_printing_write (DescoStore *store,
                                       GPtrArray *receipts,
                                       const char *path,
                                       DescoReceiptPaperProgressFunc progress,
                                       gpointer user_data,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
