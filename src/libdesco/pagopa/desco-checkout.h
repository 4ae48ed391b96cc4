/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "pagopa/desco-checkout-client.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

char *desco_checkout_open (DescoStore *store,
                           GPtrArray *purchases,
                           const char *pagopa_url,
                           const char *email,
                           GCancellable *cancellable,
                           GError **error);
gboolean desco_checkout_can_pay (DescoPurchase *purchase);
gboolean desco_checkout_check_payable (DescoPurchase *purchase, GError **error);

G_END_DECLS
