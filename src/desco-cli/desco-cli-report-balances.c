/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-pupil.h"
#include "store/desco-pupils.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_report_balances:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `report balances [--below N]`: what everyone has left, or only who has less than N (R-06, J-07).
 *
 * Returns: whether they were read
 */
gboolean
desco_cli_report_balances (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *below_text = NULL;
  gint64 below = G_MAXINT64;
  DescoPupilQuery query = { 0 };
  g_autoptr (GPtrArray) pupils = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "below", 0, 0, G_OPTION_ARG_STRING, &below_text, N_ ("Only who has fewer vouchers than this"),
      "N" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !desco_cli_read_number (below_text, "below", &below, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  pupils = desco_pupils_list (cli->store, &query, cli->cancellable, error);
  if (pupils == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < pupils->len; i++)
    {
      const DescoPupil *pupil = g_ptr_array_index (pupils, i);

      if (pupil->balance >= below)
        continue;
      desco_cli_add_pupil (builder, pupil);
      desco_cli_say_pupil (cli, pupil);
    }
  json_builder_end_array (builder);
  desco_cli_answer (cli, builder);
  return TRUE;
}
