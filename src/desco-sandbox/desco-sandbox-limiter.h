/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The platform takes this many calls of one key in a window. */
#define DESCO_SANDBOX_LIMIT_CALLS 100
#define DESCO_SANDBOX_LIMIT_SECONDS 10

typedef struct _DescoSandboxLimiter DescoSandboxLimiter;

DescoSandboxLimiter *desco_sandbox_limiter_new (void);
void desco_sandbox_limiter_free (DescoSandboxLimiter *self);
gboolean desco_sandbox_limiter_take (DescoSandboxLimiter *self,
                                     const char *key,
                                     gint64 monotonic_now,
                                     guint *remaining,
                                     guint *retry_after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSandboxLimiter, desco_sandbox_limiter_free)

G_END_DECLS
