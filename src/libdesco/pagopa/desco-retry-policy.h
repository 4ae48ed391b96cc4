/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DescoSleepFunc:
 * @milliseconds: how long to wait
 * @cancellable: (nullable): ends the wait early
 * @user_data: the policy's
 *
 * Waits between two tries. A test's only writes down how long it was told to.
 */
typedef void (*DescoSleepFunc) (guint milliseconds, GCancellable *cancellable, gpointer user_data);

/**
 * DescoTimeFunc:
 * @user_data: the policy's
 *
 * Returns: microseconds of a clock that is never set, and that all programs of this machine share
 */
typedef gint64 (*DescoTimeFunc) (gpointer user_data);

/**
 * DescoRetryPolicy:
 * @max_tries: how often a request is sent at most, 1 or more
 * @base_delay: milliseconds; the first wait is drawn from 0 to this, the next from 0 to twice it…
 * @max_delay: milliseconds; no wait is drawn from more than this
 * @max_retry_after: milliseconds; a `Retry-After` beyond this is handed to the caller instead of
 *   being waited for
 * @io_timeout: seconds without a byte, or without a connection, after which a try has failed
 * @deadline: milliseconds that one try may take as a whole
 * @sleep: what waits
 * @get_time: what it waits by
 * @sleep_data: the data of both
 *
 * How patient a client is.
 */
typedef struct
{
  guint max_tries;
  guint base_delay;
  guint max_delay;
  guint max_retry_after;
  guint io_timeout;
  guint deadline;
  DescoSleepFunc sleep;
  DescoTimeFunc get_time;
  gpointer sleep_data;
} DescoRetryPolicy;

DescoRetryPolicy desco_retry_policy_default (void);
guint desco_retry_policy_draw_delay (const DescoRetryPolicy *self, guint n_failed);
void desco_retry_policy_sleep (const DescoRetryPolicy *self,
                               guint milliseconds,
                               GCancellable *cancellable);
gint64 desco_retry_policy_get_time (const DescoRetryPolicy *self);

G_END_DECLS
