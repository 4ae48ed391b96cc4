/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-debt-position.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

gboolean desco_purchases_adopt (DescoStore *store,
                                const DescoDebtPosition *position,
                                const char *note,
                                GError **error);

G_END_DECLS
