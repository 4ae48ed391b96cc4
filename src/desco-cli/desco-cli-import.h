/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"
#include "exchange/desco-import.h"

G_BEGIN_DECLS

/**
 * DescoCliImportFunc:
 * @cli: the call, its database open
 * @path: the list
 * @options: how to read it
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): what the import did
 */
typedef DescoImportReport *(*DescoCliImportFunc) (DescoCli *cli,
                                                  const char *path,
                                                  const DescoImportOptions *options,
                                                  GError **error);

gboolean desco_cli_import_list (DescoCli *cli,
                                int argc,
                                char **argv,
                                DescoCliImportFunc import,
                                GError **error);
void desco_cli_import_progress (double fraction, guint read, gpointer cli);

G_END_DECLS
