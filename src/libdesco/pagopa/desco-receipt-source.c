/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-receipt-source.h"

#include "pagopa/desco-gpd-provider.h"
#include "pagopa/desco-platform-address.h"
#include "pagopa/desco-provider-choice.h"
#include "store/desco-creditors.h"
#include "store/desco-settings.h"

static DescoCollectReport *
collect_bizevents (DescoStore *store,
                   const char *url,
                   const char *creditor_tax_code,
                   DescoSecrets *secrets,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (DescoBizeventsClient) client
      = desco_bizevents_client_new (url, creditor_tax_code, secrets, error);

  return client != NULL
             ? desco_receipt_collector_collect_bizevents (store, client, cancellable, error)
             : NULL;
}

static DescoCollectReport *
collect_of (DescoStore *store,
            DescoPaymentProvider *provider,
            GCancellable *cancellable,
            GError **error)
{
  return provider != NULL ? desco_receipt_collector_collect (store, provider, cancellable, error)
                          : NULL;
}

/**
 * desco_receipt_source_collect:
 * @store: the database
 * @secrets_file: (nullable): where the keys are; %NULL for DESCO_SECRETS_FILE, else the secret
 *   service
 * @url: (nullable): the platform's root address, in place of the setting
 * @cancellable: (nullable): to stop between two receipts
 * @error: where to put an error, as desco_receipt_collector_collect()
 *
 * Fetches receipts from where the setting `pagopa.receipts` says, and credits them.
 *
 * Returns: (nullable) (transfer full): what came of it
 */
DescoCollectReport *
desco_receipt_source_collect (DescoStore *store,
                              const char *secrets_file,
                              const char *url,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *source
      = desco_settings_get (store, DESCO_SETTING_PAGOPA_RECEIPTS, cancellable, error);
  g_autofree char *set_url = NULL;
  g_autoptr (DescoCreditor) creditor = NULL;
  g_autoptr (DescoSecrets) secrets = NULL;
  g_autoptr (DescoPaymentProvider) provider = NULL;

  if (source == NULL)
    return NULL;
  if (g_str_equal (source, "provider"))
    {
      provider = desco_provider_choice_open (store, secrets_file, url, error);
      return collect_of (store, provider, cancellable, error);
    }

  creditor = desco_creditors_get (store, cancellable, error);
  if (creditor == NULL)
    return NULL;
  set_url = url != NULL ? g_strdup (url) : desco_platform_address_get (store, cancellable, error);
  if (set_url == NULL)
    return NULL;
  secrets = desco_secrets_new (secrets_file);
  if (g_str_equal (source, "bizevents"))
    return collect_bizevents (store, set_url, creditor->tax_code, secrets, cancellable, error);
  provider = desco_gpd_provider_new (set_url, creditor->tax_code, secrets, error);
  return collect_of (store, provider, cancellable, error);
}
