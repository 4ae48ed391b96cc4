/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"

G_BEGIN_DECLS

/* Version 3's way of writing a position: options, each with its debtor and its instalments. */

GBytes *desco_gpd_plan_json_from_position (const DescoDebtPosition *position);
DescoDebtPosition *desco_gpd_plan_json_to_position (GBytes *json, GError **error);
DescoPositionPage *desco_gpd_plan_json_to_position_page (GBytes *json, GError **error);
const char *desco_gpd_plan_json_to_status_word (DescoDebtPositionStatus status);

G_END_DECLS
