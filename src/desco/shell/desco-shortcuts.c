/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "shell/desco-shortcuts.h"

#include "desco-actions.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The overview of keys. GtkShortcutsWindow is on its way out, and its successor is not there yet. */

typedef struct
{
  const char *keys;
  const char *title;
} SheetKey;

static const SheetKey sheet_keys[] = {
  { N_ ("↑ ↓"), N_ ("Move in the class") },
  { N_ ("Space"), N_ ("Absent, or present again") },
  { N_ ("B"), N_ ("Plain meal, or not") },
  { N_ ("R"), N_ ("Do not charge the meal") },
  { N_ ("A–Z 1–9"), N_ ("To a name or a number (Shift+B for names with B)") },
  { N_ ("Enter"), N_ ("Confirm the sheet") },
  { N_ ("PgUp PgDn"), N_ ("Class before, class after") },
};

static void
add_row (AdwPreferencesGroup *group, const char *keys, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *cap = gtk_label_new (keys);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (cap, "keycap");
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), cap);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
make_commands (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n_commands = 0;
  const DescoCommand *commands = desco_actions_get_commands (&n_commands);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Everywhere"));
  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *keys = desco_actions_get_keys (&commands[i]);

      if (keys != NULL)
        add_row (ADW_PREFERENCES_GROUP (group), keys, gettext (commands[i].title));
    }

  return group;
}

static GtkWidget *
make_sheet_keys (void)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("On a class sheet"));
  for (guint i = 0; i < G_N_ELEMENTS (sheet_keys); i++)
    add_row (ADW_PREFERENCES_GROUP (group), gettext (sheet_keys[i].keys),
             gettext (sheet_keys[i].title));

  return group;
}

static GtkWidget *
make_content (void)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (make_sheet_keys ()));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_commands ()));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);

  return box;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

/**
 * desco_shortcuts_present:
 * @parent: the window that asks
 *
 * Shows which keys do what.
 */
void
desco_shortcuts_present (GtkWindow *parent)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard shortcuts"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 560);
  adw_window_set_content (ADW_WINDOW (window), make_content ());
  add_escape (window);
  gtk_window_present (GTK_WINDOW (window));
}
