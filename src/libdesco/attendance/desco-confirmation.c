/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-confirmation-private.h"

#include "attendance/desco-calendar-private.h"
#include "attendance/desco-meal-charge-private.h"
#include "attendance/desco-meal-facts-private.h"
#include "attendance/desco-roster-private.h"
#include "ledger/desco-ledger-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

#define MAX_REASON 200
#define MAX_STAFF_MEALS 1000

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

/* What a pupil's mark shall be. */
typedef struct
{
  DescoRosterEntry *entry; /* as on record */
  DescoAttendanceState state;
  DescoMealKind meal;
  gint64 marked_at;
  const char *override_reason;
  DescoUuid entry_id;
  gboolean changed;
  gboolean costs_anew; /* what it costs is to be decided */
} Plan;

/* One sheet at work. */
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
} Work;

static void
warning_free (gpointer data)
{
  DescoAttendanceWarning *warning = data;

  g_free (warning->pupil);
  g_free (warning->message);
  g_free (warning);
}

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->sheet, desco_roster_class_free);
  g_clear_pointer (&work->roster, g_ptr_array_unref);
  g_clear_pointer (&work->plans, g_array_unref);
  g_clear_pointer (&work->result, desco_attendance_result_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
check_date (const GDate *date, GError **error)
{
  GDate today = desco_clock_today ();
  g_autofree char *text = NULL;

  if (g_date_days_between (&today, date) <= DESCO_ATTENDANCE_DAYS_AHEAD)
    return TRUE;

  text = desco_date_to_display (date);
  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "date",
                         _ ("%s is more than %d days ahead: check the date."), text,
                         DESCO_ATTENDANCE_DAYS_AHEAD);
  return FALSE;
}

static gboolean
check_meal_day (DescoConnection *connection,
                const DescoRosterClass *sheet,
                const GDate *date,
                GError **error)
{
  g_autoptr (DescoMealDays) days
      = desco_meal_days_load_in (connection, &sheet->class_id, date, date, error);
  g_autofree char *text = NULL;

  if (days == NULL)
    return FALSE;
  if (desco_meal_days_contain (days, date))
    return TRUE;

  text = desco_date_to_display (date);
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
               _ ("Class %s of %s has no meal on %s (%s): change the date, or add the day to the "
                  "calendar."),
               sheet->name, sheet->school, text, desco_meal_days_get_reason (days, date));
  return FALSE;
}

/* */
static gboolean
check_open (const Work *work, GError **error)
{
  g_autofree char *text = NULL;

  if (!work->sheet->day_closed)
    return TRUE;
  text = desco_date_to_display (&work->request->date);
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_CLOSED,
               _ ("The kitchen's numbers of %s are closed: reopen the day, saying why, and then "
                  "correct the sheet."),
               text);
  return FALSE;
}

static const char *
name_field (const DescoAttendanceMark *mark)
{
  return mark->absent ? "absent" : "plain";
}

static gboolean
check_mark (const Work *work, const DescoAttendanceMark *mark, GError **error)
{
  g_autofree char *id = NULL;

  if (desco_roster_find (work->roster, &mark->pupil_id) == NULL)
    {
      id = desco_uuid_to_string (&mark->pupil_id);
      desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, name_field (mark),
                             _ ("Pupil %s is not enrolled in class %s on that day: check the "
                                "pupil and the class."),
                             id, work->sheet->name);
      return FALSE;
    }
  if (mark->override_reason != NULL && g_utf8_strlen (mark->override_reason, -1) > MAX_REASON)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_TOO_LONG, "overrideReason",
                             _ ("The reason has more than %d characters: shorten it."), MAX_REASON);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_marks (const Work *work, GError **error)
{
  const DescoConfirmationRequest *request = work->request;

  if (request->set_staff_meals && request->staff_meals > MAX_STAFF_MEALS)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "staffMeals",
                             _ ("%u staff meals for a class can't be right: write a number from 0 "
                                "to %d."),
                             request->staff_meals, MAX_STAFF_MEALS);
      return FALSE;
    }
  for (guint i = 0; i < request->marks->len; i++)
    {
      if (!check_mark (work, g_ptr_array_index (request->marks, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
work_load (Work *work,
           DescoConnection *connection,
           const DescoConfirmationRequest *request,
           gboolean alone,
           GError **error)
{
  const DescoAttendanceMark *only = alone ? g_ptr_array_index (request->marks, 0) : NULL;

  work->connection = connection;
  work->request = request;
  work->now = desco_clock_now ();
  work->result = g_new0 (DescoAttendanceResult, 1);
  work->result->warnings = g_ptr_array_new_with_free_func (warning_free);
  work->plans = g_array_new (FALSE, TRUE, sizeof (Plan));

  work->sheet = desco_roster_load_class_in (connection, &request->class_id, &request->date, error);
  if (work->sheet == NULL || !check_date (&request->date, error)
      || !check_meal_day (connection, work->sheet, &request->date, error)
      || !desco_cutoff_load_in (connection, &request->date, &work->cutoff, error))
    return FALSE;

  work->roster = desco_roster_load_in (
      connection, &request->class_id, only != NULL ? &only->pupil_id : NULL, &request->date, error);
  work->staff_meals = request->set_staff_meals ? request->staff_meals : work->sheet->staff_meals;
  return work->roster != NULL && check_marks (work, error);
}

static const DescoAttendanceMark *
find_mark (const DescoConfirmationRequest *request, const DescoUuid *pupil_id)
{
  for (guint i = 0; i < request->marks->len; i++)
    {
      const DescoAttendanceMark *mark = g_ptr_array_index (request->marks, i);

      if (desco_uuid_equal (&mark->pupil_id, pupil_id))
        return mark;
    }
  return NULL;
}

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
plan_absence (const Work *work, const DescoAttendanceMark *mark, Plan *plan)
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
plan_mark (const Work *work, Plan *plan)
{
  static const DescoAttendanceMark present = { .absent = FALSE };
  const DescoRosterEntry *entry = plan->entry;
  const DescoAttendanceMark *mark = find_mark (work->request, &entry->pupil_id);

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

/* Returns whether there is anything to write. */
static gboolean
make_plans (Work *work)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < work->roster->len; i++)
    {
      Plan plan = { .entry = g_ptr_array_index (work->roster, i) };

      plan_mark (work, &plan);
      changed |= plan.changed;
      g_array_append_val (work->plans, plan);
    }
  return changed;
}

static void
add_up (Work *work)
{
  DescoAttendanceTotals *totals = &work->result->totals;

  totals->expected = work->plans->len;
  totals->staff = work->staff_meals;
  for (guint i = 0; i < work->plans->len; i++)
    {
      const Plan *plan = &g_array_index (work->plans, Plan, i);

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

static gboolean
write_sheet (Work *work, gboolean confirmed, GError **error)
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

static gboolean
write_mark (Work *work, const Plan *plan, GError **error)
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

/* A fact for other desks; the sheet's own carries those of its marks that changed. */
static DescoMarkFact
make_fact (const Work *work, const Plan *plan)
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
find_standing_meal (Work *work,
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
post_meal (Work *work, Plan *plan, const DescoMealCharge *charge, GError **error)
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

/* Brings the ledger to what the mark costs: nothing to do where it is so already, else a reversal
 * and a new entry. */
static gboolean
charge_mark (Work *work, Plan *plan, GError **error)
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

static gboolean
tell_absence (Work *work, const Plan *plan, GError **error)
{
  DescoMarkFact fact = make_fact (work, plan);

  return desco_meal_facts_tell_mark_in (work->connection, &fact, error);
}

/* The marks with all that goes with them; their facts go into @facts. */
static gboolean
carry_out (Work *work, gboolean first_time, GArray *facts, GError **error)
{
  for (guint i = 0; i < work->plans->len; i++)
    {
      Plan *plan = &g_array_index (work->plans, Plan, i);
      DescoMarkFact fact;

      if (!first_time && !plan->changed)
        continue;
      if ((first_time || plan->costs_anew) && !charge_mark (work, plan, error))
        return FALSE;
      if (!write_mark (work, plan, error))
        return FALSE;
      fact = make_fact (work, plan);
      g_array_append_val (facts, fact);
      if (plan->changed && plan->state != DESCO_ATTENDANCE_PRESENT
          && !tell_absence (work, plan, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
warn (Work *work, GError **error)
{
  for (guint i = 0; i < work->plans->len; i++)
    {
      const Plan *plan = &g_array_index (work->plans, Plan, i);

      if (plan->state == DESCO_ATTENDANCE_PRESENT && plan->meal == DESCO_MEAL_PLAIN
          && !desco_plain_meals_warn_in (work->connection, &work->sheet->class_id,
                                         &plan->entry->pupil_id, plan->entry->name,
                                         &work->request->date, work->result->warnings, error))
        return FALSE;
    }
  return TRUE;
}

static DescoAttendanceResult *
finish (Work *work, GError **error)
{
  add_up (work);
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
  g_auto (Work) work = { NULL };
  g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (DescoMarkFact));
  gboolean first_time, changed;

  if (!work_load (&work, connection, request, FALSE, error))
    return NULL;

  first_time = work.sheet->confirmed_at == 0;
  changed = make_plans (&work) || work.staff_meals != work.sheet->staff_meals;
  work.result->confirmed_at = first_time ? work.now : work.sheet->confirmed_at;
  if (first_time || changed)
    {
      if (!check_open (&work, error) || !write_sheet (&work, TRUE, error)
          || !carry_out (&work, first_time, facts, error)
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
  g_auto (Work) work = { NULL };
  Plan *plan;

  if (!work_load (&work, connection, request, TRUE, error))
    return NULL;

  make_plans (&work);
  plan = &g_array_index (work.plans, Plan, 0);
  work.result->confirmed_at = work.sheet->confirmed_at;
  if (plan->changed || work.sheet->confirmed_at == 0)
    {
      if (!check_open (&work, error)
          || (!work.sheet->on_record && !write_sheet (&work, FALSE, error))
          || !charge_mark (&work, plan, error) || !write_mark (&work, plan, error)
          || (plan->changed && !tell_absence (&work, plan, error)))
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
  g_auto (Work) work = { NULL };

  if (!work_load (&work, connection, request, FALSE, error))
    return FALSE;
  if (work.sheet->confirmed_at != 0)
    return TRUE;

  make_plans (&work);
  if (!check_open (&work, error) || !write_sheet (&work, FALSE, error))
    return FALSE;
  for (guint i = 0; i < work.plans->len; i++)
    {
      const Plan *plan = &g_array_index (work.plans, Plan, i);

      /* Who was never marked is present without a row. */
      if (plan->changed && find_mark (request, &plan->entry->pupil_id) != NULL
          && !write_mark (&work, plan, error))
        return FALSE;
    }
  return TRUE;
}
