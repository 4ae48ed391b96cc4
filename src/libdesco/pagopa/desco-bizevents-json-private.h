/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-receipt-xml.h"

G_BEGIN_DECLS

DescoReceiptData *desco_bizevents_json_to_receipt (GBytes *json, GError **error);

G_END_DECLS
