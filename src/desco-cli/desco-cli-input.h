/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"

G_BEGIN_DECLS

JsonNode *desco_cli_read_input (DescoCli *cli, GError **error);

G_END_DECLS
