/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "notice/desco-notice.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Notices as JSON: what `notice encode` and `notice render` read and answer. */

DescoNotice *desco_notice_json_parse (JsonNode *node, GError **error);
GPtrArray *desco_notice_json_parse_list (JsonNode *input, GError **error);
JsonNode *desco_notice_json_encode (JsonNode *input, GError **error);
gboolean desco_notice_json_render (JsonNode *input,
                                   const char *path,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
