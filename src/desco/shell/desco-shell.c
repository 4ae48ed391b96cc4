/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "shell/desco-shell.h"

/* A sidebar beside the content, or over it where there is no room for both. libadwaita has three
 * widgets for this, none of which is there in 1.2 and not deprecated in 1.7. */

struct _DescoShell
{
  GtkWidget parent_instance;

  GtkWidget *sidebar;
  GtkWidget *content;
  GtkWidget *scrim;
  guint notify_id;
  int wide_minimum;
  gboolean narrow;
  gboolean sidebar_shown;
};

G_DEFINE_FINAL_TYPE (DescoShell, desco_shell, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_NARROW,
  PROP_SIDEBAR_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The least that the content gets beside a sidebar, in pixels. */
#define CONTENT_COMFORT 560

/* The least that a wide shell asks for: it can't know how small its content will be when there is no
 * more room, only that it will arrange itself anew. A narrow one asks for what its content does. */
#define WIDE_MINIMUM 360

static int
measure_width (GtkWidget *widget, gboolean natural)
{
  int minimum_width = 0;
  int natural_width = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, &natural_width,
                        NULL, NULL);

  return natural ? natural_width : minimum_width;
}

/* A narrow page may hide what made a wide one wide: without the memory of what it asked for then, it
 * would be given the room back at once, and so for ever. */
static int
measure_comfort (DescoShell *self)
{
  if (!self->narrow)
    self->wide_minimum = MAX (self->wide_minimum, measure_width (self->content, FALSE));

  return MAX (self->wide_minimum, CONTENT_COMFORT);
}

static void
set_child (DescoShell *self, GtkWidget **child, GtkWidget *widget)
{
  if (*child != NULL)
    gtk_widget_unparent (*child);
  *child = widget;
  if (widget == NULL)
    return;

  /* What lies over the rest comes last: content, scrim, sidebar. */
  if (child == &self->content)
    gtk_widget_insert_after (widget, GTK_WIDGET (self), NULL);
  else
    gtk_widget_insert_before (widget, GTK_WIDGET (self), NULL);
}

static gboolean
on_notify_narrow (gpointer data)
{
  DescoShell *self = data;

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* Those who listen change what they show, which can't be done while sizes are being given out. */
static void
set_narrow (DescoShell *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_notify_narrow, self, NULL);
}

static void
on_scrim_pressed (GtkGestureClick *gesture, int n_press, double x, double y, DescoShell *self)
{
  desco_shell_set_sidebar_shown (self, FALSE);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                DescoShell *self)
{
  if (keyval != GDK_KEY_Escape || !self->narrow || !self->sidebar_shown)
    return FALSE;
  desco_shell_set_sidebar_shown (self, FALSE);

  return TRUE;
}

static void
desco_shell_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  DescoShell *self = DESCO_SHELL (widget);
  int sidebar_minimum = 0, sidebar_natural = 0, content_minimum = 0, content_natural = 0;

  if (self->sidebar != NULL)
    gtk_widget_measure (self->sidebar, orientation, -1, &sidebar_minimum, &sidebar_natural, NULL,
                        NULL);
  if (self->content != NULL)
    gtk_widget_measure (self->content, orientation, -1, &content_minimum, &content_natural, NULL,
                        NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !self->narrow)
    content_minimum = MIN (content_minimum, WIDE_MINIMUM);

  *minimum = MAX (sidebar_minimum, content_minimum);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? sidebar_natural + content_natural
                                                       : MAX (sidebar_natural, content_natural);
}

static void
allocate (GtkWidget *child, int x, int width, int height)
{
  if (child != NULL)
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
desco_shell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DescoShell *self = DESCO_SHELL (widget);
  int sidebar_width = MIN (measure_width (self->sidebar, TRUE), width);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean shown;

  set_narrow (self, width < sidebar_width + measure_comfort (self));
  shown = !self->narrow || self->sidebar_shown;

  if (self->sidebar != NULL)
    gtk_widget_set_child_visible (self->sidebar, shown);
  gtk_widget_set_child_visible (self->scrim, self->narrow && shown);

  if (self->narrow)
    allocate (self->content, 0, width, height);
  else
    allocate (self->content, rtl ? 0 : sidebar_width, width - sidebar_width, height);
  if (self->narrow && shown)
    allocate (self->scrim, 0, width, height);
  if (shown)
    allocate (self->sidebar, rtl ? width - sidebar_width : 0, sidebar_width, height);
}

static void
desco_shell_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DescoShell *self = DESCO_SHELL (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_SIDEBAR_SHOWN:
      g_value_set_boolean (value, self->sidebar_shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desco_shell_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DescoShell *self = DESCO_SHELL (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      set_child (self, &self->sidebar, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;
    case PROP_SIDEBAR_SHOWN:
      desco_shell_set_sidebar_shown (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desco_shell_dispose (GObject *object)
{
  DescoShell *self = DESCO_SHELL (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->scrim, gtk_widget_unparent);

  G_OBJECT_CLASS (desco_shell_parent_class)->dispose (object);
}

static void
desco_shell_class_init (DescoShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = desco_shell_get_property;
  object_class->set_property = desco_shell_set_property;
  object_class->dispose = desco_shell_dispose;
  widget_class->measure = desco_shell_measure;
  widget_class->size_allocate = desco_shell_size_allocate;

  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDEBAR_SHOWN]
      = g_param_spec_boolean ("sidebar-shown", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "desco-shell");
}

static void
desco_shell_init (DescoShell *self)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->scrim = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->scrim, "scrim");
  gtk_widget_insert_before (self->scrim, GTK_WIDGET (self), NULL);
  g_signal_connect (press, "pressed", G_CALLBACK (on_scrim_pressed), self);
  gtk_widget_add_controller (self->scrim, GTK_EVENT_CONTROLLER (press));

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * desco_shell_get_narrow:
 * @self: a shell
 *
 * Returns: whether there is no room for the sidebar beside the content
 */
gboolean
desco_shell_get_narrow (DescoShell *self)
{
  g_return_val_if_fail (DESCO_IS_SHELL (self), FALSE);

  return self->narrow;
}

/**
 * desco_shell_get_sidebar_shown:
 * @self: a shell
 *
 * Returns: whether the sidebar lies over the content of a narrow shell
 */
gboolean
desco_shell_get_sidebar_shown (DescoShell *self)
{
  g_return_val_if_fail (DESCO_IS_SHELL (self), FALSE);

  return self->sidebar_shown;
}

/**
 * desco_shell_set_sidebar_shown:
 * @self: a shell
 * @shown: whether to lay the sidebar over the content
 *
 * A wide shell always shows its sidebar.
 */
void
desco_shell_set_sidebar_shown (DescoShell *self, gboolean shown)
{
  g_return_if_fail (DESCO_IS_SHELL (self));

  if (self->sidebar_shown == shown)
    return;
  self->sidebar_shown = shown;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (shown && self->narrow && self->sidebar != NULL)
    gtk_widget_child_focus (self->sidebar, GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDEBAR_SHOWN]);
}
