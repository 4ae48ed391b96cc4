/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-purchase.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void
add_instalments (JsonBuilder *builder, GPtrArray *instalments)
{
  json_builder_set_member_name (builder, "instalments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (instalments, i);

      json_builder_begin_object (builder);
      desco_cli_add_int (builder, "number", instalment->number);
      desco_cli_add_int (builder, "quantity", instalment->quantity);
      desco_cli_add_int (builder, "amount", instalment->amount);
      desco_cli_add_date (builder, "dueDate", &instalment->due_date);
      desco_cli_add_text (builder, "iuv", instalment->iuv);
      desco_cli_add_text (builder, "noticeNumber", instalment->notice_number);
      desco_cli_add_text (builder, "status", desco_instalment_status_to_nick (instalment->status));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
say_instalment (DescoCli *cli, const DescoInstalment *instalment)
{
  g_autofree char *amount = desco_money_format (instalment->amount);
  g_autofree char *due_date = desco_date_to_display (&instalment->due_date);

  desco_cli_say (cli, _ ("    %u.  %s  %" PRId64 " vouchers, %s €, to pay by %s: %s"),
                 instalment->number, instalment->notice_number, instalment->quantity, amount,
                 due_date, desco_instalment_status_to_words (instalment->status));
}

/**
 * desco_cli_add_purchase_members:
 * @builder: inside an object
 * @purchase: a purchase
 *
 * Writes the members of an object that is a purchase.
 */
void
desco_cli_add_purchase_members (JsonBuilder *builder, const DescoPurchase *purchase)
{
  desco_cli_add_uuid (builder, "id", &purchase->id);
  desco_cli_add_text (builder, "iuv", purchase->iuv);
  desco_cli_add_text (builder, "noticeNumber", purchase->notice_number);
  desco_cli_add_uuid (builder, "pupil", &purchase->pupil_id);
  desco_cli_add_text (builder, "pupilName", purchase->pupil_name);
  desco_cli_add_uuid (builder, "guardian", &purchase->guardian_id);
  desco_cli_add_text (builder, "guardianName", purchase->guardian_name);
  desco_cli_add_int (builder, "quantity", purchase->quantity);
  desco_cli_add_int (builder, "unitAmount", purchase->unit_amount);
  desco_cli_add_int (builder, "amount", purchase->amount);
  desco_cli_add_text (builder, "rule", purchase->rule);
  desco_cli_add_text (builder, "reason", purchase->reason);
  desco_cli_add_text (builder, "status", desco_purchase_status_to_nick (purchase->status));
  desco_cli_add_date (builder, "date", &purchase->civil_date);
  desco_cli_add_date (builder, "dueDate", &purchase->due_date);
  desco_cli_add_text (builder, "problem", purchase->problem);
  desco_cli_add_time (builder, "retryAt", purchase->retry_at);
  desco_cli_add_time (builder, "printedAt", purchase->printed_at);
  desco_cli_add_uuid (builder, "replaces", &purchase->replaces);
  desco_cli_add_uuid (builder, "replacedBy", &purchase->replaced_by);
  if (purchase->instalments->len > 0)
    add_instalments (builder, purchase->instalments);
}

/**
 * desco_cli_add_purchase:
 * @builder: inside an array
 * @purchase: a purchase
 *
 * Writes a purchase as an object.
 */
void
desco_cli_add_purchase (JsonBuilder *builder, const DescoPurchase *purchase)
{
  json_builder_begin_object (builder);
  desco_cli_add_purchase_members (builder, purchase);
  json_builder_end_object (builder);
}

/**
 * desco_cli_answer_purchase:
 * @cli: the call
 * @purchase: a purchase
 *
 * Answers with one purchase.
 */
void
desco_cli_answer_purchase (DescoCli *cli, const DescoPurchase *purchase)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  desco_cli_add_purchase (builder, purchase);
  desco_cli_answer (cli, builder);
  desco_cli_say_purchase (cli, purchase);
}

/**
 * desco_cli_say_purchase:
 * @cli: the call
 * @purchase: a purchase
 *
 * Prints a purchase in a line, and each of its instalments in one.
 */
void
desco_cli_say_purchase (DescoCli *cli, const DescoPurchase *purchase)
{
  g_autofree char *amount = desco_money_format (purchase->amount);
  g_autofree char *unit_amount = desco_money_format (purchase->unit_amount);
  g_autofree char *due_date = desco_date_to_display (&purchase->due_date);
  g_autofree char *status = desco_purchase_describe_status (purchase);

  desco_cli_say (cli, _ ("%s  %s  %" PRId64 " × %s € = %s €, to pay by %s: %s"),
                 purchase->notice_number, purchase->pupil_name, purchase->quantity, unit_amount,
                 amount, due_date, status);
  if (purchase->problem != NULL)
    desco_cli_say (cli, "    %s", purchase->problem);
  for (guint i = 0; i < purchase->instalments->len; i++)
    say_instalment (cli, g_ptr_array_index (purchase->instalments, i));
}

/**
 * desco_cli_find_purchases:
 * @cli: the call, its database open
 * @references: (array zero-terminated=1): ids or notice numbers
 * @error: where to put an error; the first that names no purchase
 *
 * Returns: (nullable) (transfer full) (element-type DescoPurchase): the purchases, in that order
 */
GPtrArray *
desco_cli_find_purchases (DescoCli *cli, char **references, GError **error)
{
  g_autoptr (GPtrArray) purchases = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; references[i] != NULL; i++)
    {
      DescoPurchase *purchase
          = desco_purchases_find (cli->store, references[i], cli->cancellable, error);

      if (purchase == NULL)
        return NULL;
      g_ptr_array_add (purchases, purchase);
    }
  return g_steal_pointer (&purchases);
}
