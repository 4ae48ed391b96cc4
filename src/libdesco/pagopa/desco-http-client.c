/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-http-client-private.h"

#include "model/desco-clock.h"
#include "pagopa/desco-pagopa-error.h"

#include <desco-config.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define CHUNK (64 * 1024)
#define STATUS_TOO_MANY_REQUESTS 429
#define MAX_RETRY_AFTER (24 * 60 * 60)

/* A session and the main context that it lives on. A request takes one for itself while it lasts and
 * gives it back with its open connections, so that requests may run side by side on any thread. */
typedef struct
{
  GMainContext *context;
  SoupSession *session;
} Lane;

struct _DescoHttpClient
{
  GObject parent_instance;

  GTlsDatabase *tls_database; /* NULL for the system's */

  GMutex lock;
  GQueue idle_lanes;
};

G_DEFINE_FINAL_TYPE (DescoHttpClient, desco_http_client, G_TYPE_OBJECT)

/* One try of one request. */
typedef struct
{
  const DescoHttpRequest *request;
  const DescoRetryPolicy *policy;
  Lane *lane;
  SoupMessage *message;
  GCancellable *cancellable; /* by the caller's, or by the deadline */
  gboolean started;          /* some of the request may have been sent */
  gboolean answered;         /* the status has come */
  gboolean late;
  GTlsCertificateFlags doubts; /* what is wrong with the peer's certificate */
  GAsyncResult *result;
} Try;

static void
free_lane (gpointer data)
{
  Lane *lane = data;

  g_object_unref (lane->session);
  g_main_context_unref (lane->context);
  g_free (lane);
}

static Lane *
take_lane (DescoHttpClient *self, const DescoRetryPolicy *policy)
{
  Lane *lane;

  g_mutex_lock (&self->lock);
  lane = g_queue_pop_tail (&self->idle_lanes);
  g_mutex_unlock (&self->lock);

  if (lane == NULL)
    {
      lane = g_new0 (Lane, 1);
      lane->context = g_main_context_new ();
      g_main_context_push_thread_default (lane->context);
      lane->session = soup_session_new_with_options ("user-agent", "Desco/" DESCO_VERSION,
                                                     "idle-timeout", 30u, NULL);
      if (self->tls_database != NULL)
        soup_session_set_tls_database (lane->session, self->tls_database);
    }
  else
    g_main_context_push_thread_default (lane->context);

  soup_session_set_timeout (lane->session, policy->io_timeout);
  return lane;
}

static void
give_lane_back (DescoHttpClient *self, Lane *lane)
{
  g_main_context_pop_thread_default (lane->context);

  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->idle_lanes, lane);
  g_mutex_unlock (&self->lock);
}

static gboolean
changes_nothing (const DescoHttpRequest *request)
{
  return g_str_equal (request->method, SOUP_METHOD_GET);
}

static void
on_starting (SoupMessage *message, gpointer data)
{
  Try *try = data;

  try->started = TRUE;
}

/* A certificate that libsoup would refuse stays refused: there is no way round it. */
static gboolean
on_accept_certificate (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags doubts,
                       gpointer data)
{
  Try *try = data;

  try->doubts = doubts;
  return FALSE;
}

static gboolean
on_deadline (gpointer data)
{
  Try *try = data;

  try->late = TRUE;
  g_cancellable_cancel (try->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  Try *try = data;

  try->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Try *try)
{
  while (try->result == NULL)
    g_main_context_iteration (try->lane->context, TRUE);
  return g_steal_pointer (&try->result);
}

/* RFC 7617; the password goes in UTF-8. */
static void
set_login (SoupMessageHeaders *headers, const char *user, const char *password)
{
  g_autofree char *pair = g_strconcat (user, ":", password, NULL);
  g_autofree char *code = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *value = g_strconcat ("Basic ", code, NULL);

  soup_message_headers_replace (headers, "Authorization", value);
}

static SoupMessage *
make_message (const DescoHttpRequest *request)
{
  SoupMessage *message = soup_message_new (request->method, request->url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_replace (headers, "Accept", request->accept);
  soup_message_headers_replace (headers, "X-Request-Id", request->request_id);
  if (request->key != NULL && request->user != NULL)
    set_login (headers, request->user, request->key);
  else if (request->key != NULL)
    soup_message_headers_replace (headers, "Ocp-Apim-Subscription-Key", request->key);
  if (request->certificate != NULL)
    soup_message_set_tls_client_certificate (message, request->certificate);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (
        message, request->content_type != NULL ? request->content_type : "application/json",
        request->body);

  /* A redirection would take the key, and the debtor's data, to whoever is at the other end; a
   * compressed answer could be larger than it seems; a key is no password to be asked for. */
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  return message;
}

static DescoPagopaError
get_silence_code (const Try *try)
{
  if (!try->started || changes_nothing (try->request))
    return DESCO_PAGOPA_ERROR_UNREACHABLE;
  return DESCO_PAGOPA_ERROR_UNCERTAIN;
}

/* What a person can do something about comes first. */
static const char *
describe_doubts (const Try *try, const GError *problem)
{
  if (try->doubts & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("its certificate has expired, or this computer's date is wrong");
  if (try->doubts & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("its certificate is not valid yet, or this computer's date is wrong");
  if (try->doubts & G_TLS_CERTIFICATE_REVOKED)
    return _ ("its certificate was revoked");
  if (try->doubts & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("its certificate is another address's");
  if (try->doubts & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("nobody whom this computer trusts vouches for its certificate");
  return problem->message;
}

/* Says in plain words why there is no answer. Takes @problem. */
static void
set_failure (GError **error, const Try *try, GCancellable *cancellable, GError *problem)
{
  g_autoptr (GError) owned = problem;
  const char *host = g_uri_get_host (soup_message_get_uri (try->message));

  if (g_cancellable_is_cancelled (cancellable) && !try->late)
    g_propagate_error (error, g_steal_pointer (&owned));
  else if (try->late || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, DESCO_PAGOPA_ERROR, get_silence_code (try),
                 _ ("pagoPA (%s) did not answer in time."), host);
  else if (problem->domain == G_TLS_ERROR)
    g_set_error (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNREACHABLE,
        _ ("Whether %s is what it says it is could not be verified, so nothing was sent to "
           "it: %s."),
        host, describe_doubts (try, problem));
  else if (try->answered)
    g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
                 _ ("The answer of pagoPA (%s) was cut short."), host);
  else if (try->started)
    g_set_error (error, DESCO_PAGOPA_ERROR, get_silence_code (try),
                 _ ("The connection to pagoPA (%s) broke off before an answer came."), host);
  else
    g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNREACHABLE,
                 _ ("pagoPA (%s) cannot be reached: %s."), host, problem->message);
}

static void
set_too_large (GError **error)
{
  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_TOO_LARGE,
               _ ("The answer of pagoPA is larger than %d MiB and was not read."),
               DESCO_HTTP_MAX_BODY / 1024 / 1024);
}

/* Seconds from a Retry-After header, which has them as a number or as a date. The date is held
 * against the answer's own, as this machine's clock may be wrong. */
static guint
read_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  const char *date = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (*text != '\0' && strspn (text, "0123456789") == strlen (text))
    {
      /* What does not fit comes back as the greatest number there is. */
      seconds = g_ascii_strtoull (text, NULL, 10);
      return (guint) CLAMP (seconds, 1, MAX_RETRY_AFTER);
    }

  then = soup_date_time_new_from_http_string (text);
  if (then == NULL)
    return 0;
  if (date != NULL)
    now = soup_date_time_new_from_http_string (date);
  if (now == NULL)
    now = g_date_time_new_from_unix_utc (desco_clock_now () / G_USEC_PER_SEC);
  return (guint) CLAMP (g_date_time_difference (then, now) / G_USEC_PER_SEC, 1, MAX_RETRY_AFTER);
}

/* Reads to the end, and no further than the limit. */
static GBytes *
read_body (Try *try, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  while (TRUE)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GBytes) chunk = NULL;
      g_autoptr (GError) problem = NULL;

      g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, try->cancellable,
                                       on_ready, try);
      result = wait_for_result (try);
      chunk = g_input_stream_read_bytes_finish (stream, result, &problem);
      if (chunk == NULL)
        {
          set_failure (error, try, cancellable, g_steal_pointer (&problem));
          return NULL;
        }
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&body));
      if (body->len + g_bytes_get_size (chunk) > DESCO_HTTP_MAX_BODY)
        {
          set_too_large (error);
          return NULL;
        }
      g_byte_array_append (body, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
    }
}

/* Nobody asked for a compressed answer: what it would become when unpacked, nobody knows. */
static gboolean
check_plain (Try *try, SoupMessageHeaders *headers, GError **error)
{
  const char *encoding = soup_message_headers_get_list (headers, "Content-Encoding");

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0)
    return TRUE;
  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
               _ ("The answer of pagoPA (%s) came compressed, which was not asked for, and was not "
                  "read."),
               g_uri_get_host (soup_message_get_uri (try->message)));
  return FALSE;
}

/* A peer that closes early is noticed by libsoup where the length was told; here too, as a stream
 * that ends by itself and a broken one look alike otherwise. */
static gboolean
is_whole (SoupMessageHeaders *headers, GBytes *body)
{
  return soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH
         || soup_message_headers_get_content_length (headers) == (goffset) g_bytes_get_size (body);
}

static DescoHttpAnswer *
receive (Try *try, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (try->message);
  g_autoptr (DescoHttpAnswer) answer = g_new0 (DescoHttpAnswer, 1);

  try->answered = TRUE;
  answer->status = soup_message_get_status (try->message);
  answer->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  answer->retry_after = read_retry_after (headers);
  answer->body
      = check_plain (try, headers, error) ? read_body (try, stream, cancellable, error) : NULL;
  if (answer->body == NULL)
    return NULL;
  if (!is_whole (headers, answer->body))
    {
      g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
                   _ ("The answer of pagoPA (%s) was cut short."),
                   g_uri_get_host (soup_message_get_uri (try->message)));
      return NULL;
    }
  return g_steal_pointer (&answer);
}

static DescoHttpAnswer *
send_and_receive (Try *try, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) problem = NULL;
  DescoHttpAnswer *answer;

  soup_session_send_async (try->lane->session, try->message, G_PRIORITY_DEFAULT, try->cancellable,
                           on_ready, try);
  result = wait_for_result (try);
  stream = soup_session_send_finish (try->lane->session, result, &problem);
  if (stream == NULL)
    {
      set_failure (error, try, cancellable, g_steal_pointer (&problem));
      return NULL;
    }

  answer = receive (try, stream, cancellable, error);
  /* What is left of an answer that was given up is not drained: its connection is closed. */
  if (answer == NULL)
    g_cancellable_cancel (try->cancellable);
  g_input_stream_close (stream, try->cancellable, NULL);
  return answer;
}

static gboolean
is_worth_another_try (const DescoHttpRequest *request, const GError *error)
{
  if (error->domain != DESCO_PAGOPA_ERROR)
    return FALSE;
  /* Nothing was sent, or nothing that changes anything. */
  return error->code == DESCO_PAGOPA_ERROR_UNREACHABLE
         || (error->code == DESCO_PAGOPA_ERROR_PROTOCOL && changes_nothing (request));
}

/* Turns an answer that means "not now" into an error. */
static gboolean
check_server (const DescoHttpRequest *request, const DescoHttpAnswer *answer, GError **error)
{
  if (answer->status == STATUS_TOO_MANY_REQUESTS)
    {
      desco_pagopa_error_set_throttled (error, answer->retry_after);
      return FALSE;
    }
  if (answer->status >= 500 || answer->status == SOUP_STATUS_REQUEST_TIMEOUT)
    {
      g_set_error (error, DESCO_PAGOPA_ERROR,
                   changes_nothing (request) ? DESCO_PAGOPA_ERROR_UNREACHABLE
                                             : DESCO_PAGOPA_ERROR_UNCERTAIN,
                   _ ("pagoPA has a problem of its own (error %u)."), answer->status);
      return FALSE;
    }
  return TRUE;
}

/* One try, when the platform takes another call of this key. */
static DescoHttpAnswer *
send_in_turn (DescoHttpClient *self,
              const DescoHttpRequest *request,
              const DescoRetryPolicy *policy,
              GCancellable *cancellable,
              GError **error)
{
  DescoHttpAnswer *answer;
  guint64 ticket;

  if (request->limit == NULL)
    return desco_http_client_send (self, request, policy, cancellable, error);
  if (!desco_call_limit_enter (request->limit, policy, &ticket, cancellable, error))
    return NULL;

  answer = desco_http_client_send (self, request, policy, cancellable, error);
  desco_call_limit_leave (request->limit, policy, ticket);
  if (answer != NULL && answer->status == STATUS_TOO_MANY_REQUESTS)
    desco_call_limit_slow_down (request->limit, policy, answer->retry_after);
  return answer;
}

static void
desco_http_client_finalize (GObject *object)
{
  DescoHttpClient *self = DESCO_HTTP_CLIENT (object);

  g_queue_clear_full (&self->idle_lanes, free_lane);
  g_clear_object (&self->tls_database);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (desco_http_client_parent_class)->finalize (object);
}

static void
desco_http_client_class_init (DescoHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_http_client_finalize;
}

static void
desco_http_client_init (DescoHttpClient *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->idle_lanes);
}

/**
 * desco_http_client_new:
 *
 * Returns: (transfer full): a client, for use from any thread
 */
DescoHttpClient *
desco_http_client_new (void)
{
  return g_object_new (DESCO_TYPE_HTTP_CLIENT, NULL);
}

/**
 * desco_http_client_set_tls_database:
 * @self: a client that is not in use yet
 * @database: who is trusted, in the place of those whom this system trusts
 */
void
desco_http_client_set_tls_database (DescoHttpClient *self, GTlsDatabase *database)
{
  g_set_object (&self->tls_database, database);
}

/**
 * desco_http_client_send:
 * @self: a client
 * @request: what to send
 * @policy: how long to wait for it
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR: %DESCO_PAGOPA_ERROR_UNREACHABLE where the request
 *   was not sent or changes nothing, %DESCO_PAGOPA_ERROR_UNCERTAIN where it may have arrived,
 *   %DESCO_PAGOPA_ERROR_PROTOCOL for an answer cut short, %DESCO_PAGOPA_ERROR_TOO_LARGE; or
 *   %G_IO_ERROR_CANCELLED
 *
 * Sends a request once, and waits for its answer on a main context of its own.
 *
 * Returns: (transfer full) (nullable): the answer, whatever its status
 */
DescoHttpAnswer *
desco_http_client_send (DescoHttpClient *self,
                        const DescoHttpRequest *request,
                        const DescoRetryPolicy *policy,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GCancellable) either = g_cancellable_new ();
  g_autoptr (SoupMessage) message = make_message (request);
  g_autoptr (GSource) deadline = g_timeout_source_new (policy->deadline);
  Try try = { .request = request, .policy = policy, .message = message, .cancellable = either };
  DescoHttpAnswer *answer;
  gulong handler = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), either, NULL);

  try.lane = take_lane (self, policy);
  g_signal_connect (message, "starting", G_CALLBACK (on_starting), &try);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), &try);
  g_source_set_callback (deadline, on_deadline, &try, NULL);
  g_source_attach (deadline, try.lane->context);

  answer = send_and_receive (&try, cancellable, error);

  g_source_destroy (deadline);
  g_signal_handlers_disconnect_by_data (message, &try);
  give_lane_back (self, try.lane);
  g_cancellable_disconnect (cancellable, handler);
  return answer;
}

/**
 * desco_http_client_send_patiently:
 * @self: a client
 * @request: what to send
 * @policy: how often, and how long to wait
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): as of desco_http_client_send(); and %DESCO_PAGOPA_ERROR_THROTTLED
 *
 * Sends a request in its turn, and again while that cannot do anything twice: when it was not sent, was turned away
 * unread (429), or only asks. An answer of 500 and more, or 408, is an error; to a request that changes
 * something it is %DESCO_PAGOPA_ERROR_UNCERTAIN, and for the caller to settle.
 *
 * Returns: (transfer full) (nullable): the answer, of a status below 500
 */
DescoHttpAnswer *
desco_http_client_send_patiently (DescoHttpClient *self,
                                  const DescoHttpRequest *request,
                                  const DescoRetryPolicy *policy,
                                  GCancellable *cancellable,
                                  GError **error)
{
  for (guint n_tries = 1;; n_tries++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (DescoHttpAnswer) answer
          = send_in_turn (self, request, policy, cancellable, &problem);
      guint delay = desco_retry_policy_draw_delay (policy, n_tries);
      gboolean again;

      if (answer != NULL && check_server (request, answer, &problem))
        return g_steal_pointer (&answer);

      if (problem != NULL && answer == NULL)
        delay = MAX (delay, desco_pagopa_error_get_retry_after (problem) * 1000);
      if (answer != NULL)
        delay = MAX (delay, answer->retry_after * 1000);
      if (g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_THROTTLED))
        again = delay <= policy->max_retry_after;
      else
        again = is_worth_another_try (request, problem) && delay <= policy->max_retry_after;

      if (!again || n_tries >= policy->max_tries)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      desco_retry_policy_sleep (policy, delay, cancellable);
    }
}

/**
 * desco_http_answer_free:
 * @self: (transfer full): an answer
 */
void
desco_http_answer_free (DescoHttpAnswer *self)
{
  g_free (self->content_type);
  g_free (self->location);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}
