/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-notice-pages.h"

#include "notice/desco-notice-renderer.h"

#include <glib/gi18n.h>

struct _DescoNoticePages
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkLabel *place;
  GtkDrawingArea *paper;

  DescoNoticeRenderer *renderer;
  GPtrArray *notices;
  guint page;
};

G_DEFINE_FINAL_TYPE (DescoNoticePages, desco_notice_pages, GTK_TYPE_WIDGET)

static DescoNotice *
get_notice (DescoNoticePages *self, guint *page)
{
  return self->notices != NULL ? desco_notices_find_page (self->notices, self->page, page) : NULL;
}

static void
show_page (DescoNoticePages *self)
{
  guint page;
  DescoNotice *notice = get_notice (self, &page);
  guint n_pages = self->notices != NULL ? desco_notices_count_pages (self->notices) : 0;
  g_autofree char *place = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, n_pages);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (self->bar, n_pages > 1);
  gtk_widget_set_sensitive (self->previous_button, self->page > 0);
  gtk_widget_set_sensitive (self->next_button, self->page + 1 < n_pages);
  if (notice != NULL)
    {
      spoken = g_strdup_printf (_ ("Preview of notice %s"), desco_notice_get_number (notice));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->paper), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self->paper));
}

static void
on_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  DescoNoticePages *self = data;
  guint page;
  DescoNotice *notice = get_notice (self, &page);
  g_autoptr (GError) error = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (notice == NULL)
    return;
  cairo_scale (cr, width / DESCO_NOTICE_PAGE_WIDTH, height / DESCO_NOTICE_PAGE_HEIGHT);
  if (!desco_notice_renderer_draw (self->renderer, notice, page, cr, &error))
    g_warning ("%s", error->message);
}

static void
on_previous_clicked (DescoNoticePages *self)
{
  self->page--;
  show_page (self);
}

static void
on_next_clicked (DescoNoticePages *self)
{
  self->page++;
  show_page (self);
}

static void
desco_notice_pages_dispose (GObject *object)
{
  DescoNoticePages *self = DESCO_NOTICE_PAGES (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->renderer);
  g_clear_pointer (&self->notices, g_ptr_array_unref);

  G_OBJECT_CLASS (desco_notice_pages_parent_class)->dispose (object);
}

static void
desco_notice_pages_class_init (DescoNoticePagesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_notice_pages_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-notice-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoNoticePages, bar);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticePages, previous_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticePages, next_button);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticePages, place);
  gtk_widget_class_bind_template_child (widget_class, DescoNoticePages, paper);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
}

static void
desco_notice_pages_init (DescoNoticePages *self)
{
  self->renderer = desco_notice_renderer_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->paper, on_draw, self, NULL);
}

/**
 * desco_notice_pages_set_notices:
 * @self: pages
 * @notices: (element-type DescoNotice): what to show, a page each
 */
void
desco_notice_pages_set_notices (DescoNoticePages *self, GPtrArray *notices)
{
  g_return_if_fail (DESCO_IS_NOTICE_PAGES (self));

  g_ptr_array_ref (notices);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  self->notices = notices;
  self->page = 0;
  show_page (self);
}
