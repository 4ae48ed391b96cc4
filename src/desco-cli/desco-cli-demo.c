/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "exchange/desco-demo.h"
#include "store/desco-pupils.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/**
 * desco_cli_demo:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `demo --pupils N [--seed S]`: fills an empty database with plausible people, purchases and meals;
 * the same seed gives the same data.
 *
 * Returns: whether it is filled
 */
gboolean
desco_cli_demo (DescoCli *cli, int argc, char **argv, GError **error)
{
  int n_pupils = 0;
  int seed = 1;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 count;
  const GOptionEntry entries[] = {
    { "pupils", 0, 0, G_OPTION_ARG_INT, &n_pupils, N_ ("How many pupils"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_ ("Where chance begins (1)"), "S" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (n_pupils < 1)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say how many pupils there shall be: --pupils, at least 1."));
      return FALSE;
    }
  if (desco_cli_open (cli, error) == NULL
      || !desco_demo_fill (cli->store, (guint) n_pupils, (guint32) seed, cli->cancellable, error))
    return FALSE;
  count = desco_pupils_count (cli->store, NULL, error);
  if (count < 0)
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "pupils", count);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, _ ("Invented pupils: %" PRId64 ". The database is for practice."), count);
  return TRUE;
}
