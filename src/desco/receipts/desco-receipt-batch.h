/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "papers/desco-receipt-sheets.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void desco_receipt_batch_load_async (DescoStore *store,
                                     const DescoUuid *ids,
                                     guint n_ids,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
DescoReceiptSheets *desco_receipt_batch_load_finish (GAsyncResult *result, GError **error);
void desco_receipt_batch_save_async (DescoStore *store,
                                     const DescoUuid *ids,
                                     guint n_ids,
                                     const char *path,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
gboolean desco_receipt_batch_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
