/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "store/desco-receipt-list.h"

/* A list of receipts has all of them, in order, reads a row when it is asked for, and lets what is
 * shown stay where it is when others come. */

#define N_RECEIPTS 1000

/* One an hour, the first the newest, at 12:00 UTC of 24 November 2026; each third in review. */
static const char INSERT_MANY[]
    = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
      " INSERT INTO receipt (id, receipt_id, iuv, notice_number, creditor_tax_code, outcome, "
      "amount,"
      " payment_at, payer, source, xml, received_at, state)"
      " SELECT randomblob (16), 'R-' || i, printf ('%017d', i), printf ('3%017d', i), "
      "'99000000127',"
      " 'OK', i, 1795521600000000 - i * 3600000000, 'Payer ' || i || '.', 'file', x'',"
      " 1795521600000000 - i * 3600000000, iif (i % 3 = 0, 'review', 'credited') FROM n";
static const char INSERT_NEWEST[]
    = "INSERT INTO receipt (id, receipt_id, iuv, notice_number, creditor_tax_code, outcome, amount,"
      " payment_at, source, xml, received_at, state) VALUES (randomblob (16), 'R-0', '0', '3', "
      "'99',"
      " 'OK', 5, 1795521600000000, 'file', x'', 1795521600000000, 'credited')";

typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint n_calls;
} Change;

static void
wait_for (DescoReceiptList *list)
{
  while (desco_paged_list_is_loading (DESCO_PAGED_LIST (list)))
    g_main_context_iteration (NULL, TRUE);
}

/* Lets go of a list and waits for what it has asked for: the next test's folder is another. */
static void
finish (DescoReceiptList *list)
{
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (list);
  while (list != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static const DescoReceiptRecord *
wait_for_row (DescoReceiptItem *item)
{
  while (desco_receipt_item_get_record (item) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return desco_receipt_item_get_record (item);
}

static guint
ask (DescoReceiptList *list, const DescoReceiptFilter *filter)
{
  desco_receipt_list_set_filter (list, filter);
  wait_for (list);
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static gint64
get_amount (DescoReceiptList *list, guint position)
{
  g_autoptr (DescoReceiptItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return wait_for_row (item)->amount;
}

static void
test_all_in_order (DescoFixture *fixture, gconstpointer data)
{
  const DescoReceiptFilter credited = { .states = 1u << DESCO_RECEIPT_CREDITED };
  const DescoReceiptFilter all = { 0 };
  DescoReceiptList *list = desco_receipt_list_new (fixture->store);

  desco_fixture_run (fixture, INSERT_MANY, NULL);
  g_assert_cmpuint (ask (list, &credited), ==, 667);
  g_assert_cmpint (get_amount (list, 0), ==, 1);
  g_assert_cmpint (get_amount (list, 1), ==, 2);
  g_assert_cmpint (get_amount (list, 2), ==, 4);
  g_assert_cmpint (get_amount (list, 666), ==, N_RECEIPTS);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 667));
  g_assert_cmpuint (ask (list, &all), ==, N_RECEIPTS);
  finish (list);
}

static void
test_filters (DescoFixture *fixture, gconstpointer data)
{
  DescoReceiptFilter filter = { 0 };
  DescoReceiptList *list = desco_receipt_list_new (fixture->store);

  desco_fixture_run (fixture, INSERT_MANY, NULL);
  /* Civil days of Rome: the 23rd is from 23:00 UTC of the 22nd to 23:00 of itself. */
  g_date_set_dmy (&filter.from, 23, G_DATE_NOVEMBER, 2026);
  g_date_set_dmy (&filter.to, 23, G_DATE_NOVEMBER, 2026);
  g_assert_cmpuint (ask (list, &filter), ==, 24);
  filter.states = 1u << DESCO_RECEIPT_REVIEW;
  g_assert_cmpuint (ask (list, &filter), ==, 8);
  filter.search = "PAYER 15.";
  g_assert_cmpuint (ask (list, &filter), ==, 1);
  g_assert_cmpint (get_amount (list, 0), ==, 15);
  filter = (DescoReceiptFilter){ .states = 1u << DESCO_RECEIPT_CREDITED, .search = "payer 15." };
  g_assert_cmpuint (ask (list, &filter), ==, 0);
  finish (list);
}

static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, Change *change)
{
  change->position = position;
  change->removed = removed;
  change->added = added;
  change->n_calls++;
}

static void
test_others_come (DescoFixture *fixture, gconstpointer data)
{
  const DescoReceiptFilter credited = { .states = 1u << DESCO_RECEIPT_CREDITED };
  DescoReceiptList *list = desco_receipt_list_new (fixture->store);
  g_autoptr (DescoReceiptItem) held = NULL;
  g_autoptr (DescoReceiptItem) again = NULL;
  Change change = { 0 };

  desco_fixture_run (fixture, INSERT_MANY, NULL);
  ask (list, &credited);
  held = g_list_model_get_item (G_LIST_MODEL (list), 300);
  wait_for_row (held);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &change);

  /* Nothing new moves nothing. */
  desco_paged_list_reload (DESCO_PAGED_LIST (list));
  wait_for (list);
  g_assert_cmpuint (change.n_calls, ==, 0);

  desco_fixture_run (fixture, INSERT_NEWEST, NULL);
  desco_paged_list_reload (DESCO_PAGED_LIST (list));
  wait_for (list);
  g_assert_cmpuint (change.n_calls, ==, 1);
  g_assert_cmpuint (change.position, ==, 0);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (list), 301);
  g_assert_true (again == held);
  g_assert_true (
      desco_uuid_equal (desco_receipt_list_get_id (list, 301), desco_receipt_item_get_id (held)));
  finish (list);
}

/* What a row says is read again with the order. */
static void
test_row_changes (DescoFixture *fixture, gconstpointer data)
{
  const DescoReceiptFilter all = { 0 };
  DescoReceiptList *list = desco_receipt_list_new (fixture->store);
  g_autoptr (DescoReceiptItem) held = NULL;

  desco_fixture_run (fixture, INSERT_MANY, NULL);
  ask (list, &all);
  held = g_list_model_get_item (G_LIST_MODEL (list), 7);
  wait_for_row (held);
  desco_fixture_run (fixture, "UPDATE receipt SET payer = 'Somebody'", NULL);
  desco_paged_list_reload (DESCO_PAGED_LIST (list));
  while (g_strcmp0 (desco_receipt_item_get_record (held)->payer, "Somebody") != 0)
    g_main_context_iteration (NULL, TRUE);
  finish (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/store/receipt-list/all-in-order", test_all_in_order);
  desco_fixture_add ("/store/receipt-list/filters", test_filters);
  desco_fixture_add ("/store/receipt-list/others-come", test_others_come);
  desco_fixture_add ("/store/receipt-list/a-row-changes", test_row_changes);
  return g_test_run ();
}
