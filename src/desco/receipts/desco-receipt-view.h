/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_RECEIPT_VIEW (desco_receipt_view_get_type ())
G_DECLARE_FINAL_TYPE (DescoReceiptView, desco_receipt_view, DESCO, RECEIPT_VIEW, AdwBin)

void desco_receipt_view_set_session (DescoReceiptView *self, DescoSession *session);
void desco_receipt_view_set_narrow (DescoReceiptView *self, gboolean narrow);
void desco_receipt_view_show_receipt (DescoReceiptView *self, const DescoUuid *id);

G_END_DECLS
