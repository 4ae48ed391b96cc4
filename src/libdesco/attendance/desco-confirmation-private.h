/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance.h"
#include "attendance/desco-calendar.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/**
 * DescoConfirmationRequest:
 * @class_id: the class
 * @date: the day
 * @marks: (element-type DescoAttendanceMark): what is said about pupils
 * @keep_others: whether who is not named stays as on record; if not, they are present
 * @set_staff_meals: whether @staff_meals is said; if not, it stays as on record
 * @staff_meals: meals of the staff
 *
 * What a person says about a class on a day.
 */
typedef struct
{
  DescoUuid class_id;
  GDate date;
  GPtrArray *marks;
  gboolean keep_others;
  gboolean set_staff_meals;
  guint staff_meals;
} DescoConfirmationRequest;

DescoAttendanceResult *desco_confirmation_confirm_in (DescoConnection *connection,
                                                      const DescoConfirmationRequest *request,
                                                      GError **error);
DescoAttendanceResult *desco_confirmation_mark_in (DescoConnection *connection,
                                                   const DescoConfirmationRequest *request,
                                                   GError **error);
gboolean desco_confirmation_save_draft_in (DescoConnection *connection,
                                           const DescoConfirmationRequest *request,
                                           GError **error);
gboolean desco_confirmation_void_day_in (DescoConnection *connection,
                                         const DescoCalendarScope *scope,
                                         const GDate *date,
                                         const char *reason,
                                         GError **error);

gboolean desco_plain_meals_warn_in (DescoConnection *connection,
                                    const DescoUuid *class_id,
                                    const DescoUuid *pupil_id,
                                    const char *pupil,
                                    const GDate *date,
                                    GPtrArray *warnings,
                                    GError **error);

G_END_DECLS
