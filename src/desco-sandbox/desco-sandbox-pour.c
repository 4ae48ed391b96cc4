/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-error.h"
#include "desco-sandbox-flow.h"
#include "model/desco-money.h"

#include <string.h>

static gboolean
refuse (GError **error, const char *detail)
{
  g_set_error_literal (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED, detail);
  return FALSE;
}

/* A notice number or an IUV names a payment. */
static const char *
get_payment (JsonObject *object, const char *member)
{
  const char *text = json_object_get_string_member_with_default (object, member, NULL);

  return text != NULL && strlen (text) == 18 ? text + 1 : text;
}

static gboolean
get_amount (JsonObject *object, const char *member, gint64 *amount, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return TRUE;
  *amount = json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
  if (*amount >= 1 && *amount <= DESCO_MONEY_MAX)
    return TRUE;
  return refuse (error, "amount and unknown must be whole numbers of cents, from 1");
}

static gboolean
check_texts (JsonObject *sent, GError **error)
{
  static const char *const names[] = { "leaveOut", "wrong", "revoked", "revise" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = json_object_get_member (sent, names[i]);

      if (node != NULL && json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse (error, "leaveOut, wrong and revoked must be notice numbers, revise a flow");
    }
  return TRUE;
}

static JsonObject *
build_line (const DescoSandboxFlow *flow)
{
  JsonObject *line = json_object_new ();

  json_object_set_string_member (line, "fdr", flow->fdr);
  json_object_set_int_member (line, "revision", flow->revision);
  json_object_set_string_member (line, "organizationFiscalCode", flow->organization);
  json_object_set_string_member (line, "pspId", flow->psp);
  json_object_set_string_member (line, "regulation", flow->regulation);
  json_object_set_string_member (line, "regulationDate", flow->regulation_date);
  json_object_set_int_member (line, "payments", flow->payments);
  json_object_set_int_member (line, "amount", flow->amount);
  return line;
}

static gboolean
handle_list (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  DescoSandboxFlowFilter filter = { .limit = G_MAXINT };
  g_autoptr (GPtrArray) flows = NULL;
  JsonNode *node;
  JsonArray *lines;
  guint total;

  flows = desco_sandbox_flow_list (sandbox->store, &filter, &total, error);
  if (flows == NULL)
    return FALSE;
  lines = json_array_new ();
  for (guint i = 0; i < flows->len; i++)
    json_array_add_object_element (lines, build_line (g_ptr_array_index (flows, i)));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, lines);
  desco_sandbox_reply_take_json (reply, SOUP_STATUS_OK, node);
  return TRUE;
}

static gboolean
handle_pour (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  g_autoptr (JsonObject) sent = desco_sandbox_request_parse_text (request, error);
  DescoSandboxPour pour = { .today_too = TRUE };
  const char *revised;

  if (sent == NULL || !check_texts (sent, error)
      || !get_amount (sent, "amount", &pour.wrong_amount, error)
      || !get_amount (sent, "unknown", &pour.stranger, error))
    return FALSE;
  pour.leave_out = get_payment (sent, "leaveOut");
  pour.wrong_iuv = get_payment (sent, "wrong");
  pour.revoked = get_payment (sent, "revoked");
  if (pour.wrong_iuv != NULL && pour.wrong_amount == 0)
    return refuse (error, "wrong needs the amount that the flow shall have instead");
  revised = json_object_get_string_member_with_default (sent, "revise", NULL);
  if (revised != NULL ? !desco_sandbox_flow_revise (sandbox->store, revised, error)
                      : !desco_sandbox_flow_pour (sandbox->store, &pour, error))
    return FALSE;
  return handle_list (sandbox, request, reply, error);
}

static const DescoSandboxRoute routes[] = {
  { "GET", "", handle_list },
  { "POST", "", handle_pour },
};

/* Banks pour at night; here whoever practises need not wait. */
const DescoSandboxArea desco_sandbox_pour_area
    = { "/sandbox/flows", DESCO_SANDBOX_CALLER_LOCAL, routes, G_N_ELEMENTS (routes) };
