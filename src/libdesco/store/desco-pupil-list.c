/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-pupil-list.h"

#include "store/desco-paged-list-private.h"
#include "store/desco-pupils-private.h"

struct _DescoPupilList
{
  DescoPagedList parent_instance;
};

G_DEFINE_FINAL_TYPE (DescoPupilList, desco_pupil_list, DESCO_TYPE_PAGED_LIST)

static void
clear_query (gpointer data)
{
  g_free ((char *) ((DescoPupilQuery *) data)->search);
}

static GArray *
load_keys (DescoConnection *connection,
           gconstpointer query,
           GCancellable *cancellable,
           GError **error)
{
  return desco_pupils_load_numbers_in (connection, query, error);
}

static GPtrArray *
load_rows (DescoConnection *connection, gconstpointer keys, guint n_keys, GError **error)
{
  return desco_pupils_load_page_in (connection, keys, n_keys, error);
}

static gpointer
new_row (gconstpointer key)
{
  return desco_pupil_new_unloaded (*(const gint64 *) key);
}

static gconstpointer
get_key (gconstpointer read)
{
  return &((const DescoPupil *) read)->number;
}

static void
take (gpointer row, gpointer *read)
{
  desco_pupil_take_fields (row, *read);
}

static const DescoPagedListKind kind = {
  .name = "pupils",
  .get_row_type = desco_pupil_get_type,
  .key_size = sizeof (gint64),
  .hash = g_int64_hash,
  .equal = g_int64_equal,
  .clear_query = clear_query,
  .load_keys = load_keys,
  .load_rows = load_rows,
  .new_row = new_row,
  .get_key = get_key,
  .take = take,
};

static void
desco_pupil_list_class_init (DescoPupilListClass *klass)
{
  DESCO_PAGED_LIST_CLASS (klass)->kind = &kind;
}

static void
desco_pupil_list_init (DescoPupilList *self)
{
}

/**
 * desco_pupil_list_new:
 * @store: the database
 *
 * A list of everyone. It is empty until the order has been read, in the calling thread's main
 * context, and follows every change of the database.
 *
 * Returns: (transfer full): the list
 */
DescoPupilList *
desco_pupil_list_new (DescoStore *store)
{
  DescoPupilList *self = desco_paged_list_new (DESCO_TYPE_PUPIL_LIST, store);

  g_signal_connect_object (store, "changed", G_CALLBACK (desco_paged_list_reload), self,
                           G_CONNECT_SWAPPED);
  desco_pupil_list_set_query (self, NULL, NULL, NULL);
  return self;
}

/**
 * desco_pupil_list_set_query:
 * @self: a list
 * @search: (nullable): beginnings of words, as in DescoPupilQuery
 * @school_id: (nullable): only this school's
 * @class_id: (nullable): only this class's
 *
 * Changes what the list shows; an answer to an earlier question that is still under way is dropped.
 */
void
desco_pupil_list_set_query (DescoPupilList *self,
                            const char *search,
                            const DescoUuid *school_id,
                            const DescoUuid *class_id)
{
  DescoPupilQuery *query = g_atomic_rc_box_new0 (DescoPupilQuery);

  query->search = g_strdup (search);
  if (school_id != NULL)
    query->school_id = *school_id;
  if (class_id != NULL)
    query->class_id = *class_id;
  desco_paged_list_ask (DESCO_PAGED_LIST (self), query);
}
