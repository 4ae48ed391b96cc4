/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-window-state.h"

#include "desco-config.h"

/* How the window was left. Without the schema (a build that was not installed) it opens as it is
 * drawn: what a desk decides stays in its database, so nothing else is lost. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, DESCO_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

/**
 * desco_window_state_bind:
 * @window: a window that has not been shown
 *
 * Gives @window the size of the last one, and keeps what becomes of it.
 */
void
desco_window_state_bind (GtkWindow *window)
{
  g_autoptr (GSettings) settings = open_settings ();

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (settings == NULL)
    return;
  g_settings_bind (settings, "width", window, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "height", window, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "maximized", window, "maximized", G_SETTINGS_BIND_DEFAULT);
}
