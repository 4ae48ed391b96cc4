/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-kitchen.h"
#include "model/desco-clock.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_report_kitchen:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `report kitchen --date D`: what the kitchen has to make (J-06).
 *
 * Returns: whether it was read
 */
gboolean
desco_cli_report_kitchen (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *date_text = NULL;
  GDate date = desco_clock_today ();
  g_autoptr (DescoKitchenDay) day = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date_text, N_ ("Which day (today)"), "D" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !desco_cli_read_date (date_text, "date", &date, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  day = desco_kitchen_get_day (cli->store, &date, cli->cancellable, error);
  if (day == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_kitchen (cli, builder, day);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  return TRUE;
}
