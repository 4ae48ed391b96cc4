/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-flow.h"
#include "pagopa/desco-retry-policy.h"
#include "pagopa/desco-secrets.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESCO_TYPE_FLOW_CLIENT (desco_flow_client_get_type ())

G_DECLARE_FINAL_TYPE (DescoFlowClient, desco_flow_client, DESCO, FLOW_CLIENT, GObject)

DescoFlowClient *desco_flow_client_new (const char *root_url,
                                        const char *creditor_tax_code,
                                        DescoSecrets *secrets,
                                        GError **error);
void desco_flow_client_set_retry_policy (DescoFlowClient *self, const DescoRetryPolicy *policy);
void desco_flow_client_set_page_size (DescoFlowClient *self, guint size);
DescoFlowPage *desco_flow_client_list (DescoFlowClient *self,
                                       gint64 published_after,
                                       guint page,
                                       GCancellable *cancellable,
                                       GError **error);
DescoFlow *desco_flow_client_get (DescoFlowClient *self,
                                  const DescoFlow *flow,
                                  GCancellable *cancellable,
                                  GError **error);
DescoFlowPage *desco_flow_client_list_payments (DescoFlowClient *self,
                                                const DescoFlow *flow,
                                                guint page,
                                                GCancellable *cancellable,
                                                GError **error);

G_END_DECLS
