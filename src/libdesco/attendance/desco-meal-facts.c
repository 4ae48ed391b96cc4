/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-meal-facts-private.h"

#include "model/desco-date.h"
#include "store/desco-outbox-private.h"

#include <json-glib/json-glib.h>

static void
set_uuid (JsonObject *object, const char *member, const DescoUuid *uuid)
{
  g_autofree char *text = desco_uuid_to_string (uuid);

  json_object_set_string_member (object, member, text);
}

static void
set_date (JsonObject *object, const char *member, const GDate *date)
{
  g_autofree char *text = desco_date_to_iso (date);

  json_object_set_string_member (object, member, text);
}

static JsonObject *
describe_mark (const DescoMarkFact *fact)
{
  JsonObject *object = json_object_new ();

  set_uuid (object, "pupil", &fact->pupil_id);
  json_object_set_string_member (object, "state", desco_attendance_state_to_nick (fact->state));
  json_object_set_string_member (object, "meal", desco_meal_kind_to_nick (fact->meal));
  json_object_set_int_member (object, "markedAt", fact->marked_at);
  if (fact->override_reason != NULL)
    json_object_set_string_member (object, "overrideReason", fact->override_reason);
  if (!desco_uuid_is_nil (&fact->entry_id))
    set_uuid (object, "entry", &fact->entry_id);
  return object;
}

static gboolean
tell (DescoConnection *connection,
      const char *type,
      const DescoUuid *entity,
      JsonObject *payload,
      GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), payload);
  g_autofree char *text = json_to_string (node, FALSE);

  return desco_outbox_append (connection, type, entity, text, error);
}

/**
 * desco_meal_facts_tell_mark_in: (skip)
 * @connection: a writer's, in the transaction of the mark
 * @fact: the mark
 * @error: where to put an error
 *
 * Tells of one mark: as `absence` where the pupil does not eat, else as `presence`.
 *
 * Returns: whether it is in the outbox
 */
gboolean
desco_meal_facts_tell_mark_in (DescoConnection *connection,
                               const DescoMarkFact *fact,
                               GError **error)
{
  g_autoptr (JsonObject) payload = describe_mark (fact);

  set_uuid (payload, "sheet", &fact->sheet_id);
  set_date (payload, "date", &fact->date);
  json_object_set_string_member (payload, "service", DESCO_SERVICE_LUNCH);
  return tell (connection, fact->state == DESCO_ATTENDANCE_PRESENT ? "presence" : "absence",
               &fact->pupil_id, payload, error);
}

/**
 * desco_meal_facts_tell_sheet_in: (skip)
 * @connection: a writer's, in the transaction of the confirmation
 * @sheet_id: the sheet
 * @class_id: its class
 * @date: its day
 * @staff_meals: meals of the staff
 * @confirmed_at: when it was first confirmed
 * @marks: (element-type DescoMarkFact): those that are new or changed
 * @error: where to put an error
 *
 * Returns: whether `sheet-confirmed` is in the outbox
 */
gboolean
desco_meal_facts_tell_sheet_in (DescoConnection *connection,
                                const DescoUuid *sheet_id,
                                const DescoUuid *class_id,
                                const GDate *date,
                                guint staff_meals,
                                gint64 confirmed_at,
                                GArray *marks,
                                GError **error)
{
  g_autoptr (JsonObject) payload = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < marks->len; i++)
    json_array_add_object_element (array, describe_mark (&g_array_index (marks, DescoMarkFact, i)));
  set_uuid (payload, "class", class_id);
  set_date (payload, "date", date);
  json_object_set_string_member (payload, "service", DESCO_SERVICE_LUNCH);
  json_object_set_int_member (payload, "staffMeals", staff_meals);
  json_object_set_int_member (payload, "confirmedAt", confirmed_at);
  json_object_set_array_member (payload, "marks", array);
  return tell (connection, "sheet-confirmed", sheet_id, payload, error);
}

/**
 * desco_meal_facts_tell_day_in: (skip)
 * @connection: a writer's, in the transaction of the change
 * @type: `day-closed`, `day-reopened` or `sheet-voided`
 * @entity: the closing, or the sheet
 * @date: the day
 * @at: when; microseconds since 1970 in UTC
 * @reason: (nullable): why
 * @error: where to put an error
 *
 * Returns: whether it is in the outbox
 */
gboolean
desco_meal_facts_tell_day_in (DescoConnection *connection,
                              const char *type,
                              const DescoUuid *entity,
                              const GDate *date,
                              gint64 at,
                              const char *reason,
                              GError **error)
{
  g_autoptr (JsonObject) payload = json_object_new ();

  set_date (payload, "date", date);
  json_object_set_string_member (payload, "service", DESCO_SERVICE_LUNCH);
  json_object_set_int_member (payload, "at", at);
  if (reason != NULL)
    json_object_set_string_member (payload, "reason", reason);
  return tell (connection, type, entity, payload, error);
}
