/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-confirmation-private.h"

#include "attendance/desco-calendar-private.h"
#include "attendance/desco-meal-facts-private.h"
#include "ledger/desco-ledger-private.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

static const char SELECT_SHEETS[]
    = "SELECT s.id, s.class_id, EXISTS (SELECT 1 FROM kitchen_closing AS k"
      "   WHERE k.civil_date = s.civil_date AND k.service = s.service AND k.reopened_at IS NULL)"
      " FROM attendance_sheet AS s JOIN class ON class.id = s.class_id"
      " WHERE s.civil_date = :date AND s.service = :service"
      " AND (:class IS NULL OR class.id = :class)"
      " AND (:school IS NULL OR class.school_id = :school)"
      " AND (s.status = 'confirmed' OR EXISTS (SELECT 1 FROM attendance_mark AS m"
      "   WHERE m.sheet_id = s.id AND m.entry_id IS NOT NULL))";
static const char SELECT_MEALS[]
    = "SELECT m.entry_id FROM attendance_mark AS m WHERE m.sheet_id = :sheet"
      " AND m.entry_id IS NOT NULL"
      " AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = m.entry_id)";
static const char FORGET_MEALS[]
    = "UPDATE attendance_mark SET entry_id = NULL WHERE sheet_id = :sheet";
static const char RETURN_TO_DRAFT[]
    = "UPDATE attendance_sheet SET status = 'draft', confirmed_at = NULL, author_id = NULL,"
      " device_id = NULL WHERE id = :sheet";

typedef struct
{
  DescoUuid id;
  DescoUuid class_id;
  gboolean day_closed;
} Sheet;

static GArray *
list_sheets (DescoConnection *connection,
             const DescoCalendarScope *scope,
             const GDate *date,
             GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_SHEETS);
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  GError *local_error = NULL;

  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_text (statement, ":service", DESCO_SERVICE_LUNCH);
  desco_statement_bind_uuid (statement, ":class", &scope->class_id);
  desco_statement_bind_uuid (statement, ":school", &scope->school_id);
  while (desco_statement_step (statement, &local_error))
    {
      Sheet sheet = { desco_statement_uuid (statement, 0), desco_statement_uuid (statement, 1),
                      desco_statement_int (statement, 2) != 0 };

      g_array_append_val (sheets, sheet);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&sheets);
}

static GArray *
list_meals (DescoConnection *connection, const DescoUuid *sheet_id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_MEALS);

  desco_statement_bind_uuid (statement, ":sheet", sheet_id);
  return desco_statement_take_uuids (statement, error);
}

static gboolean
run_on_sheet (DescoConnection *connection,
              const char *sql,
              const DescoUuid *sheet_id,
              GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);

  desco_statement_bind_uuid (statement, ":sheet", sheet_id);
  return desco_statement_run (statement, error);
}

static gboolean
void_sheet (DescoConnection *connection,
            const Sheet *sheet,
            const GDate *date,
            const char *reason,
            GError **error)
{
  g_autoptr (GArray) meals = list_meals (connection, &sheet->id, error);

  if (meals == NULL)
    return FALSE;
  for (guint i = 0; i < meals->len; i++)
    {
      if (!desco_ledger_reverse (connection, &g_array_index (meals, DescoUuid, i), reason, NULL,
                                 error))
        return FALSE;
    }
  return run_on_sheet (connection, FORGET_MEALS, &sheet->id, error)
         && run_on_sheet (connection, RETURN_TO_DRAFT, &sheet->id, error)
         && desco_meal_facts_tell_day_in (connection, "sheet-voided", &sheet->id, date,
                                          desco_clock_now (), reason, error);
}

/**
 * desco_confirmation_void_day_in: (skip)
 * @connection: a writer's, in the transaction that closes the day in the calendar
 * @scope: for whom it is closed
 * @date: which day
 * @reason: why, for the statement
 * @error: %DESCO_RULE_ERROR_CLOSED where the kitchen's numbers are frozen
 *
 * Undoes the meals that were confirmed on a day that has none any more: one action for all
 * families. A class for which a narrower scope keeps the day keeps its meals.
 *
 * Returns: whether no meal stands; if not, the transaction must be rolled back
 */
gboolean
desco_confirmation_void_day_in (DescoConnection *connection,
                                const DescoCalendarScope *scope,
                                const GDate *date,
                                const char *reason,
                                GError **error)
{
  g_autoptr (GArray) sheets = list_sheets (connection, scope, date, error);

  if (sheets == NULL)
    return FALSE;
  for (guint i = 0; i < sheets->len; i++)
    {
      const Sheet *sheet = &g_array_index (sheets, Sheet, i);
      g_autoptr (DescoMealDays) days
          = desco_meal_days_load_in (connection, &sheet->class_id, date, date, error);

      if (days == NULL)
        return FALSE;
      if (desco_meal_days_contain (days, date))
        continue;
      if (sheet->day_closed)
        {
          g_autofree char *text = desco_date_to_display (date);

          g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_CLOSED,
                       _ ("Meals of %s were made and the kitchen's numbers are closed: reopen the "
                          "day, saying why, before you take it out of the calendar."),
                       text);
          return FALSE;
        }
      if (!void_sheet (connection, sheet, date, reason, error))
        return FALSE;
    }
  return TRUE;
}
