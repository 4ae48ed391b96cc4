/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-application.h"

#include "model/desco-i18n.h"

int
main (int argc, char **argv)
{
  g_autoptr (DescoApplication) application = NULL;

  desco_i18n_init ();
  g_set_prgname ("desco");
  application = desco_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
