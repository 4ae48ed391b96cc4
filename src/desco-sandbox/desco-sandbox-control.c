/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-error.h"
#include "desco-sandbox-payment.h"
#include "desco-sandbox-state.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-money.h"

#define IUPD 0

static gboolean
refuse (GError **error, const char *detail)
{
  g_set_error_literal (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED, detail);
  return FALSE;
}

/* %NULL where it is not there, or not a text. */
static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
get_number (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : fallback;
}

static JsonObject *
build_line (const DescoSandboxPosition *position, guint index)
{
  const DescoSandboxOption *option = g_ptr_array_index (position->options, index);
  JsonObject *body = desco_sandbox_position_get_option_body (position, index);
  g_autofree char *due = desco_time_to_rfc3339 (option->due);
  JsonObject *line = json_object_new ();

  json_object_set_string_member (line, "noticeNumber", option->nav);
  json_object_set_string_member (line, "iuv", option->iuv);
  json_object_set_string_member (line, "iupd", position->iupd);
  json_object_set_string_member (line, "organizationFiscalCode", position->organization);
  json_object_set_string_member (line, "status", desco_sandbox_status_to_string (position->status));
  json_object_set_int_member (line, "amount", option->amount);
  json_object_set_string_member (line, "description",
                                 json_object_get_string_member (body, "description"));
  json_object_set_string_member (line, "debtor",
                                 json_object_get_string_member (position->body, "fullName"));
  json_object_set_string_member (line, "debtorFiscalCode",
                                 json_object_get_string_member (position->body, "fiscalCode"));
  json_object_set_string_member (line, "dueDate", due);
  json_object_set_boolean_member (line, "paid", option->paid);
  if (option->receipt_id != NULL)
    json_object_set_string_member (line, "receiptId", option->receipt_id);
  return line;
}

static gboolean
handle_list (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  DescoSandboxFilter filter = { .statuses = desco_sandbox_request_get (request, "status"),
                                .ascending = TRUE,
                                .limit = G_MAXINT };
  g_autoptr (GPtrArray) positions = desco_sandbox_store_list (sandbox->store, &filter, NULL, error);
  JsonArray *lines;
  JsonNode *node;

  if (positions == NULL)
    return FALSE;
  lines = json_array_new ();
  for (guint i = 0; i < positions->len; i++)
    {
      const DescoSandboxPosition *position = g_ptr_array_index (positions, i);

      for (guint j = 0; j < position->options->len; j++)
        json_array_add_object_element (lines, build_line (position, j));
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, lines);
  desco_sandbox_reply_take_json (reply, SOUP_STATUS_OK, node);
  return TRUE;
}

static gboolean
read_payment (JsonObject *sent, DescoSandboxPayment *payment, GError **error)
{
  const char *outcome = get_text (sent, "outcome");

  payment->nav = get_text (sent, "noticeNumber");
  if (payment->nav == NULL)
    return refuse (error, "noticeNumber must be a text of 18 digits");
  if (outcome != NULL && !g_str_equal (outcome, "OK") && !g_str_equal (outcome, "KO"))
    return refuse (error, "outcome must be OK or KO");
  payment->outcome
      = g_strcmp0 (outcome, "KO") == 0 ? DESCO_SANDBOX_OUTCOME_KO : DESCO_SANDBOX_OUTCOME_OK;
  payment->amount = get_number (sent, "amount", json_object_has_member (sent, "amount") ? -1 : 0);
  if (json_object_has_member (sent, "amount")
      && (payment->amount < 1 || payment->amount > DESCO_MONEY_MAX))
    return refuse (error, "amount must be a whole number of cents, from 1");
  payment->again = json_object_get_boolean_member_with_default (sent, "again", FALSE);
  payment->with_receipt = json_object_get_boolean_member_with_default (sent, "receipt", FALSE);
  return TRUE;
}

static gboolean
handle_pay (DescoSandbox *sandbox,
            const DescoSandboxRequest *request,
            DescoSandboxReply *reply,
            GError **error)
{
  g_autoptr (JsonObject) sent = desco_sandbox_request_parse_text (request, error);
  g_autoptr (DescoSandboxPosition) position = NULL;
  g_autofree char *receipt_id = NULL;
  DescoSandboxPayment payment = { 0 };
  JsonObject *answer;
  guint index = 0;

  if (sent == NULL || !read_payment (sent, &payment, error))
    return FALSE;
  position = desco_sandbox_payment_make (sandbox->store, &payment, &receipt_id, error);
  if (position == NULL)
    return FALSE;

  g_ptr_array_find (position->options, desco_sandbox_position_find_option (position, payment.nav),
                    &index);
  answer = build_line (position, index);
  json_object_set_string_member (answer, "outcome",
                                 payment.outcome == DESCO_SANDBOX_OUTCOME_OK ? "OK" : "KO");
  if (payment.amount != 0)
    json_object_set_int_member (answer, "amount", payment.amount);
  if (receipt_id != NULL)
    json_object_set_string_member (answer, "receiptId", receipt_id);
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK, answer);
  return TRUE;
}

static gboolean
handle_expire (DescoSandbox *sandbox,
               const DescoSandboxRequest *request,
               DescoSandboxReply *reply,
               GError **error)
{
  g_autoptr (DescoSandboxPosition) position = desco_sandbox_store_find (
      sandbox->store, desco_sandbox_request_get (request, "organizationFiscalCode"),
      request->parameters[IUPD], error);

  if (position == NULL || !desco_sandbox_state_expire (position, desco_clock_now (), error)
      || !desco_sandbox_store_save (sandbox->store, position, error))
    return FALSE;
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK,
                                   desco_sandbox_position_to_response (position));
  return TRUE;
}

static JsonArray *
build_kinds (void)
{
  JsonArray *known = json_array_new ();
  gsize n_kinds;
  const DescoSandboxFaultKind *kinds = desco_sandbox_faults_list_kinds (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++)
    {
      JsonObject *kind = json_object_new ();

      json_object_set_string_member (kind, "rule", kinds[i].rule);
      json_object_set_boolean_member (kind, "takesTime", kinds[i].takes_time);
      json_object_set_boolean_member (kind, "carriedOut", kinds[i].carried_out);
      json_object_set_string_member (kind, "about", kinds[i].about);
      json_array_add_object_element (known, kind);
    }
  return known;
}

static gboolean
handle_get_faults (DescoSandbox *sandbox,
                   const DescoSandboxRequest *request,
                   DescoSandboxReply *reply,
                   GError **error)
{
  g_autofree char *rules = desco_sandbox_faults_to_string (sandbox->faults);
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "rules", rules);
  json_object_set_array_member (answer, "known", build_kinds ());
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK, answer);
  return TRUE;
}

static gboolean
handle_set_faults (DescoSandbox *sandbox,
                   const DescoSandboxRequest *request,
                   DescoSandboxReply *reply,
                   GError **error)
{
  g_autoptr (JsonObject) sent = desco_sandbox_request_parse_text (request, error);
  g_autoptr (GError) reason = NULL;
  const char *rules;

  if (sent == NULL)
    return FALSE;
  rules = get_text (sent, "rules");
  if (rules == NULL)
    return refuse (error, "rules must be a text; an empty one ends every fault");
  if (!desco_sandbox_faults_set (sandbox->faults, rules, &reason))
    return refuse (error, reason->message);
  if (json_object_has_member (sent, "seed"))
    desco_sandbox_faults_reseed (sandbox->faults, (guint32) get_number (sent, "seed", 1));
  return handle_get_faults (sandbox, request, reply, error);
}

static gboolean
handle_get_clock (DescoSandbox *sandbox,
                  const DescoSandboxRequest *request,
                  DescoSandboxReply *reply,
                  GError **error)
{
  g_autofree char *now = desco_time_to_rfc3339 (desco_clock_now ());
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "now", now);
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK, answer);
  return TRUE;
}

static gboolean
handle_set_clock (DescoSandbox *sandbox,
                  const DescoSandboxRequest *request,
                  DescoSandboxReply *reply,
                  GError **error)
{
  g_autoptr (JsonObject) sent = desco_sandbox_request_parse_text (request, error);
  gint64 now;

  if (sent == NULL)
    return FALSE;
  if (!desco_time_parse_rfc3339 (get_text (sent, "now"), &now))
    return refuse (error, "now must be a date and time in UTC, as 2026-09-30T21:59:59Z");
  desco_clock_set (now);
  if (!desco_sandbox_store_age (sandbox->store, now, error))
    return FALSE;
  return handle_get_clock (sandbox, request, reply, error);
}

static gboolean
handle_calls (DescoSandbox *sandbox,
              const DescoSandboxRequest *request,
              DescoSandboxReply *reply,
              GError **error)
{
  JsonObject *answer = json_object_new ();

  json_object_set_int_member (answer, "calls", (gint64) sandbox->n_calls);
  json_object_set_int_member (answer, "turnedAway", (gint64) sandbox->n_turned_away);
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK, answer);
  return TRUE;
}

static const DescoSandboxRoute routes[] = {
  { "GET", "positions", handle_list },     { "POST", "positions/*/expire", handle_expire },
  { "POST", "payments", handle_pay },      { "GET", "faults", handle_get_faults },
  { "POST", "faults", handle_set_faults }, { "GET", "clock", handle_get_clock },
  { "POST", "clock", handle_set_clock },   { "GET", "calls", handle_calls },
};

/* What scripts and tests do here that nobody can do at the platform. */
const DescoSandboxArea desco_sandbox_control_area
    = { "/sandbox", DESCO_SANDBOX_CALLER_LOCAL, routes, G_N_ELEMENTS (routes) };
