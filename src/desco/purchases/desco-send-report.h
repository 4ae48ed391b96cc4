/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_SEND_REPORT (desco_send_report_get_type ())
G_DECLARE_FINAL_TYPE (DescoSendReport, desco_send_report, DESCO, SEND_REPORT, AdwWindow)

GtkWidget *desco_send_report_new (GtkWindow *parent,
                                  const char *title,
                                  const char *summary,
                                  GPtrArray *failed,
                                  gboolean is_waiting);

G_END_DECLS
