/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DescoUuid:
 * @bytes: the sixteen bytes, most significant first, as they stand in the database
 *
 * The identity of everything that Desco keeps: a UUID of version 7 (RFC 9562), so that ids sort
 * by the time at which they were made. All zeroes means "none".
 */
typedef struct
{
  guint8 bytes[16];
} DescoUuid;

#define DESCO_UUID_STRING_LENGTH 36

DescoUuid desco_uuid_generate (void);
DescoUuid desco_uuid_derive (gint64 utc_microseconds, const char *name);
void desco_uuid_advance_past (const DescoUuid *uuid);
gboolean desco_uuid_is_nil (const DescoUuid *self);
gboolean desco_uuid_equal (gconstpointer a, gconstpointer b);
guint desco_uuid_hash (gconstpointer self);
int desco_uuid_compare (const DescoUuid *a, const DescoUuid *b);
char *desco_uuid_to_string (const DescoUuid *self);
gboolean desco_uuid_parse (const char *text, DescoUuid *uuid);
gint64 desco_uuid_get_time (const DescoUuid *self);

G_END_DECLS
