/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-retry-policy.h"

G_BEGIN_DECLS

/* pagoPA takes this many calls a key in this many seconds. */
#define DESCO_CALL_LIMIT_CALLS 100
#define DESCO_CALL_LIMIT_SECONDS 10

typedef struct _DescoCallLimit DescoCallLimit;

DescoCallLimit *desco_call_limit_get (const char *root_url, const char *key, gboolean is_shared);
gboolean desco_call_limit_enter (DescoCallLimit *self,
                                 const DescoRetryPolicy *policy,
                                 guint64 *ticket,
                                 GCancellable *cancellable,
                                 GError **error);
void desco_call_limit_leave (DescoCallLimit *self, const DescoRetryPolicy *policy, guint64 ticket);
void desco_call_limit_slow_down (DescoCallLimit *self,
                                 const DescoRetryPolicy *policy,
                                 guint retry_after);

G_END_DECLS
