/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "session/desco-pagopa-work.h"

#include "pagopa/desco-due-changes.h"
#include "pagopa/desco-withdrawal.h"
#include "pagopa/desco-withdrawals.h"
#include "session/desco-work.h"
#include "store/desco-purchases.h"

/* What the window asks of pagoPA. Opening the provider reads the settings and the secrets, so that
 * belongs on the thread of the work, too. */

typedef struct
{
  GPtrArray *purchases;
  DescoPurchase *purchase;
  char *reason;
  GDate due_date;
  DescoPublishProgress progress;
  gpointer progress_data;
  GMainContext *context; /* whose thread is told of progress */
} Work;

/* How far it is, on its way to the thread of the window. */
typedef struct
{
  DescoPublishProgress progress;
  gpointer data;
  guint done;
  guint total;
} Step;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->purchases, g_ptr_array_unref);
  g_clear_object (&work->purchase);
  g_clear_pointer (&work->context, g_main_context_unref);
  g_free (work->reason);
  g_free (work);
}

static gboolean
on_step (gpointer data)
{
  const Step *step = data;

  step->progress (step->done, step->total, step->data);
  return G_SOURCE_REMOVE;
}

/* With the priority of the work's end, so that none comes after it. */
static void
tell_progress (guint done, guint total, gpointer data)
{
  const Work *work = data;
  Step *step;

  if (work->progress == NULL)
    return;
  step = g_new0 (Step, 1);
  step->progress = work->progress;
  step->data = work->progress_data;
  step->done = done;
  step->total = total;
  g_main_context_invoke_full (work->context, G_PRIORITY_DEFAULT, on_step, step, g_free);
}

/* A person asks: what waits after a failed try does not wait for its time. */
static gboolean
take_all_queued (Work *work, DescoSession *session, GCancellable *cancellable, GError **error)
{
  const DescoPurchaseFilter filter = { .statuses = 1u << DESCO_PURCHASE_QUEUED };

  if (work->purchases == NULL)
    work->purchases
        = desco_purchases_list (desco_session_get_store (session), &filter, cancellable, error);
  return work->purchases != NULL;
}

static gpointer
publish (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  g_autoptr (DescoPaymentProvider) provider = desco_session_open_provider (source, error);

  if (provider == NULL || !take_all_queued (work, source, cancellable, error))
    return NULL;
  return desco_publisher_publish (desco_session_get_store (source), provider, work->purchases,
                                  tell_progress, work, cancellable, error);
}

static gpointer
collect (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_session_collect_receipts (source, cancellable, error);
}

static gpointer
cancel (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;
  g_autoptr (DescoPaymentProvider) provider = desco_session_open_provider (source, error);

  return GINT_TO_POINTER (provider != NULL
                          && desco_withdrawal_run (desco_session_get_store (source), provider,
                                                   work->purchase, work->reason, cancellable,
                                                   error));
}

static gpointer
change_due_date (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  gboolean is_needed = desco_due_changes_need_platform (work->purchases);
  g_autoptr (DescoPaymentProvider) provider
      = is_needed ? desco_session_open_provider (source, error) : NULL;

  if (is_needed && provider == NULL)
    return NULL;
  return desco_due_changes_run (desco_session_get_store (source), provider, work->purchases,
                                &work->due_date, tell_progress, work, cancellable, error);
}

static gpointer
cancel_all (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  g_autoptr (DescoPaymentProvider) provider = desco_session_open_provider (source, error);

  if (provider == NULL)
    return NULL;
  return desco_withdrawals_run (desco_session_get_store (source), provider, work->purchases,
                                work->reason, tell_progress, work, cancellable, error);
}

static Work *
work_new (GPtrArray *purchases, DescoPublishProgress progress, gpointer progress_data)
{
  Work *work = g_new0 (Work, 1);

  work->context = g_main_context_ref_thread_default ();
  work->progress = progress;
  work->progress_data = progress_data;
  work->purchases = purchases != NULL ? g_ptr_array_ref (purchases) : NULL;
  return work;
}

/**
 * desco_pagopa_work_publish_async:
 * @session: a session
 * @purchases: (nullable) (element-type DescoPurchase): only these; %NULL for all that is queued
 * @progress: (nullable): told how far it is, on the calling thread and not after @callback
 * @progress_data: what @progress gets
 * @cancellable: (nullable): stops between two calls; what was sent is told all the same
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Sends purchases to pagoPA.
 */
void
desco_pagopa_work_publish_async (DescoSession *session,
                                 GPtrArray *purchases,
                                 DescoPublishProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  desco_session_start_work (session, publish, work_new (purchases, progress, progress_data),
                            work_free, (GDestroyNotify) desco_publish_report_free, cancellable,
                            callback, data);
}

/**
 * desco_pagopa_work_publish_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full): what came of it
 */
DescoPublishReport *
desco_pagopa_work_publish_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_pagopa_work_collect_async:
 * @session: a session
 * @cancellable: (nullable): stops it
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Fetches the receipts and credits what they pay (J-05).
 */
void
desco_pagopa_work_collect_async (DescoSession *session,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  desco_session_start_work (session, collect, NULL, NULL,
                            (GDestroyNotify) desco_collect_report_free, cancellable, callback,
                            data);
}

/**
 * desco_pagopa_work_collect_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full): what came of it
 */
DescoCollectReport *
desco_pagopa_work_collect_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_pagopa_work_cancel_async:
 * @session: a session
 * @purchase: what to withdraw
 * @reason: why
 * @cancellable: (nullable): stops it
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Withdraws a purchase, at pagoPA first.
 */
void
desco_pagopa_work_cancel_async (DescoSession *session,
                                DescoPurchase *purchase,
                                const char *reason,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->purchase = g_object_ref (purchase);
  work->reason = g_strdup (reason);
  desco_session_start_work (session, cancel, work, work_free, NULL, cancellable, callback, data);
}

/**
 * desco_pagopa_work_cancel_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: whether it is withdrawn
 */
gboolean
desco_pagopa_work_cancel_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error) != NULL;
}

/**
 * desco_pagopa_work_change_due_date_async:
 * @session: a session
 * @purchases: (element-type DescoPurchase): what is to be paid by another day
 * @due_date: the day
 * @progress: (nullable): told how far it is, on the calling thread and not after @callback
 * @progress_data: what @progress gets
 * @cancellable: (nullable): stops between two calls; what was changed is told all the same
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Gives purchases another due date, at pagoPA first.
 */
void
desco_pagopa_work_change_due_date_async (DescoSession *session,
                                         GPtrArray *purchases,
                                         const GDate *due_date,
                                         DescoPublishProgress progress,
                                         gpointer progress_data,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data)
{
  Work *work = work_new (purchases, progress, progress_data);

  work->due_date = *due_date;
  desco_session_start_work (session, change_due_date, work, work_free,
                            (GDestroyNotify) desco_change_report_free, cancellable, callback, data);
}

/**
 * desco_pagopa_work_cancel_all_async:
 * @session: a session
 * @purchases: (element-type DescoPurchase): what to withdraw
 * @reason: why
 * @progress: (nullable): told how far it is, on the calling thread and not after @callback
 * @progress_data: what @progress gets
 * @cancellable: (nullable): stops between two calls; what was withdrawn is told all the same
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Withdraws several purchases, at pagoPA first.
 */
void
desco_pagopa_work_cancel_all_async (DescoSession *session,
                                    GPtrArray *purchases,
                                    const char *reason,
                                    DescoPublishProgress progress,
                                    gpointer progress_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  Work *work = work_new (purchases, progress, progress_data);

  work->reason = g_strdup (reason);
  desco_session_start_work (session, cancel_all, work, work_free,
                            (GDestroyNotify) desco_change_report_free, cancellable, callback, data);
}

/**
 * desco_pagopa_work_change_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full): what came of changing or withdrawing several purchases
 */
DescoChangeReport *
desco_pagopa_work_change_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}
