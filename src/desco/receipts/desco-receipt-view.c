/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipt-view.h"

#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "receipts/desco-receipt-batch.h"
#include "receipts/desco-receipt-case.h"
#include "receipts/desco-receipt-mail.h"
#include "receipts/desco-receipt-print.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* One receipt beside the purchase that it may belong to, and what can be decided on it. */

struct _DescoReceiptView
{
  AdwBin parent_instance;

  GtkWidget *reason_box;
  GtkLabel *reason;
  GtkBox *sides;
  GtkListBox *receipt_rows;
  GtkWidget *purchase_group;
  GtkListBox *purchase_rows;
  GtkWidget *decision_group;
  GtkEditable *subject;
  GtkEditable *note;
  GtkBox *buttons;

  DescoSession *session;
  DescoUuid id;
  DescoReceiptCase *receipt_case;
  GCancellable *loading;
};

enum
{
  DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DescoReceiptView, desco_receipt_view, ADW_TYPE_BIN)

static void load (DescoReceiptView *self, const char *subject);

/* What is shown ------------------------------------------------------------------------------- */

static void
clear_rows (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* A fact in a row: what it is, and what it says. Nothing is shown of what is not known. */
static void
add_fact (GtkListBox *list, const char *title, const char *value)
{
  GtkWidget *row;
  GtkWidget *box;
  GtkWidget *what;
  GtkWidget *label;

  if (value == NULL || *value == '\0')
    return;
  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  what = gtk_label_new (title);
  label = gtk_label_new (value);
  gtk_widget_set_margin_top (box, 10);
  gtk_widget_set_margin_bottom (box, 10);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_add_css_class (what, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), what);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
  gtk_list_box_append (list, row);
}

static void
show_receipt (DescoReceiptView *self, const DescoReceiptRecord *receipt)
{
  g_autofree char *amount = desco_format_euro (receipt->amount);
  g_autofree char *moment
      = receipt->payment_at > 0 ? desco_format_moment (receipt->payment_at) : NULL;

  clear_rows (self->receipt_rows);
  add_fact (self->receipt_rows, _ ("Paid"), receipt->paid ? amount : _ ("Nothing"));
  add_fact (self->receipt_rows, _ ("When"), moment);
  add_fact (self->receipt_rows, _ ("By"), receipt->payer);
  add_fact (self->receipt_rows, _ ("Through"), receipt->psp);
  add_fact (self->receipt_rows, _ ("Notice"), receipt->notice_number);
  add_fact (self->receipt_rows, _ ("Number"), receipt->receipt_id);
  if (receipt->decided_at > 0)
    {
      g_autofree char *decided = desco_format_moment (receipt->decided_at);

      add_fact (self->receipt_rows, _ ("Decided"), decided);
      add_fact (self->receipt_rows, _ ("Decided by"), receipt->decided_by);
      add_fact (self->receipt_rows, _ ("Why"), receipt->note);
    }
}

static void
show_purchase (DescoReceiptView *self, const DescoReceiptCase *receipt_case)
{
  const DescoPurchase *purchase = receipt_case->purchase;
  g_autofree char *name = NULL;

  clear_rows (self->purchase_rows);
  if (purchase != NULL)
    {
      g_autofree char *amount = desco_format_euro (purchase->amount);
      g_autofree char *vouchers = desco_format_vouchers (purchase->quantity);
      g_autofree char *due = desco_date_to_display (&purchase->due_date);

      add_fact (self->purchase_rows, _ ("To pay"), amount);
      add_fact (self->purchase_rows, _ ("For"), purchase->pupil_name);
      add_fact (self->purchase_rows, _ ("Class"), purchase->class_label);
      add_fact (self->purchase_rows, _ ("Meals"), vouchers);
      add_fact (self->purchase_rows, _ ("Guardian"), purchase->guardian_name);
      add_fact (self->purchase_rows, _ ("Due by"), due);
      add_fact (self->purchase_rows, _ ("State"),
                desco_purchase_status_to_words (purchase->status));
      return;
    }
  if (receipt_case->pupil != NULL)
    name = desco_pupil_dup_full_name (receipt_case->pupil);
  add_fact (self->purchase_rows, _ ("For"),
            name != NULL ? name
            : receipt_case->receipt->pupil_name != NULL
                ? receipt_case->receipt->pupil_name
                : _ ("No purchase has this payment reference"));
}

/* Deciding ------------------------------------------------------------------------------------ */

static void
on_decided (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoReceiptRecord) receipt
      = desco_receipts_decide_finish (DESCO_STORE (source), result, &error);

  if (receipt == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), TRUE);
      if (g_strcmp0 (desco_error_get_field (error), "note") == 0)
        gtk_widget_grab_focus (GTK_WIDGET (self->note));
      return;
    }
  desco_session_emit_changed (self->session);
  g_signal_emit (self, signals[DECIDED], 0);
}

static void
on_decision_clicked (DescoReceiptView *self, GtkWidget *button)
{
  const DescoReceiptCase *receipt_case = self->receipt_case;
  const DescoReceiptVerdict verdict = {
    .receipt_id = self->id,
    .decision = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "desco-decision")),
    .purchase_id
    = receipt_case->purchase != NULL ? receipt_case->purchase->id : (DescoUuid){ { 0 } },
    .pupil_id = receipt_case->pupil != NULL ? receipt_case->pupil->id : (DescoUuid){ { 0 } },
    .note = gtk_editable_get_text (self->note),
  };

  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), FALSE);
  desco_receipts_decide_async (desco_session_get_store (self->session), &verdict, NULL, on_decided,
                               g_object_ref (self));
}

/* The consequence stands in the button. */
static char *
describe (DescoReceiptDecision decision, const DescoReceiptConsequence *consequence)
{
  g_autofree char *vouchers = desco_format_vouchers (consequence->quantity);
  g_autofree char *refund = desco_format_euro (consequence->refund);

  if (decision == DESCO_RECEIPT_DECISION_REFUSE)
    return g_strdup (_ ("Credit Nothing"));
  if (decision == DESCO_RECEIPT_DECISION_REFUND)
    return g_strdup_printf (_ ("Pay Back %s"), refund);
  if (consequence->refund > 0)
    return g_strdup_printf (_ ("Credit %s, Pay Back %s"), vouchers, refund);
  return g_strdup_printf (_ ("Credit %s"), vouchers);
}

static GtkWidget *
add_button (DescoReceiptView *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (self->buttons, button);
  return button;
}

/* What most people would do: give what was paid for, and give back what was paid twice. */
static DescoReceiptDecision
find_likely (const DescoReceiptCase *receipt_case)
{
  switch (receipt_case->receipt->oddity)
    {
    case DESCO_RECEIPT_ODDITY_SECOND:
      return DESCO_RECEIPT_DECISION_REFUND;
    case DESCO_RECEIPT_ODDITY_AMOUNT:
      return DESCO_RECEIPT_DECISION_CREDIT_PAID;
    case DESCO_RECEIPT_ODDITY_OUTCOME:
    case DESCO_RECEIPT_ODDITY_CREDITOR:
      return DESCO_RECEIPT_DECISION_REFUSE;
    case DESCO_RECEIPT_ODDITY_UNKNOWN:
    case DESCO_RECEIPT_ODDITY_CANCELLED:
    case DESCO_RECEIPT_ODDITY_STAND_IN:
    case DESCO_RECEIPT_ODDITY_NONE:
    default:
      return DESCO_RECEIPT_DECISION_CREDIT;
    }
}

static void
add_decisions (DescoReceiptView *self, const DescoReceiptCase *receipt_case)
{
  static const DescoReceiptDecision order[] = {
    DESCO_RECEIPT_DECISION_REFUSE,
    DESCO_RECEIPT_DECISION_REFUND,
    DESCO_RECEIPT_DECISION_CREDIT,
    DESCO_RECEIPT_DECISION_CREDIT_PAID,
  };
  const DescoReceiptConsequence *as_sold
      = receipt_case->consequences[DESCO_RECEIPT_DECISION_CREDIT];
  DescoReceiptDecision likely = find_likely (receipt_case);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const DescoReceiptConsequence *consequence = receipt_case->consequences[order[i]];
      g_autofree char *label = NULL;
      GtkWidget *button;

      if (consequence == NULL
          || (order[i] == DESCO_RECEIPT_DECISION_CREDIT_PAID && as_sold != NULL
              && as_sold->quantity == consequence->quantity))
        continue;
      label = describe (order[i], consequence);
      button = add_button (self, label, G_CALLBACK (on_decision_clicked));
      g_object_set_data (G_OBJECT (button), "desco-decision", GINT_TO_POINTER (order[i]));
      if (order[i] == likely)
        gtk_widget_add_css_class (button, "suggested-action");
    }
}

/* The quittance ------------------------------------------------------------------------------- */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptView) self = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), TRUE);
  if (desco_receipt_batch_save_finish (result, &error))
    desco_toast_show (GTK_WIDGET (self), _ ("The quittance is saved"));
  else
    desco_toast_show_error (GTK_WIDGET (self), error);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptView) self = data;
  g_autoptr (GFile) file = desco_compat_choose_file_finish (result, NULL);

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), FALSE);
  desco_receipt_batch_save_async (desco_session_get_store (self->session), &self->id, 1,
                                  g_file_peek_path (file), NULL, on_saved, g_object_ref (self));
}

static void
on_save_clicked (DescoReceiptView *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *name
      = g_strdup_printf (_ ("quittance-%s.pdf"), self->receipt_case->receipt->notice_number);

  desco_compat_save_file_async (window, _ ("Save the Quittance"), name, NULL, on_file_chosen,
                                g_object_ref (self));
}

static void
on_sheet_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptView) self = data;
  g_autoptr (GError) error = NULL;
  DescoReceiptSheets *sheets = desco_receipt_batch_load_finish (result, &error);

  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), TRUE);
  if (sheets != NULL)
    desco_receipt_print (GTK_WIDGET (self), sheets);
  else
    desco_toast_show_error (GTK_WIDGET (self), error);
}

static void
on_print_clicked (DescoReceiptView *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), FALSE);
  desco_receipt_batch_load_async (desco_session_get_store (self->session), &self->id, 1, NULL,
                                  on_sheet_loaded, g_object_ref (self));
}

static void
on_mailed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptView) self = data;
  g_autoptr (GError) error = NULL;

  if (!desco_receipt_mail_compose_finish (result, &error))
    desco_toast_show_error (GTK_WIDGET (self), error);
}

typedef struct
{
  DescoReceiptView *view;
  char *path;
  char *email;
} Mail;

static void
on_mail_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Mail *mail = data;
  g_autoptr (DescoReceiptView) self = mail->view;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), TRUE);
  if (desco_receipt_batch_save_finish (result, &error))
    desco_receipt_mail_compose_async (mail->email, _ ("Quittance of payment of school meals"),
                                      mail->path, NULL, on_mailed, g_object_ref (self));
  else
    desco_toast_show_error (GTK_WIDGET (self), error);
  g_free (mail->path);
  g_free (mail->email);
  g_free (mail);
}

/* the one family that paid gets the one quittance. */
static void
on_mail_clicked (DescoReceiptView *self)
{
  /* Nobody else reads it there, and it goes when the session ends. */
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "desco-XXXXXX", NULL);
  g_autofree char *name = NULL;
  Mail *mail;

  if (g_mkdtemp (folder) == NULL)
    return;
  name = g_strdup_printf (_ ("quittance-%s.pdf"), self->receipt_case->receipt->notice_number);
  mail = g_new0 (Mail, 1);
  mail->view = g_object_ref (self);
  mail->path = g_build_filename (folder, name, NULL);
  mail->email = g_strdup (self->receipt_case->email);
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), FALSE);
  desco_receipt_batch_save_async (desco_session_get_store (self->session), &self->id, 1, mail->path,
                                  NULL, on_mail_written, mail);
}

static void
add_quittance (DescoReceiptView *self)
{
  GtkWidget *button;

  add_button (self, _ ("Send by E-mail…"), G_CALLBACK (on_mail_clicked));
  add_button (self, _ ("Save the Quittance…"), G_CALLBACK (on_save_clicked));
  button = add_button (self, _ ("Print the Quittance…"), G_CALLBACK (on_print_clicked));
  gtk_widget_add_css_class (button, "suggested-action");
}

/* The object ---------------------------------------------------------------------------------- */

static void
show_case (DescoReceiptView *self)
{
  const DescoReceiptRecord *receipt = self->receipt_case->receipt;
  gboolean waits = receipt->state == DESCO_RECEIPT_REVIEW;
  GtkWidget *child;

  gtk_widget_set_visible (self->reason_box, receipt->reason != NULL);
  gtk_label_set_text (self->reason, receipt->reason != NULL ? receipt->reason : "");
  show_receipt (self, receipt);
  show_purchase (self, self->receipt_case);
  gtk_widget_set_visible (self->decision_group, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->subject),
                          desco_uuid_is_nil (&receipt->purchase_id) && receipt->paid
                              && receipt->oddity != DESCO_RECEIPT_ODDITY_CREDITOR);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), TRUE);
  if (waits)
    add_decisions (self, self->receipt_case);
  else if (receipt->state == DESCO_RECEIPT_CREDITED)
    add_quittance (self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptView) self = data;
  g_autoptr (GError) error = NULL;
  DescoReceiptCase *receipt_case = desco_receipt_case_load_finish (result, &error);

  if (receipt_case == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->receipt_case, desco_receipt_case_free);
  self->receipt_case = receipt_case;
  show_case (self);
}

static void
load (DescoReceiptView *self, const char *subject)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  desco_receipt_case_load_async (desco_session_get_store (self->session), &self->id, subject,
                                 self->loading, on_loaded, g_object_ref (self));
}

static void
on_subject_applied (DescoReceiptView *self)
{
  load (self, gtk_editable_get_text (self->subject));
}

static void
desco_receipt_view_dispose (GObject *object)
{
  DescoReceiptView *self = DESCO_RECEIPT_VIEW (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->receipt_case, desco_receipt_case_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desco_receipt_view_parent_class)->dispose (object);
}

static void
desco_receipt_view_class_init (DescoReceiptViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_receipt_view_dispose;

  /**
   * DescoReceiptView::decided:
   * @self: the view
   *
   * A person decided, and it is on disk.
   */
  signals[DECIDED] = g_signal_new ("decided", DESCO_TYPE_RECEIPT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/receipts/desco-receipt-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, reason_box);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, reason);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, sides);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, receipt_rows);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, purchase_group);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, purchase_rows);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, decision_group);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, subject);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, note);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptView, buttons);
  gtk_widget_class_bind_template_callback (widget_class, on_subject_applied);
}

static void
desco_receipt_view_init (DescoReceiptView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_receipt_view_set_session:
 * @self: a view
 * @session: the open database
 */
void
desco_receipt_view_set_session (DescoReceiptView *self, DescoSession *session)
{
  g_set_object (&self->session, session);
}

/**
 * desco_receipt_view_set_narrow:
 * @self: a view
 * @narrow: whether the window is narrow: then one side stands below the other
 */
void
desco_receipt_view_set_narrow (DescoReceiptView *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->sides, !narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->buttons), narrow ? GTK_ALIGN_FILL : GTK_ALIGN_END);
}

/**
 * desco_receipt_view_show_receipt:
 * @self: a view
 * @id: which receipt
 *
 * Shows a receipt, beside the purchase that it pays or may pay.
 */
void
desco_receipt_view_show_receipt (DescoReceiptView *self, const DescoUuid *id)
{
  self->id = *id;
  gtk_editable_set_text (self->subject, "");
  gtk_editable_set_text (self->note, "");
  load (self, NULL);
}
