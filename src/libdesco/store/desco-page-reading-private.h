/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-paged-list-private.h"

G_BEGIN_DECLS

/* How many rows a page has. A view asks for some two hundred at a time. */
#define DESCO_PAGE_ROWS 128

/**
 * DescoPageReading:
 * @list: for whom
 * @kind: what it lists
 * @query: (nullable): whose order to read, in an atomic box
 * @keys: (nullable) (element-type guint8): the order; %NULL until it is read
 * @indexes: (element-type guint): which pages to read
 * @pages: (element-type GPtrArray): what was read, one an index
 *
 * What a paged list asks of the database, and what that answers: pages, after their order where it
 * is not known yet.
 */
typedef struct
{
  DescoPagedList *list;
  const DescoPagedListKind *kind;
  gpointer query;
  GArray *keys;
  GArray *indexes;
  GPtrArray *pages;
} DescoPageReading;

DescoPageReading *desco_page_reading_new (DescoPagedList *list, gpointer query, GArray *keys);
void desco_page_reading_start (DescoPageReading *self,
                               DescoStore *store,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback);
gboolean
desco_page_reading_finish (const DescoPageReading *self, GAsyncResult *result, GError **error);
void desco_page_reading_free (DescoPageReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPageReading, desco_page_reading_free)

gconstpointer desco_page_reading_get_key (const GArray *keys, guint position);

G_END_DECLS
