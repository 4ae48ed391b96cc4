/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "pagopa/desco-receipt-xml.h"

/* The creditor of desco-fixture.h. */
#define DESCO_SAMPLE_CREDITOR "81003310034"

DescoReceiptData *desco_sample_receipt (const DescoPurchase *purchase,
                                        const char *receipt_id,
                                        const char *creditor,
                                        const char *outcome,
                                        const char *amount);
