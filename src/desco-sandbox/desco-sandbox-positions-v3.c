/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-plans.h"
#include "desco-sandbox-positions.h"

#include <string.h>

#define ORGANIZATION 0

typedef gboolean (*Change) (DescoSandbox *sandbox,
                            const DescoSandboxRequest *request,
                            DescoSandboxReply *reply,
                            GError **error);

/* The same act in version 1, with what is to be kept written as it is there. */
static gboolean
carry_out (DescoSandbox *sandbox,
           const DescoSandboxRequest *request,
           Change change,
           JsonObject **body,
           DescoSandboxReply *reply,
           GError **error)
{
  g_autoptr (JsonObject) sent = desco_sandbox_request_parse_json (request, error);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GBytes) bytes = NULL;
  DescoSandboxRequest version_1 = *request;
  char *text;

  *body = sent != NULL ? desco_sandbox_plans_to_body (sent, error) : NULL;
  if (*body == NULL)
    return FALSE;
  json_node_set_object (node, *body);
  text = json_to_string (node, FALSE);
  bytes = g_bytes_new_take (text, strlen (text));
  version_1.body = bytes;
  return change (sandbox, &version_1, reply, error);
}

static gboolean
answer_model (DescoSandbox *sandbox,
              const DescoSandboxRequest *request,
              const char *iupd,
              DescoSandboxReply *reply,
              GError **error)
{
  g_autoptr (DescoSandboxPosition) position
      = desco_sandbox_store_find (sandbox->store, request->parameters[ORGANIZATION], iupd, error);

  if (position == NULL)
    return FALSE;
  desco_sandbox_reply_take_object (reply, reply->status, desco_sandbox_plans_to_model (position));
  return TRUE;
}

static gboolean
change_position (DescoSandbox *sandbox,
                 const DescoSandboxRequest *request,
                 Change change,
                 DescoSandboxReply *reply,
                 GError **error)
{
  g_autoptr (JsonObject) body = NULL;

  return carry_out (sandbox, request, change, &body, reply, error)
         && answer_model (sandbox, request, json_object_get_string_member (body, "iupd"), reply,
                          error);
}

static gboolean
handle_create (DescoSandbox *sandbox,
               const DescoSandboxRequest *request,
               DescoSandboxReply *reply,
               GError **error)
{
  return change_position (sandbox, request, desco_sandbox_positions_create, reply, error);
}

static gboolean
handle_replace (DescoSandbox *sandbox,
                const DescoSandboxRequest *request,
                DescoSandboxReply *reply,
                GError **error)
{
  return change_position (sandbox, request, desco_sandbox_positions_replace, reply, error);
}

static gboolean
handle_publish (DescoSandbox *sandbox,
                const DescoSandboxRequest *request,
                DescoSandboxReply *reply,
                GError **error)
{
  return desco_sandbox_positions_publish (sandbox, request, reply, error)
         && answer_model (sandbox, request, request->parameters[ORGANIZATION + 1], reply, error);
}

static gboolean
handle_read (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  return desco_sandbox_positions_read (sandbox, request, desco_sandbox_plans_to_response, reply,
                                       error);
}

static gboolean
handle_list (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  const char *word = desco_sandbox_request_get (request, "status");
  const char *statuses = NULL;

  if (word != NULL && !desco_sandbox_plans_parse_status (word, &statuses))
    return desco_sandbox_request_refuse ("status", word, error);
  return desco_sandbox_positions_list (sandbox, request, statuses, desco_sandbox_plans_to_response,
                                       reply, error);
}

/* Nothing withdraws a position but deleting it. */
static const DescoSandboxRoute routes[] = {
  { "POST", "organizations/*/debtpositions", handle_create },
  { "GET", "organizations/*/debtpositions", handle_list },
  { "GET", "organizations/*/debtpositions/*", handle_read },
  { "PUT", "organizations/*/debtpositions/*", handle_replace },
  { "DELETE", "organizations/*/debtpositions/*", desco_sandbox_positions_delete },
  { "POST", "organizations/*/debtpositions/*/publish", handle_publish },
};

/* Debt positions, version 3 of the platform's API (gpd-external-v3.json). */
const DescoSandboxArea desco_sandbox_positions_v3_area
    = { "/gpd/debt-positions-service/v3", DESCO_SANDBOX_CALLER_PLATFORM, routes,
        G_N_ELEMENTS (routes) };
