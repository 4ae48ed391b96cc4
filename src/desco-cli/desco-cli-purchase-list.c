/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "desco-cli-reference.h"
#include "model/desco-error.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

static gboolean
read_status (const char *text, DescoPurchaseFilter *filter, GError **error)
{
  DescoPurchaseStatus status;

  if (text == NULL)
    return TRUE;
  if (!desco_purchase_status_from_nick (text, &status))
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_INVALID, "status",
          _ ("There is no state “%s”; choose draft, assigned, queued, published, "
             "paid, credited, cancelled or expired."),
          text);
      return FALSE;
    }
  filter->statuses = 1u << status;
  return TRUE;
}

/**
 * desco_cli_purchase_list:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase list`: the purchases, newest first.
 *
 * Returns: whether they were read
 */
gboolean
desco_cli_purchase_list (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *pupil = NULL;
  g_autofree char *status = NULL;
  DescoPurchaseFilter filter = { 0 };
  g_autoptr (GPtrArray) purchases = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "pupil", 0, 0, G_OPTION_ARG_STRING, &pupil, N_ ("Only this pupil's"), "ID" },
    { "status", 0, 0, G_OPTION_ARG_STRING, &status, N_ ("Only those in this state"), "STATE" },
    { "unprinted", 0, 0, G_OPTION_ARG_NONE, &filter.unprinted,
      N_ ("Only those whose notice was never printed"), NULL },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !read_status (status, &filter, error) || desco_cli_open (cli, error) == NULL
      || (pupil != NULL && !desco_cli_find_pupil (cli, pupil, &filter.pupil_id, error)))
    return FALSE;
  purchases = desco_purchases_list (cli->store, &filter, cli->cancellable, error);
  if (purchases == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < purchases->len; i++)
    {
      desco_cli_add_purchase (builder, g_ptr_array_index (purchases, i));
      desco_cli_say_purchase (cli, g_ptr_array_index (purchases, i));
    }
  json_builder_end_array (builder);
  desco_cli_answer (cli, builder);
  return TRUE;
}
