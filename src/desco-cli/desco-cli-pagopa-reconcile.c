/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "model/desco-error.h"
#include "pagopa/desco-provider-choice.h"
#include "pagopa/desco-reconciler.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *fix;
  char *settle;
  char *by;
  char *note;
  DescoDifferenceKind kind;
  DescoUuid id;
  DescoMending mending;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->fix);
  g_free (words->settle);
  g_free (words->by);
  g_free (words->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static void
add_difference (DescoCli *cli, JsonBuilder *builder, const DescoDifference *difference)
{
  g_autofree char *sentence = desco_difference_explain (difference);
  g_autofree char *id = desco_uuid_to_string (&difference->id);
  guint mendings = desco_difference_kind_get_mendings (difference->kind);

  json_builder_begin_object (builder);
  desco_cli_add_uuid (builder, "id", &difference->id);
  desco_cli_add_text (builder, "kind", desco_difference_kind_to_nick (difference->kind));
  desco_cli_add_uuid (builder, "purchase", &difference->purchase_id);
  desco_cli_add_text (builder, "iupd", difference->iupd);
  desco_cli_add_text (builder, "noticeNumber", difference->notice_number);
  desco_cli_add_text (builder, "debtor", difference->person);
  desco_cli_add_text (builder, "ours", difference->ours);
  desco_cli_add_text (builder, "theirs", difference->theirs);
  desco_cli_add_text (builder, "sentence", sentence);
  desco_cli_add_time (builder, "foundAt", difference->found_at);
  json_builder_set_member_name (builder, "actions");
  json_builder_begin_array (builder);
  for (guint i = 0; i <= DESCO_MENDING_IGNORE; i++)
    if ((mendings & (1u << i)) != 0)
      json_builder_add_string_value (builder, desco_mending_to_nick ((DescoMending) i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_say (cli, "%s  %s  %s", id,
                 difference->notice_number != NULL ? difference->notice_number : difference->iupd,
                 sentence);
}

static void
answer (DescoCli *cli, const DescoReconcileReport *report, guint n_settled, GPtrArray *failed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "checked", report->checked);
  desco_cli_add_int (builder, "gone", report->gone);
  desco_cli_add_int (builder, "settled", n_settled);
  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->differences->len; i++)
    add_difference (cli, builder, g_ptr_array_index (report->differences, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "failed");
  json_builder_begin_array (builder);
  for (guint i = 0; i < failed->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (failed, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  if (report->differences->len == 0)
    desco_cli_say (cli, _ ("Here and at pagoPA everything stands the same."));
}

static gboolean
read_words (Words *words, GError **error)
{
  if ((words->fix != NULL && words->settle != NULL)
      || (words->settle != NULL) != (words->by != NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what to mend: --fix KIND, or --settle ID --by ACTION."));
      return FALSE;
    }
  if (words->fix != NULL && !desco_difference_kind_from_nick (words->fix, &words->kind))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "kind",
                             _ ("“%s” is no kind of difference: see the list of differences."),
                             words->fix);
      return FALSE;
    }
  if (words->settle != NULL && !desco_uuid_parse (words->settle, &words->id))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "difference",
                             _ ("“%s” is not the id of a difference: give one of the list."),
                             words->settle);
      return FALSE;
    }
  if (words->by != NULL && !desco_mending_from_nick (words->by, &words->mending))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "action",
                             _ ("“%s” mends nothing: give one of the difference's actions."),
                             words->by);
      return FALSE;
    }
  return TRUE;
}

/* Those that were asked for: one by its id, or all of a kind. */
static GPtrArray *
select_differences (GPtrArray *open, const Words *words)
{
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < open->len; i++)
    {
      DescoDifference *difference = g_ptr_array_index (open, i);

      if (words->settle != NULL ? desco_uuid_equal (&difference->id, &words->id)
                                : difference->kind == words->kind)
        g_ptr_array_add (selected, difference);
    }
  return selected;
}

/* One that was named, as it was asked; or all of a kind, as is offered first. */
static gboolean
mend (DescoCli *cli,
      DescoPaymentProvider *provider,
      const Words *words,
      guint *n_settled,
      GPtrArray *failed,
      GError **error)
{
  g_autoptr (GPtrArray) open = desco_differences_list (cli->store, cli->cancellable, error);
  g_autoptr (GPtrArray) selected = NULL;

  if (open == NULL)
    return FALSE;
  selected = select_differences (open, words);
  if (words->settle == NULL)
    return desco_reconciler_mend_all (cli->store, provider, selected,
                                      desco_difference_kind_get_first_mending (words->kind),
                                      words->note, n_settled, failed, cli->cancellable, error);
  if (selected->len == 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "difference",
                             _ ("There is no such difference to settle."));
      return FALSE;
    }
  if (!desco_reconciler_mend (cli->store, provider, g_ptr_array_index (selected, 0), words->mending,
                              words->note, cli->cancellable, error))
    return FALSE;
  (*n_settled)++;
  return TRUE;
}

/**
 * desco_cli_pagopa_reconcile:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `pagopa reconcile [--fix KIND | --settle ID --by ACTION [--note TEXT]]`: where we and the platform
 * differ, why, and what mends it.
 *
 * Returns: whether it was tried; @cli.exit says what came of it
 */
gboolean
desco_cli_pagopa_reconcile (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Words) words = { 0 };
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (DescoReconcileReport) report = NULL;
  g_autoptr (GPtrArray) failed = g_ptr_array_new_with_free_func (g_free);
  guint n_settled = 0;
  const GOptionEntry entries[] = {
    { "fix", 0, 0, G_OPTION_ARG_STRING, &words.fix,
      N_ ("Mend all differences of a kind, as is offered first"), N_ ("KIND") },
    { "settle", 0, 0, G_OPTION_ARG_STRING, &words.settle, N_ ("Mend this difference"), "ID" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &words.by, N_ ("How: one of its actions"), N_ ("ACTION") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &words.note, N_ ("A sentence for the record"), "TEXT" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error) || !read_words (&words, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  provider = desco_provider_choice_open (cli->store, cli->secrets_file, cli->pagopa_url, error);
  if (provider == NULL)
    return FALSE;
  if ((words.fix != NULL || words.settle != NULL)
      && !mend (cli, provider, &words, &n_settled, failed, error))
    return FALSE;
  report = desco_reconciler_run (cli->store, provider, cli->cancellable, error);
  if (report == NULL)
    return FALSE;

  answer (cli, report, n_settled, failed);
  if (report->unreachable != NULL)
    desco_cli_end (cli, DESCO_CLI_UNREACHABLE, "%s", report->unreachable);
  else if (failed->len > 0)
    desco_cli_end (cli, DESCO_CLI_PARTLY, "%s", (char *) g_ptr_array_index (failed, 0));
  return TRUE;
}
