/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-kitchen.h"
#include "model/desco-clock.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_attendance_close:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `attendance close --date D`: freezes the kitchen's numbers; doing it again changes
 * nothing.
 *
 * Returns: whether the day is closed
 */
gboolean
desco_cli_attendance_close (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *date_text = NULL;
  GDate date = desco_clock_today ();
  g_autoptr (DescoKitchenClosing) closing = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date_text, N_ ("Which day (today)"), "D" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !desco_cli_read_date (date_text, "date", &date, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  closing = desco_kitchen_close_day (cli->store, &date, cli->cancellable, error);
  if (closing == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "alreadyClosed");
  json_builder_add_boolean_value (builder, closing->already_closed);
  desco_cli_add_int (builder, "confirmed", closing->n_confirmed);
  desco_cli_add_int (builder, "meals", closing->n_meals);
  desco_cli_add_kitchen (cli, builder, closing->day);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  if (closing->n_confirmed > 0)
    desco_cli_say (cli,
                   ngettext ("%u class that nobody had confirmed counts as all present.",
                             "%u classes that nobody had confirmed count as all present.",
                             closing->n_confirmed),
                   closing->n_confirmed);
  return TRUE;
}
