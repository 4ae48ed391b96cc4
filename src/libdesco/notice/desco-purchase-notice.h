/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "model/desco-purchase.h"
#include "notice/desco-notice.h"

G_BEGIN_DECLS

gboolean desco_purchase_check_printable (DescoPurchase *purchase, GError **error);
DescoNotice *desco_purchase_make_notice (DescoPurchase *purchase,
                                         const DescoCreditor *creditor,
                                         DescoNoticeLanguage language,
                                         gboolean practice);
int desco_purchase_compare_for_print (gconstpointer a, gconstpointer b);

G_END_DECLS
