/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "today/desco-today-page.h"

#include "attendance/desco-kitchen.h"
#include "attendance/desco-today.h"
#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "shell/desco-figure.h"
#include "shell/desco-page-header.h"
#include "shell/desco-page-view.h"
#include "shell/desco-wrap-box.h"
#include "today/desco-class-day-row.h"
#include "today/desco-day-reopening.h"
#include "today/desco-kitchen-row.h"
#include "today/desco-matters.h"

#include <glib/gi18n.h>

/* The morning screen: how long until the cut-off, who has not confirmed, what needs a hand. Every
 * row opens the place where it is solved. */

#define COUNTDOWN_SECONDS 5

struct _DescoTodayPage
{
  AdwBin parent_instance;

  DescoPageHeader *header;
  GtkWidget *close_button;
  GtkWidget *reopen_button;
  DescoFigure *countdown;
  DescoFigure *meals;
  DescoFigure *plain;
  DescoFigure *special;
  GtkWidget *kitchen_heading;
  GtkListBox *kitchen;
  GtkWidget *classes_heading;
  GtkListBox *classes;
  GtkWidget *no_classes;
  GtkListBox *matters;
  GtkLabel *asked;

  DescoSession *session;
  DescoToday *today;
  GCancellable *loading;
  guint countdown_id;
  gboolean narrow;
};

static void desco_today_page_view_init (DescoPageViewInterface *iface);
static void load (DescoTodayPage *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoTodayPage,
                               desco_today_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAGE_VIEW,
                                                      desco_today_page_view_init))

/* What is shown --------------------------------------------------------------------------------- */

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
show_countdown (DescoTodayPage *self)
{
  gint64 left = self->today->cutoff - desco_clock_now ();
  gint64 minutes = MAX (left, 0) / G_USEC_PER_SEC / 60;
  g_autofree char *time = desco_format_time (self->today->cutoff);
  g_autofree char *caption = left > 0 ? g_strdup_printf (_ ("To the cut-off at %s"), time)
                                      : g_strdup_printf (_ ("The cut-off was at %s"), time);
  g_autofree char *text
      = g_strdup_printf ("%" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, minutes / 60, minutes % 60);

  g_object_set (self->countdown, "caption", caption, NULL);
  desco_figure_set_value (self->countdown, text);
}

static gboolean
on_countdown (gpointer data)
{
  DescoTodayPage *self = data;

  if (self->today != NULL)
    show_countdown (self);

  return G_SOURCE_CONTINUE;
}

static void
show_figures (DescoTodayPage *self)
{
  const DescoAttendanceTotals *totals = &self->today->totals;

  show_countdown (self);
  desco_figure_set_count (self->meals, totals->present + totals->staff);
  desco_figure_set_count (self->plain, totals->plain);
  desco_figure_set_count (self->special, totals->special);
}

static void
show_classes (DescoTodayPage *self)
{
  gboolean any = self->today->classes->len > 0;

  clear_list (self->classes);
  gtk_list_box_append (self->classes, desco_class_day_row_new_header (self->classes, self->narrow));
  for (guint i = 0; i < self->today->classes->len; i++)
    gtk_list_box_append (self->classes,
                         desco_class_day_row_new (self->classes,
                                                  g_ptr_array_index (self->today->classes, i),
                                                  self->narrow));
  gtk_widget_set_visible (GTK_WIDGET (self->classes), any);
  gtk_widget_set_visible (self->classes_heading, any);
  gtk_widget_set_visible (self->no_classes, !any);
}

/* How old is what is known of payments. */
static void
show_asked (DescoTodayPage *self)
{
  DescoAsker *asker = desco_session_get_asker (self->session);
  gboolean is_away = asker != NULL && desco_asker_get_unreachable (asker) != NULL;
  GDate day = desco_date_of_time (self->today->asked_at);
  gboolean is_today = g_date_compare (&day, &self->today->date) == 0;
  g_autofree char *moment = is_today ? desco_format_time (self->today->asked_at)
                                     : desco_format_moment (self->today->asked_at);
  g_autofree char *text = NULL;

  if (self->today->asked_at == 0)
    text = g_strdup (is_away ? _ ("pagoPA can’t be reached just now.") : "");
  else
    text = g_strdup_printf (is_away
                                ? _ ("pagoPA can’t be reached just now; it was last asked at %s.")
                                : _ ("pagoPA was last asked what was paid at %s."),
                            moment);
  gtk_label_set_label (self->asked, text);
  gtk_widget_set_visible (GTK_WIDGET (self->asked), *text != '\0');
}

static void
show_matters (DescoTodayPage *self)
{
  DescoAsker *asker = desco_session_get_asker (self->session);

  clear_list (self->matters);
  desco_matters_fill (self->matters, self->today,
                      asker != NULL ? desco_asker_get_problem (asker) : NULL);
}

static void
show_header (DescoTodayPage *self)
{
  g_autofree char *day = desco_format_day (&self->today->date);
  g_autofree char *subtitle = NULL;
  g_autofree char *time = NULL;

  gtk_widget_set_visible (self->close_button,
                          self->today->classes->len > 0 && self->today->closed_at == 0);
  gtk_widget_set_visible (self->reopen_button, self->today->closed_at != 0);
  if (self->today->closed_at != 0)
    {
      time = desco_format_time (self->today->closed_at);
      /* Translators: a day, and the time at which the kitchen's numbers were frozen. */
      subtitle = g_strdup_printf (_ ("%s · closed at %s"), day, time);
    }
  else if (self->today->n_unconfirmed > 0)
    subtitle = g_strdup_printf (ngettext ("%s · %u class to confirm", "%s · %u classes to confirm",
                                          self->today->n_unconfirmed),
                                day, self->today->n_unconfirmed);
  desco_page_header_set_subtitle (self->header, subtitle != NULL ? subtitle : day);
}

/* the frozen numbers, by school. */
static void
show_kitchen (DescoTodayPage *self, const DescoKitchenDay *day)
{
  gboolean frozen = day != NULL && day->closed_at != 0;

  clear_list (self->kitchen);
  gtk_widget_set_visible (self->kitchen_heading, frozen);
  gtk_widget_set_visible (GTK_WIDGET (self->kitchen), frozen);
  if (!frozen)
    return;
  gtk_list_box_append (self->kitchen, desco_kitchen_row_new_header (self->kitchen));
  for (guint i = 0; i < day->numbers->len; i++)
    gtk_list_box_append (
        self->kitchen,
        desco_kitchen_row_new (self->kitchen, g_ptr_array_index (day->numbers, i), day->diets));
}

static void
show_today (DescoTodayPage *self)
{
  show_header (self);
  show_figures (self);
  show_classes (self);
  show_matters (self);
  show_asked (self);
  desco_page_view_emit_filled (DESCO_PAGE_VIEW (self));
}

/* Closing the day ------------------------------------------------------------------------------- */

static void
on_day_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoTodayPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoKitchenClosing) closing
      = desco_kitchen_close_day_finish (DESCO_STORE (source), result, &error);

  gtk_widget_set_sensitive (self->close_button, TRUE);
  if (closing == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  desco_toast_show (GTK_WIDGET (self), _ ("The day is closed: the kitchen’s numbers are frozen."));
  desco_session_emit_changed (self->session);
}

static void
close_day (gpointer data)
{
  DescoTodayPage *self = data;

  gtk_widget_set_sensitive (self->close_button, FALSE);
  desco_kitchen_close_day_async (desco_session_get_store (self->session), &self->today->date, NULL,
                                 on_day_closed, g_object_ref (self));
}

static void
on_close_clicked (DescoTodayPage *self)
{
  guint n = self->today->n_unconfirmed;
  g_autofree char *body
      = n == 0 ? g_strdup (_ ("Sheets can’t be corrected until the day is opened again."))
               : g_strdup_printf (
                   ngettext ("%u class is not confirmed: whoever is not marked counts as present.",
                             "%u classes are not confirmed: whoever is not marked counts as "
                             "present.",
                             n),
                   n);

  desco_compat_confirm (GTK_WIDGET (self), _ ("Close the day?"), body,
                        _ ("_Freeze the Kitchen’s Numbers"), close_day, g_object_ref (self),
                        g_object_unref);
}

static void
on_reopen_clicked (DescoTodayPage *self)
{
  desco_day_reopening_ask (GTK_WIDGET (self), self->session, &self->today->date);
}

/* The object ------------------------------------------------------------------------------------ */

static void
on_kitchen_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoTodayPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoKitchenDay) day
      = desco_kitchen_get_day_finish (DESCO_STORE (source), result, &error);

  if (day == NULL)
    desco_toast_show_error (GTK_WIDGET (self), error);
  else if (!g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    show_kitchen (self, day);
}

static void
load_kitchen (DescoTodayPage *self)
{
  if (self->today->closed_at == 0)
    show_kitchen (self, NULL);
  else
    desco_kitchen_get_day_async (desco_session_get_store (self->session), &self->today->date,
                                 self->loading, on_kitchen_loaded, g_object_ref (self));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoTodayPage) self = data;
  g_autoptr (GError) error = NULL;
  DescoToday *today = desco_today_load_finish (DESCO_STORE (source), result, &error);

  if (today == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->today, desco_today_free);
  self->today = today;
  show_today (self);
  load_kitchen (self);
}

static void
load (DescoTodayPage *self)
{
  GDate date = desco_clock_today ();

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  desco_today_load_async (desco_session_get_store (self->session), &date, self->loading, on_loaded,
                          g_object_ref (self));
}

static void
on_session_changed (DescoTodayPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
desco_today_page_set_session (DescoPageView *view, DescoSession *session)
{
  DescoTodayPage *self = DESCO_TODAY_PAGE (view);

  g_set_object (&self->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "asked", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
desco_today_page_show (DescoPageView *view)
{
  load (DESCO_TODAY_PAGE (view));
}

static void
desco_today_page_set_narrow (DescoPageView *view, gboolean narrow)
{
  DescoTodayPage *self = DESCO_TODAY_PAGE (view);

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->today != NULL)
    show_classes (self);
}

static void
desco_today_page_view_init (DescoPageViewInterface *iface)
{
  iface->set_session = desco_today_page_set_session;
  iface->show = desco_today_page_show;
  iface->set_narrow = desco_today_page_set_narrow;
}

static void
desco_today_page_map (GtkWidget *widget)
{
  DescoTodayPage *self = DESCO_TODAY_PAGE (widget);

  GTK_WIDGET_CLASS (desco_today_page_parent_class)->map (widget);
  self->countdown_id = g_timeout_add_seconds (COUNTDOWN_SECONDS, on_countdown, self);
}

static void
desco_today_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&DESCO_TODAY_PAGE (widget)->countdown_id, g_source_remove);
  GTK_WIDGET_CLASS (desco_today_page_parent_class)->unmap (widget);
}

static void
desco_today_page_dispose (GObject *object)
{
  DescoTodayPage *self = DESCO_TODAY_PAGE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);
  g_clear_pointer (&self->today, desco_today_free);

  G_OBJECT_CLASS (desco_today_page_parent_class)->dispose (object);
}

static void
desco_today_page_class_init (DescoTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_today_page_dispose;
  widget_class->map = desco_today_page_map;
  widget_class->unmap = desco_today_page_unmap;

  g_type_ensure (DESCO_TYPE_PAGE_HEADER);
  g_type_ensure (DESCO_TYPE_FIGURE);
  g_type_ensure (DESCO_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/desco/Desco/today/desco-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, header);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, reopen_button);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, countdown);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, meals);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, plain);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, special);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, kitchen_heading);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, kitchen);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, classes_heading);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, classes);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, no_classes);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, matters);
  gtk_widget_class_bind_template_child (widget_class, DescoTodayPage, asked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen_clicked);
}

static void
desco_today_page_init (DescoTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
