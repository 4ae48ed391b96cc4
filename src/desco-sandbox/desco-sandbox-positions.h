/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-http.h"

G_BEGIN_DECLS

/* Version 1 of the debt positions, for the other versions of the same service: they keep the same
 * positions and write them otherwise. */

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
DescoSandboxPosition *desco_sandbox_positions_find (DescoSandbox *sandbox,
                                                    const DescoSandboxRequest *request,
                                                    GError **error);
GPtrArray *desco_sandbox_positions_select (DescoSandbox *sandbox,
                                           const DescoSandboxRequest *request,
                                           const char *statuses,
                                           JsonObject **page_info,
                                           GError **error);

G_END_DECLS
