/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-purchases.h"

G_BEGIN_DECLS

/* what @pupil's purchases have not brought yet: all of one, or the instalments that are not in.
 * For the place of a column. */
#define DESCO_PURCHASES_AWAITING(pupil)                                                            \
  "(SELECT ifnull (sum (b.quantity - CASE b.instalments WHEN 0 THEN 0 ELSE"                        \
  "   (SELECT ifnull (sum (i.quantity), 0) FROM instalment AS i WHERE i.purchase_id = b.id"        \
  "     AND i.status = 'credited') END), 0)"                                                       \
  "  FROM purchase AS b WHERE b.pupil_id = " pupil                                                 \
  "  AND b.status IN ('assigned', 'queued', 'published', 'paid'))"

/* What the notice has room for (N-03). */
#define DESCO_PURCHASES_MAX_SUBJECT 90

/* Purchases for those who are at work on the database already. */

DescoPurchase *desco_purchases_create_in (DescoConnection *connection,
                                          const DescoPurchaseOrder *order,
                                          GError **error);
DescoPurchase *desco_purchases_create_in_place_of_in (DescoConnection *connection,
                                                      const DescoPurchaseOrder *order,
                                                      const DescoPurchase *replaced,
                                                      GError **error);
gboolean desco_purchases_insert_in (DescoConnection *connection,
                                    const DescoPurchase *purchase,
                                    const char *origin,
                                    GError **error);
DescoPurchase *
desco_purchases_get_in (DescoConnection *connection, const DescoUuid *id, GError **error);
gboolean desco_purchases_get_status_in (DescoConnection *connection,
                                        const DescoUuid *id,
                                        DescoPurchaseStatus *status,
                                        GError **error);
gboolean desco_purchases_set_status_in (DescoConnection *connection,
                                        const DescoUuid *id,
                                        DescoPurchaseStatus status,
                                        const char *detail,
                                        GError **error);
gboolean desco_purchases_move_in (DescoConnection *connection,
                                  const DescoUuid *id,
                                  DescoPurchaseStatus present,
                                  DescoPurchaseStatus status,
                                  const char *detail,
                                  GError **error);
gboolean desco_purchases_settle_in (DescoConnection *connection,
                                    const DescoUuid *id,
                                    guint instalment,
                                    const char *paid_detail,
                                    const char *credited_detail,
                                    GError **error);
gboolean desco_purchases_return_to_in (DescoConnection *connection,
                                       const DescoUuid *id,
                                       DescoPurchaseStatus status,
                                       const char *detail,
                                       GError **error);
gboolean desco_purchases_set_due_dates_in (DescoConnection *connection,
                                           const DescoPurchase *changed,
                                           GError **error);
gboolean desco_purchases_add_event_in (DescoConnection *connection,
                                       const DescoUuid *purchase_id,
                                       DescoPurchaseStatus status,
                                       const char *detail,
                                       GError **error);

G_END_DECLS
