/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-receipt.h"
#include "model/desco-enum.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

static gboolean
read_state (const char *text, guint *states, GError **error)
{
  int state;

  if (text == NULL)
    return TRUE;
  if (!desco_enum_from_nick (DESCO_TYPE_RECEIPT_STATE, text, &state)
      || state == DESCO_RECEIPT_ALREADY_CREDITED)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "state",
                             _ ("There is no state “%s”; choose credited, review or refused."),
                             text);
      return FALSE;
    }
  *states = 1u << state;
  return TRUE;
}

/**
 * desco_cli_receipt_list:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `receipt list [--state S] [--search T]`: the receipts, newest first.
 *
 * Returns: whether they were read
 */
gboolean
desco_cli_receipt_list (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *state = NULL;
  g_autofree char *search = NULL;
  DescoReceiptFilter filter = { 0 };
  g_autoptr (GPtrArray) receipts = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_ ("Only those in this state"), "STATE" },
    { "search", 0, 0, G_OPTION_ARG_STRING, &search,
      N_ ("Only those with this in a number or a name"), "TEXT" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !read_state (state, &filter.states, error) || desco_cli_open (cli, error) == NULL)
    return FALSE;
  filter.search = search;
  receipts = desco_receipts_list (cli->store, &filter, cli->cancellable, error);
  if (receipts == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < receipts->len; i++)
    {
      desco_cli_add_receipt (builder, g_ptr_array_index (receipts, i));
      desco_cli_say_receipt (cli, g_ptr_array_index (receipts, i));
    }
  json_builder_end_array (builder);
  desco_cli_answer (cli, builder);
  return TRUE;
}
