/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-attendance-sheet-private.h"

/**
 * DescoAttendanceSheet:
 *
 * One class on one day: a list model of its pupils in the order of names. It is a copy of what is
 * on record; confirming or keeping it writes just what was changed on it, so that two people at
 * work on one sheet do not undo each other's marks.
 */
struct _DescoAttendanceSheet
{
  GObject parent_instance;

  DescoUuid class_id;
  char *class_name;
  char *school_name;
  GDate date;
  gint64 cutoff;
  gint64 confirmed_at;
  char *confirmed_by;
  char *closed_reason; /* NULL on a day with a meal */
  gboolean day_closed;
  guint staff_meals;
  guint recorded_staff_meals;
  gboolean staff_touched;
  GPtrArray *rows;
};

enum
{
  SIGNAL_TOTALS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoAttendanceSheet,
                               desco_attendance_sheet,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
on_row_notify (DescoAttendanceSheet *self)
{
  g_signal_emit (self, signals[SIGNAL_TOTALS_CHANGED], 0);
}

static GType
desco_attendance_sheet_get_item_type (GListModel *model)
{
  return DESCO_TYPE_ATTENDANCE_ROW;
}

static guint
desco_attendance_sheet_get_n_items (GListModel *model)
{
  return DESCO_ATTENDANCE_SHEET (model)->rows->len;
}

static gpointer
desco_attendance_sheet_get_item (GListModel *model, guint position)
{
  DescoAttendanceSheet *self = DESCO_ATTENDANCE_SHEET (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position))
                                    : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = desco_attendance_sheet_get_item_type;
  interface->get_n_items = desco_attendance_sheet_get_n_items;
  interface->get_item = desco_attendance_sheet_get_item;
}

static void
desco_attendance_sheet_finalize (GObject *object)
{
  DescoAttendanceSheet *self = DESCO_ATTENDANCE_SHEET (object);

  g_free (self->class_name);
  g_free (self->school_name);
  g_free (self->confirmed_by);
  g_free (self->closed_reason);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (desco_attendance_sheet_parent_class)->finalize (object);
}

static void
desco_attendance_sheet_class_init (DescoAttendanceSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_attendance_sheet_finalize;

  /**
   * DescoAttendanceSheet::totals-changed:
   * @self: the sheet
   *
   * A row was marked, or the staff's meals changed.
   */
  signals[SIGNAL_TOTALS_CHANGED]
      = g_signal_new ("totals-changed", DESCO_TYPE_ATTENDANCE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
desco_attendance_sheet_init (DescoAttendanceSheet *self)
{
}

/**
 * desco_attendance_sheet_new: (skip)
 * @class_day: the class and its sheet as on record
 * @date: the day
 * @cutoff: until when absences cost nothing
 * @closed_reason: (nullable): why there is no meal
 * @rows: (element-type DescoAttendanceRow): its pupils
 *
 * Returns: (transfer full): a sheet
 */
DescoAttendanceSheet *
desco_attendance_sheet_new (const DescoRosterClass *class_day,
                            const GDate *date,
                            gint64 cutoff,
                            const char *closed_reason,
                            GPtrArray *rows)
{
  DescoAttendanceSheet *self = g_object_new (DESCO_TYPE_ATTENDANCE_SHEET, NULL);

  self->class_id = class_day->class_id;
  self->class_name = g_strdup (class_day->name);
  self->school_name = g_strdup (class_day->school);
  self->date = *date;
  self->cutoff = cutoff;
  self->confirmed_at = class_day->confirmed_at;
  self->confirmed_by = g_strdup (class_day->confirmed_by);
  self->closed_reason = g_strdup (closed_reason);
  self->day_closed = class_day->day_closed;
  self->staff_meals = class_day->staff_meals;
  self->recorded_staff_meals = class_day->staff_meals;
  self->rows = g_ptr_array_ref (rows);
  for (guint i = 0; i < rows->len; i++)
    g_signal_connect_object (g_ptr_array_index (rows, i), "notify", G_CALLBACK (on_row_notify),
                             self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * desco_attendance_sheet_make_request: (skip)
 * @self: a sheet
 *
 * Returns: (transfer full): what was marked on it since it was loaded
 */
DescoConfirmationRequest *
desco_attendance_sheet_make_request (DescoAttendanceSheet *self)
{
  DescoConfirmationRequest *request = g_new0 (DescoConfirmationRequest, 1);

  request->class_id = self->class_id;
  request->date = self->date;
  request->keep_others = TRUE;
  request->set_staff_meals = self->staff_touched;
  request->staff_meals = self->staff_meals;
  request->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_attendance_mark_free);
  for (guint i = 0; i < self->rows->len; i++)
    {
      DescoAttendanceRow *row = g_ptr_array_index (self->rows, i);
      DescoAttendanceMark *mark;

      if (!desco_attendance_row_is_touched (row))
        continue;
      mark = desco_attendance_mark_new (desco_attendance_row_get_pupil_id (row),
                                        desco_attendance_row_get_state (row)
                                            != DESCO_ATTENDANCE_PRESENT,
                                        desco_attendance_row_get_meal (row) == DESCO_MEAL_PLAIN);
      /* Empty, not absent: a reason that was taken out does not hold any more. */
      mark->override_reason = g_strdup (desco_attendance_row_get_override_reason (row));
      if (mark->override_reason == NULL)
        mark->override_reason = g_strdup ("");
      g_ptr_array_add (request->marks, mark);
    }
  return request;
}

/**
 * desco_confirmation_request_free: (skip)
 * @self: (transfer full) (nullable): a request
 */
void
desco_confirmation_request_free (DescoConfirmationRequest *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->marks);
  g_free (self);
}

/**
 * desco_attendance_sheet_get_class_id:
 * @self: a sheet
 *
 * Returns: (transfer none): its class
 */
const DescoUuid *
desco_attendance_sheet_get_class_id (DescoAttendanceSheet *self)
{
  return &self->class_id;
}

/**
 * desco_attendance_sheet_get_class_name:
 * @self: a sheet
 *
 * Returns: (transfer none): `3A`
 */
const char *
desco_attendance_sheet_get_class_name (DescoAttendanceSheet *self)
{
  return self->class_name;
}

/**
 * desco_attendance_sheet_get_school_name:
 * @self: a sheet
 *
 * Returns: (transfer none): the school's name
 */
const char *
desco_attendance_sheet_get_school_name (DescoAttendanceSheet *self)
{
  return self->school_name;
}

/**
 * desco_attendance_sheet_get_date:
 * @self: a sheet
 *
 * Returns: (transfer none): its day
 */
const GDate *
desco_attendance_sheet_get_date (DescoAttendanceSheet *self)
{
  return &self->date;
}

/**
 * desco_attendance_sheet_get_cutoff:
 * @self: a sheet
 *
 * Returns: until when an absence costs nothing; microseconds since 1970 in UTC
 */
gint64
desco_attendance_sheet_get_cutoff (DescoAttendanceSheet *self)
{
  return self->cutoff;
}

/**
 * desco_attendance_sheet_get_confirmed_at:
 * @self: a sheet
 *
 * Returns: when it was confirmed, 0 while it is a draft; microseconds since 1970 in UTC
 */
gint64
desco_attendance_sheet_get_confirmed_at (DescoAttendanceSheet *self)
{
  return self->confirmed_at;
}

/**
 * desco_attendance_sheet_get_confirmed_by:
 * @self: a sheet
 *
 * Returns: (nullable) (transfer none): who confirmed it
 */
const char *
desco_attendance_sheet_get_confirmed_by (DescoAttendanceSheet *self)
{
  return self->confirmed_by;
}

/**
 * desco_attendance_sheet_is_meal_day:
 * @self: a sheet
 *
 * Returns: whether the class has a meal that day; if not, nothing can be confirmed
 */
gboolean
desco_attendance_sheet_is_meal_day (DescoAttendanceSheet *self)
{
  return self->closed_reason == NULL;
}

/**
 * desco_attendance_sheet_get_closed_reason:
 * @self: a sheet
 *
 * Returns: (nullable) (transfer none): why there is no meal that day, in the user's language
 */
const char *
desco_attendance_sheet_get_closed_reason (DescoAttendanceSheet *self)
{
  return self->closed_reason;
}

/**
 * desco_attendance_sheet_is_day_closed:
 * @self: a sheet
 *
 * Returns: whether the kitchen's numbers are frozen, so that nothing can be corrected
 */
gboolean
desco_attendance_sheet_is_day_closed (DescoAttendanceSheet *self)
{
  return self->day_closed;
}

/**
 * desco_attendance_sheet_get_totals:
 * @self: a sheet
 * @totals: (out caller-allocates): what it adds up to as it is marked now
 */
void
desco_attendance_sheet_get_totals (DescoAttendanceSheet *self, DescoAttendanceTotals *totals)
{
  *totals = (DescoAttendanceTotals){ .expected = self->rows->len, .staff = self->staff_meals };
  for (guint i = 0; i < self->rows->len; i++)
    {
      DescoAttendanceRow *row = g_ptr_array_index (self->rows, i);

      if (desco_attendance_row_get_state (row) != DESCO_ATTENDANCE_PRESENT)
        {
          totals->absent++;
          continue;
        }
      totals->present++;
      totals->plain += desco_attendance_row_get_meal (row) == DESCO_MEAL_PLAIN ? 1 : 0;
      totals->special += desco_attendance_row_get_meal (row) == DESCO_MEAL_SPECIAL ? 1 : 0;
    }
}

/**
 * desco_attendance_sheet_set_staff_meals:
 * @self: a sheet
 * @staff_meals: meals of the staff, which charge nobody
 */
void
desco_attendance_sheet_set_staff_meals (DescoAttendanceSheet *self, guint staff_meals)
{
  if (self->staff_meals == staff_meals)
    return;
  self->staff_meals = staff_meals;
  self->staff_touched = TRUE;
  g_signal_emit (self, signals[SIGNAL_TOTALS_CHANGED], 0);
}

/**
 * desco_attendance_sheet_is_modified:
 * @self: a sheet
 *
 * Returns: whether it differs from what was on record when it was loaded
 */
gboolean
desco_attendance_sheet_is_modified (DescoAttendanceSheet *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (desco_attendance_row_is_modified (g_ptr_array_index (self->rows, i)))
        return TRUE;
    }
  return self->staff_meals != self->recorded_staff_meals;
}
