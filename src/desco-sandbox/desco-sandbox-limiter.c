/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-limiter.h"

#define WINDOW (DESCO_SANDBOX_LIMIT_SECONDS * G_USEC_PER_SEC)

struct _DescoSandboxLimiter
{
  GHashTable *calls; /* key → GQueue of gint64 *, the oldest first */
};

static GQueue *
get_calls (DescoSandboxLimiter *self, const char *key)
{
  GQueue *calls = g_hash_table_lookup (self->calls, key);

  if (calls == NULL)
    {
      calls = g_queue_new ();
      g_hash_table_insert (self->calls, g_strdup (key), calls);
    }
  return calls;
}

static void
free_calls (GQueue *calls)
{
  g_queue_free_full (calls, g_free);
}

/**
 * desco_sandbox_limiter_new:
 *
 * Returns: (transfer full): a limiter that has seen no call
 */
DescoSandboxLimiter *
desco_sandbox_limiter_new (void)
{
  DescoSandboxLimiter *self = g_new0 (DescoSandboxLimiter, 1);

  self->calls
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_calls);
  return self;
}

/**
 * desco_sandbox_limiter_free:
 * @self: (transfer full): a limiter
 */
void
desco_sandbox_limiter_free (DescoSandboxLimiter *self)
{
  g_hash_table_unref (self->calls);
  g_free (self);
}

/**
 * desco_sandbox_limiter_take:
 * @self: a limiter
 * @key: whose call it is
 * @monotonic_now: the present moment of g_get_monotonic_time()
 * @remaining: (out): how many calls are left in the window
 * @retry_after: (out): in how many seconds one will be, from 1; 0 where there is one now
 *
 * Counts a call in a window that slides. A call that is refused does not count.
 *
 * Returns: whether the call may be made
 */
gboolean
desco_sandbox_limiter_take (DescoSandboxLimiter *self,
                            const char *key,
                            gint64 monotonic_now,
                            guint *remaining,
                            guint *retry_after)
{
  GQueue *calls = get_calls (self, key);
  gint64 *oldest;

  while ((oldest = g_queue_peek_head (calls)) != NULL && *oldest <= monotonic_now - WINDOW)
    g_free (g_queue_pop_head (calls));

  if (calls->length >= DESCO_SANDBOX_LIMIT_CALLS)
    {
      gint64 wait = *oldest + WINDOW - monotonic_now;

      *remaining = 0;
      *retry_after = (guint) ((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
      return FALSE;
    }

  g_queue_push_tail (calls, g_memdup2 (&monotonic_now, sizeof monotonic_now));
  *remaining = DESCO_SANDBOX_LIMIT_CALLS - calls->length;
  *retry_after = 0;
  return TRUE;
}
