/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-http.h"

G_BEGIN_DECLS

/**
 * DescoSandboxInterval:
 * @from: its first moment, UTC microseconds; 0 where nobody asked
 * @to: its last moment; 0 where nobody asked
 */
typedef struct
{
  gint64 from;
  gint64 to;
} DescoSandboxInterval;

gboolean desco_sandbox_interval_read (const DescoSandboxRequest *request,
                                      const char *from_name,
                                      const char *to_name,
                                      guint max_days,
                                      DescoSandboxInterval *interval,
                                      GError **error);

G_END_DECLS
