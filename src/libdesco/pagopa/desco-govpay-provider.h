/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "pagopa/desco-retry-policy.h"
#include "pagopa/desco-secrets.h"

G_BEGIN_DECLS

#define DESCO_TYPE_GOVPAY_PROVIDER (desco_govpay_provider_get_type ())

G_DECLARE_FINAL_TYPE (DescoGovpayProvider, desco_govpay_provider, DESCO, GOVPAY_PROVIDER, GObject)

DescoPaymentProvider *desco_govpay_provider_new (const char *root_url,
                                                 const char *creditor_tax_code,
                                                 const char *program_id,
                                                 const char *debt_type,
                                                 DescoSecrets *secrets,
                                                 GError **error);
void desco_govpay_provider_set_retry_policy (DescoGovpayProvider *self,
                                             const DescoRetryPolicy *policy);
void desco_govpay_provider_set_tls_database (DescoGovpayProvider *self, GTlsDatabase *database);

G_END_DECLS
