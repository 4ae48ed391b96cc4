/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"
#include "store/desco-refunds.h"

G_BEGIN_DECLS

void desco_cli_add_refund (JsonBuilder *builder, const DescoRefund *refund);
void desco_cli_say_refund (DescoCli *cli, const DescoRefund *refund);
void desco_cli_answer_refund (DescoCli *cli, const DescoRefund *refund);
void desco_cli_answer_refunds (DescoCli *cli, GPtrArray *refunds);
gboolean desco_cli_read_refund_status (const char *text, DescoRefundStatus *status, GError **error);

G_END_DECLS
