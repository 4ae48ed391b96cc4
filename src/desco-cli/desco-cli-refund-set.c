/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-refund.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_refund_set:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `refund set ID [--status S [--note TEXT]] [--iban I]`: what became of a refund; refusing it puts
 * the vouchers back.
 *
 * Returns: whether it is on disk
 */
gboolean
desco_cli_refund_set (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;
  g_autofree char *iban = NULL;
  g_autoptr (DescoRefund) refund = NULL;
  DescoRefundStatus status;
  DescoUuid id;
  const GOptionEntry entries[] = {
    { "status", 0, 0, G_OPTION_ARG_STRING, &text, N_ ("What it becomes: exported, paid or refused"),
      "STATE" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_ ("A sentence for the record"), "TEXT" },
    { "iban", 0, 0, G_OPTION_ARG_STRING, &iban, N_ ("The account to pay to"), "IBAN" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "ID", 1, 1, error))
    return FALSE;
  if (text == NULL && iban == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what changes: --status or --iban."));
      return FALSE;
    }
  if (!desco_uuid_parse (cli->words[0], &id))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "refund",
                             _ ("“%s” is not the id of a refund: give one of the list of refunds."),
                             cli->words[0]);
      return FALSE;
    }
  if ((text != NULL && !desco_cli_read_refund_status (text, &status, error))
      || desco_cli_open (cli, error) == NULL
      || (iban != NULL && !desco_refunds_set_iban (cli->store, &id, iban, cli->cancellable, error))
      || (text != NULL
          && !desco_refunds_set_status (cli->store, &id, status, note, cli->cancellable, error)))
    return FALSE;

  refund = desco_refunds_get (cli->store, &id, NULL, error);
  if (refund == NULL)
    return FALSE;
  desco_cli_answer_refund (cli, refund);
  return TRUE;
}
