/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-json.h"

#include "model/desco-date.h"
#include "model/desco-money.h"

/**
 * desco_sandbox_json_add_text:
 * @json: a writer in an object
 * @member: a member's name
 * @text: (nullable): its text; %NULL leaves it out
 */
void
desco_sandbox_json_add_text (DescoJsonWriter *json, const char *member, const char *text)
{
  if (text == NULL)
    return;
  desco_json_writer_set_member_name (json, member);
  desco_json_writer_add_string_value (json, text);
}

/**
 * desco_sandbox_json_add_number:
 * @json: a writer in an object
 * @member: a member's name
 * @number: its number
 */
void
desco_sandbox_json_add_number (DescoJsonWriter *json, const char *member, gint64 number)
{
  desco_json_writer_set_member_name (json, member);
  desco_json_writer_add_int_value (json, number);
}

/**
 * desco_sandbox_json_add_euros:
 * @json: a writer in an object
 * @member: a member's name
 * @cents: an amount, which becomes a number of euros with two decimals
 */
void
desco_sandbox_json_add_euros (DescoJsonWriter *json, const char *member, gint64 cents)
{
  g_autofree char *text = desco_money_to_decimal (cents);

  desco_json_writer_set_member_name (json, member);
  desco_json_writer_add_json_value (json, text);
}

/**
 * desco_sandbox_json_add_moment:
 * @json: a writer in an object
 * @member: a member's name
 * @moment: UTC microseconds, which become a date and time of RFC 3339
 */
void
desco_sandbox_json_add_moment (DescoJsonWriter *json, const char *member, gint64 moment)
{
  g_autofree char *text = desco_time_to_rfc3339 (moment);

  desco_sandbox_json_add_text (json, member, text);
}

/**
 * desco_sandbox_json_add_day:
 * @json: a writer in an object
 * @member: a member's name
 * @day: a day; one that is not valid leaves it out
 */
void
desco_sandbox_json_add_day (DescoJsonWriter *json, const char *member, const GDate *day)
{
  g_autofree char *text = g_date_valid (day) ? desco_date_to_iso (day) : NULL;

  desco_sandbox_json_add_text (json, member, text);
}

/**
 * desco_sandbox_json_answer:
 * @json: a writer whose document is whole
 * @reply: the answer that it is
 */
void
desco_sandbox_json_answer (DescoJsonWriter *json, DescoSandboxReply *reply)
{
  reply->status = SOUP_STATUS_OK;
  reply->content_type = "application/json";
  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->body = desco_json_writer_finish (json);
}
