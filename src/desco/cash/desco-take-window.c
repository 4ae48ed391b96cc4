/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "cash/desco-take-window.h"

#include "cash/desco-quittance-print.h"
#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "session/desco-desk-work.h"
#include "store/desco-quittances.h"

#include <glib/gi18n.h>

/* Taking the money of a notice at the desk: how it is paid, by whom, and one button that says
 * what will happen. */

struct _DescoTakeWindow
{
  AdwWindow parent_instance;

  GtkLabel *amount;
  GtkLabel *subject;
  AdwComboRow *part_row;
  GtkCheckButton *cash;
  GtkCheckButton *pos;
  AdwEntryRow *payer;
  GtkLabel *consequence;
  GtkLabel *problem;
  GtkButton *take_button;

  GtkWidget *from;
  DescoSession *session;
  DescoPurchase *purchase;
  GPtrArray *parts; /* DescoInstalment that can be paid now, borrowed; NULL for the whole */
  guint instalment; /* 0 for the whole */
  gint64 owed;
};

G_DEFINE_FINAL_TYPE (DescoTakeWindow, desco_take_window, ADW_TYPE_WINDOW)

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DescoQuittanceMethod
get_method (DescoTakeWindow *self)
{
  return gtk_check_button_get_active (self->pos) ? DESCO_QUITTANCE_POS : DESCO_QUITTANCE_CASH;
}

static void
show_consequence (DescoTakeWindow *self)
{
  g_autofree char *amount = desco_format_euro (self->owed);
  gboolean cash = get_method (self) == DESCO_QUITTANCE_CASH;
  g_autofree char *label = g_strdup_printf (cash ? _ ("_Take %s in Cash and Credit the Vouchers")
                                                 : _ ("_Take %s by Card and Credit the Vouchers"),
                                            amount);

  desco_compat_set_long_label (self->take_button, label);
  gtk_label_set_label (
      self->consequence,
      cash ? _ ("The vouchers are there at once, the notice can no longer be paid on pagoPA, and a "
                "numbered quittance is printed. What is paid in cash does not count for the 730.")
           : _ ("The vouchers are there at once, the notice can no longer be paid on pagoPA, and a "
                "numbered quittance is printed. Keep the terminal's slip with it."));
}

static void
on_method_toggled (DescoTakeWindow *self)
{
  if (self->purchase != NULL)
    show_consequence (self);
}

/* What is paid ---------------------------------------------------------------------------------- */

/* The instalments that are owed, the oldest first. The whole is there as long as none is paid; what
 * pagoPA has not heard of yet is sent whole, so that there is nothing else. */
static GPtrArray *
list_parts (DescoPurchase *purchase)
{
  GPtrArray *parts = g_ptr_array_new ();
  gboolean at_pagopa
      = purchase->status == DESCO_PURCHASE_PUBLISHED || purchase->status == DESCO_PURCHASE_EXPIRED;
  guint n = purchase->instalments != NULL && at_pagopa ? purchase->instalments->len : 0;

  for (guint i = 0; i < n; i++)
    {
      DescoInstalment *instalment = g_ptr_array_index (purchase->instalments, i);

      if (instalment->status == DESCO_INSTALMENT_OPEN
          || instalment->status == DESCO_INSTALMENT_EXPIRED)
        g_ptr_array_add (parts, instalment);
    }
  if (parts->len == n)
    g_ptr_array_add (parts, NULL);
  return parts;
}

static char *
describe_part (DescoPurchase *purchase, const DescoInstalment *instalment)
{
  g_autofree char *amount
      = desco_format_euro (instalment != NULL ? instalment->amount : purchase->amount);

  if (instalment == NULL)
    /* Translators: of a purchase in instalments, with the amount. */
    return g_strdup_printf (_ ("All of it: %s"), amount);
  return g_strdup_printf (_ ("Instalment %u: %s"), instalment->number, amount);
}

static void
show_part (DescoTakeWindow *self)
{
  const DescoInstalment *instalment
      = g_ptr_array_index (self->parts, adw_combo_row_get_selected (self->part_row));
  g_autofree char *subject
      = instalment != NULL ? desco_purchase_make_instalment_subject (self->purchase, instalment)
                           : g_strdup (self->purchase->subject);
  g_autofree char *amount = NULL;

  self->instalment = instalment != NULL ? instalment->number : 0;
  self->owed = instalment != NULL ? instalment->amount : self->purchase->amount;
  amount = desco_format_euro (self->owed);
  gtk_label_set_label (self->amount, amount);
  gtk_label_set_label (self->subject, subject);
  show_consequence (self);
}

static void
on_part_chosen (DescoTakeWindow *self)
{
  if (self->parts != NULL)
    show_part (self);
}

static void
offer_parts (DescoTakeWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) parts = list_parts (self->purchase);

  for (guint i = 0; i < parts->len; i++)
    gtk_string_list_take (names, describe_part (self->purchase, g_ptr_array_index (parts, i)));
  adw_combo_row_set_model (self->part_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->part_row), parts->len > 1);
  self->parts = g_steal_pointer (&parts);
  show_part (self);
}

/* Taking it -------------------------------------------------------------------------------------- */

/* Told to whoever is on the page by now: this window is closed. */
static void
on_told (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoTellingReport) report = desco_desk_work_tell_finish (result, &error);

  if (report == NULL)
    desco_toast_show_error (from, error);
  else if (report->paid_there->len > 0)
    desco_toast_show (from,
                      _ ("The notice was paid on pagoPA too: void the quittance today and give "
                         "the money back, or refund one of the two."));
  else if (report->unreachable != NULL)
    desco_toast_show (from,
                      _ ("The money is taken. pagoPA can't be reached now and is told later."));
  desco_session_emit_changed (DESCO_SESSION (source));
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoTakeWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoQuittance) quittance
      = desco_quittances_take_finish (DESCO_STORE (source), result, &error);
  g_autofree char *title = NULL;

  if (quittance == NULL)
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      gtk_widget_set_sensitive (GTK_WIDGET (self->take_button), TRUE);
      return;
    }

  title = g_strdup_printf (_ ("Quittance %s: the vouchers are in the wallet"), quittance->label);
  desco_toast_show (self->from, title);
  g_signal_emit (self, signals[TAKEN], 0, quittance);
  desco_desk_work_tell_async (self->session, NULL, on_told, g_object_ref (self->from));
  desco_quittance_print (self->from, self->session, quittance);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_take_clicked (DescoTakeWindow *self)
{
  g_autofree char *payer
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->payer))));

  gtk_widget_set_sensitive (GTK_WIDGET (self->take_button), FALSE);
  desco_quittances_take_async (desco_session_get_store (self->session), &self->purchase->id,
                               self->instalment, get_method (self), *payer != '\0' ? payer : NULL,
                               NULL, on_taken, g_object_ref (self));
}

static void
on_cancel_clicked (DescoTakeWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
desco_take_window_dispose (GObject *object)
{
  DescoTakeWindow *self = DESCO_TAKE_WINDOW (object);

  g_clear_object (&self->from);
  g_clear_object (&self->session);
  g_clear_object (&self->purchase);
  g_clear_pointer (&self->parts, g_ptr_array_unref);

  G_OBJECT_CLASS (desco_take_window_parent_class)->dispose (object);
}

static void
desco_take_window_class_init (DescoTakeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_take_window_dispose;

  /**
   * DescoTakeWindow::taken:
   * @self: a window
   * @quittance: what was taken
   */
  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, DESCO_TYPE_QUITTANCE);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/desco/Desco/cash/desco-take-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoTakeWindow, amount);
  gtk_widget_class_bind_template_child (widget_class, DescoTakeWindow, subject);
  gtk_widget_class_bind_template_child (widget_class, DescoTakeWindow, part_row);
  gtk_widget_class_bind_template_child (widget_class, DescoTakeWindow, cash);
  gtk_widget_class_bind_template_child (widget_class, DescoTakeWindow, pos);
  gtk_widget_class_bind_template_child (widget_class, DescoTakeWindow, payer);
  gtk_widget_class_bind_template_child (widget_class, DescoTakeWindow, consequence);
  gtk_widget_class_bind_template_child (widget_class, DescoTakeWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoTakeWindow, take_button);
  gtk_widget_class_bind_template_callback (widget_class, on_part_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_method_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_take_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
desco_take_window_init (DescoTakeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desco_compat_name_entry (GTK_WIDGET (self->payer));
}

/**
 * desco_take_window_present:
 * @from: a widget of the window that asks
 * @session: its database
 * @purchase: what is paid
 *
 * Asks how the money of a notice is taken, takes it and prints the quittance.
 *
 * Returns: (transfer none): the window, which says “taken” when it is
 */
DescoTakeWindow *
desco_take_window_present (GtkWidget *from, DescoSession *session, DescoPurchase *purchase)
{
  DescoTakeWindow *self
      = g_object_new (DESCO_TYPE_TAKE_WINDOW, "transient-for", gtk_widget_get_root (from), NULL);

  g_set_object (&self->from, from);
  g_set_object (&self->session, session);
  g_set_object (&self->purchase, purchase);
  gtk_editable_set_text (GTK_EDITABLE (self->payer), purchase->guardian_name);
  offer_parts (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
