/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-quittance.h"
#include "model/desco-clock.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_cash_report:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `cash report [--date D] [--output FILE]`: what this desk took on a day.
 *
 * Returns: whether it was read
 */
gboolean
desco_cli_cash_report (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *date_text = NULL;
  g_autofree char *output = NULL;
  GDate date = desco_clock_today ();
  g_autoptr (DescoCashDay) day = NULL;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date_text, N_ ("Which day (today)"), "D" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write it as PDF here"), N_ ("FILE") },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !desco_cli_read_date (date_text, "date", &date, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  day = desco_cash_days_get (cli->store, &date, cli->cancellable, error);
  if (day == NULL)
    return FALSE;
  desco_cli_answer_cash_day (cli, day);
  return desco_cli_print_cash_day (cli, day, output, error);
}
