/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-receipt.h"
#include "model/desco-date.h"

#include <glib/gi18n-lib.h>

static void
say_decision (DescoCli *cli, const DescoReceiptRecord *receipt)
{
  g_autofree char *at = NULL;

  if (receipt->decision == DESCO_RECEIPT_DECISION_NONE)
    return;
  at = desco_time_to_rfc3339 (receipt->decided_at);
  desco_cli_say (cli, "    %s  %s  %s", at, receipt->decided_by != NULL ? receipt->decided_by : "",
                 receipt->note != NULL ? receipt->note : "");
}

/**
 * desco_cli_receipt_show:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `receipt show ID`: a receipt, and what was decided on it.
 *
 * Returns: whether it was read
 */
gboolean
desco_cli_receipt_show (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (DescoReceiptRecord) receipt = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!desco_cli_parse (cli, argc, argv, NULL, "ID", 1, 1, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  receipt = desco_receipts_find (cli->store, cli->words[0], cli->cancellable, error);
  if (receipt == NULL)
    return FALSE;

  desco_cli_add_receipt (builder, receipt);
  desco_cli_answer (cli, builder);
  desco_cli_say_receipt (cli, receipt);
  say_decision (cli, receipt);
  return TRUE;
}
