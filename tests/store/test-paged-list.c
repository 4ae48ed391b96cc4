/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "store/desco-paged-list-private.h"

#include <string.h>

/* The list that pages are read for, on rows that are nowhere but in this file: each says which
 * version of them was read. */

#define N_ROWS 10000
#define PAGE_ROWS 128
#define KEPT_ROWS (16 * PAGE_ROWS)
#define MOST 0 /* questions */
#define ODD 1
#define UNREAD -1

/* A row ----------------------------------------------------------------------------------------- */

G_DECLARE_FINAL_TYPE (Row, row, TEST, ROW, GObject)

struct _Row
{
  GObject parent_instance;

  gint64 key;
  int said;
};

G_DEFINE_FINAL_TYPE (Row, row, G_TYPE_OBJECT)

static int n_alive;

static void
row_finalize (GObject *object)
{
  n_alive--;
  G_OBJECT_CLASS (row_parent_class)->finalize (object);
}

static void
row_class_init (RowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = row_finalize;
}

static void
row_init (Row *self)
{
  self->said = UNREAD;
  n_alive++;
}

/* What is read ---------------------------------------------------------------------------------- */

typedef enum
{
  OPEN,
  HOLD_NEXT, /* the next reading waits */
  HELD,
} Gate;

typedef struct
{
  gint64 key;
  int said;
} Record;

static struct
{
  GMutex lock;
  GCond moved;
  Gate keys_gate;
  Gate rows_gate;
  gint64 first; /* rows from here */
  gint64 gone;
  int version;
  gboolean fail_rows; /* once */
  gboolean fail_keys;
  guint n_orders;
} world;

static void
wait_at (Gate *gate)
{
  if (*gate != HOLD_NEXT)
    return;
  *gate = HELD;
  g_cond_broadcast (&world.moved);
  while (*gate == HELD)
    g_cond_wait (&world.moved, &world.lock);
}

/* From the thread of the tests. */
static void
move (Gate *gate, Gate to)
{
  g_mutex_lock (&world.lock);
  *gate = to;
  g_cond_broadcast (&world.moved);
  g_mutex_unlock (&world.lock);
}

static void
wait_held (Gate *gate)
{
  g_mutex_lock (&world.lock);
  while (*gate != HELD)
    g_cond_wait (&world.moved, &world.lock);
  g_mutex_unlock (&world.lock);
}

/* A snapshot is taken before the gate: what waits there brings what was so. */
static GArray *
load_keys (DescoConnection *connection,
           gconstpointer query,
           GCancellable *cancellable,
           GError **error)
{
  const int *which = query;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean fails;

  g_mutex_lock (&world.lock);
  for (gint64 i = world.first; i < N_ROWS; i++)
    if (*which == MOST || i % 2 != 0)
      g_array_append_val (keys, i);
  world.n_orders++;
  fails = world.fail_keys;
  wait_at (&world.keys_gate);
  g_mutex_unlock (&world.lock);
  if (!fails)
    return g_steal_pointer (&keys);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the disk is gone");
  return NULL;
}

static GPtrArray *
load_rows (DescoConnection *connection, gconstpointer keys, guint n_keys, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_free);
  gboolean fails;

  g_assert_cmpuint (n_keys, <=, PAGE_ROWS);
  g_mutex_lock (&world.lock);
  for (guint i = 0; i < n_keys; i++)
    {
      Record *record = g_new (Record, 1);

      memcpy (&record->key, (const gint64 *) keys + i, sizeof record->key);
      record->said = world.version;
      if (record->key == world.gone)
        g_free (record);
      else
        g_ptr_array_add (records, record);
    }
  fails = world.fail_rows;
  world.fail_rows = FALSE;
  wait_at (&world.rows_gate);
  g_mutex_unlock (&world.lock);
  if (!fails)
    return g_steal_pointer (&records);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the disk is gone");
  return NULL;
}

static gpointer
new_row (gconstpointer key)
{
  Row *row = g_object_new (row_get_type (), NULL);

  row->key = *(const gint64 *) key;
  return row;
}

static gconstpointer
get_key (gconstpointer read)
{
  return &((const Record *) read)->key;
}

static void
take (gpointer row, gpointer *read)
{
  const Record *record = *read;

  g_assert_cmpint (((Row *) row)->key, ==, record->key);
  ((Row *) row)->said = record->said;
}

static void
clear_query (gpointer query)
{
}

static const DescoPagedListKind kind = {
  .name = "rows",
  .get_row_type = row_get_type,
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

G_DECLARE_FINAL_TYPE (List, list, TEST, LIST, DescoPagedList)

struct _List
{
  DescoPagedList parent_instance;
};

G_DEFINE_FINAL_TYPE (List, list, DESCO_TYPE_PAGED_LIST)

static void
list_class_init (ListClass *klass)
{
  DESCO_PAGED_LIST_CLASS (klass)->kind = &kind;
}

static void
list_init (List *self)
{
}

/* Steps ----------------------------------------------------------------------------------------- */

static void
wait_for (DescoPagedList *list)
{
  while (desco_paged_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
ask (DescoPagedList *list, int which)
{
  int *query = g_atomic_rc_box_new (int);

  *query = which;
  desco_paged_list_ask (list, query);
}

/* All rows, in the version 1. */
static DescoPagedList *
make_list (DescoFixture *fixture)
{
  DescoPagedList *list = desco_paged_list_new (list_get_type (), fixture->store);

  world.keys_gate = world.rows_gate = OPEN;
  world.first = 0;
  world.gone = -1;
  world.version = 1;
  world.fail_rows = FALSE;
  world.fail_keys = FALSE;
  world.n_orders = 0;
  ask (list, MOST);
  wait_for (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_ROWS);
  return list;
}

/* Lets go of a list and waits for all that it has asked for. */
static void
finish (DescoPagedList *list)
{
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (list);
  while (list != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static Row *
get_row (DescoPagedList *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (list), position);
}

static void
wait_said (const Row *row, int version)
{
  while (row->said != version)
    g_main_context_iteration (NULL, TRUE);
}

static void
change_world (gint64 first, int version)
{
  g_mutex_lock (&world.lock);
  world.first = first;
  world.version = version;
  g_mutex_unlock (&world.lock);
}

/* Tests ----------------------------------------------------------------------------------------- */

/* The first rows come with the order; one is read wherever somebody jumps, and no more are kept than
 * some pages. */
static void
test_jumps (DescoFixture *fixture, gconstpointer data)
{
  DescoPagedList *list = make_list (fixture);
  GRand *random = g_rand_new_with_seed (7);
  g_autoptr (Row) first = get_row (list, 0);

  g_assert_cmpint (first->said, ==, 1);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == row_get_type ());
  for (guint i = 0; i < 500; i++)
    {
      guint position = (guint) g_rand_int_range (random, 0, N_ROWS);
      g_autoptr (Row) row = get_row (list, position);
      g_autoptr (Row) again = get_row (list, position);

      g_assert_cmpint (row->key, ==, position);
      g_assert_true (again == row);
      if (i % 3 == 0)
        wait_said (row, 1);
      g_assert_cmpint (n_alive, <=, KEPT_ROWS + 3);
    }
  g_assert_null (get_row (list, N_ROWS));
  g_rand_free (random);
  finish (list);
  g_assert_cmpint (n_alive, ==, 1);
}

static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, guint *change)
{
  change[0] = position;
  change[1] = removed;
  change[2] = added;
}

/* The row that somebody scrolled to is still being read when others come before it: it is the same
 * row, further down, and says what is so now. */
static void
test_moves_while_read (DescoFixture *fixture, gconstpointer data)
{
  DescoPagedList *list;
  g_autoptr (Row) row = NULL;
  g_autoptr (Row) moved = NULL;
  guint change[3] = { 0 };

  list = make_list (fixture);
  change_world (300, 1);
  desco_paged_list_reload (list);
  wait_for (list);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), change);

  move (&world.rows_gate, HOLD_NEXT);
  row = get_row (list, 5000);
  wait_held (&world.rows_gate);
  change_world (0, 2);
  desco_paged_list_reload (list);
  wait_for (list);
  g_assert_cmpuint (change[0], ==, 0);
  g_assert_cmpuint (change[1], ==, 0);
  g_assert_cmpuint (change[2], ==, 300);
  wait_said (row, 2);
  moved = get_row (list, 5300);
  g_assert_true (moved == row);
  move (&world.rows_gate, OPEN);
  finish (list);
}

/* What was asked before the last reading says nothing after it. */
static void
test_late_answer (DescoFixture *fixture, gconstpointer data)
{
  DescoPagedList *list = make_list (fixture);
  g_autoptr (Row) row = NULL;

  move (&world.rows_gate, HOLD_NEXT);
  row = get_row (list, 5000);
  wait_held (&world.rows_gate);
  change_world (0, 2);
  desco_paged_list_reload (list);
  wait_for (list);
  g_assert_cmpint (row->said, ==, 2);
  move (&world.rows_gate, OPEN);
  finish (list);
  g_assert_cmpint (row->said, ==, 2);
}

/* A page that was asked for while the order was being read is not in that reading. */
static void
test_scrolls_while_reloading (DescoFixture *fixture, gconstpointer data)
{
  DescoPagedList *list = make_list (fixture);
  g_autoptr (Row) row = NULL;

  move (&world.keys_gate, HOLD_NEXT);
  desco_paged_list_reload (list);
  wait_held (&world.keys_gate);
  row = get_row (list, 7000);
  wait_said (row, 1);
  change_world (0, 2);
  move (&world.keys_gate, OPEN);
  wait_said (row, 2);
  finish (list);
}

/* However often it is told of changes while it reads, it reads once more. */
static void
test_reloads_once_more (DescoFixture *fixture, gconstpointer data)
{
  DescoPagedList *list = make_list (fixture);
  g_autoptr (Row) row = get_row (list, 3);

  move (&world.keys_gate, HOLD_NEXT);
  desco_paged_list_reload (list);
  wait_held (&world.keys_gate);
  change_world (0, 2);
  for (guint i = 0; i < 5; i++)
    desco_paged_list_reload (list);
  move (&world.keys_gate, OPEN);
  wait_for (list);
  g_assert_cmpint (row->said, ==, 2);
  g_assert_cmpuint (world.n_orders, ==, 3);
  finish (list);
}

/* The answer to an older question never shows, nor does its row stay unread that was under way. */
static void
test_other_question (DescoFixture *fixture, gconstpointer data)
{
  DescoPagedList *list = make_list (fixture);
  g_autoptr (Row) row = NULL;
  g_autoptr (Row) odd = NULL;

  move (&world.keys_gate, HOLD_NEXT);
  ask (list, ODD);
  wait_held (&world.keys_gate);
  move (&world.rows_gate, HOLD_NEXT);
  row = get_row (list, 4000);
  wait_held (&world.rows_gate);
  ask (list, MOST);
  wait_for (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_ROWS);
  wait_said (row, 1);
  move (&world.keys_gate, OPEN);
  move (&world.rows_gate, OPEN);

  ask (list, ODD);
  wait_for (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_ROWS / 2);
  odd = get_row (list, 10);
  g_assert_cmpint (odd->key, ==, 21);
  g_assert_cmpint (*(const gint64 *) desco_paged_list_get_key (list, 4999), ==, N_ROWS - 1);
  finish (list);
}

static guint n_warnings;

/* The only one that a test of this file may give. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  g_autofree char *text = g_log_writer_format_fields (level, fields, n_fields, FALSE);

  if (level != G_LOG_LEVEL_WARNING
      || strstr (text, "The list of rows can't be read: the disk is gone") == NULL)
    return g_log_writer_default (level, fields, n_fields, data);
  n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

/* No other thread reads by then. */
static void
wait_for_warning (void)
{
  while (n_warnings == 0)
    g_main_context_iteration (NULL, TRUE);
  n_warnings = 0;
}

/* A page that could not be read is read when somebody looks again, or with the next order. */
static void
test_page_fails (DescoFixture *fixture, gconstpointer data)
{
  DescoPagedList *list = make_list (fixture);
  g_autoptr (Row) row = NULL;
  g_autoptr (Row) again = NULL;
  g_autoptr (Row) other = NULL;

  world.fail_rows = TRUE;
  row = get_row (list, 6000);
  wait_for_warning ();
  g_assert_cmpint (row->said, ==, UNREAD);
  again = get_row (list, 6000);
  g_assert_true (again == row);
  wait_said (row, 1);

  world.fail_rows = TRUE;
  other = get_row (list, 8000);
  wait_for_warning ();
  desco_paged_list_reload (list);
  wait_said (other, 1);
  finish (list);
}

/* An order that can't be read leaves what is there. */
static void
test_order_fails (DescoFixture *fixture, gconstpointer data)
{
  DescoPagedList *list = make_list (fixture);

  change_world (300, 2);
  world.fail_keys = TRUE;
  desco_paged_list_reload (list);
  wait_for (list);
  wait_for_warning ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_ROWS);
  world.fail_keys = FALSE;
  desco_paged_list_reload (list);
  wait_for (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_ROWS - 300);
  finish (list);
}

/* One that is gone between order and page leaves the others in their places. */
static void
test_gone (DescoFixture *fixture, gconstpointer data)
{
  DescoPagedList *list = make_list (fixture);
  g_autoptr (Row) gone = NULL;
  g_autoptr (Row) next = NULL;

  g_mutex_lock (&world.lock);
  world.gone = 9000;
  g_mutex_unlock (&world.lock);
  gone = get_row (list, 9000);
  next = get_row (list, 9001);
  wait_said (next, 1);
  g_assert_cmpint (gone->said, ==, UNREAD);
  finish (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  desco_fixture_add ("/store/paged-list/jumps", test_jumps);
  desco_fixture_add ("/store/paged-list/moves-while-read", test_moves_while_read);
  desco_fixture_add ("/store/paged-list/late-answer", test_late_answer);
  desco_fixture_add ("/store/paged-list/scrolls-while-reloading", test_scrolls_while_reloading);
  desco_fixture_add ("/store/paged-list/reloads-once-more", test_reloads_once_more);
  desco_fixture_add ("/store/paged-list/other-question", test_other_question);
  desco_fixture_add ("/store/paged-list/page-fails", test_page_fails);
  desco_fixture_add ("/store/paged-list/order-fails", test_order_fails);
  desco_fixture_add ("/store/paged-list/gone", test_gone);
  return g_test_run ();
}
