/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "desco-cli-reference.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_purchase_create:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase create --pupil ID --quantity N [--due-date D]`: sells vouchers.
 *
 * Returns: whether the purchase is on disk
 */
gboolean
desco_cli_purchase_create (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *pupil = NULL;
  g_autofree char *due_text = NULL;
  g_autofree char *quantity_text = NULL;
  gint64 quantity = 0;
  GDate due_date;
  DescoUuid pupil_id;
  g_autoptr (DescoPurchase) purchase = NULL;
  const GOptionEntry entries[] = {
    { "pupil", 0, 0, G_OPTION_ARG_STRING, &pupil, N_ ("For whom: an id or a tax code"), "ID" },
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &quantity_text, N_ ("How many vouchers"), "N" },
    { "due-date", 0, 0, G_OPTION_ARG_STRING, &due_text, N_ ("By when to pay"), "D" },
    { NULL },
  };

  g_date_clear (&due_date, 1);
  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (pupil == NULL || quantity_text == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say for whom (--pupil) and how many (--quantity)."));
      return FALSE;
    }
  if (!desco_cli_read_number (quantity_text, "quantity", &quantity, error)
      || !desco_cli_read_date (due_text, "dueDate", &due_date, error)
      || desco_cli_open (cli, error) == NULL
      || !desco_cli_find_pupil (cli, pupil, &pupil_id, error))
    return FALSE;

  purchase = desco_purchases_create (cli->store, &pupil_id, quantity, &due_date, cli->cancellable,
                                     error);
  if (purchase == NULL)
    return FALSE;
  desco_cli_answer_purchase (cli, purchase);
  return TRUE;
}
