/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-change-report.h"
#include "pagopa/desco-publisher.h"

G_BEGIN_DECLS

DescoChangeReport *desco_withdrawals_run (DescoStore *store,
                                          DescoPaymentProvider *provider,
                                          GPtrArray *purchases,
                                          const char *reason,
                                          DescoPublishProgress progress,
                                          gpointer user_data,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
