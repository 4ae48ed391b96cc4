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

/* A sheet each, in the order asked for; the database is not needed any more to draw them. */
static void
test_drawn (DescoFixture *fixture, gconstpointer data)
{
  const DescoUuid ids[] = { pay (fixture, 1, "52.00"), pay (fixture, 0, "52.00") };
  g_autoptr (DescoReceiptRecord) first = NULL;
  g_autoptr (DescoReceiptSheets) sheets = NULL;
  g_autofree char *id = desco_uuid_to_string (&ids[0]);
  GError *error = NULL;

  first = desco_receipts_find (fixture->store, id, NULL, &error);
  sheets = desco_receipt_sheets_load (fixture->store, ids, G_N_ELEMENTS (ids), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (desco_receipt_sheets_get_n (sheets), ==, 2);
  g_assert_cmpstr (desco_receipt_sheets_get_name (sheets), ==, first->notice_number);
  desco_store_close (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      cairo_surface_t *surface
          = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, A4_WIDTH, A4_HEIGHT);
      cairo_t *cr = cairo_create (surface);

      g_assert_true (desco_receipt_sheets_draw (sheets, i, cr, &error));
      g_assert_no_error (error);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      g_assert_true (has_ink (surface));
      cairo_surface_destroy (surface);
    }
}

/* What waits for a person has no quittance, also among others that do. */
static void
test_not_credited (DescoFixture *fixture, gconstpointer data)
{
  const DescoUuid ids[] = { pay (fixture, 0, "52.00"), pay (fixture, 1, "50.00") };
  g_autoptr (GError) error = NULL;

  g_assert_null (desco_receipt_sheets_load (fixture->store, ids, G_N_ELEMENTS (ids), NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/papers/receipt-sheets/drawn", test_drawn);
  desco_fixture_add ("/papers/receipt-sheets/not-credited", test_not_credited);
  return g_test_run ();
}
