/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-quittance.h"
#include "store/desco-quittances.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_cash_print:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `cash print QUITTANCE --output FILE`: a quittance once more, under the number it has.
 *
 * Returns: whether it is written
 */
gboolean
desco_cli_cash_print (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_autoptr (DescoQuittance) quittance = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write it as PDF here"), N_ ("FILE") },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, N_ ("QUITTANCE"), 1, 1, error))
    return FALSE;
  if (output == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say where to write it: --output FILE."));
      return FALSE;
    }
  if (desco_cli_open (cli, error) == NULL)
    return FALSE;
  quittance = desco_quittances_find (cli->store, cli->words[0], cli->cancellable, error);
  if (quittance == NULL || !desco_cli_print_quittance (cli, quittance, output, error))
    return FALSE;
  desco_cli_answer_quittance (cli, quittance);
  return TRUE;
}
