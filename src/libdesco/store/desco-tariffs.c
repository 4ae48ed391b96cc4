/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-tariffs.h"

#include "model/desco-date.h"
#include "store/desco-outbox-private.h"
#include "store/desco-record-private.h"
#include "store/desco-store-private.h"
#include "store/desco-tariffs-private.h"

enum
{
  RULE_TARIFF,
  RULE_POSITION,
  RULE_DESCRIPTION,
  RULE_SCHOOL_ORDER,
  RULE_SCHOOL,
  RULE_CLASS,
  RULE_RESIDENT,
  RULE_ISEE_FROM,
  RULE_ISEE_TO,
  RULE_CHILD_FROM,
  RULE_CHILD_TO,
  RULE_EXEMPTION,
  RULE_UNIT_AMOUNT,
  RULE_FROM,
  RULE_UNTIL,
  N_RULE_FIELDS,
};

static const char *const rule_fields[] = {
  ":tariff_id", ":position",  ":description", ":school_order", ":school",
  ":class",     ":resident",  ":isee_from",   ":isee_to",      ":child_from",
  ":child_to",  ":exemption", ":unit_amount", ":valid_from",   ":valid_until",
};

#define RULE_FIELDS                                                                                \
  "tariff_id, position, description, school_order, school, class, resident, isee_from, isee_to,"   \
  " child_from, child_to, exemption, unit_amount, valid_from, valid_until"

static const DescoRecordSpec rule_spec = {
  .type = "tariff-rule",
  .n_fields = N_RULE_FIELDS,
  .fields = rule_fields,
  .select = "SELECT " RULE_FIELDS " FROM tariff_rule WHERE id = :id",
  .insert = "INSERT INTO tariff_rule (id, " RULE_FIELDS ") VALUES (:id, :tariff_id, :position,"
            " :description, :school_order, :school, :class, :resident, :isee_from, :isee_to,"
            " :child_from, :child_to, :exemption, :unit_amount, :valid_from, :valid_until)",
  .update = "UPDATE tariff_rule SET tariff_id = :tariff_id, position = :position,"
            " description = :description, school_order = :school_order, school = :school,"
            " class = :class, resident = :resident, isee_from = :isee_from, isee_to = :isee_to,"
            " child_from = :child_from, child_to = :child_to, exemption = :exemption,"
            " unit_amount = :unit_amount, valid_from = :valid_from, valid_until = :valid_until"
            " WHERE id = :id",
};

static const char *const tariff_fields[] = { ":name" };
static const DescoRecordSpec tariff_spec = {
  .type = "tariff",
  .n_fields = G_N_ELEMENTS (tariff_fields),
  .fields = tariff_fields,
  .select = "SELECT name FROM tariff WHERE id = :id",
  .insert = "INSERT INTO tariff (id, name) VALUES (:id, :name)",
  .update = "UPDATE tariff SET name = :name WHERE id = :id",
};

#define FIRST_DAY "0000-00-00"
#define LAST_DAY "9999-99-99"

static const char SELECT_RULES[]
    = "SELECT id, " RULE_FIELDS " FROM tariff_rule ORDER BY tariff_id, position";
/* The regulations whose days meet those of the new one. */
static const char SELECT_OVERLAPPING[]
    = "SELECT tariff_id FROM tariff_rule GROUP BY tariff_id"
      " HAVING min (ifnull (valid_from, '" FIRST_DAY "')) <= :until"
      "    AND max (ifnull (valid_until, '" LAST_DAY "')) >= :from ORDER BY tariff_id";
static const char SELECT_RULE_IDS[]
    = "SELECT id FROM tariff_rule WHERE tariff_id = :tariff AND position > :position"
      " ORDER BY position";
static const char DELETE_RULE[] = "DELETE FROM tariff_rule WHERE id = :id";

static gint64
number_or (DescoStatement *statement, int column, gint64 otherwise)
{
  return desco_statement_is_null (statement, column) ? otherwise
                                                     : desco_statement_int (statement, column);
}

static gpointer
read_rule (DescoStatement *statement)
{
  DescoTariffRule *rule = desco_tariff_rule_new ();
  int column = 0;

  rule->id = desco_statement_uuid (statement, column++);
  column++; /* the regulation */
  rule->position = (guint) desco_statement_int (statement, column++);
  rule->description = desco_statement_dup_text (statement, column++);
  rule->school_order = (DescoSchoolOrder) desco_statement_int (statement, column++);
  rule->school = desco_statement_dup_text (statement, column++);
  rule->class_name = desco_statement_dup_text (statement, column++);
  if (!desco_statement_is_null (statement, column))
    rule->resident
        = desco_statement_int (statement, column) != 0 ? DESCO_RESIDENCE_YES : DESCO_RESIDENCE_NO;
  column++;
  rule->isee_from = number_or (statement, column++, -1);
  rule->isee_to = number_or (statement, column++, -1);
  rule->child_from = (guint) desco_statement_int (statement, column++);
  rule->child_to = (guint) desco_statement_int (statement, column++);
  rule->exemption = desco_statement_dup_text (statement, column++);
  rule->unit_amount = desco_statement_int (statement, column++);
  rule->valid_from = desco_statement_date (statement, column++);
  rule->valid_until = desco_statement_date (statement, column);
  return rule;
}

/**
 * desco_tariffs_list_rules_in: (skip)
 * @connection: a connection
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoTariffRule): all rules in their order,
 *   regulation after regulation
 */
GPtrArray *
desco_tariffs_list_rules_in (DescoConnection *connection, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_RULES);

  return desco_statement_take_all (statement, read_rule, g_object_unref, error);
}

static GArray *
list_rule_ids (DescoConnection *connection, const DescoUuid *tariff_id, guint after, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_RULE_IDS);

  desco_statement_bind_uuid (statement, ":tariff", tariff_id);
  desco_statement_bind_int (statement, ":position", after);
  return desco_statement_take_uuids (statement, error);
}

/* From the first day of any rule to the last of any. */
static GArray *
list_overlapping (DescoConnection *connection, GPtrArray *rules, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_OVERLAPPING);
  g_autofree char *from = g_strdup (LAST_DAY);
  g_autofree char *until = g_strdup (FIRST_DAY);

  for (guint i = 0; i < rules->len; i++)
    {
      const DescoTariffRule *rule = g_ptr_array_index (rules, i);
      g_autofree char *first = g_date_valid (&rule->valid_from)
                                   ? desco_date_to_iso (&rule->valid_from)
                                   : g_strdup (FIRST_DAY);
      g_autofree char *last = g_date_valid (&rule->valid_until)
                                  ? desco_date_to_iso (&rule->valid_until)
                                  : g_strdup (LAST_DAY);

      /* Days that are written year first sort as texts do. */
      if (g_strcmp0 (first, from) < 0)
        {
          g_free (from);
          from = g_steal_pointer (&first);
        }
      if (g_strcmp0 (last, until) > 0)
        {
          g_free (until);
          until = g_steal_pointer (&last);
        }
    }
  desco_statement_bind_text (statement, ":from", from);
  desco_statement_bind_text (statement, ":until", until);
  return desco_statement_take_uuids (statement, error);
}

static gboolean
remove_rules (DescoConnection *connection,
              const DescoUuid *tariff_id,
              guint after,
              DescoTariffChange *change,
              GError **error)
{
  g_autoptr (GArray) ids = list_rule_ids (connection, tariff_id, after, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const DescoUuid *id = &g_array_index (ids, DescoUuid, i);
      DescoStatement *statement = desco_connection_get (connection, DELETE_RULE);

      desco_statement_bind_uuid (statement, ":id", id);
      if (!desco_statement_run (statement, error)
          || !desco_outbox_append (connection, rule_spec.type, id, "{\"deleted\":1}", error))
        return FALSE;
      change->removed++;
    }
  return TRUE;
}

static DescoValue
value_from (gint64 number, gint64 any)
{
  return number == any ? desco_value_null () : desco_value_int (number);
}

static DescoRecordOutcome
save_rule (DescoConnection *connection,
           const DescoUuid *tariff_id,
           const DescoUuid *id,
           guint position,
           const DescoTariffRule *rule,
           GError **error)
{
  g_autofree char *from
      = g_date_valid (&rule->valid_from) ? desco_date_to_iso (&rule->valid_from) : NULL;
  g_autofree char *until
      = g_date_valid (&rule->valid_until) ? desco_date_to_iso (&rule->valid_until) : NULL;
  const DescoValue values[N_RULE_FIELDS] = {
    [RULE_TARIFF] = desco_value_uuid (tariff_id),
    [RULE_POSITION] = desco_value_int (position),
    [RULE_DESCRIPTION] = desco_value_text (rule->description),
    [RULE_SCHOOL_ORDER] = value_from (rule->school_order, 0),
    [RULE_SCHOOL] = desco_value_text (rule->school),
    [RULE_CLASS] = desco_value_text (rule->class_name),
    [RULE_RESIDENT] = rule->resident == DESCO_RESIDENCE_UNKNOWN
                          ? desco_value_null ()
                          : desco_value_int (rule->resident == DESCO_RESIDENCE_YES ? 1 : 0),
    [RULE_ISEE_FROM] = value_from (rule->isee_from, -1),
    [RULE_ISEE_TO] = value_from (rule->isee_to, -1),
    [RULE_CHILD_FROM] = value_from (rule->child_from, 0),
    [RULE_CHILD_TO] = value_from (rule->child_to, 0),
    [RULE_EXEMPTION] = desco_value_text (rule->exemption),
    [RULE_UNIT_AMOUNT] = desco_value_int (rule->unit_amount),
    [RULE_FROM] = desco_value_text (from),
    [RULE_UNTIL] = desco_value_text (until),
  };

  return desco_record_save (connection, &rule_spec, id, values, error);
}

static void
count_outcome (DescoTariffChange *change, DescoRecordOutcome outcome)
{
  change->added += outcome == DESCO_RECORD_ADDED;
  change->updated += outcome == DESCO_RECORD_UPDATED;
  change->unchanged += outcome == DESCO_RECORD_UNCHANGED;
}

/**
 * desco_tariffs_replace_in: (skip)
 * @connection: a writer's, in a transaction
 * @name: what the regulation is called
 * @rules: (element-type DescoTariffRule): its rules in their order, at least one
 * @change: (out): what changed
 * @error: where to put an error
 *
 * Puts a regulation in force. It takes the place of those whose days it meets; those of other
 * years stay.
 *
 * Returns: whether it is in force
 */
gboolean
desco_tariffs_replace_in (DescoConnection *connection,
                          const char *name,
                          GPtrArray *rules,
                          DescoTariffChange *change,
                          GError **error)
{
  g_autoptr (GArray) tariffs = list_overlapping (connection, rules, error);
  g_autoptr (GArray) ids = NULL;
  const DescoValue values[] = { desco_value_text (name) };
  DescoUuid tariff_id;

  *change = (DescoTariffChange){ 0, 0, 0, 0 };
  if (tariffs == NULL)
    return FALSE;
  tariff_id = tariffs->len > 0 ? g_array_index (tariffs, DescoUuid, 0) : desco_uuid_generate ();
  if (desco_record_save (connection, &tariff_spec, &tariff_id, values, error)
      == DESCO_RECORD_FAILED)
    return FALSE;

  ids = list_rule_ids (connection, &tariff_id, 0, error);
  for (guint i = 0; ids != NULL && i < rules->len; i++)
    {
      DescoUuid id = i < ids->len ? g_array_index (ids, DescoUuid, i) : desco_uuid_generate ();
      DescoRecordOutcome outcome
          = save_rule (connection, &tariff_id, &id, i + 1, g_ptr_array_index (rules, i), error);

      if (outcome == DESCO_RECORD_FAILED)
        return FALSE;
      count_outcome (change, outcome);
    }
  if (ids == NULL || !remove_rules (connection, &tariff_id, rules->len, change, error))
    return FALSE;
  for (guint i = 1; i < tariffs->len; i++)
    if (!remove_rules (connection, &g_array_index (tariffs, DescoUuid, i), 0, change, error))
      return FALSE;
  return TRUE;
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_tariffs_list_rules_in (connection, error);
}

/**
 * desco_tariffs_list_rules:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoTariffRule): all rules in their order,
 *   regulation after regulation
 */
GPtrArray *
desco_tariffs_list_rules (DescoStore *store, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, list_reader, NULL, cancellable, error);
}
