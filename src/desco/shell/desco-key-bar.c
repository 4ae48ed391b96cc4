/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "shell/desco-key-bar.h"

#include "shell/desco-wrap-box.h"

/* The keys of a page, written where the hands are. */

struct _DescoKeyBar
{
  GtkWidget parent_instance;

  GtkWidget *keys;
};

G_DEFINE_FINAL_TYPE (DescoKeyBar, desco_key_bar, GTK_TYPE_WIDGET)

static void
desco_key_bar_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (desco_key_bar_parent_class)->dispose (object);
}

static void
desco_key_bar_class_init (DescoKeyBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desco_key_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
desco_key_bar_init (DescoKeyBar *self)
{
  self->keys = g_object_new (DESCO_TYPE_WRAP_BOX, "spacing", 24, "align", 0.0F, NULL);
  gtk_widget_set_parent (self->keys, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "key-bar");
}

/**
 * desco_key_bar_add:
 * @self: a bar
 * @keys: what is printed on the keys
 * @meaning: what they do
 */
void
desco_key_bar_add (DescoKeyBar *self, const char *keys, const char *meaning)
{
  GtkWidget *box, *cap, *words;

  g_return_if_fail (DESCO_IS_KEY_BAR (self));

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  cap = gtk_label_new (keys);
  words = gtk_label_new (meaning);
  gtk_widget_add_css_class (cap, "keycap");
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_box_append (GTK_BOX (box), cap);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_insert_before (box, self->keys, NULL);
}
