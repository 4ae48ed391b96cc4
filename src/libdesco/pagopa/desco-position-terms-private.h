/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "model/desco-purchase.h"
#include "pagopa/desco-debt-position.h"

G_BEGIN_DECLS

/* For the reconciliation: what differs in a purchase that can be paid on both sides. */
void desco_position_terms_compare (const DescoCreditor *creditor,
                                   const DescoPurchase *purchase,
                                   const DescoDebtPosition *position,
                                   gboolean has_instalments,
                                   GPtrArray *found);

G_END_DECLS
