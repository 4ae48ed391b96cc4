/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DescoCommand:
 * @action: a detailed action name, `win.page::oggi`
 * @accel: (nullable): the keys, as gtk_accelerator_parse() reads them
 * @title: what it does, to be translated with gettext()
 * @icon: the name of a symbolic icon
 *
 * Something a person can ask for by its name or its keys.
 */
typedef struct
{
  const char *action;
  const char *accel;
  const char *title;
  const char *icon;
} DescoCommand;

const DescoCommand *desco_actions_get_commands (guint *n_commands);
char *desco_actions_get_keys (const DescoCommand *command);
void desco_actions_set_accels (GtkApplication *application);

G_END_DECLS
