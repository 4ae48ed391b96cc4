/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-purchase-deeds.h"

#include "desco-toast.h"
#include "model/desco-date.h"
#include "purchases/desco-send-report.h"
#include "session/desco-desk-work.h"
#include "session/desco-pagopa-work.h"

#include <glib/gi18n.h>

/* What is done at pagoPA with many purchases, one thing at a time: how far it is, what stops it, and
 * what came of it. */

struct _DescoPurchaseDeeds
{
  AdwBin parent_instance;

  GtkSpinner *spinner;
  GtkProgressBar *progress;
  GtkWidget *stop_button;

  DescoSession *session;
  GCancellable *working;
  GDate due_date;
};

G_DEFINE_FINAL_TYPE (DescoPurchaseDeeds, desco_purchase_deeds, ADW_TYPE_BIN)

enum
{
  BUSY_CHANGED,
  SHOW_WAITING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* How far it is --------------------------------------------------------------------------------- */

static GCancellable *
begin_work (DescoPurchaseDeeds *self, const char *label, const char *text)
{
  self->working = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), label != NULL);
  gtk_widget_set_hexpand (self->stop_button, label == NULL);
  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label, -1);
  gtk_widget_set_sensitive (self->stop_button, TRUE);
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_signal_emit (self, signals[BUSY_CHANGED], 0);

  return self->working;
}

static void
end_work (DescoPurchaseDeeds *self)
{
  g_clear_object (&self->working);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[BUSY_CHANGED], 0);
  desco_session_emit_changed (self->session);
}

static void
show_progress (DescoPurchaseDeeds *self, guint done, guint total, const char *text)
{
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) done / total : 0);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) done,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) total,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
on_sent (guint done, guint total, gpointer data)
{
  g_autofree char *text = g_strdup_printf (_ ("%u of %u sent to pagoPA"), done, total);

  show_progress (data, done, total, text);
}

static void
on_changed (guint done, guint total, gpointer data)
{
  g_autofree char *text = g_strdup_printf (_ ("%u of %u changed"), done, total);

  show_progress (data, done, total, text);
}

static void
on_withdrawn (guint done, guint total, gpointer data)
{
  g_autofree char *text = g_strdup_printf (_ ("%u of %u withdrawn"), done, total);

  show_progress (data, done, total, text);
}

/* What is on its way is waited for. */
static void
on_stop_clicked (DescoPurchaseDeeds *self)
{
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  gtk_widget_set_sensitive (self->stop_button, FALSE);
}

/* What came of it ------------------------------------------------------------------------------- */

static void
show_waiting (DescoPurchaseDeeds *self)
{
  g_signal_emit (self, signals[SHOW_WAITING], 0);
}

static void
present_report (DescoPurchaseDeeds *self,
                const char *title,
                const char *done,
                const char *rest,
                GPtrArray *failed,
                gboolean is_waiting)
{
  g_autofree char *summary = g_strconcat (done, " ", rest, NULL);
  GtkWidget *window = desco_send_report_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                             title, summary, failed, is_waiting);

  g_signal_connect_object (window, "show-waiting", G_CALLBACK (show_waiting), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* One word for what was sent, and one list for all that was not. */
static void
report_publishing (DescoPurchaseDeeds *self, DescoPublishReport *report)
{
  g_autofree char *sent = g_strdup_printf (
      ngettext ("%u notice can be paid now.", "%u notices can be paid now.", report->published),
      report->published);
  g_autofree char *failed
      = g_strdup_printf (ngettext ("%u purchase was not taken: mend what its reason says, and send "
                                   "it again.",
                                   "%u purchases were not taken: mend what their reasons say, and "
                                   "send them again.",
                                   report->failed->len),
                         report->failed->len);
  g_autofree char *stopped
      = g_strdup_printf (ngettext ("Stopped: %u purchase still waits to be sent.",
                                   "Stopped: %u purchases still wait to be sent.", report->waiting),
                         report->waiting);

  if (report->failed->len > 0)
    present_report (self, _ ("Not Sent to pagoPA"), sent, failed, report->failed, TRUE);
  else if (report->published > 0)
    desco_toast_show (GTK_WIDGET (self), sent);
  if (report->unreachable != NULL)
    desco_toast_show (GTK_WIDGET (self), report->unreachable);
  else if (report->cancelled)
    desco_toast_show (GTK_WIDGET (self), stopped);
}

/* One word for what was done, and one list for all that stays as it was. */
static void
report_change (DescoPurchaseDeeds *self,
               const DescoChangeReport *report,
               const char *title,
               const char *done)
{
  g_autofree char *failed = g_strdup_printf (
      ngettext ("%u stays as it was.", "%u stay as they were.", report->failed->len),
      report->failed->len);
  g_autofree char *stopped
      = g_strdup_printf (ngettext ("Stopped: %u purchase is as it was.",
                                   "Stopped: %u purchases are as they were.", report->waiting),
                         report->waiting);

  if (report->failed->len > 0)
    present_report (self, title, done, failed, report->failed, FALSE);
  else if (report->done > 0)
    desco_toast_show (GTK_WIDGET (self), done);
  if (report->unreachable != NULL)
    desco_toast_show (GTK_WIDGET (self), report->unreachable);
  else if (report->cancelled)
    desco_toast_show (GTK_WIDGET (self), stopped);
}

static void
report_collecting (DescoPurchaseDeeds *self, DescoCollectReport *report)
{
  g_autofree char *credited = g_strdup_printf (
      ngettext ("%u payment is in, and its vouchers are in the wallet",
                "%u payments are in, and their vouchers are in the wallets", report->credited),
      report->credited);
  g_autofree char *unread = desco_collect_report_explain_unread (report);

  if (report->credited > 0)
    desco_toast_show (GTK_WIDGET (self), credited);
  if (report->unreachable != NULL)
    desco_toast_show (GTK_WIDGET (self), report->unreachable);
  else if (unread != NULL)
    desco_toast_show (GTK_WIDGET (self), unread);
  else if (report->credited == 0)
    desco_toast_show (GTK_WIDGET (self), _ ("Nothing new was paid."));
}

/* When it is over ------------------------------------------------------------------------------- */

static void
on_published (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPurchaseDeeds) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPublishReport) report = desco_pagopa_work_publish_finish (result, &error);

  if (report != NULL)
    report_publishing (self, report);
  else
    desco_toast_show_error (GTK_WIDGET (self), error);
  end_work (self);
}

static void
on_due_date_changed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPurchaseDeeds) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoChangeReport) report = desco_pagopa_work_change_finish (result, &error);
  guint n_done = report != NULL ? report->done : 0;
  g_autofree char *day = desco_date_to_display (&self->due_date);
  g_autofree char *done = g_strdup_printf (
      ngettext ("%u purchase is to be paid by %s.", "%u purchases are to be paid by %s.", n_done),
      n_done, day);

  if (report != NULL)
    report_change (self, report, _ ("Due Date Not Changed"), done);
  else
    desco_toast_show_error (GTK_WIDGET (self), error);
  end_work (self);
}

static void
on_all_withdrawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPurchaseDeeds) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoChangeReport) report = desco_pagopa_work_change_finish (result, &error);
  guint n_done = report != NULL ? report->done : 0;
  g_autofree char *done = g_strdup_printf (
      ngettext ("%u notice is withdrawn.", "%u notices are withdrawn.", n_done), n_done);

  if (report != NULL)
    report_change (self, report, _ ("Not Withdrawn"), done);
  else
    desco_toast_show_error (GTK_WIDGET (self), error);
  end_work (self);
}

/* What the desk took while pagoPA could not be reached is told as soon as it can. */
static void
on_told (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPurchaseDeeds) self = data;
  g_autoptr (DescoTellingReport) report = desco_desk_work_tell_finish (result, NULL);

  if (report != NULL && report->paid_there->len > 0)
    desco_toast_show (GTK_WIDGET (self),
                      _ ("A notice that was paid at the desk was paid on pagoPA too: look at the "
                         "cash of the day."));
}

static void
on_collected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPurchaseDeeds) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoCollectReport) report = desco_pagopa_work_collect_finish (result, &error);

  if (report != NULL)
    report_collecting (self, report);
  else
    desco_toast_show_error (GTK_WIDGET (self), error);
  if (report != NULL && report->unreachable == NULL)
    desco_desk_work_tell_async (self->session, NULL, on_told, g_object_ref (self));
  end_work (self);
}

/* The object ------------------------------------------------------------------------------------ */

static void
desco_purchase_deeds_dispose (GObject *object)
{
  DescoPurchaseDeeds *self = DESCO_PURCHASE_DEEDS (object);

  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desco_purchase_deeds_parent_class)->dispose (object);
}

static void
desco_purchase_deeds_class_init (DescoPurchaseDeedsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_purchase_deeds_dispose;

  /**
   * DescoPurchaseDeeds::busy-changed:
   * @self: the deeds
   *
   * Something is begun, or over.
   */
  signals[BUSY_CHANGED] = g_signal_new ("busy-changed", DESCO_TYPE_PURCHASE_DEEDS,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * DescoPurchaseDeeds::show-waiting:
   * @self: the deeds
   *
   * The person wants to see in the list what was not sent, to mend it.
   */
  signals[SHOW_WAITING] = g_signal_new ("show-waiting", DESCO_TYPE_PURCHASE_DEEDS,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-purchase-deeds.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoPurchaseDeeds, spinner);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchaseDeeds, progress);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchaseDeeds, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
}

static void
desco_purchase_deeds_init (DescoPurchaseDeeds *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_purchase_deeds_set_session:
 * @self: the deeds
 * @session: whose purchases
 */
void
desco_purchase_deeds_set_session (DescoPurchaseDeeds *self, DescoSession *session)
{
  g_return_if_fail (DESCO_IS_PURCHASE_DEEDS (self));

  g_set_object (&self->session, session);
}

/**
 * desco_purchase_deeds_is_busy:
 * @self: the deeds
 *
 * Returns: whether one is being done, so that no other can be begun
 */
gboolean
desco_purchase_deeds_is_busy (DescoPurchaseDeeds *self)
{
  g_return_val_if_fail (DESCO_IS_PURCHASE_DEEDS (self), FALSE);

  return self->working != NULL;
}

/**
 * desco_purchase_deeds_publish:
 * @self: the deeds, not busy
 *
 * Sends to pagoPA all that waits.
 */
void
desco_purchase_deeds_publish (DescoPurchaseDeeds *self)
{
  GCancellable *cancellable = begin_work (self, _ ("Sent to pagoPA"), _ ("Sending to pagoPA…"));

  desco_pagopa_work_publish_async (self->session, NULL, on_sent, self, cancellable, on_published,
                                   g_object_ref (self));
}

/**
 * desco_purchase_deeds_collect:
 * @self: the deeds, not busy
 *
 * Asks pagoPA what was paid (J-05).
 */
void
desco_purchase_deeds_collect (DescoPurchaseDeeds *self)
{
  GCancellable *cancellable = begin_work (self, NULL, NULL);

  desco_pagopa_work_collect_async (self->session, cancellable, on_collected, g_object_ref (self));
}

/**
 * desco_purchase_deeds_change_due_date:
 * @self: the deeds, not busy
 * @purchases: (element-type DescoPurchase): what is to be paid by another day
 * @due_date: the day
 *
 * Gives purchases another due date, at pagoPA first.
 */
void
desco_purchase_deeds_change_due_date (DescoPurchaseDeeds *self,
                                      GPtrArray *purchases,
                                      const GDate *due_date)
{
  GCancellable *cancellable = begin_work (self, _ ("Due dates changed"), _ ("Changing due dates…"));

  self->due_date = *due_date;
  desco_pagopa_work_change_due_date_async (self->session, purchases, due_date, on_changed, self,
                                           cancellable, on_due_date_changed, g_object_ref (self));
}

/**
 * desco_purchase_deeds_withdraw:
 * @self: the deeds, not busy
 * @purchases: (element-type DescoPurchase): what is not wanted any more
 *
 * Cancels purchases, at pagoPA first.
 */
void
desco_purchase_deeds_withdraw (DescoPurchaseDeeds *self, GPtrArray *purchases)
{
  GCancellable *cancellable
      = begin_work (self, _ ("Notices withdrawn"), _ ("Withdrawing the notices…"));

  desco_pagopa_work_cancel_all_async (self->session, purchases, _ ("Withdrawn at the desk"),
                                      on_withdrawn, self, cancellable, on_all_withdrawn,
                                      g_object_ref (self));
}
