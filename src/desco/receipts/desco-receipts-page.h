/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-uuid.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_RECEIPTS_PAGE (desco_receipts_page_get_type ())
G_DECLARE_FINAL_TYPE (DescoReceiptsPage, desco_receipts_page, DESCO, RECEIPTS_PAGE, AdwBin)

void desco_receipts_page_open_file (DescoReceiptsPage *self, const char *path);

G_END_DECLS
