/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-quittance.h"
#include "store/desco-quittances.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_cash_void:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `cash void QUITTANCE --reason T [--output FILE]`: undoes a quittance on its own day.
 *
 * Returns: whether it is voided
 */
gboolean
desco_cli_cash_void (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *reason = NULL;
  g_autofree char *output = NULL;
  g_autoptr (DescoQuittance) quittance = NULL;
  g_autoptr (DescoQuittance) voided = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, for the record"), "TEXT" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write it as PDF here"), N_ ("FILE") },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, N_ ("QUITTANCE"), 1, 1, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  quittance = desco_quittances_find (cli->store, cli->words[0], cli->cancellable, error);
  if (quittance == NULL)
    return FALSE;
  voided = desco_quittances_void (cli->store, &quittance->id, reason, cli->cancellable, error);
  if (voided == NULL)
    return FALSE;
  desco_cli_answer_quittance (cli, voided);
  return desco_cli_print_quittance (cli, voided, output, error);
}
