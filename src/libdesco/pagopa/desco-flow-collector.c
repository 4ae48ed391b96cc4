/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-flow-collector.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-platform-address.h"
#include "store/desco-creditors.h"
#include "store/desco-flows.h"

#include <glib/gi18n-lib.h>

/* How far back the first question goes. */
#define FIRST_DAYS 366
/* A flow that was published a moment before the list was read may not be in it yet. Asking again
 * from an hour before costs nothing: what is known is left alone. */
#define OVERLAP (G_GINT64_CONSTANT (60) * 60 * G_USEC_PER_SEC)
#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

static void
failure_free (gpointer data)
{
  DescoFlowFailure *failure = data;

  g_free (failure->fdr);
  g_free (failure->reason);
  g_free (failure);
}

static gint64
begin_of_day (const GDate *date)
{
  GDate before = desco_date_add_days (date, -1);

  return desco_date_end_of_day (&before);
}

/* Where the question begins; whether the position may move with it. */
static gboolean
find_beginning (DescoStore *store,
                const DescoFlowQuery *query,
                gint64 *after,
                GCancellable *cancellable,
                GError **error)
{
  gint64 position;

  if (g_date_valid (&query->from))
    {
      *after = begin_of_day (&query->from);
      return TRUE;
    }
  if (!desco_flows_get_position (store, &position, cancellable, error))
    return FALSE;
  *after = position != 0 ? position - OVERLAP : desco_clock_now () - FIRST_DAYS * DAY;
  return TRUE;
}

static void
drop_later (GPtrArray *flows, gint64 until)
{
  for (guint i = flows->len; i > 0; i--)
    if (((DescoFlow *) g_ptr_array_index (flows, i - 1))->published_at > until)
      g_ptr_array_remove_index (flows, i - 1);
}

/* Reads which flows there are; each page is on disk before the next one is asked for. */
static gboolean
list_flows (DescoStore *store,
            DescoFlowClient *client,
            const DescoFlowQuery *query,
            DescoFlowReport *report,
            GCancellable *cancellable,
            GError **error)
{
  gboolean moves = !g_date_valid (&query->from);
  gint64 until = g_date_valid (&query->to) ? desco_date_end_of_day (&query->to) + G_USEC_PER_SEC - 1
                                           : G_MAXINT64;
  gint64 latest = 0;
  gint64 after;
  guint n_pages = 1;

  if (!find_beginning (store, query, &after, cancellable, error))
    return FALSE;
  for (guint number = 1; number <= n_pages; number++)
    {
      g_autoptr (DescoFlowPage) page
          = desco_flow_client_list (client, after, number, cancellable, error);
      gboolean is_last;

      if (page == NULL)
        return FALSE;
      n_pages = page->items->len > 0 ? page->n_pages : number;
      is_last = number >= n_pages;
      drop_later (page->items, until);
      for (guint i = 0; i < page->items->len; i++)
        latest = MAX (latest, ((DescoFlow *) g_ptr_array_index (page->items, i))->published_at);
      report->listed += page->items->len;
      /* Only the whole list says how far it was read, as nobody promises its order. */
      if (!desco_flows_note (store, page->items, moves && is_last ? latest : 0, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fetch_payments (DescoStore *store,
                DescoFlowClient *client,
                const DescoFlow *flow,
                GCancellable *cancellable,
                GError **error)
{
  guint n_pages = 1;

  for (guint number = 1; number <= n_pages; number++)
    {
      g_autoptr (DescoFlowPage) page
          = desco_flow_client_list_payments (client, flow, number, cancellable, error);

      if (page == NULL || !desco_flows_add_payments (store, flow, page->items, cancellable, error))
        return FALSE;
      n_pages = page->items->len > 0 ? page->n_pages : number;
    }
  return TRUE;
}

static gboolean
fetch_flow (DescoStore *store,
            DescoFlowClient *client,
            const DescoFlow *known,
            DescoFlowReport *report,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (DescoFlow) flow = desco_flow_client_get (client, known, cancellable, error);

  if (flow == NULL || !desco_flows_begin (store, flow, cancellable, error)
      || !fetch_payments (store, client, flow, cancellable, error)
      || !desco_flows_finish (store, flow, cancellable, error))
    return FALSE;
  report->fetched++;
  report->payments += flow->n_payments;
  report->amount += flow->amount;
  return TRUE;
}

/* One flow that makes no sense does not keep the others from being read. */
static gboolean
is_its_own_fault (const GError *error)
{
  return error->domain == DESCO_PAGOPA_ERROR
         && (error->code == DESCO_PAGOPA_ERROR_PROTOCOL
             || error->code == DESCO_PAGOPA_ERROR_NOT_FOUND
             || error->code == DESCO_PAGOPA_ERROR_REFUSED
             || error->code == DESCO_PAGOPA_ERROR_TOO_LARGE);
}

static gboolean
fetch_flows (DescoStore *store,
             DescoFlowClient *client,
             DescoFlowReport *report,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) flows = desco_flows_list_incomplete (store, cancellable, error);

  if (flows == NULL)
    return FALSE;
  for (guint i = 0; i < flows->len; i++)
    {
      const DescoFlow *flow = g_ptr_array_index (flows, i);
      g_autoptr (GError) problem = NULL;

      if (fetch_flow (store, client, flow, report, cancellable, &problem))
        continue;
      if (!is_its_own_fault (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      else
        {
          DescoFlowFailure *failure = g_new0 (DescoFlowFailure, 1);

          failure->fdr = g_strdup (flow->fdr);
          failure->reason = g_strdup (problem->message);
          g_ptr_array_add (report->failed, failure);
        }
    }
  return TRUE;
}

/**
 * desco_flow_collector_open:
 * @store: the database
 * @secrets_file: (nullable): where the keys are; %NULL for DESCO_SECRETS_FILE, else the secret
 *   service
 * @url: (nullable): the platform's root address, in place of the setting
 * @error: where to put an error: the address, or the database; %DESCO_PAGOPA_ERROR_NOT_OFFERED where
 *   the setting's address is another platform's
 *
 * Makes the client that reads this creditor's flows. It does not connect yet.
 *
 * Returns: (nullable) (transfer full): the client
 */
DescoFlowClient *
desco_flow_collector_open (DescoStore *store,
                           const char *secrets_file,
                           const char *url,
                           GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (store, NULL, error);
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (secrets_file);
  g_autofree char *set_url = NULL;

  if (creditor == NULL)
    return NULL;
  if (url == NULL)
    {
      set_url = desco_platform_address_get (store, NULL, error);
      if (set_url == NULL)
        return NULL;
      url = set_url;
    }
  return desco_flow_client_new (url, creditor->tax_code, secrets, error);
}

/**
 * desco_flow_collector_collect:
 * @store: the database
 * @client: where flows are read
 * @query: which ones
 * @cancellable: (nullable): to stop; what was read is written down
 * @error: where to put an error: a wrong key, or one of the database. That the platform could not
 *   be reached is no error, and the report says so
 *
 * Reads the flows that are not here yet, and those of which only a part is, each once; of a flow that
 * was published again the newest revision counts.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoFlowReport *
desco_flow_collector_collect (DescoStore *store,
                              DescoFlowClient *client,
                              const DescoFlowQuery *query,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (DescoFlowReport) report = g_new0 (DescoFlowReport, 1);
  GError *local_error = NULL;

  report->failed = g_ptr_array_new_with_free_func (failure_free);
  if (g_date_valid (&query->from) && g_date_valid (&query->to)
      && g_date_compare (&query->from, &query->to) > 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "to",
                             _ ("The last day is before the first one: turn them round."));
      return NULL;
    }

  if (list_flows (store, client, query, report, cancellable, &local_error)
      && fetch_flows (store, client, report, cancellable, &local_error))
    return g_steal_pointer (&report);

  if (local_error->domain != DESCO_PAGOPA_ERROR || !desco_pagopa_error_is_transient (local_error))
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  report->unreachable = g_strdup (local_error->message);
  g_error_free (local_error);
  return g_steal_pointer (&report);
}

/**
 * desco_flow_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
desco_flow_report_free (DescoFlowReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->failed, g_ptr_array_unref);
  g_free (self->unreachable);
  g_free (self);
}
