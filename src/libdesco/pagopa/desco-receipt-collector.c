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

#include <glib/gi18n-lib.h>

/* Receipts are asked for from this long ago, or from the oldest purchase that is still open. */
#define RECEIPT_DAYS 30
#define RECEIPTS_A_PAGE 100

static void
free_failure (gpointer data)
{
  DescoCollectFailure *failure = data;

  g_free (failure->iuv);
  g_free (failure->reason);
  g_free (failure);
}

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

/* One that is not there yet comes another day, and one that cannot be read holds up none of the others:
 * it is told. Takes @problem. */
static gboolean
pass_over (DescoCollectReport *report, const char *iuv, GError *problem, GError **error)
{
  DescoCollectFailure *failure;

  if (!desco_pagopa_error_is_of_one (problem))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (!g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    {
      failure = g_new0 (DescoCollectFailure, 1);
      failure->iuv = g_strdup (iuv);
      failure->reason = g_strdup (problem->message);
      g_ptr_array_add (report->failed, failure);
    }
  g_error_free (problem);
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

  receipt = desco_payment_provider_get_payment_receipt (provider, iuv, receipt_id, cancellable,
                                                        &local_error);
  if (receipt == NULL)
    return pass_over (report, iuv, local_error, error);
  return keep (store, receipt, DESCO_IS_GOVPAY_PROVIDER (provider) ? "govpay" : "gpd", report,
               cancellable, error);
}

/* The list has all payments to the creditor, for whatever service: others' receipts are none of this
 * desk's business. */
static gboolean
collect_listed (DescoStore *store,
                DescoPaymentProvider *provider,
                const DescoReceiptSummary *summary,
                DescoCollectReport *report,
                GCancellable *cancellable,
                GError **error)
{
  GError *local_error = NULL;

  if (desco_receipts_is_of_this_desk (store, summary->iuv, cancellable, &local_error))
    return collect_one (store, provider, summary->iuv, summary->receipt_id, report, cancellable,
                        error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
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
    if (!collect_listed (store, provider, g_ptr_array_index (page->receipts, i), report,
                         cancellable, error))
      return FALSE;
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
  g_clear_pointer (&self->failed, g_ptr_array_unref);
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
  self->failed = g_ptr_array_new_with_free_func (free_failure);
  return self;
}

/**
 * desco_collect_report_explain_unread:
 * @self: a report
 *
 * Returns: (nullable) (transfer full): in words for a person, how many receipts could not be read, and
 *   why the first of them; %NULL where all could
 */
char *
desco_collect_report_explain_unread (const DescoCollectReport *self)
{
  const DescoCollectFailure *first;

  if (self->failed->len == 0)
    return NULL;
  first = g_ptr_array_index (self->failed, 0);
  return g_strdup_printf (ngettext ("%u receipt could not be read and is asked for again. %s: %s",
                                    "%u receipts could not be read and are asked for again. The "
                                    "first is %s: %s",
                                    self->failed->len),
                          self->failed->len, first->iuv, first->reason);
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
 * not there yet is no error: it is asked for again. Nor is one that cannot be read: the report tells it.
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
      gboolean is_paid = is_whole || option->payment_date != 0 || option->receipt_id != NULL;

      if (is_paid && !collect_iuv (store, provider, option->iuv, report, cancellable, error))
        return FALSE;
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

  if (receipt == NULL)
    return pass_over (report, missing->iuv, problem, error);
  return keep (store, receipt, "bizevents", report, cancellable, error);
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
  GError *problem = NULL;

  if (missing == NULL)
    return NULL;
  for (guint i = 0; i < missing->len && problem == NULL; i++)
    if (!g_cancellable_set_error_if_cancelled (cancellable, &problem))
      collect_missing (store, client, g_ptr_array_index (missing, i), report, cancellable,
                       &problem);
  if (!end_collecting (store, report, problem, cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}
