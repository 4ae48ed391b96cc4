/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-check.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_check_words:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @name: what each is called in JSON
 * @arguments: what --help says of them
 * @check: the check
 * @error: where to put an error of usage
 *
 * Checks each word of the call and answers for each; the program ends with 1 if one is wrong.
 *
 * Returns: whether the call was well formed
 */
gboolean
desco_cli_check_words (DescoCli *cli,
                       int argc,
                       char **argv,
                       const char *name,
                       const char *arguments,
                       DescoCliCheckFunc check,
                       GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_wrong = 0;

  if (!desco_cli_parse (cli, argc, argv, NULL, arguments, 1, G_MAXUINT, error))
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < cli->n_words; i++)
    {
      g_autoptr (GError) reason = NULL;
      gboolean valid = check (cli->words[i], &reason);

      json_builder_begin_object (builder);
      desco_cli_add_text (builder, name, cli->words[i]);
      json_builder_set_member_name (builder, "valid");
      json_builder_add_boolean_value (builder, valid);
      if (!valid)
        {
          desco_cli_add_text (builder, "reason", reason->message);
          n_wrong++;
        }
      json_builder_end_object (builder);
      if (valid)
        desco_cli_say (cli, _ ("%s: valid"), cli->words[i]);
      else
        desco_cli_say (cli, "%s: %s", cli->words[i], reason->message);
    }
  json_builder_end_array (builder);
  desco_cli_answer (cli, builder);
  if (n_wrong > 0)
    desco_cli_end (cli, DESCO_CLI_REFUSED, _ ("Not valid: %u of %u."), n_wrong, cli->n_words);
  return TRUE;
}
