/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-receipt-collector.h"

G_BEGIN_DECLS

DescoCollectReport *desco_receipt_source_collect (DescoStore *store,
                                                  const char *secrets_file,
                                                  const char *url,
                                                  GCancellable *cancellable,
                                                  GError **error);

G_END_DECLS
