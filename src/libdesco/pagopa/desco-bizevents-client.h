/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-receipt-xml.h"
#include "pagopa/desco-retry-policy.h"
#include "pagopa/desco-secrets.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESCO_TYPE_BIZEVENTS_CLIENT (desco_bizevents_client_get_type ())
G_DECLARE_FINAL_TYPE (DescoBizeventsClient,
                      desco_bizevents_client,
                      DESCO,
                      BIZEVENTS_CLIENT,
                      GObject)

DescoBizeventsClient *desco_bizevents_client_new (const char *root_url,
                                                  const char *creditor_tax_code,
                                                  DescoSecrets *secrets,
                                                  GError **error);
void desco_bizevents_client_set_retry_policy (DescoBizeventsClient *self,
                                              const DescoRetryPolicy *policy);
DescoReceiptData *desco_bizevents_client_get (DescoBizeventsClient *self,
                                              const char *iur,
                                              const char *iuv,
                                              GCancellable *cancellable,
                                              GError **error);

G_END_DECLS
