/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_ONLINE_WINDOW (desco_online_window_get_type ())
G_DECLARE_FINAL_TYPE (DescoOnlineWindow, desco_online_window, DESCO, ONLINE_WINDOW, AdwWindow)

DescoOnlineWindow *
desco_online_window_present (GtkWidget *from, DescoSession *session, DescoPurchase *purchase);

G_END_DECLS
