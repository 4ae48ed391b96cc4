/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-paged-list.h"
#include "store/desco-store-private.h"

G_BEGIN_DECLS

/**
 * DescoPagedListKind:
 * @name: who is listed, as a warning says it
 * @get_row_type: the type of a row
 * @key_size: how many bytes a key has
 * @hash: of a key
 * @equal: whether two keys are the same
 * @clear_query: frees what a query holds, not itself
 * @load_keys: reads the keys that a query lets through, in order; in a snapshot, on any thread
 * @load_rows: reads what the rows of some keys say, in this order, without those that are gone; in
 *   the same snapshot
 * @new_row: makes a row that says nothing yet
 * @get_key: the key of something that @load_rows read
 * @take: moves what was read into a row and tells of it; what the row said before may stay in its
 *   place
 *
 * What one list differs in from another.
 */
struct _DescoPagedListKind
{
  const char *name;
  GType (*get_row_type) (void);
  guint key_size;
  GHashFunc hash;
  GEqualFunc equal;
  GDestroyNotify clear_query;
  GArray *(*load_keys) (DescoConnection *connection,
                        gconstpointer query,
                        GCancellable *cancellable,
                        GError **error);
  GPtrArray *(*load_rows) (DescoConnection *connection,
                           gconstpointer keys,
                           guint n_keys,
                           GError **error);
  gpointer (*new_row) (gconstpointer key);
  gconstpointer (*get_key) (gconstpointer read);
  void (*take) (gpointer row, gpointer *read);
};

gpointer desco_paged_list_new (GType type, DescoStore *store);
void desco_paged_list_ask (DescoPagedList *self, gpointer query);
gconstpointer desco_paged_list_get_key (DescoPagedList *self, guint position);

G_END_DECLS
