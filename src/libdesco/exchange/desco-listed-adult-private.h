/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-listed-adult.h"
#include "exchange/desco-row-cells-private.h"

G_BEGIN_DECLS

GPtrArray *desco_listed_adults_take (DescoRowCells *cells);

G_END_DECLS
