/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-receipt-list.h"

#include "store/desco-receipts-private.h"
#include "store/desco-store-private.h"

/* All receipts that a filter lets through, however many: the order is read whole, as it is sixteen
 * bytes a receipt, and what a row says when it comes into view. */

#define PAGE_ROWS 128
#define MAX_PAGES 16

struct _DescoReceiptItem
{
  GObject parent_instance;

  DescoUuid id;
  DescoReceiptRecord *record; /* NULL until it is read */
};

enum
{
  PROP_0,
  PROP_RECORD,
  N_ITEM_PROPERTIES,
};

static GParamSpec *item_properties[N_ITEM_PROPERTIES];

G_DEFINE_FINAL_TYPE (DescoReceiptItem, desco_receipt_item, G_TYPE_OBJECT)

typedef struct
{
  guint index;
  GPtrArray *items; /* DescoReceiptItem, a row each */
} Page;

struct _DescoReceiptList
{
  GObject parent_instance;

  DescoStore *store;
  DescoReceiptFilter filter; /* its search is owned */
  GArray *keys;              /* DescoUuid, in order */
  GQueue pages;              /* Page, the one used last first */
  GHashTable *shown;         /* id → DescoReceiptItem that somebody holds, not owned */
  GCancellable *cancellable;
  guint generation; /* of @keys: what was asked of an older one is not for us */
  gboolean loading;
};

enum
{
  PROP_LIST_0,
  PROP_LOADING,
  N_LIST_PROPERTIES,
};

static GParamSpec *list_properties[N_LIST_PROPERTIES];

static void desco_receipt_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoReceiptList,
                               desco_receipt_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      desco_receipt_list_model_init))

/* The row of an object that is alive. */
typedef struct
{
  GHashTable *shown;
  DescoUuid id;
} Shown;

typedef struct
{
  DescoReceiptList *list;
  guint generation;
  guint index;
} PageCall;

typedef struct
{
  DescoUuid ids[PAGE_ROWS];
  guint n_ids;
} PageRequest;

/* A row ------------------------------------------------------------------------------------------ */

static void
desco_receipt_item_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_RECORD:
      g_value_set_pointer (value, DESCO_RECEIPT_ITEM (object)->record);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
desco_receipt_item_finalize (GObject *object)
{
  desco_receipt_record_free (DESCO_RECEIPT_ITEM (object)->record);

  G_OBJECT_CLASS (desco_receipt_item_parent_class)->finalize (object);
}

static void
desco_receipt_item_class_init (DescoReceiptItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desco_receipt_item_get_property;
  object_class->finalize = desco_receipt_item_finalize;

  /**
   * DescoReceiptItem:record:
   *
   * What the row says; %NULL until it is read.
   */
  item_properties[PROP_RECORD] = g_param_spec_pointer (
      "record", NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_ITEM_PROPERTIES, item_properties);
}

static void
desco_receipt_item_init (DescoReceiptItem *self)
{
}

static void
take_record (DescoReceiptItem *self, DescoReceiptRecord *record)
{
  desco_receipt_record_free (self->record);
  self->record = record;
  g_object_notify_by_pspec (G_OBJECT (self), item_properties[PROP_RECORD]);
}

/* Pages ------------------------------------------------------------------------------------------ */

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->items);
  g_free (page);
}

static void
on_item_gone (gpointer data, GObject *where_it_was)
{
  g_autofree Shown *entry = data;

  g_hash_table_remove (entry->shown, &entry->id);
  g_hash_table_unref (entry->shown);
}

/* A row is one object for as long as somebody shows it, whatever becomes of its page. */
static DescoReceiptItem *
dup_row (DescoReceiptList *self, const DescoUuid *id)
{
  DescoReceiptItem *item = g_hash_table_lookup (self->shown, id);
  Shown *entry;

  if (item != NULL)
    return g_object_ref (item);
  item = g_object_new (DESCO_TYPE_RECEIPT_ITEM, NULL);
  item->id = *id;
  entry = g_new0 (Shown, 1);
  entry->shown = g_hash_table_ref (self->shown);
  entry->id = *id;
  g_hash_table_insert (self->shown, &entry->id, item);
  g_object_weak_ref (G_OBJECT (item), on_item_gone, entry);
  return item;
}

static GList *
find_page (DescoReceiptList *self, guint index)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    if (((Page *) l->data)->index == index)
      return l;
  return NULL;
}

static Page *
add_page (DescoReceiptList *self, guint index)
{
  Page *page = g_new0 (Page, 1);
  guint first = index * PAGE_ROWS;

  page->index = index;
  page->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = first; i < MIN (first + PAGE_ROWS, self->keys->len); i++)
    g_ptr_array_add (page->items, dup_row (self, &g_array_index (self->keys, DescoUuid, i)));
  g_queue_push_head (&self->pages, page);
  if (self->pages.length > MAX_PAGES)
    page_free (g_queue_pop_tail (&self->pages));
  return page;
}

static gpointer
page_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const PageRequest *request = data;

  return desco_receipts_load_page_in (connection, request->ids, request->n_ids, error);
}

/* One that is gone since stays as it was, until the order is read anew. */
static void
fill_page (Page *page, GPtrArray *records)
{
  guint next = 0;

  g_ptr_array_set_free_func (records, NULL);
  for (guint i = 0; i < page->items->len && next < records->len; i++)
    {
      DescoReceiptItem *item = g_ptr_array_index (page->items, i);
      DescoReceiptRecord *record = g_ptr_array_index (records, next);

      if (!desco_uuid_equal (&item->id, &record->id))
        continue;
      take_record (item, record);
      next++;
    }
  for (; next < records->len; next++)
    desco_receipt_record_free (g_ptr_array_index (records, next));
}

static void
on_page_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree PageCall *call = data;
  g_autoptr (DescoReceiptList) self = call->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = desco_store_call_finish (DESCO_STORE (source), result, &error);
  GList *link = NULL;

  if (records == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Receipts can't be read: %s", error->message);
      return;
    }
  if (call->generation == self->generation)
    link = find_page (self, call->index);
  if (link != NULL)
    fill_page (link->data, records);
}

static void
request_page (DescoReceiptList *self, const Page *page)
{
  PageRequest *request = g_new0 (PageRequest, 1);
  PageCall *call = g_new0 (PageCall, 1);

  request->n_ids = page->items->len;
  for (guint i = 0; i < page->items->len; i++)
    request->ids[i] = ((DescoReceiptItem *) g_ptr_array_index (page->items, i))->id;
  call->list = g_object_ref (self);
  call->generation = self->generation;
  call->index = page->index;
  desco_store_read_async (self->store, page_reader, request, g_free,
                          (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_page_read,
                          call);
}

/* The order -------------------------------------------------------------------------------------- */

static void
set_loading (DescoReceiptList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), list_properties[PROP_LOADING]);
}

static void
free_filter (gpointer data)
{
  DescoReceiptFilter *filter = data;

  g_free ((char *) filter->search);
  g_free (filter);
}

static gpointer
keys_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_receipts_load_keys_in (connection, data, cancellable, error);
}

static guint
count_common (const GArray *before, const GArray *after, gboolean from_end, guint limit)
{
  guint n = 0;

  while (
      n < limit
      && desco_uuid_equal (&g_array_index (before, DescoUuid, from_end ? before->len - 1 - n : n),
                           &g_array_index (after, DescoUuid, from_end ? after->len - 1 - n : n)))
    n++;
  return n;
}

/* What is the same stays the same, so that a selection and the place in the list do. */
static void
take_keys (DescoReceiptList *self, GArray *keys)
{
  g_autoptr (GArray) before = self->keys;
  GQueue before_pages = self->pages; /* keep their rows until the view has taken the new ones */
  guint shorter = MIN (before->len, keys->len);
  guint head = count_common (before, keys, FALSE, shorter);
  guint tail = count_common (before, keys, TRUE, shorter - head);

  self->keys = keys;
  self->generation++;
  g_queue_init (&self->pages);
  for (GList *l = before_pages.tail; l != NULL; l = l->prev)
    {
      guint index = ((Page *) l->data)->index;

      /* What is in view is read again: a row may say something else now. */
      if (index * PAGE_ROWS < keys->len)
        request_page (self, add_page (self, index));
    }
  if (head < before->len || head < keys->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail,
                                keys->len - head - tail);
  g_queue_clear_full (&before_pages, page_free);
}

static void
on_keys_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptList) self = data;
  g_autoptr (GError) error = NULL;
  GArray *keys = desco_store_call_finish (DESCO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* a newer question is under way */
  if (keys != NULL)
    take_keys (self, keys);
  else
    g_warning ("The list of receipts can't be read: %s", error->message);
  set_loading (self, FALSE);
}

static GType
desco_receipt_list_get_item_type (GListModel *model)
{
  return DESCO_TYPE_RECEIPT_ITEM;
}

static guint
desco_receipt_list_get_n_items (GListModel *model)
{
  return DESCO_RECEIPT_LIST (model)->keys->len;
}

static gpointer
desco_receipt_list_get_item (GListModel *model, guint position)
{
  DescoReceiptList *self = DESCO_RECEIPT_LIST (model);
  GList *link;
  Page *page;

  if (position >= self->keys->len)
    return NULL;
  link = find_page (self, position / PAGE_ROWS);
  if (link != NULL)
    {
      g_queue_unlink (&self->pages, link);
      g_queue_push_head_link (&self->pages, link);
      page = link->data;
    }
  else
    {
      page = add_page (self, position / PAGE_ROWS);
      request_page (self, page);
    }
  return g_object_ref (g_ptr_array_index (page->items, position % PAGE_ROWS));
}

static void
desco_receipt_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = desco_receipt_list_get_item_type;
  iface->get_n_items = desco_receipt_list_get_n_items;
  iface->get_item = desco_receipt_list_get_item;
}

static void
desco_receipt_list_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, DESCO_RECEIPT_LIST (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
desco_receipt_list_dispose (GObject *object)
{
  DescoReceiptList *self = DESCO_RECEIPT_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (desco_receipt_list_parent_class)->dispose (object);
}

static void
desco_receipt_list_finalize (GObject *object)
{
  DescoReceiptList *self = DESCO_RECEIPT_LIST (object);

  g_queue_clear_full (&self->pages, page_free);
  g_array_unref (self->keys);
  g_hash_table_unref (self->shown);
  g_object_unref (self->cancellable);
  g_free ((char *) self->filter.search);

  G_OBJECT_CLASS (desco_receipt_list_parent_class)->finalize (object);
}

static void
desco_receipt_list_class_init (DescoReceiptListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desco_receipt_list_get_property;
  object_class->dispose = desco_receipt_list_dispose;
  object_class->finalize = desco_receipt_list_finalize;

  /**
   * DescoReceiptList:loading:
   *
   * Whether the order is being read.
   */
  list_properties[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_LIST_PROPERTIES, list_properties);
}

static void
desco_receipt_list_init (DescoReceiptList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (DescoUuid));
  self->shown = g_hash_table_new (desco_uuid_hash, desco_uuid_equal);
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->pages);
}

/**
 * desco_receipt_item_get_id:
 * @self: a row
 *
 * Returns: (transfer none): which receipt
 */
const DescoUuid *
desco_receipt_item_get_id (DescoReceiptItem *self)
{
  return &self->id;
}

/**
 * desco_receipt_item_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it says; %NULL until it is read
 */
const DescoReceiptRecord *
desco_receipt_item_get_record (DescoReceiptItem *self)
{
  return self->record;
}

/**
 * desco_receipt_list_new:
 * @store: the database
 *
 * A list of receipts. It is empty until it is asked for some by desco_receipt_list_set_filter().
 *
 * Returns: (transfer full): the list
 */
DescoReceiptList *
desco_receipt_list_new (DescoStore *store)
{
  DescoReceiptList *self = g_object_new (DESCO_TYPE_RECEIPT_LIST, NULL);

  self->store = g_object_ref (store);
  return self;
}

/**
 * desco_receipt_list_set_filter:
 * @self: a list
 * @filter: which receipts; it is copied, and its limit is left aside
 *
 * Changes what the list shows; an answer to an earlier question that is still under way is dropped.
 */
void
desco_receipt_list_set_filter (DescoReceiptList *self, const DescoReceiptFilter *filter)
{
  char *search = g_strdup (filter->search);

  g_free ((char *) self->filter.search);
  self->filter = *filter;
  self->filter.search = search;
  desco_receipt_list_reload (self);
}

/**
 * desco_receipt_list_reload:
 * @self: a list
 *
 * Reads the order, and what is shown of it, anew, in the calling thread's main context.
 */
void
desco_receipt_list_reload (DescoReceiptList *self)
{
  DescoReceiptFilter *filter = g_memdup2 (&self->filter, sizeof self->filter);

  filter->search = g_strdup (self->filter.search);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_loading (self, TRUE);
  desco_store_read_async (self->store, keys_reader, filter, free_filter,
                          (GDestroyNotify) g_array_unref, self->cancellable, on_keys_read,
                          g_object_ref (self));
}

/**
 * desco_receipt_list_is_loading:
 * @self: a list
 *
 * Returns: whether the order is being read
 */
gboolean
desco_receipt_list_is_loading (DescoReceiptList *self)
{
  return self->loading;
}

/**
 * desco_receipt_list_get_id:
 * @self: a list
 * @position: a row, within the list
 *
 * Returns: (transfer none): which receipt it is, whether its row was read or not
 */
const DescoUuid *
desco_receipt_list_get_id (DescoReceiptList *self, guint position)
{
  return &g_array_index (self->keys, DescoUuid, position);
}
