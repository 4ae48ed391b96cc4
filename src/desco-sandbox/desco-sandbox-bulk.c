/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-check.h"
#include "desco-sandbox-error.h"
#include "desco-sandbox-state.h"
#include "model/desco-clock.h"

#define MAX_POSITIONS 100
#define MAX_REMOVALS 20
#define ORGANIZATION 0

/* What is asked for several positions is done for all of them or for none: a refusal undoes the
 * transaction that the call runs in. */

static JsonArray *
find_list (JsonObject *sent, const char *member, guint max, GError **error)
{
  JsonNode *node = json_object_get_member (sent, member);
  guint length;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA, "%s must be a list",
                   member);
      return NULL;
    }
  length = json_array_get_length (json_node_get_array (node));
  if (length >= 1 && length <= max)
    return json_node_get_array (node);
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA,
               "%s has %u elements, must have from 1 to %u", member, length, max);
  return NULL;
}

static DescoSandboxPosition *
read_position (const DescoSandboxRequest *request,
               JsonArray *list,
               guint index,
               gint64 now,
               GError **error)
{
  JsonNode *node = json_array_get_element (list, index);
  JsonObject *body;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA, "must be an object");
      return NULL;
    }
  body = desco_sandbox_check_position (json_node_get_object (node), now, error);
  return body == NULL ? NULL : desco_sandbox_position_new (request->parameters[ORGANIZATION], body);
}

static gboolean
add_position (DescoSandbox *sandbox,
              DescoSandboxPosition *position,
              gboolean to_publish,
              gint64 now,
              GError **error)
{
  position->inserted = now;
  position->updated = now;
  return (!to_publish || desco_sandbox_state_publish (position, now, error))
         && desco_sandbox_store_add (sandbox->store, position, error);
}

/* What is replaced is a draft again, until it is published anew. */
static gboolean
replace_position (DescoSandbox *sandbox,
                  DescoSandboxPosition *position,
                  gboolean to_publish,
                  gint64 now,
                  GError **error)
{
  g_autoptr (DescoSandboxPosition) old
      = desco_sandbox_store_find (sandbox->store, position->organization, position->iupd, error);

  if (old == NULL || !desco_sandbox_state_check_replace (old, error))
    return FALSE;
  position->id = old->id;
  position->inserted = old->inserted;
  position->updated = now;
  return (!to_publish || desco_sandbox_state_publish (position, now, error))
         && desco_sandbox_store_save (sandbox->store, position, error);
}

typedef gboolean (*TakeFunc) (DescoSandbox *sandbox,
                              DescoSandboxPosition *position,
                              gboolean to_publish,
                              gint64 now,
                              GError **error);

static gboolean
take_all (DescoSandbox *sandbox, const DescoSandboxRequest *request, TakeFunc take, GError **error)
{
  gint64 now = desco_clock_now ();
  g_autoptr (JsonObject) sent = NULL;
  JsonArray *list;
  gboolean to_publish;

  if (!desco_sandbox_check_organization (request->parameters[ORGANIZATION], error)
      || !desco_sandbox_request_get_boolean (request, "toPublish", &to_publish, error))
    return FALSE;
  sent = desco_sandbox_request_parse_json (request, error);
  list = sent != NULL ? find_list (sent, "paymentPositions", MAX_POSITIONS, error) : NULL;
  if (list == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autoptr (DescoSandboxPosition) position = read_position (request, list, i, now, error);

      if (position == NULL || !take (sandbox, position, to_publish, now, error))
        {
          g_prefix_error (error, "paymentPositions[%u]: ", i);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
handle_create (DescoSandbox *sandbox,
               const DescoSandboxRequest *request,
               DescoSandboxReply *reply,
               GError **error)
{
  reply->status = SOUP_STATUS_CREATED;
  return take_all (sandbox, request, add_position, error);
}

static gboolean
handle_replace (DescoSandbox *sandbox,
                const DescoSandboxRequest *request,
                DescoSandboxReply *reply,
                GError **error)
{
  return take_all (sandbox, request, replace_position, error);
}

static gboolean
remove_position (DescoSandbox *sandbox,
                 const DescoSandboxRequest *request,
                 JsonNode *iupd,
                 GError **error)
{
  g_autoptr (DescoSandboxPosition) position = NULL;

  if (json_node_get_value_type (iupd) != G_TYPE_STRING)
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA, "must be a text");
      return FALSE;
    }
  position = desco_sandbox_store_find (sandbox->store, request->parameters[ORGANIZATION],
                                       json_node_get_string (iupd), error);
  return position != NULL && desco_sandbox_state_check_delete (position, error)
         && desco_sandbox_store_remove (sandbox->store, position, error);
}

static gboolean
handle_delete (DescoSandbox *sandbox,
               const DescoSandboxRequest *request,
               DescoSandboxReply *reply,
               GError **error)
{
  g_autoptr (JsonObject) sent = NULL;
  JsonArray *list;
  JsonNode *answer;

  if (!desco_sandbox_check_organization (request->parameters[ORGANIZATION], error))
    return FALSE;
  sent = desco_sandbox_request_parse_json (request, error);
  list = sent != NULL ? find_list (sent, "paymentPositionIUPDs", MAX_REMOVALS, error) : NULL;
  if (list == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!remove_position (sandbox, request, json_array_get_element (list, i), error))
      {
        g_prefix_error (error, "paymentPositionIUPDs[%u]: ", i);
        return FALSE;
      }

  answer = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (answer, "Positions deleted");
  desco_sandbox_reply_take_json (reply, SOUP_STATUS_OK, answer);
  return TRUE;
}

static const DescoSandboxRoute routes[] = {
  { "GET", "info", desco_sandbox_answer_info },
  { "POST", "organizations/*/debtpositions", handle_create },
  { "PUT", "organizations/*/debtpositions", handle_replace },
  { "DELETE", "organizations/*/debtpositions", handle_delete },
  { "POST", "organizations/*/paymentoptions/paids/*", desco_sandbox_answer_mark_paid },
};

/* Several debt positions at once, version 2 of the platform's API (gpd-external-v2.json). */
const DescoSandboxArea desco_sandbox_bulk_area
    = { "/gpd/debt-positions-service/v2", TRUE, routes, G_N_ELEMENTS (routes) };
