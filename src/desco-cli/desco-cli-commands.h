/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"

G_BEGIN_DECLS

/* One function a command, each in a file of its name. */

gboolean desco_cli_init (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_setting_get (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_setting_list (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_setting_set (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_taxcode_check (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_notice_check (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_backup (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_restore (DescoCli *cli, int argc, char **argv, GError **error);

G_END_DECLS
