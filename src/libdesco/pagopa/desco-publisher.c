/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-publisher.h"

#include "model/desco-clock.h"
#include "pagopa/desco-publish-run-private.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"

typedef struct
{
  DescoStore *store;
  DescoPaymentProvider *provider;
  GPtrArray *purchases;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_clear_object (&job->provider);
  g_clear_pointer (&job->purchases, g_ptr_array_unref);
  g_free (job);
}

static GPtrArray *
list_queued (DescoStore *store, GCancellable *cancellable, GError **error)
{
  DescoPurchaseFilter filter = { .statuses = 1u << DESCO_PURCHASE_QUEUED };

  return desco_purchases_list (store, &filter, cancellable, error);
}

/* Into @due what is to be sent now, the oldest first. */
static void
take_due (GPtrArray *queued, gboolean is_asked_for, GPtrArray *due, DescoPublishReport *report)
{
  gint64 now = desco_clock_now ();

  for (guint i = queued->len; i > 0; i--)
    {
      DescoPurchase *purchase = g_ptr_array_index (queued, i - 1);

      if (purchase->status != DESCO_PURCHASE_QUEUED)
        continue;
      if (is_asked_for || purchase->retry_at <= now)
        g_ptr_array_add (due, purchase);
      else
        {
          report->waiting++;
          report->retry_at = MAX (report->retry_at, purchase->retry_at);
        }
    }
}

static void
run_publish (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  DescoPublishReport *report = desco_publisher_publish (job->store, job->provider, job->purchases,
                                                        NULL, NULL, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) desco_publish_report_free);
  else
    g_task_return_error (task, error);
}

static void
run_job (Job *job,
         GTaskThreadFunc func,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  /* What was done is told, also where the cancellation came a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, func);
}

static Job *
job_new (DescoStore *store, DescoPaymentProvider *provider)
{
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->provider = g_object_ref (provider);
  return job;
}

/**
 * desco_publish_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
desco_publish_report_free (DescoPublishReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->failed, g_ptr_array_unref);
  g_free (self->unreachable);
  g_free (self);
}

/**
 * desco_publisher_publish:
 * @store: the database
 * @provider: the platform
 * @purchases: (nullable) (element-type DescoPurchase): only these, also where a later try is set;
 *   %NULL for all that is queued and due for a try
 * @progress: (nullable) (scope call): told after each call to the platform
 * @user_data: for @progress
 * @cancellable: (nullable): to stop between two calls; what was sent is written down
 * @error: where to put an error: a wrong key, or one of the database. That the platform could not
 *   be reached is no error, nor that it was cancelled: the work is kept, and the report says so
 *
 * Sends what is queued, oldest first: as many in one call as the provider takes, and in parts where one
 * of them is refused, until that one stands alone with its reason. What comes of a call is written down
 * in one transaction, two calls are on their way at most, and a position that had arrived before is found
 * again there: nothing is sent twice.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoPublishReport *
desco_publisher_publish (DescoStore *store,
                         DescoPaymentProvider *provider,
                         GPtrArray *purchases,
                         DescoPublishProgress progress,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (DescoPublishReport) report = g_new0 (DescoPublishReport, 1);
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (store, NULL, error);
  g_autoptr (GPtrArray) due = g_ptr_array_new ();
  g_autoptr (GPtrArray) queued = NULL;
  g_autoptr (GAsyncQueue) landed = g_async_queue_new ();
  DescoPublishRun run = {
    .store = store,
    .provider = provider,
    .creditor = creditor,
    .report = report,
    .landed = landed,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };

  if (creditor == NULL)
    return NULL;
  queued = purchases != NULL ? g_ptr_array_ref (purchases) : list_queued (store, NULL, error);
  if (queued == NULL)
    return NULL;

  report->failed = desco_purchase_failures_new ();
  take_due (queued, purchases != NULL, due, report);
  run.n_total = due->len;
  if (!desco_publish_run_send (&run, due, error))
    return NULL;
  report->waiting += due->len - run.n_done;
  return g_steal_pointer (&report);
}

/**
 * desco_publisher_publish_async:
 * @store: the database
 * @provider: the platform
 * @purchases: (nullable) (element-type DescoPurchase): only these
 * @cancellable: (nullable): to stop between two purchases
 * @callback: told at the end
 * @user_data: for @callback
 *
 * As desco_publisher_publish(), on a thread of its own.
 */
void
desco_publisher_publish_async (DescoStore *store,
                               DescoPaymentProvider *provider,
                               GPtrArray *purchases,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Job *job = job_new (store, provider);

  job->purchases = purchases != NULL ? g_ptr_array_ref (purchases) : NULL;
  run_job (job, run_publish, cancellable, callback, user_data);
}

/**
 * desco_publisher_publish_finish:
 * @result: what the callback was given
 * @error: where to put an error, as desco_publisher_publish()
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoPublishReport *
desco_publisher_publish_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
