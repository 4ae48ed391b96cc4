/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-purchase-failure.h"

static void
free_failure (gpointer data)
{
  DescoPurchaseFailure *failure = data;

  g_free (failure->notice_number);
  g_free (failure->reason);
  g_free (failure);
}

/**
 * desco_purchase_failures_new:
 *
 * Returns: (transfer full) (element-type DescoPurchaseFailure): a list of none yet
 */
GPtrArray *
desco_purchase_failures_new (void)
{
  return g_ptr_array_new_with_free_func (free_failure);
}

/**
 * desco_purchase_failures_add:
 * @failures: (element-type DescoPurchaseFailure): a list
 * @purchase: what was not done
 * @reason: why, in words
 */
void
desco_purchase_failures_add (GPtrArray *failures, const DescoPurchase *purchase, const char *reason)
{
  DescoPurchaseFailure *failure = g_new0 (DescoPurchaseFailure, 1);

  failure->purchase_id = purchase->id;
  failure->notice_number = g_strdup (purchase->notice_number);
  failure->reason = g_strdup (reason);
  g_ptr_array_add (failures, failure);
}
