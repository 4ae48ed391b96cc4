/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_SALE_FORM (desco_sale_form_get_type ())
G_DECLARE_FINAL_TYPE (DescoSaleForm, desco_sale_form, DESCO, SALE_FORM, AdwBin)

void desco_sale_form_set_session (DescoSaleForm *self, DescoSession *session);
void desco_sale_form_begin (DescoSaleForm *self, const DescoUuid *pupil_id);

G_END_DECLS
