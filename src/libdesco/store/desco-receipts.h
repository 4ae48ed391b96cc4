/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-receipt-xml.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoReceiptState:
 * @DESCO_RECEIPT_CREDITED: its vouchers are in the wallet
 * @DESCO_RECEIPT_ALREADY_CREDITED: it had credited before; nothing was done
 * @DESCO_RECEIPT_REVIEW: odd; a person decides
 * @DESCO_RECEIPT_REFUSED: a person decided that it credits nothing
 *
 * What a receipt led to.
 */
typedef enum
{
  DESCO_RECEIPT_CREDITED,
  DESCO_RECEIPT_ALREADY_CREDITED,
  DESCO_RECEIPT_REVIEW,
  DESCO_RECEIPT_REFUSED,
} DescoReceiptState;

/**
 * DescoReceiptRecord:
 * @id: its id here
 * @receipt_id: the platform's key
 * @iuv: what it pays
 * @notice_number: the notice
 * @amount: cents
 * @payment_at: UTC microseconds of the payment; 0 if not known
 * @psp: (nullable): where it was paid
 * @payer: (nullable): who paid
 * @state: what it led to
 * @reason: (nullable): why a person must look, in a sentence
 * @purchase_id: the purchase, or nil
 *
 * A receipt as it is kept.
 */
typedef struct
{
  DescoUuid id;
  char *receipt_id;
  char *iuv;
  char *notice_number;
  gint64 amount;
  gint64 payment_at;
  char *psp;
  char *payer;
  DescoReceiptState state;
  char *reason;
  DescoUuid purchase_id;
} DescoReceiptRecord;

void desco_receipt_record_free (DescoReceiptRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReceiptRecord, desco_receipt_record_free)

DescoReceiptRecord *desco_receipts_record (DescoStore *store,
                                           DescoReceiptData *receipt,
                                           const char *source,
                                           GCancellable *cancellable,
                                           GError **error);
GPtrArray *
desco_receipts_list_review (DescoStore *store, GCancellable *cancellable, GError **error);
gboolean desco_receipts_is_settled (DescoStore *store,
                                    const char *iuv,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
