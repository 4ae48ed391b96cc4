/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-reconciler.h"

#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-purchase-position.h"
#include "pagopa/desco-receipt-collector.h"
#include "store/desco-creditors.h"
#include "store/desco-positions.h"
#include "store/desco-purchases-adopt.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/* What a person decided about a difference, carried out: the platform first, then here, then the
 * record. Killed in between, the next reconciliation finds what is left of it. */

typedef struct
{
  DescoStore *store;
  DescoPaymentProvider *provider;
  const DescoDifference *difference;
  DescoPurchase *purchase; /* NULL where it is unknown here */
  const char *note;
  GCancellable *cancellable;
} Work;

/* An answer that says what we want is as good as one that does it. */
static gboolean
note_answer (const Work *work, DescoDebtPosition *answer, GError **error)
{
  return answer != NULL && desco_positions_note_one (work->store, answer, error);
}

static gboolean
fetch (const Work *work, GError **error)
{
  g_autoptr (DescoDebtPosition) position = desco_payment_provider_get (
      work->provider, work->difference->iupd, work->cancellable, error);
  g_autoptr (DescoCollectReport) report = desco_collect_report_new ();

  if (position == NULL
      || !desco_receipt_collector_fetch (work->store, work->provider, position, report,
                                         work->cancellable, error))
    return FALSE;
  if (report->fetched > 0 || report->already_credited > 0)
    return TRUE;
  if (report->failed->len > 0)
    {
      const DescoCollectFailure *failure = g_ptr_array_index (report->failed, 0);

      g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_REFUSED, failure->reason);
      return FALSE;
    }
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND,
                       _ ("pagoPA does not have the receipt yet: try again tomorrow."));
  return FALSE;
}

static gboolean
publish (const Work *work, GError **error)
{
  g_autoptr (DescoCreditor) creditor = NULL;
  g_autoptr (DescoDebtPosition) position = NULL;
  g_autoptr (DescoDebtPosition) answer = NULL;
  gboolean already_there;

  if (work->difference->kind == DESCO_DIFFERENCE_NOT_PUBLISHED)
    answer = desco_payment_provider_publish (work->provider, work->difference->iupd,
                                             work->cancellable, error);
  else
    {
      creditor = desco_creditors_get (work->store, work->cancellable, error);
      if (creditor == NULL)
        return FALSE;
      position = desco_purchase_position_new (creditor, work->purchase);
      if (!desco_debt_position_validate (position, desco_clock_now (), error))
        return FALSE;
      answer = desco_payment_provider_create (work->provider, position, TRUE, &already_there,
                                              work->cancellable, error);
    }
  return note_answer (work, answer, error);
}

static gboolean
replace (const Work *work, GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (work->store, work->cancellable, error);
  g_autoptr (DescoDebtPosition) position = NULL;
  g_autoptr (DescoDebtPosition) answer = NULL;

  if (creditor == NULL)
    return FALSE;
  position = desco_purchase_position_new (creditor, work->purchase);
  if (!desco_debt_position_validate (position, desco_clock_now (), error))
    return FALSE;
  answer
      = desco_payment_provider_replace (work->provider, position, TRUE, work->cancellable, error);
  return note_answer (work, answer, error);
}

static gboolean
withdraw (const Work *work, GError **error)
{
  g_autoptr (DescoDebtPosition) answer = desco_payment_provider_invalidate (
      work->provider, work->difference->iupd, work->cancellable, error);

  if (!note_answer (work, answer, error))
    return FALSE;
  return work->purchase == NULL
         || !desco_purchase_status_may_become (work->purchase->status, DESCO_PURCHASE_CANCELLED)
         || desco_purchases_set_status (work->store, &work->purchase->id, DESCO_PURCHASE_CANCELLED,
                                        work->note, NULL, error);
}

/* What was paid of it meanwhile is fetched at once: nobody asks that far back again. */
static gboolean
adopt (const Work *work, GError **error)
{
  g_autoptr (DescoDebtPosition) position = desco_payment_provider_get (
      work->provider, work->difference->iupd, work->cancellable, error);
  g_autoptr (DescoCollectReport) report = desco_collect_report_new ();

  return position != NULL && desco_purchases_adopt (work->store, position, work->note, error)
         && desco_receipt_collector_fetch (work->store, work->provider, position, report, NULL,
                                           error);
}

static gboolean
carry_out (const Work *work, DescoMending mending, GError **error)
{
  switch (mending)
    {
    case DESCO_MENDING_FETCH:
      return fetch (work, error);
    case DESCO_MENDING_PUBLISH:
      return publish (work, error);
    case DESCO_MENDING_REPLACE:
      return replace (work, error);
    case DESCO_MENDING_ACCEPT:
      return desco_purchases_set_status (work->store, &work->purchase->id, DESCO_PURCHASE_EXPIRED,
                                         work->note, NULL, error);
    case DESCO_MENDING_CANCEL:
      return desco_purchases_set_status (work->store, &work->purchase->id, DESCO_PURCHASE_CANCELLED,
                                         work->note, NULL, error);
    case DESCO_MENDING_WITHDRAW:
      return withdraw (work, error);
    case DESCO_MENDING_ADOPT:
      return adopt (work, error);
    case DESCO_MENDING_IGNORE:
    default:
      return TRUE;
    }
}

static gboolean
check (const DescoDifference *difference, DescoMending mending, const char *note, GError **error)
{
  if ((desco_difference_kind_get_mendings (difference->kind) & (1u << mending)) == 0)
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("“%s” does not mend this difference."), desco_mending_to_words (mending));
      return FALSE;
    }
  if (mending != DESCO_MENDING_IGNORE || (note != NULL && *note != '\0'))
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "note",
                         _ ("Say why it is left as it is: it stays on record."));
  return FALSE;
}

/**
 * desco_reconciler_mend:
 * @store: the database
 * @provider: the platform
 * @difference: what differs
 * @mending: one of those that its kind offers
 * @note: (nullable): a sentence for the record; needed to leave it as it is
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; then the difference stays open
 *
 * Carries out what a person decided, at the platform first, and writes it down.
 *
 * Returns: whether it is settled
 */
gboolean
desco_reconciler_mend (DescoStore *store,
                       DescoPaymentProvider *provider,
                       const DescoDifference *difference,
                       DescoMending mending,
                       const char *note,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autofree char *settlement = NULL;
  Work work = {
    .store = store,
    .provider = provider,
    .difference = difference,
    .note = note,
    .cancellable = cancellable,
  };

  if (!check (difference, mending, note, error))
    return FALSE;
  if (!desco_uuid_is_nil (&difference->purchase_id))
    {
      purchase = desco_purchases_get (store, &difference->purchase_id, cancellable, error);
      if (purchase == NULL)
        return FALSE;
    }
  work.purchase = purchase;
  if (!carry_out (&work, mending, error))
    return FALSE;
  settlement = note != NULL ? g_strdup_printf ("%s: %s", desco_mending_to_nick (mending), note)
                            : g_strdup (desco_mending_to_nick (mending));
  return desco_differences_settle (store, &difference->id, settlement, NULL, error);
}

/**
 * desco_reconciler_mend_all:
 * @store: the database
 * @provider: the platform
 * @differences: (element-type DescoDifference): what differs
 * @mending: what all of their kinds offer
 * @note: (nullable): a sentence for the record; needed to leave them as they are
 * @n_settled: (inout): how many are settled is added
 * @failed: (element-type utf8): a line for each that could not be settled is added
 * @cancellable: (nullable): to stop between two
 * @error: where to put an error: the platform can't be reached, or it was cancelled; what was
 *   settled before stays so
 *
 * As desco_reconciler_mend(), of many: one that is refused holds up none of the others.
 *
 * Returns: whether all were tried
 */
gboolean
desco_reconciler_mend_all (DescoStore *store,
                           DescoPaymentProvider *provider,
                           GPtrArray *differences,
                           DescoMending mending,
                           const char *note,
                           guint *n_settled,
                           GPtrArray *failed,
                           GCancellable *cancellable,
                           GError **error)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const DescoDifference *difference = g_ptr_array_index (differences, i);
      g_autoptr (GError) problem = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (desco_reconciler_mend (store, provider, difference, mending, note, cancellable, &problem))
        {
          (*n_settled)++;
          continue;
        }
      if (desco_pagopa_error_is_transient (problem)
          || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_ptr_array_add (failed, g_strdup_printf ("%s: %s",
                                                difference->notice_number != NULL
                                                    ? difference->notice_number
                                                    : difference->iupd,
                                                problem->message));
    }
  return TRUE;
}
