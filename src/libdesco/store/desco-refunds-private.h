/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-refunds.h"

G_BEGIN_DECLS

/* Refunds for those who are at work on the database already. */

DescoRefund *desco_refunds_create_in (DescoConnection *connection,
                                      const DescoRefundDraft *draft,
                                      GError **error);

G_END_DECLS
