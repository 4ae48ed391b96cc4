/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-refunds.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESCO_TYPE_REFUND_ITEM (desco_refund_item_get_type ())
G_DECLARE_FINAL_TYPE (DescoRefundItem, desco_refund_item, DESCO, REFUND_ITEM, GObject)

DescoRefundItem *desco_refund_item_new (DescoRefund *refund);
const DescoRefund *desco_refund_item_get (DescoRefundItem *self);
GtkListItemFactory *desco_refund_item_make_factory (void);

G_END_DECLS
