/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-receipt-files.h"

#include "model/desco-error.h"
#include "pagopa/desco-receipt-schema.h"
#include "store/desco-receipts-private.h"
#include "store/desco-settings.h"
#include "store/desco-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A batch is read while the one before is written, each in one transaction: as many files as are
 * worth a sync of the disk, and few enough to be held in memory. */
#define BATCH_SIZE 1000
#define BATCHES_AHEAD 2

typedef struct
{
  DescoReceiptData *receipt;
  char *problem;
  DescoUuid id;
  DescoReceiptState state;
} Item;

typedef struct
{
  guint first;
  GArray *items;
} Batch;

/* The reader's side of a run. */
typedef struct
{
  GPtrArray *paths;
  DescoReceiptSchema *schema;
  GAsyncQueue *batches;
  GMutex lock;
  GCond taken;
  guint n_ahead;
  gboolean stop;
} Reader;

typedef struct
{
  DescoStore *store;
  char *path;
} Job;

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->receipt, desco_receipt_data_unref);
  g_free (item->problem);
}

static void
batch_free (Batch *batch)
{
  g_array_unref (batch->items);
  g_free (batch);
}

static void
job_free (Job *job)
{
  g_object_unref (job->store);
  g_free (job->path);
  g_free (job);
}

static GBytes *
set_unreadable (int code, GError **error)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                         _ ("The file can't be read (%s): check its name, folder and "
                            "permissions."),
                         g_strerror (code));
  return NULL;
}

/* One byte more than a receipt may have is enough to know that it is none. */
static GBytes *
read_bytes (int descriptor, goffset size, GError **error)
{
  gsize length = 0;
  gsize room = (gsize) CLAMP (size, 1, DESCO_RECEIPT_MAX_SIZE + 1);
  g_autofree char *bytes = g_malloc (room);

  while (length < room)
    {
      gssize got = read (descriptor, bytes + length, room - length);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return set_unreadable (errno, error);
      if (got == 0)
        break;
      length += (gsize) got;
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), length);
}

static GBytes *
read_file (const char *path, GError **error)
{
  /* Whatever waits for a writer is no file that one reads. */
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  struct stat facts;
  GBytes *bytes = NULL;

  if (descriptor < 0)
    return set_unreadable (errno, error);
  if (fstat (descriptor, &facts) != 0)
    set_unreadable (errno, error);
  else if (!S_ISREG (facts.st_mode) || facts.st_size == 0)
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                           S_ISREG (facts.st_mode)
                               ? _ ("The file is empty: ask for the receipt again.")
                               : _ ("This is not a file that can be read: choose the receipt "
                                    "itself."));
  else
    bytes = read_bytes (descriptor, facts.st_size, error);
  close (descriptor);
  return bytes;
}

/* The schema that is named, else the one of DESCO_RECEIPT_SCHEMA or of the setting: who has it names
 * it once. */
static gboolean
open_schema (DescoStore *store,
             const char *path,
             DescoReceiptSchema **schema,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *chosen = g_strdup (path != NULL ? path : g_getenv ("DESCO_RECEIPT_SCHEMA"));

  *schema = NULL;
  if (chosen == NULL)
    chosen = desco_settings_get (store, DESCO_SETTING_RECEIPT_SCHEMA, cancellable, error);
  if (chosen == NULL)
    return FALSE;
  if (*chosen == '\0')
    return TRUE;
  *schema = desco_receipt_schema_new (chosen, error);
  return *schema != NULL;
}

static DescoReceiptData *
read_receipt (const char *path, DescoReceiptSchema *schema, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (path, error);

  if (bytes == NULL || (schema != NULL && !desco_receipt_schema_check (schema, bytes, error)))
    return NULL;
  return desco_receipt_xml_parse (bytes, error);
}

static Batch *
read_batch (Reader *reader, guint first)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->first = first;
  batch->items = g_array_sized_new (FALSE, TRUE, sizeof (Item), BATCH_SIZE);
  g_array_set_clear_func (batch->items, item_clear);
  for (guint i = first; i < reader->paths->len && i < first + BATCH_SIZE; i++)
    {
      Item item = { NULL };
      g_autoptr (GError) error = NULL;

      item.receipt = read_receipt (g_ptr_array_index (reader->paths, i), reader->schema, &error);
      if (item.receipt == NULL)
        item.problem = g_strdup (error->message);
      g_array_append_val (batch->items, item);
    }
  return batch;
}

/* Waits while enough is read ahead. */
static gboolean
may_go_on (Reader *reader)
{
  gboolean go_on;

  g_mutex_lock (&reader->lock);
  while (reader->n_ahead >= BATCHES_AHEAD && !reader->stop)
    g_cond_wait (&reader->taken, &reader->lock);
  reader->n_ahead++;
  go_on = !reader->stop;
  g_mutex_unlock (&reader->lock);
  return go_on;
}

static gpointer
run_reader (gpointer data)
{
  Reader *reader = data;

  for (guint first = 0; first < reader->paths->len && may_go_on (reader); first += BATCH_SIZE)
    g_async_queue_push (reader->batches, read_batch (reader, first));
  return NULL;
}

static Batch *
take_batch (Reader *reader)
{
  Batch *batch = g_async_queue_pop (reader->batches);

  g_mutex_lock (&reader->lock);
  reader->n_ahead--;
  g_cond_signal (&reader->taken);
  g_mutex_unlock (&reader->lock);
  return batch;
}

static void
stop_reader (Reader *reader, GThread *thread)
{
  Batch *batch;

  g_mutex_lock (&reader->lock);
  reader->stop = TRUE;
  g_cond_signal (&reader->taken);
  g_mutex_unlock (&reader->lock);
  g_thread_join (thread);
  while ((batch = g_async_queue_try_pop (reader->batches)) != NULL)
    batch_free (batch);
}

static gpointer
write_batch_writer (DescoConnection *connection,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->items->len; i++)
    {
      Item *item = &g_array_index (batch->items, Item, i);

      if (item->receipt != NULL
          && !desco_receipts_record_in (connection, item->receipt, "file", &item->id, &item->state,
                                        error))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

static void
tell (Reader *reader, Batch *batch, DescoReceiptFileFunc func, gpointer user_data)
{
  for (guint i = 0; i < batch->items->len; i++)
    {
      const Item *item = &g_array_index (batch->items, Item, i);
      const DescoReceiptFile file = {
        .path = g_ptr_array_index (reader->paths, batch->first + i),
        .id = item->id,
        .state = item->state,
        .problem = item->problem,
        .done = batch->first + i + 1,
        .total = reader->paths->len,
      };

      func (&file, user_data);
    }
}

static gboolean
write_batches (DescoStore *store,
               Reader *reader,
               DescoReceiptFileFunc func,
               gpointer user_data,
               GCancellable *cancellable,
               GError **error)
{
  for (guint done = 0; done < reader->paths->len;)
    {
      Batch *batch = take_batch (reader);
      gboolean written
          = desco_store_write (store, write_batch_writer, batch, cancellable, error) != NULL;

      if (written)
        tell (reader, batch, func, user_data);
      done += batch->items->len;
      batch_free (batch);
      if (!written)
        return FALSE;
    }
  return TRUE;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The XML files of a folder by name; what is in folders of it is somebody else's. */
static gboolean
list_folder (const char *folder, GPtrArray *paths, GError **error)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name;

  if (directory == NULL)
    return FALSE;
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      gsize length = strlen (name);

      if (length > 4 && g_ascii_strcasecmp (name + length - 4, ".xml") == 0)
        g_ptr_array_add (found, g_build_filename (folder, name, NULL));
    }
  if (found->len == 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "file",
                             _ ("There are no XML files in “%s”: choose the folder that holds the "
                                "receipts."),
                             folder);
      return FALSE;
    }
  g_ptr_array_sort (found, compare_paths);
  g_ptr_array_extend_and_steal (paths, g_steal_pointer (&found));
  return TRUE;
}

static GPtrArray *
list_paths (const char *const *paths, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      if (!g_file_test (paths[i], G_FILE_TEST_IS_DIR))
        g_ptr_array_add (list, g_strdup (paths[i]));
      else if (!list_folder (paths[i], list, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

/**
 * desco_receipt_files_import:
 * @store: the database
 * @paths: (array zero-terminated=1) (element-type filename): files, and folders whose files that
 *   end in .xml are read in the order of their names
 * @schema: (nullable) (type filename): pagoPA's paForNode.xsd, to hold each receipt against; %NULL
 *   for the one that DESCO_RECEIPT_SCHEMA names, else the setting `receipt.schema`, if any
 * @func: (scope call): told of each file
 * @user_data: for @func
 * @cancellable: (nullable): to stop between two transactions; what was told is kept
 * @error: where to put an error: of the database, a folder that can't be read, a schema that can't
 *   be used. A file that is no receipt is no error
 *
 * Credits the receipts in files, each once, in transactions of a thousand; reading them
 * again changes nothing. What is held in memory does not grow with their number, but for the names.
 *
 * Returns: whether all were gone through
 */
gboolean
desco_receipt_files_import (DescoStore *store,
                            const char *const *paths,
                            const char *schema,
                            DescoReceiptFileFunc func,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GPtrArray) list = list_paths (paths, error);
  g_autoptr (DescoReceiptSchema) parsed = NULL;
  g_autoptr (GAsyncQueue) batches = NULL;
  Reader reader = { .paths = list };
  GThread *thread;
  gboolean written;

  if (list == NULL)
    return FALSE;
  if (!open_schema (store, schema, &parsed, cancellable, error))
    return FALSE;

  batches = g_async_queue_new ();
  reader.schema = parsed;
  reader.batches = batches;
  g_mutex_init (&reader.lock);
  g_cond_init (&reader.taken);
  thread = g_thread_new ("desco-receipts", run_reader, &reader);
  written = write_batches (store, &reader, func, user_data, cancellable, error);
  stop_reader (&reader, thread);
  g_mutex_clear (&reader.lock);
  g_cond_clear (&reader.taken);
  return written;
}

/**
 * desco_receipt_files_import_one:
 * @store: the database
 * @path: (type filename): a file
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error: of the database, or why there is no receipt in it
 *
 * Credits the receipt in one file, for who opened it. It is held against pagoPA's schema where
 * DESCO_RECEIPT_SCHEMA or the setting `receipt.schema` names it.
 *
 * Returns: (nullable) (transfer full): the receipt and what it led to
 */
DescoReceiptRecord *
desco_receipt_files_import_one (DescoStore *store,
                                const char *path,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (DescoReceiptSchema) schema = NULL;
  g_autoptr (DescoReceiptData) receipt = NULL;

  if (!open_schema (store, NULL, &schema, cancellable, error))
    return NULL;
  receipt = read_receipt (path, schema, error);
  return receipt != NULL ? desco_receipts_record (store, receipt, "file", cancellable, error)
                         : NULL;
}

static void
run_one (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  DescoReceiptRecord *record
      = desco_receipt_files_import_one (job->store, job->path, cancellable, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, (GDestroyNotify) desco_receipt_record_free);
  else
    g_task_return_error (task, error);
}

/**
 * desco_receipt_files_import_one_async:
 * @store: the database
 * @path: (type filename): a file
 * @cancellable: (nullable): to give up before it begins
 * @callback: told what came of it
 * @user_data: for @callback
 *
 * As desco_receipt_files_import_one(), on a thread of its own.
 */
void
desco_receipt_files_import_one_async (DescoStore *store,
                                      const char *path,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->path = g_strdup (path);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_one);
}

/**
 * desco_receipt_files_import_one_finish:
 * @result: what the callback was given
 * @error: where to put an error, as desco_receipt_files_import_one()
 *
 * Returns: (nullable) (transfer full): the receipt and what it led to
 */
DescoReceiptRecord *
desco_receipt_files_import_one_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
