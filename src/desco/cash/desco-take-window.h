/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_TAKE_WINDOW (desco_take_window_get_type ())
G_DECLARE_FINAL_TYPE (DescoTakeWindow, desco_take_window, DESCO, TAKE_WINDOW, AdwWindow)

DescoTakeWindow *
desco_take_window_present (GtkWidget *from, DescoSession *session, DescoPurchase *purchase);

G_END_DECLS
