/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_CASH_WINDOW (desco_cash_window_get_type ())
G_DECLARE_FINAL_TYPE (DescoCashWindow, desco_cash_window, DESCO, CASH_WINDOW, AdwWindow)

void desco_cash_window_present (GtkWindow *parent, DescoSession *session);

G_END_DECLS
