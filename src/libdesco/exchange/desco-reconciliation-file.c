/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-reconciliation-file-private.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-creditors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef gboolean (*WriteFunc) (const DescoReconciliationJob *job, GError **error);

/* What a thread writes. */
typedef struct
{
  DescoReconciliationQuery query;
  DescoReconciliationPaper paper;
  char *path;
} Task;

static WriteFunc
find_format (const char *path, GError **error)
{
  static const struct
  {
    const char *suffix;
    WriteFunc write;
  } formats[] = {
    { ".pdf", desco_reconciliation_write_pdf },
    { ".xlsx", desco_reconciliation_write_xlsx },
    { ".csv", desco_reconciliation_write_csv },
  };
  g_autofree char *lower = g_ascii_strdown (path != NULL ? path : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].suffix))
      return formats[i].write;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "output",
                         _ ("“%s” does not say what to write: end its name with .pdf, .xlsx or "
                            ".csv."),
                         path != NULL ? path : "");
  return NULL;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->path);
  g_free (task);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Task *work = data;
  DescoReconciliationTotals totals;
  GError *error = NULL;

  if (desco_reconciliation_write (source, &work->query, &work->paper, &totals, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * desco_reconciliation_write:
 * @store: the database
 * @query: which days, and how to part them
 * @paper: where and how
 * @totals: (out): what it all comes to
 * @cancellable: (nullable): stops it; the file that was there stays
 * @error: where to put an error: %DESCO_INPUT_ERROR of `output`, `from` or `to`, the database's, or
 *   the file's
 *
 * Writes a reconciliation that an accountant can sign: its groups and what is missing on either
 * side. A workbook or a list has each payment as well. Nobody's name stands in it: payments are
 * known by their references. It takes the same memory whatever its length.
 *
 * Returns: whether the file is there
 */
gboolean
desco_reconciliation_write (DescoStore *store,
                            const DescoReconciliationQuery *query,
                            const DescoReconciliationPaper *paper,
                            DescoReconciliationTotals *totals,
                            GCancellable *cancellable,
                            GError **error)
{
  WriteFunc write = find_format (paper->path, error);
  g_autoptr (DescoCreditor) creditor
      = write != NULL ? desco_creditors_get (store, cancellable, error) : NULL;
  const DescoReconciliationJob job = {
    .store = store,
    .query = query,
    .paper = paper,
    .creditor = creditor,
    .totals = totals,
    .cancellable = cancellable,
  };

  return creditor != NULL && write (&job, error);
}

/**
 * desco_reconciliation_write_async:
 * @store: the database
 * @query: which days, and how to part them
 * @paper: where and how; its progress is told on another thread
 * @cancellable: (nullable): stops it; the file that was there stays
 * @callback: is called once the file is there or not
 * @user_data: for @callback
 */
void
desco_reconciliation_write_async (DescoStore *store,
                                  const DescoReconciliationQuery *query,
                                  const DescoReconciliationPaper *paper,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Task *work = g_new0 (Task, 1);

  work->query = *query;
  work->path = g_strdup (paper->path);
  work->paper = *paper;
  work->paper.path = work->path;
  g_task_set_source_tag (task, desco_reconciliation_write_async);
  g_task_set_task_data (task, work, task_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * desco_reconciliation_write_finish:
 * @store: the database
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: whether the file is there
 */
gboolean
desco_reconciliation_write_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * desco_reconciliation_describe_period: (skip)
 * @query: what is written
 *
 * Returns: (transfer full): its days, for people
 */
char *
desco_reconciliation_describe_period (const DescoReconciliationQuery *query)
{
  g_autofree char *from = desco_date_to_display (&query->from);
  g_autofree char *to = desco_date_to_display (&query->to);

  return g_strdup_printf (_ ("payments from %s to %s"), from, to);
}

/**
 * desco_reconciliation_describe_group: (skip)
 * @query: what is written
 * @group: a group of it
 *
 * Returns: (transfer full): what it is of, for people
 */
char *
desco_reconciliation_describe_group (const DescoReconciliationQuery *query,
                                     const DescoReconciliationGroup *group)
{
  GDate day;

  if (group->desk)
    return g_strdup (_ ("Desk"));
  if (query->by == DESCO_RECONCILIATION_BY_DAY && desco_date_parse_iso (group->key, &day))
    return desco_date_to_display (&day);
  if (*group->key != '\0')
    return g_strdup (group->key);
  return g_strdup (query->by == DESCO_RECONCILIATION_BY_TAXONOMY ? _ ("Not known")
                                                                 : _ ("Without a transfer"));
}

/**
 * desco_reconciliation_describe_by: (skip)
 * @query: what is written
 *
 * Returns: (transfer none): what stands above its groups
 */
const char *
desco_reconciliation_describe_by (const DescoReconciliationQuery *query)
{
  switch (query->by)
    {
    case DESCO_RECONCILIATION_BY_TRANSFER:
      return _ ("Transfer (TRN/CRO)");
    case DESCO_RECONCILIATION_BY_TAXONOMY:
      return _ ("Taxonomy");
    case DESCO_RECONCILIATION_BY_DAY:
    default:
      return _ ("Day of payment");
    }
}

/**
 * desco_reconciliation_describe_column: (skip)
 * @column: which column of the list of payments, from 0
 *
 * Returns: (transfer none): what stands above it
 */
const char *
desco_reconciliation_describe_column (guint column)
{
  static const char *const titles[DESCO_RECONCILIATION_COLUMNS] = {
    N_ ("Day of payment"), N_ ("State"),        N_ ("IUV"),
    N_ ("Notice number"),  N_ ("Receipt"),      N_ ("Received"),
    N_ ("Transferred"),    N_ ("Credited"),     N_ ("Transfer (TRN/CRO)"),
    N_ ("Transfer date"),  N_ ("Paid through"), N_ ("Taxonomy"),
    N_ ("Note"),
  };

  return _ (titles[column]);
}
