/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_REFUND_WINDOW (desco_refund_window_get_type ())
G_DECLARE_FINAL_TYPE (DescoRefundWindow, desco_refund_window, DESCO, REFUND_WINDOW, AdwWindow)

DescoRefundWindow *desco_refund_window_present (GtkWidget *from,
                                                DescoSession *session,
                                                const DescoUuid *pupil_id,
                                                const DescoUuid *purchase_id);

G_END_DECLS
