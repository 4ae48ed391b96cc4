/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-publish-flight-private.h"

#include "model/desco-clock.h"
#include "store/desco-purchases-sent.h"

#include <glib/gi18n-lib.h>

static DescoPurchaseSent *
add (DescoPublishOutcome *self, DescoPublishItem *item, const char *text)
{
  DescoPurchaseSent sent = { .id = item->purchase->id };

  g_ptr_array_add (self->words, g_strdup (text));
  sent.text = g_ptr_array_index (self->words, self->words->len - 1);
  g_array_append_val (self->sent, sent);
  g_ptr_array_add (self->items, item);
  return &g_array_index (self->sent, DescoPurchaseSent, self->sent->len - 1);
}

/* Whether it is payable already is a question of the day. */
static DescoDebtPositionStatus
get_status_once_taken (const DescoDebtPosition *position)
{
  return position->validity_date > desco_clock_now () ? DESCO_DEBT_POSITION_PUBLISHED
                                                      : DESCO_DEBT_POSITION_VALID;
}

static gboolean
send (DescoPublishFlight *self)
{
  g_autoptr (GPtrArray) positions = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      DescoPublishItem *item = self->items->pdata[i];

      g_ptr_array_add (positions, item->position);
    }
  return desco_payment_provider_create_batch (self->provider, positions, TRUE, &self->is_first_only,
                                              self->cancellable, &self->problem);
}

static gpointer
fly (gpointer data)
{
  DescoPublishFlight *self = data;

  if (send (self) && !self->is_first_only)
    {
      for (guint i = 0; i < self->items->len; i++)
        {
          DescoPublishItem *item = self->items->pdata[i];

          desco_publish_outcome_add_found (&self->outcome, item,
                                           get_status_once_taken (item->position));
        }
      desco_publish_outcome_write (&self->outcome, self->store, &self->error);
    }
  if (self->landed != NULL)
    g_async_queue_push (self->landed, self);
  return NULL;
}

/**
 * desco_publish_item_free:
 * @data: (transfer full): a #DescoPublishItem
 */
void
desco_publish_item_free (gpointer data)
{
  DescoPublishItem *self = data;

  g_object_unref (self->purchase);
  desco_debt_position_unref (self->position);
  g_free (self);
}

/**
 * desco_publish_outcome_init:
 * @self: (out caller-allocates): an outcome of nothing yet
 */
void
desco_publish_outcome_init (DescoPublishOutcome *self)
{
  self->sent = g_array_new (FALSE, TRUE, sizeof (DescoPurchaseSent));
  self->items = g_ptr_array_new ();
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->n_there = 0;
}

/**
 * desco_publish_outcome_clear:
 * @self: an outcome
 */
void
desco_publish_outcome_clear (DescoPublishOutcome *self)
{
  g_array_unref (self->sent);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->words);
}

/**
 * desco_publish_outcome_add_refused:
 * @self: an outcome
 * @item: what the platform does not take
 * @reason: why, in words
 */
void
desco_publish_outcome_add_refused (DescoPublishOutcome *self,
                                   DescoPublishItem *item,
                                   const char *reason)
{
  add (self, item, reason);
}

/**
 * desco_publish_outcome_add_waiting:
 * @self: an outcome
 * @item: what could not be sent, or is not known to have arrived
 * @reason: why, in words
 * @retry_at: UTC microseconds of the next try
 */
void
desco_publish_outcome_add_waiting (DescoPublishOutcome *self,
                                   DescoPublishItem *item,
                                   const char *reason,
                                   gint64 retry_at)
{
  add (self, item, reason)->retry_at = retry_at;
}

/**
 * desco_publish_outcome_add_found:
 * @self: an outcome
 * @item: what the platform has
 * @status: in which state
 */
void
desco_publish_outcome_add_found (DescoPublishOutcome *self,
                                 DescoPublishItem *item,
                                 DescoDebtPositionStatus status)
{
  if (status == DESCO_DEBT_POSITION_INVALID)
    add (self, item,
         _ ("The position was withdrawn at pagoPA by somebody else: cancel this purchase and "
            "sell anew."));
  else
    add (self, item, desco_debt_position_status_to_string (status))->is_published = TRUE;
}

/**
 * desco_publish_outcome_write:
 * @self: an outcome
 * @store: the database
 * @error: where to put an error of the database
 *
 * Writes it down, in one transaction.
 *
 * Returns: whether it is on disk
 */
gboolean
desco_publish_outcome_write (DescoPublishOutcome *self, DescoStore *store, GError **error)
{
  return self->sent->len == 0
         || desco_purchases_note_sent (store, (DescoPurchaseSent *) (gpointer) self->sent->data,
                                       self->sent->len, error);
}

/**
 * desco_publish_flight_start:
 * @store: the database
 * @provider: a platform with %DESCO_PROVIDER_BATCHES, for use from any thread
 * @items: (array length=n_items): what to send; they are to outlive the flight
 * @n_items: how many: 2 to %DESCO_PROVIDER_MAX_BATCH
 * @landed: (nullable): where to put the flight, at its end
 * @cancellable: (nullable): ends the wait for the platform, but not for the disk
 *
 * Sends a batch, without waiting.
 *
 * Returns: (transfer full): the batch on its way
 */
DescoPublishFlight *
desco_publish_flight_start (DescoStore *store,
                            DescoPaymentProvider *provider,
                            DescoPublishItem **items,
                            guint n_items,
                            GAsyncQueue *landed,
                            GCancellable *cancellable)
{
  DescoPublishFlight *self = g_new0 (DescoPublishFlight, 1);

  self->store = g_object_ref (store);
  self->provider = g_object_ref (provider);
  g_set_object (&self->cancellable, cancellable);
  self->items = g_ptr_array_sized_new (n_items);
  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (self->items, items[i]);
  if (landed != NULL)
    self->landed = g_async_queue_ref (landed);
  desco_publish_outcome_init (&self->outcome);
  self->thread = g_thread_new ("desco-publish", fly, self);
  return self;
}

/**
 * desco_publish_flight_wait:
 * @self: a batch on its way
 *
 * Waits until it is known, and on disk, what came of it.
 */
void
desco_publish_flight_wait (DescoPublishFlight *self)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}

/**
 * desco_publish_flight_free:
 * @self: (transfer full): a batch, which is waited for
 */
void
desco_publish_flight_free (DescoPublishFlight *self)
{
  desco_publish_flight_wait (self);
  g_object_unref (self->store);
  g_object_unref (self->provider);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->landed, g_async_queue_unref);
  desco_publish_outcome_clear (&self->outcome);
  g_clear_error (&self->problem);
  g_clear_error (&self->error);
  g_free (self);
}
