/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-actions.h"

#include <glib/gi18n.h>

/* One table for the keys, the overview of shortcuts and the search: what is not here can't be asked
 * for by name, and what is here can't be forgotten in one of the three. */
static const DescoCommand commands[] = {
  { "win.page::oggi", "<Control>1", N_ ("Go to Today"), "desco-today-symbolic" },
  { "win.page::presenze", "<Control>2", N_ ("Go to Attendance"), "desco-attendance-symbolic" },
  { "win.page::alunni", "<Control>3", N_ ("Go to Pupils"), "desco-pupils-symbolic" },
  { "win.page::acquisti", "<Control>4", N_ ("Go to Purchases and Notices"),
    "desco-purchases-symbolic" },
  { "win.page::ricevute", "<Control>5", N_ ("Go to Receipts"), "desco-receipts-symbolic" },
  { "win.page::report", "<Control>7", N_ ("Go to Report"), "desco-report-symbolic" },
  { "win.find", "<Control>k", N_ ("Find a command, pupil, class or page"),
    "desco-search-symbolic" },
  { "win.new-purchase", "<Control>n", N_ ("New purchase"), "desco-wallet-symbolic" },
  { "win.put-right", NULL, N_ ("Put right what differs from pagoPA"), "desco-warning-symbolic" },
  { "win.compare", NULL, N_ ("Compare with pagoPA"), "desco-purchases-symbolic" },
  { "win.refunds", NULL, N_ ("Refunds, and the list for accounting"), "desco-wallet-symbolic" },
  { "win.import-pupils", "<Control>i", N_ ("Import a list of pupils"), "desco-pupils-symbolic" },
  { "win.undo", "<Control>z", N_ ("Undo"), "edit-undo-symbolic" },
  { "win.open-database", "<Control>o", N_ ("Open another database"), "desco-command-symbolic" },
  { "win.menu", "F10", N_ ("Main menu"), "open-menu-symbolic" },
  { "win.shortcuts", "<Control>question", N_ ("Keyboard shortcuts"), "desco-command-symbolic" },
  { "win.about", NULL, N_ ("About Desco"), "desco-command-symbolic" },
  { "window.close", "<Control>w", N_ ("Close the window"), "desco-command-symbolic" },
  { "app.quit", "<Control>q", N_ ("Quit"), "desco-command-symbolic" },
};

/**
 * desco_actions_get_commands:
 * @n_commands: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_commands): everything that can be asked for by name
 */
const DescoCommand *
desco_actions_get_commands (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}

/**
 * desco_actions_get_keys:
 * @command: a command
 *
 * Returns: (transfer full) (nullable): its keys as they are printed on a keyboard
 */
char *
desco_actions_get_keys (const DescoCommand *command)
{
  guint key = 0;
  GdkModifierType modifiers = 0;

  if (command->accel == NULL || !gtk_accelerator_parse (command->accel, &key, &modifiers))
    return NULL;

  return gtk_accelerator_get_label (key, modifiers);
}

/**
 * desco_actions_set_accels:
 * @application: the program
 *
 * Gives every command its keys.
 */
void
desco_actions_set_accels (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].accel != NULL)
      gtk_application_set_accels_for_action (application, commands[i].action,
                                             (const char *[]){ commands[i].accel, NULL });
}
