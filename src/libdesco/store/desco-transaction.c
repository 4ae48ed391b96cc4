/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-sqlite-private.h"

#include "model/desco-clock.h"
#include "store/desco-search-private.h"

static const char BEGIN_WRITE[] = "BEGIN IMMEDIATE";
static const char BEGIN_READ[] = "BEGIN";
static const char COMMIT[] = "COMMIT";
static const char ROLLBACK[] = "ROLLBACK";
static const char SELECT_LAST_OPERATION[]
    = "SELECT hlc, id FROM outbox ORDER BY sequence DESC LIMIT 1";

/**
 * desco_connection_get:
 * @self: a connection
 * @sql: one statement, a constant: its address is its name
 *
 * Returns: (transfer none): the statement, prepared once, ready for values
 */
DescoStatement *
desco_connection_get (DescoConnection *self, const char *sql)
{
  DescoStatement *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      statement = desco_statement_new (self->database, sql);
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }
  else
    desco_statement_reset (statement);

  return statement;
}

static void
reset_statements (DescoConnection *self)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    desco_statement_reset (statement);
}

/**
 * desco_connection_begin:
 * @self: a connection
 * @error: where to put an error
 *
 * A writer's transaction takes the write lock at once, so that it never fails half-way for another
 * writer; a reader's is a snapshot.
 *
 * Returns: whether a transaction is open
 */
gboolean
desco_connection_begin (DescoConnection *self, GError **error)
{
  DescoStatement *statement;
  GError *local_error = NULL;

  if (self->mode == DESCO_CONNECTION_READER)
    return desco_statement_run (desco_connection_get (self, BEGIN_READ), error);

  if (!desco_statement_run (desco_connection_get (self, BEGIN_WRITE), error))
    return FALSE;

  /* Another program may have written since, or the machine's clock was set back: the order of
   * operations, and of ids, goes on from the last operation told. */
  statement = desco_connection_get (self, SELECT_LAST_OPERATION);
  if (desco_statement_step (statement, &local_error))
    {
      DescoUuid last = desco_statement_uuid (statement, 1);

      self->hlc = MAX (self->hlc, desco_statement_int (statement, 0));
      desco_uuid_advance_past (&last);
    }
  if (local_error == NULL)
    return TRUE;

  desco_connection_rollback (self);
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * desco_connection_commit:
 * @self: a connection in a transaction
 * @error: where to put an error
 *
 * Returns: whether what was written is on disk; if not, the transaction is to be rolled back
 */
gboolean
desco_connection_commit (DescoConnection *self, GError **error)
{
  if (!desco_search_write_noted (self, error))
    return FALSE;
  reset_statements (self);
  return desco_statement_run (desco_connection_get (self, COMMIT), error);
}

/**
 * desco_connection_rollback:
 * @self: a connection
 *
 * Undoes the open transaction, where SQLite has not done so itself.
 */
void
desco_connection_rollback (DescoConnection *self)
{
  g_hash_table_remove_all (self->noted);
  reset_statements (self);
  if (!sqlite3_get_autocommit (self->database))
    desco_statement_run (desco_connection_get (self, ROLLBACK), NULL);
}

/**
 * desco_connection_changes:
 * @self: a connection
 *
 * Returns: how many rows the last statement changed
 */
gint64
desco_connection_changes (DescoConnection *self)
{
  return sqlite3_changes64 (self->database);
}

/**
 * desco_connection_last_row:
 * @self: a connection
 *
 * Returns: the row id of the last insertion
 */
gint64
desco_connection_last_row (DescoConnection *self)
{
  return sqlite3_last_insert_rowid (self->database);
}

/**
 * desco_connection_next_hlc:
 * @self: a writer's connection
 *
 * The hybrid logical clock of SYNC: 48 bits of milliseconds, 16 of counter. It never goes back,
 * also when the machine's clock does.
 *
 * Returns: the next value
 */
gint64
desco_connection_next_hlc (DescoConnection *self)
{
  gint64 physical = (desco_clock_now () / 1000) << 16;

  self->hlc = MAX (physical, self->hlc + 1);
  return self->hlc;
}

/**
 * desco_connection_get_noted_pupils:
 * @self: a writer's connection
 *
 * Returns: (transfer none) (element-type DescoUuid): the pupils whose words for the search are to be
 *   written before the commit (see desco_search_note_pupil())
 */
GHashTable *
desco_connection_get_noted_pupils (DescoConnection *self)
{
  return self->noted;
}
