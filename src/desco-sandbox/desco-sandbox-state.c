/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-state.h"

#include "desco-sandbox-error.h"

/* Which acts a position bears in which state. */
typedef enum
{
  ACT_PUBLISH = 1 << 0,
  ACT_INVALIDATE = 1 << 1,
  ACT_REPLACE = 1 << 2,
  ACT_DELETE = 1 << 3,
  ACT_PAY = 1 << 4,
  ACT_EXPIRE = 1 << 5,
} Act;

static const guint acts_of[] = {
  [DESCO_SANDBOX_DRAFT] = ACT_PUBLISH | ACT_REPLACE | ACT_DELETE,
  [DESCO_SANDBOX_PUBLISHED] = ACT_INVALIDATE | ACT_REPLACE | ACT_DELETE | ACT_EXPIRE,
  [DESCO_SANDBOX_VALID] = ACT_INVALIDATE | ACT_REPLACE | ACT_DELETE | ACT_PAY | ACT_EXPIRE,
  [DESCO_SANDBOX_INVALID] = ACT_DELETE,
  [DESCO_SANDBOX_EXPIRED] = ACT_REPLACE | ACT_DELETE,
  [DESCO_SANDBOX_PARTIALLY_PAID] = ACT_PAY,
  [DESCO_SANDBOX_PAID] = 0,
  [DESCO_SANDBOX_REPORTED] = 0,
};

static gboolean
allows (const DescoSandboxPosition *position, Act act)
{
  return (acts_of[position->status] & act) != 0;
}

static gboolean
refuse (const DescoSandboxPosition *position, DescoSandboxError code, GError **error)
{
  g_set_error (error, DESCO_SANDBOX_ERROR, (int) code,
               "The debt position %s of organization %s is %s", position->iupd,
               position->organization, desco_sandbox_status_to_string (position->status));
  return FALSE;
}

static void
move_to (DescoSandboxPosition *position, DescoSandboxStatus status, gint64 now)
{
  position->status = status;
  position->updated = now;
}

/* By the whole, or by all the instalments that were offered in its place. */
static gboolean
is_settled (const DescoSandboxPosition *position)
{
  gboolean all_parts = TRUE;

  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoSandboxOption *option = g_ptr_array_index (position->options, i);

      if (option->paid && !option->partial)
        return TRUE;
      all_parts = all_parts && (option->paid || !option->partial);
    }
  return all_parts;
}

/**
 * desco_sandbox_state_next_change:
 * @position: a position
 *
 * Returns: the moment from which @position has another state by the passing of time alone, UTC
 *   microseconds; 0 where it has none before it
 */
gint64
desco_sandbox_state_next_change (const DescoSandboxPosition *position)
{
  if (position->status == DESCO_SANDBOX_PUBLISHED)
    return position->validity;
  if (position->status == DESCO_SANDBOX_VALID && position->switch_to_expired)
    return desco_sandbox_position_get_last_due (position) + 1;
  return 0;
}

/**
 * desco_sandbox_state_age:
 * @position: a position
 * @now: the present moment, UTC microseconds
 *
 * Does what time has done since @position was last looked at: PUBLISHED becomes VALID at its
 * validity date, VALID becomes EXPIRED past its last due date where it was told to.
 *
 * Returns: whether anything changed
 */
gboolean
desco_sandbox_state_age (DescoSandboxPosition *position, gint64 now)
{
  gboolean changed = FALSE;
  gint64 next;

  while ((next = desco_sandbox_state_next_change (position)) != 0 && next <= now)
    {
      move_to (position,
               position->status == DESCO_SANDBOX_PUBLISHED ? DESCO_SANDBOX_VALID
                                                           : DESCO_SANDBOX_EXPIRED,
               next);
      changed = TRUE;
    }
  return changed;
}

/**
 * desco_sandbox_state_publish:
 * @position: a position
 * @now: the present moment, UTC microseconds
 * @error: (out) (optional): why not
 *
 * Makes a draft PUBLISHED, or VALID where no validity date puts that off.
 *
 * Returns: whether it could be
 */
gboolean
desco_sandbox_state_publish (DescoSandboxPosition *position, gint64 now, GError **error)
{
  if (!allows (position, ACT_PUBLISH))
    return refuse (position, DESCO_SANDBOX_ERROR_NOT_PUBLISHABLE, error);
  if (desco_sandbox_position_get_first_due (position) < now)
    return refuse (position, DESCO_SANDBOX_ERROR_PAST_DUE_DATE, error);
  if (position->validity != 0 && position->validity < now)
    return refuse (position, DESCO_SANDBOX_ERROR_PAST_VALIDITY_DATE, error);

  position->published = now;
  move_to (position, DESCO_SANDBOX_PUBLISHED, now);
  if (position->validity == 0)
    position->validity = now;
  desco_sandbox_state_age (position, now);
  return TRUE;
}

/**
 * desco_sandbox_state_invalidate:
 * @position: a position
 * @now: the present moment, UTC microseconds
 * @error: (out) (optional): why not
 *
 * Returns: whether @position could be withdrawn
 */
gboolean
desco_sandbox_state_invalidate (DescoSandboxPosition *position, gint64 now, GError **error)
{
  if (!allows (position, ACT_INVALIDATE))
    return refuse (position, DESCO_SANDBOX_ERROR_NOT_INVALIDABLE, error);
  move_to (position, DESCO_SANDBOX_INVALID, now);
  return TRUE;
}

/**
 * desco_sandbox_state_expire:
 * @position: a position
 * @now: the present moment, UTC microseconds
 * @error: (out) (optional): why not
 *
 * What the sandbox alone can do: lets @position expire without waiting.
 *
 * Returns: whether it could
 */
gboolean
desco_sandbox_state_expire (DescoSandboxPosition *position, gint64 now, GError **error)
{
  if (!allows (position, ACT_EXPIRE))
    return refuse (position, DESCO_SANDBOX_ERROR_NOT_UPDATABLE, error);
  move_to (position, DESCO_SANDBOX_EXPIRED, now);
  return TRUE;
}

/**
 * desco_sandbox_state_can_expire:
 * @position: a position
 *
 * Returns: whether desco_sandbox_state_expire() would not refuse it
 */
gboolean
desco_sandbox_state_can_expire (const DescoSandboxPosition *position)
{
  return allows (position, ACT_EXPIRE);
}

/**
 * desco_sandbox_state_check_replace:
 * @position: a position
 * @error: (out) (optional): why not
 *
 * Returns: whether another body may take the place of @position's
 */
gboolean
desco_sandbox_state_check_replace (const DescoSandboxPosition *position, GError **error)
{
  return allows (position, ACT_REPLACE)
         || refuse (position, DESCO_SANDBOX_ERROR_NOT_UPDATABLE, error);
}

/**
 * desco_sandbox_state_check_delete:
 * @position: a position
 * @error: (out) (optional): why not
 *
 * Returns: whether @position may go; not once anything was paid
 */
gboolean
desco_sandbox_state_check_delete (const DescoSandboxPosition *position, GError **error)
{
  return allows (position, ACT_DELETE)
         || refuse (position, DESCO_SANDBOX_ERROR_PAYMENT_FOUND, error);
}

/**
 * desco_sandbox_state_can_change_iban:
 * @position: a position
 *
 * Returns: whether its unpaid options may go to another account
 */
gboolean
desco_sandbox_state_can_change_iban (const DescoSandboxPosition *position)
{
  return allows (position, ACT_REPLACE | ACT_PAY);
}

/**
 * desco_sandbox_state_check_payable:
 * @position: a position
 * @option: the one of its options that somebody wants to pay
 * @error: (out) (optional): why not
 *
 * Returns: whether a payment of @option can be taken
 */
gboolean
desco_sandbox_state_check_payable (const DescoSandboxPosition *position,
                                   const DescoSandboxOption *option,
                                   GError **error)
{
  if (option->paid || position->status == DESCO_SANDBOX_PAID
      || position->status == DESCO_SANDBOX_REPORTED
      || (position->status == DESCO_SANDBOX_PARTIALLY_PAID && !option->partial))
    return refuse (position, DESCO_SANDBOX_ERROR_ALREADY_PAID, error);
  if (position->status == DESCO_SANDBOX_EXPIRED)
    return refuse (position, DESCO_SANDBOX_ERROR_EXPIRED, error);
  return allows (position, ACT_PAY) || refuse (position, DESCO_SANDBOX_ERROR_NOT_PAYABLE, error);
}

/**
 * desco_sandbox_state_pay:
 * @position: a position
 * @option: one of its options, found payable
 * @when: when it was paid, UTC microseconds
 * @receipt_id: (nullable): the receipt, or %NULL where it was paid outside pagoPA
 * @now: the present moment, UTC microseconds
 */
void
desco_sandbox_state_pay (DescoSandboxPosition *position,
                         DescoSandboxOption *option,
                         gint64 when,
                         const char *receipt_id,
                         gint64 now)
{
  option->paid = TRUE;
  option->payment = when;
  option->updated = now;
  g_free (option->receipt_id);
  option->receipt_id = g_strdup (receipt_id);

  position->payment = when;
  move_to (position, is_settled (position) ? DESCO_SANDBOX_PAID : DESCO_SANDBOX_PARTIALLY_PAID,
           now);
}
