/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-kitchen.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void
add_number (DescoCli *cli, JsonBuilder *builder, const DescoKitchenNumber *number)
{
  gint64 meals = number->standard + number->plain + number->special + number->staff;

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "school", number->school);
  desco_cli_add_text (builder, "schoolCode", number->school_code);
  desco_cli_add_int (builder, "standard", number->standard);
  desco_cli_add_int (builder, "plain", number->plain);
  desco_cli_add_int (builder, "special", number->special);
  desco_cli_add_int (builder, "staff", number->staff);
  desco_cli_add_int (builder, "meals", meals);
  desco_cli_add_int (builder, "classes", number->n_classes);
  desco_cli_add_int (builder, "unconfirmed", number->n_unconfirmed);
  json_builder_end_object (builder);
  desco_cli_say (cli,
                 _ ("%s: meals %" PRId64 " (standard %" PRId64 ", plain %" PRId64 ", diets %" PRId64
                    ", staff %" PRId64 ")"),
                 number->school, meals, number->standard, number->plain, number->special,
                 number->staff);
}

/**
 * desco_cli_add_kitchen:
 * @cli: the call
 * @builder: inside an object
 * @day: the kitchen's numbers
 *
 * Writes the members of an object that is a kitchen's day, and prints them.
 */
void
desco_cli_add_kitchen (DescoCli *cli, JsonBuilder *builder, const DescoKitchenDay *day)
{
  desco_cli_add_date (builder, "date", &day->date);
  desco_cli_add_time (builder, "closedAt", day->closed_at);
  json_builder_set_member_name (builder, "schools");
  json_builder_begin_array (builder);
  for (guint i = 0; i < day->numbers->len; i++)
    add_number (cli, builder, g_ptr_array_index (day->numbers, i));
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "diets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < day->diets->len; i++)
    {
      const DescoKitchenDiet *diet = g_ptr_array_index (day->diets, i);

      json_builder_begin_object (builder);
      desco_cli_add_uuid (builder, "school", &diet->school_id);
      desco_cli_add_text (builder, "diet", diet->name);
      desco_cli_add_int (builder, "meals", diet->quantity);
      json_builder_end_object (builder);
      desco_cli_say (cli, "    %s: %" G_GINT64_FORMAT, diet->name, diet->quantity);
    }
  json_builder_end_array (builder);
}
