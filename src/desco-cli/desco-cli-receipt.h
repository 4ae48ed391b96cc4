/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"
#include "pagopa/desco-receipt-collector.h"
#include "store/desco-receipts.h"

G_BEGIN_DECLS

void desco_cli_add_receipt (JsonBuilder *builder, const DescoReceiptRecord *receipt);
void desco_cli_say_receipt (DescoCli *cli, const DescoReceiptRecord *receipt);
void desco_cli_add_review (DescoCli *cli, JsonBuilder *builder, const GPtrArray *review);
void desco_cli_add_unread (DescoCli *cli, JsonBuilder *builder, const GPtrArray *failed);
void
desco_cli_end_collecting (DescoCli *cli, const DescoCollectReport *report, const char *unreachable);

G_END_DECLS
