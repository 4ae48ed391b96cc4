/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "session/desco-session.h"

#include "pagopa/desco-flow-collector.h"
#include "pagopa/desco-provider-choice.h"
#include "pagopa/desco-receipt-source.h"
#include "session/desco-sandbox-process.h"
#include "store/desco-creditors.h"
#include "store/desco-settings.h"

/* An open database and what every page asks about it. In practice the session also keeps a pagoPA
 * of its own running, and the database points to it. */

struct _DescoSession
{
  GObject parent_instance;

  DescoStore *store;
  DescoCreditor *creditor;
  DescoSandboxProcess *sandbox;
  DescoAsker *asker;
  guint n_at_work;
  char *practice_secrets;
  gboolean practice;
  DescoNoticeLanguage notice_language;
};

G_DEFINE_FINAL_TYPE (DescoSession, desco_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
read_practice (DescoSession *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *value
      = desco_settings_get (self->store, DESCO_SETTING_PRACTICE, cancellable, error);

  if (value == NULL)
    return FALSE;
  self->practice = g_strcmp0 (value, "true") == 0;

  return TRUE;
}

static gboolean
read_notice_language (DescoSession *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *value
      = desco_settings_get (self->store, DESCO_SETTING_NOTICE_LANGUAGE, cancellable, error);

  return value != NULL && desco_notice_language_parse (value, &self->notice_language, error);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (DescoSession) self = g_object_new (DESCO_TYPE_SESSION, NULL);
  GError *error = NULL;

  self->store = desco_store_open (data, &error);
  if (self->store != NULL)
    self->creditor = desco_creditors_get (self->store, cancellable, &error);
  if (self->creditor != NULL && read_practice (self, cancellable, &error)
      && read_notice_language (self, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The pagoPA of practice takes any key, but wants one; the real one is not for it. */
static gboolean
write_practice_secrets (DescoSession *self, GError **error)
{
  static const char secrets[] = "[pagopa]\nsubscription-key=practice\n";

  self->practice_secrets = g_strconcat (desco_store_get_path (self->store), ".secrets", NULL);

  return g_file_set_contents_full (self->practice_secrets, secrets, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static void
point_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  DescoSession *self = data;
  GError *error = NULL;

  if (write_practice_secrets (self, &error)
      && desco_settings_set (self->store, DESCO_SETTING_PAGOPA_URL,
                             desco_sandbox_process_get_url (self->sandbox), cancellable, &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_sandbox_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  DescoSession *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->sandbox = desco_sandbox_process_start_finish (result, &error);
  if (self->sandbox != NULL)
    g_task_run_in_thread (task, point_in_thread);
  else
    g_task_return_error (task, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  DescoSession *self = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, self, g_object_unref);
  if (self->practice)
    desco_sandbox_process_start_async (desco_store_get_path (self->store), cancellable,
                                       on_sandbox_started, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static DescoPaymentProvider *
open_provider (gpointer data, GError **error)
{
  return desco_session_open_provider (data, error);
}

static gboolean
is_at_work (gpointer data)
{
  return DESCO_SESSION (data)->n_at_work > 0;
}

static void
on_asked (DescoSession *self, gboolean is_changed)
{
  if (is_changed)
    desco_session_emit_changed (self);
  g_signal_emit (self, signals[ASKED], 0);
}

/* A person's work, which holds back what is asked by itself. */
typedef struct
{
  GAsyncReadyCallback callback;
  gpointer user_data;
} Call;

static void
on_work_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Call *call = data;

  DescoSession *self = DESCO_SESSION (source);

  self->n_at_work--;
  if (self->asker != NULL)
    desco_asker_forget_failures (self->asker);
  if (call->callback != NULL)
    call->callback (source, result, call->user_data);
}

static void
desco_session_dispose (GObject *object)
{
  DescoSession *self = DESCO_SESSION (object);

  g_clear_object (&self->sandbox);
  if (self->store != NULL)
    desco_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_pointer (&self->creditor, desco_creditor_free);
  g_clear_pointer (&self->practice_secrets, g_free);

  G_OBJECT_CLASS (desco_session_parent_class)->dispose (object);
}

static void
desco_session_class_init (DescoSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desco_session_dispose;

  /**
   * DescoSession::changed:
   *
   * Something was written: what is shown may be old.
   */
  signals[CHANGED] = g_signal_new ("changed", DESCO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  /**
   * DescoSession::asked:
   *
   * pagoPA was asked by itself, with or without success.
   */
  signals[ASKED] = g_signal_new ("asked", DESCO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
desco_session_init (DescoSession *self)
{
}

/**
 * desco_session_open_async:
 * @path: a database
 * @cancellable: (nullable): stops it
 * @callback: what to call when it is open
 * @data: what @callback gets
 *
 * Opens a database and reads what every page asks for. One for practice starts its own pagoPA.
 */
void
desco_session_open_async (const char *path,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GTask) opening = g_task_new (NULL, cancellable, on_opened, task);

  g_task_set_task_data (opening, g_strdup (path), g_free);
  g_task_run_in_thread (opening, open_in_thread);
}

/**
 * desco_session_open_finish:
 * @result: what the callback got
 * @error: where to put an error of %DESCO_STORE_ERROR or %G_IO_ERROR
 *
 * Returns: (transfer full): the open database
 */
DescoSession *
desco_session_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_session_get_store:
 * @self: a session
 *
 * Returns: (transfer none): the database, for repositories
 */
DescoStore *
desco_session_get_store (DescoSession *self)
{
  g_return_val_if_fail (DESCO_IS_SESSION (self), NULL);

  return self->store;
}

/**
 * desco_session_get_creditor:
 * @self: a session
 *
 * Returns: (transfer none): who keeps the database
 */
const DescoCreditor *
desco_session_get_creditor (DescoSession *self)
{
  g_return_val_if_fail (DESCO_IS_SESSION (self), NULL);

  return self->creditor;
}

/**
 * desco_session_is_practice:
 * @self: a session
 *
 * Returns: whether nothing in it is real
 */
gboolean
desco_session_is_practice (DescoSession *self)
{
  g_return_val_if_fail (DESCO_IS_SESSION (self), FALSE);

  return self->practice;
}

/**
 * desco_session_get_notice_language:
 * @self: a session
 *
 * Returns: the language beside Italian on notices, where the family has none of its own (N-18)
 */
DescoNoticeLanguage
desco_session_get_notice_language (DescoSession *self)
{
  g_return_val_if_fail (DESCO_IS_SESSION (self), DESCO_NOTICE_LANGUAGE_NONE);

  return self->notice_language;
}

/**
 * desco_session_open_provider:
 * @self: a session
 * @error: where to put an error
 *
 * Makes the way to pagoPA that the settings name. Reads the database: not for the main thread.
 *
 * Returns: (transfer full): the provider
 */
DescoPaymentProvider *
desco_session_open_provider (DescoSession *self, GError **error)
{
  g_return_val_if_fail (DESCO_IS_SESSION (self), NULL);

  return desco_provider_choice_open (self->store, self->practice_secrets, NULL, error);
}

/**
 * desco_session_collect_receipts:
 * @self: a session
 * @cancellable: (nullable): to stop between two receipts
 * @error: where to put an error
 *
 * Fetches receipts from where the settings say. Waits for the network: not for the main thread.
 *
 * Returns: (transfer full) (nullable): what came of it
 */
DescoCollectReport *
desco_session_collect_receipts (DescoSession *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (DESCO_IS_SESSION (self), NULL);

  return desco_receipt_source_collect (self->store, self->practice_secrets, NULL, cancellable,
                                       error);
}

/**
 * desco_session_open_flows:
 * @self: a session
 * @error: where to put an error
 *
 * Makes the way to the banks' flows. Reads the database: not for the main thread.
 *
 * Returns: (transfer full): the client
 */
DescoFlowClient *
desco_session_open_flows (DescoSession *self, GError **error)
{
  g_return_val_if_fail (DESCO_IS_SESSION (self), NULL);

  return desco_flow_collector_open (self->store, self->practice_secrets, NULL, error);
}

/**
 * desco_session_emit_changed:
 * @self: a session
 *
 * Tells every page that something was written.
 */
void
desco_session_emit_changed (DescoSession *self)
{
  g_return_if_fail (DESCO_IS_SESSION (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * desco_session_start_asking:
 * @self: a session
 *
 * From now on pagoPA is asked by itself, until desco_session_stop_asking(), which must come: what asks
 * keeps the session.
 */
void
desco_session_start_asking (DescoSession *self)
{
  g_return_if_fail (DESCO_IS_SESSION (self));
  g_return_if_fail (self->asker == NULL);

  self->asker = desco_asker_new (self->store, open_provider, is_at_work, g_object_ref (self),
                                 g_object_unref);
  g_signal_connect_object (self->asker, "asked", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  desco_asker_start (self->asker);
}

/**
 * desco_session_stop_asking:
 * @self: a session
 *
 * Asks nothing more by itself, and gives up what is being asked.
 */
void
desco_session_stop_asking (DescoSession *self)
{
  g_return_if_fail (DESCO_IS_SESSION (self));

  if (self->asker != NULL)
    desco_asker_stop (self->asker);
  g_clear_object (&self->asker);
}

/**
 * desco_session_get_asker:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what asks pagoPA by itself
 */
DescoAsker *
desco_session_get_asker (DescoSession *self)
{
  g_return_val_if_fail (DESCO_IS_SESSION (self), NULL);

  return self->asker;
}

/**
 * desco_session_start_work:
 * @self: a session
 * @func: what to do
 * @data: (nullable): what @func gets
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody asks for
 * @cancellable: (nullable): stops it
 * @callback: told at the end; it takes what came of it with desco_work_finish()
 * @user_data: what @callback gets
 *
 * Has pagoPA do what a person wants, as desco_work_start(); nothing is asked by itself meanwhile.
 */
void
desco_session_start_work (DescoSession *self,
                          DescoWorkFunc func,
                          gpointer data,
                          GDestroyNotify data_free,
                          GDestroyNotify result_free,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Call *call;

  g_return_if_fail (DESCO_IS_SESSION (self));

  call = g_new0 (Call, 1);
  call->callback = callback;
  call->user_data = user_data;
  self->n_at_work++;
  if (self->asker != NULL)
    desco_asker_give_way (self->asker);
  desco_work_start (self, func, data, data_free, result_free, cancellable, on_work_done, call);
}
