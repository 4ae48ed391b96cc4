/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-application.h"

#include "desco-actions.h"
#include "desco-config.h"
#include "desco-first-frame.h"
#include "desco-page.h"
#include "desco-window.h"

#include <glib/gi18n.h>

/* One program, a window a database: asking again for a database that is open presents its window. */

struct _DescoApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (DescoApplication, desco_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "database", 'd', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open this database"), N_ ("FILE") },
  { "page", 'p', 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Open on a page: oggi, presenze, alunni, acquisti"), N_ ("NAME") },
  { "practice", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the practice database"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and leave"), NULL },
  { "measure-first-frame", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL,
    "Print when the first full frame was painted, and leave", NULL },
  G_OPTION_ENTRY_NULL,
};

static char *
default_database (void)
{
  return g_build_filename (g_get_user_data_dir (), "desco", "desco.db", NULL);
}

static DescoWindow *
find_window (GtkApplication *application, const char *path)
{
  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    if (DESCO_IS_WINDOW (item->data) && g_strcmp0 (desco_window_get_path (item->data), path) == 0)
      return item->data;

  return NULL;
}

static DescoWindow *
present_database (DescoApplication *self, const char *path)
{
  DescoWindow *window = find_window (GTK_APPLICATION (self), path);

  if (window == NULL)
    {
      window = desco_window_new (GTK_APPLICATION (self));
      desco_window_open (window, path);
    }
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static char *
get_database (GApplicationCommandLine *command_line, GVariantDict *given)
{
  const char *name = NULL;
  g_autoptr (GFile) file = NULL;

  if (g_variant_dict_contains (given, "practice"))
    return desco_window_get_practice_path ();
  if (!g_variant_dict_lookup (given, "database", "^&ay", &name))
    return default_database ();
  file = g_application_command_line_create_file_for_arg (command_line, name);

  return g_file_get_path (file);
}

static int
desco_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  DescoPage page;
  const char *name = NULL;

  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("desco %s\n", DESCO_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (given, "page", "&s", &name) && !desco_page_parse (name, &page))
    {
      g_printerr (_ ("desco: there is no page “%s”; choose oggi, presenze, alunni, "
                     "acquisti, ricevute or report\n"),
                  name);
      return 2;
    }

  return -1;
}

static int
desco_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  DescoApplication *self = DESCO_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (command_line);
  g_autofree char *path = get_database (command_line, given);
  DescoWindow *window = present_database (self, path);
  DescoPage page;
  const char *name = NULL;
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);

  if (g_variant_dict_lookup (given, "page", "&s", &name) && desco_page_parse (name, &page))
    desco_window_show_page (window, page);
  if (arguments[0] != NULL && arguments[1] != NULL)
    {
      g_autoptr (GFile) list
          = g_application_command_line_create_file_for_arg (command_line, arguments[1]);

      desco_window_import (window, list);
    }
  if (g_variant_dict_contains (given, "measure-first-frame"))
    desco_first_frame_measure (window);

  return 0;
}

static void
desco_application_activate (GApplication *application)
{
  g_autofree char *path = default_database ();

  present_database (DESCO_APPLICATION (application), path);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (item->data);
}

static void
desco_application_startup (GApplication *application)
{
  const GActionEntry entries[] = { { .name = "quit", .activate = on_quit } };

  G_APPLICATION_CLASS (desco_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (DESCO_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  desco_actions_set_accels (GTK_APPLICATION (application));
}

static void
desco_application_class_init (DescoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->handle_local_options = desco_application_handle_local_options;
  application_class->command_line = desco_application_command_line;
  application_class->activate = desco_application_activate;
  application_class->startup = desco_application_startup;
}

static void
desco_application_init (DescoApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[LIST]"));
}

/**
 * desco_application_new:
 *
 * Returns: (transfer full): the program
 */
DescoApplication *
desco_application_new (void)
{
  return g_object_new (DESCO_TYPE_APPLICATION, "application-id", DESCO_APPLICATION_ID,
                       "resource-base-path", "/io/github/desco/Desco", "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
