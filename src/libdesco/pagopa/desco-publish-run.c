/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-publish-run-private.h"

#include "model/desco-clock.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-publish-flight-private.h"
#include "pagopa/desco-purchase-position.h"
#include "store/desco-purchases-sent.h"

#include <glib/gi18n-lib.h>

/* How long to wait before the next try, doubled at each and never more than an hour. */
#define FIRST_WAIT_SECONDS 30
#define MAX_WAIT_SECONDS 3600

/* So many batches are at the platform or on their way to the disk: while one of them waits for the disk,
 * the platform has the other. */
#define MAX_FLIGHTS 2

static gint64
next_try (const GError *error, const DescoPurchase *purchase)
{
  gint64 wait = desco_pagopa_error_get_retry_after (error);
  gint64 backoff = FIRST_WAIT_SECONDS;

  for (gint64 i = 0; i < purchase->attempts && backoff < MAX_WAIT_SECONDS; i++)
    backoff *= 2;
  wait = CLAMP (MAX (wait, backoff), 1, MAX_WAIT_SECONDS);
  return desco_clock_now () + wait * G_USEC_PER_SEC;
}

/* What is to be tried again later counts as waiting, and is not done. */
static void
report_one (DescoPublishRun *self, const DescoPublishItem *item, const DescoPurchaseSent *sent)
{
  DescoPublishReport *report = self->report;

  if (sent->is_overtaken)
    desco_purchase_failures_add (
        report->failed, item->purchase,
        _ ("The purchase was cancelled here while its notice was on its way to pagoPA: "
           "compare the states with pagoPA's, and withdraw it there."));
  else if (sent->is_published)
    report->published++;
  else if (sent->retry_at == 0)
    desco_purchase_failures_add (report->failed, item->purchase, sent->text);
  else
    {
      report->retry_at = MAX (report->retry_at, sent->retry_at);
      return;
    }
  self->n_done++;
}

/* What is on disk. */
static void
report_all (DescoPublishRun *self, const DescoPublishOutcome *outcome)
{
  const DescoPurchaseSent *sent = (const DescoPurchaseSent *) (gconstpointer) outcome->sent->data;

  if (outcome->sent->len == 0)
    return;
  self->report->already_there += outcome->n_there;
  for (guint i = 0; i < outcome->sent->len; i++)
    report_one (self, outcome->items->pdata[i], &sent[i]);
  if (self->progress != NULL)
    self->progress (self->n_done, self->n_total, self->user_data);
}

/* One transaction, before anything else is sent from here. */
static gboolean
write_down (DescoPublishRun *self, DescoPublishOutcome *outcome, GError **error)
{
  if (!desco_publish_outcome_write (outcome, self->store, error))
    return FALSE;
  report_all (self, outcome);
  return TRUE;
}

static gboolean
is_told_to_stop (DescoPublishRun *self)
{
  if (!self->is_over && g_cancellable_is_cancelled (self->cancellable))
    {
      self->is_over = TRUE;
      self->report->cancelled = TRUE;
    }
  return self->is_over;
}

/* What no other purchase would fare better with. Sets @error where somebody must mend something
 * first. Adds to @outcome what is to be tried again. */
static gboolean
give_up (DescoPublishRun *self,
         DescoPublishOutcome *outcome,
         DescoPublishItem **items,
         guint n_items,
         const GError *problem,
         GError **error)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->is_over = TRUE;
      self->report->cancelled = TRUE;
      return TRUE;
    }
  if (!desco_pagopa_error_is_transient (problem))
    {
      g_propagate_error (error, g_error_copy (problem));
      return FALSE;
    }

  self->is_over = TRUE;
  if (self->report->unreachable == NULL)
    self->report->unreachable = g_strdup (problem->message);
  for (guint i = 0; i < n_items; i++)
    desco_publish_outcome_add_waiting (outcome, items[i], problem->message,
                                       next_try (problem, items[i]->purchase));
  return TRUE;
}

/* One purchase, which the provider looks for there by itself where its answer is lost or says that it
 * is there. */
static gboolean
send_one (DescoPublishRun *self, DescoPublishItem *item, gboolean *is_through, GError **error)
{
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) problem = NULL;
  g_auto (DescoPublishOutcome) outcome;
  gboolean already_there = FALSE;

  *is_through = FALSE;
  desco_publish_outcome_init (&outcome);
  if (is_told_to_stop (self))
    return TRUE;

  answer = desco_payment_provider_create (self->provider, item->position, TRUE, &already_there,
                                          self->cancellable, &problem);
  if (answer != NULL)
    {
      desco_publish_outcome_add_found (&outcome, item, answer->status);
      *is_through = answer->status != DESCO_DEBT_POSITION_INVALID;
      outcome.n_there = already_there && *is_through ? 1 : 0;
    }
  else if (!desco_pagopa_error_is_of_the_way (problem))
    desco_publish_outcome_add_refused (&outcome, item, problem->message);
  else if (!give_up (self, &outcome, &item, 1, problem, error))
    return FALSE;
  return write_down (self, &outcome, error);
}

/* Looks for each of @items there. What is there is written down; what is not, or is not what it should
 * be, is left for @missing and @others. */
static gboolean
look_for_all (DescoPublishRun *self,
              DescoPublishItem **items,
              guint n_items,
              GPtrArray *missing,
              GPtrArray *others,
              GError **error)
{
  g_auto (DescoPublishOutcome) outcome;

  desco_publish_outcome_init (&outcome);
  for (guint i = 0; i < n_items && !is_told_to_stop (self); i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (DescoDebtPosition) found = desco_payment_provider_get (
          self->provider, items[i]->purchase->iupd, self->cancellable, &problem);

      if (found != NULL && found->status != DESCO_DEBT_POSITION_DRAFT
          && desco_debt_position_is_same (items[i]->position, found, self->creditor->tax_code))
        {
          desco_publish_outcome_add_found (&outcome, items[i], found->status);
          outcome.n_there += found->status != DESCO_DEBT_POSITION_INVALID ? 1 : 0;
        }
      else if (found != NULL)
        g_ptr_array_add (others, items[i]);
      else if (g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
        g_ptr_array_add (missing, items[i]);
      else if (!give_up (self, &outcome, items + i, n_items - i, problem, error))
        {
          /* What was found before is found again. */
          return FALSE;
        }
    }
  return write_down (self, &outcome, error);
}

static gboolean send_some (DescoPublishRun *self,
                           DescoPublishItem **items,
                           guint n_items,
                           gboolean is_faulty,
                           gboolean *is_through,
                           GError **error);

/* A batch that was sent before, or a part of one: the program was ended before the answer was written
 * down. Nothing of it is sent again before it is known not to be there. */
static gboolean
resume (DescoPublishRun *self, DescoPublishItem **items, guint n_items, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  gboolean is_through;

  if (!look_for_all (self, items, n_items, missing, others, error))
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    if (!send_one (self, others->pdata[i], &is_through, error))
      return FALSE;
  return send_some (self, (DescoPublishItem **) missing->pdata, missing->len, FALSE, &is_through,
                    error);
}

/* Sets @is_there to whether the platform has the first of a batch. */
static gboolean
look_for_first (DescoPublishRun *self,
                DescoPublishItem **items,
                guint n_items,
                gboolean *is_there,
                GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DescoDebtPosition) found = desco_payment_provider_get (
      self->provider, items[0]->purchase->iupd, self->cancellable, &problem);
  g_auto (DescoPublishOutcome) outcome;

  desco_publish_outcome_init (&outcome);
  *is_there = found != NULL;
  if (found != NULL || g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    return TRUE;
  return give_up (self, &outcome, items, n_items, problem, error)
         && write_down (self, &outcome, error);
}

static gboolean
was_tried_before (DescoPublishItem **items, guint n_items)
{
  for (guint i = 0; i < n_items; i++)
    if (items[i]->purchase->attempts > 0)
      return TRUE;
  return FALSE;
}

/* In halves, until the culprit stands alone. Where the first half is through, the fault is in the
 * second, which is not sent whole in vain. */
static gboolean
split (DescoPublishRun *self,
       DescoPublishItem **items,
       guint n_items,
       gboolean *is_through,
       GError **error)
{
  guint half = n_items / 2;
  gboolean first_through;

  if (!send_some (self, items, half, FALSE, &first_through, error)
      || !send_some (self, items + half, n_items - half, first_through, is_through, error))
    return FALSE;
  *is_through = *is_through && first_through;
  return TRUE;
}

/* A batch that did not get there: the way is closed, one of them is at fault, or it was there. */
static gboolean
settle (DescoPublishRun *self,
        DescoPublishItem **items,
        guint n_items,
        const GError *problem,
        gboolean *is_through,
        GError **error)
{
  gboolean is_there = FALSE;
  g_auto (DescoPublishOutcome) outcome;

  desco_publish_outcome_init (&outcome);
  if (desco_pagopa_error_is_of_the_way (problem))
    return give_up (self, &outcome, items, n_items, problem, error)
           && write_down (self, &outcome, error);
  if (g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT)
      && !is_told_to_stop (self) && !look_for_first (self, items, n_items, &is_there, error))
    return FALSE;
  if (is_told_to_stop (self))
    return TRUE;
  return is_there ? resume (self, items, n_items, error)
                  : split (self, items, n_items, is_through, error);
}

/* Waits for a batch, and sees to what came of it. Sets @is_through to whether all of it is there. */
static gboolean
land (DescoPublishRun *self, DescoPublishFlight *flight, gboolean *is_through, GError **error)
{
  DescoPublishItem **items;

  desco_publish_flight_wait (flight);
  *is_through = FALSE;
  if (flight->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&flight->error));
      return FALSE;
    }
  items = (DescoPublishItem **) flight->items->pdata;
  if (flight->problem != NULL)
    return settle (self, items, flight->items->len, flight->problem, is_through, error);
  if (flight->is_first_only)
    return resume (self, items, flight->items->len, error);

  report_all (self, &flight->outcome);
  *is_through = TRUE;
  return TRUE;
}

/* Sends @items in as few calls as it takes, and waits for them. @is_faulty says that one of them is
 * known to be refused; @is_through is set to whether all of them are there now. */
static gboolean
send_some (DescoPublishRun *self,
           DescoPublishItem **items,
           guint n_items,
           gboolean is_faulty,
           gboolean *is_through,
           GError **error)
{
  g_autoptr (DescoPublishFlight) flight = NULL;
  gboolean is_there = FALSE;

  *is_through = n_items == 0;
  if (n_items == 0 || is_told_to_stop (self))
    return TRUE;
  if (n_items == 1)
    return send_one (self, items[0], is_through, error);
  if (is_faulty)
    return split (self, items, n_items, is_through, error);

  if (was_tried_before (items, n_items) && !look_for_first (self, items, n_items, &is_there, error))
    return FALSE;
  if (is_there)
    return resume (self, items, n_items, error);
  if (is_told_to_stop (self))
    return TRUE;
  flight = desco_publish_flight_start (self->store, self->provider, items, n_items, NULL,
                                       self->cancellable);
  return land (self, flight, is_through, error);
}

/* Waits until no more than @n_flights batches are on their way. Once something went wrong, the first
 * error counts, and what else was sent is known all the same. */
static gboolean
wait_for_room (DescoPublishRun *self, guint n_flights, GError **error)
{
  gboolean is_well = TRUE;

  while (self->n_flights > n_flights)
    {
      g_autoptr (DescoPublishFlight) flight = g_async_queue_pop (self->landed);
      gboolean is_through;

      self->n_flights--;
      if (land (self, flight, &is_through, is_well ? error : NULL))
        continue;
      is_well = FALSE;
      self->is_over = TRUE;
      n_flights = 0;
    }
  return is_well;
}

/* Sends a batch without waiting for what comes of it, but for those that one must look for first. */
static gboolean
send_batch (DescoPublishRun *self, DescoPublishItem **items, guint n_items, GError **error)
{
  gboolean is_through;

  if (n_items <= 1 || was_tried_before (items, n_items))
    return send_some (self, items, n_items, FALSE, &is_through, error);
  if (!wait_for_room (self, MAX_FLIGHTS - 1, error))
    return FALSE;
  if (is_told_to_stop (self))
    return TRUE;
  desco_publish_flight_start (self->store, self->provider, items, n_items, self->landed,
                              self->cancellable);
  self->n_flights++;
  return TRUE;
}

/* Adds to @items so many of @purchases, from @next on, that can be sent by the platform's own rules.
 * What cannot is not, with its reason. */
static gboolean
make_items (DescoPublishRun *self,
            GPtrArray *purchases,
            guint *next,
            guint n_wanted,
            GPtrArray *items,
            GError **error)
{
  gint64 now = desco_clock_now ();
  guint n_enough = items->len + n_wanted;
  g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func (desco_publish_item_free);
  g_auto (DescoPublishOutcome) outcome;

  desco_publish_outcome_init (&outcome);
  for (; *next < purchases->len && items->len < n_enough; (*next)++)
    {
      DescoPublishItem *item = g_new0 (DescoPublishItem, 1);
      g_autoptr (GError) problem = NULL;

      item->purchase = g_object_ref (purchases->pdata[*next]);
      item->position = desco_purchase_position_new (self->creditor, item->purchase);
      if (desco_debt_position_validate (item->position, now, &problem))
        {
          g_ptr_array_add (items, item);
          continue;
        }
      desco_publish_outcome_add_refused (&outcome, item, problem->message);
      g_ptr_array_add (unfit, item);
    }
  return write_down (self, &outcome, error);
}

/**
 * desco_publish_run_send:
 * @self: a run
 * @purchases: (element-type DescoPurchase): what is queued, in the order to send it in
 * @error: where to put an error: a wrong key, or one of the database
 *
 * Sends purchases in as few calls as the provider has for them, two of them at a time, and writes down
 * what comes of each. Where the program is killed, the next run looks for two batches at most.
 *
 * Returns: whether nothing is in the way that somebody must mend; the report says what came of it
 */
gboolean
desco_publish_run_send (DescoPublishRun *self, GPtrArray *purchases, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (desco_publish_item_free);
  gboolean has_batches
      = (desco_payment_provider_get_features (self->provider) & DESCO_PROVIDER_BATCHES) != 0;
  guint size = has_batches ? DESCO_PROVIDER_MAX_BATCH : 1;
  gboolean is_well = TRUE;

  for (guint next = 0; is_well && next < purchases->len && !is_told_to_stop (self);)
    {
      guint first = items->len;

      is_well = make_items (self, purchases, &next, size, items, error)
                && send_batch (self, (DescoPublishItem **) items->pdata + first, items->len - first,
                               error);
    }
  /* Also where something else went wrong: what was sent is known. */
  self->is_over = self->is_over || !is_well;
  return wait_for_room (self, 0, is_well ? error : NULL) && is_well;
}
