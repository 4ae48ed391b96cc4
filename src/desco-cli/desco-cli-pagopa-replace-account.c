/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "pagopa/desco-account-change.h"
#include "pagopa/desco-provider-choice.h"

#include <glib/gi18n-lib.h>

static void
answer (DescoCli *cli, const DescoAccountChange *change, gboolean dry_run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "oldIban", change->old_iban);
  desco_cli_add_text (builder, "newIban", change->new_iban);
  json_builder_set_member_name (builder, "dryRun");
  json_builder_add_boolean_value (builder, dry_run);
  if (!dry_run)
    desco_cli_add_int (builder, "changed", change->n_changed);
  json_builder_set_member_name (builder, "purchases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < change->purchases->len; i++)
    {
      desco_cli_add_purchase (builder, g_ptr_array_index (change->purchases, i));
      desco_cli_say_purchase (cli, g_ptr_array_index (change->purchases, i));
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  if (dry_run)
    desco_cli_say (cli, _ ("%u notices would be paid to %s; nothing was changed."),
                   change->purchases->len, change->new_iban);
  else
    desco_cli_say (cli, _ ("pagoPA pays %u notices to %s from now on."), change->n_changed,
                   change->new_iban);
}

/**
 * desco_cli_pagopa_replace_account:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `pagopa replace-account --new IBAN [--dry-run]`: has what is not paid yet paid to another account.
 *
 * Returns: whether it was done, or previewed
 */
gboolean
desco_cli_pagopa_replace_account (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *iban = NULL;
  gboolean dry_run = FALSE;
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (DescoAccountChange) change = NULL;
  const GOptionEntry entries[] = {
    { "new", 0, 0, G_OPTION_ARG_STRING, &iban, N_ ("The account from now on"), "IBAN" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only say what would change"), NULL },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (iban == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say which account: --new IBAN."));
      return FALSE;
    }
  if (desco_cli_open (cli, error) == NULL)
    return FALSE;
  change = desco_account_change_preview (cli->store, iban, cli->cancellable, error);
  if (change == NULL)
    return FALSE;
  if (!dry_run)
    {
      provider = desco_provider_choice_open (cli->store, cli->secrets_file, cli->pagopa_url, error);
      if (provider == NULL
          || !desco_account_change_carry_out (cli->store, provider, change, cli->cancellable,
                                              error))
        return FALSE;
    }
  answer (cli, change, dry_run);
  return TRUE;
}
