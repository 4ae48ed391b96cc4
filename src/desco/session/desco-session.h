/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "notice/desco-notice-language.h"
#include "pagopa/desco-asker.h"
#include "pagopa/desco-flow-client.h"
#include "pagopa/desco-payment-provider.h"
#include "pagopa/desco-receipt-collector.h"
#include "session/desco-work.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

#define DESCO_TYPE_SESSION (desco_session_get_type ())
G_DECLARE_FINAL_TYPE (DescoSession, desco_session, DESCO, SESSION, GObject)

void desco_session_open_async (const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
DescoSession *desco_session_open_finish (GAsyncResult *result, GError **error);
DescoStore *desco_session_get_store (DescoSession *self);
const DescoCreditor *desco_session_get_creditor (DescoSession *self);
gboolean desco_session_is_practice (DescoSession *self);
DescoNoticeLanguage desco_session_get_notice_language (DescoSession *self);
DescoPaymentProvider *desco_session_open_provider (DescoSession *self, GError **error);
DescoCollectReport *
desco_session_collect_receipts (DescoSession *self, GCancellable *cancellable, GError **error);
DescoFlowClient *desco_session_open_flows (DescoSession *self, GError **error);
void desco_session_emit_changed (DescoSession *self);
void desco_session_start_asking (DescoSession *self);
void desco_session_stop_asking (DescoSession *self);
DescoAsker *desco_session_get_asker (DescoSession *self);
void desco_session_start_work (DescoSession *self,
                               DescoWorkFunc func,
                               gpointer data,
                               GDestroyNotify data_free,
                               GDestroyNotify result_free,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
