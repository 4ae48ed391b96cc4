/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESCO_TYPE_PAGE_VIEW (desco_page_view_get_type ())
G_DECLARE_INTERFACE (DescoPageView, desco_page_view, DESCO, PAGE_VIEW, GtkWidget)

/**
 * DescoPageViewInterface:
 * @set_session: gives the page its database, once
 * @show: the page has come to the front; what it shows may be old
 * @undo: (nullable): takes back the last thing done here; %FALSE if there is none
 * @set_narrow: (nullable): the window has become narrow or wide
 *
 * What the window asks of each page.
 */
struct _DescoPageViewInterface
{
  GTypeInterface parent;

  void (*set_session) (DescoPageView *self, DescoSession *session);
  void (*show) (DescoPageView *self);
  gboolean (*undo) (DescoPageView *self);
  void (*set_narrow) (DescoPageView *self, gboolean narrow);
};

void desco_page_view_set_session (DescoPageView *self, DescoSession *session);
void desco_page_view_show (DescoPageView *self);
gboolean desco_page_view_undo (DescoPageView *self);
void desco_page_view_set_narrow (DescoPageView *self, gboolean narrow);
void desco_page_view_emit_filled (DescoPageView *self);
void desco_page_view_set_back_button (DescoPageView *self, GtkWidget *back_button);

G_END_DECLS
