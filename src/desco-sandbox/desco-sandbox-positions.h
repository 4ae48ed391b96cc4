/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-http.h"

G_BEGIN_DECLS

/* Version 1 of the debt positions, for the other versions of the same service: they keep the same
 * positions and write them otherwise. */

/* Writes a position as a version does. */
typedef JsonObject *(*DescoSandboxWritePosition) (const DescoSandboxPosition *position);

gboolean desco_sandbox_positions_create (DescoSandbox *sandbox,
                                         const DescoSandboxRequest *request,
                                         DescoSandboxReply *reply,
                                         GError **error);
gboolean desco_sandbox_positions_replace (DescoSandbox *sandbox,
                                          const DescoSandboxRequest *request,
                                          DescoSandboxReply *reply,
                                          GError **error);
gboolean desco_sandbox_positions_delete (DescoSandbox *sandbox,
                                         const DescoSandboxRequest *request,
                                         DescoSandboxReply *reply,
                                         GError **error);
gboolean desco_sandbox_positions_publish (DescoSandbox *sandbox,
                                          const DescoSandboxRequest *request,
                                          DescoSandboxReply *reply,
                                          GError **error);
gboolean desco_sandbox_positions_read (DescoSandbox *sandbox,
                                       const DescoSandboxRequest *request,
                                       DescoSandboxWritePosition write,
                                       DescoSandboxReply *reply,
                                       GError **error);
gboolean desco_sandbox_positions_list (DescoSandbox *sandbox,
                                       const DescoSandboxRequest *request,
                                       const char *statuses,
                                       DescoSandboxWritePosition write,
                                       DescoSandboxReply *reply,
                                       GError **error);

G_END_DECLS
