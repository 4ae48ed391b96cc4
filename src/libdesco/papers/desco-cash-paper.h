/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "store/desco-cash-days.h"

G_BEGIN_DECLS

gboolean desco_cash_paper_write (const DescoCashDay *day,
                                 const DescoCreditor *creditor,
                                 gboolean practice,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
