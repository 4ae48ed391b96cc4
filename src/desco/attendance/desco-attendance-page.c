/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-attendance-page.h"

#include "attendance/desco-attendance-row-view.h"
#include "attendance/desco-attendance.h"
#include "attendance/desco-name-jump.h"
#include "attendance/desco-today.h"
#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "shell/desco-figure.h"
#include "shell/desco-key-bar.h"
#include "shell/desco-page-header.h"
#include "shell/desco-page-view.h"
#include "shell/desco-wrap-box.h"
#include "today/desco-day-reopening.h"

#include <glib/gi18n.h>

/* The sheet of one class on one day, by keyboard (J-01). The sheet itself is the library's: the page
 * marks its rows, shows its totals, and asks for it to be kept. */

/* How long a mark may wait to be kept as a draft: a row of keys makes one write. */
#define DRAFT_DELAY_MS 400

typedef struct
{
  guint position;
  gboolean absent;
  gboolean plain;
  char *reason;
} Step;

typedef struct
{
  DescoAttendancePage *page;
  DescoAttendanceRow *row;
} Waiver;

struct _DescoAttendancePage
{
  AdwBin parent_instance;

  DescoPageHeader *header;
  GtkWidget *confirm_button;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *empty;
  GtkDropDown *class_chooser;
  GtkMenuButton *day_button;
  GtkPopover *day_popover;
  GtkCalendar *calendar;
  DescoFigure *expected;
  DescoFigure *present;
  DescoFigure *absent;
  DescoFigure *plain;
  DescoFigure *special;
  GtkLabel *note;
  GtkWidget *reopen_button;
  GtkListBox *list;
  DescoKeyBar *keys;

  DescoSession *session;
  GDate date;
  GPtrArray *classes;
  DescoUuid wanted_class;
  DescoAttendanceSheet *sheet;
  GArray *steps;
  DescoNameJump *jump;
  GCancellable *loading;
  guint draft_id;
  gboolean choosing;
  gboolean confirming;
};

static void desco_attendance_page_view_init (DescoPageViewInterface *iface);
static void load_classes (DescoAttendancePage *self);
static void load_sheet (DescoAttendancePage *self, const DescoUuid *class_id);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoAttendancePage,
                               desco_attendance_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAGE_VIEW,
                                                      desco_attendance_page_view_init))

/* What is shown --------------------------------------------------------------------------------- */

static DescoAttendanceRowView *
get_row_view (DescoAttendancePage *self, int position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, position);

  return row != NULL ? DESCO_ATTENDANCE_ROW_VIEW (row) : NULL;
}

static void
focus_row (DescoAttendancePage *self, int position)
{
  DescoAttendanceRowView *view = get_row_view (self, position);

  if (view == NULL)
    return;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (view));
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

static int
get_focused_position (DescoAttendancePage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static void
show_totals (DescoAttendancePage *self)
{
  DescoAttendanceTotals totals = { 0 };

  desco_attendance_sheet_get_totals (self->sheet, &totals);
  desco_figure_set_count (self->expected, totals.expected);
  desco_figure_set_count (self->present, totals.present);
  desco_figure_set_count (self->absent, totals.absent);
  desco_figure_set_count (self->plain, totals.plain);
  desco_figure_set_count (self->special, totals.special);
}

static char *
make_note (DescoAttendancePage *self)
{
  gint64 confirmed_at = desco_attendance_sheet_get_confirmed_at (self->sheet);
  const char *author = desco_attendance_sheet_get_confirmed_by (self->sheet);
  g_autofree char *time = NULL;

  if (!desco_attendance_sheet_is_meal_day (self->sheet))
    return g_strdup_printf (_ ("There is no meal on this day: %s"),
                            desco_attendance_sheet_get_closed_reason (self->sheet));
  if (desco_attendance_sheet_is_day_closed (self->sheet))
    return g_strdup (_ ("The kitchen’s numbers of this day are frozen: reopen the day to correct "
                        "the sheet."));
  if (confirmed_at == 0)
    return g_strdup ("");
  time = desco_format_time (confirmed_at);
  if (desco_attendance_sheet_is_modified (self->sheet))
    return g_strdup_printf (_ ("Confirmed at %s and changed since: confirm again to correct it."),
                            time);

  /* Translators: when a sheet was confirmed, and by whom. */
  return g_strdup_printf (_ ("Confirmed at %s by %s. It can still be corrected."), time,
                          author != NULL ? author : _ ("another desk"));
}

static void
show_state (DescoAttendancePage *self)
{
  gboolean confirmed = desco_attendance_sheet_get_confirmed_at (self->sheet) != 0;
  gboolean open = desco_attendance_sheet_is_meal_day (self->sheet)
                  && !desco_attendance_sheet_is_day_closed (self->sheet);
  g_autofree char *note = make_note (self);

  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != '\0');
  gtk_widget_set_visible (self->reopen_button, desco_attendance_sheet_is_day_closed (self->sheet));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.waive", open && !self->confirming);
  gtk_button_set_label (GTK_BUTTON (self->confirm_button),
                        confirmed ? _ ("_Confirm Correction") : _ ("_Confirm Sheet"));
  gtk_widget_set_sensitive (
      self->confirm_button,
      open && !self->confirming
          && (!confirmed || desco_attendance_sheet_is_modified (self->sheet)));
}

static void
show_subtitle (DescoAttendancePage *self)
{
  g_autofree char *day = desco_format_day (&self->date);
  g_autofree char *time = NULL;
  g_autofree char *subtitle = NULL;
  gint64 cutoff;

  gtk_menu_button_set_label (self->day_button, day);
  if (self->sheet == NULL)
    {
      desco_page_header_set_subtitle (self->header, day);
      return;
    }
  cutoff = desco_attendance_sheet_get_cutoff (self->sheet);
  time = desco_format_time (cutoff);
  subtitle = desco_clock_now () < cutoff
                 ? g_strdup_printf (_ ("absences told before %s cost nothing"), time)
                 : g_strdup_printf (_ ("it is past %s: the meals of those absent are made"), time);
  desco_page_header_set_subtitle (self->header, subtitle);
}

static void
clear_rows (DescoAttendancePage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
show_sheet (DescoAttendancePage *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->sheet));

  clear_rows (self);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (DescoAttendanceRow) row = g_list_model_get_item (G_LIST_MODEL (self->sheet), i);

      gtk_list_box_append (self->list, desco_attendance_row_view_new (row, i + 1));
    }
  show_totals (self);
  show_state (self);
  show_subtitle (self);
  gtk_stack_set_visible_child_name (self->stack, "sheet");
  focus_row (self, 0);
  desco_page_view_emit_filled (DESCO_PAGE_VIEW (self));
}

static void
show_empty (DescoAttendancePage *self)
{
  g_clear_object (&self->sheet);
  gtk_widget_set_sensitive (self->confirm_button, FALSE);
  show_subtitle (self);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  desco_page_view_emit_filled (DESCO_PAGE_VIEW (self));
}

/* Keeping what was marked ----------------------------------------------------------------------- */

static void
on_draft_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoAttendancePage) self = data;
  g_autoptr (GError) error = NULL;

  if (!desco_attendance_save_draft_finish (DESCO_STORE (source), result, &error))
    desco_toast_show_error (GTK_WIDGET (self), error);
}

static void
save_draft (DescoAttendancePage *self)
{
  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (self->sheet == NULL || !desco_attendance_sheet_is_modified (self->sheet)
      || desco_attendance_sheet_get_confirmed_at (self->sheet) != 0)
    return;
  desco_attendance_save_draft_async (desco_session_get_store (self->session), self->sheet, NULL,
                                     on_draft_saved, g_object_ref (self));
}

static gboolean
on_draft_due (gpointer data)
{
  DescoAttendancePage *self = data;

  self->draft_id = 0;
  save_draft (self);

  return G_SOURCE_REMOVE;
}

static void
show_change (DescoAttendancePage *self, guint position)
{
  DescoAttendanceRowView *view = get_row_view (self, (int) position);

  desco_attendance_row_view_update (view);
  show_totals (self);
  show_state (self);
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->draft_id = g_timeout_add (DRAFT_DELAY_MS, on_draft_due, self);
}

/* Marking --------------------------------------------------------------------------------------- */

static gboolean
is_absent (DescoAttendanceRow *row)
{
  return desco_attendance_row_get_state (row) != DESCO_ATTENDANCE_PRESENT;
}

static gboolean
is_plain (DescoAttendanceRow *row)
{
  return desco_attendance_row_get_meal (row) == DESCO_MEAL_PLAIN;
}

static gboolean
is_late (DescoAttendanceRow *row)
{
  return desco_attendance_row_get_state (row) == DESCO_ATTENDANCE_LATE_ABSENT;
}

static char *
describe_mark (DescoAttendanceRow *row)
{
  const char *name = desco_attendance_row_get_name (row);

  if (is_late (row) && desco_attendance_row_get_override_reason (row) != NULL)
    return g_strdup_printf (_ ("%s is absent and not charged"), name);
  if (is_absent (row))
    return g_strdup_printf (_ ("%s is absent"), name);
  if (is_plain (row))
    return g_strdup_printf (_ ("%s has a plain meal"), name);

  return g_strdup_printf (_ ("%s is present"), name);
}

static void
offer_undo (DescoAttendancePage *self, DescoAttendanceRow *row)
{
  g_autofree char *title = describe_mark (row);

  desco_toast_show_undo (GTK_WIDGET (self), title);
}

static gboolean
may_mark (DescoAttendancePage *self)
{
  return self->sheet != NULL && !self->confirming
         && desco_attendance_sheet_is_meal_day (self->sheet)
         && !desco_attendance_sheet_is_day_closed (self->sheet);
}

static void
clear_step (gpointer data)
{
  g_clear_pointer (&((Step *) data)->reason, g_free);
}

static void
remember (DescoAttendancePage *self, guint position, DescoAttendanceRow *row)
{
  Step step = {
    .position = position,
    .absent = is_absent (row),
    .plain = is_plain (row),
    .reason = g_strdup (desco_attendance_row_get_override_reason (row)),
  };

  g_array_append_val (self->steps, step);
}

/* A reason holds for one absence: who is marked present and absent again is charged (R-21). */
static void
mark (DescoAttendancePage *self, gboolean plain)
{
  int position = get_focused_position (self);
  DescoAttendanceRow *row;

  if (position < 0 || !may_mark (self))
    return;
  row = desco_attendance_row_view_get_row (get_row_view (self, position));
  remember (self, (guint) position, row);
  if (plain)
    desco_attendance_row_set_plain (row, !is_plain (row));
  else
    desco_attendance_row_set_absent (row, !is_absent (row));
  desco_attendance_row_set_override_reason (row, NULL);
  show_change (self, (guint) position);
  offer_undo (self, row);
}

static gboolean
desco_attendance_page_undo (DescoPageView *view)
{
  DescoAttendancePage *self = DESCO_ATTENDANCE_PAGE (view);
  DescoAttendanceRow *row;
  const Step *step;
  guint position;

  if (self->steps->len == 0 || !may_mark (self))
    return FALSE;
  step = &g_array_index (self->steps, Step, self->steps->len - 1);
  position = step->position;

  row = desco_attendance_row_view_get_row (get_row_view (self, (int) position));
  desco_attendance_row_set_absent (row, step->absent);
  if (!step->absent)
    desco_attendance_row_set_plain (row, step->plain);
  desco_attendance_row_set_override_reason (row, step->reason);
  g_array_set_size (self->steps, self->steps->len - 1);
  show_change (self, position);
  focus_row (self, (int) position);

  return TRUE;
}

/* Not charging a late absence ------------------------------------------------------------------- */

static void
waiver_free (gpointer data)
{
  Waiver *waiver = data;

  g_object_unref (waiver->page);
  g_object_unref (waiver->row);
  g_free (waiver);
}

static gboolean
find_row (DescoAttendancePage *self, DescoAttendanceRow *row, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sheet)); i++)
    if (desco_attendance_row_view_get_row (get_row_view (self, (int) i)) == row)
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

/* The sheet may have become another one while the reason was written. */
static void
waive (const char *reason, gpointer data)
{
  const Waiver *waiver = data;
  DescoAttendancePage *self = waiver->page;
  guint position = 0;

  if (!may_mark (self) || !find_row (self, waiver->row, &position) || !is_late (waiver->row))
    return;
  remember (self, position, waiver->row);
  desco_attendance_row_set_override_reason (waiver->row, reason);
  show_change (self, position);
  focus_row (self, (int) position);
  offer_undo (self, waiver->row);
}

/* R-21: the meal of a late absence is charged, unless an operator says why not. */
static gboolean
ask_waiver (DescoAttendancePage *self, int position)
{
  DescoAttendanceRowView *view = get_row_view (self, position);
  DescoAttendanceRow *row = view != NULL ? desco_attendance_row_view_get_row (view) : NULL;
  g_autofree char *heading = NULL;
  Waiver *waiver;

  if (row == NULL || !is_late (row) || !may_mark (self))
    return FALSE;
  waiver = g_new0 (Waiver, 1);
  waiver->page = g_object_ref (self);
  waiver->row = g_object_ref (row);
  heading = g_strdup_printf (_ ("Leave the meal of %s uncharged?"),
                             desco_attendance_row_get_name (row));
  desco_compat_ask_reason (
      GTK_WIDGET (self), heading,
      _ ("The absence was told after the cut-off, when the meal was being "
         "made already. Say why it costs nothing: the reason stays on record."),
      _ ("_Do Not Charge"), desco_attendance_row_get_override_reason (row), waive, waiver,
      waiver_free);

  return TRUE;
}

static void
on_waive_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_waiver (DESCO_ATTENDANCE_PAGE (widget), (int) g_variant_get_uint32 (parameter) - 1);
}

/* Confirming ------------------------------------------------------------------------------------ */

static void
report_confirmation (DescoAttendancePage *self, DescoAttendanceResult *result)
{
  g_autofree char *title = NULL;

  title = g_strdup_printf (
      ngettext ("%s confirmed: %u meal", "%s confirmed: %u meals", result->totals.present),
      desco_attendance_sheet_get_class_name (self->sheet), result->totals.present);
  desco_toast_show (GTK_WIDGET (self), title);

  for (guint i = 0; i < result->warnings->len; i++)
    {
      DescoAttendanceWarning *warning = g_ptr_array_index (result->warnings, i);

      desco_toast_show (GTK_WIDGET (self), warning->message);
    }
}

static void
on_confirmed (GObject *source, GAsyncResult *async_result, gpointer data)
{
  g_autoptr (DescoAttendancePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoAttendanceResult) result
      = desco_attendance_confirm_finish (DESCO_STORE (source), async_result, &error);

  self->confirming = FALSE;
  if (result == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      show_state (self);
      return;
    }
  g_array_set_size (self->steps, 0);
  report_confirmation (self, result);
  load_sheet (self, desco_attendance_sheet_get_class_id (self->sheet));
  desco_session_emit_changed (self->session);
}

static void
confirm (DescoAttendancePage *self)
{
  if (!gtk_widget_get_sensitive (self->confirm_button))
    return;
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->confirming = TRUE;
  show_state (self);
  desco_attendance_confirm_async (desco_session_get_store (self->session), self->sheet, NULL,
                                  on_confirmed, g_object_ref (self));
}

static void
on_confirm_clicked (DescoAttendancePage *self)
{
  confirm (self);
}

static void
on_reopen_clicked (DescoAttendancePage *self)
{
  desco_day_reopening_ask (GTK_WIDGET (self), self->session, &self->date);
}

/* Classes and days ------------------------------------------------------------------------------ */

static int
find_class (DescoAttendancePage *self, const DescoUuid *class_id)
{
  for (guint i = 0; self->classes != NULL && i < self->classes->len; i++)
    {
      DescoClassDay *day = g_ptr_array_index (self->classes, i);

      if (desco_uuid_equal (&day->class_id, class_id))
        return (int) i;
    }

  return -1;
}

/* What was asked for, else the first that nobody has confirmed, else the first (J-01). */
static int
choose_class (DescoAttendancePage *self)
{
  int wanted = find_class (self, &self->wanted_class);

  if (wanted >= 0)
    return wanted;
  for (guint i = 0; i < self->classes->len; i++)
    {
      DescoClassDay *day = g_ptr_array_index (self->classes, i);

      if (day->confirmed_at == 0)
        return (int) i;
    }

  return 0;
}

static void
open_class_at (DescoAttendancePage *self, int position)
{
  DescoClassDay *day;

  if (self->classes == NULL || position < 0 || (guint) position >= self->classes->len)
    return;
  save_draft (self);
  day = g_ptr_array_index (self->classes, position);
  self->wanted_class = day->class_id;
  self->choosing = TRUE;
  gtk_drop_down_set_selected (self->class_chooser, (guint) position);
  self->choosing = FALSE;
  load_sheet (self, &day->class_id);
}

static void
step_class (DescoAttendancePage *self, int step)
{
  int position = find_class (self, &self->wanted_class);

  if (position >= 0)
    open_class_at (self, position + step);
}

static void
on_class_chosen (DescoAttendancePage *self)
{
  guint position = gtk_drop_down_get_selected (self->class_chooser);

  if (!self->choosing && position != GTK_INVALID_LIST_POSITION)
    open_class_at (self, (int) position);
}

static void
on_previous_class_clicked (DescoAttendancePage *self)
{
  step_class (self, -1);
}

static void
on_next_class_clicked (DescoAttendancePage *self)
{
  step_class (self, 1);
}

static void
set_date (DescoAttendancePage *self, const GDate *date)
{
  save_draft (self);
  self->date = *date;
  load_classes (self);
}

static void
on_day_selected (DescoAttendancePage *self)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (self->calendar);
  GDate date = desco_date_from_ymd ((guint) g_date_time_get_year (chosen),
                                    (guint) g_date_time_get_month (chosen),
                                    (guint) g_date_time_get_day_of_month (chosen));

  gtk_popover_popdown (self->day_popover);
  if (g_date_compare (&date, &self->date) != 0)
    set_date (self, &date);
}

/* Weekends are passed over; a closure asks for one more press. */
static void
on_next_day_clicked (DescoAttendancePage *self)
{
  GDate date = desco_date_add_days (&self->date, 1);

  while (g_date_get_weekday (&date) > G_DATE_FRIDAY)
    date = desco_date_add_days (&date, 1);
  set_date (self, &date);
}

/* Loading --------------------------------------------------------------------------------------- */

static GCancellable *
begin_loading (DescoAttendancePage *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();

  return self->loading;
}

static void
on_sheet_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoAttendancePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoAttendanceSheet) sheet
      = desco_attendance_load_finish (DESCO_STORE (source), result, &error);

  if (sheet == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_array_set_size (self->steps, 0);
  g_set_object (&self->sheet, sheet);
  show_sheet (self);
}

static void
load_sheet (DescoAttendancePage *self, const DescoUuid *class_id)
{
  desco_attendance_load_async (desco_session_get_store (self->session), class_id, &self->date, TRUE,
                               begin_loading (self), on_sheet_loaded, g_object_ref (self));
}

static GtkStringList *
make_class_names (GPtrArray *classes)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < classes->len; i++)
    {
      DescoClassDay *day = g_ptr_array_index (classes, i);

      gtk_string_list_take (names, g_strdup_printf ("%s · %s", day->school, day->class_name));
    }

  return names;
}

static void
on_classes_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoAttendancePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) classes
      = desco_today_list_classes_finish (DESCO_STORE (source), result, &error);
  g_autoptr (GtkStringList) names = NULL;

  if (classes == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  self->classes = g_steal_pointer (&classes);
  names = make_class_names (self->classes);

  self->choosing = TRUE;
  gtk_drop_down_set_model (self->class_chooser, G_LIST_MODEL (names));
  self->choosing = FALSE;
  if (self->classes->len == 0)
    show_empty (self);
  else
    open_class_at (self, choose_class (self));
}

static void
load_classes (DescoAttendancePage *self)
{
  desco_today_list_classes_async (desco_session_get_store (self->session), &self->date,
                                  begin_loading (self), on_classes_loaded, g_object_ref (self));
}

/* Keys ------------------------------------------------------------------------------------------ */

static gboolean
jump_to_name (DescoAttendancePage *self, guint keyval)
{
  gunichar character = gdk_keyval_to_unicode (keyval);
  guint position = 0;

  if (!g_unichar_isalnum (character) && character != '\'')
    return FALSE;
  if (desco_name_jump_type (self->jump, G_LIST_MODEL (self->sheet), character, &position))
    focus_row (self, (int) position);

  return TRUE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                DescoAttendancePage *self)
{
  if (self->sheet == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      mark (self, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      confirm (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      step_class (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      step_class (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_b:
      /* With Shift, or within a name, it is a letter like the others. */
      if (desco_name_jump_is_typing (self->jump))
        break;
      mark (self, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_r:
      /* Only a late absence has something to waive: elsewhere it is a letter, too. */
      if (desco_name_jump_is_typing (self->jump) || !ask_waiver (self, get_focused_position (self)))
        break;
      return GDK_EVENT_STOP;
    default:
      break;
    }

  return jump_to_name (self, keyval);
}

static void
add_keys (DescoAttendancePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);

  desco_key_bar_add (self->keys, "↑ ↓", _ ("move"));
  desco_key_bar_add (self->keys, _ ("Space"), _ ("absent"));
  desco_key_bar_add (self->keys, "B", _ ("plain meal"));
  desco_key_bar_add (self->keys, "R", _ ("no charge"));
  desco_key_bar_add (self->keys, _ ("A–Z 1–9"), _ ("to a name"));
  desco_key_bar_add (self->keys, _ ("Enter"), _ ("confirm"));
  desco_key_bar_add (self->keys, _ ("PgUp PgDn"), _ ("class"));
  desco_key_bar_add (self->keys, _ ("Ctrl+Z"), _ ("undo"));
}

static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  if (row != NULL && !gtk_widget_has_focus (GTK_WIDGET (row)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* The object ------------------------------------------------------------------------------------ */

/* The day may have been closed or opened. A draft that is out of sight is on disk and is read again
 * from there; the correction of a confirmed sheet is nowhere else, and stays. */
static void
on_session_changed (DescoAttendancePage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      if (self->sheet != NULL && !self->confirming
          && desco_attendance_sheet_get_confirmed_at (self->sheet) == 0)
        g_clear_object (&self->sheet);
    }
  else if (self->sheet != NULL && desco_attendance_sheet_is_day_closed (self->sheet))
    load_classes (self);
  else
    show_subtitle (self);
}

static void
desco_attendance_page_set_session (DescoPageView *view, DescoSession *session)
{
  DescoAttendancePage *self = DESCO_ATTENDANCE_PAGE (view);

  g_set_object (&self->session, session);
  self->date = desco_clock_today ();
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
desco_attendance_page_show (DescoPageView *view)
{
  DescoAttendancePage *self = DESCO_ATTENDANCE_PAGE (view);

  if (self->sheet != NULL && desco_attendance_sheet_is_modified (self->sheet))
    focus_row (self, MAX (get_focused_position (self), 0));
  else
    load_classes (self);
}

static void
desco_attendance_page_view_init (DescoPageViewInterface *iface)
{
  iface->set_session = desco_attendance_page_set_session;
  iface->show = desco_attendance_page_show;
  iface->undo = desco_attendance_page_undo;
}

static void
desco_attendance_page_unmap (GtkWidget *widget)
{
  save_draft (DESCO_ATTENDANCE_PAGE (widget));
  GTK_WIDGET_CLASS (desco_attendance_page_parent_class)->unmap (widget);
}

static void
desco_attendance_page_dispose (GObject *object)
{
  DescoAttendancePage *self = DESCO_ATTENDANCE_PAGE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->sheet);
  g_clear_object (&self->session);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->jump, desco_name_jump_free);

  G_OBJECT_CLASS (desco_attendance_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, header);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, empty);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, class_chooser);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, day_button);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, day_popover);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, calendar);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, expected);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, present);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, absent);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, plain);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, special);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, note);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, reopen_button);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, list);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendancePage, keys);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_class_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_class_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_class_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_next_day_clicked);
}

static void
desco_attendance_page_class_init (DescoAttendancePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_attendance_page_dispose;
  widget_class->unmap = desco_attendance_page_unmap;
  gtk_widget_class_install_action (widget_class, "sheet.waive", "u", on_waive_action);

  g_type_ensure (DESCO_TYPE_PAGE_HEADER);
  g_type_ensure (DESCO_TYPE_FIGURE);
  g_type_ensure (DESCO_TYPE_KEY_BAR);
  g_type_ensure (DESCO_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/attendance/desco-attendance-page.ui");
  bind_template (widget_class);
}

static void
desco_attendance_page_init (DescoAttendancePage *self)
{
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);
  self->jump = desco_name_jump_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected), self);
  add_keys (self);
}

/**
 * desco_attendance_page_show_class:
 * @self: a page
 * @class_id: a class
 *
 * Opens the sheet of a class, today.
 */
void
desco_attendance_page_show_class (DescoAttendancePage *self, const DescoUuid *class_id)
{
  g_return_if_fail (DESCO_IS_ATTENDANCE_PAGE (self));

  save_draft (self);
  self->wanted_class = *class_id;
  self->date = desco_clock_today ();
  g_clear_object (&self->sheet);
}
