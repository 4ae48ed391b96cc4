/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

/* The documents of GovPay's interface for debts, "API Pendenze" version 2: what is asked
 * (desco-govpay-request.c) and what is answered (desco-govpay-answer.c). */

#include "pagopa/desco-payment-provider.h"

G_BEGIN_DECLS

char *desco_govpay_id_from_iupd (const char *iupd, GError **error);
char *desco_govpay_id_to_iupd (const char *id);

gboolean desco_govpay_request_check (const DescoDebtPosition *position, GError **error);
GBytes *desco_govpay_request_from_position (const DescoDebtPosition *position,
                                            const char *creditor_tax_code,
                                            const char *debt_type);
DescoDebtPosition *desco_govpay_request_as_kept (const DescoDebtPosition *position);
GBytes *desco_govpay_request_withdraw (const char *reason);

DescoDebtPosition *desco_govpay_answer_to_position (GBytes *json, GError **error);
char *desco_govpay_answer_to_notice_number (GBytes *json, GError **error);
DescoPositionPage *desco_govpay_answer_to_position_page (GBytes *json, GError **error);
DescoReceiptPage *desco_govpay_answer_to_receipt_page (GBytes *json, GError **error);
char *desco_govpay_answer_to_context (GBytes *json, GError **error);
char *desco_govpay_answer_to_problem (GBytes *json);

const char *desco_govpay_state_from_status (DescoDebtPositionStatus status);
char *desco_govpay_category_compose (const char *kind, const char *code);
gboolean desco_govpay_category_split (const char *category, const char **kind, const char **code);

G_END_DECLS
