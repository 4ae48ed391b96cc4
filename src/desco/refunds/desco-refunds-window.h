/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_REFUNDS_WINDOW (desco_refunds_window_get_type ())
G_DECLARE_FINAL_TYPE (DescoRefundsWindow, desco_refunds_window, DESCO, REFUNDS_WINDOW, AdwWindow)

void desco_refunds_window_present (GtkWindow *parent, DescoSession *session);

G_END_DECLS
