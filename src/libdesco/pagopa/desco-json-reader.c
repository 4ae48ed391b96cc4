/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-json-reader-private.h"

#include "model/desco-json.h"
#include "pagopa/desco-pagopa-error.h"

#include <glib/gi18n-lib.h>

typedef JsonNode *(*ParseFunc) (const char *text, gsize length, GError **error);

static JsonNode *
parse (GBytes *json, ParseFunc parse_text, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (json, &length);
  g_autoptr (JsonNode) root = parse_text (text, length, NULL);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return g_steal_pointer (&root);
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
                       _ ("The answer of pagoPA is not JSON: something between it and this "
                          "computer may be broken."));
  return NULL;
}

/**
 * desco_json_reader_parse:
 * @json: an answer
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL where it is not a JSON object
 *
 * Returns: (transfer full) (nullable): the document, which holds an object
 */
JsonNode *
desco_json_reader_parse (GBytes *json, GError **error)
{
  return parse (json, desco_json_parse, error);
}

/**
 * desco_json_reader_parse_exactly:
 * @json: an answer
 * @error: (out) (optional): as of desco_json_reader_parse()
 *
 * As desco_json_reader_parse(), with each number as a text of its digits: for platforms that write
 * euros.
 *
 * Returns: (transfer full) (nullable): the document, which holds an object
 */
JsonNode *
desco_json_reader_parse_exactly (GBytes *json, GError **error)
{
  return parse (json, desco_json_parse_exactly, error);
}

/**
 * desco_json_reader_check:
 * @self: a reader that is done
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: whether everything was right
 */
gboolean
desco_json_reader_check (const DescoJsonReader *self, GError **error)
{
  if (self->wrong == NULL)
    return TRUE;

  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
               _ ("The answer of pagoPA makes no sense: its %s is missing or wrong."), self->wrong);
  return FALSE;
}

/**
 * desco_json_reader_note_wrong:
 * @self: a reader
 * @name: a member's name, which outlives @self
 */
void
desco_json_reader_note_wrong (DescoJsonReader *self, const char *name)
{
  if (self->wrong == NULL)
    self->wrong = name;
}

/**
 * desco_json_reader_get_member:
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member; %NULL where there is none, or it is null
 */
JsonNode *
desco_json_reader_get_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * desco_json_reader_peek_string:
 * @self: a reader
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the text; %NULL where there is none
 */
const char *
desco_json_reader_peek_string (DescoJsonReader *self, JsonObject *object, const char *name)
{
  JsonNode *node = desco_json_reader_get_member (object, name);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      desco_json_reader_note_wrong (self, name);
      return NULL;
    }
  return json_node_get_string (node);
}

/**
 * desco_json_reader_read_string:
 * @self: a reader
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer full) (nullable): the text; %NULL where there is none
 */
char *
desco_json_reader_read_string (DescoJsonReader *self, JsonObject *object, const char *name)
{
  return g_strdup (desco_json_reader_peek_string (self, object, name));
}

/**
 * desco_json_reader_require_string:
 * @self: a reader, which notes where the text is missing or empty
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
desco_json_reader_require_string (DescoJsonReader *self, JsonObject *object, const char *name)
{
  const char *text = desco_json_reader_peek_string (self, object, name);

  if (text == NULL || *text == '\0')
    desco_json_reader_note_wrong (self, name);
  return g_strdup (text);
}

/**
 * desco_json_reader_peek_object:
 * @self: a reader
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the object within; %NULL where there is none
 */
JsonObject *
desco_json_reader_peek_object (DescoJsonReader *self, JsonObject *object, const char *name)
{
  JsonNode *node = desco_json_reader_get_member (object, name);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      desco_json_reader_note_wrong (self, name);
      return NULL;
    }
  return json_node_get_object (node);
}

/**
 * desco_json_reader_read_objects:
 * @self: a reader
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer container) (element-type JsonObject): the elements of an array of objects; none
 *   where there is no such member
 */
GPtrArray *
desco_json_reader_read_objects (DescoJsonReader *self, JsonObject *object, const char *name)
{
  GPtrArray *objects = g_ptr_array_new ();
  JsonNode *node = desco_json_reader_get_member (object, name);
  JsonArray *array;

  if (node == NULL)
    return objects;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      desco_json_reader_note_wrong (self, name);
      return objects;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_ptr_array_add (objects, json_node_get_object (element));
      else
        desco_json_reader_note_wrong (self, name);
    }
  return objects;
}
