/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-pupil.h"
#include "model/desco-purchase.h"
#include "store/desco-receipt-decisions.h"

G_BEGIN_DECLS

#define DESCO_N_RECEIPT_DECISIONS (DESCO_RECEIPT_DECISION_REFUND + 1)

/**
 * DescoReceiptCase:
 * @receipt: a receipt
 * @purchase: (nullable): what it pays, or may pay
 * @pupil: (nullable): without a purchase, who shall get the vouchers
 * @email: (nullable): the address of who paid or is to pay
 * @consequences: what each decision would lead to; %NULL where it can't be taken
 *
 * What a person sees of a receipt to decide on it.
 */
typedef struct
{
  DescoReceiptRecord *receipt;
  DescoPurchase *purchase;
  DescoPupil *pupil;
  char *email;
  DescoReceiptConsequence *consequences[DESCO_N_RECEIPT_DECISIONS];
} DescoReceiptCase;

void desco_receipt_case_free (DescoReceiptCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReceiptCase, desco_receipt_case_free)

void desco_receipt_case_load_async (DescoStore *store,
                                    const DescoUuid *id,
                                    const char *subject,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
DescoReceiptCase *desco_receipt_case_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
