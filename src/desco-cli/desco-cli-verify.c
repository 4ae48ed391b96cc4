/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "ledger/desco-verify.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_verify:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `verify`: recomputes every balance and checks the file.
 *
 * Returns: whether it could be checked; @cli.exit says whether all is well
 */
gboolean
desco_cli_verify (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!desco_cli_parse (cli, argc, argv, NULL, NULL, 0, 0, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  findings = desco_verify (cli->store, cli->cancellable, error);
  if (findings == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "clean");
  json_builder_add_boolean_value (builder, findings->len == 0);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const DescoFinding *finding = g_ptr_array_index (findings, i);

      json_builder_begin_object (builder);
      desco_cli_add_text (builder, "rule", finding->rule);
      desco_cli_add_text (builder, "subject", finding->subject);
      desco_cli_add_text (builder, "message", finding->message);
      json_builder_end_object (builder);
      desco_cli_say (cli, "%s  %s: %s", finding->rule,
                     finding->subject != NULL ? finding->subject : "", finding->message);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);

  if (findings->len == 0)
    desco_cli_say (cli, _ ("All balances, lots and states are as they must be."));
  else
    desco_cli_end (cli, DESCO_CLI_DAMAGED,
                   ngettext ("%u thing in the database is not as it must be: keep the file, and "
                             "restore the last backup.",
                             "%u things in the database are not as they must be: keep the file, "
                             "and restore the last backup.",
                             findings->len),
                   findings->len);
  return TRUE;
}
