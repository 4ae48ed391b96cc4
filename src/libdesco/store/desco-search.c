/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-search-private.h"

#include "model/desco-text.h"

#include <stdlib.h>
#include <string.h>

/* How many pupils are noted before their words are written. */
#define MAX_NOTED 512

static const char SELECT_PUPIL[]
    = "SELECT p.number, p.surname, p.name, p.tax_code, p.provisional_code, c.name,"
      " EXISTS (SELECT 1 FROM pupil_search WHERE rowid = p.number)"
      " FROM pupil AS p"
      " LEFT JOIN enrolment AS e ON e.pupil_id = p.id"
      "   AND e.school_year = (SELECT school_year FROM creditor)"
      " LEFT JOIN class AS c ON c.id = e.class_id"
      " WHERE p.id = :id";
static const char SELECT_GUARDIANS[]
    = "SELECT g.surname, g.name, g.tax_code, g.phone FROM guardianship AS k"
      " JOIN guardian AS g ON g.id = k.guardian_id WHERE k.pupil_id = :id";
static const char SELECT_PUPILS_OF_GUARDIAN[]
    = "SELECT pupil_id FROM guardianship WHERE guardian_id = :id";
static const char INSERT_WORDS[]
    = "INSERT INTO pupil_search (rowid, words) VALUES (:number, :words)";
static const char UPDATE_WORDS[] = "UPDATE pupil_search SET words = :words WHERE rowid = :number";

/* Writes the words of a text in letters and digits of ASCII: what folding leaves of another script
 * is spelled by its numbers. So no tokenizer has an opinion of its own on what a word is, and no
 * text can mean something to the query's grammar. */
static void
append_folded (GString *words, const char *folded, gboolean glue_apostrophes)
{
  gboolean in_word = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        {
          in_word = in_word && glue_apostrophes && c == '\'';
          continue;
        }
      if (!in_word && words->len > 0)
        g_string_append_c (words, ' ');
      in_word = TRUE;
      if (c < 0x80)
        g_string_append_c (words, (char) c);
      else
        g_string_append_printf (words, "u%xz", c);
    }
}

static void
append_words (GString *words, const char *text)
{
  g_autofree char *folded = desco_text_fold (text);

  append_folded (words, folded, FALSE);
}

/* D'Angelo is found as "angelo" and as "dangelo". */
static void
append_name (GString *words, const char *name)
{
  g_autofree char *folded = desco_text_fold (name);

  append_folded (words, folded, FALSE);
  if (strchr (folded, '\'') != NULL)
    append_folded (words, folded, TRUE);
}

/* A number is found with and without the spaces that people write into it, and without the prefix
 * of Italy. */
static void
append_phone (GString *words, const char *phone)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = phone; p != NULL && *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (digits->len == 0)
    return;

  append_words (words, phone);
  if (phone[0] == '+' && g_str_has_prefix (digits->str, "39"))
    g_string_erase (digits, 0, 2);
  append_words (words, digits->str);
}

static gboolean
append_guardians (DescoConnection *connection,
                  const DescoUuid *pupil_id,
                  GString *words,
                  GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_GUARDIANS);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", pupil_id);
  while (desco_statement_step (statement, &local_error))
    {
      for (int column = 0; column < 3; column++)
        append_name (words, desco_statement_text (statement, column));
      append_phone (words, desco_statement_text (statement, 3));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
write_pupil (DescoConnection *connection, const DescoUuid *pupil_id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_PUPIL);
  g_autoptr (GString) words = g_string_sized_new (128);
  gboolean indexed;
  gint64 number;

  desco_statement_bind_uuid (statement, ":id", pupil_id);
  if (!desco_statement_step (statement, error))
    return FALSE;
  number = desco_statement_int (statement, 0);
  for (int column = 1; column < 6; column++)
    append_name (words, desco_statement_text (statement, column));
  indexed = desco_statement_int (statement, 6) != 0;
  desco_statement_reset (statement);
  if (!append_guardians (connection, pupil_id, words, error))
    return FALSE;

  statement = desco_connection_get (connection, indexed ? UPDATE_WORDS : INSERT_WORDS);
  desco_statement_bind_int (statement, ":number", number);
  desco_statement_bind_text (statement, ":words", words->str);
  return desco_statement_run (statement, error);
}

static int
compare_ids (const void *a, const void *b)
{
  return desco_uuid_compare (*(const DescoUuid *const *) a, *(const DescoUuid *const *) b);
}

/**
 * desco_search_note_pupil: (skip)
 * @connection: a writer's, in the transaction of the change
 * @pupil_id: whose name, class or guardians changed
 * @error: where to put an error
 *
 * Has the pupil found by what is true at the end of the transaction: however much changes about
 * them in it, their words are written once.
 *
 * Returns: whether it is noted
 */
gboolean
desco_search_note_pupil (DescoConnection *connection, const DescoUuid *pupil_id, GError **error)
{
  GHashTable *noted = desco_connection_get_noted_pupils (connection);

  if (g_hash_table_contains (noted, pupil_id))
    return TRUE;
  if (g_hash_table_size (noted) >= MAX_NOTED && !desco_search_write_noted (connection, error))
    return FALSE;
  g_hash_table_add (noted, g_memdup2 (pupil_id, sizeof *pupil_id));
  return TRUE;
}

/**
 * desco_search_note_guardian: (skip)
 * @connection: a writer's, in the transaction of the change
 * @guardian_id: whose name or phone changed
 * @error: where to put an error
 *
 * Returns: whether all pupils of the guardian are noted
 */
gboolean
desco_search_note_guardian (DescoConnection *connection,
                            const DescoUuid *guardian_id,
                            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_PUPILS_OF_GUARDIAN);
  g_autoptr (GArray) pupils = NULL;

  desco_statement_bind_uuid (statement, ":id", guardian_id);
  pupils = desco_statement_take_uuids (statement, error);
  if (pupils == NULL)
    return FALSE;
  for (guint i = 0; i < pupils->len; i++)
    {
      if (!desco_search_note_pupil (connection, &g_array_index (pupils, DescoUuid, i), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_search_write_noted: (skip)
 * @connection: a writer's, in a transaction
 * @error: where to put an error
 *
 * Writes the words of the pupils that were noted; a commit does so.
 *
 * Returns: whether they are found by what is true now
 */
gboolean
desco_search_write_noted (DescoConnection *connection, GError **error)
{
  GHashTable *noted = desco_connection_get_noted_pupils (connection);
  g_autofree gpointer *ids = NULL;
  guint n_ids;

  if (g_hash_table_size (noted) == 0)
    return TRUE;
  /* In the order in which they came, and so of their rows: for a lower row than the last one the
   * index would be flushed. */
  ids = g_hash_table_get_keys_as_array (noted, &n_ids);
  qsort (ids, n_ids, sizeof *ids, compare_ids);
  for (guint i = 0; i < n_ids; i++)
    if (!write_pupil (connection, ids[i], error))
      return FALSE;
  g_hash_table_remove_all (noted);
  return TRUE;
}

/**
 * desco_search_make_query: (skip)
 * @text: (nullable): what somebody typed
 *
 * Returns: (transfer full) (nullable): the query that finds who has a word with each of these
 *   beginnings, %NULL where there is nothing to look for
 */
char *
desco_search_make_query (const char *text)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  GString *query;

  append_words (words, text);
  if (words->len == 0)
    return NULL;

  parts = g_strsplit (words->str, " ", -1);
  query = g_string_new (NULL);
  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (query, "%s\"%s\"*", i > 0 ? " " : "", parts[i]);
  return g_string_free (query, FALSE);
}
