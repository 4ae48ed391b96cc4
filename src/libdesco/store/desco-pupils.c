/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-pupils.h"

#include "model/desco-class.h"
#include "model/desco-error.h"
#include "store/desco-pupils-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

#define PUPIL_COLUMNS                                                                              \
  "SELECT p.number, p.id, p.tax_code, p.provisional_code, p.surname, p.name, p.birth_date,"        \
  " p.birth_place, p.sex, p.address, p.postal_code, p.town, p.province, p.resident, p.exemption,"  \
  " p.sidi_code, c.id, c.name, s.id, s.name, s.code, g.id, g.surname, g.name,"                     \
  " ifnull (w.balance, 0), " DESCO_PURCHASES_AWAITING (                                            \
      "p.id") " FROM pupil AS p"                                                                   \
              " LEFT JOIN enrolment AS e ON e.pupil_id = p.id"                                     \
              "   AND e.school_year = (SELECT school_year FROM creditor)"                          \
              " LEFT JOIN class AS c ON c.id = e.class_id"                                         \
              " LEFT JOIN school AS s ON s.id = c.school_id"                                       \
              " LEFT JOIN guardianship AS k ON k.pupil_id = p.id AND k.payer = 1"                  \
              " LEFT JOIN guardian AS g ON g.id = k.guardian_id"                                   \
              " LEFT JOIN wallet_line AS w ON w.pupil_id = p.id"

static const char SELECT_BY_ID[] = PUPIL_COLUMNS " WHERE p.id = :id";
static const char SELECT_BY_NUMBER[] = PUPIL_COLUMNS " WHERE p.number = :number";
static const char SELECT_BY_TAX_CODE[] = PUPIL_COLUMNS " WHERE p.tax_code = :code";
static const char SELECT_BY_PROVISIONAL_CODE[] = PUPIL_COLUMNS " WHERE p.provisional_code = :code";
static const char SELECT_OF_GUARDIAN[]
    = PUPIL_COLUMNS " WHERE p.id IN (SELECT pupil_id FROM guardianship"
                    "  WHERE guardian_id = :guardian AND payer = 1)" DESCO_PUPILS_BY_NAME;
static const char SELECT_SIBLINGS[]
    = PUPIL_COLUMNS " WHERE p.id <> :pupil AND p.id IN (SELECT y.pupil_id FROM guardianship AS x"
                    "  JOIN guardianship AS y ON y.guardian_id = x.guardian_id"
                    "  WHERE x.pupil_id = :pupil)" DESCO_PUPILS_BY_NAME;
static const char COUNT_PUPILS[] = "SELECT count(*) FROM pupil";

static DescoResidence
read_residence (DescoStatement *statement, int column)
{
  if (desco_statement_is_null (statement, column))
    return DESCO_RESIDENCE_UNKNOWN;
  return desco_statement_int (statement, column) != 0 ? DESCO_RESIDENCE_YES : DESCO_RESIDENCE_NO;
}

static DescoSex
read_sex (DescoStatement *statement, int column)
{
  const char *sex = desco_statement_text (statement, column);

  if (sex == NULL)
    return DESCO_SEX_UNKNOWN;
  return *sex == 'F' ? DESCO_SEX_FEMALE : DESCO_SEX_MALE;
}

static void
read_class (DescoPupil *pupil, DescoStatement *statement, int column)
{
  if (desco_statement_is_null (statement, column))
    return;

  pupil->class_id = desco_statement_uuid (statement, column);
  pupil->class_name = desco_statement_dup_text (statement, column + 1);
  pupil->school_id = desco_statement_uuid (statement, column + 2);
  pupil->school_name = desco_statement_dup_text (statement, column + 3);
  pupil->class_label = desco_class_make_label (pupil->school_name, pupil->class_name);
  pupil->class_reference = desco_class_make_reference (desco_statement_text (statement, column + 4),
                                                       pupil->school_name, pupil->class_name);
}

static gpointer
read_pupil (DescoStatement *statement)
{
  DescoPupil *pupil = desco_pupil_new ();
  int column = 0;

  pupil->number = desco_statement_int (statement, column++);
  pupil->id = desco_statement_uuid (statement, column++);
  pupil->tax_code = desco_statement_dup_text (statement, column++);
  pupil->provisional_code = desco_statement_dup_text (statement, column++);
  pupil->surname = desco_statement_dup_text (statement, column++);
  pupil->name = desco_statement_dup_text (statement, column++);
  pupil->birth_date = desco_statement_date (statement, column++);
  pupil->birth_place = desco_statement_dup_text (statement, column++);
  pupil->sex = read_sex (statement, column++);
  pupil->address = desco_statement_dup_text (statement, column++);
  pupil->postal_code = desco_statement_dup_text (statement, column++);
  pupil->town = desco_statement_dup_text (statement, column++);
  pupil->province = desco_statement_dup_text (statement, column++);
  pupil->resident = read_residence (statement, column++);
  pupil->exemption = desco_statement_dup_text (statement, column++);
  pupil->sidi_code = desco_statement_dup_text (statement, column++);
  read_class (pupil, statement, column);
  column += 5;
  if (!desco_statement_is_null (statement, column))
    {
      pupil->guardian_id = desco_statement_uuid (statement, column);
      pupil->guardian_name = g_strdup_printf ("%s %s", desco_statement_text (statement, column + 1),
                                              desco_statement_text (statement, column + 2));
    }
  column += 3;
  pupil->balance = desco_statement_int (statement, column++);
  pupil->awaiting = desco_statement_int (statement, column);

  return pupil;
}

static DescoPupil *
select_by_code (DescoConnection *connection, const char *sql, const char *code, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);

  desco_statement_bind_text (statement, ":code", code);
  return desco_statement_take (statement, read_pupil, error);
}

static DescoPupil *
select_by_id (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_BY_ID);

  desco_statement_bind_uuid (statement, ":id", id);
  return desco_statement_take (statement, read_pupil, error);
}

static DescoPupil *
look_up (DescoConnection *connection, const char *reference, GError **error)
{
  g_autofree char *code = NULL;
  DescoPupil *pupil;
  DescoUuid id;
  GError *local_error = NULL;

  if (desco_uuid_parse (reference, &id))
    return select_by_id (connection, &id, error);

  code = desco_tax_code_normalize (reference);
  pupil = select_by_code (connection, SELECT_BY_TAX_CODE, code, &local_error);
  if (pupil == NULL && local_error == NULL)
    pupil = select_by_code (connection, SELECT_BY_PROVISIONAL_CODE, code, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return pupil;
}

/**
 * desco_pupils_get_in: (skip)
 * @connection: a connection
 * @id: whose
 * @error: %DESCO_INPUT_ERROR of the field `pupil` where there is none
 *
 * Returns: (nullable) (transfer full): the pupil
 */
DescoPupil *
desco_pupils_get_in (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  GError *local_error = NULL;
  DescoPupil *pupil = select_by_id (connection, id, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (pupil == NULL)
    {
      g_autofree char *text = desco_uuid_to_string (id);

      desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "pupil",
                             _ ("There is no pupil “%s”: look the ID up in the list of pupils."),
                             text);
    }
  return pupil;
}

/**
 * desco_pupils_find_in: (skip)
 * @connection: a connection
 * @reference: an id, a tax code or a provisional code
 * @error: %DESCO_INPUT_ERROR of the field `pupil` where there is none
 *
 * Returns: (nullable) (transfer full): the pupil
 */
DescoPupil *
desco_pupils_find_in (DescoConnection *connection, const char *reference, GError **error)
{
  GError *local_error = NULL;
  DescoPupil *pupil = look_up (connection, reference, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (pupil == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "pupil",
                           _ ("There is no pupil “%s”: give the ID or the tax code, as in the list "
                              "of pupils."),
                           reference);
  return pupil;
}

/**
 * desco_pupils_load_page_in: (skip)
 * @connection: a connection
 * @numbers: (array length=n_numbers): rows
 * @n_numbers: how many
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoPupil): the pupils of these rows, in this
 *   order; one that is gone is missing
 */
GPtrArray *
desco_pupils_load_page_in (DescoConnection *connection,
                           const gint64 *numbers,
                           guint n_numbers,
                           GError **error)
{
  g_autoptr (GPtrArray) pupils = g_ptr_array_new_full (n_numbers, g_object_unref);
  GError *local_error = NULL;

  for (guint i = 0; i < n_numbers; i++)
    {
      DescoStatement *statement = desco_connection_get (connection, SELECT_BY_NUMBER);
      DescoPupil *pupil;

      desco_statement_bind_int (statement, ":number", numbers[i]);
      pupil = desco_statement_take (statement, read_pupil, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
      if (pupil != NULL)
        g_ptr_array_add (pupils, pupil);
    }
  return g_steal_pointer (&pupils);
}

/**
 * desco_pupils_list_in: (skip)
 * @connection: a connection
 * @query: which pupils
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoPupil): they, by name
 */
GPtrArray *
desco_pupils_list_in (DescoConnection *connection, const DescoPupilQuery *query, GError **error)
{
  g_autoptr (GArray) numbers = desco_pupils_load_numbers_in (connection, query, error);

  if (numbers == NULL)
    return NULL;
  return desco_pupils_load_page_in (connection, (const gint64 *) (void *) numbers->data,
                                    numbers->len, error);
}

static DescoPupilQuery *
copy_query (const DescoPupilQuery *query)
{
  DescoPupilQuery *copy = g_memdup2 (query, sizeof *query);

  copy->search = g_strdup (query->search);
  return copy;
}

static void
free_query (gpointer data)
{
  DescoPupilQuery *query = data;

  g_free ((char *) query->search);
  g_free (query);
}

static gpointer
get_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_pupils_get_in (connection, data, error);
}

static gpointer
find_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_pupils_find_in (connection, data, error);
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_pupils_list_in (connection, data, error);
}

static gpointer
of_guardian_reader (DescoConnection *connection,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_OF_GUARDIAN);

  desco_statement_bind_uuid (statement, ":guardian", data);
  return desco_statement_take_all (statement, read_pupil, g_object_unref, error);
}

static gpointer
siblings_reader (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_SIBLINGS);

  desco_statement_bind_uuid (statement, ":pupil", data);
  return desco_statement_take_all (statement, read_pupil, g_object_unref, error);
}

typedef struct
{
  const gint64 *numbers;
  guint n_numbers;
} PageRequest;

static gpointer
page_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const PageRequest *request = data;

  return desco_pupils_load_page_in (connection, request->numbers, request->n_numbers, error);
}

static gpointer
count_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, COUNT_PUPILS);
  gint64 *count = data;

  if (desco_statement_step (statement, error))
    *count = desco_statement_int (statement, 0);
  return NULL;
}

/**
 * desco_pupils_get:
 * @store: the database
 * @id: whose
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `pupil` where there is none
 *
 * Returns: (nullable) (transfer full): the pupil
 */
DescoPupil *
desco_pupils_get (DescoStore *store, const DescoUuid *id, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, get_reader, (gpointer) id, cancellable, error);
}

/**
 * desco_pupils_get_async:
 * @store: the database
 * @id: whose
 * @cancellable: (nullable): to give up
 * @callback: told when it is read
 * @user_data: for @callback
 *
 * As desco_pupils_get(), without waiting.
 */
void
desco_pupils_get_async (DescoStore *store,
                        const DescoUuid *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  desco_store_read_async (store, get_reader, g_memdup2 (id, sizeof *id), g_free, g_object_unref,
                          cancellable, callback, user_data);
}

/**
 * desco_pupils_get_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: %DESCO_INPUT_ERROR of the field `pupil` where there is none
 *
 * Returns: (nullable) (transfer full): the pupil
 */
DescoPupil *
desco_pupils_get_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_pupils_find:
 * @store: the database
 * @reference: an id, a tax code or a provisional code
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `pupil` where there is none
 *
 * Returns: (nullable) (transfer full): the pupil
 */
DescoPupil *
desco_pupils_find (DescoStore *store,
                   const char *reference,
                   GCancellable *cancellable,
                   GError **error)
{
  return desco_store_read (store, find_reader, (gpointer) reference, cancellable, error);
}

/**
 * desco_pupils_list:
 * @store: the database
 * @query: which pupils
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * All of them at once: for the command line, and for a class. A window uses DescoPupilList.
 *
 * Returns: (nullable) (transfer full) (element-type DescoPupil): they, by name
 */
GPtrArray *
desco_pupils_list (DescoStore *store,
                   const DescoPupilQuery *query,
                   GCancellable *cancellable,
                   GError **error)
{
  return desco_store_read (store, list_reader, (gpointer) query, cancellable, error);
}

/**
 * desco_pupils_list_async:
 * @store: the database
 * @query: which pupils
 * @cancellable: (nullable): to give up
 * @callback: told when they are read
 * @user_data: for @callback
 *
 * As desco_pupils_list(), without waiting.
 */
void
desco_pupils_list_async (DescoStore *store,
                         const DescoPupilQuery *query,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  desco_store_read_async (store, list_reader, copy_query (query), free_query,
                          (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * desco_pupils_list_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoPupil): the pupils
 */
GPtrArray *
desco_pupils_list_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_pupils_list_siblings:
 * @store: the database
 * @pupil_id: whose
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Those with whom vouchers may be shared: a guardian in common makes siblings.
 *
 * Returns: (nullable) (transfer full) (element-type DescoPupil): they, by name
 */
GPtrArray *
desco_pupils_list_siblings (DescoStore *store,
                            const DescoUuid *pupil_id,
                            GCancellable *cancellable,
                            GError **error)
{
  return desco_store_read (store, siblings_reader, (gpointer) pupil_id, cancellable, error);
}

/**
 * desco_pupils_of_guardian:
 * @store: the database
 * @guardian_id: who pays
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * The lines of a wallet: the pupils for whom this guardian pays now.
 *
 * Returns: (nullable) (transfer full) (element-type DescoPupil): they, by name
 */
GPtrArray *
desco_pupils_of_guardian (DescoStore *store,
                          const DescoUuid *guardian_id,
                          GCancellable *cancellable,
                          GError **error)
{
  return desco_store_read (store, of_guardian_reader, (gpointer) guardian_id, cancellable, error);
}

/**
 * desco_pupils_load_page:
 * @store: the database
 * @numbers: (array length=n_numbers): rows
 * @n_numbers: how many
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoPupil): the pupils of these rows, in this
 *   order; one that is gone is missing
 */
GPtrArray *
desco_pupils_load_page (DescoStore *store,
                        const gint64 *numbers,
                        guint n_numbers,
                        GCancellable *cancellable,
                        GError **error)
{
  PageRequest request = { numbers, n_numbers };

  return desco_store_read (store, page_reader, &request, cancellable, error);
}

/**
 * desco_pupils_count:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: how many pupils there are, -1 where @error is set
 */
gint64
desco_pupils_count (DescoStore *store, GCancellable *cancellable, GError **error)
{
  gint64 count = -1;

  desco_store_read (store, count_reader, &count, cancellable, error);
  return count;
}
