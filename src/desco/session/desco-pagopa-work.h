/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "pagopa/desco-change-report.h"
#include "pagopa/desco-publisher.h"
#include "pagopa/desco-receipt-collector.h"
#include "session/desco-session.h"

G_BEGIN_DECLS

void desco_pagopa_work_publish_async (DescoSession *session,
                                      GPtrArray *purchases,
                                      DescoPublishProgress progress,
                                      gpointer progress_data,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
DescoPublishReport *desco_pagopa_work_publish_finish (GAsyncResult *result, GError **error);
void desco_pagopa_work_collect_async (DescoSession *session,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
DescoCollectReport *desco_pagopa_work_collect_finish (GAsyncResult *result, GError **error);
void desco_pagopa_work_cancel_async (DescoSession *session,
                                     DescoPurchase *purchase,
                                     const char *reason,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
gboolean desco_pagopa_work_cancel_finish (GAsyncResult *result, GError **error);
void desco_pagopa_work_change_due_date_async (DescoSession *session,
                                              GPtrArray *purchases,
                                              const GDate *due_date,
                                              DescoPublishProgress progress,
                                              gpointer progress_data,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer data);
void desco_pagopa_work_cancel_all_async (DescoSession *session,
                                         GPtrArray *purchases,
                                         const char *reason,
                                         DescoPublishProgress progress,
                                         gpointer progress_data,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
DescoChangeReport *desco_pagopa_work_change_finish (GAsyncResult *result, GError **error);

G_END_DECLS
