/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "pagopa/desco-checkout.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_pagopa_checkout:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `pagopa checkout --purchase ID… [--email ADDRESS]`: the address of the page where the notices are
 * paid in one go.
 *
 * Returns: whether there is such a page
 */
gboolean
desco_cli_pagopa_checkout (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_auto (GStrv) references = NULL;
  g_autofree char *email = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GPtrArray) purchases = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "purchase", 0, 0, G_OPTION_ARG_STRING_ARRAY, &references,
      N_ ("What is paid; may be given again, up to five times"), "ID" },
    { "email", 0, 0, G_OPTION_ARG_STRING, &email, N_ ("Where pagoPA sends the receipt"),
      N_ ("ADDRESS") },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (references == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what is paid: --purchase ID."));
      return FALSE;
    }
  if (desco_cli_open (cli, error) == NULL)
    return FALSE;
  purchases = desco_cli_find_purchases (cli, references, error);
  if (purchases == NULL)
    return FALSE;
  url = desco_checkout_open (cli->store, purchases, cli->pagopa_url, email, cli->cancellable,
                             error);
  if (url == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "url", url);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, "%s", url);
  return TRUE;
}
