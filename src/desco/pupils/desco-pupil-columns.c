/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pupils/desco-pupil-columns.h"

#include "compat.h"
#include "desco-format.h"
#include "model/desco-pupil.h"

#include <glib/gi18n.h>

/* What the list of pupils says about each. Few columns and texts that need no measuring: GTK makes
 * some two hundred rows whatever the window's height. A row may be asked for before its pupil has
 * been read, and is filled when it has. */

typedef char *(*MakeText) (DescoPupil *pupil);

typedef struct
{
  const char *title;
  MakeText make_text;
  guint chars;
  float xalign;
  gboolean expand;
} Column;

static char *
make_name (DescoPupil *pupil)
{
  return desco_pupil_dup_full_name (pupil);
}

static char *
make_class (DescoPupil *pupil)
{
  return g_strdup (pupil->class_label != NULL ? pupil->class_label : "");
}

static char *
make_guardian (DescoPupil *pupil)
{
  return g_strdup (pupil->guardian_name != NULL ? pupil->guardian_name : "");
}

static char *
make_balance (DescoPupil *pupil)
{
  g_autofree char *balance = desco_format_count (pupil->balance);

  if (pupil->awaiting == 0)
    return g_steal_pointer (&balance);

  /* Translators: vouchers in the wallet, and vouchers bought and not paid yet: 3 (+20). */
  return g_strdup_printf (_ ("%s (+%d)"), balance, (int) pupil->awaiting);
}

static const Column columns[] = {
  { N_ ("Pupil"), make_name, 18, 0, TRUE },
  { N_ ("Class"), make_class, 29, 0, TRUE },
  { N_ ("Guardian"), make_guardian, 15, 0, TRUE },
  { N_ ("Vouchers"), make_balance, 9, 1, FALSE },
};

/* As a screen reader reads the row. */
static void
name_row (GtkListItem *item, DescoPupil *pupil, const char *name)
{
  g_autofree char *vouchers = desco_format_vouchers (pupil->balance);
  g_autofree char *spoken = pupil->class_label != NULL
                                ? g_strdup_printf ("%s, %s, %s", name, pupil->class_label, vouchers)
                                : g_strdup_printf ("%s, %s", name, vouchers);

  desco_compat_name_row (item, spoken);
}

static void
show_pupil (GtkListItem *item, const Column *column)
{
  GtkInscription *cell = GTK_INSCRIPTION (gtk_list_item_get_child (item));
  DescoPupil *pupil = gtk_list_item_get_item (item);
  g_autofree char *text = pupil->loaded ? column->make_text (pupil) : NULL;

  gtk_inscription_set_text (cell, text);
  if (column->make_text == make_name && text != NULL)
    name_row (item, pupil, text);
  if (column->make_text != make_balance)
    return;
  if (pupil->loaded && pupil->balance < 0)
    gtk_widget_add_css_class (GTK_WIDGET (cell), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "error");
}

static void
on_pupil_loaded (DescoPupil *pupil, GParamSpec *pspec, GtkListItem *item)
{
  show_pupil (item, g_object_get_data (G_OBJECT (item), "column"));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Column *column = data;
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), column->chars / 3);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), column->chars);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), column->xalign);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     column->make_text == make_class
                                         ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE
                                         : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (column->xalign > 0)
    gtk_widget_add_css_class (cell, "figures");
  gtk_list_item_set_child (item, cell);
  g_object_set_data (G_OBJECT (item), "column", data);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  DescoPupil *pupil = gtk_list_item_get_item (item);

  show_pupil (item, data);
  if (!pupil->loaded)
    g_signal_connect (pupil, "notify::loaded", G_CALLBACK (on_pupil_loaded), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_pupil_loaded, item);
}

static GtkColumnViewColumn *
make_column (const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *view_column;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), (gpointer) column);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), (gpointer) column);
  view_column = gtk_column_view_column_new (gettext (column->title), factory);
  gtk_column_view_column_set_expand (view_column, column->expand);

  return view_column;
}

/**
 * desco_pupil_columns_add:
 * @view: a view of #DescoPupil
 *
 * Gives @view its columns.
 */
void
desco_pupil_columns_add (GtkColumnView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = make_column (&columns[i]);

      gtk_column_view_append_column (view, column);
      if (columns[i].xalign > 0)
        desco_compat_align_title (view, i);
    }
}
