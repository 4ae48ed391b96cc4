/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-kitchen.h"
#include "desco-cli.h"

G_BEGIN_DECLS

void desco_cli_add_kitchen (DescoCli *cli, JsonBuilder *builder, const DescoKitchenDay *day);

G_END_DECLS
