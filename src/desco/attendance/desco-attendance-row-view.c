/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-attendance-row-view.h"

#include "desco-format.h"
#include "shell/desco-chip.h"

#include <glib/gi18n.h>

/* One pupil on a class sheet. */

struct _DescoAttendanceRowView
{
  GtkListBoxRow parent_instance;

  GtkLabel *number;
  GtkLabel *name;
  GtkLabel *waiver;
  GtkWidget *diet;
  GtkLabel *balance;
  GtkWidget *waive_button;
  GtkWidget *state;

  DescoAttendanceRow *row;
};

G_DEFINE_FINAL_TYPE (DescoAttendanceRowView, desco_attendance_row_view, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_state_words (DescoAttendanceRow *row, DescoTone *tone)
{
  switch (desco_attendance_row_get_state (row))
    {
    case DESCO_ATTENDANCE_ABSENT:
      *tone = DESCO_TONE_BAD;
      return _ ("Absent");
    case DESCO_ATTENDANCE_LATE_ABSENT:
      *tone = DESCO_TONE_BAD;
      return _ ("Absent, late");
    case DESCO_ATTENDANCE_PRESENT:
    default:
      break;
    }
  if (desco_attendance_row_get_meal (row) == DESCO_MEAL_PLAIN)
    {
      *tone = DESCO_TONE_MIND;
      return _ ("Plain");
    }
  *tone = DESCO_TONE_GOOD;

  return _ ("Present");
}

/* a sheet that was loaded without balances has none to show. */
static char *
make_balance_words (DescoAttendanceRow *row)
{
  GDate until = { 0 };
  gint64 balance = 0;
  g_autofree char *vouchers = NULL;
  g_autofree char *day = NULL;

  if (!desco_attendance_row_get_balance (row, &balance))
    return g_strdup ("");
  vouchers = desco_format_vouchers (balance);
  if (balance <= 0 || !desco_attendance_row_get_lasts_until (row, &until))
    return g_steal_pointer (&vouchers);
  day = desco_format_short_day (&until);

  /* Translators: a balance and the day on which it runs out: 14 vouchers, until 18/12/2026. */
  return g_strdup_printf (_ ("%s, until %s"), vouchers, day);
}

static void
update_balance (DescoAttendanceRowView *self)
{
  g_autofree char *words = make_balance_words (self->row);
  gint64 balance = 0;
  gboolean low = desco_attendance_row_get_balance (self->row, &balance) && balance < 0;

  gtk_label_set_label (self->balance, words);
  if (low)
    gtk_widget_add_css_class (GTK_WIDGET (self->balance), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->balance), "error");
  if (low)
    gtk_widget_remove_css_class (GTK_WIDGET (self->balance), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->balance), "dim-label");
}

/* a late absence is charged unless there is a reason on record. */
static void
update_waiver (DescoAttendanceRowView *self)
{
  gboolean late = desco_attendance_row_get_state (self->row) == DESCO_ATTENDANCE_LATE_ABSENT;
  const char *reason = late ? desco_attendance_row_get_override_reason (self->row) : NULL;
  /* Translators: why the meal of a late absence costs nothing. */
  g_autofree char *words = reason != NULL ? g_strdup_printf (_ ("Not charged: %s"), reason) : NULL;

  gtk_label_set_label (self->waiver, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->waiver), words);
  gtk_widget_set_visible (GTK_WIDGET (self->waiver), words != NULL);
  gtk_widget_set_visible (self->waive_button, late);
}

static void
describe (DescoAttendanceRowView *self)
{
  g_autoptr (GString) text = g_string_new (gtk_label_get_label (self->name));

  g_string_append_printf (text, ", %s", gtk_label_get_label (GTK_LABEL (self->state)));
  if (gtk_widget_get_visible (GTK_WIDGET (self->waiver)))
    g_string_append_printf (text, ", %s", gtk_label_get_label (self->waiver));
  if (gtk_widget_get_visible (self->diet))
    g_string_append_printf (text, ", %s", gtk_label_get_label (GTK_LABEL (self->diet)));
  if (*gtk_label_get_label (self->balance) != '\0')
    g_string_append_printf (text, ", %s", gtk_label_get_label (self->balance));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
}

static void
desco_attendance_row_view_dispose (GObject *object)
{
  g_clear_object (&DESCO_ATTENDANCE_ROW_VIEW (object)->row);

  G_OBJECT_CLASS (desco_attendance_row_view_parent_class)->dispose (object);
}

static void
desco_attendance_row_view_class_init (DescoAttendanceRowViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_attendance_row_view_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/attendance/desco-attendance-row-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoAttendanceRowView, number);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendanceRowView, name);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendanceRowView, waiver);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendanceRowView, diet);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendanceRowView, balance);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendanceRowView, waive_button);
  gtk_widget_class_bind_template_child (widget_class, DescoAttendanceRowView, state);
}

static void
desco_attendance_row_view_init (DescoAttendanceRowView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_attendance_row_view_new:
 * @row: a pupil on a sheet
 * @number: the place on it, from 1
 *
 * Returns: (transfer floating): what shows it
 */
GtkWidget *
desco_attendance_row_view_new (DescoAttendanceRow *row, guint number)
{
  DescoAttendanceRowView *self = g_object_new (DESCO_TYPE_ATTENDANCE_ROW_VIEW, NULL);
  g_autofree char *text = g_strdup_printf ("%u", number);

  self->row = g_object_ref (row);
  gtk_label_set_label (self->number, text);
  gtk_label_set_label (self->name, desco_attendance_row_get_name (row));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->waive_button), "u", number);
  gtk_widget_set_visible (self->diet, desco_attendance_row_get_has_diet (row));
  desco_attendance_row_view_update (self);

  return GTK_WIDGET (self);
}

/**
 * desco_attendance_row_view_get_row:
 * @self: a view
 *
 * Returns: (transfer none): what it shows
 */
DescoAttendanceRow *
desco_attendance_row_view_get_row (DescoAttendanceRowView *self)
{
  g_return_val_if_fail (DESCO_IS_ATTENDANCE_ROW_VIEW (self), NULL);

  return self->row;
}

/**
 * desco_attendance_row_view_update:
 * @self: a view
 *
 * Shows what has become of its row.
 */
void
desco_attendance_row_view_update (DescoAttendanceRowView *self)
{
  DescoTone tone = DESCO_TONE_PLAIN;
  const char *words;

  g_return_if_fail (DESCO_IS_ATTENDANCE_ROW_VIEW (self));

  words = get_state_words (self->row, &tone);
  desco_chip_set (self->state, words, tone);
  update_waiver (self);
  update_balance (self);
  describe (self);
}
