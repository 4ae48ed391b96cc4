/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-call-limit-private.h"

#include "pagopa/desco-pagopa-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define N_CALLS DESCO_CALL_LIMIT_CALLS
/* Two clocks do not run alike: a little longer than the platform counts. */
#define WINDOW ((DESCO_CALL_LIMIT_SECONDS * G_TIME_SPAN_SECOND) + 100 * G_TIME_SPAN_MILLISECOND)
/* After a 429 fewer calls are made, and after each minute without one twice as many again. */
#define FEWEST_CALLS 10
#define RECOVERY G_TIME_SPAN_MINUTE
/* No call is put off so long: a state that says so is from another start of this machine. */
#define HORIZON (48 * G_TIME_SPAN_HOUR)
#define MAGIC 0x4465736301u

/* The last calls of a key. It is the same in memory and in the file that the programs of a desk
 * share; times are microseconds of the policy's clock, which starts anew with the machine. */
typedef struct
{
  guint64 magic;
  guint64 n_calls;     /* that ever were; the last of them are in @calls, by number modulo */
  gint64 closed_until; /* what a Retry-After asked for */
  gint64 slowed_at;
  gint64 n_allowed;      /* calls in a window, for now */
  gint64 calls[N_CALLS]; /* when each was answered, or is to be sent */
} State;

struct _DescoCallLimit
{
  GMutex lock;
  State state;
  int fd; /* of the shared file; -1 where there is none */
};

/* One for each key at each platform, for as long as the program runs. */
static GMutex limits_lock;
static GHashTable *limits;

static void
reset_state (State *state)
{
  memset (state, 0, sizeof *state);
  state->magic = MAGIC;
  state->n_allowed = N_CALLS;
  for (guint i = 0; i < N_CALLS; i++)
    state->calls[i] = -WINDOW;
}

static gboolean
is_plausible (const State *state, gint64 now)
{
  if (state->magic != MAGIC || state->n_allowed < 1 || state->n_allowed > N_CALLS
      || state->closed_until > now + HORIZON || state->slowed_at > now)
    return FALSE;
  for (guint i = 0; i < N_CALLS; i++)
    if (state->calls[i] > now + HORIZON)
      return FALSE;
  return TRUE;
}

/* Opens the state for a change, here and in the desk's other programs. A file that cannot be read is
 * no reason not to work: the platform's own limit still stands. */
static void
begin (DescoCallLimit *self, gint64 now)
{
  g_mutex_lock (&self->lock);
  if (self->fd >= 0)
    {
      while (flock (self->fd, LOCK_EX) != 0 && errno == EINTR)
        ;
      if (pread (self->fd, &self->state, sizeof self->state, 0) != (gssize) sizeof self->state)
        reset_state (&self->state);
    }
  if (!is_plausible (&self->state, now))
    reset_state (&self->state);

  while (self->state.n_allowed < N_CALLS && now - self->state.slowed_at >= RECOVERY)
    {
      self->state.n_allowed = MIN (self->state.n_allowed * 2, N_CALLS);
      self->state.slowed_at += RECOVERY;
    }
}

static void
end (DescoCallLimit *self)
{
  if (self->fd >= 0)
    {
      if (pwrite (self->fd, &self->state, sizeof self->state, 0) != (gssize) sizeof self->state)
        g_debug ("The calls to pagoPA could not be noted for this desk's other programs");
      flock (self->fd, LOCK_UN);
    }
  g_mutex_unlock (&self->lock);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? 1 : first > second ? -1 : 0;
}

/* When the next call may be sent, so that no window of the platform's, wherever it begins, holds more
 * than it takes. The platform counted a call before it was answered, and the time of the answer is
 * what stands in the state. */
static gint64
find_start (const State *state, gint64 now)
{
  gint64 calls[N_CALLS];
  gint64 start = MAX (now, state->closed_until);

  memcpy (calls, state->calls, sizeof calls);
  qsort (calls, N_CALLS, sizeof *calls, compare_times);
  return MAX (start, calls[state->n_allowed - 1] + WINDOW);
}

static int
open_shared_file (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "desco", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return -1;
  return g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static DescoCallLimit *
limit_new (const char *name, gboolean is_shared)
{
  DescoCallLimit *self = g_new0 (DescoCallLimit, 1);

  g_mutex_init (&self->lock);
  reset_state (&self->state);
  self->fd = is_shared ? open_shared_file (name) : -1;
  return self;
}

/**
 * desco_call_limit_get:
 * @root_url: the platform's root
 * @key: the subscription key; it is not kept
 * @is_shared: whether this desk's other programs are to be counted as well, through a file in the
 *   user's runtime folder that is named after a digest of the key
 *
 * Returns: (transfer none): how many calls @key has left at that platform
 */
DescoCallLimit *
desco_call_limit_get (const char *root_url, const char *key, gboolean is_shared)
{
  g_autofree char *both = g_strconcat (root_url, "\n", key, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
  g_autofree char *name = g_strdup_printf ("calls-%.32s", digest);
  DescoCallLimit *self;

  g_mutex_lock (&limits_lock);
  if (limits == NULL)
    limits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self = g_hash_table_lookup (limits, name);
  if (self == NULL)
    {
      self = limit_new (name, is_shared);
      g_hash_table_insert (limits, g_steal_pointer (&name), self);
    }
  g_mutex_unlock (&limits_lock);

  return self;
}

/**
 * desco_call_limit_enter:
 * @self: a limit
 * @policy: whose clock and patience count
 * @ticket: (out): what desco_call_limit_leave() is to be given
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_THROTTLED where it would last longer than the policy
 *   waits, or %G_IO_ERROR_CANCELLED
 *
 * Waits until the platform takes another call. Whoever comes first goes first.
 *
 * Returns: whether the call may be made
 */
gboolean
desco_call_limit_enter (DescoCallLimit *self,
                        const DescoRetryPolicy *policy,
                        guint64 *ticket,
                        GCancellable *cancellable,
                        GError **error)
{
  gint64 now = desco_retry_policy_get_time (policy);
  gint64 oldest = 0;
  gint64 start;
  gint64 wait;

  begin (self, now);
  start = find_start (&self->state, now);
  wait = (start - now + G_TIME_SPAN_MILLISECOND - 1) / G_TIME_SPAN_MILLISECOND;
  if (wait <= policy->max_retry_after)
    {
      *ticket = self->state.n_calls++;
      oldest = self->state.calls[*ticket % N_CALLS];
      self->state.calls[*ticket % N_CALLS] = start;
    }
  end (self);

  if (wait > policy->max_retry_after)
    {
      desco_pagopa_error_set_throttled (error, (guint) ((wait + 999) / 1000));
      return FALSE;
    }
  if (wait > 0)
    desco_retry_policy_sleep (policy, (guint) wait, cancellable);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return TRUE;

  /* The call is not made: whoever comes next may have its place, if nobody was put behind it. */
  begin (self, desco_retry_policy_get_time (policy));
  if (self->state.n_calls == *ticket + 1)
    {
      self->state.n_calls--;
      self->state.calls[*ticket % N_CALLS] = oldest;
    }
  end (self);
  return FALSE;
}

/**
 * desco_call_limit_leave:
 * @self: a limit
 * @policy: whose clock counts
 * @ticket: from desco_call_limit_enter()
 *
 * Says that a call has been answered, or will not be. The platform counted it at some time before.
 */
void
desco_call_limit_leave (DescoCallLimit *self, const DescoRetryPolicy *policy, guint64 ticket)
{
  gint64 now = desco_retry_policy_get_time (policy);
  gint64 *call = &self->state.calls[ticket % N_CALLS];

  begin (self, now);
  if (self->state.n_calls > ticket && self->state.n_calls - ticket <= N_CALLS)
    *call = MAX (*call, now);
  end (self);
}

/**
 * desco_call_limit_slow_down:
 * @self: a limit
 * @policy: whose clock counts
 * @retry_after: seconds that the platform asked to wait; 0 if it did not say
 *
 * Obeys a 429: somebody else uses the key as well. No call is made until the platform listens again,
 * and for some minutes fewer than usual are. A wait beyond the policy's patience is its caller's to
 * keep, who is told of it and may be a person who knows better.
 */
void
desco_call_limit_slow_down (DescoCallLimit *self, const DescoRetryPolicy *policy, guint retry_after)
{
  gint64 now = desco_retry_policy_get_time (policy);

  begin (self, now);
  if (retry_after <= policy->max_retry_after / 1000)
    self->state.closed_until
        = MAX (self->state.closed_until, now + retry_after * G_TIME_SPAN_SECOND);
  self->state.n_allowed = MAX (self->state.n_allowed / 2, FEWEST_CALLS);
  self->state.slowed_at = now;
  end (self);
}
