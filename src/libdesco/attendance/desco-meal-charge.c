/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-meal-charge-private.h"

#include "model/desco-error.h"
#include "store/desco-tariffs-private.h"

static const char SELECT_LATE_ABSENCE[]
    = "SELECT tariff.late_absence FROM tariff_rule AS r JOIN tariff ON tariff.id = r.tariff_id"
      " WHERE r.id = :rule";

typedef enum
{
  LATE_OWN,
  LATE_FULL,
  LATE_NOTHING,
} LateAbsence;

/* the choice of the regulation that gave the price. */
static gboolean
read_late_absence (DescoConnection *connection,
                   const DescoUuid *rule_id,
                   LateAbsence *choice,
                   GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_LATE_ABSENCE);
  GError *local_error = NULL;

  *choice = LATE_OWN;
  desco_statement_bind_uuid (statement, ":rule", rule_id);
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

/* The price of the day, %NULL where no rule gives one: the meal is a voucher all the same, since
 * software never refuses a child a meal, and the office sees it when it sells. */
static gboolean
read_quote (DescoConnection *connection,
            const DescoUuid *pupil_id,
            const GDate *date,
            DescoQuoteKind kind,
            DescoQuote **quote,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *quote = desco_quotes_get_in (connection, pupil_id, date, kind, &local_error);
  if (*quote != NULL || local_error->domain == DESCO_INPUT_ERROR
      || local_error->domain == DESCO_RULE_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* an exempt pupil's meal is an entry of quantity 0. */
static void
charge_own (const DescoQuote *quote, DescoMealCharge *charge)
{
  gboolean exempt = quote != NULL && quote->exempt;

  *charge = (DescoMealCharge){
    .posted = TRUE,
    .quantity = exempt ? 0 : -1,
    .reason = exempt ? "exempt" : "own",
    .unit_amount = quote != NULL ? quote->unit_amount : -1,
  };
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
  g_autoptr (DescoQuote) own = NULL;
  g_autoptr (DescoQuote) full = NULL;
  LateAbsence late = LATE_OWN;

  *charge = (DescoMealCharge){ .unit_amount = -1 };
  if (state == DESCO_ATTENDANCE_ABSENT || (state == DESCO_ATTENDANCE_LATE_ABSENT && overridden))
    return TRUE;

  if (!read_quote (connection, pupil_id, date, DESCO_QUOTE_OWN, &own, error)
      || (state == DESCO_ATTENDANCE_LATE_ABSENT && own != NULL
          && !read_late_absence (connection, &own->rule_id, &late, error)))
    return FALSE;
  if (late == LATE_NOTHING)
    return TRUE;

  charge_own (own, charge);
  if (late == LATE_FULL)
    {
      if (!read_quote (connection, pupil_id, date, DESCO_QUOTE_FULL, &full, error))
        return FALSE;
      charge->quantity = -1;
      charge->reason = "full";
      charge->unit_amount = full != NULL ? full->unit_amount : own->unit_amount;
    }
  return TRUE;
}
