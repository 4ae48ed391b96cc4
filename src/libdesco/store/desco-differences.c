/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-differences.h"

#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

static const char SELECT_OPEN[]
    = "SELECT d.id, d.purchase_id, d.iupd,"
      " CASE d.kind WHEN 'unknown-here' THEN d.ours ELSE u.notice_number END,"
      " g.surname || ' ' || g.name, d.kind,"
      " d.ours, d.theirs, d.found_at FROM difference AS d"
      " LEFT JOIN purchase AS u ON u.id = d.purchase_id"
      " LEFT JOIN guardian AS g ON g.id = u.guardian_id"
      " WHERE d.settled_at IS NULL ORDER BY d.found_at, d.id";
static const char INSERT[]
    = "INSERT INTO difference (id, purchase_id, iupd, kind, ours, theirs, found_at)"
      " VALUES (:id, :purchase, :iupd, :kind, :ours, :theirs, :at)"
      " ON CONFLICT (iupd, kind) WHERE settled_at IS NULL"
      " DO UPDATE SET ours = excluded.ours, theirs = excluded.theirs";
/* What a person let be is not found again, until something else changes. */
static const char SELECT_IGNORED[]
    = "SELECT 1 FROM difference WHERE iupd = :iupd AND kind = :kind AND ours IS :ours"
      " AND theirs IS :theirs AND settled_at IS NOT NULL AND settlement LIKE 'ignore%'";
static const char SETTLE[]
    = "UPDATE difference SET settled_at = :at, author_id = :author, settlement = :settlement"
      " WHERE id = :id AND settled_at IS NULL";

typedef struct
{
  GPtrArray *found;
  guint *n_gone;
  DescoUuid id;
  const char *settlement;
} Request;

static gpointer
read_difference (DescoStatement *statement)
{
  DescoDifference *self = g_new0 (DescoDifference, 1);

  self->id = desco_statement_uuid (statement, 0);
  self->purchase_id = desco_statement_uuid (statement, 1);
  self->iupd = desco_statement_dup_text (statement, 2);
  self->notice_number = desco_statement_dup_text (statement, 3);
  self->person = desco_statement_dup_text (statement, 4);
  desco_difference_kind_from_nick (desco_statement_text (statement, 5), &self->kind);
  self->ours = desco_statement_dup_text (statement, 6);
  self->theirs = desco_statement_dup_text (statement, 7);
  self->found_at = desco_statement_int (statement, 8);
  return self;
}

static gboolean
settle_in (DescoConnection *connection, const DescoUuid *id, const char *settlement, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SETTLE);

  desco_statement_bind_uuid (statement, ":id", id);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  desco_statement_bind_text (statement, ":settlement", settlement);
  return desco_statement_run (statement, error);
}

static gboolean
was_ignored (DescoConnection *connection, const DescoDifference *difference, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_IGNORED);
  gboolean ignored;

  desco_statement_bind_text (statement, ":iupd", difference->iupd);
  desco_statement_bind_text (statement, ":kind", desco_difference_kind_to_nick (difference->kind));
  desco_statement_bind_text (statement, ":ours", difference->ours);
  desco_statement_bind_text (statement, ":theirs", difference->theirs);
  ignored = desco_statement_step (statement, error);
  desco_statement_reset (statement);
  return ignored;
}

static gboolean
insert (DescoConnection *connection, const DescoDifference *difference, GError **error)
{
  DescoStatement *statement;
  DescoUuid id = desco_uuid_generate ();
  GError *local_error = NULL;

  if (was_ignored (connection, difference, &local_error))
    return TRUE;
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  statement = desco_connection_get (connection, INSERT);
  desco_statement_bind_uuid (statement, ":id", &id);
  desco_statement_bind_uuid (statement, ":purchase", &difference->purchase_id);
  desco_statement_bind_text (statement, ":iupd", difference->iupd);
  desco_statement_bind_text (statement, ":kind", desco_difference_kind_to_nick (difference->kind));
  desco_statement_bind_text (statement, ":ours", difference->ours);
  desco_statement_bind_text (statement, ":theirs", difference->theirs);
  desco_statement_bind_int (statement, ":at", desco_clock_now ());
  return desco_statement_run (statement, error);
}

static gboolean
is_among (const DescoDifference *difference, GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const DescoDifference *other = g_ptr_array_index (found, i);

      if (other->kind == difference->kind && g_str_equal (other->iupd, difference->iupd))
        return TRUE;
    }
  return FALSE;
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_statement_take_all (desco_connection_get (connection, SELECT_OPEN), read_difference,
                                   (GDestroyNotify) desco_difference_free, error);
}

static gpointer
note_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (GPtrArray) open = list_reader (connection, NULL, cancellable, error);

  if (open == NULL)
    return NULL;
  for (guint i = 0; i < open->len; i++)
    {
      const DescoDifference *difference = g_ptr_array_index (open, i);

      if (is_among (difference, request->found))
        continue;
      (*request->n_gone)++;
      if (!settle_in (connection, &difference->id, "gone", error))
        return NULL;
    }
  for (guint i = 0; i < request->found->len; i++)
    if (!insert (connection, g_ptr_array_index (request->found, i), error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

static gpointer
settle_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Request *request = data;

  if (!settle_in (connection, &request->id, request->settlement, error))
    return NULL;
  if (desco_connection_changes (connection) > 0)
    return GINT_TO_POINTER (TRUE);
  desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "difference",
                         _ ("There is no such difference to settle."));
  return NULL;
}

/**
 * desco_difference_new:
 * @iupd: the position's name
 * @kind: how they differ
 * @purchase_id: (nullable): the purchase
 * @ours: (nullable): what stands here
 * @theirs: (nullable): what stands there
 *
 * Returns: (transfer full): a difference that is not written yet
 */
DescoDifference *
desco_difference_new (const char *iupd,
                      DescoDifferenceKind kind,
                      const DescoUuid *purchase_id,
                      const char *ours,
                      const char *theirs)
{
  DescoDifference *self = g_new0 (DescoDifference, 1);

  self->iupd = g_strdup (iupd);
  self->kind = kind;
  if (purchase_id != NULL)
    self->purchase_id = *purchase_id;
  self->ours = g_strdup (ours);
  self->theirs = g_strdup (theirs);
  return self;
}

/**
 * desco_difference_copy:
 * @self: a difference
 *
 * Returns: (transfer full): one like it, for a thread that works on it
 */
DescoDifference *
desco_difference_copy (const DescoDifference *self)
{
  DescoDifference *copy
      = desco_difference_new (self->iupd, self->kind, &self->purchase_id, self->ours, self->theirs);

  copy->id = self->id;
  copy->notice_number = g_strdup (self->notice_number);
  copy->person = g_strdup (self->person);
  copy->found_at = self->found_at;
  return copy;
}

/**
 * desco_difference_free:
 * @self: (transfer full) (nullable): a difference
 */
void
desco_difference_free (DescoDifference *self)
{
  if (self == NULL)
    return;
  g_free (self->iupd);
  g_free (self->notice_number);
  g_free (self->person);
  g_free (self->ours);
  g_free (self->theirs);
  g_free (self);
}

/**
 * desco_differences_note:
 * @store: the database
 * @found: (element-type DescoDifference): all that differ now
 * @n_gone: (inout): how many differed before and do not any more is added
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Writes down what a whole reconciliation found: what is new is added, what is there already stays
 * with its date, what has gone by itself is settled. What a person let be is left alone until it
 * changes.
 *
 * Returns: whether it was written
 */
gboolean
desco_differences_note (DescoStore *store,
                        GPtrArray *found,
                        guint *n_gone,
                        GCancellable *cancellable,
                        GError **error)
{
  Request request = { .found = found, .n_gone = n_gone };

  return desco_store_write (store, note_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_differences_list:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoDifference): what is not settled, oldest
 *   first
 */
GPtrArray *
desco_differences_list (DescoStore *store, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, list_reader, NULL, cancellable, error);
}

/**
 * desco_differences_list_async:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @callback: told when they are read
 * @user_data: for @callback
 *
 * As desco_differences_list(), without waiting.
 */
void
desco_differences_list_async (DescoStore *store,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  desco_store_read_async (store, list_reader, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          cancellable, callback, user_data);
}

/**
 * desco_differences_list_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoDifference): what is not settled, oldest
 *   first
 */
GPtrArray *
desco_differences_list_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_differences_settle:
 * @store: the database
 * @id: which one
 * @settlement: what was done, and why
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where it is not open
 *
 * Returns: whether it is settled, with who did it and when
 */
gboolean
desco_differences_settle (DescoStore *store,
                          const DescoUuid *id,
                          const char *settlement,
                          GCancellable *cancellable,
                          GError **error)
{
  Request request = { .id = *id, .settlement = settlement };

  return desco_store_write (store, settle_writer, &request, cancellable, error) != NULL;
}
