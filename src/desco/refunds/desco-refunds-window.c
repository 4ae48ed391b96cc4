/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "refunds/desco-refunds-window.h"

#include "compat.h"
#include "desco-format.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "refunds/desco-refund-item.h"
#include "refunds/desco-refund-view.h"
#include "refunds/desco-refund-work.h"

#include <glib/gi18n.h>

/* What is to be paid back and where it stands, and the list for the accounting office, which
 * pays. */

#define STATUS(name) (1u << DESCO_REFUND_##name)

struct _DescoRefundsWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *filter;
  GtkWidget *export_button;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkListView *list;
  DescoRefundView *view;

  DescoSession *session;
  GListStore *refunds;
  GCancellable *loading;
  guint exported; /* bits of the states that go onto the list that is being saved */
};

G_DEFINE_FINAL_TYPE (DescoRefundsWindow, desco_refunds_window, ADW_TYPE_WINDOW)

/* In the order of the choices in the window's .ui, with what an empty list says of itself. */
static const struct
{
  guint statuses;
  const char *title;
  const char *description;
} filters[] = {
  { STATUS (REQUESTED) | STATUS (EXPORTED), N_ ("No refund waits"),
    N_ ("A refund is asked for from a pupil’s wallet or from a purchase that was paid.") },
  { STATUS (PAID), N_ ("Nothing was paid back yet"),
    N_ ("Refunds that the accounting office has paid are listed here.") },
  { STATUS (REFUSED), N_ ("No refund was refused"),
    N_ ("What is refused gives the vouchers back, and is listed here with the reason.") },
  { 0, N_ ("No refund yet"),
    N_ ("A refund is asked for from a pupil’s wallet or from a purchase that was paid.") },
};

static void
say (DescoRefundsWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* The list -------------------------------------------------------------------------------------- */

static void
show_part (DescoRefundsWindow *self, const char *name)
{
  gboolean detail = g_str_equal (name, "refund");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->back_button, detail);
  gtk_widget_set_visible (self->filter, !detail);
  gtk_widget_set_visible (self->export_button, !detail);
}

/* Enter opens the first. */
static void
show_list (DescoRefundsWindow *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));
  guint n_refunds = g_list_model_get_n_items (G_LIST_MODEL (self->refunds));

  adw_status_page_set_title (self->nothing, _ (filters[chosen].title));
  adw_status_page_set_description (self->nothing, _ (filters[chosen].description));
  show_part (self, n_refunds > 0 ? "list" : "nothing");
  if (n_refunds > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* What can be put onto a list depends on what there is, whichever states are shown. */
static void
allow_export (DescoRefundsWindow *self, const GPtrArray *refunds)
{
  gboolean requested = FALSE;
  gboolean exported = FALSE;

  for (guint i = 0; i < refunds->len; i++)
    {
      const DescoRefund *refund = g_ptr_array_index (refunds, i);

      requested = requested || refund->status == DESCO_REFUND_REQUESTED;
      exported = exported || refund->status == DESCO_REFUND_EXPORTED;
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "refunds.export", requested);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "refunds.pay", exported);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "refunds.export-again", requested || exported);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoRefundsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refunds = desco_refund_work_list_finish (result, &error);
  g_autoptr (GPtrArray) items = NULL;
  guint wanted;

  if (g_task_get_cancellable (G_TASK (result)) != self->loading)
    return;
  if (refunds == NULL)
    {
      say (self, error->message);
      return;
    }
  allow_export (self, refunds);
  wanted = filters[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter))].statuses;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (refunds, NULL);
  /* The newest first. */
  for (guint i = refunds->len; i > 0; i--)
    {
      DescoRefund *refund = g_ptr_array_index (refunds, i - 1);

      if (wanted == 0 || (wanted & (1u << refund->status)) != 0)
        g_ptr_array_add (items, desco_refund_item_new (refund));
      else
        desco_refund_free (refund);
    }
  g_list_store_splice (self->refunds, 0, g_list_model_get_n_items (G_LIST_MODEL (self->refunds)),
                       items->pdata, items->len);
  if (!gtk_widget_get_visible (self->back_button))
    show_list (self);
}

static void
load (DescoRefundsWindow *self)
{
  if (self->session == NULL)
    return;
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  desco_refund_work_list_async (desco_session_get_store (self->session), 0, self->loading,
                                on_loaded, g_object_ref (self));
}

static void
on_row_activated (DescoRefundsWindow *self, guint position)
{
  g_autoptr (DescoRefundItem) item = g_list_model_get_item (G_LIST_MODEL (self->refunds), position);

  desco_refund_view_show (self->view, &desco_refund_item_get (item)->id);
  show_part (self, "refund");
}

static void
on_back_clicked (DescoRefundsWindow *self)
{
  show_list (self);
  load (self);
}

static void
on_settled (DescoRefundsWindow *self, const char *text)
{
  on_back_clicked (self);
  say (self, text);
}

/* The accounting office's list ------------------------------------------------------------------ */

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoRefundsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refunds = desco_refund_work_list_finish (result, &error);
  g_autofree char *text = NULL;

  if (self->session == NULL)
    return;
  if (refunds != NULL)
    text = g_strdup_printf (
        ngettext ("%u request is on the list, and marked as with the accounting office",
                  "%u requests are on the list, and marked as with the accounting office",
                  refunds->len),
        refunds->len);
  say (self, refunds != NULL ? text : error->message);
  load (self);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoRefundsWindow) self = data;
  g_autoptr (GFile) file = desco_compat_choose_file_finish (result, NULL);

  if (file == NULL || g_file_peek_path (file) == NULL || self->session == NULL)
    return;
  desco_refund_work_export_async (desco_session_get_store (self->session), self->exported,
                                  g_file_peek_path (file), on_exported, g_object_ref (self));
}

static void
ask_where (DescoRefundsWindow *self, guint statuses, const char *suffix)
{
  GDate today = desco_clock_today ();
  g_autofree char *date = desco_date_to_iso (&today);
  g_autofree char *name = g_strdup_printf ("%s-%s.%s", _ ("refunds"), date, suffix);

  self->exported = statuses;
  desco_compat_save_file_async (GTK_WINDOW (self), _ ("Save the List for Accounting"), name, NULL,
                                on_file_chosen, g_object_ref (self));
}

static void
on_export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_where (DESCO_REFUNDS_WINDOW (widget), STATUS (REQUESTED),
             g_variant_get_string (parameter, NULL));
}

static void
on_export_again_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_where (DESCO_REFUNDS_WINDOW (widget), STATUS (REQUESTED) | STATUS (EXPORTED),
             g_variant_get_string (parameter, NULL));
}

/* What the accounting office paid ---------------------------------------------------------------- */

typedef struct
{
  DescoRefundsWindow *window;
  GPtrArray *refunds;
} Payment;

static void
payment_free (gpointer data)
{
  Payment *payment = data;

  g_object_unref (payment->window);
  g_ptr_array_unref (payment->refunds);
  g_free (payment);
}

static void
on_paid (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoRefundsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refunds = desco_refund_work_list_finish (result, &error);
  g_autofree char *text = NULL;

  if (self->session == NULL)
    return;
  if (refunds != NULL)
    text = g_strdup_printf (
        ngettext ("%u refund is settled", "%u refunds are settled", refunds->len), refunds->len);
  say (self, refunds != NULL ? text : error->message);
  load (self);
}

static void
pay (gpointer data)
{
  Payment *payment = data;
  DescoRefundsWindow *self = payment->window;

  if (self->session != NULL)
    desco_refund_work_pay_async (desco_session_get_store (self->session), payment->refunds, on_paid,
                                 g_object_ref (self));
}

static void
on_exported_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoRefundsWindow) self = data;
  g_autoptr (GPtrArray) refunds = desco_refund_work_list_finish (result, NULL);
  g_autofree char *amount = NULL;
  g_autofree char *label = NULL;
  gint64 sum = 0;
  Payment *payment;

  if (self->session == NULL || refunds == NULL || refunds->len == 0)
    return;
  for (guint i = 0; i < refunds->len; i++)
    sum += ((DescoRefund *) g_ptr_array_index (refunds, i))->amount;
  amount = desco_format_euro (sum);
  label
      = g_strdup_printf (ngettext ("_Settle %u Refund: %s", "_Settle %u Refunds: %s", refunds->len),
                         refunds->len, amount);
  payment = g_new0 (Payment, 1);
  payment->window = g_object_ref (self);
  payment->refunds = g_ptr_array_ref (refunds);
  desco_compat_confirm (GTK_WIDGET (self), _ ("Did the accounting office pay all that it has?"),
                        _ ("They are settled then, and can no longer be refused. Those that are on "
                           "no list yet stay."),
                        label, pay, payment, payment_free);
}

static void
on_pay_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DescoRefundsWindow *self = DESCO_REFUNDS_WINDOW (widget);

  desco_refund_work_list_async (desco_session_get_store (self->session), STATUS (EXPORTED), NULL,
                                on_exported_listed, g_object_ref (self));
}

/* The object ------------------------------------------------------------------------------------ */

static void
desco_refunds_window_dispose (GObject *object)
{
  DescoRefundsWindow *self = DESCO_REFUNDS_WINDOW (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->refunds);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desco_refunds_window_parent_class)->dispose (object);
}

static void
desco_refunds_window_class_init (DescoRefundsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_refunds_window_dispose;

  g_type_ensure (DESCO_TYPE_REFUND_VIEW);
  gtk_widget_class_install_action (widget_class, "refunds.export", "s", on_export_action);
  gtk_widget_class_install_action (widget_class, "refunds.export-again", "s",
                                   on_export_again_action);
  gtk_widget_class_install_action (widget_class, "refunds.pay", NULL, on_pay_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/refunds/desco-refunds-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoRefundsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundsWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundsWindow, filter);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundsWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundsWindow, nothing);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundsWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_settled);
}

static void
desco_refunds_window_init (DescoRefundsWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = desco_refund_item_make_factory ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->refunds = g_list_store_new (DESCO_TYPE_REFUND_ITEM);
  selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->refunds))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
}

/**
 * desco_refunds_window_present:
 * @parent: the window that asks
 * @session: its database
 *
 * Shows what is to be paid back.
 */
void
desco_refunds_window_present (GtkWindow *parent, DescoSession *session)
{
  DescoRefundsWindow *self
      = g_object_new (DESCO_TYPE_REFUNDS_WINDOW, "transient-for", parent, NULL);

  g_set_object (&self->session, session);
  desco_refund_view_set_session (self->view, session);
  gtk_window_present (GTK_WINDOW (self));
  load (self);
}
