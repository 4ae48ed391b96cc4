/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-payment.h"

G_BEGIN_DECLS

char *desco_sandbox_receipt_xml_build (const DescoSandboxPosition *position,
                                       guint index,
                                       const char *receipt_id,
                                       DescoSandboxOutcome outcome,
                                       gint64 amount,
                                       gint64 when);

G_END_DECLS
