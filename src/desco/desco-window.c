/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-window.h"

#include "attendance/desco-attendance-page.h"
#include "attendance/desco-today.h"
#include "compat.h"
#include "desco-window-state.h"
#include "desco-toast.h"
#include "finder/desco-finder.h"
#include "lists/desco-import-window.h"
#include "model/desco-clock.h"
#include "pupils/desco-pupils-page.h"
#include "purchases/desco-purchases-page.h"
#include "receipts/desco-receipts-page.h"
#include "refunds/desco-refunds-window.h"
#include "report/desco-report-page.h"
#include "session/desco-session.h"
#include "shell/desco-page-header.h"
#include "shell/desco-page-view.h"
#include "shell/desco-shell.h"
#include "shell/desco-shortcuts.h"
#include "shell/desco-sidebar-row.h"
#include "today/desco-today-page.h"
#include "welcome/desco-welcome.h"

#include <glib/gi18n.h>

/* How long work may last before the person is told that it lasts. */
#define PATIENCE_MS 300

struct _DescoWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *root;
  GtkWidget *loading_box;
  GtkLabel *loading_label;
  AdwStatusPage *problem;
  DescoWelcome *welcome;
  DescoShell *shell;
  GtkMenuButton *menu_button;
  GtkListBox *sidebar;
  GtkLabel *sidebar_note;
  GtkWidget *practice_banner;
  GtkStack *pages;

  char *path;
  DescoSession *session;
  GCancellable *opening;
  guint patience_id;
  gboolean counted;
  GFile *list_to_import;
  DescoPage page;
  DescoPageView *views[DESCO_N_PAGES];
  DescoSidebarRow *rows[DESCO_N_PAGES];
};

G_DEFINE_FINAL_TYPE (DescoWindow, desco_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PAGE_FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_view_type (DescoPage page)
{
  switch (page)
    {
    case DESCO_PAGE_TODAY:
      return DESCO_TYPE_TODAY_PAGE;
    case DESCO_PAGE_ATTENDANCE:
      return DESCO_TYPE_ATTENDANCE_PAGE;
    case DESCO_PAGE_PUPILS:
      return DESCO_TYPE_PUPILS_PAGE;
    case DESCO_PAGE_RECEIPTS:
      return DESCO_TYPE_RECEIPTS_PAGE;
    case DESCO_PAGE_REPORT:
      return DESCO_TYPE_REPORT_PAGE;
    case DESCO_PAGE_PURCHASES:
    default:
      return DESCO_TYPE_PURCHASES_PAGE;
    }
}

static void
on_today_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoWindow) self = data;
  g_autoptr (DescoToday) today = desco_today_load_finish (DESCO_STORE (source), result, NULL);

  if (today == NULL || self->session == NULL)
    return;
  desco_sidebar_row_set_count (self->rows[DESCO_PAGE_ATTENDANCE], today->n_unconfirmed);
  desco_sidebar_row_set_count (self->rows[DESCO_PAGE_PURCHASES],
                               (guint) (today->n_notices_unprinted + today->n_differences));
  desco_sidebar_row_set_count (self->rows[DESCO_PAGE_RECEIPTS],
                               (guint) today->n_receipts_to_review);
}

/* How much waits on the pages that are not shown. */
static void
count_matters (DescoWindow *self)
{
  GDate date = desco_clock_today ();

  desco_today_load_async (desco_session_get_store (self->session), &date, NULL, on_today_loaded,
                          g_object_ref (self));
}

static void
on_view_filled (DescoPageView *view, DescoWindow *self)
{
  if (self->views[self->page] == view)
    g_signal_emit (self, signals[PAGE_FILLED], 0);
  if (!self->counted)
    count_matters (self);
  self->counted = TRUE;
}

/* A page is built when it is first asked for: nobody waits for the three that are not shown. */
static DescoPageView *
ensure_view (DescoWindow *self, DescoPage page)
{
  const DescoPageInfo *info = desco_page_get_info (page);
  DescoPageView *view = self->views[page];

  if (view != NULL)
    return view;

  view = g_object_new (get_view_type (page), NULL);
  g_signal_connect (view, "filled", G_CALLBACK (on_view_filled), self);
  self->views[page] = view;
  gtk_stack_add_titled (self->pages, GTK_WIDGET (view), info->name, gettext (info->title));
  desco_page_view_set_narrow (view, desco_shell_get_narrow (self->shell));
  desco_page_view_set_session (view, self->session);
  desco_compat_name_buttons (GTK_WIDGET (view));

  return view;
}

static void
on_narrow_changed (DescoWindow *self)
{
  gboolean narrow = desco_shell_get_narrow (self->shell);

  for (guint i = 0; i < DESCO_N_PAGES; i++)
    if (self->views[i] != NULL)
      desco_page_view_set_narrow (self->views[i], narrow);
}

static void
show_current_page (DescoWindow *self)
{
  const DescoPageInfo *info = desco_page_get_info (self->page);
  g_autofree char *title = g_strdup_printf ("%s – Desco", gettext (info->title));

  ensure_view (self, self->page);
  for (guint i = 0; i < DESCO_N_PAGES; i++)
    desco_sidebar_row_set_current (self->rows[i], i == self->page);
  gtk_stack_set_visible_child_name (self->pages, info->name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  desco_shell_set_sidebar_shown (self->shell, FALSE);
  desco_page_view_show (self->views[self->page]);
}

static void
show_desk (DescoWindow *self)
{
  const DescoCreditor *creditor = desco_session_get_creditor (self->session);

  gtk_label_set_label (self->sidebar_note, creditor->name);
  gtk_widget_set_visible (self->practice_banner, desco_session_is_practice (self->session));
  gtk_stack_set_visible_child_name (self->root, "desk");
  show_current_page (self);
}

/* A list of pupils, or a receipt: those come as XML. */
static void
import_waiting_list (DescoWindow *self)
{
  g_autoptr (GFile) list = g_steal_pointer (&self->list_to_import);
  g_autofree char *path = list != NULL ? g_file_get_path (list) : NULL;
  g_autofree char *folded = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (list == NULL)
    return;
  if (folded == NULL || !g_str_has_suffix (folded, ".xml"))
    {
      desco_import_window_present (GTK_WINDOW (self), self->session, list);
      return;
    }
  desco_window_show_page (self, DESCO_PAGE_RECEIPTS);
  desco_receipts_page_open_file (DESCO_RECEIPTS_PAGE (ensure_view (self, DESCO_PAGE_RECEIPTS)),
                                 path);
}

static void
show_problem (DescoWindow *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->problem, text);
  gtk_stack_set_visible_child_name (self->root, "problem");
}

static void
show_welcome (DescoWindow *self)
{
  g_autofree char *practice = desco_window_get_practice_path ();

  gtk_stack_set_visible_child_name (self->root, "welcome");
  desco_welcome_begin (self->welcome, self->path);
  if (g_strcmp0 (self->path, practice) == 0)
    desco_welcome_practise (self->welcome, practice);
}

static gboolean
on_patience_over (gpointer data)
{
  DescoWindow *self = data;

  self->patience_id = 0;
  gtk_widget_set_visible (self->loading_box, TRUE);

  return G_SOURCE_REMOVE;
}

static void
begin_waiting (DescoWindow *self, const char *text)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  gtk_label_set_label (self->loading_label, text);
  gtk_widget_set_visible (self->loading_box, FALSE);
  gtk_stack_set_visible_child_name (self->root, "loading");
  self->patience_id = g_timeout_add (PATIENCE_MS, on_patience_over, self);
}

static void
end_waiting (DescoWindow *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->opening);
}

static void
on_session_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoSession) session = desco_session_open_finish (result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  end_waiting (self);
  if (g_error_matches (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_FOUND))
    {
      show_welcome (self);
      return;
    }
  if (session == NULL)
    {
      show_problem (self, error);
      return;
    }
  self->session = g_steal_pointer (&session);
  self->counted = FALSE;
  g_signal_connect_object (self->session, "changed", G_CALLBACK (count_matters), self,
                           G_CONNECT_SWAPPED);
  show_desk (self);
  desco_session_start_asking (self->session);
  import_waiting_list (self);
}

static void
close_session (DescoWindow *self)
{
  for (guint i = 0; i < DESCO_N_PAGES; i++)
    if (self->views[i] != NULL)
      {
        gtk_stack_remove (self->pages, GTK_WIDGET (self->views[i]));
        self->views[i] = NULL;
      }
  if (self->session != NULL)
    desco_session_stop_asking (self->session);
  g_clear_object (&self->session);
}

static void
cancel_opening (DescoWindow *self)
{
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  end_waiting (self);
}

static void
on_welcome_created (DescoWindow *self, const char *path)
{
  g_autofree char *created = g_strdup (path);

  desco_window_open (self, created);
}

static void
on_welcome_practise (DescoWindow *self)
{
  g_autofree char *path = desco_window_get_practice_path ();

  desco_window_open (self, path);
}

static void
on_sidebar_row_activated (GtkListBox *list, GtkListBoxRow *row, DescoWindow *self)
{
  desco_window_show_page (self, desco_sidebar_row_get_page (DESCO_SIDEBAR_ROW (row)));
}

static void
on_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoPage page;

  if (desco_page_parse (g_variant_get_string (parameter, NULL), &page))
    desco_window_show_page (DESCO_WINDOW (widget), page);
}

static gboolean
get_id (GVariant *parameter, DescoUuid *id)
{
  return desco_uuid_parse (g_variant_get_string (parameter, NULL), id);
}

static void
on_show_class_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoWindow *self = DESCO_WINDOW (widget);
  DescoUuid id;

  if (self->session == NULL || !get_id (parameter, &id))
    return;
  desco_attendance_page_show_class (
      DESCO_ATTENDANCE_PAGE (ensure_view (self, DESCO_PAGE_ATTENDANCE)), &id);
  desco_window_show_page (self, DESCO_PAGE_ATTENDANCE);
}

static void
on_show_pupil_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoWindow *self = DESCO_WINDOW (widget);
  DescoUuid id;

  if (self->session == NULL || !get_id (parameter, &id))
    return;
  desco_window_show_page (self, DESCO_PAGE_PUPILS);
  desco_pupils_page_show_pupil (DESCO_PUPILS_PAGE (self->views[DESCO_PAGE_PUPILS]), &id);
}

static void
begin_sale (DescoWindow *self, const DescoUuid *pupil_id)
{
  if (self->session == NULL)
    return;
  desco_window_show_page (self, DESCO_PAGE_PURCHASES);
  desco_purchases_page_sell (DESCO_PURCHASES_PAGE (self->views[DESCO_PAGE_PURCHASES]), pupil_id);
}

static void
on_refunds_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoWindow *self = DESCO_WINDOW (widget);

  if (self->session != NULL)
    desco_refunds_window_present (GTK_WINDOW (self), self->session);
}

static void
on_sell_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoUuid id;

  if (get_id (parameter, &id))
    begin_sale (DESCO_WINDOW (widget), &id);
}

static void
on_new_purchase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_sale (DESCO_WINDOW (widget), NULL);
}

static void
put_right (DescoWindow *self, gboolean compare)
{
  if (self->session == NULL)
    return;
  desco_window_show_page (self, DESCO_PAGE_PURCHASES);
  desco_purchases_page_put_right (DESCO_PURCHASES_PAGE (self->views[DESCO_PAGE_PURCHASES]),
                                  compare);
}

static void
on_put_right_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  put_right (DESCO_WINDOW (widget), FALSE);
}

static void
on_compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  put_right (DESCO_WINDOW (widget), TRUE);
}

static void
on_find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  desco_finder_present (GTK_WINDOW (widget), DESCO_WINDOW (widget)->session);
}

static void
on_shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  desco_shortcuts_present (GTK_WINDOW (widget));
}

static void
on_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoWindow *self = DESCO_WINDOW (widget);

  if (self->views[self->page] == NULL || !desco_page_view_undo (self->views[self->page]))
    desco_toast_show (GTK_WIDGET (self->root), _ ("There is nothing to undo here."));
}

static void
on_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoWindow *self = DESCO_WINDOW (widget);

  desco_shell_set_sidebar_shown (self->shell, TRUE);
  gtk_menu_button_popup (self->menu_button);
}

static void
on_about_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  desco_compat_show_about (GTK_WINDOW (widget));
}

static void
on_reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoWindow *self = DESCO_WINDOW (widget);
  g_autofree char *path = g_strdup (self->path);

  desco_window_open (self, path);
}

static void
on_database_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  DescoWindow *self = DESCO_WINDOW (source);
  g_autoptr (GFile) file = desco_compat_choose_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    desco_window_open (self, path);
}

static void
on_open_database_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  desco_compat_open_file_async (GTK_WINDOW (widget), _ ("Open a Database"), NULL, NULL,
                                on_database_chosen, NULL);
}

static GListModel *
make_list_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) lists = gtk_file_filter_new ();
  const char *const suffixes[] = { "csv", "tsv", "txt", "xls", "xlsx" };

  gtk_file_filter_set_name (lists, _ ("Lists (CSV, TSV, XLS, XLSX)"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (lists, suffixes[i]);
  g_list_store_append (filters, lists);

  return G_LIST_MODEL (filters);
}

static void
on_list_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) list = desco_compat_choose_file_finish (result, NULL);

  if (list != NULL)
    desco_window_import (DESCO_WINDOW (source), list);
}

static void
on_import_pupils_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GListModel) filters = make_list_filters ();

  if (DESCO_WINDOW (widget)->session != NULL)
    desco_compat_open_file_async (GTK_WINDOW (widget), _ ("Import Pupils"), filters, NULL,
                                  on_list_chosen, NULL);
}

static void
on_cancel_opening_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoWindow *self = DESCO_WINDOW (widget);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                  _ ("You stopped the opening of this database."));

  cancel_opening (self);
  show_problem (self, error);
}

static void
desco_window_dispose (GObject *object)
{
  DescoWindow *self = DESCO_WINDOW (object);

  cancel_opening (self);
  if (self->pages != NULL)
    close_session (self);
  g_clear_object (&self->list_to_import);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (desco_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.page", "s", on_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-class", "s", on_show_class_action);
  gtk_widget_class_install_action (widget_class, "win.show-pupil", "s", on_show_pupil_action);
  gtk_widget_class_install_action (widget_class, "win.sell", "s", on_sell_action);
  gtk_widget_class_install_action (widget_class, "win.new-purchase", NULL, on_new_purchase_action);
  gtk_widget_class_install_action (widget_class, "win.put-right", NULL, on_put_right_action);
  gtk_widget_class_install_action (widget_class, "win.compare", NULL, on_compare_action);
  gtk_widget_class_install_action (widget_class, "win.refunds", NULL, on_refunds_action);
  gtk_widget_class_install_action (widget_class, "win.import-pupils", NULL,
                                   on_import_pupils_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, on_find_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, on_shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, on_undo_action);
  gtk_widget_class_install_action (widget_class, "win.menu", NULL, on_menu_action);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, on_about_action);
  gtk_widget_class_install_action (widget_class, "win.reopen", NULL, on_reopen_action);
  gtk_widget_class_install_action (widget_class, "win.open-database", NULL,
                                   on_open_database_action);
  gtk_widget_class_install_action (widget_class, "win.cancel-opening", NULL,
                                   on_cancel_opening_action);
}

static void
desco_window_class_init (DescoWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desco_window_dispose;

  /**
   * DescoWindow::page-filled:
   *
   * The page in front holds what it was opened for.
   */
  signals[PAGE_FILLED] = g_signal_new ("page-filled", DESCO_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DESCO_TYPE_SHELL);
  g_type_ensure (DESCO_TYPE_WELCOME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/desco/Desco/desco-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, root);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, loading_box);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, loading_label);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, sidebar_note);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, practice_banner);
  gtk_widget_class_bind_template_child (widget_class, DescoWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_welcome_created);
  gtk_widget_class_bind_template_callback (widget_class, on_welcome_practise);
  install_actions (widget_class);
}

static void
desco_window_init (DescoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < DESCO_N_PAGES; i++)
    {
      GtkWidget *row = desco_sidebar_row_new ((DescoPage) i);

      self->rows[i] = DESCO_SIDEBAR_ROW (row);
      gtk_list_box_append (self->sidebar, row);
    }
  desco_window_state_bind (GTK_WINDOW (self));
}

/**
 * desco_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window without a database
 */
DescoWindow *
desco_window_new (GtkApplication *application)
{
  return g_object_new (DESCO_TYPE_WINDOW, "application", application, NULL);
}

/**
 * desco_window_open:
 * @self: a window
 * @path: a database
 *
 * Shows a database, or the first run's page where there is no such file.
 */
void
desco_window_open (DescoWindow *self, const char *path)
{
  g_return_if_fail (DESCO_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  cancel_opening (self);
  close_session (self);
  g_free (self->path);
  self->path = g_strdup (path);

  self->opening = g_cancellable_new ();
  begin_waiting (self, _ ("Opening the database…"));
  desco_session_open_async (path, self->opening, on_session_opened, g_object_ref (self));
}

/**
 * desco_window_get_path:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): its database
 */
const char *
desco_window_get_path (DescoWindow *self)
{
  g_return_val_if_fail (DESCO_IS_WINDOW (self), NULL);

  return self->path;
}

/**
 * desco_window_show_page:
 * @self: a window
 * @page: a page
 *
 * Brings @page to the front, now or once the database is open.
 */
void
desco_window_show_page (DescoWindow *self, DescoPage page)
{
  g_return_if_fail (DESCO_IS_WINDOW (self));

  self->page = page;
  if (self->session != NULL)
    show_current_page (self);
}

/**
 * desco_window_import:
 * @self: a window
 * @list: a list of pupils, or a receipt in XML
 *
 * Shows what @list would bring in, or credits the receipt and shows what came of it; now or once the
 * database is open.
 */
void
desco_window_import (DescoWindow *self, GFile *list)
{
  g_return_if_fail (DESCO_IS_WINDOW (self));

  g_set_object (&self->list_to_import, list);
  if (self->session != NULL)
    import_waiting_list (self);
}

/**
 * desco_window_get_practice_path:
 *
 * Returns: (transfer full): where the practice database is
 */
char *
desco_window_get_practice_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "desco", "practice.db", NULL);
}
