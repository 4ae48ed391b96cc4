/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "shell/desco-wrap-box.h"

/* Widgets in a line, and what does not fit in lines below. What room a line has left goes to its
 * children that expand; where none does, it goes to both sides by the alignment. libadwaita has a
 * widget for this from 1.7 on. */

#define LINE_SPACING 8

struct _DescoWrapBox
{
  GtkWidget parent_instance;

  int spacing;
  float align;
};

G_DEFINE_FINAL_TYPE (DescoWrapBox, desco_wrap_box, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_ALIGN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  GtkWidget *first;
  GtkWidget *end; /* what is behind the line's last child; NULL at the last line */
  int width;
  int height;
  int n_expanding;
} Line;

static int
get_width (GtkWidget *child, int available)
{
  int minimum = 0, natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return MAX (minimum, MIN (natural, available));
}

static int
get_height (GtkWidget *child, int width)
{
  int minimum = 0, natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);

  return MAX (minimum, natural);
}

/* As many children as @width holds, at least one. */
static Line
take_line (DescoWrapBox *self, GtkWidget *first, int width)
{
  Line line = { .first = first, .end = first };

  for (; line.end != NULL; line.end = gtk_widget_get_next_sibling (line.end))
    {
      int wanted;

      if (!gtk_widget_should_layout (line.end))
        continue;
      wanted = get_width (line.end, width);
      if (line.width > 0 && line.width + self->spacing + wanted > width)
        return line;
      line.width += wanted + (line.width > 0 ? self->spacing : 0);
      line.height = MAX (line.height, get_height (line.end, wanted));
      line.n_expanding += gtk_widget_compute_expand (line.end, GTK_ORIENTATION_HORIZONTAL);
    }

  return line;
}

static void
place_line (DescoWrapBox *self, const Line *line, int y, int width)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int rest = MAX (width - line->width, 0);
  int x = line->n_expanding > 0 ? 0 : (int) ((float) rest * self->align);
  int n_expanding = line->n_expanding;

  for (GtkWidget *child = line->first; child != line->end;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_width (child, width);
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        {
          int share = rest / n_expanding--;

          child_width += share;
          rest -= share;
        }
      gtk_widget_size_allocate (
          child,
          &(GtkAllocation){ rtl ? width - x - child_width : x, y, child_width, line->height }, -1);
      x += child_width + self->spacing;
    }
}

static void
measure_width (DescoWrapBox *self, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum = 0, child_natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static int
measure_height (DescoWrapBox *self, int width)
{
  int height = 0;
  Line line;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = line.end)
    {
      line = take_line (self, child, width);
      if (line.height > 0)
        height += line.height + (height > 0 ? LINE_SPACING : 0);
    }

  return height;
}

static GtkSizeRequestMode
desco_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
desco_wrap_box_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  DescoWrapBox *self = DESCO_WRAP_BOX (widget);
  int minimum_width = 0, natural_width = 0;

  measure_width (self, &minimum_width, &natural_width);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = minimum_width;
      *natural = natural_width;
      return;
    }
  *minimum = measure_height (self, for_size >= 0 ? for_size : natural_width);
  *natural = *minimum;
}

static void
desco_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DescoWrapBox *self = DESCO_WRAP_BOX (widget);
  int y = 0;
  Line line;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = line.end)
    {
      line = take_line (self, child, width);
      place_line (self, &line, y, width);
      y += line.height + LINE_SPACING;
    }
}

static void
desco_wrap_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DescoWrapBox *self = DESCO_WRAP_BOX (object);

  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_ALIGN:
      g_value_set_float (value, self->align);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desco_wrap_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DescoWrapBox *self = DESCO_WRAP_BOX (object);

  switch (id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_ALIGN:
      self->align = g_value_get_float (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
desco_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (desco_wrap_box_parent_class)->dispose (object);
}

static void
desco_wrap_box_class_init (DescoWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = desco_wrap_box_get_property;
  object_class->set_property = desco_wrap_box_set_property;
  object_class->dispose = desco_wrap_box_dispose;
  widget_class->get_request_mode = desco_wrap_box_get_request_mode;
  widget_class->measure = desco_wrap_box_measure;
  widget_class->size_allocate = desco_wrap_box_size_allocate;

  properties[PROP_SPACING]
      = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 8,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_ALIGN] = g_param_spec_float (
      "align", NULL, NULL, 0, 1, 1, G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desco_wrap_box_init (DescoWrapBox *self)
{
}
