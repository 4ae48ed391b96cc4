/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-class.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/* Classes of the school year that the creditor is in. Lists hold DescoClass. */

GPtrArray *desco_classes_list (DescoStore *store,
                               const DescoUuid *school_id,
                               GCancellable *cancellable,
                               GError **error);
void desco_classes_list_async (DescoStore *store,
                               const DescoUuid *school_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *desco_classes_list_finish (DescoStore *store, GAsyncResult *result, GError **error);
DescoClass *desco_classes_find (DescoStore *store,
                                const char *reference,
                                GCancellable *cancellable,
                                GError **error);
DescoClass *desco_classes_ensure (DescoStore *store,
                                  const DescoUuid *school_id,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
