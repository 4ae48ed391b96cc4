/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-paged-list.h"
#include "store/desco-receipts.h"

G_BEGIN_DECLS

#define DESCO_TYPE_RECEIPT_ITEM (desco_receipt_item_get_type ())
G_DECLARE_FINAL_TYPE (DescoReceiptItem, desco_receipt_item, DESCO, RECEIPT_ITEM, GObject)

const DescoUuid *desco_receipt_item_get_id (DescoReceiptItem *self);
const DescoReceiptRecord *desco_receipt_item_get_record (DescoReceiptItem *self);

/* The receipts that a filter lets through, the newest first, as a GListModel of DescoReceiptItem. */

#define DESCO_TYPE_RECEIPT_LIST (desco_receipt_list_get_type ())
G_DECLARE_FINAL_TYPE (DescoReceiptList, desco_receipt_list, DESCO, RECEIPT_LIST, DescoPagedList)

DescoReceiptList *desco_receipt_list_new (DescoStore *store);
void desco_receipt_list_set_filter (DescoReceiptList *self, const DescoReceiptFilter *filter);
const DescoUuid *desco_receipt_list_get_id (DescoReceiptList *self, guint position);

G_END_DECLS
