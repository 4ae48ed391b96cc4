/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-import-private.h"

#include "exchange/desco-pupil-row.h"
#include "ledger/desco-ledger-private.h"
#include "model/desco-class.h"
#include "model/desco-clock.h"
#include "store/desco-certificates-private.h"
#include "store/desco-diets-private.h"
#include "store/desco-matches-private.h"
#include "store/desco-pupils-private.h"
#include "store/desco-tariffs-private.h"

#include <glib/gi18n-lib.h>

static void
lay_over (const char **field, const char *value)
{
  if (value != NULL)
    *field = value;
}

/* What the list carries goes over what is known; what it does not carry is left alone. An exemption
 * is the exception: where the list has the column, an empty cell says that there is none. */
static void
lay_row_over (DescoImportRun *run, DescoPupilDraft *draft, const DescoPupilRow *row)
{
  lay_over (&draft->tax_code, row->tax_code);
  lay_over (&draft->surname, row->surname);
  lay_over (&draft->name, row->name);
  if (g_date_valid (&row->birth_date))
    draft->birth_date = row->birth_date;
  lay_over (&draft->birth_place, row->birth_place);
  if (row->sex != DESCO_SEX_UNKNOWN)
    draft->sex = row->sex;
  lay_over (&draft->address, row->address);
  lay_over (&draft->postal_code, row->postal_code);
  lay_over (&draft->town, row->town);
  lay_over (&draft->province, row->province);
  if (row->resident != DESCO_RESIDENCE_UNKNOWN)
    draft->resident = row->resident;
  lay_over (&draft->sidi_code, row->sidi_code);
  if (desco_column_map_find (desco_list_reader_get_columns (run->list), DESCO_FIELD_EXEMPTION,
                             DESCO_PERSON_PUPIL, 1)
      != DESCO_COLUMN_NONE)
    draft->exemption = row->exemption;
}

static char *
make_class_name (const DescoPupilRow *row)
{
  g_autofree char *year = row->class_year > 0 ? g_strdup_printf ("%u", row->class_year) : NULL;

  return desco_class_make_name (year, row->section);
}

/* A list that names no school leaves a pupil at the school where it is, unless a person said where
 * the list belongs. */
static gboolean
find_place (DescoImportRun *run,
            const DescoPupilRow *row,
            const DescoPupil *known,
            DescoUuid *class_id,
            GError **error)
{
  g_autofree char *class_name = make_class_name (row);
  DescoUuid school_id;

  *class_id = (DescoUuid){ { 0 } };
  if (*class_name == '\0')
    {
      if (known == NULL)
        desco_import_warn (run, row->line, DESCO_FIELD_CLASS, NULL,
                           _ ("The row names no class, so the pupil is on no class's sheet until "
                              "somebody chooses one."));
      return TRUE;
    }

  if (row->school_code != NULL || row->school_name != NULL)
    {
      if (!desco_import_find_school (run, row->school_code, row->school_name, &school_id, error))
        return FALSE;
    }
  else if (run->options->school == NULL && known != NULL && !desco_uuid_is_nil (&known->school_id))
    school_id = known->school_id;
  else if (!desco_import_find_default_school (run, &school_id, error))
    return FALSE;
  return desco_import_find_class (run, &school_id, class_name, class_id, error);
}

static DescoRecordOutcome
take_certificate (DescoImportRun *run,
                  const DescoPupilRow *row,
                  const DescoUuid *pupil_id,
                  GError **error)
{
  if (!row->has_isee)
    return DESCO_RECORD_UNCHANGED;
  return desco_certificates_add_in (run->connection, pupil_id, row->isee, NULL, &row->isee_until,
                                    error);
}

static DescoRecordOutcome
take_diet (DescoImportRun *run, const DescoPupilRow *row, const DescoUuid *pupil_id, GError **error)
{
  if (row->diet == NULL)
    return DESCO_RECORD_UNCHANGED;
  return desco_diets_set_in (run->connection, pupil_id, row->diet, NULL, NULL, error);
}

/* What one voucher of the opening balance is worth: what the list says, else today's price. */
static gboolean
value_opening (DescoImportRun *run,
               const DescoPupilRow *row,
               const DescoUuid *pupil_id,
               const GDate *today,
               gint64 *unit_amount)
{
  g_autoptr (DescoQuote) quote = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *balance = NULL;
  g_autofree char *reason = NULL;

  if (row->has_opening_unit_cost)
    {
      *unit_amount = row->opening_unit_cost;
      return TRUE;
    }
  quote = desco_tariffs_quote_in (run->connection, pupil_id, today, &error);
  if (quote != NULL)
    {
      *unit_amount = quote->unit_amount;
      return TRUE;
    }

  balance = g_strdup_printf ("%" G_GINT64_FORMAT, row->opening_balance);
  reason
      = g_strdup_printf (_ ("The pupil was taken in without the balance, as nobody can say what a "
                            "voucher of it is worth: %s Then import the list again."),
                         error->message);
  desco_import_warn (run, row->line, DESCO_FIELD_OPENING_BALANCE, balance, reason);
  return FALSE;
}

/* an opening balance comes in once, however often the list does. */
static DescoRecordOutcome
take_opening (DescoImportRun *run,
              const DescoPupilRow *row,
              const DescoUuid *pupil_id,
              GError **error)
{
  DescoLedgerDraft draft = { .kind = DESCO_LEDGER_OPENING,
                             .pupil_id = *pupil_id,
                             .quantity = row->opening_balance,
                             .civil_date = desco_clock_today () };
  DescoMatch match;
  DescoUuid entry_id;

  if (!row->has_opening_balance || row->opening_balance == 0)
    return DESCO_RECORD_UNCHANGED;
  match = desco_matches_find_opening_in (run->connection, pupil_id, error);
  if (match == DESCO_MATCH_FAILED)
    return DESCO_RECORD_FAILED;
  if (match == DESCO_MATCH_FOUND
      || !value_opening (run, row, pupil_id, &draft.civil_date, &draft.unit_amount))
    return DESCO_RECORD_UNCHANGED;
  return desco_ledger_post (run->connection, &draft, &entry_id, error) ? DESCO_RECORD_UPDATED
                                                                       : DESCO_RECORD_FAILED;
}

static DescoRecordOutcome
take_pupil (DescoImportRun *run, const DescoPupilRow *row, const DescoUuid *match, GError **error)
{
  DescoPupilDraft draft = { .surname = NULL };
  g_autoptr (DescoPupil) known = NULL;
  DescoRecordOutcome outcome;
  DescoUuid id;

  g_date_clear (&draft.birth_date, 1);
  if (!desco_uuid_is_nil (match))
    {
      known = desco_pupils_get_in (run->connection, match, error);
      if (known == NULL)
        return DESCO_RECORD_FAILED;
      desco_pupil_draft_fill (&draft, known);
    }
  lay_row_over (run, &draft, row);
  if (!find_place (run, row, known, &draft.class_id, error))
    return DESCO_RECORD_FAILED;

  outcome = desco_pupils_save_in (run->connection, &draft, &id, error);
  if (outcome != DESCO_RECORD_FAILED)
    outcome
        = desco_import_merge (outcome, desco_import_take_adults (run, row->line, &id, row->adults,
                                                                 row->phone, row->email, error));
  if (outcome != DESCO_RECORD_FAILED)
    outcome = desco_import_merge (outcome, take_certificate (run, row, &id, error));
  if (outcome != DESCO_RECORD_FAILED)
    outcome = desco_import_merge (outcome, take_diet (run, row, &id, error));
  if (outcome != DESCO_RECORD_FAILED)
    outcome = desco_import_merge (outcome, take_opening (run, row, &id, error));
  return outcome;
}

static gboolean
take_row (DescoImportRun *run, const DescoPupilRow *row, GError **error)
{
  DescoUuid match = { { 0 } };
  DescoRecordOutcome outcome;

  switch (desco_matches_find_pupil_in (run->connection, row->tax_code, row->surname, row->name,
                                       &row->birth_date, &match, error))
    {
    case DESCO_MATCH_UNSURE:
      desco_import_refuse_field (run, row->line, DESCO_FIELD_SURNAME, row->surname,
                                 _ ("A pupil of this name is there already and may be the same: "
                                    "write the tax code or the birth date, here or there."));
      return TRUE;
    case DESCO_MATCH_NONE:
    case DESCO_MATCH_FOUND:
      outcome = take_pupil (run, row, &match, error);
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
  g_autoptr (DescoPupilRow) row = NULL;

  if (!desco_pupil_row_read (run->list, &row, problem, error))
    return FALSE;
  return *problem != NULL || take_row (run, row, error);
}

/**
 * desco_import_pupils:
 * @store: the database
 * @path: (type filename): a list of pupils
 * @options: (nullable): how to read it
 * @progress: (nullable): told now and then, on the writer's thread
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up; the database is as it was
 * @error: %DESCO_INPUT_ERROR where the list can't be read, or an error of the database
 *
 * Takes a list of pupils in, in one transaction (J-03, R-41).
 *
 * Returns: (nullable) (transfer full): what was done, or would be
 */
DescoImportReport *
desco_import_pupils (DescoStore *store,
                     const char *path,
                     const DescoImportOptions *options,
                     DescoImportProgress progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  return desco_import_run (store, DESCO_LIST_PUPILS, path, options, step, NULL, NULL, progress,
                           progress_data, cancellable, error);
}
