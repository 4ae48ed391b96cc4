/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-platform-client-private.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-gpd-json-private.h"
#include "pagopa/desco-pagopa-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CREDITOR_LENGTH 11
#define MAX_DAYS_OF_PAYMENT 30
/* What a sandbox on this machine is shown where there is no key: it takes any. */
#define PRACTICE_KEY "practice"

struct _DescoPlatformClient
{
  GObject parent_instance;

  char *root_url;
  gboolean is_loopback;
  DescoSecrets *secrets;
  DescoSecretName secret;
  const DescoPlatformCredentials *credentials; /* NULL for a subscription key */
  char *user;                                  /* with a password; NULL for a subscription key */
  DescoProblemReader read_problem;
  DescoHttpClient *client;
  DescoRetryPolicy policy;

  GMutex lock;
  gboolean is_known;
  char *key; /* looked up once, with what follows; under the lock until it is known */
  GTlsCertificate *certificate;
  DescoCallLimit *limit; /* of the key */
};

G_DEFINE_FINAL_TYPE (DescoPlatformClient, desco_platform_client, G_TYPE_OBJECT)

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING);
}

static gboolean
look_up_key (DescoPlatformClient *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean is_practice;

  self->key
      = desco_secrets_lookup (self->secrets, self->secret, self->root_url, cancellable, &problem);
  is_practice = self->is_loopback && is_missing (problem);
  if (is_practice)
    self->key = g_strdup (PRACTICE_KEY);
  else if (self->key == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  /* It is pagoPA's keys that have a limit. */
  if (self->user == NULL)
    self->limit = desco_call_limit_get (self->root_url, self->key, !is_practice);
  return TRUE;
}

/* One that may be missing: @value is %NULL then. */
static gboolean
look_up_optional (DescoPlatformClient *self,
                  DescoSecretName name,
                  char **value,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GError) problem = NULL;

  *value = desco_secrets_lookup (self->secrets, name, self->root_url, cancellable, &problem);
  if (*value != NULL || is_missing (problem))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
look_up_user (DescoPlatformClient *self, GCancellable *cancellable, GError **error)
{
  const DescoPlatformCredentials *names = self->credentials;
  g_autofree char *certificate = NULL;
  g_autofree char *certificate_key = NULL;
  g_autofree char *user = NULL;

  if (!look_up_optional (self, names->certificate, &certificate, cancellable, error)
      || !look_up_optional (self, names->certificate_key, &certificate_key, cancellable, error)
      || !look_up_optional (self, names->user, &user, cancellable, error))
    return FALSE;

  if (certificate != NULL)
    {
      self->certificate = desco_secrets_load_certificate (certificate, certificate_key, error);
      if (self->certificate == NULL)
        return FALSE;
    }
  if (user == NULL && certificate == NULL && self->is_loopback)
    {
      self->key = g_strdup (PRACTICE_KEY);
      self->user = g_strdup (PRACTICE_KEY);
      return TRUE;
    }
  if (user == NULL && certificate != NULL)
    return TRUE;

  /* Where there is neither, this says that the password is missing. */
  self->key
      = desco_secrets_lookup (self->secrets, names->password, self->root_url, cancellable, error);
  if (self->key == NULL)
    return FALSE;
  if (user == NULL)
    user = desco_secrets_lookup (self->secrets, names->user, self->root_url, cancellable, error);
  self->user = g_steal_pointer (&user);
  return self->user != NULL;
}

/* Who asks: looked up once, and left alone from then on. */
static gboolean
look_up_login (DescoPlatformClient *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!self->is_known && self->credentials != NULL)
    self->is_known = look_up_user (self, cancellable, error);
  else if (!self->is_known)
    self->is_known = look_up_key (self, cancellable, error);
  return self->is_known;
}

static gboolean
is_kind_of (const DescoHttpAnswer *answer, const char *kind)
{
  g_autofree char *suffix = g_strconcat ("+", kind, NULL);
  g_autofree char *application = g_strconcat ("application/", kind, NULL);
  g_autofree char *text = g_strconcat ("text/", kind, NULL);

  return answer->content_type != NULL
         && (g_ascii_strcasecmp (answer->content_type, application) == 0
             || g_ascii_strcasecmp (answer->content_type, text) == 0
             || g_str_has_suffix (answer->content_type, suffix));
}

/* Where only the yes counts, anything but a web page says it. */
static gboolean
is_wanted (const DescoHttpAnswer *answer, const char *kind)
{
  return kind != NULL ? is_kind_of (answer, kind) : !is_kind_of (answer, "html");
}

static void
set_strange_kind (GError **error, const DescoHttpAnswer *answer)
{
  if (is_kind_of (answer, "html"))
    g_set_error_literal (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
        _ ("A web page came where an answer of pagoPA was expected: the network may want a login, "
           "or the address in the setting pagopa.url is not pagoPA's."));
  else
    g_set_error (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
        _ ("Something of the kind %s came where an answer of pagoPA was expected: check the "
           "address in the setting pagopa.url."),
        answer->content_type != NULL ? answer->content_type : "?");
}

/* The platform's own words, which say which field it means. */
static void
set_problem (DescoPlatformClient *self,
             GError **error,
             DescoPagopaError code,
             const DescoHttpAnswer *answer)
{
  g_autofree char *problem = self->read_problem (answer->body);

  if (problem != NULL)
    g_set_error (error, DESCO_PAGOPA_ERROR, (int) code, _ ("pagoPA refused the request (%u): %s"),
                 answer->status, problem);
  else
    g_set_error (error, DESCO_PAGOPA_ERROR, (int) code,
                 _ ("pagoPA refused the request (%u) and did not say why."), answer->status);
}

static void
desco_platform_client_finalize (GObject *object)
{
  DescoPlatformClient *self = DESCO_PLATFORM_CLIENT (object);

  g_free (self->root_url);
  g_free (self->user);
  g_clear_object (&self->secrets);
  g_clear_object (&self->client);
  g_clear_object (&self->certificate);
  desco_secret_free (self->key);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (desco_platform_client_parent_class)->finalize (object);
}

static void
desco_platform_client_class_init (DescoPlatformClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_platform_client_finalize;
}

static void
desco_platform_client_init (DescoPlatformClient *self)
{
  self->client = desco_http_client_new ();
  self->policy = desco_retry_policy_default ();
  self->read_problem = desco_gpd_json_to_problem;
  self->secret = DESCO_SECRET_SUBSCRIPTION_KEY;
  g_mutex_init (&self->lock);
}

/**
 * desco_platform_client_new:
 * @root_url: the platform's root, to which its services' paths are added
 * @secrets: where the key is looked up, by @root_url, at the first request
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `pagopa.url`
 *
 * What every provider over HTTP stands on: who asks, how often, and what an answer says. The address
 * is https, but for a sandbox on this machine, which is also reached without a key. For use from any
 * thread.
 *
 * Returns: (transfer full) (nullable): a client that shows a subscription key
 */
DescoPlatformClient *
desco_platform_client_new (const char *root_url, DescoSecrets *secrets, GError **error)
{
  gboolean is_loopback;
  char *url = desco_platform_check_url (root_url, &is_loopback, error);
  DescoPlatformClient *self;

  if (url == NULL)
    return NULL;

  self = g_object_new (DESCO_TYPE_PLATFORM_CLIENT, NULL);
  self->root_url = url;
  self->is_loopback = is_loopback;
  self->secrets = g_object_ref (secrets);
  return self;
}

/**
 * desco_platform_client_set_login:
 * @self: a client that is not in use yet
 * @secret: which secret it shows
 * @user: (nullable): whose password it is ("Basic" of RFC 7617); %NULL where it is a subscription
 *   key
 */
void
desco_platform_client_set_login (DescoPlatformClient *self,
                                 DescoSecretName secret,
                                 const char *user)
{
  self->secret = secret;
  g_free (self->user);
  self->user = g_strdup (user);
}

/**
 * desco_platform_client_set_credentials:
 * @self: a client that is not in use yet
 * @credentials: (transfer none): which secrets say who it is; a constant
 *
 * For a platform that wants a user and a password, or a certificate, in place of a subscription key.
 */
void
desco_platform_client_set_credentials (DescoPlatformClient *self,
                                       const DescoPlatformCredentials *credentials)
{
  self->credentials = credentials;
}

/**
 * desco_platform_client_set_tls_database:
 * @self: a client that is not in use yet
 * @database: who is trusted, in the place of those whom this system trusts
 */
void
desco_platform_client_set_tls_database (DescoPlatformClient *self, GTlsDatabase *database)
{
  desco_http_client_set_tls_database (self->client, database);
}

/**
 * desco_platform_client_set_problem_reader:
 * @self: a client that is not in use yet
 * @read_problem: reads the platform's refusals, where they are no RFC 7807 documents
 */
void
desco_platform_client_set_problem_reader (DescoPlatformClient *self,
                                          DescoProblemReader read_problem)
{
  self->read_problem = read_problem;
}

/**
 * desco_platform_client_set_retry_policy:
 * @self: a client that is not in use yet
 * @policy: how patient it is to be
 */
void
desco_platform_client_set_retry_policy (DescoPlatformClient *self, const DescoRetryPolicy *policy)
{
  self->policy = *policy;
}

/**
 * desco_platform_client_set_loopback:
 * @self: a client that is not in use yet
 * @is_loopback: whether it asks at this machine only, so that it needs no key
 *
 * For a provider whose services are not below the root.
 */
void
desco_platform_client_set_loopback (DescoPlatformClient *self, gboolean is_loopback)
{
  self->is_loopback = is_loopback;
}

/**
 * desco_platform_client_get_root:
 * @self: a client
 *
 * Returns: (transfer none): the root address, without a `/` at its end
 */
const char *
desco_platform_client_get_root (DescoPlatformClient *self)
{
  return self->root_url;
}

/**
 * desco_platform_client_get_retry_policy:
 * @self: a client
 *
 * Returns: (transfer none): how patient it is
 */
const DescoRetryPolicy *
desco_platform_client_get_retry_policy (DescoPlatformClient *self)
{
  return &self->policy;
}

/**
 * desco_platform_client_send:
 * @self: a client
 * @request: what to ask
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): as of desco_http_client_send_patiently(), or of the key
 *
 * Sends one logical request, in as many tries as are harmless.
 *
 * Returns: (transfer full) (nullable): the answer, of a status below 500 and other than 429, for the
 *   caller to judge: see desco_platform_client_check_answer()
 */
DescoHttpAnswer *
desco_platform_client_send (DescoPlatformClient *self,
                            const DescoPlatformRequest *request,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *new_id = request->request_id == NULL ? g_uuid_string_random () : NULL;
  DescoHttpRequest complete = {
    .method = request->method,
    .url = request->url,
    .accept = request->accept != NULL ? request->accept : DESCO_ACCEPT_JSON,
    .content_type = request->content_type,
    .request_id = new_id != NULL ? new_id : request->request_id,
    .body = request->body,
  };

  if (!look_up_login (self, cancellable, error))
    return NULL;

  complete.user = self->user;
  complete.key = self->key;
  complete.certificate = self->certificate;
  complete.limit = self->limit;
  return desco_http_client_send_patiently (self->client, &complete, &self->policy, cancellable,
                                           error);
}

/**
 * desco_platform_client_ask:
 * @self: a client
 * @request: what to ask
 * @kind: (nullable): `json` or `xml`; %NULL where only the yes counts
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): as of desco_platform_client_send() and desco_platform_client_check_answer()
 *
 * Returns: (transfer full) (nullable): the document that says yes
 */
GBytes *
desco_platform_client_ask (DescoPlatformClient *self,
                           const DescoPlatformRequest *request,
                           const char *kind,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (DescoHttpAnswer) answer
      = desco_platform_client_send (self, request, cancellable, error);

  if (answer == NULL || !desco_platform_client_check_answer (self, answer, kind, error))
    return NULL;
  return g_bytes_ref (answer->body);
}

/**
 * desco_platform_client_get:
 * @self: a client
 * @url: what to read
 * @kind: `json` or `xml`
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): as of desco_platform_client_ask()
 *
 * Returns: (transfer full) (nullable): the document
 */
GBytes *
desco_platform_client_get (DescoPlatformClient *self,
                           const char *url,
                           const char *kind,
                           GCancellable *cancellable,
                           GError **error)
{
  const DescoPlatformRequest request = {
    .method = "GET",
    .url = url,
    .accept = g_str_equal (kind, "xml") ? DESCO_ACCEPT_XML : DESCO_ACCEPT_JSON,
  };

  return desco_platform_client_ask (self, &request, kind, cancellable, error);
}

/**
 * desco_platform_client_check_answer:
 * @self: a client
 * @answer: an answer of a status below 500 and other than 429
 * @kind: (nullable): `json` or `xml`; %NULL where only the yes counts
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR: what the platform refused and its own words why,
 *   or %DESCO_PAGOPA_ERROR_PROTOCOL for what cannot be its answer
 *
 * Returns: whether the answer says yes, in a document of @kind
 */
gboolean
desco_platform_client_check_answer (DescoPlatformClient *self,
                                    const DescoHttpAnswer *answer,
                                    const char *kind,
                                    GError **error)
{
  if (answer->status >= 200 && answer->status < 300)
    {
      if (is_wanted (answer, kind))
        return TRUE;
      set_strange_kind (error, answer);
    }
  else if (answer->status < 400)
    g_set_error_literal (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
        _ ("pagoPA's address sends elsewhere, and the key is not taken there: check the setting "
           "pagopa.url."));
  /* The platform never writes a web page: this is a proxy's refusal, whatever its number. */
  else if (is_kind_of (answer, "html"))
    set_strange_kind (error, answer);
  else if ((answer->status == 401 || answer->status == 403) && self->credentials != NULL)
    g_set_error_literal (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED,
        _ ("The payment service does not accept the user and password, or the certificate, for "
           "this creditor: ask whoever runs it, and store them again."));
  else if (answer->status == 401 || answer->status == 403)
    g_set_error_literal (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED,
        _ ("pagoPA does not accept the subscription key for this creditor: check it in pagoPA's "
           "back office and store it again."));
  else if (answer->status == 404)
    set_problem (self, error, DESCO_PAGOPA_ERROR_NOT_FOUND, answer);
  else if (answer->status == 409)
    set_problem (self, error, DESCO_PAGOPA_ERROR_CONFLICT, answer);
  else
    set_problem (self, error, DESCO_PAGOPA_ERROR_REFUSED, answer);
  return FALSE;
}

/**
 * desco_platform_is_loopback:
 * @host: a name or an address
 *
 * Returns: whether it is this machine
 */
gboolean
desco_platform_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/**
 * desco_platform_check_url:
 * @text: (nullable): an address
 * @is_loopback: (out): whether it is on this machine
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `pagopa.url`
 *
 * The key goes in the clear over http, so http is for this machine only.
 *
 * Returns: (transfer full) (nullable): the address, without a `/` at its end
 */
char *
desco_platform_check_url (const char *text, gboolean *is_loopback, GError **error)
{
  g_autoptr (GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  char *url;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || (!g_str_equal (g_uri_get_scheme (uri), "https")
          && !g_str_equal (g_uri_get_scheme (uri), "http")))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "pagopa.url",
                             _ ("“%s” is not the address of pagoPA: it reads like "
                                "https://api.platform.pagopa.it"),
                             text != NULL ? text : "");
      return NULL;
    }

  *is_loopback = desco_platform_is_loopback (host);
  if (!*is_loopback && !g_str_equal (g_uri_get_scheme (uri), "https"))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "pagopa.url",
                             _ ("%s would be reached without encryption, and the key could be read "
                                "on the way: write https."),
                             text);
      return NULL;
    }

  url = g_strdup (text);
  while (g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';
  return url;
}

/**
 * desco_platform_check_creditor:
 * @tax_code: (nullable): a creditor's tax code
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `creditorTaxCode`
 *
 * Returns: whether it can stand in an address: 11 digits
 */
gboolean
desco_platform_check_creditor (const char *tax_code, GError **error)
{
  if (tax_code != NULL && strlen (tax_code) == CREDITOR_LENGTH
      && strspn (tax_code, "0123456789") == CREDITOR_LENGTH)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "creditorTaxCode",
                         _ ("“%s” is not the tax code of a creditor, which has 11 digits."),
                         tax_code != NULL ? tax_code : "");
  return FALSE;
}

/**
 * desco_platform_check_page_limit:
 * @limit: how many a page are asked for
 * @maximum: how many the platform gives
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `limit`
 *
 * Returns: whether that can be asked for
 */
gboolean
desco_platform_check_page_limit (guint limit, guint maximum, GError **error)
{
  if (limit <= maximum)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "limit",
                         _ ("pagoPA lists at most %u at a time, not %u."), maximum, limit);
  return FALSE;
}

/**
 * desco_platform_check_paid_days:
 * @from: the first day of payment, or not valid
 * @to: the last, or not valid
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `paidTo`
 *
 * Returns: whether the platform lists that many days at a time
 */
gboolean
desco_platform_check_paid_days (const GDate *from, const GDate *to, GError **error)
{
  int days;

  if (!g_date_valid (from) || !g_date_valid (to))
    return TRUE;

  days = g_date_days_between (from, to);
  if (days >= 0 && days <= MAX_DAYS_OF_PAYMENT)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "paidTo",
                         _ ("pagoPA lists payments of at most %d days at a time, the first day "
                            "before the last: choose other dates."),
                         MAX_DAYS_OF_PAYMENT);
  return FALSE;
}

/**
 * desco_platform_add_parameter:
 * @url: an address
 * @name: a parameter's name
 * @value: its value, which is escaped here
 */
void
desco_platform_add_parameter (GString *url, const char *name, const char *value)
{
  g_string_append_c (url, strchr (url->str, '?') == NULL ? '?' : '&');
  g_string_append_printf (url, "%s=", name);
  g_string_append_uri_escaped (url, value, NULL, FALSE);
}

/**
 * desco_platform_add_number:
 * @url: an address
 * @name: a parameter's name
 * @value: its value
 */
void
desco_platform_add_number (GString *url, const char *name, guint value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);

  desco_platform_add_parameter (url, name, text);
}

/**
 * desco_platform_add_date:
 * @url: an address
 * @name: a parameter's name
 * @date: a day; nothing is added where it is not valid
 */
void
desco_platform_add_date (GString *url, const char *name, const GDate *date)
{
  g_autofree char *text = NULL;

  if (!g_date_valid (date))
    return;
  text = desco_date_to_iso (date);
  desco_platform_add_parameter (url, name, text);
}
