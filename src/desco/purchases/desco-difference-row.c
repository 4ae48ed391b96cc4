/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-difference-row.h"

#include <glib/gi18n.h>

/* One difference between us and pagoPA: whose it is, what it is, and what can be done about it. Its
 * buttons call the list's actions with its id. */

static GVariant *
make_target (const DescoDifference *difference, DescoMending mending, gboolean all)
{
  g_autofree char *id = desco_uuid_to_string (&difference->id);

  return g_variant_new ("(sib)", id, (int) mending, all);
}

static void
add_choice (GMenu *menu,
            const char *label,
            const DescoDifference *difference,
            DescoMending mending,
            gboolean all)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, "differences.mend",
                                           make_target (difference, mending, all));
  g_menu_append_item (menu, item);
}

/* A reason is asked for, so that the label promises a question. */
static char *
label_choice (const DescoDifference *difference, DescoMending mending)
{
  if (mending == DESCO_MENDING_IGNORE)
    return g_strdup (_ ("Leave as It Is…"));
  return desco_difference_describe_mending (difference, mending);
}

/* The ways that are not offered first; then all ways, for all that differ like this one. */
static GMenuModel *
make_menu (const DescoDifference *difference, guint n_alike)
{
  guint mendings = desco_difference_kind_get_mendings (difference->kind);
  DescoMending first = desco_difference_kind_get_first_mending (difference->kind);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) one = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();

  for (guint i = 0; i <= DESCO_MENDING_IGNORE; i++)
    {
      g_autofree char *label = NULL;
      const char *words = desco_mending_to_words ((DescoMending) i);

      if ((mendings & (1u << i)) == 0)
        continue;
      label = label_choice (difference, (DescoMending) i);
      if (i != first)
        add_choice (one, label, difference, (DescoMending) i, FALSE);
      add_choice (all, i == DESCO_MENDING_IGNORE ? label : words, difference, (DescoMending) i,
                  TRUE);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (one));
  if (n_alike > 1)
    {
      g_autofree char *heading
          = g_strdup_printf (ngettext ("All %u Like It", "All %u Like It", n_alike), n_alike);

      g_menu_append_section (menu, heading, G_MENU_MODEL (all));
    }
  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_button (const DescoDifference *difference, const char *title)
{
  DescoMending first = desco_difference_kind_get_first_mending (difference->kind);
  g_autofree char *label = desco_difference_describe_mending (difference, first);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "differences.mend");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button),
                                          make_target (difference, first, FALSE));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
  return button;
}

static GtkWidget *
make_menu_button (const DescoDifference *difference, guint n_alike, const char *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_menu (difference, n_alike);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _ ("Other ways"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Other ways"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  return button;
}

/* Who owes and which notice; what has no purchase here has only the name that pagoPA tells. */
static char *
make_title (const DescoDifference *difference)
{
  if (difference->person == NULL)
    return g_strdup (difference->notice_number != NULL ? difference->notice_number
                                                       : difference->iupd);
  return g_strdup_printf ("%s · %s", difference->person, difference->notice_number);
}

/**
 * desco_difference_row_new:
 * @difference: what differs
 * @n_alike: how many differ in the same way, with it
 *
 * Returns: (transfer floating): a row for a list that has the action `differences.mend`
 */
GtkWidget *
desco_difference_row_new (const DescoDifference *difference, guint n_alike)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = make_title (difference);
  g_autofree char *sentence = desco_difference_explain (difference);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (difference, title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (difference, n_alike, title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
  return row;
}
