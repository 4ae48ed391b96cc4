/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-reference.h"
#include "model/desco-clock.h"
#include "model/desco-money.h"
#include "store/desco-tariffs.h"

#include <glib/gi18n-lib.h>

static void
add_sentences (JsonBuilder *builder, const char *name, GStrv sentences)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; sentences != NULL && sentences[i] != NULL; i++)
    json_builder_add_string_value (builder, sentences[i]);
  json_builder_end_array (builder);
}

/**
 * desco_cli_tariff_quote:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `tariff quote --pupil ID [--date D]`: what a voucher costs a pupil, and why (J-11).
 *
 * Returns: whether there is a price
 */
gboolean
desco_cli_tariff_quote (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *pupil = NULL;
  g_autofree char *date_text = NULL;
  g_autofree char *amount = NULL;
  GDate date = desco_clock_today ();
  DescoUuid pupil_id;
  g_autoptr (DescoQuote) quote = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "pupil", 0, 0, G_OPTION_ARG_STRING, &pupil, N_ ("For whom: an id or a tax code"), "ID" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date_text, N_ ("On which day (today)"), "D" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (pupil == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say for whom: --pupil."));
      return FALSE;
    }
  if (!desco_cli_read_date (date_text, "date", &date, error) || desco_cli_open (cli, error) == NULL
      || !desco_cli_find_pupil (cli, pupil, &pupil_id, error))
    return FALSE;
  quote = desco_tariffs_quote (cli->store, &pupil_id, &date, cli->cancellable, error);
  if (quote == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "unitAmount", quote->unit_amount);
  desco_cli_add_text (builder, "rule", quote->rule);
  desco_cli_add_text (builder, "reason", quote->reason);
  add_sentences (builder, "passedOver", quote->passed_over);
  add_sentences (builder, "warnings", quote->warnings);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);

  amount = desco_money_format (quote->unit_amount);
  desco_cli_say (cli, "%s €  %s", amount, quote->reason);
  for (guint i = 0; quote->passed_over != NULL && quote->passed_over[i] != NULL; i++)
    desco_cli_say (cli, "    %s", quote->passed_over[i]);
  for (guint i = 0; quote->warnings != NULL && quote->warnings[i] != NULL; i++)
    desco_cli_say (cli, _ ("Note: %s"), quote->warnings[i]);
  return TRUE;
}
