/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pupils/desco-pupil-pane.h"

#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "model/desco-guardian.h"
#include "pupils/desco-pupil-details.h"
#include "pupils/desco-statement-row.h"
#include "refunds/desco-move-window.h"
#include "refunds/desco-refund-window.h"
#include "shell/desco-chip.h"
#include "shell/desco-figure.h"
#include "shell/desco-wrap-box.h"

#include <glib/gi18n.h>

/* Everything about one pupil: what is in the wallet and how it came there (J-10), the price and why
 * (J-11), the people, the diet. */

/* A statement shows the latest of these; the whole of it is one press away. */
#define STATEMENT_ROWS 12

struct _DescoPupilPane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *name;
  GtkLabel *place;
  DescoFigure *balance;
  DescoFigure *awaiting;
  GtkWidget *sell_button;
  GtkWidget *refund_button;
  GtkWidget *move_button;
  AdwExpanderRow *price;
  GtkListBox *people;
  GtkWidget *diet_group;
  AdwActionRow *diet;
  GtkListBox *statement;
  GtkWidget *more_button;

  DescoSession *session;
  DescoUuid pupil_id;
  DescoPupilDetails *details;
  GPtrArray *price_rows;
  GCancellable *loading;
  gboolean focus_wanted;
};

G_DEFINE_FINAL_TYPE (DescoPupilPane, desco_pupil_pane, ADW_TYPE_BIN)

static void load (DescoPupilPane *self);

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
show_name (DescoPupilPane *self)
{
  DescoPupil *pupil = self->details->pupil;
  g_autofree char *name = desco_pupil_dup_full_name (pupil);
  g_autofree char *id = desco_uuid_to_string (&pupil->id);
  g_autofree char *place = g_strdup_printf (
      "%s · %s", pupil->class_label != NULL ? pupil->class_label : _ ("No class"),
      desco_pupil_get_code (pupil));

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->place, place);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->sell_button), "s", id);
}

static void
show_wallet (DescoPupilPane *self)
{
  DescoWalletLine *wallet = self->details->wallet;
  gint64 balance = wallet != NULL ? wallet->balance : 0;

  desco_figure_set_count (self->balance, balance);
  desco_figure_set_count (self->awaiting, wallet != NULL ? wallet->awaiting : 0);
  if (balance < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->balance), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->balance), "error");
  gtk_widget_set_visible (self->refund_button,
                          balance > 0 || (wallet != NULL && wallet->value > 0));
  gtk_widget_set_visible (self->move_button, balance > 0 && self->details->siblings->len > 0);
}

static void
add_price_row (DescoPupilPane *self, const char *text, const char *icon)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  desco_compat_add_row_icon (row, icon);
  adw_expander_row_add_row (self->price, row);
  g_ptr_array_add (self->price_rows, row);
}

static void
clear_price (DescoPupilPane *self)
{
  for (guint i = 0; i < self->price_rows->len; i++)
    adw_expander_row_remove (self->price, g_ptr_array_index (self->price_rows, i));
  g_ptr_array_set_size (self->price_rows, 0);
}

static void
set_price (DescoPupilPane *self, const char *title, const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->price), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->price), title);
  adw_expander_row_set_subtitle (self->price, subtitle);
}

/* J-11: the rule in one sentence, and behind it why the earlier ones do not apply. */
static void
show_price (DescoPupilPane *self)
{
  DescoQuote *quote = self->details->quote;
  g_autofree char *amount = NULL;

  clear_price (self);
  if (quote == NULL)
    {
      set_price (self, _ ("No price yet"), self->details->quote_problem);
      adw_expander_row_set_enable_expansion (self->price, FALSE);
      return;
    }
  amount = quote->exempt ? g_strdup (_ ("Exempt")) : desco_format_euro (quote->unit_amount);
  set_price (self, amount, quote->reason);
  for (guint i = 0; quote->warnings != NULL && quote->warnings[i] != NULL; i++)
    add_price_row (self, quote->warnings[i], "desco-warning-symbolic");
  for (guint i = 0; quote->passed_over != NULL && quote->passed_over[i] != NULL; i++)
    add_price_row (self, quote->passed_over[i], NULL);
  adw_expander_row_set_enable_expansion (self->price, self->price_rows->len > 0);
}

static const char *
get_role_words (const DescoGuardian *guardian)
{
  if (g_strcmp0 (guardian->role, "mother") == 0)
    return _ ("Mother");
  if (g_strcmp0 (guardian->role, "father") == 0)
    return _ ("Father");
  if (g_strcmp0 (guardian->role, "delegate") == 0)
    return _ ("Delegate");

  return C_ ("role", "Guardian");
}

static char *
make_contacts (const DescoGuardian *guardian)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, (gpointer) get_role_words (guardian));
  if (guardian->phone != NULL)
    g_ptr_array_add (parts, guardian->phone);
  if (guardian->email != NULL)
    g_ptr_array_add (parts, guardian->email);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_guardian (DescoPupilPane *self, const DescoGuardian *guardian)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = desco_guardian_dup_full_name (guardian);
  g_autofree char *contacts = make_contacts (guardian);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), contacts);
  if (guardian->payer)
    {
      GtkWidget *chip = desco_chip_new ();

      desco_chip_set (chip, _ ("pays"), DESCO_TONE_PLAIN);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), chip);
    }
  gtk_list_box_append (self->people, row);
}

static void
show_people (DescoPupilPane *self)
{
  clear_list (self->people);
  for (guint i = 0; i < self->details->guardians->len; i++)
    add_guardian (self, g_ptr_array_index (self->details->guardians, i));
  if (self->details->guardians->len == 0)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Nobody is named yet"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                   _ ("Import the guardians’ list to sell vouchers."));
      gtk_list_box_append (self->people, row);
    }
}

static void
show_diet (DescoPupilPane *self)
{
  gtk_widget_set_visible (self->diet_group, self->details->diet != NULL);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->diet), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->diet),
                                 self->details->diet != NULL ? self->details->diet : "");
}

/* Money that goes back or to a sibling ----------------------------------------------------------- */

static void
on_refund_clicked (DescoPupilPane *self)
{
  desco_refund_window_present (GTK_WIDGET (self), self->session, &self->pupil_id, NULL);
}

static void
on_move_clicked (DescoPupilPane *self)
{
  desco_move_window_present (GTK_WIDGET (self), self->session, self->details->pupil,
                             self->details->wallet->balance, self->details->siblings);
}

/* Undoing --------------------------------------------------------------------------------------- */

typedef struct
{
  DescoPupilPane *pane;
  DescoUuid entry_id;
} Undoing;

static void
undoing_free (gpointer data)
{
  Undoing *undoing = data;

  g_object_unref (undoing->pane);
  g_free (undoing);
}

static void
on_reversed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPupilPane) self = data;
  g_autoptr (GError) error = NULL;

  if (!desco_wallets_reverse_finish (DESCO_STORE (source), result, &error))
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  desco_toast_show (GTK_WIDGET (self), _ ("The entry is undone; both stay on the statement."));
  desco_session_emit_changed (self->session);
}

static void
reverse (gpointer data)
{
  Undoing *undoing = data;
  DescoPupilPane *self = undoing->pane;

  desco_wallets_reverse_async (desco_session_get_store (self->session), &undoing->entry_id,
                               _ ("Undone at the desk"), NULL, on_reversed, g_object_ref (self));
}

static void
on_undo_clicked (GtkWidget *button, DescoPupilPane *self)
{
  DescoLedgerEntry *entry = desco_statement_row_get_entry (button);
  Undoing *undoing = g_new0 (Undoing, 1);
  g_autofree char *what = desco_ledger_entry_describe (entry);

  undoing->pane = g_object_ref (self);
  undoing->entry_id = entry->id;
  desco_compat_confirm (GTK_WIDGET (self), what,
                        _ ("A second entry takes it back. Nothing is erased: both stay on the "
                           "statement."),
                        _ ("_Undo This Entry"), reverse, undoing, undoing_free);
}

static void
show_statement (DescoPupilPane *self, guint limit)
{
  GListModel *entries
      = self->details->wallet != NULL ? G_LIST_MODEL (self->details->wallet->entries) : NULL;
  guint n_entries = entries != NULL ? g_list_model_get_n_items (entries) : 0;
  guint n_rows = MIN (n_entries, limit);

  clear_list (self->statement);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (DescoLedgerEntry) entry = g_list_model_get_item (entries, n_entries - 1 - i);

      gtk_list_box_append (self->statement,
                           desco_statement_row_new (entry, G_CALLBACK (on_undo_clicked), self));
    }
  if (n_entries == 0)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("No movement yet"));
      gtk_list_box_append (self->statement, row);
    }
  gtk_widget_set_visible (self->more_button, n_entries > n_rows);
}

static void
on_more_clicked (DescoPupilPane *self)
{
  show_statement (self, G_MAXUINT);
}

/* The object ------------------------------------------------------------------------------------ */

static void
show_details (DescoPupilPane *self)
{
  show_name (self);
  show_wallet (self);
  show_price (self);
  show_people (self);
  show_diet (self);
  show_statement (self, STATEMENT_ROWS);
  gtk_stack_set_visible_child_name (self->stack, "pupil");
  if (self->focus_wanted)
    gtk_widget_grab_focus (self->sell_button);
  self->focus_wanted = FALSE;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPupilPane) self = data;
  g_autoptr (GError) error = NULL;
  DescoPupilDetails *details = desco_pupil_details_load_finish (result, &error);

  if (details == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->details, desco_pupil_details_free);
  self->details = details;
  show_details (self);
}

static void
load (DescoPupilPane *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  desco_pupil_details_load_async (desco_session_get_store (self->session), &self->pupil_id,
                                  self->loading, on_loaded, g_object_ref (self));
}

static void
on_session_changed (DescoPupilPane *self)
{
  if (!desco_uuid_is_nil (&self->pupil_id))
    load (self);
}

static void
desco_pupil_pane_dispose (GObject *object)
{
  DescoPupilPane *self = DESCO_PUPIL_PANE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);
  g_clear_pointer (&self->details, desco_pupil_details_free);
  g_clear_pointer (&self->price_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (desco_pupil_pane_parent_class)->dispose (object);
}

static void
desco_pupil_pane_class_init (DescoPupilPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_pupil_pane_dispose;

  g_type_ensure (DESCO_TYPE_FIGURE);
  g_type_ensure (DESCO_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/desco/Desco/pupils/desco-pupil-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, name);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, place);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, balance);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, awaiting);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, sell_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, refund_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, move_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, price);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, people);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, diet_group);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, diet);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, statement);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilPane, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_refund_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_move_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
}

static void
desco_pupil_pane_init (DescoPupilPane *self)
{
  self->price_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_pupil_pane_set_session:
 * @self: a pane
 * @session: its database
 */
void
desco_pupil_pane_set_session (DescoPupilPane *self, DescoSession *session)
{
  g_return_if_fail (DESCO_IS_PUPIL_PANE (self));

  g_set_object (&self->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * desco_pupil_pane_show_pupil:
 * @self: a pane
 * @pupil_id: who
 * @take_focus: whether the first thing that can be done with the pupil gets the focus
 *
 * Shows one pupil.
 */
void
desco_pupil_pane_show_pupil (DescoPupilPane *self, const DescoUuid *pupil_id, gboolean take_focus)
{
  g_return_if_fail (DESCO_IS_PUPIL_PANE (self));

  self->focus_wanted = take_focus;
  self->pupil_id = *pupil_id;
  load (self);
}
