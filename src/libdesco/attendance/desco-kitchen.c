/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-kitchen.h"

#include "attendance/desco-class-days-private.h"
#include "attendance/desco-confirmation-private.h"
#include "attendance/desco-meal-facts-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-text.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

#define MAX_REASON 200

/* Several diets of one pupil are one meal. */
static const char SELECT_DIETS[]
    = "SELECT names, count (*) FROM (SELECT group_concat (name, ', ') AS names"
      "   FROM (SELECT e.pupil_id, d.name FROM enrolment AS e"
      "     JOIN diet AS d ON d.pupil_id = e.pupil_id"
      "       AND (d.valid_from IS NULL OR d.valid_from <= :date)"
      "       AND (d.valid_until IS NULL OR d.valid_until >= :date)"
      "     LEFT JOIN attendance_mark AS m"
      "       ON m.pupil_id = e.pupil_id AND m.civil_date = :date AND m.service = :service"
      "     WHERE e.class_id = :class AND (e.valid_from IS NULL OR e.valid_from <= :date)"
      "     AND (e.valid_until IS NULL OR e.valid_until >= :date)"
      "     AND ifnull (m.state, 'present') <> 'absent'"
      "     AND ifnull (m.meal, 'special') = 'special' ORDER BY d.name)"
      "   GROUP BY pupil_id) GROUP BY names ORDER BY names";
static const char SELECT_NUMBERS[]
    = "SELECT school.id, school.name, school.code, school.school_order,"
      " k.standard, k.plain, k.special, k.staff FROM kitchen_number AS k"
      " JOIN school ON school.id = k.school_id WHERE k.closing_id = :closing"
      " ORDER BY school.school_order, school.name_key";
static const char INSERT_CLOSING[]
    = "INSERT INTO kitchen_closing (id, civil_date, service, closed_at, closed_by)"
      " VALUES (:id, :date, :service, :at, :author)";
static const char INSERT_NUMBER[]
    = "INSERT INTO kitchen_number (closing_id, school_id, standard, plain, special, staff)"
      " VALUES (:closing, :school, :standard, :plain, :special, :staff)";
static const char REOPEN[] = "UPDATE kitchen_closing SET reopened_at = :at, reopened_by = :author,"
                             " reopen_reason = :reason WHERE id = :id";

typedef struct
{
  GDate date;
  char *reason;
} DayRequest;

static void
number_free (gpointer data)
{
  DescoKitchenNumber *number = data;

  g_free (number->school);
  g_free (number->school_code);
  g_free (number);
}

static void
diet_free (gpointer data)
{
  DescoKitchenDiet *diet = data;

  g_free (diet->name);
  g_free (diet);
}

static void
day_request_free (gpointer data)
{
  DayRequest *request = data;

  g_free (request->reason);
  g_free (request);
}

static DescoKitchenDay *
kitchen_day_new (const GDate *date)
{
  DescoKitchenDay *day = g_new0 (DescoKitchenDay, 1);

  day->date = *date;
  day->numbers = g_ptr_array_new_with_free_func (number_free);
  day->diets = g_ptr_array_new_with_free_func (diet_free);
  return day;
}

/* Classes come by school, so that the present school's number is the last one. */
static DescoKitchenNumber *
find_number (DescoKitchenDay *day, const DescoClassDay *class_day)
{
  DescoKitchenNumber *number
      = day->numbers->len > 0 ? g_ptr_array_index (day->numbers, day->numbers->len - 1) : NULL;

  if (number != NULL && desco_uuid_equal (&number->school_id, &class_day->school_id))
    return number;

  number = g_new0 (DescoKitchenNumber, 1);
  number->school_id = class_day->school_id;
  number->school = g_strdup (class_day->school);
  number->school_code = g_strdup (class_day->school_code);
  number->school_order = class_day->school_order;
  g_ptr_array_add (day->numbers, number);
  return number;
}

static void
add_class (DescoKitchenDay *day, const DescoClassDay *class_day)
{
  DescoKitchenNumber *number = find_number (day, class_day);

  number->standard += class_day->standard;
  number->plain += class_day->plain;
  number->special += class_day->special;
  number->staff += class_day->totals.staff;
  number->n_classes++;
  number->n_unconfirmed += class_day->confirmed_at == 0 ? 1 : 0;
}

static void
add_diet (DescoKitchenDay *day, const DescoUuid *school_id, const char *name, gint64 quantity)
{
  DescoKitchenDiet *diet;

  for (guint i = 0; i < day->diets->len; i++)
    {
      diet = g_ptr_array_index (day->diets, i);
      if (desco_uuid_equal (&diet->school_id, school_id) && g_str_equal (diet->name, name))
        {
          diet->quantity += quantity;
          return;
        }
    }
  diet = g_new0 (DescoKitchenDiet, 1);
  diet->school_id = *school_id;
  diet->name = g_strdup (name);
  diet->quantity = quantity;
  g_ptr_array_add (day->diets, diet);
}

static gboolean
add_diets (DescoConnection *connection,
           DescoKitchenDay *day,
           const DescoClassDay *class_day,
           GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_DIETS);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":class", &class_day->class_id);
  desco_statement_bind_date (statement, ":date", &day->date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  while (desco_statement_step (statement, &local_error))
    add_diet (day, &class_day->school_id, desco_statement_text (statement, 0),
              desco_statement_int (statement, 1));
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* The numbers as the marks are now; nobody is in two classes, so nobody counts twice (J-06). */
static DescoKitchenDay *
count_day (DescoConnection *connection, const GDate *date, GError **error)
{
  g_autoptr (GPtrArray) classes = desco_class_days_list_in (connection, date, error);
  g_autoptr (DescoKitchenDay) day = kitchen_day_new (date);

  if (classes == NULL)
    return NULL;
  for (guint i = 0; i < classes->len; i++)
    {
      const DescoClassDay *class_day = g_ptr_array_index (classes, i);

      add_class (day, class_day);
      if (!add_diets (connection, day, class_day, error))
        return NULL;
    }
  return g_steal_pointer (&day);
}

static DescoKitchenNumber *
find_school (DescoKitchenDay *day, const DescoUuid *school_id)
{
  for (guint i = 0; i < day->numbers->len; i++)
    {
      DescoKitchenNumber *number = g_ptr_array_index (day->numbers, i);

      if (desco_uuid_equal (&number->school_id, school_id))
        return number;
    }
  return NULL;
}

/* what was frozen goes before what the marks would say. */
static gboolean
take_frozen_numbers (DescoConnection *connection,
                     DescoKitchenDay *day,
                     const DescoUuid *closing_id,
                     GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_NUMBERS);
  g_autoptr (GPtrArray) frozen = g_ptr_array_new_with_free_func (number_free);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":closing", closing_id);
  while (desco_statement_step (statement, &local_error))
    {
      DescoKitchenNumber *number = g_new0 (DescoKitchenNumber, 1);
      const DescoKitchenNumber *counted;

      number->school_id = desco_statement_uuid (statement, 0);
      number->school = desco_statement_dup_text (statement, 1);
      number->school_code = desco_statement_dup_text (statement, 2);
      number->school_order = (int) desco_statement_int (statement, 3);
      number->standard = desco_statement_int (statement, 4);
      number->plain = desco_statement_int (statement, 5);
      number->special = desco_statement_int (statement, 6);
      number->staff = desco_statement_int (statement, 7);
      counted = find_school (day, &number->school_id);
      number->n_classes = counted != NULL ? counted->n_classes : 0;
      g_ptr_array_add (frozen, number);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  g_ptr_array_unref (day->numbers);
  day->numbers = g_steal_pointer (&frozen);
  return TRUE;
}

static DescoKitchenDay *
load_day (DescoConnection *connection, const GDate *date, GError **error)
{
  g_autoptr (DescoKitchenDay) day = count_day (connection, date, error);
  DescoUuid closing_id;

  if (day == NULL
      || !desco_class_days_find_closing_in (connection, date, &closing_id, &day->closed_at,
                                            &day->closed_by, error)
      || (day->closed_at != 0 && !take_frozen_numbers (connection, day, &closing_id, error)))
    return NULL;
  return g_steal_pointer (&day);
}

/* Everyone expected is present unless marked, also where nobody came to confirm it. */
static gboolean
confirm_the_rest (DescoConnection *connection,
                  const GDate *date,
                  DescoKitchenClosing *closing,
                  GError **error)
{
  g_autoptr (GPtrArray) classes = desco_class_days_list_in (connection, date, error);
  g_autoptr (GPtrArray) no_marks = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (classes == NULL)
    return FALSE;
  if (classes->len == 0)
    {
      text = desco_date_to_display (date);
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("No class has a meal on %s, so there is nothing to close: check the date."),
                   text);
      return FALSE;
    }

  for (guint i = 0; i < classes->len; i++)
    {
      const DescoClassDay *class_day = g_ptr_array_index (classes, i);
      DescoConfirmationRequest request = {
        .class_id = class_day->class_id,
        .date = *date,
        .marks = no_marks,
        .keep_others = TRUE,
      };
      g_autoptr (DescoAttendanceResult) result = NULL;

      if (class_day->confirmed_at != 0)
        continue;
      result = desco_confirmation_confirm_in (connection, &request, error);
      if (result == NULL)
        return FALSE;
      closing->n_confirmed++;
      closing->n_meals += result->n_meals;
    }
  return TRUE;
}

static gboolean
insert_closing (DescoConnection *connection,
                const DescoUuid *id,
                const GDate *date,
                gint64 now,
                GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_CLOSING);

  desco_statement_bind_uuid (statement, ":id", id);
  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  desco_statement_bind_int (statement, ":at", now);
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  return desco_statement_run (statement, error);
}

static gboolean
insert_number (DescoConnection *connection,
               const DescoUuid *closing_id,
               const DescoKitchenNumber *number,
               GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_NUMBER);

  desco_statement_bind_uuid (statement, ":closing", closing_id);
  desco_statement_bind_uuid (statement, ":school", &number->school_id);
  desco_statement_bind_int (statement, ":standard", number->standard);
  desco_statement_bind_int (statement, ":plain", number->plain);
  desco_statement_bind_int (statement, ":special", number->special);
  desco_statement_bind_int (statement, ":staff", number->staff);
  return desco_statement_run (statement, error);
}

static gboolean
freeze (DescoConnection *connection, const GDate *date, GError **error)
{
  g_autoptr (DescoKitchenDay) day = count_day (connection, date, error);
  DescoUuid id = desco_uuid_generate ();
  gint64 now = desco_clock_now ();

  if (day == NULL || !insert_closing (connection, &id, date, now, error))
    return FALSE;
  for (guint i = 0; i < day->numbers->len; i++)
    {
      if (!insert_number (connection, &id, g_ptr_array_index (day->numbers, i), error))
        return FALSE;
    }
  return desco_meal_facts_tell_day_in (connection, "day-closed", &id, date, now, NULL, error);
}

static gpointer
get_day_reader (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  const DayRequest *request = data;

  return load_day (connection, &request->date, error);
}

static gpointer
close_day_writer (DescoConnection *connection,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  const DayRequest *request = data;
  g_autoptr (DescoKitchenClosing) closing = g_new0 (DescoKitchenClosing, 1);
  gint64 closed_at;

  if (!desco_class_days_find_closing_in (connection, &request->date, NULL, &closed_at, NULL, error))
    return NULL;
  closing->already_closed = closed_at != 0;
  if (!closing->already_closed
      && (!confirm_the_rest (connection, &request->date, closing, error)
          || !freeze (connection, &request->date, error)))
    return NULL;

  closing->day = load_day (connection, &request->date, error);
  return closing->day != NULL ? g_steal_pointer (&closing) : NULL;
}

static gpointer
reopen_day_writer (DescoConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  const DayRequest *request = data;
  DescoStatement *statement;
  DescoUuid closing_id;
  gint64 closed_at, now = desco_clock_now ();

  if (*request->reason == '\0' || g_utf8_strlen (request->reason, -1) > MAX_REASON)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "reason",
                             _ ("Say in at most %d characters why the day is reopened: the kitchen "
                                "has its numbers already."),
                             MAX_REASON);
      return NULL;
    }
  if (!desco_class_days_find_closing_in (connection, &request->date, &closing_id, &closed_at, NULL,
                                         error))
    return NULL;
  if (closed_at == 0)
    {
      g_autofree char *text = desco_date_to_display (&request->date);

      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                   _ ("%s is not closed: its sheets can be corrected as they are."), text);
      return NULL;
    }

  statement = desco_connection_get (connection, REOPEN);
  desco_statement_bind_uuid (statement, ":id", &closing_id);
  desco_statement_bind_int (statement, ":at", now);
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (connection));
  desco_statement_bind_text (statement, ":reason", request->reason);
  return GINT_TO_POINTER (desco_statement_run (statement, error)
                          && desco_meal_facts_tell_day_in (connection, "day-reopened", &closing_id,
                                                           &request->date, now, request->reason,
                                                           error));
}

static DayRequest *
day_request_new (const GDate *date, const char *reason)
{
  DayRequest *request = g_new0 (DayRequest, 1);

  request->date = *date;
  request->reason = desco_text_squeeze (reason);
  return request;
}

/**
 * desco_kitchen_day_free:
 * @self: (transfer full) (nullable): a day
 */
void
desco_kitchen_day_free (DescoKitchenDay *self)
{
  if (self == NULL)
    return;
  g_free (self->closed_by);
  g_ptr_array_unref (self->numbers);
  g_ptr_array_unref (self->diets);
  g_free (self);
}

/**
 * desco_kitchen_closing_free:
 * @self: (transfer full) (nullable): a closing
 */
void
desco_kitchen_closing_free (DescoKitchenClosing *self)
{
  if (self == NULL)
    return;
  desco_kitchen_day_free (self->day);
  g_free (self);
}

/**
 * desco_kitchen_get_day:
 * @store: the store
 * @date: a day
 * @cancellable: (nullable): to give up
 * @error: %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer full): the kitchen's numbers: the frozen ones of a closed day, else
 *   as the marks are now, with classes that nobody confirmed as all present
 */
DescoKitchenDay *
desco_kitchen_get_day (DescoStore *store,
                       const GDate *date,
                       GCancellable *cancellable,
                       GError **error)
{
  DayRequest request = { .date = *date };

  return desco_store_read (store, get_day_reader, &request, cancellable, error);
}

/**
 * desco_kitchen_get_day_async:
 * @store: the store
 * @date: a day
 * @cancellable: (nullable): to give up
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * As desco_kitchen_get_day(), without waiting.
 */
void
desco_kitchen_get_day_async (DescoStore *store,
                             const GDate *date,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  desco_store_read_async (store, get_day_reader, day_request_new (date, NULL), day_request_free,
                          (GDestroyNotify) desco_kitchen_day_free, cancellable, callback,
                          user_data);
}

/**
 * desco_kitchen_get_day_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: as desco_kitchen_get_day()
 *
 * Returns: (nullable) (transfer full): the kitchen's numbers
 */
DescoKitchenDay *
desco_kitchen_get_day_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_kitchen_close_day:
 * @store: the store
 * @date: a day
 * @cancellable: (nullable): to give up
 * @error: %DESCO_RULE_ERROR where no class has a meal that day, %DESCO_INPUT_ERROR of the field
 *   `date` where it is too far ahead
 *
 * Freezes the kitchen's numbers. Classes that nobody confirmed are confirmed by it, all
 * present but those who are marked, in the same transaction. A day that is closed stays so.
 *
 * Returns: (nullable) (transfer full): what it did
 */
DescoKitchenClosing *
desco_kitchen_close_day (DescoStore *store,
                         const GDate *date,
                         GCancellable *cancellable,
                         GError **error)
{
  DayRequest request = { .date = *date };

  return desco_store_write (store, close_day_writer, &request, cancellable, error);
}

/**
 * desco_kitchen_close_day_async:
 * @store: the store
 * @date: a day
 * @cancellable: (nullable): to give up
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * As desco_kitchen_close_day(), without waiting.
 */
void
desco_kitchen_close_day_async (DescoStore *store,
                               const GDate *date,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  desco_store_write_async (store, close_day_writer, day_request_new (date, NULL), day_request_free,
                           (GDestroyNotify) desco_kitchen_closing_free, cancellable, callback,
                           user_data);
}

/**
 * desco_kitchen_close_day_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: as desco_kitchen_close_day()
 *
 * Returns: (nullable) (transfer full): what it did
 */
DescoKitchenClosing *
desco_kitchen_close_day_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_kitchen_reopen_day:
 * @store: the store
 * @date: a day
 * @reason: why; it stays on record
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `reason` where there is none, %DESCO_RULE_ERROR where the
 *   day is not closed
 *
 * Opens a closed day again, so that its sheets can be corrected. The old numbers are kept.
 *
 * Returns: whether it is open
 */
gboolean
desco_kitchen_reopen_day (DescoStore *store,
                          const GDate *date,
                          const char *reason,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *squeezed = desco_text_squeeze (reason);
  DayRequest request = { .date = *date, .reason = squeezed };

  return desco_store_write (store, reopen_day_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_kitchen_reopen_day_async:
 * @store: the store
 * @date: a day
 * @reason: why; it stays on record
 * @cancellable: (nullable): to give up
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * As desco_kitchen_reopen_day(), without waiting.
 */
void
desco_kitchen_reopen_day_async (DescoStore *store,
                                const GDate *date,
                                const char *reason,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  desco_store_write_async (store, reopen_day_writer, day_request_new (date, reason),
                           day_request_free, NULL, cancellable, callback, user_data);
}

/**
 * desco_kitchen_reopen_day_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: as desco_kitchen_reopen_day()
 *
 * Returns: whether it is open
 */
gboolean
desco_kitchen_reopen_day_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error) != NULL;
}
