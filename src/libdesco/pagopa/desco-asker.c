/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-asker.h"

#include "model/desco-clock.h"
#include "pagopa/desco-ask-schedule.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-poller.h"
#include "pagopa/desco-quittance-teller.h"
#include "pagopa/desco-reconciler.h"
#include "store/desco-positions.h"
#include "store/desco-settings.h"

/* Asks the platform by itself, as long as somebody has the desk open: one thing at a time, on a
 * thread of its own, and not while a person has it at work. The time is looked at every so often and
 * not waited for, since a computer that sleeps stops the timers and not the clock. */

#define FIRST_LOOK_MS 2000
#define LOOK_SECONDS 15

struct _DescoAsker
{
  GObject parent_instance;

  DescoStore *store;
  DescoAskerOpen open;
  DescoAskerIsBusy is_busy;
  gpointer data;
  GDestroyNotify data_destroy;

  DescoAskFacts facts;
  gint64 known_at; /* when @facts were read; 0 for never */
  gboolean is_wanted;
  gboolean is_stopped;
  guint look_id;
  GCancellable *asking;
  char *unreachable;
  char *problem;
};

G_DEFINE_FINAL_TYPE (DescoAsker, desco_asker, G_TYPE_OBJECT)

enum
{
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What came of asking, with what the database knows of it now. */
typedef struct
{
  DescoAsking asking;
  gboolean is_wanted;
  gboolean is_changed;
  gint64 polled_at;
  gint64 reconciled_at;
  char *unreachable;
  char *unread; /* why a receipt could not be read */
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->unreachable);
  g_free (answer->unread);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* On the thread ------------------------------------------------------------------------------- */

static gboolean
read_facts (DescoAsker *self, Answer *answer, GCancellable *cancellable, GError **error)
{
  g_autofree char *value
      = desco_settings_get (self->store, DESCO_SETTING_PAGOPA_POLL, cancellable, error);
  DescoPollState payments, all;

  if (value == NULL
      || !desco_positions_read_poll (self->store, DESCO_POLL_PAYMENTS, &payments, cancellable,
                                     error)
      || !desco_positions_read_poll (self->store, DESCO_POLL_RECONCILIATION, &all, cancellable,
                                     error))
    return FALSE;
  /* With nothing sold there is nothing to ask, and no key may be there yet. */
  answer->is_wanted = g_str_equal (value, "true") && payments.is_open;
  answer->polled_at = payments.at;
  answer->reconciled_at = all.at;
  return TRUE;
}

/* What the desk took while pagoPA could not be reached is told now. */
static gboolean
tell (DescoAsker *self,
      DescoPaymentProvider *provider,
      Answer *answer,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (DescoTellingReport) report
      = desco_quittance_teller_run (self->store, provider, FALSE, cancellable, error);

  if (report == NULL)
    return FALSE;
  answer->is_changed |= report->told > 0 || report->paid_there->len > 0;
  return TRUE;
}

static gboolean
ask_payments (DescoAsker *self,
              DescoPaymentProvider *provider,
              Answer *answer,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (DescoPollReport) report
      = desco_poller_run (self->store, provider, FALSE, cancellable, error);

  if (report == NULL)
    return FALSE;
  answer->is_changed |= report->paid > 0 || report->collected->fetched > 0;
  answer->unreachable = g_steal_pointer (&report->unreachable);
  answer->unread = desco_collect_report_explain_unread (report->collected);
  return answer->unreachable != NULL || tell (self, provider, answer, cancellable, error);
}

static gboolean
ask_all (DescoAsker *self,
         DescoPaymentProvider *provider,
         Answer *answer,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (DescoReconcileReport) report
      = desco_reconciler_run (self->store, provider, cancellable, error);

  if (report == NULL)
    return FALSE;
  answer->is_changed |= report->differences->len > 0 || report->gone > 0;
  answer->unreachable = g_steal_pointer (&report->unreachable);
  return TRUE;
}

static gboolean
ask (DescoAsker *self, Answer *answer, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoPaymentProvider) provider = NULL;

  if (answer->asking == DESCO_ASKING_NOTHING)
    return TRUE;
  provider = self->open (self->data, error);
  if (provider == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return answer->asking == DESCO_ASKING_PAYMENTS
             ? ask_payments (self, provider, answer, cancellable, error)
             : ask_all (self, provider, answer, cancellable, error);
}

static void
ask_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  GError *error = NULL;

  answer->asking = (DescoAsking) GPOINTER_TO_INT (data);
  if (ask (source, answer, cancellable, &error) && read_facts (source, answer, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) answer_free);
  else
    g_task_return_error (task, error);
}

/* On the thread of the desk ------------------------------------------------------------------- */

static void
note_failure (DescoAsker *self, const char *unreachable, const GError *problem)
{
  gboolean is_away = unreachable != NULL || desco_pagopa_error_is_transient (problem);

  self->facts.failures++;
  self->facts.failed_at = desco_clock_now ();
  if (is_away)
    self->unreachable = g_strdup (unreachable != NULL ? unreachable : problem->message);
  else
    self->problem = g_strdup (problem->message);
}

static void
note_answer (DescoAsker *self, const Answer *answer)
{
  self->facts.polled_at = answer->polled_at;
  self->facts.reconciled_at = answer->reconciled_at;
  self->is_wanted = answer->is_wanted;
  if (answer->asking != DESCO_ASKING_NOTHING && answer->unreachable == NULL)
    self->facts.failures = 0;
  self->problem = g_strdup (answer->unread);
}

static void
on_asked (GObject *object, GAsyncResult *result, gpointer data)
{
  DescoAsker *self = DESCO_ASKER (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->is_stopped)
    return;
  g_clear_object (&self->asking);
  /* It gave way: what is due stays due. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->unreachable, g_free);
  g_clear_pointer (&self->problem, g_free);
  self->known_at = desco_clock_now ();
  self->facts.jitter = g_random_int_range (0, DESCO_ASK_MAX_JITTER);
  if (answer != NULL)
    note_answer (self, answer);
  if (answer == NULL || answer->unreachable != NULL)
    note_failure (self, answer != NULL ? answer->unreachable : NULL, error);
  if (answer == NULL || answer->asking != DESCO_ASKING_NOTHING)
    g_signal_emit (self, signals[ASKED], 0, answer != NULL && answer->is_changed);
  /* What is due besides. */
  desco_asker_check (self);
}

static void
begin (DescoAsker *self, DescoAsking asking)
{
  g_autoptr (GTask) task = NULL;

  self->asking = g_cancellable_new ();
  task = g_task_new (self, self->asking, on_asked, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GINT_TO_POINTER (asking), NULL);
  g_task_run_in_thread (task, ask_in_thread);
}

static gboolean
on_look (gpointer data)
{
  DescoAsker *self = data;

  desco_asker_check (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_first_look (gpointer data)
{
  DescoAsker *self = data;

  self->look_id = g_timeout_add_seconds (LOOK_SECONDS, on_look, self);
  desco_asker_check (self);
  return G_SOURCE_REMOVE;
}

static void
desco_asker_dispose (GObject *object)
{
  DescoAsker *self = DESCO_ASKER (object);

  desco_asker_stop (self);
  G_OBJECT_CLASS (desco_asker_parent_class)->dispose (object);
}

static void
desco_asker_finalize (GObject *object)
{
  DescoAsker *self = DESCO_ASKER (object);

  g_clear_object (&self->asking);
  g_object_unref (self->store);
  if (self->data_destroy != NULL)
    self->data_destroy (self->data);
  g_free (self->unreachable);
  g_free (self->problem);
  G_OBJECT_CLASS (desco_asker_parent_class)->finalize (object);
}

static void
desco_asker_class_init (DescoAskerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desco_asker_dispose;
  object_class->finalize = desco_asker_finalize;

  /**
   * DescoAsker::asked:
   * @self: the asker
   * @is_changed: whether something was written that a list may show
   *
   * The platform was asked, with or without success.
   */
  signals[ASKED] = g_signal_new ("asked", DESCO_TYPE_ASKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
desco_asker_init (DescoAsker *self)
{
}

/**
 * desco_asker_new:
 * @store: the database
 * @open: makes the way to the platform
 * @is_busy: (nullable): whether a person has it at work
 * @data: what both get
 * @data_destroy: (nullable): frees @data
 *
 * Returns: (transfer full): what asks the platform by itself, once it is started
 */
DescoAsker *
desco_asker_new (DescoStore *store,
                 DescoAskerOpen open,
                 DescoAskerIsBusy is_busy,
                 gpointer data,
                 GDestroyNotify data_destroy)
{
  DescoAsker *self = g_object_new (DESCO_TYPE_ASKER, NULL);

  self->store = g_object_ref (store);
  self->open = open;
  self->is_busy = is_busy;
  self->data = data;
  self->data_destroy = data_destroy;
  return self;
}

/**
 * desco_asker_start:
 * @self: an asker
 *
 * Begins, a moment later, so that the first page is there before. See desco_ask_schedule_next() for
 * when what is asked.
 */
void
desco_asker_start (DescoAsker *self)
{
  g_return_if_fail (DESCO_IS_ASKER (self));
  g_return_if_fail (self->look_id == 0);

  self->look_id = g_timeout_add (FIRST_LOOK_MS, on_first_look, self);
}

/**
 * desco_asker_stop:
 * @self: an asker
 *
 * Asks nothing from now on, and tells nothing of what is being asked; that is given up.
 */
void
desco_asker_stop (DescoAsker *self)
{
  g_return_if_fail (DESCO_IS_ASKER (self));

  self->is_stopped = TRUE;
  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
}

/**
 * desco_asker_give_way:
 * @self: an asker
 *
 * A person wants something of the platform: what is being asked is given up, and asked again once that
 * is done.
 */
void
desco_asker_give_way (DescoAsker *self)
{
  g_return_if_fail (DESCO_IS_ASKER (self));

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
}

/**
 * desco_asker_forget_failures:
 * @self: an asker
 *
 * A person had the platform at work, so that there may be a network again, or another key: what is due
 * is asked at the next look, however often it failed.
 */
void
desco_asker_forget_failures (DescoAsker *self)
{
  g_return_if_fail (DESCO_IS_ASKER (self));

  self->facts.failures = 0;
}

/**
 * desco_asker_check:
 * @self: an asker
 *
 * Asks what is due by the clock, if anything; for the timer and for tests.
 */
void
desco_asker_check (DescoAsker *self)
{
  gint64 now = desco_clock_now ();
  DescoAsking asking;
  gint64 at;

  g_return_if_fail (DESCO_IS_ASKER (self));

  if (self->is_stopped || self->asking != NULL
      || (self->is_busy != NULL && self->is_busy (self->data)))
    return;
  if (!self->is_wanted)
    {
      /* What is sold or set later is seen the next time. */
      if (self->known_at == 0 || now - self->known_at >= DESCO_POLLER_WINDOW)
        begin (self, DESCO_ASKING_NOTHING);
      return;
    }
  asking = desco_ask_schedule_next (&self->facts, now, &at);
  if (asking != DESCO_ASKING_NOTHING)
    begin (self, asking);
}

/**
 * desco_asker_is_asking:
 * @self: an asker
 *
 * Returns: whether it is at work just now
 */
gboolean
desco_asker_is_asking (DescoAsker *self)
{
  g_return_val_if_fail (DESCO_IS_ASKER (self), FALSE);

  return self->asking != NULL;
}

/**
 * desco_asker_get_unreachable:
 * @self: an asker
 *
 * Returns: (nullable) (transfer none): why the platform could not be reached the last time
 */
const char *
desco_asker_get_unreachable (DescoAsker *self)
{
  g_return_val_if_fail (DESCO_IS_ASKER (self), NULL);

  return self->unreachable;
}

/**
 * desco_asker_get_problem:
 * @self: an asker
 *
 * Returns: (nullable) (transfer none): what a person must see to, such as a wrong key, before it
 *   can be asked again
 */
const char *
desco_asker_get_problem (DescoAsker *self)
{
  g_return_val_if_fail (DESCO_IS_ASKER (self), NULL);

  return self->problem;
}
