/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-import.h"

static DescoImportReport *
import (DescoCli *cli, const char *path, const DescoImportOptions *options, GError **error)
{
  return desco_import_guardians (cli->store, path, options, desco_cli_import_progress, cli,
                                 cli->cancellable, error);
}

/**
 * desco_cli_import_guardians:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `import guardians FILE`: the guardians of a list, after its pupils.
 *
 * Returns: whether the list was read; @cli.exit says whether all its rows were taken
 */
gboolean
desco_cli_import_guardians (DescoCli *cli, int argc, char **argv, GError **error)
{
  return desco_cli_import_list (cli, argc, argv, import, error);
}
