/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-http.h"

G_BEGIN_DECLS

/**
 * DescoSandboxCaller:
 * @DESCO_SANDBOX_CALLER_LOCAL: the person and the programs of this machine: the sandbox's own part
 * @DESCO_SANDBOX_CALLER_PLATFORM: who has a subscription key: with the platform's limit, and faults
 * @DESCO_SANDBOX_CALLER_GOVPAY: who has a user and a password: with faults
 * @DESCO_SANDBOX_CALLER_ANYBODY: who needs no key: with faults
 *
 * Who calls an area, and is answered in its manner.
 */
typedef enum
{
  DESCO_SANDBOX_CALLER_LOCAL,
  DESCO_SANDBOX_CALLER_PLATFORM,
  DESCO_SANDBOX_CALLER_GOVPAY,
  DESCO_SANDBOX_CALLER_ANYBODY,
} DescoSandboxCaller;

/**
 * DescoSandboxArea:
 * @prefix: where it begins
 * @caller: whose it is
 * @routes: (array length=n_routes): what it answers
 * @n_routes: how many
 *
 * One subject, one file, one table of routes.
 */
typedef struct
{
  const char *prefix;
  DescoSandboxCaller caller;
  const DescoSandboxRoute *routes;
  gsize n_routes;
} DescoSandboxArea;

extern const DescoSandboxArea desco_sandbox_positions_area;
extern const DescoSandboxArea desco_sandbox_positions_v3_area;
extern const DescoSandboxArea desco_sandbox_bulk_area;
extern const DescoSandboxArea desco_sandbox_receipts_area;
extern const DescoSandboxArea desco_sandbox_bizevents_area;
extern const DescoSandboxArea desco_sandbox_flows_area;
extern const DescoSandboxArea desco_sandbox_carts_area;
extern const DescoSandboxArea desco_sandbox_checkout_area;
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
