/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-refund.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_refund_list:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `refund list [--status S]`: the refunds, oldest first.
 *
 * Returns: whether they were read
 */
gboolean
desco_cli_refund_list (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) refunds = NULL;
  DescoRefundStatus status;
  guint statuses = 0;
  const GOptionEntry entries[] = {
    { "status", 0, 0, G_OPTION_ARG_STRING, &text,
      N_ ("Only those in this state: requested, exported, paid or refused"), "STATE" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || (text != NULL && !desco_cli_read_refund_status (text, &status, error))
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  if (text != NULL)
    statuses = 1u << status;
  refunds = desco_refunds_list (cli->store, statuses, cli->cancellable, error);
  if (refunds == NULL)
    return FALSE;
  desco_cli_answer_refunds (cli, refunds);
  return TRUE;
}
