/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-due-changes.h"

#include "model/desco-clock.h"
#include "model/desco-due-date.h"
#include "pagopa/desco-change-run-private.h"
#include "pagopa/desco-due-change.h"
#include "pagopa/desco-purchase-position.h"
#include "store/desco-creditors.h"

#include <glib/gi18n-lib.h>

/* Another due date for several purchases, as desco_due_change_run() has it for one: the platform first,
 * then here. */

typedef struct
{
  const GDate *due_date;
  const DescoCreditor *creditor;
} Wanted;

/* What the platform would not take is not sent. */
static void
add_together (DescoChangeRun *run, DescoPurchase *changed)
{
  const Wanted *wanted = run->data;
  g_autoptr (DescoDebtPosition) position = desco_purchase_position_new (wanted->creditor, changed);
  g_autoptr (GError) problem = NULL;

  if (desco_debt_position_validate (position, desco_clock_now (), &problem))
    desco_change_run_add (run, DESCO_CHANGE_TOGETHER, changed, position);
  else
    desco_change_run_refuse (run, changed, problem->message);
}

/* What has the day is done, as here it has it only once the platform does. */
static gboolean
add (DescoChangeRun *run, const DescoUuid *id, GError **error)
{
  const Wanted *wanted = run->data;
  g_autoptr (DescoPurchase) present = desco_purchases_get (run->store, id, NULL, error);
  g_autoptr (DescoPurchase) changed
      = present != NULL ? desco_purchases_get (run->store, id, NULL, error) : NULL;
  g_autoptr (GError) problem = NULL;
  GDate today = desco_clock_today ();

  if (changed == NULL)
    return FALSE;
  if (!desco_due_date_move (changed, wanted->due_date, NULL, &today, &problem))
    desco_change_run_refuse (run, changed, problem->message);
  else if (desco_due_date_is_same (present, changed))
    desco_change_run_pass (run);
  else if (!desco_due_change_needs_platform (changed))
    desco_change_run_add (run, DESCO_CHANGE_HERE, changed, NULL);
  else if (run->provider == NULL)
    desco_change_run_refuse (run, changed,
                             _ ("The notice was sent to pagoPA meanwhile: change its due date once "
                                "more."));
  else if (changed->status != DESCO_PURCHASE_PUBLISHED)
    desco_change_run_add (run, DESCO_CHANGE_ALONE, changed, NULL);
  else
    add_together (run, changed);
  return TRUE;
}

static gboolean
tell (DescoChangeRun *run, DescoPurchaseTold **told, guint n_told, GError **error)
{
  g_autoptr (GPtrArray) positions = g_ptr_array_new ();

  for (guint i = 0; i < n_told; i++)
    g_ptr_array_add (positions, told[i]->position);
  if (!desco_payment_provider_replace_batch (run->provider, positions, TRUE, NULL, error))
    return FALSE;
  /* The answer names none of them; what is payable from now on is valid there. */
  for (guint i = 0; i < n_told; i++)
    told[i]->position->status = DESCO_DEBT_POSITION_VALID;
  return TRUE;
}

static gboolean
note (DescoChangeRun *run, DescoPurchaseTold **told, guint n_told, GError **error)
{
  return desco_purchases_note_due_dates (run->store, told, n_told, error);
}

static gboolean
change (DescoChangeRun *run, DescoPurchase *purchase, GError **error)
{
  const Wanted *wanted = run->data;

  return desco_due_change_run (run->store, run->provider, purchase, wanted->due_date, NULL, NULL,
                               error);
}

static const DescoChangeKind kind = { DESCO_PROVIDER_MAX_BATCH, TRUE, add, tell, note, change };

/**
 * desco_due_changes_need_platform:
 * @purchases: (element-type DescoPurchase): purchases
 *
 * Returns: whether desco_due_change_needs_platform() says so of one of them
 */
gboolean
desco_due_changes_need_platform (GPtrArray *purchases)
{
  for (guint i = 0; i < purchases->len; i++)
    if (desco_due_change_needs_platform (purchases->pdata[i]))
      return TRUE;
  return FALSE;
}

/**
 * desco_due_changes_run:
 * @store: the database
 * @provider: (nullable): the platform; may be %NULL where desco_due_changes_need_platform() says so
 * @purchases: (element-type DescoPurchase): what is to be paid by another day
 * @due_date: the last day to pay each of them, and the first instalment of those that have some; their
 *   other instalments follow a month apart
 * @progress: (nullable) (scope call): told after each transaction
 * @user_data: for @progress
 * @cancellable: (nullable): to stop between two calls
 * @error: where to put an error: of `dueDate`, a wrong key, or one of the database. That the platform
 *   could not be reached is no error, nor that it was cancelled: the report says so
 *
 * Gives several purchases another due date, at pagoPA first: up to %DESCO_PROVIDER_MAX_BATCH in
 * one call where the platform takes several, in parts where one of them is refused, until that one
 * stands alone with its reason. What it has is written down in one transaction a call. Ended at any
 * moment, the same call again goes on.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoChangeReport *
desco_due_changes_run (DescoStore *store,
                       DescoPaymentProvider *provider,
                       GPtrArray *purchases,
                       const GDate *due_date,
                       DescoPublishProgress progress,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (store, NULL, error);
  const Wanted wanted = { due_date, creditor };
  g_auto (DescoChangeRun) run = {
    .kind = &kind,
    .data = &wanted,
    .store = store,
    .provider = provider,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };
  GDate today = desco_clock_today ();

  if (creditor == NULL || !desco_due_date_check (due_date, &today, error))
    return NULL;
  return desco_change_run_carry_out (&run, purchases, error);
}
