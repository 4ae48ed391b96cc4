/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoPurchaseFilter:
 * @pupil_id: only this pupil's, or nil
 * @guardian_id: only this guardian's, or nil
 * @class_id: only this class's pupils', or nil
 * @statuses: a bit for each state wanted (1 << status); 0 for all
 * @unprinted: only what was never printed
 * @limit: at most so many, the newest; 0 for all
 *
 * Which purchases to list. All zeroes lists everything.
 */
typedef struct
{
  DescoUuid pupil_id;
  DescoUuid guardian_id;
  DescoUuid class_id;
  guint statuses;
  gboolean unprinted;
  guint limit;
} DescoPurchaseFilter;

/**
 * DescoPurchaseOrder:
 * @pupil_id: for whom
 * @quantity: vouchers, within the set minimum, maximum and step
 * @due_date: the last day to pay the whole, and the first instalment; not valid for the set number
 *   of days from today
 * @n_instalments: in how many instalments it may be paid instead of at once; 0 for none
 * @instalment_due_dates: the last day to pay each instalment; those that are not valid follow from
 *   the first, a month apart
 *
 * What is to be bought. See desco_purchase_order_init().
 */
typedef struct
{
  DescoUuid pupil_id;
  gint64 quantity;
  GDate due_date;
  guint n_instalments;
  GDate instalment_due_dates[DESCO_INSTALMENTS_MAX];
} DescoPurchaseOrder;

void
desco_purchase_order_init (DescoPurchaseOrder *self, const DescoUuid *pupil_id, gint64 quantity);
DescoPurchase *desco_purchases_sell (DescoStore *store,
                                     const DescoPurchaseOrder *order,
                                     GCancellable *cancellable,
                                     GError **error);
void desco_purchases_sell_async (DescoStore *store,
                                 const DescoPurchaseOrder *order,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
DescoPurchase *
desco_purchases_sell_finish (DescoStore *store, GAsyncResult *result, GError **error);
DescoPurchase *desco_purchases_create (DescoStore *store,
                                       const DescoUuid *pupil_id,
                                       gint64 quantity,
                                       const GDate *due_date,
                                       GCancellable *cancellable,
                                       GError **error);
DescoPurchase *desco_purchases_reissue (DescoStore *store,
                                        const DescoUuid *id,
                                        gint64 quantity,
                                        const GDate *due_date,
                                        GCancellable *cancellable,
                                        GError **error);
void desco_purchases_reissue_async (DescoStore *store,
                                    const DescoUuid *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
DescoPurchase *
desco_purchases_reissue_finish (DescoStore *store, GAsyncResult *result, GError **error);
DescoPurchase *desco_purchases_get (DescoStore *store,
                                    const DescoUuid *id,
                                    GCancellable *cancellable,
                                    GError **error);
DescoPurchase *desco_purchases_find (DescoStore *store,
                                     const char *reference,
                                     GCancellable *cancellable,
                                     GError **error);

GPtrArray *desco_purchases_list (DescoStore *store,
                                 const DescoPurchaseFilter *filter,
                                 GCancellable *cancellable,
                                 GError **error);
void desco_purchases_list_async (DescoStore *store,
                                 const DescoPurchaseFilter *filter,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *desco_purchases_list_finish (DescoStore *store, GAsyncResult *result, GError **error);

GPtrArray *desco_purchases_list_events (DescoStore *store,
                                        const DescoUuid *id,
                                        GCancellable *cancellable,
                                        GError **error);

gboolean desco_purchases_set_status (DescoStore *store,
                                     const DescoUuid *id,
                                     DescoPurchaseStatus status,
                                     const char *detail,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean desco_purchases_set_due_dates (DescoStore *store,
                                        const DescoPurchase *changed,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean desco_purchases_change_account (DescoStore *store,
                                         const char *iban,
                                         const char *detail,
                                         GCancellable *cancellable,
                                         GError **error);
gint64 desco_purchases_expire (DescoStore *store, GCancellable *cancellable, GError **error);

gboolean desco_purchases_mark_printed (DescoStore *store,
                                       GPtrArray *purchases,
                                       GCancellable *cancellable,
                                       GError **error);
void desco_purchases_mark_printed_async (DescoStore *store,
                                         GPtrArray *purchases,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
desco_purchases_mark_printed_finish (DescoStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
