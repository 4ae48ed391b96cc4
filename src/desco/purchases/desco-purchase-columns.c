/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-purchase-columns.h"

#include "compat.h"
#include "desco-format.h"

#include <glib/gi18n.h>

/* What the list of purchases says about each. */

typedef char *(*MakeText) (DescoPurchase *purchase);

#define MARK "desco-purchase-mark"

typedef struct
{
  const char *title;
  MakeText make_text;
  guint chars;
  float xalign;
  gboolean expand;
  gboolean wide_only;
} Column;

static char *
make_day (DescoPurchase *purchase)
{
  return desco_format_short_day (&purchase->civil_date);
}

static char *
make_pupil (DescoPurchase *purchase)
{
  return g_strdup (purchase->pupil_name);
}

static char *
make_quantity (DescoPurchase *purchase)
{
  return desco_format_count (purchase->quantity);
}

static char *
make_amount (DescoPurchase *purchase)
{
  return desco_format_euro (purchase->amount);
}

static char *
make_due (DescoPurchase *purchase)
{
  return desco_format_short_day (&purchase->due_date);
}

static const Column columns[] = {
  { N_ ("Day"), make_day, 10, 0, FALSE, TRUE },    { N_ ("Pupil"), make_pupil, 22, 0, TRUE },
  { N_ ("Vouchers"), make_quantity, 5, 1, FALSE }, { N_ ("Amount"), make_amount, 9, 1, FALSE },
  { N_ ("Pay by"), make_due, 10, 0, FALSE, TRUE },
};

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Column *column = data;
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell),
                                 column->expand ? column->chars / 3 : column->chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), column->chars);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), column->xalign);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (cell, "figures");
  gtk_list_item_set_child (item, cell);
}

/* As a screen reader reads the row. */
static void
name_row (GtkListItem *item, DescoPurchase *purchase)
{
  g_autofree char *vouchers = desco_format_vouchers (purchase->quantity);
  g_autofree char *amount = desco_format_euro (purchase->amount);
  g_autofree char *status = desco_purchase_describe_status (purchase);
  g_autofree char *spoken
      = g_strdup_printf ("%s, %s, %s, %s", purchase->pupil_name, vouchers, amount, status);

  desco_compat_name_row (item, spoken);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Column *column = data;
  g_autofree char *text = column->make_text (gtk_list_item_get_item (item));

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
  if (column->make_text == make_pupil)
    name_row (item, gtk_list_item_get_item (item));
}

static void
on_setup_state (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *chip = desco_chip_new ();

  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, chip);
}

static void
on_bind_state (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  DescoPurchase *purchase = gtk_list_item_get_item (item);
  g_autofree char *words = desco_purchase_describe_status (purchase);

  desco_chip_set (gtk_list_item_get_child (item), words,
                  desco_purchase_get_tone (purchase->status));
}

/* Each row has a mark for being chosen: nobody needs to know of Ctrl and Shift. The keyboard stays on
 * the row, where the space bar sets the mark and Enter opens the notice. */
typedef struct
{
  GtkColumnView *view;
  GtkListItem *item;
  GtkWidget *check;
} Mark;

static void
set_chosen (Mark *mark, gboolean is_chosen)
{
  GtkSelectionModel *model = gtk_column_view_get_model (mark->view);
  guint position = gtk_list_item_get_position (mark->item);

  if (is_chosen == gtk_list_item_get_selected (mark->item))
    return;
  if (is_chosen)
    gtk_selection_model_select_item (model, position, FALSE);
  else
    gtk_selection_model_unselect_item (model, position);
}

/* For who presses it without a mouse or a key. */
static void
on_check_toggled (GtkCheckButton *check, Mark *mark)
{
  set_chosen (mark, gtk_check_button_get_active (check));
}

/* The list itself would choose this row and no other. */
static void
on_mark_released (GtkGestureClick *gesture, int n_press, double x, double y, Mark *mark)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  set_chosen (mark, !gtk_list_item_get_selected (mark->item));
}

static void
on_setup_mark (GtkSignalListItemFactory *factory, GtkListItem *item, GtkColumnView *view)
{
  Mark *mark = g_new0 (Mark, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkGesture *click = gtk_gesture_click_new ();

  mark->view = view;
  mark->item = item;
  mark->check = gtk_check_button_new ();
  gtk_widget_set_can_focus (mark->check, FALSE);
  gtk_widget_set_can_target (mark->check, FALSE);
  gtk_box_append (GTK_BOX (box), mark->check);
  g_object_bind_property (item, "selected", mark->check, "active", G_BINDING_SYNC_CREATE);
  g_signal_connect (mark->check, "toggled", G_CALLBACK (on_check_toggled), mark);
  g_signal_connect (click, "released", G_CALLBACK (on_mark_released), mark);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (item), MARK, mark, g_free);
  gtk_list_item_set_child (item, box);
}

static void
on_bind_mark (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Mark *mark = g_object_get_data (G_OBJECT (item), MARK);
  DescoPurchase *purchase = gtk_list_item_get_item (item);
  g_autofree char *label
      = g_strdup_printf (_ ("Choose %s, %s"), purchase->pupil_name, purchase->notice_number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (mark->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
append (GtkColumnView *view, const char *title, GtkListItemFactory *factory, gboolean expand)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_append_column (view, column);
}

/**
 * desco_purchase_columns_add:
 * @view: a view of #DescoPurchase where several can be selected
 *
 * Gives @view its columns, the first of which has a mark for each that is chosen.
 */
void
desco_purchase_columns_add (GtkColumnView *view)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_mark), view);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_mark), NULL);
  append (view, NULL, factory, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      factory = gtk_signal_list_item_factory_new ();
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup), (gpointer) &columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind), (gpointer) &columns[i]);
      append (view, gettext (columns[i].title), factory, columns[i].expand);
      if (columns[i].xalign > 0)
        desco_compat_align_title (view, i + 1);
    }
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_state), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_state), NULL);
  append (view, _ ("State"), factory, FALSE);
}

/**
 * desco_purchase_columns_set_narrow:
 * @view: a view with the columns
 * @narrow: whether the days give way to the rest
 */
void
desco_purchase_columns_set_narrow (GtkColumnView *view, gboolean narrow)
{
  GListModel *model = gtk_column_view_get_columns (view);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i + 1);

      gtk_column_view_column_set_visible (column, !narrow || !columns[i].wide_only);
    }
}

/**
 * desco_purchase_get_tone:
 * @status: where a purchase stands
 *
 * Returns: how that is to be felt
 */
DescoTone
desco_purchase_get_tone (DescoPurchaseStatus status)
{
  switch (status)
    {
    case DESCO_PURCHASE_PUBLISHED:
      return DESCO_TONE_PLAIN;
    case DESCO_PURCHASE_PAID:
    case DESCO_PURCHASE_CREDITED:
      return DESCO_TONE_GOOD;
    case DESCO_PURCHASE_EXPIRED:
      return DESCO_TONE_BAD;
    case DESCO_PURCHASE_CANCELLED:
      return DESCO_TONE_PLAIN;
    case DESCO_PURCHASE_DRAFT:
    case DESCO_PURCHASE_ASSIGNED:
    case DESCO_PURCHASE_QUEUED:
    default:
      return DESCO_TONE_MIND;
    }
}
