/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-confirmation-private.h"
#include "attendance/desco-meal-facts-private.h"
#include "attendance/desco-roster-private.h"

G_BEGIN_DECLS

/* One sheet at work, in three steps: load and check, plan, write. */

/**
 * DescoMarkPlan:
 * @entry: what is on record
 * @state: what shall be
 * @meal: what shall be made
 * @marked_at: when it was told; microseconds since 1970 in UTC
 * @override_reason: (nullable): why a late absence costs nothing
 * @entry_id: the meal in the ledger, or nil
 * @changed: whether the mark differs from what is on record
 * @costs_anew: whether what it costs is to be decided
 *
 * What a pupil's mark shall be. Texts are borrowed.
 */
typedef struct
{
  DescoRosterEntry *entry;
  DescoAttendanceState state;
  DescoMealKind meal;
  gint64 marked_at;
  const char *override_reason;
  DescoUuid entry_id;
  gboolean changed;
  gboolean costs_anew;
} DescoMarkPlan;

/**
 * DescoSheetWork:
 * @connection: a writer's, in a transaction
 * @request: what a person says
 * @sheet: the class and its sheet as on record
 * @roster: (element-type DescoRosterEntry): who is expected
 * @plans: (element-type DescoMarkPlan): what each mark shall be, in the same order
 * @now: the present moment, one for all of it
 * @cutoff: until when absences cost nothing
 * @staff_meals: what shall be
 * @result: what was done so far
 */
typedef struct
{
  DescoConnection *connection;
  const DescoConfirmationRequest *request;
  DescoRosterClass *sheet;
  GPtrArray *roster;
  GArray *plans;
  gint64 now;
  gint64 cutoff;
  guint staff_meals;
  DescoAttendanceResult *result;
} DescoSheetWork;

gboolean desco_sheet_work_load (DescoSheetWork *work,
                                DescoConnection *connection,
                                const DescoConfirmationRequest *request,
                                gboolean alone,
                                GError **error);
void desco_sheet_work_clear (DescoSheetWork *work);
gboolean desco_sheet_work_check_open (const DescoSheetWork *work, GError **error);

gboolean desco_sheet_work_make_plans (DescoSheetWork *work);
const DescoAttendanceMark *desco_sheet_work_find_mark (const DescoConfirmationRequest *request,
                                                       const DescoUuid *pupil_id);
void desco_sheet_work_add_up (DescoSheetWork *work);

gboolean desco_sheet_work_write_sheet (DescoSheetWork *work, gboolean confirmed, GError **error);
gboolean
desco_sheet_work_write_mark (DescoSheetWork *work, const DescoMarkPlan *plan, GError **error);
gboolean desco_sheet_work_charge_mark (DescoSheetWork *work, DescoMarkPlan *plan, GError **error);
gboolean
desco_sheet_work_tell_mark (DescoSheetWork *work, const DescoMarkPlan *plan, GError **error);
gboolean desco_sheet_work_carry_out (DescoSheetWork *work,
                                     gboolean first_time,
                                     GArray *facts,
                                     GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DescoSheetWork, desco_sheet_work_clear)

G_END_DECLS
