/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-sale-offer.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "store/desco-pupils.h"
#include "store/desco-settings.h"
#include "store/desco-tariffs.h"

static gboolean
load_settings (DescoSaleOffer *self, DescoStore *store, GCancellable *cancellable, GError **error)
{
  GDate today = desco_clock_today ();
  gint64 due_days = 0;

  if (!desco_settings_get_int (store, DESCO_SETTING_PURCHASE_MINIMUM, &self->minimum, cancellable,
                               error)
      || !desco_settings_get_int (store, DESCO_SETTING_PURCHASE_MAXIMUM, &self->maximum,
                                  cancellable, error)
      || !desco_settings_get_int (store, DESCO_SETTING_PURCHASE_STEP, &self->step, cancellable,
                                  error)
      || !desco_settings_get_int (store, DESCO_SETTING_PURCHASE_DUE_DAYS, &due_days, cancellable,
                                  error))
    return FALSE;
  self->due_date = desco_date_add_days (&today, (int) due_days);

  return TRUE;
}

static void
load_quote (DescoSaleOffer *self, DescoStore *store, GCancellable *cancellable)
{
  GDate today = desco_clock_today ();
  g_autoptr (GError) error = NULL;

  self->quote = desco_tariffs_quote (store, &self->pupil->id, &today, cancellable, &error);
  if (self->quote == NULL)
    self->problem = g_strdup (error->message);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  DescoStore *store = source;
  g_autoptr (DescoSaleOffer) self = g_new0 (DescoSaleOffer, 1);
  GError *error = NULL;

  self->pupil = desco_pupils_get (store, data, cancellable, &error);
  if (self->pupil == NULL || !load_settings (self, store, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  load_quote (self, store, cancellable);
  g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) desco_sale_offer_free);
}

/**
 * desco_sale_offer_free:
 * @self: (transfer full): an offer
 */
void
desco_sale_offer_free (DescoSaleOffer *self)
{
  g_clear_object (&self->pupil);
  g_clear_object (&self->quote);
  g_free (self->problem);
  g_free (self);
}

/**
 * desco_sale_offer_load_async:
 * @store: the database
 * @pupil_id: for whom
 * @cancellable: (nullable): stops it
 * @callback: what to call when it is read
 * @data: what @callback gets
 *
 * Reads what a sale begins with, away from the main thread.
 */
void
desco_sale_offer_load_async (DescoStore *store,
                             const DescoUuid *pupil_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, data);

  g_task_set_task_data (task, g_memdup2 (pupil_id, sizeof *pupil_id), g_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * desco_sale_offer_load_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full): what the sale begins with
 */
DescoSaleOffer *
desco_sale_offer_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
