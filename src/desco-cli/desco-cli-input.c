/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-input.h"

#include "model/desco-error.h"
#include "model/desco-json.h"

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
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (g_output_stream_splice (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, cli->cancellable,
                              error)
      < 0)
    return NULL;

  root = desco_json_parse (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                           g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)),
                           &problem);
  if (g_error_matches (problem, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING))
    desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "input",
                           _ ("Standard input is empty: give the notices as a JSON array."));
  else if (problem != NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "input",
                           _ ("Standard input is not a JSON document: %s"), problem->message);
  return root;
}
