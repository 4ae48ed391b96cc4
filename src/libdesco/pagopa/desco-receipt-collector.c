/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-receipt-collector.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "pagopa/desco-govpay-provider.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-position-states.h"
#include "store/desco-purchases.h"
#include "store/desco-receipts.h"

/* Receipts are asked for from this long ago, or from the oldest purchase that is still open. */
#define RECEIPT_DAYS 30
#define RECEIPTS_A_PAGE 100

/* Since when receipts may have come that are not here. */
static gboolean
find_receipts_from (DescoStore *store, GDate *from, GCancellable *cancellable, GError **error)
{
  DescoPurchaseFilter filter = {
    .statuses
    = 1u << DESCO_PURCHASE_QUEUED | 1u << DESCO_PURCHASE_PUBLISHED | 1u << DESCO_PURCHASE_PAID,
  };
  g_autoptr (GPtrArray) open = desco_purchases_list (store, &filter, cancellable, error);
  GDate today = desco_clock_today ();

  if (open == NULL)
    return FALSE;
  *from = desco_date_add_days (&today, -RECEIPT_DAYS);
  if (open->len > 0)
    {
      DescoPurchase *oldest = g_ptr_array_index (open, open->len - 1);

      if (g_date_compare (&oldest->civil_date, from) < 0)
        *from = oldest->civil_date;
    }
  return TRUE;
}

static gboolean
keep (DescoStore *store,
      DescoReceiptData *receipt,
      const char *source,
      DescoCollectReport *report,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (DescoReceiptRecord) record
      = desco_receipts_record (store, receipt, source, cancellable, error);

  if (record == NULL)
    return FALSE;
  report->fetched++;
  if (record->state == DESCO_RECEIPT_CREDITED)
    report->credited++;
  else if (record->state == DESCO_RECEIPT_REVIEW)
    g_ptr_array_add (report->review, g_steal_pointer (&record));
  else
    report->already_credited++;
  return TRUE;
}

/* A payment by its own number, where it is told, else whichever there is of @iuv: one that was paid
 * twice has two receipts, and the second is for a person. */
static gboolean
collect_one (DescoStore *store,
             DescoPaymentProvider *provider,
             const char *iuv,
             const char *receipt_id,
             DescoCollectReport *report,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (DescoReceiptData) receipt = NULL;
  GError *local_error = NULL;
  gboolean settled
      = receipt_id != NULL
            ? desco_receipts_is_payment_settled (store, receipt_id, cancellable, &local_error)
            : desco_receipts_is_settled (store, iuv, cancellable, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (settled)
    {
      report->already_credited++;
      return TRUE;
    }

  receipt
      = desco_payment_provider_get_payment_receipt (provider, iuv, receipt_id, cancellable, error);
  return receipt != NULL
         && keep (store, receipt, DESCO_IS_GOVPAY_PROVIDER (provider) ? "govpay" : "gpd", report,
                  cancellable, error);
}

static gboolean
collect_page (DescoStore *store,
              DescoPaymentProvider *provider,
              DescoReceiptQuery *query,
              DescoCollectReport *report,
              guint *n_pages,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (DescoReceiptPage) page
      = desco_payment_provider_list_receipts (provider, query, cancellable, error);

  if (page == NULL)
    return FALSE;
  *n_pages = page->n_pages;
  for (guint i = 0; i < page->receipts->len; i++)
    {
      const DescoReceiptSummary *summary = g_ptr_array_index (page->receipts, i);

      if (!collect_one (store, provider, summary->iuv, summary->receipt_id, report, cancellable,
                        error))
        return FALSE;
    }
  return TRUE;
}

/* All payments of @iuv that the provider tells of. */
static gboolean
collect_iuv (DescoStore *store,
             DescoPaymentProvider *provider,
             const char *iuv,
             DescoCollectReport *report,
             GCancellable *cancellable,
             GError **error)
{
  DescoReceiptQuery query = { .debtor_or_iuv = iuv };

  if ((desco_payment_provider_get_features (provider) & DESCO_PROVIDER_LISTS_PAYMENTS) != 0)
    return desco_receipt_collector_read (store, provider, &query, report, cancellable, error);
  return collect_one (store, provider, iuv, NULL, report, cancellable, error);
}

/**
 * desco_collect_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
desco_collect_report_free (DescoCollectReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->review, g_ptr_array_unref);
  g_free (self->unreachable);
  g_free (self);
}

/**
 * desco_collect_report_new:
 *
 * Returns: (transfer full): a report of nothing
 */
DescoCollectReport *
desco_collect_report_new (void)
{
  DescoCollectReport *self = g_new0 (DescoCollectReport, 1);

  self->review = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_receipt_record_free);
  return self;
}

/**
 * desco_receipt_collector_fetch:
 * @store: the database
 * @provider: the platform
 * @position: what the platform says was paid, in all or in part
 * @report: what to add to
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Fetches the receipts of what is paid of a position and credits them, each once. One that is
 * not there yet is no error: it is asked for again.
 *
 * Returns: whether they were asked for
 */
gboolean
desco_receipt_collector_fetch (DescoStore *store,
                               DescoPaymentProvider *provider,
                               const DescoDebtPosition *position,
                               DescoCollectReport *report,
                               GCancellable *cancellable,
                               GError **error)
{
  gboolean is_whole
      = desco_position_state_is_paid (position->status) && position->options->len == 1;

  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoPaymentOption *option = g_ptr_array_index (position->options, i);
      GError *local_error = NULL;

      if (!is_whole && option->payment_date == 0 && option->receipt_id == NULL)
        continue;
      if (collect_iuv (store, provider, option->iuv, report, cancellable, &local_error))
        continue;
      if (!g_error_matches (local_error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      g_clear_error (&local_error);
    }
  return TRUE;
}

/**
 * desco_receipt_collector_read:
 * @store: the database
 * @provider: the platform
 * @query: which receipts; its page is moved on
 * @report: what to add to
 * @cancellable: (nullable): to stop between two receipts; what was read is written down
 * @error: where to put an error
 *
 * Fetches the receipts of a list that are not here yet and credits them, each once.
 *
 * Returns: whether all of the list was read
 */
gboolean
desco_receipt_collector_read (DescoStore *store,
                              DescoPaymentProvider *provider,
                              DescoReceiptQuery *query,
                              DescoCollectReport *report,
                              GCancellable *cancellable,
                              GError **error)
{
  guint n_pages = 1;

  query->limit = RECEIPTS_A_PAGE;
  for (query->page = 0; query->page < n_pages; query->page++)
    if (!collect_page (store, provider, query, report, &n_pages, cancellable, error))
      return FALSE;
  return TRUE;
}

/* That the platform could not be reached is told, and not an error. */
static gboolean
end_collecting (DescoStore *store,
                DescoCollectReport *report,
                GError *problem,
                GCancellable *cancellable,
                GError **error)
{
  if (problem == NULL)
    return desco_purchases_expire (store, cancellable, error) >= 0;
  if (!desco_pagopa_error_is_transient (problem))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  report->unreachable = g_strdup (problem->message);
  g_error_free (problem);
  return TRUE;
}

/**
 * desco_receipt_collector_collect:
 * @store: the database
 * @provider: the platform
 * @cancellable: (nullable): to stop between two receipts; what was read is written down
 * @error: where to put an error: a wrong key, or one of the database. That the platform could not
 *   be reached is no error, and the report says so
 *
 * Fetches the receipts that are not here yet and credits them; then marks as expired what
 * was not paid in time.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoCollectReport *
desco_receipt_collector_collect (DescoStore *store,
                                 DescoPaymentProvider *provider,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (DescoCollectReport) report = desco_collect_report_new ();
  DescoReceiptQuery query = { 0 };
  GError *local_error = NULL;

  query.to = desco_clock_today ();
  if (!find_receipts_from (store, &query.from, cancellable, error))
    return NULL;

  desco_receipt_collector_read (store, provider, &query, report, cancellable, &local_error);
  if (!end_collecting (store, report, local_error, cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}

/* A receipt that Bizevents does not have yet comes another day. */
static gboolean
collect_missing (DescoStore *store,
                 DescoBizeventsClient *client,
                 const DescoMissingReceipt *missing,
                 DescoCollectReport *report,
                 GCancellable *cancellable,
                 GError **error)
{
  GError *problem = NULL;
  g_autoptr (DescoReceiptData) receipt
      = desco_bizevents_client_get (client, missing->iur, missing->iuv, cancellable, &problem);

  if (receipt != NULL)
    return keep (store, receipt, "bizevents", report, cancellable, error);
  if (g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    {
      g_error_free (problem);
      return TRUE;
    }
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * desco_receipt_collector_collect_bizevents:
 * @store: the database
 * @client: Bizevents
 * @cancellable: (nullable): to stop between two receipts; what was read is written down
 * @error: where to put an error, as desco_receipt_collector_collect()
 *
 * Fetches the receipts of the payments in the banks' transfers that are not here yet, and credits
 * them: Bizevents has no list, and the transfers tell the numbers.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoCollectReport *
desco_receipt_collector_collect_bizevents (DescoStore *store,
                                           DescoBizeventsClient *client,
                                           GCancellable *cancellable,
                                           GError **error)
{
  g_autoptr (DescoCollectReport) report = desco_collect_report_new ();
  g_autoptr (GPtrArray) missing = desco_receipts_list_missing (store, cancellable, error);
  g_autoptr (GError) refused = NULL;
  GError *problem = NULL;

  if (missing == NULL)
    return NULL;
  for (guint i = 0; i < missing->len && problem == NULL; i++)
    if (!g_cancellable_set_error_if_cancelled (cancellable, &problem))
      {
        collect_missing (store, client, g_ptr_array_index (missing, i), report, cancellable,
                         &problem);
        /* One that Bizevents can't answer for holds up none of the others, and is told. */
        if (!g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_REFUSED))
          continue;
        if (refused == NULL)
          refused = g_steal_pointer (&problem);
        else
          g_clear_error (&problem);
      }
  if (problem == NULL)
    problem = g_steal_pointer (&refused);
  if (!end_collecting (store, report, problem, cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}
