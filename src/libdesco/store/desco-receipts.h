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
 * @DESCO_RECEIPT_REVIEW: odd; a person decides
 * @DESCO_RECEIPT_REFUSED: a person decided that it credits nothing
 * @DESCO_RECEIPT_ALREADY_CREDITED: it had credited before; nothing was done. Never in the database
 *
 * What a receipt led to.
 */
typedef enum
{
  DESCO_RECEIPT_CREDITED,
  DESCO_RECEIPT_REVIEW,
  DESCO_RECEIPT_REFUSED,
  DESCO_RECEIPT_ALREADY_CREDITED,
} DescoReceiptState;

#define DESCO_TYPE_RECEIPT_STATE (desco_receipt_state_get_type ())
GType desco_receipt_state_get_type (void);

/**
 * DescoReceiptOddity:
 * @DESCO_RECEIPT_ODDITY_NONE: all is well
 * @DESCO_RECEIPT_ODDITY_OUTCOME: the payment did not succeed
 * @DESCO_RECEIPT_ODDITY_CREDITOR: it was paid to another creditor
 * @DESCO_RECEIPT_ODDITY_UNKNOWN: no purchase has its IUV
 * @DESCO_RECEIPT_ODDITY_SECOND: the purchase was credited before
 * @DESCO_RECEIPT_ODDITY_AMOUNT: another amount than what was due
 * @DESCO_RECEIPT_ODDITY_CANCELLED: the purchase had been cancelled
 * @DESCO_RECEIPT_ODDITY_STAND_IN: taken while the platform's main system was down
 *
 * Why a person must look at a receipt before it credits anything.
 */
typedef enum
{
  DESCO_RECEIPT_ODDITY_NONE,
  DESCO_RECEIPT_ODDITY_OUTCOME,
  DESCO_RECEIPT_ODDITY_CREDITOR,
  DESCO_RECEIPT_ODDITY_UNKNOWN,
  DESCO_RECEIPT_ODDITY_SECOND,
  DESCO_RECEIPT_ODDITY_AMOUNT,
  DESCO_RECEIPT_ODDITY_CANCELLED,
  DESCO_RECEIPT_ODDITY_STAND_IN,
} DescoReceiptOddity;

#define DESCO_TYPE_RECEIPT_ODDITY (desco_receipt_oddity_get_type ())
GType desco_receipt_oddity_get_type (void);

/**
 * DescoReceiptDecision:
 * @DESCO_RECEIPT_DECISION_NONE: none was needed, or it is still to come
 * @DESCO_RECEIPT_DECISION_CREDIT: the vouchers that were sold are credited
 * @DESCO_RECEIPT_DECISION_CREDIT_PAID: as many vouchers as were paid for are credited
 * @DESCO_RECEIPT_DECISION_REFUSE: nothing is credited
 * @DESCO_RECEIPT_DECISION_REFUND: nothing is credited and the money goes back
 *
 * What a person decided on an odd receipt.
 */
typedef enum
{
  DESCO_RECEIPT_DECISION_NONE,
  DESCO_RECEIPT_DECISION_CREDIT,
  DESCO_RECEIPT_DECISION_CREDIT_PAID,
  DESCO_RECEIPT_DECISION_REFUSE,
  DESCO_RECEIPT_DECISION_REFUND,
} DescoReceiptDecision;

#define DESCO_TYPE_RECEIPT_DECISION (desco_receipt_decision_get_type ())
GType desco_receipt_decision_get_type (void);

/**
 * DescoReceiptRecord:
 * @id: its id here
 * @receipt_id: the platform's key
 * @iuv: what it pays
 * @notice_number: the notice
 * @creditor_tax_code: who was paid
 * @paid: whether its outcome is OK
 * @amount: cents
 * @fee: cents of the payment provider's fee; -1 if not known
 * @payment_at: UTC microseconds of the payment; 0 if not known
 * @psp: (nullable): where it was paid
 * @payment_method: (nullable): how
 * @payer: (nullable): who paid
 * @stand_in: whether it was taken while the platform's main system was down
 * @source: where it came from: "gpd", "bizevents", "govpay", "file"
 * @received_at: UTC microseconds of when it came
 * @state: what it led to
 * @oddity: why a person must look
 * @reason: (nullable): the same in a sentence
 * @purchase_id: the purchase that it pays, or may pay; or nil
 * @pupil_id: whose vouchers they are, or may be; or nil
 * @pupil_name: (nullable): surname and name
 * @pupil_tax_code: (nullable): their tax code
 * @quantity: vouchers that it credited; 0 for none
 * @decision: what a person decided
 * @credited: cents that a decision credited; 0 for none
 * @decided_at: UTC microseconds; 0 where nobody decided
 * @decided_by: (nullable): who
 * @note: (nullable): why
 *
 * A receipt as it is kept.
 */
typedef struct
{
  DescoUuid id;
  char *receipt_id;
  char *iuv;
  char *notice_number;
  char *creditor_tax_code;
  gboolean paid;
  gint64 amount;
  gint64 fee;
  gint64 payment_at;
  char *psp;
  char *payment_method;
  char *payer;
  gboolean stand_in;
  char *source;
  gint64 received_at;
  DescoReceiptState state;
  DescoReceiptOddity oddity;
  char *reason;
  DescoUuid purchase_id;
  DescoUuid pupil_id;
  char *pupil_name;
  char *pupil_tax_code;
  gint64 quantity;
  DescoReceiptDecision decision;
  gint64 credited;
  gint64 decided_at;
  char *decided_by;
  char *note;
} DescoReceiptRecord;

void desco_receipt_record_free (DescoReceiptRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReceiptRecord, desco_receipt_record_free)

/**
 * DescoReceiptFilter:
 * @states: bits `1 << state`; 0 for all
 * @search: (nullable): part of a notice number, IUV, receipt's number, payer's or pupil's name
 * @from: the first civil day of payment; not valid for any
 * @to: the last; not valid for any
 * @limit: at most so many, the newest; 0 for all
 *
 * Which receipts.
 */
typedef struct
{
  guint states;
  const char *search;
  GDate from;
  GDate to;
  guint limit;
} DescoReceiptFilter;

/**
 * DescoMissingReceipt:
 * @iur: the payment's number at the platform
 * @iuv: its reference
 *
 * A payment that a bank's transfer has and whose receipt is not here.
 */
typedef struct
{
  char *iur;
  char *iuv;
} DescoMissingReceipt;

GPtrArray *
desco_receipts_list_missing (DescoStore *store, GCancellable *cancellable, GError **error);

DescoReceiptRecord *desco_receipts_record (DescoStore *store,
                                           DescoReceiptData *receipt,
                                           const char *source,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean desco_receipts_is_settled (DescoStore *store,
                                    const char *iuv,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean desco_receipts_is_of_this_desk (DescoStore *store,
                                         const char *iuv,
                                         GCancellable *cancellable,
                                         GError **error);
gboolean desco_receipts_is_payment_settled (DescoStore *store,
                                            const char *receipt_id,
                                            GCancellable *cancellable,
                                            GError **error);

GPtrArray *
desco_receipts_list_review (DescoStore *store, GCancellable *cancellable, GError **error);
GPtrArray *desco_receipts_list (DescoStore *store,
                                const DescoReceiptFilter *filter,
                                GCancellable *cancellable,
                                GError **error);
GArray *desco_receipts_list_ids (DescoStore *store,
                                 const DescoReceiptFilter *filter,
                                 GCancellable *cancellable,
                                 GError **error);
GPtrArray *desco_receipts_load_page (DescoStore *store,
                                     const DescoUuid *ids,
                                     guint n_ids,
                                     GCancellable *cancellable,
                                     GError **error);
DescoReceiptRecord *desco_receipts_find (DescoStore *store,
                                         const char *reference,
                                         GCancellable *cancellable,
                                         GError **error);
DescoReceiptData *desco_receipts_read (DescoStore *store,
                                       const DescoUuid *id,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
