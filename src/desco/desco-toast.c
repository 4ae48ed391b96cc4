/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
add_toast (GtkWidget *from, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    {
      g_object_unref (g_object_ref_sink (toast));
      return;
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/* A toast reads its title as markup: a name may hold an ampersand. */
static AdwToast *
make_toast (const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  return adw_toast_new (escaped);
}

/**
 * desco_toast_show:
 * @from: any widget of the window that is to say it
 * @title: what happened, in a sentence
 */
void
desco_toast_show (GtkWidget *from, const char *title)
{
  g_return_if_fail (GTK_IS_WIDGET (from));

  add_toast (from, make_toast (title));
}

/**
 * desco_toast_show_in_window:
 * @window: the window that is to say it
 * @title: what happened, in a sentence
 */
void
desco_toast_show_in_window (GtkWindow *window, const char *title)
{
  GtkWidget *content = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (ADW_IS_APPLICATION_WINDOW (window))
    content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  if (ADW_IS_TOAST_OVERLAY (content))
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (content), make_toast (title));
}

/**
 * desco_toast_show_error:
 * @from: any widget of the window that is to say it
 * @error: what went wrong, and what to do
 *
 * Says nothing of what the person has cancelled. It stays until it is dismissed.
 */
void
desco_toast_show_error (GtkWidget *from, const GError *error)
{
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (from));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  toast = make_toast (error->message);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  add_toast (from, toast);
}

/* Only the last thing done is offered to be taken back: its toast takes the place of the one before. */
static void
replace_undo_toast (GtkWidget *from, AdwToast *toast)
{
  static const char key[] = "desco-undo-toast";
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *last = overlay != NULL ? g_object_get_data (G_OBJECT (overlay), key) : NULL;

  if (last != NULL)
    adw_toast_dismiss (last);
  if (overlay != NULL)
    g_object_set_data_full (G_OBJECT (overlay), key, g_object_ref (toast), g_object_unref);
}

/**
 * desco_toast_show_undo:
 * @from: any widget of the window that is to say it
 * @title: what was done
 *
 * Offers to undo it, by the window's own `win.undo`.
 */
void
desco_toast_show_undo (GtkWidget *from, const char *title)
{
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (from));

  toast = make_toast (title);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  replace_undo_toast (from, toast);
  add_toast (from, toast);
}
