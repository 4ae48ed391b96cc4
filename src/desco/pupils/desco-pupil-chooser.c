/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pupils/desco-pupil-chooser.h"

#include "store/desco-pupil-list.h"

#include <glib/gi18n.h>

/* A search box and the first who are found: Enter takes the first of them. */

#define SHOWN_ROWS 8

struct _DescoPupilChooser
{
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkListBox *rows;
  DescoPupilList *list;
  gboolean enter_waits;
};

G_DEFINE_FINAL_TYPE (DescoPupilChooser, desco_pupil_chooser, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  DescoPupil *pupil = item;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  show_pupil (row, pupil);
  g_signal_connect_object (pupil, "notify::loaded", G_CALLBACK (on_pupil_loaded), row, 0);

  return row;
}

static void
choose (DescoPupilChooser *self, guint position)
{
  g_autoptr (DescoPupil) pupil = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (pupil == NULL || !pupil->loaded)
    return;
  self->enter_waits = FALSE;
  g_signal_emit (self, signals[CHOSEN], 0, &pupil->id);
}

static gboolean
is_first_ready (DescoPupilChooser *self)
{
  g_autoptr (DescoPupil) pupil = g_list_model_get_item (G_LIST_MODEL (self->list), 0);

  return !desco_paged_list_is_loading (DESCO_PAGED_LIST (self->list)) && pupil != NULL
         && pupil->loaded;
}

/* Fast hands press Enter before the answer is there: it is taken when it comes. */
static void
take_first (DescoPupilChooser *self)
{
  self->enter_waits = !is_first_ready (self);
  if (!self->enter_waits)
    choose (self, 0);
}

static void
on_first_loaded (DescoPupil *pupil, GParamSpec *pspec, DescoPupilChooser *self)
{
  if (self->enter_waits)
    take_first (self);
}

static void
on_loading_changed (DescoPupilChooser *self)
{
  g_autoptr (DescoPupil) first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);

  if (desco_paged_list_is_loading (DESCO_PAGED_LIST (self->list)))
    return;
  if (first != NULL && !first->loaded)
    g_signal_connect_object (first, "notify::loaded", G_CALLBACK (on_first_loaded), self, 0);
  if (self->enter_waits)
    take_first (self);
}

static void
on_search_changed (DescoPupilChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  self->enter_waits = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->rows), *text != '\0');
  if (self->list != NULL)
    desco_pupil_list_set_query (self->list, text, NULL, NULL);
}

static void
on_search_activated (DescoPupilChooser *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    take_first (self);
}

static void
on_row_activated (DescoPupilChooser *self, GtkListBoxRow *row)
{
  choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
desco_pupil_chooser_dispose (GObject *object)
{
  g_clear_object (&DESCO_PUPIL_CHOOSER (object)->list);

  G_OBJECT_CLASS (desco_pupil_chooser_parent_class)->dispose (object);
}

static void
desco_pupil_chooser_class_init (DescoPupilChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desco_pupil_chooser_dispose;

  /**
   * DescoPupilChooser::chosen:
   * @pupil_id: a #DescoUuid, borrowed
   *
   * Somebody was chosen.
   */
  signals[CHOSEN] = g_signal_new ("chosen", DESCO_TYPE_PUPIL_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
desco_pupil_chooser_init (DescoPupilChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("Name, class, tax code, guardian or phone"),
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search pupils"), -1);
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pupils found"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (on_search_changed), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (on_search_activated), self);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (on_row_activated), self);
}

/**
 * desco_pupil_chooser_set_store:
 * @self: a chooser
 * @store: where the pupils are
 */
void
desco_pupil_chooser_set_store (DescoPupilChooser *self, DescoStore *store)
{
  g_autoptr (GtkSliceListModel) shown = NULL;

  g_return_if_fail (DESCO_IS_PUPIL_CHOOSER (self));

  g_clear_object (&self->list);
  self->list = desco_pupil_list_new (store);
  shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->list)), 0, SHOWN_ROWS);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (on_loading_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (shown), make_row, NULL, NULL);
}

/**
 * desco_pupil_chooser_restart:
 * @self: a chooser
 *
 * Forgets what was typed and takes the focus.
 */
void
desco_pupil_chooser_restart (DescoPupilChooser *self)
{
  g_return_if_fail (DESCO_IS_PUPIL_CHOOSER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
