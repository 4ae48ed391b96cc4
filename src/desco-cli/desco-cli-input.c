/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-input.h"

#include "model/desco-error.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

/**
 * desco_cli_read_input:
 * @cli: the call
 * @error: where to put an error of domain %DESCO_INPUT_ERROR
 *
 * Reads one JSON document from standard input.
 *
 * Returns: (nullable) (transfer full): the document
 */
JsonNode *
desco_cli_read_input (DescoCli *cli, GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (!json_parser_load_from_stream (parser, stream, cli->cancellable, &problem))
    {
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "input",
                               _ ("Standard input is not a JSON document: %s"), problem->message);
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (root == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "input",
                           _ ("Standard input is empty: give the notices as a JSON array."));
  return root;
}
