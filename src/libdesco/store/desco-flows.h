/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-flow.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/* The bank's transfers as the flows tell of them. They are the platform's facts, and each desk may
 * read them there again: nothing about them goes through the outbox. */

gboolean desco_flows_get_position (DescoStore *store,
                                   gint64 *position,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean desco_flows_note (DescoStore *store,
                           GPtrArray *flows,
                           gint64 position,
                           GCancellable *cancellable,
                           GError **error);
GPtrArray *
desco_flows_list_incomplete (DescoStore *store, GCancellable *cancellable, GError **error);
gboolean desco_flows_begin (DescoStore *store,
                            const DescoFlow *flow,
                            GCancellable *cancellable,
                            GError **error);
gboolean desco_flows_add_payments (DescoStore *store,
                                   const DescoFlow *flow,
                                   GPtrArray *payments,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean desco_flows_finish (DescoStore *store,
                             const DescoFlow *flow,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
