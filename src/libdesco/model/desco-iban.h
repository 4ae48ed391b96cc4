/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *desco_iban_normalize (const char *text);
gboolean desco_iban_is_partial (const char *iban);
gboolean desco_iban_check (const char *iban, GError **error);
gboolean desco_iban_check_sepa (const char *iban, GError **error);

G_END_DECLS
