/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "papers/desco-logo.h"
#include "store/desco-creditors.h"

#include <glib/gi18n-lib.h>

static void
set_logo (DescoCreditor *creditor, GBytes *logo)
{
  g_clear_pointer (&creditor->logo, g_bytes_unref);
  g_clear_pointer (&creditor->logo_type, g_free);
  if (logo == NULL)
    return;
  creditor->logo = g_bytes_ref (logo);
  creditor->logo_type = g_strdup (desco_logo_find_type (logo));
}

static void
answer (DescoCli *cli, const DescoCreditor *creditor)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "name", creditor->name);
  desco_cli_add_text (builder, "logoType", creditor->logo_type);
  desco_cli_add_int (builder, "logoSize",
                     creditor->logo != NULL ? (gint64) g_bytes_get_size (creditor->logo) : 0);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, "%s",
                 creditor->logo != NULL ? _ ("The notices have their logo now.")
                                        : _ ("The notices have no logo now."));
}

/**
 * desco_cli_creditor_set:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `creditor set (--logo FILE | --remove-logo)`: what stands in the logo's place on the notices (N-03).
 *
 * Returns: whether it is so now
 */
gboolean
desco_cli_creditor_set (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *path = NULL;
  gboolean remove_logo = FALSE;
  g_autoptr (GBytes) logo = NULL;
  g_autoptr (DescoCreditor) creditor = NULL;
  const GOptionEntry entries[] = {
    { "logo", 0, 0, G_OPTION_ARG_FILENAME, &path,
      N_ ("The logo on the notices: an SVG or PNG of at most 512 KiB"), "FILE" },
    { "remove-logo", 0, 0, G_OPTION_ARG_NONE, &remove_logo, N_ ("Print notices without a logo"),
      NULL },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if ((path != NULL) == remove_logo)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what to change: --logo, or --remove-logo."));
      return FALSE;
    }
  if (path != NULL && (logo = desco_logo_load (path, error)) == NULL)
    return FALSE;
  if (desco_cli_open (cli, error) == NULL)
    return FALSE;

  creditor = desco_creditors_get (cli->store, cli->cancellable, error);
  if (creditor == NULL)
    return FALSE;
  set_logo (creditor, logo);
  if (!desco_creditors_update (cli->store, creditor, cli->cancellable, error))
    return FALSE;
  answer (cli, creditor);
  return TRUE;
}
