/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-debt-position.h"

/* Twenty vouchers at 5,20 that nobody has paid: what these tests send about. The clock of the tests
 * stands at SAMPLE_NOW. */

#define SAMPLE_NOW G_GINT64_CONSTANT (1788220800000000)      /* 2026-09-01T00:00:00Z */
#define SAMPLE_DUE_DATE G_GINT64_CONSTANT (1790805599000000) /* 2026-09-30T21:59:59Z */
#define SAMPLE_IUPD "DESCO-01990000-0000-7000-8000-000000000001"
#define SAMPLE_CREDITOR "77777777777"

DescoDebtPosition *sample_position_new (void);
DescoPaymentOption *sample_position_option (DescoDebtPosition *position);
DescoPaymentTransfer *sample_position_transfer (DescoDebtPosition *position);
