/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-position.h"

G_BEGIN_DECLS

gint64 desco_sandbox_state_next_change (const DescoSandboxPosition *position);
gboolean desco_sandbox_state_age (DescoSandboxPosition *position, gint64 now);
gboolean desco_sandbox_state_publish (DescoSandboxPosition *position, gint64 now, GError **error);
gboolean
desco_sandbox_state_invalidate (DescoSandboxPosition *position, gint64 now, GError **error);
gboolean desco_sandbox_state_expire (DescoSandboxPosition *position, gint64 now, GError **error);
gboolean desco_sandbox_state_can_expire (const DescoSandboxPosition *position);
gboolean desco_sandbox_state_check_replace (const DescoSandboxPosition *position, GError **error);
gboolean desco_sandbox_state_check_delete (const DescoSandboxPosition *position, GError **error);
gboolean desco_sandbox_state_can_change_iban (const DescoSandboxPosition *position);
gboolean desco_sandbox_state_check_payable (const DescoSandboxPosition *position,
                                            const DescoSandboxOption *option,
                                            GError **error);
void desco_sandbox_state_pay (DescoSandboxPosition *position,
                              DescoSandboxOption *option,
                              gint64 when,
                              const char *receipt_id,
                              gint64 now);

G_END_DECLS
