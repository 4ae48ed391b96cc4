/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most that the desks of a town are spread by, so that they do not all ask at once. */
#define DESCO_ASK_MAX_JITTER (60 * G_TIME_SPAN_SECOND)

/**
 * DescoAsking:
 * @DESCO_ASKING_NOTHING: it is not time yet
 * @DESCO_ASKING_PAYMENTS: what was paid, see desco_poller_run()
 * @DESCO_ASKING_ALL: whether all stands the same, see desco_reconciler_run()
 *
 * What a desk asks the platform by itself.
 */
typedef enum
{
  DESCO_ASKING_NOTHING,
  DESCO_ASKING_PAYMENTS,
  DESCO_ASKING_ALL,
} DescoAsking;

/**
 * DescoAskFacts:
 * @polled_at: when it was last asked what was paid, UTC microseconds; 0 for never
 * @reconciled_at: when all was last compared; 0 for never
 * @failed_at: when it could not be asked for the last time
 * @failures: how often in a row
 * @jitter: microseconds by which this desk asks later, up to %DESCO_ASK_MAX_JITTER
 *
 * What decides when to ask next.
 */
typedef struct
{
  gint64 polled_at;
  gint64 reconciled_at;
  gint64 failed_at;
  guint failures;
  gint64 jitter;
} DescoAskFacts;

DescoAsking desco_ask_schedule_next (const DescoAskFacts *facts, gint64 now, gint64 *at);

G_END_DECLS
