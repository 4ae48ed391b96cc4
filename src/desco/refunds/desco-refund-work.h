/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-refund-offer.h"
#include "store/desco-refunds.h"
#include "store/desco-transfers.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void desco_refund_work_offer_async (DescoStore *store,
                                    const DescoUuid *pupil_id,
                                    const DescoUuid *purchase_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
DescoRefundOffer *desco_refund_work_offer_finish (GAsyncResult *result, GError **error);
void desco_refund_work_create_async (DescoStore *store,
                                     const DescoRefundDraft *draft,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
void desco_refund_work_get_async (DescoStore *store,
                                  const DescoUuid *id,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
void desco_refund_work_set_iban_async (DescoStore *store,
                                       const DescoUuid *id,
                                       const char *iban,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
void desco_refund_work_set_status_async (DescoStore *store,
                                         const DescoUuid *id,
                                         DescoRefundStatus status,
                                         const char *note,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
DescoRefund *desco_refund_work_change_finish (GAsyncResult *result, GError **error);
void desco_refund_work_list_async (DescoStore *store,
                                   guint statuses,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
void desco_refund_work_export_async (DescoStore *store,
                                     guint statuses,
                                     const char *path,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
void desco_refund_work_pay_async (DescoStore *store,
                                  GPtrArray *refunds,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GPtrArray *desco_refund_work_list_finish (GAsyncResult *result, GError **error);
void desco_refund_work_move_async (DescoStore *store,
                                   const DescoUuid *from_id,
                                   const DescoUuid *to_id,
                                   gint64 quantity,
                                   gboolean only_plan,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
DescoTransfer *desco_refund_work_move_finish (GAsyncResult *result, GError **error);

G_END_DECLS
