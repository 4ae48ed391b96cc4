/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoRefundLot:
 * @quantity: vouchers, positive
 * @unit_amount: what each of them cost, in cents
 *
 * Vouchers that cost the same.
 */
typedef struct
{
  gint64 quantity;
  gint64 unit_amount;
} DescoRefundLot;

/**
 * DescoRefundOffer:
 * @pupil_id: whose vouchers
 * @purchase_id: only those of this purchase, or nil
 * @pupil_name: surname and name
 * @guardian_name: (nullable): who would get the money
 * @guardian_tax_code: (nullable): their tax code
 * @notice_number: (nullable): the purchase's
 * @lots: (element-type DescoRefundLot): what is left, the oldest first
 * @quantity: how many vouchers that is
 * @rest: cents of a broken voucher, which go with the last one
 *
 * What can be given back, and what it is worth.
 */
typedef struct
{
  DescoUuid pupil_id;
  DescoUuid purchase_id;
  char *pupil_name;
  char *guardian_name;
  char *guardian_tax_code;
  char *notice_number;
  GArray *lots;
  gint64 quantity;
  gint64 rest;
} DescoRefundOffer;

void desco_refund_offer_free (DescoRefundOffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoRefundOffer, desco_refund_offer_free)

DescoRefundOffer *desco_refund_offer_load (DescoStore *store,
                                           const DescoUuid *pupil_id,
                                           const DescoUuid *purchase_id,
                                           GCancellable *cancellable,
                                           GError **error);
GArray *desco_refund_offer_split (const DescoRefundOffer *self, gint64 quantity);
gint64 desco_refund_offer_get_rest (const DescoRefundOffer *self, gint64 quantity);
gint64 desco_refund_offer_get_amount (const DescoRefundOffer *self, gint64 quantity);

G_END_DECLS
