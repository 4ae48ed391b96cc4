/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-outbox-private.h"

static const char INSERT_OPERATION[]
    = "INSERT INTO outbox (id, hlc, author_id, type, entity, payload)"
      " VALUES (:id, :hlc, :author, :type, :entity, :payload)";

/**
 * desco_outbox_append: (skip)
 * @connection: a writer's, in the transaction of the change
 * @type: the operation's type, as SYNC names it
 * @entity: what it is about
 * @payload: a JSON object: a fact whole, or a record's changed fields
 * @error: where to put an error
 *
 * Writes the operation that tells other desks of a change, in the same transaction as the change.
 *
 * Returns: whether it was written
 */
gboolean
desco_outbox_append (DescoConnection *connection,
                     const char *type,
                     const DescoUuid *entity,
                     const char *payload,
                     GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_OPERATION);
  DescoUuid id = desco_uuid_generate ();

  desco_statement_bind_uuid (statement, ":id", &id);
  desco_statement_bind_int (statement, ":hlc", desco_connection_next_hlc (connection));
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  desco_statement_bind_text (statement, ":type", type);
  desco_statement_bind_uuid (statement, ":entity", entity);
  desco_statement_bind_text (statement, ":payload", payload);

  return desco_statement_run (statement, error);
}

/**
 * desco_outbox_append_row: (skip)
 * @connection: a writer's, in the transaction of the change
 * @type: the operation's type, as SYNC names it
 * @entity: what it is about
 * @sql: a constant statement that answers with the payload of the row `:id`
 * @id: the row that was written
 * @error: where to put an error
 *
 * As desco_outbox_append(), for a fact that the database can put into JSON itself.
 *
 * Returns: whether it was written
 */
gboolean
desco_outbox_append_row (DescoConnection *connection,
                         const char *type,
                         const DescoUuid *entity,
                         const char *sql,
                         const DescoUuid *id,
                         GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);
  gboolean written;

  desco_statement_bind_uuid (statement, ":id", id);
  if (!desco_statement_step (statement, error))
    return FALSE;
  written
      = desco_outbox_append (connection, type, entity, desco_statement_text (statement, 0), error);
  desco_statement_reset (statement);
  return written;
}
