/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "refunds/desco-refund-item.h"

#include "desco-format.h"
#include "refunds/desco-refund-words.h"

/* A refund in a list: who gets how much and why, since when, and where it stands. */

struct _DescoRefundItem
{
  GObject parent_instance;

  DescoRefund *refund;
};

G_DEFINE_FINAL_TYPE (DescoRefundItem, desco_refund_item, G_TYPE_OBJECT)

/* The parts of a row, for as long as it is shown. */
typedef struct
{
  GtkWidget *row;
  GtkWidget *name;
  GtkWidget *details;
  GtkWidget *chip;
  GtkWidget *amount;
} Row;

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
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  row->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (row->row, "table-row");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row->row), words);
  row->name = add_label (words, NULL);
  row->details = add_label (words, "dim-label");
  gtk_widget_add_css_class (row->details, "caption");
  row->chip = desco_chip_new ();
  gtk_widget_set_valign (row->chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row->row), row->chip);
  row->amount = add_label (row->row, "figures");
  gtk_label_set_xalign (GTK_LABEL (row->amount), 1);
  gtk_label_set_width_chars (GTK_LABEL (row->amount), 9);
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
  gtk_list_item_set_child (item, row->row);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const Row *row = g_object_get_data (G_OBJECT (item), "row");
  const DescoRefund *refund = desco_refund_item_get (gtk_list_item_get_item (item));
  const char *words = desco_refund_status_to_words (refund->status);
  g_autofree char *name = desco_refund_dup_name (refund);
  g_autofree char *details = desco_refund_describe (refund);
  g_autofree char *amount = desco_format_euro (refund->amount);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", amount, words, details);

  gtk_label_set_label (GTK_LABEL (row->name), name);
  gtk_label_set_label (GTK_LABEL (row->details), details);
  gtk_label_set_label (GTK_LABEL (row->amount), amount);
  desco_chip_set (row->chip, words, desco_refund_get_tone (refund->status));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

static void
desco_refund_item_finalize (GObject *object)
{
  desco_refund_free (DESCO_REFUND_ITEM (object)->refund);

  G_OBJECT_CLASS (desco_refund_item_parent_class)->finalize (object);
}

static void
desco_refund_item_class_init (DescoRefundItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_refund_item_finalize;
}

static void
desco_refund_item_init (DescoRefundItem *self)
{
}

/**
 * desco_refund_item_new:
 * @refund: (transfer full): a refund
 *
 * Returns: (transfer full): it, for a list
 */
DescoRefundItem *
desco_refund_item_new (DescoRefund *refund)
{
  DescoRefundItem *self = g_object_new (DESCO_TYPE_REFUND_ITEM, NULL);

  self->refund = refund;
  return self;
}

/**
 * desco_refund_item_get:
 * @self: an item
 *
 * Returns: (transfer none): its refund
 */
const DescoRefund *
desco_refund_item_get (DescoRefundItem *self)
{
  return self->refund;
}

/**
 * desco_refund_item_make_factory:
 *
 * Returns: (transfer full): what makes rows of a list of refunds
 */
GtkListItemFactory *
desco_refund_item_make_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  return factory;
}
