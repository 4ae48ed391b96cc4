/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "session/desco-pagopa-work.h"

#include "pagopa/desco-withdrawal.h"

/* What the window asks of pagoPA. Opening the provider reads the settings and the secrets, so that
 * belongs on the thread of the work, too. */

typedef struct
{
  GPtrArray *purchases;
  DescoPurchase *purchase;
  char *reason;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->purchases, g_ptr_array_unref);
  g_clear_object (&work->purchase);
  g_free (work->reason);
  g_free (work);
}

static void
publish_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autoptr (DescoPaymentProvider) provider = desco_session_open_provider (source, &error);
  DescoPublishReport *report = NULL;

  if (provider != NULL)
    report = desco_publisher_publish (desco_session_get_store (source), provider, work->purchases,
                                      NULL, NULL, cancellable, &error);
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) desco_publish_report_free);
  else
    g_task_return_error (task, error);
}

static void
collect_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (DescoPaymentProvider) provider = desco_session_open_provider (source, &error);
  DescoCollectReport *report = NULL;

  if (provider != NULL)
    report = desco_receipt_collector_collect (desco_session_get_store (source), provider,
                                              cancellable, &error);
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) desco_collect_report_free);
  else
    g_task_return_error (task, error);
}

static void
cancel_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autoptr (DescoPaymentProvider) provider = desco_session_open_provider (source, &error);

  if (provider != NULL
      && desco_withdrawal_run (desco_session_get_store (source), provider, work->purchase,
                               work->reason, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * desco_pagopa_work_publish_async:
 * @session: a session
 * @purchases: (nullable) (element-type DescoPurchase): only these; %NULL for all that is queued
 * @cancellable: (nullable): stops between two purchases
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Sends purchases to pagoPA.
 */
void
desco_pagopa_work_publish_async (DescoSession *session,
                                 GPtrArray *purchases,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  work->purchases = purchases != NULL ? g_ptr_array_ref (purchases) : NULL;
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, publish_in_thread);
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
  return g_task_propagate_pointer (G_TASK (result), error);
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
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, data);

  g_task_run_in_thread (task, collect_in_thread);
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
  return g_task_propagate_pointer (G_TASK (result), error);
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
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  work->purchase = g_object_ref (purchase);
  work->reason = g_strdup (reason);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, cancel_in_thread);
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
  return g_task_propagate_boolean (G_TASK (result), error);
}
