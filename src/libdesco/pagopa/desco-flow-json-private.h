/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-flow.h"

G_BEGIN_DECLS

/* For desco-flow-client.c and the tests: the documents of fdr-org.json. */

DescoFlowPage *desco_flow_json_to_flows (GBytes *json, GError **error);
DescoFlow *desco_flow_json_to_flow (GBytes *json, GError **error);
DescoFlowPage *desco_flow_json_to_payments (GBytes *json, GError **error);
char *desco_flow_json_to_problem (GBytes *json);

G_END_DECLS
