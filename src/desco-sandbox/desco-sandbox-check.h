/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *desco_sandbox_check_position (JsonObject *sent, gint64 now, GError **error);
gboolean desco_sandbox_check_organization (const char *tax_code, GError **error);
gboolean desco_sandbox_check_iban (const char *iban, const char *where, GError **error);

G_END_DECLS
