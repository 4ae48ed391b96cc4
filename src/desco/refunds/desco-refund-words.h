/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "shell/desco-chip.h"
#include "store/desco-refunds.h"

G_BEGIN_DECLS

char *desco_refund_dup_name (const DescoRefund *refund);
char *desco_refund_describe (const DescoRefund *refund);
DescoTone desco_refund_get_tone (DescoRefundStatus status);

G_END_DECLS
