/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "pagopa/desco-payment-provider.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

gboolean desco_withdrawal_run (DescoStore *store,
                               DescoPaymentProvider *provider,
                               DescoPurchase *purchase,
                               const char *reason,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
