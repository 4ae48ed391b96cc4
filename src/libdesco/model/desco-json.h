/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *desco_json_parse (const char *text, gsize length, GError **error);
JsonNode *desco_json_parse_exactly (const char *text, gsize length, GError **error);

G_END_DECLS
