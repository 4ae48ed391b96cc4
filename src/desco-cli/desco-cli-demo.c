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
  g_autofree char *pupils_text = NULL;
  g_autofree char *seed_text = NULL;
  gint64 n_pupils = 0;
  gint64 seed = 1;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 count;
  const GOptionEntry entries[] = {
    { "pupils", 0, 0, G_OPTION_ARG_STRING, &pupils_text, N_ ("How many pupils"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed_text, N_ ("Where chance begins (1)"), "S" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (pupils_text == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say how many pupils there shall be: --pupils."));
      return FALSE;
    }
  if (!desco_cli_read_number (pupils_text, "pupils", &n_pupils, error)
      || !desco_cli_read_number (seed_text, "seed", &seed, error)
      || desco_cli_open (cli, error) == NULL
      || !desco_demo_fill (cli->store, (guint) CLAMP (n_pupils, 0, G_MAXUINT), (guint32) seed,
                           cli->cancellable, error))
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
