/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-due-window.h"

#include "compat.h"
#include "exchange/desco-value.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-due-date.h"

#include <glib/gi18n.h>

/* By which other day purchases are to be paid, and what follows from that. */

struct _DescoDueWindow
{
  AdwWindow parent_instance;

  GtkEditable *day;
  GtkPopover *popover;
  GtkCalendar *calendar;
  GtkLabel *problem;
  GtkLabel *consequence;
  GtkButton *change_button;

  DescoDueFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
};

G_DEFINE_FINAL_TYPE (DescoDueWindow, desco_due_window, ADW_TYPE_WINDOW)

static gboolean
read_day (DescoDueWindow *self, GDate *day, GError **error)
{
  GDate today = desco_clock_today ();

  return desco_value_parse_date (gtk_editable_get_text (self->day), DESCO_DATE_SENSE_TERM, &today,
                                 day, error)
         && desco_due_date_check (day, &today, error);
}

static void
show_problem (DescoDueWindow *self, const GError *error)
{
  gtk_label_set_label (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->day), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->day), "error");
}

/* While it is being typed there is nothing to say of it. */
static void
on_day_changed (DescoDueWindow *self)
{
  show_problem (self, NULL);
}

static void
set_day (DescoDueWindow *self, const GDate *day)
{
  g_autofree char *text = desco_date_to_display (day);

  gtk_editable_set_text (self->day, text);
  gtk_editable_set_position (self->day, -1);
}

static void
on_day_selected (DescoDueWindow *self)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (self->calendar);
  GDate day = desco_date_from_ymd ((guint) g_date_time_get_year (chosen),
                                   (guint) g_date_time_get_month (chosen),
                                   (guint) g_date_time_get_day_of_month (chosen));

  gtk_popover_popdown (self->popover);
  set_day (self, &day);
}

static void
on_change_clicked (DescoDueWindow *self)
{
  g_autoptr (GError) error = NULL;
  GDate day;

  if (!read_day (self, &day, &error))
    {
      show_problem (self, error);
      gtk_widget_grab_focus (GTK_WIDGET (self->day));
      return;
    }
  self->func (&day, self->data);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
is_in_instalments (GPtrArray *purchases)
{
  for (guint i = 0; i < purchases->len; i++)
    if (((DescoPurchase *) purchases->pdata[i])->instalments->len > 0)
      return TRUE;
  return FALSE;
}

static void
show_consequence (DescoDueWindow *self, GPtrArray *purchases, guint n_left_out)
{
  g_autoptr (GString) text = g_string_new (
      _ ("pagoPA is told first, where it has the notice. A paper that says the old day no longer "
         "counts: the notice is to be printed again."));

  if (is_in_instalments (purchases))
    g_string_append_printf (text, " %s",
                            _ ("The first instalment falls due on that day, and the others follow "
                               "a month apart."));
  if (n_left_out > 0)
    g_string_append_printf (text,
                            ngettext ("\n\n%u of those chosen is paid, withdrawn or expired, and "
                                      "keeps its day.",
                                      "\n\n%u of those chosen are paid, withdrawn or expired, and "
                                      "keep their day.",
                                      n_left_out),
                            n_left_out);
  gtk_label_set_label (self->consequence, text->str);
}

/* The object ------------------------------------------------------------------------------------ */

static void
desco_due_window_finalize (GObject *object)
{
  DescoDueWindow *self = DESCO_DUE_WINDOW (object);

  if (self->data_destroy != NULL)
    self->data_destroy (self->data);

  G_OBJECT_CLASS (desco_due_window_parent_class)->finalize (object);
}

static void
desco_due_window_class_init (DescoDueWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = desco_due_window_finalize;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-due-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoDueWindow, day);
  gtk_widget_class_bind_template_child (widget_class, DescoDueWindow, popover);
  gtk_widget_class_bind_template_child (widget_class, DescoDueWindow, calendar);
  gtk_widget_class_bind_template_child (widget_class, DescoDueWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoDueWindow, consequence);
  gtk_widget_class_bind_template_child (widget_class, DescoDueWindow, change_button);
  gtk_widget_class_bind_template_callback (widget_class, on_day_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_change_clicked);
}

static void
desco_due_window_init (DescoDueWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desco_compat_name_entry (GTK_WIDGET (self->day));
}

/**
 * desco_due_window_present:
 * @from: where the question comes from
 * @purchases: (element-type DescoPurchase): what is to be paid by another day, at least one
 * @n_left_out: how many of those that were chosen can't be
 * @func: told once a day is chosen that can be one
 * @data: (nullable): what @func gets
 * @data_destroy: (nullable): frees @data
 *
 * Asks by which other day purchases are to be paid, and says what follows from it.
 */
void
desco_due_window_present (GtkWidget *from,
                          GPtrArray *purchases,
                          guint n_left_out,
                          DescoDueFunc func,
                          gpointer data,
                          GDestroyNotify data_destroy)
{
  DescoDueWindow *self
      = g_object_new (DESCO_TYPE_DUE_WINDOW, "transient-for", gtk_widget_get_root (from), NULL);
  const DescoPurchase *first = g_ptr_array_index (purchases, 0);
  g_autofree char *label = g_strdup_printf (
      ngettext ("C_hange %u Due Date", "C_hange %u Due Dates", purchases->len), purchases->len);

  self->func = func;
  self->data = data;
  self->data_destroy = data_destroy;
  set_day (self, &first->due_date);
  show_consequence (self, purchases, n_left_out);
  gtk_button_set_label (self->change_button, label);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->day));
}
