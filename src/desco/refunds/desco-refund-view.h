/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_REFUND_VIEW (desco_refund_view_get_type ())
G_DECLARE_FINAL_TYPE (DescoRefundView, desco_refund_view, DESCO, REFUND_VIEW, AdwBin)

void desco_refund_view_set_session (DescoRefundView *self, DescoSession *session);
void desco_refund_view_show (DescoRefundView *self, const DescoUuid *id);

G_END_DECLS
