/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-position.h"

G_BEGIN_DECLS

/* Version 3's way of writing a position: options, each with its debtor and its instalments. */

JsonObject *desco_sandbox_plans_to_body (JsonObject *sent, GError **error);
JsonObject *desco_sandbox_plans_to_model (const DescoSandboxPosition *position);
JsonObject *desco_sandbox_plans_to_response (const DescoSandboxPosition *position);
gboolean desco_sandbox_plans_parse_status (const char *word, const char **statuses);

G_END_DECLS
