/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-quittance.h"
#include "session/desco-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desco_quittance_print (GtkWidget *from, DescoSession *session, DescoQuittance *quittance);

G_END_DECLS
