/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-quote.h"
#include "model/desco-tariff-rule.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

GPtrArray *desco_tariffs_list_rules (DescoStore *store, GCancellable *cancellable, GError **error);
DescoQuote *desco_tariffs_quote (DescoStore *store,
                                 const DescoUuid *pupil_id,
                                 const GDate *date,
                                 GCancellable *cancellable,
                                 GError **error);
void desco_tariffs_quote_async (DescoStore *store,
                                const DescoUuid *pupil_id,
                                const GDate *date,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
DescoQuote *desco_tariffs_quote_finish (DescoStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
