/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-meal-charge-private.h"

static const char SELECT_LATE_ABSENCE[]
    = "SELECT late_absence FROM tariff ORDER BY id DESC LIMIT 1";

static const char SELECT_QUOTE[]
    = "SELECT r.unit_amount FROM tariff_rule AS r JOIN pupil AS p ON p.id = :pupil"
      " WHERE (r.exemption IS NULL OR p.exemption IS NOT NULL)"
      " AND (r.valid_from IS NULL OR r.valid_from <= :date)"
      " AND (r.valid_until IS NULL OR r.valid_until >= :date) ORDER BY r.position LIMIT 1";

typedef enum
{
  LATE_OWN,
  LATE_FULL,
  LATE_NOTHING,
} LateAbsence;

/* the regulation's choice. Without a regulation a meal costs a voucher. */
static gboolean
read_late_absence (DescoConnection *connection, LateAbsence *choice, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_LATE_ABSENCE);
  GError *local_error = NULL;

  *choice = LATE_OWN;
  if (desco_statement_step (statement, &local_error))
    {
      const char *text = desco_statement_text (statement, 0);

      if (g_strcmp0 (text, "full") == 0)
        *choice = LATE_FULL;
      else if (g_strcmp0 (text, "nothing") == 0)
        *choice = LATE_NOTHING;
    }
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* The price of the day: the first rule that fits an exempt pupil, or the first without an exemption.
 * Where there is none the meal is a voucher all the same: software never refuses a child a meal
 * (R-06). */
static gboolean
read_quote (DescoConnection *connection,
            const DescoUuid *pupil_id,
            const GDate *date,
            gint64 *unit_amount,
            gboolean *exempt,
            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_QUOTE);
  GError *local_error = NULL;

  *unit_amount = -1;
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_date (statement, ":date", date);
  if (desco_statement_step (statement, &local_error))
    *unit_amount = desco_statement_int (statement, 0);
  desco_statement_reset (statement);
  *exempt = *unit_amount == 0;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/**
 * desco_meal_charge_decide_in: (skip)
 * @connection: a connection in a transaction
 * @pupil_id: who
 * @date: the day
 * @state: how the pupil is marked
 * @overridden: whether an operator gave a reason not to charge a late absence
 * @charge: (out): what it costs
 * @error: where to put an error
 *
 * A meal eaten costs a voucher, or is an entry of quantity 0 for an exempt pupil. An absence
 * in time costs nothing. A late one costs what the regulation says: as if eaten, a voucher
 * of whoever it is, or nothing.
 *
 * Returns: whether it could be decided
 */
gboolean
desco_meal_charge_decide_in (DescoConnection *connection,
                             const DescoUuid *pupil_id,
                             const GDate *date,
                             DescoAttendanceState state,
                             gboolean overridden,
                             DescoMealCharge *charge,
                             GError **error)
{
  LateAbsence late = LATE_OWN;
  gboolean exempt;

  *charge = (DescoMealCharge){ .unit_amount = -1 };
  if (state == DESCO_ATTENDANCE_ABSENT || (state == DESCO_ATTENDANCE_LATE_ABSENT && overridden))
    return TRUE;
  if (state == DESCO_ATTENDANCE_LATE_ABSENT && !read_late_absence (connection, &late, error))
    return FALSE;
  if (late == LATE_NOTHING)
    return TRUE;

  if (!read_quote (connection, pupil_id, date, &charge->unit_amount, &exempt, error))
    return FALSE;
  charge->posted = TRUE;
  charge->quantity = exempt && late != LATE_FULL ? 0 : -1;
  if (late == LATE_FULL)
    charge->reason = "full";
  else
    charge->reason = exempt ? "exempt" : "own";
  return TRUE;
}
