/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What GTK 4.8 and libadwaita 1.2 lack, or what newer ones have taken out of use. */

/**
 * DescoConfirmFunc:
 * @data: what the caller gave
 *
 * What to do once the person has agreed.
 */
typedef void (*DescoConfirmFunc) (gpointer data);

void desco_compat_confirm (GtkWidget *from,
                           const char *heading,
                           const char *body,
                           const char *action_label,
                           DescoConfirmFunc func,
                           gpointer data,
                           GDestroyNotify data_destroy);

/**
 * DescoReasonFunc:
 * @reason: why; never empty
 * @data: what the caller gave
 *
 * What to do once the person has said why.
 */
typedef void (*DescoReasonFunc) (const char *reason, gpointer data);

void desco_compat_ask_reason (GtkWidget *from,
                              const char *heading,
                              const char *body,
                              const char *action_label,
                              const char *reason,
                              DescoReasonFunc func,
                              gpointer data,
                              GDestroyNotify data_destroy);
void desco_compat_show_about (GtkWindow *parent);
void desco_compat_open_file_async (GtkWindow *parent,
                                   const char *title,
                                   GListModel *filters,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
void desco_compat_save_file_async (GtkWindow *parent,
                                   const char *title,
                                   const char *name,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
GFile *desco_compat_choose_file_finish (GAsyncResult *result, GError **error);
void desco_compat_open_uri_async (GtkWindow *parent,
                                  const char *uri,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean desco_compat_open_uri_finish (GAsyncResult *result, GError **error);
void desco_compat_name_entry (GtkWidget *row);
void desco_compat_add_row_icon (GtkWidget *row, const char *icon);
void desco_compat_scroll_to (GtkColumnView *view, guint position);
void desco_compat_align_title (GtkColumnView *view, guint position);
void desco_compat_set_long_label (GtkButton *button, const char *text);
void desco_compat_name_row (GtkListItem *item, const char *name);
void desco_compat_name_buttons (GtkWidget *widget);

G_END_DECLS
