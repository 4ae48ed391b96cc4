/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Money is a gint64 of euro cents. The greatest amount that pagoPA takes is
 * 999.999.999,99 euros (N-16). */
#define DESCO_MONEY_MAX G_GINT64_CONSTANT (99999999999)

char *desco_money_format (gint64 cents);
char *desco_money_to_decimal (gint64 cents);
gboolean desco_money_parse (const char *text, gint64 *cents);
gboolean desco_money_parse_decimal (const char *text, gint64 *cents);
gboolean desco_money_parse_number (const char *text, gint64 *cents);
gboolean desco_money_multiply (gint64 cents, gint64 quantity, gint64 *amount);

G_END_DECLS
