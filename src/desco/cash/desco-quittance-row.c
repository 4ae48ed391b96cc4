/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "cash/desco-quittance-row.h"

#include "cash/desco-quittance-print.h"
#include "desco-format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define KEY "desco-quittance"

static char *
make_subtitle (DescoQuittance *quittance)
{
  if (quittance->void_reason != NULL)
    return g_strdup_printf (_ ("Voided: %s"), quittance->void_reason);
  return g_strdup_printf ("%s · %s · %s", desco_quittance_method_to_words (quittance->method),
                          quittance->payer != NULL ? quittance->payer : "–",
                          desco_telling_to_words (quittance->telling));
}

static void
on_print_clicked (GtkWidget *button, gpointer data)
{
  desco_quittance_print (button, data, desco_quittance_row_get_quittance (button));
}

static void
add_button (GtkWidget *row,
            DescoQuittance *quittance,
            const char *icon,
            const char *name,
            GCallback on_clicked,
            gpointer data)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s %s", name, quittance->label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), KEY, g_object_ref (quittance), g_object_unref);
  g_signal_connect (button, "clicked", on_clicked, data);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/**
 * desco_quittance_row_new:
 * @quittance: what was taken
 * @session: whose creditor stands on its paper; it must outlive the row
 * @on_void: called with the button when a person wants to void it
 * @data: what @on_void gets
 *
 * Returns: (transfer floating): a row of a day's cash
 */
GtkWidget *
desco_quittance_row_new (DescoQuittance *quittance,
                         DescoSession *session,
                         GCallback on_void,
                         gpointer data)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%s  %s", quittance->label, quittance->pupil_name);
  g_autofree char *subtitle = make_subtitle (quittance);
  g_autofree char *amount = desco_format_euro (quittance->amount);
  GtkWidget *label = gtk_label_new (amount);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "figures");
  if (quittance->voided_at > 0)
    gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  add_button (row, quittance, "desco-print-symbolic", _ ("Print quittance"),
              G_CALLBACK (on_print_clicked), session);
  if (quittance->voided_at == 0 && !quittance->closed)
    add_button (row, quittance, "edit-undo-symbolic", _ ("Void quittance"), on_void, data);

  return row;
}

/**
 * desco_quittance_row_get_quittance:
 * @button: the button that was pressed
 *
 * Returns: (transfer none): its quittance
 */
DescoQuittance *
desco_quittance_row_get_quittance (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), KEY);
}
