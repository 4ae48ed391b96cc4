/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoRefundStatus:
 * @DESCO_REFUND_REQUESTED: asked for; the vouchers are out of the wallet
 * @DESCO_REFUND_EXPORTED: on a list that the accounting office has
 * @DESCO_REFUND_PAID: the money was paid back
 * @DESCO_REFUND_REFUSED: not paid back; the vouchers are in the wallet again
 *
 * Where a refund stands. Their nicks are what the database and JSON say.
 */
typedef enum
{
  DESCO_REFUND_REQUESTED,
  DESCO_REFUND_EXPORTED,
  DESCO_REFUND_PAID,
  DESCO_REFUND_REFUSED,
} DescoRefundStatus;

#define DESCO_TYPE_REFUND_STATUS (desco_refund_status_get_type ())
GType desco_refund_status_get_type (void);
const char *desco_refund_status_to_nick (DescoRefundStatus status);
gboolean desco_refund_status_from_nick (const char *nick, DescoRefundStatus *status);
const char *desco_refund_status_to_words (DescoRefundStatus status);

/**
 * DescoRefund:
 * @id: its id
 * @pupil_id: whose vouchers; nil where money came that became none
 * @pupil_name: (nullable): surname and name
 * @guardian_name: (nullable): who gets the money
 * @guardian_tax_code: (nullable): their tax code
 * @notice_number: (nullable): the notice that is refunded
 * @receipt_id: (nullable): the platform's key of the receipt that is refunded
 * @quantity: vouchers taken out; 0 where money came that became none
 * @amount: cents to pay back, each voucher at its lot's cost
 * @reason: why
 * @iban: (nullable): the account to pay to
 * @status: where it stands
 * @created_at: UTC microseconds of the request
 * @author: who asked for it
 * @exported_at: UTC microseconds of the list that it is on; 0 for none
 *
 * Money that is to be paid back.
 */
typedef struct
{
  DescoUuid id;
  DescoUuid pupil_id;
  char *pupil_name;
  char *guardian_name;
  char *guardian_tax_code;
  char *notice_number;
  char *receipt_id;
  gint64 quantity;
  gint64 amount;
  char *reason;
  char *iban;
  DescoRefundStatus status;
  gint64 created_at;
  char *author;
  gint64 exported_at;
} DescoRefund;

void desco_refund_free (DescoRefund *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoRefund, desco_refund_free)

/**
 * DescoRefundDraft:
 * @pupil_id: whose vouchers are given back; may be nil with a receipt
 * @guardian_id: who gets the money; nil for the pupil's payer
 * @purchase_id: only vouchers of this purchase, or nil
 * @receipt_id: the receipt whose money never became vouchers, or nil; then no vouchers are taken
 * @quantity: vouchers; 0 for all that are left, with the cents that a conversion left
 * @amount: cents, only with a receipt; 0 for all that was paid
 * @reason: why
 * @iban: (nullable): the account to pay to, of any country that SEPA reaches, as a person writes it
 *
 * What to pay back.
 */
typedef struct
{
  DescoUuid pupil_id;
  DescoUuid guardian_id;
  DescoUuid purchase_id;
  DescoUuid receipt_id;
  gint64 quantity;
  gint64 amount;
  const char *reason;
  const char *iban;
} DescoRefundDraft;

DescoRefund *desco_refunds_create (DescoStore *store,
                                   const DescoRefundDraft *draft,
                                   GCancellable *cancellable,
                                   GError **error);
DescoRefund *desco_refunds_get (DescoStore *store,
                                const DescoUuid *id,
                                GCancellable *cancellable,
                                GError **error);
GPtrArray *
desco_refunds_list (DescoStore *store, guint statuses, GCancellable *cancellable, GError **error);
gboolean desco_refunds_set_status (DescoStore *store,
                                   const DescoUuid *id,
                                   DescoRefundStatus status,
                                   const char *note,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean desco_refunds_set_iban (DescoStore *store,
                                 const DescoUuid *id,
                                 const char *iban,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean desco_refunds_mark_exported (DescoStore *store,
                                      GPtrArray *refunds,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean desco_refunds_mark_paid (DescoStore *store,
                                  GPtrArray *refunds,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
