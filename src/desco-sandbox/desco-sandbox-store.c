/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-store-private.h"

#include "desco-sandbox-state.h"
#include "store/desco-sqlite-private.h"
#include "store/desco-store.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define SCHEMA_RESOURCE "/io/github/desco/Desco/sandbox/schema.sql"
#define FLOWS_RESOURCE "/io/github/desco/Desco/sandbox/flows.sql"

/* "DSbx" in ASCII marks a practice platform's file, so that a desk's is never taken for one. */
#define SANDBOX_APPLICATION_ID 0x44536278
#define SCHEMA_VERSION 1

#define BUSY_MILLISECONDS 5000

struct _DescoSandboxStore
{
  sqlite3 *database;
  GHashTable *statements; /* address of the text → DescoStatement */
};

static const char BEGIN[] = "BEGIN IMMEDIATE";
static const char COMMIT[] = "COMMIT";
static const char ROLLBACK[] = "ROLLBACK";

#define POSITION_COLUMNS                                                                           \
  "p.id, p.organization, p.status, p.inserted, p.published, p.validity, p.payment, p.updated, "    \
  "p.body"

static const char SELECT_DUE[]
    = "SELECT " POSITION_COLUMNS " FROM position p WHERE p.changes <= :now ORDER BY p.changes";
static const char SELECT_POSITION[]
    = "SELECT " POSITION_COLUMNS " FROM position p WHERE p.iupd = :iupd"
      " AND (:organization IS NULL OR p.organization = :organization) ORDER BY p.id LIMIT 1";
static const char SELECT_BY_NAV[]
    = "SELECT " POSITION_COLUMNS " FROM option o JOIN position p ON p.id = o.position"
      " WHERE o.nav = :nav AND (:organization IS NULL OR o.organization = :organization)"
      " ORDER BY p.id LIMIT 1";
static const char SELECT_OPTIONS[]
    = "SELECT paid, payment, receipt_id, updated FROM option WHERE position = :position"
      " ORDER BY ordinal";

#define LIST_CONDITION                                                                             \
  " FROM position p WHERE (:organization IS NULL OR p.organization = :organization)"               \
  " AND (:statuses IS NULL OR instr(' ' || :statuses || ' ', ' ' || p.status || ' ') > 0)"         \
  " AND (:open = 0 OR p.status IN ('PUBLISHED', 'VALID', 'PARTIALLY_PAID'))"                       \
  " AND (:due_from = 0 OR p.first_due >= :due_from)"                                               \
  " AND (:due_to = 0 OR p.first_due <= :due_to)"                                                   \
  " AND (:payment_from = 0 OR p.payment >= :payment_from)"                                         \
  " AND (:payment_to = 0 OR (p.payment <> 0 AND p.payment <= :payment_to))"                        \
  " AND (:text IS NULL OR EXISTS (SELECT 1 FROM option o WHERE o.position = p.id"                  \
  " AND instr(o.nav, :text) > 0))"
#define LIST_KEY                                                                                   \
  " ORDER BY CASE :order WHEN 1 THEN p.iupd WHEN 2 THEN p.status"                                  \
  " WHEN 3 THEN json_extract(p.body, '$.companyName') ELSE p.inserted END"

static const char COUNT_LIST[] = "SELECT count(*)" LIST_CONDITION;
static const char SELECT_LIST_ASCENDING[] = "SELECT " POSITION_COLUMNS LIST_CONDITION LIST_KEY
                                            " ASC, p.id ASC LIMIT :limit OFFSET :offset";
static const char SELECT_LIST_DESCENDING[] = "SELECT " POSITION_COLUMNS LIST_CONDITION LIST_KEY
                                             " DESC, p.id DESC LIMIT :limit OFFSET :offset";

static const char SELECT_SAME_IUPD[] = "SELECT 1 FROM position WHERE organization = :organization"
                                       " AND iupd = :iupd AND id <> :id";
static const char SELECT_SAME_NUMBER[]
    = "SELECT 1 FROM option WHERE organization = :organization"
      " AND (nav = :nav OR iuv = :iuv) AND position <> :position";

static const char INSERT_POSITION[]
    = "INSERT INTO position (organization, iupd, status, inserted, published, validity, payment,"
      " updated, first_due, changes, body) VALUES (:organization, :iupd, :status, :inserted,"
      " :published, :validity, :payment, :updated, :first_due, :changes, :body)";
static const char UPDATE_POSITION[]
    = "UPDATE position SET organization = :organization, iupd = :iupd, status = :status,"
      " inserted = :inserted, published = :published, validity = :validity, payment = :payment,"
      " updated = :updated, first_due = :first_due, changes = :changes, body = :body"
      " WHERE id = :id";
static const char DELETE_POSITION[] = "DELETE FROM position WHERE id = :id";
static const char DELETE_OPTIONS[] = "DELETE FROM option WHERE position = :position";
static const char INSERT_OPTION[]
    = "INSERT INTO option (position, ordinal, organization, nav, iuv, paid, payment, receipt_id,"
      " updated) VALUES (:position, :ordinal, :organization, :nav, :iuv, :paid, :payment,"
      " :receipt_id, :updated)";

static gboolean
create_schema (sqlite3 *database, GError **error)
{
  g_autoptr (GBytes) schema
      = g_resources_lookup_data (SCHEMA_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *stamp
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                         SANDBOX_APPLICATION_ID, SCHEMA_VERSION);

  if (schema == NULL)
    return FALSE;
  return desco_sqlite_exec (database, "BEGIN IMMEDIATE", error)
         && desco_sqlite_exec (database, g_bytes_get_data (schema, NULL), error)
         && desco_sqlite_exec (database, stamp, error);
}

static gboolean
check_schema (sqlite3 *database, const char *path, GError **error)
{
  gint64 application_id;
  gint64 version;
  gint64 tables;

  if (!desco_sqlite_pragma_int (database, "PRAGMA application_id", &application_id, error)
      || !desco_sqlite_pragma_int (database, "PRAGMA user_version", &version, error)
      || !desco_sqlite_pragma_int (database, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;

  if (application_id == 0 && tables == 0)
    return create_schema (database, error);
  if (application_id == SANDBOX_APPLICATION_ID && version == SCHEMA_VERSION)
    return TRUE;

  g_set_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_DESCO,
               _ ("“%s” is not a file of this practice platform; name another one with "
                  "--database."),
               path);
  return FALSE;
}

static gboolean
add_flows (sqlite3 *database, GError **error)
{
  g_autoptr (GBytes) schema
      = g_resources_lookup_data (FLOWS_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return schema != NULL && desco_sqlite_exec (database, g_bytes_get_data (schema, NULL), error);
}

static DescoSandboxPosition *
read_position (DescoSandboxStore *self, DescoStatement *row, GError **error)
{
  g_autoptr (JsonNode) body = json_from_string (desco_statement_text (row, 8), error);
  DescoStatement *options;
  DescoSandboxPosition *position;

  if (body == NULL)
    return NULL;

  position
      = desco_sandbox_position_new (desco_statement_text (row, 1), json_node_dup_object (body));
  position->id = desco_statement_int (row, 0);
  desco_sandbox_status_parse (desco_statement_text (row, 2), &position->status);
  position->inserted = desco_statement_int (row, 3);
  position->published = desco_statement_int (row, 4);
  position->validity = desco_statement_int (row, 5);
  position->payment = desco_statement_int (row, 6);
  position->updated = desco_statement_int (row, 7);

  options = desco_sandbox_store_get (self, SELECT_OPTIONS);
  desco_statement_bind_int (options, ":position", position->id);
  for (guint i = 0; i < position->options->len && desco_statement_step (options, NULL); i++)
    {
      DescoSandboxOption *option = g_ptr_array_index (position->options, i);

      option->paid = desco_statement_int (options, 0) != 0;
      option->payment = desco_statement_int (options, 1);
      option->receipt_id = desco_statement_dup_text (options, 2);
      option->updated = desco_statement_int (options, 3);
    }
  desco_statement_reset (options);
  return position;
}

static GPtrArray *
read_positions (DescoSandboxStore *self, DescoStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) positions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_sandbox_position_free);
  GError *local_error = NULL;

  while (local_error == NULL && desco_statement_step (rows, &local_error))
    {
      DescoSandboxPosition *position = read_position (self, rows, &local_error);

      if (position != NULL)
        g_ptr_array_add (positions, position);
    }
  desco_statement_reset (rows);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&positions);
}

static void
bind_position (DescoStatement *statement, const DescoSandboxPosition *position)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *body = NULL;
  gint64 changes = desco_sandbox_state_next_change (position);

  json_node_set_object (node, position->body);
  body = json_to_string (node, FALSE);

  desco_statement_bind_text (statement, ":organization", position->organization);
  desco_statement_bind_text (statement, ":iupd", position->iupd);
  desco_statement_bind_text (statement, ":status",
                             desco_sandbox_status_to_string (position->status));
  desco_statement_bind_int (statement, ":inserted", position->inserted);
  desco_statement_bind_int (statement, ":published", position->published);
  desco_statement_bind_int (statement, ":validity", position->validity);
  desco_statement_bind_int (statement, ":payment", position->payment);
  desco_statement_bind_int (statement, ":updated", position->updated);
  desco_statement_bind_int (statement, ":first_due",
                            desco_sandbox_position_get_first_due (position));
  if (changes != 0)
    desco_statement_bind_int (statement, ":changes", changes);
  else
    desco_statement_bind_null (statement, ":changes");
  desco_statement_bind_text (statement, ":body", body);
}

static gboolean
save_options (DescoSandboxStore *self, const DescoSandboxPosition *position, GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (self, DELETE_OPTIONS);

  desco_statement_bind_int (statement, ":position", position->id);
  if (!desco_statement_run (statement, error))
    return FALSE;

  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoSandboxOption *option = g_ptr_array_index (position->options, i);

      statement = desco_sandbox_store_get (self, INSERT_OPTION);
      desco_statement_bind_int (statement, ":position", position->id);
      desco_statement_bind_int (statement, ":ordinal", i);
      desco_statement_bind_text (statement, ":organization", position->organization);
      desco_statement_bind_text (statement, ":nav", option->nav);
      desco_statement_bind_text (statement, ":iuv", option->iuv);
      desco_statement_bind_int (statement, ":paid", option->paid);
      desco_statement_bind_int (statement, ":payment", option->payment);
      desco_statement_bind_text (statement, ":receipt_id", option->receipt_id);
      desco_statement_bind_int (statement, ":updated", option->updated);
      if (!desco_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Steps over the first row of a question that is answered by there being one. */
static gboolean
has_row (DescoStatement *statement, gboolean *found, GError **error)
{
  GError *local_error = NULL;

  *found = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
check_unique (DescoSandboxStore *self, const DescoSandboxPosition *position, GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (self, SELECT_SAME_IUPD);
  gboolean found;

  desco_statement_bind_text (statement, ":organization", position->organization);
  desco_statement_bind_text (statement, ":iupd", position->iupd);
  desco_statement_bind_int (statement, ":id", position->id);
  if (!has_row (statement, &found, error))
    return FALSE;
  if (found)
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DUPLICATE,
                   "Organization %s already has a debt position with IUPD %s",
                   position->organization, position->iupd);
      return FALSE;
    }

  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoSandboxOption *option = g_ptr_array_index (position->options, i);

      statement = desco_sandbox_store_get (self, SELECT_SAME_NUMBER);
      desco_statement_bind_text (statement, ":organization", position->organization);
      desco_statement_bind_text (statement, ":nav", option->nav);
      desco_statement_bind_text (statement, ":iuv", option->iuv);
      desco_statement_bind_int (statement, ":position", position->id);
      if (!has_row (statement, &found, error))
        return FALSE;
      if (found)
        {
          g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DUPLICATE,
                       "Organization %s already has a payment option with IUV %s or NAV %s",
                       position->organization, option->iuv, option->nav);
          return FALSE;
        }
    }
  return TRUE;
}

static void
bind_filter (DescoStatement *statement, const DescoSandboxFilter *filter)
{
  desco_statement_bind_text (statement, ":organization", filter->organization);
  desco_statement_bind_text (statement, ":statuses", filter->statuses);
  desco_statement_bind_int (statement, ":open", filter->only_open);
  desco_statement_bind_text (statement, ":text", filter->text);
  desco_statement_bind_int (statement, ":due_from", filter->due_from);
  desco_statement_bind_int (statement, ":due_to", filter->due_to);
  desco_statement_bind_int (statement, ":payment_from", filter->payment_from);
  desco_statement_bind_int (statement, ":payment_to", filter->payment_to);
}

/**
 * desco_sandbox_store_open:
 * @path: (nullable): the file, created if it is not there; %NULL to keep all in memory
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the store
 */
DescoSandboxStore *
desco_sandbox_store_open (const char *path, GError **error)
{
  g_autoptr (DescoSandboxStore) self = g_new0 (DescoSandboxStore, 1);
  const char *name = path != NULL ? path : ":memory:";
  int code;

  self->statements
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) desco_statement_free);
  code = sqlite3_open_v2 (name, &self->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (code != SQLITE_OK)
    {
      desco_sqlite_set_error (error, self->database, code);
      return NULL;
    }
  sqlite3_busy_timeout (self->database, BUSY_MILLISECONDS);

  /* Whatever was answered must be there after a kill -9 and after a power cut. */
  if (!desco_sqlite_exec (self->database,
                          "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                          " PRAGMA foreign_keys = ON",
                          error)
      || !check_schema (self->database, name, error) || !add_flows (self->database, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * desco_sandbox_store_close:
 * @self: (transfer full): a store
 */
void
desco_sandbox_store_close (DescoSandboxStore *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->database);
  g_free (self);
}

/**
 * desco_sandbox_store_begin:
 * @self: a store
 * @error: where to put an error
 *
 * Returns: whether a transaction has begun
 */
gboolean
desco_sandbox_store_begin (DescoSandboxStore *self, GError **error)
{
  return desco_statement_run (desco_sandbox_store_get (self, BEGIN), error);
}

/**
 * desco_sandbox_store_commit:
 * @self: a store in a transaction
 * @error: where to put an error
 *
 * Returns: whether what the transaction did is on the disk
 */
gboolean
desco_sandbox_store_commit (DescoSandboxStore *self, GError **error)
{
  return desco_statement_run (desco_sandbox_store_get (self, COMMIT), error);
}

/**
 * desco_sandbox_store_rollback:
 * @self: a store
 *
 * Undoes what the transaction did, where there is one.
 */
void
desco_sandbox_store_rollback (DescoSandboxStore *self)
{
  if (sqlite3_get_autocommit (self->database) == 0)
    desco_statement_run (desco_sandbox_store_get (self, ROLLBACK), NULL);
}

/**
 * desco_sandbox_store_age:
 * @self: a store in a transaction
 * @now: the present moment, UTC microseconds
 * @error: where to put an error
 *
 * Gives each position the state that it has by now.
 *
 * Returns: whether that could be done
 */
gboolean
desco_sandbox_store_age (DescoSandboxStore *self, gint64 now, GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (self, SELECT_DUE);
  g_autoptr (GPtrArray) positions = NULL;

  desco_statement_bind_int (statement, ":now", now);
  positions = read_positions (self, statement, error);
  if (positions == NULL)
    return FALSE;

  for (guint i = 0; i < positions->len; i++)
    {
      DescoSandboxPosition *position = g_ptr_array_index (positions, i);

      if (desco_sandbox_state_age (position, now)
          && !desco_sandbox_store_save (self, position, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_sandbox_store_add:
 * @self: a store in a transaction
 * @position: a position that is not in it
 * @error: where to put an error
 *
 * Returns: whether it is in it now; not where its IUPD, an IUV or a NAV is there already
 */
gboolean
desco_sandbox_store_add (DescoSandboxStore *self, DescoSandboxPosition *position, GError **error)
{
  DescoStatement *statement;

  if (!check_unique (self, position, error))
    return FALSE;
  statement = desco_sandbox_store_get (self, INSERT_POSITION);
  bind_position (statement, position);
  if (!desco_statement_run (statement, error))
    return FALSE;
  position->id = sqlite3_last_insert_rowid (self->database);
  return save_options (self, position, error);
}

/**
 * desco_sandbox_store_save:
 * @self: a store in a transaction
 * @position: a position that is in it and has changed
 * @error: where to put an error
 *
 * Returns: whether it stands there as it is now
 */
gboolean
desco_sandbox_store_save (DescoSandboxStore *self,
                          const DescoSandboxPosition *position,
                          GError **error)
{
  DescoStatement *statement;

  if (!check_unique (self, position, error))
    return FALSE;
  statement = desco_sandbox_store_get (self, UPDATE_POSITION);
  bind_position (statement, position);
  desco_statement_bind_int (statement, ":id", position->id);
  return desco_statement_run (statement, error) && save_options (self, position, error);
}

/**
 * desco_sandbox_store_remove:
 * @self: a store in a transaction
 * @position: a position that is in it
 * @error: where to put an error
 *
 * Returns: whether it is gone
 */
gboolean
desco_sandbox_store_remove (DescoSandboxStore *self,
                            const DescoSandboxPosition *position,
                            GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (self, DELETE_POSITION);

  desco_statement_bind_int (statement, ":id", position->id);
  return desco_statement_run (statement, error);
}

/**
 * desco_sandbox_store_find:
 * @self: a store
 * @organization: (nullable): the creditor's tax code, or %NULL for whoever has it
 * @iupd: the position's name
 * @error: %DESCO_SANDBOX_ERROR_POSITION_NOT_FOUND where there is none
 *
 * Returns: (transfer full) (nullable): the position
 */
DescoSandboxPosition *
desco_sandbox_store_find (DescoSandboxStore *self,
                          const char *organization,
                          const char *iupd,
                          GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (self, SELECT_POSITION);

  desco_statement_bind_text (statement, ":organization", organization);
  desco_statement_bind_text (statement, ":iupd", iupd);
  return desco_sandbox_store_take_only (read_positions (self, statement, error), organization, iupd,
                                        DESCO_SANDBOX_ERROR_POSITION_NOT_FOUND, error);
}

/**
 * desco_sandbox_store_find_by_nav:
 * @self: a store
 * @organization: (nullable): the creditor's tax code, or %NULL for whoever has it
 * @nav: a notice number
 * @error: %DESCO_SANDBOX_ERROR_OPTION_NOT_FOUND where there is none
 *
 * Returns: (transfer full) (nullable): its position
 */
DescoSandboxPosition *
desco_sandbox_store_find_by_nav (DescoSandboxStore *self,
                                 const char *organization,
                                 const char *nav,
                                 GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (self, SELECT_BY_NAV);

  desco_statement_bind_text (statement, ":organization", organization);
  desco_statement_bind_text (statement, ":nav", nav);
  return desco_sandbox_store_take_only (read_positions (self, statement, error), organization, nav,
                                        DESCO_SANDBOX_ERROR_OPTION_NOT_FOUND, error);
}

/**
 * desco_sandbox_store_list:
 * @self: a store
 * @filter: which ones
 * @total: (out) (optional): how many there are of them on all pages
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable) (element-type DescoSandboxPosition): one page of them
 */
GPtrArray *
desco_sandbox_store_list (DescoSandboxStore *self,
                          const DescoSandboxFilter *filter,
                          guint *total,
                          GError **error)
{
  DescoStatement *statement;

  if (total != NULL)
    {
      statement = desco_sandbox_store_get (self, COUNT_LIST);
      bind_filter (statement, filter);
      if (!desco_sandbox_store_count (statement, total, error))
        return NULL;
    }

  statement = desco_sandbox_store_get (self, filter->ascending ? SELECT_LIST_ASCENDING
                                                               : SELECT_LIST_DESCENDING);
  bind_filter (statement, filter);
  desco_statement_bind_int (statement, ":order", (gint64) filter->order);
  desco_statement_bind_int (statement, ":limit", filter->limit);
  desco_statement_bind_int (statement, ":offset", filter->offset);
  return read_positions (self, statement, error);
}

/**
 * desco_sandbox_store_get: (skip)
 * @self: a store
 * @sql: a constant text
 *
 * Returns: (transfer none): its statement, prepared once and ready for new values
 */
DescoStatement *
desco_sandbox_store_get (DescoSandboxStore *self, const char *sql)
{
  DescoStatement *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      statement = desco_statement_new (self->database, sql);
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }
  desco_statement_reset (statement);
  return statement;
}

/**
 * desco_sandbox_store_take_only: (skip)
 * @found: (transfer full) (nullable): the rows that were found; %NULL where @error is set
 * @organization: (nullable): whose they should be
 * @name: what was looked for
 * @missing: the error to set where there are none
 * @error: where to put it
 *
 * Returns: (transfer full) (nullable): the first of them
 */
gpointer
desco_sandbox_store_take_only (GPtrArray *found,
                               const char *organization,
                               const char *name,
                               DescoSandboxError missing,
                               GError **error)
{
  g_autoptr (GPtrArray) owned = found;

  if (owned != NULL && owned->len > 0)
    return g_ptr_array_steal_index (owned, 0);
  if (owned != NULL)
    g_set_error (error, DESCO_SANDBOX_ERROR, (int) missing, "%s is not there for organization %s",
                 name, organization != NULL ? organization : "of any tax code");
  return NULL;
}

/**
 * desco_sandbox_store_count: (skip)
 * @statement: a bound statement that answers with one number
 * @total: (out): the number
 * @error: where to put an error
 *
 * Returns: whether there was an answer
 */
gboolean
desco_sandbox_store_count (DescoStatement *statement, guint *total, GError **error)
{
  if (!desco_statement_step (statement, error))
    return FALSE;
  *total = (guint) desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  return TRUE;
}
