/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "exchange/desco-reconciliation-file.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The document grows with what is missing, so it waits in a file until it is whole. */
typedef struct
{
  DescoCli *cli;
  const DescoReconciliationQuery *query;
  FILE *file;
  gboolean has_group;
  gboolean has_line;
} Document;

static void
add_sums (JsonBuilder *builder, const DescoReconciliationSums *sums)
{
  desco_cli_add_int (builder, "payments", sums->n_lines);
  desco_cli_add_int (builder, "received", sums->received);
  desco_cli_add_int (builder, "transferred", sums->transferred);
  desco_cli_add_int (builder, "desk", sums->desk);
  desco_cli_add_int (builder, "credited", sums->credited);
  json_builder_set_member_name (builder, "kinds");
  json_builder_begin_object (builder);
  for (guint i = 0; i < DESCO_RECONCILIATION_KINDS; i++)
    {
      json_builder_set_member_name (builder, desco_reconciliation_kind_to_nick (i));
      json_builder_begin_object (builder);
      desco_cli_add_int (builder, "count", sums->counts[i]);
      desco_cli_add_int (builder, "amount", sums->amounts[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_totals (JsonBuilder *builder, const DescoReconciliationTotals *totals)
{
  json_builder_begin_object (builder);
  add_sums (builder, &totals->sums);
  desco_cli_add_int (builder, "transfers", totals->n_transfers);
  desco_cli_add_int (builder, "refunds", totals->n_refunds);
  desco_cli_add_int (builder, "refunded", totals->refunded);
  desco_cli_add_int (builder, "unreadTransfers", totals->n_unread_flows);
  json_builder_end_object (builder);
}

/* Writes what was built, without its outer brackets where it is to be continued. */
static void
put (Document *document, JsonBuilder *builder, gboolean members_only)
{
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (node, FALSE);

  if (members_only)
    fprintf (document->file, "%.*s", (int) strlen (text) - 2, text + 1);
  else
    fputs (text, document->file);
}

static gboolean
begin_group (const DescoReconciliationGroup *group, gpointer data, GError **error)
{
  Document *document = data;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "key", group->key);
  json_builder_set_member_name (builder, "atDesk");
  json_builder_add_boolean_value (builder, group->desk);
  if (group->fdr != NULL)
    {
      desco_cli_add_text (builder, "fdr", group->fdr);
      desco_cli_add_text (builder, "psp", group->psp);
      desco_cli_add_date (builder, "transferDate", &group->regulation_date);
      desco_cli_add_int (builder, "wholeTransfer", group->whole);
    }
  json_builder_end_object (builder);
  fprintf (document->file, "%s{", document->has_group ? "," : "");
  put (document, builder, TRUE);
  fputs (",\"missing\":[", document->file);
  document->has_group = TRUE;
  document->has_line = FALSE;
  return TRUE;
}

static gboolean
add_line (const DescoReconciliationLine *line, gpointer data, GError **error)
{
  Document *document = data;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!desco_reconciliation_kind_is_missing (line->kind))
    return TRUE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "kind", desco_reconciliation_kind_to_nick (line->kind));
  desco_cli_add_date (builder, "day", &line->day);
  desco_cli_add_text (builder, "iuv", line->iuv);
  desco_cli_add_text (builder, "noticeNumber", line->notice_number);
  desco_cli_add_text (builder, "receipt", line->receipt);
  desco_cli_add_int (builder, "received", line->received);
  desco_cli_add_int (builder, "transferred", line->transferred);
  desco_cli_add_int (builder, "credited", line->credited);
  desco_cli_add_text (builder, "transfer", line->regulation);
  desco_cli_add_text (builder, "psp", line->psp);
  desco_cli_add_text (builder, "taxonomy", line->taxonomy);
  desco_cli_add_text (builder, "detail", line->detail);
  json_builder_end_object (builder);
  if (document->has_line)
    fputc (',', document->file);
  put (document, builder, FALSE);
  document->has_line = TRUE;
  return TRUE;
}

static gboolean
end_group (const DescoReconciliationGroup *group, gpointer data, GError **error)
{
  Document *document = data;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_sums (builder, &group->sums);
  json_builder_end_object (builder);
  fputs ("],", document->file);
  put (document, builder, TRUE);
  fputc ('}', document->file);
  return TRUE;
}

static gboolean
say_group (const DescoReconciliationGroup *group, gpointer data, GError **error)
{
  Document *document = data;
  g_autofree char *received = desco_money_format (group->sums.received);
  g_autofree char *transferred = desco_money_format (group->sums.transferred);
  g_autofree char *desk = desco_money_format (group->sums.desk);

  if (group->sums.n_lines > 0)
    desco_cli_say (document->cli,
                   _ ("%s: received %s €, transferred %s €, desk %s €; payments: %u"),
                   *group->key != '\0' ? group->key
                   : group->desk       ? _ ("Desk")
                                       : _ ("Without a transfer"),
                   received, transferred, desk, group->sums.n_lines);
  return TRUE;
}

static void
say_totals (DescoCli *cli, const DescoReconciliationTotals *totals)
{
  guint n_missing = 0;

  for (guint i = 0; i < DESCO_RECONCILIATION_KINDS; i++)
    {
      g_autofree char *money = desco_money_format (totals->sums.amounts[i]);

      if (totals->sums.counts[i] > 0)
        desco_cli_say (cli, "%s: %u, %s €", desco_reconciliation_kind_to_text (i),
                       totals->sums.counts[i], money);
      if (desco_reconciliation_kind_is_missing (i))
        n_missing += totals->sums.counts[i];
    }
  if (n_missing == 0)
    desco_cli_say (cli, "%s", _ ("Nothing is missing on either side."));
  if (totals->n_unread_flows > 0)
    desco_cli_say (cli, "%s",
                   _ ("Some transfers have not been read yet: “desco-cli pagopa flows”."));
}

static gboolean
refuse_file (GError **error)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno),
               _ ("The answer could not be kept: %s."), g_strerror (errno));
  return FALSE;
}

static gboolean
copy_to_output (FILE *file, GError **error)
{
  char chunk[64 * 1024];
  size_t n;

  if (fflush (file) != 0 || ferror (file))
    return refuse_file (error);
  rewind (file);
  while ((n = fread (chunk, 1, sizeof chunk, file)) > 0)
    fwrite (chunk, 1, n, stdout);
  putchar ('\n');
  return !ferror (file) || refuse_file (error);
}

/* The sums come after what is missing, so that nothing waits in memory for its group's end. */
static gboolean
answer_json (Document *document, const char *by, GError **error)
{
  static const DescoReconciliationSink sink
      = { .begin_group = begin_group, .add_line = add_line, .end_group = end_group };
  g_autoptr (JsonBuilder) head = json_builder_new ();
  g_autoptr (JsonBuilder) tail = json_builder_new ();
  DescoReconciliationTotals totals;
  gboolean done;

  document->file = tmpfile ();
  if (document->file == NULL)
    return refuse_file (error);
  json_builder_begin_object (head);
  desco_cli_add_date (head, "from", &document->query->from);
  desco_cli_add_date (head, "to", &document->query->to);
  desco_cli_add_text (head, "by", by);
  json_builder_end_object (head);
  fputc ('{', document->file);
  put (document, head, TRUE);
  fputs (",\"groups\":[", document->file);
  done = desco_reconciliation_run (document->cli->store, document->query, &sink, document, &totals,
                                   document->cli->cancellable, error);
  if (done)
    {
      fputs ("],\"totals\":", document->file);
      add_totals (tail, &totals);
      put (document, tail, FALSE);
      fputc ('}', document->file);
      done = copy_to_output (document->file, error);
    }
  fclose (document->file);
  return done;
}

static gboolean
write_file (DescoCli *cli, const DescoReconciliationQuery *query, const char *path, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const DescoReconciliationPaper paper
      = { .path = path, .progress = desco_cli_progress, .progress_data = cli };
  DescoReconciliationTotals totals;
  gboolean written
      = desco_reconciliation_write (cli->store, query, &paper, &totals, cli->cancellable, error);

  desco_cli_progress_end (cli);
  if (!written)
    return FALSE;
  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "output", path);
  json_builder_set_member_name (builder, "totals");
  add_totals (builder, &totals);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  say_totals (cli, &totals);
  return TRUE;
}

static gboolean
read_query (const char *from,
            const char *to,
            const char *by,
            DescoReconciliationQuery *query,
            GError **error)
{
  GDate today = desco_clock_today ();

  query->from = today;
  g_date_set_day (&query->from, 1);
  query->to = today;
  if (!desco_cli_read_date (from, "from", &query->from, error)
      || !desco_cli_read_date (to, "to", &query->to, error))
    return FALSE;
  if (desco_reconciliation_by_from_nick (by, &query->by))
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "by",
                         _ ("“%s” is no way to part a report: write day, transfer or taxonomy."),
                         by);
  return FALSE;
}

/**
 * desco_cli_report_reconciliation:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `report reconciliation [--from D] [--to D] [--by day|transfer|taxonomy] [--output FILE]`: receipts,
 * transfers and the desk's money held against each other and against what was credited.
 *
 * Returns: whether it was read, or written
 */
gboolean
desco_cli_report_reconciliation (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *by = NULL;
  g_autofree char *output = NULL;
  DescoReconciliationQuery query = { 0 };
  DescoReconciliationTotals totals;
  Document document = { .cli = cli, .query = &query };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from,
      N_ ("The first day of payment (this month's first)"), "D" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("The last day of payment (today)"), "D" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("How to part it: day, transfer or taxonomy (day)"),
      N_ ("WHAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("Write it to this file: .pdf, .xlsx or .csv"), N_ ("FILE") },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !read_query (from, to, by != NULL ? by : "day", &query, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  if (output != NULL)
    return write_file (cli, &query, output, error);
  if (cli->json)
    return answer_json (&document, by != NULL ? by : "day", error);
  if (!desco_reconciliation_run (cli->store, &query,
                                 &(DescoReconciliationSink){ .end_group = say_group }, &document,
                                 &totals, cli->cancellable, error))
    return FALSE;
  say_totals (cli, &totals);
  return TRUE;
}
