/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-quittance.h"
#include "session/desco-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *desco_quittance_row_new (DescoQuittance *quittance,
                                    DescoSession *session,
                                    GCallback on_void,
                                    gpointer data);
DescoQuittance *desco_quittance_row_get_quittance (GtkWidget *button);

G_END_DECLS
