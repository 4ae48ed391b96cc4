/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desco_day_reopening_ask (GtkWidget *from, DescoSession *session, const GDate *date);

G_END_DECLS
