/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-store.h"

G_BEGIN_DECLS

typedef enum
{
  DESCO_SANDBOX_OUTCOME_OK,
  DESCO_SANDBOX_OUTCOME_KO,
} DescoSandboxOutcome;

/**
 * DescoSandboxPayment:
 * @nav: the notice number that somebody pays
 * @outcome: how it ends
 * @amount: in cents what is paid; 0 for what the notice asks
 * @again: whether to pay what is paid already, so that a second receipt comes
 * @with_receipt: whether a payment that ends in KO leaves a receipt, as the oldest ones did
 *
 * What a bank does, and the odd cases that a creditor must be ready for.
 */
typedef struct
{
  const char *nav;
  DescoSandboxOutcome outcome;
  gint64 amount;
  gboolean again;
  gboolean with_receipt;
} DescoSandboxPayment;

DescoSandboxPosition *desco_sandbox_payment_make (DescoSandboxStore *store,
                                                  const DescoSandboxPayment *payment,
                                                  char **receipt_id,
                                                  GError **error);

G_END_DECLS
