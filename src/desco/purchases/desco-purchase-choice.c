/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-purchase-choice.h"

#include "compat.h"
#include "model/desco-due-date.h"
#include "purchases/desco-due-window.h"
#include "shell/desco-wrap-box.h"

#include <glib/gi18n.h>

/* The purchases that are chosen in the list, and what can be done with them together. */

struct _DescoPurchaseChoice
{
  AdwBin parent_instance;

  GtkLabel *count;
  GtkWidget *all_button;
  GtkWidget *due_button;
  GtkWidget *withdraw_button;

  GtkSelectionModel *selection;
  DescoPurchaseDeeds *deeds;
  gboolean is_replacing;
};

G_DEFINE_FINAL_TYPE (DescoPurchaseChoice, desco_purchase_choice, ADW_TYPE_BIN)

typedef gboolean (*Condition) (DescoPurchase *purchase);

static gboolean
can_be_withdrawn (DescoPurchase *purchase)
{
  return desco_purchase_status_may_become (purchase->status, DESCO_PURCHASE_CANCELLED);
}

static gboolean
can_be_moved (DescoPurchase *purchase)
{
  return desco_due_date_check_movable (purchase, NULL);
}

/* Those of the chosen that are wanted, in the order of the list. */
static GPtrArray *
list_chosen (DescoPurchaseChoice *self, Condition is_wanted, guint *n_left_out)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->selection);
  GPtrArray *purchases = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (DescoPurchase) purchase
          = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

      if (is_wanted == NULL || is_wanted (purchase))
        g_ptr_array_add (purchases, g_steal_pointer (&purchase));
    }
  if (n_left_out != NULL)
    *n_left_out = (guint) gtk_bitset_get_size (chosen) - purchases->len;
  return purchases;
}

static void
show_chosen (DescoPurchaseChoice *self)
{
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GPtrArray) movable = NULL;
  g_autoptr (GPtrArray) withdrawable = NULL;
  g_autofree char *count = NULL;
  gboolean is_busy;

  if (self->is_replacing)
    return;
  chosen = list_chosen (self, NULL, NULL);
  movable = list_chosen (self, can_be_moved, NULL);
  withdrawable = list_chosen (self, can_be_withdrawn, NULL);
  is_busy = desco_purchase_deeds_is_busy (self->deeds);
  /* Translators: so many purchases are chosen in the list. */
  count = g_strdup_printf (ngettext ("%u chosen", "%u chosen", chosen->len), chosen->len);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self), chosen->len > 0);
  gtk_widget_set_sensitive (
      self->all_button, chosen->len < g_list_model_get_n_items (G_LIST_MODEL (self->selection)));
  gtk_widget_set_sensitive (self->due_button, movable->len > 0 && !is_busy);
  gtk_widget_set_sensitive (self->withdraw_button, withdrawable->len > 0 && !is_busy);
}

static void
on_all_clicked (DescoPurchaseChoice *self)
{
  gtk_selection_model_select_all (self->selection);
}

static void
on_none_clicked (DescoPurchaseChoice *self)
{
  gtk_selection_model_unselect_all (self->selection);
}

/* What is asked ----------------------------------------------------------------------------------- */

/* What was asked about, and by whom: the list may be another one once there is an answer. */
typedef struct
{
  DescoPurchaseChoice *choice;
  GPtrArray *purchases;
} Question;

static Question *
question_new (DescoPurchaseChoice *self, GPtrArray *purchases)
{
  Question *question = g_new0 (Question, 1);

  question->choice = g_object_ref (self);
  question->purchases = g_ptr_array_ref (purchases);
  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->choice);
  g_ptr_array_unref (question->purchases);
  g_free (question);
}

static void
on_day_chosen (const GDate *due_date, gpointer data)
{
  const Question *question = data;

  if (desco_purchase_deeds_is_busy (question->choice->deeds))
    return;
  desco_purchase_deeds_change_due_date (question->choice->deeds, question->purchases, due_date);
  gtk_selection_model_unselect_all (question->choice->selection);
}

static void
on_due_clicked (DescoPurchaseChoice *self)
{
  guint n_left_out;
  g_autoptr (GPtrArray) purchases = list_chosen (self, can_be_moved, &n_left_out);

  desco_due_window_present (GTK_WIDGET (self), purchases, n_left_out, on_day_chosen,
                            question_new (self, purchases), question_free);
}

static void
on_withdrawal_confirmed (gpointer data)
{
  const Question *question = data;

  if (desco_purchase_deeds_is_busy (question->choice->deeds))
    return;
  desco_purchase_deeds_withdraw (question->choice->deeds, question->purchases);
  gtk_selection_model_unselect_all (question->choice->selection);
}

static char *
describe_withdrawal (guint n_purchases, guint n_left_out)
{
  GString *text = g_string_new (
      n_purchases == 1
          ? _ (
              "It can no longer be paid, also where it has been printed already. Its number is not "
              "used again.")
          : _ ("They can no longer be paid, also where they have been printed already. Their "
               "numbers are not used again."));

  g_string_append_printf (text, " %s", _ ("What turns out to be paid meanwhile is left alone."));
  if (n_left_out > 0)
    g_string_append_printf (text,
                            ngettext ("\n\n%u of those chosen is paid or withdrawn already, and is "
                                      "left alone.",
                                      "\n\n%u of those chosen are paid or withdrawn already, and "
                                      "are left alone.",
                                      n_left_out),
                            n_left_out);
  return g_string_free (text, FALSE);
}

static void
on_withdraw_clicked (DescoPurchaseChoice *self)
{
  guint n_left_out;
  g_autoptr (GPtrArray) purchases = list_chosen (self, can_be_withdrawn, &n_left_out);
  g_autofree char *heading = g_strdup_printf (
      ngettext ("Withdraw %u notice?", "Withdraw %u notices?", purchases->len), purchases->len);
  g_autofree char *body = describe_withdrawal (purchases->len, n_left_out);
  g_autofree char *action = g_strdup_printf (
      ngettext ("_Withdraw %u Notice on pagoPA", "_Withdraw %u Notices on pagoPA", purchases->len),
      purchases->len);

  desco_compat_confirm (GTK_WIDGET (self), heading, body, action, on_withdrawal_confirmed,
                        question_new (self, purchases), question_free);
}

/* The object ------------------------------------------------------------------------------------ */

static void
desco_purchase_choice_dispose (GObject *object)
{
  DescoPurchaseChoice *self = DESCO_PURCHASE_CHOICE (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->deeds);

  G_OBJECT_CLASS (desco_purchase_choice_parent_class)->dispose (object);
}

static void
desco_purchase_choice_class_init (DescoPurchaseChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_purchase_choice_dispose;

  g_type_ensure (DESCO_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-purchase-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoPurchaseChoice, count);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchaseChoice, all_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchaseChoice, due_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchaseChoice, withdraw_button);
  gtk_widget_class_bind_template_callback (widget_class, on_all_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_none_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_due_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_withdraw_clicked);
}

static void
desco_purchase_choice_init (DescoPurchaseChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_purchase_choice_set_up:
 * @self: the choice
 * @selection: a model of #DescoPurchase where several can be selected
 * @deeds: what does with them what is asked for
 */
void
desco_purchase_choice_set_up (DescoPurchaseChoice *self,
                              GtkSelectionModel *selection,
                              DescoPurchaseDeeds *deeds)
{
  g_return_if_fail (DESCO_IS_PURCHASE_CHOICE (self));

  g_set_object (&self->selection, selection);
  g_set_object (&self->deeds, deeds);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (show_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (deeds, "busy-changed", G_CALLBACK (show_chosen), self,
                           G_CONNECT_SWAPPED);
}

/**
 * desco_purchase_choice_replace:
 * @self: the choice
 * @list: (element-type DescoPurchase): what is listed
 * @purchases: (element-type DescoPurchase): what is to be listed from now on
 *
 * Lists other purchases. What was chosen and is still listed stays so.
 */
void
desco_purchase_choice_replace (DescoPurchaseChoice *self, GListStore *list, GPtrArray *purchases)
{
  g_autoptr (GPtrArray) chosen = list_chosen (self, NULL, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (desco_uuid_hash, desco_uuid_equal);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, purchases->len);

  for (guint i = 0; i < chosen->len; i++)
    g_hash_table_add (ids, &((DescoPurchase *) chosen->pdata[i])->id);
  for (guint i = 0; i < purchases->len; i++)
    if (g_hash_table_contains (ids, &((DescoPurchase *) purchases->pdata[i])->id))
      gtk_bitset_add (selected, i);

  self->is_replacing = TRUE;
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), purchases->pdata,
                       purchases->len);
  gtk_selection_model_set_selection (self->selection, selected, all);
  self->is_replacing = FALSE;
  show_chosen (self);
}
