/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-provider-private.h"

#include "model/desco-clock.h"
#include "pagopa/desco-gpd-json-private.h"
#include "pagopa/desco-gpd-plan-json-private.h"
#include "pagopa/desco-pagopa-error.h"

#include <glib/gi18n-lib.h>

#define BULK_PATH "/gpd/debt-positions-service/v2"
#define RECEIPTS_PATH "/gpd/payments-receipts-service/v1"
#define MAX_POSITIONS_A_PAGE 50
#define MAX_RECEIPTS_A_PAGE 100

static void desco_gpd_provider_iface_init (DescoPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoGpdProvider,
                               desco_gpd_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAYMENT_PROVIDER,
                                                      desco_gpd_provider_iface_init))

static const DescoGpdDialect version_1 = {
  .path = "/gpd/debt-positions-service/v1",
  .features = DESCO_PROVIDER_INSTALMENTS | DESCO_PROVIDER_REPLACE | DESCO_PROVIDER_REMOVE
              | DESCO_PROVIDER_MARK_PAID | DESCO_PROVIDER_REPLACE_ACCOUNT | DESCO_PROVIDER_DRAFTS
              | DESCO_PROVIDER_KEEPS_WITHDRAWN,
  .has_invalidation = TRUE,
  .from_position = desco_gpd_json_from_position,
  .to_position = desco_gpd_json_to_position,
  .to_position_page = desco_gpd_json_to_position_page,
  .to_status_word = desco_debt_position_status_to_string,
};

static const DescoGpdDialect version_3 = {
  .path = "/gpd/debt-positions-service/v3",
  .features = DESCO_PROVIDER_INSTALMENTS | DESCO_PROVIDER_REPLACE | DESCO_PROVIDER_REMOVE
              | DESCO_PROVIDER_DRAFTS,
  .has_invalidation = FALSE,
  .from_position = desco_gpd_plan_json_from_position,
  .to_position = desco_gpd_plan_json_to_position,
  .to_position_page = desco_gpd_plan_json_to_position_page,
  .to_status_word = desco_gpd_plan_json_to_status_word,
};

static DescoDebtPosition *
desco_gpd_provider_get (DescoPaymentProvider *provider,
                        const char *iupd,
                        GCancellable *cancellable,
                        GError **error)
{
  return desco_gpd_provider_read_back (DESCO_GPD_PROVIDER (provider), iupd, cancellable, error);
}

static DescoDebtPosition *
desco_gpd_provider_publish (DescoPaymentProvider *provider,
                            const char *iupd,
                            GCancellable *cancellable,
                            GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url = desco_gpd_provider_make_position_url (self, iupd, "/publish");
  DescoPlatformDeed deed = {
    .parse = desco_gpd_provider_parse_deed,
    .request = { .method = "POST", .url = url },
    .judge = desco_platform_judge_publication,
    .explain = desco_platform_explain_publication,
  };
  DescoDebtPosition *found;
  gboolean by_earlier_try;

  desco_gpd_provider_carry_out (self, iupd, &deed, &found, &by_earlier_try, cancellable, error);
  return found;
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
  DescoPlatformDeed deed = {
    .parse = desco_gpd_provider_parse_deed,
    .request = { .method = "POST", .url = url },
    .judge = desco_platform_judge_creation,
    .explain = desco_platform_explain_creation,
    .position = position,
  };

  *already_there = FALSE;
  if (!desco_debt_position_validate (position, desco_clock_now (), error))
    return NULL;

  body = self->dialect->from_position (position);
  deed.request.body = body;
  desco_gpd_provider_carry_out (self, position->iupd, &deed, &created, already_there, cancellable,
                                error);

  /* It may have been loaded by an earlier try that was not to publish it. */
  if (created != NULL && publish && created->status == DESCO_DEBT_POSITION_DRAFT)
    return desco_gpd_provider_publish (provider, position->iupd, cancellable, error);
  return g_steal_pointer (&created);
}

/* Where nothing withdraws a position but deleting it, what is gone can't be paid either. */
static DescoDebtPosition *
withdraw_by_removal (DescoPaymentProvider *provider,
                     const char *iupd,
                     GCancellable *cancellable,
                     GError **error)
{
  DescoDebtPosition *gone;

  if (!desco_gpd_provider_remove (provider, iupd, cancellable, error))
    return NULL;
  gone = desco_debt_position_new ();
  gone->iupd = g_strdup (iupd);
  gone->status = DESCO_DEBT_POSITION_INVALID;
  return gone;
}

static DescoDebtPosition *
desco_gpd_provider_invalidate (DescoPaymentProvider *provider,
                               const char *iupd,
                               GCancellable *cancellable,
                               GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url = desco_gpd_provider_make_position_url (self, iupd, "/invalidate");
  DescoPlatformDeed deed = {
    .parse = desco_gpd_provider_parse_deed,
    .request = { .method = "POST", .url = url },
    .judge = desco_platform_judge_invalidation,
    .explain = desco_platform_explain_invalidation,
  };
  DescoDebtPosition *found;
  gboolean by_earlier_try;

  if (!self->dialect->has_invalidation)
    return withdraw_by_removal (provider, iupd, cancellable, error);
  desco_gpd_provider_carry_out (self, iupd, &deed, &found, &by_earlier_try, cancellable, error);
  return found;
}

/* A word of the platform's may stand for two states, of which one was asked for. */
static void
leave_out_others (DescoPositionPage *page, DescoDebtPositionStatus status)
{
  for (guint i = page->positions->len; i > 0; i--)
    {
      const DescoDebtPosition *position = g_ptr_array_index (page->positions, i - 1);

      if (position->status != status)
        g_ptr_array_remove_index (page->positions, i - 1);
    }
}

/* The platform takes moments without a zone. UTC is never later than what it means by them. */
static void
add_moment (GString *url, const char *name, gint64 moment)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (moment == 0)
    return;
  time = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  desco_platform_add_parameter (url, name, text);
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
  DescoPositionPage *page;

  if (!desco_platform_check_page_limit (query->limit, MAX_POSITIONS_A_PAGE, error)
      || !desco_platform_check_paid_days (&query->paid_from, &query->paid_to, error))
    return NULL;

  g_string_append_printf (url, "/organizations/%s/debtpositions", self->creditor_tax_code);
  desco_platform_add_number (url, "limit", query->limit != 0 ? query->limit : MAX_POSITIONS_A_PAGE);
  desco_platform_add_number (url, "page", query->page);
  desco_platform_add_date (url, "due_date_from", &query->due_from);
  desco_platform_add_date (url, "due_date_to", &query->due_to);
  desco_platform_add_date (url, "payment_date_from", &query->paid_from);
  desco_platform_add_date (url, "payment_date_to", &query->paid_to);
  add_moment (url, "payment_date_time_from", query->paid_since);
  if (query->status != DESCO_DEBT_POSITION_UNKNOWN)
    desco_platform_add_parameter (url, "status", self->dialect->to_status_word (query->status));
  /* Pages that do not shift when something is added while they are read. */
  desco_platform_add_parameter (url, "orderby", "INSERTED_DATE");
  desco_platform_add_parameter (url, "ordering", "ASC");

  json = desco_platform_client_get (self->client, url->str, "json", cancellable, error);
  page = json != NULL ? self->dialect->to_position_page (json, error) : NULL;
  if (page != NULL && query->status != DESCO_DEBT_POSITION_UNKNOWN)
    leave_out_others (page, query->status);
  return page;
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

  if (!desco_platform_check_page_limit (query->limit, MAX_RECEIPTS_A_PAGE, error))
    return NULL;

  g_string_append_printf (url, "/payments/%s/receipts", self->creditor_tax_code);
  desco_platform_add_number (url, "pageNum", query->page);
  desco_platform_add_number (url, "pageSize",
                             query->limit != 0 ? query->limit : MAX_RECEIPTS_A_PAGE);
  desco_platform_add_date (url, "from", &query->from);
  desco_platform_add_date (url, "to", &query->to);
  if (query->debtor != NULL)
    desco_platform_add_parameter (url, "debtor", query->debtor);
  if (query->debtor_or_iuv != NULL)
    desco_platform_add_parameter (url, "debtorOrIuv", query->debtor_or_iuv);

  json = desco_platform_client_get (self->client, url->str, "json", cancellable, error);
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
  g_autoptr (GBytes) xml = desco_platform_client_get (self->client, url, "xml", cancellable, error);

  return xml != NULL ? desco_receipt_xml_parse (xml, error) : NULL;
}

static DescoProviderFeatures
desco_gpd_provider_get_features (DescoPaymentProvider *provider)
{
  const DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);

  return self->dialect->features | DESCO_PROVIDER_PAID_SINCE
         | (self->is_bulk ? DESCO_PROVIDER_BATCHES : 0);
}

static void
desco_gpd_provider_finalize (GObject *object)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (object);

  g_free (self->positions_url);
  g_free (self->bulk_url);
  g_free (self->receipts_url);
  g_free (self->creditor_tax_code);
  g_clear_object (&self->client);

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
  iface->get_features = desco_gpd_provider_get_features;
  iface->create_batch = desco_gpd_provider_create_batch;
  iface->replace_batch = desco_gpd_provider_replace_batch;
  iface->remove_batch = desco_gpd_provider_remove_batch;
  iface->replace = desco_gpd_provider_replace;
  iface->remove = desco_gpd_provider_remove;
  iface->mark_paid = desco_gpd_provider_mark_paid;
  iface->replace_account = desco_gpd_provider_replace_account;
}

static void
desco_gpd_provider_init (DescoGpdProvider *self)
{
}

static DescoPaymentProvider *
open_version (const DescoGpdDialect *dialect,
              const char *root_url,
              const char *creditor_tax_code,
              DescoSecrets *secrets,
              GError **error)
{
  g_autoptr (DescoPlatformClient) client = desco_platform_client_new (root_url, secrets, error);
  DescoGpdProvider *self;
  const char *url;

  if (client == NULL || !desco_platform_check_creditor (creditor_tax_code, error))
    return NULL;

  self = g_object_new (DESCO_TYPE_GPD_PROVIDER, NULL);
  url = desco_platform_client_get_root (client);
  self->dialect = dialect;
  self->creditor_tax_code = g_strdup (creditor_tax_code);
  self->positions_url = g_strconcat (url, dialect->path, NULL);
  self->bulk_url = g_strconcat (url, BULK_PATH, NULL);
  self->receipts_url = g_strconcat (url, RECEIPTS_PATH, NULL);
  self->client = g_steal_pointer (&client);
  return DESCO_PAYMENT_PROVIDER (self);
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
  return open_version (&version_1, root_url, creditor_tax_code, secrets, error);
}

/**
 * desco_gpd_provider_new_v3:
 * @root_url: see desco_gpd_provider_new()
 * @creditor_tax_code: see desco_gpd_provider_new()
 * @secrets: see desco_gpd_provider_new()
 * @error: see desco_gpd_provider_new()
 *
 * As desco_gpd_provider_new(), with GPD's API version 3, where a position offers options and each
 * its instalments. That version has no call to withdraw a position, which is deleted instead, and
 * none for money that was taken elsewhere or for another account.
 *
 * Returns: (transfer full) (nullable): the provider
 */
DescoPaymentProvider *
desco_gpd_provider_new_v3 (const char *root_url,
                           const char *creditor_tax_code,
                           DescoSecrets *secrets,
                           GError **error)
{
  return open_version (&version_3, root_url, creditor_tax_code, secrets, error);
}

/**
 * desco_gpd_provider_new_bulk:
 * @root_url: see desco_gpd_provider_new()
 * @creditor_tax_code: see desco_gpd_provider_new()
 * @secrets: see desco_gpd_provider_new()
 * @error: see desco_gpd_provider_new()
 *
 * As desco_gpd_provider_new(), with GPD's API version 2 for several positions at once. That version
 * has no call to read one, so that version 1 stays in use beside it.
 *
 * Returns: (transfer full) (nullable): the provider
 */
DescoPaymentProvider *
desco_gpd_provider_new_bulk (const char *root_url,
                             const char *creditor_tax_code,
                             DescoSecrets *secrets,
                             GError **error)
{
  DescoPaymentProvider *self = desco_gpd_provider_new (root_url, creditor_tax_code, secrets, error);

  if (self != NULL)
    DESCO_GPD_PROVIDER (self)->is_bulk = TRUE;
  return self;
}

/**
 * desco_gpd_provider_set_retry_policy:
 * @self: a provider that is not in use yet
 * @policy: how patient it is to be
 */
void
desco_gpd_provider_set_retry_policy (DescoGpdProvider *self, const DescoRetryPolicy *policy)
{
  desco_platform_client_set_retry_policy (self->client, policy);
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

  positions = desco_platform_check_url (positions_url, &positions_loopback, error);
  if (positions == NULL)
    return FALSE;
  receipts = desco_platform_check_url (receipts_url, &receipts_loopback, error);
  if (receipts == NULL)
    return FALSE;

  desco_platform_client_set_loopback (self->client, positions_loopback && receipts_loopback);
  g_free (self->positions_url);
  g_free (self->receipts_url);
  self->positions_url = g_steal_pointer (&positions);
  self->receipts_url = g_steal_pointer (&receipts);
  return TRUE;
}

/**
 * desco_gpd_provider_set_bulk_url:
 * @self: a provider that is not in use yet
 * @bulk_url: where version 2 is, in the place of root and path
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `pagopa.url`
 *
 * As desco_gpd_provider_set_service_urls(), for the calls about several positions.
 *
 * Returns: whether it is an address
 */
gboolean
desco_gpd_provider_set_bulk_url (DescoGpdProvider *self, const char *bulk_url, GError **error)
{
  gboolean is_loopback;
  char *url = desco_platform_check_url (bulk_url, &is_loopback, error);

  if (url == NULL)
    return FALSE;
  g_free (self->bulk_url);
  self->bulk_url = url;
  return TRUE;
}

/* Where a position is, or what is done to it with @action. */
char *
desco_gpd_provider_make_position_url (DescoGpdProvider *self, const char *iupd, const char *action)
{
  g_autofree char *name = g_uri_escape_string (iupd, NULL, FALSE);

  return g_strconcat (self->positions_url, "/organizations/", self->creditor_tax_code,
                      "/debtpositions/", name, action, NULL);
}

DescoDebtPosition *
desco_gpd_provider_read_back (DescoGpdProvider *self,
                              const char *iupd,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *url = desco_gpd_provider_make_position_url (self, iupd, "");
  g_autoptr (GBytes) json
      = desco_platform_client_get (self->client, url, "json", cancellable, error);
  g_autoptr (DescoDebtPosition) found = NULL;

  if (json == NULL)
    return NULL;
  found = self->dialect->to_position (json, error);
  if (found == NULL || g_str_equal (found->iupd, iupd))
    return g_steal_pointer (&found);

  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
               _ ("pagoPA was asked for the debt position %s and gave %s."), iupd, found->iupd);
  return NULL;
}

/* For a deed whose answer is the position. */
DescoDebtPosition *
desco_gpd_provider_parse_deed (const DescoPlatformDeed *deed, GBytes *body, GError **error)
{
  return DESCO_GPD_PROVIDER (deed->provider)->dialect->to_position (body, error);
}

static DescoDebtPosition *
read_back_deed (const DescoPlatformDeed *deed, GCancellable *cancellable, GError **error)
{
  return desco_gpd_provider_read_back (DESCO_GPD_PROVIDER (deed->provider), deed->iupd, cancellable,
                                       error);
}

/* Completes a deed, does it, and gives the position where the deed's end tells it. */
gboolean
desco_gpd_provider_carry_out (DescoGpdProvider *self,
                              const char *iupd,
                              DescoPlatformDeed *deed,
                              DescoDebtPosition **found,
                              gboolean *by_earlier_try,
                              GCancellable *cancellable,
                              GError **error)
{
  deed->client = self->client;
  deed->read_back = read_back_deed;
  deed->provider = DESCO_PAYMENT_PROVIDER (self);
  deed->iupd = iupd;
  deed->creditor_tax_code = self->creditor_tax_code;
  return desco_platform_deed_carry_out (deed, found, by_earlier_try, cancellable, error);
}
