/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-weeks-private.h"

#include "model/desco-creditor.h"
#include "model/desco-date.h"
#include "store/desco-record-private.h"

#define MONDAY_TO_FRIDAY 0x1fU

static const char *const fields[]
    = { ":school_id", ":class_id", ":weekdays", ":valid_from", ":valid_until" };

static const DescoRecordSpec week_spec = {
  .type = "calendar",
  .n_fields = G_N_ELEMENTS (fields),
  .fields = fields,
  .select = "SELECT school_id, class_id, weekdays, valid_from, valid_until"
            " FROM calendar WHERE id = :id",
  .insert = "INSERT INTO calendar (id, school_id, class_id, weekdays, valid_from, valid_until)"
            " VALUES (:id, :school_id, :class_id, :weekdays, :valid_from, :valid_until)",
  .update = "UPDATE calendar SET school_id = :school_id, class_id = :class_id,"
            " weekdays = :weekdays, valid_from = :valid_from, valid_until = :valid_until"
            " WHERE id = :id",
};

static const char SELECT_WEEK_IN[]
    = "SELECT 1 FROM calendar WHERE school_id IS NULL AND class_id IS NULL"
      " AND valid_from <= :until AND valid_until >= :from LIMIT 1";

/**
 * desco_weeks_save_in: (skip)
 * @connection: a writer's, in a transaction
 * @school_id: (nullable): one school, or nil
 * @class_id: (nullable): one class, or nil; with both nil the whole town
 * @weekdays: the days with a meal, bit 0 is Monday
 * @from: the first day that it holds
 * @until: the last day that it holds
 * @error: where to put an error
 *
 * Writes the week of a scope. Two that begin on one day are one.
 *
 * Returns: whether it is written
 */
gboolean
desco_weeks_save_in (DescoConnection *connection,
                     const DescoUuid *school_id,
                     const DescoUuid *class_id,
                     guint weekdays,
                     const GDate *from,
                     const GDate *until,
                     GError **error)
{
  static const DescoUuid nil = { { 0 } };
  g_autofree char *first = desco_date_to_iso (from);
  g_autofree char *last = desco_date_to_iso (until);
  g_autofree char *school = desco_uuid_to_string (school_id != NULL ? school_id : &nil);
  g_autofree char *class = desco_uuid_to_string (class_id != NULL ? class_id : &nil);
  g_autofree char *name = g_strdup_printf ("calendar %s %s %s", school, class, first);
  DescoUuid id = desco_uuid_derive (0, name);
  const DescoValue values[] = {
    desco_value_uuid (school_id), desco_value_uuid (class_id), desco_value_int (weekdays),
    desco_value_text (first),     desco_value_text (last),
  };

  return desco_record_save (connection, &week_spec, &id, values, error) != DESCO_RECORD_FAILED;
}

/**
 * desco_weeks_ensure_school_year_in: (skip)
 * @connection: a writer's, in a transaction
 * @school_year: a valid school year
 * @error: where to put an error
 *
 * Where the town has no week for a school year, it gets the usual one: Monday to Friday, from 1
 * September to 30 June.
 *
 * Returns: whether it has one now
 */
gboolean
desco_weeks_ensure_school_year_in (DescoConnection *connection,
                                   const char *school_year,
                                   GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_WEEK_IN);
  GDate from, until;
  GError *local_error = NULL;
  gboolean found;

  if (!desco_school_year_get_range (school_year, &from, &until))
    return desco_school_year_check (school_year, error);

  desco_statement_bind_date (statement, ":from", &from);
  desco_statement_bind_date (statement, ":until", &until);
  found = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return found
         || desco_weeks_save_in (connection, NULL, NULL, MONDAY_TO_FRIDAY, &from, &until, error);
}
