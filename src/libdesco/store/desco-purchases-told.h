/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-debt-position.h"
#include "store/desco-purchases.h"

G_BEGIN_DECLS

/**
 * DescoPurchaseTold:
 * @purchase: what it is about, as it is to be from now on
 * @position: (nullable): what the platform was told of it; %NULL where it need not know, or has it no
 *   more
 * @problem: (nullable): set where the purchase does not allow it any more: why, in words
 *
 * A purchase that was changed at the platform, and is now to be changed here.
 */
typedef struct
{
  DescoPurchase *purchase;
  DescoDebtPosition *position;
  char *problem;
} DescoPurchaseTold;

DescoPurchaseTold *desco_purchase_told_new (DescoPurchase *purchase, DescoDebtPosition *position);
void desco_purchase_told_free (DescoPurchaseTold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPurchaseTold, desco_purchase_told_free)

gboolean desco_purchases_note_due_dates (DescoStore *store,
                                         DescoPurchaseTold **told,
                                         guint n_told,
                                         GError **error);
gboolean desco_purchases_note_removed (DescoStore *store,
                                       DescoPurchaseTold **told,
                                       guint n_told,
                                       const char *detail,
                                       GError **error);

G_END_DECLS
