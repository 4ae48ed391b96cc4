/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "model/desco-error.h"
#include "pagopa/desco-due-change.h"
#include "pagopa/desco-provider-choice.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/* None, or one for each instalment of @purchase. */
static gboolean
read_instalment_dates (char **texts, const DescoPurchase *purchase, GDate *dates, GError **error)
{
  if (texts != NULL && g_strv_length (texts) != purchase->instalments->len)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "instalmentDueDate",
                             _ ("Give --instalment-due-date once for each instalment, or not at "
                                "all."));
      return FALSE;
    }
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!desco_cli_read_date (texts[i], "instalmentDueDate", &dates[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
change (DescoCli *cli,
        const DescoPurchase *purchase,
        const GDate *due_date,
        const GDate *instalment_due_dates,
        GError **error)
{
  g_autoptr (DescoPaymentProvider) provider = NULL;

  if (desco_due_change_needs_platform (purchase))
    {
      provider = desco_provider_choice_open (cli->store, cli->secrets_file, cli->pagopa_url, error);
      if (provider == NULL)
        return FALSE;
    }
  return desco_due_change_run (cli->store, provider, purchase, due_date, instalment_due_dates,
                               cli->cancellable, error);
}

/**
 * desco_cli_purchase_set:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase set ID --due-date D [--instalment-due-date D …]`: gives it another due date, at pagoPA
 * first.
 *
 * Returns: whether it is changed on both sides
 */
gboolean
desco_cli_purchase_set (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *due_text = NULL;
  g_auto (GStrv) instalment_texts = NULL;
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (DescoPurchase) changed = NULL;
  GDate dates[DESCO_INSTALMENTS_MAX];
  GDate due_date;
  const GOptionEntry entries[] = {
    { "due-date", 0, 0, G_OPTION_ARG_STRING, &due_text, N_ ("By when to pay"), "D" },
    { "instalment-due-date", 0, 0, G_OPTION_ARG_STRING_ARRAY, &instalment_texts,
      N_ ("By when to pay an instalment; once for each"), "D" },
    { NULL },
  };

  g_date_clear (dates, DESCO_INSTALMENTS_MAX);
  if (!desco_cli_parse (cli, argc, argv, entries, "ID", 1, 1, error))
    return FALSE;
  if (due_text == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what changes: --due-date."));
      return FALSE;
    }
  if (!desco_cli_read_date (due_text, "dueDate", &due_date, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  purchase = desco_purchases_find (cli->store, cli->words[0], cli->cancellable, error);
  if (purchase == NULL || !read_instalment_dates (instalment_texts, purchase, dates, error)
      || !change (cli, purchase, &due_date, dates, error))
    return FALSE;

  changed = desco_purchases_get (cli->store, &purchase->id, NULL, error);
  if (changed == NULL)
    return FALSE;
  desco_cli_answer_purchase (cli, changed);
  return TRUE;
}
