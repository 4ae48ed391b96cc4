/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "desco-cli-reference.h"
#include "model/desco-error.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/* In how many instalments, and by when each: none of either for all at once. */
static gboolean
read_instalments (const char *count_text, char **dates, DescoPurchaseOrder *order, GError **error)
{
  gint64 count = 0;

  if (count_text != NULL && !desco_cli_read_number (count_text, "instalments", &count, error))
    return FALSE;
  if (count < 0 || count > DESCO_INSTALMENTS_MAX
      || (count_text != NULL && count < DESCO_INSTALMENTS_MIN))
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "instalments",
          _ ("A purchase can be paid in %d to %d instalments, not in “%s”; leave "
             "--instalments out for all at once."),
          DESCO_INSTALMENTS_MIN, DESCO_INSTALMENTS_MAX, count_text);
      return FALSE;
    }
  order->n_instalments = (guint) count;
  if (dates != NULL && g_strv_length (dates) != order->n_instalments)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "instalmentDueDate",
                             _ ("Give --instalment-due-date once for each instalment, or not at "
                                "all."));
      return FALSE;
    }
  for (guint i = 0; dates != NULL && dates[i] != NULL; i++)
    if (!desco_cli_read_date (dates[i], "instalmentDueDate", &order->instalment_due_dates[i],
                              error))
      return FALSE;
  return TRUE;
}

/**
 * desco_cli_purchase_create:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase create --pupil ID --quantity N [--due-date D] [--instalments N]`: sells vouchers.
 *
 * Returns: whether the purchase is on disk
 */
gboolean
desco_cli_purchase_create (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *pupil = NULL;
  g_autofree char *due_text = NULL;
  g_autofree char *quantity_text = NULL;
  g_autofree char *instalments_text = NULL;
  g_auto (GStrv) instalment_dates = NULL;
  DescoPurchaseOrder order;
  g_autoptr (DescoPurchase) purchase = NULL;
  const GOptionEntry entries[] = {
    { "pupil", 0, 0, G_OPTION_ARG_STRING, &pupil, N_ ("For whom: an id or a tax code"), "ID" },
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &quantity_text, N_ ("How many vouchers"), "N" },
    { "due-date", 0, 0, G_OPTION_ARG_STRING, &due_text, N_ ("By when to pay"), "D" },
    { "instalments", 0, 0, G_OPTION_ARG_STRING, &instalments_text,
      N_ ("In how many instalments it may be paid"), "N" },
    { "instalment-due-date", 0, 0, G_OPTION_ARG_STRING_ARRAY, &instalment_dates,
      N_ ("By when to pay an instalment; once for each"), "D" },
    { NULL },
  };

  desco_purchase_order_init (&order, &(DescoUuid){ { 0 } }, 0);
  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (pupil == NULL || quantity_text == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say for whom (--pupil) and how many (--quantity)."));
      return FALSE;
    }
  if (!desco_cli_read_number (quantity_text, "quantity", &order.quantity, error)
      || !desco_cli_read_date (due_text, "dueDate", &order.due_date, error)
      || !read_instalments (instalments_text, instalment_dates, &order, error)
      || desco_cli_open (cli, error) == NULL
      || !desco_cli_find_pupil (cli, pupil, &order.pupil_id, error))
    return FALSE;

  purchase = desco_purchases_sell (cli->store, &order, cli->cancellable, error);
  if (purchase == NULL)
    return FALSE;
  desco_cli_answer_purchase (cli, purchase);
  return TRUE;
}
