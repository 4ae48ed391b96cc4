/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-check.h"
#include "desco-sandbox-error.h"
#include "desco-sandbox-interval.h"
#include "desco-sandbox-receipt.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"

#define DEFAULT_PAGE_SIZE 20
#define MAX_PAGE_SIZE 100
#define MAX_PAGE 1000000

/* How far back a list goes that is asked for no dates, and how far apart dates may be. */
#define WINDOW_DAYS 366

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

#define ORGANIZATION 0
#define IUV 1

static JsonObject *
build_receipt (const DescoSandboxReceipt *receipt)
{
  JsonObject *answer = json_object_new ();
  g_autofree char *moment = desco_time_to_rfc3339 (receipt->payment);

  json_object_set_string_member (answer, "organizationFiscalCode", receipt->organization);
  json_object_set_string_member (answer, "iuv", receipt->iuv);
  json_object_set_string_member (answer, "debtor", receipt->debtor);
  json_object_set_string_member (answer, "paymentDateTime", moment);
  json_object_set_string_member (answer, "status", "PAID");
  return answer;
}

static JsonObject *
build_page (GPtrArray *receipts, guint page, guint total_pages)
{
  JsonObject *answer = json_object_new ();
  JsonArray *results = json_array_new ();

  for (guint i = 0; i < receipts->len; i++)
    json_array_add_object_element (results, build_receipt (g_ptr_array_index (receipts, i)));
  json_object_set_int_member (answer, "currentPageNumber", page);
  json_object_set_int_member (answer, "length", receipts->len);
  json_object_set_int_member (answer, "totalPages", total_pages);
  json_object_set_array_member (answer, "results", results);
  return answer;
}

static gboolean
read_window (const DescoSandboxRequest *request, DescoSandboxReceiptFilter *filter, GError **error)
{
  DescoSandboxInterval interval;
  gint64 now = desco_clock_now ();

  if (!desco_sandbox_interval_read (request, "from", "to", WINDOW_DAYS, &interval, error))
    return FALSE;
  if (interval.to == 0)
    {
      interval.to = now;
      interval.from = now - WINDOW_DAYS * DAY;
    }
  filter->from = interval.from;
  filter->to = interval.to;
  return TRUE;
}

static gboolean
handle_list (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  DescoSandboxReceiptFilter filter = {
    .organization = request->parameters[ORGANIZATION],
    .debtor = desco_sandbox_request_get (request, "debtor"),
    .service = desco_sandbox_request_get (request, "service"),
    .prefix = desco_sandbox_request_get (request, "debtorOrIuv"),
  };
  g_autoptr (GPtrArray) receipts = NULL;
  guint page;
  guint total;
  guint total_pages;

  if (!desco_sandbox_check_organization (filter.organization, error)
      || !desco_sandbox_request_get_number (request, "pageNum", 0, 0, MAX_PAGE, &page, error)
      || !desco_sandbox_request_get_number (request, "pageSize", DEFAULT_PAGE_SIZE, 1,
                                            MAX_PAGE_SIZE, &filter.limit, error)
      || !read_window (request, &filter, error))
    return FALSE;

  filter.offset = page * filter.limit;
  receipts = desco_sandbox_receipt_list (sandbox->store, &filter, &total, error);
  if (receipts == NULL)
    return FALSE;
  total_pages = (total + filter.limit - 1) / filter.limit;
  if (page > 0 && page >= total_pages)
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_PAGE,
                   "Page %u is past the last of %u", page, total_pages);
      return FALSE;
    }
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK, build_page (receipts, page, total_pages));
  return TRUE;
}

static gboolean
handle_read (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  const char *organization = request->parameters[ORGANIZATION];
  const char *iuv = request->parameters[IUV];
  g_autoptr (DescoSandboxReceipt) receipt = NULL;

  if (!desco_sandbox_check_organization (organization, error))
    return FALSE;
  receipt = desco_sandbox_receipt_find (sandbox->store, organization, iuv, error);
  if (receipt == NULL)
    return FALSE;
  desco_sandbox_reply_set_text (reply, SOUP_STATUS_OK, "application/xml", receipt->xml);
  return TRUE;
}

static const DescoSandboxRoute routes[] = {
  { "GET", "info", desco_sandbox_answer_info },
  { "GET", "payments/*/receipts", handle_list },
  { "GET", "payments/*/receipts/*", handle_read },
};

/* Receipts, as the platform's payments service gives them (gpd-payments.json). */
const DescoSandboxArea desco_sandbox_receipts_area
    = { "/gpd/payments-receipts-service/v1", DESCO_SANDBOX_CALLER_PLATFORM, routes,
        G_N_ELEMENTS (routes) };
