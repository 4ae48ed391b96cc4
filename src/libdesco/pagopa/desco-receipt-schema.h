/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DescoReceiptSchema:
 *
 * pagoPA's schema of receipts, read once. One thread at a time may use it.
 */
typedef struct _DescoReceiptSchema DescoReceiptSchema;

DescoReceiptSchema *desco_receipt_schema_new (const char *path, GError **error);
void desco_receipt_schema_free (DescoReceiptSchema *self);
gboolean desco_receipt_schema_check (DescoReceiptSchema *self, GBytes *xml, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReceiptSchema, desco_receipt_schema_free)

G_END_DECLS
