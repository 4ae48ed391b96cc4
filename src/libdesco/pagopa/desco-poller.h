/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "pagopa/desco-receipt-collector.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/* The platform is asked at most once in so long. */
#define DESCO_POLLER_WINDOW (600 * G_TIME_SPAN_SECOND)

/**
 * DescoPollReport:
 * @is_early: whether nothing was asked, since the last time is not long enough ago
 * @listed: how many positions the platform named
 * @paid: how many of them were not known to be paid
 * @collected: what came of the receipts
 * @next_at: UTC microseconds of when to ask again
 * @unreachable: (nullable): why the platform could not be reached, in words
 */
typedef struct
{
  gboolean is_early;
  guint listed;
  guint paid;
  DescoCollectReport *collected;
  gint64 next_at;
  char *unreachable;
} DescoPollReport;

void desco_poll_report_free (DescoPollReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPollReport, desco_poll_report_free)

DescoPollReport *desco_poller_run (DescoStore *store,
                                   DescoPaymentProvider *provider,
                                   gboolean now,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
