/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "refunds/desco-refund-view.h"

#include "compat.h"
#include "desco-format.h"
#include "model/desco-iban.h"
#include "refunds/desco-refund-words.h"
#include "refunds/desco-refund-work.h"
#include "shell/desco-chip.h"

#include <glib/gi18n.h>

/* One refund: what it is for, the account it goes to, and what became of it. */

struct _DescoRefundView
{
  AdwBin parent_instance;

  GtkLabel *amount;
  GtkLabel *name;
  AdwPreferencesGroup *facts;
  AdwActionRow *status_row;
  GtkWidget *status;
  AdwEntryRow *iban;
  GtkLabel *problem;
  GtkWidget *buttons;

  DescoSession *session;
  DescoUuid id;
  DescoRefund *refund;
  GPtrArray *rows; /* what is to go from the facts; borrowed */
  gboolean saving; /* whether what is awaited is an account */
};

enum
{
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DescoRefundView, desco_refund_view, ADW_TYPE_BIN)

/* What is shown --------------------------------------------------------------------------------- */

static void
add_fact (DescoRefundView *self, const char *title, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (self->facts, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_facts (DescoRefundView *self)
{
  const DescoRefund *refund = self->refund;
  g_autofree char *vouchers = desco_format_vouchers (refund->quantity);
  g_autofree char *asked = desco_format_moment (refund->created_at);
  g_autofree char *by = refund->author != NULL ? g_strdup_printf ("%s · %s", asked, refund->author)
                                               : g_strdup (asked);
  g_autofree char *exported
      = refund->exported_at > 0 ? desco_format_moment (refund->exported_at) : NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->facts, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  add_fact (self, _ ("Why"), refund->reason);
  add_fact (self, _ ("For"), refund->pupil_name);
  add_fact (self, _ ("Vouchers"), refund->quantity > 0 ? vouchers : NULL);
  add_fact (self, _ ("Notice"), refund->notice_number);
  add_fact (self, _ ("Receipt"), refund->receipt_id);
  add_fact (self, _ ("Tax code"), refund->guardian_tax_code);
  add_fact (self, _ ("Requested"), by);
  add_fact (self, _ ("On the list of"), exported);
}

static void
show_problem (DescoRefundView *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
show_refund (DescoRefundView *self)
{
  const DescoRefund *refund = self->refund;
  gboolean open
      = refund->status == DESCO_REFUND_REQUESTED || refund->status == DESCO_REFUND_EXPORTED;
  g_autofree char *amount = desco_format_euro (refund->amount);
  g_autofree char *name = desco_refund_dup_name (refund);

  gtk_label_set_label (self->amount, amount);
  gtk_label_set_label (self->name, name);
  desco_chip_set (self->status, desco_refund_status_to_words (refund->status),
                  desco_refund_get_tone (refund->status));
  show_facts (self);
  gtk_editable_set_text (GTK_EDITABLE (self->iban), refund->iban != NULL ? refund->iban : "");
  gtk_editable_set_editable (GTK_EDITABLE (self->iban), open);
  gtk_widget_remove_css_class (GTK_WIDGET (self->iban), "error");
  gtk_widget_set_visible (self->buttons, open);
  gtk_widget_set_sensitive (self->buttons, TRUE);
  show_problem (self, NULL);
}

static void
take_refund (DescoRefundView *self, DescoRefund *refund)
{
  g_clear_pointer (&self->refund, desco_refund_free);
  self->refund = refund;
  show_refund (self);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoRefundView) self = data;
  g_autoptr (GError) error = NULL;
  DescoRefund *refund = desco_refund_work_change_finish (result, &error);
  const char *words;

  if (self->session == NULL)
    {
      desco_refund_free (refund);
      return;
    }
  if (refund == NULL)
    {
      show_problem (self, error->message);
      gtk_widget_set_sensitive (self->buttons, TRUE);
      return;
    }
  take_refund (self, refund);
  if (self->saving)
    words = _ ("The account is written down");
  else
    words = refund->status == DESCO_REFUND_PAID
                ? _ ("The refund is settled: the money is paid back")
                : _ ("The vouchers are in the wallet again");
  desco_session_emit_changed (self->session);
  g_signal_emit (self, signals[SETTLED], 0, words);
}

/* What can be done ------------------------------------------------------------------------------ */

static void
on_iban_applied (DescoRefundView *self)
{
  g_autofree char *iban = desco_iban_normalize (gtk_editable_get_text (GTK_EDITABLE (self->iban)));
  g_autoptr (GError) error = NULL;

  if (!desco_iban_check_sepa (iban, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->iban), "error");
      show_problem (self, error->message);
      return;
    }
  self->saving = TRUE;
  desco_refund_work_set_iban_async (desco_session_get_store (self->session), &self->id, iban,
                                    on_changed, g_object_ref (self));
}

static void
set_status (DescoRefundView *self, DescoRefundStatus status, const char *note)
{
  self->saving = FALSE;
  gtk_widget_set_sensitive (self->buttons, FALSE);
  desco_refund_work_set_status_async (desco_session_get_store (self->session), &self->id, status,
                                      note, on_changed, g_object_ref (self));
}

static void
pay (gpointer data)
{
  set_status (data, DESCO_REFUND_PAID, NULL);
}

static void
on_paid_clicked (DescoRefundView *self)
{
  g_autofree char *amount = desco_format_euro (self->refund->amount);
  g_autofree char *label = g_strdup_printf (_ ("_Settle: %s Were Paid"), amount);

  desco_compat_confirm (GTK_WIDGET (self), _ ("Did the accounting office pay?"),
                        _ ("The refund is settled then, and can no longer be refused."), label, pay,
                        g_object_ref (self), g_object_unref);
}

static void
refuse (const char *reason, gpointer data)
{
  set_status (data, DESCO_REFUND_REFUSED, reason);
}

static void
on_refuse_clicked (DescoRefundView *self)
{
  g_autofree char *vouchers = desco_format_vouchers (self->refund->quantity);
  g_autofree char *label = self->refund->quantity > 0
                               ? g_strdup_printf (_ ("_Put %s Back"), vouchers)
                               : g_strdup (_ ("_Pay Nothing Back"));

  desco_compat_ask_reason (GTK_WIDGET (self), _ ("Refuse this refund?"),
                           _ ("The vouchers go back into the wallet that they came from. The "
                              "reason stays on record: the family may ask."),
                           label, NULL, refuse, g_object_ref (self), g_object_unref);
}

/* The object ------------------------------------------------------------------------------------ */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoRefundView) self = data;
  g_autoptr (GError) error = NULL;
  DescoRefund *refund = desco_refund_work_change_finish (result, &error);

  if (self->session == NULL)
    desco_refund_free (refund);
  else if (refund != NULL)
    take_refund (self, refund);
  else
    show_problem (self, error->message);
}

static void
desco_refund_view_dispose (GObject *object)
{
  DescoRefundView *self = DESCO_REFUND_VIEW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->refund, desco_refund_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (desco_refund_view_parent_class)->dispose (object);
}

static void
desco_refund_view_class_init (DescoRefundViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_refund_view_dispose;

  /**
   * DescoRefundView::settled:
   * @self: a view
   * @text: what was done, for a person
   *
   * Something was changed, and it is on disk.
   */
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/refunds/desco-refund-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoRefundView, amount);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundView, name);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundView, facts);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundView, status_row);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundView, iban);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundView, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoRefundView, buttons);
  gtk_widget_class_bind_template_callback (widget_class, on_iban_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_paid_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_refuse_clicked);
}

static void
desco_refund_view_init (DescoRefundView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desco_compat_name_entry (GTK_WIDGET (self->iban));
  self->status = desco_chip_new ();
  gtk_widget_set_valign (self->status, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->status_row, self->status);
}

/**
 * desco_refund_view_set_session:
 * @self: a view
 * @session: the open database
 */
void
desco_refund_view_set_session (DescoRefundView *self, DescoSession *session)
{
  g_return_if_fail (DESCO_IS_REFUND_VIEW (self));

  g_set_object (&self->session, session);
}

/**
 * desco_refund_view_show:
 * @self: a view
 * @id: which refund
 *
 * Shows a refund as it is now.
 */
void
desco_refund_view_show (DescoRefundView *self, const DescoUuid *id)
{
  g_return_if_fail (DESCO_IS_REFUND_VIEW (self));

  self->id = *id;
  gtk_widget_set_sensitive (self->buttons, FALSE);
  desco_refund_work_get_async (desco_session_get_store (self->session), id, on_loaded,
                               g_object_ref (self));
}
