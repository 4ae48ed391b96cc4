/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-withdrawal.h"

#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/* Whether there was a position to withdraw and it is withdrawn now, or there was none. */
static gboolean
withdraw (DescoPaymentProvider *provider,
          DescoPurchase *purchase,
          char **detail,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DescoDebtPosition) position = NULL;

  /* What was never queued can't be there; what was queued may be, whatever was answered. */
  if (purchase->status == DESCO_PURCHASE_DRAFT || purchase->status == DESCO_PURCHASE_ASSIGNED)
    {
      *detail = g_strdup (_ ("it was never at pagoPA"));
      return TRUE;
    }
  position = desco_payment_provider_get (provider, purchase->iupd, cancellable, &problem);
  if (position == NULL
      && g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    {
      *detail = g_strdup (_ ("it was never at pagoPA"));
      return TRUE;
    }
  if (position == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (position->status == DESCO_DEBT_POSITION_PUBLISHED
      || position->status == DESCO_DEBT_POSITION_VALID)
    {
      g_autoptr (DescoDebtPosition) answer
          = desco_payment_provider_invalidate (provider, purchase->iupd, cancellable, error);

      if (answer == NULL)
        return FALSE;
      *detail = g_strdup (desco_debt_position_status_to_string (DESCO_DEBT_POSITION_INVALID));
      return TRUE;
    }
  if (position->status == DESCO_DEBT_POSITION_INVALID
      || position->status == DESCO_DEBT_POSITION_EXPIRED
      || position->status == DESCO_DEBT_POSITION_DRAFT)
    {
      *detail = g_strdup (desco_debt_position_status_to_string (position->status));
      return TRUE;
    }

  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT,
                       _ ("The notice was paid meanwhile: fetch the receipts, then refund the "
                          "vouchers if they are not wanted."));
  return FALSE;
}

/**
 * desco_withdrawal_run:
 * @store: the database
 * @provider: the platform
 * @purchase: what is not wanted any more
 * @reason: (nullable): why, for the record
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error: it was paid meanwhile, its state does not allow it, or the
 *   platform can't be reached; then nothing is changed here
 *
 * Cancels a purchase: at pagoPA first, so that nobody can pay it, then here. Its number is
 * never given again.
 *
 * Returns: whether it is cancelled on both sides
 */
gboolean
desco_withdrawal_run (DescoStore *store,
                      DescoPaymentProvider *provider,
                      DescoPurchase *purchase,
                      const char *reason,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *answer = NULL;
  g_autofree char *detail = NULL;

  if (purchase->status == DESCO_PURCHASE_CANCELLED)
    return TRUE;
  if (purchase->status == DESCO_PURCHASE_CREDITED || purchase->status == DESCO_PURCHASE_PAID)
    {
      g_set_error_literal (
          error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
          _ ("The purchase is paid and can't be cancelled: ask for a refund of its "
             "vouchers instead."));
      return FALSE;
    }
  if (!desco_purchase_status_may_become (purchase->status, DESCO_PURCHASE_CANCELLED))
    return desco_purchases_set_status (store, &purchase->id, DESCO_PURCHASE_CANCELLED, NULL,
                                       cancellable, error);
  if (!withdraw (provider, purchase, &answer, cancellable, error))
    return FALSE;

  detail = reason != NULL ? g_strdup_printf ("%s; %s", answer, reason) : g_steal_pointer (&answer);
  return desco_purchases_set_status (store, &purchase->id, DESCO_PURCHASE_CANCELLED, detail, NULL,
                                     error);
}
