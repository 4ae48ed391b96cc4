/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-refund.h"

#include "model/desco-error.h"
#include "model/desco-money.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/**
 * desco_cli_add_refund:
 * @builder: where to put it
 * @refund: a refund
 *
 * Puts a refund into JSON.
 */
void
desco_cli_add_refund (JsonBuilder *builder, const DescoRefund *refund)
{
  json_builder_begin_object (builder);
  desco_cli_add_uuid (builder, "id", &refund->id);
  desco_cli_add_uuid (builder, "pupil", &refund->pupil_id);
  desco_cli_add_text (builder, "pupilName", refund->pupil_name);
  desco_cli_add_text (builder, "beneficiary", refund->guardian_name);
  desco_cli_add_text (builder, "taxCode", refund->guardian_tax_code);
  desco_cli_add_text (builder, "iban", refund->iban);
  desco_cli_add_int (builder, "quantity", refund->quantity);
  desco_cli_add_int (builder, "amount", refund->amount);
  desco_cli_add_text (builder, "reason", refund->reason);
  desco_cli_add_text (builder, "noticeNumber", refund->notice_number);
  desco_cli_add_text (builder, "receiptId", refund->receipt_id);
  desco_cli_add_text (builder, "status", desco_refund_status_to_nick (refund->status));
  desco_cli_add_time (builder, "createdAt", refund->created_at);
  desco_cli_add_text (builder, "author", refund->author);
  desco_cli_add_time (builder, "exportedAt", refund->exported_at);
  json_builder_end_object (builder);
}

/**
 * desco_cli_say_refund:
 * @cli: the call
 * @refund: a refund
 *
 * Says a refund in a line.
 */
void
desco_cli_say_refund (DescoCli *cli, const DescoRefund *refund)
{
  g_autofree char *id = desco_uuid_to_string (&refund->id);
  g_autofree char *amount = desco_money_format (refund->amount);

  desco_cli_say (cli, _ ("%s  %s €, %" PRId64 " vouchers, %s: %s (%s)"), id, amount,
                 refund->quantity,
                 refund->guardian_name != NULL ? refund->guardian_name : _ ("nobody known"),
                 desco_refund_status_to_words (refund->status), refund->reason);
}

/**
 * desco_cli_answer_refund:
 * @cli: the call
 * @refund: a refund
 *
 * Answers with one refund.
 */
void
desco_cli_answer_refund (DescoCli *cli, const DescoRefund *refund)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  desco_cli_add_refund (builder, refund);
  desco_cli_answer (cli, builder);
  desco_cli_say_refund (cli, refund);
}

/**
 * desco_cli_answer_refunds:
 * @cli: the call
 * @refunds: (element-type DescoRefund): refunds
 *
 * Answers with a list of refunds.
 */
void
desco_cli_answer_refunds (DescoCli *cli, GPtrArray *refunds)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < refunds->len; i++)
    {
      desco_cli_add_refund (builder, g_ptr_array_index (refunds, i));
      desco_cli_say_refund (cli, g_ptr_array_index (refunds, i));
    }
  json_builder_end_array (builder);
  desco_cli_answer (cli, builder);
}

/**
 * desco_cli_read_refund_status:
 * @text: a state's name
 * @status: (out): the state
 * @error: where to put %DESCO_INPUT_ERROR_INVALID
 *
 * Returns: whether there is such a state
 */
gboolean
desco_cli_read_refund_status (const char *text, DescoRefundStatus *status, GError **error)
{
  if (desco_refund_status_from_nick (text, status))
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "status",
                         _ ("“%s” is no state of a refund: give requested, exported, paid or "
                            "refused."),
                         text);
  return FALSE;
}
