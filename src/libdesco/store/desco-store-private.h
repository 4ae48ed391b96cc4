/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoStoreFunc:
 * @connection: where to work; not to be kept
 * @data: what the caller gave
 * @cancellable: (nullable): to be looked at in long work
 * @error: where to put an error
 *
 * One piece of work on the database. In a write it runs inside a transaction on the writer's
 * thread, which is rolled back where it sets @error; in a read it runs inside a snapshot.
 *
 * Returns: (nullable) (transfer full): the result
 */
typedef gpointer (*DescoStoreFunc) (DescoConnection *connection,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);

gboolean desco_store_create (const char *path, DescoStoreFunc func, gpointer data, GError **error);
gpointer desco_store_write (DescoStore *self,
                            DescoStoreFunc func,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);
void desco_store_write_async (DescoStore *self,
                              DescoStoreFunc func,
                              gpointer data,
                              GDestroyNotify data_destroy,
                              GDestroyNotify result_destroy,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gpointer desco_store_read (DescoStore *self,
                           DescoStoreFunc func,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);
void desco_store_read_async (DescoStore *self,
                             DescoStoreFunc func,
                             gpointer data,
                             GDestroyNotify data_destroy,
                             GDestroyNotify result_destroy,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gpointer desco_store_call_finish (DescoStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
