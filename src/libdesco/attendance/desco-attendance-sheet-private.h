/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance-sheet.h"
#include "attendance/desco-confirmation-private.h"
#include "attendance/desco-roster-private.h"

G_BEGIN_DECLS

DescoAttendanceRow *desco_attendance_row_new (const DescoRosterEntry *entry,
                                              gint64 cutoff,
                                              gboolean with_balance,
                                              const GDate *lasts_until);
gboolean desco_attendance_row_is_modified (DescoAttendanceRow *self);
gboolean desco_attendance_row_is_touched (DescoAttendanceRow *self);
DescoAttendanceSheet *desco_attendance_sheet_new (const DescoRosterClass *class_day,
                                                  const GDate *date,
                                                  gint64 cutoff,
                                                  const char *closed_reason,
                                                  GPtrArray *rows);
DescoConfirmationRequest *desco_attendance_sheet_make_request (DescoAttendanceSheet *self);
void desco_confirmation_request_free (DescoConfirmationRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoConfirmationRequest, desco_confirmation_request_free)

G_END_DECLS
