/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-quittances.h"

G_BEGIN_DECLS

/* Quittances for those who are at work on the database already. */

DescoQuittance *
desco_quittances_get_in (DescoConnection *connection, const DescoUuid *id, GError **error);
gboolean desco_quittances_find_standing_in (DescoConnection *connection,
                                            const DescoUuid *purchase_id,
                                            guint instalment,
                                            DescoQuittance **quittance,
                                            GError **error);
GPtrArray *desco_quittances_list_day_in (DescoConnection *connection,
                                         const GDate *date,
                                         guint device_code,
                                         GError **error);

G_END_DECLS
