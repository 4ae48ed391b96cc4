/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-platform-deed-private.h"

#include <glib/gi18n-lib.h>

/**
 * desco_platform_judge_creation:
 * @deed: what was tried
 * @found: (nullable): the position as the platform has it; %NULL where it has none
 *
 * Returns: whether @found is what the deed was to load
 */
DescoVerdict
desco_platform_judge_creation (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  if (found == NULL)
    return DESCO_VERDICT_NOT_DONE;
  return desco_debt_position_is_same (deed->position, found, deed->creditor_tax_code)
             ? DESCO_VERDICT_DONE
             : DESCO_VERDICT_IMPOSSIBLE;
}

/**
 * desco_platform_explain_creation:
 * @deed: what was tried
 * @found: the position as the platform has it
 *
 * Returns: why another position of the same name stands in the way
 */
const char *
desco_platform_explain_creation (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  return _ ("pagoPA already has a debt position with this identifier, and its amount, due date, "
            "debtor or account is another one: cancel this purchase and make a new one.");
}

/**
 * desco_platform_judge_publication:
 * @deed: what was tried
 * @found: (nullable): the position as the platform has it; %NULL where it has none
 *
 * Returns: whether @found is payable, or was
 */
DescoVerdict
desco_platform_judge_publication (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  if (found == NULL)
    return DESCO_VERDICT_IMPOSSIBLE;

  switch (found->status)
    {
    case DESCO_DEBT_POSITION_PUBLISHED:
    case DESCO_DEBT_POSITION_VALID:
    case DESCO_DEBT_POSITION_PARTIALLY_PAID:
    case DESCO_DEBT_POSITION_PAID:
    case DESCO_DEBT_POSITION_REPORTED:
      return DESCO_VERDICT_DONE;
    case DESCO_DEBT_POSITION_DRAFT:
      return DESCO_VERDICT_NOT_DONE;
    case DESCO_DEBT_POSITION_INVALID:
    case DESCO_DEBT_POSITION_EXPIRED:
    case DESCO_DEBT_POSITION_UNKNOWN:
    default:
      return DESCO_VERDICT_IMPOSSIBLE;
    }
}

/**
 * desco_platform_explain_publication:
 * @deed: what was tried
 * @found: the position as the platform has it
 *
 * Returns: why @found cannot be published any more
 */
const char *
desco_platform_explain_publication (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  return _ (
      "The debt position was withdrawn or has expired at pagoPA and cannot be published: make "
      "a new purchase.");
}

/**
 * desco_platform_judge_invalidation:
 * @deed: what was tried
 * @found: (nullable): the position as the platform has it; %NULL where it has none
 *
 * Returns: whether @found is withdrawn
 */
DescoVerdict
desco_platform_judge_invalidation (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  if (found == NULL)
    return DESCO_VERDICT_IMPOSSIBLE;

  switch (found->status)
    {
    case DESCO_DEBT_POSITION_INVALID:
      return DESCO_VERDICT_DONE;
    case DESCO_DEBT_POSITION_PUBLISHED:
    case DESCO_DEBT_POSITION_VALID:
    case DESCO_DEBT_POSITION_DRAFT:
      return DESCO_VERDICT_NOT_DONE;
    case DESCO_DEBT_POSITION_PARTIALLY_PAID:
    case DESCO_DEBT_POSITION_PAID:
    case DESCO_DEBT_POSITION_REPORTED:
    case DESCO_DEBT_POSITION_EXPIRED:
    case DESCO_DEBT_POSITION_UNKNOWN:
    default:
      return DESCO_VERDICT_IMPOSSIBLE;
    }
}

/**
 * desco_platform_explain_invalidation:
 * @deed: what was tried
 * @found: the position as the platform has it
 *
 * Returns: why @found cannot be withdrawn any more
 */
const char *
desco_platform_explain_invalidation (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  if (found->status == DESCO_DEBT_POSITION_EXPIRED)
    return _ (
        "The debt position has expired at pagoPA: nobody can pay it any more, and it needs no "
        "withdrawing.");
  return _ ("The debt position has been paid at pagoPA and cannot be withdrawn: fetch its receipt, "
            "and refund it if need be.");
}

/**
 * desco_platform_judge_replacement:
 * @deed: what was tried
 * @found: (nullable): the position as the platform has it; %NULL where it has none
 *
 * Returns: whether @found is what the deed was to put in its place
 */
DescoVerdict
desco_platform_judge_replacement (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  if (found == NULL)
    return DESCO_VERDICT_IMPOSSIBLE;

  switch (found->status)
    {
    case DESCO_DEBT_POSITION_INVALID:
    case DESCO_DEBT_POSITION_PARTIALLY_PAID:
    case DESCO_DEBT_POSITION_PAID:
    case DESCO_DEBT_POSITION_REPORTED:
      return DESCO_VERDICT_IMPOSSIBLE;
    case DESCO_DEBT_POSITION_DRAFT:
    case DESCO_DEBT_POSITION_PUBLISHED:
    case DESCO_DEBT_POSITION_VALID:
    case DESCO_DEBT_POSITION_EXPIRED:
    case DESCO_DEBT_POSITION_UNKNOWN:
    default:
      return desco_debt_position_is_same (deed->position, found, deed->creditor_tax_code)
                 ? DESCO_VERDICT_DONE
                 : DESCO_VERDICT_NOT_DONE;
    }
}

/**
 * desco_platform_judge_published_replacement:
 * @deed: what was tried
 * @found: (nullable): the position as the platform has it; %NULL where it has none
 *
 * Returns: as desco_platform_judge_replacement(), for one that is to be payable as well
 */
DescoVerdict
desco_platform_judge_published_replacement (const DescoPlatformDeed *deed,
                                            const DescoDebtPosition *found)
{
  DescoVerdict verdict = desco_platform_judge_replacement (deed, found);

  if (verdict == DESCO_VERDICT_DONE && found->status != DESCO_DEBT_POSITION_PUBLISHED
      && found->status != DESCO_DEBT_POSITION_VALID)
    return DESCO_VERDICT_NOT_DONE;
  return verdict;
}

/**
 * desco_platform_explain_replacement:
 * @deed: what was tried
 * @found: the position as the platform has it
 *
 * Returns: why @found cannot be replaced any more
 */
const char *
desco_platform_explain_replacement (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  if (found->status == DESCO_DEBT_POSITION_INVALID)
    return _ ("The debt position was withdrawn at pagoPA and cannot be changed: make a new "
              "purchase.");
  return _ ("The debt position has been paid at pagoPA and cannot be changed: fetch its receipt, "
            "and refund it if need be.");
}
