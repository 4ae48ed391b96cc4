/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/**
 * DescoLotShare:
 * @lot_id: a lot
 * @debit_id: the entry that ate or gave the vouchers; nil where it is the entry being posted
 * @unit_amount: the lot's cost in cents a voucher
 * @quantity: vouchers, positive
 *
 * A part of a lot that an entry takes or gives back.
 */
typedef struct
{
  DescoUuid lot_id;
  DescoUuid debit_id;
  gint64 unit_amount;
  gint64 quantity;
} DescoLotShare;

GArray *desco_lots_plan (DescoConnection *connection,
                         const DescoUuid *pupil_id,
                         const DescoUuid *purchase_id,
                         gint64 quantity,
                         GError **error);
GArray *desco_lots_used_by (DescoConnection *connection, const DescoUuid *debit_id, GError **error);
GArray *
desco_lots_users_of (DescoConnection *connection, const DescoUuid *entry_id, GError **error);
gint64 desco_lots_value (GArray *shares);
gint64 desco_lots_quantity (GArray *shares);
gboolean desco_lots_take (DescoConnection *connection,
                          GArray *shares,
                          const DescoUuid *entry_id,
                          GError **error);
gboolean desco_lots_give_back (DescoConnection *connection,
                               GArray *shares,
                               const DescoUuid *entry_id,
                               GError **error);
gboolean desco_lots_add (DescoConnection *connection,
                         const DescoUuid *pupil_id,
                         const DescoUuid *entry_id,
                         gint64 unit_amount,
                         gint64 quantity,
                         GError **error);

G_END_DECLS
