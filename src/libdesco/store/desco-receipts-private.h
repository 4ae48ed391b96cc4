/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-instalment.h"
#include "model/desco-purchase.h"
#include "store/desco-connection-private.h"
#include "store/desco-receipts.h"

G_BEGIN_DECLS

/* Receipts for those who are at work on the database already. */

/**
 * DescoReceiptDue:
 * @found: whether there is such a purchase; the rest means nothing otherwise
 * @purchase_id: what is bought
 * @pupil_id: for whom
 * @amount: cents that were due
 * @quantity: vouchers
 * @unit_amount: cents a voucher
 * @status: where it stands
 * @instalment: which part of the purchase it is, from 1; 0 for the whole
 * @instalment_status: where that part stands
 * @n_credited: of the whole, how many instalments were credited
 *
 * What is to be paid by the notice that a receipt is of.
 */
typedef struct
{
  gboolean found;
  DescoUuid purchase_id;
  DescoUuid pupil_id;
  gint64 amount;
  gint64 quantity;
  gint64 unit_amount;
  DescoPurchaseStatus status;
  guint instalment;
  DescoInstalmentStatus instalment_status;
  guint n_credited;
} DescoReceiptDue;

gboolean desco_receipt_due_is_credited (const DescoReceiptDue *due);
gboolean desco_receipts_find_due_in (DescoConnection *connection,
                                     const char *iuv,
                                     DescoReceiptDue *due,
                                     GError **error);
gboolean desco_receipts_get_due_in (DescoConnection *connection,
                                    const DescoUuid *purchase_id,
                                    DescoReceiptDue *due,
                                    GError **error);
gboolean desco_receipts_record_in (DescoConnection *connection,
                                   DescoReceiptData *receipt,
                                   const char *source,
                                   DescoUuid *id,
                                   DescoReceiptState *state,
                                   GError **error);
DescoReceiptRecord *
desco_receipts_get_in (DescoConnection *connection, const DescoUuid *id, GError **error);

G_END_DECLS
