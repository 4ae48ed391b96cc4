/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-pupil-list.h"

#include "store/desco-pupils-private.h"
#include "store/desco-store-private.h"

/* A view asks for some two hundred rows at a time; pages are kept for where it has been. */
#define PAGE_ROWS 128
#define MAX_PAGES 16

typedef struct
{
  guint index;
  GPtrArray *pupils; /* DescoPupil, a row each */
} Page;

struct _DescoPupilList
{
  GObject parent_instance;

  DescoStore *store;
  gulong changed_handler;

  char *search;
  DescoUuid school_id;
  DescoUuid class_id;

  GArray *numbers;   /* gint64, in order */
  GQueue pages;      /* Page, the one used last first */
  GHashTable *shown; /* number → DescoPupil that somebody holds, not owned */
  GCancellable *cancellable;
  guint generation; /* of @numbers: what was asked of an older one is not for us */
  gboolean loading;
  gboolean stale; /* something changed while we were reading */
};

/* The row of an object that is alive. */
typedef struct
{
  GHashTable *shown;
  gint64 number;
} Shown;

/* What a reading brings: the order, and the pages that somebody looks at. */
typedef struct
{
  GArray *numbers;
  GArray *indexes;  /* guint */
  GPtrArray *pages; /* GPtrArray of DescoPupil */
} Reading;

typedef struct
{
  char *search;
  DescoUuid school_id;
  DescoUuid class_id;
  GArray *indexes;
} ReadRequest;

typedef struct
{
  DescoPupilList *list;
  guint generation;
  guint index;
} PageCall;

typedef struct
{
  gint64 numbers[PAGE_ROWS];
  guint n_numbers;
} PageRequest;

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void desco_pupil_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoPupilList,
                               desco_pupil_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      desco_pupil_list_model_init))

static void
page_free (Page *page)
{
  g_ptr_array_unref (page->pupils);
  g_free (page);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_array_unref (reading->numbers);
  g_array_unref (reading->indexes);
  g_ptr_array_unref (reading->pages);
  g_free (reading);
}

static void
read_request_free (gpointer data)
{
  ReadRequest *request = data;

  g_free (request->search);
  g_array_unref (request->indexes);
  g_free (request);
}

static void
set_loading (DescoPupilList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static GPtrArray *
read_page (DescoConnection *connection, const GArray *numbers, guint index, GError **error)
{
  guint first = index * PAGE_ROWS;

  if (first >= numbers->len)
    return g_ptr_array_new_with_free_func (g_object_unref);
  return desco_pupils_load_page_in (connection,
                                    &((const gint64 *) (const void *) numbers->data)[first],
                                    MIN (PAGE_ROWS, numbers->len - first), error);
}

/* Order and pages come from one snapshot, so that they fit each other. */
static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const ReadRequest *request = data;
  const DescoPupilQuery query = { .search = request->search,
                                  .school_id = request->school_id,
                                  .class_id = request->class_id };
  g_autoptr (GArray) numbers = desco_pupils_load_numbers_in (connection, &query, error);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  Reading *reading;

  if (numbers == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint i = 0; i < request->indexes->len; i++)
    {
      GPtrArray *page
          = read_page (connection, numbers, g_array_index (request->indexes, guint, i), error);

      if (page == NULL)
        return NULL;
      g_ptr_array_add (pages, page);
    }

  reading = g_new0 (Reading, 1);
  reading->numbers = g_steal_pointer (&numbers);
  reading->indexes = g_array_ref (request->indexes);
  reading->pages = g_steal_pointer (&pages);
  return reading;
}

static gpointer
page_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const PageRequest *request = data;

  return desco_pupils_load_page_in (connection, request->numbers, request->n_numbers, error);
}

static gpointer
key_of (gint64 number)
{
  return GSIZE_TO_POINTER ((gsize) number);
}

static void
on_pupil_gone (gpointer data, GObject *where_it_was)
{
  g_autofree Shown *entry = data;

  g_hash_table_remove (entry->shown, key_of (entry->number));
  g_hash_table_unref (entry->shown);
}

/* A row is one object for as long as somebody shows it, whatever becomes of its page. */
static DescoPupil *
dup_row (DescoPupilList *self, gint64 number)
{
  DescoPupil *pupil = g_hash_table_lookup (self->shown, key_of (number));
  Shown *entry;

  if (pupil != NULL)
    return g_object_ref (pupil);

  pupil = desco_pupil_new_unloaded (number);
  entry = g_new0 (Shown, 1);
  entry->shown = g_hash_table_ref (self->shown);
  entry->number = number;
  g_hash_table_insert (self->shown, key_of (number), pupil);
  g_object_weak_ref (G_OBJECT (pupil), on_pupil_gone, entry);
  return pupil;
}

static GList *
find_page (DescoPupilList *self, guint index)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    if (((Page *) l->data)->index == index)
      return l;
  return NULL;
}

static Page *
add_page (DescoPupilList *self, guint index)
{
  Page *page = g_new0 (Page, 1);
  guint first = index * PAGE_ROWS;

  page->index = index;
  page->pupils = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = first; i < MIN (first + PAGE_ROWS, self->numbers->len); i++)
    g_ptr_array_add (page->pupils, dup_row (self, g_array_index (self->numbers, gint64, i)));
  g_queue_push_head (&self->pages, page);
  if (self->pages.length > MAX_PAGES)
    page_free (g_queue_pop_tail (&self->pages));
  return page;
}

/* The rows of a page that were read into those that somebody shows; one that is gone since stays
 * as it was, until the order is read anew. */
static void
fill_page (Page *page, GPtrArray *pupils)
{
  guint next = 0;

  for (guint i = 0; i < page->pupils->len && next < pupils->len; i++)
    {
      DescoPupil *shown = g_ptr_array_index (page->pupils, i);
      DescoPupil *read = g_ptr_array_index (pupils, next);

      if (shown->number != read->number)
        continue;
      desco_pupil_take_fields (shown, read);
      next++;
    }
}

static void
on_page_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree PageCall *call = data;
  g_autoptr (DescoPupilList) self = call->list;
  g_autoptr (GPtrArray) pupils = NULL;
  g_autoptr (GError) error = NULL;
  GList *link;

  pupils = desco_store_call_finish (DESCO_STORE (source), result, &error);
  if (pupils == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Pupils can't be read: %s", error->message);
      return;
    }
  link = call->generation == self->generation ? find_page (self, call->index) : NULL;
  if (link != NULL)
    fill_page (link->data, pupils);
}

static void
request_page (DescoPupilList *self, const Page *page)
{
  PageRequest *request = g_new0 (PageRequest, 1);
  PageCall *call = g_new0 (PageCall, 1);

  request->n_numbers = page->pupils->len;
  for (guint i = 0; i < page->pupils->len; i++)
    request->numbers[i] = ((DescoPupil *) g_ptr_array_index (page->pupils, i))->number;
  call->list = g_object_ref (self);
  call->generation = self->generation;
  call->index = page->index;
  desco_store_read_async (self->store, page_reader, request, g_free,
                          (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_page_read,
                          call);
}

static DescoPupil *
dup_pupil (DescoPupilList *self, guint position)
{
  GList *link = find_page (self, position / PAGE_ROWS);
  Page *page;

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
  return g_object_ref (g_ptr_array_index (page->pupils, position % PAGE_ROWS));
}

static guint
count_common (const GArray *before, const GArray *after, gboolean from_end, guint limit)
{
  guint n = 0;

  while (n < limit
         && g_array_index (before, gint64, from_end ? before->len - 1 - n : n)
                == g_array_index (after, gint64, from_end ? after->len - 1 - n : n))
    n++;
  return n;
}

/* Objects that are shown already stay the same where their rows do. */
static void
refill_pages (DescoPupilList *self, const Reading *reading)
{
  for (guint i = 0; i < reading->pages->len; i++)
    {
      guint index = g_array_index (reading->indexes, guint, i);
      GList *link = find_page (self, index);

      if (index * PAGE_ROWS < self->numbers->len)
        fill_page (link != NULL ? link->data : add_page (self, index),
                   g_ptr_array_index (reading->pages, i));
    }
}

static void
take_reading (DescoPupilList *self, Reading *reading)
{
  g_autoptr (GArray) before = self->numbers;
  const GArray *after = reading->numbers;
  GQueue before_pages = G_QUEUE_INIT; /* keep their rows until they are in the new ones */
  guint shorter = MIN (before->len, after->len);
  guint head = count_common (before, after, FALSE, shorter);
  guint tail = count_common (before, after, TRUE, shorter - head);

  self->numbers = g_array_ref (reading->numbers);
  if (head < before->len || head < after->len)
    {
      self->generation++;
      before_pages = self->pages;
      g_queue_init (&self->pages);
    }
  refill_pages (self, reading);
  g_queue_clear_full (&before_pages, (GDestroyNotify) page_free);
  if (head < before->len || head < after->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail,
                                after->len - head - tail);
}

static void
on_list_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPupilList) self = data;
  g_autoptr (GError) error = NULL;
  Reading *reading = desco_store_call_finish (DESCO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* a newer question is under way */

  if (reading == NULL)
    {
      g_warning ("The list of pupils can't be read: %s", error->message);
      set_loading (self, FALSE);
      return;
    }
  take_reading (self, reading);
  reading_free (reading);
  set_loading (self, FALSE); /* who waits for it finds the rows there */
  if (self->stale)
    desco_pupil_list_reload (self);
}

/* The first page comes with the order: the view's first frame has names in it. */
static GArray *
list_wanted_pages (DescoPupilList *self, gboolean from_the_top)
{
  GArray *indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first[] = { 0, 1 };

  if (from_the_top || g_queue_is_empty (&self->pages))
    g_array_append_vals (indexes, first, G_N_ELEMENTS (first));
  else
    for (GList *l = self->pages.tail; l != NULL; l = l->prev)
      g_array_append_val (indexes, ((Page *) l->data)->index);
  return indexes;
}

static void
read_list (DescoPupilList *self, gboolean from_the_top)
{
  ReadRequest *request = g_new0 (ReadRequest, 1);

  self->stale = FALSE;
  request->search = g_strdup (self->search);
  request->school_id = self->school_id;
  request->class_id = self->class_id;
  request->indexes = list_wanted_pages (self, from_the_top);
  set_loading (self, TRUE);
  desco_store_read_async (self->store, list_reader, request, read_request_free, reading_free,
                          self->cancellable, on_list_read, g_object_ref (self));
}

static void
on_store_changed (DescoStore *store, DescoPupilList *self)
{
  if (self->loading)
    self->stale = TRUE;
  else
    desco_pupil_list_reload (self);
}

static GType
desco_pupil_list_get_item_type (GListModel *model)
{
  return DESCO_TYPE_PUPIL;
}

static guint
desco_pupil_list_get_n_items (GListModel *model)
{
  return DESCO_PUPIL_LIST (model)->numbers->len;
}

static gpointer
desco_pupil_list_get_item (GListModel *model, guint position)
{
  DescoPupilList *self = DESCO_PUPIL_LIST (model);

  return position < self->numbers->len ? dup_pupil (self, position) : NULL;
}

static void
desco_pupil_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = desco_pupil_list_get_item_type;
  iface->get_n_items = desco_pupil_list_get_n_items;
  iface->get_item = desco_pupil_list_get_item;
}

static void
desco_pupil_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DescoPupilList *self = DESCO_PUPIL_LIST (object);

  switch (property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
desco_pupil_list_dispose (GObject *object)
{
  DescoPupilList *self = DESCO_PUPIL_LIST (object);

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_handler, self->store);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (desco_pupil_list_parent_class)->dispose (object);
}

static void
desco_pupil_list_finalize (GObject *object)
{
  DescoPupilList *self = DESCO_PUPIL_LIST (object);

  g_queue_clear_full (&self->pages, (GDestroyNotify) page_free);
  g_array_unref (self->numbers);
  g_hash_table_unref (self->shown);
  g_clear_object (&self->cancellable);
  g_free (self->search);

  G_OBJECT_CLASS (desco_pupil_list_parent_class)->finalize (object);
}

static void
desco_pupil_list_class_init (DescoPupilListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desco_pupil_list_get_property;
  object_class->dispose = desco_pupil_list_dispose;
  object_class->finalize = desco_pupil_list_finalize;

  /**
   * DescoPupilList:loading:
   *
   * Whether the order is being read.
   */
  properties[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
desco_pupil_list_init (DescoPupilList *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->shown = g_hash_table_new (NULL, NULL);
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->pages);
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
  DescoPupilList *self = g_object_new (DESCO_TYPE_PUPIL_LIST, NULL);

  self->store = g_object_ref (store);
  self->changed_handler
      = g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, 0);
  read_list (self, TRUE);
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
  const DescoUuid none = { { 0 } };

  g_free (self->search);
  self->search = g_strdup (search);
  self->school_id = school_id != NULL ? *school_id : none;
  self->class_id = class_id != NULL ? *class_id : none;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  read_list (self, TRUE);
}

/**
 * desco_pupil_list_reload:
 * @self: a list
 *
 * Reads the order, and what is shown of it, anew.
 */
void
desco_pupil_list_reload (DescoPupilList *self)
{
  read_list (self, FALSE);
}

/**
 * desco_pupil_list_is_loading:
 * @self: a list
 *
 * Returns: whether the order is being read
 */
gboolean
desco_pupil_list_is_loading (DescoPupilList *self)
{
  return self->loading;
}

/**
 * desco_pupil_list_find:
 * @self: a list
 * @number: a pupil's row
 * @position: (out) (optional): where it stands
 *
 * Returns: whether it is in the list
 */
gboolean
desco_pupil_list_find (DescoPupilList *self, gint64 number, guint *position)
{
  for (guint i = 0; i < self->numbers->len; i++)
    {
      if (g_array_index (self->numbers, gint64, i) != number)
        continue;
      if (position != NULL)
        *position = i;
      return TRUE;
    }
  return FALSE;
}
