/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-uuid.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_PURCHASES_PAGE (desco_purchases_page_get_type ())
G_DECLARE_FINAL_TYPE (DescoPurchasesPage, desco_purchases_page, DESCO, PURCHASES_PAGE, AdwBin)

void desco_purchases_page_sell (DescoPurchasesPage *self, const DescoUuid *pupil_id);
void desco_purchases_page_put_right (DescoPurchasesPage *self, gboolean compare);

G_END_DECLS
