/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-calendar-private.h"

#include "attendance/desco-confirmation-private.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-text.h"
#include "store/desco-outbox-private.h"
#include "store/desco-record-private.h"
#include "store/desco-store-private.h"
#include "store/desco-weeks-private.h"

#include <glib/gi18n-lib.h>

/* A closure or an addition is a matter of weeks, a calendar one of a year. */
#define MAX_DAYS 400
#define MAX_REASON 200

/* 1 January 1970 in GDate's count. */
#define JULIAN_EPOCH 719163

static const char *const day_fields[]
    = { ":school_id", ":class_id", ":civil_date", ":open", ":reason" };

static const DescoRecordSpec day_spec = {
  .type = "calendar-day",
  .n_fields = G_N_ELEMENTS (day_fields),
  .fields = day_fields,
  .select = "SELECT school_id, class_id, civil_date, open, reason"
            " FROM calendar_day WHERE id = :id",
  .insert = "INSERT INTO calendar_day (id, school_id, class_id, civil_date, open, reason)"
            " VALUES (:id, :school_id, :class_id, :civil_date, :open, :reason)",
  .update = "UPDATE calendar_day SET school_id = :school_id, class_id = :class_id,"
            " civil_date = :civil_date, open = :open, reason = :reason WHERE id = :id",
};

static const char SELECT_DAYS[] = "SELECT school_id, class_id, civil_date, open, reason"
                                  " FROM calendar_day WHERE civil_date BETWEEN :from AND :until"
                                  " ORDER BY civil_date, class_id, school_id";
static const char DELETE_DAY[] = "DELETE FROM calendar_day WHERE id = :id";
static const char SELECT_SCHOOL[] = "SELECT 1 FROM school WHERE id = :id";
static const char SELECT_CLASS[] = "SELECT 1 FROM class WHERE id = :id";

typedef struct
{
  const DescoUuid *class_id;
  const GDate *from;
  const GDate *until;
  gint64 n_meals;
  char *reason;
  GDate last_day;
  guint n_days;
  gboolean contained;
} Question;

typedef struct
{
  const DescoCalendarScope *scope;
  const GDate *from;
  const GDate *until;
  guint weekdays;
  gboolean open;
  const char *reason;
} Change;

static gboolean
check_span (const GDate *from, const GDate *until, GError **error)
{
  int n_days = g_date_days_between (from, until);

  if (n_days >= 0 && n_days <= MAX_DAYS)
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "until",
                         _ ("The last day must be the first one or come after it, by at most %d "
                            "days."),
                         MAX_DAYS);
  return FALSE;
}

static gboolean
exists (DescoConnection *connection,
        const char *sql,
        const DescoUuid *id,
        const char *field,
        const char *message,
        GError **error)
{
  DescoStatement *statement;
  GError *local_error = NULL;
  gboolean found;

  if (desco_uuid_is_nil (id))
    return TRUE;
  statement = desco_connection_get (connection, sql);
  desco_statement_bind_uuid (statement, ":id", id);
  found = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (!found)
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, field, "%s", message);
  return found;
}

static gboolean
check_scope (DescoConnection *connection, const DescoCalendarScope *scope, GError **error)
{
  g_return_val_if_fail (
      desco_uuid_is_nil (&scope->school_id) || desco_uuid_is_nil (&scope->class_id), FALSE);

  return exists (connection, SELECT_SCHOOL, &scope->school_id, "school",
                 _ ("There is no such school."), error)
         && exists (connection, SELECT_CLASS, &scope->class_id, "class",
                    _ ("There is no such class."), error);
}

static DescoUuid
derive_day_id (const DescoCalendarScope *scope, const GDate *date)
{
  g_autofree char *school = desco_uuid_to_string (&scope->school_id);
  g_autofree char *class = desco_uuid_to_string (&scope->class_id);
  g_autofree char *name = g_strdup_printf ("calendar-day %s %s", school, class);

  return desco_uuid_derive (desco_calendar_time_of_date (date), name);
}

static gboolean
save_day (DescoConnection *connection, const Change *change, const GDate *date, GError **error)
{
  g_autofree char *iso = desco_date_to_iso (date);
  DescoUuid id = derive_day_id (change->scope, date);
  const DescoValue values[] = {
    desco_value_uuid (&change->scope->school_id),
    desco_value_uuid (&change->scope->class_id),
    desco_value_text (iso),
    desco_value_int (change->open),
    desco_value_text (change->reason),
  };

  return desco_record_save (connection, &day_spec, &id, values, error) != DESCO_RECORD_FAILED;
}

static gboolean
delete_day (DescoConnection *connection,
            const DescoCalendarScope *scope,
            const GDate *date,
            GError **error)
{
  DescoUuid id = derive_day_id (scope, date);
  DescoStatement *statement = desco_connection_get (connection, DELETE_DAY);

  desco_statement_bind_uuid (statement, ":id", &id);
  if (!desco_statement_run (statement, error))
    return FALSE;
  return desco_connection_changes (connection) == 0
         || desco_outbox_append (connection, day_spec.type, &id, "{\"deleted\":true}", error);
}

static gpointer
answer_reader (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Question *question = data;
  g_autoptr (DescoMealDays) days = NULL;

  if (!exists (connection, SELECT_CLASS, question->class_id, "class", _ ("There is no such class."),
               error))
    return NULL;
  days = desco_meal_days_load_in (connection, question->class_id, question->from, question->until,
                                  error);
  if (days == NULL)
    return NULL;

  question->contained = desco_meal_days_contain (days, question->from);
  question->reason = g_strdup (desco_meal_days_get_reason (days, question->from));
  question->n_days = desco_meal_days_count (days, question->from, question->until);
  if (question->n_meals > 0)
    desco_meal_days_find (days, question->from, question->n_meals, &question->last_day);
  return question;
}

static gpointer
set_week_writer (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Change *change = data;

  return GINT_TO_POINTER (check_scope (connection, change->scope, error)
                          && desco_weeks_save_in (connection, &change->scope->school_id,
                                                  &change->scope->class_id, change->weekdays,
                                                  change->from, change->until, error));
}

static gpointer
set_days_writer (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Change *change = data;

  if (!check_scope (connection, change->scope, error))
    return NULL;
  for (GDate date = *change->from; g_date_compare (&date, change->until) <= 0;
       g_date_add_days (&date, 1))
    {
      if (!save_day (connection, change, &date, error)
          || (!change->open
              && !desco_confirmation_void_day_in (connection, change->scope, &date, change->reason,
                                                  error)))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

static gpointer
clear_days_writer (DescoConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  Change *change = data;

  for (GDate date = *change->from; g_date_compare (&date, change->until) <= 0;
       g_date_add_days (&date, 1))
    {
      if (!delete_day (connection, change->scope, &date, error))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

static gpointer
read_day (DescoStatement *statement)
{
  DescoCalendarDay *day = g_new0 (DescoCalendarDay, 1);

  day->scope.school_id = desco_statement_uuid (statement, 0);
  day->scope.class_id = desco_statement_uuid (statement, 1);
  day->date = desco_statement_date (statement, 2);
  day->open = desco_statement_int (statement, 3) != 0;
  day->reason = desco_statement_dup_text (statement, 4);
  return day;
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *span = data;
  DescoStatement *statement = desco_connection_get (connection, SELECT_DAYS);

  desco_statement_bind_date (statement, ":from", span->from);
  desco_statement_bind_date (statement, ":until", span->until);
  return desco_statement_take_all (statement, read_day, (GDestroyNotify) desco_calendar_day_free,
                                   error);
}

/**
 * desco_calendar_day_free:
 * @self: (transfer full) (nullable): a day
 */
void
desco_calendar_day_free (DescoCalendarDay *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self);
}

/**
 * desco_calendar_is_meal_day:
 * @store: the store
 * @class_id: a class
 * @date: a day
 * @is_meal_day: (out): whether the class has a meal that day
 * @reason: (out) (optional) (nullable) (transfer full): why not, in the user's language
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `class` where there is no such class
 *
 * the narrowest scope wins, and a single day goes before the week.
 *
 * Returns: whether there is an answer
 */
gboolean
desco_calendar_is_meal_day (DescoStore *store,
                            const DescoUuid *class_id,
                            const GDate *date,
                            gboolean *is_meal_day,
                            char **reason,
                            GCancellable *cancellable,
                            GError **error)
{
  Question question = { .class_id = class_id, .from = date, .until = date };

  if (desco_store_read (store, answer_reader, &question, cancellable, error) == NULL)
    return FALSE;
  *is_meal_day = question.contained;
  if (reason != NULL)
    *reason = g_steal_pointer (&question.reason);
  g_free (question.reason);
  return TRUE;
}

/**
 * desco_calendar_count_meal_days:
 * @store: the store
 * @class_id: a class
 * @from: the first day counted
 * @until: the last day counted
 * @n_days: (out): how many days with a meal there are
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `class` or `until`
 *
 * Returns: whether there is an answer
 */
gboolean
desco_calendar_count_meal_days (DescoStore *store,
                                const DescoUuid *class_id,
                                const GDate *from,
                                const GDate *until,
                                guint *n_days,
                                GCancellable *cancellable,
                                GError **error)
{
  Question question = { .class_id = class_id, .from = from, .until = until };

  if (!check_span (from, until, error)
      || desco_store_read (store, answer_reader, &question, cancellable, error) == NULL)
    return FALSE;
  *n_days = question.n_days;
  g_free (question.reason);
  return TRUE;
}

/**
 * desco_calendar_find_last_day:
 * @store: the store
 * @class_id: a class
 * @from: the first day counted
 * @n_meals: how many meals
 * @last_day: (out): the day of the last of them; invalid where the calendar has not so many
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `class`
 *
 * Until when meals last ("14 vouchers, until 18/12").
 *
 * Returns: whether there is an answer
 */
gboolean
desco_calendar_find_last_day (DescoStore *store,
                              const DescoUuid *class_id,
                              const GDate *from,
                              gint64 n_meals,
                              GDate *last_day,
                              GCancellable *cancellable,
                              GError **error)
{
  GDate until = desco_date_add_days (from, MAX_DAYS);
  Question question = { .class_id = class_id, .from = from, .until = &until, .n_meals = n_meals };

  g_date_clear (&question.last_day, 1);
  if (desco_store_read (store, answer_reader, &question, cancellable, error) == NULL)
    return FALSE;
  *last_day = question.last_day;
  g_free (question.reason);
  return TRUE;
}

/**
 * desco_calendar_set_week:
 * @store: the store
 * @scope: for whom
 * @weekdays: the days with a meal, bit 0 is Monday
 * @from: the first day that it holds
 * @until: the last day that it holds
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `school`, `class`, `weekdays` or `until`
 *
 * Returns: whether it is written
 */
gboolean
desco_calendar_set_week (DescoStore *store,
                         const DescoCalendarScope *scope,
                         guint weekdays,
                         const GDate *from,
                         const GDate *until,
                         GCancellable *cancellable,
                         GError **error)
{
  Change change = { .scope = scope, .weekdays = weekdays, .from = from, .until = until };

  if (weekdays > DESCO_WEEKDAYS_ALL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "weekdays",
                             _ ("A week has seven days: Monday is 1, Sunday 64, all of them 127."));
      return FALSE;
    }
  return check_span (from, until, error)
         && desco_store_write (store, set_week_writer, &change, cancellable, error) != NULL;
}

/**
 * desco_calendar_set_days:
 * @store: the store
 * @scope: for whom
 * @from: the first day
 * @until: the last day
 * @open: whether the days are added, or closed
 * @reason: why: "strike", "trip to the museum"
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `school`, `class`, `until` or `reason`;
 *   %DESCO_RULE_ERROR_CLOSED where the kitchen's numbers of a day are frozen
 *
 * Adds or closes days in one action for a class, a school or the town. Meals that were
 * confirmed on a day that is closed now are undone with it, by reversals.
 *
 * Returns: whether all of it is written
 */
gboolean
desco_calendar_set_days (DescoStore *store,
                         const DescoCalendarScope *scope,
                         const GDate *from,
                         const GDate *until,
                         gboolean open,
                         const char *reason,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *squeezed = desco_text_squeeze (reason);
  Change change
      = { .scope = scope, .from = from, .until = until, .open = open, .reason = squeezed };

  if (*squeezed == '\0' || g_utf8_strlen (squeezed, -1) > MAX_REASON)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "reason",
                             _ ("Say in at most %d characters why the days are different: whoever "
                                "looks at the calendar will ask."),
                             MAX_REASON);
      return FALSE;
    }
  return check_span (from, until, error)
         && desco_store_write (store, set_days_writer, &change, cancellable, error) != NULL;
}

/**
 * desco_calendar_clear_days:
 * @store: the store
 * @scope: for whom
 * @from: the first day
 * @until: the last day
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `until`
 *
 * Takes back what desco_calendar_set_days() said for just this scope. Meals that a closure undid
 * are to be confirmed again.
 *
 * Returns: whether the week holds again
 */
gboolean
desco_calendar_clear_days (DescoStore *store,
                           const DescoCalendarScope *scope,
                           const GDate *from,
                           const GDate *until,
                           GCancellable *cancellable,
                           GError **error)
{
  Change change = { .scope = scope, .from = from, .until = until };

  return check_span (from, until, error)
         && desco_store_write (store, clear_days_writer, &change, cancellable, error) != NULL;
}

/**
 * desco_calendar_list_days:
 * @store: the store
 * @from: the first day
 * @until: the last day
 * @cancellable: (nullable): to give up
 * @error: %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer full) (element-type DescoCalendarDay): the single days that depart
 *   from the week, in their order
 */
GPtrArray *
desco_calendar_list_days (DescoStore *store,
                          const GDate *from,
                          const GDate *until,
                          GCancellable *cancellable,
                          GError **error)
{
  Change span = { .from = from, .until = until };

  return desco_store_read (store, list_reader, &span, cancellable, error);
}

/**
 * desco_calendar_time_of_date: (skip)
 * @date: a valid date, not before 1970
 *
 * Returns: its midnight in UTC, by which ids of that day sort
 */
gint64
desco_calendar_time_of_date (const GDate *date)
{
  return ((gint64) g_date_get_julian (date) - JULIAN_EPOCH) * 24 * 3600 * G_USEC_PER_SEC;
}
