/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-server.h"

#include "desco-sandbox-delivery.h"
#include "desco-sandbox-error.h"
#include "desco-sandbox-govpay.h"
#include "desco-sandbox-routes.h"
#include "model/desco-clock.h"
#include "model/desco-uuid.h"

#include <string.h>

#define KEY_HEADER "Ocp-Apim-Subscription-Key"
#define REQUEST_ID_HEADER "X-Request-Id"
#define REMAINING_HEADER "x-remaining-calls-per-min"
/* libsoup has no name for it. */
#define TOO_MANY_REQUESTS 429

static const char HTML_FAULT[] = "<!DOCTYPE html>\n<html lang=\"it\"><head><title>Servizio in "
                                 "manutenzione</title></head>\n<body><h1>Servizio in "
                                 "manutenzione</h1></body></html>\n";

/* Which area a handler of the server serves. */
typedef struct
{
  DescoSandbox *sandbox;
  const DescoSandboxArea *area;
  const char *prefix;
} Service;

static char **
split_path (SoupServerMessage *message, const char *prefix)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  const char *below = path + strlen (prefix);
  char **segments = g_strsplit (*below == '/' ? below + 1 : below, "/", -1);

  /* Parted first and decoded after, so that a %2F in a name is a part of the name. */
  for (char **segment = segments; *segment != NULL; segment++)
    {
      char *decoded = g_uri_unescape_string (*segment, NULL);

      g_free (*segment);
      *segment = decoded != NULL ? decoded : g_strdup ("");
    }
  return segments;
}

static void
set_request_id (SoupServerMessage *message, DescoSandboxReply *reply)
{
  const char *sent = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), REQUEST_ID_HEADER);
  DescoUuid uuid = desco_uuid_generate ();
  g_autofree char *own = desco_uuid_to_string (&uuid);

  soup_message_headers_replace (reply->headers, REQUEST_ID_HEADER, sent != NULL ? sent : own);
}

static gboolean
check_key (DescoSandbox *sandbox, const char *key, DescoSandboxReply *reply)
{
  if (key != NULL && *key != '\0'
      && (sandbox->subscription_key == NULL || g_str_equal (key, sandbox->subscription_key)))
    return TRUE;
  desco_sandbox_reply_set_gateway (reply, SOUP_STATUS_UNAUTHORIZED,
                                   key == NULL || *key == '\0'
                                       ? "Access denied: the subscription key is missing."
                                       : "Access denied: the subscription key is not valid.");
  return FALSE;
}

static gboolean
check_limit (DescoSandbox *sandbox, const char *key, DescoSandboxReply *reply)
{
  g_autofree char *remaining_text = NULL;
  g_autofree char *retry_text = NULL;
  guint remaining;
  guint retry_after;
  gboolean taken;

  sandbox->n_calls++;
  if (sandbox->limiter == NULL)
    return TRUE;
  taken = desco_sandbox_limiter_take (sandbox->limiter, key, g_get_monotonic_time (), &remaining,
                                      &retry_after);
  remaining_text = g_strdup_printf ("%u", remaining);
  soup_message_headers_replace (reply->headers, REMAINING_HEADER, remaining_text);
  if (taken)
    return TRUE;

  sandbox->n_turned_away++;
  retry_text = g_strdup_printf ("%u", retry_after);
  soup_message_headers_replace (reply->headers, "Retry-After", retry_text);
  desco_sandbox_reply_set_gateway (reply, TOO_MANY_REQUESTS,
                                   "Rate limit is exceeded; come back after Retry-After.");
  return FALSE;
}

/* What the gateway before the platform's services looks at. */
static gboolean
pass_gateway (DescoSandbox *sandbox, SoupServerMessage *message, DescoSandboxReply *reply)
{
  const char *key = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                  KEY_HEADER);

  set_request_id (message, reply);
  return check_key (sandbox, key, reply) && check_limit (sandbox, key, reply);
}

static gboolean
is_let_in (Service *service, SoupServerMessage *message, DescoSandboxReply *reply)
{
  if (service->area->caller == DESCO_SANDBOX_CALLER_GOVPAY)
    return desco_sandbox_govpay_check_user (
        service->sandbox, soup_server_message_get_request_headers (message), reply);
  if (service->area->caller == DESCO_SANDBOX_CALLER_ANYBODY)
    {
      set_request_id (message, reply);
      return TRUE;
    }
  return pass_gateway (service->sandbox, message, reply);
}

/* What leads nowhere, and what is refused before anybody looks at it. */
static void
set_refusal (const DescoSandboxArea *area, DescoSandboxReply *reply, guint status, const char *text)
{
  if (area->caller == DESCO_SANDBOX_CALLER_GOVPAY)
    desco_sandbox_govpay_set_fault (reply, status, text);
  else
    desco_sandbox_reply_set_gateway (reply, status, text);
}

static void
set_problem (const DescoSandboxArea *area, DescoSandboxReply *reply, const GError *error)
{
  if (area->caller == DESCO_SANDBOX_CALLER_GOVPAY)
    desco_sandbox_govpay_set_error (reply, error);
  else
    desco_sandbox_reply_set_problem (reply, error);
}

static gboolean
is_own_host (SoupServerMessage *message, const char *host)
{
  GSocketAddress *local = soup_server_message_get_local_address (message);
  guint16 port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
  g_autofree char *number = g_strdup_printf ("127.0.0.1:%u", port);
  g_autofree char *name = g_strdup_printf ("localhost:%u", port);

  return g_strcmp0 (host, number) == 0 || g_strcmp0 (host, name) == 0;
}

/* The sandbox's own part has no key: whoever else than a program of this machine or the page itself
 * calls, a web page that the person has open elsewhere or a name that was bent to 127.0.0.1, is
 * turned away. */
static gboolean
check_origin (SoupServerMessage *message, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_one (headers, "Host");
  const char *origin = soup_message_headers_get_one (headers, "Origin");
  const char *site = soup_message_headers_get_one (headers, "Sec-Fetch-Site");
  gboolean reads = g_str_equal (soup_server_message_get_method (message), "GET");
  g_autofree char *own
      = g_strconcat (g_uri_get_scheme (soup_server_message_get_uri (message)), "://", host, NULL);

  if (is_own_host (message, host) && (origin == NULL || g_str_equal (origin, own))
      && (reads || site == NULL || g_str_equal (site, "same-origin") || g_str_equal (site, "none")))
    return TRUE;
  g_set_error_literal (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_FOREIGN_ORIGIN,
                       "Only the sandbox's own page and programs of this machine may do this");
  return FALSE;
}

/* Carries a call out in a transaction that is on the disk before anything is answered. */
static gboolean
run_handler (DescoSandbox *sandbox,
             DescoSandboxHandler handler,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  if (desco_sandbox_store_begin (sandbox->store, error)
      && desco_sandbox_store_age (sandbox->store, desco_clock_now (), error)
      && handler (sandbox, request, reply, error)
      && desco_sandbox_store_commit (sandbox->store, error))
    return TRUE;
  desco_sandbox_store_rollback (sandbox->store);
  return FALSE;
}

static void
answer (Service *service, SoupServerMessage *message, GHashTable *query, DescoSandboxReply *reply)
{
  g_auto (GStrv) segments = split_path (message, service->prefix);
  DescoSandboxRequest request
      = { .method = soup_server_message_get_method (message),
          .scheme = g_uri_get_scheme (soup_server_message_get_uri (message)),
          .query = query,
          .headers = soup_server_message_get_request_headers (message) };
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GError) error = NULL;
  DescoSandboxHandler handler = desco_sandbox_route_find (
      service->area->routes, service->area->n_routes, request.method, segments, request.parameters);

  request.body = body;
  if (service->area->caller == DESCO_SANDBOX_CALLER_LOCAL && !check_origin (message, &error))
    set_problem (service->area, reply, error);
  else if (handler == NULL)
    set_refusal (service->area, reply, SOUP_STATUS_NOT_FOUND, "Resource not found");
  else if (!run_handler (service->sandbox, handler, &request, reply, &error))
    set_problem (service->area, reply, error);
}

/* The same place under the machine's other name: whoever follows is heard twice. */
static void
redirect (SoupServerMessage *message, DescoSandboxReply *reply, guint status)
{
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GUri) elsewhere
      = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, "localhost",
                     g_uri_get_port (uri), g_uri_get_path (uri), g_uri_get_query (uri), NULL);
  g_autofree char *location = g_uri_to_string (elsewhere);

  soup_message_headers_replace (reply->headers, "Location", location);
  desco_sandbox_reply_set_text (reply, status, "text/plain", "");
}

static void
answer_unheard (SoupServerMessage *message,
                const DescoSandboxArea *area,
                DescoSandboxReply *reply,
                const DescoSandboxFault *fault)
{
  if (fault->html)
    desco_sandbox_reply_set_text (reply, fault->status, "text/html; charset=utf-8", HTML_FAULT);
  else if (fault->redirect)
    redirect (message, reply, fault->status);
  else
    set_refusal (area, reply, fault->status, "The sandbox was told to answer so.");
  if (fault->retry_after != 0 || fault->status == TOO_MANY_REQUESTS)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", MAX (fault->retry_after, 1));

      soup_message_headers_replace (reply->headers, "Retry-After", seconds);
    }
}

/* As a platform does whose clock is wrong; the header says the same as the body. */
static void
answer_skewed (Service *service,
               SoupServerMessage *message,
               GHashTable *query,
               DescoSandboxReply *reply,
               gint64 skew)
{
  if (skew != 0)
    {
      g_autoptr (GDateTime) now
          = g_date_time_new_from_unix_utc ((desco_clock_now () + skew) / G_USEC_PER_SEC);
      g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

      soup_message_headers_replace (reply->headers, "Date", date);
      desco_clock_set (desco_clock_now () + skew);
    }
  answer (service, message, query, reply);
  if (skew != 0)
    desco_clock_set (desco_clock_now () - skew);
}

static void
on_call (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  Service *service = data;
  DescoSandboxReply *reply = desco_sandbox_reply_new ();
  DescoSandboxFault fault = { 0 };

  if (service->area->caller == DESCO_SANDBOX_CALLER_LOCAL)
    answer (service, message, query, reply);
  else if (is_let_in (service, message, reply))
    {
      fault = desco_sandbox_faults_next (service->sandbox->faults,
                                         soup_server_message_get_method (message), path);
      if (fault.unheard)
        answer_unheard (message, service->area, reply, &fault);
      else
        answer_skewed (service, message, query, reply, fault.skew);
      if (fault.mistyped)
        reply->content_type = "application/octet-stream";
    }
  desco_sandbox_deliver (message, reply, &fault);
}

static void
refuse_body (SoupServerMessage *message)
{
  DescoSandboxReply *reply = desco_sandbox_reply_new ();
  g_autoptr (GError) error = NULL;

  g_set_error (&error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_TOO_LARGE,
               "The body is larger than %d bytes", DESCO_SANDBOX_MAX_BODY);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  desco_sandbox_reply_set_problem (reply, error);
  desco_sandbox_deliver (message, reply, &(DescoSandboxFault){ 0 });
}

static void
on_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  if (soup_server_message_get_request_body (message)->length > DESCO_SANDBOX_MAX_BODY
      && soup_server_message_get_status (message) == SOUP_STATUS_NONE)
    refuse_body (message);
}

/* Before the body is read: one that is too large is not kept. */
static void
on_headers (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  goffset length
      = soup_message_headers_get_content_length (soup_server_message_get_request_headers (message));

  if (length > DESCO_SANDBOX_MAX_BODY)
    refuse_body (message);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), NULL);
}

static void
serve_at (SoupServer *server,
          DescoSandbox *sandbox,
          const DescoSandboxArea *area,
          const char *path,
          const char *prefix)
{
  Service *service = g_new0 (Service, 1);

  service->sandbox = sandbox;
  service->area = area;
  service->prefix = prefix;
  soup_server_add_early_handler (server, path, on_headers, NULL, NULL);
  soup_server_add_handler (server, path, on_call, service, g_free);
}

static void
serve (SoupServer *server, DescoSandbox *sandbox, const DescoSandboxArea *area)
{
  serve_at (server, sandbox, area, *area->prefix != '\0' ? area->prefix : "/", area->prefix);
}

/**
 * desco_sandbox_server_new:
 * @sandbox: what all calls share; it must outlive the server
 * @certificate: (nullable): what to prove who it is with; %NULL to speak HTTP
 * @port: where to listen, 0 for a free one
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): a server that listens on 127.0.0.1 alone
 */
SoupServer *
desco_sandbox_server_new (DescoSandbox *sandbox,
                          GTlsCertificate *certificate,
                          guint16 port,
                          GError **error)
{
  g_autoptr (SoupServer) server = soup_server_new ("server-header", "desco-sandbox ", "raw-paths",
                                                   TRUE, "tls-certificate", certificate, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);

  serve (server, sandbox, &desco_sandbox_positions_area);
  serve (server, sandbox, &desco_sandbox_positions_v3_area);
  serve (server, sandbox, &desco_sandbox_bulk_area);
  serve (server, sandbox, &desco_sandbox_receipts_area);
  serve (server, sandbox, &desco_sandbox_bizevents_area);
  serve (server, sandbox, &desco_sandbox_flows_area);
  serve (server, sandbox, &desco_sandbox_govpay_area);
  /* For whoever takes the sandbox's own address for the root of GovPay's API. */
  serve_at (server, sandbox, &desco_sandbox_govpay_area, "/pendenze", "");
  serve_at (server, sandbox, &desco_sandbox_govpay_area, "/rpp", "");
  serve (server, sandbox, &desco_sandbox_carts_area);
  serve (server, sandbox, &desco_sandbox_checkout_area);
  serve (server, sandbox, &desco_sandbox_control_area);
  serve (server, sandbox, &desco_sandbox_pour_area);
  serve (server, sandbox, &desco_sandbox_page_area);
  if (!soup_server_listen (server, address, certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0,
                           error))
    return NULL;
  return g_steal_pointer (&server);
}

/**
 * desco_sandbox_server_get_address:
 * @server: a server that listens
 *
 * Returns: (transfer full): its address without a slash at the end
 */
char *
desco_sandbox_server_get_address (SoupServer *server)
{
  g_autoslist (GUri) uris = soup_server_get_uris (server);

  return g_strdup_printf ("%s://127.0.0.1:%d", g_uri_get_scheme (uris->data),
                          g_uri_get_port (uris->data));
}
