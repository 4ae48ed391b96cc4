/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "papers/desco-receipt-sheets.h"

G_BEGIN_DECLS

gboolean desco_receipt_printing_write (DescoReceiptSheets *sheets,
                                       const char *path,
                                       DescoReceiptPaperProgressFunc progress,
                                       gpointer user_data,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
