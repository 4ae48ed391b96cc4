/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pupils/desco-statement-row.h"

#include "desco-format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* One movement of a wallet, in words that can be read out to a parent (J-10). */

static char *
make_subtitle (DescoLedgerEntry *entry)
{
  g_autofree char *day = desco_format_short_day (&entry->civil_date);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, day);
  if (entry->author != NULL)
    g_ptr_array_add (parts, entry->author);
  if (entry->note != NULL)
    g_ptr_array_add (parts, entry->note);
  if (entry->reversed)
    g_ptr_array_add (parts, (gpointer) _ ("undone"));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_figure (GtkWidget *row, const char *text, int chars, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_widget_add_css_class (label, "figures");
  gtk_widget_add_css_class (label, css_class);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static void
add_figures (GtkWidget *row, DescoLedgerEntry *entry)
{
  g_autofree char *quantity = desco_format_count (entry->quantity);
  g_autofree char *signed_quantity
      = entry->quantity > 0 ? g_strconcat ("+", quantity, NULL) : g_strdup (quantity);
  g_autofree char *balance = desco_format_count (entry->balance);

  add_figure (row, signed_quantity, 4, entry->quantity < 0 ? "dim-label" : "success");
  add_figure (row, balance, 4, entry->balance < 0 ? "error" : "heading");
}

static void
add_undo (GtkWidget *row, DescoLedgerEntry *entry, GCallback on_undo, gpointer data)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Undo this entry…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Undo this entry"), -1);
  gtk_widget_set_sensitive (button, entry->reversible);
  g_object_set_data_full (G_OBJECT (button), "entry", g_object_ref (entry), g_object_unref);
  g_signal_connect (button, "clicked", on_undo, data);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/**
 * desco_statement_row_new:
 * @entry: a movement
 * @on_undo: called with the button when a person wants to undo it
 * @data: what @on_undo gets
 *
 * Returns: (transfer floating): a row of a statement
 */
GtkWidget *
desco_statement_row_new (DescoLedgerEntry *entry, GCallback on_undo, gpointer data)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = desco_ledger_entry_describe (entry);
  g_autofree char *subtitle = make_subtitle (entry);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  add_figures (row, entry);
  add_undo (row, entry, on_undo, data);

  return row;
}

/**
 * desco_statement_row_get_entry:
 * @button: the button that was pressed
 *
 * Returns: (transfer none): its movement
 */
DescoLedgerEntry *
desco_statement_row_get_entry (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "entry");
}
