/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-sqlite-private.h"

#include "model/desco-date.h"
#include "store/desco-store.h"

#include <string.h>

struct _DescoStatement
{
  sqlite3 *database;
  sqlite3_stmt *handle;
  int pending; /* the first error of preparing or binding, told by the next step */

  /* The parameters in the order in which they were bound the last time: they are mostly bound in
   * the same order again, and to look each up by its name is to go through all of them. */
  GArray *order; /* of Bound */
  guint next;
};

typedef struct
{
  const char *name; /* interned: SQLite frees its own where it prepares a statement anew */
  int index;
} Bound;

static int
parameter (DescoStatement *self, const char *name)
{
  const Bound *expected
      = self->next < self->order->len ? &g_array_index (self->order, Bound, self->next) : NULL;
  int index;

  if (expected != NULL && strcmp (expected->name, name) == 0)
    {
      self->next++;
      return expected->index;
    }

  index = sqlite3_bind_parameter_index (self->handle, name);
  if (index == 0 && self->handle != NULL)
    {
      g_critical ("no parameter %s in: %s", name, sqlite3_sql (self->handle));
      self->pending = SQLITE_RANGE;
      return index;
    }
  if (self->handle != NULL)
    {
      const Bound bound = { .name = g_intern_string (name), .index = index };

      g_array_set_size (self->order, self->next++);
      g_array_append_val (self->order, bound);
    }
  return index;
}

static void
note (DescoStatement *self, int code)
{
  if (code != SQLITE_OK && self->pending == SQLITE_OK)
    self->pending = code;
}

/**
 * desco_statement_new: (skip)
 * @database: the open database
 * @sql: one statement; the text must outlive the statement
 *
 * Returns: (transfer full): the prepared statement; an error in @sql is told by its first step
 */
DescoStatement *
desco_statement_new (sqlite3 *database, const char *sql)
{
  DescoStatement *self = g_new0 (DescoStatement, 1);

  self->database = database;
  self->order = g_array_new (FALSE, FALSE, sizeof (Bound));
  self->pending
      = sqlite3_prepare_v3 (database, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->handle, NULL);
  if (self->pending != SQLITE_OK)
    g_critical ("%s in: %s", sqlite3_errmsg (database), sql);
  return self;
}

/**
 * desco_statement_free: (skip)
 * @self: (transfer full): a statement
 */
void
desco_statement_free (DescoStatement *self)
{
  sqlite3_finalize (self->handle);
  g_array_unref (self->order);
  g_free (self);
}

/**
 * desco_statement_bind_int:
 * @self: a statement
 * @name: the parameter with its colon
 * @value: its value
 */
void
desco_statement_bind_int (DescoStatement *self, const char *name, gint64 value)
{
  note (self, sqlite3_bind_int64 (self->handle, parameter (self, name), value));
}

/**
 * desco_statement_bind_null:
 * @self: a statement
 * @name: the parameter with its colon
 */
void
desco_statement_bind_null (DescoStatement *self, const char *name)
{
  note (self, sqlite3_bind_null (self->handle, parameter (self, name)));
}

/**
 * desco_statement_bind_text:
 * @self: a statement
 * @name: the parameter with its colon
 * @value: (nullable): its value, copied; %NULL is bound as NULL
 */
void
desco_statement_bind_text (DescoStatement *self, const char *name, const char *value)
{
  note (self,
        sqlite3_bind_text (self->handle, parameter (self, name), value, -1, SQLITE_TRANSIENT));
}

/**
 * desco_statement_bind_uuid:
 * @self: a statement
 * @name: the parameter with its colon
 * @value: (nullable): its value; %NULL and the nil id are bound as NULL
 */
void
desco_statement_bind_uuid (DescoStatement *self, const char *name, const DescoUuid *value)
{
  if (value == NULL || desco_uuid_is_nil (value))
    desco_statement_bind_null (self, name);
  else
    desco_statement_bind_blob (self, name, value->bytes, sizeof value->bytes);
}

/**
 * desco_statement_bind_date:
 * @self: a statement
 * @name: the parameter with its colon
 * @value: (nullable): its value; %NULL and an invalid date are bound as NULL
 */
void
desco_statement_bind_date (DescoStatement *self, const char *name, const GDate *value)
{
  g_autofree char *iso = NULL;

  if (value != NULL && g_date_valid (value))
    iso = desco_date_to_iso (value);
  desco_statement_bind_text (self, name, iso);
}

/**
 * desco_statement_bind_blob:
 * @self: a statement
 * @name: the parameter with its colon
 * @value: (nullable) (array length=length): its value, copied
 * @length: how many bytes
 */
void
desco_statement_bind_blob (DescoStatement *self,
                           const char *name,
                           gconstpointer value,
                           gsize length)
{
  note (self, sqlite3_bind_blob64 (self->handle, parameter (self, name), value, length,
                                   SQLITE_TRANSIENT));
}

/**
 * desco_statement_bind_held_blob:
 * @self: a statement
 * @name: the parameter with its colon
 * @value: (array length=length): its value, not copied: it must stay until the statement was run
 * @length: how many bytes
 */
void
desco_statement_bind_held_blob (DescoStatement *self,
                                const char *name,
                                gconstpointer value,
                                gsize length)
{
  note (self,
        sqlite3_bind_blob64 (self->handle, parameter (self, name), value, length, SQLITE_STATIC));
}

/**
 * desco_statement_step:
 * @self: a statement
 * @error: where to put an error of preparing, binding or running
 *
 * Goes to the next row. After the last one, and after an error, the statement is ready for new
 * values.
 *
 * Returns: whether there is a row to read
 */
gboolean
desco_statement_step (DescoStatement *self, GError **error)
{
  int code = self->pending != SQLITE_OK ? self->pending : sqlite3_step (self->handle);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    desco_sqlite_set_error (error, self->database, code);
  desco_statement_reset (self);
  return FALSE;
}

/**
 * desco_statement_run:
 * @self: a statement whose rows, if any, do not matter
 * @error: where to put an error
 *
 * Returns: whether it ran to its end
 */
gboolean
desco_statement_run (DescoStatement *self, GError **error)
{
  GError *local_error = NULL;

  while (desco_statement_step (self, &local_error))
    ;
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_statement_take:
 * @self: a statement
 * @read: makes something of a row
 * @error: where to put an error
 *
 * Reads the first row and forgets the others.
 *
 * Returns: (nullable) (transfer full): what @read made; %NULL without an error where there is no
 *   row
 */
gpointer
desco_statement_take (DescoStatement *self, DescoStatementRead read, GError **error)
{
  gpointer taken;

  if (!desco_statement_step (self, error))
    return NULL;
  taken = read (self);
  desco_statement_reset (self);
  return taken;
}

/**
 * desco_statement_take_all:
 * @self: a statement
 * @read: makes something of a row
 * @free_func: what the array frees its elements with
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): what @read made of each row, in their order
 */
GPtrArray *
desco_statement_take_all (DescoStatement *self,
                          DescoStatementRead read,
                          GDestroyNotify free_func,
                          GError **error)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (free_func);
  GError *local_error = NULL;

  while (desco_statement_step (self, &local_error))
    g_ptr_array_add (taken, read (self));
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&taken);
}

/**
 * desco_statement_take_uuids:
 * @self: a statement whose first column is an id
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoUuid): the ids, in their order
 */
GArray *
desco_statement_take_uuids (DescoStatement *self, GError **error)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (DescoUuid));
  GError *local_error = NULL;

  while (desco_statement_step (self, &local_error))
    {
      DescoUuid id = desco_statement_uuid (self, 0);

      g_array_append_val (taken, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&taken);
}

/**
 * desco_statement_reset:
 * @self: a statement
 *
 * Forgets the rows that were not read and the values that were bound.
 */
void
desco_statement_reset (DescoStatement *self)
{
  if (self->handle == NULL)
    return;
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->pending = SQLITE_OK;
  self->next = 0;
}

/**
 * desco_statement_is_null:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: whether the column is NULL
 */
gboolean
desco_statement_is_null (DescoStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/**
 * desco_statement_int:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: the column's number, 0 for NULL
 */
gint64
desco_statement_int (DescoStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * desco_statement_text:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: (nullable) (transfer none): the column's text, until the next step
 */
const char *
desco_statement_text (DescoStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * desco_statement_dup_text:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: (nullable) (transfer full): a copy of the column's text
 */
char *
desco_statement_dup_text (DescoStatement *self, int column)
{
  return g_strdup (desco_statement_text (self, column));
}

/**
 * desco_statement_uuid:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: the column's id, nil for NULL or for what is no id
 */
DescoUuid
desco_statement_uuid (DescoStatement *self, int column)
{
  DescoUuid uuid = { { 0 } };
  const void *bytes = sqlite3_column_blob (self->handle, column);

  if (bytes != NULL && sqlite3_column_bytes (self->handle, column) == (int) sizeof uuid.bytes)
    memcpy (uuid.bytes, bytes, sizeof uuid.bytes);
  return uuid;
}

/**
 * desco_statement_date:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: the column's civil date, invalid for NULL or for what is no date
 */
GDate
desco_statement_date (DescoStatement *self, int column)
{
  GDate date;

  g_date_clear (&date, 1);
  desco_date_parse_iso (desco_statement_text (self, column), &date);
  return date;
}

/**
 * desco_statement_blob:
 * @self: a statement at a row
 * @column: from 0
 * @length: (out): how many bytes
 *
 * Returns: (nullable) (transfer none) (array length=length): the column's bytes, until the next
 * step
 */
const guint8 *
desco_statement_blob (DescoStatement *self, int column, gsize *length)
{
  const void *bytes = sqlite3_column_blob (self->handle, column);

  *length = (gsize) sqlite3_column_bytes (self->handle, column);
  return bytes;
}
