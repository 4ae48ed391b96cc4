/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-change.h"
#include "desco-cli-purchase.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-due-change.h"
#include "pagopa/desco-due-changes.h"
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

/* The platform is asked for only where it is to be told. */
static gboolean
open_platform (DescoCli *cli, gboolean is_needed, DescoPaymentProvider **provider, GError **error)
{
  if (is_needed)
    *provider = desco_provider_choice_open (cli->store, cli->secrets_file, cli->pagopa_url, error);
  return !is_needed || *provider != NULL;
}

static gboolean
change_one (DescoCli *cli, const GDate *due_date, char **instalment_texts, GError **error)
{
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (DescoPurchase) changed = NULL;
  g_autoptr (DescoPurchase) purchase
      = desco_purchases_find (cli->store, cli->words[0], cli->cancellable, error);
  GDate dates[DESCO_INSTALMENTS_MAX];

  g_date_clear (dates, DESCO_INSTALMENTS_MAX);
  if (purchase == NULL || !read_instalment_dates (instalment_texts, purchase, dates, error)
      || !open_platform (cli, desco_due_change_needs_platform (purchase), &provider, error)
      || !desco_due_change_run (cli->store, provider, purchase, due_date, dates, cli->cancellable,
                                error))
    return FALSE;

  changed = desco_purchases_get (cli->store, &purchase->id, NULL, error);
  if (changed == NULL)
    return FALSE;
  desco_cli_answer_purchase (cli, changed);
  return TRUE;
}

static gboolean
change_several (DescoCli *cli, const GDate *due_date, char **instalment_texts, GError **error)
{
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (DescoChangeReport) report = NULL;
  g_autoptr (GPtrArray) purchases = desco_cli_find_purchases (cli, cli->words, error);
  g_autofree char *day = desco_date_to_display (due_date);
  g_autofree char *done = NULL;

  if (purchases == NULL)
    return FALSE;
  if (instalment_texts != NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "instalmentDueDate",
                             _ ("--instalment-due-date is for one purchase: the instalments of "
                                "several follow --due-date a month apart."));
      return FALSE;
    }
  if (!open_platform (cli, desco_due_changes_need_platform (purchases), &provider, error))
    return FALSE;

  report = desco_due_changes_run (cli->store, provider, purchases, due_date, desco_cli_progress,
                                  cli, cli->cancellable, error);
  desco_cli_progress_end (cli);
  if (report == NULL)
    return FALSE;
  /* Translators: a number of purchases, and a day. */
  done = g_strdup_printf (ngettext ("%u purchase is to be paid by %s.",
                                    "%u purchases are to be paid by %s.", report->done),
                          report->done, day);
  desco_cli_answer_change (cli, report, "changed", done);
  return TRUE;
}

/**
 * desco_cli_purchase_set:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase set ID… --due-date D [--instalment-due-date D …]`: gives one or several another due date,
 * at pagoPA first.
 *
 * Returns: whether it was tried; one is changed on both sides, and of several @cli.exit says what came
 *   of it
 */
gboolean
desco_cli_purchase_set (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *due_text = NULL;
  g_auto (GStrv) instalment_texts = NULL;
  GDate due_date;
  const GOptionEntry entries[] = {
    { "due-date", 0, 0, G_OPTION_ARG_STRING, &due_text, N_ ("By when to pay"), "D" },
    { "instalment-due-date", 0, 0, G_OPTION_ARG_STRING_ARRAY, &instalment_texts,
      N_ ("By when to pay an instalment; once for each"), "D" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "ID…", 1, G_MAXUINT, error))
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
  return cli->n_words == 1 ? change_one (cli, &due_date, instalment_texts, error)
                           : change_several (cli, &due_date, instalment_texts, error);
}
