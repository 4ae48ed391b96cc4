/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "several-purchases.h"

#include "pagopa/desco-reconciler.h"
#include "store/desco-purchases.h"

/**
 * several_purchases_sell:
 * @fixture: a school
 * @platform: a platform
 * @n_purchases: how many
 *
 * Sells so many, and publishes them. From then on @platform takes several in one call.
 *
 * Returns: (transfer full) (element-type DescoPurchase): them, as they are listed
 */
GPtrArray *
several_purchases_sell (DescoFixture *fixture, FakePlatform *platform, guint n_purchases)
{
  DescoPurchaseFilter filter = { .statuses = 1u << DESCO_PURCHASE_PUBLISHED };
  GError *error = NULL;
  GPtrArray *purchases;

  for (guint i = 0; i < n_purchases; i++)
    {
      g_autoptr (DescoPurchase) purchase
          = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, &error);

      g_assert_no_error (error);
    }
  fake_platform_publish (platform, fixture->store);
  purchases = desco_purchases_list (fixture->store, &filter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (purchases->len, ==, n_purchases);
  platform->features |= DESCO_PROVIDER_BATCHES;
  platform->n_calls = 0;
  return purchases;
}

/**
 * several_purchases_assert_batches:
 * @platform: a platform
 * @sizes: (array length=n_sizes): how large each batch was, in their order
 * @n_sizes: how many there were
 */
void
several_purchases_assert_batches (FakePlatform *platform, const guint *sizes, guint n_sizes)
{
  g_assert_cmpuint (platform->batches->len, ==, n_sizes);
  for (guint i = 0; i < n_sizes; i++)
    g_assert_cmpuint (g_array_index (platform->batches, guint, i), ==, sizes[i]);
}

/**
 * several_purchases_count_differences:
 * @fixture: a school
 * @platform: a platform
 *
 * Returns: in how many the school and @platform differ
 */
guint
several_purchases_count_differences (DescoFixture *fixture, FakePlatform *platform)
{
  GError *error = NULL;
  g_autoptr (DescoReconcileReport) report
      = desco_reconciler_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), NULL, &error);

  g_assert_no_error (error);
  g_assert_null (report->unreachable);
  return report->differences->len;
}

/**
 * several_purchases_note_progress:
 * @done: how much is done
 * @total: of how much
 * @steps: (type GArray): gets @done
 */
void
several_purchases_note_progress (guint done, guint total, gpointer steps)
{
  g_assert_cmpuint (done, <=, total);
  g_array_append_val ((GArray *) steps, done);
}

/**
 * several_purchases_assert_report:
 * @report: what came of it
 * @done: how many are done
 * @failed: how many can't be
 * @waiting: how many wait
 */
void
several_purchases_assert_report (const DescoChangeReport *report,
                                 guint done,
                                 guint failed,
                                 guint waiting)
{
  g_assert_cmpuint (report->done, ==, done);
  g_assert_cmpuint (report->failed->len, ==, failed);
  g_assert_cmpuint (report->waiting, ==, waiting);
}

/**
 * several_purchases_stop:
 * @cancellable: (type GCancellable): what stops it
 *
 * Somebody stops it while a batch is on its way: for the platform's @on_batch.
 */
void
several_purchases_stop (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}
