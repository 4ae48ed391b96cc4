/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-receipt.h"
#include "pagopa/desco-poller.h"
#include "pagopa/desco-provider-choice.h"

#include <glib/gi18n-lib.h>

static void
answer (DescoCli *cli, const DescoPollReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "asked");
  json_builder_add_boolean_value (builder, !report->is_early);
  desco_cli_add_int (builder, "listed", report->listed);
  desco_cli_add_int (builder, "paid", report->paid);
  desco_cli_add_int (builder, "credited", report->collected->credited);
  desco_cli_add_review (cli, builder, report->collected->review);
  desco_cli_add_unread (cli, builder, report->collected->failed);
  desco_cli_add_time (builder, "nextAt", report->next_at);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);

  if (report->is_early)
    desco_cli_say (cli, _ ("pagoPA was asked less than ten minutes ago; --now asks all the same."));
  else if (report->paid == 0 && report->collected->credited == 0)
    desco_cli_say (cli, _ ("Nothing new was paid."));
  else
    desco_cli_say (cli, _ ("New payments: %u; receipts credited: %u."), report->paid,
                   report->collected->credited);
}

/**
 * desco_cli_pagopa_poll:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `pagopa poll [--now]`: asks what was paid since the last time, for timers (J-05).
 *
 * Returns: whether it was tried; @cli.exit says what came of it
 */
gboolean
desco_cli_pagopa_poll (DescoCli *cli, int argc, char **argv, GError **error)
{
  gboolean now = FALSE;
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (DescoPollReport) report = NULL;
  const GOptionEntry entries[] = {
    { "now", 0, 0, G_OPTION_ARG_NONE, &now, N_ ("Ask also where it was asked just before"), NULL },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  provider = desco_provider_choice_open (cli->store, cli->secrets_file, cli->pagopa_url, error);
  if (provider == NULL)
    return FALSE;
  report = desco_poller_run (cli->store, provider, now, cli->cancellable, error);
  if (report == NULL)
    return FALSE;

  answer (cli, report);
  desco_cli_end_collecting (cli, report->collected, report->unreachable);
  return TRUE;
}
