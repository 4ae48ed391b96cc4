/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"
#include "model/desco-pupil.h"

G_BEGIN_DECLS

void desco_cli_add_pupil (JsonBuilder *builder, const DescoPupil *pupil);
void desco_cli_say_pupil (DescoCli *cli, const DescoPupil *pupil);

G_END_DECLS
