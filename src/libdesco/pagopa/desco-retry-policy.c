/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-retry-policy.h"

static void
sleep_for_real (guint milliseconds, GCancellable *cancellable, gpointer user_data)
{
  gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;
  GPollFD fd = { .fd = -1, .events = G_IO_IN };
  gboolean pollable = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &fd);
  gint64 left;

  while (!g_cancellable_is_cancelled (cancellable) && (left = end - g_get_monotonic_time ()) > 0)
    g_poll (&fd, pollable ? 1 : 0, (int) ((left + 999) / 1000));

  if (pollable)
    g_cancellable_release_fd (cancellable);
}

static gint64
get_real_time (gpointer user_data)
{
  return g_get_monotonic_time ();
}

/**
 * desco_retry_policy_default:
 *
 * Returns: what suits a desk: four tries, half a minute for each, and a `Retry-After` of up to half a
 *   minute waited for
 */
DescoRetryPolicy
desco_retry_policy_default (void)
{
  return (DescoRetryPolicy){
    .max_tries = 4,
    .base_delay = 500,
    .max_delay = 8 * 1000,
    .max_retry_after = 30 * 1000,
    .io_timeout = 15,
    .deadline = 30 * 1000,
    .sleep = sleep_for_real,
    .get_time = get_real_time,
  };
}

/**
 * desco_retry_policy_draw_delay:
 * @self: a policy
 * @n_failed: how many tries have failed so far, 1 or more
 *
 * The wait doubles with each failure and is then drawn from the whole of it ("full jitter"), so
 * that desks which all lost the platform at the same moment do not all come back at the same
 * moment.
 *
 * Returns: milliseconds to wait before the next try
 */
guint
desco_retry_policy_draw_delay (const DescoRetryPolicy *self, guint n_failed)
{
  guint64 ceiling = (guint64) self->base_delay << MIN (n_failed - 1, 20);

  ceiling = MIN (ceiling, self->max_delay);
  return (guint) g_random_int_range (0, (gint32) MIN (ceiling, G_MAXINT32 - 1) + 1);
}

/**
 * desco_retry_policy_sleep:
 * @self: a policy
 * @milliseconds: how long to wait
 * @cancellable: (nullable): ends the wait early
 */
void
desco_retry_policy_sleep (const DescoRetryPolicy *self,
                          guint milliseconds,
                          GCancellable *cancellable)
{
  self->sleep (milliseconds, cancellable, self->sleep_data);
}

/**
 * desco_retry_policy_get_time:
 * @self: a policy
 *
 * Returns: microseconds of the clock that waits are reckoned by
 */
gint64
desco_retry_policy_get_time (const DescoRetryPolicy *self)
{
  return self->get_time (self->sleep_data);
}
