/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-receipt.h"

#include "model/desco-money.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_add_receipt:
 * @builder: inside an array
 * @receipt: a receipt that waits for a person
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
  desco_cli_add_int (builder, "amount", receipt->amount);
  desco_cli_add_time (builder, "paymentDateTime", receipt->payment_at);
  desco_cli_add_uuid (builder, "purchase", &receipt->purchase_id);
  desco_cli_add_text (builder, "reason", receipt->reason);
  json_builder_end_object (builder);
}

/**
 * desco_cli_say_receipt:
 * @cli: the call
 * @receipt: a receipt that waits for a person
 *
 * Prints a receipt and why it waits in a line.
 */
void
desco_cli_say_receipt (DescoCli *cli, const DescoReceiptRecord *receipt)
{
  g_autofree char *amount = desco_money_format (receipt->amount);

  desco_cli_say (cli, _ ("To be looked at: %s, %s €: %s"), receipt->notice_number, amount,
                 receipt->reason);
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
