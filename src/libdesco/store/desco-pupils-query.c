/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-pupils-private.h"

#include "store/desco-search-private.h"
#include "store/desco-store-private.h"

/* Which pupils are meant, and in which order: rows only, so that a list of thousands is there at
 * once and each page is read when it is looked at. */

/* A search with fewer hits than this sorts its hits; one with more walks the sorted index and keeps
 * them: a single letter finds half of everybody. */
#define FEW_HITS 500

static const char SELECT_ALL_NUMBERS[] = "SELECT p.number FROM pupil AS p" DESCO_PUPILS_BY_NAME;
static const char SELECT_NUMBERS_OF_CLASS[]
    = "SELECT p.number FROM enrolment AS e JOIN pupil AS p ON p.id = e.pupil_id"
      " WHERE e.class_id = :class" DESCO_PUPILS_BY_NAME;
static const char SELECT_NUMBERS_OF_SCHOOL[]
    = "SELECT p.number FROM class AS c JOIN enrolment AS e ON e.class_id = c.id"
      " JOIN pupil AS p ON p.id = e.pupil_id WHERE c.school_id = :school"
      " AND c.school_year = (SELECT school_year FROM creditor)" DESCO_PUPILS_BY_NAME;
static const char SELECT_HITS[] = "SELECT rowid FROM pupil_search WHERE pupil_search MATCH :query";
static const char SELECT_SORT_KEY[]
    = "SELECT sort_key, birth_date FROM pupil WHERE number = :number";

static gboolean
append_numbers (DescoStatement *statement, GArray *numbers, GError **error)
{
  GError *local_error = NULL;

  while (desco_statement_step (statement, &local_error))
    {
      gint64 number = desco_statement_int (statement, 0);

      g_array_append_val (numbers, number);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Everyone of a class, of a school, or of the town, in order. */
static GArray *
load_scope (DescoConnection *connection, const DescoPupilQuery *query, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  DescoStatement *statement;

  if (!desco_uuid_is_nil (&query->class_id))
    {
      statement = desco_connection_get (connection, SELECT_NUMBERS_OF_CLASS);
      desco_statement_bind_uuid (statement, ":class", &query->class_id);
    }
  else if (!desco_uuid_is_nil (&query->school_id))
    {
      statement = desco_connection_get (connection, SELECT_NUMBERS_OF_SCHOOL);
      desco_statement_bind_uuid (statement, ":school", &query->school_id);
    }
  else
    statement = desco_connection_get (connection, SELECT_ALL_NUMBERS);

  if (!append_numbers (statement, numbers, error))
    return NULL;
  return g_steal_pointer (&numbers);
}

typedef struct
{
  gint64 number;
  char *sort_key;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *first = a;
  const Hit *second = b;
  int order = g_strcmp0 (first->sort_key, second->sort_key);

  return order != 0 ? order : (first->number > second->number) - (first->number < second->number);
}

static void
clear_hit (gpointer data)
{
  g_free (((Hit *) data)->sort_key);
}

static GArray *
sort_hits (DescoConnection *connection, GArray *hits, GError **error)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (Hit), hits->len);
  GError *local_error = NULL;

  g_array_set_clear_func (sorted, clear_hit);
  for (guint i = 0; i < hits->len && local_error == NULL; i++)
    {
      DescoStatement *statement = desco_connection_get (connection, SELECT_SORT_KEY);
      Hit hit = { g_array_index (hits, gint64, i), NULL };

      desco_statement_bind_int (statement, ":number", hit.number);
      if (!desco_statement_step (statement, &local_error))
        continue;
      hit.sort_key = g_strconcat (desco_statement_text (statement, 0), "\n",
                                  desco_statement_text (statement, 1), NULL);
      g_array_append_val (sorted, hit);
      desco_statement_reset (statement);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  g_array_sort (sorted, compare_hits);
  g_array_set_size (hits, 0);
  for (guint i = 0; i < sorted->len; i++)
    g_array_append_val (hits, g_array_index (sorted, Hit, i).number);
  return g_array_ref (hits);
}

/* Row numbers are dense, so a bit a row is the smallest set there is. */
static GArray *
keep_hits (GArray *scope, GArray *hits)
{
  gint64 greatest = 0;
  g_autofree guint8 *bits = NULL;
  guint kept = 0;

  for (guint i = 0; i < hits->len; i++)
    greatest = MAX (greatest, g_array_index (hits, gint64, i));
  bits = g_malloc0 ((gsize) greatest / 8 + 1);
  for (guint i = 0; i < hits->len; i++)
    {
      gint64 number = g_array_index (hits, gint64, i);

      bits[number / 8] = (guint8) (bits[number / 8] | 1u << (number % 8));
    }
  for (guint i = 0; i < scope->len; i++)
    {
      gint64 number = g_array_index (scope, gint64, i);

      if (number <= greatest && (bits[number / 8] >> (number % 8) & 1u) != 0)
        g_array_index (scope, gint64, kept++) = number;
    }
  g_array_set_size (scope, kept);

  return g_array_ref (scope);
}

/**
 * desco_pupils_load_numbers_in: (skip)
 * @connection: a connection
 * @query: which pupils
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type gint64): their rows, in the order of their
 *   names
 */
GArray *
desco_pupils_load_numbers_in (DescoConnection *connection,
                              const DescoPupilQuery *query,
                              GError **error)
{
  gboolean everyone = desco_uuid_is_nil (&query->class_id) && desco_uuid_is_nil (&query->school_id);
  g_autofree char *words = desco_search_make_query (query->search);
  g_autoptr (GArray) hits = NULL;
  g_autoptr (GArray) scope = NULL;
  DescoStatement *statement;

  if (words == NULL)
    return load_scope (connection, query, error);

  hits = g_array_new (FALSE, FALSE, sizeof (gint64));
  statement = desco_connection_get (connection, SELECT_HITS);
  desco_statement_bind_text (statement, ":query", words);
  if (!append_numbers (statement, hits, error))
    return NULL;
  if (hits->len == 0)
    return g_steal_pointer (&hits);
  if (everyone && hits->len < FEW_HITS)
    return sort_hits (connection, hits, error);

  scope = load_scope (connection, query, error);
  return scope != NULL ? keep_hits (scope, hits) : NULL;
}

static gpointer
numbers_reader (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  return desco_pupils_load_numbers_in (connection, data, error);
}

/**
 * desco_pupils_load_numbers:
 * @store: the database
 * @query: which pupils
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type gint64): their rows, in the order of their
 *   names
 */
GArray *
desco_pupils_load_numbers (DescoStore *store,
                           const DescoPupilQuery *query,
                           GCancellable *cancellable,
                           GError **error)
{
  return desco_store_read (store, numbers_reader, (gpointer) query, cancellable, error);
}
