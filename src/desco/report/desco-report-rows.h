/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "report/desco-report-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desco_report_rows_show_sums (GtkListBox *list, const DescoReportMonth *month);
void desco_report_rows_show_kinds (GtkListBox *list, const DescoReportMonth *month);
void desco_report_rows_show_missing (GtkListBox *list, const DescoReportMonth *month);

G_END_DECLS
