/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-publish-run-private.h"

#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-purchase-position.h"
#include "store/desco-purchases-sent.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long to wait before the next try, doubled at each and never more than an hour. */
#define FIRST_WAIT_SECONDS 30
#define MAX_WAIT_SECONDS 3600

/* A purchase and what the platform is to be told of it. */
typedef struct
{
  DescoPurchase *purchase;
  DescoDebtPosition *position;
} Item;

/* What came of some of them, on its way into one transaction. */
typedef struct
{
  GArray *sent;     /* DescoPurchaseSent */
  GPtrArray *items; /* Item, of the same places */
  guint n_there;    /* whose earlier try had arrived */
  GPtrArray *words; /* the texts of @sent */
} Outcome;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_object_unref (item->purchase);
  desco_debt_position_unref (item->position);
  g_free (item);
}

static void
outcome_init (Outcome *self)
{
  self->sent = g_array_new (FALSE, TRUE, sizeof (DescoPurchaseSent));
  self->items = g_ptr_array_new ();
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->n_there = 0;
}

static void
outcome_clear (Outcome *self)
{
  g_array_unref (self->sent);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* So many outcomes are written down while more is sent, each in a transaction: the disk may take
 * longer over one of them than the platform over a call. */
#define MAX_WRITINGS 2

/* An outcome that is being written down. */
typedef struct
{
  DescoStore *store;
  Outcome outcome;
  GThread *thread;
  GError *error;
} Writing;

static void
writing_free (Writing *self)
{
  g_object_unref (self->store);
  outcome_clear (&self->outcome);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static DescoPurchaseSent *
outcome_add (Outcome *self, Item *item, const char *text)
{
  DescoPurchaseSent sent = { .id = item->purchase->id };

  g_ptr_array_add (self->words, g_strdup (text));
  sent.text = g_ptr_array_index (self->words, self->words->len - 1);
  g_array_append_val (self->sent, sent);
  g_ptr_array_add (self->items, item);
  return &g_array_index (self->sent, DescoPurchaseSent, self->sent->len - 1);
}

static void
outcome_add_published (Outcome *self, Item *item, DescoDebtPositionStatus status)
{
  outcome_add (self, item, desco_debt_position_status_to_string (status))->is_published = TRUE;
}

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

static void
report_failure (DescoPublishReport *report, const DescoPurchase *purchase, const char *reason)
{
  DescoPublishFailure *failure = g_new0 (DescoPublishFailure, 1);

  failure->purchase_id = purchase->id;
  failure->notice_number = g_strdup (purchase->notice_number);
  failure->reason = g_strdup (reason);
  g_ptr_array_add (report->failed, failure);
}

/* What is to be tried again later counts as waiting, and is not done. */
static void
report_one (DescoPublishRun *self, const Item *item, const DescoPurchaseSent *sent)
{
  DescoPublishReport *report = self->report;

  if (sent->is_overtaken)
    report_failure (report, item->purchase,
                    _ ("The purchase was cancelled here while its notice was on its way to pagoPA: "
                       "compare the states with pagoPA's, and withdraw it there."));
  else if (sent->is_published)
    report->published++;
  else if (sent->retry_at == 0)
    report_failure (report, item->purchase, sent->text);
  else
    {
      report->retry_at = MAX (report->retry_at, sent->retry_at);
      return;
    }
  self->n_done++;
}

/* Waits for the oldest transaction that is being written, and reports what is in it. */
static gboolean
finish_oldest (DescoPublishRun *self, GError **error)
{
  g_autoptr (Writing) writing = g_queue_pop_head (&self->writings);
  const DescoPurchaseSent *sent;

  g_thread_join (g_steal_pointer (&writing->thread));
  if (writing->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&writing->error));
      return FALSE;
    }

  sent = (const DescoPurchaseSent *) (gconstpointer) writing->outcome.sent->data;
  self->report->already_there += writing->outcome.n_there;
  for (guint i = 0; i < writing->outcome.sent->len; i++)
    report_one (self, writing->outcome.items->pdata[i], &sent[i]);
  if (self->progress != NULL)
    self->progress (self->n_done, self->n_total, self->user_data);
  return TRUE;
}

/* The first error counts; what else was sent is known all the same. */
static gboolean
finish_writing (DescoPublishRun *self, GError **error)
{
  gboolean is_written = TRUE;

  while (!g_queue_is_empty (&self->writings))
    is_written = finish_oldest (self, is_written ? error : NULL) && is_written;
  return is_written;
}

static gpointer
write_in_thread (gpointer data)
{
  Writing *writing = data;

  desco_purchases_note_sent (writing->store,
                             (DescoPurchaseSent *) (gpointer) writing->outcome.sent->data,
                             writing->outcome.sent->len, &writing->error);
  return NULL;
}

/* Begins one transaction with what came of a call, once there are few enough before it. Takes what is
 * in @outcome. */
static gboolean
begin_writing (DescoPublishRun *self, Outcome *outcome, GError **error)
{
  Writing *writing;

  while (g_queue_get_length (&self->writings) >= MAX_WRITINGS)
    if (!finish_oldest (self, error))
      return FALSE;
  if (outcome->sent->len == 0)
    return TRUE;

  writing = g_new0 (Writing, 1);
  writing->store = g_object_ref (self->store);
  writing->outcome = *outcome;
  outcome_init (outcome);
  writing->thread = g_thread_new ("desco-note", write_in_thread, writing);
  g_queue_push_tail (&self->writings, writing);
  return TRUE;
}

/* One transaction, before anything else is sent. */
static gboolean
write_down (DescoPublishRun *self, Outcome *outcome, GError **error)
{
  return begin_writing (self, outcome, error) && finish_writing (self, error);
}

static gboolean
write_down_failure (DescoPublishRun *self, Item *item, const char *reason, GError **error)
{
  g_auto (Outcome) outcome;

  outcome_init (&outcome);
  outcome_add (&outcome, item, reason);
  return write_down (self, &outcome, error);
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
         Outcome *outcome,
         Item **items,
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
  self->report->unreachable = g_strdup (problem->message);
  for (guint i = 0; i < n_items; i++)
    outcome_add (outcome, items[i], problem->message)->retry_at
        = next_try (problem, items[i]->purchase);
  return TRUE;
}

/* Whether a setting or a key is missing or wrong: their names have a point, a position's have none. */
static gboolean
is_of_a_setting (const GError *problem)
{
  const char *field = problem->domain == DESCO_INPUT_ERROR ? desco_error_get_field (problem) : NULL;

  return field != NULL && strchr (field, '.') != NULL;
}

/* Whether it is about the way to the platform, and not about a position. */
static gboolean
is_of_the_way (const GError *problem)
{
  return desco_pagopa_error_is_transient (problem)
         || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED)
         || is_of_a_setting (problem);
}

static void
add_found (Outcome *outcome, Item *item, const DescoDebtPosition *found)
{
  if (found->status == DESCO_DEBT_POSITION_INVALID)
    outcome_add (
        outcome, item,
        _ ("The position was withdrawn at pagoPA by somebody else: cancel this purchase and "
           "sell anew."));
  else
    outcome_add_published (outcome, item, found->status);
}

/* One purchase, which the provider looks for there by itself where its answer is lost or says that it
 * is there. */
static gboolean
send_one (DescoPublishRun *self, Item *item, gboolean *is_through, GError **error)
{
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) problem = NULL;
  g_auto (Outcome) outcome;
  gboolean already_there = FALSE;

  *is_through = FALSE;
  outcome_init (&outcome);
  if (is_told_to_stop (self))
    return TRUE;

  answer = desco_payment_provider_create (self->provider, item->position, TRUE, &already_there,
                                          self->cancellable, &problem);
  if (answer != NULL)
    {
      add_found (&outcome, item, answer);
      *is_through = answer->status != DESCO_DEBT_POSITION_INVALID;
      outcome.n_there = already_there && *is_through ? 1 : 0;
    }
  else if (!is_of_the_way (problem))
    outcome_add (&outcome, item, problem->message);
  else if (!give_up (self, &outcome, &item, 1, problem, error))
    return FALSE;
  return write_down (self, &outcome, error);
}

/* Looks for each of @items there. What is there is written down; what is not, or is not what it should
 * be, is left for @missing and @others. */
static gboolean
look_for_all (DescoPublishRun *self,
              Item **items,
              guint n_items,
              GPtrArray *missing,
              GPtrArray *others,
              GError **error)
{
  g_auto (Outcome) outcome;

  outcome_init (&outcome);
  for (guint i = 0; i < n_items && !is_told_to_stop (self); i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (DescoDebtPosition) found = desco_payment_provider_get (
          self->provider, items[i]->purchase->iupd, self->cancellable, &problem);

      if (found != NULL && found->status != DESCO_DEBT_POSITION_DRAFT
          && desco_debt_position_is_same (items[i]->position, found, self->creditor->tax_code))
        {
          add_found (&outcome, items[i], found);
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
                           Item **items,
                           guint n_items,
                           gboolean is_faulty,
                           gboolean *is_through,
                           GError **error);

/* A batch that was sent before, or a part of one: the program was ended before the answer was written
 * down. Nothing of it is sent again before it is known not to be there. */
static gboolean
resume (DescoPublishRun *self, Item **items, guint n_items, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  gboolean is_through;

  if (!look_for_all (self, items, n_items, missing, others, error))
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    if (!send_one (self, others->pdata[i], &is_through, error))
      return FALSE;
  return send_some (self, (Item **) missing->pdata, missing->len, FALSE, &is_through, error);
}

/* Sets @is_there to whether the platform has the first of a batch. */
static gboolean
look_for_first (DescoPublishRun *self,
                Item **items,
                guint n_items,
                gboolean *is_there,
                GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DescoDebtPosition) found = desco_payment_provider_get (
      self->provider, items[0]->purchase->iupd, self->cancellable, &problem);
  g_auto (Outcome) outcome;

  outcome_init (&outcome);
  *is_there = found != NULL;
  if (found != NULL || g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    return TRUE;
  return give_up (self, &outcome, items, n_items, problem, error)
         && write_down (self, &outcome, error);
}

static gboolean
was_tried_before (Item **items, guint n_items)
{
  for (guint i = 0; i < n_items; i++)
    if (items[i]->purchase->attempts > 0)
      return TRUE;
  return FALSE;
}

/* Sends a batch whole, and says in @problem why it was refused, if one of them is at fault. What came
 * of it is written while the next two are on their way at most: where the program is killed, three
 * batches are looked for by the next run. */
static gboolean
send_batch (DescoPublishRun *self, Item **items, guint n_items, GError **problem, GError **error)
{
  g_autoptr (GPtrArray) positions = g_ptr_array_new ();
  g_autoptr (GError) local_error = NULL;
  g_auto (Outcome) outcome;

  outcome_init (&outcome);
  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (positions, items[i]->position);

  if (desco_payment_provider_create_batch (self->provider, positions, TRUE, self->cancellable,
                                           &local_error))
    {
      for (guint i = 0; i < n_items; i++)
        outcome_add_published (&outcome, items[i],
                               items[i]->position->validity_date > desco_clock_now ()
                                   ? DESCO_DEBT_POSITION_PUBLISHED
                                   : DESCO_DEBT_POSITION_VALID);
    }
  else if (!is_of_the_way (local_error))
    g_propagate_error (problem, g_steal_pointer (&local_error));
  else if (!give_up (self, &outcome, items, n_items, local_error, error))
    return FALSE;
  return begin_writing (self, &outcome, error);
}

/* In halves, until the culprit stands alone. Where the first half is through, the fault is in the
 * second, which is not sent whole in vain. */
static gboolean
split (DescoPublishRun *self, Item **items, guint n_items, gboolean *is_through, GError **error)
{
  guint half = n_items / 2;
  gboolean first_through;

  if (!send_some (self, items, half, FALSE, &first_through, error)
      || !send_some (self, items + half, n_items - half, first_through, is_through, error))
    return FALSE;
  *is_through = *is_through && first_through;
  return TRUE;
}

/* Sends @items in as few calls as it takes. @is_faulty says that one of them is known to be refused;
 * @is_through is set to whether all of them are there now. */
static gboolean
send_some (DescoPublishRun *self,
           Item **items,
           guint n_items,
           gboolean is_faulty,
           gboolean *is_through,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
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
  if (!is_there && !self->is_over && !send_batch (self, items, n_items, &problem, error))
    return FALSE;
  if (g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT)
      && !look_for_first (self, items, n_items, &is_there, error))
    return FALSE;

  if (is_there)
    return resume (self, items, n_items, error);
  *is_through = problem == NULL && !self->is_over;
  if (problem == NULL || self->is_over)
    return TRUE;
  return split (self, items, n_items, is_through, error);
}

/* What cannot be sent as it is, by the platform's own rules, is not. */
static gboolean
make_items (DescoPublishRun *self, GPtrArray *purchases, GPtrArray *items, GError **error)
{
  gint64 now = desco_clock_now ();

  for (guint i = 0; i < purchases->len; i++)
    {
      Item *item = g_new0 (Item, 1);
      g_autoptr (GError) problem = NULL;

      item->purchase = g_object_ref (purchases->pdata[i]);
      item->position = desco_purchase_position_new (self->creditor, item->purchase);
      if (desco_debt_position_validate (item->position, now, &problem))
        {
          g_ptr_array_add (items, item);
          continue;
        }
      if (!write_down_failure (self, item, problem->message, error))
        {
          item_free (item);
          return FALSE;
        }
      item_free (item);
    }
  return TRUE;
}

/**
 * desco_publish_run_send:
 * @self: a run
 * @purchases: (element-type DescoPurchase): what is queued, in the order to send it in
 * @error: where to put an error: a wrong key, or one of the database
 *
 * Sends purchases in as few calls as the provider has for them, and writes down what comes of each.
 *
 * Returns: whether nothing is in the way that somebody must mend; the report says what came of it
 */
gboolean
desco_publish_run_send (DescoPublishRun *self, GPtrArray *purchases, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  gboolean has_batches
      = (desco_payment_provider_get_features (self->provider) & DESCO_PROVIDER_BATCHES) != 0;
  guint size = has_batches ? DESCO_PROVIDER_MAX_BATCH : 1;
  gboolean is_well;

  is_well = make_items (self, purchases, items, error);
  for (guint i = 0; is_well && i < items->len && !self->is_over; i += size)
    {
      gboolean is_through;

      is_well = send_some (self, (Item **) items->pdata + i, MIN (size, items->len - i), FALSE,
                           &is_through, error);
    }
  /* Also where something else went wrong: what was sent is known. */
  return finish_writing (self, is_well ? error : NULL) && is_well;
}
