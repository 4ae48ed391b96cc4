/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-withdrawal.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "pagopa/desco-pagopa-error.h"
#include "store/desco-positions.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/* How much of it was paid there, by what the platform tells of each instalment, or here. */
static guint
count_paid (const DescoPurchase *purchase, const DescoDebtPosition *position, gint64 *amount)
{
  guint n = 0;

  *amount = 0;
  for (guint i = 0; i < purchase->instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (purchase->instalments, i);
      gboolean is_paid = instalment->status == DESCO_INSTALMENT_PAID
                         || instalment->status == DESCO_INSTALMENT_CREDITED;

      for (guint j = 0; j < position->options->len && !is_paid; j++)
        {
          const DescoPaymentOption *option = g_ptr_array_index (position->options, j);

          is_paid = g_strcmp0 (option->iuv, instalment->iuv) == 0
                    && (option->payment_date != 0 || option->receipt_id != NULL);
        }
      n += is_paid ? 1 : 0;
      *amount += is_paid ? instalment->amount : 0;
    }
  return n;
}

/* What was paid of it, and what can be done: pagoPA withdraws nothing of which a part is paid. */
static void
set_partly_paid (const DescoPurchase *purchase, const DescoDebtPosition *position, GError **error)
{
  gint64 amount;
  guint n = count_paid (purchase, position, &amount);
  g_autofree char *paid = desco_money_format (amount);
  g_autofree char *whole = desco_money_format (purchase->amount);
  g_autofree char *day = desco_date_to_display (&purchase->due_date);

  if (n > 0)
    g_set_error (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT,
        _ ("%u of %u instalments were paid (%s € of %s €), and pagoPA withdraws nothing of "
           "which a part is paid. Fetch the receipts: what was paid is credited, and can "
           "be refunded. The rest can be paid until %s and then expires by itself."),
        n, purchase->instalments->len, paid, whole, day);
  else
    g_set_error (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT,
        _ ("A part of the notice was paid, and pagoPA withdraws nothing of which a part is "
           "paid. Fetch the receipts: what was paid is credited, and can be refunded. The "
           "rest can be paid until %s and then expires by itself."),
        day);
}

/* Whether there was a position to withdraw and it is withdrawn now, or there was none. */
static gboolean
withdraw (DescoStore *store,
          DescoPaymentProvider *provider,
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
      *detail = g_strdup (purchase->status == DESCO_PURCHASE_QUEUED
                              ? _ ("it was never at pagoPA")
                              : _ ("it is not at pagoPA any more"));
      return TRUE;
    }
  if (position == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (!desco_positions_note_one (store, position, error))
    return FALSE;
  if (position->status == DESCO_DEBT_POSITION_PUBLISHED
      || position->status == DESCO_DEBT_POSITION_VALID)
    {
      g_autoptr (DescoDebtPosition) answer
          = desco_payment_provider_invalidate (provider, purchase->iupd, cancellable, error);

      if (answer == NULL || !desco_positions_note_one (store, answer, error))
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

  if (position->status == DESCO_DEBT_POSITION_PARTIALLY_PAID)
    {
      set_partly_paid (purchase, position, error);
      return FALSE;
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
 *   platform can't be reached; then it is not cancelled
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
  if (!withdraw (store, provider, purchase, &answer, cancellable, error))
    return FALSE;

  detail = reason != NULL ? g_strdup_printf ("%s; %s", answer, reason) : g_steal_pointer (&answer);
  return desco_purchases_set_status (store, &purchase->id, DESCO_PURCHASE_CANCELLED, detail, NULL,
                                     error);
}
