/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-change.h"

#include <glib/gi18n-lib.h>

/* What came of changing several purchases at once. */

static void
end (DescoCli *cli, const DescoChangeReport *report)
{
  if (report->unreachable != NULL)
    desco_cli_end (cli, DESCO_CLI_UNREACHABLE, "%s", report->unreachable);
  else if (report->cancelled)
    desco_cli_end (cli, DESCO_CLI_PARTLY,
                   ngettext ("Stopped: %u purchase is as it was.",
                             "Stopped: %u purchases are as they were.", report->waiting),
                   report->waiting);
  else if (report->failed->len > 0)
    desco_cli_end (cli, report->done > 0 ? DESCO_CLI_PARTLY : DESCO_CLI_REFUSED,
                   ngettext ("%u purchase stays as it was; the answer says why.",
                             "%u purchases stay as they were; the answer says why.",
                             report->failed->len),
                   report->failed->len);
  if (report->unreachable != NULL)
    g_printerr (ngettext ("desco-cli: %u purchase is left: the same command goes on with it.\n",
                          "desco-cli: %u purchases are left: the same command goes on with them.\n",
                          report->waiting),
                report->waiting);
}

/**
 * desco_cli_add_failures:
 * @cli: the call
 * @builder: inside an object
 * @failures: (element-type DescoPurchaseFailure): what could not be done
 *
 * Writes the member “failed”, and prints a line for each.
 */
void
desco_cli_add_failures (DescoCli *cli, JsonBuilder *builder, GPtrArray *failures)
{
  json_builder_set_member_name (builder, "failed");
  json_builder_begin_array (builder);
  for (guint i = 0; i < failures->len; i++)
    {
      const DescoPurchaseFailure *failure = g_ptr_array_index (failures, i);

      json_builder_begin_object (builder);
      desco_cli_add_uuid (builder, "id", &failure->purchase_id);
      desco_cli_add_text (builder, "noticeNumber", failure->notice_number);
      desco_cli_add_text (builder, "reason", failure->reason);
      json_builder_end_object (builder);
      desco_cli_say (cli, _ ("%s was refused: %s"), failure->notice_number, failure->reason);
    }
  json_builder_end_array (builder);
}

/**
 * desco_cli_answer_change:
 * @cli: the call
 * @report: what came of it
 * @member: what the answer calls the number of those that are done
 * @done: a sentence about them
 *
 * Answers with what came of changing several purchases, and decides how the program ends.
 */
void
desco_cli_answer_change (DescoCli *cli,
                         const DescoChangeReport *report,
                         const char *member,
                         const char *done)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, member, report->done);
  desco_cli_add_failures (cli, builder, report->failed);
  if (report->waiting > 0)
    desco_cli_add_int (builder, "waiting", report->waiting);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, "%s", done);
  end (cli, report);
}
