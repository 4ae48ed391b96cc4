/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance-mark.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/**
 * DescoMealCharge:
 * @posted: whether there is an entry at all
 * @quantity: -1, or 0 where nothing is charged
 * @reason: "own", "full" or "exempt"; a constant
 * @unit_amount: the day's quote in cents, -1 where no rule gives one
 *
 * What a mark costs.
 */
typedef struct
{
  gboolean posted;
  gint64 quantity;
  const char *reason;
  gint64 unit_amount;
} DescoMealCharge;

gboolean desco_meal_charge_decide_in (DescoConnection *connection,
                                      const DescoUuid *pupil_id,
                                      const GDate *date,
                                      DescoAttendanceState state,
                                      gboolean overridden,
                                      DescoMealCharge *charge,
                                      GError **error);

G_END_DECLS
