/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_REPORT_PAGE (desco_report_page_get_type ())
G_DECLARE_FINAL_TYPE (DescoReportPage, desco_report_page, DESCO, REPORT_PAGE, AdwBin)

G_END_DECLS
