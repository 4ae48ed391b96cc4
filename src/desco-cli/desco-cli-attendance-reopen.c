/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "attendance/desco-kitchen.h"
#include "model/desco-clock.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_attendance_reopen:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `attendance reopen --date D --reason TEXT`: opens a closed day again, on record.
 *
 * Returns: whether the day is open
 */
gboolean
desco_cli_attendance_reopen (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *date_text = NULL;
  g_autofree char *reason = NULL;
  GDate date = desco_clock_today ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date_text, N_ ("Which day (today)"), "D" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why; it stays on record"), "TEXT" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !desco_cli_read_date (date_text, "date", &date, error)
      || desco_cli_open (cli, error) == NULL
      || !desco_kitchen_reopen_day (cli->store, &date, reason, cli->cancellable, error))
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_date (builder, "date", &date);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, _ ("The day is open again."));
  return TRUE;
}
