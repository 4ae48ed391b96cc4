/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-confirmation-private.h"

#include "attendance/desco-sheet-work-private.h"

static gboolean
warn (DescoSheetWork *work, GError **error)
{
  for (guint i = 0; i < work->plans->len; i++)
    {
      const DescoMarkPlan *plan = &g_array_index (work->plans, DescoMarkPlan, i);

      if (plan->state == DESCO_ATTENDANCE_PRESENT && plan->meal == DESCO_MEAL_PLAIN
          && !desco_plain_meals_warn_in (work->connection, &work->sheet->class_id,
                                         &plan->entry->pupil_id, plan->entry->name,
                                         &work->request->date, work->result->warnings, error))
        return FALSE;
    }
  return TRUE;
}

static DescoAttendanceResult *
finish (DescoSheetWork *work, GError **error)
{
  desco_sheet_work_add_up (work);
  work->result->sheet_id = work->sheet->sheet_id;
  if (!warn (work, error))
    return NULL;
  return g_steal_pointer (&work->result);
}

/**
 * desco_confirmation_confirm_in: (skip)
 * @connection: a writer's, in a transaction
 * @request: what a person says about the class
 * @error: as desco_attendance_record()
 *
 * Returns: (nullable) (transfer full): what it did; if %NULL, the transaction must be rolled back
 */
DescoAttendanceResult *
desco_confirmation_confirm_in (DescoConnection *connection,
                               const DescoConfirmationRequest *request,
                               GError **error)
{
  g_auto (DescoSheetWork) work = { NULL };
  g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (DescoMarkFact));
  gboolean first_time, changed;

  if (!desco_sheet_work_load (&work, connection, request, FALSE, error))
    return NULL;

  first_time = work.sheet->confirmed_at == 0;
  changed = desco_sheet_work_make_plans (&work) || work.staff_meals != work.sheet->staff_meals;
  work.result->confirmed_at = first_time ? work.now : work.sheet->confirmed_at;
  if (first_time || changed)
    {
      if (!desco_sheet_work_check_open (&work, error)
          || !desco_sheet_work_write_sheet (&work, TRUE, error)
          || !desco_sheet_work_carry_out (&work, first_time, facts, error)
          || !desco_meal_facts_tell_sheet_in (connection, &work.sheet->sheet_id, &request->class_id,
                                              &request->date, work.staff_meals,
                                              work.result->confirmed_at, facts, error))
        return NULL;
    }
  return finish (&work, error);
}

/**
 * desco_confirmation_mark_in: (skip)
 * @connection: a writer's, in a transaction
 * @request: with one mark
 * @error: as desco_attendance_mark_pupil()
 *
 * Returns: (nullable) (transfer full): what it did; if %NULL, the transaction must be rolled back
 */
DescoAttendanceResult *
desco_confirmation_mark_in (DescoConnection *connection,
                            const DescoConfirmationRequest *request,
                            GError **error)
{
  g_auto (DescoSheetWork) work = { NULL };
  DescoMarkPlan *plan;

  if (!desco_sheet_work_load (&work, connection, request, TRUE, error))
    return NULL;

  desco_sheet_work_make_plans (&work);
  plan = &g_array_index (work.plans, DescoMarkPlan, 0);
  work.result->confirmed_at = work.sheet->confirmed_at;
  if (plan->changed || work.sheet->confirmed_at == 0)
    {
      if (!desco_sheet_work_check_open (&work, error)
          || (!work.sheet->on_record && !desco_sheet_work_write_sheet (&work, FALSE, error))
          || !desco_sheet_work_charge_mark (&work, plan, error)
          || !desco_sheet_work_write_mark (&work, plan, error)
          || (plan->changed && !desco_sheet_work_tell_mark (&work, plan, error)))
        return NULL;
    }
  return finish (&work, error);
}

/**
 * desco_confirmation_save_draft_in: (skip)
 * @connection: a writer's, in a transaction
 * @request: what a person said so far
 * @error: as desco_attendance_save_draft()
 *
 * Returns: whether it is kept; if not, the transaction must be rolled back
 */
gboolean
desco_confirmation_save_draft_in (DescoConnection *connection,
                                  const DescoConfirmationRequest *request,
                                  GError **error)
{
  g_auto (DescoSheetWork) work = { NULL };

  if (!desco_sheet_work_load (&work, connection, request, FALSE, error))
    return FALSE;
  if (work.sheet->confirmed_at != 0)
    return TRUE;

  desco_sheet_work_make_plans (&work);
  if (!desco_sheet_work_check_open (&work, error)
      || !desco_sheet_work_write_sheet (&work, FALSE, error))
    return FALSE;
  for (guint i = 0; i < work.plans->len; i++)
    {
      const DescoMarkPlan *plan = &g_array_index (work.plans, DescoMarkPlan, i);

      /* Who was never marked is present without a row. */
      if (plan->changed && desco_sheet_work_find_mark (request, &plan->entry->pupil_id) != NULL
          && !desco_sheet_work_write_mark (&work, plan, error))
        return FALSE;
    }
  return TRUE;
}
