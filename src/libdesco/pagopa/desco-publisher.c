/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-publisher.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "pagopa/desco-pagopa-error.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long to wait before the next try, doubled at each and never more than an hour. */
#define FIRST_WAIT_SECONDS 30
#define MAX_WAIT_SECONDS 3600

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

static void
publish_failure_free (DescoPublishFailure *self)
{
  g_free (self->notice_number);
  g_free (self->reason);
  g_free (self);
}

/* One way of paying @purchase: all of it, or an instalment. */
static void
add_option (DescoDebtPosition *position,
            const DescoCreditor *creditor,
            const DescoPurchase *purchase,
            const DescoInstalment *instalment)
{
  DescoPaymentOption *option = desco_debt_position_add_option (position);
  DescoPaymentTransfer *transfer = desco_payment_option_add_transfer (option);

  option->is_partial = instalment != NULL;
  option->iuv = g_strdup (instalment != NULL ? instalment->iuv : purchase->iuv);
  option->nav = g_strdup (instalment != NULL ? instalment->notice_number : purchase->notice_number);
  option->amount = instalment != NULL ? instalment->amount : purchase->amount;
  option->due_date
      = desco_date_end_of_day (instalment != NULL ? &instalment->due_date : &purchase->due_date);
  /* In Italian, as all that the payer reads on a bank's statement. */
  option->description = instalment != NULL
                            ? g_strdup_printf ("%s - rata %u di %u", purchase->subject,
                                               instalment->number, purchase->instalments->len)
                            : g_strdup (purchase->subject);

  transfer->id = 1;
  transfer->amount = option->amount;
  transfer->creditor_tax_code = g_strdup (creditor->tax_code);
  transfer->remittance_information = g_strdup (option->description);
  transfer->category = g_strdup (creditor->taxonomy);
  transfer->iban = g_strdup (creditor->iban);
}

/* What the platform is told of a purchase. */
static DescoDebtPosition *
make_position (const DescoCreditor *creditor, const DescoPurchase *purchase)
{
  DescoDebtPosition *position = desco_debt_position_new ();

  position->iupd = g_strdup (purchase->iupd);
  position->debtor.type
      = strlen (purchase->guardian_tax_code) == 11 ? DESCO_DEBTOR_COMPANY : DESCO_DEBTOR_PERSON;
  position->debtor.tax_code = g_strdup (purchase->guardian_tax_code);
  position->debtor.full_name = g_strdup (purchase->guardian_name);
  position->company_name = g_strdup (creditor->name);
  position->office_name = g_strdup (creditor->department);
  position->switch_to_expired = TRUE;

  add_option (position, creditor, purchase, NULL);
  for (guint i = 0; i < purchase->instalments->len; i++)
    add_option (position, creditor, purchase, g_ptr_array_index (purchase->instalments, i));
  return position;
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

static gboolean
note_failure (DescoStore *store,
              DescoPublishReport *report,
              const DescoPurchase *purchase,
              const char *reason,
              GError **error)
{
  DescoPublishFailure *failure = g_new0 (DescoPublishFailure, 1);

  failure->purchase_id = purchase->id;
  failure->notice_number = g_strdup (purchase->notice_number);
  failure->reason = g_strdup (reason);
  g_ptr_array_add (report->failed, failure);

  return desco_purchases_postpone (store, &purchase->id, 0, reason, NULL, error);
}

/* One purchase to the platform. What comes of it is written down before anything else is done;
 * @stop tells that there is no use in trying the others now. */
static gboolean
publish_one (DescoStore *store,
             DescoPaymentProvider *provider,
             const DescoCreditor *creditor,
             DescoPurchase *purchase,
             DescoPublishReport *report,
             gboolean *stop,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (DescoDebtPosition) position = make_position (creditor, purchase);
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean already_there = FALSE;

  if (!desco_debt_position_validate (position, desco_clock_now (), &problem))
    return note_failure (store, report, purchase, problem->message, error);

  answer = desco_payment_provider_create (provider, position, TRUE, &already_there, cancellable,
                                          &problem);
  if (answer != NULL && answer->status == DESCO_DEBT_POSITION_INVALID)
    return note_failure (store, report, purchase,
                         _ ("The position was withdrawn at pagoPA by somebody else: cancel this "
                            "purchase and sell anew."),
                         error);
  if (answer != NULL)
    {
      report->published++;
      report->already_there += already_there ? 1 : 0;
      return desco_purchases_set_status (store, &purchase->id, DESCO_PURCHASE_PUBLISHED,
                                         desco_debt_position_status_to_string (answer->status),
                                         NULL, error);
    }

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (desco_pagopa_error_is_transient (problem))
    {
      *stop = TRUE;
      report->retry_at = next_try (problem, purchase);
      report->unreachable = g_strdup (problem->message);
      return desco_purchases_postpone (store, &purchase->id, report->retry_at, problem->message,
                                       NULL, error);
    }
  return note_failure (store, report, purchase, problem->message, error);
}

static GPtrArray *
list_queued (DescoStore *store, GCancellable *cancellable, GError **error)
{
  DescoPurchaseFilter filter = { .statuses = 1u << DESCO_PURCHASE_QUEUED };

  return desco_purchases_list (store, &filter, cancellable, error);
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
 * @progress: (nullable) (scope call): told after each purchase
 * @user_data: for @progress
 * @cancellable: (nullable): to stop between two purchases; what was sent is written down
 * @error: where to put an error: a wrong key, or one of the database. That the platform could not
 *   be reached is no error: the work is kept, and the report says so
 *
 * Sends what is queued, one by one, oldest first. Each answer is written down before the next is
 * sent, and a position that had arrived before is found again there: nothing is sent twice.
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
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (store, cancellable, error);
  g_autoptr (GPtrArray) queued = NULL;
  gint64 now = desco_clock_now ();
  gboolean stop = FALSE;

  if (creditor == NULL)
    return NULL;
  queued
      = purchases != NULL ? g_ptr_array_ref (purchases) : list_queued (store, cancellable, error);
  if (queued == NULL)
    return NULL;

  report->failed = g_ptr_array_new_with_free_func ((GDestroyNotify) publish_failure_free);
  for (guint i = 0; i < queued->len; i++)
    {
      DescoPurchase *purchase = g_ptr_array_index (queued, queued->len - 1 - i);

      if (purchase->status != DESCO_PURCHASE_QUEUED)
        continue;
      if (stop || (purchases == NULL && purchase->retry_at > now))
        {
          report->waiting++;
          report->retry_at = MAX (report->retry_at, purchase->retry_at);
          continue;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !publish_one (store, provider, creditor, purchase, report, &stop, cancellable, error))
        return NULL;
      report->waiting += stop ? 1 : 0;
      if (progress != NULL)
        progress (i + 1, queued->len, user_data);
    }

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
