/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"

G_BEGIN_DECLS

GBytes *desco_gpd_json_from_position (const DescoDebtPosition *position);
GBytes *desco_gpd_json_from_positions (const GPtrArray *positions);
GBytes *desco_gpd_json_from_iupds (const char *const *iupds);
GBytes *desco_gpd_json_from_payment (gint64 paid_at);
GBytes *desco_gpd_json_from_new_iban (const char *iban);
gboolean desco_gpd_json_to_n_changed (GBytes *json, guint *n_changed, GError **error);
DescoDebtPosition *desco_gpd_json_to_position (GBytes *json, GError **error);
DescoPositionPage *desco_gpd_json_to_position_page (GBytes *json, GError **error);
DescoReceiptPage *desco_gpd_json_to_receipt_page (GBytes *json, GError **error);
char *desco_gpd_json_to_problem (GBytes *json);

G_END_DECLS
