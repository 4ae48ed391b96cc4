/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct _DescoReceiptSheets DescoReceiptSheets;

DescoReceiptSheets *desco_receipt_sheets_load (DescoStore *store,
                                               const DescoUuid *ids,
                                               guint n_ids,
                                               GCancellable *cancellable,
                                               GError **error);
guint desco_receipt_sheets_get_n (const DescoReceiptSheets *self);
const char *desco_receipt_sheets_get_name (const DescoReceiptSheets *self);
gboolean desco_receipt_sheets_draw (const DescoReceiptSheets *self,
                                    guint index,
                                    cairo_t *cr,
                                    GError **error);
void desco_receipt_sheets_free (DescoReceiptSheets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReceiptSheets, desco_receipt_sheets_free)

G_END_DECLS
