/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipt-rows.h"

#include "compat.h"
#include "desco-format.h"
#include "store/desco-receipt-list.h"

/* The rows of the list of receipts: a click opens one, or chooses it while several are chosen. */

#define KEY "desco-receipt-row"

typedef struct
{
  GtkListView *view;
  GtkToggleButton *select_button;
  GtkListItem *item;
  GtkWidget *box;
  GtkWidget *check;
  GtkWidget *name;
  GtkWidget *details;
  GtkWidget *amount;
  gulong read_handler;
} Row;

static void
show_record (Row *row, const DescoReceiptRecord *receipt)
{
  g_autofree char *amount = desco_format_euro (receipt->amount);
  g_autofree char *moment
      = receipt->payment_at > 0 ? desco_format_moment (receipt->payment_at) : g_strdup ("");
  const char *name = receipt->pupil_name != NULL ? receipt->pupil_name
                     : receipt->payer != NULL    ? receipt->payer
                                                 : receipt->notice_number;
  g_autofree char *details = receipt->state == DESCO_RECEIPT_REVIEW && receipt->reason != NULL
                                 ? g_strdup (receipt->reason)
                                 : g_strdup_printf ("%s · %s", moment, receipt->notice_number);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", amount, details);
  g_autofree char *whole = g_strdup_printf ("%s, %s", name, spoken);

  gtk_label_set_label (GTK_LABEL (row->name), name);
  gtk_label_set_label (GTK_LABEL (row->details), details);
  gtk_label_set_label (GTK_LABEL (row->amount), amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->box), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  desco_compat_name_row (row->item, whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* Until a row is read there is room for it and nothing in it. */
static void
show_row (Row *row)
{
  DescoReceiptItem *item = gtk_list_item_get_item (row->item);
  const DescoReceiptRecord *record = item != NULL ? desco_receipt_item_get_record (item) : NULL;

  if (record != NULL)
    {
      show_record (row, record);
      return;
    }
  gtk_label_set_label (GTK_LABEL (row->name), "");
  gtk_label_set_label (GTK_LABEL (row->details), "");
  gtk_label_set_label (GTK_LABEL (row->amount), "");
}

static void
set_selected (Row *row, gboolean selected)
{
  GtkSelectionModel *model = gtk_list_view_get_model (row->view);
  guint position = gtk_list_item_get_position (row->item);

  if (selected)
    gtk_selection_model_select_item (model, position, FALSE);
  else
    gtk_selection_model_unselect_item (model, position);
}

static void
on_check_toggled (GtkCheckButton *check, Row *row)
{
  gboolean active = gtk_check_button_get_active (check);

  if (active != gtk_list_item_get_selected (row->item))
    set_selected (row, active);
}

/* The list itself would choose this row and no other. */
static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, Row *row)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_toggle_button_get_active (row->select_button))
    set_selected (row, !gtk_list_item_get_selected (row->item));
  else
    gtk_widget_activate_action (row->box, "list.activate-item", "u",
                                gtk_list_item_get_position (row->item));
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
fill_box (Row *row)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  row->check = gtk_check_button_new ();
  gtk_box_append (GTK_BOX (row->box), row->check);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row->box), words);
  row->name = add_label (words, NULL);
  row->details = add_label (words, "dim-label");
  gtk_widget_add_css_class (row->details, "caption");
  row->amount = add_label (row->box, "figures");
  gtk_label_set_xalign (GTK_LABEL (row->amount), 1);
  gtk_label_set_ellipsize (GTK_LABEL (row->amount), PANGO_ELLIPSIZE_NONE);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, GtkListView *view)
{
  Row *row = g_new0 (Row, 1);
  GtkGesture *click = gtk_gesture_click_new ();

  row->view = view;
  row->select_button = g_object_get_data (G_OBJECT (view), KEY);
  row->item = item;
  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (row->box, "table-row");
  fill_box (row);
  g_object_bind_property (row->select_button, "active", row->check, "visible",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "selected", row->check, "active", G_BINDING_SYNC_CREATE);
  g_signal_connect (row->check, "toggled", G_CALLBACK (on_check_toggled), row);
  g_signal_connect (click, "released", G_CALLBACK (on_released), row);
  gtk_widget_add_controller (row->box, GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (item), KEY, row, g_free);
  gtk_list_item_set_child (item, row->box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), KEY);

  row->read_handler = g_signal_connect_swapped (gtk_list_item_get_item (item), "notify::record",
                                                G_CALLBACK (show_row), row);
  show_row (row);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), KEY);

  g_clear_signal_handler (&row->read_handler, gtk_list_item_get_item (item));
}

/**
 * desco_receipt_rows_set_up:
 * @view: a list of receipts; its model must be one where several can be selected
 * @select_button: what says whether several are being chosen; it must outlive the list
 *
 * Gives a list its rows.
 */
void
desco_receipt_rows_set_up (GtkListView *view, GtkToggleButton *select_button)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (view), KEY, select_button);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), view);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (view, factory);
}

/**
 * desco_receipt_rows_toggle:
 * @view: a list of receipts
 * @position: a row
 *
 * Chooses a row beside the others, or no longer.
 */
void
desco_receipt_rows_toggle (GtkListView *view, guint position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (view);

  if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
}
