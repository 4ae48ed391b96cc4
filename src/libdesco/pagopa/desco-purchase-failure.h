/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"

G_BEGIN_DECLS

/**
 * DescoPurchaseFailure:
 * @purchase_id: what was not done
 * @notice_number: (nullable): its notice
 * @reason: why, in words
 *
 * One purchase of several that pagoPA, or a rule, does not allow what was wanted of it.
 */
typedef struct
{
  DescoUuid purchase_id;
  char *notice_number;
  char *reason;
} DescoPurchaseFailure;

GPtrArray *desco_purchase_failures_new (void);
void desco_purchase_failures_add (GPtrArray *failures,
                                  const DescoPurchase *purchase,
                                  const char *reason);

G_END_DECLS
