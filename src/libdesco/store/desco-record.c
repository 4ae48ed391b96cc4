/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-record-private.h"

#include "store/desco-outbox-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/**
 * desco_value_int: (skip)
 * @number: a number
 *
 * Returns: a value
 */
DescoValue
desco_value_int (gint64 number)
{
  return (DescoValue){ .kind = DESCO_VALUE_INT, .number = number };
}

/**
 * desco_value_text: (skip)
 * @text: (nullable): a text, borrowed; %NULL and the empty one are NULL
 *
 * Returns: a value
 */
DescoValue
desco_value_text (const char *text)
{
  if (text == NULL || *text == '\0')
    return desco_value_null ();
  return (DescoValue){ .kind = DESCO_VALUE_TEXT, .text = text };
}

/**
 * desco_value_uuid: (skip)
 * @uuid: (nullable): an id; %NULL and nil are NULL
 *
 * Returns: a value
 */
DescoValue
desco_value_uuid (const DescoUuid *uuid)
{
  if (uuid == NULL || desco_uuid_is_nil (uuid))
    return desco_value_null ();
  return (DescoValue){ .kind = DESCO_VALUE_UUID, .uuid = *uuid };
}

/**
 * desco_value_bytes: (skip)
 * @bytes: (nullable): bytes, borrowed
 *
 * Returns: a value
 */
DescoValue
desco_value_bytes (GBytes *bytes)
{
  if (bytes == NULL)
    return desco_value_null ();
  return (DescoValue){ .kind = DESCO_VALUE_BYTES, .bytes = bytes };
}

/**
 * desco_value_null: (skip)
 *
 * Returns: no value
 */
DescoValue
desco_value_null (void)
{
  return (DescoValue){ .kind = DESCO_VALUE_NULL };
}

static void
bind_value (DescoStatement *statement, const char *name, const DescoValue *value)
{
  const void *data;
  gsize length;

  switch (value->kind)
    {
    case DESCO_VALUE_INT:
      desco_statement_bind_int (statement, name, value->number);
      break;
    case DESCO_VALUE_TEXT:
      desco_statement_bind_text (statement, name, value->text);
      break;
    case DESCO_VALUE_UUID:
      desco_statement_bind_uuid (statement, name, &value->uuid);
      break;
    case DESCO_VALUE_BYTES:
      data = g_bytes_get_data (value->bytes, &length);
      desco_statement_bind_blob (statement, name, data, length);
      break;
    case DESCO_VALUE_NULL:
    default:
      desco_statement_bind_null (statement, name);
    }
}

static gboolean
column_equals (DescoStatement *statement, int column, const DescoValue *value)
{
  const void *data;
  gsize length;
  DescoUuid uuid;

  if (value->kind == DESCO_VALUE_NULL || desco_statement_is_null (statement, column))
    return value->kind == DESCO_VALUE_NULL && desco_statement_is_null (statement, column);

  switch (value->kind)
    {
    case DESCO_VALUE_INT:
      return desco_statement_int (statement, column) == value->number;
    case DESCO_VALUE_TEXT:
      return g_str_equal (desco_statement_text (statement, column), value->text);
    case DESCO_VALUE_UUID:
      uuid = desco_statement_uuid (statement, column);
      return desco_uuid_equal (&uuid, &value->uuid);
    case DESCO_VALUE_BYTES:
      data = desco_statement_blob (statement, column, &length);
      return length == g_bytes_get_size (value->bytes)
             && memcmp (data, g_bytes_get_data (value->bytes, NULL), length) == 0;
    case DESCO_VALUE_NULL:
    default:
      return FALSE;
    }
}

static void
add_to_payload (JsonObject *payload, const char *parameter, const DescoValue *value)
{
  const char *name = parameter + 1; /* past the colon */
  g_autofree char *uuid = NULL;
  g_autofree char *encoded = NULL;

  switch (value->kind)
    {
    case DESCO_VALUE_INT:
      json_object_set_int_member (payload, name, value->number);
      break;
    case DESCO_VALUE_TEXT:
      json_object_set_string_member (payload, name, value->text);
      break;
    case DESCO_VALUE_UUID:
      uuid = desco_uuid_to_string (&value->uuid);
      json_object_set_string_member (payload, name, uuid);
      break;
    case DESCO_VALUE_BYTES:
      encoded = g_base64_encode (g_bytes_get_data (value->bytes, NULL),
                                 g_bytes_get_size (value->bytes));
      json_object_set_string_member (payload, name, encoded);
      break;
    case DESCO_VALUE_NULL:
    default:
      json_object_set_null_member (payload, name);
    }
}

/* Which fields of the row differ, as a payload; %NULL where there is no row. */
static JsonObject *
compare_with_row (DescoConnection *connection,
                  const DescoRecordSpec *spec,
                  const DescoUuid *id,
                  const DescoValue *values,
                  GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, spec->select);
  JsonObject *changed;

  desco_statement_bind_uuid (statement, ":id", id);
  if (!desco_statement_step (statement, error))
    return NULL;

  changed = json_object_new ();
  for (guint i = 0; i < spec->n_fields; i++)
    if (!column_equals (statement, (int) i, &values[i]))
      add_to_payload (changed, spec->fields[i], &values[i]);
  desco_statement_reset (statement);

  return changed;
}

static gboolean
write_row (DescoConnection *connection,
           const char *sql,
           const DescoRecordSpec *spec,
           const DescoUuid *id,
           const DescoValue *values,
           JsonObject *payload,
           GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), payload);
  g_autofree char *text = json_to_string (node, FALSE);

  desco_statement_bind_uuid (statement, ":id", id);
  for (guint i = 0; i < spec->n_fields; i++)
    bind_value (statement, spec->fields[i], &values[i]);

  return desco_statement_run (statement, error)
         && desco_outbox_append (connection, spec->type, id, text, error);
}

/**
 * desco_record_save: (skip)
 * @connection: a writer's, in a transaction
 * @spec: what kind of record
 * @id: which one
 * @values: (array): its fields, in the order of @spec
 * @error: where to put an error
 *
 * Writes a record where it is new or differs, and an operation with just the fields that changed.
 *
 * Returns: what was done
 */
DescoRecordOutcome
desco_record_save (DescoConnection *connection,
                   const DescoRecordSpec *spec,
                   const DescoUuid *id,
                   const DescoValue *values,
                   GError **error)
{
  GError *local_error = NULL;
  g_autoptr (JsonObject) payload = compare_with_row (connection, spec, id, values, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return DESCO_RECORD_FAILED;
    }

  if (payload != NULL)
    {
      if (json_object_get_size (payload) == 0)
        return DESCO_RECORD_UNCHANGED;
      return write_row (connection, spec->update, spec, id, values, payload, error)
                 ? DESCO_RECORD_UPDATED
                 : DESCO_RECORD_FAILED;
    }

  return desco_record_add (connection, spec, id, values, error) ? DESCO_RECORD_ADDED
                                                                : DESCO_RECORD_FAILED;
}

/**
 * desco_record_add: (skip)
 * @connection: a writer's, in a transaction
 * @spec: what kind of record
 * @id: which one; it is new
 * @values: (array): its fields, in the order of @spec
 * @error: where to put an error
 *
 * Writes a record that is known to be new, and an operation with its fields.
 *
 * Returns: whether it was written
 */
gboolean
desco_record_add (DescoConnection *connection,
                  const DescoRecordSpec *spec,
                  const DescoUuid *id,
                  const DescoValue *values,
                  GError **error)
{
  g_autoptr (JsonObject) payload = json_object_new ();

  for (guint i = 0; i < spec->n_fields; i++)
    if (values[i].kind != DESCO_VALUE_NULL)
      add_to_payload (payload, spec->fields[i], &values[i]);
  return write_row (connection, spec->insert, spec, id, values, payload, error);
}
