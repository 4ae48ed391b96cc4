/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-pupil.h"
#include "store/desco-pupils.h"

/**
 * desco_cli_pupil_show:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `pupil show ID`: one pupil.
 *
 * Returns: whether exactly one is meant
 */
gboolean
desco_cli_pupil_show (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (DescoPupil) pupil = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!desco_cli_parse (cli, argc, argv, NULL, "ID", 1, 1, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  pupil = desco_pupils_find (cli->store, cli->words[0], cli->cancellable, error);
  if (pupil == NULL)
    return FALSE;

  desco_cli_add_pupil (builder, pupil);
  desco_cli_answer (cli, builder);
  desco_cli_say_pupil (cli, pupil);
  return TRUE;
}
