/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-poller.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "pagopa/desco-pagopa-error.h"
#include "store/desco-positions.h"
#include "store/desco-purchases.h"
#include "store/desco-settings.h"

/* What changed? GPD's list can be asked by due date, by state and by time of payment. States would
 * bring back each open position of the town again and again, due dates the same; by the time of
 * payment, since shortly before the last time, the answer is empty when nobody paid, whatever else
 * is open: one call, one page. What is not a payment (expired, withdrawn by somebody else, amounts
 * changed) is in no hurry, and is found by the reconciliation. */

/* A payment shows a while after its time, and the platform's times are local: asked for twice, so
 * that it is not missed. */
#define OVERLAP (3 * G_TIME_SPAN_HOUR)
/* The platform's longest interval. */
#define WINDOW_DAYS 30

/* Whoever has the receipts of Bizevents may not have the provider's: they come with the transfers. */
static gboolean
has_receipts (DescoStore *store, gboolean *fetch, GCancellable *cancellable, GError **error)
{
  g_autofree char *source
      = desco_settings_get (store, DESCO_SETTING_PAGOPA_RECEIPTS, cancellable, error);

  *fetch = g_strcmp0 (source, "bizevents") != 0;
  return source != NULL;
}

/* A platform that does not list by payment lists receipts by day. */
static gboolean
read_receipts (DescoStore *store,
               DescoPaymentProvider *provider,
               gint64 since,
               DescoPollReport *report,
               GCancellable *cancellable,
               GError **error)
{
  DescoReceiptQuery query = { .from = desco_date_of_time (since), .to = desco_clock_today () };

  return desco_receipt_collector_read (store, provider, &query, report->collected, cancellable,
                                       error);
}

/* One interval, page by page. */
static gboolean
read_interval (DescoStore *store,
               DescoPaymentProvider *provider,
               DescoPositionQuery *query,
               gboolean fetch,
               DescoPollReport *report,
               GCancellable *cancellable,
               GError **error)
{
  guint n_pages = 1;

  for (query->page = 0; query->page < n_pages; query->page++)
    {
      g_autoptr (DescoPositionPage) page
          = desco_payment_provider_list (provider, query, cancellable, error);
      g_autofree DescoPositionNews *news = NULL;

      if (page == NULL)
        return FALSE;
      n_pages = page->n_pages;
      if (page->positions->len == 0)
        continue;
      news = g_new0 (DescoPositionNews, page->positions->len);
      if (!desco_positions_note (store, page->positions, news, NULL, error))
        return FALSE;
      report->listed += page->positions->len;
      for (guint i = 0; i < page->positions->len; i++)
        {
          DescoDebtPosition *position = g_ptr_array_index (page->positions, i);

          report->paid += news[i].is_paid_now ? 1 : 0;
          if (fetch && !desco_uuid_is_nil (&news[i].purchase_id)
              && !desco_receipt_collector_fetch (store, provider, position, report->collected,
                                                 cancellable, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* What was paid from @since on: the newest interval to the minute, older ones by days. */
static gboolean
read_payments (DescoStore *store,
               DescoPaymentProvider *provider,
               gint64 since,
               gboolean fetch,
               DescoPollReport *report,
               GCancellable *cancellable,
               GError **error)
{
  GDate today = desco_clock_today ();
  GDate from = desco_date_of_time (since);
  DescoPositionQuery query = { .paid_since = since };

  if ((desco_payment_provider_get_features (provider) & DESCO_PROVIDER_PAID_SINCE) == 0)
    return !fetch || read_receipts (store, provider, since, report, cancellable, error);
  while (g_date_days_between (&from, &today) >= WINDOW_DAYS)
    {
      DescoPositionQuery older
          = { .paid_from = from, .paid_to = desco_date_add_days (&from, WINDOW_DAYS - 1) };

      if (!read_interval (store, provider, &older, fetch, report, cancellable, error))
        return FALSE;
      from = desco_date_add_days (&from, WINDOW_DAYS);
      query.paid_since = desco_date_end_of_day (&older.paid_to);
    }
  return read_interval (store, provider, &query, fetch, report, cancellable, error);
}

/**
 * desco_poll_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
desco_poll_report_free (DescoPollReport *self)
{
  if (self == NULL)
    return;
  desco_collect_report_free (self->collected);
  g_free (self->unreachable);
  g_free (self);
}

/**
 * desco_poller_run:
 * @store: the database
 * @provider: the platform
 * @now: whether to ask also where the last time is not long ago: a person wants to know
 * @cancellable: (nullable): to stop between two pages; what was read is written down
 * @error: where to put an error: a wrong key, or one of the database. That the platform could not
 *   be reached is no error, and the report says so
 *
 * Asks the platform what was paid since the last time, marks it as paid and fetches its receipts,
 * which credit it; where the setting `pagopa.receipts` names Bizevents, they are left to
 * desco_receipt_source_collect(). With nothing new it is one call; with nothing open, or before
 * %DESCO_POLLER_WINDOW has passed, none.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoPollReport *
desco_poller_run (DescoStore *store,
                  DescoPaymentProvider *provider,
                  gboolean now,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (DescoPollReport) report = g_new0 (DescoPollReport, 1);
  gint64 start = desco_clock_now ();
  DescoPollState state;
  gboolean fetch;
  g_autoptr (GError) problem = NULL;

  report->collected = desco_collect_report_new ();
  if (!desco_positions_read_poll (store, DESCO_POLL_PAYMENTS, &state, cancellable, error)
      || !has_receipts (store, &fetch, cancellable, error))
    return NULL;
  report->next_at = start + DESCO_POLLER_WINDOW;
  if (!now && state.at > 0 && start - state.at < DESCO_POLLER_WINDOW)
    {
      report->is_early = TRUE;
      report->next_at = state.at + DESCO_POLLER_WINDOW;
      return g_steal_pointer (&report);
    }
  if (state.is_open
      && !read_payments (store, provider, state.since - OVERLAP, fetch, report, cancellable,
                         &problem))
    {
      if (!desco_pagopa_error_is_transient (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      report->unreachable = g_strdup (problem->message);
      return g_steal_pointer (&report);
    }
  if (!desco_positions_note_poll (store, DESCO_POLL_PAYMENTS, start, NULL, error)
      || desco_purchases_expire (store, NULL, error) < 0)
    return NULL;
  return g_steal_pointer (&report);
}
