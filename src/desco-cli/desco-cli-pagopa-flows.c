/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "model/desco-money.h"
#include "pagopa/desco-flow-collector.h"

#include <glib/gi18n-lib.h>

static void
answer (DescoCli *cli, const DescoFlowReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *amount = desco_money_format (report->amount);

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "listed", report->listed);
  desco_cli_add_int (builder, "fetched", report->fetched);
  desco_cli_add_int (builder, "payments", report->payments);
  desco_cli_add_int (builder, "amount", report->amount);
  json_builder_set_member_name (builder, "failed");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->failed->len; i++)
    {
      const DescoFlowFailure *failure = g_ptr_array_index (report->failed, i);

      json_builder_begin_object (builder);
      desco_cli_add_text (builder, "fdr", failure->fdr);
      desco_cli_add_text (builder, "reason", failure->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);

  if (report->fetched == 0)
    desco_cli_say (cli, _ ("There are no new transfers."));
  else
    desco_cli_say (cli,
                   ngettext ("%u transfer was read: %s €; payments: %u.",
                             "%u transfers were read: %s €; payments: %u.", report->fetched),
                   report->fetched, amount, report->payments);
}

/**
 * desco_cli_pagopa_flows:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `pagopa flows [--from D --to D]`: reads which payments the banks' transfers have, what is new or
 * what was published in some days.
 *
 * Returns: whether it was tried; @cli.exit says what came of it
 */
gboolean
desco_cli_pagopa_flows (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  DescoFlowQuery query = { 0 };
  g_autoptr (DescoFlowClient) client = NULL;
  g_autoptr (DescoFlowReport) report = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from,
      N_ ("Read what was published from this day on, also if it is not new"), "D" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("Read what was published until this day"), "D" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !desco_cli_read_date (from, "from", &query.from, error)
      || !desco_cli_read_date (to, "to", &query.to, error) || desco_cli_open (cli, error) == NULL)
    return FALSE;
  client = desco_flow_collector_open (cli->store, cli->secrets_file, cli->pagopa_url, error);
  if (client == NULL)
    return FALSE;
  report = desco_flow_collector_collect (cli->store, client, &query, cli->cancellable, error);
  if (report == NULL)
    return FALSE;

  answer (cli, report);
  if (report->unreachable != NULL)
    desco_cli_end (cli, DESCO_CLI_UNREACHABLE, "%s", report->unreachable);
  for (guint i = 0; i < report->failed->len; i++)
    desco_cli_end (cli, DESCO_CLI_PARTLY, "%s",
                   ((DescoFlowFailure *) g_ptr_array_index (report->failed, i))->reason);
  return TRUE;
}
