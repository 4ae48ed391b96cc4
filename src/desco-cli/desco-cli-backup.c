/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_backup:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `backup FILE`: a copy of the database, which may be in use.
 *
 * Returns: whether a whole copy is there
 */
gboolean
desco_cli_backup (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  DescoStore *store;

  if (!desco_cli_parse (cli, argc, argv, NULL, "FILE", 1, 1, error))
    return FALSE;
  store = desco_cli_open (cli, error);
  if (store == NULL || !desco_store_backup (store, cli->words[0], cli->cancellable, error))
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "backup", cli->words[0]);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, _ ("The copy “%s” is whole."), cli->words[0]);
  return TRUE;
}
