/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-quittance-teller.h"

#include "model/desco-clock.h"
#include "pagopa/desco-pagopa-error.h"
#include "store/desco-positions.h"
#include "store/desco-quittances.h"

#include <glib/gi18n-lib.h>

/* How long to wait before the next try, doubled at each and never more than an hour. */
#define FIRST_WAIT_SECONDS 30
#define MAX_WAIT_SECONDS 3600
/* A notice that pagoPA does not know may still be on its way there when the money is taken. */
#define ARRIVAL_SECONDS 600

/* What the platform's answer means for a quittance. */
typedef enum
{
  ANSWER_KNOWS,
  ANSWER_NEEDLESS,
  ANSWER_PAID_THERE,
  ANSWER_LATER,
  ANSWER_FAILED,
} Answer;

/* The platform does not take the word for it: what it says of the position itself decides, and is noted
 * among the states there. */
static Answer
read_position (DescoStore *store,
               DescoPaymentProvider *provider,
               const DescoQuittance *quittance,
               GCancellable *cancellable,
               GError **problem)
{
  g_autoptr (DescoDebtPosition) position
      = desco_payment_provider_get (provider, quittance->iupd, cancellable, problem);

  if (position == NULL)
    return g_error_matches (*problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND)
               ? ANSWER_NEEDLESS
               : ANSWER_FAILED;
  if (!desco_positions_note_one (store, position, problem))
    return ANSWER_FAILED;
  switch (position->status)
    {
    case DESCO_DEBT_POSITION_INVALID:
    case DESCO_DEBT_POSITION_EXPIRED:
      return ANSWER_NEEDLESS;
    case DESCO_DEBT_POSITION_PAID:
    case DESCO_DEBT_POSITION_REPORTED:
      return ANSWER_PAID_THERE;
    case DESCO_DEBT_POSITION_UNKNOWN:
    case DESCO_DEBT_POSITION_DRAFT:
    case DESCO_DEBT_POSITION_PUBLISHED:
    case DESCO_DEBT_POSITION_VALID:
    case DESCO_DEBT_POSITION_PARTIALLY_PAID:
    default:
      return ANSWER_LATER;
    }
}

/* Where the provider cannot be told of money, the notice is withdrawn, so that nobody pays again. */
static gboolean
tell_provider (DescoStore *store,
               DescoPaymentProvider *provider,
               const DescoQuittance *quittance,
               GCancellable *cancellable,
               GError **problem)
{
  g_autoptr (DescoDebtPosition) withdrawn = NULL;

  if ((desco_payment_provider_get_features (provider) & DESCO_PROVIDER_MARK_PAID) != 0)
    return desco_payment_provider_mark_paid (provider, quittance->iupd, quittance->notice_number,
                                             quittance->at, cancellable, problem);
  withdrawn = desco_payment_provider_invalidate (provider, quittance->iupd, cancellable, problem);
  return withdrawn != NULL && desco_positions_note_one (store, withdrawn, problem);
}

static Answer
tell (DescoStore *store,
      DescoPaymentProvider *provider,
      const DescoQuittance *quittance,
      GCancellable *cancellable,
      GError **problem)
{
  Answer answer;

  if (tell_provider (store, provider, quittance, cancellable, problem))
    return ANSWER_KNOWS;
  if (g_error_matches (*problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    return desco_clock_now () - quittance->at < ARRIVAL_SECONDS * G_USEC_PER_SEC ? ANSWER_LATER
                                                                                 : ANSWER_NEEDLESS;
  if (g_error_matches (*problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT)
      || g_error_matches (*problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_REFUSED))
    {
      g_autoptr (GError) refusal = g_steal_pointer (problem);

      answer = read_position (store, provider, quittance, cancellable, problem);
      if (answer == ANSWER_LATER)
        *problem = g_steal_pointer (&refusal);
      return answer;
    }
  return ANSWER_FAILED;
}

static gboolean
postpone (DescoStore *store,
          const DescoQuittance *quittance,
          const GError *problem,
          DescoTellingReport *report,
          GError **error)
{
  gint64 wait = FIRST_WAIT_SECONDS;
  gint64 retry_at;

  for (gint64 i = 0; i < quittance->attempts && wait < MAX_WAIT_SECONDS; i++)
    wait *= 2;
  wait = CLAMP (MAX (wait, (gint64) desco_pagopa_error_get_retry_after (problem)), 1,
                MAX_WAIT_SECONDS);
  retry_at = desco_clock_now () + wait * G_USEC_PER_SEC;
  report->waiting++;
  if (report->retry_at == 0 || retry_at < report->retry_at)
    report->retry_at = retry_at;
  return desco_quittances_postpone (store, &quittance->id, retry_at, problem->message, NULL, error);
}

/* One quittance. What comes of it is written down before the next; @stop tells that there is no use
 * in trying the others now. */
static gboolean
tell_one (DescoStore *store,
          DescoPaymentProvider *provider,
          DescoQuittance *quittance,
          DescoTellingReport *report,
          gboolean *stop,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GError) problem = NULL;

  switch (tell (store, provider, quittance, cancellable, &problem))
    {
    case ANSWER_KNOWS:
      report->told++;
      return desco_quittances_set_telling (store, &quittance->id, DESCO_TELLING_TOLD, NULL, error);
    case ANSWER_NEEDLESS:
      report->needless++;
      return desco_quittances_set_telling (store, &quittance->id, DESCO_TELLING_NEEDLESS, NULL,
                                           error);
    case ANSWER_PAID_THERE:
      g_ptr_array_add (report->paid_there, g_object_ref (quittance));
      return desco_quittances_set_telling (store, &quittance->id, DESCO_TELLING_PAID_THERE, NULL,
                                           error);
    case ANSWER_LATER:
      return postpone (store, quittance, problem, report, error);
    case ANSWER_FAILED:
    default:
      break;
    }

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *stop = desco_pagopa_error_is_transient (problem);
  if (report->unreachable == NULL)
    report->unreachable = g_strdup (problem->message);
  return postpone (store, quittance, problem, report, error);
}

/**
 * desco_telling_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
desco_telling_report_free (DescoTellingReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->paid_there, g_ptr_array_unref);
  g_free (self->unreachable);
  g_free (self);
}

/**
 * desco_quittance_teller_run:
 * @store: the database
 * @provider: the platform
 * @all: also what is to be tried again only later
 * @cancellable: (nullable): to stop between two quittances
 * @error: where to put an error: a wrong key, or one of the database. That the platform could not
 *   be reached is no error: the work is kept, and the report says so
 *
 * Tells the platform which notices were paid at the desk, so that nobody pays them again.
 * What waits is in the database: it is told after a crash and after days without network as well.
 * Telling twice is harmless. Where somebody paid at pagoPA meanwhile, the quittance says so from
 * then on, and a person gives one of the two payments back.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoTellingReport *
desco_quittance_teller_run (DescoStore *store,
                            DescoPaymentProvider *provider,
                            gboolean all,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (DescoTellingReport) report = g_new0 (DescoTellingReport, 1);
  g_autoptr (GPtrArray) untold = desco_quittances_list_untold (store, all, cancellable, error);
  gboolean stop = FALSE;

  if (untold == NULL)
    return NULL;
  report->paid_there = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < untold->len; i++)
    {
      DescoQuittance *quittance = g_ptr_array_index (untold, i);

      if (stop)
        report->waiting++;
      else if (!tell_one (store, provider, quittance, report, &stop, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&report);
}
