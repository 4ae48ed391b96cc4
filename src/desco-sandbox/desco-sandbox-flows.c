/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-check.h"
#include "desco-sandbox-error.h"
#include "desco-sandbox-flow.h"
#include "desco-sandbox-json.h"
#include "desco-sandbox-psp.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"

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
add_flow (DescoJsonWriter *json, gconstpointer element)
{
  const DescoSandboxFlow *flow = element;

  desco_json_writer_begin_object (json);
  desco_sandbox_json_add_text (json, "fdr", flow->fdr);
  desco_sandbox_json_add_text (json, "pspId", flow->psp);
  desco_sandbox_json_add_number (json, "revision", flow->revision);
  desco_sandbox_json_add_moment (json, "published", flow->published);
  desco_sandbox_json_add_moment (json, "flowDate", flow->published);
  desco_json_writer_end_object (json);
}

static void
add_payment (DescoJsonWriter *json, gconstpointer element)
{
  const DescoSandboxFlowPayment *payment = element;

  desco_json_writer_begin_object (json);
  desco_sandbox_json_add_number (json, "index", payment->ordinal);
  desco_sandbox_json_add_text (json, "iuv", payment->iuv);
  desco_sandbox_json_add_text (json, "iur", payment->iur);
  desco_sandbox_json_add_number (json, "idTransfer", payment->transfer);
  desco_sandbox_json_add_euros (json, "pay", payment->amount);
  desco_sandbox_json_add_text (json, "payStatus", payment->status);
  desco_sandbox_json_add_moment (json, "payDate", payment->paid);
  desco_json_writer_end_object (json);
}

/* One page of a list of @total, with what @add writes of each of @elements. */
static void
answer_page (DescoSandboxReply *reply,
             const Page *page,
             guint total,
             GPtrArray *elements,
             void (*add) (DescoJsonWriter *json, gconstpointer element))
{
  g_autoptr (DescoJsonWriter) json = desco_json_writer_new ();

  desco_json_writer_begin_object (json);
  desco_json_writer_set_member_name (json, "metadata");
  desco_json_writer_begin_object (json);
  desco_sandbox_json_add_number (json, "pageSize", page->size);
  desco_sandbox_json_add_number (json, "pageNumber", page->number);
  desco_sandbox_json_add_number (json, "totPage", (total + page->size - 1) / page->size);
  desco_json_writer_end_object (json);
  desco_sandbox_json_add_number (json, "count", elements->len);
  desco_json_writer_set_member_name (json, "data");
  desco_json_writer_begin_array (json);
  for (guint i = 0; i < elements->len; i++)
    add (json, g_ptr_array_index (elements, i));
  desco_json_writer_end_array (json);
  desco_json_writer_end_object (json);
  desco_sandbox_json_answer (json, reply);
}

static void
add_sender (DescoJsonWriter *json, const DescoSandboxFlow *flow)
{
  desco_json_writer_set_member_name (json, "sender");
  desco_json_writer_begin_object (json);
  desco_sandbox_json_add_text (json, "type", "LEGAL_PERSON");
  desco_sandbox_json_add_text (json, "id", DESCO_SANDBOX_PSP_TAX_CODE);
  desco_sandbox_json_add_text (json, "pspId", flow->psp);
  desco_sandbox_json_add_text (json, "pspName", DESCO_SANDBOX_PSP_COMPANY);
  desco_sandbox_json_add_text (json, "pspBrokerId", DESCO_SANDBOX_PSP_TAX_CODE);
  desco_sandbox_json_add_text (json, "channelId", DESCO_SANDBOX_PSP_CHANNEL);
  desco_json_writer_end_object (json);
}

static void
add_receiver (DescoJsonWriter *json, const DescoSandboxFlow *flow)
{
  desco_json_writer_set_member_name (json, "receiver");
  desco_json_writer_begin_object (json);
  desco_sandbox_json_add_text (json, "id", flow->organization);
  desco_sandbox_json_add_text (json, "organizationId", flow->organization);
  desco_sandbox_json_add_text (json, "organizationName", "Ente creditore");
  desco_json_writer_end_object (json);
}

static void
answer_flow (DescoSandboxReply *reply, const DescoSandboxFlow *flow)
{
  g_autoptr (DescoJsonWriter) json = desco_json_writer_new ();

  desco_json_writer_begin_object (json);
  desco_sandbox_json_add_text (json, "status", "PUBLISHED");
  desco_sandbox_json_add_number (json, "revision", flow->revision);
  desco_sandbox_json_add_moment (json, "created", flow->published);
  desco_sandbox_json_add_moment (json, "updated", flow->published);
  desco_sandbox_json_add_moment (json, "published", flow->published);
  desco_sandbox_json_add_text (json, "fdr", flow->fdr);
  desco_sandbox_json_add_moment (json, "fdrDate", flow->published);
  desco_sandbox_json_add_text (json, "regulation", flow->regulation);
  desco_sandbox_json_add_text (json, "regulationDate", flow->regulation_date);
  desco_sandbox_json_add_text (json, "bicCodePouringBank", DESCO_SANDBOX_PSP_BIC);
  add_sender (json, flow);
  add_receiver (json, flow);
  desco_sandbox_json_add_number (json, "computedTotPayments", flow->payments);
  desco_sandbox_json_add_euros (json, "computedSumPayments", flow->amount);
  desco_sandbox_json_add_number (json, "totPayments", flow->payments);
  desco_sandbox_json_add_euros (json, "sumPayments", flow->amount);
  desco_json_writer_end_object (json);
  desco_sandbox_json_answer (json, reply);
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
  return desco_sandbox_request_refuse (name, text, error);
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
  answer_page (reply, &page, total, flows, add_flow);
  return TRUE;
}

static DescoSandboxFlow *
find_flow (DescoSandbox *sandbox, const DescoSandboxRequest *request, GError **error)
{
  gint64 revision;

  if (!g_ascii_string_to_signed (request->parameters[REVISION], 10, 1, G_MAXINT, &revision, NULL))
    {
      desco_sandbox_request_refuse ("revision", request->parameters[REVISION], error);
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

  if (flow == NULL)
    return refuse (reply, problem);
  answer_flow (reply, flow);
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
  Page page;

  if (flow == NULL || !read_page (request, &page, &problem))
    return refuse (reply, problem);
  payments = desco_sandbox_flow_list_payments (sandbox->store, flow, page.size,
                                               (page.number - 1) * page.size, error);
  if (payments == NULL)
    return FALSE;
  answer_page (reply, &page, (guint) flow->payments, payments, add_payment);
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
