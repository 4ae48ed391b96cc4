/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-routes.h"

G_BEGIN_DECLS

extern const DescoSandboxArea desco_sandbox_govpay_area;

void desco_sandbox_govpay_set_fault (DescoSandboxReply *reply, guint status, const char *detail);
void desco_sandbox_govpay_set_error (DescoSandboxReply *reply, const GError *error);
gboolean desco_sandbox_govpay_check_user (DescoSandbox *sandbox,
                                          SoupMessageHeaders *headers,
                                          DescoSandboxReply *reply);

G_END_DECLS
