/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-sheet-work-private.h"

#include "attendance/desco-meal-charge-private.h"
#include "ledger/desco-ledger-private.h"

#include <glib/gi18n-lib.h>

static const char UPSERT_SHEET[]
    = "INSERT INTO attendance_sheet (id, class_id, civil_date, service, status, staff_meals,"
      " confirmed_at, author_id, device_id)"
      " VALUES (:id, :class, :date, :service, :status, :staff, :at, :author, :device)"
      " ON CONFLICT (civil_date, service, class_id) DO UPDATE SET"
      " status = excluded.status, staff_meals = excluded.staff_meals,"
      " confirmed_at = ifnull (confirmed_at, excluded.confirmed_at),"
      " author_id = ifnull (author_id, excluded.author_id),"
      " device_id = ifnull (device_id, excluded.device_id)";
static const char UPSERT_MARK[]
    = "INSERT INTO attendance_mark (pupil_id, civil_date, service, sheet_id, state, meal,"
      " marked_at, author_id, override_reason, entry_id)"
      " VALUES (:pupil, :date, :service, :sheet, :state, :meal, :at, :author, :reason, :entry)"
      " ON CONFLICT (pupil_id, civil_date, service) DO UPDATE SET"
      " sheet_id = excluded.sheet_id, state = excluded.state, meal = excluded.meal,"
      " marked_at = excluded.marked_at, author_id = excluded.author_id,"
      " override_reason = excluded.override_reason, entry_id = excluded.entry_id";
static const char SELECT_STANDING_MEAL[]
    = "SELECT id, quantity, charge FROM ledger AS m WHERE pupil_id = :pupil"
      " AND civil_date = :date AND service = :service AND kind = 'meal'"
      " AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = m.id)";

/* A fact for other desks; the sheet's own carries those of its marks that changed. */
static DescoMarkFact
make_fact (const DescoSheetWork *work, const DescoMarkPlan *plan)
{
  return (DescoMarkFact){
    .pupil_id = plan->entry->pupil_id,
    .sheet_id = work->sheet->sheet_id,
    .date = work->request->date,
    .state = plan->state,
    .meal = plan->meal,
    .marked_at = plan->marked_at,
    .override_reason = plan->override_reason,
    .entry_id = plan->entry_id,
  };
}

/* The meal of the day that stands, wherever it was confirmed. */
static gboolean
find_standing_meal (DescoSheetWork *work,
                    const DescoUuid *pupil_id,
                    DescoUuid *entry_id,
                    DescoMealCharge *charge,
                    GError **error)
{
  static const char *const reasons[] = { "own", "full", "exempt" };
  DescoStatement *statement = desco_connection_get (work->connection, SELECT_STANDING_MEAL);
  GError *local_error = NULL;

  *charge = (DescoMealCharge){ .unit_amount = -1 };
  *entry_id = (DescoUuid){ { 0 } };
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_date (statement, ":date", &work->request->date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  if (desco_statement_step (statement, &local_error))
    {
      charge->posted = TRUE;
      *entry_id = desco_statement_uuid (statement, 0);
      charge->quantity = desco_statement_int (statement, 1);
      for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
        {
          if (g_strcmp0 (desco_statement_text (statement, 2), reasons[i]) == 0)
            charge->reason = reasons[i];
        }
    }
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
post_meal (DescoSheetWork *work, DescoMarkPlan *plan, const DescoMealCharge *charge, GError **error)
{
  DescoLedgerDraft draft = {
    .kind = DESCO_LEDGER_MEAL,
    .pupil_id = plan->entry->pupil_id,
    .quantity = charge->quantity,
    .unit_amount = charge->unit_amount,
    .civil_date = work->request->date,
    .service = DESCO_SERVICE_LUNCH,
    .charge = charge->reason,
    .sheet_id = work->sheet->sheet_id,
    .note
    = plan->state == DESCO_ATTENDANCE_LATE_ABSENT ? _ ("absence told after the cut-off") : NULL,
  };

  if (!desco_ledger_post (work->connection, &draft, &plan->entry_id, error))
    return FALSE;
  work->result->n_meals++;
  return TRUE;
}

/**
 * desco_sheet_work_write_sheet: (skip)
 * @work: a sheet with its plans
 * @confirmed: whether it is confirmed, or a draft
 * @error: where to put an error
 *
 * Returns: whether the sheet's own row is written
 */
gboolean
desco_sheet_work_write_sheet (DescoSheetWork *work, gboolean confirmed, GError **error)
{
  DescoStatement *statement = desco_connection_get (work->connection, UPSERT_SHEET);

  desco_statement_bind_uuid (statement, ":id", &work->sheet->sheet_id);
  desco_statement_bind_uuid (statement, ":class", &work->sheet->class_id);
  desco_statement_bind_date (statement, ":date", &work->request->date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  desco_statement_bind_text (statement, ":status", confirmed ? "confirmed" : "draft");
  desco_statement_bind_int (statement, ":staff", work->staff_meals);
  if (confirmed)
    {
      desco_statement_bind_int (statement, ":at", work->now);
      desco_statement_bind_uuid (statement, ":author",
                                 desco_connection_get_author (work->connection));
      desco_statement_bind_uuid (statement, ":device",
                                 desco_connection_get_device (work->connection));
    }
  return desco_statement_run (statement, error);
}

/**
 * desco_sheet_work_write_mark: (skip)
 * @work: a sheet whose row is written
 * @plan: one of its plans
 * @error: where to put an error
 *
 * Returns: whether the mark is written
 */
gboolean
desco_sheet_work_write_mark (DescoSheetWork *work, const DescoMarkPlan *plan, GError **error)
{
  DescoStatement *statement = desco_connection_get (work->connection, UPSERT_MARK);

  desco_statement_bind_uuid (statement, ":pupil", &plan->entry->pupil_id);
  desco_statement_bind_date (statement, ":date", &work->request->date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  desco_statement_bind_uuid (statement, ":sheet", &work->sheet->sheet_id);
  desco_statement_bind_text (statement, ":state", desco_attendance_state_to_nick (plan->state));
  desco_statement_bind_text (statement, ":meal", desco_meal_kind_to_nick (plan->meal));
  desco_statement_bind_int (statement, ":at", plan->marked_at);
  desco_statement_bind_uuid (statement, ":author", desco_connection_get_author (work->connection));
  desco_statement_bind_text (statement, ":reason", plan->override_reason);
  desco_statement_bind_uuid (statement, ":entry", &plan->entry_id);
  return desco_statement_run (statement, error);
}

/**
 * desco_sheet_work_charge_mark: (skip)
 * @work: a sheet whose row is written
 * @plan: one of its plans; takes the id of the meal that stands then
 * @error: where to put an error
 *
 * Brings the ledger to what the mark costs: nothing to do where it is so already, else a reversal
 * and a new entry.
 *
 * Returns: whether it is so
 */
gboolean
desco_sheet_work_charge_mark (DescoSheetWork *work, DescoMarkPlan *plan, GError **error)
{
  DescoMealCharge due, standing;
  DescoUuid standing_id;

  if (!find_standing_meal (work, &plan->entry->pupil_id, &standing_id, &standing, error)
      || !desco_meal_charge_decide_in (work->connection, &plan->entry->pupil_id,
                                       &work->request->date, plan->state,
                                       plan->override_reason != NULL, &due, error))
    return FALSE;

  plan->entry_id = standing_id;
  if (due.posted == standing.posted && due.quantity == standing.quantity
      && g_strcmp0 (due.reason, standing.reason) == 0)
    return TRUE;

  if (standing.posted)
    {
      if (!desco_ledger_reverse (work->connection, &standing_id, _ ("the attendance was corrected"),
                                 NULL, error))
        return FALSE;
      work->result->n_reversed++;
      plan->entry_id = (DescoUuid){ { 0 } };
    }
  return !due.posted || post_meal (work, plan, &due, error);
}

/**
 * desco_sheet_work_tell_mark: (skip)
 * @work: a sheet at work
 * @plan: one of its plans
 * @error: where to put an error
 *
 * Returns: whether the mark's fact is in the outbox
 */
gboolean
desco_sheet_work_tell_mark (DescoSheetWork *work, const DescoMarkPlan *plan, GError **error)
{
  DescoMarkFact fact = make_fact (work, plan);

  return desco_meal_facts_tell_mark_in (work->connection, &fact, error);
}

/**
 * desco_sheet_work_carry_out: (skip)
 * @work: a sheet whose row is written
 * @first_time: whether it is confirmed for the first time, so that each mark is charged
 * @facts: (element-type DescoMarkFact): where the marks' facts go, for the sheet's own
 * @error: where to put an error
 *
 * Returns: whether the marks are written, charged and told
 */
gboolean
desco_sheet_work_carry_out (DescoSheetWork *work,
                            gboolean first_time,
                            GArray *facts,
                            GError **error)
{
  for (guint i = 0; i < work->plans->len; i++)
    {
      DescoMarkPlan *plan = &g_array_index (work->plans, DescoMarkPlan, i);
      DescoMarkFact fact;

      if (!first_time && !plan->changed)
        continue;
      if ((first_time || plan->costs_anew) && !desco_sheet_work_charge_mark (work, plan, error))
        return FALSE;
      if (!desco_sheet_work_write_mark (work, plan, error))
        return FALSE;
      fact = make_fact (work, plan);
      g_array_append_val (facts, fact);
      /* Nobody has heard of a draft's absences yet. */
      if (plan->state != DESCO_ATTENDANCE_PRESENT
          && !desco_sheet_work_tell_mark (work, plan, error))
        return FALSE;
    }
  return TRUE;
}
