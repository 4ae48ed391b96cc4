/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DescoJsonReader:
 * @wrong: (nullable): the name of the first member that was missing or wrong
 *
 * Reads a platform's answer. Reading goes on past what is wrong and remembers the first of it, so
 * that what reads an answer looks like the answer.
 */
typedef struct
{
  const char *wrong;
} DescoJsonReader;

JsonNode *desco_json_reader_parse (GBytes *json, GError **error);
JsonNode *desco_json_reader_parse_exactly (GBytes *json, GError **error);
gboolean desco_json_reader_check (const DescoJsonReader *self, GError **error);
void desco_json_reader_note_wrong (DescoJsonReader *self, const char *name);

JsonNode *desco_json_reader_get_member (JsonObject *object, const char *name);
const char *
desco_json_reader_peek_string (DescoJsonReader *self, JsonObject *object, const char *name);
char *desco_json_reader_read_string (DescoJsonReader *self, JsonObject *object, const char *name);
char *
desco_json_reader_require_string (DescoJsonReader *self, JsonObject *object, const char *name);
JsonObject *
desco_json_reader_peek_object (DescoJsonReader *self, JsonObject *object, const char *name);
GPtrArray *
desco_json_reader_read_objects (DescoJsonReader *self, JsonObject *object, const char *name);

G_END_DECLS
