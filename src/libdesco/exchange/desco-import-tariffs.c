/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-import-private.h"

#include "exchange/desco-tariff-row.h"
#include "model/desco-error.h"
#include "store/desco-tariffs-private.h"

#include <glib/gi18n-lib.h>

static DescoTariffRule *
make_rule (DescoTariffRow *row, guint position)
{
  DescoTariffRule *rule = desco_tariff_rule_new ();

  rule->position = position;
  rule->description = row->description != NULL ? g_steal_pointer (&row->description)
                                               : g_strdup_printf (_ ("Rule %u"), position);
  rule->school_order = row->order;
  rule->school = g_steal_pointer (&row->school);
  rule->class_name = g_steal_pointer (&row->class_name);
  rule->resident = row->resident;
  rule->isee_from = row->isee_from;
  rule->isee_to = row->isee_to;
  rule->child_from = row->child_from;
  rule->child_to = row->child_to;
  rule->exemption = g_steal_pointer (&row->exemption);
  rule->unit_amount = row->cost;
  rule->valid_from = row->valid_from;
  rule->valid_until = row->valid_until;
  return rule;
}

static gboolean
step (DescoImportRun *run, DescoRowError **problem, GError **error)
{
  GPtrArray *rules = run->user;
  g_autoptr (DescoTariffRow) row = NULL;

  if (!desco_tariff_row_read (run->list, &row, problem, error))
    return FALSE;
  if (*problem == NULL)
    g_ptr_array_add (rules, make_rule (row, rules->len + 1));
  return TRUE;
}

static void
warn_of_removed (DescoImportRun *run, guint removed)
{
  g_autofree char *reason = NULL;

  if (removed == 0)
    return;
  reason
      = g_strdup_printf (ngettext ("%u rule of the tariff that was in force is not in the table, "
                                   "and is gone.",
                                   "%u rules of the tariff that was in force are not in the "
                                   "table, and are gone.",
                                   removed),
                         removed);
  desco_import_warn (run, 0, DESCO_FIELD_NONE, NULL, reason);
}

static gboolean
end (DescoImportRun *run, GError **error)
{
  GPtrArray *rules = run->user;
  DescoTariffChange change;

  if (rules->len == 0 && run->report->rejected->len == 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "file",
                             _ ("The table has no rule below its header: write one rule a row."));
      return FALSE;
    }
  if (rules->len == 0)
    return TRUE;
  if (!desco_tariffs_replace_in (run->connection, _ ("Tariff"), rules, &change, error))
    return FALSE;
  run->report->added = change.added;
  run->report->updated = change.updated;
  run->report->unchanged = change.unchanged;
  warn_of_removed (run, change.removed);
  return TRUE;
}

/**
 * desco_import_tariffs:
 * @store: the database
 * @path: (type filename): the regulation as a table, its rules in order
 * @options: (nullable): how to read it
 * @cancellable: (nullable): to give up; the database is as it was
 * @error: %DESCO_INPUT_ERROR where the table can't be read, or an error of the database
 *
 * Puts a regulation in force. It is taken whole or not at all: without one of its rules the next
 * one would match, and somebody would pay what the town did not decide.
 *
 * Returns: (nullable) (transfer full): what was done, or would be
 */
DescoImportReport *
desco_import_tariffs (DescoStore *store,
                      const char *path,
                      const DescoImportOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_object_unref);
  DescoImportOptions whole = { .dry_run = FALSE };

  if (options != NULL)
    whole = *options;
  whole.all_or_nothing = TRUE;
  return desco_import_run (store, DESCO_LIST_TARIFFS, path, &whole, step, end, rules, NULL, NULL,
                           cancellable, error);
}
