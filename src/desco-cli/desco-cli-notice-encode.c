/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-input.h"
#include "exchange/desco-notice-json.h"

#include <stdio.h>

/**
 * desco_cli_notice_encode:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `notice encode`: the codes' texts of the notices on standard input (N-09, N-11). Its answer is
 * JSON with or without --json.
 *
 * Returns: whether all of them have codes
 */
gboolean
desco_cli_notice_encode (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (JsonNode) input = NULL;

  if (!desco_cli_parse (cli, argc, argv, NULL, NULL, 0, 0, error))
    return FALSE;
  input = desco_cli_read_input (cli, error);
  if (input == NULL)
    return FALSE;
  cli->answer = desco_notice_json_encode (input, error);
  if (cli->answer == NULL)
    return FALSE;

  if (!cli->json)
    {
      g_autofree char *text = json_to_string (cli->answer, TRUE);

      puts (text);
    }
  return TRUE;
}
