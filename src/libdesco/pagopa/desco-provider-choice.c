/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-provider-choice.h"

#include "pagopa/desco-govpay-provider.h"
#include "pagopa/desco-gpd-provider.h"
#include "pagopa/desco-secrets.h"
#include "store/desco-creditors.h"
#include "store/desco-settings.h"

static DescoPaymentProvider *
open_govpay (DescoStore *store,
             const char *url,
             const char *creditor_tax_code,
             DescoSecrets *secrets,
             GError **error)
{
  g_autofree char *program_id
      = desco_settings_get (store, DESCO_SETTING_GOVPAY_ID_A2A, NULL, error);
  g_autofree char *debt_type = NULL;

  if (program_id == NULL)
    return NULL;
  debt_type = desco_settings_get (store, DESCO_SETTING_GOVPAY_ID_TIPO_PENDENZA, NULL, error);
  if (debt_type == NULL)
    return NULL;
  return desco_govpay_provider_new (url, creditor_tax_code, program_id, debt_type, secrets, error);
}

/**
 * desco_provider_choice_open:
 * @store: the database
 * @secrets_file: (nullable): where the keys are; %NULL for DESCO_SECRETS_FILE, else the secret
 *   service
 * @url: (nullable): the platform's root address, in place of the setting
 * @error: where to put an error: the address, or the database
 *
 * Makes the payment provider that the settings name. It does not connect yet.
 *
 * Returns: (nullable) (transfer full): the provider
 */
DescoPaymentProvider *
desco_provider_choice_open (DescoStore *store,
                            const char *secrets_file,
                            const char *url,
                            GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (store, NULL, error);
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (secrets_file);
  g_autofree char *set_url = NULL;
  g_autofree char *name = NULL;

  if (creditor == NULL)
    return NULL;
  name = desco_settings_get (store, DESCO_SETTING_PAGOPA_PROVIDER, NULL, error);
  if (name == NULL)
    return NULL;
  if (url == NULL)
    {
      set_url = desco_settings_get (store, DESCO_SETTING_PAGOPA_URL, NULL, error);
      if (set_url == NULL)
        return NULL;
      url = set_url;
    }
  /* What pagopa.provider names otherwise, the setting refuses. */
  if (g_str_equal (name, "gpd-v2"))
    return desco_gpd_provider_new_bulk (url, creditor->tax_code, secrets, error);
  if (g_str_equal (name, "gpd-v3"))
    return desco_gpd_provider_new_v3 (url, creditor->tax_code, secrets, error);
  if (g_str_equal (name, "govpay"))
    return open_govpay (store, url, creditor->tax_code, secrets, error);
  return desco_gpd_provider_new (url, creditor->tax_code, secrets, error);
}
