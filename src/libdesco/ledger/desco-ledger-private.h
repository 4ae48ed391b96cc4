/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "ledger/desco-ledger-kind.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/**
 * DescoLedgerDraft:
 * @kind: what moves the balance; never a reversal, which desco_ledger_reverse() posts
 * @pupil_id: whose balance
 * @quantity: vouchers; a meal is -1, or 0 where nothing is charged
 * @unit_amount: cents a voucher: a credit's own cost; for a meal the day's quote, which is
 *   kept with the entry; -1 for none
 * @civil_date: the day it is about
 * @service: (nullable): the meal's service, "lunch"; %NULL for all other kinds
 * @charge: (nullable): why the meal costs what it costs: "own", "full", "nothing", "exempt"
 * @sheet_id: the attendance sheet of a meal, or nil
 * @purchase_id: the purchase that is credited, or nil; a debit that names one takes from the lots
 *   of that purchase only
 * @instalment: which of its instalments, from 1; 0 for the whole
 * @receipt_id: the receipt that credits it, or nil
 * @quittance_id: the quittance of the desk that credits it, or nil
 * @pair_id: of a transfer-in, its transfer-out; nil for all other kinds
 * @rest: of a debit, the cents of its vouchers that stay in the wallet, or, below zero, what
 *   it takes of those that stayed before
 * @note: (nullable): a sentence for the statement
 *
 * What an entry of the ledger shall say. Its value in cents follows from the lots that it touches.
 */
typedef struct
{
  DescoLedgerKind kind;
  DescoUuid pupil_id;
  gint64 quantity;
  gint64 unit_amount;
  GDate civil_date;
  const char *service;
  const char *charge;
  DescoUuid sheet_id;
  DescoUuid purchase_id;
  guint instalment;
  DescoUuid receipt_id;
  DescoUuid quittance_id;
  DescoUuid pair_id;
  gint64 rest;
  const char *note;
} DescoLedgerDraft;

gboolean desco_ledger_post (DescoConnection *connection,
                            const DescoLedgerDraft *draft,
                            DescoUuid *entry_id,
                            GError **error);
gboolean desco_ledger_reverse (DescoConnection *connection,
                               const DescoUuid *entry_id,
                               const char *note,
                               DescoUuid *reversal_id,
                               GError **error);

G_END_DECLS
