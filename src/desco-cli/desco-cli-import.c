/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-import.h"

#include "exchange/desco-table-reader.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

/* How many refused rows are told to a person; a document has them all. */
#define SHOWN_FINDINGS 20

/* What a finding has nothing to say of is an empty text. */
static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static void
add_findings (JsonBuilder *builder, const char *name, GPtrArray *findings)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const DescoRowError *finding = g_ptr_array_index (findings, i);

      json_builder_begin_object (builder);
      desco_cli_add_int (builder, "line", finding->line);
      desco_cli_add_text (builder, "column", or_null (finding->column));
      desco_cli_add_text (builder, "value", or_null (finding->value));
      desco_cli_add_text (builder, "reason", finding->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
say_findings (DescoCli *cli, GPtrArray *findings)
{
  for (guint i = 0; i < MIN (findings->len, SHOWN_FINDINGS); i++)
    {
      const DescoRowError *finding = g_ptr_array_index (findings, i);

      if (or_null (finding->column) != NULL)
        desco_cli_say (cli, _ ("line %u, %s: %s"), finding->line, finding->column, finding->reason);
      else if (finding->line > 0)
        desco_cli_say (cli, _ ("line %u: %s"), finding->line, finding->reason);
      else
        desco_cli_say (cli, "%s", finding->reason);
    }
  if (findings->len > SHOWN_FINDINGS)
    desco_cli_say (cli,
                   ngettext ("… and %u more; --json lists them all.",
                             "… and %u more; --json lists them all.",
                             findings->len - SHOWN_FINDINGS),
                   findings->len - SHOWN_FINDINGS);
}

static void
answer (DescoCli *cli, const DescoImportReport *report, gboolean dry_run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "read", report->read);
  desco_cli_add_int (builder, "added", report->added);
  desco_cli_add_int (builder, "updated", report->updated);
  desco_cli_add_int (builder, "unchanged", report->unchanged);
  add_findings (builder, "rejected", report->rejected);
  add_findings (builder, "warnings", report->warnings);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);

  say_findings (cli, report->rejected);
  say_findings (cli, report->warnings);
  desco_cli_say (cli, _ ("%u read, %u added, %u updated, %u unchanged, %u rejected."), report->read,
                 report->added, report->updated, report->unchanged, report->rejected->len);
  if (dry_run)
    desco_cli_say (cli, _ ("This was a rehearsal: nothing was changed."));
}

static void
tell_rejected (DescoCli *cli, const DescoImportReport *report)
{
  guint n_rejected = report->rejected->len;

  if (report->applied && n_rejected < report->read)
    desco_cli_end (cli, DESCO_CLI_PARTLY,
                   ngettext ("%u row was refused, the others were taken: correct it and import the "
                             "list again.",
                             "%u rows were refused, the others were taken: correct them and import "
                             "the list again.",
                             n_rejected),
                   n_rejected);
  else
    desco_cli_end (
        cli, DESCO_CLI_REFUSED,
        ngettext ("%u row was refused and nothing was changed: correct it and import the "
                  "list again.",
                  "%u rows were refused and nothing was changed: correct them and import "
                  "the list again.",
                  n_rejected),
        n_rejected);
}

/**
 * desco_cli_import_progress:
 * @fraction: how much of the file is read, 0 to 1
 * @read: rows so far
 * @cli: (type DescoCli): the call
 *
 * Shows how far an import is.
 */
void
desco_cli_import_progress (double fraction, guint read, gpointer cli)
{
  desco_cli_progress (read, fraction > 0 ? (guint) ((double) read / fraction) : 0, cli);
}

/**
 * desco_cli_import_list:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @import: what imports the list
 * @error: where to put an error
 *
 * The part that all imports of lists share: options, the report, the exit code.
 *
 * Returns: whether the list was read; @cli.exit says whether all its rows were taken
 */
gboolean
desco_cli_import_list (DescoCli *cli,
                       int argc,
                       char **argv,
                       DescoCliImportFunc import,
                       GError **error)
{
  g_autofree char *school = NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *separator = NULL;
  g_autofree char *sheet = NULL;
  g_auto (GStrv) columns = NULL;
  DescoImportOptions options = { 0 };
  g_autoptr (DescoImportReport) report = NULL;
  const GOptionEntry entries[] = {
    { "school", 0, 0, G_OPTION_ARG_STRING, &school,
      N_ ("For rows that name no school: a ministry code or a name"), "S" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Only say what would be done"),
      NULL },
    { "all-or-nothing", 0, 0, G_OPTION_ARG_NONE, &options.all_or_nothing,
      N_ ("Take nothing if one row is refused"), NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &columns,
      N_ ("What a column holds; may be given again"), "COLUMN=FIELD" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding,
      N_ ("The text's encoding, where it is not recognised"), "NAME" },
    { "separator", 0, 0, G_OPTION_ARG_STRING, &separator,
      N_ ("What parts the cells, where it is not recognised"), "C" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, N_ ("The workbook's sheet"), "NAME" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "FILE", 1, 1, error))
    return FALSE;
  options.school = school;
  options.encoding = encoding;
  options.sheet = sheet;
  options.columns = (const char *const *) columns;
  if (separator != NULL && !desco_table_separator_parse (separator, &options.separator))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "separator",
                             _ ("“%s” can't part cells: choose “;”, “,” or “tab”."), separator);
      return FALSE;
    }
  if (desco_cli_open (cli, error) == NULL)
    return FALSE;

  report = import (cli, cli->words[0], &options, error);
  desco_cli_progress_end (cli);
  if (report == NULL)
    return FALSE;

  answer (cli, report, options.dry_run);
  if (report->rejected->len > 0)
    tell_rejected (cli, report);
  return TRUE;
}
