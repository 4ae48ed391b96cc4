/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "provider-reconcile.h"

#include "pagopa/desco-publisher.h"
#include "pagopa/desco-reconciler.h"
#include "provider-world.h"
#include "store/desco-purchases-adopt.h"
#include "store/desco-purchases.h"

/* What a purchase becomes at each provider stands the same on both sides, until somebody pays it, in
 * part where the provider has instalments; then its receipt is fetched. */

static DescoPurchase *
sell (void)
{
  g_autoptr (DescoPublishReport) report = NULL;
  DescoPurchaseOrder order;
  DescoPurchase *purchase;
  GError *error = NULL;

  desco_purchase_order_init (&order, &world.fixture.pupils[0], 20);
  order.n_instalments = world_has (DESCO_PROVIDER_INSTALMENTS) ? 2 : 0;
  purchase = desco_purchases_sell (world.fixture.store, &order, NULL, &error);
  g_assert_no_error (error);
  report = desco_publisher_publish (world.fixture.store, world.provider, NULL, NULL, NULL, NULL,
                                    &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->published, ==, 1);
  return purchase;
}

/* As if a backup had been put back that is older than @purchase; it is taken over again. */
static void
lose_and_adopt (const DescoPurchase *purchase)
{
  static const char *const statements[] = {
    "DELETE FROM position WHERE purchase_id = :id",
    "DELETE FROM purchase_event WHERE purchase_id = :id",
    "DELETE FROM instalment WHERE purchase_id = :id",
    "DELETE FROM purchase WHERE id = :id",
  };
  g_autoptr (DescoDebtPosition) position = NULL;
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    desco_fixture_run (&world.fixture, statements[i], &purchase->id);
  position = desco_payment_provider_get (world.provider, purchase->iupd, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_purchases_adopt (world.fixture.store, position, NULL, &error));
  g_assert_no_error (error);
}

/* How many differences @purchase has, with the last of them. */
static guint
reconcile (const DescoPurchase *purchase, DescoDifference **difference)
{
  GError *error = NULL;
  g_autoptr (DescoReconcileReport) report
      = desco_reconciler_run (world.fixture.store, world.provider, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_null (report->unreachable);
  for (guint i = 0; i < report->differences->len; i++)
    {
      const DescoDifference *found = g_ptr_array_index (report->differences, i);

      if (!desco_uuid_equal (&found->purchase_id, &purchase->id))
        continue;
      n++;
      g_test_message ("%s: %s, %s", desco_difference_kind_to_nick (found->kind), found->ours,
                      found->theirs);
      if (difference != NULL)
        *difference = desco_difference_copy (found);
    }
  return n;
}

/**
 * provider_reconcile_test:
 *
 * A purchase is compared as it was published, and as it was paid.
 */
void
provider_reconcile_test (void)
{
  g_autoptr (DescoPurchase) purchase = sell ();
  g_autoptr (DescoPurchase) after = NULL;
  g_autoptr (DescoDifference) difference = NULL;
  g_autofree char *receipt_id = NULL;
  const DescoInstalment *first
      = purchase->instalments->len > 0 ? g_ptr_array_index (purchase->instalments, 0) : NULL;
  GError *error = NULL;

  g_assert_cmpuint (reconcile (purchase, NULL), ==, 0);
  lose_and_adopt (purchase);
  g_assert_cmpuint (reconcile (purchase, NULL), ==, 0);

  receipt_id = practice_sandbox_pay (world.sandbox, first != NULL ? first->notice_number
                                                                  : purchase->notice_number);
  g_assert_cmpuint (reconcile (purchase, &difference), ==, 1);
  g_assert_cmpint (difference->kind, ==, DESCO_DIFFERENCE_PAID_THERE);
  g_assert_true (desco_reconciler_mend (world.fixture.store, world.provider, difference,
                                        DESCO_MENDING_FETCH, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (reconcile (purchase, NULL), ==, 0);

  after = desco_purchases_get (world.fixture.store, &purchase->id, NULL, &error);
  g_assert_no_error (error);
  if (first != NULL)
    g_assert_cmpuint (desco_purchase_count_paid (after), ==, 1);
  else
    g_assert_cmpint (after->status, ==, DESCO_PURCHASE_CREDITED);
}
