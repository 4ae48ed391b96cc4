/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-check.h"
#include "desco-sandbox-error.h"
#include "desco-sandbox-flow.h"
#include "desco-sandbox-psp.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-money.h"

#define MAX_PAGE_SIZE 1000
#define MAX_PAGE 1000000

#define ORGANIZATION 0
#define FDR 1
#define REVISION 2
#define PSP 3

/* A page of a list, as the query asks for it. */
typedef struct
{
  guint size;
  guint number;
} Page;

static void
append_text (GString *json, const char *member, const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *quoted = NULL;

  json_node_set_string (node, text);
  quoted = json_to_string (node, FALSE);
  g_string_append_printf (json, "\"%s\":%s,", member, quoted);
}

static void
append_moment (GString *json, const char *member, gint64 moment)
{
  g_autofree char *text = desco_time_to_rfc3339 (moment);

  append_text (json, member, text);
}

/* Euros as a number, which a JSON writer could only make of floating point. */
static void
append_euros (GString *json, const char *member, gint64 cents)
{
  g_autofree char *text = desco_money_to_decimal (cents);

  g_string_append_printf (json, "\"%s\":%s,", member, text);
}

static void
append_number (GString *json, const char *member, gint64 number)
{
  g_string_append_printf (json, "\"%s\":%" G_GINT64_FORMAT ",", member, number);
}

static void
end_with (GString *json, char bracket)
{
  if (json->str[json->len - 1] == ',')
    g_string_truncate (json, json->len - 1);
  g_string_append_c (json, bracket);
}

static void
append_flow (GString *json, const DescoSandboxFlow *flow)
{
  g_string_append_c (json, '{');
  append_text (json, "fdr", flow->fdr);
  append_text (json, "pspId", flow->psp);
  append_number (json, "revision", flow->revision);
  append_moment (json, "published", flow->published);
  append_moment (json, "flowDate", flow->published);
  end_with (json, '}');
}

static void
append_payment (GString *json, const DescoSandboxFlowPayment *payment)
{
  g_string_append_c (json, '{');
  append_number (json, "index", payment->ordinal);
  append_text (json, "iuv", payment->iuv);
  append_text (json, "iur", payment->iur);
  append_number (json, "idTransfer", payment->transfer);
  append_euros (json, "pay", payment->amount);
  append_text (json, "payStatus", payment->status);
  append_moment (json, "payDate", payment->paid);
  end_with (json, '}');
}

static void
append_page (GString *json, const Page *page, guint total, guint count)
{
  g_string_append_printf (json,
                          "{\"metadata\":{\"pageSize\":%u,\"pageNumber\":%u,\"totPage\":%u},"
                          "\"count\":%u,\"data\":[",
                          page->size, page->number, (total + page->size - 1) / page->size, count);
}

static void
append_whole_flow (GString *json, const DescoSandboxFlow *flow)
{
  g_string_append (json, "{\"status\":\"PUBLISHED\",");
  append_number (json, "revision", flow->revision);
  append_moment (json, "created", flow->published);
  append_moment (json, "updated", flow->published);
  append_moment (json, "published", flow->published);
  append_text (json, "fdr", flow->fdr);
  append_moment (json, "fdrDate", flow->published);
  append_text (json, "regulation", flow->regulation);
  append_text (json, "regulationDate", flow->regulation_date);
  append_text (json, "bicCodePouringBank", DESCO_SANDBOX_PSP_BIC);
  g_string_append (json, "\"sender\":{\"type\":\"LEGAL_PERSON\",");
  append_text (json, "id", DESCO_SANDBOX_PSP_TAX_CODE);
  append_text (json, "pspId", flow->psp);
  append_text (json, "pspName", DESCO_SANDBOX_PSP_COMPANY);
  append_text (json, "pspBrokerId", DESCO_SANDBOX_PSP_TAX_CODE);
  append_text (json, "channelId", DESCO_SANDBOX_PSP_CHANNEL);
  end_with (json, '}');
  g_string_append (json, ",\"receiver\":{");
  append_text (json, "id", flow->organization);
  append_text (json, "organizationId", flow->organization);
  append_text (json, "organizationName", "Ente creditore");
  end_with (json, '}');
  g_string_append_c (json, ',');
  append_number (json, "computedTotPayments", flow->payments);
  append_euros (json, "computedSumPayments", flow->amount);
  append_number (json, "totPayments", flow->payments);
  append_euros (json, "sumPayments", flow->amount);
  end_with (json, '}');
}

/* This service has an error document of its own (`ErrorResponse`). */
static gboolean
refuse (DescoSandboxReply *reply, const GError *error)
{
  guint status = desco_sandbox_error_get_status (error);
  JsonObject *answer = json_object_new ();
  JsonObject *message = json_object_new ();
  JsonArray *messages = json_array_new ();
  g_autofree char *code = g_strdup_printf ("FDR-0%u", status);

  json_object_set_string_member (message, "message", error->message);
  json_array_add_object_element (messages, message);
  json_object_set_int_member (answer, "httpStatusCode", status);
  json_object_set_string_member (answer, "httpStatusDescription", soup_status_get_phrase (status));
  json_object_set_string_member (answer, "appErrorCode", code);
  json_object_set_array_member (answer, "errors", messages);
  desco_sandbox_reply_take_object (reply, status, answer);
  return TRUE;
}

static gboolean
read_page (const DescoSandboxRequest *request, Page *page, GError **error)
{
  return desco_sandbox_check_organization (request->parameters[ORGANIZATION], error)
         && desco_sandbox_request_get_number (request, "size", MAX_PAGE_SIZE, 1, MAX_PAGE_SIZE,
                                              &page->size, error)
         && desco_sandbox_request_get_number (request, "page", 1, 1, MAX_PAGE, &page->number,
                                              error);
}

/* The first moment of the month before this one, in UTC, is where a list begins that is asked for
 * no moment. */
static gboolean
read_beginning (const DescoSandboxRequest *request,
                const char *name,
                gint64 *moment,
                GError **error)
{
  const char *text = desco_sandbox_request_get (request, name);
  GDate month = desco_clock_today ();
  g_autofree char *iso = NULL;
  g_autofree char *midnight = NULL;

  g_date_set_day (&month, 1);
  g_date_subtract_months (&month, 1);
  iso = desco_date_to_iso (&month);
  midnight = g_strconcat (iso, "T00:00:00Z", NULL);
  if (desco_time_parse_rfc3339 (text != NULL ? text : midnight, moment))
    return TRUE;
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
               "Invalid value %s for property %s", text, name);
  return FALSE;
}

static gboolean
handle_list (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  DescoSandboxFlowFilter filter = { .organization = request->parameters[ORGANIZATION],
                                    .psp = desco_sandbox_request_get (request, "pspId") };
  g_autoptr (GPtrArray) flows = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  Page page;
  guint total;

  if (!read_page (request, &page, &problem)
      || !read_beginning (request, "publishedGt", &filter.published_after, &problem)
      || !read_beginning (request, "flowDate", &filter.made_from, &problem))
    return refuse (reply, problem);

  filter.limit = page.size;
  filter.offset = (page.number - 1) * page.size;
  if (!desco_sandbox_flow_pour (sandbox->store, &(DescoSandboxPour){ 0 }, error))
    return FALSE;
  flows = desco_sandbox_flow_list (sandbox->store, &filter, &total, error);
  if (flows == NULL)
    return FALSE;
  append_page (json, &page, total, flows->len);
  for (guint i = 0; i < flows->len; i++)
    {
      append_flow (json, g_ptr_array_index (flows, i));
      g_string_append_c (json, ',');
    }
  end_with (json, ']');
  g_string_append_c (json, '}');
  desco_sandbox_reply_set_text (reply, SOUP_STATUS_OK, "application/json", json->str);
  return TRUE;
}

static DescoSandboxFlow *
find_flow (DescoSandbox *sandbox, const DescoSandboxRequest *request, GError **error)
{
  gint64 revision;

  if (!g_ascii_string_to_signed (request->parameters[REVISION], 10, 1, G_MAXINT, &revision, NULL))
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
                   "Invalid value %s for property revision", request->parameters[REVISION]);
      return NULL;
    }
  return desco_sandbox_flow_find (sandbox->store, request->parameters[ORGANIZATION],
                                  request->parameters[FDR], revision, request->parameters[PSP],
                                  error);
}

static gboolean
handle_read (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DescoSandboxFlow) flow = find_flow (sandbox, request, &problem);
  g_autoptr (GString) json = g_string_new (NULL);

  if (flow == NULL)
    return refuse (reply, problem);
  append_whole_flow (json, flow);
  desco_sandbox_reply_set_text (reply, SOUP_STATUS_OK, "application/json", json->str);
  return TRUE;
}

static gboolean
handle_payments (DescoSandbox *sandbox,
                 const DescoSandboxRequest *request,
                 DescoSandboxReply *reply,
                 GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DescoSandboxFlow) flow = find_flow (sandbox, request, &problem);
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  Page page;

  if (flow == NULL || !read_page (request, &page, &problem))
    return refuse (reply, problem);
  payments = desco_sandbox_flow_list_payments (sandbox->store, flow, page.size,
                                               (page.number - 1) * page.size, error);
  if (payments == NULL)
    return FALSE;
  append_page (json, &page, (guint) flow->payments, payments->len);
  for (guint i = 0; i < payments->len; i++)
    {
      append_payment (json, g_ptr_array_index (payments, i));
      g_string_append_c (json, ',');
    }
  end_with (json, ']');
  g_string_append_c (json, '}');
  desco_sandbox_reply_set_text (reply, SOUP_STATUS_OK, "application/json", json->str);
  return TRUE;
}

static const DescoSandboxRoute routes[] = {
  { "GET", "info", desco_sandbox_answer_info },
  { "GET", "organizations/*/fdrs", handle_list },
  { "GET", "organizations/*/fdrs/*/revisions/*/psps/*", handle_read },
  { "GET", "organizations/*/fdrs/*/revisions/*/psps/*/payments", handle_payments },
};

/* The flows that tell what the banks poured, as the platform's service has them (fdr-org.json). */
const DescoSandboxArea desco_sandbox_flows_area
    = { "/fdr-org/service/v1", DESCO_SANDBOX_CALLER_PLATFORM, routes, G_N_ELEMENTS (routes) };
