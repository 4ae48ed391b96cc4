/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-receipts.h"

G_BEGIN_DECLS

/**
 * DescoReceiptVerdict:
 * @receipt_id: the receipt that is decided on, by its id here
 * @decision: what is decided; not %DESCO_RECEIPT_DECISION_NONE
 * @purchase_id: which purchase it pays; nil for the one that its IUV names
 * @pupil_id: with no purchase, whose vouchers it buys, at the price of the day of payment; or nil
 * @note: (nullable): why; must be given to refuse, and to credit more than was paid
 *
 * What a person decides on an odd receipt.
 */
typedef struct
{
  DescoUuid receipt_id;
  DescoReceiptDecision decision;
  DescoUuid purchase_id;
  DescoUuid pupil_id;
  const char *note;
} DescoReceiptVerdict;

/**
 * DescoReceiptConsequence:
 * @quantity: vouchers that are credited
 * @value: cents that they cost
 * @refund: cents of what was paid that go back
 *
 * What a decision leads to.
 */
typedef struct
{
  gint64 quantity;
  gint64 value;
  gint64 refund;
} DescoReceiptConsequence;

DescoReceiptRecord *desco_receipts_decide (DescoStore *store,
                                           const DescoReceiptVerdict *verdict,
                                           GCancellable *cancellable,
                                           GError **error);
void desco_receipts_decide_async (DescoStore *store,
                                  const DescoReceiptVerdict *verdict,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
DescoReceiptRecord *
desco_receipts_decide_finish (DescoStore *store, GAsyncResult *result, GError **error);

DescoReceiptConsequence *desco_receipts_foresee (DescoStore *store,
                                                 const DescoReceiptVerdict *verdict,
                                                 GCancellable *cancellable,
                                                 GError **error);
void desco_receipts_foresee_async (DescoStore *store,
                                   const DescoReceiptVerdict *verdict,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
DescoReceiptConsequence *
desco_receipts_foresee_finish (DescoStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
