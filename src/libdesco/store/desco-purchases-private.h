/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-purchases.h"

G_BEGIN_DECLS

/* Purchases for those who are at work on the database already. */

DescoPurchase *desco_purchases_create_in (DescoConnection *connection,
                                          const DescoUuid *pupil_id,
                                          gint64 quantity,
                                          const GDate *due_date,
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
gboolean desco_purchases_add_event_in (DescoConnection *connection,
                                       const DescoUuid *purchase_id,
                                       DescoPurchaseStatus status,
                                       const char *detail,
                                       GError **error);

G_END_DECLS
