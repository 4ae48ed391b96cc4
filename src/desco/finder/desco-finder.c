/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "finder/desco-finder.h"

#include "compat.h"
#include "desco-actions.h"
#include "finder/desco-place.h"
#include "model/desco-text.h"
#include "store/desco-classes.h"
#include "store/desco-pupil-list.h"

#include <glib/gi18n.h>

/* Any command, pupil, class or page by its name: nobody should have to know in which menu a thing
 * lives. Commands and classes are few and matched here; pupils are many and asked of the store. */

#define SHOWN_PUPILS 6

struct _DescoFinder
{
  AdwWindow parent_instance;

  GtkSearchEntry *search;
  GtkListBox *rows;

  GListStore *places;
  GtkFilter *filter;
  GListStore *parts;
  GtkSliceListModel *pupils_part;
  DescoPupilList *pupils;
  GCancellable *loading;
  char *words;
};

G_DEFINE_FINAL_TYPE (DescoFinder, desco_finder, ADW_TYPE_WINDOW)

/* Rows ------------------------------------------------------------------------------------------ */

static void
show_pupil (GtkWidget *row, DescoPupil *pupil)
{
  g_autofree char *name = NULL;

  if (!pupil->loaded)
    return;
  name = desco_pupil_dup_full_name (pupil);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               pupil->class_label != NULL ? pupil->class_label : "");
}

static void
on_pupil_loaded (DescoPupil *pupil, GParamSpec *pspec, GtkWidget *row)
{
  show_pupil (row, pupil);
}

static void
fill_pupil (GtkWidget *row, DescoPupil *pupil)
{
  desco_compat_add_row_icon (row, "desco-person-symbolic");
  show_pupil (row, pupil);
  g_signal_connect_object (pupil, "notify::loaded", G_CALLBACK (on_pupil_loaded), row, 0);
}

static void
fill_place (GtkWidget *row, DescoPlace *place)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place->title);
  desco_compat_add_row_icon (row, place->icon);
  if (place->keys != NULL)
    {
      GtkWidget *keys = gtk_label_new (place->keys);

      gtk_widget_add_css_class (keys, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
    }
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
  if (DESCO_IS_PUPIL (item))
    fill_pupil (row, item);
  else
    fill_place (row, item);

  return row;
}

/* Going there ----------------------------------------------------------------------------------- */

static char *
make_action (gpointer item)
{
  g_autofree char *id = NULL;

  if (DESCO_IS_PLACE (item))
    return g_strdup (DESCO_PLACE (item)->action);
  if (!DESCO_PUPIL (item)->loaded)
    return NULL;
  id = desco_uuid_to_string (&DESCO_PUPIL (item)->id);

  return g_strdup_printf ("win.show-pupil::%s", id);
}

static void
go (DescoFinder *self, GtkListBoxRow *row)
{
  GtkWindow *transient_for = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GtkWindow) parent = transient_for != NULL ? g_object_ref (transient_for) : NULL;
  g_autofree char *action = make_action (g_object_get_data (G_OBJECT (row), "item"));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (action == NULL || !g_action_parse_detailed_name (action, &name, &target, NULL))
    return;
  gtk_window_destroy (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, target);
}

static void
on_row_activated (DescoFinder *self, GtkListBoxRow *row)
{
  go (self, row);
}

static void
on_search_activated (DescoFinder *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, 0);

  if (row != NULL)
    go (self, row);
}

static void
on_search_stopped (DescoFinder *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* Finding --------------------------------------------------------------------------------------- */

static gboolean
is_wanted (gpointer item, gpointer data)
{
  return desco_place_matches (item, DESCO_FINDER (data)->words);
}

/* With nothing typed there are commands and classes, and nobody in particular. */
static void
show_pupils (DescoFinder *self, gboolean shown)
{
  gboolean are_shown = g_list_model_get_n_items (G_LIST_MODEL (self->parts)) > 1;

  if (self->pupils == NULL || shown == are_shown)
    return;
  if (shown)
    g_list_store_append (self->parts, self->pupils_part);
  else
    g_list_store_remove (self->parts, 1);
}

static void
on_search_changed (DescoFinder *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_free (self->words);
  self->words = desco_text_fold (text);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_pupils (self, *self->words != '\0');
  if (self->pupils != NULL && *self->words != '\0')
    desco_pupil_list_set_query (self->pupils, text, NULL, NULL);
}

static void
add_commands (DescoFinder *self)
{
  guint n_commands = 0;
  const DescoCommand *commands = desco_actions_get_commands (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *keys = desco_actions_get_keys (&commands[i]);
      g_autoptr (DescoPlace) place = desco_place_new (gettext (commands[i].title), keys,
                                                      commands[i].icon, commands[i].action);

      g_list_store_append (self->places, place);
    }
}

static void
on_classes_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoFinder) self = data;
  g_autoptr (GPtrArray) classes = desco_classes_list_finish (DESCO_STORE (source), result, NULL);

  if (self->places == NULL)
    return;
  for (guint i = 0; classes != NULL && i < classes->len; i++)
    {
      DescoClass *class = g_ptr_array_index (classes, i);
      g_autofree char *id = desco_uuid_to_string (&class->id);
      g_autofree char *action = g_strdup_printf ("win.show-class::%s", id);
      g_autoptr (DescoPlace) place
          = desco_place_new (class->label, NULL, "desco-class-symbolic", action);

      g_list_store_append (self->places, place);
    }
}

static void
add_session (DescoFinder *self, DescoSession *session)
{
  DescoStore *store = desco_session_get_store (session);

  self->loading = g_cancellable_new ();
  self->pupils = desco_pupil_list_new (store);
  self->pupils_part
      = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->pupils)), 0, SHOWN_PUPILS);
  desco_classes_list_async (store, NULL, self->loading, on_classes_loaded, g_object_ref (self));
}

static void
bind_rows (DescoFinder *self)
{
  g_autoptr (GtkFilterListModel) places = NULL;
  g_autoptr (GtkFlattenListModel) all = NULL;

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  places = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->places)),
                                      g_object_ref (self->filter));
  g_list_store_append (self->parts, places);
  all = gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->parts)));
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (all), make_row, NULL, NULL);
}

static void
desco_finder_dispose (GObject *object)
{
  DescoFinder *self = DESCO_FINDER (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->parts);
  g_clear_object (&self->places);
  g_clear_object (&self->pupils_part);
  g_clear_object (&self->pupils);

  G_OBJECT_CLASS (desco_finder_parent_class)->dispose (object);
}

static void
desco_finder_finalize (GObject *object)
{
  DescoFinder *self = DESCO_FINDER (object);

  g_clear_object (&self->filter);
  g_free (self->words);

  G_OBJECT_CLASS (desco_finder_parent_class)->finalize (object);
}

static void
desco_finder_class_init (DescoFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desco_finder_dispose;
  object_class->finalize = desco_finder_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/desco/Desco/finder/desco-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoFinder, search);
  gtk_widget_class_bind_template_child (widget_class, DescoFinder, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
desco_finder_init (DescoFinder *self)
{
  self->places = g_list_store_new (DESCO_TYPE_PLACE);
  self->parts = g_list_store_new (G_TYPE_LIST_MODEL);
  self->words = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}

/**
 * desco_finder_present:
 * @parent: the window that searches
 * @session: (nullable): its database, if one is open
 *
 * Asks what to find, and goes there.
 */
void
desco_finder_present (GtkWindow *parent, DescoSession *session)
{
  DescoFinder *self = g_object_new (DESCO_TYPE_FINDER, "transient-for", parent, NULL);

  add_commands (self);
  if (session != NULL)
    add_session (self, session);
  bind_rows (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
