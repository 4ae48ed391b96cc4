/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_PURCHASE_DEEDS (desco_purchase_deeds_get_type ())
G_DECLARE_FINAL_TYPE (DescoPurchaseDeeds, desco_purchase_deeds, DESCO, PURCHASE_DEEDS, AdwBin)

void desco_purchase_deeds_set_session (DescoPurchaseDeeds *self, DescoSession *session);
gboolean desco_purchase_deeds_is_busy (DescoPurchaseDeeds *self);
void desco_purchase_deeds_publish (DescoPurchaseDeeds *self);
void desco_purchase_deeds_collect (DescoPurchaseDeeds *self);
void desco_purchase_deeds_change_due_date (DescoPurchaseDeeds *self,
                                           GPtrArray *purchases,
                                           const GDate *due_date);
void desco_purchase_deeds_withdraw (DescoPurchaseDeeds *self, GPtrArray *purchases);

G_END_DECLS
