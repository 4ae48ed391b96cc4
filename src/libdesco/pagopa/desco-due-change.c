/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-due-change.h"

#include "model/desco-clock.h"
#include "model/desco-due-date.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-purchase-position.h"
#include "store/desco-creditors.h"
#include "store/desco-positions.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/* The platform first, then here: what it refuses is not changed here either, and where it can't be
 * reached nothing is, since the family is told the new day at once and it must be true. Ended in
 * between, the same call finds the new day there and goes on here. */

/* Whether the platform has it; what was sent may be there, whatever was answered. */
static gboolean
is_there (DescoPaymentProvider *provider,
          const DescoPurchase *purchase,
          gboolean *there,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (DescoDebtPosition) found = NULL;
  GError *problem = NULL;

  *there = TRUE;
  if (purchase->status == DESCO_PURCHASE_PUBLISHED)
    return TRUE;
  found = desco_payment_provider_get (provider, purchase->iupd, cancellable, &problem);
  if (found != NULL)
    return TRUE;
  *there = FALSE;
  if (!g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_error_free (problem);
  return TRUE;
}

static gboolean
replace (DescoStore *store,
         DescoPaymentProvider *provider,
         const DescoPurchase *purchase,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (store, cancellable, error);
  g_autoptr (DescoDebtPosition) position = NULL;
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();
  DescoPositionNews news;

  if (creditor == NULL)
    return FALSE;
  position = desco_purchase_position_new (creditor, purchase);
  if (!desco_debt_position_validate (position, desco_clock_now (), error))
    return FALSE;
  answer = desco_payment_provider_replace (provider, position, TRUE, cancellable, error);
  if (answer == NULL)
    return FALSE;
  g_ptr_array_add (answers, answer);
  return desco_positions_note (store, answers, &news, NULL, error);
}

static gboolean
replace_if_there (DescoStore *store,
                  DescoPaymentProvider *provider,
                  const DescoPurchase *purchase,
                  GCancellable *cancellable,
                  GError **error)
{
  gboolean there = FALSE;

  if (is_there (provider, purchase, &there, cancellable, error)
      && (!there || replace (store, provider, purchase, cancellable, error)))
    return TRUE;
  g_prefix_error (error, "%s ", _ ("The due date stays as it was."));
  return FALSE;
}

/**
 * desco_due_change_needs_platform:
 * @purchase: a purchase
 *
 * Returns: whether the platform has its notice or may have it, so that another due date is to be told
 *   there
 */
gboolean
desco_due_change_needs_platform (const DescoPurchase *purchase)
{
  return purchase->status == DESCO_PURCHASE_PUBLISHED
         || (purchase->status == DESCO_PURCHASE_QUEUED && purchase->attempts > 0);
}

/**
 * desco_due_change_run:
 * @store: the database
 * @provider: (nullable): the platform; may be %NULL where desco_due_change_needs_platform() says so
 * @purchase: what is to be paid by another day
 * @due_date: the last day to pay the whole, and the first instalment
 * @instalment_due_dates: (nullable): the days of its instalments, as many as it has; those that are
 *   not valid follow from @due_date, a month apart
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error: the day or the purchase's state does not allow it, the platform
 *   refuses it or can't be reached; then nothing is changed here
 *
 * Gives a purchase another due date: at pagoPA first, where its notice is there, then here, with both
 * days on record. The notice counts as not printed any more, as the paper says another day.
 *
 * Returns: whether it is changed on both sides
 */
gboolean
desco_due_change_run (DescoStore *store,
                      DescoPaymentProvider *provider,
                      const DescoPurchase *purchase,
                      const GDate *due_date,
                      const GDate *instalment_due_dates,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (DescoPurchase) changed
      = desco_purchases_get (store, &purchase->id, cancellable, error);
  GDate today = desco_clock_today ();

  if (changed == NULL
      || !desco_due_date_move (changed, due_date, instalment_due_dates, &today, error))
    return FALSE;
  if (desco_due_change_needs_platform (changed)
      && !replace_if_there (store, provider, changed, cancellable, error))
    return FALSE;
  return desco_purchases_set_due_dates (store, changed, NULL, error);
}
