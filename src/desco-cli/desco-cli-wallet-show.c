/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-reference.h"
#include "model/desco-date.h"
#include "store/desco-wallets.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void
add_entries (DescoCli *cli, JsonBuilder *builder, GListModel *entries)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (DescoLedgerEntry) entry = g_list_model_get_item (entries, i);
      g_autofree char *date = desco_date_to_display (&entry->civil_date);
      g_autofree char *text = desco_ledger_entry_describe (entry);

      json_builder_begin_object (builder);
      desco_cli_add_uuid (builder, "id", &entry->id);
      desco_cli_add_text (builder, "kind", desco_ledger_kind_to_nick (entry->kind));
      desco_cli_add_int (builder, "quantity", entry->quantity);
      desco_cli_add_int (builder, "value", entry->value);
      desco_cli_add_int (builder, "balance", entry->balance);
      desco_cli_add_date (builder, "date", &entry->civil_date);
      desco_cli_add_time (builder, "at", entry->at);
      desco_cli_add_text (builder, "author", entry->author);
      desco_cli_add_text (builder, "class", entry->class_label);
      desco_cli_add_text (builder, "noticeNumber", entry->notice_number);
      desco_cli_add_text (builder, "note", entry->note);
      json_builder_end_object (builder);
      desco_cli_say (cli, "    %s  %+5" G_GINT64_FORMAT "  %5" G_GINT64_FORMAT "  %s", date,
                     entry->quantity, entry->balance, text);
    }
  json_builder_end_array (builder);
}

static void
answer (DescoCli *cli, GPtrArray *lines)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      const DescoWalletLine *line = g_ptr_array_index (lines, i);

      desco_cli_say (cli, _ ("%s: balance %" PRId64 ", awaiting payment %" PRId64),
                     line->pupil_name, line->balance, line->awaiting);
      json_builder_begin_object (builder);
      desco_cli_add_uuid (builder, "pupil", &line->pupil_id);
      desco_cli_add_text (builder, "pupilName", line->pupil_name);
      desco_cli_add_text (builder, "taxCode", line->tax_code);
      desco_cli_add_int (builder, "balance", line->balance);
      desco_cli_add_int (builder, "value", line->value);
      desco_cli_add_int (builder, "awaiting", line->awaiting);
      json_builder_set_member_name (builder, "entries");
      add_entries (cli, builder, G_LIST_MODEL (line->entries));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
}

/**
 * desco_cli_wallet_show:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `wallet show (--guardian ID | --pupil ID)`: balances and movements (J-10).
 *
 * Returns: whether they were read
 */
gboolean
desco_cli_wallet_show (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *pupil = NULL;
  g_autofree char *guardian = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  DescoUuid id;
  const GOptionEntry entries[] = {
    { "pupil", 0, 0, G_OPTION_ARG_STRING, &pupil, N_ ("One pupil's line"), "ID" },
    { "guardian", 0, 0, G_OPTION_ARG_STRING, &guardian,
      N_ ("The lines of all that a guardian pays for"), "ID" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if ((pupil == NULL) == (guardian == NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say whose wallet: --pupil or --guardian, one of them."));
      return FALSE;
    }
  if (desco_cli_open (cli, error) == NULL)
    return FALSE;

  if (pupil != NULL)
    lines = desco_cli_find_pupil (cli, pupil, &id, error)
                ? desco_wallets_load_pupil (cli->store, &id, cli->cancellable, error)
                : NULL;
  else
    lines = desco_cli_find_guardian (cli, guardian, &id, error)
                ? desco_wallets_load_guardian (cli->store, &id, cli->cancellable, error)
                : NULL;
  if (lines == NULL)
    return FALSE;
  answer (cli, lines);
  return TRUE;
}
