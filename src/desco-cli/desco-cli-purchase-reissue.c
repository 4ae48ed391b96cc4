/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_purchase_reissue:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase reissue ID [--quantity N] [--due-date D]`: sells an expired purchase again, at today's
 * price.
 *
 * Returns: whether the new purchase is on disk
 */
gboolean
desco_cli_purchase_reissue (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *quantity_text = NULL;
  g_autofree char *due_text = NULL;
  g_autoptr (DescoPurchase) old = NULL;
  g_autoptr (DescoPurchase) sold = NULL;
  gint64 quantity = 0;
  GDate due_date;
  const GOptionEntry entries[] = {
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &quantity_text,
      N_ ("How many vouchers; those that nobody paid without"), "N" },
    { "due-date", 0, 0, G_OPTION_ARG_STRING, &due_text, N_ ("By when to pay"), "D" },
    { NULL },
  };

  g_date_clear (&due_date, 1);
  if (!desco_cli_parse (cli, argc, argv, entries, "ID", 1, 1, error)
      || (quantity_text != NULL
          && !desco_cli_read_number (quantity_text, "quantity", &quantity, error))
      || !desco_cli_read_date (due_text, "dueDate", &due_date, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  old = desco_purchases_find (cli->store, cli->words[0], cli->cancellable, error);
  if (old == NULL)
    return FALSE;

  sold = desco_purchases_reissue (cli->store, &old->id, quantity, &due_date, cli->cancellable,
                                  error);
  if (sold == NULL)
    return FALSE;
  desco_cli_answer_purchase (cli, sold);
  return TRUE;
}
