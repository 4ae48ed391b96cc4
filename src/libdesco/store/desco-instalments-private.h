/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/* A purchase's instalments, for those who are at work on the database already. */

gboolean desco_instalments_insert_in (DescoConnection *connection,
                                      const DescoPurchase *purchase,
                                      GError **error);
gboolean
desco_instalments_load_in (DescoConnection *connection, DescoPurchase *purchase, GError **error);
gboolean desco_instalments_close_in (DescoConnection *connection,
                                     const DescoUuid *purchase_id,
                                     DescoPurchaseStatus status,
                                     GError **error);
gboolean desco_instalments_credit_in (DescoConnection *connection,
                                      const DescoUuid *purchase_id,
                                      guint number,
                                      guint *n_left,
                                      GError **error);

G_END_DECLS
