/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-page-reading-private.h"

static GPtrArray *
read_page (DescoConnection *connection, const DescoPageReading *self, guint index, GError **error)
{
  guint first = index * DESCO_PAGE_ROWS;

  if (first >= self->keys->len)
    return g_ptr_array_new ();
  return self->kind->load_rows (connection, desco_page_reading_get_key (self->keys, first),
                                MIN (DESCO_PAGE_ROWS, self->keys->len - first), error);
}

/* All of it comes from one snapshot, so that order and pages fit each other. */
static gpointer
reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  DescoPageReading *self = data;

  if (self->keys == NULL)
    self->keys = self->kind->load_keys (connection, self->query, cancellable, error);
  if (self->keys == NULL)
    return NULL;
  for (guint i = 0; i < self->indexes->len; i++)
    {
      GPtrArray *page = NULL;

      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        page = read_page (connection, self, g_array_index (self->indexes, guint, i), error);
      if (page == NULL)
        return NULL;
      g_ptr_array_add (self->pages, page);
    }
  return self;
}

/**
 * desco_page_reading_new: (skip)
 * @list: for whom
 * @query: (nullable) (transfer none): whose order to read
 * @keys: (nullable) (transfer none): the order, where it is known
 *
 * Returns: (transfer full): a reading of no page yet
 */
DescoPageReading *
desco_page_reading_new (DescoPagedList *list, gpointer query, GArray *keys)
{
  DescoPageReading *self = g_new0 (DescoPageReading, 1);

  self->list = g_object_ref (list);
  self->kind = DESCO_PAGED_LIST_GET_CLASS (list)->kind;
  if (query != NULL)
    self->query = g_atomic_rc_box_acquire (query);
  if (keys != NULL)
    self->keys = g_array_ref (keys);
  self->indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * desco_page_reading_start: (skip)
 * @self: (transfer full): a reading
 * @store: the database
 * @cancellable: (nullable): to give up
 * @callback: told when it is done; @self is its data, to be freed
 *
 * Reads what is asked for, in one snapshot.
 */
void
desco_page_reading_start (DescoPageReading *self,
                          DescoStore *store,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback)
{
  desco_store_read_async (store, reader, self, NULL, NULL, cancellable, callback, self);
}

/**
 * desco_page_reading_finish: (skip)
 * @self: a reading
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: whether all of it was read
 */
gboolean
desco_page_reading_finish (const DescoPageReading *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return desco_store_call_finish (DESCO_STORE (store), result, error) != NULL;
}

/**
 * desco_page_reading_free: (skip)
 * @self: (transfer full): a reading
 */
void
desco_page_reading_free (DescoPageReading *self)
{
  if (self->query != NULL)
    g_atomic_rc_box_release_full (self->query, self->kind->clear_query);
  g_clear_pointer (&self->keys, g_array_unref);
  g_array_unref (self->indexes);
  g_ptr_array_unref (self->pages);
  g_object_unref (self->list);
  g_free (self);
}

/**
 * desco_page_reading_get_key: (skip)
 * @keys: an order
 * @position: a row, within it
 *
 * Returns: (transfer none): its key
 */
gconstpointer
desco_page_reading_get_key (const GArray *keys, guint position)
{
  return keys->data + (gsize) position * g_array_get_element_size ((GArray *) keys);
}
