/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli.h"

#include "model/desco-date.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gprintf.h>
#include <stdio.h>
#include <unistd.h>

/* A word such as -5 is a number, not an option. */
static gboolean
refuse_unknown_options (DescoCli *cli, int argc, char **argv, GError **error)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    {
      if (argv[i][0] == '-' && argv[i][1] != '\0' && !g_ascii_isdigit (argv[i][1]))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                       _ ("“%s” has no option “%s”: see “desco-cli %s --help”."), cli->command,
                       argv[i], cli->command);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * desco_cli_parse:
 * @cli: the call
 * @argc: how many words there are
 * @argv: the words, the command's name first
 * @entries: (nullable): the command's options
 * @arguments: (nullable): what follows them, for --help
 * @min_words: how many words must follow the options
 * @max_words: how many may
 * @error: where to put an error of domain %G_OPTION_ERROR
 *
 * Reads the command's options; what follows them is in @cli.words.
 *
 * Returns: whether the call is well formed
 */
gboolean
desco_cli_parse (DescoCli *cli,
                 int argc,
                 char **argv,
                 const GOptionEntry *entries,
                 const char *arguments,
                 guint min_words,
                 guint max_words,
                 GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autofree char *name = g_strdup_printf ("desco-cli %s", cli->command);

  g_set_prgname (name);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, error)
      || !refuse_unknown_options (cli, argc, argv, error))
    return FALSE;

  /* A "--" only ends the options. */
  if (argc > 1 && g_str_equal (argv[1], "--"))
    {
      argv++;
      argc--;
    }
  cli->words = argv + 1;
  cli->n_words = (guint) argc - 1;
  if (cli->n_words < min_words)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("Something is missing after “%s”: %s."), cli->command,
                   arguments != NULL ? arguments : "…");
      return FALSE;
    }
  if (cli->n_words > max_words)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is one word too many for “%s”."), cli->words[max_words], cli->command);
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_cli_open:
 * @cli: the call
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer none): the database that the call names
 */
DescoStore *
desco_cli_open (DescoCli *cli, GError **error)
{
  if (cli->store == NULL)
    cli->store = desco_store_open (cli->database, error);
  return cli->store;
}

/**
 * desco_cli_answer:
 * @cli: the call
 * @builder: what to answer, whole
 *
 * Sets the command's one JSON document. It is printed at the end, where --json was given.
 */
void
desco_cli_answer (DescoCli *cli, JsonBuilder *builder)
{
  g_clear_pointer (&cli->answer, json_node_unref);
  cli->answer = json_builder_get_root (builder);
}

/**
 * desco_cli_say:
 * @cli: the call
 * @format: a line for a person, without its end
 * @...: its arguments
 *
 * Prints a line, unless --json was given.
 */
void
desco_cli_say (DescoCli *cli, const char *format, ...)
{
  va_list arguments;

  if (cli->json)
    return;
  va_start (arguments, format);
  g_vfprintf (stdout, format, arguments);
  va_end (arguments);
  putchar ('\n');
}

static const char *
code_of_exit (DescoCliExit exit)
{
  switch (exit)
    {
    case DESCO_CLI_DAMAGED:
      return "database";
    case DESCO_CLI_UNREACHABLE:
      return "pagopa";
    case DESCO_CLI_PARTLY:
      return "partly";
    case DESCO_CLI_USAGE:
      return "usage";
    case DESCO_CLI_DONE:
    case DESCO_CLI_REFUSED:
    default:
      return "input";
    }
}

/**
 * desco_cli_end:
 * @cli: the call, its answer given
 * @exit: how the program ends, not %DESCO_CLI_DONE
 * @format: why, a sentence for a person
 * @...: its arguments
 *
 * For a command that has an answer and yet did not do all it was asked for: tells why on standard
 * error, and as the answer's member "error" where it is an object.
 */
void
desco_cli_end (DescoCli *cli, DescoCliExit exit, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  cli->exit = exit;
  g_printerr ("desco-cli: %s\n", message);
  if (cli->answer != NULL && JSON_NODE_HOLDS_OBJECT (cli->answer))
    {
      JsonObject *error = json_object_new ();

      json_object_set_string_member (error, "code", code_of_exit (exit));
      json_object_set_string_member (error, "message", message);
      json_object_set_object_member (json_node_get_object (cli->answer), "error", error);
    }
}

/**
 * desco_cli_progress:
 * @done: how much is done
 * @total: of how much; 0 where it is not known
 * @cli: (type DescoCli): the call
 *
 * Shows how far the work is, on standard error and only at a terminal.
 */
void
desco_cli_progress (guint done, guint total, gpointer cli)
{
  if (!isatty (STDERR_FILENO))
    return;
  if (total > 0)
    g_fprintf (stderr, "\r%u / %u", done, total);
  else
    g_fprintf (stderr, "\r%u", done);
  fflush (stderr);
}

/**
 * desco_cli_progress_end:
 * @cli: the call
 *
 * Clears the line of desco_cli_progress().
 */
void
desco_cli_progress_end (DescoCli *cli)
{
  if (isatty (STDERR_FILENO))
    g_fprintf (stderr, "\r\033[K");
}

/**
 * desco_cli_add_text:
 * @builder: inside an object
 * @name: the member's name
 * @text: (nullable): its value; %NULL is written as null
 */
void
desco_cli_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

/**
 * desco_cli_add_int:
 * @builder: inside an object
 * @name: the member's name
 * @number: its value; amounts are cents
 */
void
desco_cli_add_int (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

/**
 * desco_cli_add_uuid:
 * @builder: inside an object
 * @name: the member's name
 * @uuid: its value; the nil id is written as null
 */
void
desco_cli_add_uuid (JsonBuilder *builder, const char *name, const DescoUuid *uuid)
{
  g_autofree char *text = desco_uuid_is_nil (uuid) ? NULL : desco_uuid_to_string (uuid);

  desco_cli_add_text (builder, name, text);
}

/**
 * desco_cli_add_date:
 * @builder: inside an object
 * @name: the member's name
 * @date: its value, written YYYY-MM-DD; an invalid date is written as null
 */
void
desco_cli_add_date (JsonBuilder *builder, const char *name, const GDate *date)
{
  g_autofree char *text = g_date_valid (date) ? desco_date_to_iso (date) : NULL;

  desco_cli_add_text (builder, name, text);
}

/**
 * desco_cli_add_time:
 * @builder: inside an object
 * @name: the member's name
 * @utc_microseconds: its value, written as RFC 3339 in UTC; 0 is written as null
 */
void
desco_cli_add_time (JsonBuilder *builder, const char *name, gint64 utc_microseconds)
{
  g_autofree char *text = utc_microseconds > 0 ? desco_time_to_rfc3339 (utc_microseconds) : NULL;

  desco_cli_add_text (builder, name, text);
}

/**
 * desco_cli_read_date:
 * @text: (nullable): what was given; %NULL leaves @date alone
 * @field: the field's name in JSON
 * @date: (inout): the date
 * @error: where to put an error of domain %DESCO_INPUT_ERROR
 *
 * Reads a date as the command line has them, YYYY-MM-DD.
 *
 * Returns: whether @text is a date, or nothing
 */
gboolean
desco_cli_read_date (const char *text, const char *field, GDate *date, GError **error)
{
  if (text == NULL || desco_date_parse_iso (text, date))
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                         _ ("“%s” is not a date: write it as 2026-11-24."), text);
  return FALSE;
}

/**
 * desco_cli_read_number:
 * @text: (nullable): what was given; %NULL leaves @number alone
 * @field: the field's name in JSON
 * @number: (inout): the number
 * @error: where to put an error of domain %DESCO_INPUT_ERROR
 *
 * Reads a whole number. Whether it is in its range is for who uses it.
 *
 * Returns: whether @text is a number, or nothing
 */
gboolean
desco_cli_read_number (const char *text, const char *field, gint64 *number, GError **error)
{
  if (text == NULL || g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, number, NULL))
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                         _ ("“%s” is not a whole number that could be meant here: write it in "
                            "digits, such as 20."),
                         text);
  return FALSE;
}
