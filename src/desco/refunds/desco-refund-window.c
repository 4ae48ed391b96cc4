/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "refunds/desco-refund-window.h"

#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "model/desco-iban.h"
#include "model/desco-text.h"
#include "refunds/desco-refund-work.h"

#include <glib/gi18n.h>

/* Asking for money to be paid back: how many vouchers, what each of them cost, why and to
 * whom, and one button that says what will happen. */

struct _DescoRefundWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkLabel *amount;
  GtkLabel *subject;
  AdwActionRow *quantity_row;
  GtkSpinButton *quantity;
  AdwActionRow *lots_row;
  AdwActionRow *beneficiary_row;
  AdwEntryRow *reason;
  AdwEntryRow *iban;
  GtkLabel *problem;
  GtkButton *ask_button;

  GtkWidget *from;
  DescoSession *session;
  DescoRefundOffer *offer;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (DescoRefundWindow, desco_refund_window, ADW_TYPE_WINDOW)

enum
{
  REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What stands in the box, while it is still being typed; nothing while it is no number to be had. */
static gboolean
read_quantity (DescoRefundWindow *self, gint64 *quantity)
{
  gint64 left = self->offer->quantity;

  return g_ascii_string_to_signed (gtk_editable_get_text (GTK_EDITABLE (self->quantity)), 10,
                                   MIN (1, left), left, quantity, NULL);
}

static char *
get_reason (DescoRefundWindow *self)
{
  return desco_text_squeeze (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
}

static char *
get_iban (DescoRefundWindow *self)
{
  return desco_iban_normalize (gtk_editable_get_text (GTK_EDITABLE (self->iban)));
}

/* What is shown --------------------------------------------------------------------------------- */

/* “10 × 5,20 € + 5 × 6,10 €”: a parent can add it up. */
static char *
describe_lots (const DescoRefundOffer *offer, gint64 quantity)
{
  g_autoptr (GArray) parts = desco_refund_offer_split (offer, quantity);
  gint64 rest = desco_refund_offer_get_rest (offer, quantity);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const DescoRefundLot *part = &g_array_index (parts, DescoRefundLot, i);
      g_autofree char *cost = desco_format_euro (part->unit_amount);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT " × %s", i > 0 ? " + " : "",
                              part->quantity, cost);
    }
  if (rest > 0)
    {
      g_autofree char *cents = desco_format_euro (rest);

      g_string_append_printf (text, "%s%s", parts->len > 0 ? " + " : "", cents);
    }
  return g_string_free (text, FALSE);
}

static void
show_problem (DescoRefundWindow *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* An account that is still being typed is not wrong yet. */
static gboolean
check_iban (DescoRefundWindow *self, gboolean is_typing)
{
  g_autofree char *iban = get_iban (self);
  g_autoptr (GError) error = NULL;
  gboolean valid = iban == NULL || desco_iban_check_sepa (iban, &error);
  gboolean wrong = !valid && !is_typing;

  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->iban), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->iban), "error");
  show_problem (self, wrong ? error->message : NULL);
  return valid;
}

static void
show_button (DescoRefundWindow *self)
{
  gint64 quantity = 0;
  gboolean valid = read_quantity (self, &quantity);
  gint64 amount = valid ? desco_refund_offer_get_amount (self->offer, quantity) : 0;
  g_autofree char *vouchers = desco_format_vouchers (quantity);
  g_autofree char *euros = desco_format_euro (amount);
  g_autofree char *label
      = quantity > 0
            /* Translators: vouchers, and what they cost. */
            ? g_strdup_printf (_ ("_Take Out %s and Ask for %s Back"), vouchers, euros)
            : g_strdup_printf (_ ("_Ask for %s Back"), euros);
  g_autofree char *reason = get_reason (self);
  g_autofree char *iban = get_iban (self);

  desco_compat_set_long_label (self->ask_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->ask_button),
                            !self->working && amount > 0 && *reason != '\0'
                                && (iban == NULL || desco_iban_check_sepa (iban, NULL)));
}

static void
show_amount (DescoRefundWindow *self)
{
  gint64 quantity = 0;
  gboolean valid = read_quantity (self, &quantity);
  g_autofree char *amount
      = valid ? desco_format_euro (desco_refund_offer_get_amount (self->offer, quantity))
              : g_strdup ("–");
  g_autofree char *lots = valid ? describe_lots (self->offer, quantity) : g_strdup ("–");

  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->quantity_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->quantity_row), "error");
  gtk_label_set_label (self->amount, amount);
  adw_action_row_set_subtitle (self->lots_row, lots);
  show_button (self);
}

static void
show_beneficiary (DescoRefundWindow *self)
{
  g_autofree char *text = NULL;

  if (self->offer->guardian_tax_code != NULL)
    text = g_strdup_printf ("%s · %s", self->offer->guardian_name, self->offer->guardian_tax_code);
  else if (self->offer->guardian_name != NULL)
    text = g_strdup (self->offer->guardian_name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->beneficiary_row), FALSE);
  adw_action_row_set_subtitle (self->beneficiary_row,
                               text != NULL ? text : _ ("Nobody is named as who pays"));
}

static void
show_offer (DescoRefundWindow *self)
{
  const DescoRefundOffer *offer = self->offer;
  g_autofree char *left = desco_format_vouchers (offer->quantity);
  g_autofree char *of_left = g_strdup_printf (_ ("%s can be given back"), left);
  g_autofree char *subject
      = offer->notice_number != NULL
            ? g_strdup_printf (_ ("%s, notice %s"), offer->pupil_name, offer->notice_number)
            : g_strdup (offer->pupil_name);

  if (desco_refund_offer_get_amount (offer, offer->quantity) == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  gtk_label_set_label (self->subject, subject);
  adw_action_row_set_subtitle (self->quantity_row, of_left);
  gtk_spin_button_set_range (self->quantity, offer->quantity > 0 ? 1 : 0, (double) offer->quantity);
  gtk_spin_button_set_value (self->quantity, (double) offer->quantity);
  if (offer->notice_number != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->reason), _ ("Purchase cancelled"));
  show_beneficiary (self);
  show_amount (self);
  gtk_stack_set_visible_child_name (self->stack, "offer");
  gtk_widget_grab_focus (GTK_WIDGET (self->quantity));
}

static void
on_offer_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoRefundWindow) self = data;
  g_autoptr (GError) error = NULL;

  self->offer = desco_refund_work_offer_finish (result, &error);
  if (self->offer != NULL)
    {
      show_offer (self);
      return;
    }
  adw_status_page_set_description (self->nothing, error->message);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

/* What can be done ------------------------------------------------------------------------------ */

static void
on_quantity_changed (DescoRefundWindow *self)
{
  if (self->offer != NULL)
    show_amount (self);
}

static void
on_reason_changed (DescoRefundWindow *self)
{
  if (self->offer != NULL)
    show_button (self);
}

static void
on_iban_changed (DescoRefundWindow *self)
{
  g_autofree char *iban = get_iban (self);

  if (self->offer == NULL)
    return;
  check_iban (self, desco_iban_is_partial (iban));
  show_button (self);
}

static void
on_iban_left (DescoRefundWindow *self)
{
  check_iban (self, FALSE);
}

static void
on_requested (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoRefundWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoRefund) refund = desco_refund_work_change_finish (result, &error);
  g_autofree char *amount = NULL;
  g_autofree char *title = NULL;

  self->working = FALSE;
  if (refund == NULL)
    {
      show_problem (self, error->message);
      show_button (self);
      return;
    }
  amount = desco_format_euro (refund->amount);
  title = g_strdup_printf (_ ("%s are on the list for the accounting office"), amount);
  desco_toast_show (self->from, title);
  desco_session_emit_changed (self->session);
  g_signal_emit (self, signals[REQUESTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_ask_clicked (DescoRefundWindow *self)
{
  g_autofree char *reason = get_reason (self);
  g_autofree char *iban = get_iban (self);
  DescoRefundDraft draft = {
    .pupil_id = self->offer->pupil_id,
    .purchase_id = self->offer->purchase_id,
    .reason = reason,
    .iban = iban,
  };

  if (!read_quantity (self, &draft.quantity))
    return;
  self->working = TRUE;
  show_button (self);
  desco_refund_work_create_async (desco_session_get_store (self->session), &draft, on_requested,
                                  g_object_ref (self));
}

static void
on_cancel_clicked (DescoRefundWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* The object ------------------------------------------------------------------------------------ */

/* What is being written is told where it was asked for. */
static gboolean
desco_refund_window_close_request (GtkWindow *window)
{
  return DESCO_REFUND_WINDOW (window)->working
         || GTK_WINDOW_CLASS (desco_refund_window_parent_class)->close_request (window);
}

static void
desco_refund_window_dispose (GObject *object)
{
  DescoRefundWindow *self = DESCO_REFUND_WINDOW (object);

  g_clear_object (&self->from);
  g_clear_object (&self->session);
  g_clear_pointer (&self->offer, desco_refund_offer_free);

  G_OBJECT_CLASS (desco_refund_window_parent_class)->dispose (object);
}

static void
desco_refund_window_class_init (DescoRefundWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_refund_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = desco_refund_window_close_request;

  /**
   * DescoRefundWindow::requested:
   * @self: a window
   *
   * The refund is asked for, and the vouchers are out of the wallet.
   */
  signals[REQUESTED] = g_signal_new ("requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/refunds/desco-refund-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, nothing);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, amount);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, subject);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, quantity_row);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, quantity);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, lots_row);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, beneficiary_row);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, iban);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundWindow, ask_button);
  gtk_widget_class_bind_template_callback (widget_class, on_quantity_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_iban_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_iban_left);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
desco_refund_window_init (DescoRefundWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_set_activates_default (
      GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->quantity))), TRUE);
  desco_compat_name_entry (GTK_WIDGET (self->reason));
  desco_compat_name_entry (GTK_WIDGET (self->iban));
}

/**
 * desco_refund_window_present:
 * @from: a widget of the window that asks
 * @session: its database
 * @pupil_id: (nullable): whose vouchers; %NULL with a purchase
 * @purchase_id: (nullable): only those of this purchase
 *
 * Asks what is to be paid back and why, and requests it.
 *
 * Returns: (transfer none): the window, which says “requested” when it is
 */
DescoRefundWindow *
desco_refund_window_present (GtkWidget *from,
                             DescoSession *session,
                             const DescoUuid *pupil_id,
                             const DescoUuid *purchase_id)
{
  DescoRefundWindow *self
      = g_object_new (DESCO_TYPE_REFUND_WINDOW, "transient-for", gtk_widget_get_root (from), NULL);
  static const DescoUuid none;

  g_set_object (&self->from, from);
  g_set_object (&self->session, session);
  gtk_window_present (GTK_WINDOW (self));
  desco_refund_work_offer_async (
      desco_session_get_store (session), pupil_id != NULL ? pupil_id : &none,
      purchase_id != NULL ? purchase_id : &none, NULL, on_offer_loaded, g_object_ref (self));
  return self;
}
