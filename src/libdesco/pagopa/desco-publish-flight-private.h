/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "pagopa/desco-payment-provider.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoPublishItem:
 * @purchase: what was sold
 * @position: what the platform is to be told of it
 */
typedef struct
{
  DescoPurchase *purchase;
  DescoDebtPosition *position;
} DescoPublishItem;

void desco_publish_item_free (gpointer data);

/**
 * DescoPublishOutcome:
 * @sent: (element-type DescoPurchaseSent): what came of each
 * @items: (element-type DescoPublishItem): of which, in the same places
 * @words: (element-type utf8): the texts of @sent
 * @n_there: whose earlier try had arrived
 *
 * What came of some purchases, on its way into one transaction.
 */
typedef struct
{
  GArray *sent;
  GPtrArray *items;
  GPtrArray *words;
  guint n_there;
} DescoPublishOutcome;

void desco_publish_outcome_init (DescoPublishOutcome *self);
void desco_publish_outcome_clear (DescoPublishOutcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DescoPublishOutcome, desco_publish_outcome_clear)

void desco_publish_outcome_add_refused (DescoPublishOutcome *self,
                                        DescoPublishItem *item,
                                        const char *reason);
void desco_publish_outcome_add_waiting (DescoPublishOutcome *self,
                                        DescoPublishItem *item,
                                        const char *reason,
                                        gint64 retry_at);
void desco_publish_outcome_add_found (DescoPublishOutcome *self,
                                      DescoPublishItem *item,
                                      DescoDebtPositionStatus status);
gboolean desco_publish_outcome_write (DescoPublishOutcome *self, DescoStore *store, GError **error);

/**
 * DescoPublishFlight:
 * @store: the database
 * @provider: the platform
 * @cancellable: (nullable): ends the wait
 * @items: (element-type DescoPublishItem): what is sent, in one call
 * @landed: (nullable): gets the flight once it has landed
 * @thread: (nullable): that sends; %NULL once it was waited for
 * @outcome: what came of it, and is on disk
 * @is_first_only: whether it was taken, and only the first of @items is known to be there
 * @problem: (nullable): why it was not taken
 * @error: (nullable): why it could not be written down, though it was taken
 *
 * A batch on its way to the platform and, once it is there, into the database. Everything but @items
 * is its thread's until it has landed.
 */
typedef struct
{
  DescoStore *store;
  DescoPaymentProvider *provider;
  GCancellable *cancellable;
  GPtrArray *items;
  GAsyncQueue *landed;
  GThread *thread;
  DescoPublishOutcome outcome;
  gboolean is_first_only;
  GError *problem;
  GError *error;
} DescoPublishFlight;

DescoPublishFlight *desco_publish_flight_start (DescoStore *store,
                                                DescoPaymentProvider *provider,
                                                DescoPublishItem **items,
                                                guint n_items,
                                                GAsyncQueue *landed,
                                                GCancellable *cancellable);
void desco_publish_flight_wait (DescoPublishFlight *self);
void desco_publish_flight_free (DescoPublishFlight *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPublishFlight, desco_publish_flight_free)

G_END_DECLS
