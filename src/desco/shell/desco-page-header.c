/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "shell/desco-page-header.h"

#include "shell/desco-shell.h"

#include <adwaita.h>

/* The bar on top of each page: the way to the sidebar where it is hidden, the search, the title,
 * and what the page itself puts at the end. */

struct _DescoPageHeader
{
  GtkWidget parent_instance;

  AdwHeaderBar *bar;
  AdwWindowTitle *title;
  GtkToggleButton *sidebar_button;
  GtkWidget *suffix;
  GBinding *shown_binding;
  GBinding *narrow_binding;
  GBinding *buttons_binding;
};

G_DEFINE_FINAL_TYPE (DescoPageHeader, desco_page_header, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_SUFFIX,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_suffix (DescoPageHeader *self, GtkWidget *suffix)
{
  if (self->suffix != NULL)
    adw_header_bar_remove (self->bar, self->suffix);
  self->suffix = suffix;
  if (suffix != NULL)
    adw_header_bar_pack_end (self->bar, suffix);
}

static void
desco_page_header_root (GtkWidget *widget)
{
  DescoPageHeader *self = DESCO_PAGE_HEADER (widget);
  GtkWidget *shell;

  GTK_WIDGET_CLASS (desco_page_header_parent_class)->root (widget);

  shell = gtk_widget_get_ancestor (widget, DESCO_TYPE_SHELL);
  if (shell == NULL)
    return;
  self->narrow_binding = g_object_bind_property (shell, "narrow", self->sidebar_button, "visible",
                                                 G_BINDING_SYNC_CREATE);
  self->buttons_binding = g_object_bind_property (
      shell, "narrow", self->bar, "show-start-title-buttons", G_BINDING_SYNC_CREATE);
  self->shown_binding
      = g_object_bind_property (shell, "sidebar-shown", self->sidebar_button, "active",
                                G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
desco_page_header_unroot (GtkWidget *widget)
{
  DescoPageHeader *self = DESCO_PAGE_HEADER (widget);

  g_clear_pointer (&self->narrow_binding, g_binding_unbind);
  g_clear_pointer (&self->buttons_binding, g_binding_unbind);
  g_clear_pointer (&self->shown_binding, g_binding_unbind);

  GTK_WIDGET_CLASS (desco_page_header_parent_class)->unroot (widget);
}

static void
desco_page_header_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DescoPageHeader *self = DESCO_PAGE_HEADER (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, adw_window_title_get_title (self->title));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, adw_window_title_get_subtitle (self->title));
      break;
    case PROP_SUFFIX:
      g_value_set_object (value, self->suffix);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desco_page_header_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DescoPageHeader *self = DESCO_PAGE_HEADER (object);

  switch (id)
    {
    case PROP_TITLE:
      desco_page_header_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      desco_page_header_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_SUFFIX:
      set_suffix (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desco_page_header_dispose (GObject *object)
{
  DescoPageHeader *self = DESCO_PAGE_HEADER (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (desco_page_header_parent_class)->dispose (object);
}

static void
desco_page_header_class_init (DescoPageHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = desco_page_header_get_property;
  object_class->set_property = desco_page_header_set_property;
  object_class->dispose = desco_page_header_dispose;
  widget_class->root = desco_page_header_root;
  widget_class->unroot = desco_page_header_unroot;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "",
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUFFIX] = g_param_spec_object ("suffix", NULL, NULL, GTK_TYPE_WIDGET,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/desco/Desco/shell/desco-page-header.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoPageHeader, bar);
  gtk_widget_class_bind_template_child (widget_class, DescoPageHeader, title);
  gtk_widget_class_bind_template_child (widget_class, DescoPageHeader, sidebar_button);
}

static void
desco_page_header_init (DescoPageHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_page_header_set_title:
 * @self: a header
 * @title: what the page shows
 */
void
desco_page_header_set_title (DescoPageHeader *self, const char *title)
{
  g_return_if_fail (DESCO_IS_PAGE_HEADER (self));

  adw_window_title_set_title (self->title, title != NULL ? title : "");
}

/**
 * desco_page_header_set_subtitle:
 * @self: a header
 * @subtitle: (nullable): a day, a state, what to press
 */
void
desco_page_header_set_subtitle (DescoPageHeader *self, const char *subtitle)
{
  g_return_if_fail (DESCO_IS_PAGE_HEADER (self));

  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}
