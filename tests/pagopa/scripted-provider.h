/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-gpd-provider.h"
#include "scripted-server.h"

/* One of the constructors of a GPD provider. */
typedef DescoPaymentProvider *(*OpenProvider) (const char *root_url,
                                               const char *creditor_tax_code,
                                               DescoSecrets *secrets,
                                               GError **error);

DescoPaymentProvider *scripted_provider_new (ScriptedServer *server, OpenProvider open);
