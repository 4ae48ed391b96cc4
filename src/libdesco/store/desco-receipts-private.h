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

/* Where no purchase is named yet, the one that may be meant is: it may have come to be known after
 * the receipt. */
#define DESCO_RECEIPTS_FROM                                                                        \
  "FROM receipt AS r"                                                                              \
  " LEFT JOIN purchase AS u"                                                                       \
  "   ON u.id = ifnull (r.purchase_id, ifnull ((SELECT id FROM purchase WHERE iuv = r.iuv),"       \
  "     (SELECT purchase_id FROM instalment WHERE iuv = r.iuv)))"                                  \
  " LEFT JOIN ledger AS l ON l.receipt_id = r.id"                                                  \
  " LEFT JOIN pupil AS p ON p.id = ifnull (l.pupil_id, u.pupil_id)"                                \
  " LEFT JOIN author AS a ON a.id = r.decided_by "

#define DESCO_RECEIPTS_OF_STATE "WHERE r.state = :state "
#define DESCO_RECEIPTS_ALL "WHERE (:states IS NULL OR instr (:states, ' ' || r.state || ' ') > 0) "
#define DESCO_RECEIPTS_BETWEEN                                                                     \
  DESCO_RECEIPTS_ALL "AND r.payment_at >= :from AND r.payment_at < :to "

/* What a person types into the search box. */
#define DESCO_RECEIPTS_SEARCH                                                                      \
  "AND (:search IS NULL OR instr (lower (r.notice_number || ' ' || r.iuv || ' ' || r.receipt_id"   \
  "   || ' ' || ifnull (r.payer, '') || ' ' || ifnull (p.surname || ' ' || p.name, '')), :search)" \
  "   > 0) "

/**
 * DescoReceiptSql:
 * @of_state: of one state, along its index
 * @between: paid in some days, along theirs
 * @all: of any or of several states
 *
 * One question, in the ways that a filter may put it.
 */
typedef struct
{
  const char *of_state;
  const char *between;
  const char *all;
} DescoReceiptSql;

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
GPtrArray *desco_receipts_load_page_in (DescoConnection *connection,
                                        const DescoUuid *ids,
                                        guint n_ids,
                                        GError **error);
DescoStatement *desco_receipts_prepare_in (DescoConnection *connection,
                                           const DescoReceiptSql *sql,
                                           const DescoReceiptFilter *filter);
GArray *desco_receipts_load_keys_in (DescoConnection *connection,
                                     const DescoReceiptFilter *filter,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
