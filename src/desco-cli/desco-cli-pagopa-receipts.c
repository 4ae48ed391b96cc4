/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-receipt.h"
#include "pagopa/desco-receipt-source.h"

#include <glib/gi18n-lib.h>

static void
answer (DescoCli *cli, const DescoCollectReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "fetched", report->fetched);
  desco_cli_add_int (builder, "credited", report->credited);
  desco_cli_add_int (builder, "alreadyCredited", report->already_credited);
  desco_cli_add_review (cli, builder, report->review);
  desco_cli_add_unread (cli, builder, report->failed);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);

  if (report->fetched == 0)
    desco_cli_say (cli, _ ("There are no new receipts."));
  else
    desco_cli_say (cli,
                   ngettext ("%u receipt credited its vouchers.",
                             "%u receipts credited their vouchers.", report->credited),
                   report->credited);
}

/**
 * desco_cli_pagopa_receipts:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `pagopa receipts`: fetches the receipts and credits them, each once.
 *
 * Returns: whether it was tried; @cli.exit says what came of it
 */
gboolean
desco_cli_pagopa_receipts (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (DescoCollectReport) report = NULL;

  if (!desco_cli_parse (cli, argc, argv, NULL, NULL, 0, 0, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  report = desco_receipt_source_collect (cli->store, cli->secrets_file, cli->pagopa_url,
                                         cli->cancellable, error);
  if (report == NULL)
    return FALSE;

  answer (cli, report);
  desco_cli_end_collecting (cli, report, report->unreachable);
  return TRUE;
}
