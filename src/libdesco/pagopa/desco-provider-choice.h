/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

DescoPaymentProvider *desco_provider_choice_open (DescoStore *store,
                                                  const char *secrets_file,
                                                  const char *url,
                                                  GError **error);

G_END_DECLS
