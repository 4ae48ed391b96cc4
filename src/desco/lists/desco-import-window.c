/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "lists/desco-import-window.h"

#include "desco-toast.h"
#include "exchange/desco-import.h"
#include "lists/desco-column-row.h"
#include "shell/desco-figure.h"

#include <glib/gi18n.h>

/* A list of pupils before it is taken in (J-03): what its columns were taken for, what would come of
 * it, and what is wrong where. The whole list is tried first without changing anything. */

/* How many rows are shown, and how many errors; the figures above count all of them. */
#define SHOWN_ROWS 8
#define SHOWN_ERRORS 100

/* How much of a cell is shown; the rest is in its tooltip. */
#define CELL_CHARS 28

struct _DescoImportWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *import_button;
  GtkProgressBar *progress;
  GtkStack *stack;
  AdwStatusPage *problem;
  DescoFigure *read;
  DescoFigure *added;
  DescoFigure *updated;
  DescoFigure *unchanged;
  DescoFigure *refused;
  GtkWidget *choice_group;
  GtkCheckButton *good_rows;
  GtkCheckButton *all_rows;
  GtkWidget *errors_group;
  GtkListBox *errors;
  GtkGrid *rows;
  GtkListBox *columns;
  GtkWidget *school;

  DescoSession *session;
  GFile *list;
  DescoImportReport *report;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DescoImportWindow, desco_import_window, ADW_TYPE_WINDOW)

static void try_list (DescoImportWindow *self);

/* What the person says -------------------------------------------------------------------------- */

static GStrv
collect_columns (DescoImportWindow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->columns, i)) != NULL; i++)
    {
      g_autofree char *choice = desco_column_row_dup_choice (DESCO_COLUMN_ROW (row));

      if (choice != NULL)
        g_strv_builder_add (builder, choice);
    }

  return g_strv_builder_end (builder);
}

static const char *
get_school (DescoImportWindow *self)
{
  const char *school = gtk_editable_get_text (GTK_EDITABLE (self->school));

  return *school != '\0' ? school : NULL;
}

/* What is shown --------------------------------------------------------------------------------- */

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
add_cell (DescoImportWindow *self, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (g_utf8_strlen (text, -1) > CELL_CHARS)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), CELL_CHARS);
      gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARS);
    }
  gtk_widget_set_tooltip_text (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->rows, label, column, row, 1, 1);
}

static const DescoRowError *
find_error (GPtrArray *findings, guint line)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const DescoRowError *row_error = g_ptr_array_index (findings, i);

      if (row_error->line == line)
        return row_error;
    }

  return NULL;
}

static void
add_row (DescoImportWindow *self, const DescoImportPreview *preview, guint index)
{
  char **cells = g_ptr_array_index (preview->rows, index);
  guint line = g_array_index (preview->lines, guint, index);
  const DescoRowError *row_error = find_error (preview->findings, line);
  g_autofree char *number = g_strdup_printf ("%u", line);

  add_cell (self, 0, (int) index + 1, number, "dim-label");
  add_cell (self, 1, (int) index + 1, row_error != NULL ? row_error->reason : "", "error");
  for (int i = 0; cells[i] != NULL; i++)
    add_cell (self, i + 2, (int) index + 1, cells[i], NULL);
}

static void
show_rows (DescoImportWindow *self, const DescoImportPreview *preview)
{
  clear_grid (self->rows);
  add_cell (self, 0, 0, _ ("Line"), "heading");
  add_cell (self, 1, 0, preview->findings->len > 0 ? _ ("Error") : "", "heading");
  for (guint i = 0; i < preview->columns->len; i++)
    {
      const DescoImportColumn *column = g_ptr_array_index (preview->columns, i);

      add_cell (self, (int) i + 2, 0, column->header, "heading");
    }
  for (guint i = 0; i < preview->rows->len; i++)
    add_row (self, preview, i);
}

static void
on_column_changed (DescoImportWindow *self)
{
  try_list (self);
}

/* The rows stay as they are when the list is read again: they say what the person has chosen. */
static void
show_columns (DescoImportWindow *self, const DescoImportPreview *preview)
{
  char **sample = preview->rows->len > 0 ? g_ptr_array_index (preview->rows, 0) : NULL;

  if (gtk_list_box_get_row_at_index (self->columns, 0) != NULL)
    return;
  for (guint i = 0; i < preview->columns->len; i++)
    {
      const DescoImportColumn *column = g_ptr_array_index (preview->columns, i);
      GtkWidget *row
          = desco_column_row_new (column->header, column->field, sample != NULL ? sample[i] : NULL);

      g_signal_connect_swapped (row, "changed", G_CALLBACK (on_column_changed), self);
      gtk_list_box_append (self->columns, row);
    }
}

static char *
make_place (const DescoRowError *row_error)
{
  if (row_error->line == 0)
    return g_strdup (_ ("The whole list"));
  if (row_error->column == NULL || row_error->value == NULL)
    return g_strdup_printf (_ ("Line %u"), row_error->line);
  if (*row_error->value == '\0')
    return g_strdup_printf (_ ("Line %u · %s"), row_error->line, row_error->column);

  /* Translators: where an error stands in a list: line, column, and what is there. */
  return g_strdup_printf (_ ("Line %u · %s · “%s”"), row_error->line, row_error->column,
                          row_error->value);
}

static void
add_error (DescoImportWindow *self, const DescoRowError *row_error)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place = make_place (row_error);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), row_error->reason);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  gtk_list_box_append (self->errors, row);
}

static void
show_errors (DescoImportWindow *self)
{
  GPtrArray *rejected = self->report->rejected;

  clear_list (self->errors);
  for (guint i = 0; i < MIN (rejected->len, SHOWN_ERRORS); i++)
    add_error (self, g_ptr_array_index (rejected, i));
  gtk_widget_set_visible (self->errors_group, rejected->len > 0);
  gtk_widget_set_visible (self->choice_group, rejected->len > 0);
}

static void
show_import_button (DescoImportWindow *self)
{
  guint good = self->report != NULL ? self->report->added + self->report->updated : 0;
  gboolean allowed
      = self->report != NULL
        && (self->report->rejected->len == 0 || gtk_check_button_get_active (self->good_rows));
  g_autofree char *label
      = g_strdup_printf (ngettext ("_Import %u Pupil", "_Import %u Pupils", good), good);

  gtk_button_set_label (GTK_BUTTON (self->import_button), label);
  gtk_widget_set_sensitive (self->import_button, self->cancellable == NULL && allowed && good > 0);
}

static void
show_report (DescoImportWindow *self)
{
  desco_figure_set_count (self->read, self->report->read);
  desco_figure_set_count (self->added, self->report->added);
  desco_figure_set_count (self->updated, self->report->updated);
  desco_figure_set_count (self->unchanged, self->report->unchanged);
  desco_figure_set_count (self->refused, self->report->rejected->len);
  show_errors (self);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

static void
show_problem (DescoImportWindow *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->problem, text);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

/* Work ------------------------------------------------------------------------------------------ */

typedef struct
{
  DescoImportWindow *window;
  double fraction;
} Progress;

static gboolean
on_progress_told (gpointer data)
{
  Progress *progress = data;

  if (progress->window->session != NULL)
    gtk_progress_bar_set_fraction (progress->window->progress, progress->fraction);
  g_object_unref (progress->window);
  g_free (progress);

  return G_SOURCE_REMOVE;
}

/* Told on the writer's thread. */
static void
on_progress (double fraction, guint read, gpointer data)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->window = g_object_ref (data);
  progress->fraction = fraction;
  g_idle_add (on_progress_told, progress);
}

static GCancellable *
begin_work (DescoImportWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  show_import_button (self);

  return self->cancellable;
}

/* What was cancelled for a newer question has nothing to say any more. */
static gboolean
end_work (DescoImportWindow *self, GAsyncResult *result)
{
  if (self->session == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return FALSE;
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  show_import_button (self);

  return TRUE;
}

static void
run (DescoImportWindow *self, gboolean dry_run, GAsyncReadyCallback callback)
{
  g_auto (GStrv) columns = collect_columns (self);
  DescoImportOptions options = { 0 };

  options.school = get_school (self);
  options.columns = (const char *const *) columns;
  options.dry_run = dry_run;
  options.all_or_nothing = !dry_run && gtk_check_button_get_active (self->all_rows);
  desco_import_pupils_async (desco_session_get_store (self->session), g_file_peek_path (self->list),
                             &options, on_progress, self, begin_work (self), callback,
                             g_object_ref (self));
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoImportReport) report = desco_import_finish (DESCO_STORE (source), result, &error);

  if (!end_work (self, result))
    return;
  if (report == NULL)
    {
      show_problem (self, error);
      return;
    }
  g_clear_pointer (&self->report, desco_import_report_free);
  self->report = g_steal_pointer (&report);
  show_report (self);
  show_import_button (self);
  gtk_widget_grab_focus (self->import_button);
}

static void
on_previewed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoImportPreview) preview = desco_import_preview_finish (result, &error);

  if (!end_work (self, result))
    return;
  if (preview == NULL)
    {
      show_problem (self, error);
      return;
    }
  show_columns (self, preview);
  show_rows (self, preview);
  run (self, TRUE, on_tried);
}

static void
try_list (DescoImportWindow *self)
{
  g_auto (GStrv) columns = collect_columns (self);
  DescoImportOptions options = { 0 };

  options.school = get_school (self);
  options.columns = (const char *const *) columns;
  desco_import_preview_pupils_async (g_file_peek_path (self->list), &options, SHOWN_ROWS,
                                     begin_work (self), on_previewed, g_object_ref (self));
}

static void
report_import (DescoImportWindow *self, DescoImportReport *report)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *title = g_strdup_printf (_ ("%u pupils added, %u changed, %u rows left out"),
                                            report->added, report->updated, report->rejected->len);

  if (parent != NULL)
    desco_toast_show_in_window (parent, title);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoImportReport) report = desco_import_finish (DESCO_STORE (source), result, &error);

  if (!end_work (self, result))
    return;
  if (report == NULL)
    {
      show_problem (self, error);
      return;
    }
  report_import (self, report);
  desco_session_emit_changed (self->session);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_import_clicked (DescoImportWindow *self)
{
  run (self, FALSE, on_imported);
}

static void
on_choice_toggled (DescoImportWindow *self)
{
  show_import_button (self);
}

static void
on_school_applied (DescoImportWindow *self)
{
  try_list (self);
}

static void
on_cancel_clicked (DescoImportWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_another_clicked (DescoImportWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.import-pupils", NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* The object ------------------------------------------------------------------------------------ */

static void
desco_import_window_dispose (GObject *object)
{
  DescoImportWindow *self = DESCO_IMPORT_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->list);
  g_clear_pointer (&self->report, desco_import_report_free);

  G_OBJECT_CLASS (desco_import_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, read);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, added);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, updated);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, unchanged);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, refused);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, choice_group);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, good_rows);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, all_rows);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, errors_group);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, errors);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, rows);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, columns);
  gtk_widget_class_bind_template_child (widget_class, DescoImportWindow, school);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_import_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_another_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_school_applied);
}

static void
desco_import_window_class_init (DescoImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_import_window_dispose;

  g_type_ensure (DESCO_TYPE_FIGURE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/lists/desco-import-window.ui");
  bind_template (widget_class);
}

static void
desco_import_window_init (DescoImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_import_window_present:
 * @parent: the window that asks
 * @session: its database
 * @list: a list of pupils on this computer
 *
 * Shows what a list would bring in, and takes it in when the person says so.
 */
void
desco_import_window_present (GtkWindow *parent, DescoSession *session, GFile *list)
{
  DescoImportWindow *self = g_object_new (DESCO_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);
  g_autofree char *name = g_file_get_basename (list);

  g_set_object (&self->session, session);
  g_set_object (&self->list, list);
  adw_window_title_set_subtitle (self->title, name);
  gtk_window_present (GTK_WINDOW (self));
  try_list (self);
}
