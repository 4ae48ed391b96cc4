/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-http.h"

G_BEGIN_DECLS

void
desco_sandbox_flood (SoupServerMessage *message, DescoSandboxReply *reply, gboolean compressed);

G_END_DECLS
