/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoReconciliationBy:
 * @DESCO_RECONCILIATION_BY_DAY: a group for each day of payment
 * @DESCO_RECONCILIATION_BY_TRANSFER: a group for each bank transfer; one for what was not poured, and
 *   one for the desk's money
 * @DESCO_RECONCILIATION_BY_TAXONOMY: a group for each kind of income (taxonomy code)
 */
typedef enum
{
  DESCO_RECONCILIATION_BY_DAY,
  DESCO_RECONCILIATION_BY_TRANSFER,
  DESCO_RECONCILIATION_BY_TAXONOMY,
} DescoReconciliationBy;

/**
 * DescoReconciliationKind:
 * @DESCO_RECONCILIATION_MATCHED: receipt and transfer agree, and the vouchers are in the wallet
 * @DESCO_RECONCILIATION_CASH: taken in cash at the desk
 * @DESCO_RECONCILIATION_POS: taken by card at the desk
 * @DESCO_RECONCILIATION_ELSEWHERE: a transfer's payment for another service or desk of the creditor
 * @DESCO_RECONCILIATION_NO_TRANSFER: there is a receipt, and no transfer has its money
 * @DESCO_RECONCILIATION_NO_RECEIPT: a transfer has money of which there is no receipt
 * @DESCO_RECONCILIATION_AMOUNT: receipt and transfer have different amounts
 * @DESCO_RECONCILIATION_NOT_CREDITED: the money is there, and a person has not credited it
 * @DESCO_RECONCILIATION_REVOKED: the bank says that the payment was taken back
 * @DESCO_RECONCILIATION_NO_PROOF: credited without a receipt and without a quittance
 *
 * What a line is. From @DESCO_RECONCILIATION_NO_TRANSFER on something is missing on one side.
 */
typedef enum
{
  DESCO_RECONCILIATION_MATCHED,
  DESCO_RECONCILIATION_CASH,
  DESCO_RECONCILIATION_POS,
  DESCO_RECONCILIATION_ELSEWHERE,
  DESCO_RECONCILIATION_NO_TRANSFER,
  DESCO_RECONCILIATION_NO_RECEIPT,
  DESCO_RECONCILIATION_AMOUNT,
  DESCO_RECONCILIATION_NOT_CREDITED,
  DESCO_RECONCILIATION_REVOKED,
  DESCO_RECONCILIATION_NO_PROOF,
} DescoReconciliationKind;

#define DESCO_RECONCILIATION_KINDS (DESCO_RECONCILIATION_NO_PROOF + 1)

/**
 * DescoReconciliationLine:
 * @kind: what it is
 * @day: the civil day of payment
 * @iuv: (nullable): the payment's reference
 * @notice_number: (nullable): the notice
 * @receipt: (nullable): the receipt's key, or the quittance's number
 * @taxonomy: (nullable): the kind of income
 * @psp: (nullable): who took the money
 * @regulation: (nullable): the bank transfer's reference (TRN, CRO)
 * @regulation_date: its civil day; not valid where there is none
 * @fdr: (nullable): the flow
 * @received: what the receipt or the quittance has, in cents
 * @transferred: what the transfer has, in cents
 * @credited: what came into the wallets, in cents
 * @detail: (nullable): what a person should know, in a sentence
 *
 * A payment seen from both sides. The texts are borrowed for the time of the call.
 */
typedef struct
{
  DescoReconciliationKind kind;
  GDate day;
  const char *iuv;
  const char *notice_number;
  const char *receipt;
  const char *taxonomy;
  const char *psp;
  const char *regulation;
  GDate regulation_date;
  const char *fdr;
  gint64 received;
  gint64 transferred;
  gint64 credited;
  const char *detail;
} DescoReconciliationLine;

/**
 * DescoReconciliationSums:
 * @n_lines: how many lines there are
 * @received: by receipts of pagoPA, in cents
 * @desk: by quittances of the desk, in cents
 * @transferred: by the banks, in cents
 * @credited: to the wallets, in cents
 * @counts: how many lines of each kind
 * @amounts: the money of each kind, in cents: the receipt's, or the transfer's where there is none
 */
typedef struct
{
  guint n_lines;
  gint64 received;
  gint64 desk;
  gint64 transferred;
  gint64 credited;
  guint counts[DESCO_RECONCILIATION_KINDS];
  gint64 amounts[DESCO_RECONCILIATION_KINDS];
} DescoReconciliationSums;

/**
 * DescoReconciliationGroup:
 * @key: what it is of: a day as `YYYY-MM-DD`, a transfer's reference, a taxonomy code; empty for what
 *   has none
 * @desk: whether it is the desk's money
 * @regulation_date: a transfer's civil day; not valid elsewhere
 * @psp: (nullable): who made the transfer
 * @fdr: (nullable): the transfer's flow
 * @whole: a transfer's whole amount, in cents; more than the lines where it has other days' payments
 * @sums: of its lines; whole once the group ends
 *
 * Lines that belong together. The texts are borrowed for the time of the call.
 */
typedef struct
{
  const char *key;
  gboolean desk;
  GDate regulation_date;
  const char *psp;
  const char *fdr;
  gint64 whole;
  DescoReconciliationSums sums;
} DescoReconciliationGroup;

/**
 * DescoReconciliationTotals:
 * @sums: of all lines
 * @n_groups: how many groups there were
 * @n_transfers: how many transfers had money of these days
 * @n_refunds: how many refunds were paid out in these days
 * @refunded: what they are, in cents
 * @n_unread_flows: how many transfers are known and not read to their end
 */
typedef struct
{
  DescoReconciliationSums sums;
  guint n_groups;
  guint n_transfers;
  guint n_refunds;
  gint64 refunded;
  guint n_unread_flows;
} DescoReconciliationTotals;

/**
 * DescoReconciliationSink:
 * @begin_group: (nullable): a group begins; its sums are not known yet
 * @add_line: (nullable): the group's next line
 * @end_group: (nullable): the group with its sums
 * @progress: (nullable): how much of the way is done
 *
 * Where a reconciliation goes, line by line, so that it may be of any length. Each says whether to go
 * on; if not, it has set @error.
 */
typedef struct
{
  gboolean (*begin_group) (const DescoReconciliationGroup *group, gpointer data, GError **error);
  gboolean (*add_line) (const DescoReconciliationLine *line, gpointer data, GError **error);
  gboolean (*end_group) (const DescoReconciliationGroup *group, gpointer data, GError **error);
  void (*progress) (guint done, guint total, gpointer data);
} DescoReconciliationSink;

/**
 * DescoReconciliationQuery:
 * @from: the first civil day of payment
 * @to: the last one
 * @by: how to part it
 */
typedef struct
{
  GDate from;
  GDate to;
  DescoReconciliationBy by;
} DescoReconciliationQuery;

gboolean desco_reconciliation_run (DescoStore *store,
                                   const DescoReconciliationQuery *query,
                                   const DescoReconciliationSink *sink,
                                   gpointer data,
                                   DescoReconciliationTotals *totals,
                                   GCancellable *cancellable,
                                   GError **error);
const char *desco_reconciliation_kind_to_nick (DescoReconciliationKind kind);
const char *desco_reconciliation_kind_to_text (DescoReconciliationKind kind);
gboolean desco_reconciliation_kind_is_missing (DescoReconciliationKind kind);
gboolean desco_reconciliation_by_from_nick (const char *nick, DescoReconciliationBy *by);

G_END_DECLS
