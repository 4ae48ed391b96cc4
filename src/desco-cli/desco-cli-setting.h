/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"
#include "store/desco-settings.h"

G_BEGIN_DECLS

void desco_cli_add_setting (JsonBuilder *builder, const DescoSetting *setting);

G_END_DECLS
