/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"
#include "desco-config.h"
#include "model/desco-error.h"
#include "model/desco-i18n.h"
#include "pagopa/desco-pagopa-error.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A command of one or two words. */
typedef struct
{
  const char *group;
  const char *name; /* or NULL */
  DescoCliFunc func;
  const char *summary;
} Command;

static const Command commands[] = {
  { "init", NULL, desco_cli_init, N_ ("Make a new database") },
  { "creditor", "set", desco_cli_creditor_set, N_ ("Change what the notices say of the town") },
  { "guardian", "set", desco_cli_guardian_set, N_ ("Change what a family's notices are like") },
  { "import", "pupils", desco_cli_import_pupils, N_ ("Read a list of pupils") },
  { "import", "guardians", desco_cli_import_guardians, N_ ("Read a list of guardians") },
  { "import", "tariffs", desco_cli_import_tariffs, N_ ("Read a regulation's rules") },
  { "import", "receipts", desco_cli_import_receipts, N_ ("Credit receipts from XML files") },
  { "pupil", "list", desco_cli_pupil_list, N_ ("List pupils") },
  { "pupil", "show", desco_cli_pupil_show, N_ ("Show a pupil") },
  { "tariff", "quote", desco_cli_tariff_quote, N_ ("Say what a voucher costs a pupil, and why") },
  { "purchase", "create", desco_cli_purchase_create, N_ ("Sell vouchers") },
  { "purchase", "list", desco_cli_purchase_list, N_ ("List purchases") },
  { "purchase", "show", desco_cli_purchase_show, N_ ("Show a purchase and what became of it") },
  { "purchase", "cancel", desco_cli_purchase_cancel, N_ ("Withdraw purchases, at pagoPA first") },
  { "purchase", "reissue", desco_cli_purchase_reissue, N_ ("Sell an expired purchase again") },
  { "purchase", "set", desco_cli_purchase_set,
    N_ ("Change the due date of purchases, at pagoPA first") },
  { "purchase", "cash", desco_cli_purchase_cash, N_ ("Take the money of a purchase at the desk") },
  { "cash", "report", desco_cli_cash_report, N_ ("Say what the desk took on a day") },
  { "cash", "close", desco_cli_cash_close, N_ ("Close the cash of a day with what was counted") },
  { "cash", "print", desco_cli_cash_print, N_ ("Write a quittance as PDF once more") },
  { "cash", "void", desco_cli_cash_void, N_ ("Undo a quittance on its own day") },
  { "pagopa", "publish", desco_cli_pagopa_publish, N_ ("Send what is queued to pagoPA") },
  { "pagopa", "poll", desco_cli_pagopa_poll, N_ ("Ask what was paid since the last time") },
  { "pagopa", "reconcile", desco_cli_pagopa_reconcile,
    N_ ("Say where we and pagoPA differ, and mend it") },
  { "pagopa", "replace-account", desco_cli_pagopa_replace_account,
    N_ ("Have what is not paid yet paid to another account") },
  { "pagopa", "receipts", desco_cli_pagopa_receipts, N_ ("Fetch receipts and credit them") },
  { "pagopa", "checkout", desco_cli_pagopa_checkout,
    N_ ("Pay notices online, up to five in one go") },
  { "receipt", "list", desco_cli_receipt_list, N_ ("List receipts") },
  { "receipt", "show", desco_cli_receipt_show, N_ ("Show a receipt and what was decided on it") },
  { "receipt", "decide", desco_cli_receipt_decide, N_ ("Decide on an odd receipt") },
  { "receipt", "print", desco_cli_receipt_print, N_ ("Write quittances of payment as PDF") },
  { "pagopa", "flows", desco_cli_pagopa_flows,
    N_ ("Read which payments the banks' transfers have") },
  { "notice", "print", desco_cli_notice_print, N_ ("Write payment notices as PDF") },
  { "notice", "render", desco_cli_notice_render, N_ ("Draw notices given as JSON") },
  { "notice", "encode", desco_cli_notice_encode, N_ ("Give the codes of notices given as JSON") },
  { "notice", "check", desco_cli_notice_check, N_ ("Check notice numbers") },
  { "taxcode", "check", desco_cli_taxcode_check, N_ ("Check tax codes") },
  { "attendance", "record", desco_cli_attendance_record, N_ ("Confirm a class's sheet") },
  { "attendance", "close", desco_cli_attendance_close,
    N_ ("Freeze the kitchen's numbers of a day") },
  { "attendance", "reopen", desco_cli_attendance_reopen, N_ ("Open a closed day again") },
  { "wallet", "show", desco_cli_wallet_show, N_ ("Show balances and movements") },
  { "wallet", "transfer", desco_cli_wallet_transfer, N_ ("Move vouchers between siblings") },
  { "refund", "create", desco_cli_refund_create, N_ ("Ask for vouchers to be paid back") },
  { "refund", "list", desco_cli_refund_list, N_ ("List what is to be paid back") },
  { "refund", "set", desco_cli_refund_set, N_ ("Say what became of a refund") },
  { "refund", "export", desco_cli_refund_export,
    N_ ("Write the accounting office's list of refunds") },
  { "report", "kitchen", desco_cli_report_kitchen, N_ ("Say what the kitchen has to make") },
  { "report", "balances", desco_cli_report_balances, N_ ("Say who has how many vouchers left") },
  { "report", "reconciliation", desco_cli_report_reconciliation,
    N_ ("Hold receipts, transfers and the desk's money against each other") },
  { "setting", "list", desco_cli_setting_list, N_ ("List the settings, their meaning and range") },
  { "setting", "get", desco_cli_setting_get, N_ ("Show a setting") },
  { "setting", "set", desco_cli_setting_set, N_ ("Change a setting") },
  { "verify", NULL, desco_cli_verify, N_ ("Recompute every balance and check the file") },
  { "backup", NULL, desco_cli_backup, N_ ("Copy the database while it is in use") },
  { "restore", NULL, desco_cli_restore, N_ ("Put a backup in the database's place") },
  { "demo", NULL, desco_cli_demo, N_ ("Fill an empty database with invented people") },
};

/* Ctrl-C is waited for on a thread of its own: commands block on the main one. */
static gpointer
wait_for_signals (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t signals;
  int number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  while (sigwait (&signals, &number) == 0)
    g_cancellable_cancel (cancellable);
  return NULL;
}

static void
watch_signals (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  signal (SIGPIPE, SIG_IGN);
  g_thread_unref (g_thread_new ("desco-signals", wait_for_signals, cancellable));
}

static char *
describe_commands (void)
{
  GString *text = g_string_new (_ ("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *words = g_strjoin (" ", commands[i].group, commands[i].name, NULL);

      g_string_append_printf (text, "\n  %-22s %s", words, _ (commands[i].summary));
    }
  g_string_append_printf (
      text, "\n\n%s",
      _ ("“desco-cli COMMAND --help” tells more of each. It ends with 0 when all "
         "was done, 1 when it was refused, 2 when the call was wrong, 3 when the "
         "database is damaged, 4 when pagoPA can't be reached, 5 when it was "
         "done in part."));
  return g_string_free (text, FALSE);
}

static const Command *
find_command (int argc, char **argv, int *n_words)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const Command *command = &commands[i];

      if (argc < 2 || !g_str_equal (argv[1], command->group))
        continue;
      *n_words = command->name == NULL ? 1 : 2;
      if (command->name == NULL || (argc > 2 && g_str_equal (argv[2], command->name)))
        return command;
    }
  return NULL;
}

/* The words before the command belong to desco-cli, those after it to the command; --json and the
 * like may stand among either. */
static gboolean
parse_global (DescoCli *cli, int *argc, char ***argv, gboolean *version, GError **error)
{
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &cli->database, N_ ("Work on this database"),
      N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Answer with one JSON document"), NULL },
    { "secrets-file", 0, 0, G_OPTION_ARG_FILENAME, &cli->secrets_file,
      N_ ("Take keys from this file, which only its owner may read"), N_ ("FILE") },
    { "pagopa-url", 0, 0, G_OPTION_ARG_STRING, &cli->pagopa_url,
      N_ ("The payment platform's root address, in place of the setting"), N_ ("URL") },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_ ("Show the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND …"));
  g_autofree char *description = describe_commands ();

  g_option_context_set_summary (
      context, _ ("School-meal vouchers without a window: lists in, notices out."));
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  /* --help after a command is the command's. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse (context, argc, argv, error))
    {
      /* GOption takes back what it had read. */
      cli->json = g_strv_contains ((const char *const *) *argv, "--json");
      return FALSE;
    }

  if (*argc > 1 && (g_str_equal ((*argv)[1], "--help") || g_str_equal ((*argv)[1], "-h")))
    cli->help = g_option_context_get_help (context, FALSE, NULL);
  return TRUE;
}

static DescoCliExit
exit_of_error (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return DESCO_CLI_USAGE;
  if (g_error_matches (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_CORRUPT))
    return DESCO_CLI_DAMAGED;
  if (error->domain == DESCO_PAGOPA_ERROR && desco_pagopa_error_is_transient (error))
    return DESCO_CLI_UNREACHABLE;
  return DESCO_CLI_REFUSED;
}

/* A short name for scripts; the sentence is for people. */
static const char *
code_of_error (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return "usage";
  if (error->domain == DESCO_INPUT_ERROR)
    return "input";
  if (error->domain == DESCO_RULE_ERROR)
    return "rule";
  if (error->domain == DESCO_STORE_ERROR)
    return "database";
  if (error->domain == DESCO_PAGOPA_ERROR)
    return "pagopa";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  return "failed";
}

static void
print_node (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  puts (text);
}

/* Whether standard output is a pipe whose reader had enough, as “head” has. */
static gboolean
reader_left (void)
{
  GPollFD output = { .fd = STDOUT_FILENO, .events = G_IO_OUT };

  return g_poll (&output, 1, 0) == 1 && (output.revents & G_IO_ERR) != 0;
}

static void
report_error (DescoCli *cli, const GError *error)
{
  const char *message = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                            ? _ ("Interrupted; nothing is half done.")
                            : error->message;
  const char *field = desco_error_get_field (error);

  g_printerr ("desco-cli: %s\n", message);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (JsonNode) node = NULL;

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "error");
      json_builder_begin_object (builder);
      desco_cli_add_text (builder, "code", code_of_error (error));
      desco_cli_add_text (builder, "message", message);
      if (field != NULL)
        desco_cli_add_text (builder, "field", field);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
      node = json_builder_get_root (builder);
      print_node (node);
    }
}

static gboolean
run_command (DescoCli *cli, int argc, char **argv, GError **error)
{
  int n_words = 0;
  const Command *command = find_command (argc, argv, &n_words);
  g_autofree char *words = NULL;

  if (command == NULL)
    {
      if (argc < 2)
        g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                             _ ("Say what to do: see “desco-cli --help”."));
      else
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     _ ("There is no command “%s%s%s”: see “desco-cli --help”."), argv[1],
                     argc > 2 && n_words == 2 ? " " : "", argc > 2 && n_words == 2 ? argv[2] : "");
      return FALSE;
    }

  words = g_strjoin (" ", command->group, command->name, NULL);
  cli->command = words;
  return command->func (cli, argc - n_words, argv + n_words, error);
}

static void
clear (DescoCli *cli)
{
  g_clear_object (&cli->store);
  g_clear_pointer (&cli->answer, json_node_unref);
  g_clear_object (&cli->cancellable);
  g_free (cli->database);
  g_free (cli->secrets_file);
  g_free (cli->pagopa_url);
  g_free (cli->help);
}

int
main (int argc, char *argv[])
{
  DescoCli cli = { .cancellable = g_cancellable_new () };
  g_auto (GStrv) owned = NULL;
  g_autofree char **words = NULL;
  gboolean version = FALSE;
  GError *error = NULL;

  desco_i18n_init ();
  watch_signals (cli.cancellable);

  /* GOption moves words about: it gets an array of its own. */
  owned = g_strdupv (argv);
  words = g_memdup2 (owned, sizeof (char *) * ((gsize) argc + 1));

  if (parse_global (&cli, &argc, &words, &version, &error))
    {
      if (cli.database == NULL)
        cli.database = g_build_filename (g_get_user_data_dir (), "desco", "desco.db", NULL);
      if (version)
        g_print ("desco-cli %s\n", DESCO_VERSION);
      else if (cli.help != NULL)
        g_print ("%s", cli.help);
      else
        run_command (&cli, argc, words, &error);
    }

  if (error != NULL)
    {
      cli.exit = exit_of_error (error);
      report_error (&cli, error);
      g_error_free (error);
    }
  else if (cli.json && cli.answer != NULL)
    print_node (cli.answer);
  if ((fflush (stdout) != 0 || ferror (stdout)) && !reader_left ())
    desco_cli_end (&cli, cli.exit == DESCO_CLI_DONE ? DESCO_CLI_PARTLY : cli.exit, "%s",
                   _ ("The answer could not be written: see what was done before you do it "
                      "again."));

  clear (&cli);
  return (int) cli.exit;
}
