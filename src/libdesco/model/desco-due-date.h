/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"

G_BEGIN_DECLS

gboolean desco_due_date_check (const GDate *due_date, const GDate *today, GError **error);
gboolean desco_due_date_plan (GPtrArray *instalments,
                              const GDate *first,
                              const GDate *wanted,
                              const GDate *today,
                              GError **error);
gboolean desco_due_date_check_movable (const DescoPurchase *purchase, GError **error);
gboolean desco_due_date_move (DescoPurchase *purchase,
                              const GDate *due_date,
                              const GDate *instalment_due_dates,
                              const GDate *today,
                              GError **error);
gboolean desco_due_date_is_same (const DescoPurchase *a, const DescoPurchase *b);

G_END_DECLS
