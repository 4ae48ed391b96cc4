/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "pagopa/desco-retry-policy.h"
#include "pagopa/desco-secrets.h"

G_BEGIN_DECLS

#define DESCO_TYPE_GPD_PROVIDER (desco_gpd_provider_get_type ())

G_DECLARE_FINAL_TYPE (DescoGpdProvider, desco_gpd_provider, DESCO, GPD_PROVIDER, GObject)

DescoPaymentProvider *desco_gpd_provider_new (const char *root_url,
                                              const char *creditor_tax_code,
                                              DescoSecrets *secrets,
                                              GError **error);
DescoPaymentProvider *desco_gpd_provider_new_v3 (const char *root_url,
                                                 const char *creditor_tax_code,
                                                 DescoSecrets *secrets,
                                                 GError **error);
DescoPaymentProvider *desco_gpd_provider_new_bulk (const char *root_url,
                                                   const char *creditor_tax_code,
                                                   DescoSecrets *secrets,
                                                   GError **error);
void desco_gpd_provider_set_retry_policy (DescoGpdProvider *self, const DescoRetryPolicy *policy);
gboolean desco_gpd_provider_set_service_urls (DescoGpdProvider *self,
                                              const char *positions_url,
                                              const char *receipts_url,
                                              GError **error);
gboolean
desco_gpd_provider_set_bulk_url (DescoGpdProvider *self, const char *bulk_url, GError **error);

G_END_DECLS
