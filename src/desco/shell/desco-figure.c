/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "shell/desco-figure.h"

#include "desco-format.h"

/* A number that is read from across the desk, and what it counts. */

struct _DescoFigure
{
  GtkBox parent_instance;

  GtkLabel *value;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (DescoFigure, desco_figure, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_CAPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
describe (DescoFigure *self)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", gtk_label_get_label (self->caption),
                                           gtk_label_get_label (self->value));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
desco_figure_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DescoFigure *self = DESCO_FIGURE (object);

  if (id == PROP_CAPTION)
    g_value_set_string (value, gtk_label_get_label (self->caption));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
desco_figure_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DescoFigure *self = DESCO_FIGURE (object);

  if (id != PROP_CAPTION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  gtk_label_set_label (self->caption, g_value_get_string (value));
  describe (self);
}

static void
desco_figure_class_init (DescoFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desco_figure_get_property;
  object_class->set_property = desco_figure_set_property;

  properties[PROP_CAPTION]
      = g_param_spec_string ("caption", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desco_figure_init (DescoFigure *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);

  self->value = GTK_LABEL (gtk_label_new ("–"));
  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "big-figure");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->caption));
}

/**
 * desco_figure_set_value:
 * @self: a figure
 * @value: what it shows
 */
void
desco_figure_set_value (DescoFigure *self, const char *value)
{
  g_return_if_fail (DESCO_IS_FIGURE (self));

  gtk_label_set_label (self->value, value);
  describe (self);
}

/**
 * desco_figure_set_count:
 * @self: a figure
 * @count: how many
 */
void
desco_figure_set_count (DescoFigure *self, gint64 count)
{
  g_autofree char *text = desco_format_count (count);

  desco_figure_set_value (self, text);
}
