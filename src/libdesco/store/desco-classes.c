/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-classes.h"

#include "model/desco-error.h"
#include "store/desco-classes-private.h"
#include "store/desco-creditors-private.h"
#include "store/desco-record-private.h"
#include "store/desco-schools-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  CLASS_SCHOOL,
  CLASS_SCHOOL_YEAR,
  CLASS_NAME,
  CLASS_YEAR,
  CLASS_SECTION,
  N_CLASS_FIELDS,
};

static const char *const class_fields[]
    = { ":school_id", ":school_year", ":name", ":year", ":section" };
static const DescoRecordSpec class_spec = {
  .type = "class",
  .n_fields = N_CLASS_FIELDS,
  .fields = class_fields,
  .select = "SELECT school_id, school_year, name, year, section FROM class WHERE id = :id",
  .insert = "INSERT INTO class (id, school_id, school_year, name, year, section)"
            " VALUES (:id, :school_id, :school_year, :name, :year, :section)",
  .update = "UPDATE class SET school_id = :school_id, school_year = :school_year, name = :name,"
            " year = :year, section = :section WHERE id = :id",
};

#define CLASS_COLUMNS                                                                              \
  "SELECT c.id, c.school_id, s.name, s.code, c.school_year, c.name,"                               \
  " (SELECT count(*) FROM enrolment AS e WHERE e.class_id = c.id)"                                 \
  " FROM class AS c JOIN school AS s ON s.id = c.school_id"
#define THIS_YEAR " c.school_year = (SELECT school_year FROM creditor)"

static const char SELECT_CLASSES[]
    = CLASS_COLUMNS " WHERE" THIS_YEAR " ORDER BY s.name_key, c.name";
static const char SELECT_CLASSES_OF_SCHOOL[]
    = CLASS_COLUMNS " WHERE c.school_id = :school AND" THIS_YEAR " ORDER BY c.name";
static const char SELECT_CLASS_BY_ID[] = CLASS_COLUMNS " WHERE c.id = :id";
static const char SELECT_CLASS_BY_NAME[]
    = CLASS_COLUMNS " WHERE c.school_id = :school AND c.name = :name AND" THIS_YEAR;
static const char SELECT_CLASS_ID[]
    = "SELECT id FROM class AS c"
      " WHERE c.school_id = :school AND c.name = :name AND c.school_year = :year";

static gpointer
read_class (DescoStatement *statement)
{
  DescoClass *class = desco_class_new ();
  const char *code = desco_statement_text (statement, 3);

  class->id = desco_statement_uuid (statement, 0);
  class->school_id = desco_statement_uuid (statement, 1);
  class->school_name = desco_statement_dup_text (statement, 2);
  class->school_year = desco_statement_dup_text (statement, 4);
  class->name = desco_statement_dup_text (statement, 5);
  class->n_pupils = (guint) desco_statement_int (statement, 6);
  class->label = desco_class_make_label (class->school_name, class->name);
  class->reference = desco_class_make_reference (code, class->school_name, class->name);
  return class;
}

static DescoClass *
get_class (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_CLASS_BY_ID);

  desco_statement_bind_uuid (statement, ":id", id);
  return desco_statement_take (statement, read_class, error);
}

static GPtrArray *
list_classes (DescoConnection *connection, const DescoUuid *school_id, GError **error)
{
  DescoStatement *statement;

  statement = desco_connection_get (connection,
                                    school_id != NULL ? SELECT_CLASSES_OF_SCHOOL : SELECT_CLASSES);
  if (school_id != NULL)
    desco_statement_bind_uuid (statement, ":school", school_id);
  return desco_statement_take_all (statement, read_class, g_object_unref, error);
}

/* A school's name may have a slash in it, a class's has none. */
static DescoClass *
look_up_class (DescoConnection *connection, const char *reference, GError **error)
{
  const char *slash = strrchr (reference, '/');
  g_autofree char *school_reference = NULL;
  g_autofree char *name = NULL;
  g_autoptr (DescoSchool) school = NULL;
  DescoStatement *statement;
  DescoUuid id;

  if (desco_uuid_parse (reference, &id))
    return get_class (connection, &id, error);
  if (slash == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "class",
                             _ ("The class “%s” does not say its school: write SCHOOL/CLASS, for "
                                "instance “NOEE81401A/1A” or “Primaria G. Rodari/1A”."),
                             reference);
      return NULL;
    }

  school_reference = g_strndup (reference, (gsize) (slash - reference));
  name = desco_class_make_name (slash + 1, NULL);
  school = desco_schools_find_in (connection, school_reference, error);
  if (school == NULL)
    return NULL;

  statement = desco_connection_get (connection, SELECT_CLASS_BY_NAME);
  desco_statement_bind_uuid (statement, ":school", &school->id);
  desco_statement_bind_text (statement, ":name", name);
  return desco_statement_take (statement, read_class, error);
}

/**
 * desco_classes_find_in: (skip)
 * @connection: a connection
 * @reference: an id, or "SCHOOL/1A" with the school's ministry code or name
 * @error: %DESCO_INPUT_ERROR of the field `class` or `school` where there is none
 *
 * Returns: (nullable) (transfer full): this school year's class
 */
DescoClass *
desco_classes_find_in (DescoConnection *connection, const char *reference, GError **error)
{
  GError *local_error = NULL;
  DescoClass *class = look_up_class (connection, reference, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (class == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "class",
                           _ ("There is no class “%s” in this school year: look it up in the list "
                              "of classes."),
                           reference);
  return class;
}

static gboolean
add_class (DescoConnection *connection,
           const DescoUuid *id,
           const DescoUuid *school_id,
           const char *school_year,
           const char *name,
           GError **error)
{
  char *section = NULL;
  guint64 year = g_ascii_strtoull (name, &section, 10);
  const DescoValue values[N_CLASS_FIELDS] = {
    [CLASS_SCHOOL] = desco_value_uuid (school_id),
    [CLASS_SCHOOL_YEAR] = desco_value_text (school_year),
    [CLASS_NAME] = desco_value_text (name),
    [CLASS_YEAR]
    = section != name && year <= G_MAXINT32 ? desco_value_int ((gint64) year) : desco_value_null (),
    [CLASS_SECTION] = desco_value_text (section),
  };

  return desco_record_save (connection, &class_spec, id, values, error) != DESCO_RECORD_FAILED;
}

/**
 * desco_classes_ensure_in: (skip)
 * @connection: a writer's, in a transaction
 * @school_id: its school
 * @name: year and section, as anybody writes them
 * @id: (out): the class
 * @error: %DESCO_INPUT_ERROR of the field `class` where @name is none
 *
 * Finds this school year's class, and makes it where there is none.
 *
 * Returns: whether it is there
 */
gboolean
desco_classes_ensure_in (DescoConnection *connection,
                         const DescoUuid *school_id,
                         const char *name,
                         DescoUuid *id,
                         GError **error)
{
  g_autofree char *own_name = desco_class_make_name (name, NULL);
  g_autofree char *school_year = desco_creditors_get_school_year_in (connection, error);
  DescoStatement *statement;
  GError *local_error = NULL;

  if (school_year == NULL)
    return FALSE;
  if (*own_name == '\0')
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "class",
                             _ ("“%s” is not a class: write year and section, for instance “1A”."),
                             name);
      return FALSE;
    }

  statement = desco_connection_get (connection, SELECT_CLASS_ID);
  desco_statement_bind_uuid (statement, ":school", school_id);
  desco_statement_bind_text (statement, ":name", own_name);
  desco_statement_bind_text (statement, ":year", school_year);
  if (desco_statement_step (statement, &local_error))
    {
      *id = desco_statement_uuid (statement, 0);
      desco_statement_reset (statement);
      return TRUE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  *id = desco_uuid_generate ();
  return add_class (connection, id, school_id, school_year, own_name, error);
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return list_classes (connection, data, error);
}

static gpointer
find_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_classes_find_in (connection, data, error);
}

typedef struct
{
  const DescoUuid *school_id;
  const char *name;
} EnsureRequest;

static gpointer
ensure_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const EnsureRequest *request = data;
  DescoUuid id;

  if (!desco_classes_ensure_in (connection, request->school_id, request->name, &id, error))
    return NULL;
  return get_class (connection, &id, error);
}

/**
 * desco_classes_list:
 * @store: the database
 * @school_id: (nullable): only this school's
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoClass): this school year's classes, by
 *   school and name
 */
GPtrArray *
desco_classes_list (DescoStore *store,
                    const DescoUuid *school_id,
                    GCancellable *cancellable,
                    GError **error)
{
  return desco_store_read (store, list_reader, (gpointer) school_id, cancellable, error);
}

/**
 * desco_classes_list_async:
 * @store: the database
 * @school_id: (nullable): only this school's
 * @cancellable: (nullable): to give up
 * @callback: told when they are read
 * @user_data: for @callback
 *
 * As desco_classes_list(), without waiting.
 */
void
desco_classes_list_async (DescoStore *store,
                          const DescoUuid *school_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  desco_store_read_async (store, list_reader, g_memdup2 (school_id, sizeof *school_id), g_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * desco_classes_list_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoClass): the classes
 */
GPtrArray *
desco_classes_list_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_classes_find:
 * @store: the database
 * @reference: an id, or "SCHOOL/1A" with the school's ministry code or name
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `class` or `school` where there is none
 *
 * Returns: (nullable) (transfer full): this school year's class
 */
DescoClass *
desco_classes_find (DescoStore *store,
                    const char *reference,
                    GCancellable *cancellable,
                    GError **error)
{
  return desco_store_read (store, find_reader, (gpointer) reference, cancellable, error);
}

/**
 * desco_classes_ensure:
 * @store: the database
 * @school_id: its school
 * @name: year and section, as anybody writes them
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `class` where @name is none
 *
 * Finds this school year's class, and makes it where there is none.
 *
 * Returns: (nullable) (transfer full): the class
 */
DescoClass *
desco_classes_ensure (DescoStore *store,
                      const DescoUuid *school_id,
                      const char *name,
                      GCancellable *cancellable,
                      GError **error)
{
  EnsureRequest request = { school_id, name };

  return desco_store_write (store, ensure_writer, &request, cancellable, error);
}
