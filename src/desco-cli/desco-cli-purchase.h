/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"
#include "model/desco-purchase.h"

G_BEGIN_DECLS

void desco_cli_add_purchase_members (JsonBuilder *builder, const DescoPurchase *purchase);
void desco_cli_add_purchase (JsonBuilder *builder, const DescoPurchase *purchase);
void desco_cli_answer_purchase (DescoCli *cli, const DescoPurchase *purchase);
void desco_cli_say_purchase (DescoCli *cli, const DescoPurchase *purchase);
GPtrArray *desco_cli_find_purchases (DescoCli *cli, char **references, GError **error);

G_END_DECLS
