/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-import-private.h"

#include "model/desco-error.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* Told no oftener: a bar moves by less than a pixel. */
#define PROGRESS_ROWS 256

/* Undoes the transaction of an import that was only tried; nobody but us sees it. */
#define IMPORT_UNDONE (import_undone_quark ())

static G_DEFINE_QUARK (desco_import_undone, import_undone)

typedef struct
{
  DescoListKind kind;
  const char *path;
  const DescoImportOptions *options;
  DescoImportStep step;
  DescoImportEnd end;
  gpointer user;
  DescoImportProgress progress;
  gpointer progress_data;
  DescoImportReport *report;
} Job;

static void
column_free (gpointer data)
{
  DescoImportColumn *column = data;

  g_free (column->header);
  g_free (column->field);
  g_free (column);
}

static DescoImportReport *
report_new (void)
{
  DescoImportReport *report = g_new0 (DescoImportReport, 1);

  report->rejected = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_row_error_free);
  report->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_row_error_free);
  return report;
}

static void
run_clear (DescoImportRun *run)
{
  g_clear_object (&run->list);
  g_clear_pointer (&run->schools, g_hash_table_unref);
  g_clear_pointer (&run->classes, g_hash_table_unref);
}

static gboolean
take_rows (const Job *job, DescoImportRun *run, GCancellable *cancellable, GError **error)
{
  DescoTableReader *table = desco_list_reader_get_table (run->list);
  DescoRowError *problem = NULL;
  GError *local_error = NULL;

  while (job->step (run, &problem, &local_error))
    {
      if (problem != NULL)
        desco_import_refuse (run, g_steal_pointer (&problem));
      run->report->read++;
      if (run->report->read % PROGRESS_ROWS != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (job->progress != NULL)
        job->progress (desco_table_reader_get_progress (table), run->report->read,
                       job->progress_data);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return (job->end == NULL || job->end (run, error))
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* What was only tried is undone by an error that the caller knows. */
static gboolean
keep_or_undo (const Job *job, GError **error)
{
  if (!job->options->dry_run && !(job->options->all_or_nothing && job->report->rejected->len > 0))
    return TRUE;
  g_set_error_literal (error, IMPORT_UNDONE, 0, "undone");
  return FALSE;
}

static gpointer
import_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Job *job = data;
  DescoImportRun run = {
    .connection = connection, .options = job->options, .report = job->report, .user = job->user
  };

  run.list = desco_import_open_list (job->kind, job->path, job->options, cancellable, error);
  if (run.list == NULL)
    return NULL;
  run.schools = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run.classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  job->report->columns = desco_import_list_columns (desco_list_reader_get_columns (run.list));

  if (take_rows (job, &run, cancellable, error))
    keep_or_undo (job, error);
  run_clear (&run);
  return NULL;
}

/**
 * desco_import_open_list: (skip)
 * @kind: what the list is of
 * @path: the file
 * @options: what the person set
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `file`, `map`, `encoding`
 *
 * Returns: (nullable) (transfer full): the list
 */
DescoListReader *
desco_import_open_list (DescoListKind kind,
                        const char *path,
                        const DescoImportOptions *options,
                        GCancellable *cancellable,
                        GError **error)
{
  DescoTableOptions table = { .separator = options->separator, .sheet = options->sheet };

  if (options->encoding != NULL && !desco_table_encoding_parse (options->encoding, &table.encoding))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "encoding",
                             _ ("“%s” is no encoding of lists: write UTF-8, UTF-16LE, UTF-16BE, "
                                "windows-1252 or ISO-8859-15."),
                             options->encoding);
      return NULL;
    }
  return desco_list_reader_open (kind, path, &table, options->columns, cancellable, error);
}

/**
 * desco_import_list_columns: (skip)
 * @map: what each column means
 *
 * Returns: (transfer full) (element-type DescoImportColumn): the same for a person to read
 */
GPtrArray *
desco_import_list_columns (const DescoColumnMap *map)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);

  for (guint i = 0; i < desco_column_map_get_n_columns (map); i++)
    {
      const DescoMeaning *meaning = desco_column_map_get_meaning (map, i);
      DescoImportColumn *column = g_new0 (DescoImportColumn, 1);

      column->header = g_strdup (desco_column_map_get_header (map, i));
      if (meaning->field != DESCO_FIELD_NONE)
        column->field = desco_meaning_to_string (meaning);
      g_ptr_array_add (columns, column);
    }
  return columns;
}

/**
 * desco_import_run: (skip)
 * @store: the database
 * @kind: what the list is of
 * @path: the file
 * @options: what the person set
 * @step: takes a row in
 * @end: (nullable): called once all are in
 * @user: what @step keeps
 * @progress: (nullable): told now and then, on the writer's thread
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up; the database is as it was
 * @error: %DESCO_INPUT_ERROR, or one of the database
 *
 * Takes a list in, in one transaction.
 *
 * Returns: (nullable) (transfer full): what was done, or would be
 */
DescoImportReport *
desco_import_run (DescoStore *store,
                  DescoListKind kind,
                  const char *path,
                  const DescoImportOptions *options,
                  DescoImportStep step,
                  DescoImportEnd end,
                  gpointer user,
                  DescoImportProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  static const DescoImportOptions defaults = { 0 };
  g_autoptr (DescoImportReport) report = report_new ();
  GError *local_error = NULL;
  Job job
      = { kind,          path,  options != NULL ? options : &defaults, step, end, user, progress,
          progress_data, report };

  desco_store_write (store, import_writer, &job, cancellable, &local_error);
  report->applied = local_error == NULL;
  if (g_error_matches (local_error, IMPORT_UNDONE, 0))
    g_clear_error (&local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&report);
}

/**
 * desco_import_count: (skip)
 * @run: an import
 * @outcome: what a row did
 */
void
desco_import_count (DescoImportRun *run, DescoRecordOutcome outcome)
{
  run->report->added += outcome == DESCO_RECORD_ADDED;
  run->report->updated += outcome == DESCO_RECORD_UPDATED;
  run->report->unchanged += outcome == DESCO_RECORD_UNCHANGED;
}

/**
 * desco_import_merge: (skip)
 * @outcome: what a row did so far
 * @part: what its next part did
 *
 * Returns: what they did together: whatever happens to somebody's guardians or certificates changes
 *   that somebody
 */
DescoRecordOutcome
desco_import_merge (DescoRecordOutcome outcome, DescoRecordOutcome part)
{
  if (outcome == DESCO_RECORD_FAILED || part == DESCO_RECORD_FAILED)
    return DESCO_RECORD_FAILED;
  if (outcome == DESCO_RECORD_UNCHANGED && part != DESCO_RECORD_UNCHANGED)
    return DESCO_RECORD_UPDATED;
  return outcome;
}

static DescoRowError *
make_finding (DescoImportRun *run,
              guint line,
              DescoField field,
              const char *value,
              const char *reason)
{
  const DescoColumnMap *columns = desco_list_reader_get_columns (run->list);
  guint column = desco_column_map_find (columns, field, DESCO_PERSON_PUPIL, 1);

  return desco_row_error_new (
      line, column != DESCO_COLUMN_NONE ? desco_column_map_get_header (columns, column) : "",
      value != NULL ? value : "", reason);
}

/**
 * desco_import_refuse: (skip)
 * @run: an import
 * @problem: (transfer full): why the row was refused
 */
void
desco_import_refuse (DescoImportRun *run, DescoRowError *problem)
{
  g_ptr_array_add (run->report->rejected, problem);
}

/**
 * desco_import_refuse_field: (skip)
 * @run: an import
 * @line: the row's
 * @field: what is wrong
 * @value: (nullable): what stands there
 * @reason: a sentence
 */
void
desco_import_refuse_field (DescoImportRun *run,
                           guint line,
                           DescoField field,
                           const char *value,
                           const char *reason)
{
  desco_import_refuse (run, make_finding (run, line, field, value, reason));
}

/**
 * desco_import_warn: (skip)
 * @run: an import
 * @line: the row's, 0 for the whole list
 * @field: what is odd
 * @value: (nullable): what stands there
 * @reason: a sentence
 */
void
desco_import_warn (DescoImportRun *run,
                   guint line,
                   DescoField field,
                   const char *value,
                   const char *reason)
{
  g_ptr_array_add (run->report->warnings, make_finding (run, line, field, value, reason));
}

/**
 * desco_import_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
desco_import_report_free (DescoImportReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rejected);
  g_ptr_array_unref (self->warnings);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_free (self);
}
