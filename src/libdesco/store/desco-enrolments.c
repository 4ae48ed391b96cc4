/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-enrolments-private.h"

#include "store/desco-outbox-private.h"

static const char SELECT_ENROLMENT[]
    = "SELECT c.school_year, e.class_id FROM class AS c"
      " LEFT JOIN enrolment AS e ON e.pupil_id = :pupil AND e.school_year = c.school_year"
      " WHERE c.id = :class";
/* Two statements and not an upsert: that would open a savepoint, at which the search index is
 * flushed to disk for every row. */
static const char INSERT_ENROLMENT[]
    = "INSERT INTO enrolment (pupil_id, school_year, class_id) VALUES (:pupil, :year, :class)";
static const char UPDATE_ENROLMENT[]
    = "UPDATE enrolment SET class_id = :class WHERE pupil_id = :pupil AND school_year = :year";

static gboolean
tell_enrolment (DescoConnection *connection,
                const DescoUuid *pupil_id,
                const DescoUuid *class_id,
                const char *school_year,
                GError **error)
{
  g_autofree char *class = desco_uuid_to_string (class_id);
  g_autofree char *payload
      = g_strdup_printf ("{\"school_year\":\"%s\",\"class_id\":\"%s\"}", school_year, class);

  return desco_outbox_append (connection, "enrolment", pupil_id, payload, error);
}

/**
 * desco_enrolments_save_in: (skip)
 * @connection: a writer's, in a transaction
 * @pupil_id: who
 * @class_id: where; a class that is there
 * @error: where to put an error
 *
 * Enrols a pupil in a class for the class's school year, or moves them to it.
 *
 * Returns: what was done
 */
DescoRecordOutcome
desco_enrolments_save_in (DescoConnection *connection,
                          const DescoUuid *pupil_id,
                          const DescoUuid *class_id,
                          GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ENROLMENT);
  g_autofree char *school_year = NULL;
  DescoRecordOutcome outcome;
  DescoUuid present;

  desco_statement_bind_uuid (statement, ":class", class_id);
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  if (!desco_statement_step (statement, error))
    return DESCO_RECORD_FAILED;
  school_year = desco_statement_dup_text (statement, 0);
  present = desco_statement_uuid (statement, 1);
  desco_statement_reset (statement);
  if (desco_uuid_equal (&present, class_id))
    return DESCO_RECORD_UNCHANGED;
  outcome = desco_uuid_is_nil (&present) ? DESCO_RECORD_ADDED : DESCO_RECORD_UPDATED;

  statement = desco_connection_get (connection, outcome == DESCO_RECORD_ADDED ? INSERT_ENROLMENT
                                                                              : UPDATE_ENROLMENT);
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_text (statement, ":year", school_year);
  desco_statement_bind_uuid (statement, ":class", class_id);
  if (!desco_statement_run (statement, error)
      || !tell_enrolment (connection, pupil_id, class_id, school_year, error))
    return DESCO_RECORD_FAILED;
  return outcome;
}
