/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-provider.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-uuid.h"
#include "pagopa/desco-gpd-json-private.h"
#include "pagopa/desco-http-client-private.h"
#include "pagopa/desco-pagopa-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define POSITIONS_PATH "/gpd/debt-positions-service/v1"
#define RECEIPTS_PATH "/gpd/payments-receipts-service/v1"
#define CREDITOR_LENGTH 11
#define MAX_POSITIONS_A_PAGE 50
#define MAX_RECEIPTS_A_PAGE 100
#define MAX_DAYS_OF_PAYMENT 30
#define JSON_ONLY "application/json"
#define XML_OR_PROBLEM "application/xml, application/json;q=0.5"
/* What a sandbox on this machine is shown where there is no key: it takes any. */
#define PRACTICE_KEY "practice"

struct _DescoGpdProvider
{
  GObject parent_instance;

  char *root_url;
  char *positions_url;
  char *receipts_url;
  char *creditor_tax_code;
  gboolean is_loopback;
  DescoSecrets *secrets;
  DescoHttpClient *client;
  DescoRetryPolicy policy;

  GMutex lock;
  char *key; /* looked up once; under the lock */
};

/* What the platform's state says about something that was to be done there. */
typedef enum
{
  VERDICT_DONE,
  VERDICT_NOT_DONE,
  VERDICT_IMPOSSIBLE,
} Verdict;

/* Something that changes the platform's state, and must do so once. */
typedef struct _Deed Deed;

struct _Deed
{
  const char *iupd;
  const char *url;
  GBytes *body; /* may be NULL */
  Verdict (*judge) (DescoGpdProvider *self, const Deed *deed, const DescoDebtPosition *found);
  const char *(*explain) (const DescoDebtPosition *found);
  DescoDebtPosition *position; /* what is to be created, or NULL */
};

static void desco_gpd_provider_iface_init (DescoPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoGpdProvider,
                               desco_gpd_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAYMENT_PROVIDER,
                                                      desco_gpd_provider_iface_init))

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* The key goes in the clear over http, so http is for this machine only. */
static char *
check_url (const char *text, gboolean *is_loopback, GError **error)
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

  *is_loopback = is_loopback_host (host);
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

static char *
get_key (DescoGpdProvider *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *key;

  g_mutex_lock (&self->lock);
  if (self->key == NULL)
    {
      self->key = desco_secrets_lookup (self->secrets, DESCO_SECRET_SUBSCRIPTION_KEY,
                                        self->root_url, cancellable, &problem);
      if (self->is_loopback
          && g_error_matches (problem, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING))
        {
          g_clear_error (&problem);
          self->key = g_strdup (PRACTICE_KEY);
        }
    }
  key = g_strdup (self->key);
  g_mutex_unlock (&self->lock);

  if (key == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return key;
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
set_problem (GError **error, DescoPagopaError code, const DescoHttpAnswer *answer)
{
  g_autofree char *problem = desco_gpd_json_to_problem (answer->body);

  if (problem != NULL)
    g_set_error (error, DESCO_PAGOPA_ERROR, (int) code, _ ("pagoPA refused the request (%u): %s"),
                 answer->status, problem);
  else
    g_set_error (error, DESCO_PAGOPA_ERROR, (int) code,
                 _ ("pagoPA refused the request (%u) and did not say why."), answer->status);
}

/* Whether the answer says yes, in a document of @kind. */
static gboolean
check_answer (const DescoHttpAnswer *answer, const char *kind, GError **error)
{
  if (answer->status >= 200 && answer->status < 300)
    {
      if (is_kind_of (answer, kind))
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
  else if (answer->status == 401 || answer->status == 403)
    g_set_error_literal (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED,
        _ ("pagoPA does not accept the subscription key for this creditor: check it in pagoPA's "
           "back office and store it again."));
  else if (answer->status == 404)
    set_problem (error, DESCO_PAGOPA_ERROR_NOT_FOUND, answer);
  else if (answer->status == 409)
    set_problem (error, DESCO_PAGOPA_ERROR_CONFLICT, answer);
  else
    set_problem (error, DESCO_PAGOPA_ERROR_REFUSED, answer);
  return FALSE;
}

/* Sends one logical request, in as many tries as are harmless, and returns the document that
 * answers it. */
static GBytes *
ask (DescoGpdProvider *self,
     const DescoHttpRequest *request,
     const char *kind,
     GCancellable *cancellable,
     GError **error)
{
  char *key = get_key (self, cancellable, error);
  DescoHttpRequest complete = *request;
  g_autoptr (DescoHttpAnswer) answer = NULL;

  if (key == NULL)
    return NULL;

  complete.key = key;
  answer = desco_http_client_send_patiently (self->client, &complete, &self->policy, cancellable,
                                             error);
  desco_secret_free (key);
  if (answer == NULL || !check_answer (answer, kind, error))
    return NULL;
  return g_bytes_ref (answer->body);
}

static GBytes *
ask_for (DescoGpdProvider *self,
         const char *url,
         const char *accept,
         const char *kind,
         GCancellable *cancellable,
         GError **error)
{
  g_autofree char *request_id = g_uuid_string_random ();
  const DescoHttpRequest request
      = { .method = "GET", .url = url, .accept = accept, .request_id = request_id };

  return ask (self, &request, kind, cancellable, error);
}

static char *
make_position_url (DescoGpdProvider *self, const char *iupd, const char *action)
{
  g_autofree char *name = g_uri_escape_string (iupd, NULL, FALSE);

  return g_strconcat (self->positions_url, "/organizations/", self->creditor_tax_code,
                      "/debtpositions/", name, action, NULL);
}

static DescoDebtPosition *
read_back (DescoGpdProvider *self, const char *iupd, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = make_position_url (self, iupd, "");
  g_autoptr (GBytes) json = ask_for (self, url, JSON_ONLY, "json", cancellable, error);
  g_autoptr (DescoDebtPosition) found = NULL;

  if (json == NULL)
    return NULL;
  found = desco_gpd_json_to_position (json, error);
  if (found == NULL || g_str_equal (found->iupd, iupd))
    return g_steal_pointer (&found);

  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
               _ ("pagoPA was asked for the debt position %s and gave %s."), iupd, found->iupd);
  return NULL;
}

/* Whether, after this, only the platform's state can tell what happened. */
static gboolean
is_open (const GError *error)
{
  return g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNCERTAIN)
         || g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL)
         || g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_TOO_LARGE)
         || g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
}

static DescoDebtPosition *
try_deed (DescoGpdProvider *self,
          const Deed *deed,
          const char *request_id,
          GCancellable *cancellable,
          GError **error)
{
  const DescoHttpRequest request = {
    .method = "POST",
    .url = deed->url,
    .accept = JSON_ONLY,
    .request_id = request_id,
    .body = deed->body,
  };
  g_autoptr (GBytes) json = ask (self, &request, "json", cancellable, error);

  return json != NULL ? desco_gpd_json_to_position (json, error) : NULL;
}

/* Looks at the platform's state after a try whose outcome is open. Sets @found where the deed is
 * done; sets @error where it cannot be, or where nobody can tell. */
static Verdict
settle (DescoGpdProvider *self,
        const Deed *deed,
        const GError *problem,
        DescoDebtPosition **found,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GError) silence = NULL;
  g_autoptr (DescoDebtPosition) position = read_back (self, deed->iupd, cancellable, &silence);
  gboolean was_refused = g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
  Verdict verdict;

  if (position == NULL
      && !g_error_matches (silence, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    {
      if (silence->domain != DESCO_PAGOPA_ERROR
          || g_error_matches (silence, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED))
        g_propagate_error (error, g_steal_pointer (&silence));
      else
        g_set_error (
            error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNCERTAIN,
            _ ("The request was sent, and whether it arrived is not known yet. It is asked "
               "again later, and nothing is done twice. %s"),
            silence->message);
      return VERDICT_IMPOSSIBLE;
    }

  verdict = deed->judge (self, deed, position);
  if (verdict == VERDICT_DONE)
    *found = g_steal_pointer (&position);
  else if (verdict == VERDICT_IMPOSSIBLE && position == NULL)
    g_propagate_error (error, g_steal_pointer (&silence));
  else if (verdict == VERDICT_IMPOSSIBLE)
    g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT,
                         deed->explain (position));
  else if (was_refused)
    {
      g_propagate_error (error, g_error_copy (problem));
      verdict = VERDICT_IMPOSSIBLE;
    }
  return verdict;
}

/* Does something once. A try whose answer is lost, broken or a 409 is followed by a look at the
 * platform's state, and by another try only if that shows that the first one did nothing. */
static DescoDebtPosition *
carry_out (DescoGpdProvider *self,
           const Deed *deed,
           gboolean *by_earlier_try,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *request_id = g_uuid_string_random ();

  *by_earlier_try = FALSE;
  for (guint n_tries = 1;; n_tries++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (DescoDebtPosition) done = try_deed (self, deed, request_id, cancellable, &problem);
      Verdict verdict;

      if (done != NULL)
        return g_steal_pointer (&done);
      if (!is_open (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }

      verdict = settle (self, deed, problem, &done, cancellable, error);
      if (verdict == VERDICT_DONE)
        {
          *by_earlier_try = TRUE;
          return g_steal_pointer (&done);
        }
      if (verdict == VERDICT_IMPOSSIBLE)
        return NULL;
      if (n_tries >= self->policy.max_tries)
        {
          /* It is known now that nothing was done, so that there is nothing uncertain about it. */
          if (problem->code == DESCO_PAGOPA_ERROR_UNCERTAIN)
            problem->code = DESCO_PAGOPA_ERROR_UNREACHABLE;
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      desco_retry_policy_sleep (
          &self->policy, desco_retry_policy_draw_delay (&self->policy, n_tries), cancellable);
    }
}

static Verdict
judge_creation (DescoGpdProvider *self, const Deed *deed, const DescoDebtPosition *found)
{
  if (found == NULL)
    return VERDICT_NOT_DONE;
  return desco_debt_position_is_same (deed->position, found, self->creditor_tax_code)
             ? VERDICT_DONE
             : VERDICT_IMPOSSIBLE;
}

static const char *
explain_creation (const DescoDebtPosition *found)
{
  return _ ("pagoPA already has a debt position with this identifier, and its amount, due date, "
            "debtor or account is another one: cancel this purchase and make a new one.");
}

static Verdict
judge_publication (DescoGpdProvider *self, const Deed *deed, const DescoDebtPosition *found)
{
  if (found == NULL)
    return VERDICT_IMPOSSIBLE;

  switch (found->status)
    {
    case DESCO_DEBT_POSITION_PUBLISHED:
    case DESCO_DEBT_POSITION_VALID:
    case DESCO_DEBT_POSITION_PARTIALLY_PAID:
    case DESCO_DEBT_POSITION_PAID:
    case DESCO_DEBT_POSITION_REPORTED:
      return VERDICT_DONE;
    case DESCO_DEBT_POSITION_DRAFT:
      return VERDICT_NOT_DONE;
    case DESCO_DEBT_POSITION_INVALID:
    case DESCO_DEBT_POSITION_EXPIRED:
    case DESCO_DEBT_POSITION_UNKNOWN:
    default:
      return VERDICT_IMPOSSIBLE;
    }
}

static const char *
explain_publication (const DescoDebtPosition *found)
{
  return _ (
      "The debt position was withdrawn or has expired at pagoPA and cannot be published: make "
      "a new purchase.");
}

static Verdict
judge_invalidation (DescoGpdProvider *self, const Deed *deed, const DescoDebtPosition *found)
{
  if (found == NULL)
    return VERDICT_IMPOSSIBLE;

  switch (found->status)
    {
    case DESCO_DEBT_POSITION_INVALID:
      return VERDICT_DONE;
    case DESCO_DEBT_POSITION_PUBLISHED:
    case DESCO_DEBT_POSITION_VALID:
    case DESCO_DEBT_POSITION_DRAFT:
      return VERDICT_NOT_DONE;
    case DESCO_DEBT_POSITION_PARTIALLY_PAID:
    case DESCO_DEBT_POSITION_PAID:
    case DESCO_DEBT_POSITION_REPORTED:
    case DESCO_DEBT_POSITION_EXPIRED:
    case DESCO_DEBT_POSITION_UNKNOWN:
    default:
      return VERDICT_IMPOSSIBLE;
    }
}

static const char *
explain_invalidation (const DescoDebtPosition *found)
{
  if (found->status == DESCO_DEBT_POSITION_EXPIRED)
    return _ (
        "The debt position has expired at pagoPA: nobody can pay it any more, and it needs no "
        "withdrawing.");
  return _ ("The debt position has been paid at pagoPA and cannot be withdrawn: fetch its receipt, "
            "and refund it if need be.");
}

static gboolean
check_page_limit (guint limit, guint maximum, GError **error)
{
  if (limit <= maximum)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "limit",
                         _ ("pagoPA lists at most %u at a time, not %u."), maximum, limit);
  return FALSE;
}

static gboolean
check_paid_range (const DescoPositionQuery *query, GError **error)
{
  int days;

  if (!g_date_valid (&query->paid_from) || !g_date_valid (&query->paid_to))
    return TRUE;

  days = g_date_days_between (&query->paid_from, &query->paid_to);
  if (days >= 0 && days <= MAX_DAYS_OF_PAYMENT)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "paidTo",
                         _ ("pagoPA lists payments of at most %d days at a time, the first day "
                            "before the last: choose other dates."),
                         MAX_DAYS_OF_PAYMENT);
  return FALSE;
}

static void
add_parameter (GString *url, const char *name, const char *value)
{
  g_string_append_c (url, strchr (url->str, '?') == NULL ? '?' : '&');
  g_string_append_printf (url, "%s=", name);
  g_string_append_uri_escaped (url, value, NULL, FALSE);
}

static void
add_number (GString *url, const char *name, guint value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);

  add_parameter (url, name, text);
}

static void
add_date (GString *url, const char *name, const GDate *date)
{
  g_autofree char *text = NULL;

  if (!g_date_valid (date))
    return;
  text = desco_date_to_iso (date);
  add_parameter (url, name, text);
}

static DescoDebtPosition *
desco_gpd_provider_get (DescoPaymentProvider *provider,
                        const char *iupd,
                        GCancellable *cancellable,
                        GError **error)
{
  return read_back (DESCO_GPD_PROVIDER (provider), iupd, cancellable, error);
}

static DescoDebtPosition *
desco_gpd_provider_publish (DescoPaymentProvider *provider,
                            const char *iupd,
                            GCancellable *cancellable,
                            GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url = make_position_url (self, iupd, "/publish");
  const Deed deed
      = { .iupd = iupd, .url = url, .judge = judge_publication, .explain = explain_publication };
  gboolean by_earlier_try;

  return carry_out (self, &deed, &by_earlier_try, cancellable, error);
}

static DescoDebtPosition *
desco_gpd_provider_create (DescoPaymentProvider *provider,
                           DescoDebtPosition *position,
                           gboolean publish,
                           gboolean *already_there,
                           GCancellable *cancellable,
                           GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url
      = g_strdup_printf ("%s/organizations/%s/debtpositions?toPublish=%s", self->positions_url,
                         self->creditor_tax_code, publish ? "true" : "false");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (DescoDebtPosition) created = NULL;
  Deed deed = { .iupd = position->iupd,
                .url = url,
                .judge = judge_creation,
                .explain = explain_creation,
                .position = position };

  *already_there = FALSE;
  if (!desco_debt_position_validate (position, desco_clock_now (), error))
    return NULL;

  body = desco_gpd_json_from_position (position);
  deed.body = body;
  created = carry_out (self, &deed, already_there, cancellable, error);

  /* It may have been loaded by an earlier try that was not to publish it. */
  if (created != NULL && publish && created->status == DESCO_DEBT_POSITION_DRAFT)
    return desco_gpd_provider_publish (provider, position->iupd, cancellable, error);
  return g_steal_pointer (&created);
}

static DescoDebtPosition *
desco_gpd_provider_invalidate (DescoPaymentProvider *provider,
                               const char *iupd,
                               GCancellable *cancellable,
                               GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url = make_position_url (self, iupd, "/invalidate");
  const Deed deed
      = { .iupd = iupd, .url = url, .judge = judge_invalidation, .explain = explain_invalidation };
  gboolean by_earlier_try;

  return carry_out (self, &deed, &by_earlier_try, cancellable, error);
}

static DescoPositionPage *
desco_gpd_provider_list (DescoPaymentProvider *provider,
                         const DescoPositionQuery *query,
                         GCancellable *cancellable,
                         GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autoptr (GString) url = g_string_new (self->positions_url);
  g_autoptr (GBytes) json = NULL;

  if (!check_page_limit (query->limit, MAX_POSITIONS_A_PAGE, error)
      || !check_paid_range (query, error))
    return NULL;

  g_string_append_printf (url, "/organizations/%s/debtpositions", self->creditor_tax_code);
  add_number (url, "limit", query->limit != 0 ? query->limit : MAX_POSITIONS_A_PAGE);
  add_number (url, "page", query->page);
  add_date (url, "due_date_from", &query->due_from);
  add_date (url, "due_date_to", &query->due_to);
  add_date (url, "payment_date_from", &query->paid_from);
  add_date (url, "payment_date_to", &query->paid_to);
  if (query->status != DESCO_DEBT_POSITION_UNKNOWN)
    add_parameter (url, "status", desco_debt_position_status_to_string (query->status));
  /* Pages that do not shift when something is added while they are read. */
  add_parameter (url, "orderby", "INSERTED_DATE");
  add_parameter (url, "ordering", "ASC");

  json = ask_for (self, url->str, JSON_ONLY, "json", cancellable, error);
  return json != NULL ? desco_gpd_json_to_position_page (json, error) : NULL;
}

static DescoReceiptPage *
desco_gpd_provider_list_receipts (DescoPaymentProvider *provider,
                                  const DescoReceiptQuery *query,
                                  GCancellable *cancellable,
                                  GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autoptr (GString) url = g_string_new (self->receipts_url);
  g_autoptr (GBytes) json = NULL;

  if (!check_page_limit (query->limit, MAX_RECEIPTS_A_PAGE, error))
    return NULL;

  g_string_append_printf (url, "/payments/%s/receipts", self->creditor_tax_code);
  add_number (url, "pageNum", query->page);
  add_number (url, "pageSize", query->limit != 0 ? query->limit : MAX_RECEIPTS_A_PAGE);
  add_date (url, "from", &query->from);
  add_date (url, "to", &query->to);
  if (query->debtor != NULL)
    add_parameter (url, "debtor", query->debtor);
  if (query->debtor_or_iuv != NULL)
    add_parameter (url, "debtorOrIuv", query->debtor_or_iuv);

  json = ask_for (self, url->str, JSON_ONLY, "json", cancellable, error);
  return json != NULL ? desco_gpd_json_to_receipt_page (json, error) : NULL;
}

static DescoReceiptData *
desco_gpd_provider_get_receipt (DescoPaymentProvider *provider,
                                const char *iuv,
                                GCancellable *cancellable,
                                GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *name = g_uri_escape_string (iuv, NULL, FALSE);
  g_autofree char *url = g_strconcat (self->receipts_url, "/payments/", self->creditor_tax_code,
                                      "/receipts/", name, NULL);
  g_autoptr (GBytes) xml = ask_for (self, url, XML_OR_PROBLEM, "xml", cancellable, error);

  return xml != NULL ? desco_receipt_xml_parse (xml, error) : NULL;
}

static void
desco_gpd_provider_finalize (GObject *object)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (object);

  g_free (self->root_url);
  g_free (self->positions_url);
  g_free (self->receipts_url);
  g_free (self->creditor_tax_code);
  g_clear_object (&self->secrets);
  g_clear_object (&self->client);
  desco_secret_free (self->key);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (desco_gpd_provider_parent_class)->finalize (object);
}

static void
desco_gpd_provider_class_init (DescoGpdProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_gpd_provider_finalize;
}

static void
desco_gpd_provider_iface_init (DescoPaymentProviderInterface *iface)
{
  iface->create = desco_gpd_provider_create;
  iface->get = desco_gpd_provider_get;
  iface->publish = desco_gpd_provider_publish;
  iface->invalidate = desco_gpd_provider_invalidate;
  iface->list = desco_gpd_provider_list;
  iface->list_receipts = desco_gpd_provider_list_receipts;
  iface->get_receipt = desco_gpd_provider_get_receipt;
}

static void
desco_gpd_provider_init (DescoGpdProvider *self)
{
  self->client = desco_http_client_new ();
  self->policy = desco_retry_policy_default ();
  g_mutex_init (&self->lock);
}

/**
 * desco_gpd_provider_new:
 * @root_url: the platform's root, to which the services' paths are added
 * @creditor_tax_code: the creditor's tax code, 11 digits
 * @secrets: where the subscription key is looked up, at the first request
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `pagopa.url` or `creditorTaxCode`
 *
 * GPD's API version 1 and the receipts beside it. The address is https, but for a sandbox on this
 * machine, which is also reached without a key.
 *
 * Returns: (transfer full) (nullable): the provider
 */
DescoPaymentProvider *
desco_gpd_provider_new (const char *root_url,
                        const char *creditor_tax_code,
                        DescoSecrets *secrets,
                        GError **error)
{
  g_autoptr (DescoGpdProvider) self = NULL;
  g_autofree char *url = NULL;
  gboolean is_loopback;

  url = check_url (root_url, &is_loopback, error);
  if (url == NULL)
    return NULL;
  if (creditor_tax_code == NULL || strlen (creditor_tax_code) != CREDITOR_LENGTH
      || strspn (creditor_tax_code, "0123456789") != CREDITOR_LENGTH)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "creditorTaxCode",
                             _ ("“%s” is not the tax code of a creditor, which has 11 digits."),
                             creditor_tax_code != NULL ? creditor_tax_code : "");
      return NULL;
    }

  self = g_object_new (DESCO_TYPE_GPD_PROVIDER, NULL);
  self->creditor_tax_code = g_strdup (creditor_tax_code);
  self->secrets = g_object_ref (secrets);
  self->is_loopback = is_loopback;
  self->positions_url = g_strconcat (url, POSITIONS_PATH, NULL);
  self->receipts_url = g_strconcat (url, RECEIPTS_PATH, NULL);
  self->root_url = g_steal_pointer (&url);
  return DESCO_PAYMENT_PROVIDER (g_steal_pointer (&self));
}

/**
 * desco_gpd_provider_set_retry_policy:
 * @self: a provider that is not in use yet
 * @policy: how patient it is to be
 */
void
desco_gpd_provider_set_retry_policy (DescoGpdProvider *self, const DescoRetryPolicy *policy)
{
  self->policy = *policy;
}

/**
 * desco_gpd_provider_set_service_urls:
 * @self: a provider that is not in use yet
 * @positions_url: where the debt positions are, in the place of root and path
 * @receipts_url: where the receipts are
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `pagopa.url`
 *
 * For a creditor whose two services are not below one root, and for tests that serve each by itself.
 *
 * Returns: whether both are addresses
 */
gboolean
desco_gpd_provider_set_service_urls (DescoGpdProvider *self,
                                     const char *positions_url,
                                     const char *receipts_url,
                                     GError **error)
{
  g_autofree char *positions = NULL;
  g_autofree char *receipts = NULL;
  gboolean positions_loopback;
  gboolean receipts_loopback;

  positions = check_url (positions_url, &positions_loopback, error);
  if (positions == NULL)
    return FALSE;
  receipts = check_url (receipts_url, &receipts_loopback, error);
  if (receipts == NULL)
    return FALSE;

  self->is_loopback = positions_loopback && receipts_loopback;
  g_free (self->positions_url);
  g_free (self->receipts_url);
  self->positions_url = g_steal_pointer (&positions);
  self->receipts_url = g_steal_pointer (&receipts);
  return TRUE;
}
