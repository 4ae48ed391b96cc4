/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-receipt.h"

#include "model/desco-enum.h"
#include "model/desco-money.h"

#include <glib/gi18n-lib.h>

static void
add_decision (JsonBuilder *builder, const DescoReceiptRecord *receipt)
{
  json_builder_set_member_name (builder, "decision");
  if (receipt->decision == DESCO_RECEIPT_DECISION_NONE)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "kind",
                      desco_enum_to_nick (DESCO_TYPE_RECEIPT_DECISION, (int) receipt->decision));
  desco_cli_add_int (builder, "credited", receipt->credited);
  desco_cli_add_time (builder, "at", receipt->decided_at);
  desco_cli_add_text (builder, "author", receipt->decided_by);
  desco_cli_add_text (builder, "note", receipt->note);
  json_builder_end_object (builder);
}

/**
 * desco_cli_add_receipt:
 * @builder: where an object may stand
 * @receipt: a receipt
 *
 * Writes a receipt as an object.
 */
void
desco_cli_add_receipt (JsonBuilder *builder, const DescoReceiptRecord *receipt)
{
  json_builder_begin_object (builder);
  desco_cli_add_uuid (builder, "id", &receipt->id);
  desco_cli_add_text (builder, "receiptId", receipt->receipt_id);
  desco_cli_add_text (builder, "iuv", receipt->iuv);
  desco_cli_add_text (builder, "noticeNumber", receipt->notice_number);
  desco_cli_add_text (builder, "outcome", receipt->paid ? "OK" : "KO");
  desco_cli_add_int (builder, "amount", receipt->amount);
  desco_cli_add_time (builder, "paymentDateTime", receipt->payment_at);
  desco_cli_add_text (builder, "psp", receipt->psp);
  desco_cli_add_text (builder, "payer", receipt->payer);
  desco_cli_add_text (builder, "source", receipt->source);
  desco_cli_add_time (builder, "receivedAt", receipt->received_at);
  desco_cli_add_text (
      builder, "state",
      desco_enum_to_nick (DESCO_TYPE_RECEIPT_STATE, receipt->state == DESCO_RECEIPT_ALREADY_CREDITED
                                                        ? DESCO_RECEIPT_CREDITED
                                                        : (int) receipt->state));
  desco_cli_add_text (builder, "oddity",
                      receipt->oddity == DESCO_RECEIPT_ODDITY_NONE
                          ? NULL
                          : desco_enum_to_nick (DESCO_TYPE_RECEIPT_ODDITY, (int) receipt->oddity));
  desco_cli_add_text (builder, "reason", receipt->reason);
  desco_cli_add_uuid (builder, "purchase", &receipt->purchase_id);
  desco_cli_add_uuid (builder, "pupil", &receipt->pupil_id);
  add_decision (builder, receipt);
  json_builder_end_object (builder);
}

/**
 * desco_cli_say_receipt:
 * @cli: the call
 * @receipt: a receipt
 *
 * Prints a receipt in a line, and why it waits if it does.
 */
void
desco_cli_say_receipt (DescoCli *cli, const DescoReceiptRecord *receipt)
{
  g_autofree char *amount = desco_money_format (receipt->amount);

  if (receipt->state == DESCO_RECEIPT_REVIEW)
    desco_cli_say (cli, _ ("To be looked at: %s, %s €: %s"), receipt->notice_number, amount,
                   receipt->reason);
  else
    desco_cli_say (cli, "%s  %s €  %s  %s", receipt->notice_number, amount,
                   receipt->pupil_name != NULL ? receipt->pupil_name : "",
                   receipt->state == DESCO_RECEIPT_REFUSED ? _ ("Not credited") : _ ("Credited"));
}

/**
 * desco_cli_add_review:
 * @cli: the call
 * @builder: inside an object
 * @review: (element-type DescoReceiptRecord): the receipts that wait for a person
 *
 * Writes them as the member `review`, and prints each.
 */
void
desco_cli_add_review (DescoCli *cli, JsonBuilder *builder, const GPtrArray *review)
{
  json_builder_set_member_name (builder, "review");
  json_builder_begin_array (builder);
  for (guint i = 0; i < review->len; i++)
    {
      desco_cli_add_receipt (builder, g_ptr_array_index (review, i));
      desco_cli_say_receipt (cli, g_ptr_array_index (review, i));
    }
  json_builder_end_array (builder);
}

/**
 * desco_cli_add_unread:
 * @cli: the call
 * @builder: inside an object
 * @failed: (element-type DescoCollectFailure): the receipts that could not be read
 *
 * Writes them as the member `failed`, where there are any, and prints each.
 */
void
desco_cli_add_unread (DescoCli *cli, JsonBuilder *builder, const GPtrArray *failed)
{
  if (failed->len == 0)
    return;
  json_builder_set_member_name (builder, "failed");
  json_builder_begin_array (builder);
  for (guint i = 0; i < failed->len; i++)
    {
      const DescoCollectFailure *failure = g_ptr_array_index (failed, i);

      json_builder_begin_object (builder);
      desco_cli_add_text (builder, "iuv", failure->iuv);
      desco_cli_add_text (builder, "reason", failure->reason);
      json_builder_end_object (builder);
      desco_cli_say (cli, _ ("The receipt of %s could not be read: %s"), failure->iuv,
                     failure->reason);
    }
  json_builder_end_array (builder);
}

/**
 * desco_cli_end_collecting:
 * @cli: the call, which has answered
 * @report: what came of asking for receipts
 * @unreachable: (nullable): why the platform could not be reached, in words
 *
 * Ends a call that was not all done.
 */
void
desco_cli_end_collecting (DescoCli *cli, const DescoCollectReport *report, const char *unreachable)
{
  g_autofree char *unread = desco_collect_report_explain_unread (report);

  if (unreachable != NULL)
    desco_cli_end (cli, DESCO_CLI_UNREACHABLE, "%s", unreachable);
  else if (unread != NULL)
    desco_cli_end (cli, report->fetched > 0 ? DESCO_CLI_PARTLY : DESCO_CLI_REFUSED, "%s", unread);
}
