/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-http.h"

#include "desco-sandbox-error.h"
#include "model/desco-json.h"

#include <string.h>

static gboolean
fits (const DescoSandboxRoute *route, char **segments, const char **parameters)
{
  g_auto (GStrv) pattern = g_strsplit (route->path, "/", -1);
  guint n_parameters = 0;
  gsize i;

  for (i = 0; pattern[i] != NULL && segments[i] != NULL; i++)
    {
      if (g_str_equal (pattern[i], "*") && *segments[i] != '\0')
        parameters[n_parameters++] = segments[i];
      else if (!g_str_equal (pattern[i], segments[i]))
        return FALSE;
    }
  return pattern[i] == NULL && segments[i] == NULL;
}

/**
 * desco_sandbox_request_get:
 * @request: a call
 * @name: a parameter of its query
 *
 * Returns: (nullable): its value; %NULL where there is none or it is empty
 */
const char *
desco_sandbox_request_get (const DescoSandboxRequest *request, const char *name)
{
  const char *text = request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * desco_sandbox_request_refuse:
 * @name: a parameter
 * @text: what it is
 * @error: %DESCO_SANDBOX_ERROR_MALFORMED
 *
 * Says of a parameter that it is none of what it may be.
 *
 * Returns: %FALSE
 */
gboolean
desco_sandbox_request_refuse (const char *name, const char *text, GError **error)
{
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
               "Invalid value %s for property %s", text, name);
  return FALSE;
}

/**
 * desco_sandbox_request_get_number:
 * @request: a call
 * @name: a parameter of its query
 * @fallback: what it is where it is not there
 * @min: its least value
 * @max: its greatest value
 * @number: (out): where to put it
 * @error: %DESCO_SANDBOX_ERROR_MALFORMED
 *
 * Returns: whether it is such a number, or not there
 */
gboolean
desco_sandbox_request_get_number (const DescoSandboxRequest *request,
                                  const char *name,
                                  guint fallback,
                                  guint min,
                                  guint max,
                                  guint *number,
                                  GError **error)
{
  const char *text = desco_sandbox_request_get (request, name);
  guint64 value;

  *number = fallback;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, min, max, &value, NULL))
    return desco_sandbox_request_refuse (name, text, error);
  *number = (guint) value;
  return TRUE;
}

/**
 * desco_sandbox_request_get_boolean:
 * @request: a call
 * @name: a parameter of its query
 * @value: (out): where to put it; %FALSE where it is not there
 * @error: %DESCO_SANDBOX_ERROR_MALFORMED
 *
 * Returns: whether it is `true` or `false`, or not there
 */
gboolean
desco_sandbox_request_get_boolean (const DescoSandboxRequest *request,
                                   const char *name,
                                   gboolean *value,
                                   GError **error)
{
  const char *text = desco_sandbox_request_get (request, name);

  *value = g_strcmp0 (text, "true") == 0;
  if (text == NULL || *value || g_str_equal (text, "false"))
    return TRUE;
  return desco_sandbox_request_refuse (name, text, error);
}

/**
 * desco_sandbox_request_parse_text:
 * @request: a call
 * @error: %DESCO_SANDBOX_ERROR_MALFORMED
 *
 * For people at a terminal, who do not say what type their text is.
 *
 * Returns: (transfer full) (nullable): the object that its body is
 */
JsonObject *
desco_sandbox_request_parse_text (const DescoSandboxRequest *request, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length;
  const char *text = g_bytes_get_data (request->body, &length);

  root = desco_json_parse (text, length, &reason);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_dup_object (root);

  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
               "The body is not a JSON object in UTF-8: %s",
               reason != NULL ? reason->message : "something else is there");
  return NULL;
}

/**
 * desco_sandbox_request_parse_json:
 * @request: a call
 * @error: %DESCO_SANDBOX_ERROR_MEDIA_TYPE or %DESCO_SANDBOX_ERROR_MALFORMED
 *
 * Returns: (transfer full) (nullable): the object that its body is, and says to be
 */
JsonObject *
desco_sandbox_request_parse_json (const DescoSandboxRequest *request, GError **error)
{
  const char *type = soup_message_headers_get_content_type (request->headers, NULL);

  if (g_strcmp0 (type, "application/json") == 0)
    return desco_sandbox_request_parse_text (request, error);
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MEDIA_TYPE,
               "Content type “%s” is not supported, application/json is", type != NULL ? type : "");
  return NULL;
}

/**
 * desco_sandbox_reply_new:
 *
 * Returns: (transfer full): an empty answer
 */
DescoSandboxReply *
desco_sandbox_reply_new (void)
{
  DescoSandboxReply *self = g_new0 (DescoSandboxReply, 1);

  self->status = SOUP_STATUS_OK;
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  return self;
}

/**
 * desco_sandbox_reply_free:
 * @self: (transfer full): an answer
 */
void
desco_sandbox_reply_free (DescoSandboxReply *self)
{
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * desco_sandbox_reply_set_text:
 * @self: an answer
 * @status: its HTTP status
 * @content_type: what @text is; a constant
 * @text: its body, copied
 */
void
desco_sandbox_reply_set_text (DescoSandboxReply *self,
                              guint status,
                              const char *content_type,
                              const char *text)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->status = status;
  self->content_type = content_type;
  self->body = g_bytes_new (text, strlen (text));
}

/**
 * desco_sandbox_reply_take_json:
 * @self: an answer
 * @status: its HTTP status
 * @node: (transfer full): its body
 */
void
desco_sandbox_reply_take_json (DescoSandboxReply *self, guint status, JsonNode *node)
{
  g_autoptr (JsonNode) owned = node;
  g_autofree char *text = json_to_string (owned, FALSE);

  desco_sandbox_reply_set_text (self, status, "application/json", text);
}

/**
 * desco_sandbox_reply_take_object:
 * @self: an answer
 * @status: its HTTP status
 * @object: (transfer full): its body
 */
void
desco_sandbox_reply_take_object (DescoSandboxReply *self, guint status, JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  desco_sandbox_reply_take_json (self, status, node);
}

/**
 * desco_sandbox_reply_set_problem:
 * @self: an answer
 * @error: what is refused
 *
 * Answers with the problem document that the platform's services give.
 */
void
desco_sandbox_reply_set_problem (DescoSandboxReply *self, const GError *error)
{
  guint status = desco_sandbox_error_get_status (error);
  JsonObject *problem = json_object_new ();

  json_object_set_string_member (problem, "title", desco_sandbox_error_get_title (error));
  json_object_set_int_member (problem, "status", status);
  json_object_set_string_member (problem, "detail", error->message);
  desco_sandbox_reply_take_object (self, status, problem);
}

/**
 * desco_sandbox_reply_set_gateway:
 * @self: an answer
 * @status: its HTTP status
 * @message: a sentence
 *
 * Answers as the gateway before the services does, with a document of its own: a missing key, too
 * many calls, a path that leads nowhere.
 */
void
desco_sandbox_reply_set_gateway (DescoSandboxReply *self, guint status, const char *message)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "statusCode", status);
  json_object_set_string_member (body, "message", message);
  desco_sandbox_reply_take_object (self, status, body);
}

/**
 * desco_sandbox_route_find:
 * @routes: (array length=n_routes): an area's routes
 * @n_routes: how many
 * @method: a call's method
 * @segments: its path below the area, parted at the slashes and decoded
 * @parameters: (out caller-allocates) (array fixed-size=4): where to put the path's parameters,
 *   which belong to @segments
 *
 * Returns: (nullable): what carries it out; %NULL where nothing does
 */
DescoSandboxHandler
desco_sandbox_route_find (const DescoSandboxRoute *routes,
                          gsize n_routes,
                          const char *method,
                          char **segments,
                          const char **parameters)
{
  for (gsize i = 0; i < n_routes; i++)
    if (g_str_equal (routes[i].method, method) && fits (&routes[i], segments, parameters))
      return routes[i].handler;
  return NULL;
}
