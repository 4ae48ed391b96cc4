/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-paged-list-private.h"

#include "store/desco-page-reading-private.h"

/* The order is read whole, as it is a key a row, and what a row says when it comes into view. Pages
 * are kept for where a view has been. */
#define MAX_PAGES 16

typedef struct
{
  guint index;
  GPtrArray *rows;
  gboolean asked; /* whether what the rows say is there, or under way */
} Page;

/* A row that is alive. */
typedef struct
{
  GHashTable *shown;
  _Alignas(gint64) guchar key[];
} Shown;

typedef struct
{
  DescoStore *store;
  gpointer query; /* in an atomic box; NULL before the first */

  GArray *keys;      /* in order; never changed, only replaced, so that threads may read it */
  GQueue pages;      /* Page, the one used last first */
  GHashTable *shown; /* key → row that somebody holds, not owned */
  GCancellable *cancellable;
  gboolean loading;
  gboolean stale; /* something changed while the order was being read */
} DescoPagedListPrivate;

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void desco_paged_list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (DescoPagedList,
                                  desco_paged_list,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (DescoPagedList)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                             desco_paged_list_model_init))

static DescoPagedListPrivate *
get_private (DescoPagedList *self)
{
  return desco_paged_list_get_instance_private (self);
}

static const DescoPagedListKind *
get_kind (DescoPagedList *self)
{
  return DESCO_PAGED_LIST_GET_CLASS (self)->kind;
}

static void
set_loading (DescoPagedList *self, gboolean loading)
{
  DescoPagedListPrivate *priv = get_private (self);

  if (priv->loading == loading)
    return;
  priv->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Rows and their pages -------------------------------------------------------------------------- */

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->rows);
  g_free (page);
}

static void
on_row_gone (gpointer data, GObject *where_it_was)
{
  g_autofree Shown *entry = data;

  g_hash_table_remove (entry->shown, entry->key);
  g_hash_table_unref (entry->shown);
}

/* A row is one object for as long as somebody shows it, whatever becomes of its page. */
static gpointer
dup_row (DescoPagedList *self, gconstpointer key)
{
  DescoPagedListPrivate *priv = get_private (self);
  const DescoPagedListKind *kind = get_kind (self);
  gpointer row = g_hash_table_lookup (priv->shown, key);
  Shown *entry;

  if (row != NULL)
    return g_object_ref (row);

  row = kind->new_row (key);
  entry = g_malloc (sizeof *entry + kind->key_size);
  entry->shown = g_hash_table_ref (priv->shown);
  memcpy (entry->key, key, kind->key_size);
  g_hash_table_insert (priv->shown, entry->key, row);
  g_object_weak_ref (row, on_row_gone, entry);
  return row;
}

static GList *
find_page (DescoPagedListPrivate *priv, guint index)
{
  for (GList *l = priv->pages.head; l != NULL; l = l->next)
    if (((Page *) l->data)->index == index)
      return l;
  return NULL;
}

static Page *
add_page (DescoPagedList *self, guint index)
{
  DescoPagedListPrivate *priv = get_private (self);
  Page *page = g_new0 (Page, 1);
  guint first = index * DESCO_PAGE_ROWS;

  page->index = index;
  page->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = first; i < MIN (first + DESCO_PAGE_ROWS, priv->keys->len); i++)
    g_ptr_array_add (page->rows, dup_row (self, desco_page_reading_get_key (priv->keys, i)));
  g_queue_push_head (&priv->pages, page);
  if (priv->pages.length > MAX_PAGES)
    page_free (g_queue_pop_tail (&priv->pages));
  return page;
}

static Page *
use_page (DescoPagedList *self, guint index)
{
  DescoPagedListPrivate *priv = get_private (self);
  GList *link = find_page (priv, index);

  if (link == NULL)
    return add_page (self, index);
  g_queue_unlink (&priv->pages, link);
  g_queue_push_head_link (&priv->pages, link);
  return link->data;
}

/* One that is gone since stays as it was, until the order is read anew. Who is told of a row may look
 * at others, for which the page may have to go. */
static void
fill_page (DescoPagedList *self, Page *page, GPtrArray *read)
{
  const GArray *keys = get_private (self)->keys;
  const DescoPagedListKind *kind = get_kind (self);
  g_autoptr (GPtrArray) rows = g_ptr_array_ref (page->rows);
  guint first = page->index * DESCO_PAGE_ROWS;
  guint next = 0;

  page->asked = TRUE;
  for (guint i = 0; i < rows->len && next < read->len; i++)
    {
      if (!kind->equal (desco_page_reading_get_key (keys, first + i),
                        kind->get_key (read->pdata[next])))
        continue;
      kind->take (rows->pdata[i], &read->pdata[next]);
      next++;
    }
}

/* Reading --------------------------------------------------------------------------------------- */

static void
start (DescoPageReading *reading, GAsyncReadyCallback callback)
{
  DescoPagedListPrivate *priv = get_private (reading->list);

  desco_page_reading_start (reading, priv->store, priv->cancellable, callback);
}

static gboolean
finish (const DescoPageReading *reading, GAsyncResult *result, GError **error)
{
  if (desco_page_reading_finish (reading, result, error))
    return TRUE;
  if (!g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The list of %s can't be read: %s", reading->kind->name, (*error)->message);
  return FALSE;
}

/* Pages that could not be read are asked for again when somebody looks. */
static void
on_pages_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPageReading) reading = data;
  g_autoptr (GError) error = NULL;
  DescoPagedListPrivate *priv = get_private (reading->list);
  gboolean read = finish (reading, result, &error);

  if (reading->keys != priv->keys)
    return; /* there is a newer order */
  for (guint i = 0; i < reading->indexes->len; i++)
    {
      GList *link = find_page (priv, g_array_index (reading->indexes, guint, i));

      if (link != NULL && read)
        fill_page (reading->list, link->data, g_ptr_array_index (reading->pages, i));
      else if (link != NULL)
        ((Page *) link->data)->asked = FALSE;
    }
}

static void
request_pages (DescoPagedList *self)
{
  DescoPagedListPrivate *priv = get_private (self);
  DescoPageReading *reading = desco_page_reading_new (self, NULL, priv->keys);

  for (GList *l = priv->pages.head; l != NULL; l = l->next)
    {
      Page *page = l->data;

      if (page->asked)
        continue;
      g_array_append_val (reading->indexes, page->index);
      page->asked = TRUE;
    }
  if (reading->indexes->len > 0)
    start (reading, on_pages_read);
  else
    desco_page_reading_free (reading);
}

/* The order ------------------------------------------------------------------------------------- */

static guint
count_common (DescoPagedList *self, const GArray *after, gboolean from_end, guint limit)
{
  const GArray *before = get_private (self)->keys;
  GEqualFunc equal = get_kind (self)->equal;
  guint n = 0;

  while (n < limit
         && equal (desco_page_reading_get_key (before, from_end ? before->len - 1 - n : n),
                   desco_page_reading_get_key (after, from_end ? after->len - 1 - n : n)))
    n++;
  return n;
}

static void
use_pages (DescoPagedList *self, guint first_row, guint end_row)
{
  if (first_row < end_row)
    for (guint i = first_row / DESCO_PAGE_ROWS; i <= (end_row - 1) / DESCO_PAGE_ROWS; i++)
      use_page (self, i);
}

/* A view does not ask again for rows that stay, or only move: they are to say what is so now. */
static void
keep_rows (DescoPagedList *self, const Page *page, guint head, guint tail, guint n_before)
{
  guint n_after = get_private (self)->keys->len;
  guint first = page->index * DESCO_PAGE_ROWS;
  guint end = first + page->rows->len;

  use_pages (self, first, MIN (end, head));
  if (end > n_before - tail)
    use_pages (self, MAX (first, n_before - tail) + n_after - n_before, end + n_after - n_before);
}

/* What is the same stays the same, so that a selection and the place in the list do. */
static void
take_order (DescoPagedList *self, const DescoPageReading *reading)
{
  DescoPagedListPrivate *priv = get_private (self);
  const GArray *after = reading->keys;
  g_autoptr (GArray) before = g_array_ref (priv->keys);
  GQueue before_pages = priv->pages; /* keep their rows until the view has taken the new ones */
  guint shorter = MIN (before->len, after->len);
  guint head = count_common (self, after, FALSE, shorter);
  guint tail = count_common (self, after, TRUE, shorter - head);

  g_array_unref (priv->keys);
  priv->keys = g_array_ref (reading->keys);
  g_queue_init (&priv->pages);
  for (GList *l = before_pages.tail; l != NULL; l = l->prev)
    keep_rows (self, l->data, head, tail, before->len);
  for (guint i = 0; i < reading->indexes->len; i++)
    {
      guint index = g_array_index (reading->indexes, guint, i);

      if (index * DESCO_PAGE_ROWS < after->len)
        fill_page (self, use_page (self, index), g_ptr_array_index (reading->pages, i));
    }
  request_pages (self);
  if (head < before->len || head < after->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail,
                                after->len - head - tail);
  g_queue_clear_full (&before_pages, page_free);
}

static void
on_order_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPageReading) reading = data;
  g_autoptr (GError) error = NULL;
  DescoPagedListPrivate *priv = get_private (reading->list);

  if (finish (reading, result, &error))
    take_order (reading->list, reading);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* a newer question is under way */

  /* Who waits for it finds the rows there. */
  set_loading (reading->list, FALSE);
  if (priv->stale)
    desco_paged_list_reload (reading->list);
}

/* The first rows come with the order, so that a view's first frame says something. */
static void
read_order (DescoPagedList *self, gboolean from_the_top)
{
  DescoPagedListPrivate *priv = get_private (self);
  const guint first[] = { 0, 1 };
  DescoPageReading *reading = desco_page_reading_new (self, priv->query, NULL);

  priv->stale = FALSE;
  if (from_the_top || g_queue_is_empty (&priv->pages))
    g_array_append_vals (reading->indexes, first, G_N_ELEMENTS (first));
  else
    for (GList *l = priv->pages.tail; l != NULL; l = l->prev)
      g_array_append_val (reading->indexes, ((Page *) l->data)->index);
  set_loading (self, TRUE);
  start (reading, on_order_read);
}

/* The object ------------------------------------------------------------------------------------ */

static GType
desco_paged_list_get_item_type (GListModel *model)
{
  return get_kind (DESCO_PAGED_LIST (model))->get_row_type ();
}

static guint
desco_paged_list_get_n_items (GListModel *model)
{
  return get_private (DESCO_PAGED_LIST (model))->keys->len;
}

static gpointer
desco_paged_list_get_item (GListModel *model, guint position)
{
  DescoPagedList *self = DESCO_PAGED_LIST (model);
  Page *page;

  if (position >= get_private (self)->keys->len)
    return NULL;
  page = use_page (self, position / DESCO_PAGE_ROWS);
  if (!page->asked)
    request_pages (self);
  return g_object_ref (g_ptr_array_index (page->rows, position % DESCO_PAGE_ROWS));
}

static void
desco_paged_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = desco_paged_list_get_item_type;
  iface->get_n_items = desco_paged_list_get_n_items;
  iface->get_item = desco_paged_list_get_item;
}

static void
desco_paged_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, get_private (DESCO_PAGED_LIST (object))->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
desco_paged_list_constructed (GObject *object)
{
  DescoPagedListPrivate *priv = get_private (DESCO_PAGED_LIST (object));
  const DescoPagedListKind *kind = get_kind (DESCO_PAGED_LIST (object));

  priv->keys = g_array_new (FALSE, FALSE, kind->key_size);
  priv->shown = g_hash_table_new (kind->hash, kind->equal);

  G_OBJECT_CLASS (desco_paged_list_parent_class)->constructed (object);
}

static void
desco_paged_list_dispose (GObject *object)
{
  DescoPagedListPrivate *priv = get_private (DESCO_PAGED_LIST (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->store);

  G_OBJECT_CLASS (desco_paged_list_parent_class)->dispose (object);
}

static void
desco_paged_list_finalize (GObject *object)
{
  DescoPagedListPrivate *priv = get_private (DESCO_PAGED_LIST (object));

  g_queue_clear_full (&priv->pages, page_free);
  g_array_unref (priv->keys);
  g_hash_table_unref (priv->shown);
  g_object_unref (priv->cancellable);
  if (priv->query != NULL)
    g_atomic_rc_box_release_full (priv->query, get_kind (DESCO_PAGED_LIST (object))->clear_query);

  G_OBJECT_CLASS (desco_paged_list_parent_class)->finalize (object);
}

static void
desco_paged_list_class_init (DescoPagedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desco_paged_list_get_property;
  object_class->constructed = desco_paged_list_constructed;
  object_class->dispose = desco_paged_list_dispose;
  object_class->finalize = desco_paged_list_finalize;

  /**
   * DescoPagedList:loading:
   *
   * Whether the order is being read.
   */
  properties[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
desco_paged_list_init (DescoPagedList *self)
{
  DescoPagedListPrivate *priv = get_private (self);

  priv->cancellable = g_cancellable_new ();
  g_queue_init (&priv->pages);
}

/**
 * desco_paged_list_new: (skip)
 * @type: which list
 * @store: the database
 *
 * A list that is empty until it is asked for something by desco_paged_list_ask().
 *
 * Returns: (transfer full): the list
 */
gpointer
desco_paged_list_new (GType type, DescoStore *store)
{
  DescoPagedList *self = g_object_new (type, NULL);

  get_private (self)->store = g_object_ref (store);
  return self;
}

/**
 * desco_paged_list_ask: (skip)
 * @self: a list
 * @query: (transfer full): what to list, in an atomic box; it is not to be changed any more
 *
 * Changes what the list shows, in the calling thread's main context; an answer to an earlier
 * question that is still under way is dropped.
 */
void
desco_paged_list_ask (DescoPagedList *self, gpointer query)
{
  DescoPagedListPrivate *priv = get_private (self);

  if (priv->query != NULL)
    g_atomic_rc_box_release_full (priv->query, get_kind (self)->clear_query);
  priv->query = query;
  g_cancellable_cancel (priv->cancellable);
  g_object_unref (priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  read_order (self, TRUE);
}

/**
 * desco_paged_list_get_key: (skip)
 * @self: a list
 * @position: a row, within the list
 *
 * Returns: (transfer none): its key, whether the row was read or not; until the list changes
 */
gconstpointer
desco_paged_list_get_key (DescoPagedList *self, guint position)
{
  return desco_page_reading_get_key (get_private (self)->keys, position);
}

/**
 * desco_paged_list_reload:
 * @self: a list
 *
 * Reads the order, and what is shown of it, anew: at once or, while it is being read, after that.
 */
void
desco_paged_list_reload (DescoPagedList *self)
{
  DescoPagedListPrivate *priv = get_private (self);

  if (priv->loading)
    priv->stale = TRUE;
  else if (priv->query != NULL)
    read_order (self, FALSE);
}

/**
 * desco_paged_list_is_loading:
 * @self: a list
 *
 * Returns: whether the order is being read
 */
gboolean
desco_paged_list_is_loading (DescoPagedList *self)
{
  return get_private (self)->loading;
}
