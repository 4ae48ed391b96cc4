/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "model/desco-purchase.h"
#include "pagopa/desco-debt-position.h"

G_BEGIN_DECLS

/* The key of the metadata that name the pupil. */
#define DESCO_PURCHASE_POSITION_PUPIL "DESCO_PUPIL"

DescoDebtPosition *desco_purchase_position_new (const DescoCreditor *creditor,
                                                const DescoPurchase *purchase);

G_END_DECLS
