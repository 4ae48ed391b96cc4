/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"

G_BEGIN_DECLS

GBytes *desco_gpd_json_from_position (const DescoDebtPosition *position);
DescoDebtPosition *desco_gpd_json_to_position (GBytes *json, GError **error);
DescoPositionPage *desco_gpd_json_to_position_page (GBytes *json, GError **error);
DescoReceiptPage *desco_gpd_json_to_receipt_page (GBytes *json, GError **error);
char *desco_gpd_json_to_problem (GBytes *json);

G_END_DECLS
