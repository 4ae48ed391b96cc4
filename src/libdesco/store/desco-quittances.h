/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-quittance.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

DescoQuittance *desco_quittances_take (DescoStore *store,
                                       const DescoUuid *purchase_id,
                                       guint instalment,
                                       DescoQuittanceMethod method,
                                       const char *payer,
                                       GCancellable *cancellable,
                                       GError **error);
void desco_quittances_take_async (DescoStore *store,
                                  const DescoUuid *purchase_id,
                                  guint instalment,
                                  DescoQuittanceMethod method,
                                  const char *payer,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
DescoQuittance *
desco_quittances_take_finish (DescoStore *store, GAsyncResult *result, GError **error);

DescoQuittance *desco_quittances_void (DescoStore *store,
                                       const DescoUuid *id,
                                       const char *reason,
                                       GCancellable *cancellable,
                                       GError **error);
void desco_quittances_void_async (DescoStore *store,
                                  const DescoUuid *id,
                                  const char *reason,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
DescoQuittance *
desco_quittances_void_finish (DescoStore *store, GAsyncResult *result, GError **error);

DescoQuittance *desco_quittances_find (DescoStore *store,
                                       const char *reference,
                                       GCancellable *cancellable,
                                       GError **error);
DescoQuittance *desco_quittances_find_standing (DescoStore *store,
                                                const DescoUuid *purchase_id,
                                                guint instalment,
                                                GCancellable *cancellable,
                                                GError **error);

GPtrArray *desco_quittances_list_untold (DescoStore *store,
                                         gboolean all,
                                         GCancellable *cancellable,
                                         GError **error);
gboolean desco_quittances_set_telling (DescoStore *store,
                                       const DescoUuid *id,
                                       DescoTelling telling,
                                       GCancellable *cancellable,
                                       GError **error);
gboolean desco_quittances_postpone (DescoStore *store,
                                    const DescoUuid *id,
                                    gint64 retry_at,
                                    const char *problem,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
