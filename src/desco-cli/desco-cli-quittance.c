/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-quittance.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "papers/desco-cash-paper.h"
#include "papers/desco-quittance-paper.h"
#include "store/desco-creditors.h"
#include "store/desco-settings.h"

#include <glib/gi18n-lib.h>

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* Why and by whom it was voided; null while it stands. */
static void
add_voiding (JsonBuilder *builder, const DescoQuittance *quittance)
{
  json_builder_set_member_name (builder, "voided");
  if (quittance->voided_at == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  desco_cli_add_time (builder, "at", quittance->voided_at);
  desco_cli_add_text (builder, "author", quittance->voided_by);
  desco_cli_add_text (builder, "reason", quittance->void_reason);
  json_builder_end_object (builder);
}

static void
add_closing (JsonBuilder *builder, const DescoCashClosing *closing)
{
  json_builder_begin_object (builder);
  desco_cli_add_time (builder, "at", closing->at);
  desco_cli_add_text (builder, "author", closing->author);
  desco_cli_add_int (builder, "expected", closing->expected);
  desco_cli_add_int (builder, "counted", closing->counted);
  desco_cli_add_int (builder, "difference", closing->counted - closing->expected);
  desco_cli_add_int (builder, "posTotal", closing->pos_total);
  desco_cli_add_int (builder, "quittances", closing->n_quittances);
  desco_cli_add_text (builder, "reason", closing->reason);
  json_builder_end_object (builder);
}

static void
say_closing (DescoCli *cli, const DescoCashClosing *closing)
{
  g_autofree char *time = desco_time_to_rfc3339 (closing->at);
  g_autofree char *expected = desco_money_format (closing->expected);
  g_autofree char *counted = desco_money_format (closing->counted);
  g_autofree char *pos_total = desco_money_format (closing->pos_total);

  desco_cli_say (cli, _ ("Closed at %s: %s € counted, %s € expected; by card %s €"), time, counted,
                 expected, pos_total);
  if (closing->reason != NULL)
    desco_cli_say (cli, "    %s", closing->reason);
}

/**
 * desco_cli_add_quittance:
 * @builder: inside an array, or at a member
 * @quittance: a quittance
 *
 * Writes a quittance as an object.
 */
void
desco_cli_add_quittance (JsonBuilder *builder, const DescoQuittance *quittance)
{
  json_builder_begin_object (builder);
  desco_cli_add_uuid (builder, "id", &quittance->id);
  desco_cli_add_text (builder, "number", quittance->label);
  desco_cli_add_uuid (builder, "purchase", &quittance->purchase_id);
  desco_cli_add_int (builder, "instalment", quittance->instalment);
  desco_cli_add_text (builder, "noticeNumber", quittance->notice_number);
  desco_cli_add_text (builder, "pupilName", quittance->pupil_name);
  desco_cli_add_text (builder, "method", desco_quittance_method_to_nick (quittance->method));
  desco_cli_add_int (builder, "amount", quittance->amount);
  desco_cli_add_int (builder, "quantity", quittance->quantity);
  desco_cli_add_text (builder, "payer", quittance->payer);
  desco_cli_add_date (builder, "date", &quittance->civil_date);
  desco_cli_add_time (builder, "at", quittance->at);
  desco_cli_add_text (builder, "author", quittance->author);
  add_boolean (builder, "closed", quittance->closed);
  add_voiding (builder, quittance);
  desco_cli_add_text (builder, "telling", desco_telling_to_nick (quittance->telling));
  desco_cli_add_time (builder, "toldAt", quittance->told_at);
  desco_cli_add_time (builder, "retryAt", quittance->retry_at);
  desco_cli_add_text (builder, "problem", quittance->problem);
  json_builder_end_object (builder);
}

/**
 * desco_cli_answer_quittance:
 * @cli: the call
 * @quittance: a quittance
 *
 * Answers with one quittance.
 */
void
desco_cli_answer_quittance (DescoCli *cli, const DescoQuittance *quittance)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  desco_cli_add_quittance (builder, quittance);
  desco_cli_answer (cli, builder);
  desco_cli_say_quittance (cli, quittance);
}

/**
 * desco_cli_say_quittance:
 * @cli: the call
 * @quittance: a quittance
 *
 * Prints a quittance in a line.
 */
void
desco_cli_say_quittance (DescoCli *cli, const DescoQuittance *quittance)
{
  g_autofree char *amount = desco_money_format (quittance->amount);

  desco_cli_say (cli, "%s  %s  %s  %s €  %s (%s)", quittance->label, quittance->notice_number,
                 quittance->pupil_name, amount, desco_quittance_method_to_words (quittance->method),
                 desco_telling_to_words (quittance->telling));
  if (quittance->void_reason != NULL)
    desco_cli_say (cli, _ ("    voided: %s"), quittance->void_reason);
}

/**
 * desco_cli_answer_cash_day:
 * @cli: the call
 * @day: what was taken on a day
 *
 * Answers with the day.
 */
void
desco_cli_answer_cash_day (DescoCli *cli, const DescoCashDay *day)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *cash_total = desco_money_format (day->cash_total);
  g_autofree char *pos_total = desco_money_format (day->pos_total);
  g_autofree char *open_cash = desco_money_format (day->open_cash);

  json_builder_begin_object (builder);
  desco_cli_add_date (builder, "date", &day->date);
  desco_cli_add_int (builder, "deviceCode", day->device_code);
  desco_cli_add_int (builder, "cashTotal", day->cash_total);
  desco_cli_add_int (builder, "posTotal", day->pos_total);
  desco_cli_add_int (builder, "standing", day->n_standing);
  desco_cli_add_int (builder, "voided", day->n_voided);
  desco_cli_add_int (builder, "expected", day->open_cash);
  json_builder_set_member_name (builder, "quittances");
  json_builder_begin_array (builder);
  for (guint i = 0; i < day->quittances->len; i++)
    {
      desco_cli_add_quittance (builder, g_ptr_array_index (day->quittances, i));
      desco_cli_say_quittance (cli, g_ptr_array_index (day->quittances, i));
    }
  json_builder_end_array (builder);
  desco_cli_say (cli,
                 _ ("Cash %s €, by card %s €; the drawer should hold %s € that no closing "
                    "counts yet."),
                 cash_total, pos_total, open_cash);
  json_builder_set_member_name (builder, "closings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < day->closings->len; i++)
    {
      add_closing (builder, g_ptr_array_index (day->closings, i));
      say_closing (cli, g_ptr_array_index (day->closings, i));
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "unclosed");
  json_builder_begin_array (builder);
  for (guint i = 0; day->unclosed[i] != NULL; i++)
    {
      json_builder_add_string_value (builder, day->unclosed[i]);
      desco_cli_say (cli, _ ("The cash of %s is not closed yet."), day->unclosed[i]);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
}

/* Whose paper it is, and whether it only trains somebody. */
static DescoCreditor *
get_creditor (DescoCli *cli, gboolean *practice, GError **error)
{
  g_autofree char *text = desco_settings_get (cli->store, DESCO_SETTING_PRACTICE, NULL, error);

  if (text == NULL)
    return NULL;
  *practice = g_str_equal (text, "true");
  return desco_creditors_get (cli->store, NULL, error);
}

/**
 * desco_cli_print_quittance:
 * @cli: the call, its database open
 * @quittance: a quittance
 * @output: (nullable): the PDF; %NULL for none
 * @error: where to put an error
 *
 * Returns: whether it is written, or none was wanted
 */
gboolean
desco_cli_print_quittance (DescoCli *cli,
                           DescoQuittance *quittance,
                           const char *output,
                           GError **error)
{
  g_autoptr (DescoCreditor) creditor = NULL;
  DescoQuittancePaper paper;
  gboolean practice;

  if (output == NULL)
    return TRUE;
  creditor = get_creditor (cli, &practice, error);
  if (creditor == NULL)
    return FALSE;
  desco_quittance_paper_fill (&paper, quittance, creditor, practice);
  return desco_quittance_paper_write (&paper, output, error);
}

/**
 * desco_cli_print_cash_day:
 * @cli: the call, its database open
 * @day: what was taken on a day
 * @output: (nullable): the PDF; %NULL for none
 * @error: where to put an error
 *
 * Returns: whether it is written, or none was wanted
 */
gboolean
desco_cli_print_cash_day (DescoCli *cli,
                          const DescoCashDay *day,
                          const char *output,
                          GError **error)
{
  g_autoptr (DescoCreditor) creditor = NULL;
  gboolean practice;

  if (output == NULL)
    return TRUE;
  creditor = get_creditor (cli, &practice, error);
  return creditor != NULL
         && desco_cash_paper_write (day, creditor, practice, output, cli->cancellable, error);
}

/**
 * desco_cli_add_telling:
 * @builder: inside an object
 * @report: what came of telling pagoPA
 *
 * Writes the members that say of how many quittances pagoPA knows now, and of which not.
 */
void
desco_cli_add_telling (JsonBuilder *builder, const DescoTellingReport *report)
{
  desco_cli_add_int (builder, "told", report->told);
  desco_cli_add_int (builder, "untold", report->waiting);
  json_builder_set_member_name (builder, "paidThere");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->paid_there->len; i++)
    desco_cli_add_quittance (builder, g_ptr_array_index (report->paid_there, i));
  json_builder_end_array (builder);
}

/**
 * desco_cli_say_telling:
 * @cli: the call, its answer given
 * @report: what came of telling pagoPA
 *
 * Says in words what a person has to know, and sets how the program ends.
 */
void
desco_cli_say_telling (DescoCli *cli, const DescoTellingReport *report)
{
  for (guint i = 0; i < report->paid_there->len; i++)
    {
      const DescoQuittance *quittance = g_ptr_array_index (report->paid_there, i);

      desco_cli_end (cli, DESCO_CLI_PARTLY,
                     _ ("Notice %s was paid at pagoPA too, and the money of quittance %s was taken "
                        "here: give it back today with “cash void %s”, or refund one of the two."),
                     quittance->notice_number, quittance->label, quittance->label);
    }
  if (report->unreachable != NULL)
    desco_cli_end (cli, DESCO_CLI_UNREACHABLE,
                   _ ("The money is taken; pagoPA could not be told yet, and is told later: %s"),
                   report->unreachable);
}
