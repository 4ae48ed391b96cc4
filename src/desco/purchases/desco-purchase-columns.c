/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-purchase-columns.h"

#include "compat.h"
#include "desco-format.h"

#include <glib/gi18n.h>

/* What the list of purchases says about each. */

typedef char *(*MakeText) (DescoPurchase *purchase);

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

static void
append (GtkColumnView *view, const char *title, GtkListItemFactory *factory, gboolean expand)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_append_column (view, column);
}

/**
 * desco_purchase_columns_add:
 * @view: a view of #DescoPurchase
 *
 * Gives @view its columns.
 */
void
desco_purchase_columns_add (GtkColumnView *view)
{
  GtkListItemFactory *factory;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      factory = gtk_signal_list_item_factory_new ();
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup), (gpointer) &columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind), (gpointer) &columns[i]);
      append (view, gettext (columns[i].title), factory, columns[i].expand);
      if (columns[i].xalign > 0)
        desco_compat_align_title (view, i);
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
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

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
