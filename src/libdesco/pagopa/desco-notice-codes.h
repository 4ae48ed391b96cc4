/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The texts that the two codes of a notice carry. */
#define DESCO_NOTICE_DATA_MATRIX_LENGTH 256

/* The slip has ten digits for the cents, one less than pagoPA's greatest amount needs. */
#define DESCO_NOTICE_DATA_MATRIX_AMOUNT_MAX G_GINT64_CONSTANT (9999999999)

char *
desco_notice_qr_text (const char *notice_number, const char *creditor_tax_code, gint64 amount);
char *desco_notice_data_matrix_text (const char *notice_number,
                                     const char *creditor_tax_code,
                                     gint64 amount,
                                     const char *postal_account,
                                     const char *debtor_tax_code,
                                     const char *debtor_name,
                                     const char *subject);
char *desco_notice_normalize_text (const char *text, gsize width);

G_END_DECLS
