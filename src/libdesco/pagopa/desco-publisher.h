/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "pagopa/desco-purchase-failure.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoPublishReport:
 * @published: how many are payable now that were not before
 * @already_there: how many of the platform's answers said that our earlier try had arrived
 * @failed: (element-type DescoPurchaseFailure): what the platform does not accept
 * @retry_at: UTC microseconds of the next try of what could not be sent; 0 if nothing waits
 * @waiting: how many wait for it
 * @unreachable: (nullable): why the platform could not be reached, in words
 * @cancelled: whether it was stopped before all was sent
 */
typedef struct
{
  guint published;
  guint already_there;
  GPtrArray *failed;
  gint64 retry_at;
  guint waiting;
  char *unreachable;
  gboolean cancelled;
} DescoPublishReport;

void desco_publish_report_free (DescoPublishReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPublishReport, desco_publish_report_free)

/**
 * DescoPublishProgress:
 * @done: how much is done
 * @total: of how much; 0 where it is not known
 * @user_data: what the caller gave
 *
 * Told now and then during long work, on the thread that works.
 */
typedef void (*DescoPublishProgress) (guint done, guint total, gpointer user_data);

DescoPublishReport *desco_publisher_publish (DescoStore *store,
                                             DescoPaymentProvider *provider,
                                             GPtrArray *purchases,
                                             DescoPublishProgress progress,
                                             gpointer user_data,
                                             GCancellable *cancellable,
                                             GError **error);
void desco_publisher_publish_async (DescoStore *store,
                                    DescoPaymentProvider *provider,
                                    GPtrArray *purchases,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
DescoPublishReport *desco_publisher_publish_finish (GAsyncResult *result, GError **error);

G_END_DECLS
