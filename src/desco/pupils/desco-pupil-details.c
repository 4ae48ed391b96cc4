/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pupils/desco-pupil-details.h"

#include "model/desco-clock.h"
#include "store/desco-diets.h"
#include "store/desco-guardians.h"
#include "store/desco-pupils.h"
#include "store/desco-tariffs.h"

/* No price is a state of its own, which the pane explains: the rest is shown all the same. */
static void
load_quote (DescoPupilDetails *self, DescoStore *store, GCancellable *cancellable)
{
  GDate today = desco_clock_today ();
  g_autoptr (GError) error = NULL;

  self->quote = desco_tariffs_quote (store, &self->pupil->id, &today, cancellable, &error);
  if (self->quote == NULL)
    self->quote_problem = g_strdup (error->message);
}

static gboolean
load_wallet (DescoPupilDetails *self, DescoStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines
      = desco_wallets_load_pupil (store, &self->pupil->id, cancellable, error);

  if (lines == NULL)
    return FALSE;
  if (lines->len > 0)
    self->wallet = g_ptr_array_steal_index (lines, 0);

  return TRUE;
}

static gboolean
load_diet (DescoPupilDetails *self, DescoStore *store, GCancellable *cancellable, GError **error)
{
  GDate today = desco_clock_today ();
  g_autoptr (GError) local_error = NULL;

  self->diet = desco_diets_get (store, &self->pupil->id, &today, cancellable, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  DescoStore *store = source;
  g_autoptr (DescoPupilDetails) self = g_new0 (DescoPupilDetails, 1);
  GError *error = NULL;

  self->pupil = desco_pupils_get (store, data, cancellable, &error);
  if (self->pupil != NULL)
    self->guardians = desco_guardians_of_pupil (store, &self->pupil->id, cancellable, &error);
  if (self->guardians != NULL)
    self->siblings = desco_pupils_list_siblings (store, &self->pupil->id, cancellable, &error);
  if (self->siblings == NULL || !load_wallet (self, store, cancellable, &error)
      || !load_diet (self, store, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  load_quote (self, store, cancellable);
  g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) desco_pupil_details_free);
}

/**
 * desco_pupil_details_free:
 * @self: (transfer full): details
 */
void
desco_pupil_details_free (DescoPupilDetails *self)
{
  g_clear_object (&self->pupil);
  g_clear_pointer (&self->guardians, g_ptr_array_unref);
  g_clear_pointer (&self->siblings, g_ptr_array_unref);
  g_clear_pointer (&self->wallet, desco_wallet_line_free);
  g_clear_object (&self->quote);
  g_free (self->quote_problem);
  g_free (self->diet);
  g_free (self);
}

/**
 * desco_pupil_details_load_async:
 * @store: the database
 * @pupil_id: who
 * @cancellable: (nullable): stops it
 * @callback: what to call when they are read
 * @data: what @callback gets
 *
 * Reads all that the office is shown about one pupil, away from the main thread.
 */
void
desco_pupil_details_load_async (DescoStore *store,
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
 * desco_pupil_details_load_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full): the details
 */
DescoPupilDetails *
desco_pupil_details_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
