/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-instalment.h"
#include "model/desco-uuid.h"

G_BEGIN_DECLS

/**
 * DescoPurchaseStatus:
 * @DESCO_PURCHASE_DRAFT: being written
 * @DESCO_PURCHASE_ASSIGNED: has its notice number
 * @DESCO_PURCHASE_QUEUED: waits to be sent to pagoPA
 * @DESCO_PURCHASE_PUBLISHED: payable everywhere
 * @DESCO_PURCHASE_PAID: the platform says so; no receipt yet
 * @DESCO_PURCHASE_CREDITED: the receipt is in, the vouchers are there
 * @DESCO_PURCHASE_CANCELLED: withdrawn, at pagoPA first
 * @DESCO_PURCHASE_EXPIRED: not paid by its due date
 *
 * The states of a purchase. Their nicks are what the database and JSON say.
 */
typedef enum
{
  DESCO_PURCHASE_DRAFT,
  DESCO_PURCHASE_ASSIGNED,
  DESCO_PURCHASE_QUEUED,
  DESCO_PURCHASE_PUBLISHED,
  DESCO_PURCHASE_PAID,
  DESCO_PURCHASE_CREDITED,
  DESCO_PURCHASE_CANCELLED,
  DESCO_PURCHASE_EXPIRED,
} DescoPurchaseStatus;

#define DESCO_TYPE_PURCHASE_STATUS (desco_purchase_status_get_type ())
GType desco_purchase_status_get_type (void);
const char *desco_purchase_status_to_nick (DescoPurchaseStatus status);
gboolean desco_purchase_status_from_nick (const char *nick, DescoPurchaseStatus *status);
const char *desco_purchase_status_to_words (DescoPurchaseStatus status);
gboolean desco_purchase_status_may_become (DescoPurchaseStatus from, DescoPurchaseStatus to);
gboolean desco_purchase_status_check_change (DescoPurchaseStatus from,
                                             DescoPurchaseStatus to,
                                             GError **error);

/**
 * DescoPurchase:
 * @id: its id
 * @pupil_id: for whom
 * @guardian_id: who owes
 * @pupil_name: surname and name
 * @class_label: (nullable): school and class, for a person
 * @guardian_name: surname and name
 * @guardian_tax_code: (nullable): the debtor's
 * @guardian_address: (nullable): street, postal code, town and province in one line
 * @guardian_language: (nullable): the second language of their notices; %NULL for the set one (N-18)
 * @quantity: vouchers
 * @unit_amount: cents a voucher, frozen on the day of the purchase
 * @amount: cents, quantity × unit cost
 * @rule: the tariff rule that gave the cost
 * @reason: why, in a sentence
 * @subject: what the notice says
 * @civil_date: the day of the purchase
 * @created_at: the same, in UTC microseconds
 * @due_date: the last day to pay; with instalments, the whole
 * @iupd: the debt position's name
 * @iuv: the payment's
 * @notice_number: 18 digits
 * @status: where it stands
 * @problem: (nullable): why it is not published yet, in words
 * @attempts: how often it was sent without success
 * @retry_at: UTC microseconds of the next try; 0 for none
 * @printed_at: UTC microseconds of the last printing; 0 for never
 * @replaces: the expired purchase in whose place it was sold; nil for none
 * @replaced_by: the purchase that was sold in its place and is not cancelled; nil for none
 * @instalments: (element-type DescoInstalment): the parts in which it may be paid instead of at
 *   once, in their order; none for most
 *
 * One purchase of vouchers. The fields are to be read only.
 */
#define DESCO_TYPE_PURCHASE (desco_purchase_get_type ())
G_DECLARE_FINAL_TYPE (DescoPurchase, desco_purchase, DESCO, PURCHASE, GObject)

struct _DescoPurchase
{
  GObject parent_instance;

  DescoUuid id;
  DescoUuid pupil_id;
  DescoUuid guardian_id;
  char *pupil_name;
  char *class_label;
  char *guardian_name;
  char *guardian_tax_code;
  char *guardian_address;
  char *guardian_language;
  gint64 quantity;
  gint64 unit_amount;
  gint64 amount;
  char *rule;
  char *reason;
  char *subject;
  GDate civil_date;
  gint64 created_at;
  GDate due_date;
  char *iupd;
  char *iuv;
  char *notice_number;
  DescoPurchaseStatus status;
  char *problem;
  gint64 attempts;
  gint64 retry_at;
  gint64 printed_at;
  DescoUuid replaces;
  DescoUuid replaced_by;
  GPtrArray *instalments;
};

guint desco_purchase_count_paid (const DescoPurchase *self);
char *desco_purchase_describe_status (const DescoPurchase *self);
char *desco_purchase_make_instalment_subject (const DescoPurchase *self,
                                              const DescoInstalment *instalment);
const DescoInstalment *desco_purchase_find_next_instalment (const DescoPurchase *self);

/**
 * DescoPurchaseEvent:
 * @at: UTC microseconds
 * @author: who
 * @status: what it became
 * @detail: (nullable): the platform's answer, or why
 *
 * One change of a purchase.
 */
typedef struct
{
  gint64 at;
  char *author;
  DescoPurchaseStatus status;
  char *detail;
} DescoPurchaseEvent;

void desco_purchase_event_free (DescoPurchaseEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPurchaseEvent, desco_purchase_event_free)

G_END_DECLS
