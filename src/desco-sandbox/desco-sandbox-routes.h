/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-http.h"

G_BEGIN_DECLS

/**
 * DescoSandboxArea:
 * @prefix: where it begins
 * @platform: whether it is the platform's: with its key, its limit and its faults. The others are
 *   the sandbox's own, for the person and the programs of this machine.
 * @routes: (array length=n_routes): what it answers
 * @n_routes: how many
 *
 * One subject, one file, one table of routes.
 */
typedef struct
{
  const char *prefix;
  gboolean platform;
  const DescoSandboxRoute *routes;
  gsize n_routes;
} DescoSandboxArea;

extern const DescoSandboxArea desco_sandbox_positions_area;
extern const DescoSandboxArea desco_sandbox_positions_v3_area;
extern const DescoSandboxArea desco_sandbox_bulk_area;
extern const DescoSandboxArea desco_sandbox_receipts_area;
extern const DescoSandboxArea desco_sandbox_flows_area;
extern const DescoSandboxArea desco_sandbox_control_area;
extern const DescoSandboxArea desco_sandbox_pour_area;
extern const DescoSandboxArea desco_sandbox_page_area;

gboolean desco_sandbox_answer_info (DescoSandbox *sandbox,
                                    const DescoSandboxRequest *request,
                                    DescoSandboxReply *reply,
                                    GError **error);
gboolean desco_sandbox_answer_mark_paid (DescoSandbox *sandbox,
                                         const DescoSandboxRequest *request,
                                         DescoSandboxReply *reply,
                                         GError **error);

G_END_DECLS
