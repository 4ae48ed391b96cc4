/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "model/desco-error.h"
#include "papers/desco-receipt-sheets.h"
#include "store/desco-purchases.h"
#include "store/desco-receipts.h"

#define A4_WIDTH 595
#define A4_HEIGHT 842

/* Sells ten vouchers of 5,20 €; @amount is what the receipt says was paid. */
static DescoUuid
pay (DescoFixture *fixture, guint pupil, const char *amount)
{
  GError *error = NULL;
  g_autoptr (DescoPurchase) purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[pupil], 10, NULL, NULL, &error);
  g_autoptr (DescoReceiptData) receipt = NULL;
  g_autoptr (DescoReceiptRecord) record = NULL;

  g_assert_no_error (error);
  receipt = desco_sample_receipt (purchase, purchase->iuv, DESCO_SAMPLE_CREDITOR, "OK", amount);
  record = desco_receipts_record (fixture->store, receipt, "file", NULL, &error);
  g_assert_no_error (error);
  return record->id;
}

static gboolean
has_ink (cairo_surface_t *surface)
{
  const guint8 *bytes = cairo_image_surface_get_data (surface);
  int n = cairo_image_surface_get_stride (surface) * A4_HEIGHT;

  for (int i = 0; i < n; i++)
    if (bytes[i] != 0)
      return TRUE;
  return FALSE;
}

static void
assert_drawn (const DescoReceiptSheets *sheets, guint index)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, A4_WIDTH, A4_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  DescoReceiptPaper paper;
  GError *error = NULL;

  desco_receipt_sheets_get_paper (sheets, index, &paper);
  g_assert_true (desco_receipt_paper_draw (&paper, cr, &error));
  g_assert_no_error (error);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_true (has_ink (surface));
  cairo_surface_destroy (surface);
}

/* A sheet each, in the order asked for; the database is not needed to draw what was read. */
static void
test_drawn (DescoFixture *fixture, gconstpointer data)
{
  const DescoUuid ids[] = { pay (fixture, 1, "52.00"), pay (fixture, 0, "52.00") };
  g_autoptr (DescoReceiptRecord) first = NULL;
  g_autoptr (DescoReceiptSheets) sheets = NULL;
  g_autofree char *id = desco_uuid_to_string (&ids[0]);
  GError *error = NULL;

  first = desco_receipts_find (fixture->store, id, NULL, &error);
  sheets = desco_receipt_sheets_new (fixture->store, ids, G_N_ELEMENTS (ids), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (desco_receipt_sheets_get_n (sheets), ==, 2);
  g_assert_cmpstr (desco_receipt_sheets_get_name (sheets), ==, first->notice_number);
  g_assert_false (desco_receipt_sheets_has (sheets, 0));
  g_assert_true (desco_receipt_sheets_read (sheets, 0, NULL, &error));
  desco_store_close (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_drawn (sheets, i);
}

#define N_MANY 300
#define MOST_HELD 64

static guint
count_held (const DescoReceiptSheets *sheets)
{
  guint n = 0;

  for (guint i = 0; i < N_MANY; i++)
    n += desco_receipt_sheets_has (sheets, i) ? 1 : 0;
  return n;
}

/* However many there are, no more than a run is held; each is the one that was asked for, also where
 * a printer goes back. */
static void
test_runs (DescoFixture *fixture, gconstpointer data)
{
  const DescoUuid two[] = { pay (fixture, 1, "52.00"), pay (fixture, 0, "52.00") };
  g_autofree DescoUuid *ids = g_new (DescoUuid, N_MANY);
  g_autoptr (DescoReceiptSheets) sheets = NULL;
  g_autofree char *other = NULL;
  GError *error = NULL;

  for (guint i = 0; i < N_MANY; i++)
    ids[i] = two[i % 3 == 0];
  sheets = desco_receipt_sheets_new (fixture->store, ids, N_MANY, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (desco_receipt_sheets_get_n (sheets), ==, N_MANY);
  for (guint i = 0; i < N_MANY; i++)
    {
      DescoReceiptPaper paper;

      if (!desco_receipt_sheets_has (sheets, i))
        g_assert_true (desco_receipt_sheets_read (sheets, i, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_held (sheets), <=, MOST_HELD);
      desco_receipt_sheets_get_paper (sheets, i, &paper);
      if (i == 0)
        other = g_strdup (paper.pupil);
      g_assert_true ((i % 3 == 0) == g_str_equal (paper.pupil, other));
    }
  g_assert_false (desco_receipt_sheets_has (sheets, 5));
  g_assert_true (desco_receipt_sheets_read (sheets, 5, NULL, &error));
  assert_drawn (sheets, 5);
}

/* What changed since it was looked at is not printed for what it was. */
static void
test_undone (DescoFixture *fixture, gconstpointer data)
{
  const DescoUuid id = pay (fixture, 1, "52.00");
  g_autoptr (DescoReceiptSheets) sheets = NULL;
  g_autoptr (GError) error = NULL;

  sheets = desco_receipt_sheets_new (fixture->store, &id, 1, NULL, &error);
  g_assert_no_error (error);
  desco_fixture_run (fixture, "UPDATE receipt SET state = 'refused'", NULL);
  g_assert_false (desco_receipt_sheets_read (sheets, 0, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_assert_false (desco_receipt_sheets_has (sheets, 0));
}

/* What waits for a person has no quittance, also among others that do. */
static void
test_not_credited (DescoFixture *fixture, gconstpointer data)
{
  const DescoUuid ids[] = { pay (fixture, 0, "52.00"), pay (fixture, 1, "50.00") };
  g_autoptr (GError) error = NULL;

  g_assert_null (desco_receipt_sheets_new (fixture->store, ids, G_N_ELEMENTS (ids), NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/papers/receipt-sheets/drawn", test_drawn);
  desco_fixture_add ("/papers/receipt-sheets/runs", test_runs);
  desco_fixture_add ("/papers/receipt-sheets/undone", test_undone);
  desco_fixture_add ("/papers/receipt-sheets/not-credited", test_not_credited);
  return g_test_run ();
}
