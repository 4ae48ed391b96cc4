/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-import-private.h"

#include "exchange/desco-guardian-row.h"
#include "store/desco-matches-private.h"

#include <glib/gi18n-lib.h>

static const char *
name_pupil (const DescoGuardianRow *row)
{
  return row->pupil_tax_code != NULL ? row->pupil_tax_code : row->pupil_surname;
}

static gboolean
take_row (DescoImportRun *run, const DescoGuardianRow *row, GError **error)
{
  DescoField field = row->pupil_tax_code != NULL ? DESCO_FIELD_TAX_CODE : DESCO_FIELD_SURNAME;
  DescoRecordOutcome outcome;
  DescoUuid id;

  switch (desco_matches_find_pupil_in (run->connection, row->pupil_tax_code, row->pupil_surname,
                                       row->pupil_name, &row->pupil_birth_date, &id, error))
    {
    case DESCO_MATCH_NONE:
      desco_import_refuse_field (run, row->line, field, name_pupil (row),
                                 _ ("There is no such pupil: import the list of pupils first, or "
                                    "correct the row."));
      return TRUE;
    case DESCO_MATCH_UNSURE:
      desco_import_refuse_field (
          run, row->line, field, name_pupil (row),
          _ ("More than one pupil may be meant: write the pupil's tax code."));
      return TRUE;
    case DESCO_MATCH_FOUND:
      outcome = desco_import_take_adults (run, row->line, &id, row->adults, NULL, NULL, error);
      desco_import_count (run, outcome);
      return outcome != DESCO_RECORD_FAILED;
    case DESCO_MATCH_FAILED:
    default:
      return FALSE;
    }
}

static gboolean
step (DescoImportRun *run, DescoRowError **problem, GError **error)
{
  g_autoptr (DescoGuardianRow) row = NULL;

  if (!desco_guardian_row_read (run->list, &row, problem, error))
    return FALSE;
  return *problem != NULL || take_row (run, row, error);
}

/**
 * desco_import_guardians:
 * @store: the database
 * @path: (type filename): a list of guardians, each with a pupil's tax code or name
 * @options: (nullable): how to read it
 * @progress: (nullable): told now and then, on the writer's thread
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up; the database is as it was
 * @error: %DESCO_INPUT_ERROR where the list can't be read, or an error of the database
 *
 * Takes a list of guardians in, in one transaction. A row that makes a new guardian, or
 * makes one somebody's, counts as an update of the pupil.
 *
 * Returns: (nullable) (transfer full): what was done, or would be
 */
DescoImportReport *
desco_import_guardians (DescoStore *store,
                        const char *path,
                        const DescoImportOptions *options,
                        DescoImportProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GError **error)
{
  return desco_import_run (store, DESCO_LIST_GUARDIANS, path, options, step, NULL, NULL, progress,
                           progress_data, cancellable, error);
}
