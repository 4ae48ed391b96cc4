/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-receipt-list.h"

#include "store/desco-paged-list-private.h"
#include "store/desco-receipts-private.h"

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

struct _DescoReceiptList
{
  DescoPagedList parent_instance;
};

G_DEFINE_FINAL_TYPE (DescoReceiptList, desco_receipt_list, DESCO_TYPE_PAGED_LIST)

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

/* The list --------------------------------------------------------------------------------------- */

static void
clear_filter (gpointer data)
{
  g_free ((char *) ((DescoReceiptFilter *) data)->search);
}

static GArray *
load_keys (DescoConnection *connection,
           gconstpointer query,
           GCancellable *cancellable,
           GError **error)
{
  return desco_receipts_load_keys_in (connection, query, cancellable, error);
}

static GPtrArray *
load_rows (DescoConnection *connection, gconstpointer keys, guint n_keys, GError **error)
{
  return desco_receipts_load_page_in (connection, keys, n_keys, error);
}

static gpointer
new_row (gconstpointer key)
{
  DescoReceiptItem *item = g_object_new (DESCO_TYPE_RECEIPT_ITEM, NULL);

  item->id = *(const DescoUuid *) key;
  return item;
}

static gconstpointer
get_key (gconstpointer read)
{
  return &((const DescoReceiptRecord *) read)->id;
}

static void
take (gpointer row, gpointer *read)
{
  DescoReceiptItem *item = row;
  DescoReceiptRecord *before = item->record;

  item->record = *read;
  *read = before;
  g_object_notify_by_pspec (row, item_properties[PROP_RECORD]);
}

static const DescoPagedListKind kind = {
  .name = "receipts",
  .get_row_type = desco_receipt_item_get_type,
  .key_size = sizeof (DescoUuid),
  .hash = desco_uuid_hash,
  .equal = desco_uuid_equal,
  .clear_query = clear_filter,
  .load_keys = load_keys,
  .load_rows = load_rows,
  .new_row = new_row,
  .get_key = get_key,
  .take = take,
};

static void
desco_receipt_list_class_init (DescoReceiptListClass *klass)
{
  DESCO_PAGED_LIST_CLASS (klass)->kind = &kind;
}

static void
desco_receipt_list_init (DescoReceiptList *self)
{
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
  return desco_paged_list_new (DESCO_TYPE_RECEIPT_LIST, store);
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
  DescoReceiptFilter *query = g_atomic_rc_box_new0 (DescoReceiptFilter);

  *query = *filter;
  query->search = g_strdup (filter->search);
  desco_paged_list_ask (DESCO_PAGED_LIST (self), query);
}

/**
 * desco_receipt_list_get_id:
 * @self: a list
 * @position: a row, within the list
 *
 * Returns: (transfer none): which receipt it is, whether its row was read or not; until the list
 *   changes
 */
const DescoUuid *
desco_receipt_list_get_id (DescoReceiptList *self, guint position)
{
  return desco_paged_list_get_key (DESCO_PAGED_LIST (self), position);
}
