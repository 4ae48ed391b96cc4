/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "shell/desco-sidebar-row.h"

#include <glib/gi18n.h>

/* A page in the sidebar, with how many things wait there. */

struct _DescoSidebarRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *badge;
  DescoPage page;
};

G_DEFINE_FINAL_TYPE (DescoSidebarRow, desco_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
describe (DescoSidebarRow *self, guint count)
{
  const char *title = gettext (desco_page_get_info (self->page)->title);
  g_autofree char *waiting = NULL;

  if (count > 0)
    /* Translators: a page and how many things wait there, as read by a screen reader. */
    waiting = g_strdup_printf (ngettext ("%s, %u waiting", "%s, %u waiting", count), title, count);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  waiting != NULL ? waiting : title, -1);
}

static void
desco_sidebar_row_class_init (DescoSidebarRowClass *klass)
{
}

static void
desco_sidebar_row_init (DescoSidebarRow *self)
{
}

/**
 * desco_sidebar_row_new:
 * @page: where the row leads
 *
 * Returns: (transfer floating): a row for the sidebar
 */
GtkWidget *
desco_sidebar_row_new (DescoPage page)
{
  const DescoPageInfo *info = desco_page_get_info (page);
  DescoSidebarRow *self = g_object_new (DESCO_TYPE_SIDEBAR_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (gettext (info->title));

  self->page = page;
  self->badge = gtk_label_new (NULL);
  gtk_widget_set_visible (self->badge, FALSE);
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_widget_set_hexpand (label, TRUE);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  describe (self, 0);

  return GTK_WIDGET (self);
}

/**
 * desco_sidebar_row_get_page:
 * @self: a row
 *
 * Returns: where it leads
 */
DescoPage
desco_sidebar_row_get_page (DescoSidebarRow *self)
{
  g_return_val_if_fail (DESCO_IS_SIDEBAR_ROW (self), DESCO_PAGE_TODAY);

  return self->page;
}

/**
 * desco_sidebar_row_set_count:
 * @self: a row
 * @count: how many things wait on its page; nothing is shown for 0
 */
void
desco_sidebar_row_set_count (DescoSidebarRow *self, guint count)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DESCO_IS_SIDEBAR_ROW (self));

  text = g_strdup_printf ("%u", count);
  gtk_label_set_label (GTK_LABEL (self->badge), text);
  gtk_widget_set_visible (self->badge, count > 0);
  describe (self, count);
}

/**
 * desco_sidebar_row_set_current:
 * @self: a row
 * @current: whether its page is in front
 *
 * Highlights @self. It is not what the list calls selected, which follows the focus.
 */
void
desco_sidebar_row_set_current (DescoSidebarRow *self, gboolean current)
{
  g_return_if_fail (DESCO_IS_SIDEBAR_ROW (self));

  if (current)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, current, -1);
}
