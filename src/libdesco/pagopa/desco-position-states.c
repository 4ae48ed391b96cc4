/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-position-states.h"

/* The platform's state machine, as its guides draw it:
 *
 *   DRAFT ──publish──▶ PUBLISHED ──validityDate──▶ VALID ──payment──▶ PAID ──▶ REPORTED
 *      └──publish, no future validityDate──────────▶ VALID            PARTIALLY_PAID
 *   PUBLISHED, VALID ──invalidate──▶ INVALID     VALID ──dueDate, switchToExpired──▶ EXPIRED
 *
 * Replacing one that is not paid begins anew with what the replacement says: as a draft, or
 * published at once. */

/**
 * desco_position_state_may_become:
 * @from: where a position stands
 * @to: where it stands next
 *
 * Returns: whether the platform takes a position from @from to @to in one step
 */
gboolean
desco_position_state_may_become (DescoDebtPositionStatus from, DescoDebtPositionStatus to)
{
#define TO(status) (1u << DESCO_DEBT_POSITION_##status)
  static const guint allowed[] = {
    [DESCO_DEBT_POSITION_UNKNOWN] = ~0u,
    [DESCO_DEBT_POSITION_DRAFT] = TO (PUBLISHED) | TO (VALID),
    [DESCO_DEBT_POSITION_PUBLISHED] = TO (DRAFT) | TO (VALID) | TO (INVALID),
    [DESCO_DEBT_POSITION_VALID]
    = TO (DRAFT) | TO (PUBLISHED) | TO (INVALID) | TO (EXPIRED) | TO (PARTIALLY_PAID) | TO (PAID),
    [DESCO_DEBT_POSITION_INVALID] = 0,
    [DESCO_DEBT_POSITION_EXPIRED] = TO (DRAFT) | TO (PUBLISHED) | TO (VALID),
    [DESCO_DEBT_POSITION_PARTIALLY_PAID] = TO (PAID),
    [DESCO_DEBT_POSITION_PAID] = TO (REPORTED),
    [DESCO_DEBT_POSITION_REPORTED] = 0,
  };
#undef TO

  g_return_val_if_fail ((guint) from < G_N_ELEMENTS (allowed), FALSE);

  return (allowed[from] & (1u << to)) != 0;
}

/**
 * desco_position_state_may_reach:
 * @from: where a position was seen
 * @to: where it is seen later
 *
 * As desco_position_state_may_become(), over any number of steps that nobody looked at. What can't
 * be reached is an answer from before, and changes nothing.
 *
 * Returns: whether a position seen at @from can be at @to later
 */
gboolean
desco_position_state_may_reach (DescoDebtPositionStatus from, DescoDebtPositionStatus to)
{
  guint reached = 1u << from;
  guint before = 0;

  while (before != reached)
    {
      before = reached;
      for (guint i = DESCO_DEBT_POSITION_DRAFT; i <= DESCO_DEBT_POSITION_REPORTED; i++)
        for (guint j = DESCO_DEBT_POSITION_DRAFT; j <= DESCO_DEBT_POSITION_REPORTED; j++)
          if ((reached & (1u << i)) != 0
              && desco_position_state_may_become ((DescoDebtPositionStatus) i,
                                                  (DescoDebtPositionStatus) j))
            reached |= 1u << j;
    }
  return from == DESCO_DEBT_POSITION_UNKNOWN || (reached & (1u << to)) != 0;
}

/**
 * desco_position_state_is_paid:
 * @status: where a position stands
 *
 * Returns: whether all of it was paid
 */
gboolean
desco_position_state_is_paid (DescoDebtPositionStatus status)
{
  return status == DESCO_DEBT_POSITION_PAID || status == DESCO_DEBT_POSITION_REPORTED;
}

/**
 * desco_position_state_is_open:
 * @status: where a position stands
 *
 * Returns: whether somebody can pay it, now or from its validity date on
 */
gboolean
desco_position_state_is_open (DescoDebtPositionStatus status)
{
  return status == DESCO_DEBT_POSITION_PUBLISHED || status == DESCO_DEBT_POSITION_VALID
         || status == DESCO_DEBT_POSITION_PARTIALLY_PAID;
}
