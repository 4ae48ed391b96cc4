/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "report/desco-report-page.h"

#include "compat.h"
#include "desco-toast.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "report/desco-report-rows.h"
#include "report/desco-report-work.h"
#include "shell/desco-page-header.h"
#include "shell/desco-page-view.h"
#include "shell/desco-wrap-box.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* A month of payments held against the banks' transfers and the wallets, to look at, save and
 * print. */

/* How long work may last before the person is told that it lasts, and how often they are told. */
#define PATIENCE_MS 300
#define PROGRESS_MS 100

struct _DescoReportPage
{
  AdwBin parent_instance;

  DescoPageHeader *header;
  GtkLabel *month_label;
  GtkWidget *next_button;
  GtkDropDown *by;
  GtkWidget *waiting;
  GtkLabel *waiting_label;
  GtkProgressBar *progress_bar;
  GtkStack *content;
  GtkWidget *unread;
  GtkLabel *unread_label;
  GtkListBox *sums;
  GtkListBox *kinds;
  GtkListBox *missing;

  DescoSession *session;
  GDate month; /* its first day */
  GCancellable *work;
  DescoReportProgress *progress;
  guint patience_id;
  guint progress_id;
  gboolean prints;
};

static void desco_report_page_view_init (DescoPageViewInterface *iface);
static void load (DescoReportPage *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoReportPage,
                               desco_report_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAGE_VIEW,
                                                      desco_report_page_view_init))

/* Waiting --------------------------------------------------------------------------------------- */

static gboolean
on_progress (gpointer data)
{
  DescoReportPage *self = data;
  int total = g_atomic_int_get (&self->progress->total);

  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress_bar,
                                   (double) g_atomic_int_get (&self->progress->done) / total);
  else
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_patience_over (gpointer data)
{
  DescoReportPage *self = data;

  self->patience_id = 0;
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_set_visible (self->waiting, TRUE);
  self->progress_id = g_timeout_add (PROGRESS_MS, on_progress, self);
  return G_SOURCE_REMOVE;
}

static void
end_work (DescoReportPage *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_object (&self->work);
  g_clear_pointer (&self->progress, desco_report_progress_unref);
  gtk_widget_set_visible (self->waiting, FALSE);
}

/* What is begun takes the place of what was under way. */
static void
begin_work (DescoReportPage *self, const char *text)
{
  if (self->work != NULL)
    g_cancellable_cancel (self->work);
  end_work (self);
  self->work = g_cancellable_new ();
  self->progress = desco_report_progress_new ();
  gtk_label_set_label (self->waiting_label, text);
  self->patience_id = g_timeout_add (PATIENCE_MS, on_patience_over, self);
}

/* Whether @result is of the work that the page waits for, and not of one that was given up. */
static gboolean
is_current (DescoReportPage *self, GAsyncResult *result)
{
  return self->work != NULL && g_task_get_cancellable (G_TASK (result)) == self->work;
}

static void
tell_error (DescoReportPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    desco_toast_show (GTK_WIDGET (self), _ ("Stopped; nothing is half done."));
  else
    desco_toast_show_error (GTK_WIDGET (self), error);
}

/* What is shown --------------------------------------------------------------------------------- */

static DescoReconciliationQuery
make_query (DescoReportPage *self)
{
  DescoReconciliationQuery query = { .from = self->month, .to = self->month };

  g_date_add_months (&query.to, 1);
  g_date_subtract_days (&query.to, 1);
  query.by = (DescoReconciliationBy) gtk_drop_down_get_selected (self->by);
  return query;
}

static char *
format_month (DescoReportPage *self)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (
      g_date_get_year (&self->month), (int) g_date_get_month (&self->month), 1, 12, 0, 0);

  /* Translators: a month standing alone, as “November 2026”. */
  return g_date_time_format (day, _ ("%OB %Y"));
}

static void
show_month_name (DescoReportPage *self)
{
  g_autofree char *name = format_month (self);
  GDate today = desco_clock_today ();

  gtk_label_set_label (self->month_label, name);
  gtk_widget_set_sensitive (
      self->next_button, g_date_get_year (&self->month) < g_date_get_year (&today)
                             || (g_date_get_year (&self->month) == g_date_get_year (&today)
                                 && g_date_get_month (&self->month) < g_date_get_month (&today)));
}

static void
show_unread (DescoReportPage *self, guint n)
{
  g_autofree char *text
      = g_strdup_printf (ngettext ("%u transfer is not read to its end yet.",
                                   "%u transfers are not read to their end yet.", n),
                         n);

  gtk_label_set_label (self->unread_label, text);
  gtk_widget_set_visible (self->unread, n > 0);
}

static void
show_month (DescoReportPage *self, const DescoReportMonth *month)
{
  desco_report_rows_show_sums (self->sums, month);
  desco_report_rows_show_kinds (self->kinds, month);
  desco_report_rows_show_missing (self->missing, month);
  show_unread (self, month->totals.n_unread_flows);
  gtk_stack_set_visible_child_name (self->content,
                                    month->totals.sums.n_lines > 0 ? "month" : "empty");
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoReportMonth) month = desco_report_work_load_finish (result, &error);

  if (!is_current (self, result))
    return;
  end_work (self);
  if (month != NULL)
    show_month (self, month);
  else
    tell_error (self, error);
  desco_page_view_emit_filled (DESCO_PAGE_VIEW (self));
}

static void
load (DescoReportPage *self)
{
  DescoReconciliationQuery query = make_query (self);

  show_month_name (self);
  begin_work (self, _ ("Reading the payments…"));
  desco_report_work_load_async (self->session, &query, self->progress, self->work, on_loaded,
                                g_object_ref (self));
}

/* What can be done ------------------------------------------------------------------------------ */

static void
on_previous_clicked (DescoReportPage *self)
{
  g_date_subtract_months (&self->month, 1);
  load (self);
}

static void
on_next_clicked (DescoReportPage *self)
{
  g_date_add_months (&self->month, 1);
  load (self);
}

static void
on_cancel_clicked (DescoReportPage *self)
{
  if (self->work != NULL)
    g_cancellable_cancel (self->work);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoFlowReport) report = desco_report_work_fetch_finish (result, &error);
  g_autofree char *text = NULL;

  if (!is_current (self, result))
    return;
  end_work (self);
  if (report == NULL)
    {
      tell_error (self, error);
      return;
    }
  if (report->unreachable != NULL)
    text = g_strdup (report->unreachable);
  else if (report->failed->len > 0)
    text = g_strdup (((DescoFlowFailure *) g_ptr_array_index (report->failed, 0))->reason);
  else if (report->fetched == 0)
    text = g_strdup (_ ("There are no new transfers."));
  else
    text = g_strdup_printf (
        ngettext ("%u new transfer was read.", "%u new transfers were read.", report->fetched),
        report->fetched);
  desco_toast_show (GTK_WIDGET (self), text);
  load (self);
}

static void
on_fetch_clicked (DescoReportPage *self)
{
  begin_work (self, _ ("Reading the banks’ transfers…"));
  desco_report_work_fetch_async (self->session, self->work, on_fetched, g_object_ref (self));
}

static void
on_viewed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReportPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    {
      g_autoptr (GError) told = g_error_new (
          G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
          _ ("No program to show and print a PDF is here (%s): save the report and print it from "
             "there."),
          error->message);

      desco_toast_show_error (GTK_WIDGET (self), told);
    }
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = desco_report_work_write_finish (result, &error);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gboolean prints = self->prints;

  if (!is_current (self, result))
    return;
  end_work (self);
  if (path == NULL)
    {
      tell_error (self, error);
      return;
    }
  if (prints)
    {
      g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

      g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_viewed, g_object_ref (self));
      return;
    }
  name = g_filename_display_basename (path);
  text = g_strdup_printf (_ ("The report is in “%s”."), name);
  desco_toast_show (GTK_WIDGET (self), text);
}

static void
write_to (DescoReportPage *self, const char *path, gboolean prints)
{
  DescoReconciliationQuery query = make_query (self);

  begin_work (self, _ ("Writing the report…"));
  self->prints = prints;
  desco_report_work_write_async (self->session, &query, path, self->progress, self->work,
                                 on_written, g_object_ref (self));
}

static char *
make_name (DescoReportPage *self, const char *suffix)
{
  return g_strdup_printf ("%s-%04u-%02d.%s", _ ("reconciliation"), g_date_get_year (&self->month),
                          (int) g_date_get_month (&self->month), suffix);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReportPage) self = data;
  g_autoptr (GFile) file = desco_compat_choose_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    write_to (self, path, FALSE);
}

static void
on_save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DescoReportPage *self = DESCO_REPORT_PAGE (widget);
  g_autofree char *name = make_name (self, g_variant_get_string (parameter, NULL));

  desco_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save the Report"),
                                name, NULL, on_file_chosen, g_object_ref (self));
}

/* A program that shows PDFs knows the printers, also from within a sandbox of applications. */
static void
on_print_clicked (DescoReportPage *self)
{
  g_autofree char *name = make_name (self, "pdf");
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "desco", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  write_to (self, path, TRUE);
}

/* The object ------------------------------------------------------------------------------------ */

static void
on_session_changed (DescoReportPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
desco_report_page_set_session (DescoPageView *view, DescoSession *session)
{
  DescoReportPage *self = DESCO_REPORT_PAGE (view);

  g_set_object (&self->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
desco_report_page_show (DescoPageView *view)
{
  load (DESCO_REPORT_PAGE (view));
}

static void
desco_report_page_view_init (DescoPageViewInterface *iface)
{
  iface->set_session = desco_report_page_set_session;
  iface->show = desco_report_page_show;
}

static void
desco_report_page_dispose (GObject *object)
{
  DescoReportPage *self = DESCO_REPORT_PAGE (object);

  if (self->work != NULL)
    {
      g_cancellable_cancel (self->work);
      end_work (self);
    }
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desco_report_page_parent_class)->dispose (object);
}

static void
desco_report_page_class_init (DescoReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_report_page_dispose;

  g_type_ensure (DESCO_TYPE_PAGE_HEADER);
  g_type_ensure (DESCO_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/report/desco-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, header);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, month_label);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, by);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, content);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, unread);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, unread_label);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, sums);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, DescoReportPage, missing);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_fetch_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_print_clicked);
  gtk_widget_class_install_action (widget_class, "report.save", "s", on_save_action);
}

static void
desco_report_page_init (DescoReportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->month = desco_clock_today ();
  g_date_set_day (&self->month, 1);
}
