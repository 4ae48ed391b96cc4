/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"
#include "pagopa/desco-change-report.h"

G_BEGIN_DECLS

void desco_cli_add_failures (DescoCli *cli, JsonBuilder *builder, GPtrArray *failures);
void desco_cli_answer_change (DescoCli *cli,
                              const DescoChangeReport *report,
                              const char *member,
                              const char *done);

G_END_DECLS
