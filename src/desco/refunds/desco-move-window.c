/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "refunds/desco-move-window.h"

#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "refunds/desco-refund-work.h"

#include <glib/gi18n.h>

/* Moving vouchers to a sibling: each child's have their own cost, so that what arrives is
 * said before it is done. */

struct _DescoMoveWindow
{
  AdwWindow parent_instance;

  AdwComboRow *sibling;
  AdwActionRow *quantity_row;
  GtkSpinButton *quantity;
  GtkWidget *preview;
  AdwActionRow *leaving_row;
  AdwActionRow *arriving_row;
  AdwActionRow *rest_row;
  GtkLabel *problem;
  GtkButton *move_button;

  GtkWidget *from;
  DescoSession *session;
  DescoPupil *pupil;
  gint64 left;
  GPtrArray *siblings;
  GCancellable *planning;
  DescoTransfer plan; /* @taken is 0 while nothing can be moved */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (DescoMoveWindow, desco_move_window, ADW_TYPE_WINDOW)

static DescoPupil *
get_sibling (DescoMoveWindow *self)
{
  return g_ptr_array_index (self->siblings, adw_combo_row_get_selected (self->sibling));
}

/* What stands in the box, while it is still being typed. */
static gboolean
read_quantity (DescoMoveWindow *self, gint64 *quantity)
{
  return g_ascii_string_to_signed (gtk_editable_get_text (GTK_EDITABLE (self->quantity)), 10, 1,
                                   self->left, quantity, NULL);
}

/* What is shown --------------------------------------------------------------------------------- */

static void
show_problem (DescoMoveWindow *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
show_row (AdwActionRow *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
}

static void
show_button (DescoMoveWindow *self)
{
  DescoPupil *sibling = get_sibling (self);
  g_autofree char *vouchers = desco_format_vouchers (self->plan.received);
  /* Translators: vouchers that a child gets. */
  g_autofree char *label = self->plan.taken > 0
                               ? g_strdup_printf (_ ("_Give %s to %s"), vouchers, sibling->name)
                               : g_strdup_printf (_ ("_Give to %s"), sibling->name);

  desco_compat_set_long_label (self->move_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->move_button), self->plan.taken > 0 && !self->working);
}

static void
show_plan (DescoMoveWindow *self)
{
  const DescoTransfer *plan = &self->plan;
  DescoPupil *sibling = get_sibling (self);
  g_autofree char *taken = desco_format_vouchers (plan->taken);
  g_autofree char *received = desco_format_vouchers (plan->received);
  g_autofree char *value = desco_format_euro (plan->value);
  g_autofree char *unit = desco_format_euro (plan->unit_amount);
  g_autofree char *rest = desco_format_euro (plan->rest);
  g_autofree char *leaving = g_strdup_printf (_ ("%s leave %s’s wallet"), taken, self->pupil->name);
  g_autofree char *arriving = g_strdup_printf (_ ("%s arrive at %s’s"), received, sibling->name);
  /* Translators: what arrives is worth so much, at so much each. */
  g_autofree char *worth = g_strdup_printf (_ ("%s, at %s each"), value, unit);
  g_autofree char *staying = g_strdup_printf (_ ("%s stay with %s"), rest, self->pupil->name);

  gtk_widget_set_visible (self->preview, plan->taken > 0);
  show_row (self->leaving_row, leaving, _ ("The oldest first, each at what it cost"));
  show_row (self->arriving_row, arriving, worth);
  show_row (self->rest_row, staying, _ ("Cents of a broken voucher; they are not lost"));
  gtk_widget_set_visible (GTK_WIDGET (self->rest_row), plan->rest > 0);
  show_button (self);
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoMoveWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree DescoTransfer *plan = desco_refund_work_move_finish (result, &error);

  /* Another answer is on its way. */
  if (g_task_get_cancellable (G_TASK (result)) != self->planning)
    return;
  if (plan != NULL)
    self->plan = *plan;
  show_problem (self, error != NULL ? error->message : NULL);
  show_plan (self);
}

static void
plan (DescoMoveWindow *self)
{
  gint64 quantity;
  gboolean valid;

  if (self->siblings == NULL)
    return;
  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  self->plan = (DescoTransfer){ 0 };
  valid = read_quantity (self, &quantity);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->quantity_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->quantity_row), "error");
  show_button (self);
  if (!valid)
    return;
  self->planning = g_cancellable_new ();
  desco_refund_work_move_async (desco_session_get_store (self->session), &self->pupil->id,
                                &get_sibling (self)->id, quantity, TRUE, self->planning, on_planned,
                                g_object_ref (self));
}

/* What can be done ------------------------------------------------------------------------------ */

static void
on_moved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoMoveWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree DescoTransfer *transfer = desco_refund_work_move_finish (result, &error);
  g_autofree char *vouchers = NULL;
  g_autofree char *title = NULL;

  self->working = FALSE;
  if (transfer == NULL)
    {
      show_problem (self, error->message);
      show_button (self);
      return;
    }
  vouchers = desco_format_vouchers (transfer->received);
  title = g_strdup_printf (_ ("%s are in %s’s wallet"), vouchers, get_sibling (self)->name);
  desco_toast_show (self->from, title);
  desco_session_emit_changed (self->session);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_move_clicked (DescoMoveWindow *self)
{
  gint64 quantity;

  if (!read_quantity (self, &quantity))
    return;
  self->working = TRUE;
  show_button (self);
  desco_refund_work_move_async (desco_session_get_store (self->session), &self->pupil->id,
                                &get_sibling (self)->id, quantity, FALSE, NULL, on_moved,
                                g_object_ref (self));
}

static void
on_cancel_clicked (DescoMoveWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* The object ------------------------------------------------------------------------------------ */

/* What is being written is told where it was asked for. */
static gboolean
desco_move_window_close_request (GtkWindow *window)
{
  return DESCO_MOVE_WINDOW (window)->working
         || GTK_WINDOW_CLASS (desco_move_window_parent_class)->close_request (window);
}

static void
desco_move_window_dispose (GObject *object)
{
  DescoMoveWindow *self = DESCO_MOVE_WINDOW (object);

  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_object (&self->from);
  g_clear_object (&self->session);
  g_clear_object (&self->pupil);

  G_OBJECT_CLASS (desco_move_window_parent_class)->dispose (object);
}

/* The rows are asked for as long as the window is. */
static void
desco_move_window_finalize (GObject *object)
{
  g_clear_pointer (&DESCO_MOVE_WINDOW (object)->siblings, g_ptr_array_unref);

  G_OBJECT_CLASS (desco_move_window_parent_class)->finalize (object);
}

static void
desco_move_window_class_init (DescoMoveWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_move_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = desco_move_window_close_request;
  G_OBJECT_CLASS (klass)->finalize = desco_move_window_finalize;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/refunds/desco-move-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoMoveWindow, sibling);
  gtk_widget_class_bind_template_child (widget_class, DescoMoveWindow, quantity_row);
  gtk_widget_class_bind_template_child (widget_class, DescoMoveWindow, quantity);
  gtk_widget_class_bind_template_child (widget_class, DescoMoveWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, DescoMoveWindow, leaving_row);
  gtk_widget_class_bind_template_child (widget_class, DescoMoveWindow, arriving_row);
  gtk_widget_class_bind_template_child (widget_class, DescoMoveWindow, rest_row);
  gtk_widget_class_bind_template_child (widget_class, DescoMoveWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoMoveWindow, move_button);
  gtk_widget_class_bind_template_callback (widget_class, plan);
  gtk_widget_class_bind_template_callback (widget_class, on_move_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
desco_move_window_init (DescoMoveWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_set_activates_default (
      GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->quantity))), TRUE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->leaving_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->arriving_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->rest_row), FALSE);
}

/**
 * desco_move_window_present:
 * @from: a widget of the window that asks
 * @session: its database
 * @pupil: whose vouchers
 * @left: how many vouchers there are to move, at least 1
 * @siblings: (element-type DescoPupil): who may get them, at least one
 *
 * Asks who of the siblings gets how many vouchers, says what that comes to, and moves them.
 */
void
desco_move_window_present (GtkWidget *from,
                           DescoSession *session,
                           DescoPupil *pupil,
                           gint64 left,
                           GPtrArray *siblings)
{
  DescoMoveWindow *self
      = g_object_new (DESCO_TYPE_MOVE_WINDOW, "transient-for", gtk_widget_get_root (from), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *vouchers = desco_format_vouchers (left);
  g_autofree char *subtitle = g_strdup_printf (_ ("%s has %s"), pupil->name, vouchers);

  g_set_object (&self->from, from);
  g_set_object (&self->session, session);
  g_set_object (&self->pupil, pupil);
  self->left = left;
  for (guint i = 0; i < siblings->len; i++)
    gtk_string_list_take (names, desco_pupil_dup_full_name (g_ptr_array_index (siblings, i)));
  adw_combo_row_set_model (self->sibling, G_LIST_MODEL (names));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->quantity_row), FALSE);
  adw_action_row_set_subtitle (self->quantity_row, subtitle);
  gtk_spin_button_set_range (self->quantity, 1, (double) left);
  gtk_spin_button_set_value (self->quantity, (double) left);
  self->siblings = g_ptr_array_ref (siblings);
  plan (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->quantity));
}
