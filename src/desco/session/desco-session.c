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
  char *practice_secrets;
  gboolean practice;
  DescoNoticeLanguage notice_language;
};

G_DEFINE_FINAL_TYPE (DescoSession, desco_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
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
