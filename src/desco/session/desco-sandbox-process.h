/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESCO_TYPE_SANDBOX_PROCESS (desco_sandbox_process_get_type ())
G_DECLARE_FINAL_TYPE (DescoSandboxProcess, desco_sandbox_process, DESCO, SANDBOX_PROCESS, GObject)

void desco_sandbox_process_start_async (const char *database,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);
DescoSandboxProcess *desco_sandbox_process_start_finish (GAsyncResult *result, GError **error);
const char *desco_sandbox_process_get_url (DescoSandboxProcess *self);

G_END_DECLS
