/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-diets.h"

#include "model/desco-date.h"
#include "store/desco-diets-private.h"
#include "store/desco-outbox-private.h"
#include "store/desco-store-private.h"

enum
{
  DIET_PUPIL,
  DIET_NAME,
  DIET_FROM,
  DIET_UNTIL,
  N_DIET_FIELDS,
};

static const char *const diet_fields[] = { ":pupil_id", ":name", ":valid_from", ":valid_until" };
static const DescoRecordSpec diet_spec = {
  .type = "diet",
  .n_fields = N_DIET_FIELDS,
  .fields = diet_fields,
  .select = "SELECT pupil_id, name, valid_from, valid_until FROM diet WHERE id = :id",
  .insert = "INSERT INTO diet (id, pupil_id, name, valid_from, valid_until)"
            " VALUES (:id, :pupil_id, :name, :valid_from, :valid_until)",
  .update = "UPDATE diet SET pupil_id = :pupil_id, name = :name, valid_from = :valid_from,"
            " valid_until = :valid_until WHERE id = :id",
};

static const char SELECT_ON[] = "SELECT name FROM diet WHERE pupil_id = :pupil"
                                " AND ifnull (valid_from, :date) <= :date"
                                " AND ifnull (valid_until, :date) >= :date ORDER BY id DESC";
static const char SELECT_LAST[] = "SELECT id FROM diet WHERE pupil_id = :pupil ORDER BY id DESC";
static const char DELETE_DIET[] = "DELETE FROM diet WHERE id = :id";

static gboolean
find_diet (DescoConnection *connection, const DescoUuid *pupil_id, DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_LAST);
  GError *local_error = NULL;

  *id = (DescoUuid){ { 0 } };
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  if (desco_statement_step (statement, &local_error))
    {
      *id = desco_statement_uuid (statement, 0);
      desco_statement_reset (statement);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* What is no longer needed is not kept: the row goes, a tombstone tells the other desks. */
static DescoRecordOutcome
remove_diet (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  DescoStatement *statement;

  if (desco_uuid_is_nil (id))
    return DESCO_RECORD_UNCHANGED;
  statement = desco_connection_get (connection, DELETE_DIET);
  desco_statement_bind_uuid (statement, ":id", id);
  return desco_statement_run (statement, error)
                 && desco_outbox_append (connection, diet_spec.type, id, "{\"deleted\":1}", error)
             ? DESCO_RECORD_UPDATED
             : DESCO_RECORD_FAILED;
}

static char *
dup_iso (const GDate *date)
{
  return date != NULL && g_date_valid (date) ? desco_date_to_iso (date) : NULL;
}

/**
 * desco_diets_get_in: (skip)
 * @connection: a connection
 * @pupil_id: whose
 * @date: on which day
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): the diet's name, %NULL for none
 */
char *
desco_diets_get_in (DescoConnection *connection,
                    const DescoUuid *pupil_id,
                    const GDate *date,
                    GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ON);
  char *name = NULL;

  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_date (statement, ":date", date);
  if (desco_statement_step (statement, error))
    name = desco_statement_dup_text (statement, 0);
  desco_statement_reset (statement);
  return name;
}

/**
 * desco_diets_set_in: (skip)
 * @connection: a writer's, in a transaction
 * @pupil_id: whose
 * @name: (nullable): the diet, %NULL or empty to forget it
 * @valid_from: (nullable): its first day; an invalid date is none
 * @valid_until: (nullable): its last day; an invalid date is none
 * @error: where to put an error
 *
 * Returns: what was done
 */
DescoRecordOutcome
desco_diets_set_in (DescoConnection *connection,
                    const DescoUuid *pupil_id,
                    const char *name,
                    const GDate *valid_from,
                    const GDate *valid_until,
                    GError **error)
{
  g_autofree char *from = dup_iso (valid_from);
  g_autofree char *until = dup_iso (valid_until);
  const DescoValue values[N_DIET_FIELDS] = {
    [DIET_PUPIL] = desco_value_uuid (pupil_id),
    [DIET_NAME] = desco_value_text (name),
    [DIET_FROM] = desco_value_text (from),
    [DIET_UNTIL] = desco_value_text (until),
  };
  DescoUuid id;

  if (!find_diet (connection, pupil_id, &id, error))
    return DESCO_RECORD_FAILED;
  if (name == NULL || *name == '\0')
    return remove_diet (connection, &id, error);
  if (desco_uuid_is_nil (&id))
    id = desco_uuid_generate ();
  return desco_record_save (connection, &diet_spec, &id, values, error);
}

typedef struct
{
  const DescoUuid *pupil_id;
  const char *name;
  const GDate *from;
  const GDate *until;
} DietRequest;

static gpointer
get_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const DietRequest *request = data;

  return desco_diets_get_in (connection, request->pupil_id, request->from, error);
}

static gpointer
set_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const DietRequest *request = data;

  return GINT_TO_POINTER (desco_diets_set_in (connection, request->pupil_id, request->name,
                                              request->from, request->until, error)
                          != DESCO_RECORD_FAILED);
}

/**
 * desco_diets_get:
 * @store: the database
 * @pupil_id: whose
 * @date: on which day
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * For those whose role it is to know.
 *
 * Returns: (nullable) (transfer full): the diet's name, %NULL for none
 */
char *
desco_diets_get (DescoStore *store,
                 const DescoUuid *pupil_id,
                 const GDate *date,
                 GCancellable *cancellable,
                 GError **error)
{
  DietRequest request = { .pupil_id = pupil_id, .from = date };

  return desco_store_read (store, get_reader, &request, cancellable, error);
}

/**
 * desco_diets_set:
 * @store: the database
 * @pupil_id: whose
 * @name: (nullable): the diet, %NULL or empty to forget it
 * @valid_from: (nullable): its first day
 * @valid_until: (nullable): its last day
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: whether it is so
 */
gboolean
desco_diets_set (DescoStore *store,
                 const DescoUuid *pupil_id,
                 const char *name,
                 const GDate *valid_from,
                 const GDate *valid_until,
                 GCancellable *cancellable,
                 GError **error)
{
  DietRequest request = { pupil_id, name, valid_from, valid_until };

  return desco_store_write (store, set_writer, &request, cancellable, error) != NULL;
}
