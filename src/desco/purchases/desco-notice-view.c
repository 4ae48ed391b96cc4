/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-notice-view.h"

#include "cash/desco-take-window.h"
#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "notice/desco-notice-document.h"
#include "notice/desco-purchase-notice.h"
#include "purchases/desco-instalment-list.h"
#include "pagopa/desco-checkout.h"
#include "purchases/desco-notice-pages.h"
#include "purchases/desco-notice-print.h"
#include "purchases/desco-online-window.h"
#include "purchases/desco-purchase-columns.h"
#include "refunds/desco-refund-window.h"
#include "session/desco-pagopa-work.h"
#include "shell/desco-chip.h"
#include "store/desco-cash-days.h"
#include "store/desco-purchases.h"

#include <glib/gi18n.h>

/* One purchase and its notice, or the notices of many: where they stand, what they look like, and
 * what can be done with them. */

#define PATIENCE_MS 300

/* Pixels: the details beside the preview, and the preview below them. */
#define DETAILS_WIDTH 360
#define PREVIEW_HEIGHT 600

struct _DescoNoticeView
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkBox *box;
  GtkScrolledWindow *details;
  GtkLabel *name;
  GtkLabel *subject;
  AdwActionRow *state_row;
  GtkWidget *state;
  GtkLabel *total;
  AdwActionRow *number_row;
  AdwComboRow *language_row;
  DescoInstalmentList *instalments;
  GtkWidget *publish_button;
  GtkWidget *print_button;
  GtkWidget *reissue_button;
  GtkWidget *online_button;
  GtkWidget *take_button;
  GtkWidget *save_button;
  GtkWidget *cancel_button;
  GtkWidget *refund_button;
  GtkSpinner *spinner;
  GtkStack *preview;
  DescoNoticePages *pages;
  AdwStatusPage *none;

  DescoSession *session;
  GPtrArray *purchases;
  GPtrArray *notices;
  GPtrArray *printable;
  guint patience_id;
  gboolean takes_money; /* whether the creditor allows it */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (DescoNoticeView, desco_notice_view, ADW_TYPE_BIN)

static DescoPurchase *
get_single (DescoNoticeView *self)
{
  if (self->purchases == NULL || self->purchases->len != 1)
    return NULL;

  return g_ptr_array_index (self->purchases, 0);
}

/* What is shown --------------------------------------------------------------------------------- */

/* The first choice leaves each family the language that it has, or the setting's. */
static DescoNotice *
make_notice (DescoNoticeView *self, DescoPurchase *purchase)
{
  guint chosen = adw_combo_row_get_selected (self->language_row);
  DescoNotice *notice = desco_purchase_make_notice (
      purchase, desco_session_get_creditor (self->session),
      desco_session_get_notice_language (self->session), desco_session_is_practice (self->session));

  if (chosen > 0 && chosen <= DESCO_NOTICE_N_LANGUAGES)
    desco_notice_set_language (notice, (DescoNoticeLanguage) (chosen - 1));
  return notice;
}

static void
collect_notices (DescoNoticeView *self)
{
  g_ptr_array_set_size (self->notices, 0);
  g_ptr_array_set_size (self->printable, 0);
  for (guint i = 0; i < self->purchases->len; i++)
    {
      DescoPurchase *purchase = g_ptr_array_index (self->purchases, i);

      if (!desco_purchase_check_printable (purchase, NULL))
        continue;
      g_ptr_array_add (self->printable, g_object_ref (purchase));
      g_ptr_array_add (self->notices, make_notice (self, purchase));
    }
}

static void
show_preview (DescoNoticeView *self)
{
  DescoPurchase *purchase = get_single (self);
  g_autoptr (GError) error = NULL;

  collect_notices (self);
  gtk_stack_set_visible_child_name (self->preview, self->notices->len > 0 ? "pages" : "none");
  if (self->notices->len > 0)
    desco_notice_pages_set_notices (self->pages, self->notices);
  else if (purchase != NULL && !desco_purchase_check_printable (purchase, &error))
    adw_status_page_set_description (self->none, error->message);
}

static gboolean
waits_for_pagopa (DescoPurchase *purchase)
{
  return purchase->status == DESCO_PURCHASE_ASSIGNED || purchase->status == DESCO_PURCHASE_QUEUED;
}

/* Nobody shall hold two notices for one thing. */
static gboolean
can_sell_again (DescoPurchase *purchase)
{
  return purchase->status == DESCO_PURCHASE_EXPIRED && desco_uuid_is_nil (&purchase->replaced_by);
}

/* What the desk may take money for; the rest is refused with the reason. */
static gboolean
is_owed (DescoPurchase *purchase)
{
  return waits_for_pagopa (purchase) || purchase->status == DESCO_PURCHASE_PUBLISHED
         || can_sell_again (purchase);
}

/* What was paid is not withdrawn: its vouchers go back for money. */
static gboolean
has_vouchers (DescoPurchase *purchase)
{
  if (purchase->status == DESCO_PURCHASE_CREDITED)
    return TRUE;
  for (guint i = 0; purchase->instalments != NULL && i < purchase->instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (purchase->instalments, i);

      if (instalment->status == DESCO_INSTALMENT_CREDITED)
        return TRUE;
    }
  return FALSE;
}

static void
show_buttons (DescoNoticeView *self)
{
  DescoPurchase *purchase = get_single (self);
  gboolean printable = self->notices->len > 0;
  gboolean waits = purchase != NULL && waits_for_pagopa (purchase);

  gtk_widget_set_visible (self->publish_button, waits);
  gtk_widget_set_sensitive (self->publish_button, !self->working);
  gtk_widget_set_visible (self->print_button, printable);
  gtk_widget_set_visible (self->save_button, printable);
  gtk_widget_set_visible (GTK_WIDGET (self->language_row), printable);
  gtk_widget_set_sensitive (self->print_button, !self->working);
  gtk_widget_set_sensitive (self->save_button, !self->working);
  gtk_widget_set_visible (self->reissue_button, purchase != NULL && can_sell_again (purchase));
  gtk_widget_set_sensitive (self->reissue_button, !self->working);
  gtk_widget_set_visible (self->online_button,
                          purchase != NULL && desco_checkout_can_pay (purchase));
  gtk_widget_set_sensitive (self->online_button, !self->working);
  gtk_widget_set_visible (self->take_button,
                          self->takes_money && purchase != NULL && is_owed (purchase));
  gtk_widget_set_sensitive (self->take_button, !self->working);
  gtk_widget_set_visible (self->cancel_button, purchase != NULL
                                                   && desco_purchase_status_may_become (
                                                       purchase->status, DESCO_PURCHASE_CANCELLED));
  gtk_widget_set_sensitive (self->cancel_button, !self->working);
  gtk_widget_set_visible (self->refund_button, purchase != NULL && has_vouchers (purchase));
  gtk_widget_set_sensitive (self->refund_button, !self->working);
}

static void
show_single (DescoNoticeView *self, DescoPurchase *purchase)
{
  g_autofree char *total = desco_format_euro (purchase->amount);
  g_autofree char *words = desco_purchase_describe_status (purchase);

  gtk_label_set_label (self->name, purchase->pupil_name);
  gtk_label_set_label (self->subject, purchase->subject);
  gtk_label_set_label (self->total, total);
  adw_action_row_set_subtitle (self->number_row,
                               purchase->notice_number != NULL ? purchase->notice_number : "–");
  gtk_widget_set_visible (GTK_WIDGET (self->number_row), TRUE);
  desco_instalment_list_show (self->instalments, purchase->instalments);
  desco_chip_set (self->state, words, desco_purchase_get_tone (purchase->status));
  adw_action_row_set_subtitle (self->state_row, purchase->problem != NULL ? purchase->problem : "");
  gtk_button_set_label (GTK_BUTTON (self->print_button), _ ("_Print the Notice…"));
}

static void
show_many (DescoNoticeView *self)
{
  guint n = self->purchases->len;
  gint64 amount = 0;
  g_autofree char *name = g_strdup_printf (ngettext ("%u notice", "%u notices", n), n);
  g_autofree char *total = NULL;

  for (guint i = 0; i < n; i++)
    amount += ((DescoPurchase *) g_ptr_array_index (self->purchases, i))->amount;
  total = desco_format_euro (amount);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->subject, _ ("In the order of the classes"));
  gtk_label_set_label (self->total, total);
  gtk_widget_set_visible (GTK_WIDGET (self->number_row), FALSE);
  desco_instalment_list_show (self->instalments, NULL);
  desco_chip_set (self->state, NULL, DESCO_TONE_PLAIN);
  adw_action_row_set_subtitle (self->state_row, _ ("They can be paid"));
  gtk_button_set_label (GTK_BUTTON (self->print_button), _ ("_Print the Notices…"));
}

static void
show_all (DescoNoticeView *self)
{
  DescoPurchase *purchase = get_single (self);

  if (purchase != NULL)
    show_single (self, purchase);
  else
    show_many (self);
  show_preview (self);
  show_buttons (self);
}

static void
focus_next_step (DescoNoticeView *self)
{
  if (gtk_widget_get_visible (self->print_button))
    gtk_widget_grab_focus (self->print_button);
  else if (gtk_widget_get_visible (self->publish_button))
    gtk_widget_grab_focus (self->publish_button);
  else if (gtk_widget_get_visible (self->reissue_button))
    gtk_widget_grab_focus (self->reissue_button);
}

/* Work ------------------------------------------------------------------------------------------ */

static gboolean
on_patience_over (gpointer data)
{
  DescoNoticeView *self = data;

  self->patience_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
set_working (DescoNoticeView *self, gboolean working)
{
  self->working = working;
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (working)
    self->patience_id = g_timeout_add (PATIENCE_MS, on_patience_over, self);
  else
    gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  show_buttons (self);
}

static void
read_again_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *old = data;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  for (guint i = 0; i < old->len; i++)
    {
      DescoPurchase *purchase = g_ptr_array_index (old, i);
      DescoPurchase *again = desco_purchases_get (source, &purchase->id, cancellable, &error);

      if (again == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      g_ptr_array_add (fresh, again);
    }
  g_task_return_pointer (task, g_steal_pointer (&fresh), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_read_again (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoNoticeView) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *purchases = g_task_propagate_pointer (G_TASK (result), &error);

  set_working (self, FALSE);
  if (purchases == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  g_ptr_array_unref (self->purchases);
  self->purchases = purchases;
  show_all (self);
  focus_next_step (self);
  desco_session_emit_changed (self->session);
}

static void
read_again (DescoNoticeView *self)
{
  g_autoptr (GTask) task = g_task_new (desco_session_get_store (self->session), NULL, on_read_again,
                                       g_object_ref (self));

  g_task_set_task_data (task, g_ptr_array_ref (self->purchases),
                        (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, read_again_in_thread);
}

static void
on_published (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoNoticeView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPublishReport) report = desco_pagopa_work_publish_finish (result, &error);

  if (report == NULL)
    desco_toast_show_error (GTK_WIDGET (self), error);
  else if (report->unreachable != NULL)
    desco_toast_show (GTK_WIDGET (self), report->unreachable);
  for (guint i = 0; report != NULL && i < report->failed->len; i++)
    desco_toast_show (GTK_WIDGET (self),
                      ((DescoPurchaseFailure *) g_ptr_array_index (report->failed, i))->reason);
  read_again (self);
}

static void
on_publish_clicked (DescoNoticeView *self)
{
  desco_notice_view_publish (self);
}

static void
on_marked_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoNoticeView) self = data;
  g_autoptr (GError) error = NULL;

  if (!desco_purchases_mark_printed_finish (DESCO_STORE (source), result, &error))
    desco_toast_show_error (GTK_WIDGET (self), error);
  else
    desco_session_emit_changed (self->session);
}

static void
mark_printed (DescoNoticeView *self)
{
  desco_purchases_mark_printed_async (desco_session_get_store (self->session), self->printable,
                                      NULL, on_marked_printed, g_object_ref (self));
}

static void
on_language_chosen (DescoNoticeView *self)
{
  if (self->purchases != NULL)
    show_preview (self);
}

static void
on_printed (const GError *error, gpointer data)
{
  DescoNoticeView *self = data;

  if (error != NULL)
    desco_toast_show_error (GTK_WIDGET (self), error);
  else
    mark_printed (self);
}

static void
on_print_clicked (DescoNoticeView *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  desco_notice_print (window, self->notices, on_printed, g_object_ref (self), g_object_unref);
}

/* Saving ---------------------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *notices;
  char *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_ptr_array_unref (saving->notices);
  g_free (saving->path);
  g_free (saving);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  if (desco_notice_document_write_list (saving->path, DESCO_NOTICE_SHEETS_OWN, saving->notices,
                                        cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  DescoNoticeView *self = DESCO_NOTICE_VIEW (source);
  g_autoptr (GError) error = NULL;
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_path_get_basename (saving->path);
  g_autofree char *title = g_strdup_printf (_ ("Saved as %s"), name);

  set_working (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  desco_toast_show (GTK_WIDGET (self), title);
  mark_printed (self);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoNoticeView) self = data;
  g_autoptr (GFile) file = desco_compat_choose_file_finish (result, NULL);
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;
  task = g_task_new (self, NULL, on_saved, NULL);
  saving = g_new0 (Saving, 1);
  saving->notices = g_ptr_array_ref (self->notices);
  saving->path = g_file_get_path (file);
  g_task_set_task_data (task, saving, saving_free);
  set_working (self, TRUE);
  g_task_run_in_thread (task, save_in_thread);
}

static void
on_save_clicked (DescoNoticeView *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  DescoPurchase *purchase = get_single (self);
  g_autofree char *name = purchase != NULL ? g_strdup_printf ("%s.pdf", purchase->notice_number)
                                           : g_strdup_printf ("%s.pdf", _ ("notices"));

  desco_compat_save_file_async (window, _ ("Save the Notice"), name, NULL, on_file_chosen,
                                g_object_ref (self));
}

/* Paying at the desk ---------------------------------------------------------------------------- */

static void
on_online_clicked (DescoNoticeView *self)
{
  DescoPurchase *purchase = get_single (self);
  DescoOnlineWindow *window;

  if (purchase == NULL)
    return;
  window = desco_online_window_present (GTK_WIDGET (self), self->session, purchase);
  g_signal_connect_object (window, "collected", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
}

static void
on_take_clicked (DescoNoticeView *self)
{
  DescoPurchase *purchase = get_single (self);
  DescoTakeWindow *window;

  if (purchase == NULL)
    return;
  window = desco_take_window_present (GTK_WIDGET (self), self->session, purchase);
  g_signal_connect_object (window, "taken", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
}

static void
on_cash_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoNoticeView) self = data;
  g_autoptr (DescoCashDay) day = desco_cash_days_get_finish (DESCO_STORE (source), result, NULL);

  self->takes_money = day != NULL && day->allowed;
  if (self->purchases != NULL)
    show_buttons (self);
}

static void
read_cash (DescoNoticeView *self)
{
  GDate today = desco_clock_today ();

  desco_cash_days_get_async (desco_session_get_store (self->session), &today, NULL, on_cash_read,
                             g_object_ref (self));
}

/* Selling again --------------------------------------------------------------------------------- */

static void
on_sold_again (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoNoticeView) self = data;
  g_autoptr (GError) error = NULL;
  DescoPurchase *sold = desco_purchases_reissue_finish (DESCO_STORE (source), result, &error);
  g_autoptr (GPtrArray) purchases = NULL;
  g_autofree char *total = NULL;
  g_autofree char *due_date = NULL;
  g_autofree char *title = NULL;

  set_working (self, FALSE);
  if (sold == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  total = desco_format_euro (sold->amount);
  due_date = desco_date_to_display (&sold->due_date);
  title = g_strdup_printf (_ ("Sold again: %s, to pay by %s"), total, due_date);
  purchases = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (purchases, sold);
  desco_notice_view_show_purchases (self, purchases);
  desco_toast_show (GTK_WIDGET (self), title);
  desco_session_emit_changed (self->session);
}

static void
on_reissue_clicked (DescoNoticeView *self)
{
  DescoPurchase *purchase = get_single (self);

  if (purchase == NULL)
    return;
  set_working (self, TRUE);
  desco_purchases_reissue_async (desco_session_get_store (self->session), &purchase->id, NULL,
                                 on_sold_again, g_object_ref (self));
}

/* Withdrawing ----------------------------------------------------------------------------------- */

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoNoticeView) self = data;
  g_autoptr (GError) error = NULL;

  if (!desco_pagopa_work_cancel_finish (result, &error))
    desco_toast_show_error (GTK_WIDGET (self), error);
  read_again (self);
}

static void
cancel (gpointer data)
{
  DescoNoticeView *self = data;
  DescoPurchase *purchase = get_single (self);

  if (purchase == NULL)
    return;
  set_working (self, TRUE);
  desco_pagopa_work_cancel_async (self->session, purchase, _ ("Withdrawn at the desk"), NULL,
                                  on_cancelled, g_object_ref (self));
}

static void
on_cancel_clicked (DescoNoticeView *self)
{
  desco_compat_confirm (GTK_WIDGET (self), _ ("Withdraw this notice?"),
                        _ ("It can no longer be paid, also where it has been printed already. Its "
                           "number is not used again."),
                        _ ("_Withdraw the Notice on pagoPA"), cancel, g_object_ref (self),
                        g_object_unref);
}

static void
on_refund_clicked (DescoNoticeView *self)
{
  DescoPurchase *purchase = get_single (self);
  DescoRefundWindow *window;

  if (purchase == NULL)
    return;
  window = desco_refund_window_present (GTK_WIDGET (self), self->session, NULL, &purchase->id);
  g_signal_connect_object (window, "requested", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
}

/* The object ------------------------------------------------------------------------------------ */

static void
list_languages (DescoNoticeView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("As set for the family"));
  for (guint i = 0; i < DESCO_NOTICE_N_LANGUAGES; i++)
    gtk_string_list_append (names, desco_notice_language_to_name ((DescoNoticeLanguage) i));
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
}

static void
desco_notice_view_dispose (GObject *object)
{
  DescoNoticeView *self = DESCO_NOTICE_VIEW (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->purchases, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->printable, g_ptr_array_unref);

  G_OBJECT_CLASS (desco_notice_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, box);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, scroller);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, details);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, name);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, subject);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, state_row);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, total);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, number_row);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, language_row);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, instalments);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, publish_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, print_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, reissue_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, online_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, take_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, save_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, refund_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, spinner);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, preview);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, pages);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticeView, none);
  gtk_widget_class_bind_template_callback (widget_class, on_language_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_publish_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_online_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_take_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reissue_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_refund_clicked);
}

static void
desco_notice_view_class_init (DescoNoticeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_notice_view_dispose;

  g_type_ensure (DESCO_TYPE_INSTALMENT_LIST);
  g_type_ensure (DESCO_TYPE_NOTICE_PAGES);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-notice-view.ui");
  bind_template (widget_class);
}

static void
desco_notice_view_init (DescoNoticeView *self)
{
  self->notices = g_ptr_array_new_with_free_func (g_object_unref);
  self->printable = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->state_row), FALSE);
  list_languages (self);
  self->state = desco_chip_new ();
  adw_action_row_add_suffix (self->state_row, self->state);
}

/**
 * desco_notice_view_set_session:
 * @self: a view
 * @session: its database
 */
void
desco_notice_view_set_session (DescoNoticeView *self, DescoSession *session)
{
  g_return_if_fail (DESCO_IS_NOTICE_VIEW (self));

  g_set_object (&self->session, session);
}

/**
 * desco_notice_view_set_narrow:
 * @self: a view
 * @narrow: whether the preview goes below the details, and scrolls with them
 */
void
desco_notice_view_set_narrow (DescoNoticeView *self, gboolean narrow)
{
  g_return_if_fail (DESCO_IS_NOTICE_VIEW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER,
                                  narrow ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_scrolled_window_set_policy (self->details, GTK_POLICY_NEVER,
                                  narrow ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (GTK_WIDGET (self->details), narrow ? -1 : DETAILS_WIDTH, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->preview), -1, narrow ? PREVIEW_HEIGHT : -1);
}

/**
 * desco_notice_view_show_purchases:
 * @self: a view
 * @purchases: (element-type DescoPurchase): one or more
 *
 * Shows where purchases stand, and their notices.
 */
void
desco_notice_view_show_purchases (DescoNoticeView *self, GPtrArray *purchases)
{
  g_return_if_fail (DESCO_IS_NOTICE_VIEW (self));
  g_return_if_fail (purchases->len > 0);

  g_ptr_array_ref (purchases);
  g_clear_pointer (&self->purchases, g_ptr_array_unref);
  self->purchases = purchases;
  show_all (self);
  focus_next_step (self);
  read_cash (self);
}

/**
 * desco_notice_view_publish:
 * @self: a view that shows purchases
 *
 * Sends them to pagoPA, and shows what came of it.
 */
void
desco_notice_view_publish (DescoNoticeView *self)
{
  g_return_if_fail (DESCO_IS_NOTICE_VIEW (self));

  set_working (self, TRUE);
  desco_pagopa_work_publish_async (self->session, self->purchases, NULL, NULL, NULL, on_published,
                                   g_object_ref (self));
}
