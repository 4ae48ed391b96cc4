/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-debt-position.h"

G_BEGIN_DECLS

gboolean desco_position_state_may_become (DescoDebtPositionStatus from, DescoDebtPositionStatus to);
gboolean desco_position_state_may_reach (DescoDebtPositionStatus from, DescoDebtPositionStatus to);
gboolean desco_position_state_is_paid (DescoDebtPositionStatus status);
gboolean desco_position_state_is_open (DescoDebtPositionStatus status);

G_END_DECLS
