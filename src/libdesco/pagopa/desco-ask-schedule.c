/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-ask-schedule.h"

#include "model/desco-date.h"
#include "pagopa/desco-poller.h"

/* When the night is over: what it changed at the platform (due dates that passed) is compared by the
 * first desk that is open after it. */
#define MORNING_HOUR 5
#define LONGEST_WAIT (2 * G_TIME_SPAN_HOUR)

/* The last time that a night was over. */
static gint64
get_last_morning (gint64 now)
{
  GDate day = desco_date_of_time (now - MORNING_HOUR * G_TIME_SPAN_HOUR);
  GDate before = desco_date_add_days (&day, -1);

  return desco_date_end_of_day (&before) + MORNING_HOUR * G_TIME_SPAN_HOUR;
}

/* Twice as long after each failure, as nobody knows when the network is back. */
static gint64
get_wait (guint failures)
{
  gint64 wait = DESCO_POLLER_WINDOW;

  for (guint i = 1; i < failures && wait < LONGEST_WAIT; i++)
    wait *= 2;
  return MIN (wait, LONGEST_WAIT);
}

/**
 * desco_ask_schedule_next:
 * @facts: what was asked before
 * @now: UTC microseconds
 * @at: (out): when to look again, not before @now; @now where something is due
 *
 * Decides what a desk asks the platform by itself: what was paid every %DESCO_POLLER_WINDOW, and once
 * after each night whether all stands the same, payments first. After a failure it waits, longer each
 * time, up to two hours.
 *
 * Returns: what is due
 */
DescoAsking
desco_ask_schedule_next (const DescoAskFacts *facts, gint64 now, gint64 *at)
{
  gint64 morning = get_last_morning (now);
  gint64 poll_at
      = facts->polled_at > 0 ? facts->polled_at + DESCO_POLLER_WINDOW + facts->jitter : now;
  /* The day on which the clocks go back is longer. */
  gint64 reconcile_at = facts->reconciled_at < morning
                            ? now
                            : MAX (morning + G_TIME_SPAN_DAY, now + G_TIME_SPAN_MINUTE);
  gint64 not_before = facts->failures > 0 ? facts->failed_at + get_wait (facts->failures) : now;

  poll_at = MAX (poll_at, not_before);
  reconcile_at = MAX (reconcile_at, not_before);
  *at = MAX (MIN (poll_at, reconcile_at), now);
  if (poll_at <= now)
    return DESCO_ASKING_PAYMENTS;
  return reconcile_at <= now ? DESCO_ASKING_ALL : DESCO_ASKING_NOTHING;
}
