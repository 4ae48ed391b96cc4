/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_restore:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `restore FILE`: puts a backup in the database's place and keeps the old one.
 *
 * Returns: whether the backup is in place
 */
gboolean
desco_cli_restore (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!desco_cli_parse (cli, argc, argv, NULL, "FILE", 1, 1, error)
      || !desco_store_restore (cli->database, cli->words[0], error))
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "database", cli->database);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, _ ("“%s” is in place; what was there before ends in “.before-restore”."),
                 cli->database);
  return TRUE;
}
