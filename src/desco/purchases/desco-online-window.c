/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-online-window.h"

#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "session/desco-desk-work.h"
#include "session/desco-pagopa-work.h"
#include "store/desco-purchases.h"

#include <glib/gi18n.h>

/* Paying online at the desk, with the family's other notices in one go. The page opens in the
 * browser; that somebody comes back from it proves nothing, so the receipts are asked for. */

struct _DescoOnlineWindow
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *notices_group;
  AdwEntryRow *email;
  GtkLabel *problem;
  GtkButton *open_button;
  GtkWidget *after;
  GtkWidget *collect_button;
  GtkLabel *result;

  DescoSession *session;
  DescoPurchase *purchase;
  GPtrArray *checks; /* GtkCheckButton, each with its purchase; borrowed */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (DescoOnlineWindow, desco_online_window, ADW_TYPE_WINDOW)

enum
{
  COLLECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define PURCHASE_KEY "desco-purchase"

/* The whole, or the next instalment once one is paid: what the cart asks for. */
static gint64
get_owed (DescoPurchase *purchase)
{
  const DescoInstalment *next = desco_purchase_find_next_instalment (purchase);

  return next != NULL ? next->amount : purchase->amount;
}

static GPtrArray *
get_chosen (DescoOnlineWindow *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->checks, i);

      if (gtk_check_button_get_active (check))
        g_ptr_array_add (chosen, g_object_ref (g_object_get_data (G_OBJECT (check), PURCHASE_KEY)));
    }
  return chosen;
}

static void
show_problem (DescoOnlineWindow *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
show_sum (DescoOnlineWindow *self)
{
  g_autoptr (GPtrArray) chosen = get_chosen (self);
  g_autofree char *amount = NULL;
  g_autofree char *label = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < chosen->len; i++)
    sum += get_owed (g_ptr_array_index (chosen, i));
  amount = desco_format_euro (sum);
  label = g_strdup_printf (
      ngettext ("_Open the Page to Pay %s", "_Open the Page to Pay %s Together", chosen->len),
      amount);
  desco_compat_set_long_label (self->open_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_button),
                            !self->working && chosen->len > 0
                                && chosen->len <= DESCO_CHECKOUT_MAX_NOTICES);
  gtk_widget_set_sensitive (self->collect_button, !self->working);
  if (chosen->len > DESCO_CHECKOUT_MAX_NOTICES)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("At most %d notice is paid in one go.",
                                                         "At most %d notices are paid in one go.",
                                                         DESCO_CHECKOUT_MAX_NOTICES),
                                               DESCO_CHECKOUT_MAX_NOTICES);

      show_problem (self, text);
    }
  else
    show_problem (self, NULL);
}

static void
set_working (DescoOnlineWindow *self, gboolean working)
{
  self->working = working;
  show_sum (self);
}

static void
add_notice (DescoOnlineWindow *self, DescoPurchase *purchase, gboolean chosen)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *amount = desco_format_euro (get_owed (purchase));
  g_autofree char *day = desco_format_short_day (&purchase->due_date);
  g_autofree char *subtitle
      = g_strdup_printf (_ ("%s, to pay by %s"), purchase->notice_number, day);
  GtkWidget *label = gtk_label_new (amount);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), purchase->subject);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  purchase->subject, -1);
  g_object_set_data_full (G_OBJECT (check), PURCHASE_KEY, g_object_ref (purchase), g_object_unref);
  g_signal_connect_object (check, "toggled", G_CALLBACK (show_sum), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->checks, check);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_add_css_class (label, "figures");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (self->notices_group, row);
}

/* The notice that was opened first, then what else the same person has to pay. */
static void
on_family_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoOnlineWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) purchases
      = desco_purchases_list_finish (DESCO_STORE (source), result, &error);
  guint n_chosen = 1;

  for (guint i = 0; purchases != NULL && i < purchases->len; i++)
    {
      DescoPurchase *other = g_ptr_array_index (purchases, i);

      if (desco_uuid_equal (&other->id, &self->purchase->id) || !desco_checkout_can_pay (other))
        continue;
      add_notice (self, other, n_chosen < DESCO_CHECKOUT_MAX_NOTICES);
      n_chosen++;
    }
  show_sum (self);
  if (error != NULL)
    show_problem (self, error->message);
}

static void
on_page_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoOnlineWindow) self = data;
  g_autoptr (GError) error = NULL;

  set_working (self, FALSE);
  if (!desco_compat_open_uri_finish (result, &error))
    {
      show_problem (self, error->message);
      return;
    }
  gtk_widget_set_visible (self->after, TRUE);
  gtk_widget_grab_focus (self->collect_button);
}

static void
on_cart_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoOnlineWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = desco_desk_work_checkout_finish (result, &error);

  if (url == NULL)
    {
      set_working (self, FALSE);
      show_problem (self, error->message);
      return;
    }
  desco_compat_open_uri_async (GTK_WINDOW (self), url, on_page_opened, g_object_ref (self));
}

static void
on_open_clicked (DescoOnlineWindow *self)
{
  g_autoptr (GPtrArray) chosen = get_chosen (self);
  g_autofree char *email
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->email))));

  set_working (self, TRUE);
  desco_desk_work_checkout_async (self->session, chosen, *email != '\0' ? email : NULL, NULL,
                                  on_cart_made, g_object_ref (self));
}

static void
on_collected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoOnlineWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoCollectReport) report = desco_pagopa_work_collect_finish (result, &error);
  g_autofree char *unread = report != NULL ? desco_collect_report_explain_unread (report) : NULL;
  g_autofree char *text = NULL;

  set_working (self, FALSE);
  if (report == NULL || report->unreachable != NULL)
    {
      show_problem (self, report != NULL ? report->unreachable : error->message);
      return;
    }
  show_problem (self, unread);
  text = report->credited > 0 ? g_strdup_printf (
             ngettext ("%u receipt is in: its vouchers are in the wallet.",
                       "%u receipts are in: their vouchers are in the wallets.", report->credited),
             report->credited)
                              : g_strdup (_ ("No receipt has come yet: ask again in a moment."));
  gtk_label_set_label (self->result, text);
  desco_session_emit_changed (self->session);
  g_signal_emit (self, signals[COLLECTED], 0);
}

static void
on_collect_clicked (DescoOnlineWindow *self)
{
  set_working (self, TRUE);
  desco_pagopa_work_collect_async (self->session, NULL, on_collected, g_object_ref (self));
}

static void
on_close_clicked (DescoOnlineWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
desco_online_window_dispose (GObject *object)
{
  DescoOnlineWindow *self = DESCO_ONLINE_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->purchase);
  g_clear_pointer (&self->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (desco_online_window_parent_class)->dispose (object);
}

static void
desco_online_window_class_init (DescoOnlineWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_online_window_dispose;

  /**
   * DescoOnlineWindow::collected:
   * @self: a window
   *
   * Receipts were asked for.
   */
  signals[COLLECTED] = g_signal_new ("collected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-online-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoOnlineWindow, notices_group);
  gtk_widget_class_bind_template_child (widget_class, DescoOnlineWindow, email);
  gtk_widget_class_bind_template_child (widget_class, DescoOnlineWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoOnlineWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, DescoOnlineWindow, after);
  gtk_widget_class_bind_template_child (widget_class, DescoOnlineWindow, collect_button);
  gtk_widget_class_bind_template_child (widget_class, DescoOnlineWindow, result);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_collect_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
desco_online_window_init (DescoOnlineWindow *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desco_compat_name_entry (GTK_WIDGET (self->email));
}

/**
 * desco_online_window_present:
 * @from: a widget of the window that asks
 * @session: its database
 * @purchase: what is to be paid
 *
 * Pays a notice online, with what else the same person has to pay.
 *
 * Returns: (transfer none): the window, which says “collected” when receipts may have come
 */
DescoOnlineWindow *
desco_online_window_present (GtkWidget *from, DescoSession *session, DescoPurchase *purchase)
{
  DescoOnlineWindow *self
      = g_object_new (DESCO_TYPE_ONLINE_WINDOW, "transient-for", gtk_widget_get_root (from), NULL);
  DescoPurchaseFilter filter
      = { .guardian_id = purchase->guardian_id, .statuses = 1u << DESCO_PURCHASE_PUBLISHED };

  g_set_object (&self->session, session);
  g_set_object (&self->purchase, purchase);
  add_notice (self, purchase, TRUE);
  show_sum (self);
  desco_purchases_list_async (desco_session_get_store (session), &filter, NULL, on_family_loaded,
                              g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
