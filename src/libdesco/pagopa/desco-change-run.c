/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-change-run-private.h"

#include "pagopa/desco-pagopa-error.h"

/* Several purchases, there first and then here, in as few calls as the platform has for them. Ended at
 * any moment, the same call again goes on: what is so on both sides is not told again, and telling
 * something twice is harmless. */

static gboolean
is_told_to_stop (DescoChangeRun *self)
{
  if (!self->is_over && g_cancellable_is_cancelled (self->cancellable))
    {
      self->is_over = TRUE;
      self->report->cancelled = TRUE;
    }
  return self->is_over;
}

static void
tell_progress (DescoChangeRun *self)
{
  if (self->progress != NULL)
    self->progress (self->n_done, self->n_total, self->user_data);
}

/* Sets @error where somebody must mend something first. */
static gboolean
give_up (DescoChangeRun *self, GError *problem, GError **error)
{
  self->is_over = TRUE;
  if (!desco_pagopa_error_is_transient (problem))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  self->report->unreachable = g_strdup (problem->message);
  g_error_free (problem);
  return TRUE;
}

/* One transaction. */
static gboolean
note (DescoChangeRun *self, DescoPurchaseTold **told, guint n_told, GError **error)
{
  if (!self->kind->note (self, told, n_told, error))
    return FALSE;
  for (guint i = 0; i < n_told; i++)
    if (told[i]->problem != NULL)
      desco_change_run_refuse (self, told[i]->purchase, told[i]->problem);
    else
      desco_change_run_pass (self);
  tell_progress (self);
  return TRUE;
}

static gboolean
change_one (DescoChangeRun *self, DescoPurchase *purchase, gboolean *is_through, GError **error)
{
  GError *problem = NULL;

  *is_through = FALSE;
  if (is_told_to_stop (self))
    return TRUE;

  *is_through = self->kind->change (self, purchase, &problem);
  if (!*is_through && !desco_pagopa_error_is_of_one (problem))
    return give_up (self, problem, error);
  if (*is_through)
    desco_change_run_pass (self);
  else
    desco_change_run_refuse (self, purchase, problem->message);
  g_clear_error (&problem);
  tell_progress (self);
  return TRUE;
}

static gboolean change_some (DescoChangeRun *self,
                             DescoPurchaseTold **told,
                             guint n_told,
                             gboolean is_faulty,
                             gboolean *is_through,
                             GError **error);

/* In halves, until the culprit stands alone. Where the first half is through, the fault is in the
 * second, which is not told whole in vain. */
static gboolean
part (DescoChangeRun *self,
      DescoPurchaseTold **told,
      guint n_told,
      gboolean *is_through,
      GError **error)
{
  guint half = n_told / 2;
  gboolean first_through;

  if (!change_some (self, told, half, FALSE, &first_through, error)
      || !change_some (self, told + half, n_told - half, first_through, is_through, error))
    return FALSE;
  *is_through = *is_through && first_through;
  return TRUE;
}

static gboolean
change_each (DescoChangeRun *self, DescoPurchaseTold **told, guint n_told, GError **error)
{
  gboolean is_through;

  for (guint i = 0; i < n_told; i++)
    if (!change_one (self, told[i]->purchase, &is_through, error))
      return FALSE;
  return TRUE;
}

/* In as few calls as it takes. @is_faulty says that one of them is known to be refused; @is_through is
 * set to whether all of them are changed now. */
static gboolean
change_some (DescoChangeRun *self,
             DescoPurchaseTold **told,
             guint n_told,
             gboolean is_faulty,
             gboolean *is_through,
             GError **error)
{
  GError *problem = NULL;

  *is_through = FALSE;
  if (is_told_to_stop (self))
    return TRUE;
  if (n_told == 1)
    return change_one (self, told[0]->purchase, is_through, error);

  *is_through = !is_faulty && self->kind->tell (self, told, n_told, &problem);
  if (*is_through)
    return note (self, told, n_told, error);
  if (problem != NULL && !desco_pagopa_error_is_of_one (problem))
    return give_up (self, problem, error);
  g_clear_error (&problem);
  return self->kind->is_parted ? part (self, told, n_told, is_through, error)
                               : change_each (self, told, n_told, error);
}

/* What is for one call, or one transaction, after the other. */
static gboolean
change_all (DescoChangeRun *self, GPtrArray *all, gboolean is_here, GError **error)
{
  guint max = self->kind->max_batch;
  gboolean is_through;

  for (guint i = 0; i < all->len && !is_told_to_stop (self); i += max)
    {
      DescoPurchaseTold **told = (DescoPurchaseTold **) all->pdata + i;
      guint n_told = MIN (max, all->len - i);

      if (is_here ? !note (self, told, n_told, error)
                  : !change_some (self, told, n_told, FALSE, &is_through, error))
        return FALSE;
    }
  return TRUE;
}

/* Each once, as it stands now: it may have been listed a while ago. */
static gboolean
take (DescoChangeRun *self, GPtrArray *purchases, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (desco_uuid_hash, desco_uuid_equal);

  self->report = desco_change_report_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->told); i++)
    self->told[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_purchase_told_free);
  for (guint i = 0; i < purchases->len; i++)
    {
      DescoPurchase *purchase = g_ptr_array_index (purchases, i);

      if (g_hash_table_add (seen, &purchase->id) && !self->kind->add (self, &purchase->id, error))
        return FALSE;
    }
  self->n_total = g_hash_table_size (seen);
  return TRUE;
}

/**
 * desco_change_run_clear:
 * @self: a run
 */
void
desco_change_run_clear (DescoChangeRun *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->told); i++)
    g_clear_pointer (&self->told[i], g_ptr_array_unref);
  g_clear_pointer (&self->report, desco_change_report_free);
}

/**
 * desco_change_run_add:
 * @self: a run
 * @way: how it is to be changed; where the platform has no batches, several are changed one by one
 * @purchase: what to change
 * @position: (nullable): what the platform is to be told of it
 */
void
desco_change_run_add (DescoChangeRun *self,
                      DescoChangeWay way,
                      DescoPurchase *purchase,
                      DescoDebtPosition *position)
{
  gboolean has_batches
      = self->provider != NULL
        && (desco_payment_provider_get_features (self->provider) & DESCO_PROVIDER_BATCHES) != 0;

  if (way == DESCO_CHANGE_TOGETHER && !has_batches)
    way = DESCO_CHANGE_ALONE;
  g_ptr_array_add (self->told[way], desco_purchase_told_new (purchase, position));
}

/**
 * desco_change_run_pass:
 * @self: a run
 *
 * Counts a purchase that is as it should be.
 */
void
desco_change_run_pass (DescoChangeRun *self)
{
  self->report->done++;
  self->n_done++;
}

/**
 * desco_change_run_refuse:
 * @self: a run
 * @purchase: what can't be changed
 * @reason: why, in words
 *
 * Reports a purchase that stays as it was.
 */
void
desco_change_run_refuse (DescoChangeRun *self, const DescoPurchase *purchase, const char *reason)
{
  desco_purchase_failures_add (self->report->failed, purchase, reason);
  self->n_done++;
}

/**
 * desco_change_run_carry_out:
 * @self: a run whose kind, store and platform are set
 * @purchases: (element-type DescoPurchase): what is to be changed
 * @error: where to put an error: a wrong key, or one of the database
 *
 * Changes them: first what the platform need not know of, then the rest, there and here, in as few calls
 * as there can be.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoChangeReport *
desco_change_run_carry_out (DescoChangeRun *self, GPtrArray *purchases, GError **error)
{
  if (!take (self, purchases, error)
      || !change_all (self, self->told[DESCO_CHANGE_HERE], TRUE, error)
      || !change_all (self, self->told[DESCO_CHANGE_TOGETHER], FALSE, error)
      || !change_each (self, (DescoPurchaseTold **) self->told[DESCO_CHANGE_ALONE]->pdata,
                       self->told[DESCO_CHANGE_ALONE]->len, error))
    return NULL;
  self->report->waiting = self->n_total - self->n_done;
  return g_steal_pointer (&self->report);
}
