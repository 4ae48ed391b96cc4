/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoTransfer:
 * @taken: vouchers that left the one wallet; never more than were asked for
 * @received: vouchers that came into the other
 * @unit_amount: cents that a voucher is worth there
 * @value: cents that moved, @received × @unit_amount
 * @rest: cents of a broken voucher that stay in the first wallet, in all
 *
 * What moving vouchers between siblings came to.
 */
typedef struct
{
  gint64 taken;
  gint64 received;
  gint64 unit_amount;
  gint64 value;
  gint64 rest;
} DescoTransfer;

gboolean desco_transfers_make (DescoStore *store,
                               const DescoUuid *from_id,
                               const DescoUuid *to_id,
                               gint64 quantity,
                               DescoTransfer *transfer,
                               GCancellable *cancellable,
                               GError **error);
gboolean desco_transfers_plan (DescoStore *store,
                               const DescoUuid *from_id,
                               const DescoUuid *to_id,
                               gint64 quantity,
                               DescoTransfer *transfer,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
