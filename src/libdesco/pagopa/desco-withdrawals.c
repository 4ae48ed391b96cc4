/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-withdrawals.h"

#include "pagopa/desco-change-run-private.h"
#include "pagopa/desco-withdrawal.h"

#include <glib/gi18n-lib.h>

/* Cancelling several purchases, as desco_withdrawal_run() does one: at the platform first, so that
 * nobody can pay them, then here. Where the platform takes several, they are removed there, all of them
 * or none; where it does not, as one was paid, each is withdrawn by itself, which says why. */

/* What is not known to be there is looked for
 * first, by itself. */
static gboolean
add (DescoChangeRun *run, const DescoUuid *id, GError **error)
{
  g_autoptr (DescoPurchase) purchase = desco_purchases_get (run->store, id, NULL, error);
  gboolean is_there;

  if (purchase == NULL)
    return FALSE;
  is_there
      = purchase->status == DESCO_PURCHASE_PUBLISHED || purchase->status == DESCO_PURCHASE_EXPIRED;
  desco_change_run_add (run, is_there ? DESCO_CHANGE_TOGETHER : DESCO_CHANGE_ALONE, purchase, NULL);
  return TRUE;
}

static gboolean
tell (DescoChangeRun *run, DescoPurchaseTold **told, guint n_told, GError **error)
{
  g_autofree const char **iupds = g_new0 (const char *, n_told + 1);

  for (guint i = 0; i < n_told; i++)
    iupds[i] = told[i]->purchase->iupd;
  return desco_payment_provider_remove_batch (run->provider, iupds, NULL, error);
}

static gboolean
note (DescoChangeRun *run, DescoPurchaseTold **told, guint n_told, GError **error)
{
  const char *reason = run->data;
  g_autofree char *detail = reason != NULL
                                ? g_strdup_printf ("%s; %s", _ ("removed at pagoPA"), reason)
                                : g_strdup (_ ("removed at pagoPA"));

  return desco_purchases_note_removed (run->store, told, n_told, detail, error);
}

static gboolean
change (DescoChangeRun *run, DescoPurchase *purchase, GError **error)
{
  return desco_withdrawal_run (run->store, run->provider, purchase, run->data, NULL, error);
}

static const DescoChangeKind kind = { DESCO_PROVIDER_MAX_REMOVALS, FALSE, add, tell, note, change };

/**
 * desco_withdrawals_run:
 * @store: the database
 * @provider: the platform
 * @purchases: (element-type DescoPurchase): what is not wanted any more
 * @reason: (nullable): why, for the record
 * @progress: (nullable) (scope call): told after each transaction
 * @user_data: for @progress
 * @cancellable: (nullable): to stop between two calls
 * @error: where to put an error: a wrong key, or one of the database. That the platform could not be
 *   reached is no error, nor that it was cancelled: the report says so
 *
 * Cancels several purchases, at pagoPA first: up to %DESCO_PROVIDER_MAX_REMOVALS in one call
 * where the platform takes several. What is paid, in all or in part, is left alone and reported. What
 * can't be paid there any more is written down in one transaction a call. Ended at any moment, the same
 * call again goes on.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoChangeReport *
desco_withdrawals_run (DescoStore *store,
                       DescoPaymentProvider *provider,
                       GPtrArray *purchases,
                       const char *reason,
                       DescoPublishProgress progress,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (DescoChangeRun) run = {
    .kind = &kind,
    .data = reason,
    .store = store,
    .provider = provider,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };

  return desco_change_run_carry_out (&run, purchases, error);
}
