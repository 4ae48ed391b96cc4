/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"

G_BEGIN_DECLS

/* People, classes and purchases may be named by their id, or by a tax code or number wherever that
 * is unambiguous. */

gboolean desco_cli_find_pupil (DescoCli *cli, const char *reference, DescoUuid *id, GError **error);
gboolean
desco_cli_find_guardian (DescoCli *cli, const char *reference, DescoUuid *id, GError **error);
gboolean
desco_cli_find_school (DescoCli *cli, const char *reference, DescoUuid *id, GError **error);
gboolean desco_cli_find_class (DescoCli *cli, const char *reference, DescoUuid *id, GError **error);

G_END_DECLS
