/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-reference.h"
#include "desco-cli-refund.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/* Of a pupil, or of one purchase. */
static gboolean
find_subject (DescoCli *cli,
              const char *pupil,
              const char *reference,
              DescoRefundDraft *draft,
              GError **error)
{
  g_autoptr (DescoPurchase) purchase = NULL;

  if (pupil != NULL)
    return desco_cli_find_pupil (cli, pupil, &draft->pupil_id, error);
  purchase = desco_purchases_find (cli->store, reference, cli->cancellable, error);
  if (purchase == NULL)
    return FALSE;
  draft->purchase_id = purchase->id;
  return TRUE;
}

/**
 * desco_cli_refund_create:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `refund create (--pupil ID | --purchase ID) [--quantity N] --reason TEXT [--iban I]`: asks for
 * vouchers to be paid back, at what each cost.
 *
 * Returns: whether it is on disk
 */
gboolean
desco_cli_refund_create (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *pupil = NULL;
  g_autofree char *purchase = NULL;
  g_autofree char *quantity = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *iban = NULL;
  g_autoptr (DescoRefund) refund = NULL;
  DescoRefundDraft draft = { 0 };
  const GOptionEntry entries[] = {
    { "pupil", 0, 0, G_OPTION_ARG_STRING, &pupil, N_ ("Whose vouchers: an id or a tax code"),
      "ID" },
    { "purchase", 0, 0, G_OPTION_ARG_STRING, &purchase,
      N_ ("Only vouchers of this purchase: an id or a notice number"), "ID" },
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &quantity, N_ ("How many; all that are left without"),
      "N" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, for the record"), "TEXT" },
    { "iban", 0, 0, G_OPTION_ARG_STRING, &iban, N_ ("The account to pay to"), "IBAN" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if ((pupil == NULL) == (purchase == NULL) || reason == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say of what (--pupil or --purchase, one of them) and why "
                              "(--reason)."));
      return FALSE;
    }
  draft.reason = reason;
  draft.iban = iban;
  if ((quantity != NULL && !desco_cli_read_number (quantity, "quantity", &draft.quantity, error))
      || desco_cli_open (cli, error) == NULL || !find_subject (cli, pupil, purchase, &draft, error))
    return FALSE;

  refund = desco_refunds_create (cli->store, &draft, cli->cancellable, error);
  if (refund == NULL)
    return FALSE;
  desco_cli_answer_refund (cli, refund);
  return TRUE;
}
