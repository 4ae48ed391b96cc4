/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "store/desco-settings.h"

/**
 * desco_cli_setting_set:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `setting set KEY VALUE`: changes one setting.
 *
 * Returns: whether it holds now
 */
gboolean
desco_cli_setting_set (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *value = NULL;
  DescoStore *store;

  if (!desco_cli_parse (cli, argc, argv, NULL, "KEY VALUE", 2, 2, error))
    return FALSE;
  store = desco_cli_open (cli, error);
  if (store == NULL
      || !desco_settings_set (store, cli->words[0], cli->words[1], cli->cancellable, error))
    return FALSE;
  value = desco_settings_get (store, cli->words[0], NULL, error);
  if (value == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "key", cli->words[0]);
  desco_cli_add_text (builder, "value", value);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, "%s = %s", cli->words[0], value);
  return TRUE;
}
