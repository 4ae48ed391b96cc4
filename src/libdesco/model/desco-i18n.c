/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-i18n.h"

#include "desco-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

/**
 * desco_i18n_init:
 *
 * Takes the user's locale and finds the translations of the program and of libdesco: where they are
 * installed, or in the folder that the environment's `DESCO_LOCALE_DIR` names, as for a program that
 * runs from its build folder. To be called once, first thing in main(), before other threads exist.
 * A locale that the system does not have leaves the program in English.
 */
void
desco_i18n_init (void)
{
  const char *folder = g_getenv ("DESCO_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : DESCO_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
