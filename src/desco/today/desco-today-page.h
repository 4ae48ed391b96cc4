/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_TODAY_PAGE (desco_today_page_get_type ())
G_DECLARE_FINAL_TYPE (DescoTodayPage, desco_today_page, DESCO, TODAY_PAGE, AdwBin)

G_END_DECLS
