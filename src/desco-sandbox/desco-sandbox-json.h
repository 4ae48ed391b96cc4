/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-http.h"
#include "pagopa/desco-json-writer-private.h"

G_BEGIN_DECLS

/* Documents in which euros are numbers: JSON-GLib could only make those of floating point. */

void desco_sandbox_json_add_text (DescoJsonWriter *json, const char *member, const char *text);
void desco_sandbox_json_add_number (DescoJsonWriter *json, const char *member, gint64 number);
void desco_sandbox_json_add_euros (DescoJsonWriter *json, const char *member, gint64 cents);
void desco_sandbox_json_add_moment (DescoJsonWriter *json, const char *member, gint64 moment);
void desco_sandbox_json_add_day (DescoJsonWriter *json, const char *member, const GDate *day);
void desco_sandbox_json_answer (DescoJsonWriter *json, DescoSandboxReply *reply);

G_END_DECLS
