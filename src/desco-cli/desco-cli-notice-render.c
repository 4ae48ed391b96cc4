/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-input.h"
#include "exchange/desco-notice-json.h"

#include <glib/gi18n-lib.h>

static void
answer (DescoCli *cli, const char *output, guint n_notices)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "rendered", n_notices);
  desco_cli_add_text (builder, "file", output);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, ngettext ("%u notice written.", "%u notices written.", n_notices), n_notices);
}

/**
 * desco_cli_notice_render:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `notice render --output FILE`: draws the notices on standard input, without a database.
 *
 * Returns: whether the PDF is written; if not, there is none
 */
gboolean
desco_cli_notice_render (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) input = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write the PDF"), "FILE" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (output == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say where to write the PDF: --output."));
      return FALSE;
    }
  input = desco_cli_read_input (cli, error);
  if (input == NULL || !desco_notice_json_render (input, output, cli->cancellable, error))
    return FALSE;

  answer (cli, output, json_array_get_length (json_node_get_array (input)));
  return TRUE;
}
