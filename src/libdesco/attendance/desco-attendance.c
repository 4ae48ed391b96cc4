/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-attendance.h"

#include "attendance/desco-attendance-sheet-private.h"
#include "attendance/desco-calendar-private.h"
#include "attendance/desco-confirmation-private.h"
#include "attendance/desco-roster-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "store/desco-store-private.h"

/* So far ahead it is said until when vouchers last. */
#define DAYS_AHEAD 300

typedef struct
{
  DescoUuid class_id;
  GDate date;
  gboolean with_balances;
} Load;

/* What is left pays from the first meal that is not charged yet. */
static GDate
first_day_to_pay (const DescoRosterClass *class_day, const GDate *date)
{
  GDate today = desco_clock_today ();

  if (class_day->confirmed_at != 0 && g_date_compare (date, &today) >= 0)
    return desco_date_add_days (date, 1);
  return today;
}

static GPtrArray *
make_rows (DescoConnection *connection,
           const DescoRosterClass *class_day,
           const Load *load,
           gint64 cutoff,
           GError **error)
{
  g_autoptr (GPtrArray) roster
      = desco_roster_load_in (connection, &load->class_id, NULL, &load->date, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GDate from = first_day_to_pay (class_day, &load->date);
  GDate until = desco_date_add_days (&from, DAYS_AHEAD);
  g_autoptr (DescoMealDays) days = NULL;

  if (roster == NULL)
    return NULL;
  if (load->with_balances)
    {
      days = desco_meal_days_load_in (connection, &load->class_id, &from, &until, error);
      if (days == NULL)
        return NULL;
    }

  for (guint i = 0; i < roster->len; i++)
    {
      const DescoRosterEntry *entry = g_ptr_array_index (roster, i);
      GDate last;
      gboolean lasts = days != NULL && desco_meal_days_find (days, &from, entry->balance, &last);

      g_ptr_array_add (rows, desco_attendance_row_new (entry, cutoff, load->with_balances,
                                                       lasts ? &last : NULL));
    }
  return g_steal_pointer (&rows);
}

static gpointer
load_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Load *load = data;
  g_autoptr (DescoRosterClass) class_day
      = desco_roster_load_class_in (connection, &load->class_id, &load->date, error);
  g_autoptr (DescoMealDays) days = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 cutoff;

  if (class_day == NULL || !desco_cutoff_load_in (connection, &load->date, &cutoff, error))
    return NULL;
  days = desco_meal_days_load_in (connection, &load->class_id, &load->date, &load->date, error);
  if (days == NULL)
    return NULL;
  rows = make_rows (connection, class_day, load, cutoff, error);
  if (rows == NULL)
    return NULL;
  return desco_attendance_sheet_new (class_day, &load->date, cutoff,
                                     desco_meal_days_get_reason (days, &load->date), rows);
}

static gpointer
save_draft_writer (DescoConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  return GINT_TO_POINTER (desco_confirmation_save_draft_in (connection, data, error));
}

static gpointer
confirm_writer (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  return desco_confirmation_confirm_in (connection, data, error);
}

static gpointer
mark_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_confirmation_mark_in (connection, data, error);
}

/**
 * desco_attendance_result_free:
 * @self: (transfer full) (nullable): a result
 */
void
desco_attendance_result_free (DescoAttendanceResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/**
 * desco_attendance_load:
 * @store: the store
 * @class_id: a class
 * @date: a day
 * @with_balances: whether the reader may see what is left; who only marks meals may not
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `class` where there is no such class
 *
 * Returns: (nullable) (transfer full): the sheet of a class on a day: everyone enrolled that day,
 *   present unless marked
 */
DescoAttendanceSheet *
desco_attendance_load (DescoStore *store,
                       const DescoUuid *class_id,
                       const GDate *date,
                       gboolean with_balances,
                       GCancellable *cancellable,
                       GError **error)
{
  Load load = { *class_id, *date, with_balances };

  return desco_store_read (store, load_reader, &load, cancellable, error);
}

/**
 * desco_attendance_load_async:
 * @store: the store
 * @class_id: a class
 * @date: a day
 * @with_balances: whether the reader may see what is left
 * @cancellable: (nullable): to give up
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * As desco_attendance_load(), without waiting.
 */
void
desco_attendance_load_async (DescoStore *store,
                             const DescoUuid *class_id,
                             const GDate *date,
                             gboolean with_balances,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Load *load = g_new0 (Load, 1);

  *load = (Load){ *class_id, *date, with_balances };
  desco_store_read_async (store, load_reader, load, g_free, g_object_unref, cancellable, callback,
                          user_data);
}

/**
 * desco_attendance_load_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: as desco_attendance_load()
 *
 * Returns: (nullable) (transfer full): the sheet
 */
DescoAttendanceSheet *
desco_attendance_load_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_attendance_save_draft:
 * @store: the store
 * @sheet: a sheet as it is marked now
 * @cancellable: (nullable): to give up
 * @error: as desco_attendance_confirm()
 *
 * Keeps what was marked on a sheet that is not confirmed yet, so that nothing on the screen is lost
 * when the machine stops, and an absence counts from the moment at which it was told. It
 * charges nobody, and other desks do not hear of it. On a confirmed sheet it does nothing.
 *
 * Returns: whether it is on disk
 */
gboolean
desco_attendance_save_draft (DescoStore *store,
                             DescoAttendanceSheet *sheet,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (DescoConfirmationRequest) request = desco_attendance_sheet_make_request (sheet);

  return desco_store_write (store, save_draft_writer, request, cancellable, error) != NULL;
}

/**
 * desco_attendance_save_draft_async:
 * @store: the store
 * @sheet: a sheet as it is marked now
 * @cancellable: (nullable): to give up
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * As desco_attendance_save_draft(), without waiting; what is marked meanwhile is not in it.
 */
void
desco_attendance_save_draft_async (DescoStore *store,
                                   DescoAttendanceSheet *sheet,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  desco_store_write_async (store, save_draft_writer, desco_attendance_sheet_make_request (sheet),
                           (GDestroyNotify) desco_confirmation_request_free, NULL, cancellable,
                           callback, user_data);
}

/**
 * desco_attendance_save_draft_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: as desco_attendance_save_draft()
 *
 * Returns: whether it is on disk
 */
gboolean
desco_attendance_save_draft_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error) != NULL;
}

/**
 * desco_attendance_confirm:
 * @store: the store
 * @sheet: a sheet as it is marked now
 * @cancellable: (nullable): to give up
 * @error: %DESCO_RULE_ERROR where the day has no meal or its numbers are closed;
 *   %DESCO_INPUT_ERROR of the field `date`, `absent`, `plain`, `staffMeals` or `overrideReason`
 *
 * Confirms a sheet, or corrects a confirmed one, in one transaction: each meal is charged once
 * a late absence as the regulation says. Who was not marked on @sheet stays as on
 * record.
 *
 * Returns: (nullable) (transfer full): what it did
 */
DescoAttendanceResult *
desco_attendance_confirm (DescoStore *store,
                          DescoAttendanceSheet *sheet,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (DescoConfirmationRequest) request = desco_attendance_sheet_make_request (sheet);

  return desco_store_write (store, confirm_writer, request, cancellable, error);
}

/**
 * desco_attendance_confirm_async:
 * @store: the store
 * @sheet: a sheet as it is marked now
 * @cancellable: (nullable): to give up
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * As desco_attendance_confirm(), without waiting; what is marked meanwhile is not in it.
 */
void
desco_attendance_confirm_async (DescoStore *store,
                                DescoAttendanceSheet *sheet,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  desco_store_write_async (store, confirm_writer, desco_attendance_sheet_make_request (sheet),
                           (GDestroyNotify) desco_confirmation_request_free,
                           (GDestroyNotify) desco_attendance_result_free, cancellable, callback,
                           user_data);
}

/**
 * desco_attendance_confirm_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: as desco_attendance_confirm()
 *
 * Returns: (nullable) (transfer full): what it did
 */
DescoAttendanceResult *
desco_attendance_confirm_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_attendance_record:
 * @store: the store
 * @class_id: a class
 * @date: a day
 * @marks: (element-type DescoAttendanceMark): who is absent or has a plain meal; everybody else is
 *   present
 * @staff_meals: meals of the staff; -1 to leave them as on record
 * @cancellable: (nullable): to give up
 * @error: as desco_attendance_confirm(), and of the field `class` where there is no such class
 *
 * Says the whole of a sheet at once and confirms it. Saying the same again charges nothing;
 * saying something else corrects it.
 *
 * Returns: (nullable) (transfer full): what it did
 */
DescoAttendanceResult *
desco_attendance_record (DescoStore *store,
                         const DescoUuid *class_id,
                         const GDate *date,
                         GPtrArray *marks,
                         int staff_meals,
                         GCancellable *cancellable,
                         GError **error)
{
  DescoConfirmationRequest request = {
    .class_id = *class_id,
    .date = *date,
    .marks = marks,
    .set_staff_meals = staff_meals >= 0,
    .staff_meals = (guint) MAX (staff_meals, 0),
  };

  return desco_store_write (store, confirm_writer, &request, cancellable, error);
}

/**
 * desco_attendance_mark_pupil:
 * @store: the store
 * @class_id: a class
 * @date: a day
 * @mark: what is said about one pupil
 * @cancellable: (nullable): to give up
 * @error: as desco_attendance_record()
 *
 * Confirms one pupil alone, with the meal that goes with it, in one transaction. The sheet stays as
 * it is; confirming it later does not charge the meal again.
 *
 * Returns: (nullable) (transfer full): what it did; the totals are of this pupil
 */
DescoAttendanceResult *
desco_attendance_mark_pupil (DescoStore *store,
                             const DescoUuid *class_id,
                             const GDate *date,
                             const DescoAttendanceMark *mark,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  DescoConfirmationRequest request
      = { .class_id = *class_id, .date = *date, .marks = marks, .keep_others = TRUE };

  g_ptr_array_add (marks, (gpointer) mark);
  return desco_store_write (store, mark_writer, &request, cancellable, error);
}
