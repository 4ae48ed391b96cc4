/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "purchases/desco-purchase-deeds.h"

G_BEGIN_DECLS

#define DESCO_TYPE_PURCHASE_CHOICE (desco_purchase_choice_get_type ())
G_DECLARE_FINAL_TYPE (DescoPurchaseChoice, desco_purchase_choice, DESCO, PURCHASE_CHOICE, AdwBin)

void desco_purchase_choice_set_up (DescoPurchaseChoice *self,
                                   GtkSelectionModel *selection,
                                   DescoPurchaseDeeds *deeds);
void
desco_purchase_choice_replace (DescoPurchaseChoice *self, GListStore *list, GPtrArray *purchases);

G_END_DECLS
