/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-receipt.h"
#include "desco-cli-reference.h"
#include "store/desco-purchases.h"
#include "store/desco-receipt-decisions.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gboolean credit;
  gboolean credit_paid;
  gboolean refuse;
  gboolean refund;
} Choice;

static gboolean
read_choice (const Choice *choice, DescoReceiptDecision *decision, GError **error)
{
  if (choice->credit + choice->credit_paid + choice->refuse + choice->refund != 1)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what is decided: --credit, or --credit-paid, or --refuse, or "
                              "--refund."));
      return FALSE;
    }
  if (choice->credit)
    *decision = DESCO_RECEIPT_DECISION_CREDIT;
  else if (choice->credit_paid)
    *decision = DESCO_RECEIPT_DECISION_CREDIT_PAID;
  else
    *decision = choice->refuse ? DESCO_RECEIPT_DECISION_REFUSE : DESCO_RECEIPT_DECISION_REFUND;
  return TRUE;
}

static gboolean
find_subjects (DescoCli *cli,
               const char *purchase,
               const char *pupil,
               DescoReceiptVerdict *verdict,
               GError **error)
{
  g_autoptr (DescoPurchase) found = NULL;

  if (purchase != NULL)
    {
      found = desco_purchases_find (cli->store, purchase, cli->cancellable, error);
      if (found == NULL)
        return FALSE;
      verdict->purchase_id = found->id;
    }
  return pupil == NULL || desco_cli_find_pupil (cli, pupil, &verdict->pupil_id, error);
}

/**
 * desco_cli_receipt_decide:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `receipt decide ID (--credit|--credit-paid|--refuse|--refund) [--purchase ID] [--pupil ID]
 * [--note T]`: what a person decides on an odd receipt.
 *
 * Returns: whether it is done
 */
gboolean
desco_cli_receipt_decide (DescoCli *cli, int argc, char **argv, GError **error)
{
  Choice choice = { FALSE };
  g_autofree char *purchase = NULL;
  g_autofree char *pupil = NULL;
  g_autofree char *note = NULL;
  DescoReceiptVerdict verdict = { 0 };
  g_autoptr (DescoReceiptRecord) receipt = NULL;
  g_autoptr (DescoReceiptRecord) decided = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "credit", 0, 0, G_OPTION_ARG_NONE, &choice.credit, N_ ("Credit the vouchers that were sold"),
      NULL },
    { "credit-paid", 0, 0, G_OPTION_ARG_NONE, &choice.credit_paid,
      N_ ("Credit the vouchers that were paid, and give the rest back"), NULL },
    { "refuse", 0, 0, G_OPTION_ARG_NONE, &choice.refuse, N_ ("Credit nothing"), NULL },
    { "refund", 0, 0, G_OPTION_ARG_NONE, &choice.refund, N_ ("Give the money back"), NULL },
    { "purchase", 0, 0, G_OPTION_ARG_STRING, &purchase, N_ ("It pays this purchase"), "ID" },
    { "pupil", 0, 0, G_OPTION_ARG_STRING, &pupil,
      N_ ("It buys vouchers for this pupil, at the price of the day of payment"), "ID" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_ ("Why, for the record"), "TEXT" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "ID", 1, 1, error)
      || !read_choice (&choice, &verdict.decision, error) || desco_cli_open (cli, error) == NULL)
    return FALSE;
  receipt = desco_receipts_find (cli->store, cli->words[0], cli->cancellable, error);
  if (receipt == NULL || !find_subjects (cli, purchase, pupil, &verdict, error))
    return FALSE;

  verdict.receipt_id = receipt->id;
  verdict.note = note;
  decided = desco_receipts_decide (cli->store, &verdict, cli->cancellable, error);
  if (decided == NULL)
    return FALSE;
  desco_cli_add_receipt (builder, decided);
  desco_cli_answer (cli, builder);
  desco_cli_say_receipt (cli, decided);
  return TRUE;
}
