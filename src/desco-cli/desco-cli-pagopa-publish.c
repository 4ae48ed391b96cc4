/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-change.h"
#include "desco-cli-purchase.h"
#include "desco-cli-quittance.h"
#include "model/desco-date.h"
#include "pagopa/desco-provider-choice.h"
#include "pagopa/desco-publisher.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

static void
answer (DescoCli *cli, const DescoPublishReport *report, const DescoTellingReport *telling)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "published", report->published);
  desco_cli_add_int (builder, "alreadyThere", report->already_there);
  desco_cli_add_failures (cli, builder, report->failed);
  if (report->waiting > 0)
    {
      desco_cli_add_int (builder, "waiting", report->waiting);
      if (report->retry_at > 0)
        desco_cli_add_time (builder, "retryAt", report->retry_at);
    }
  if (telling != NULL && telling->told + telling->waiting + telling->paid_there->len > 0)
    desco_cli_add_telling (builder, telling);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);

  if (report->published + report->already_there + report->waiting + report->failed->len == 0)
    desco_cli_say (cli, _ ("Nothing was waiting to be sent."));
  else
    desco_cli_say (
        cli,
        ngettext ("%u notice is payable now.", "%u notices are payable now.", report->published),
        report->published);
}

/* Somebody asks now: what waits after a failed try does not wait for its time. */
static GPtrArray *
list_queued (DescoCli *cli, GError **error)
{
  DescoPurchaseFilter filter = { .statuses = 1u << DESCO_PURCHASE_QUEUED };

  return desco_purchases_list (cli->store, &filter, cli->cancellable, error);
}

static void
tell_waiting (const DescoPublishReport *report)
{
  g_autofree char *time = desco_time_to_rfc3339 (report->retry_at);

  g_printerr (ngettext ("desco-cli: %u purchase waits; the next try is at %s.\n",
                        "desco-cli: %u purchases wait; the next try is at %s.\n", report->waiting),
              report->waiting, time);
}

/**
 * desco_cli_pagopa_publish:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `pagopa publish [--purchase ID…]`: sends what is queued.
 *
 * Returns: whether it was tried; @cli.exit says what came of it
 */
gboolean
desco_cli_pagopa_publish (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_auto (GStrv) references = NULL;
  g_autoptr (GPtrArray) purchases = NULL;
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (DescoPublishReport) report = NULL;
  g_autoptr (DescoTellingReport) telling = NULL;
  const GOptionEntry entries[] = {
    { "purchase", 0, 0, G_OPTION_ARG_STRING_ARRAY, &references,
      N_ ("Only this one; may be given again"), "ID" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  purchases = references != NULL ? desco_cli_find_purchases (cli, references, error)
                                 : list_queued (cli, error);
  if (purchases == NULL)
    return FALSE;
  provider = desco_provider_choice_open (cli->store, cli->secrets_file, cli->pagopa_url, error);
  if (provider == NULL)
    return FALSE;

  report = desco_publisher_publish (cli->store, provider, purchases, desco_cli_progress, cli,
                                    cli->cancellable, error);
  desco_cli_progress_end (cli);
  if (report == NULL)
    return FALSE;
  if (!report->cancelled)
    {
      telling = desco_quittance_teller_run (cli->store, provider, TRUE, cli->cancellable, error);
      if (telling == NULL)
        return FALSE;
    }

  answer (cli, report, telling);
  if (telling != NULL)
    desco_cli_say_telling (cli, telling);
  if (report->unreachable != NULL)
    {
      desco_cli_end (cli, DESCO_CLI_UNREACHABLE, "%s", report->unreachable);
      tell_waiting (report);
    }
  else if (report->cancelled)
    desco_cli_end (cli, DESCO_CLI_PARTLY,
                   ngettext ("Stopped: %u purchase still waits to be sent.",
                             "Stopped: %u purchases still wait to be sent.", report->waiting),
                   report->waiting);
  else if (report->failed->len > 0)
    desco_cli_end (cli, report->published > 0 ? DESCO_CLI_PARTLY : DESCO_CLI_REFUSED,
                   ngettext ("pagoPA refused %u purchase; the answer says why.",
                             "pagoPA refused %u purchases; the answer says why.",
                             report->failed->len),
                   report->failed->len);
  return TRUE;
}
