/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pupils/desco-pupils-page.h"

#include "desco-format.h"
#include "desco-toast.h"
#include "pupils/desco-pupil-columns.h"
#include "pupils/desco-pupil-pane.h"
#include "shell/desco-page-header.h"
#include "shell/desco-page-view.h"
#include "store/desco-pupil-list.h"

#include <glib/gi18n.h>

/* Everyone, and one search box. The list reads its pages when they come into view; the pane beside
 * it takes the list's place on a narrow screen. */

/* What the pane gets beside the list, in pixels; the rest is for the list, whose columns need it. */
#define PANE_WIDTH 360

struct _DescoPupilsPage
{
  AdwBin parent_instance;

  DescoPageHeader *header;
  GtkWidget *back_button;
  GtkWidget *import_button;
  GtkStack *stack;
  GtkWidget *list_side;
  GtkSearchEntry *search;
  GtkStack *results;
  GtkColumnView *view;
  AdwClamp *pane_side;
  DescoPupilPane *pane;

  DescoSession *session;
  DescoPupilList *list;
  GtkSingleSelection *selection;
  gboolean narrow;
  gboolean pane_asked;
};

static void desco_pupils_page_view_init (DescoPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoPupilsPage,
                               desco_pupils_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAGE_VIEW,
                                                      desco_pupils_page_view_init))

static void
arrange (DescoPupilsPage *self)
{
  gboolean pane_only = self->narrow && self->pane_asked;

  gtk_widget_set_visible (self->list_side, !pane_only);
  gtk_widget_set_visible (GTK_WIDGET (self->pane_side), !self->narrow || self->pane_asked);
  gtk_widget_set_visible (self->back_button, pane_only);
  gtk_widget_set_visible (self->import_button, !pane_only);
  gtk_widget_set_hexpand (GTK_WIDGET (self->pane_side), pane_only);
  gtk_widget_set_size_request (GTK_WIDGET (self->pane_side), pane_only ? -1 : PANE_WIDTH, -1);
  adw_clamp_set_maximum_size (self->pane_side, pane_only ? G_MAXINT : PANE_WIDTH);
  adw_clamp_set_tightening_threshold (self->pane_side, pane_only ? G_MAXINT : PANE_WIDTH);
}

static gboolean
is_searching (DescoPupilsPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

static void
show_count (DescoPupilsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *subtitle = NULL;

  subtitle = is_searching (self) ? g_strdup_printf (ngettext ("%u found", "%u found", n), n)
                                 : g_strdup_printf (ngettext ("%u pupil", "%u pupils", n), n);
  desco_page_header_set_subtitle (self->header, subtitle);
  gtk_stack_set_visible_child_name (self->results, n > 0 ? "rows" : "nothing");
  gtk_stack_set_visible_child_name (self->stack, n > 0 || is_searching (self) ? "list" : "empty");
}

static void
on_loading_changed (DescoPupilsPage *self)
{
  if (desco_paged_list_is_loading (DESCO_PAGED_LIST (self->list)))
    return;
  show_count (self);
  desco_page_view_emit_filled (DESCO_PAGE_VIEW (self));
}

static void
on_search_changed (DescoPupilsPage *self)
{
  desco_pupil_list_set_query (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search)), NULL,
                              NULL);
}

static void
show_selected (DescoPupilsPage *self, gboolean take_focus)
{
  DescoPupil *pupil = gtk_single_selection_get_selected_item (self->selection);

  if (pupil != NULL && pupil->loaded)
    desco_pupil_pane_show_pupil (self->pane, &pupil->id, take_focus);
}

static void
on_selected (DescoPupilsPage *self)
{
  show_selected (self, FALSE);
}

static void
open_pane (DescoPupilsPage *self)
{
  show_selected (self, TRUE);
  self->pane_asked = TRUE;
  arrange (self);
}

static void
on_row_activated (DescoPupilsPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  open_pane (self);
}

/* Enter in the search takes the first who was found. */
static void
on_search_activated (DescoPupilsPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;
  gtk_single_selection_set_selected (self->selection, 0);
  open_pane (self);
}

static void
on_back_clicked (DescoPupilsPage *self)
{
  self->pane_asked = FALSE;
  arrange (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
desco_pupils_page_set_session (DescoPageView *view, DescoSession *session)
{
  DescoPupilsPage *self = DESCO_PUPILS_PAGE (view);

  g_set_object (&self->session, session);
  desco_pupil_pane_set_session (self->pane, session);
  self->list = desco_pupil_list_new (desco_session_get_store (session));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (on_loading_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

static void
desco_pupils_page_show (DescoPageView *view)
{
  gtk_widget_grab_focus (GTK_WIDGET (DESCO_PUPILS_PAGE (view)->search));
}

static void
desco_pupils_page_set_narrow (DescoPageView *view, gboolean narrow)
{
  DescoPupilsPage *self = DESCO_PUPILS_PAGE (view);

  self->narrow = narrow;
  arrange (self);
}

static void
desco_pupils_page_view_init (DescoPageViewInterface *iface)
{
  iface->set_session = desco_pupils_page_set_session;
  iface->show = desco_pupils_page_show;
  iface->set_narrow = desco_pupils_page_set_narrow;
}

static void
desco_pupils_page_dispose (GObject *object)
{
  DescoPupilsPage *self = DESCO_PUPILS_PAGE (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desco_pupils_page_parent_class)->dispose (object);
}

static void
desco_pupils_page_class_init (DescoPupilsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_pupils_page_dispose;

  g_type_ensure (DESCO_TYPE_PAGE_HEADER);
  g_type_ensure (DESCO_TYPE_PUPIL_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/pupils/desco-pupils-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, header);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, list_side);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, search);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, results);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, view);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, pane_side);
  gtk_widget_class_bind_template_child (widget_class, DescoPupilsPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
}

static void
desco_pupils_page_init (DescoPupilsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desco_page_view_set_back_button (DESCO_PAGE_VIEW (self), self->back_button);
  desco_pupil_columns_add (self->view);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}

/**
 * desco_pupils_page_show_pupil:
 * @self: a page
 * @pupil_id: who
 *
 * Shows one pupil's pane.
 */
void
desco_pupils_page_show_pupil (DescoPupilsPage *self, const DescoUuid *pupil_id)
{
  g_return_if_fail (DESCO_IS_PUPILS_PAGE (self));

  desco_pupil_pane_show_pupil (self->pane, pupil_id, TRUE);
  self->pane_asked = TRUE;
  arrange (self);
}
