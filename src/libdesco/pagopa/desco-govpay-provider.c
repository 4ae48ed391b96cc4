/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-govpay-provider.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "pagopa/desco-govpay-json-private.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-platform-client-private.h"
#include "pagopa/desco-platform-deed-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_POSITIONS_A_PAGE 50
#define MAX_RECEIPTS_A_PAGE 100
#define JSON_PATCH "application/json-patch+json"
#define WITHDRAWAL_REASON "Annullata dall'ente creditore"
/* The digits of an IUV, by the auxiliary digit of its notice number. */
#define LONG_IUV 17
#define SHORT_IUV 15

struct _DescoGovpayProvider
{
  GObject parent_instance;

  DescoPlatformClient *client;
  char *creditor_tax_code;
  char *program_id;
  char *debt_type;
};

static void desco_govpay_provider_iface_init (DescoPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoGovpayProvider,
                               desco_govpay_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAYMENT_PROVIDER,
                                                      desco_govpay_provider_iface_init))

static const DescoPlatformCredentials credentials = {
  .user = DESCO_SECRET_GOVPAY_USER,
  .password = DESCO_SECRET_GOVPAY_PASSWORD,
  .certificate = DESCO_SECRET_GOVPAY_CERTIFICATE,
  .certificate_key = DESCO_SECRET_GOVPAY_KEY,
};

static char *
make_position_url (DescoGovpayProvider *self, const char *iupd, GError **error)
{
  g_autofree char *id = desco_govpay_id_from_iupd (iupd, error);

  if (id == NULL)
    return NULL;
  return g_strconcat (desco_platform_client_get_root (self->client), "/pendenze/", self->program_id,
                      "/", id, NULL);
}

static DescoDebtPosition *
read_back (DescoGovpayProvider *self, const char *iupd, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = make_position_url (self, iupd, error);
  g_autoptr (GBytes) json = NULL;
  g_autoptr (DescoDebtPosition) found = NULL;

  if (url == NULL)
    return NULL;
  json = desco_platform_client_get (self->client, url, "json", cancellable, error);
  if (json == NULL)
    return NULL;
  found = desco_govpay_answer_to_position (json, error);
  if (found == NULL || g_str_equal (found->iupd, iupd))
    return g_steal_pointer (&found);

  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
               _ ("pagoPA was asked for the debt position %s and gave %s."), iupd, found->iupd);
  return NULL;
}

static DescoDebtPosition *
read_back_of_deed (const DescoPlatformDeed *deed, GCancellable *cancellable, GError **error)
{
  return read_back (DESCO_GOVPAY_PROVIDER (deed->provider), deed->iupd, cancellable, error);
}

/* Whether GovPay has what would be sent, whatever became of it since. */
static gboolean
is_same (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  g_autoptr (DescoDebtPosition) kept = desco_govpay_request_as_kept (deed->position);

  return desco_debt_position_is_same (kept, found, deed->creditor_tax_code);
}

static DescoVerdict
judge_creation (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  if (found == NULL)
    return DESCO_VERDICT_NOT_DONE;
  return is_same (deed, found) ? DESCO_VERDICT_DONE : DESCO_VERDICT_IMPOSSIBLE;
}

static gboolean
is_replaceable (const DescoDebtPosition *found)
{
  return found->status == DESCO_DEBT_POSITION_VALID || found->status == DESCO_DEBT_POSITION_EXPIRED;
}

static DescoVerdict
judge_replacement (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  if (found == NULL || !is_replaceable (found))
    return DESCO_VERDICT_IMPOSSIBLE;
  return is_same (deed, found) ? DESCO_VERDICT_DONE : DESCO_VERDICT_NOT_DONE;
}

static const char *
explain_replacement (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  return _ ("The debt position was paid or withdrawn at pagoPA and cannot be changed any more: "
            "make a new purchase.");
}

/* An answer to what was loaded tells the notice number alone. */
static DescoDebtPosition *
parse_loaded (const DescoPlatformDeed *deed, GBytes *body, GError **error)
{
  const DescoPaymentOption *option = deed->position->options->pdata[0];
  g_autofree char *number = desco_govpay_answer_to_notice_number (body, error);

  if (number == NULL)
    return NULL;
  if (g_str_equal (number, option->nav))
    return desco_govpay_request_as_kept (deed->position);

  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
               _ ("pagoPA was to load the notice %s and loaded %s."), option->nav, number);
  return NULL;
}

/* Looks before it acts, because GovPay does not: to load what is there already would bring back to
 * life what was withdrawn, and change what was printed. */
static DescoDebtPosition *
carry_out (const DescoPlatformDeed *deed,
           gboolean *already_there,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DescoDebtPosition) found = deed->read_back (deed, cancellable, &problem);
  DescoVerdict verdict;

  *already_there = FALSE;
  if (found == NULL && !g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  verdict = deed->judge (deed, found);
  if (verdict == DESCO_VERDICT_DONE)
    {
      *already_there = TRUE;
      return g_steal_pointer (&found);
    }
  if (verdict == DESCO_VERDICT_IMPOSSIBLE && found == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (verdict == DESCO_VERDICT_IMPOSSIBLE)
    g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT,
                         deed->explain (deed, found));
  else
    {
      g_clear_pointer (&found, desco_debt_position_unref);
      if (!desco_platform_deed_carry_out (deed, &found, already_there, cancellable, error))
        return NULL;
      /* What the answer did not tell is read. */
      return found != NULL ? g_steal_pointer (&found) : deed->read_back (deed, cancellable, error);
    }
  return NULL;
}

static DescoDebtPosition *
load (DescoGovpayProvider *self,
      DescoPlatformDeed *deed,
      gboolean *already_there,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *url = NULL;
  g_autoptr (GBytes) body = NULL;

  if (!desco_debt_position_validate (deed->position, desco_clock_now (), error)
      || !desco_govpay_request_check (deed->position, error))
    return NULL;
  url = make_position_url (self, deed->position->iupd, error);
  if (url == NULL)
    return NULL;

  body = desco_govpay_request_from_position (deed->position, self->creditor_tax_code,
                                             self->debt_type);
  deed->client = self->client;
  deed->request.method = "PUT";
  deed->request.url = url;
  deed->request.body = body;
  deed->parse = parse_loaded;
  deed->read_back = read_back_of_deed;
  deed->provider = DESCO_PAYMENT_PROVIDER (self);
  deed->iupd = deed->position->iupd;
  deed->creditor_tax_code = self->creditor_tax_code;
  return carry_out (deed, already_there, cancellable, error);
}

static gboolean
check_publish (gboolean publish, GError **error)
{
  if (!publish)
    g_set_error_literal (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_OFFERED,
        _ ("Through GovPay what is loaded can be paid at once: it has no drafts."));
  return publish;
}

/* The moments at which days begin and end in Rome. */
static void
add_moment (GString *url, const char *name, const GDate *date, gboolean begin)
{
  GDate day = *date;
  g_autofree char *text = NULL;

  if (!g_date_valid (date))
    return;
  if (begin)
    day = desco_date_add_days (date, -1);
  text = desco_time_to_rfc3339 (desco_date_end_of_day (&day) + (begin ? G_USEC_PER_SEC : 0));
  desco_platform_add_parameter (url, name, text);
}

static GString *
begin_list (DescoGovpayProvider *self, const char *path, guint page, guint limit)
{
  GString *url = g_string_new (desco_platform_client_get_root (self->client));

  g_string_append (url, path);
  desco_platform_add_number (url, "pagina", page + 1);
  desco_platform_add_number (url, "risultatiPerPagina", limit);
  desco_platform_add_parameter (url, "idDominio", self->creditor_tax_code);
  desco_platform_add_parameter (url, "idA2A", self->program_id);
  /* Without this the number of pages is that of the first results only. */
  desco_platform_add_parameter (url, "maxRisultati", "false");
  return url;
}

static gboolean
is_within (gint64 time, const GDate *from, const GDate *to)
{
  GDate day;

  if (!g_date_valid (from) && !g_date_valid (to))
    return TRUE;
  if (time == 0)
    return FALSE;
  day = desco_date_of_time (time);
  return (!g_date_valid (from) || g_date_compare (&day, from) >= 0)
         && (!g_date_valid (to) || g_date_compare (&day, to) <= 0);
}

/* GovPay's list knows the day of loading only; the days of the query are looked at here. */
static void
keep_asked_for (GPtrArray *positions, const DescoPositionQuery *query)
{
  for (guint i = positions->len; i > 0; i--)
    {
      const DescoDebtPosition *position = positions->pdata[i - 1];
      const DescoPaymentOption *option = position->options->pdata[0];

      if (!is_within (option->due_date, &query->due_from, &query->due_to)
          || !is_within (position->payment_date, &query->paid_from, &query->paid_to))
        g_ptr_array_remove_index (positions, i - 1);
    }
}

static DescoProviderFeatures
desco_govpay_provider_get_features (DescoPaymentProvider *provider)
{
  return DESCO_PROVIDER_REPLACE | DESCO_PROVIDER_KEEPS_WITHDRAWN | DESCO_PROVIDER_LISTS_PAYMENTS;
}

static DescoDebtPosition *
desco_govpay_provider_get (DescoPaymentProvider *provider,
                           const char *iupd,
                           GCancellable *cancellable,
                           GError **error)
{
  return read_back (DESCO_GOVPAY_PROVIDER (provider), iupd, cancellable, error);
}

static DescoDebtPosition *
desco_govpay_provider_create (DescoPaymentProvider *provider,
                              DescoDebtPosition *position,
                              gboolean publish,
                              gboolean *already_there,
                              GCancellable *cancellable,
                              GError **error)
{
  DescoPlatformDeed deed = { .position = position,
                             .judge = judge_creation,
                             .explain = desco_platform_explain_creation };

  *already_there = FALSE;
  return check_publish (publish, error)
             ? load (DESCO_GOVPAY_PROVIDER (provider), &deed, already_there, cancellable, error)
             : NULL;
}

static DescoDebtPosition *
desco_govpay_provider_replace (DescoPaymentProvider *provider,
                               DescoDebtPosition *position,
                               gboolean publish,
                               GCancellable *cancellable,
                               GError **error)
{
  DescoPlatformDeed deed
      = { .position = position, .judge = judge_replacement, .explain = explain_replacement };
  gboolean already_there;

  return check_publish (publish, error)
             ? load (DESCO_GOVPAY_PROVIDER (provider), &deed, &already_there, cancellable, error)
             : NULL;
}

/* What is loaded is payable, so that there is nothing to do but to look. */
static DescoDebtPosition *
desco_govpay_provider_publish (DescoPaymentProvider *provider,
                               const char *iupd,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (DescoDebtPosition) found
      = read_back (DESCO_GOVPAY_PROVIDER (provider), iupd, cancellable, error);

  if (found == NULL || desco_platform_judge_publication (NULL, found) == DESCO_VERDICT_DONE)
    return g_steal_pointer (&found);
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT,
                       desco_platform_explain_publication (NULL, found));
  return NULL;
}

static DescoDebtPosition *
desco_govpay_provider_invalidate (DescoPaymentProvider *provider,
                                  const char *iupd,
                                  GCancellable *cancellable,
                                  GError **error)
{
  DescoGovpayProvider *self = DESCO_GOVPAY_PROVIDER (provider);
  g_autofree char *url = make_position_url (self, iupd, error);
  g_autoptr (GBytes) body = desco_govpay_request_withdraw (WITHDRAWAL_REASON);
  const DescoPlatformDeed deed = {
    .client = self->client,
    .request = { .method = "PATCH", .url = url, .content_type = JSON_PATCH, .body = body },
    .read_back = read_back_of_deed,
    .judge = desco_platform_judge_invalidation,
    .explain = desco_platform_explain_invalidation,
    .provider = provider,
    .iupd = iupd,
    .creditor_tax_code = self->creditor_tax_code,
  };
  gboolean by_earlier_try;

  if (url == NULL)
    return NULL;
  return carry_out (&deed, &by_earlier_try, cancellable, error);
}

static DescoPositionPage *
desco_govpay_provider_list (DescoPaymentProvider *provider,
                            const DescoPositionQuery *query,
                            GCancellable *cancellable,
                            GError **error)
{
  DescoGovpayProvider *self = DESCO_GOVPAY_PROVIDER (provider);
  const char *state = desco_govpay_state_from_status (query->status);
  g_autoptr (GString) url = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (DescoPositionPage) page = NULL;

  if (!desco_platform_check_page_limit (query->limit, MAX_POSITIONS_A_PAGE, error))
    return NULL;
  /* A draft, or one that is payable later: GovPay has none. */
  if (query->status != DESCO_DEBT_POSITION_UNKNOWN && state == NULL)
    return desco_position_page_new ();

  url = begin_list (self, "/pendenze", query->page,
                    query->limit != 0 ? query->limit : MAX_POSITIONS_A_PAGE);
  if (state != NULL)
    desco_platform_add_parameter (url, "stato", state);
  /* Nothing is paid, or falls due, before it is loaded. */
  add_moment (url, "dataA", g_date_valid (&query->paid_to) ? &query->paid_to : &query->due_to,
              FALSE);
  /* Pages that do not shift when something is added while they are read. */
  desco_platform_add_parameter (url, "ordinamento", "+dataCaricamento");

  json = desco_platform_client_get (self->client, url->str, "json", cancellable, error);
  if (json == NULL)
    return NULL;
  page = desco_govpay_answer_to_position_page (json, error);
  if (page != NULL)
    keep_asked_for (page->positions, query);
  return g_steal_pointer (&page);
}

static gboolean
is_iuv (const char *text)
{
  gsize length = strlen (text);

  return (length == LONG_IUV || length == SHORT_IUV) && strspn (text, "0123456789") == length;
}

static DescoReceiptPage *
desco_govpay_provider_list_receipts (DescoPaymentProvider *provider,
                                     const DescoReceiptQuery *query,
                                     GCancellable *cancellable,
                                     GError **error)
{
  DescoGovpayProvider *self = DESCO_GOVPAY_PROVIDER (provider);
  g_autoptr (GString) url = NULL;
  g_autoptr (GBytes) json = NULL;

  if (!desco_platform_check_page_limit (query->limit, MAX_RECEIPTS_A_PAGE, error))
    return NULL;

  url = begin_list (self, "/rpp", query->page,
                    query->limit != 0 ? query->limit : MAX_RECEIPTS_A_PAGE);
  desco_platform_add_parameter (url, "esitoPagamento", "ESEGUITO");
  add_moment (url, "dataRtDa", &query->from, TRUE);
  add_moment (url, "dataRtA", &query->to, FALSE);
  if (query->debtor_or_iuv != NULL && is_iuv (query->debtor_or_iuv))
    desco_platform_add_parameter (url, "iuv", query->debtor_or_iuv);
  else if (query->debtor_or_iuv != NULL)
    desco_platform_add_parameter (url, "idDebitore", query->debtor_or_iuv);
  else if (query->debtor != NULL)
    desco_platform_add_parameter (url, "idDebitore", query->debtor);

  json = desco_platform_client_get (self->client, url->str, "json", cancellable, error);
  return json != NULL ? desco_govpay_answer_to_receipt_page (json, error) : NULL;
}

/* Which payment of @iuv there is a receipt of. */
static char *
find_context (DescoGovpayProvider *self, const char *iuv, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) url = begin_list (self, "/rpp", 0, 1);
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) problem = NULL;
  char *context;

  desco_platform_add_parameter (url, "esitoPagamento", "ESEGUITO");
  desco_platform_add_parameter (url, "iuv", iuv);
  json = desco_platform_client_get (self->client, url->str, "json", cancellable, error);
  if (json == NULL)
    return NULL;

  context = desco_govpay_answer_to_context (json, &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (context == NULL)
    g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND,
                 _ ("pagoPA has no receipt of the payment %s."), iuv);
  return context;
}

/* GovPay calls a payment of @iuv by its context. */
static DescoReceiptData *
desco_govpay_provider_get_payment_receipt (DescoPaymentProvider *provider,
                                           const char *iuv,
                                           const char *receipt_id,
                                           GCancellable *cancellable,
                                           GError **error)
{
  DescoGovpayProvider *self = DESCO_GOVPAY_PROVIDER (provider);
  g_autofree char *payment = g_uri_escape_string (receipt_id, NULL, FALSE);
  g_autofree char *name = g_uri_escape_string (iuv, NULL, FALSE);
  g_autofree char *url
      = g_strconcat (desco_platform_client_get_root (self->client), "/rpp/",
                     self->creditor_tax_code, "/", name, "/", payment, "/rt", NULL);
  g_autoptr (GBytes) xml = desco_platform_client_get (self->client, url, "xml", cancellable, error);

  return xml != NULL ? desco_receipt_xml_parse (xml, error) : NULL;
}

static DescoReceiptData *
desco_govpay_provider_get_receipt (DescoPaymentProvider *provider,
                                   const char *iuv,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_autofree char *context
      = find_context (DESCO_GOVPAY_PROVIDER (provider), iuv, cancellable, error);

  return context != NULL ? desco_govpay_provider_get_payment_receipt (provider, iuv, context,
                                                                      cancellable, error)
                         : NULL;
}

static void
desco_govpay_provider_finalize (GObject *object)
{
  DescoGovpayProvider *self = DESCO_GOVPAY_PROVIDER (object);

  g_clear_object (&self->client);
  g_free (self->creditor_tax_code);
  g_free (self->program_id);
  g_free (self->debt_type);

  G_OBJECT_CLASS (desco_govpay_provider_parent_class)->finalize (object);
}

static void
desco_govpay_provider_class_init (DescoGovpayProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_govpay_provider_finalize;
}

static void
desco_govpay_provider_iface_init (DescoPaymentProviderInterface *iface)
{
  iface->create = desco_govpay_provider_create;
  iface->get = desco_govpay_provider_get;
  iface->publish = desco_govpay_provider_publish;
  iface->invalidate = desco_govpay_provider_invalidate;
  iface->list = desco_govpay_provider_list;
  iface->list_receipts = desco_govpay_provider_list_receipts;
  iface->get_receipt = desco_govpay_provider_get_receipt;
  iface->get_features = desco_govpay_provider_get_features;
  iface->get_payment_receipt = desco_govpay_provider_get_payment_receipt;
  iface->replace = desco_govpay_provider_replace;
}

static void
desco_govpay_provider_init (DescoGovpayProvider *self)
{
}

/**
 * desco_govpay_provider_new:
 * @root_url: the root of GovPay's "API Pendenze" version 2
 * @creditor_tax_code: the creditor's tax code, 11 digits
 * @program_id: what GovPay calls this program, its `idA2A`
 * @debt_type: what it calls this kind of debt, its `idTipoPendenza`
 * @secrets: where user and password, or the certificate, are looked up, at the first request
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `pagopa.url` or `creditorTaxCode`
 *
 * GovPay, through which many municipalities and regions reach pagoPA. It has no drafts and nothing
 * to publish: what is loaded can be paid. It has no call for money that was taken elsewhere, and
 * none to remove. The address is https, but for a sandbox on this machine, which is also reached
 * without a user.
 *
 * Returns: (transfer full) (nullable): the provider
 */
DescoPaymentProvider *
desco_govpay_provider_new (const char *root_url,
                           const char *creditor_tax_code,
                           const char *program_id,
                           const char *debt_type,
                           DescoSecrets *secrets,
                           GError **error)
{
  g_autoptr (DescoGovpayProvider) self = NULL;
  g_autoptr (DescoPlatformClient) client = NULL;

  client = desco_platform_client_new (root_url, secrets, error);
  if (client == NULL || !desco_platform_check_creditor (creditor_tax_code, error))
    return NULL;

  desco_platform_client_set_credentials (client, &credentials);
  desco_platform_client_set_problem_reader (client, desco_govpay_answer_to_problem);
  self = g_object_new (DESCO_TYPE_GOVPAY_PROVIDER, NULL);
  self->client = g_steal_pointer (&client);
  self->creditor_tax_code = g_strdup (creditor_tax_code);
  self->program_id = g_strdup (program_id);
  self->debt_type = g_strdup (debt_type);
  return DESCO_PAYMENT_PROVIDER (g_steal_pointer (&self));
}

/**
 * desco_govpay_provider_set_retry_policy:
 * @self: a provider that is not in use yet
 * @policy: how patient it is to be
 */
void
desco_govpay_provider_set_retry_policy (DescoGovpayProvider *self, const DescoRetryPolicy *policy)
{
  desco_platform_client_set_retry_policy (self->client, policy);
}

/**
 * desco_govpay_provider_set_tls_database:
 * @self: a provider that is not in use yet
 * @database: who is trusted, in the place of those whom this system trusts
 */
void
desco_govpay_provider_set_tls_database (DescoGovpayProvider *self, GTlsDatabase *database)
{
  desco_platform_client_set_tls_database (self->client, database);
}
