/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-store.h"

#include "store/desco-store-file-private.h"
#include "store/desco-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* After this long without a write the writer brings the log into the file. */
#define IDLE_MICROSECONDS (2 * G_USEC_PER_SEC)
#define MAX_READERS 4

/**
 * DescoStore:
 *
 * One database file, its writer and its readers. All writes run one after another on a thread of
 * their own; a read runs on the thread that asks, in a snapshot, and never waits for the writer.
 */
struct _DescoStore
{
  GObject parent_instance;

  char *path;
  GMainContext *context; /* where "changed" is told */
  GThread *writer;
  GAsyncQueue *jobs;

  GMutex readers_lock;
  GCond reader_returned;
  GQueue readers;
  guint n_readers;

  int change_pending; /* atomic */
};

typedef struct
{
  DescoStoreFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  GCancellable *cancellable;
  gboolean stop;

  /* Where the result goes: a task, or a caller who waits. */
  GTask *task;
  GDestroyNotify result_destroy;
  GMutex lock;
  GCond done_changed;
  gboolean done;
  gpointer result;
  GError *error;
} WriteJob;

typedef struct
{
  DescoStoreFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  GDestroyNotify result_destroy;
} ReadJob;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DescoStore, desco_store, G_TYPE_OBJECT)

static void
write_job_free (WriteJob *job)
{
  if (job->data_destroy != NULL)
    job->data_destroy (job->data);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->done_changed);
  g_free (job);
}

static void
read_job_free (ReadJob *job)
{
  if (job->data_destroy != NULL)
    job->data_destroy (job->data);
  g_free (job);
}

static gboolean
on_changed_idle (gpointer data)
{
  g_autoptr (DescoStore) self = g_weak_ref_get (data);

  if (self != NULL)
    {
      g_atomic_int_set (&self->change_pending, 0);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  return G_SOURCE_REMOVE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Many writes in a row are told once. What waits to be told does not keep the store alive: a program
 * without a main loop would never close it. */
static void
tell_changed (DescoStore *self)
{
  g_autoptr (GSource) source = NULL;
  GWeakRef *store;

  if (!g_atomic_int_compare_and_exchange (&self->change_pending, 0, 1))
    return;

  store = g_new0 (GWeakRef, 1);
  g_weak_ref_init (store, self);
  source = g_idle_source_new ();
  g_source_set_callback (source, on_changed_idle, store, weak_ref_free);
  g_source_attach (source, self->context);
}

/* The work, in a transaction that ends whole or not at all. */
static gpointer
run_in_transaction (DescoConnection *connection,
                    DescoStoreFunc func,
                    gpointer data,
                    GDestroyNotify result_destroy,
                    GCancellable *cancellable,
                    GError **error)
{
  gpointer result;
  GError *local_error = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !desco_connection_begin (connection, error))
    return NULL;

  result = func (connection, data, cancellable, &local_error);
  if (local_error == NULL && desco_connection_commit (connection, &local_error))
    return result;

  desco_connection_rollback (connection);
  if (result != NULL && result_destroy != NULL)
    result_destroy (result);
  g_propagate_error (error, local_error);
  return NULL;
}

static void
finish_write (WriteJob *job, gpointer result, GError *error)
{
  if (job->task != NULL)
    {
      if (error != NULL)
        g_task_return_error (job->task, error);
      else
        g_task_return_pointer (job->task, result, job->result_destroy);
      write_job_free (job);
      return;
    }

  g_mutex_lock (&job->lock);
  job->result = result;
  job->error = error;
  job->done = TRUE;
  g_cond_signal (&job->done_changed);
  g_mutex_unlock (&job->lock);
}

typedef struct
{
  GWeakRef store;
  GAsyncQueue *jobs;
  DescoConnection *connection;
} Writer;

static gpointer
run_writer (gpointer data)
{
  Writer *writer = data;
  gboolean dirty = FALSE;

  while (TRUE)
    {
      WriteJob *job = dirty ? g_async_queue_timeout_pop (writer->jobs, IDLE_MICROSECONDS)
                            : g_async_queue_pop (writer->jobs);
      g_autoptr (DescoStore) store = NULL;
      GError *error = NULL;
      gpointer result;

      if (job == NULL)
        {
          desco_connection_checkpoint (writer->connection);
          dirty = FALSE;
          continue;
        }
      if (job->stop)
        {
          write_job_free (job);
          break;
        }

      result = run_in_transaction (writer->connection, job->func, job->data, job->result_destroy,
                                   job->cancellable, &error);
      dirty = TRUE;
      store = g_weak_ref_get (&writer->store);
      if (error == NULL && store != NULL)
        tell_changed (store);
      finish_write (job, result, error);
    }

  desco_connection_free (writer->connection);
  g_async_queue_unref (writer->jobs);
  g_weak_ref_clear (&writer->store);
  g_free (writer);
  return NULL;
}

static DescoConnection *
take_reader (DescoStore *self, GError **error)
{
  DescoConnection *reader;

  g_mutex_lock (&self->readers_lock);
  while (g_queue_is_empty (&self->readers) && self->n_readers >= MAX_READERS)
    g_cond_wait (&self->reader_returned, &self->readers_lock);
  reader = g_queue_pop_head (&self->readers);
  if (reader == NULL)
    self->n_readers++;
  g_mutex_unlock (&self->readers_lock);

  if (reader != NULL)
    return reader;

  reader = desco_connection_open (self->path, DESCO_CONNECTION_READER, error);
  if (reader == NULL)
    {
      g_mutex_lock (&self->readers_lock);
      self->n_readers--;
      g_cond_signal (&self->reader_returned);
      g_mutex_unlock (&self->readers_lock);
    }
  return reader;
}

static void
give_back_reader (DescoStore *self, DescoConnection *reader)
{
  g_mutex_lock (&self->readers_lock);
  g_queue_push_head (&self->readers, reader);
  g_cond_signal (&self->reader_returned);
  g_mutex_unlock (&self->readers_lock);
}

static gpointer
read_with (DescoStore *self,
           DescoStoreFunc func,
           gpointer data,
           GDestroyNotify result_destroy,
           GCancellable *cancellable,
           GError **error)
{
  DescoConnection *reader = take_reader (self, error);
  gpointer result;

  if (reader == NULL)
    return NULL;
  result = run_in_transaction (reader, func, data, result_destroy, cancellable, error);
  give_back_reader (self, reader);
  return result;
}

static void
run_read_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ReadJob *job = task_data;
  GError *error = NULL;
  gpointer result
      = read_with (source, job->func, job->data, job->result_destroy, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->result_destroy);
}

static void
run_open_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  DescoStore *store = desco_store_open (task_data, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  store->context = g_task_get_context (task);
  g_task_return_pointer (task, store, g_object_unref);
}

static void
desco_store_finalize (GObject *object)
{
  DescoStore *self = DESCO_STORE (object);

  desco_store_close (self);
  g_async_queue_unref (self->jobs);
  g_mutex_clear (&self->readers_lock);
  g_cond_clear (&self->reader_returned);
  g_free (self->path);

  G_OBJECT_CLASS (desco_store_parent_class)->finalize (object);
}

static void
desco_store_class_init (DescoStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_store_finalize;

  /**
   * DescoStore::changed:
   * @self: the store
   *
   * Something was committed. Told in the main context, once for many writes in a row.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DESCO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
desco_store_init (DescoStore *self)
{
  self->jobs = g_async_queue_new ();
  g_mutex_init (&self->readers_lock);
  g_cond_init (&self->reader_returned);
  g_queue_init (&self->readers);
}

/**
 * desco_store_create: (skip)
 * @path: where the database shall be
 * @func: what fills it, in one transaction
 * @data: for @func
 * @error: where to put an error of domain %DESCO_STORE_ERROR, or @func's
 *
 * Makes a database that is whole or not there: it is written beside and linked into place at the
 * end. What is at @path already is refused.
 *
 * Returns: whether the new database is on disk
 */
gboolean
desco_store_create (const char *path, DescoStoreFunc func, gpointer data, GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  DescoConnection *connection;
  GError *local_error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_EXISTS,
                   _ ("There is a file at “%s” already; it was left as it is. Name another with "
                      "--database."),
                   path);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_READ_ONLY,
                   _ ("The folder “%s” can't be made: %s."), folder, g_strerror (errno));
      return FALSE;
    }

  desco_store_file_remove (partial);
  connection = desco_connection_create (partial, &local_error);
  if (connection != NULL)
    {
      g_chmod (partial, 0600);
      run_in_transaction (connection, func, data, NULL, NULL, &local_error);
      desco_connection_free (connection);
    }

  /* A link refuses a name that somebody took meanwhile; a rename would not. */
  if (local_error == NULL && link (partial, path) != 0)
    g_set_error (&local_error, DESCO_STORE_ERROR,
                 errno == EEXIST ? DESCO_STORE_ERROR_EXISTS : DESCO_STORE_ERROR_READ_ONLY,
                 _ ("The database “%s” can't be made: %s."), path, g_strerror (errno));
  desco_store_file_remove (partial);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return desco_store_file_sync_folder (path);
}

/**
 * desco_store_open:
 * @path: the database's file
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Opens a database, brings it to this version if it is older, and starts its writer. "changed" is
 * told in the caller's thread-default main context.
 *
 * Returns: (nullable) (transfer full): the store
 */
DescoStore *
desco_store_open (const char *path, GError **error)
{
  g_autoptr (DescoStore) self = NULL;
  DescoConnection *connection = desco_connection_open (path, DESCO_CONNECTION_WRITER, error);
  Writer *writer;

  if (connection == NULL)
    return NULL;

  self = g_object_new (DESCO_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->context = g_main_context_get_thread_default ();

  writer = g_new0 (Writer, 1);
  g_weak_ref_init (&writer->store, self);
  writer->jobs = g_async_queue_ref (self->jobs);
  writer->connection = connection;
  self->writer = g_thread_new ("desco-writer", run_writer, writer);

  return g_steal_pointer (&self);
}

/**
 * desco_store_open_async:
 * @path: the database's file
 * @cancellable: (nullable): to give up
 * @callback: told when it is open
 * @user_data: for @callback
 *
 * As desco_store_open(), without waiting.
 */
void
desco_store_open_async (const char *path,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, desco_store_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, run_open_task);
}

/**
 * desco_store_open_finish:
 * @result: what the callback was given
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer full): the store
 */
DescoStore *
desco_store_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_store_get_path:
 * @self: a store
 *
 * Returns: (transfer none): the database's file
 */
const char *
desco_store_get_path (DescoStore *self)
{
  return self->path;
}

/**
 * desco_store_close:
 * @self: a store
 *
 * Ends the writer after the work that waits for it, and closes the file. Nothing may be asked of
 * the store afterwards.
 */
void
desco_store_close (DescoStore *self)
{
  WriteJob *job;

  if (self->writer == NULL)
    return;

  g_queue_clear_full (&self->readers, (GDestroyNotify) desco_connection_free);

  job = g_new0 (WriteJob, 1);
  g_mutex_init (&job->lock);
  g_cond_init (&job->done_changed);
  job->stop = TRUE;
  g_async_queue_push (self->jobs, job);
  /* The last reference may fall on the writer itself, which can't wait for its own end. */
  if (self->writer == g_thread_self ())
    g_thread_unref (g_steal_pointer (&self->writer));
  else
    g_thread_join (g_steal_pointer (&self->writer));
}

/**
 * desco_store_write: (skip)
 * @self: a store
 * @func: the work
 * @data: for @func
 * @cancellable: (nullable): to give up
 * @error: where to put @func's error, or one of domain %DESCO_STORE_ERROR
 *
 * Runs @func in a transaction on the writer's thread and waits for it. For programs without a
 * window.
 *
 * Returns: (nullable) (transfer full): @func's result, once it is on disk
 */
gpointer
desco_store_write (DescoStore *self,
                   DescoStoreFunc func,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  WriteJob *job = g_new0 (WriteJob, 1);
  gpointer result;

  job->func = func;
  job->data = data;
  g_set_object (&job->cancellable, cancellable);
  g_mutex_init (&job->lock);
  g_cond_init (&job->done_changed);
  g_async_queue_push (self->jobs, job);

  g_mutex_lock (&job->lock);
  while (!job->done)
    g_cond_wait (&job->done_changed, &job->lock);
  g_mutex_unlock (&job->lock);

  result = job->result;
  if (job->error != NULL)
    g_propagate_error (error, job->error);
  write_job_free (job);

  return result;
}

/**
 * desco_store_write_async: (skip)
 * @self: a store
 * @func: the work
 * @data: for @func
 * @data_destroy: (nullable): frees @data
 * @result_destroy: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): to give up
 * @callback: told when it is on disk
 * @user_data: for @callback
 *
 * Runs @func in a transaction on the writer's thread.
 */
void
desco_store_write_async (DescoStore *self,
                         DescoStoreFunc func,
                         gpointer data,
                         GDestroyNotify data_destroy,
                         GDestroyNotify result_destroy,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  WriteJob *job = g_new0 (WriteJob, 1);

  job->func = func;
  job->data = data;
  job->data_destroy = data_destroy;
  job->result_destroy = result_destroy;
  g_set_object (&job->cancellable, cancellable);
  g_mutex_init (&job->lock);
  g_cond_init (&job->done_changed);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, desco_store_write_async);
  /* What is on disk is told as done, also when the cancellation came a moment later. */
  g_task_set_check_cancellable (job->task, FALSE);
  g_async_queue_push (self->jobs, job);
}

/**
 * desco_store_read: (skip)
 * @self: a store
 * @func: the work, which must not write
 * @data: for @func
 * @cancellable: (nullable): to give up
 * @error: where to put @func's error, or one of domain %DESCO_STORE_ERROR
 *
 * Runs @func in a snapshot, on the caller's thread.
 *
 * Returns: (nullable) (transfer full): @func's result
 */
gpointer
desco_store_read (DescoStore *self,
                  DescoStoreFunc func,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  return read_with (self, func, data, NULL, cancellable, error);
}

/**
 * desco_store_read_async: (skip)
 * @self: a store
 * @func: the work, which must not write
 * @data: for @func
 * @data_destroy: (nullable): frees @data
 * @result_destroy: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): to give up
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * Runs @func in a snapshot, on a thread of the pool.
 */
void
desco_store_read_async (DescoStore *self,
                        DescoStoreFunc func,
                        gpointer data,
                        GDestroyNotify data_destroy,
                        GDestroyNotify result_destroy,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  ReadJob *job = g_new0 (ReadJob, 1);

  job->func = func;
  job->data = data;
  job->data_destroy = data_destroy;
  job->result_destroy = result_destroy;
  g_task_set_source_tag (task, desco_store_read_async);
  g_task_set_task_data (task, job, (GDestroyNotify) read_job_free);
  g_task_run_in_thread (task, run_read_task);
}

/**
 * desco_store_call_finish: (skip)
 * @self: a store
 * @result: what the callback was given
 * @error: where to put the work's error
 *
 * Returns: (nullable) (transfer full): the work's result
 */
gpointer
desco_store_call_finish (DescoStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
check_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_connection_check (connection, error);
}

/**
 * desco_store_check_file:
 * @self: a store
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Has SQLite check the file: pages, indexes, references, constraints.
 *
 * Returns: (nullable) (transfer full) (element-type utf8): what is wrong, empty when nothing is
 */
GPtrArray *
desco_store_check_file (DescoStore *self, GCancellable *cancellable, GError **error)
{
  return desco_store_read (self, check_reader, NULL, cancellable, error);
}
