/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "pagopa/desco-publisher.h"

G_BEGIN_DECLS

/**
 * DescoPublishRun:
 * @store: the database
 * @provider: the platform
 * @creditor: whom the money is for
 * @report: what has come of it so far
 * @progress: (nullable): told after each transaction
 * @user_data: for @progress
 * @n_done: how many purchases it is known of what came of them
 * @n_total: of how many
 * @is_over: whether there is no use in sending more now; the report says why
 * @n_flights: how many batches are on their way
 * @landed: (element-type DescoPublishFlight): those of them that have landed
 * @cancellable: (nullable): stops between two calls
 *
 * Purchases on their way to the platform.
 */
typedef struct
{
  DescoStore *store;
  DescoPaymentProvider *provider;
  DescoCreditor *creditor;
  DescoPublishReport *report;
  DescoPublishProgress progress;
  gpointer user_data;
  guint n_done;
  guint n_total;
  gboolean is_over;
  guint n_flights;
  GAsyncQueue *landed;
  GCancellable *cancellable;
} DescoPublishRun;

gboolean desco_publish_run_send (DescoPublishRun *self, GPtrArray *purchases, GError **error);

G_END_DECLS
