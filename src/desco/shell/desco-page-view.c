/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "shell/desco-page-view.h"

G_DEFINE_INTERFACE (DescoPageView, desco_page_view, GTK_TYPE_WIDGET)

enum
{
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
desco_page_view_default_init (DescoPageViewInterface *iface)
{
  /**
   * DescoPageView::filled:
   *
   * The page holds what it was opened for.
   */
  signals[FILLED] = g_signal_new ("filled", DESCO_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

/**
 * desco_page_view_set_session:
 * @self: a page
 * @session: its database
 */
void
desco_page_view_set_session (DescoPageView *self, DescoSession *session)
{
  g_return_if_fail (DESCO_IS_PAGE_VIEW (self));

  DESCO_PAGE_VIEW_GET_IFACE (self)->set_session (self, session);
}

/**
 * desco_page_view_show:
 * @self: a page that has come to the front
 */
void
desco_page_view_show (DescoPageView *self)
{
  g_return_if_fail (DESCO_IS_PAGE_VIEW (self));

  DESCO_PAGE_VIEW_GET_IFACE (self)->show (self);
}

/**
 * desco_page_view_undo:
 * @self: a page
 *
 * Returns: whether there was something to take back
 */
gboolean
desco_page_view_undo (DescoPageView *self)
{
  DescoPageViewInterface *iface;

  g_return_val_if_fail (DESCO_IS_PAGE_VIEW (self), FALSE);

  iface = DESCO_PAGE_VIEW_GET_IFACE (self);

  return iface->undo != NULL && iface->undo (self);
}

/**
 * desco_page_view_set_narrow:
 * @self: a page
 * @narrow: whether there is no room for the sidebar beside it
 *
 * Lets a page that arranges itself by the window's width do so.
 */
void
desco_page_view_set_narrow (DescoPageView *self, gboolean narrow)
{
  DescoPageViewInterface *iface;

  g_return_if_fail (DESCO_IS_PAGE_VIEW (self));

  iface = DESCO_PAGE_VIEW_GET_IFACE (self);
  if (iface->set_narrow != NULL)
    iface->set_narrow (self, narrow);
}

/**
 * desco_page_view_emit_filled:
 * @self: a page that holds what it was opened for
 */
void
desco_page_view_emit_filled (DescoPageView *self)
{
  g_return_if_fail (DESCO_IS_PAGE_VIEW (self));

  g_signal_emit (self, signals[FILLED], 0);
}

static gboolean
on_escape (GtkWidget *view, GVariant *arguments, gpointer data)
{
  GtkWidget *back_button = data;
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* An open menu closes first. */
  if (!gtk_widget_get_visible (back_button)
      || (focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (root)))
    return FALSE;
  g_signal_emit_by_name (back_button, "clicked");

  return TRUE;
}

/**
 * desco_page_view_set_back_button:
 * @self: a page
 * @back_button: a button below @self, which is only visible while there is a way back
 *
 * Has Escape press the button.
 */
void
desco_page_view_set_back_button (DescoPageView *self, GtkWidget *back_button)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (DESCO_IS_PAGE_VIEW (self));

  /* Before the search entries, which keep Escape for themselves. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, back_button, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
