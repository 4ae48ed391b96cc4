/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "cash/desco-cash-window.h"

#include "cash/desco-quittance-row.h"
#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-money.h"
#include "papers/desco-cash-paper.h"
#include "store/desco-cash-days.h"
#include "store/desco-quittances.h"

#include <glib/gi18n.h>

/* The cash of a day: what was taken, what the drawer should hold, and its closing with what
 * was counted. */

struct _DescoCashWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkLabel *cash_total;
  GtkLabel *pos_total;
  GtkLabel *expected;
  AdwPreferencesGroup *quittances_group;
  AdwPreferencesGroup *closings_group;
  AdwPreferencesGroup *unclosed_group;
  AdwPreferencesGroup *count_group;
  AdwEntryRow *counted;
  AdwEntryRow *reason;
  GtkLabel *difference;
  GtkLabel *problem;
  GtkButton *close_button;

  DescoSession *session;
  GDate date;
  DescoCashDay *day;
  GPtrArray *rows; /* what is to go from the groups; borrowed */
  GtkWidget *last; /* the row that the person acts on, for what the question is about */
};

G_DEFINE_FINAL_TYPE (DescoCashWindow, desco_cash_window, ADW_TYPE_WINDOW)

static void load (DescoCashWindow *self);

/* The count -------------------------------------------------------------------------------------- */

/* Cents that were typed; FALSE while it is no amount. */
static gboolean
read_counted (DescoCashWindow *self, gint64 *counted)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->counted))));

  return *text != '\0' && desco_money_parse (text, counted) && *counted >= 0;
}

static char *
describe_difference (gint64 difference)
{
  g_autofree char *amount = desco_format_euro (ABS (difference));

  if (difference == 0)
    return g_strdup (_ ("It is what it should be."));
  if (difference > 0)
    return g_strdup_printf (_ ("%s more than there should be: count again, or say why."), amount);
  return g_strdup_printf (_ ("%s less than there should be: count again, or say why."), amount);
}

static void
show_count (DescoCashWindow *self)
{
  gint64 counted = 0;
  gboolean valid = read_counted (self, &counted);
  gint64 difference = valid && self->day != NULL ? counted - self->day->open_cash : 0;
  g_autofree char *sum = desco_format_euro (counted);
  g_autofree char *text = valid ? describe_difference (difference) : g_strdup ("");
  g_autofree char *label = valid ? g_strdup_printf (_ ("_Close the Day with %s in the Drawer"), sum)
                                 : g_strdup (_ ("_Close the Day"));
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));

  gtk_label_set_label (self->difference, text);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), difference != 0);
  desco_compat_set_long_label (self->close_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->close_button),
                            valid && (difference == 0 || *reason != '\0'));
}

static void
show_problem (DescoCashWindow *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* What is shown ---------------------------------------------------------------------------------- */

static void
add_row (DescoCashWindow *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "desco-group", group);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (DescoCashWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "desco-group"), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
on_voided (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoCashWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoQuittance) quittance
      = desco_quittances_void_finish (DESCO_STORE (source), result, &error);

  show_problem (self, error != NULL ? error->message : NULL);
  desco_session_emit_changed (self->session);
  load (self);
}

static void
make_void (const char *reason, gpointer data)
{
  DescoCashWindow *self = data;
  DescoQuittance *quittance = desco_quittance_row_get_quittance (self->last);

  desco_quittances_void_async (desco_session_get_store (self->session), &quittance->id, reason,
                               NULL, on_voided, g_object_ref (self));
}

static void
on_void_clicked (GtkWidget *button, gpointer data)
{
  DescoCashWindow *self = data;
  DescoQuittance *quittance = desco_quittance_row_get_quittance (button);
  g_autofree char *heading = g_strdup_printf (_ ("Void quittance %s?"), quittance->label);
  g_autofree char *amount = desco_format_euro (quittance->amount);
  g_autofree char *label = g_strdup_printf (_ ("_Give %s Back"), amount);

  g_set_object (&self->last, button);
  desco_compat_ask_reason (
      GTK_WIDGET (self), heading,
      _ ("The vouchers go from the wallet. The number stays on record with your "
         "reason."),
      label, NULL, make_void, g_object_ref (self), g_object_unref);
}

static void
add_quittances (DescoCashWindow *self)
{
  for (guint i = 0; i < self->day->quittances->len; i++)
    add_row (self, self->quittances_group,
             desco_quittance_row_new (g_ptr_array_index (self->day->quittances, i), self->session,
                                      G_CALLBACK (on_void_clicked), self));
  gtk_widget_set_visible (GTK_WIDGET (self->quittances_group), self->day->quittances->len > 0);
}

static void
add_closing (DescoCashWindow *self, const DescoCashClosing *closing)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = desco_format_moment (closing->at);
  g_autofree char *counted = desco_format_euro (closing->counted);
  g_autofree char *expected = desco_format_euro (closing->expected);
  g_autofree char *pos = desco_format_euro (closing->pos_total);
  g_autofree char *title = g_strdup_printf (_ ("%s counted, %s by card"), counted, pos);
  g_autofree char *subtitle = NULL;

  if (closing->reason != NULL)
    subtitle = g_strdup_printf (_ ("%s · %s should have been there: %s"), time, expected,
                                closing->reason);
  else
    subtitle = g_strdup_printf ("%s · %s", time, closing->author != NULL ? closing->author : "–");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (closing->reason != NULL)
    desco_compat_add_row_icon (row, "desco-warning-symbolic");
  add_row (self, self->closings_group, row);
}

static void
on_day_clicked (GtkWidget *button, gpointer data)
{
  DescoCashWindow *self = data;

  desco_date_parse_iso (g_object_get_data (G_OBJECT (button), "date"), &self->date);
  load (self);
}

static void
add_unclosed (DescoCashWindow *self, const char *iso)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Count It"));
  GDate date;
  g_autofree char *title = NULL;

  if (!desco_date_parse_iso (iso, &date))
    return;
  title = desco_format_day (&date);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Nobody has closed it yet"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "date", g_strdup (iso), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_day_clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  add_row (self, self->unclosed_group, row);
}

static void
show_day (DescoCashWindow *self)
{
  const DescoCashDay *day = self->day;
  g_autofree char *date = desco_format_day (&day->date);
  g_autofree char *cash = desco_format_euro (day->cash_total);
  g_autofree char *pos = desco_format_euro (day->pos_total);
  g_autofree char *expected = desco_format_euro (day->open_cash);

  clear_rows (self);
  adw_window_title_set_subtitle (self->title, date);
  gtk_label_set_label (self->cash_total, cash);
  gtk_label_set_label (self->pos_total, pos);
  gtk_label_set_label (self->expected, expected);
  add_quittances (self);
  for (guint i = 0; i < day->closings->len; i++)
    add_closing (self, g_ptr_array_index (day->closings, i));
  for (guint i = 0; day->unclosed[i] != NULL; i++)
    add_unclosed (self, day->unclosed[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->closings_group), day->closings->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->unclosed_group), day->unclosed[0] != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->count_group), day->n_open > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->close_button), day->n_open > 0);
  gtk_stack_set_visible_child_name (
      self->stack, day->quittances->len > 0 || day->unclosed[0] != NULL ? "day" : "nothing");
  show_count (self);
  if (day->n_open > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->counted));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoCashWindow) self = data;
  g_autoptr (GError) error = NULL;
  DescoCashDay *day = desco_cash_days_get_finish (DESCO_STORE (source), result, &error);

  if (day == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  g_clear_pointer (&self->day, desco_cash_day_free);
  self->day = day;
  show_day (self);
}

static void
load (DescoCashWindow *self)
{
  desco_cash_days_get_async (desco_session_get_store (self->session), &self->date, NULL, on_loaded,
                             g_object_ref (self));
}

/* What can be done ------------------------------------------------------------------------------- */

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoCashWindow) self = data;
  g_autoptr (GError) error = NULL;
  DescoCashDay *day = desco_cash_days_close_finish (DESCO_STORE (source), result, &error);

  show_problem (self, error != NULL ? error->message : NULL);
  if (day == NULL)
    return;
  g_clear_pointer (&self->day, desco_cash_day_free);
  self->day = day;
  gtk_editable_set_text (GTK_EDITABLE (self->counted), "");
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  show_day (self);
  desco_session_emit_changed (self->session);
}

static void
on_close_clicked (DescoCashWindow *self)
{
  gint64 counted;

  if (!read_counted (self, &counted))
    return;
  desco_cash_days_close_async (desco_session_get_store (self->session), &self->date, counted,
                               gtk_editable_get_text (GTK_EDITABLE (self->reason)), NULL, on_closed,
                               g_object_ref (self));
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoCashWindow) self = data;
  g_autoptr (GFile) file = desco_compat_choose_file_finish (result, NULL);
  g_autoptr (GError) error = NULL;

  if (file == NULL || g_file_peek_path (file) == NULL || self->day == NULL)
    return;
  /* A day's quittances are a sheet or two. */
  if (!desco_cash_paper_write (self->day, desco_session_get_creditor (self->session),
                               desco_session_is_practice (self->session), g_file_peek_path (file),
                               NULL, &error))
    show_problem (self, error->message);
}

static void
on_save_clicked (DescoCashWindow *self)
{
  g_autofree char *date = desco_date_to_iso (&self->date);
  g_autofree char *name = g_strdup_printf ("%s-%s.pdf", _ ("cash"), date);

  desco_compat_save_file_async (GTK_WINDOW (self), _ ("Save the Report"), name, NULL,
                                on_file_chosen, g_object_ref (self));
}

static void
on_count_changed (DescoCashWindow *self)
{
  if (self->day != NULL)
    show_count (self);
}

/* The object ------------------------------------------------------------------------------------- */

static void
desco_cash_window_dispose (GObject *object)
{
  DescoCashWindow *self = DESCO_CASH_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->last);
  g_clear_pointer (&self->day, desco_cash_day_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (desco_cash_window_parent_class)->dispose (object);
}

static void
desco_cash_window_class_init (DescoCashWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_cash_window_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/desco/Desco/cash/desco-cash-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, cash_total);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, pos_total);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, expected);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, quittances_group);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, closings_group);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, unclosed_group);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, count_group);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, counted);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, difference);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoCashWindow, close_button);
  gtk_widget_class_bind_template_callback (widget_class, on_count_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
}

static void
desco_cash_window_init (DescoCashWindow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desco_compat_name_entry (GTK_WIDGET (self->counted));
  desco_compat_name_entry (GTK_WIDGET (self->reason));
}

/**
 * desco_cash_window_present:
 * @parent: the window that asks
 * @session: its database
 *
 * Shows what the desk took today, and closes the day.
 */
void
desco_cash_window_present (GtkWindow *parent, DescoSession *session)
{
  DescoCashWindow *self = g_object_new (DESCO_TYPE_CASH_WINDOW, "transient-for", parent, NULL);

  g_set_object (&self->session, session);
  self->date = desco_clock_today ();
  gtk_window_present (GTK_WINDOW (self));
  load (self);
}
