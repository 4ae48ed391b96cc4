/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "pagopa/desco-provider-choice.h"
#include "pagopa/desco-withdrawal.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_purchase_cancel:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase cancel ID`: withdraws it at pagoPA, then here.
 *
 * Returns: whether it is cancelled on both sides
 */
gboolean
desco_cli_purchase_cancel (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *reason = NULL;
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoPurchase) cancelled = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, for the record"), "TEXT" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "ID", 1, 1, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  purchase = desco_purchases_find (cli->store, cli->words[0], cli->cancellable, error);
  if (purchase == NULL)
    return FALSE;
  provider = desco_provider_choice_open (cli->store, cli->secrets_file, cli->pagopa_url, error);
  if (provider == NULL
      || !desco_withdrawal_run (cli->store, provider, purchase, reason, cli->cancellable, error))
    return FALSE;

  cancelled = desco_purchases_get (cli->store, &purchase->id, NULL, error);
  if (cancelled == NULL)
    return FALSE;
  desco_cli_answer_purchase (cli, cancelled);
  return TRUE;
}
