/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "pagopa/desco-payment-provider.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

gboolean desco_due_change_needs_platform (const DescoPurchase *purchase);
gboolean desco_due_change_run (DescoStore *store,
                               DescoPaymentProvider *provider,
                               const DescoPurchase *purchase,
                               const GDate *due_date,
                               const GDate *instalment_due_dates,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
