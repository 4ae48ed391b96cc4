/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-quittance.h"
#include "model/desco-clock.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_cash_close:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `cash close --counted CENTS [--reason T] [--date D] [--output FILE]`: closes the cash of a day with what was
 * counted.
 *
 * Returns: whether it is closed
 */
gboolean
desco_cli_cash_close (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *date_text = NULL;
  g_autofree char *output = NULL;
  g_autofree char *counted_text = NULL;
  g_autofree char *reason = NULL;
  GDate date = desco_clock_today ();
  gint64 counted = 0;
  g_autoptr (DescoCashDay) day = NULL;
  const GOptionEntry entries[] = {
    { "counted", 0, 0, G_OPTION_ARG_STRING, &counted_text,
      N_ ("How much cash was counted, in cents"), N_ ("CENTS") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why it is not what was taken"), "TEXT" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date_text, N_ ("Which day (today)"), "D" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write it as PDF here"), N_ ("FILE") },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (counted_text == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say how much cash was counted: --counted CENTS."));
      return FALSE;
    }
  if (!desco_cli_read_number (counted_text, "counted", &counted, error)
      || !desco_cli_read_date (date_text, "date", &date, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  day = desco_cash_days_close (cli->store, &date, counted, reason, cli->cancellable, error);
  if (day == NULL)
    return FALSE;
  desco_cli_answer_cash_day (cli, day);
  return desco_cli_print_cash_day (cli, day, output, error);
}
