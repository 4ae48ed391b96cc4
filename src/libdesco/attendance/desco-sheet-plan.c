/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-sheet-work-private.h"

static DescoMealKind
choose_meal (const DescoRosterEntry *entry, gboolean plain)
{
  if (plain)
    return DESCO_MEAL_PLAIN;
  return entry->has_diet ? DESCO_MEAL_SPECIAL : DESCO_MEAL_STANDARD;
}

/* An absence is late or not by the moment at which it was told first, not at which the sheet is
 * confirmed. */
static void
plan_absence (const DescoSheetWork *work, const DescoAttendanceMark *mark, DescoMarkPlan *plan)
{
  const DescoRosterEntry *entry = plan->entry;
  gboolean was_absent = entry->marked && entry->state != DESCO_ATTENDANCE_PRESENT;

  if (was_absent)
    plan->state = entry->state;
  else
    plan->state = work->now < work->cutoff ? DESCO_ATTENDANCE_ABSENT : DESCO_ATTENDANCE_LATE_ABSENT;
  plan->marked_at = was_absent ? entry->marked_at : work->now;
  plan->meal = choose_meal (entry, FALSE);
  if (plan->state == DESCO_ATTENDANCE_LATE_ABSENT)
    plan->override_reason
        = mark->override_reason != NULL ? mark->override_reason : entry->override_reason;
  if (plan->override_reason != NULL && *plan->override_reason == '\0')
    plan->override_reason = NULL;
}

static void
plan_mark (const DescoSheetWork *work, DescoMarkPlan *plan)
{
  static const DescoAttendanceMark present = { .absent = FALSE };
  const DescoRosterEntry *entry = plan->entry;
  const DescoAttendanceMark *mark = desco_sheet_work_find_mark (work->request, &entry->pupil_id);

  plan->state = entry->state;
  plan->meal = entry->meal;
  plan->marked_at = entry->marked ? entry->marked_at : work->now;
  plan->entry_id = entry->entry_id;
  if (mark == NULL && work->request->keep_others)
    {
      plan->override_reason = entry->override_reason;
      plan->changed = !entry->marked;
      plan->costs_anew = !entry->marked;
      return;
    }

  if (mark == NULL)
    mark = &present;
  if (mark->absent)
    plan_absence (work, mark, plan);
  else
    {
      plan->state = DESCO_ATTENDANCE_PRESENT;
      plan->meal = choose_meal (entry, mark->plain);
    }

  plan->costs_anew = !entry->marked || plan->state != entry->state
                     || (plan->override_reason == NULL) != (entry->override_reason == NULL);
  plan->changed = plan->costs_anew || plan->meal != entry->meal
                  || g_strcmp0 (plan->override_reason, entry->override_reason) != 0;
  if (plan->changed && plan->state == DESCO_ATTENDANCE_PRESENT)
    plan->marked_at = work->now;
}

/**
 * desco_sheet_work_make_plans: (skip)
 * @work: a sheet that was loaded
 *
 * Decides what each mark shall be.
 *
 * Returns: whether any differs from what is on record
 */
gboolean
desco_sheet_work_make_plans (DescoSheetWork *work)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < work->roster->len; i++)
    {
      DescoMarkPlan plan = { .entry = g_ptr_array_index (work->roster, i) };

      plan_mark (work, &plan);
      changed |= plan.changed;
      g_array_append_val (work->plans, plan);
    }
  return changed;
}

/**
 * desco_sheet_work_find_mark: (skip)
 * @request: what a person says
 * @pupil_id: a pupil
 *
 * Returns: (nullable) (transfer none): what is said about the pupil
 */
const DescoAttendanceMark *
desco_sheet_work_find_mark (const DescoConfirmationRequest *request, const DescoUuid *pupil_id)
{
  for (guint i = 0; i < request->marks->len; i++)
    {
      const DescoAttendanceMark *mark = g_ptr_array_index (request->marks, i);

      if (desco_uuid_equal (&mark->pupil_id, pupil_id))
        return mark;
    }
  return NULL;
}

/**
 * desco_sheet_work_add_up: (skip)
 * @work: a sheet with its plans
 *
 * Writes the totals into the result.
 */
void
desco_sheet_work_add_up (DescoSheetWork *work)
{
  DescoAttendanceTotals *totals = &work->result->totals;

  totals->expected = work->plans->len;
  totals->staff = work->staff_meals;
  for (guint i = 0; i < work->plans->len; i++)
    {
      const DescoMarkPlan *plan = &g_array_index (work->plans, DescoMarkPlan, i);

      if (plan->state == DESCO_ATTENDANCE_PRESENT)
        totals->present++;
      else
        totals->absent++;
      if (plan->state == DESCO_ATTENDANCE_LATE_ABSENT)
        work->result->n_late++;
      if (plan->state == DESCO_ATTENDANCE_PRESENT && plan->meal == DESCO_MEAL_PLAIN)
        totals->plain++;
      if (plan->state == DESCO_ATTENDANCE_PRESENT && plan->meal == DESCO_MEAL_SPECIAL)
        totals->special++;
    }
}
