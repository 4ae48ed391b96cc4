/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-outbox-private.h"

#include "model/desco-date.h"

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

/**
 * desco_outbox_write_text: (skip)
 * @payload: an object that was begun
 * @name: a member's name
 * @value: (nullable): its value; %NULL is written as null
 */
void
desco_outbox_write_text (DescoJsonWriter *payload, const char *name, const char *value)
{
  desco_json_writer_set_member_name (payload, name);
  if (value != NULL)
    desco_json_writer_add_string_value (payload, value);
  else
    desco_json_writer_add_json_value (payload, "null");
}

/**
 * desco_outbox_write_int: (skip)
 * @payload: an object that was begun
 * @name: a member's name
 * @value: its value
 */
void
desco_outbox_write_int (DescoJsonWriter *payload, const char *name, gint64 value)
{
  desco_json_writer_set_member_name (payload, name);
  desco_json_writer_add_int_value (payload, value);
}

/**
 * desco_outbox_write_uuid: (skip)
 * @payload: an object that was begun
 * @name: a member's name
 * @value: (nullable): its value; %NULL and the nil id are written as null
 */
void
desco_outbox_write_uuid (DescoJsonWriter *payload, const char *name, const DescoUuid *value)
{
  g_autofree char *text
      = value != NULL && !desco_uuid_is_nil (value) ? desco_uuid_to_string (value) : NULL;

  desco_outbox_write_text (payload, name, text);
}

/**
 * desco_outbox_write_date: (skip)
 * @payload: an object that was begun
 * @name: a member's name
 * @value: its value; an invalid date is written as null
 */
void
desco_outbox_write_date (DescoJsonWriter *payload, const char *name, const GDate *value)
{
  g_autofree char *text = g_date_valid (value) ? desco_date_to_iso (value) : NULL;

  desco_outbox_write_text (payload, name, text);
}

/**
 * desco_outbox_append_object: (skip)
 * @connection: a writer's, in the transaction of the change
 * @type: the operation's type, as SYNC names it
 * @entity: what it is about
 * @payload: an object that was begun, with all its members; it can't be written to any more
 * @error: where to put an error
 *
 * As desco_outbox_append(), for a fact that was put into JSON as it was written: to read it back
 * from the database takes as long as to write it.
 *
 * Returns: whether it was written
 */
gboolean
desco_outbox_append_object (DescoConnection *connection,
                            const char *type,
                            const DescoUuid *entity,
                            DescoJsonWriter *payload,
                            GError **error)
{
  g_autoptr (GBytes) text = NULL;

  desco_json_writer_end_object (payload);
  text = desco_json_writer_finish (payload);
  /* The writer's text ends with a zero, which is not counted. */
  return desco_outbox_append (connection, type, entity, g_bytes_get_data (text, NULL), error);
}
