/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-change.h"
#include "desco-cli-purchase.h"
#include "pagopa/desco-provider-choice.h"
#include "pagopa/desco-withdrawal.h"
#include "pagopa/desco-withdrawals.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

static gboolean
cancel_one (DescoCli *cli,
            DescoPaymentProvider *provider,
            DescoPurchase *purchase,
            const char *reason,
            GError **error)
{
  g_autoptr (DescoPurchase) cancelled = NULL;

  if (!desco_withdrawal_run (cli->store, provider, purchase, reason, cli->cancellable, error))
    return FALSE;
  cancelled = desco_purchases_get (cli->store, &purchase->id, NULL, error);
  if (cancelled == NULL)
    return FALSE;
  desco_cli_answer_purchase (cli, cancelled);
  return TRUE;
}

static gboolean
cancel_several (DescoCli *cli,
                DescoPaymentProvider *provider,
                GPtrArray *purchases,
                const char *reason,
                GError **error)
{
  g_autofree char *done = NULL;
  g_autoptr (DescoChangeReport) report = desco_withdrawals_run (
      cli->store, provider, purchases, reason, desco_cli_progress, cli, cli->cancellable, error);

  desco_cli_progress_end (cli);
  if (report == NULL)
    return FALSE;
  done = g_strdup_printf (
      ngettext ("%u purchase is cancelled.", "%u purchases are cancelled.", report->done),
      report->done);
  desco_cli_answer_change (cli, report, "cancelled", done);
  return TRUE;
}

/**
 * desco_cli_purchase_cancel:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase cancel ID…`: withdraws one or several at pagoPA, then here.
 *
 * Returns: whether it was tried; one is cancelled on both sides, and of several @cli.exit says what came
 *   of it
 */
gboolean
desco_cli_purchase_cancel (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *reason = NULL;
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (GPtrArray) purchases = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, for the record"), "TEXT" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "ID…", 1, G_MAXUINT, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  purchases = desco_cli_find_purchases (cli, cli->words, error);
  if (purchases == NULL)
    return FALSE;
  provider = desco_provider_choice_open (cli->store, cli->secrets_file, cli->pagopa_url, error);
  if (provider == NULL)
    return FALSE;
  return purchases->len == 1 ? cancel_one (cli, provider, purchases->pdata[0], reason, error)
                             : cancel_several (cli, provider, purchases, reason, error);
}
