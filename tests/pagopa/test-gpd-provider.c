/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-provider.h"

#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "sample-position.h"
#include "scripted-server.h"

#include <string.h>

#define MAX_STEPS 12
#define JSON "application/json"
#define HTML "text/html; charset=utf-8"
#define DONE (-1)

#define POSITION(status, amount)                                                                   \
  "{\"iupd\":\"" SAMPLE_IUPD "\",\"organizationFiscalCode\":\"77777777777\",\"type\":\"F\","       \
  "\"companyName\":\"Comune di Prova\",\"status\":\"" status "\",\"paymentOption\":["              \
  "{\"nav\":\"301000000000000144\",\"iuv\":\"01000000000000144\",\"amount\":" amount               \
  ",\"description\":\"20 buoni mensa\",\"isPartialPayment\":false,"                                \
  "\"dueDate\":\"2026-09-30T21:59:59Z\",\"status\":\"PO_UNPAID\",\"transfer\":["                   \
  "{\"organizationFiscalCode\":\"77777777777\",\"idTransfer\":\"1\",\"amount\":" amount            \
  ",\"remittanceInformation\":\"Buoni mensa\",\"category\":\"9/0107101TS/\","                      \
  "\"iban\":\"IT60X0542811101000000123456\",\"status\":\"T_UNREPORTED\"}]}]}"

#define PROBLEM(status, detail) "{\"title\":\"No\",\"status\":" status ",\"detail\":\"" detail "\"}"

#define CREATED                                                                                    \
  {                                                                                                \
    STEP_ANSWER, 201, JSON, NULL, POSITION ("VALID", "10400")                                      \
  }
#define FOUND                                                                                      \
  {                                                                                                \
    STEP_ANSWER, 200, JSON, NULL, POSITION ("VALID", "10400")                                      \
  }
#define FOUND_PAID                                                                                 \
  {                                                                                                \
    STEP_ANSWER, 200, JSON, NULL, POSITION ("PAID", "10400")                                       \
  }
#define FOUND_DRAFT                                                                                \
  {                                                                                                \
    STEP_ANSWER, 200, JSON, NULL, POSITION ("DRAFT", "10400")                                      \
  }
#define FOUND_INVALID                                                                              \
  {                                                                                                \
    STEP_ANSWER, 200, JSON, NULL, POSITION ("INVALID", "10400")                                    \
  }
#define FOUND_OTHER                                                                                \
  {                                                                                                \
    STEP_ANSWER, 200, JSON, NULL, POSITION ("VALID", "10401")                                      \
  }
#define NOT_FOUND                                                                                  \
  {                                                                                                \
    STEP_ANSWER, 404, JSON, NULL, PROBLEM ("404", "Not found")                                     \
  }
#define CONFLICT                                                                                   \
  {                                                                                                \
    STEP_ANSWER, 409, JSON, NULL, PROBLEM ("409", "Already exists")                                \
  }
#define BROKEN                                                                                     \
  {                                                                                                \
    STEP_ANSWER, 500, JSON, NULL, PROBLEM ("500", "Oops")                                          \
  }
#define PAGE                                                                                       \
  {                                                                                                \
    STEP_ANSWER, 200, HTML, NULL, "<html><body>Log in</body></html>"                               \
  }

typedef enum
{
  CALL_CREATE,
  CALL_GET,
  CALL_PUBLISH,
  CALL_INVALIDATE,
  CALL_LIST,
  CALL_LIST_RECEIPTS,
  CALL_GET_RECEIPT,
} Call;

typedef struct
{
  const char *name;
  Call call;
  Step steps[MAX_STEPS];
  int code; /* DONE, or of DESCO_PAGOPA_ERROR */
  const char *methods;
  gboolean already_there;
  const char *words; /* in the message */
  guint retry_after; /* of the error, seconds */
  guint slept;       /* milliseconds at least, in all */
} Case;

typedef struct
{
  ScriptedServer *server;
  DescoPaymentProvider *provider;
  guint slept;
} Fixture;

static void
on_sleep (guint milliseconds, GCancellable *cancellable, gpointer data)
{
  Fixture *fixture = data;

  fixture->slept += milliseconds;
}

static DescoRetryPolicy
make_policy (Fixture *fixture)
{
  DescoRetryPolicy policy = desco_retry_policy_default ();

  policy.max_tries = 3;
  policy.io_timeout = 5;
  policy.sleep = on_sleep;
  policy.sleep_data = fixture;
  return policy;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (NULL);
  g_autoptr (GError) error = NULL;
  DescoRetryPolicy policy = make_policy (fixture);

  desco_clock_set (SAMPLE_NOW);
  fixture->server = scripted_server_new (NULL);
  url = scripted_server_get_url (fixture->server);
  fixture->provider = desco_gpd_provider_new (url, SAMPLE_CREDITOR, secrets, &error);
  g_assert_no_error (error);
  desco_gpd_provider_set_retry_policy (DESCO_GPD_PROVIDER (fixture->provider), &policy);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->provider);
  g_clear_pointer (&fixture->server, scripted_server_free);
}

/* Makes the call; what it gives is let go of, but for whether there was anything. */
static gboolean
call (Fixture *fixture, Call which, gboolean *already_there, GError **error)
{
  g_autoptr (DescoDebtPosition) sample = sample_position_new ();
  g_autoptr (DescoDebtPosition) position = NULL;
  g_autoptr (DescoPositionPage) positions = NULL;
  g_autoptr (DescoReceiptPage) receipts = NULL;
  g_autoptr (DescoReceiptData) receipt = NULL;
  DescoPositionQuery position_query = { .page = 0 };
  DescoReceiptQuery receipt_query = { .page = 0 };

  *already_there = FALSE;
  switch (which)
    {
    case CALL_CREATE:
      position = desco_payment_provider_create (fixture->provider, sample, TRUE, already_there,
                                                NULL, error);
      break;
    case CALL_GET:
      position = desco_payment_provider_get (fixture->provider, SAMPLE_IUPD, NULL, error);
      break;
    case CALL_PUBLISH:
      position = desco_payment_provider_publish (fixture->provider, SAMPLE_IUPD, NULL, error);
      break;
    case CALL_INVALIDATE:
      position = desco_payment_provider_invalidate (fixture->provider, SAMPLE_IUPD, NULL, error);
      break;
    case CALL_LIST:
      positions = desco_payment_provider_list (fixture->provider, &position_query, NULL, error);
      break;
    case CALL_LIST_RECEIPTS:
      receipts
          = desco_payment_provider_list_receipts (fixture->provider, &receipt_query, NULL, error);
      break;
    case CALL_GET_RECEIPT:
    default:
      receipt = desco_payment_provider_get_receipt (fixture->provider, "01000000000000144", NULL,
                                                    error);
      break;
    }
  return position != NULL || positions != NULL || receipts != NULL || receipt != NULL;
}

/* Each answer that the platform, or what stands before it, can give. Where a position may have been
 * created, the next request is a GET: nothing is posted again before the platform says that it does
 * not have it. */
static const Case creations[] = {
  { "created", CALL_CREATE, { CREATED }, DONE, "POST" },
  { "200", CALL_CREATE, { FOUND }, DONE, "POST" },
  { "409-same", CALL_CREATE, { CONFLICT, FOUND }, DONE, "POST GET", .already_there = TRUE },
  { "409-same-and-paid",
    CALL_CREATE,
    { CONFLICT, FOUND_PAID },
    DONE,
    "POST GET",
    .already_there = TRUE },
  { "409-different",
    CALL_CREATE,
    { CONFLICT, FOUND_OTHER },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    .words = "make a new one" },
  { "409-other-iupd",
    CALL_CREATE,
    { CONFLICT, NOT_FOUND },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    .words = "Already exists" },
  { "409-then-silence",
    CALL_CREATE,
    { CONFLICT, BROKEN, BROKEN, BROKEN },
    DESCO_PAGOPA_ERROR_UNCERTAIN,
    "POST GET GET GET" },
  { "committed-then-dropped",
    CALL_CREATE,
    { { STEP_DROP }, FOUND },
    DONE,
    "POST GET",
    .already_there = TRUE },
  { "committed-then-silent",
    CALL_CREATE,
    { { STEP_SILENCE }, FOUND },
    DONE,
    "POST GET",
    .already_there = TRUE },
  { "committed-then-cut",
    CALL_CREATE,
    { { STEP_CUT, 201, JSON, NULL, "{\"iupd\"" }, FOUND },
    DONE,
    "POST GET",
    .already_there = TRUE },
  { "committed-then-chunks-cut",
    CALL_CREATE,
    { { STEP_CUT_CHUNKS, 201, JSON }, FOUND },
    DONE,
    "POST GET",
    .already_there = TRUE },
  { "committed-then-500", CALL_CREATE, { BROKEN, FOUND }, DONE, "POST GET", .already_there = TRUE },
  { "committed-then-html", CALL_CREATE, { PAGE, FOUND }, DONE, "POST GET", .already_there = TRUE },
  { "committed-then-not-json",
    CALL_CREATE,
    { { STEP_ANSWER, 201, JSON, NULL, "{\"iupd\":" }, FOUND },
    DONE,
    "POST GET",
    .already_there = TRUE },
  { "committed-then-huge",
    CALL_CREATE,
    { { STEP_HUGE, 201, JSON }, FOUND },
    DONE,
    "POST GET",
    .already_there = TRUE },
  { "committed-then-garbage",
    CALL_CREATE,
    { { STEP_GARBAGE }, FOUND },
    DONE,
    "POST GET",
    .already_there = TRUE },
  { "committed-then-different",
    CALL_CREATE,
    { { STEP_DROP }, FOUND_OTHER },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    .words = "another one" },
  { "dropped-unread", CALL_CREATE, { { STEP_DROP }, NOT_FOUND, CREATED }, DONE, "POST GET POST" },
  { "500-then-201", CALL_CREATE, { BROKEN, NOT_FOUND, CREATED }, DONE, "POST GET POST" },
  /* The first try arrived after all, while it was being asked for. */
  { "late-commit",
    CALL_CREATE,
    { { STEP_SILENCE }, NOT_FOUND, CONFLICT, FOUND },
    DONE,
    "POST GET POST GET",
    .already_there = TRUE },
  { "500-always",
    CALL_CREATE,
    { BROKEN, NOT_FOUND, BROKEN, NOT_FOUND, BROKEN, NOT_FOUND },
    DESCO_PAGOPA_ERROR_UNREACHABLE,
    "POST GET POST GET POST GET",
    .words = "500" },
  { "silence-always",
    CALL_CREATE,
    { { STEP_DROP }, { STEP_DROP }, { STEP_DROP }, { STEP_DROP } },
    DESCO_PAGOPA_ERROR_UNCERTAIN,
    "POST GET GET GET",
    .words = "nothing is done twice" },
  { "draft-left-behind",
    CALL_CREATE,
    { CONFLICT, FOUND_DRAFT, FOUND },
    DONE,
    "POST GET POST",
    .already_there = TRUE },
  { "400",
    CALL_CREATE,
    { { STEP_ANSWER, 400, "application/problem+json", NULL,
        PROBLEM ("400", "paymentOption[0].dueDate must be in the future") } },
    DESCO_PAGOPA_ERROR_REFUSED,
    "POST",
    .words = "paymentOption[0].dueDate" },
  { "400-without-words",
    CALL_CREATE,
    { { STEP_ANSWER, 400 } },
    DESCO_PAGOPA_ERROR_REFUSED,
    "POST",
    .words = "400" },
  { "401",
    CALL_CREATE,
    { { STEP_ANSWER, 401, JSON, "WWW-Authenticate: Basic realm=x\r\n" } },
    DESCO_PAGOPA_ERROR_UNAUTHORIZED,
    "POST",
    .words = "subscription key" },
  { "403", CALL_CREATE, { { STEP_ANSWER, 403 } }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "POST" },
  { "404", CALL_CREATE, { NOT_FOUND }, DESCO_PAGOPA_ERROR_NOT_FOUND, "POST" },
  { "422",
    CALL_CREATE,
    { { STEP_ANSWER, 422, JSON, NULL, PROBLEM ("422", "no") } },
    DESCO_PAGOPA_ERROR_REFUSED,
    "POST" },
  { "429-seconds",
    CALL_CREATE,
    { { STEP_ANSWER, 429, JSON, "Retry-After: 7\r\n" }, CREATED },
    DONE,
    "POST POST",
    .slept = 7000 },
  { "429-date",
    CALL_CREATE,
    { { STEP_ANSWER, 429, JSON,
        "Date: Tue, 01 Sep 2026 08:00:00 GMT\r\nRetry-After: Tue, 01 Sep 2026 08:00:09 GMT\r\n" },
      CREATED },
    DONE,
    "POST POST",
    .slept = 9000 },
  { "429-date-without-date",
    CALL_CREATE,
    { { STEP_ANSWER, 429, JSON, "Retry-After: Tue, 01 Sep 2026 00:00:05 GMT\r\n" }, CREATED },
    DONE,
    "POST POST",
    .slept = 4000 },
  { "429-for-long",
    CALL_CREATE,
    { { STEP_ANSWER, 429, JSON, "Retry-After: 600\r\n" } },
    DESCO_PAGOPA_ERROR_THROTTLED,
    "POST",
    .words = "600",
    .retry_after = 600 },
  { "429-for-ever",
    CALL_CREATE,
    { { STEP_ANSWER, 429, JSON, "Retry-After: 99999999999999999999\r\n" } },
    DESCO_PAGOPA_ERROR_THROTTLED,
    "POST" },
  { "429-nonsense",
    CALL_CREATE,
    { { STEP_ANSWER, 429, JSON, "Retry-After: soon\r\n" }, CREATED },
    DONE,
    "POST POST" },
  { "429-always",
    CALL_CREATE,
    { { STEP_ANSWER, 429, JSON, "Retry-After: 2\r\n" },
      { STEP_ANSWER, 429, JSON, "Retry-After: 2\r\n" },
      { STEP_ANSWER, 429, JSON, "Retry-After: 2\r\n" } },
    DESCO_PAGOPA_ERROR_THROTTLED,
    "POST POST POST",
    .retry_after = 2,
    .slept = 4000 },
  { "redirected",
    CALL_CREATE,
    { { STEP_ANSWER, 307, NULL, "Location: http://127.0.0.1:9/steal\r\n" }, FOUND },
    DONE,
    "POST GET",
    .already_there = TRUE },
};

static const Case readings[] = {
  { "get", CALL_GET, { FOUND }, DONE, "GET" },
  { "get-404", CALL_GET, { NOT_FOUND }, DESCO_PAGOPA_ERROR_NOT_FOUND, "GET" },
  { "get-404-from-a-proxy",
    CALL_GET,
    { { STEP_ANSWER, 404, HTML, NULL, "<html/>" } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET" },
  { "get-403-from-a-proxy",
    CALL_GET,
    { { STEP_ANSWER, 403, HTML, NULL, "<html/>" } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET" },
  { "get-408-then-200", CALL_GET, { { STEP_ANSWER, 408 }, FOUND }, DONE, "GET GET" },
  { "get-500-then-200", CALL_GET, { BROKEN, FOUND }, DONE, "GET GET" },
  { "get-503-asks-to-wait",
    CALL_GET,
    { { STEP_ANSWER, 503, JSON, "Retry-After: 3\r\n" }, FOUND },
    DONE,
    "GET GET",
    .slept = 3000 },
  { "get-dropped", CALL_GET, { { STEP_DROP }, FOUND }, DONE, "GET GET" },
  { "get-cut", CALL_GET, { { STEP_CUT, 200, JSON, NULL, "{" }, FOUND }, DONE, "GET GET" },
  { "get-cut-always",
    CALL_GET,
    { { STEP_CUT, 200, JSON, NULL, "{" },
      { STEP_CUT, 200, JSON, NULL, "{" },
      { STEP_CUT_CHUNKS, 200, JSON } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET GET GET",
    .words = "cut short" },
  { "get-trickling",
    CALL_GET,
    { { STEP_TRICKLE }, { STEP_TRICKLE }, { STEP_TRICKLE } },
    DESCO_PAGOPA_ERROR_UNREACHABLE,
    "GET GET GET",
    .words = "in time" },
  { "get-html", CALL_GET, { PAGE }, DESCO_PAGOPA_ERROR_PROTOCOL, "GET", .words = "web page" },
  { "get-pdf",
    CALL_GET,
    { { STEP_ANSWER, 200, "application/pdf", NULL, "%PDF" } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET",
    .words = "application/pdf" },
  { "get-untyped",
    CALL_GET,
    { { STEP_ANSWER, 200, NULL, NULL, POSITION ("VALID", "10400") } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET" },
  { "get-compressed",
    CALL_GET,
    { { STEP_ANSWER, 200, JSON, "Content-Encoding: gzip\r\n", "\037\213" },
      { STEP_ANSWER, 200, JSON, "Content-Encoding: br\r\n", "x" },
      FOUND },
    DONE,
    "GET GET GET" },
  { "get-huge", CALL_GET, { { STEP_HUGE, 200, JSON } }, DESCO_PAGOPA_ERROR_TOO_LARGE, "GET" },
  { "get-redirected",
    CALL_GET,
    { { STEP_ANSWER, 302, NULL, "Location: http://localhost:9/steal\r\n" } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET",
    .words = "elsewhere" },
  { "get-other",
    CALL_GET,
    { { STEP_ANSWER, 200, JSON, NULL, "{\"iupd\":\"ANOTHER\"}" } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET",
    .words = "ANOTHER" },
  { "get-amount-as-text",
    CALL_GET,
    { { STEP_ANSWER, 200, JSON, NULL, POSITION ("VALID", "\"10400\"") } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET",
    .words = "amount" },
  { "get-amount-as-fraction",
    CALL_GET,
    { { STEP_ANSWER, 200, JSON, NULL, POSITION ("VALID", "104.00") } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET",
    .words = "amount" },
  { "publish", CALL_PUBLISH, { FOUND }, DONE, "POST" },
  { "publish-done-before", CALL_PUBLISH, { CONFLICT, FOUND }, DONE, "POST GET" },
  { "publish-dropped", CALL_PUBLISH, { { STEP_DROP }, FOUND_DRAFT, FOUND }, DONE, "POST GET POST" },
  { "publish-refused",
    CALL_PUBLISH,
    { CONFLICT, FOUND_DRAFT },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    .words = "Already exists" },
  { "publish-withdrawn",
    CALL_PUBLISH,
    { CONFLICT, FOUND_INVALID },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    .words = "withdrawn" },
  { "publish-nothing", CALL_PUBLISH, { NOT_FOUND }, DESCO_PAGOPA_ERROR_NOT_FOUND, "POST" },
  { "invalidate", CALL_INVALIDATE, { FOUND_INVALID }, DONE, "POST" },
  { "invalidate-done-before", CALL_INVALIDATE, { CONFLICT, FOUND_INVALID }, DONE, "POST GET" },
  { "invalidate-dropped", CALL_INVALIDATE, { { STEP_DROP }, FOUND_INVALID }, DONE, "POST GET" },
  { "invalidate-paid",
    CALL_INVALIDATE,
    { CONFLICT, FOUND_PAID },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    .words = "paid" },
  { "list",
    CALL_LIST,
    { { STEP_ANSWER, 200, JSON, NULL,
        "{\"payment_position_list\":[" POSITION (
            "VALID",
            "10400") "],\"page_info\":{\"page\":0,\"limit\":50,\"items_found\":1,"
                     "\"total_pages\":1}}" } },
    DONE,
    "GET" },
  { "list-without-page",
    CALL_LIST,
    { { STEP_ANSWER, 200, JSON, NULL, "{}" } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET",
    .words = "page_info" },
  { "receipts",
    CALL_LIST_RECEIPTS,
    { { STEP_ANSWER, 200, JSON, NULL,
        "{\"currentPageNumber\":0,\"length\":1,\"totalPages\":1,\"results\":["
        "{\"iuv\":\"01000000000000144\",\"debtor\":\"RSSMRA80A01H501U\"}]}" } },
    DONE,
    "GET" },
  { "receipts-null",
    CALL_LIST_RECEIPTS,
    { { STEP_ANSWER, 200, JSON, NULL, "null" } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET" },
  { "receipt-404", CALL_GET_RECEIPT, { NOT_FOUND }, DESCO_PAGOPA_ERROR_NOT_FOUND, "GET" },
  { "receipt-json",
    CALL_GET_RECEIPT,
    { { STEP_ANSWER, 200, JSON, NULL, "{}" } },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET" },
};

/* Only where the script keeps silent does the client have to lose its patience soon. */
static gboolean
waits_in_vain (const Case *one)
{
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      if (one->steps[i].kind == STEP_SILENCE || one->steps[i].kind == STEP_TRICKLE)
        return TRUE;
    }
  return FALSE;
}

static void
test_case (Fixture *fixture, gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *methods = NULL;
  gboolean already_there;
  gboolean done;
  DescoRetryPolicy policy = make_policy (fixture);

  if (waits_in_vain (one))
    {
      policy.deadline = 1000;
      desco_gpd_provider_set_retry_policy (DESCO_GPD_PROVIDER (fixture->provider), &policy);
    }

  scripted_server_play (fixture->server, one->steps, MAX_STEPS);
  done = call (fixture, one->call, &already_there, &error);
  methods = scripted_server_get_methods (fixture->server);

  g_assert_cmpstr (methods, ==, one->methods);
  g_assert_cmpint (already_there, ==, one->already_there);
  g_assert_cmpuint (fixture->slept, >=, one->slept);
  if (one->code == DONE)
    {
      g_assert_no_error (error);
      g_assert_true (done);
      return;
    }
  g_assert_false (done);
  g_assert_error (error, DESCO_PAGOPA_ERROR, one->code);
  if (one->words != NULL)
    g_assert_nonnull (strstr (error->message, one->words));
  if (one->retry_after != 0)
    g_assert_cmpuint (desco_pagopa_error_get_retry_after (error), ==, one->retry_after);
}

static const char *
get_header (ScriptedServer *server, guint index, const char *name)
{
  return g_hash_table_lookup (scripted_server_get_request (server, index)->headers, name);
}

/* One request is one X-Request-Id, however often it is sent; another request is another. */
static void
test_request_id (Fixture *fixture, gconstpointer data)
{
  static const Step steps[] = { BROKEN, NOT_FOUND, CREATED, FOUND };
  gboolean already_there;
  const char *first;

  scripted_server_play (fixture->server, steps, G_N_ELEMENTS (steps));
  g_assert_true (call (fixture, CALL_CREATE, &already_there, NULL));
  g_assert_true (call (fixture, CALL_GET, &already_there, NULL));

  first = get_header (fixture->server, 0, "x-request-id");
  g_assert_true (g_uuid_string_is_valid (first));
  g_assert_cmpstr (get_header (fixture->server, 1, "x-request-id"), !=, first);
  g_assert_cmpstr (get_header (fixture->server, 2, "x-request-id"), ==, first);
  g_assert_cmpstr (get_header (fixture->server, 3, "x-request-id"), !=, first);
}

static void
test_what_is_sent (Fixture *fixture, gconstpointer data)
{
  static const Step steps[] = { CREATED, FOUND, FOUND, FOUND_INVALID };
  gboolean already_there;
  const SeenRequest *request;

  scripted_server_play (fixture->server, steps, G_N_ELEMENTS (steps));
  g_assert_true (call (fixture, CALL_CREATE, &already_there, NULL));
  g_assert_true (call (fixture, CALL_GET, &already_there, NULL));
  g_assert_true (call (fixture, CALL_PUBLISH, &already_there, NULL));
  g_assert_true (call (fixture, CALL_INVALIDATE, &already_there, NULL));

  request = scripted_server_get_request (fixture->server, 0);
  g_assert_cmpstr (request->path, ==,
                   "/gpd/debt-positions-service/v1/organizations/77777777777/debtpositions"
                   "?toPublish=true");
  g_assert_cmpstr (get_header (fixture->server, 0, "content-type"), ==, JSON);
  g_assert_cmpstr (get_header (fixture->server, 0, "ocp-apim-subscription-key"), ==, "practice");
  g_assert_null (get_header (fixture->server, 0, "accept-encoding"));
  g_assert_nonnull (strstr (request->body, "\"amount\":10400,"));
  g_assert_nonnull (strstr (request->body, "\"dueDate\":\"2026-09-30T21:59:59.000Z\""));
  g_assert_cmpstr (
      scripted_server_get_request (fixture->server, 1)->path, ==,
      "/gpd/debt-positions-service/v1/organizations/77777777777/debtpositions/" SAMPLE_IUPD);
  g_assert_true (g_str_has_suffix (scripted_server_get_request (fixture->server, 2)->path,
                                   SAMPLE_IUPD "/publish"));
  g_assert_true (g_str_has_suffix (scripted_server_get_request (fixture->server, 3)->path,
                                   SAMPLE_IUPD "/invalidate"));
}

static void
test_list_filters (Fixture *fixture, gconstpointer data)
{
  static const Step steps[] = { PAGE, PAGE };
  DescoPositionQuery positions = { .status = DESCO_DEBT_POSITION_PAID, .page = 2, .limit = 20 };
  DescoReceiptQuery receipts = { .debtor_or_iuv = "a b&c", .page = 1, .limit = 5 };

  g_date_set_dmy (&positions.paid_from, 1, 9, 2026);
  g_date_set_dmy (&positions.paid_to, 30, 9, 2026);
  receipts.from = positions.paid_from;

  scripted_server_play (fixture->server, steps, G_N_ELEMENTS (steps));
  g_assert_null (desco_payment_provider_list (fixture->provider, &positions, NULL, NULL));
  g_assert_null (desco_payment_provider_list_receipts (fixture->provider, &receipts, NULL, NULL));
  g_assert_cmpstr (scripted_server_get_request (fixture->server, 0)->path, ==,
                   "/gpd/debt-positions-service/v1/organizations/77777777777/debtpositions"
                   "?limit=20&page=2&payment_date_from=2026-09-01&payment_date_to=2026-09-30"
                   "&status=PAID&orderby=INSERTED_DATE&ordering=ASC");
  g_assert_cmpstr (scripted_server_get_request (fixture->server, 1)->path, ==,
                   "/gpd/payments-receipts-service/v1/payments/77777777777/receipts"
                   "?pageNum=1&pageSize=5&from=2026-09-01&debtorOrIuv=a%20b%26c");
}

/* What the platform would refuse is not sent. */
static void
test_refused_here (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoDebtPosition) position = sample_position_new ();
  DescoPositionQuery too_many = { .limit = 51 };
  DescoPositionQuery too_long = { .limit = 50 };
  DescoReceiptQuery too_many_receipts = { .limit = 101 };
  GError *errors[4] = { NULL };

  sample_position_option (position)->amount++;
  g_date_set_dmy (&too_long.paid_from, 1, 9, 2026);
  g_date_set_dmy (&too_long.paid_to, 2, 10, 2026);

  scripted_server_play (fixture->server, NULL, 0);
  g_assert_null (
      desco_payment_provider_create (fixture->provider, position, TRUE, NULL, NULL, &errors[0]));
  g_assert_null (desco_payment_provider_list (fixture->provider, &too_many, NULL, &errors[1]));
  g_assert_null (desco_payment_provider_list (fixture->provider, &too_long, NULL, &errors[2]));
  g_assert_null (desco_payment_provider_list_receipts (fixture->provider, &too_many_receipts, NULL,
                                                       &errors[3]));
  g_assert_cmpstr (desco_error_get_field (errors[0]), ==, "amount");
  g_assert_cmpstr (desco_error_get_field (errors[1]), ==, "limit");
  g_assert_cmpstr (desco_error_get_field (errors[2]), ==, "paidTo");
  g_assert_cmpstr (desco_error_get_field (errors[3]), ==, "limit");
  g_assert_cmpuint (scripted_server_count (fixture->server), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    g_clear_error (&errors[i]);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  static const Step steps[] = { { STEP_DROP }, FOUND };
  g_autoptr (DescoDebtPosition) sample = sample_position_new ();
  g_autoptr (DescoDebtPosition) created = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean already_there;

  scripted_server_play (fixture->server, steps, G_N_ELEMENTS (steps));
  desco_payment_provider_create_async (fixture->provider, sample, TRUE, NULL, on_created, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  created
      = desco_payment_provider_create_finish (fixture->provider, result, &already_there, &error);
  g_assert_no_error (error);
  g_assert_true (already_there);
  g_assert_cmpint (created->status, ==, DESCO_DEBT_POSITION_VALID);
}

static gboolean
on_asked (gpointer data)
{
  gpointer *pair = data;

  if (scripted_server_count (pair[0]) == 0)
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (pair[1]);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  static const Step steps[] = { { STEP_SILENCE } };
  g_autoptr (DescoDebtPosition) sample = sample_position_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer pair[] = { fixture->server, cancellable };
  DescoRetryPolicy policy = make_policy (fixture);

  policy.deadline = 60 * 1000;
  desco_gpd_provider_set_retry_policy (DESCO_GPD_PROVIDER (fixture->provider), &policy);

  scripted_server_play (fixture->server, steps, G_N_ELEMENTS (steps));
  desco_payment_provider_create_async (fixture->provider, sample, TRUE, cancellable, on_created,
                                       &result);
  g_timeout_add (5, on_asked, pair);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (desco_payment_provider_create_finish (fixture->provider, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (scripted_server_count (fixture->server), ==, 1);
}

static void
test_nobody_there (void)
{
  Fixture fixture = { NULL };
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  gboolean already_there;

  set_up (&fixture, NULL);
  url = scripted_server_get_url (fixture.server);
  g_clear_pointer (&fixture.server, scripted_server_free);

  g_assert_false (call (&fixture, CALL_CREATE, &already_there, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNREACHABLE);
  g_assert_true (desco_pagopa_error_is_transient (error));
  tear_down (&fixture, NULL);
}

/* A server whose certificate nobody vouches for, or that has expired, gets neither the key nor the
 * debtor's data. */
static void
test_tls (gconstpointer data)
{
  static const Step steps[] = { CREATED };
  const char *const *one = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", one[0], NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  Fixture fixture = { NULL };
  g_autofree char *url = NULL;
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (NULL);
  DescoRetryPolicy policy = make_policy (&fixture);
  gboolean already_there;

  g_assert_no_error (error);
  desco_clock_set (SAMPLE_NOW);
  policy.max_tries = 1;
  fixture.server = scripted_server_new (certificate);
  scripted_server_play (fixture.server, steps, G_N_ELEMENTS (steps));
  url = scripted_server_get_url (fixture.server);
  fixture.provider = desco_gpd_provider_new (url, SAMPLE_CREDITOR, secrets, &error);
  g_assert_no_error (error);
  desco_gpd_provider_set_retry_policy (DESCO_GPD_PROVIDER (fixture.provider), &policy);

  g_assert_false (call (&fixture, CALL_CREATE, &already_there, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "verified"));
  g_assert_nonnull (strstr (error->message, one[1]));
  g_assert_cmpuint (scripted_server_count (fixture.server), ==, 0);
  tear_down (&fixture, NULL);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *url;
    const char *creditor;
    const char *field; /* NULL: taken */
  } cases[] = {
    { "https://api.platform.pagopa.it", "77777777777", NULL },
    { "https://api.platform.pagopa.it/", "77777777777", NULL },
    { "http://127.0.0.1:8080", "77777777777", NULL },
    { "http://[::1]:8080", "77777777777", NULL },
    { "http://localhost", "77777777777", NULL },
    { "http://api.platform.pagopa.it", "77777777777", "pagopa.url" },
    { "http://127.0.0.1.example.org", "77777777777", "pagopa.url" },
    { "https://user:pass@api.platform.pagopa.it", "77777777777", "pagopa.url" },
    { "https://api.platform.pagopa.it?x=y", "77777777777", "pagopa.url" },
    { "ftp://127.0.0.1", "77777777777", "pagopa.url" },
    { "api.platform.pagopa.it", "77777777777", "pagopa.url" },
    { "", "77777777777", "pagopa.url" },
    { NULL, "77777777777", "pagopa.url" },
    { "http://127.0.0.1", "7777777777", "creditorTaxCode" },
    { "http://127.0.0.1", "7777777777/", "creditorTaxCode" },
    { "http://127.0.0.1", NULL, "creditorTaxCode" },
  };
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoPaymentProvider) provider
          = desco_gpd_provider_new (cases[i].url, cases[i].creditor, secrets, &error);

      g_test_message ("%s", cases[i].url);
      g_assert_cmpint (provider != NULL, ==, cases[i].field == NULL);
      if (cases[i].field != NULL)
        g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
    }
}

/* The platform itself is never asked without a key. */
static void
test_no_key (void)
{
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPaymentProvider) provider
      = desco_gpd_provider_new ("https://api.invalid", SAMPLE_CREDITOR, secrets, &error);

  g_assert_null (desco_payment_provider_get (provider, SAMPLE_IUPD, NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING);
  g_assert_cmpstr (desco_error_get_field (error), ==, "pagopa.subscription-key");
}

/* Full jitter: from nothing to a ceiling that doubles, and stops. */
static void
test_backoff (void)
{
  DescoRetryPolicy policy = desco_retry_policy_default ();
  guint greatest[8] = { 0 };

  policy.base_delay = 100;
  policy.max_delay = 1000;
  for (guint round = 0; round < 2000; round++)
    {
      for (guint n = 1; n < G_N_ELEMENTS (greatest); n++)
        {
          guint delay = desco_retry_policy_draw_delay (&policy, n);

          greatest[n] = MAX (greatest[n], delay);
        }
    }
  for (guint n = 1; n < G_N_ELEMENTS (greatest); n++)
    {
      guint ceiling = MIN (100u << (n - 1), 1000u);

      g_assert_cmpuint (greatest[n], <=, ceiling);
      g_assert_cmpuint (greatest[n], >, ceiling / 2);
    }
}

static void
add_cases (const char *prefix, const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strconcat (prefix, cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
}

int
main (int argc, char *argv[])
{
  static const char *const self_signed[] = { "self-signed.pem", "vouches" };
  static const char *const expired[] = { "expired.pem", "expired" };

  /* Nothing of the person who runs the tests: no secret service, no proxy. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("DESCO_SECRETS_FILE");
  g_unsetenv ("http_proxy");
  g_unsetenv ("https_proxy");
  g_test_init (&argc, &argv, NULL);

  add_cases ("/pagopa/gpd/create/", creations, G_N_ELEMENTS (creations));
  add_cases ("/pagopa/gpd/", readings, G_N_ELEMENTS (readings));
  g_test_add ("/pagopa/gpd/request-id", Fixture, NULL, set_up, test_request_id, tear_down);
  g_test_add ("/pagopa/gpd/what-is-sent", Fixture, NULL, set_up, test_what_is_sent, tear_down);
  g_test_add ("/pagopa/gpd/list-filters", Fixture, NULL, set_up, test_list_filters, tear_down);
  g_test_add ("/pagopa/gpd/refused-here", Fixture, NULL, set_up, test_refused_here, tear_down);
  g_test_add ("/pagopa/gpd/async", Fixture, NULL, set_up, test_async, tear_down);
  g_test_add ("/pagopa/gpd/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add_func ("/pagopa/gpd/nobody-there", test_nobody_there);
  g_test_add_data_func ("/pagopa/gpd/tls/self-signed", self_signed, test_tls);
  g_test_add_data_func ("/pagopa/gpd/tls/expired", expired, test_tls);
  g_test_add_func ("/pagopa/gpd/addresses", test_addresses);
  g_test_add_func ("/pagopa/gpd/no-key", test_no_key);
  g_test_add_func ("/pagopa/gpd/backoff", test_backoff);

  return g_test_run ();
}
