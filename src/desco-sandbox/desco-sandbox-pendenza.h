/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-http.h"

G_BEGIN_DECLS

gboolean desco_sandbox_pendenza_check_id (const char *name, const char *id, GError **error);
char *desco_sandbox_pendenza_id_to_iupd (const char *id);
const char *desco_sandbox_pendenza_get_state (const DescoSandboxPosition *position);
gboolean desco_sandbox_pendenza_knows_state (const char *state);

JsonObject *desco_sandbox_pendenza_read (const DescoSandboxRequest *request,
                                         const char *id,
                                         gint64 now,
                                         char **organization,
                                         GError **error);
JsonObject *desco_sandbox_pendenza_build (const DescoSandboxPosition *position,
                                          const char *program);
void desco_sandbox_pendenza_add_items (const DescoSandboxPosition *position, JsonObject *pendenza);

void desco_sandbox_pendenza_set_amount (JsonObject *object, const char *name, gint64 cents);
void desco_sandbox_pendenza_reply (DescoSandboxReply *reply, guint status, JsonObject *object);

G_END_DECLS
