/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-quittance.h"
#include "model/desco-error.h"
#include "pagopa/desco-provider-choice.h"
#include "store/desco-purchases.h"
#include "store/desco-quittances.h"

#include <glib/gi18n-lib.h>

static gboolean
read_method (const char *text, DescoQuittanceMethod *method, GError **error)
{
  if (text == NULL || desco_quittance_method_from_nick (text, method))
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "method",
                         _ ("“%s” is not how money is taken at the desk: give “cash” or “pos”."),
                         text);
  return FALSE;
}

/* The money is taken, whatever comes of this: what cannot be told now is told later. */
static DescoTellingReport *
tell (DescoCli *cli, GError **error)
{
  g_autoptr (DescoPaymentProvider) provider
      = desco_provider_choice_open (cli->store, cli->secrets_file, cli->pagopa_url, error);

  return provider != NULL
             ? desco_quittance_teller_run (cli->store, provider, TRUE, cli->cancellable, error)
             : NULL;
}

/**
 * desco_cli_purchase_cash:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase cash ID [--method cash|pos] [--instalment N] [--payer NAME] [--output FILE]`: takes the
 * money of a notice at the desk, prints the quittance and tells pagoPA.
 *
 * Returns: whether the money is taken; @cli.exit says whether pagoPA knows
 */
gboolean
desco_cli_purchase_cash (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *method_text = NULL;
  g_autofree char *payer = NULL;
  g_autofree char *output = NULL;
  int instalment = 0;
  DescoQuittanceMethod method = DESCO_QUITTANCE_CASH;
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoQuittance) quittance = NULL;
  g_autoptr (DescoQuittance) told = NULL;
  g_autoptr (DescoTellingReport) report = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GError) unprinted = NULL;
  gboolean printed;
  const GOptionEntry entries[] = {
    { "method", 0, 0, G_OPTION_ARG_STRING, &method_text, N_ ("How: cash, or pos for a card"),
      "cash|pos" },
    { "instalment", 0, 0, G_OPTION_ARG_INT, &instalment, N_ ("Which instalment is paid"), "N" },
    { "payer", 0, 0, G_OPTION_ARG_STRING, &payer, N_ ("Who pays, if not who owes"), N_ ("NAME") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write it as PDF here"), N_ ("FILE") },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "ID", 1, 1, error)
      || !read_method (method_text, &method, error) || desco_cli_open (cli, error) == NULL)
    return FALSE;
  purchase = desco_purchases_find (cli->store, cli->words[0], cli->cancellable, error);
  if (purchase == NULL)
    return FALSE;
  quittance = desco_quittances_take (cli->store, &purchase->id, (guint) MAX (instalment, 0), method,
                                     payer, cli->cancellable, error);
  if (quittance == NULL)
    return FALSE;

  /* The paper first: who paid waits for it, whatever pagoPA says. */
  printed = desco_cli_print_quittance (cli, quittance, output, &unprinted);
  report = tell (cli, &problem);
  told = desco_quittances_find_standing (cli->store, &purchase->id, quittance->instalment, NULL,
                                         error);
  if (told == NULL)
    return FALSE;
  desco_cli_answer_quittance (cli, told);
  if (report != NULL)
    desco_cli_say_telling (cli, report);
  else
    desco_cli_end (cli, DESCO_CLI_UNREACHABLE,
                   _ ("The money is taken; pagoPA could not be told yet, and is told later: %s"),
                   problem->message);
  if (!printed)
    desco_cli_end (cli, DESCO_CLI_PARTLY,
                   _ ("The money is taken against quittance %s, which could not be written: %s "
                      "Print it with “cash print %s”."),
                   told->label, unprinted->message, told->label);
  return TRUE;
}
