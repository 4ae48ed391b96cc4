/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-change-report.h"
#include "pagopa/desco-publisher.h"

G_BEGIN_DECLS

gboolean desco_due_changes_need_platform (GPtrArray *purchases);
DescoChangeReport *desco_due_changes_run (DescoStore *store,
                                          DescoPaymentProvider *provider,
                                          GPtrArray *purchases,
                                          const GDate *due_date,
                                          DescoPublishProgress progress,
                                          gpointer user_data,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
