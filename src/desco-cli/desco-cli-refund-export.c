/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-refund.h"
#include "exchange/desco-refund-export.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_refund_export:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `refund export --output FILE [--again]`: the list for the accounting office, CSV or XLSX, marked
 * internal.
 *
 * Returns: whether it was written
 */
gboolean
desco_cli_refund_export (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  gboolean again = FALSE;
  g_autoptr (GPtrArray) refunds = NULL;
  guint statuses = 1u << DESCO_REFUND_REQUESTED;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to: a .csv or .xlsx file"),
      N_ ("FILE") },
    { "again", 0, 0, G_OPTION_ARG_NONE, &again,
      N_ ("Also those that are on an earlier list and not settled yet"), NULL },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (output == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say where to write the list: --output FILE."));
      return FALSE;
    }
  if (desco_cli_open (cli, error) == NULL)
    return FALSE;
  if (again)
    statuses |= 1u << DESCO_REFUND_EXPORTED;
  refunds = desco_refunds_list (cli->store, statuses, cli->cancellable, error);
  if (refunds == NULL || !desco_refund_export_write (refunds, output, error)
      || !desco_refunds_mark_exported (cli->store, refunds, NULL, error))
    return FALSE;
  desco_cli_answer_refunds (cli, refunds);
  return TRUE;
}
