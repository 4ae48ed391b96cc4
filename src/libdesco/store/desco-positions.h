/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "pagopa/desco-debt-position.h"
#include "store/desco-store.h"

/* What is asked for again and again: what was paid, and whether all stands the same on both sides. */
#define DESCO_POLL_PAYMENTS "payments"
#define DESCO_POLL_RECONCILIATION "reconciliation"

G_BEGIN_DECLS

/**
 * DescoPositionNews:
 * @purchase_id: whose position it is; nil where no purchase has its name
 * @before: what the platform said of it before
 * @status: where the purchase stands after it was noted
 * @is_paid_now: whether the purchase was not known to be paid, and is
 *
 * What an answer of the platform's told of a position.
 */
typedef struct
{
  DescoUuid purchase_id;
  DescoDebtPositionStatus before;
  DescoPurchaseStatus status;
  gboolean is_paid_now;
} DescoPositionNews;

gboolean desco_positions_note (DescoStore *store,
                               GPtrArray *positions,
                               DescoPositionNews *news,
                               GCancellable *cancellable,
                               GError **error);

gboolean desco_positions_note_one (DescoStore *store, DescoDebtPosition *position, GError **error);

/**
 * DescoPollState:
 * @at: UTC microseconds of the last poll; 0 for never
 * @since: UTC microseconds from which there may be something new
 * @is_open: whether there is a purchase that the platform may tell something new of
 *
 * What there is to ask for.
 */
typedef struct
{
  gint64 at;
  gint64 since;
  gboolean is_open;
} DescoPollState;

gboolean desco_positions_read_poll (DescoStore *store,
                                    const char *subject,
                                    DescoPollState *state,
                                    GCancellable *cancellable,
                                    GError **error);
void desco_positions_read_poll_async (DescoStore *store,
                                      const char *subject,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean desco_positions_read_poll_finish (DescoStore *store,
                                           GAsyncResult *result,
                                           DescoPollState *state,
                                           GError **error);
gboolean desco_positions_note_poll (DescoStore *store,
                                    const char *subject,
                                    gint64 at,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
