/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-schools.h"

#include "model/desco-error.h"
#include "model/desco-school-order.h"
#include "model/desco-text.h"
#include "store/desco-record-private.h"
#include "store/desco-schools-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  SCHOOL_CODE,
  SCHOOL_NAME,
  SCHOOL_NAME_KEY,
  SCHOOL_ORDER,
  N_SCHOOL_FIELDS,
};

static const char *const school_fields[] = { ":code", ":name", ":name_key", ":school_order" };
static const DescoRecordSpec school_spec = {
  .type = "school",
  .n_fields = N_SCHOOL_FIELDS,
  .fields = school_fields,
  .select = "SELECT code, name, name_key, school_order FROM school WHERE id = :id",
  .insert = "INSERT INTO school (id, code, name, name_key, school_order)"
            " VALUES (:id, :code, :name, :name_key, :school_order)",
  .update = "UPDATE school SET code = :code, name = :name, name_key = :name_key,"
            " school_order = :school_order WHERE id = :id",
};

#define SCHOOL_COLUMNS "SELECT id, code, name, school_order FROM school"

static const char SELECT_SCHOOLS[] = SCHOOL_COLUMNS " ORDER BY name_key";
static const char SELECT_SCHOOL_BY_ID[] = SCHOOL_COLUMNS " WHERE id = :id";
static const char SELECT_SCHOOL_BY_CODE[] = SCHOOL_COLUMNS " WHERE code = :text";
static const char SELECT_SCHOOL_BY_NAME[] = SCHOOL_COLUMNS " WHERE name_key = :text";

static gpointer
read_school (DescoStatement *statement)
{
  DescoSchool *school = desco_school_new ();

  school->id = desco_statement_uuid (statement, 0);
  school->code = desco_statement_dup_text (statement, 1);
  school->name = desco_statement_dup_text (statement, 2);
  school->school_order = (DescoSchoolOrder) desco_statement_int (statement, 3);
  return school;
}

static DescoSchool *
select_school (DescoConnection *connection, const char *sql, const char *text, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);

  desco_statement_bind_text (statement, ":text", text);
  return desco_statement_take (statement, read_school, error);
}

static char *
normalize_code (const char *text)
{
  g_autofree char *squeezed = desco_text_squeeze (text);
  char *code = *squeezed != '\0' ? g_utf8_strup (squeezed, -1) : NULL;

  return code;
}

/* Where two buildings bear the institute's name, the second is told apart by its code. */
static char *
make_free_name (DescoConnection *connection, const char *code, const char *name, GError **error)
{
  g_autofree char *key = desco_text_fold (name);
  g_autoptr (DescoSchool) other = select_school (connection, SELECT_SCHOOL_BY_NAME, key, error);

  if (other == NULL || code == NULL)
    return g_strdup (name);
  return g_strdup_printf ("%s (%s)", name, code);
}

static gboolean
save_school (DescoConnection *connection,
             const DescoUuid *id,
             const char *code,
             const char *name,
             DescoSchoolOrder school_order,
             GError **error)
{
  g_autofree char *key = desco_text_fold (name);
  const DescoValue values[N_SCHOOL_FIELDS] = {
    [SCHOOL_CODE] = desco_value_text (code),
    [SCHOOL_NAME] = desco_value_text (name),
    [SCHOOL_NAME_KEY] = desco_value_text (key),
    [SCHOOL_ORDER] = desco_value_int (school_order),
  };

  return desco_record_save (connection, &school_spec, id, values, error) != DESCO_RECORD_FAILED;
}

/* What a list knows better than the database: a name where the code stood in for it, a code or an
 * order where there was none. */
static gboolean
complete_school (DescoConnection *connection,
                 const DescoSchool *school,
                 const char *code,
                 const char *name,
                 DescoSchoolOrder school_order,
                 GError **error)
{
  const char *new_code = school->code != NULL ? school->code : code;
  int order
      = school->school_order != DESCO_SCHOOL_ORDER_UNKNOWN ? school->school_order : school_order;
  g_autofree char *new_name = NULL;
  GError *local_error = NULL;

  if (name != NULL && school->code != NULL && g_str_equal (school->name, school->code)
      && !g_str_equal (name, school->code))
    new_name = make_free_name (connection, code, name, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return save_school (connection, &school->id, new_code, new_name != NULL ? new_name : school->name,
                      order, error);
}

static DescoSchool *
match_school (DescoConnection *connection, const char *code, const char *name, GError **error)
{
  g_autofree char *key = NULL;
  DescoSchool *school = NULL;
  GError *local_error = NULL;

  if (code != NULL)
    school = select_school (connection, SELECT_SCHOOL_BY_CODE, code, &local_error);
  if (school != NULL || local_error != NULL || name == NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return school;
    }

  key = desco_text_fold (name);
  school = select_school (connection, SELECT_SCHOOL_BY_NAME, key, error);
  if (school != NULL && code != NULL && school->code != NULL)
    g_clear_object (&school); /* the name of several */
  return school;
}

/**
 * desco_schools_ensure_in: (skip)
 * @connection: a writer's, in a transaction
 * @code: (nullable): the ministry code
 * @name: (nullable): the name; one of the two is there
 * @school_order: its order, or %DESCO_SCHOOL_ORDER_UNKNOWN to tell it by code or name
 * @id: (out): the school
 * @error: where to put an error
 *
 * Finds a school by its code, else by its name, and makes it where there is none.
 *
 * Returns: whether it is there
 */
gboolean
desco_schools_ensure_in (DescoConnection *connection,
                         const char *code,
                         const char *name,
                         DescoSchoolOrder school_order,
                         DescoUuid *id,
                         GError **error)
{
  g_autofree char *own_code = normalize_code (code);
  g_autofree char *squeezed = desco_text_squeeze (name);
  const char *own_name = *squeezed != '\0' ? squeezed : NULL;
  g_autofree char *free_name = NULL;
  g_autoptr (DescoSchool) school = NULL;
  GError *local_error = NULL;

  if (own_code == NULL && own_name == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "school",
                             _ ("A school needs a ministry code or a name: write one of them."));
      return FALSE;
    }

  if (school_order == DESCO_SCHOOL_ORDER_UNKNOWN)
    school_order = desco_school_order_of_school (own_code, own_name);
  school = match_school (connection, own_code, own_name, &local_error);
  if (school != NULL)
    {
      *id = school->id;
      return complete_school (connection, school, own_code, own_name, school_order, error);
    }

  if (local_error == NULL)
    free_name = make_free_name (connection, own_code, own_name != NULL ? own_name : own_code,
                                &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  *id = desco_uuid_generate ();
  return save_school (connection, id, own_code, free_name, school_order, error);
}

/**
 * desco_schools_list_in: (skip)
 * @connection: a connection
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoSchool): all schools by name
 */
GPtrArray *
desco_schools_list_in (DescoConnection *connection, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_SCHOOLS);

  return desco_statement_take_all (statement, read_school, g_object_unref, error);
}

static DescoSchool *
look_up_school (DescoConnection *connection, const char *reference, GError **error)
{
  g_autofree char *key = desco_text_fold (reference);
  g_autofree char *code = normalize_code (reference);
  GError *local_error = NULL;
  DescoSchool *school = NULL;
  DescoUuid id;

  if (desco_uuid_parse (reference, &id))
    {
      DescoStatement *statement = desco_connection_get (connection, SELECT_SCHOOL_BY_ID);

      desco_statement_bind_uuid (statement, ":id", &id);
      return desco_statement_take (statement, read_school, error);
    }
  if (code != NULL)
    school = select_school (connection, SELECT_SCHOOL_BY_CODE, code, &local_error);
  if (school == NULL && local_error == NULL)
    school = select_school (connection, SELECT_SCHOOL_BY_NAME, key, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return school;
}

/**
 * desco_schools_find_in: (skip)
 * @connection: a connection
 * @reference: an id, a ministry code or a name
 * @error: %DESCO_INPUT_ERROR of the field `school` where there is none
 *
 * Returns: (nullable) (transfer full): the school
 */
DescoSchool *
desco_schools_find_in (DescoConnection *connection, const char *reference, GError **error)
{
  GError *local_error = NULL;
  DescoSchool *school = look_up_school (connection, reference, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (school == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "school",
                           _ ("There is no school “%s”: give its ministry code or its name."),
                           reference);
  return school;
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_schools_list_in (connection, error);
}

static gpointer
find_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_schools_find_in (connection, data, error);
}

typedef struct
{
  const char *code;
  const char *name;
  DescoSchoolOrder school_order;
} EnsureRequest;

static gpointer
ensure_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const EnsureRequest *request = data;
  DescoStatement *statement;
  DescoUuid id;

  if (!desco_schools_ensure_in (connection, request->code, request->name, request->school_order,
                                &id, error))
    return NULL;
  statement = desco_connection_get (connection, SELECT_SCHOOL_BY_ID);
  desco_statement_bind_uuid (statement, ":id", &id);
  return desco_statement_take (statement, read_school, error);
}

/**
 * desco_schools_list:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoSchool): all schools by name
 */
GPtrArray *
desco_schools_list (DescoStore *store, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, list_reader, NULL, cancellable, error);
}

/**
 * desco_schools_list_async:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @callback: told when they are read
 * @user_data: for @callback
 *
 * As desco_schools_list(), without waiting.
 */
void
desco_schools_list_async (DescoStore *store,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  desco_store_read_async (store, list_reader, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          cancellable, callback, user_data);
}

/**
 * desco_schools_list_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoSchool): all schools by name
 */
GPtrArray *
desco_schools_list_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_schools_find:
 * @store: the database
 * @reference: an id, a ministry code or a name
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `school` where there is none
 *
 * Returns: (nullable) (transfer full): the school
 */
DescoSchool *
desco_schools_find (DescoStore *store,
                    const char *reference,
                    GCancellable *cancellable,
                    GError **error)
{
  return desco_store_read (store, find_reader, (gpointer) reference, cancellable, error);
}

/**
 * desco_schools_ensure:
 * @store: the database
 * @code: (nullable): the ministry code
 * @name: (nullable): the name; one of the two is there
 * @school_order: its order, or %DESCO_SCHOOL_ORDER_UNKNOWN to tell it by code or name
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR, or where to put another error
 *
 * Finds a school by its code, else by its name, and makes it where there is none.
 *
 * Returns: (nullable) (transfer full): the school
 */
DescoSchool *
desco_schools_ensure (DescoStore *store,
                      const char *code,
                      const char *name,
                      DescoSchoolOrder school_order,
                      GCancellable *cancellable,
                      GError **error)
{
  EnsureRequest request = { code, name, school_order };

  return desco_store_write (store, ensure_writer, &request, cancellable, error);
}
