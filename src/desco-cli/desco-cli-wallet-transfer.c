/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-reference.h"
#include "model/desco-money.h"
#include "store/desco-transfers.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void
answer (DescoCli *cli, const DescoTransfer *transfer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *value = desco_money_format (transfer->value);
  g_autofree char *rest = desco_money_format (transfer->rest);

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "taken", transfer->taken);
  desco_cli_add_int (builder, "received", transfer->received);
  desco_cli_add_int (builder, "unitAmount", transfer->unit_amount);
  desco_cli_add_int (builder, "value", transfer->value);
  desco_cli_add_int (builder, "rest", transfer->rest);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli,
                 _ ("%" PRId64 " vouchers became %" PRId64 " of the sibling (%s €); %s € of a "
                    "voucher stay."),
                 transfer->taken, transfer->received, value, rest);
}

/**
 * desco_cli_wallet_transfer:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `wallet transfer --from ID --to ID --quantity N`: moves vouchers between siblings, converted at
 * what they cost.
 *
 * Returns: whether they were moved
 */
gboolean
desco_cli_wallet_transfer (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *quantity_text = NULL;
  DescoUuid from_id, to_id;
  gint64 quantity = 0;
  DescoTransfer transfer;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("Whose vouchers: an id or a tax code"), "ID" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("The sibling who gets them"), "ID" },
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &quantity_text, N_ ("How many at most"), "N" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (from == NULL || to == NULL || quantity_text == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say from whom (--from), to whom (--to) and how many "
                              "(--quantity)."));
      return FALSE;
    }
  if (!desco_cli_read_number (quantity_text, "quantity", &quantity, error)
      || desco_cli_open (cli, error) == NULL || !desco_cli_find_pupil (cli, from, &from_id, error)
      || !desco_cli_find_pupil (cli, to, &to_id, error)
      || !desco_transfers_make (cli->store, &from_id, &to_id, quantity, &transfer, cli->cancellable,
                                error))
    return FALSE;
  answer (cli, &transfer);
  return TRUE;
}
